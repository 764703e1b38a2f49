"""A table as an office made it: header rows, columns, rows in order of their kinds, texts as shown, cells as joined.

The layout is what is printed; what it means (which column is the deadline, which rows are tasks) stands beside it in
the `Register`. A row of a layout and a record of the register are the same row of the source: they share its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property

from msgspec import Struct


class RowKind(Enum):
    """What a row of a table is."""

    HEAD = "tieu-de"
    NUMBERS = "so-cot"
    SECTION = "muc"
    TASK = "viec"
    TOTAL = "tong"
    NOTE = "ghi-chu"


class LayoutCell(Struct, frozen=True, gc=False):
    """A cell where it begins: its text as shown, its column (an index of `Layout.columns`), how many it covers."""

    text: str
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def joined(self) -> bool:
        """Whether it covers more than its own place."""
        return self.rows > 1 or self.columns > 1


class LayoutRow(Struct, frozen=True, gc=False):
    """A row: the cells that begin in it from left to right, blank ones too; `number` is its row in the source."""

    kind: RowKind
    cells: tuple[LayoutCell, ...]
    number: int


class Layout(Struct, frozen=True, dict=True):
    """`columns` are the keys of the columns shown, in their order; `heads` the header rows, `rows` those below."""

    columns: tuple[str, ...]
    heads: tuple[LayoutRow, ...]
    rows: tuple[LayoutRow, ...]

    @cached_property
    def by_number(self) -> Mapping[int, LayoutRow]:
        """The rows below the header by their number in the source."""
        return {row.number: row for row in self.rows}

    @cached_property
    def joins_down(self) -> bool:
        """Whether any cell below the header is joined over rows."""
        return any(cell.rows > 1 for row in self.rows for cell in row.cells)

    @cached_property
    def beside(self) -> tuple[LayoutRow, ...]:
        """The rows that add up others or say something of the table: few of many."""
        return tuple(row for row in self.rows if row.kind in (RowKind.TOTAL, RowKind.NOTE))
