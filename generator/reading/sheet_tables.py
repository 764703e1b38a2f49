"""The tables of one sheet: where a second header stands below the first table, or beside it, another one begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.reading.header import TableReading, find_header, has_header, header_texts
from generator.reading.meaning.columns import said_by_words
from generator.reading.records import RawRow, RawTable
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold

# A header says so much by its words: this many of its texts are titles of fields, and this share.
_TITLES, _SHARE, _SAYS = 3, 0.6, 0.5
_LONGEST_TITLE = 60
_FEWEST = 2  # titles of a table that stands beside another
_NUMBER = late(r"(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,7}(?:\.\d{1,2})*|[A-ZĐ]|[a-zđ])[.)]?")


def the_table(table: RawTable, reading: TableReading) -> tuple[RawTable, tuple[Finding, ...]]:
    """The table of a sheet that the dossier asks for (`bang_thu`, the first where it does not), and a word on others.

    Where it says which rows are the header (`dong_tieu_de`), these say which table. Raises InputError V237 where there
    are fewer, and as `find_header`.
    """
    found = list(tables_of(table, reading))
    nth = 1 if reading.header[0] else reading.nth
    if nth > len(found):
        raise InputError.of(
            "V237",
            Place(table.file, table.sheet),
            msg("“bang_thu: {thu}” nhưng trang tính chỉ có {so} bảng.", thu=reading.nth, so=len(found)),
            msg("Các bảng bắt đầu ở dòng {dong}.", dong=", ".join(str(one.rows[0].number) for one in found)),
        )
    chosen = found[nth - 1]
    others = [one for one in found if one is not chosen]
    if not others or reading.nth_asked:
        return chosen, ()
    said = Finding(
        "V236",
        Severity.WARNING,
        table.place(others[0].rows[0].number, min(others[0].rows[0].cells)),
        msg(
            "Trang tính còn {so} bảng khác (bắt đầu ở dòng {dong}), không in ở đây.",
            so=len(others),
            dong=", ".join(str(one.rows[0].number) for one in others),
        ),
        msg("In bảng khác bằng “bang_thu: 2” ở một mục “bang” nữa; chỉ cần bảng này thì ghi “bang_thu: 1”."),
        "\n".join(text for one in others for row in one.rows for text in row.cells.values()),
    )
    return chosen, (said,)


def tables_of(table: RawTable, reading: TableReading) -> Iterator[RawTable]:
    """The tables of a sheet, each with the rows from it to the next."""
    last, titles = header_texts(table, reading)
    start = 0
    for at, row in enumerate(table.rows):
        if row.number > last and _is_other_header(table.rows, at, titles):
            begins = _with_its_title(table.rows, at)
            yield replace(table, rows=table.rows[start:begins])
            start, titles = begins, frozenset(fold(text) for text in row.cells.values())
    yield replace(table, rows=table.rows[start:])


def beside_one_another(table: RawTable) -> Sequence[RawTable]:
    """The parts of a table of which each has all the titles that the first has, as lists are typed to save paper; the
    table alone where that is not so, or where a cell is joined over two of them.
    """
    titled = [(at, fold(column.title)) for at, column in find_header(table, TableReading()).index.items()]
    titles = [(at, title) for at, title in sorted(titled) if title]
    again = [at for at, title in titles[1:] if title == titles[0][1]]
    size = len(titles) // (len(again) + 1)
    every = [title for _, title in titles]
    if not again or size < _FEWEST or every != every[:size] * (len(again) + 1):
        return [table]
    ends = (*again, table.width)
    found = [_columns(table, first, end) for first, end in zip((0, *again), ends, strict=True)]
    crossed = any(area.column < at < area.column + area.columns for area in table.merges for at in again)
    return [table] if crossed or not all(map(has_header, found)) else found


def _columns(table: RawTable, first: int, end: int) -> RawTable:
    """The part of a table in the columns from one to before another."""
    rows = (replace(row, cells={at: text for at, text in row.cells.items() if first <= at < end}) for row in table.rows)
    merges = tuple(area for area in table.merges if first <= area.column < end)
    return replace(table, rows=tuple(row for row in rows if row.cells), merges=merges)


def _is_other_header(rows: tuple[RawRow, ...], at: int, titles: frozenset[str]) -> bool:
    """A row of titles, not those of the table above, that stands apart from the rows above it or counts rows."""
    row, above = rows[at], rows[at - 1]
    texts = list(row.cells.values())
    if len(texts) < _TITLES or max(map(len, texts)) > _LONGEST_TITLE:
        return False
    # A header does not begin with a number, as a task does whose words happen to be titles ("Đã hoàn thành").
    if _NUMBER.fullmatch(row.cells[min(row.cells)]):
        return False
    numbered = any(glossary.recognised(text) == "stt" for text in texts)
    apart = numbered or row.number > above.number + 1 or len(above.cells) == 1
    if not apart or sum(fold(text) in titles for text in texts) * 3 >= len(texts) * 2:
        return False
    if _begins_a_count(rows, at):
        return True
    says = sum(said_by_words(text) >= _SAYS for text in texts)
    return says >= _TITLES and says >= _SHARE * len(texts)


def _begins_a_count(rows: tuple[RawRow, ...], at: int) -> bool:
    """Whether a row that begins with "STT" has the first number below it: a header, whatever its other titles are."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    first = min(row.cells)
    counted = glossary.recognised(row.cells[first]) == "stt" and below is not None
    return counted and below is not None and below.cells.get(first, "").strip(" .)") == "1"


def _with_its_title(rows: tuple[RawRow, ...], at: int) -> int:
    """The first of the rows above a header that are its title: texts alone, up to a blank row."""
    first = at
    while first > 1 and len(rows[first - 1].cells) == 1 and rows[first - 1].number + 1 == rows[first].number:
        first -= 1
    return first
