"""What a reader gives: rows of cells as text, with where they stand. Meaning is given by `parse` alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.ooxml.cell_refs import column_letter
from generator.values.findings import Place


class RawRow(Struct, frozen=True, gc=False):
    """A row of a sheet or table: texts by column index from 0 (blank cells left out), and its 1-based number.

    `wide` are the columns where a cell begins that is merged over several columns.
    """

    number: int
    cells: Mapping[int, str]
    wide: frozenset[int] = frozenset()


class Area(Struct, frozen=True):
    """Cells that are one: from which row (its 1-based number) and column (from 0), over how many of each."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class RawTable(Struct, frozen=True):
    """A sheet, a Word table or a CSV file as rows; `width` columns; the cells that are joined.

    `hidden_rows` (1-based numbers, those a filter hides among them) and `hidden_columns` (from 0) are not shown by the
    program that the table was made in; `filtered_rows` are those of the hidden that a filter hides. By row and column:
    `boxed` are blank cells that a border or fill shows as cells, `aligned` how a cell is set (`left`, `center`,
    `right`, `justify` …) where it is. `widths` of columns in characters, where they are set. `listed`: the rows were
    written by key, nobody made a table of them.
    """

    file: str
    sheet: str
    rows: tuple[RawRow, ...]
    width: int
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    boxed: Mapping[int, frozenset[int]] = field(default_factory=dict)
    aligned: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    listed: bool = False

    def letter(self, column: int) -> str:
        """The letter of a column: 0 -> A, 26 -> AA."""
        return column_letter(column + 1)

    def place(self, row: int, column: int | None = None) -> Place:
        """A cell, or a row where no column is given."""
        cell = f"{self.letter(column)}{row}" if column is not None else str(row)
        return Place(self.file, self.sheet, cell=cell)
