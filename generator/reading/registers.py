"""A task table from any format we read, as a register."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.reading.header import TableReading, has_header
from generator.reading.records import RawTable
from generator.reading.tables import read_register
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Register
from generator.values.text import fold, quote

if TYPE_CHECKING:
    from generator.reading.xlsx import Workbook

_AS_FOUND = TableReading()
# Files of text with tables; of these a table is named by its number.
TEXTS = (".docx", ".pdf", ".html", ".htm")
FORMATS = (".xlsx", ".xlsm", ".csv", *TEXTS, ".yaml", ".yml", ".json")


def load_register(
    path: Path, shown_as: str, sheet: str = "", reading: TableReading = _AS_FOUND
) -> tuple[Register, tuple[Finding, ...]]:
    """Read a task table. `sheet` names a sheet of a workbook; left out, the first that holds a task table. Of a Word
    file it is the first table with a header, or the one that `reading` asks for.

    `reading` is what a dossier says of the table: which columns mean what, where its header is.
    """
    if lock := _open_in_office(path):
        raise InputError.of(
            "V015",
            Place(shown_as),
            msg("Tệp đang mở trong Excel (có tệp khóa “{khoa}”).", khoa=lock),
            msg("Lưu và đóng tệp rồi chạy lại."),
        )
    if path.suffix.lower() not in FORMATS:
        raise InputError.of(
            "V016",
            Place(shown_as),
            msg("Không đọc được bảng nhiệm vụ dạng “{duoi}”.", duoi=path.suffix),
            what_to_do(path.suffix.lower()),
        )
    if path.suffix.lower() in TEXTS:
        # Of a file of text `bang_thu` counts the tables of the file, not those of a sheet.
        table, findings = _word_table(path, shown_as, reading)
        reading = replace(reading, table=0)
    else:
        table, findings = _raw_table(path, shown_as, sheet)
    register, more = read_register(table, reading)
    return register, (*findings, *more)


def what_to_do(suffix: str) -> Message:
    """How a file of another kind becomes one that is read."""
    if suffix in (".xls", ".ods", ".xlsb", ".et"):
        return msg("Mở tệp bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi ghi tên tệp mới vào “nguon”.")
    if suffix in (".doc", ".odt", ".rtf"):
        return msg("Chép bảng trong tệp sang Excel, lưu dạng .xlsx rồi ghi tên tệp .xlsx đó vào “nguon”.")
    if suffix in FORMATS:
        return msg("Nêu thư mục hồ sơ; tệp này là bảng nhiệm vụ thì ghi tên tệp vào “nguon” của hồ sơ.")
    return msg("Các dạng đọc được: {dang}.", dang=", ".join(FORMATS))


def _open_in_office(path: Path) -> str:
    """The name of the lock that Office or LibreOffice keeps beside an open file, or ''."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return next((lock.name for lock in locks if lock.exists()), "")


def _raw_table(path: Path, shown_as: str, sheet: str) -> tuple[RawTable, tuple[Finding, ...]]:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _sheet(path, shown_as, sheet)
    from generator.reading import plain

    if path.suffix.lower() == ".csv":
        return plain.read_csv(path, shown_as)
    if path.suffix.lower() == ".json":
        return plain.read_json(path, shown_as)
    from generator.reading.yaml import read_yaml

    raw, findings = read_yaml(path, shown_as)
    table, more = plain.from_items(raw.data, shown_as)
    return table, (*findings, *more)


def _word_table(path: Path, shown_as: str, reading: TableReading) -> tuple[RawTable, tuple[Finding, ...]]:
    """The table of a file of text that is asked for among those with a header; a word on the others."""
    from generator.reading.word_tables import read_tables

    every, findings = read_tables(path, shown_as)
    tables = every if reading.header[0] else [table for table in every if has_header(table)]
    if not tables:
        raise InputError.of(
            "V040",
            Place(shown_as),
            msg("Tệp không có bảng nhiệm vụ nào: {so} bảng, không bảng nào có dòng tiêu đề.", so=len(every)),
            msg("Nêu tệp có bảng nhiệm vụ; bảng có tiêu đề mà không nhận ra thì ghi “dong_tieu_de: 1”."),
        )
    if reading.nth > len(tables):
        raise InputError.of(
            "V237",
            Place(shown_as),
            msg("“bang_thu: {thu}” nhưng tệp chỉ có {so} bảng nhiệm vụ.", thu=reading.nth, so=len(tables)),
            msg("Các bảng ấy là {cac}.", cac=_sheets(tables)),
        )
    chosen = tables[reading.nth - 1]
    if len(tables) == 1 or reading.nth_asked:
        return chosen, findings
    others = [table for table in tables if table is not chosen]
    said = Finding(
        "V236",
        Severity.WARNING,
        Place(shown_as, chosen.sheet),
        msg("Tệp còn {so} bảng khác, không đọc ở đây: {cac}.", so=len(others), cac=_sheets(others)),
        msg("Đọc bảng khác bằng “bang_thu: 2”; chỉ cần bảng này thì ghi “bang_thu: 1”."),
        "\n".join(text for table in others for row in table.rows for text in row.cells.values()),
    )
    return chosen, (*findings, said)


def _sheets(tables: Iterable[RawTable]) -> str:
    return ", ".join(table.sheet for table in tables)


def _sheet(path: Path, shown_as: str, sheet: str) -> tuple[RawTable, tuple[Finding, ...]]:
    from generator.reading.xlsx import Workbook

    book = Workbook(path, shown_as)
    if not sheet:
        return _first_table(book)
    for name in book.sheets:
        if fold(name) == fold(sheet):
            return book.table(name)
    raise InputError(
        Finding(
            "V030",
            Severity.ERROR,
            Place(shown_as),
            msg("Thiếu trang tính “{ten}”.", ten=sheet),
            msg("Tệp có các trang tính: {ten}.", ten=", ".join(book.sheets)),
            sheet,
        )
    )


def _first_table(book: Workbook) -> tuple[RawTable, tuple[Finding, ...]]:
    """The first sheet that is shown and holds a table; what other sheets hold is said (V238)."""
    shown = book.shown_sheets or book.sheets
    read = [(name, *book.table(name)) for name in shown]
    holding = next((one for one in read if has_header(one[1])), read[0])
    name, table, findings = holding
    others = [one for one in read if one[0] != name and one[1].rows]
    return table, (*findings, *(_other_sheet(one, name) for _, one, _ in others))


def _other_sheet(table: RawTable, name: str) -> Finding:
    texts = [text for row in table.rows for text in row.cells.values()]
    return Finding(
        "V238",
        Severity.NOTE,
        Place(table.file, table.sheet),
        msg("Chỉ đọc trang tính {doc}; trang này có {so} ô có chữ không được đọc.", doc=quote(name), so=len(texts)),
        msg("Đọc trang này thì ghi “trang_tinh: {ten}” dưới “bang”.", ten=table.sheet),
        "\n".join(texts),
        asked=True,
    )
