"""What a sheet holds beside its table's rows, and is not printed with them: each is said, with its place.

Titles above the table, its header repeated, signatures below it, another table; rows and columns that are hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.reading.header import Header, TableReading
from generator.reading.records import RawRow, RawTable
from generator.reading.row_kinds import KnownRow, Outside
from generator.values import glossary
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.text import quote

_SHOWN = 6


def around_the_table(
    table: RawTable, header: Header, reading: TableReading, known: Sequence[KnownRow]
) -> Iterator[Finding]:
    """A finding for each kind of what is left out (V226…V228) or read though it is hidden (V229, V230)."""
    above = [row for row in table.rows if row.number < header.first]
    yield from _said(
        table,
        above,
        "V226",
        msg("Phần chữ trên bảng không in cùng bảng: {chu}. Tên, dòng kèm theo lấy ở hồ sơ.", chu=_texts(above)),
    )
    again = [one.row for one in known if one.kind is Outside.HEADER_AGAIN]
    said = msg("Dòng tiêu đề lặp lại giữa bảng không in lại: {chu}; tiêu đề có ở mỗi trang.", chu=_texts(again))
    yield from _said(table, again, "V227", said)
    below = [one.row for one in known if one.kind is Outside.SIGNING]
    said = msg("Phần chữ dưới bảng không thuộc bảng nên không in: {chu}.", chu=_texts(below))
    yield from _said(table, below, "V228", said)
    yield from _untitled(table, header)
    yield from _hidden_rows(table, header, reading)
    yield from _hidden_columns(table, header, reading)


def _said(table: RawTable, rows: Sequence[RawRow], code: str, message: Message) -> Iterator[Finding]:
    if rows:
        place = table.place(rows[0].number, min(rows[0].cells))
        yield Finding(code, Severity.NOTE, place, message, value="\n".join(_all(rows)), asked=code == "V228")


def _all(rows: Sequence[RawRow]) -> Iterator[str]:
    return (row.cells[at] for row in rows for at in sorted(row.cells))


def _texts(rows: Sequence[RawRow]) -> str:
    texts = list(_all(rows))
    shown = ", ".join(quote(text, 50) for text in texts[:_SHOWN])
    return f"{shown} …" if len(texts) > _SHOWN else shown


def _untitled(table: RawTable, header: Header) -> Iterator[Finding]:
    """Columns that hold text below a blank header: printed, as all are (V048)."""
    for at, column in sorted(header.index.items()):
        if not column.title:
            rows = [row.number for row in header.body(table) if at in row.cells]
            yield Finding(
                "V048",
                Severity.WARNING,
                table.place(rows[0] if rows else header.last, at),
                msg("Cột {cot} không có tiêu đề nhưng có {so} ô có chữ; vẫn được in.", cot=column.letter, so=len(rows)),
                msg("Ghi tiêu đề cho cột, hoặc “bo_cot: [{cot}]” nếu không in cột ấy.", cot=column.letter),
                "\n".join(row.cells[at] for row in header.body(table) if at in row.cells),
            )


def _hidden_rows(table: RawTable, header: Header, reading: TableReading) -> Iterator[Finding]:
    """Hidden and filtered rows: a filter left on must not cost a task, so they are read unless the dossier says no."""
    hidden = [row for row in header.body(table) if row.number in table.hidden_rows]
    if not hidden:
        return
    numbers = _runs([row.number for row in hidden])
    if reading.hidden_rows:
        message = msg("Bảng có {so} dòng đang ẩn (dòng {dong}); vẫn được đọc và in.", so=len(hidden), dong=numbers)
        hint = msg("Không lấy các dòng ấy thì ghi “an: {{dong: bo}}” dưới “bang”.")
    else:
        message = msg("Bỏ {so} dòng đang ẩn (dòng {dong}) như hồ sơ yêu cầu.", so=len(hidden), dong=numbers)
        hint = None
    place = table.place(hidden[0].number, min(hidden[0].cells))
    yield Finding("V229", Severity.NOTE, place, message, hint, "\n".join(_all(hidden)), asked=True)


def _hidden_columns(table: RawTable, header: Header, reading: TableReading) -> Iterator[Finding]:
    """Hidden columns are not printed, as Excel does not print them; our own ids are no news."""
    for at, column in sorted(header.index.items()):
        if at in table.hidden_columns and not reading.hidden_columns and column.key not in glossary.HIDDEN_KEYS:
            yield Finding(
                "V230",
                Severity.NOTE,
                table.place(header.last, at),
                msg("Cột {cot} {ten} đang ẩn trong Excel nên không in.", cot=column.letter, ten=quote(column.title)),
                msg("In cả cột ấy thì bỏ ẩn, hoặc ghi “an: {{cot: giu}}” dưới “bang”."),
                column.title,
                asked=True,
            )


def _runs(numbers: Sequence[int]) -> str:
    """`7, 9-12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
