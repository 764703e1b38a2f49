"""A table as another office made it, as a workbook: its rows and columns where they stood, its joined cells."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

from generator.books.plain import FONT, packed
from generator.ooxml.cell_refs import column_letter
from generator.reading.records import RawTable
from generator.values.layout import Layout, RowKind
from generator.values.text import clean

SHEET = "Bang"
_NARROW, _WIDE = 5.0, 70.0
_BOLD = (RowKind.HEAD, RowKind.SECTION, RowKind.TOTAL)


def table_book(table: RawTable, layout: Layout | None, title: str = SHEET) -> bytes:
    """The .xlsx of a table: every text in the row and column it has; `layout` says which rows are headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    kinds = {row.number: row.kind for row in (*layout.heads, *layout.rows)} if layout else {}
    for row in table.rows:
        look = _look(book, kinds.get(row.number))
        for at in range(table.width):
            cell = sheet.cell(row.number, at + 1)
            # One style for all cells of a kind: openpyxl takes longer to look at fonts and borders than to write.
            cell.style = look
            if text := clean(row.cells.get(at, "")):
                cell.value, cell.data_type = text, "s"
    for area in table.merges:
        sheet.merge_cells(
            start_row=area.row,
            start_column=area.column + 1,
            end_row=area.row + area.rows - 1,
            end_column=area.column + area.columns,
        )
    for at in range(table.width):
        width = table.widths.get(at, 20.0)
        sheet.column_dimensions[column_letter(at + 1)].width = min(max(width, _NARROW), _WIDE)
    if layout and layout.heads:
        sheet.freeze_panes = f"A{max(row.number for row in layout.heads) + 1}"
    return packed(book, title)


def _look(book: Workbook, kind: RowKind | None) -> str:
    """The name of the style of rows of a kind, made where the book has none yet."""
    middle, bold = kind in (RowKind.HEAD, RowKind.NUMBERS), kind in _BOLD
    name = f"Bảng{' tiêu đề' if middle else ''}{' đậm' if bold else ''}"
    if name not in book.named_styles:
        line = Side(style="thin", color="000000")
        style = NamedStyle(name, number_format="@")
        style.font = Font(name=FONT, size=12, bold=bold)
        style.border = Border(left=line, right=line, top=line, bottom=line)
        style.alignment = Alignment(
            horizontal="center" if middle else None, vertical="center" if middle else "top", wrap_text=True
        )
        book.add_named_style(style)
    return name
