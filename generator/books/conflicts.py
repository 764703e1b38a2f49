"""Workbooks of a merge: the fields that both sides changed, to decide in; a list of changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from generator.books.decisions import CHOICE, CHOICES, CONFLICTS, MARK, mark_of, place_of
from generator.books.plain import choose, header, packed, put, quoted
from generator.merging.model import Change, Conflict
from generator.values.text import clean

_CHANGES = "Thay đổi"
_DELETED = "(đã xóa)"
_KINDS = {"sua": "sửa", "them": "thêm", "xoa": "xóa", "chuyen": "chuyển"}
_CONFLICT_COLUMNS = (
    ("Tệp", 24, ""),
    ("Chỗ", 34, ""),
    ("Gốc", 40, "Chữ lúc tệp được sinh ra."),
    ("Dữ liệu", 40, "Chữ trong dữ liệu bây giờ."),
    ("Tệp sửa", 40, "Chữ trong tệp đã sửa."),
    (CHOICE, 12, "Chọn “dữ liệu” để giữ chữ của dữ liệu, “tệp sửa” để lấy chữ trong tệp; để trống là chưa quyết."),
    (MARK, 4, ""),
)
_CHANGE_COLUMNS = (("Chỗ", 34, ""), ("Thay đổi", 10, ""), ("Trước", 60, ""), ("Sau", 60, ""))


def conflicts_book(conflicts: Iterable[tuple[str, Conflict]]) -> bytes:
    """The conflicts of each file as .xlsx, one a row, with a list to choose a side from."""
    rows = [
        (Path(file).name, place_of(c), *map(_shown, (c.base, c.ours, c.theirs)), "", mark_of(file, c))
        for file, c in conflicts
    ]
    book, sheet = _listed(CONFLICTS, _CONFLICT_COLUMNS, rows)
    choose(sheet, f"F2:F{len(rows) + 1}", quoted(CHOICES))
    sheet.column_dimensions["G"].hidden = True
    return packed(book, CONFLICTS)


def differences_book(changes: Iterable[Change]) -> bytes:
    """What changed between two states as .xlsx, one change a row, with a filter."""
    rows = [(place_of(change), _KINDS[change.kind], change.before, change.after) for change in changes]
    book, sheet = _listed(_CHANGES, _CHANGE_COLUMNS, rows)
    sheet.auto_filter.ref = f"A1:D{len(rows) + 1}"
    return packed(book, _CHANGES)


def _listed(title: str, columns: tuple[tuple[str, int, str], ...], rows: Iterable[tuple[str, ...]]) -> tuple[Any, Any]:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    header(sheet, columns)
    for number, row in enumerate(rows, start=2):
        for at, text in enumerate(row, start=1):
            put(sheet, number, at, clean(text))
    return book, sheet


def _shown(text: str | None) -> str:
    return _DELETED if text is None else text
