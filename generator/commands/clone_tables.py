"""The Excel half of `vanban new --from`: results emptied, tasks done taken out, forms and merged cells kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from generator.ooxml.cell_refs import column_number
from generator.values.text import fold, key_of

_EMPTIED = frozenset({"so", "ngay"})


def clear_results(path: Path, sheet: str, rows: Sequence[int], columns: Sequence[str], done: Sequence[int]) -> None:
    """Empty the given columns (letters) in the given rows (1-based), and take out the rows `done`."""
    book = load_workbook(path)
    page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    for row in rows:
        for column in columns:
            page.cell(row, column_number(column)).value = None
    _take_out(page, sorted(done))
    book.save(path)


def clear_document_sheet(path: Path) -> None:
    """Empty number and date of every document in the sheet `Văn bản` of a workbook dossier."""
    book = load_workbook(path)
    for page in book.worksheets:
        if fold(page.title) == "van ban":
            for row in page.iter_rows(max_col=2):
                if row[0].value is not None and key_of(str(row[0].value)) in _EMPTIED:
                    row[1].value = None
    book.save(path)


def _take_out(page: Any, gone: list[int]) -> None:
    """Delete rows; openpyxl leaves merged cells and row heights where they were, so they are moved here."""
    if not gone:
        return
    merged = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in page.merged_cells.ranges]
    heights = {row: size.height for row, size in page.row_dimensions.items() if size.height is not None}
    for area in list(page.merged_cells.ranges):
        page.unmerge_cells(str(area))
    for row in reversed(gone):
        page.delete_rows(row)
    for row in heights:
        page.row_dimensions[row].height = None
    for row, height in heights.items():
        if row not in gone:
            page.row_dimensions[row - bisect_left(gone, row)].height = height
    for top, left, bottom, right in merged:
        first, last = top - bisect_left(gone, top), bottom - bisect_left(gone, bottom + 1)
        if last >= first and (first, left) != (last, right):
            page.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
