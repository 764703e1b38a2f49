"""One walk over what a Word file shows, in reading order: paragraphs, tables as grids, text boxes, each with its place.

Seen in one of the views of `revisions`, through content controls, smart tags, custom XML. What stands in a paragraph,
`inlines` tells; how it looks, `styles`. Knows elements and places, no documents: reading drafts, the checker, pull and
the check of templates all read through it, each with what it alone needs on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from lxml import etree
from msgspec import Struct

from generator.ooxml.names import w
from generator.ooxml.numbering import whole
from generator.ooxml.revisions import DRAWN, View, runs_on, text_boxes, visible_children
from generator.ooxml.words import child_of, children_of

# Columns of a table, Word's own limit: a hostile span costs no memory.
MOST_COLUMNS = 63
_PARAGRAPH, _TABLE, _ROW, _CELL, _MARK = w("p"), w("tbl"), w("tr"), w("tc"), w("bookmarkStart")
_PROPERTIES, _ROW_PROPERTIES, _CELL_PROPERTIES, _SECTION = w("pPr"), w("trPr"), w("tcPr"), w("sectPr")
_SPAN, _MERGE = w("gridSpan"), w("vMerge")
_HOLDERS = frozenset(map(w, ("footnote", "endnote", "comment")))
_OFF = ("0", "false", "off")
Merge = Literal["", "restart", "continue"]


class BodyPlace(NamedTuple):
    """Where something stands, all from 1, 0 where it does not apply: the paragraph of its body, cell or box; the table
    in reading order, its row, the cell of the row; `within` is the place of the cell that a table inside stands in.
    """

    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    within: BodyPlace | None = None

    @property
    def outermost(self) -> int:
        """The number of the table that is in no other."""
        return self.within.outermost if self.within is not None else self.table

    @property
    def depth(self) -> int:
        """How many tables it stands in."""
        return (self.table > 0) + (self.within.depth if self.within is not None else 0)

    def __str__(self) -> str:
        """`bảng 2, hàng 3, cột 1, đoạn 1`, as a user finds it."""
        if not self.table:
            return f"đoạn {self.paragraph}"
        if self.paragraph:
            return f"bảng {self.table}, hàng {self.row}, cột {self.column}, đoạn {self.paragraph}"
        words = (("bảng", self.table), ("hàng", self.row), ("cột", self.column), ("đoạn", self.paragraph))
        return ", ".join(f"{word} {number}" for word, number in words if number)


class BodyParagraph(NamedTuple):
    """A `w:p` with its `w:pPr`. `gone`: it runs on into the next one, as its mark is not there in this view; `boxes`:
    what stands in the text boxes anchored in it, each once.
    """

    element: etree._Element
    place: BodyPlace
    section: int = 0
    gone: bool = False
    drawn: bool = False
    boxes: tuple[tuple[BodyBlock, ...], ...] = ()
    properties: etree._Element | None = None


class BodyCell(NamedTuple):
    """A `w:tc` with its `w:tcPr`: its first column in the grid from 0, how many it takes, whether it is joined with
    cells below.
    """

    element: etree._Element
    place: BodyPlace
    column: int
    span: int
    merge: Merge
    blocks: tuple[BodyBlock, ...]
    properties: etree._Element | None = None


class BodyRow(NamedTuple):
    """A `w:tr`: what stands in it in order, the columns it leaves out before, whether each page repeats it."""

    element: etree._Element
    place: BodyPlace
    items: tuple[BodyCell | BodyMark, ...]
    before: int = 0
    repeated: bool = False

    @property
    def cells(self) -> tuple[BodyCell, ...]:
        """Its cells."""
        return tuple(item for item in self.items if isinstance(item, BodyCell))


class Area(NamedTuple):
    """Cells that are one: row and column from 0, how many of each."""

    row: int
    column: int
    rows: int
    columns: int


class BodyTable(Struct, frozen=True, eq=False, dict=True):
    """A `w:tbl`."""

    element: etree._Element
    place: BodyPlace
    items: tuple[BodyRow | BodyMark, ...]

    @cached_property
    def rows(self) -> tuple[BodyRow, ...]:
        """Its rows."""
        return tuple(item for item in self.items if isinstance(item, BodyRow))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Its cells with all that they cover: a cell that goes on with one above it is part of that one."""
        found: dict[tuple[int, int], Area] = {}
        # Column -> where the cell began that reaches down through it.
        above: dict[int, tuple[int, int]] = {}
        for at, row in enumerate(self.rows):
            for cell in row.cells:
                first = above.get(cell.column) if cell.merge == "continue" else None
                if first is not None:
                    found[first] = found[first]._replace(rows=at - first[0] + 1)
                    continue
                above.pop(cell.column, None)
                found[at, cell.column] = Area(at, cell.column, 1, cell.span)
                if cell.merge == "restart":
                    above[cell.column] = (at, cell.column)
        return tuple(found.values())


class BodyMark(Struct, frozen=True, eq=False):
    """A `w:bookmarkStart` between paragraphs, rows or cells, where Word moved it out of a paragraph."""

    element: etree._Element


BodyBlock = BodyParagraph | BodyTable | BodyMark


def walk(parent: etree._Element, view: View) -> tuple[BodyBlock, ...]:
    """What stands in a `w:body`, a header or footer, a part of notes or comments; one pass, in steps linear in it."""
    anchors = {above for drawing in parent.iter(*DRAWN) for above in drawing.iterancestors(_PARAGRAPH)}
    return tuple(_Walk(view, anchors).blocks(parent, BodyPlace()))


def paragraphs(blocks: Iterable[BodyBlock], *, boxes: bool = True) -> Iterator[BodyParagraph]:
    """Every paragraph of blocks in reading order, those of tables and (after their paragraph) of text boxes too."""
    for block in blocks:
        if isinstance(block, BodyParagraph):
            yield block
            for box in block.boxes if boxes else ():
                yield from paragraphs(box)
        elif isinstance(block, BodyTable):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks, boxes=boxes)


@dataclass(slots=True)
class _Walk:
    """Counts tables and sections, knows which paragraphs hold something drawn."""

    view: View
    anchors: set[etree._Element]
    section: int = 0
    tables: int = 0
    boxes: int = 0  # that the walk is in

    def blocks(self, parent: etree._Element, at: BodyPlace) -> Iterator[BodyBlock]:
        number = 0
        for child in visible_children(parent, self.view):
            tag = child.tag
            if tag == _PARAGRAPH:
                number += 1
                yield self._paragraph(child, BodyPlace(number, at.table, at.row, at.column, at.within))
            elif tag == _TABLE:
                yield self._table(child, at if at.table else None)
            elif tag == _MARK:
                yield BodyMark(child)
            elif tag in _HOLDERS:
                yield from self.blocks(child, at)

    def _paragraph(self, element: etree._Element, place: BodyPlace) -> BodyParagraph:
        properties = child_of(element, _PROPERTIES)
        section, drawn = self.section, element in self.anchors
        boxes = tuple(self._box(box, place._replace(paragraph=0)) for box in text_boxes(element)) if drawn else ()
        if not place.table and self.boxes == 0 and child_of(properties, _SECTION) is not None:
            self.section += 1
        return BodyParagraph(element, place, section, runs_on(properties, self.view), drawn, boxes, properties)

    def _box(self, box: etree._Element, at: BodyPlace) -> tuple[BodyBlock, ...]:
        self.boxes += 1
        made = tuple(self.blocks(box, at))
        self.boxes -= 1
        return made

    def _table(self, element: etree._Element, within: BodyPlace | None) -> BodyTable:
        self.tables += 1
        place = BodyPlace(table=self.tables, within=within)
        items: list[BodyRow | BodyMark] = []
        number = 0
        for child in visible_children(element, self.view):
            if child.tag == _ROW:
                number += 1
                items.append(self._row(child, place._replace(row=number)))
            elif child.tag == _MARK:
                items.append(BodyMark(child))
        return BodyTable(element, place, tuple(items))

    def _row(self, element: etree._Element, place: BodyPlace) -> BodyRow:
        properties = child_of(element, _ROW_PROPERTIES)
        before = _number(child_of(properties, w("gridBefore")), 0)
        items: list[BodyCell | BodyMark] = []
        column, number = before, 0
        for child in visible_children(element, self.view):
            if child.tag == _CELL:
                number += 1
                cell = self._cell(child, BodyPlace(0, place.table, place.row, number, place.within), column)
                column += cell.span
                items.append(cell)
            elif child.tag == _MARK:
                items.append(BodyMark(child))
        repeated = child_of(properties, w("tblHeader"))
        shown = repeated is not None and repeated.get(w("val"), "1") not in _OFF
        return BodyRow(element, place, tuple(items), before, shown)

    def _cell(self, element: etree._Element, place: BodyPlace, column: int) -> BodyCell:
        properties = child_of(element, _CELL_PROPERTIES)
        joined = children_of(properties, _SPAN, _MERGE)
        span, merged = max(_number(joined.get(_SPAN), 1), 1), joined.get(_MERGE)
        merge: Merge = ""
        if merged is not None:
            merge = "restart" if merged.get(w("val"), "continue") == "restart" else "continue"
        return BodyCell(element, place, column, span, merge, tuple(self.blocks(element, place)), properties)


def _number(element: etree._Element | None, default: int) -> int:
    return min(max(whole(element.get(w("val")), default), 0), MOST_COLUMNS) if element is not None else default
