"""A table as another office made it, as a workbook: its rows and columns where they stood, its joined cells."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from generator.books.plain import FONT, packed, put
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
    line = Side(style="thin", color="000000")
    border = Border(left=line, right=line, top=line, bottom=line)
    for row in table.rows:
        kind = kinds.get(row.number)
        for at in range(table.width):
            cell = put(sheet, row.number, at + 1, clean(row.cells.get(at, "")))
            cell.font = Font(name=FONT, size=12, bold=kind in _BOLD)
            cell.border = border
            if kind in (RowKind.HEAD, RowKind.NUMBERS):
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
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
