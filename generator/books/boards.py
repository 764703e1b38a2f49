"""The board of a collection as a workbook: the units, then a sheet for each list of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from generator.books.plain import header, packed, put
from generator.values.text import clean

_UNITS = (("Đơn vị", 46, ""), ("Báo cáo", 28, ""), ("Được hỏi", 10, ""), ("Đã trả lời", 10, ""), ("Tệp", 40, ""),
          ("Nhận lúc", 20, ""))  # fmt: skip
_TASKS = (("Mã", 10, ""), ("Đơn vị", 36, ""), ("Nội dung", 70, ""), ("Hạn", 14, ""), ("Tình trạng", 24, ""))


def board_book(units: Sequence[Sequence[str]], lists: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """The board as .xlsx, a line a unit and a line a task, with filters; the same board gives the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Đơn vị"
    _filled(sheet, _UNITS, units)
    for title, lines in lists:
        _filled(book.create_sheet(title), _TASKS, lines)
    return packed(book, "Bảng theo dõi báo cáo")


def _filled(sheet: Any, columns: Sequence[tuple[str, float, str]], lines: Sequence[Sequence[str]]) -> None:
    header(sheet, columns)
    for row, line in enumerate(lines, start=2):
        for at, text in enumerate(line, start=1):
            put(sheet, row, at, clean(text))
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(columns)).column_letter}{len(lines) + 1}"
