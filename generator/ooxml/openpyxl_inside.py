"""What openpyxl keeps to itself and we need: the one module that touches its private parts (hence its upper bound)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

__all__ = [
    "bold_style",
    "conditional_style",
    "look_of",
    "normal_font",
    "put_look",
    "quoted_style",
    "saved",
    "standing",
]


def standing(sheet: Any) -> Iterator[Any]:
    """The cells that a sheet has, in reading order: not all up to a stray one in its last row, as `iter_rows` makes."""
    yield from (sheet._cells[at] for at in sorted(sheet._cells))


def normal_font(book: Any) -> Any:
    """The font of the style “Normal”."""
    return book._named_styles["Normal"].font


def look_of(cell: Any) -> Any:
    """A cell's whole look, to be put on other cells of its workbook."""
    # A copy: the workbook's list holds the very arrays of its cells.
    return copy(cell._style)


def put_look(cell: Any, look: Any) -> None:
    """Make a cell look like the one that a look was taken of."""
    cell._style = copy(look)


def quoted_style(cell: Any) -> str:
    """The id of a cell's style with quotePrefix, added to the workbook's styles."""
    style = look_of(cell)
    style.quotePrefix = 1
    return str(cell.parent.parent._cell_styles.add(style))


def bold_style(cell: Any) -> str:
    """The id of a cell's style in bold, added to the workbook's styles."""
    font, style, book = copy(cell.font), look_of(cell), cell.parent.parent
    font.b = True
    style.fontId = book._fonts.add(font)
    return str(book._cell_styles.add(style))


def conditional_style(book: Any, style: Any) -> int:
    """The id of a style for conditional formats, added to a workbook's."""
    return int(book._differential_styles.add(style))


def saved(book: Workbook) -> bytes:
    """The workbook as openpyxl saves it, made in memory: it puts each sheet into the folder for temporary files itself,
    where it stays when a run is killed.
    """
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).write_data()
    return made.getvalue()


class _InMemory(ExcelWriter):  # type: ignore[misc]
    def write_worksheet(self, ws: Any) -> None:
        """A sheet, with what openpyxl notes of it while it is written."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.out.getvalue())
        self.manifest.append(ws)
