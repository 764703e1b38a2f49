"""Excel: the same table written by us and by others, every cell the same text; and a register read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.registers import DATED, TEMPLATE, plan, write_register
from generator.facts.metrics import broken_lines
from generator.facts.resources import templates_dir

_TEMPLATE = templates_dir() / "xlsx" / f"{TEMPLATE}.xlsx"
# The template's rows of a task, and the last above the table's body.
_TASK_ROW, _ABOVE = 8, 6

Work = Callable[[], Any]
Grid = list[list[str]]


def vanban(rows: str, out: str) -> Work:
    """The plan's table rendered with the stock template."""
    from generator.rendering.excel.workbook import render

    planned = plan(int(rows)).documents[0]

    def work() -> None:
        with Path(out).open("wb") as target:
            render(_TEMPLATE, planned, planned.tables[0], target, modified=DATED)

    return work


def vanban_again(rows: str, out: str) -> Work:
    """The same after a small table: libraries and tables of widths are loaded."""
    vanban("10", out)()
    return vanban(rows, out)


def openpyxl_template(rows: str, out: str, texts: str, *, heights: bool = False) -> Work:
    """openpyxl fills the same template: each cell of a row takes the style of its prototype; no heights."""
    from openpyxl import load_workbook
    from openpyxl.cell import MergedCell

    grid = _grid(texts)

    def work() -> None:
        book = load_workbook(_TEMPLATE)
        sheet = book.active
        styles = [cell._style for cell in sheet[_TASK_ROW]]
        rooms = [sheet.column_dimensions[cell.column_letter].width * 2.1 - 1.6 for cell in sheet[_TASK_ROW]]
        for merged in [found for found in sheet.merged_cells.ranges if found.min_row > _ABOVE]:
            sheet.unmerge_cells(str(merged))
        for number, row in enumerate(grid, start=1):
            for column, text in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                if isinstance(cell, MergedCell):
                    continue
                cell.value = text or None
                if number > _ABOVE and column <= len(styles):
                    cell._style = styles[column - 1]
            if heights and number > _ABOVE:
                lines = max(len(broken_lines(text, room, 12)) for text, room in zip(row, rooms, strict=False))
                sheet.row_dimensions[number].height = lines * 15.75
        book.save(out)

    return work


def openpyxl_heights(rows: str, out: str, texts: str) -> Work:
    """The same with what ours has besides: rows as high as their texts."""
    return openpyxl_template(rows, out, texts, heights=True)


def openpyxl_write_only(rows: str, out: str, texts: str) -> Work:
    """openpyxl without a template: rows appended, the cells of the body with borders and wrapping."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Side

    grid = _grid(texts)
    side = Side(style="thin")

    def work() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("BaoCao")
        model = WriteOnlyCell(sheet)
        model.border, model.alignment = Border(side, side, side, side), Alignment(wrap_text=True, vertical="top")
        for number, texts in enumerate(grid, start=1):
            cells = [WriteOnlyCell(sheet, text or None) for text in texts]
            for cell in cells if number > _ABOVE else ():
                cell._style = model._style
            sheet.append(cells)
        book.save(out)

    return work


def xlsxwriter(rows: str, out: str, texts: str, *, constant_memory: bool = False) -> Work:
    """XlsxWriter without a template: the cells of the body with borders and wrapping."""
    from xlsxwriter import Workbook

    grid = _grid(texts)

    def work() -> None:
        book = Workbook(out, {"constant_memory": constant_memory})
        sheet = book.add_worksheet("BaoCao")
        style = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for number, texts in enumerate(grid):
            for column, text in enumerate(texts):
                if number >= _ABOVE:
                    sheet.write_string(number, column, text, style)
                elif text:
                    sheet.write_string(number, column, text)
        book.close()

    return work


def xlsxwriter_flat(rows: str, out: str, texts: str) -> Work:
    """XlsxWriter with its constant memory."""
    return xlsxwriter(rows, out, texts, constant_memory=True)


def cells(path: Path) -> Grid:
    """The texts of all cells, row by row, empty ones at the ends left out."""
    from python_calamine import CalamineWorkbook

    found = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [_without_empty_end([str(value) for value in row]) for row in found]


def _without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def write_texts(source: Path, target: Path) -> None:
    """All texts of our own file as the others get them."""
    grid = cells(source)
    width = max(map(len, grid))
    target.write_text(json.dumps([row + [""] * (width - len(row)) for row in grid]), encoding="utf-8")


def _grid(texts: str) -> Grid:
    grid: Grid = json.loads(Path(texts).read_text(encoding="utf-8"))
    return grid


# --- reading ---------------------------------------------------------------------------------------------------------


def _register(rows: str, folder: str) -> Path:
    path = Path(folder) / f"register-{rows}.xlsx"
    if not path.exists():
        write_register(path, int(rows))
    return path


def read_vanban(rows: str, folder: str) -> Work:
    """A register read by us: cells, sections, and what deadlines, citations and units mean."""
    from generator.facts import danh_muc
    from generator.reading.registers import load_register

    path = _register(rows, folder)
    danh_muc.agencies()
    return lambda: _told(task.text("noi_dung") for task in load_register(path, path.name)[0].tasks)


def read_calamine(rows: str, folder: str) -> Work:
    """The cells alone, by python-calamine."""
    from python_calamine import CalamineWorkbook

    path = _register(rows, folder)
    return lambda: _told(row[2] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:])


def read_openpyxl(rows: str, folder: str) -> Work:
    """The cells alone, by openpyxl, read-only."""
    from openpyxl import load_workbook

    path = _register(rows, folder)

    def work() -> str:
        sheet = load_workbook(path, read_only=True).active
        return _told(row[2] for row in sheet.iter_rows(min_row=2, values_only=True))

    return work


def _told(texts: Any) -> str:
    """A digest of the texts of the task column, to compare readers by."""
    from hashlib import sha256

    return sha256(json.dumps(list(texts), ensure_ascii=False).encode()).hexdigest()
