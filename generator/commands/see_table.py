"""A foreign task table as a person looks at it: each column with what it is taken for, each row with what it is.

The same reading that a dossier asks for by `trang_tinh`, `dong_tieu_de` and `la`; where it fails, the rows are shown
all the same, so that a person can say where the header is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.commands.column_guesses import guessed
from generator.reading.header import NO_FIELD, SURE, TableReading
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Finding, in_order
from generator.values.layout import RowKind
from generator.values.model import Register, Section, Task
from generator.values.text import one_line

if TYPE_CHECKING:
    from generator.reading.records import RawTable

_SHOWN = 400


class Chosen(Struct, frozen=True):
    """What a person said of a table: its sheet, first and last header row (0: not said), columns by letter -> key."""

    sheet: str = ""
    header: tuple[int, int] = (0, 0)
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def reading(self) -> TableReading:
        """As the reader takes it."""
        return TableReading(tuple(self.meanings.items()), self.header)


AS_FOUND = Chosen()


class SeenColumn(Struct, frozen=True):
    """A column: its letter, title with the titles above it, the key it is taken for ('' for one of the office's own).

    `sure`: taken without a doubt, or told; `told` by the person. `maybe` is what one of the office's own may be by its
    words or its cells: to be asked, never taken.
    """

    letter: str
    title: str
    key: str
    sure: bool
    told: bool = False
    maybe: str = ""


class SeenRow(Struct, frozen=True):
    """A row by its number: what it is (None: above the table, or left out), a text for each letter."""

    number: int
    kind: RowKind | None
    cells: tuple[str, ...]


class SeenTable(Struct, frozen=True):
    """A table: sheets to choose from and the one shown, letters, columns, rows (the first some hundred), counts.

    `header` are its first and last header row; without one `columns` is empty and `findings` says why.
    """

    sheets: tuple[str, ...]
    sheet: str
    letters: tuple[str, ...]
    columns: tuple[SeenColumn, ...]
    rows: tuple[SeenRow, ...]
    header: tuple[int, int]
    tasks: int
    sections: int
    more: int
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether a dossier can be made of it."""
        return self.tasks > 0


def meanings() -> Mapping[str, str]:
    """The keys that a column may be told to be, with their titles; NO_FIELD is a column of the office's own."""
    return {**glossary.titles(), NO_FIELD: "Cột riêng, in nguyên"}


def see_table(file: Path, chosen: Chosen = AS_FOUND, shown_as: str = "") -> SeenTable:
    """A task table as it is read with what was chosen. Raises InputError where the file itself cannot be read."""
    from generator.reading.tables import read_register

    shown_as = shown_as or file.name
    sheets, table, doubts = _raw(file, shown_as, chosen)
    try:
        register, findings = read_register(table, chosen.reading)
    except InputError as failure:
        return _seen(sheets, table, None, (*doubts, *failure.findings), chosen)
    return _seen(sheets, table, register, (*doubts, *findings), chosen)


def _raw(file: Path, shown_as: str, chosen: Chosen) -> tuple[tuple[str, ...], RawTable, tuple[Finding, ...]]:
    """The sheets of a file, the table chosen or the first that holds one."""
    if file.suffix.lower() in (".csv", ".tsv", ".txt"):
        from generator.reading.plain import read_csv

        return (), *read_csv(file, shown_as)
    if file.suffix.lower() == ".docx":
        return _of_word(file, shown_as, chosen)
    from generator.reading.header import has_header
    from generator.reading.xlsx import Workbook

    book = Workbook(file, shown_as)
    if chosen.sheet in book.sheets:
        return book.sheets, *book.table(chosen.sheet)
    shown = book.shown_sheets or book.sheets
    holding = next((name for name in shown if has_header(book.table(name)[0])), shown[0])
    return book.sheets, *book.table(holding)


def _of_word(file: Path, shown_as: str, chosen: Chosen) -> tuple[tuple[str, ...], RawTable, tuple[Finding, ...]]:
    from generator.reading.header import has_header
    from generator.reading.registers import load_register
    from generator.reading.word_tables import word_tables

    tables = word_tables(file, shown_as)
    if not tables:
        # The one place that says it.
        load_register(file, shown_as)
    named = {table.sheet: table for table in tables}
    first = next((table for table in tables if has_header(table)), tables[0])
    return tuple(named), named.get(chosen.sheet, first), ()


def _seen(
    sheets: tuple[str, ...],
    table: RawTable,
    register: Register | None,
    findings: Sequence[Finding],
    chosen: Chosen,
) -> SeenTable:
    letters = tuple(table.letter(at) for at in range(table.width))
    kinds = _kinds(register) if register else {}
    rows = tuple(
        SeenRow(row.number, kinds.get(row.number), tuple(row.cells.get(at, "") for at in range(table.width)))
        for row in table.rows[:_SHOWN]
    )
    heads = [number for number, kind in kinds.items() if kind is RowKind.HEAD]
    return SeenTable(
        sheets,
        table.sheet,
        letters,
        tuple(_columns(register, chosen)) if register else (),
        rows,
        (min(heads), max(heads)) if heads else chosen.header,
        len(register.tasks) if register else 0,
        len(register.sections) if register else 0,
        max(0, len(table.rows) - _SHOWN),
        in_order(findings),
    )


def _kinds(register: Register) -> dict[int, RowKind]:
    """What each row is, by its number."""
    if layout := register.layout:
        return {row.number: row.kind for row in (*layout.heads, *layout.rows)}
    kinds = {Section: RowKind.SECTION, Task: RowKind.TASK}
    return {row.origin.row: kinds[type(row)] for row in register.rows}


def _columns(register: Register, chosen: Chosen) -> Iterator[SeenColumn]:
    known = glossary.titles()
    may = guessed(register, chosen.meanings)
    for column in register.columns:
        title = one_line(f"{column.group} / {column.title}" if column.group else column.title)
        told = column.letter in chosen.meanings
        key = column.key if column.key in known else ""
        yield SeenColumn(column.letter, title, key, told or not key or column.certainty >= SURE, told,
                         may.get(column.letter, ""))  # fmt: skip
