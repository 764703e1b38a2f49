"""The texts of a workbook as they are stored, not normalised: decomposed letters can be seen in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl

from generator.values.findings import Place

# What openpyxl raises on workbooks that Excel and our reader still open.
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, BadZipFile)


def raw_cells(path: Path, shown_as: str) -> Iterator[tuple[Place, str]]:
    """Every text cell of a workbook as it is stored, not normalised."""
    for sheet, cell in text_cells(path):
        yield Place(shown_as, sheet, cell=cell.coordinate), cell.value


def text_cells(path: Path) -> Iterator[tuple[str, Any]]:
    """The cells with text of a workbook, with the names of their sheets, as openpyxl has them; none where it cannot."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _UNREADABLE:
        return
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        yield sheet.title, cell
    finally:
        book.close()
