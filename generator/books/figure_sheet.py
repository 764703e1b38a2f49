"""so-lieu.xlsx: the figures of a report in prose, a row each, proposed for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook

from generator.books.plain import choose, header, packed, put, quoted
from generator.reading.figures.model import Figure, Kind

SHEET = "SoLieu"
STATES = ("chưa", "đã nhập", "tính", "xác nhận giữ nguyên")
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
    ("Công thức", 36, "Tính từ các khóa khác; số trong tháng thì để trống."),
    ("Làm tròn", 9, "Số chữ số sau dấu phẩy."),
    ("Trạng thái", 20, "chưa | đã nhập | tính | xác nhận giữ nguyên"),
    ("Người xác nhận", 20, ""),
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure under its key, what it was a period ago (""), what it is computed from ("")."""

    key: str
    figure: Figure
    last: str = ""
    formula: str = ""


def figure_book(rows: Iterable[FigureRow]) -> bytes:
    """The sheet as .xlsx: texts as they are printed, so that 02 and 1.240 stay."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    header(sheet, _COLUMNS)
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, text in enumerate(_texts(row), start=1):
            put(sheet, last, column, text)
    choose(sheet, f"E2:E{max(last, 2)}", quoted(kind.value for kind in Kind))
    choose(sheet, f"M2:M{max(last, 2)}", quoted(STATES))
    return packed(book, SHEET)


def _texts(row: FigureRow) -> tuple[str, ...]:
    figure = row.figure
    exponent = figure.value.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return (
        *(row.key, figure.name, str(figure.where), str(figure.where.rank)),
        *(figure.kind.value, "x" if figure.sure else "", figure.unit, figure.source),
        *(row.last, figure.text, row.formula, str(digits)),
        *("tính" if row.formula else "đã nhập", ""),
    )
