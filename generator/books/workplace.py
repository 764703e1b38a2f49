"""The Excel files of a new workplace: headers, widths, comments and drop-down lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from generator.books.plain import FONT, choose, explain, header, packed, put, quoted
from generator.facts.kinds import ANNEX, ANNEX_KIND, kinds
from generator.values.blocks import BLOCKS
from generator.values.model import Status

TITLE = "Hồ sơ mẫu"
_LISTS = "Danh mục"
_LAST_ROW = 500
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "huong": ("doc", "ngang"),
    "bang.danh_so": ("lien-tuc", "theo-muc", "giu"),
    "bang.do_rong": ("noi-dung", "mau"),
}
_BLOCKS = {"can_cu": "Căn cứ", **{facts.key: facts.label for facts in BLOCKS if facts.line}}
# Keys of a document that stand on sheets of their own.
_ON_SHEETS = ("can_cu", "noi_dung", "noi_nhan", "kem_theo")


def task_book(tasks: Mapping[str, Any]) -> bytes:
    """nhiem-vu.xlsx of columns (`cot`) and rows (`dong`)."""
    book = Workbook()
    book.remove(book.active)
    _task_sheet(book, tasks)
    return packed(book, TITLE)


def dossier_book(document: Mapping[str, Any], explained: Mapping[str, str], tasks: Mapping[str, Any]) -> bytes:
    """ho-so.xlsx of a dossier's nested values, with the explanation of each key as a comment."""
    book = Workbook()
    book.remove(book.active)
    _document_sheet(book, document, explained)
    _body_sheet(book, document, explained)
    recipients = book.create_sheet("Nơi nhận")
    header(recipients, [("Nơi nhận", 70, explained.get("noi_nhan", ""))])
    for row, text in enumerate(document.get("noi_nhan", ()), start=2):
        put(recipients, row, 1, text)
    _task_sheet(book, tasks)
    _list_sheet(book)
    return packed(book, TITLE)


def _document_sheet(book: Any, document: Mapping[str, Any], explained: Mapping[str, str]) -> None:
    sheet = book.create_sheet("Văn bản")
    header(sheet, [("Khóa", 20, "Không đổi tên các khóa."), ("Giá trị", 90, "Ghi giá trị của khóa vào cột này.")])
    row = 2
    for number, part in enumerate((document, *document.get("kem_theo", ()))):
        if number:
            row += 1
            put(sheet, row, 1, f"Kèm theo {number}").font = Font(name=FONT, bold=True)
            row += 1
        for key, value in _flat(part):
            put(sheet, row, 1, key)
            cell = put(sheet, row, 2, value)
            explain(cell, explained.get(key.rpartition(".")[2], ""))
            if key == "loai":
                choose(sheet, cell.coordinate, f"'{_LISTS}'!$A$1:$A${len(_kinds())}")
            elif key in _CHOICES:
                choose(sheet, cell.coordinate, quoted(_CHOICES[key]))
            row += 1


def _flat(document: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    """Keys with dots and their values, in the order of the file; what stands on other sheets is left out."""
    for key, value in document.items():
        if key in _ON_SHEETS or f"{before}{key}" == "bang.nguon":
            continue
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", "" if value is None else str(value)


def _body_sheet(book: Any, document: Mapping[str, Any], explained: Mapping[str, str]) -> None:
    sheet = book.create_sheet("Nội dung")
    header(
        sheet,
        [
            ("Văn bản", 14, "Để trống cho văn bản chính; “Kèm theo 1” cho văn bản kèm theo thứ nhất."),
            ("Loại", 12, "Chọn trong danh sách."),
            ("Tiêu đề", 30, "Tiêu đề của khối, nếu có."),
            ("Nội dung", 90, explained.get("noi_dung", "")),
        ],
    )
    rows = [("can_cu", text) for text in document.get("can_cu", ())]
    rows += [(key, text) for block in document.get("noi_dung", ()) for key, text in block.items()]
    for row, (kind, text) in enumerate(rows, start=2):
        put(sheet, row, 2, _BLOCKS[kind])
        put(sheet, row, 4, text)
    choose(sheet, f"B2:B{_LAST_ROW}", quoted(_BLOCKS.values()))


def _task_sheet(book: Any, tasks: Mapping[str, Any]) -> None:
    sheet = book.create_sheet("Nhiệm vụ")
    columns = tasks["cot"]
    header(sheet, [(column["tieu_de"], column["rong"], column["giai_thich"]) for column in columns])
    for row, task in enumerate(tasks["dong"], start=2):
        for at, column in enumerate(columns, start=1):
            cell = put(sheet, row, at, str(task.get(column["khoa"], "")))
            cell.font = Font(name=FONT, bold="ma" not in task)
    letter = next(
        cell.column_letter for cell, column in zip(sheet[1], columns, strict=True) if column["khoa"] == "trang_thai"
    )
    choose(sheet, f"{letter}2:{letter}{_LAST_ROW}", quoted(status.words for status in Status))


def _list_sheet(book: Any) -> None:
    """The kinds of documents on a hidden sheet: a list longer than the 255 characters of a validation."""
    sheet = book.create_sheet(_LISTS)
    for row, (key, name) in enumerate(_kinds(), start=1):
        sheet.cell(row, 1, key)
        sheet.cell(row, 2, name)
    sheet.sheet_state = "hidden"


def _kinds() -> list[tuple[str, str]]:
    known = [(key, kind.name) for key, kind in kinds().items() if not kind.copy]
    return [*known, (ANNEX, ANNEX_KIND.name)]
