"""chuyen-ky.xlsx: what became of each paragraph of last month's report, what its plan has to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from generator.books.plain import choose, header, packed, put, quoted
from generator.values.text import clean

ANSWERS = ("đã xong", "chưa xong", "chuyển kỳ sau")
_PARAGRAPHS = (
    ("Mục", 34, ""),
    ("Đoạn của kỳ trước", 80, "Như đã ban hành."),
    ("Xử lý", 10, "giữ | số: chỉ đổi số, kỳ | viết lại: nêu việc, văn bản của kỳ trước | bỏ"),
    ("Vì sao", 34, ""),
    ("Đoạn của kỳ này", 80, "Số liệu ghi theo khóa trong so-lieu.xlsx."),
)
_PLAN = (
    ("Mục", 34, ""),
    ("Nhiệm vụ kỳ trước nêu", 80, ""),
    ("Hạn", 18, ""),
    ("Số đã nêu", 14, ""),
    ("Kết quả", 16, "đã xong | chưa xong | chuyển kỳ sau"),
    ("Câu kết quả (gợi ý)", 70, "Sửa lại theo thực tế, ghi số, ngày của văn bản là sản phẩm."),
)


def carry_book(paragraphs: Iterable[Sequence[str]], plan: Sequence[Sequence[str]]) -> bytes:
    """The lists as .xlsx; the same lists give the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Đoạn"
    _filled(sheet, _PARAGRAPHS, paragraphs)
    answers = book.create_sheet("Phải trả lời")
    _filled(answers, _PLAN, plan)
    choose(answers, f"E2:E{max(len(plan), 1) + 1}", quoted(ANSWERS))
    return packed(book, "Chuyển kỳ")


def _filled(sheet: Any, columns: Sequence[tuple[str, float, str]], lines: Iterable[Sequence[str]]) -> None:
    header(sheet, columns)
    for row, line in enumerate(lines, start=2):
        for at, text in enumerate(line, start=1):
            put(sheet, row, at, clean(text))
