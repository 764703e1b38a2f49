"""The workbook that a unit fills in, the words of the mail it goes with, the list of those it is sent to.

To be filled in Excel 2010 and later, LibreOffice and WPS: only the cells for results are open (protection without a
password, rows may be made higher), rows have no height of their own so that programs fit them to their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties

from generator.books.plain import FONT, choose, packed, put, quoted
from generator.ooxml.openpyxl_inside import look_of, put_look
from generator.values.figures import FigureState, SheetFigure
from generator.values.model import Status
from generator.values.returns import Form, FormRow
from generator.values.text import clean

GUIDE, REPORT, NEW, APART, HIDDEN = "Hướng dẫn", "Báo cáo", "Nhiệm vụ mới", "Phối hợp", "vanban"
FIGURES = "Số liệu"
MARK_TITLE, SENDER = "Dấu dòng", "Đơn vị báo cáo:"
HEAD_ROW = 4
_FIRST = HEAD_ROW + 1
_COLUMNS = (
    ("ma", "Mã", 9), ("stt", "STT", 6), ("noi_dung", "Nội dung nhiệm vụ", 46), ("thoi_han", "Thời hạn", 14),
    ("san_pham", "Sản phẩm", 20), ("ket_qua_ky_truoc", "Kết quả kỳ trước", 34), ("trang_thai", "Trạng thái", 17),
    ("ket_qua", "Kết quả kỳ này", 50), ("dau", MARK_TITLE, 10),
)  # fmt: skip
_OPEN = ("trang_thai", "ket_qua")
# What stands above the tables; the period, or that it may stay empty, comes behind.
HEADINGS = (_RESULTS, _NEW_TASKS, _TASKS_APART, _ASKED_FIGURES) = (
    "PHIẾU BÁO CÁO KẾT QUẢ – kỳ", "NHIỆM VỤ ĐƯỢC GIAO THÊM TRONG KỲ", "NHIỆM VỤ PHỐI HỢP",
    "SỐ LIỆU CẦN CUNG CẤP – kỳ",
)  # fmt: skip
# What the guide says of tasks, of figures, of sending it back.
TASK_LINES = (
    f"Mở trang “{REPORT}”; chỉ các ô màu vàng mở để nhập, các ô khác giữ nguyên.",
    "Cột “Trạng thái”: chọn trong danh sách của ô. Cột “Kết quả kỳ này”: ghi kết quả, kèm số, ký hiệu, ngày "
    "của văn bản là sản phẩm.",
    f"Nhiệm vụ được giao thêm trong kỳ: ghi ở trang “{NEW}”, mỗi nhiệm vụ một dòng.",
    "Không xóa, không chèn dòng; việc chưa có kết quả thì chọn trạng thái và ghi lý do.",
)
FIGURE_LINES = (
    f"Mở trang “{FIGURES}”: mỗi dòng một số, điền cột “Kỳ này” như in trong văn bản (1.240; 86,91; 02). Cột “Loại” "
    "cho biết là số trong tháng, lũy kế hay mức.",
    "Số giữ như kỳ trước: cột “Trạng thái” chọn “xác nhận giữ nguyên”, ghi tên ở “Người xác nhận”.",
)
SEND_BACK = "Lưu tệp và gửi lại trước hết ngày"
_NEW_COLUMNS = (
    ("noi_dung", "Nội dung nhiệm vụ mới", 50), ("van_ban_chi_dao", "Văn bản giao (số, ký hiệu, ngày)", 30),
    ("thoi_han", "Thời hạn", 14), ("trang_thai", "Trạng thái", 17), ("ket_qua", "Kết quả", 50),
)  # fmt: skip
# Titles as the reader of so-lieu.xlsx knows them; what a unit has no need of is there and hidden.
_FIGURE_COLUMNS = (
    ("key", "Khóa", 18), ("name", "Tên số liệu", 38), ("sentence", "Chỗ trong văn bản", 50), ("kind", "Loại", 9),
    ("unit", "Đơn vị tính", 14), ("last", "Kỳ trước", 12), ("now", "Kỳ này", 14), ("state", "Trạng thái", 20),
    ("confirmed_by", "Người xác nhận", 22), ("digits", "Làm tròn", 9),
)  # fmt: skip
_OPEN_FIGURES = ("now", "state", "confirmed_by")
_NEW_ROWS = 20
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL, _OPEN_FILL = PatternFill("solid", fgColor="DDE6F0"), PatternFill("solid", fgColor="FFF9DB")
_STATES = quoted(status.words for status in Status)
_BOXED: WeakKeyDictionary[Workbook, dict[bool, Any]] = WeakKeyDictionary()


def form_book(form: Form) -> bytes:
    """The form of one unit as .xlsx; the same form gives the same bytes."""
    book = Workbook()
    _guide(book.active, form)
    if form.rows:
        _report(book.create_sheet(REPORT), form)
    if form.figures:
        _figures(book.create_sheet(FIGURES), form)
    if form.apart:
        _apart(book.create_sheet(APART), form)
    if form.rows:
        _new(book.create_sheet(NEW), form)
    _hidden(book.create_sheet(HIDDEN), form)
    return packed(book, form.title)


def guide_lines(form: Form) -> tuple[str, ...]:
    """What to do and by when, a line each, numbered."""
    lines = (*(TASK_LINES if form.rows else ()), *(FIGURE_LINES if form.figures else ()))
    sent = f"{SEND_BACK} {form.due:%d/%m/%Y}."
    return tuple(f"{number}. {line}" for number, line in enumerate((*lines, sent), start=1))


def mail_text(form: Form, file: str) -> str:
    """The words of the mail to send with a form."""
    asked = [
        *([f"báo cáo kết quả thực hiện {len(form.rows)} nhiệm vụ"] if form.rows else []),
        *([f"cung cấp {len(form.figures)} số liệu"] if form.figures else []),
    ]
    lines = (
        f"Kính gửi: {form.mark.name}",
        "",
        f"Đề nghị {' và '.join(asked)} kỳ {form.period} ({form.title}).",
        f"Biểu kèm theo: {file}. Cách điền ở trang “{GUIDE}” của tệp:",
        *guide_lines(form),
        "",
        "Trân trọng.",
        "",
    )
    return "\r\n".join(lines)


def recipients_book(sent: Iterable[tuple[Form, str, str]]) -> bytes:
    """Whom each form goes to, with its file, that of its mail, how many tasks; a column for addresses to fill in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách gửi"
    titles = (("Đơn vị", 46), ("Tệp biểu", 46), ("Tệp thư", 46), ("Số nhiệm vụ", 12),
              ("Số số liệu", 12), ("Hạn gửi", 12), ("Địa chỉ thư", 34), ("Ngày gửi", 12))  # fmt: skip
    _heads(sheet, 1, titles)
    for row, (form, file, mail) in enumerate(sent, start=2):
        texts = (
            form.mark.name,
            file,
            mail,
            str(len(form.rows)),
            str(len(form.figures)),
            f"{form.due:%d/%m/%Y}",
            "",
            "",
        )
        for column, text in enumerate(texts, start=1):
            put(sheet, row, column, clean(text))
    sheet.freeze_panes = "A2"
    return packed(book, "Danh sách gửi")


def _guide(sheet: Any, form: Form) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 90
    _page(sheet, "portrait")
    heads = (f"{_RESULTS} {form.period}", f"{SENDER} {form.mark.name}", form.title)
    for row, text in enumerate((*heads, "", *guide_lines(form)), start=1):
        cell = put(sheet, row, 1, clean(text))
        cell.font = Font(name=FONT, size=14 if row == 1 else 13, bold=row <= len(heads))
    _protect(sheet)


def _report(sheet: Any, form: Form) -> None:
    _above(sheet, form, f"{_RESULTS} {form.period}")
    _heads(sheet, HEAD_ROW, [(title, width) for _, title, width in _COLUMNS])
    for number, row in enumerate(form.rows, start=_FIRST):
        _line(sheet, number, row)
    last = HEAD_ROW + len(form.rows)
    letters = {key: sheet.cell(1, at).column_letter for at, (key, _, _) in enumerate(_COLUMNS, start=1)}
    if form.rows:
        choose(sheet, f"{letters['trang_thai']}{_FIRST}:{letters['trang_thai']}{last}", _STATES)
    sheet.column_dimensions[letters["dau"]].hidden = True
    sheet.freeze_panes = f"D{_FIRST}"
    _page(sheet)
    _protect(sheet)


def _line(sheet: Any, number: int, row: FormRow) -> None:
    texts = {**row.texts, "ma": row.ma, "ket_qua_ky_truoc": row.last, "dau": row.mark}
    for at, (key, _, _) in enumerate(_COLUMNS, start=1):
        _boxed(sheet, number, at, "" if key in _OPEN else clean(texts.get(key, "")), opened=key in _OPEN)


def _figures(sheet: Any, form: Form) -> None:
    """The figures that the unit reports, for the same reader as so-lieu.xlsx."""
    _above(sheet, form, f"{_ASKED_FIGURES} {form.period}")
    _heads(sheet, HEAD_ROW, [(title, width) for _, title, width in _FIGURE_COLUMNS])
    for number, figure in enumerate(form.figures, start=_FIRST):
        texts = _figure_texts(figure)
        for at, (key, _, _) in enumerate(_FIGURE_COLUMNS, start=1):
            _boxed(sheet, number, at, clean(texts.get(key, "")), opened=key in _OPEN_FIGURES)
    letters = {key: sheet.cell(1, at).column_letter for at, (key, _, _) in enumerate(_FIGURE_COLUMNS, start=1)}
    states = quoted((FigureState.ENTERED.value, FigureState.KEPT.value))
    choose(sheet, f"{letters['state']}{_FIRST}:{letters['state']}{HEAD_ROW + len(form.figures)}", states)
    sheet.column_dimensions[letters["digits"]].hidden = True
    sheet.freeze_panes = f"C{_FIRST}"
    _page(sheet)
    _protect(sheet)


def _figure_texts(figure: SheetFigure) -> dict[str, str]:
    """What is shown of a figure; the cells to fill in are empty."""
    return {"key": figure.key, "name": figure.name, "sentence": figure.sentence, "kind": figure.kind.value,
            "unit": figure.unit, "last": figure.last, "digits": str(figure.digits)}  # fmt: skip


def _new(sheet: Any, form: Form) -> None:
    _above(sheet, form, f"{_NEW_TASKS} (nếu có)")
    _heads(sheet, HEAD_ROW, [(title, width) for _, title, width in _NEW_COLUMNS])
    for number in range(_FIRST, _FIRST + _NEW_ROWS):
        for at in range(1, len(_NEW_COLUMNS) + 1):
            _boxed(sheet, number, at, "", opened=True)
    choose(sheet, f"D{_FIRST}:D{HEAD_ROW + _NEW_ROWS}", _STATES)
    _page(sheet)
    _protect(sheet)


def _apart(sheet: Any, form: Form) -> None:
    """What others report on: to know of, nothing to fill in."""
    _above(sheet, form, f"{_TASKS_APART} (để biết; đơn vị chủ trì báo cáo)")
    shown = (*_COLUMNS[:6], ("chu_tri", "Đơn vị báo cáo", 30))
    _heads(sheet, HEAD_ROW, [(title, width) for _, title, width in shown])
    for number, row in enumerate(form.apart, start=_FIRST):
        texts = {**row.texts, "ma": row.ma, "ket_qua_ky_truoc": row.last, "chu_tri": row.owner}
        for at, (key, _, _) in enumerate(shown, start=1):
            _boxed(sheet, number, at, clean(texts.get(key, "")))
    _page(sheet)
    _protect(sheet)


def _hidden(sheet: Any, form: Form) -> None:
    mark = form.mark
    pairs = (("phien_ban", mark.version), ("ho_so", mark.dossier), ("ky", mark.period), ("don_vi", mark.unit),
             ("ten", mark.name), *(("dong", row) for row in mark.rows))  # fmt: skip
    for row, (key, text) in enumerate(pairs, start=1):
        put(sheet, row, 1, key)
        put(sheet, row, 2, text)
    sheet.sheet_state = "veryHidden"


def _above(sheet: Any, form: Form, title: str) -> None:
    for row, text in enumerate((title, f"{SENDER} {form.mark.name}"), start=1):
        cell = put(sheet, row, 1, clean(text))
        cell.font = Font(name=FONT, size=13, bold=True)
        cell.alignment = Alignment(vertical="top")


def _heads(sheet: Any, row: int, columns: Sequence[tuple[str, float]]) -> None:
    for at, (title, width) in enumerate(columns, start=1):
        cell = put(sheet, row, at, title)
        cell.font = Font(name=FONT, bold=True)
        cell.fill, cell.border = _HEAD_FILL, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width


def _boxed(sheet: Any, row: int, column: int, text: str, *, opened: bool = False) -> None:
    """A cell of a table; `opened` is one to fill in. Its look is found once a workbook, as `put` does."""
    cell = put(sheet, row, column, text)
    looks = _BOXED.setdefault(sheet.parent, {})
    if opened in looks:
        put_look(cell, looks[opened])
        return
    cell.border = _BOX
    if opened:
        cell.fill = _OPEN_FILL
        cell.protection = Protection(locked=False)
    looks[opened] = look_of(cell)


def _page(sheet: Any, orientation: str = "landscape") -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if orientation == "landscape":
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _protect(sheet: Any) -> None:
    """Without a password; widths and heights may be changed (openpyxl's False is “not forbidden”)."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False
