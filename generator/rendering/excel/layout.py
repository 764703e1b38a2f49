"""The sheet part of a filled template, made ready for its rows: columns chosen, references moved, heights computed.

Works on the XML that openpyxl saved, so that one dialect is enough (`cells`).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import s
from generator.ooxml.package import parse_xml, xml_bytes
from generator.planning.plan import GridRow
from generator.rendering.excel.cells import Box, box_of, column_of, set_text, text_of
from generator.rendering.excel.columns import Columns
from generator.rendering.excel.heights import PLAIN, TextHeight, Words
from generator.rendering.excel.moving import move_down
from generator.rendering.excel.prototypes import Proto, proto_cell
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.row_heights import fit_heights
from generator.rendering.excel.template import Look, Saved, Table

HIDDEN_HEADER = "vanban:ma"
STATE_HEADER = "vanban:tinh-trang"
# The order of CT_Worksheet after mergeCells: where it goes when a template has none.
_AFTER_MERGES = (
    "phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF "
    "picture oleObjects controls webPublishItems tableParts extLst"
)
_ROWS, _MERGES = "vanban-rows", "vanban-merges"


class Layout(Struct, frozen=True, dict=True):
    """A sheet part cut where rows go in (after `head`) and where their merges go in (after `middle`).

    `identity` is the hidden column of ids; where `states`, that of the tasks' states stands behind it.
    """

    head: bytes
    middle: bytes
    tail: bytes
    sections: tuple[Proto, ...]
    task: Proto
    columns: Columns
    identity: int
    states: bool


# Adds to a sheet, whose hidden column of ids is given.
Rules = Callable[[etree._Element, int], None]


class Sheet:
    """The sheet part while it is being made ready."""

    def __init__(self, saved: Saved, table: Table, columns: Columns, moves: Moves) -> None:
        """Take the sheet part of a saved workbook apart."""
        self.saved, self.table, self.columns, self.moves = saved, table, columns, moves
        self.words: dict[Look, Words] = {}
        self.root = parse_xml(saved.parts[saved.part], shown_as=table.sheet, part=saved.part)
        self.data = self.root.find(s("sheetData"))
        self.merges = [box_of(merge.get("ref")) for merge in self.root.iterfind(f".//{s('mergeCell')}")]
        self.rows = {int(row.get("r")): row for row in self.data}

    def layout(
        self, *, numbers: bool, sections: bool, rules: Rules | None = None, heads: Sequence[GridRow] = ()
    ) -> Layout:
        """Do it all. `numbers`: a row of column numbers under the header; `sections`: whether section rows come.

        `heads` stand for the template's header row.

        `rules` adds to the sheet what looks at the tasks' states, which then have a hidden column behind the ids.
        """
        protos = {row: self._proto(row) for row in (*self.table.sections, self.table.task)}
        merges = [self._moved(box) for box in self._adapted()]
        for number in list(self.rows):
            if self.table.first <= number <= self.table.last:
                self.data.remove(self.rows.pop(number))
            else:
                self._spread(number)
        if numbers:
            self._number_row()
        if heads:
            merges = [box for box in merges if not self.table.header <= box[1] < self.table.first]
            merges += self._header_rows(heads)
        identity = self._identity(protos.values(), states=rules is not None)
        move_down(self.root, self.rows, self.table, self.moves, self.saved.title)
        self._columns(identity, identity + (rules is not None))
        if rules:
            rules(self.root, identity)
        fit_heights(self.data, merges, self.height)
        self._mark(merges, streamed=sections and any(protos[row].merges for row in self.table.sections))
        return self._cut(protos, identity, states=rules is not None)

    # --- prototype rows --------------------------------------------------------------------------------------------

    def _proto(self, number: int) -> Proto:
        row = self.rows.get(number, etree.Element(s("row")))
        cells = {column_of(cell): cell for cell in row}
        task = number == self.table.task
        found = tuple(
            proto_cell(cells[source], column, self.columns.foreign(column) if task else "")
            for column, source in (self.columns.sources() if task else self._in_place(cells))
            if source in cells
        )
        boxes = [(left, right) for left, top, right, bottom in self.merges if top == bottom == number and left < right]
        height = float(row.get("ht") or 0) if row.get("customHeight") in ("1", "true") else 0.0
        merges = tuple(box for box in map(self._stretched, boxes) if box[0] < box[1])
        level = row.get("outlineLevel")
        return Proto(found, height, merges, f' outlineLevel="{level}"' if level else "")

    def _in_place(self, cells: Mapping[int, etree._Element]) -> Iterator[tuple[int, int]]:
        """A section row's cells stand where they stood, whatever the columns are; its last style goes on."""
        texts = [column for column, cell in cells.items() if text_of(cell)]
        for column in range(1, max([self.columns.last, *texts]) + 1):
            yield column, min(column, self.table.right) if column not in cells else column

    def _stretched(self, box: tuple[int, int]) -> tuple[int, int]:
        """A merge of a section row that went to the table's edge goes to it now."""
        left, right = box
        return left, self.columns.last if right == self.table.right else min(right, self.columns.last)

    # --- rows that stay --------------------------------------------------------------------------------------------

    def _spread(self, number: int) -> None:
        """Put a row's cells under the new columns: header cells go with their column, others where they fit."""
        row = self.rows[number]
        if not self.columns.changed:
            return
        cells = {column_of(cell): cell for cell in row}
        row[:] = ()
        if self.table.header <= number < self.table.first:
            placed = {column: cells[source] for column, source in self.columns.sources() if source in cells}
        else:
            placed = dict(self._outside(cells))
        for column, cell in sorted(placed.items()):
            own = copy.deepcopy(cell)
            own.set("r", f"{column_letter(column)}{number}")
            if text_of(own) and self.table.header <= number < self.table.first and self.columns.foreign(column):
                set_text(own, self.columns.titles[column])
            row.append(own)

    def _outside(self, cells: Mapping[int, etree._Element]) -> Iterator[tuple[int, etree._Element]]:
        """Cells of a title or closing row at the columns nearest to where they stood on the page.

        Two cells never fall on one place: a text moves right rather than be lost.
        """
        taken = 0
        for source, cell in sorted(cells.items()):
            column = self.columns.nearest(source)
            if column <= taken:
                if not text_of(cell):
                    continue
                column = taken + 1
            taken = column
            yield column, cell

    def _adapted(self) -> Iterator[Box]:
        """The merges of rows that stay, under the new columns."""
        for left, top, right, bottom in self.merges:
            if self.table.first <= top <= self.table.last:
                continue
            if not self.columns.changed:
                yield left, top, right, bottom
            elif self.table.header <= top < self.table.first:
                for first, last in self.columns.runs(left, right):
                    yield first, top, last, bottom
            else:
                yield self.columns.nearest(left), top, self.columns.nearest_end(left, right), bottom

    def _moved(self, box: Box) -> Box:
        left, top, right, bottom = box
        return left, self.moves.row(top), right, self.moves.row(bottom, end=True)

    def _number_row(self) -> None:
        """`(1) (2) …` under the header, in its style."""
        source = self.rows.get(self.table.first - 1)
        row = etree.Element(s("row"), r=str(self.table.first))
        styles = {column_of(cell): cell.get("s", "0") for cell in source} if source is not None else {}
        for number, column in enumerate(range(self.columns.first, self.columns.last + 1), start=1):
            cell = etree.SubElement(row, s("c"), r=f"{column_letter(column)}{self.table.first}")
            cell.set("s", styles.get(column, "0"))
            set_text(cell, f"({number})")
        above = [number for number in self.rows if number < self.table.first]
        self.data.insert(len(above), row)
        self.rows[0] = row

    def _header_rows(self, heads: Sequence[GridRow]) -> Iterator[Box]:
        """The header rows as the office made them, in the style of the template's last; gives the joined cells."""
        top = self.table.first - 1
        pattern = self.rows[top]
        styles = {column_of(cell): cell.get("s", "0") for cell in pattern}
        at = list(self.data).index(pattern)
        self.data.remove(pattern)
        for level, head in enumerate(heads):
            row = etree.Element(s("row"), r=str(top + level))
            self.data.insert(at + level, row)
            self.rows[top if not level else -10 - level] = row
            for column, cell in enumerate(head, start=self.columns.first):
                made = etree.SubElement(row, s("c"), r=f"{column_letter(column)}{top + level}")
                made.set("s", styles.get(column, "0"))
                if cell is None or cell.goes_on:
                    continue
                if cell.text:
                    set_text(made, cell.text)
                if cell.rows > 1 or cell.columns > 1:
                    yield column, top + level, column + cell.columns - 1, top + level + cell.rows - 1

    def _identity(self, protos: Iterable[Proto], *, states: bool) -> int:
        """The hidden column of task ids: after everything the sheet uses; its header cell names it."""
        used = [column_of(cell) for row in self.rows.values() for cell in row]
        used += [cell.column for proto in protos for cell in proto.cells]
        column = max([*used, self.columns.last]) + 1
        number = max(self.table.first - 1 + self.moves.above, 1)
        row = next((row for row in self.data if row.get("r") == str(number)), None)
        if row is None:
            row = etree.Element(s("row"), r=str(number))
            self.data.insert(sum(int(other.get("r")) < number for other in self.data), row)
            self.rows[-1] = row
        for at, header in enumerate((HIDDEN_HEADER, STATE_HEADER) if states else (HIDDEN_HEADER,), start=column):
            set_text(etree.SubElement(row, s("c"), r=f"{column_letter(at)}{number}"), header)
        return column

    def _columns(self, identity: int, last: int) -> None:
        """`cols`: widths of the new columns; those from the ids to the last hidden."""
        cols = self.root.find(s("cols"))
        if cols is None:
            cols = etree.Element(s("cols"))
            self.data.addprevious(cols)
        before = [(int(col.get("min")), int(col.get("max")), dict(col.attrib)) for col in cols]
        cols[:] = ()
        for column in range(1, identity):
            source = self.columns.source(column)
            found = next((attributes for low, high, attributes in before if low <= source <= high), None)
            if self.columns.first <= column <= self.columns.last:
                found = {**(found or {}), "width": f"{self.columns.widths[column]:.2f}", "customWidth": "1"}
            if found:
                etree.SubElement(cols, s("col"), {**found, "min": str(column), "max": str(column)})
        etree.SubElement(cols, s("col"), min=str(identity), max=str(last), width="9", hidden="1", customWidth="1")
        for low, high, attributes in before:
            if high > last:
                etree.SubElement(cols, s("col"), {**attributes, "min": str(max(low, last + 1))})

    def height(self, style: str, left: int, right: int) -> TextHeight:
        """How high texts of a style stand over some columns."""
        width = sum(self.saved.width_mm(self.columns.width(column)) for column in range(left, right + 1))
        look = self.saved.looks.get(style, PLAIN)
        words = self.words.setdefault(look, Words(look))
        return TextHeight(look, words, width)

    # --- cut -------------------------------------------------------------------------------------------------------

    def _mark(self, merges: list[Box], *, streamed: bool) -> None:
        last = [row for row in self.data if int(row.get("r")) < self.moves.body_first]
        self.data.insert(len(last), etree.ProcessingInstruction(_ROWS))
        element = self.root.find(s("mergeCells"))
        if element is None:
            element = etree.Element(s("mergeCells"))
            followers = set(map(s, _AFTER_MERGES.split()))
            follower = next((child for child in self.root if child.tag in followers), None)
            self.root.append(element) if follower is None else follower.addprevious(element)
        element[:] = ()
        for left, top, right, bottom in merges:
            if (left, top) != (right, bottom):
                ref = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
                etree.SubElement(element, s("mergeCell"), ref=ref)
        # How many there are is optional, and not known before the rows have passed.
        element.attrib.pop("count", None)
        marker = etree.ProcessingInstruction(_MERGES)
        if len(element) or streamed:
            element.append(marker)
        else:
            self.root.replace(element, marker)

    def _cut(self, protos: Mapping[int, Proto], identity: int, *, states: bool) -> Layout:
        head, _, rest = xml_bytes(self.root).partition(f"<?{_ROWS} ?>".encode())
        middle, _, tail = rest.partition(f"<?{_MERGES} ?>".encode())
        sections = tuple(protos[row] for row in self.table.sections)
        return Layout(head, middle, tail, sections, protos[self.table.task], self.columns, identity, states)
