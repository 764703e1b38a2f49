"""Workbooks of lint, through openpyxl, which is untyped and lives here alone: raw cells, the worklist, the marked copy.

The copy of `annotate` is for reading: openpyxl loses charts, shapes and pictures; the source file is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from generator.errors import InputError
from generator.findings import Finding, Place, Severity, in_order, msg
from generator.text import clean

_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
_AUTHOR = "vanban"
_HEADERS = (
    ("Xong", 7), ("Mức", 9), ("Mã", 7), ("Tệp", 22), ("Trang", 12), ("Ô", 8), ("Nội dung", 50),
    ("Vì sao ngờ", 50), ("Đối chiếu với", 36), ("Gợi ý", 32), ("Ghi chú của người sửa", 26),
)  # fmt: skip
# What openpyxl raises on workbooks that Excel and our reader still open.
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, BadZipFile)
_LONGEST = 2000


def raw_cells(path: Path, shown_as: str) -> Iterator[tuple[Place, str]]:
    """Every text cell of a workbook as it is stored, not normalised."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _UNREADABLE:
        return
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        yield Place(shown_as, sheet.title, cell=cell.coordinate), cell.value
    finally:
        book.close()


def write_worklist(findings: Iterable[Finding], target: Path) -> None:
    """The findings as a sheet to work through: a column to tick, one row each, filters, the worst first."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Việc cần xem"
    sheet.append([header for header, _ in _HEADERS])
    rows = [_row(finding) for finding in in_order(findings)]
    for number, (values, severity) in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            _set_text(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 2).fill = PatternFill("solid", fgColor=_COLOURS[severity])
    _dress(sheet, len(rows))
    book.save(target)


def _row(finding: Finding) -> tuple[tuple[str, ...], Severity]:
    place = finding.place
    where = place.cell or (f"dòng {place.line}" if place.line else place.part)
    hint = str(finding.hint) if finding.hint else ""
    values = ("", finding.severity.value, finding.code, place.file, place.sheet, where, finding.value,
              str(finding.message), finding.basis, hint, "")  # fmt: skip
    return values, finding.severity


def _set_text(cell: Any, value: str) -> None:
    """Text as text: what begins with `=` is not a formula."""
    cell.value = clean(value)[:_LONGEST]
    cell.data_type = "s"


def _dress(sheet: Any, count: int) -> None:
    for index, (_, width) in enumerate(_HEADERS, 1):
        cell = sheet.cell(1, index)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(_HEADERS)).column_letter}{count + 1}"
    ticks = DataValidation(type="list", formula1='"x"', allow_blank=True)
    sheet.add_data_validation(ticks)
    ticks.add(f"A2:A{max(count + 1, 2)}")


def annotate(findings: Iterable[Finding], source: Path, shown_as: str, target: Path) -> int:
    """A copy of a source workbook, its doubtful cells coloured, with comments. Returns how many cells were marked."""
    try:
        book = openpyxl.load_workbook(source)
    except _UNREADABLE as failure:
        raise InputError.of(
            "V005",
            Place(shown_as),
            msg("Không chép được bảng này để đánh dấu: {ly_do}.", ly_do=failure),
            msg("Mở tệp bằng Excel rồi lưu lại, hoặc dùng --xlsx."),
        ) from None
    marked = 0
    for (sheet, address), items in _by_cell(findings, shown_as).items():
        if sheet not in book.sheetnames:
            continue
        cell = _anchor(book[sheet], address)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[items[0].severity])
        comment = Comment("\n".join(_said(item) for item in items)[:_LONGEST], _AUTHOR)
        comment.width, comment.height = 420, min(80 + 70 * len(items), 500)
        cell.comment = comment
        marked += 1
    book.save(target)
    return marked


def _by_cell(findings: Iterable[Finding], shown_as: str) -> Mapping[tuple[str, str], list[Finding]]:
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in in_order(findings):
        if finding.place.file == shown_as and finding.place.cell:
            cells.setdefault((finding.place.sheet, finding.place.cell), []).append(finding)
    return cells


def _anchor(sheet: Any, address: str) -> Any:
    """The cell itself, or the first of the merged range it lies in."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[address]


def _said(finding: Finding) -> str:
    hint = f" → {finding.hint}" if finding.hint else ""
    return f"[{finding.code} {finding.severity.value}] {finding.message}{hint}"
