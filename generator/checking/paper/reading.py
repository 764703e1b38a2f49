"""A document's XML as paragraphs with their effective look, in reading order, tables and text boxes included."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.checking.paper.drawing import line_lengths, shapes
from generator.checking.paper.model import Cell, Paragraph, Run, Section
from generator.checking.paper.table_look import IN_NO_TABLE, PlaceInTable, look_of
from generator.ooxml.names import mm, w
from generator.ooxml.numbering import Counter, whole
from generator.ooxml.revisions import DRAWN, Piece, View, mark_gone, pieces, text_boxes, visible_children
from generator.ooxml.styles import ParagraphFormat, RunFormat, Style, Styles
from generator.ooxml.words import child_of

_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _SECTION = w("pPr"), w("rPr"), f"{w('pPr')}/{w('sectPr')}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _CELL_PROPERTIES = w("p"), w("tbl"), w("tr"), w("tc"), w("tcPr")
_CELL_MARGINS = w("tcMar")
_CELL_MARGIN = 108  # twips left and right of a cell's text where the table does not say


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph element and where it stands, before its look is resolved."""

    element: etree._Element
    section: int = 0
    cell: Cell | None = None
    box: int = 0
    room: float | None = None
    drawn: bool = False  # something is anchored in it
    place_in_table: PlaceInTable = IN_NO_TABLE


@dataclass(slots=True)
class _Walk:
    """Counts of one walk through a body."""

    view: View
    drawn: Collection[etree._Element]
    section: int = 0
    tables: int = 0
    boxes: int = 0
    found: list[Found] = field(default_factory=list)

    def container(self, parent: etree._Element, at: Found) -> None:
        for child in visible_children(parent, self.view):
            if child.tag == _PARAGRAPH:
                self._paragraph(child, at)
            elif child.tag == _TABLE:
                self._table(child, at)

    def _paragraph(self, element: etree._Element, at: Found) -> None:
        drawn = element in self.drawn
        self.found.append(Found(element, self.section, at.cell, at.box, at.room, drawn, at.place_in_table))
        for box in text_boxes(element) if drawn else ():
            self.boxes += 1
            self.container(box, Found(element, self.section, at.cell, self.boxes, 0.0))
        if at.cell is None and at.box == 0 and element.find(_SECTION) is not None:
            self.section += 1

    def _table(self, table: etree._Element, at: Found) -> None:
        self.tables += 1
        number = self.tables
        outermost = at.cell.outermost if at.cell else number
        depth = at.cell.depth + 1 if at.cell else 1
        grid = [whole(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        rows = [item for item in visible_children(table, self.view) if item.tag == _ROW]
        look = look_of(table, len(rows))
        margins = _margins(table.find(f"{w('tblPr')}/{w('tblCellMar')}"), 2 * _CELL_MARGIN)
        for row_number, row in enumerate(rows):
            column = _grid_before(row)
            cells = [item for item in visible_children(row, self.view) if item.tag == _CELL]
            for cell in cells:
                properties = child_of(cell, _CELL_PROPERTIES)
                span = _value(properties, "gridSpan", 1)
                place = Cell(number, outermost, row_number, column, depth)
                room = _cell_width(properties, grid[column : column + span])
                room -= _margins(child_of(properties, _CELL_MARGINS), margins)
                stands = PlaceInTable(look, row_number, column, cell is cells[-1])
                self.container(cell, Found(cell, self.section, place, at.box, mm(max(room, 0)), place_in_table=stands))
                column += span


def find_paragraphs(body: etree._Element, view: View) -> list[Found]:
    """Every paragraph element a reader sees, in reading order; index i is `Paragraph.index` i + 1."""
    # Asked once of the body, not of each cell.
    anchors = (item for drawing in body.iter(*DRAWN) for item in drawing.iterancestors(_PARAGRAPH))
    walk = _Walk(view, {*anchors})
    walk.container(body, Found(body))
    return walk.found


def read_paragraphs(
    found: list[Found], sections: tuple[Section, ...], styles: Styles, view: View
) -> tuple[Paragraph, ...]:
    """The paragraphs of `find_paragraphs` with text, look and automatic numbers."""
    counter = Counter(styles.numbering)
    paragraphs: list[Paragraph] = []
    carried: list[tuple[str, RunFormat]] = []
    for index, item in enumerate(found, start=1):
        table = item.place_in_table.style(styles)
        properties = child_of(item.element, _PARAGRAPH_PROPERTIES)
        format_ = styles.paragraph_with(properties, table)
        stretches = [*carried, *_stretches(item, styles, styles.style_in(properties), table, view)]
        carried = []
        if mark_gone(properties, view):
            carried, stretches = stretches, []
        text, runs = _joined(stretches)
        label = counter.label(format_.num_id, format_.level) if format_.num_id and text.strip() else ""
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
    has_shapes = item.drawn and any(True for _ in shapes(item.element))
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
    )


def _stretches(item: Found, styles: Styles, style: str, table: Style, view: View) -> Iterator[tuple[str, RunFormat]]:
    last: Piece | None = None
    look = RunFormat()
    for piece in pieces(item.element, view):
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


def _grid_before(row: etree._Element) -> int:
    return _value(child_of(row, w("trPr")), "gridBefore", 0)


def _value(parent: etree._Element | None, name: str, default: int) -> int:
    element = child_of(parent, w(name))
    return min(max(whole(element.get(w("val")), default), 0), 1000) if element is not None else default


def _cell_width(properties: etree._Element | None, grid: list[int]) -> int:
    width = child_of(properties, w("tcW"))
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
