"""Plain workbooks: a register to work on, the list of what changed in one. Not documents, so without a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.books.plain import packed
from generator.ooxml.cell_refs import column_letter
from generator.values import glossary
from generator.values.changes import Change
from generator.values.model import Column, Register, Section
from generator.values.text import clean

SHEET = "NhiemVu"
_FONT = "Times New Roman"
_WIDE = frozenset({"noi_dung", "trich", "ket_qua_ky_truoc", *glossary.RESULT_KEYS})
_CHANGE_TITLES = ("Mã, chỗ", "Thay đổi", "Cột", "Trước", "Sau", "Nội dung nhiệm vụ")
_CHANGE_WIDTHS = (18, 18, 22, 50, 50, 60)


def register_book(register: Register, title: str = SHEET) -> bytes:
    """A register as .xlsx: a header, a row a task, section rows; ids first, so that they are never lost."""
    ids = Column("ma", glossary.titles()["ma"])
    columns = (ids, *(column for column in register.columns if column.key != "ma"))
    if any(task.parent for task in register.tasks) and all(column.key != "cha" for column in columns):
        columns = (*columns, Column("cha", glossary.titles()["cha"]))
    book, sheet = _book(title, [50 if column.key in _WIDE else 16 for column in columns])
    sheet.append(_cells(sheet, [column.title for column in columns], bold=True))
    for row in register.rows:
        if isinstance(row, Section):
            texts = {"stt": row.number, "noi_dung": row.title}
        else:
            texts = {**row.whole, "ma": row.ma, "cha": row.parent}
        sheet.append(_cells(sheet, [texts.get(column.key, "") for column in columns], bold=isinstance(row, Section)))
    return packed(book, title)


def changes_book(changes: Iterable[Change]) -> bytes:
    """What changed as .xlsx, one change a row, with a filter."""
    found = tuple(changes)
    named = any(change.table for change in found)
    book, sheet = _book("ThayDoi", (*_CHANGE_WIDTHS, 24)[: 6 + named])
    sheet.append(_cells(sheet, (*_CHANGE_TITLES, "Bảng")[: 6 + named], bold=True))
    for change in found:
        content = change.task.text("noi_dung") if change.task else ""
        texts = [change.ma, change.said, change.title, change.before, change.after, content, change.table]
        sheet.append(_cells(sheet, texts[: 6 + named]))
    sheet.auto_filter.ref = f"A1:{column_letter(6 + named)}{len(found) + 1}"
    return packed(book, "ThayDoi")


def _book(title: str, widths: Sequence[float]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letter(number)].width = width
    return book, sheet


def _cells(sheet: Worksheet, texts: Sequence[str], *, bold: bool = False) -> list[WriteOnlyCell]:
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, clean(text))
        # Text stays text, whatever it begins with; what is typed over it too: 9/2024, 45%.
        cell.data_type = "s"
        cell.number_format = "@"
        cell.font = Font(name=_FONT, size=12, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    return cells
