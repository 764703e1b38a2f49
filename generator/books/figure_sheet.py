"""so-lieu.xlsx: the figures of a report in prose, a row each, proposed for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook

from generator.books.plain import choose, header, packed, put, quoted
from generator.ooxml.cell_refs import column_letter
from generator.values.figures import FigureState, Form, Kind, SheetFigure, texts_by_column

SHEET = "SoLieu"
_COLUMNS = (
    ("Khóa", 22, "Tên ngắn để lời văn nhắc tới: {khoa}. Mỗi số một khóa."),
    ("Tên số liệu", 42, ""),
    ("Chỗ trong văn bản", 60, "Tên mục và câu có số, các số được che."),
    ("Số thứ trong câu", 9, ""),
    ("Loại", 11, "tháng: đếm lại mỗi kỳ; lũy kế: kỳ trước cộng trong tháng; mức: lúc tăng lúc giảm."),
    ("Chắc", 7, "x: lời văn nói rõ loại. Để trống: đoán, xem lại."),
    ("Đơn vị tính", 18, ""),
    ("Đơn vị cung cấp", 22, ""),
    ("Kỳ trước", 13, "Như đã in trong báo cáo kỳ trước."),
    ("Kỳ này", 13, "Như in trong văn bản: 1.240; 86,91; 02."),
    (
        "Công thức",
        36,
        "Tính từ các khóa khác, như ky_truoc + {hs_thang}; khong_giam: nhập, không được nhỏ hơn kỳ trước.",
    ),
    ("Làm tròn", 9, "Số chữ số sau dấu phẩy."),
    ("Cách in", 9, "02: một chữ số thì thêm số 0; số: không thêm; chữ: bằng chữ, như một trăm."),
    ("Trạng thái", 20, "chưa | đã nhập | tính | xác nhận giữ nguyên"),
    ("Người xác nhận", 20, ""),
    ("Kỳ trước nữa", 13, "Số của hai kỳ trước, để thấy số ba kỳ liền không đổi."),
)


def figure_book(rows: Iterable[SheetFigure]) -> bytes:
    """The sheet as .xlsx: texts as they are printed, so that 02 and 1.240 stay."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    header(sheet, _COLUMNS)
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, text in enumerate(texts_by_column(row).values(), start=1):
            put(sheet, last, column, text)
    for title, words in (("Loại", Kind), ("Cách in", Form), ("Trạng thái", FigureState)):
        letter = column_letter(next(at for at, column in enumerate(_COLUMNS, start=1) if column[0] == title))
        choose(sheet, f"{letter}2:{letter}{max(last, 2)}", quoted(str(one.value) for one in words))
    return packed(book, SHEET)
