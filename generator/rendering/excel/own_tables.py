"""Excel's own tables (Ctrl+T) of a template: over the rows that came, their columns called as the header cells say.

Excel calls a file damaged whose table has joined cells, or a header that does not say the names of its columns; such a
table becomes an ordinary range, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.table import TableColumn

from generator.ooxml.cell_refs import GONE
from generator.planning.plan import PlannedSection, PlannedTable
from generator.rendering.excel.columns import Columns
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.template import Table
from generator.values.findings import Finding, Message, Place, Severity, msg

# A line end in the name of a column, as Excel writes it.
_LINE = "_x000a_"


class OwnTables(Struct, frozen=True):
    """Excel's own tables on the sheet of the task table, as its rows and columns move."""

    shape: Table
    planned: PlannedTable
    columns: Columns
    moves: Moves
    shown_as: str

    def fitted(self, book: Any) -> tuple[Finding, ...]:
        """Give each its new place, or make it an ordinary range; says which were."""
        sheet = book[self.shape.sheet]
        said: list[Finding] = []
        for one in list(sheet.tables.values()):
            names = [*self._names(sheet, one)]
            if why := self._cannot_be(sheet, one, names):
                del sheet.tables[one.name]
                said.append(self._said(one, why))
            else:
                self._place(one, names)
        return tuple(said)

    def _said(self, one: Any, why: Message) -> Finding:
        message = msg("Bảng Ctrl+T {ten} của mẫu thành vùng thường: {vi_sao}.", ten=one.displayName, vi_sao=why)
        place = Place(self.shown_as, self.shape.sheet, cell=one.ref.partition(":")[0])
        return Finding("V512", Severity.WARNING, place, message, None, one.displayName)

    def _cannot_be(self, sheet: Any, one: Any, names: Sequence[str]) -> Message | None:
        """Why a table with columns of these names cannot stay one; None where it can."""
        _, top, _, bottom = range_boundaries(one.ref)
        # Rows above the task table go nowhere.
        grows = top <= self.shape.last and bottom >= self.shape.first
        if grows and self._joined(sheet):
            return msg("trong bảng có ô gộp")
        if self.moves.area(one.ref) == GONE:
            return msg("hồ sơ không chọn cột nào của bảng")
        if one.totalsRowCount and self.columns.changed:
            return msg("hồ sơ chọn cột khác, dòng tổng không còn đúng cột")
        left, right = self._edges(one)
        if len({name.casefold() for name in names if name}) != right - left + 1:
            return msg("tên cột ở dòng tiêu đề để trống hoặc trùng nhau")
        return None

    def _joined(self, sheet: Any) -> bool:
        """Whether cells among the rows that came are joined."""
        if self.planned.as_made or self.planned.joins:
            return True
        sections = any(isinstance(row, PlannedSection) for row in self.planned.rows)
        rows = {self.shape.task, *(self.shape.sections if sections else ())}
        return any(merged.min_row <= row <= merged.max_row for merged in sheet.merged_cells.ranges for row in rows)

    def _names(self, sheet: Any, one: Any) -> Iterator[str]:
        """What the header says of each column that the table will have."""
        if self.moves.area(one.ref) == GONE:
            return
        if not one.headerRowCount:
            yield from (column.name for column in one.tableColumns)
            return
        _, top, _, _ = range_boundaries(one.ref)
        left, right = self._edges(one)
        header = self.shape.header <= top < self.shape.first
        for column in range(left, right + 1):
            text = str(sheet.cell(top, self.columns.source(column)).value or "")
            foreign = text and header and self.columns.foreign(column)
            yield (self.columns.titles[column] if foreign else text).replace("\n", _LINE)

    def _edges(self, one: Any) -> tuple[int, int]:
        left, _, right, _ = range_boundaries(self.moves.area(one.ref))
        return left, right

    def _place(self, one: Any, names: Sequence[str]) -> None:
        first, _, _, _ = range_boundaries(one.ref)
        left, _ = self._edges(one)
        old = list(one.tableColumns)
        sources = [self.columns.source(at) - first for at in range(left, left + len(names))]
        made = [
            _column(old[source] if 0 <= source < len(old) and source not in sources[:at] else None, at + 1, name)
            for at, (source, name) in enumerate(zip(sources, names, strict=True))
        ]
        one.ref = self.moves.area(one.ref)
        if one.autoFilter is not None:
            one.autoFilter.ref = self.moves.area(one.autoFilter.ref)
            if self.columns.changed:
                one.autoFilter.filterColumn = []
        one.sortState = None
        one.tableColumns = made


def _column(old: Any, number: int, name: str) -> Any:
    column = old or TableColumn()
    column.id, column.name = number, name
    return column
