"""A workbook of ours as somebody left it: its base, its table, what a reader sees of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.merging.edited.base import Base
from generator.merging.edited.workbook import ID_KEY, workbook_base
from generator.merging.proof.seen import Seen
from generator.merging.proof.sheet import seen_in_workbook
from generator.ooxml import base_sheet
from generator.reading.records import RawTable
from generator.values.patterns import late
from generator.values.text import clean, key_of, one_line

if TYPE_CHECKING:
    from generator.reading.xlsx import Workbook


# How Excel and LibreOffice name the copy of a sheet.
_COPY = late(r"\s*(?:\(\d+\)|_\d+)$")


def base_sheet_of(book: Workbook) -> str:
    """The hidden sheet of the base record, by its name, else by what it begins with; ''."""
    heads = ((name, book.table(name)[0].rows[:1]) for name in book.sheets if base_sheet.NAME not in book.sheets)
    renamed = (name for name, rows in heads if rows and rows[0].cells.get(0) == base_sheet.HEAD)
    return base_sheet.NAME if base_sheet.NAME in book.sheets else next(renamed, "")


def sheet_base(book: Workbook) -> Base | None:
    """The base that it carries."""
    if not (name := base_sheet_of(book)):
        return None
    table, _ = book.table(name)
    return workbook_base([[row.cells.get(at, "") for at in range(table.width)] for row in table.rows])


def base_of_rows(rows: Iterable[Sequence[str]]) -> Base:
    """The base that a workbook of these rows carries, as it would be read in it."""
    return workbook_base([[clean(text).strip() for text in row] for row in rows])


def seen_in_book(book: Workbook, parts: Mapping[str, bytes], base: Base) -> Seen:
    """What a reader sees of a workbook made of a base, or edited since."""
    own = base_sheet_of(book)
    tables = {
        sheet: [(row.number, row.cells) for row in book.table(sheet)[0].rows] for sheet in book.sheets if sheet != own
    }
    titles = [title for table in base.tables for title in table.titles.values()]
    records = {row.record.name: number for number, row in base.rows.items() if not row.section}
    written = {sheet: book.as_written(sheet) for sheet in tables}
    return seen_in_workbook(parts, tables, written, shown_sheet(book), titles, records, shown_as=book.shown_as)


def shown_sheet(book: Workbook) -> str:
    """The sheet of the table: that with the hidden ids, whatever sheets were put before it; else the first one.

    A copy has the ids too, and its number in its name.
    """
    own = base_sheet_of(book)
    names = [name for name in book.sheets if name != own]
    marked = [
        name
        for name in names
        if any(ID_KEY in map(key_of, row.cells.values()) for row in book.table(name)[0].rows[:60])
    ]
    return next((name for name in marked if _COPY.sub("", name) not in {*marked} - {name}), names[0])


def without_text_below(table: RawTable) -> RawTable:
    """The table without single texts that were typed below its last row, where no border goes on: they are no tasks.

    Its rows are known by the hidden ids.
    """
    ids = next((at for row in table.rows[:60] for at, text in row.cells.items() if key_of(text) == ID_KEY), None)
    last = max((row.number for row in table.rows if ids is not None and ids in row.cells), default=None)
    if last is None:
        return table
    kept = (row for row in table.rows if row.number <= last or len(row.cells) > 1 or table.boxed.get(row.number))
    return replace(table, rows=tuple(kept))


def without_states(table: RawTable, base: Base) -> tuple[RawTable, tuple[tuple[str, str], ...]]:
    """The table without the column of computed states, and what was typed into that column, with its cells."""
    title = one_line(base.tables[0].titles.get("tinh_trang", ""))
    at = next((at for row in table.rows for at, text in row.cells.items() if one_line(text) == title), None)
    if at is None or not base.computed:
        return table, ()
    typed = tuple(
        (f"{table.sheet}!{table.letter(at)}{row.number}", row.cells[at])
        for row in table.rows
        if at in row.cells and one_line(row.cells[at]) not in {title, *base.computed}
    )
    rows = tuple(replace(row, cells={k: text for k, text in row.cells.items() if k != at}) for row in table.rows)
    return replace(table, rows=rows), typed
