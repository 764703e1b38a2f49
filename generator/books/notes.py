"""The internal note of reconciliation as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from generator.books.plain import header, packed, put
from generator.values.text import clean

_COLUMNS = {
    "Số liệu": (("Chỗ", 24, ""), ("Câu", 70, ""), ("Khóa", 26, ""), ("In ra", 12, ""), ("Đếm lại", 10, ""),
                ("Các nhiệm vụ được đếm", 60, "")),
    "Bảng số liệu": (("Ô", 24, ""), ("Khóa", 22, ""), ("Tên", 40, ""), ("Loại", 10, ""), ("Kỳ trước", 12, ""),
                     ("In ra", 12, ""), ("Đơn vị tính", 12, ""), ("Nguồn", 40, ""), ("Tính từ", 50, ""),
                     ("Trạng thái", 24, ""), ("Câu", 60, "")),
    "Thay đổi": (("Mã", 10, ""), ("Thay đổi", 20, ""), ("Cột", 20, ""), ("Kỳ trước", 40, ""), ("Kỳ này", 40, ""),
                 ("Nội dung", 60, "")),
    "Chưa minh chứng": (("Mã", 10, ""), ("Đơn vị", 36, ""), ("Nội dung", 60, ""), ("Báo cáo", 60, "")),
    "Cần xem": (("Mức", 12, ""), ("Chỗ", 40, ""), ("Điều thấy", 70, ""), ("Chữ", 50, ""), ("Việc cần làm", 50, "")),
}  # fmt: skip
TITLE = "Đối chiếu nội bộ, không phát hành"


def note_book(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """The note as .xlsx, a sheet a list, with filters; the same note gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        columns = _COLUMNS[title]
        header(sheet, columns)
        for row, line in enumerate(lines, start=2):
            for at, text in enumerate(line, start=1):
                put(sheet, row, at, clean(text))
        sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(columns)).column_letter}{len(lines) + 1}"
    return packed(book, TITLE)
