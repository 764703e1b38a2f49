"""A document's XML as paragraphs with their effective look, in reading order, tables and text boxes included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from generator.checking.paper.drawing import line_lengths, may_be_rule, shapes
from generator.checking.paper.model import Cell, Paragraph, Run, Section
from generator.ooxml.body import BodyBlock, BodyParagraph, BodyTable, walk
from generator.ooxml.inlines import Piece, shown
from generator.ooxml.names import mm, w
from generator.ooxml.numbering import Counter, whole
from generator.ooxml.revisions import View
from generator.ooxml.styles import Style, Styles
from generator.ooxml.table_look import IN_NO_TABLE, PlaceInTable, look_of_table
from generator.ooxml.word_formats import ParagraphFormat, RunFormat
from generator.ooxml.words import child_of, children_of

_RUN_PROPERTIES = w("rPr")
_CELL_WIDTH, _CELL_MARGINS = w("tcW"), w("tcMar")
_CELL_MARGIN = 108  # twips left and right of a cell's text where the table does not say


class Found(NamedTuple):
    """A paragraph element and where it stands, before its look is resolved."""

    element: etree._Element
    section: int = 0
    cell: Cell | None = None
    box: int = 0
    room: float | None = None
    drawn: bool = False  # something is anchored in it
    place_in_table: PlaceInTable = IN_NO_TABLE
    properties: etree._Element | None = None  # its w:pPr
    gone: bool = False  # its mark is not there, so that it runs on into the next one


def find_paragraphs(body: etree._Element, view: View, walked: Iterable[BodyBlock] | None = None) -> list[Found]:
    """Every paragraph element a reader sees, in reading order; index i is `Paragraph.index` i + 1."""
    return list(_Flat().blocks(walk(body, view) if walked is None else walked, Found(body)))


@dataclass(slots=True)
class _Flat:
    """The walk as one sequence, with what a cell or a text box gives to the paragraphs in it; counts the boxes."""

    boxes: int = 0

    def blocks(self, blocks: Iterable[BodyBlock], at: Found) -> Iterator[Found]:
        for block in blocks:
            if isinstance(block, BodyTable):
                yield from self._table(block, at)
            elif isinstance(block, BodyParagraph):
                element, section = block.element, block.section
                own = block.drawn, at.place_in_table, block.properties, block.gone
                yield Found(element, section, at.cell, at.box, at.room, *own)
                for box in block.boxes:
                    self.boxes += 1
                    yield from self.blocks(box, Found(element, section, at.cell, self.boxes, 0.0))

    def _table(self, table: BodyTable, at: Found) -> Iterator[Found]:
        grid = [whole(column.get(w("w"))) for column in table.element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        look = look_of_table(table.element, len(table.rows))
        margins = _margins(table.element.find(f"{w('tblPr')}/{w('tblCellMar')}"), 2 * _CELL_MARGIN)
        for row_number, row in enumerate(table.rows):
            cells = row.cells
            for cell in cells:
                given = children_of(cell.properties, _CELL_WIDTH, _CELL_MARGINS)
                numbers = (cell.place.table, cell.place.outermost, row_number, cell.column, cell.place.depth)
                room = _cell_width(given.get(_CELL_WIDTH), grid[cell.column : cell.column + cell.span])
                room -= _margins(given.get(_CELL_MARGINS), margins)
                stands = PlaceInTable(look, row_number, cell.column, cell is cells[-1])
                inside = Found(
                    cell.element, at.section, Cell(*numbers), at.box, mm(max(room, 0)), place_in_table=stands
                )
                yield from self.blocks(cell.blocks, inside)


def read_paragraphs(
    found: list[Found], sections: tuple[Section, ...], styles: Styles, view: View
) -> tuple[Paragraph, ...]:
    """The paragraphs of `find_paragraphs` with text, look and automatic numbers."""
    counter = Counter(styles.numbering)
    paragraphs: list[Paragraph] = []
    carried: list[tuple[str, RunFormat]] = []
    for index, item in enumerate(found, start=1):
        table = item.place_in_table.style(styles)
        format_ = styles.paragraph_with(item.properties, table)
        stretches = [*carried, *_stretches(item, styles, styles.style_in(item.properties), table, view)]
        carried = []
        if item.gone:
            carried, stretches = stretches, []
        text, runs = _joined(stretches)
        # A blank paragraph of a list counts, as it does in Word, and says nothing.
        counted = counter.label(format_.num_id, format_.level) if format_.num_id and not item.gone else ""
        label = counted if text.strip() else ""
        paragraphs.append(_paragraph(index, item, text, label, runs, format_, sections))
    return tuple(paragraphs)


def _paragraph(
    index: int,
    item: Found,
    text: str,
    label: str,
    runs: tuple[Run, ...],
    format_: ParagraphFormat,
    sections: tuple[Section, ...],
) -> Paragraph:
    section = sections[min(item.section, len(sections) - 1)]
    has_shapes = item.drawn and any(map(may_be_rule, shapes(item.element)))
    return Paragraph(
        index,
        text,
        "-" if label and not label[0].isalnum() and not label.startswith(("(", "[")) else label,
        runs,
        format_,
        item.section,
        item.cell,
        item.box,
        section.text_width if item.room is None else item.room,
        line_lengths(item.element) if has_shapes else (),
        has_shapes,
        label if label and (not label[0].isalnum() or label == "o") else "",
        _stops(item.properties) if "\t" in text else (),
    )


def _stops(properties: etree._Element | None) -> tuple[float, ...]:
    tabs = child_of(properties, w("tabs"))
    kept = [tab for tab in tabs if tab.get(w("val")) != "clear"] if tabs is not None else []
    return tuple(sorted(mm(whole(tab.get(w("pos")))) for tab in kept))


def _stretches(item: Found, styles: Styles, style: str, table: Style, view: View) -> Iterator[tuple[str, RunFormat]]:
    last: Piece | None = None
    look = RunFormat()
    for piece in shown(item.element, view):
        if last is None or piece.run is not last.run:
            look = styles.run(child_of(piece.run, _RUN_PROPERTIES), style, table)
        last = piece
        if piece.text:
            yield piece.text, look


def _joined(stretches: list[tuple[str, RunFormat]]) -> tuple[str, tuple[Run, ...]]:
    if len(stretches) == 1:
        ((text, look),) = stretches
        return text, (Run(0, len(text), look),)
    runs: list[Run] = []
    at = 0
    for text, look in stretches:
        if runs and runs[-1].format == look:
            runs[-1] = Run(runs[-1].start, at + len(text), look)
        else:
            runs.append(Run(at, at + len(text), look))
        at += len(text)
    return "".join(text for text, _ in stretches), tuple(runs)


def _cell_width(width: etree._Element | None, grid: list[int]) -> int:
    if width is not None and width.get(w("type"), "dxa") == "dxa" and whole(width.get(w("w"))) > 0:
        return whole(width.get(w("w")))
    return sum(grid)


def _margins(element: etree._Element | None, default: int) -> int:
    """Twips left and right together; sides that are not given are half of the default."""
    if element is None:
        return default
    total = 0
    for names in (("left", "start"), ("right", "end")):
        side = next((found for name in names if (found := element.find(w(name))) is not None), None)
        total += whole(side.get(w("w"))) if side is not None else default // 2
    return total
