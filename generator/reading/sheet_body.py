"""A workbook that holds a document (an office's printed annex) read as a body: sheet by sheet, what stands around its
tables as lines, the tables as grids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.cell_refs import column_letter
from generator.ooxml.plain_body import Alignment, Cell, Paragraph, Run, Section, Table, parts_of
from generator.reading.bounds import MOST_CELLS_OF_A_DOCUMENT, too_many_cells
from generator.reading.grid import joined_cells
from generator.reading.header import TableReading
from generator.reading.records import Area, RawRow, RawTable
from generator.reading.sheet_tables import tables_of
from generator.reading.tables import read_register
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.layout import Layout
from generator.values.patterns import late
from generator.values.text import fold, quote

_POINTS_OF_A_CHARACTER = 6.0
_USUAL = 12.0  # characters of a column that says no width
_A4, _WIDE = (595.3, 841.9), 510.0
# What titles of sheets begin with, and no office does.
_TITLE = late(
    r"(?:phu luc|danh (?:muc|sach)|bang|bieu|ke hoach|bao cao|chuong trinh|lich|tong hop|phan cong|theo doi|du toan"
    r"|tien do|ket qua|nhiem vu|noi dung|tinh hinh)\b"
)


class SheetBody(Struct, frozen=True):
    """What a workbook says, as the parts of a Word file, with what is to be known of it."""

    parts: dict[str, bytes]
    findings: tuple[Finding, ...]


def read_sheets(path: Path, shown_as: str) -> SheetBody:
    """The document of a workbook or a .csv. Raises InputError as `Workbook` and `read_csv`, V355 where it is blank."""
    tables, findings = sheets_of(path, shown_as)
    if sum(len(row.cells) for table in tables for row in table.rows) > MOST_CELLS_OF_A_DOCUMENT:
        raise too_many_cells(shown_as)
    sections = [Section(tuple(_blocks(table, many=len(tables) > 1)), *_size(table)) for table in tables]
    if not sections:
        raise InputError.of("V355", Place(shown_as), msg("Tệp không có ô nào có chữ."))
    return SheetBody(parts_of(sections), tuple(findings))


def sheets_of(path: Path, shown_as: str) -> tuple[list[RawTable], list[Finding]]:
    """The sheets that are shown and hold text; what others hold is said."""
    if path.suffix.lower() == ".csv":
        from generator.reading.plain import read_csv

        table, findings = read_csv(path, shown_as)
        return ([table] if table.rows else []), list(findings)
    from generator.reading.xlsx import Workbook

    book = Workbook(path, shown_as)
    shown = set(book.shown_sheets or book.sheets)
    tables: list[RawTable] = []
    said: list[Finding] = []
    for name in book.sheets:
        table, findings = book.table(name)
        said += _beside_cells(table, book.beside(name))
        if not table.rows:
            continue
        if name in shown:
            tables.append(table)
            said += [*findings, *_of_words(table), *_hidden(table)]
        else:
            message = msg("Trang tính ẩn “{ten}” không được lấy.", ten=name)
            said.append(_note(table, message, "\n".join(_texts(table.rows))))
    return tables, said


def _of_words(table: RawTable) -> Iterator[Finding]:
    """A sheet that holds no table of tasks (notes of who made the others) is taken as it stands, which is said."""
    if not _held(table):
        texts = list(_texts(table.rows))
        message = msg(
            "Trang tính “{ten}” không có bảng nhiệm vụ; lấy như lời văn: {chu}.", ten=table.sheet, chu=quote(texts[0])
        )
        hint = msg("Chữ ấy không thuộc văn bản thì xóa khỏi hồ sơ; là bảng nhiệm vụ thì xem lại dòng tiêu đề.")
        yield Finding("V366", Severity.NOTE, Place(table.file, table.sheet), message, hint, "\n".join(texts))


def _beside_cells(table: RawTable, texts: Sequence[str]) -> Iterator[Finding]:
    if texts:
        message = msg(
            "Chú thích, hộp chữ, đầu trang, chân trang của trang tính không được lấy: {chu}.", chu=quote(texts[0])
        )
        hint = msg("Chữ ấy cần cho văn bản mới thì ghi vào hồ sơ.")
        yield Finding("V356", Severity.WARNING, Place(table.file, table.sheet), message, hint, "\n".join(texts))


def _hidden(table: RawTable) -> Iterator[Finding]:
    """Rows and columns that the program hides are taken; who never saw them is told."""
    hidden = {
        f"{column_letter(column + 1)}{row.number}": text
        for row in table.rows
        for column, text in row.cells.items()
        if row.number in table.hidden_rows or column in table.hidden_columns
    }
    if hidden:
        at, text = next(iter(hidden.items()))
        message = msg("{so} ô ở hàng, cột ẩn được lấy như ô thường: {chu}.", so=len(hidden), chu=quote(text))
        hint = msg("Không muốn in thì xóa hàng, cột ấy khỏi hồ sơ.")
        value = "\n".join(f"{cell}: {text}" for cell, text in hidden.items())
        yield Finding("V229", Severity.WARNING, Place(table.file, table.sheet, cell=at), message, hint, value)


def _note(table: RawTable, message: Message, value: str) -> Finding:
    hint = msg("Bỏ ẩn trang tính ấy rồi nhập lại nếu cần.")
    return Finding("V356", Severity.WARNING, Place(table.file, table.sheet), message, hint, value)


def _texts(rows: Sequence[RawRow]) -> Iterator[str]:
    return (text for row in rows for text in row.cells.values())


def _size(table: RawTable) -> tuple[float, float]:
    wide = sum(_width(table, at) for at in range(table.width))
    return (_A4[1], _A4[0]) if wide > _WIDE else _A4


def _width(table: RawTable, at: int) -> float:
    return table.widths.get(at, _USUAL) * _POINTS_OF_A_CHARACTER


# --- blocks ---


def _blocks(table: RawTable, *, many: bool) -> Iterator[Paragraph | Table]:
    """The tables of a sheet and the lines around them; a sheet with a table and no word above it goes by its name."""
    for at, one in enumerate(_held(table) or [table]):
        first, last = _bounds(one)
        above = [row for row in one.rows if row.number < first]
        below = [row for row in one.rows if row.number > last]
        inside = [row for row in one.rows if first <= row.number <= last]
        if many and at == 0 and not above and inside:
            yield Paragraph((Run(table.sheet, bold=True),), "center")
        yield from _lines(one, above)
        if inside:
            yield _table(one, inside)
        yield from _lines(one, below)


def _held(table: RawTable) -> list[RawTable]:
    """The tables of tasks on a sheet."""
    try:
        return list(tables_of(table, TableReading()))
    except InputError:
        return []


def _bounds(table: RawTable) -> tuple[int, int]:
    """The first and the last row of a table: from its header to its last row of tasks or totals; none of a sheet that
    holds lines alone.
    """
    layout = _layout(table)
    if layout is not None:
        numbers = [row.number for row in (*layout.heads, *layout.rows)]
        return min(numbers), max(numbers)
    wide = [row.number for row in table.rows if len(row.cells) > 2]
    return (min(wide), max(wide)) if len(wide) > 1 else (table.rows[-1].number + 1, table.rows[-1].number)


def _layout(table: RawTable) -> Layout | None:
    try:
        layout = read_register(table)[0].layout
    except InputError:
        return None
    return layout if layout and (layout.heads or layout.rows) else None


def _table(table: RawTable, rows: Sequence[RawRow]) -> Table:
    """Rows as a grid from the first one on, joined cells as they are joined; blank rows within, and columns without a
    word at both sides, stay out.
    """
    first, last = _filled(table, rows)
    place = {row.number: at for at, row in enumerate(rows)}
    joined = joined_cells(table)
    cells = []
    for row in rows:
        for column in range(first, last):
            if joined.start(row.number, column) != (row.number, column):
                continue
            area = joined.over(row.number, column) or Area(row.number, column)
            below = range(area.row, min(area.row + area.rows, rows[-1].number + 1))
            high = sum(number in place for number in below)
            text = row.cells.get(column, "")
            wide = min(area.columns, last - column)
            cells.append(Cell(place[row.number], column - first, tuple(_paragraphs(text)), max(high, 1), wide))
    return Table(tuple(cells), tuple(_width(table, at) for at in range(first, last)))


def _filled(table: RawTable, rows: Sequence[RawRow]) -> tuple[int, int]:
    """The columns of rows from the first with a word to behind the last, cells joined with one of these included."""
    filled = {column for row in rows for column, text in row.cells.items() if text.strip()}
    numbers = {row.number for row in rows}
    joined = [one for one in table.merges if one.row in numbers and one.column in filled]
    ends = (*(column + 1 for column in filled), *(one.column + one.columns for one in joined))
    return min(filled, default=0), min(max(ends, default=table.width), table.width)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph((Run(line),)) for line in text.split("\n") if line.strip())


def _lines(table: RawTable, rows: Sequence[RawRow]) -> Iterator[Paragraph | Table]:
    """Rows of text: those with something on both sides as a table of two columns without rules, others as lines."""
    held: list[RawRow] = []
    for row in rows:
        beside = len(row.cells) > 1
        if held and not beside and not _goes_on(table, held, row):
            yield _beside(held)
            held = []
        if beside or held:
            held.append(row)
            continue
        for column, text in row.cells.items():
            yield from (replace(one, alignment=_alignment(table, row, column)) for one in _paragraphs(text))
    if held:
        yield _beside(held)


def _goes_on(table: RawTable, held: Sequence[RawRow], row: RawRow) -> bool:
    """Whether a row with one text stands in a column of those above it, and not across all of them."""
    (column,) = row.cells
    if table.aligned.get(row.number, {}).get(column) == "centerContinuous":
        return False
    # A title in capitals that a blank row parts from the heading, or that says it is one, is none of its lines.
    text = row.cells[column]
    apart = row.number > held[-1].number + 1 or _TITLE.match(fold(text)) is not None
    if apart and text.isupper() and held[0].number == table.rows[0].number:
        return False
    across = next((a.columns for a in table.merges if (a.row, a.column) == (row.number, column)), 1)
    starts = {at for one in held for at in one.cells}
    return column in starts and across < max(table.width - 1, 2)


def _beside(rows: Sequence[RawRow]) -> Table:
    """Rows with texts left and right: a row each, an empty one where the sheet leaves rows blank."""
    middle = max(min(at for row in rows for at in row.cells if at > min(row.cells)), 1)
    cells: list[Cell] = []
    number, last = 0, rows[0].number
    for row in rows:
        number += row.number - last > 1
        last = row.number
        for side, wanted in enumerate((False, True)):
            texts = [text for at, text in sorted(row.cells.items()) if (at >= middle) is wanted]
            lines = tuple(Paragraph((Run(line),), "center") for text in texts for line in text.split("\n"))
            cells.append(Cell(number, side, lines))
        number += 1
    return Table(tuple(cells), (235.0, 235.0), ruled=False)


def _alignment(table: RawTable, row: RawRow, column: int) -> Alignment:
    """In the middle where the sheet sets it so, joins cells for it, or writes a title in capitals."""
    said = table.aligned.get(row.number, {}).get(column, "")
    across = next((area.columns for area in table.merges if (area.row, area.column) == (row.number, column)), 1)
    middle = said in ("center", "centerContinuous", "distributed") or row.cells[column].isupper()
    return "center" if middle or (across > table.width // 2 and not said) else "left"
