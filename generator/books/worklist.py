"""Workbooks of lint: the worklist, the marked copy; the source file is not touched."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from generator.books.plain import packed
from generator.keeping.whole import write_whole
from generator.linting.lint import EVERY_CHECK, CheckCount, summary
from generator.ooxml import package
from generator.ooxml.sheet_marks import MarkedBook
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.text import clean

_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
_AUTHOR = "vanban"
_HEADERS = (
    ("Xong", 7), ("Mức", 9), ("Mã", 7), ("Tệp", 22), ("Trang", 12), ("Ô", 8), ("Nội dung", 50),
    ("Vì sao ngờ", 50), ("Đối chiếu với", 36), ("Gợi ý", 32), ("Chắc đến đâu", 14), ("Ghi chú của người sửa", 26),
)  # fmt: skip
_LIST = "Việc cần xem"
_SUMMARY = (("Mức", 9), ("Mã", 7), ("Điều", 46), ("Số chỗ", 8), ("Còn lại", 8), ("Vì sao", 70))
_LONGEST = 2000
_LINE, _TALLEST = 15, 405  # points; Excel knows no row above 409


def write_worklist(findings: Sequence[Finding], target: Path) -> None:
    """The findings as sheets to work through: how many of each check are left, then a row each, check by check.

    The order of the checks is that of the summary, worst first: one kind of decision at a time.
    """
    counts = summary(findings)
    order = {(count.severity, count.code): at for at, count in enumerate(counts)}
    rows = sorted(in_order(findings), key=lambda finding: order[finding.severity, finding.code])
    book = openpyxl.Workbook()
    _write_summary(book.active, counts, len(rows) + 1)
    _write_rows(book.create_sheet(_LIST), rows)
    write_whole(target, packed(book, _LIST))


def _write_summary(sheet: Any, counts: Sequence[CheckCount], last: int) -> None:
    """A row a check: how many, how many not ticked yet (a formula over the list), why it matters."""
    sheet.title = "Tóm tắt"
    why = {check.code: check.why for check in EVERY_CHECK}
    sheet.append([header for header, _ in _SUMMARY])
    for number, count in enumerate(counts, 2):
        values = (count.severity.value, count.code, count.title, "", "", why.get(count.code, ""))
        for column, value in enumerate(values, 1):
            _fill(sheet.cell(number, column), value)
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=_COLOURS[count.severity])
        sheet.cell(number, 4).value = count.count
        codes, severities, ticks = (f"'{_LIST}'!${name}$2:${name}${last}" for name in "CBA")
        sheet.cell(number, 5).value = f'=COUNTIFS({codes},B{number},{severities},A{number},{ticks},"")'
    _dress(sheet, _SUMMARY, len(counts))


def _write_rows(sheet: Any, findings: Sequence[Finding]) -> None:
    sheet.append([header for header, _ in _HEADERS])
    for number, finding in enumerate(findings, 2):
        for column, value in enumerate(_row(finding), 1):
            _fill(sheet.cell(number, column), value)
        sheet.cell(number, 2).fill = PatternFill("solid", fgColor=_COLOURS[finding.severity])
    _dress(sheet, _HEADERS, len(findings))
    ticks = DataValidation(type="list", formula1='"x"', allow_blank=True)
    sheet.add_data_validation(ticks)
    ticks.add(f"A2:A{max(len(findings) + 1, 2)}")


def _row(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    where = place.cell or (f"dòng {place.line}" if place.line else place.part)
    hint = str(finding.hint) if finding.hint else ""
    sure = finding.certainty.value if finding.certainty else ""
    return ("", finding.severity.value, finding.code, place.file, place.sheet, where, finding.value,
            str(finding.message), str(finding.basis), hint, sure, "")  # fmt: skip


def _fill(cell: Any, value: str) -> None:
    """Text as text: what begins with `=` is not a formula; a blank stays a blank cell."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if value:
        cell.value = clean(value)[:_LONGEST]
        cell.data_type = "s"


def _lines(value: object, width: int) -> int:
    """How many lines a text takes in a column so many digits wide: letters are about as wide as digits."""
    text = "" if isinstance(value, int) or str(value).startswith("=") else str(value or "")
    return sum(ceil(max(len(line), 1) / (width - 1)) for line in text.split("\n"))


def _dress(sheet: Any, headers: Sequence[tuple[str, int]], count: int) -> None:
    for index, (_, width) in enumerate(headers, 1):
        cell = sheet.cell(1, index)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row in sheet.iter_rows(min_row=2):
        lines = max(_lines(cell.value, width) for cell, (_, width) in zip(row, headers, strict=True))
        sheet.row_dimensions[row[0].row].height = min(lines * _LINE, _TALLEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(headers)).column_letter}{count + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def annotate(findings: Iterable[Finding], source: Path, shown_as: str, target: Path) -> tuple[Finding, ...]:
    """A copy of a source workbook, its doubtful cells coloured, with notes; the cells that no note could be put on."""
    book = MarkedBook(package.read(source, shown_as=shown_as), shown_as=shown_as)
    without: list[Finding] = []
    for sheet, cells in _by_sheet(findings, shown_as, book).items():
        for cell, items in cells.items():
            book.shade(sheet, cell, _COLOURS[items[0].severity])
        texts = {cell: clean("\n".join(map(_said, items)))[:_LONGEST] for cell, items in cells.items()}
        for cell in sorted(book.note(sheet, texts, _AUTHOR)):
            said = msg("Bản tô màu không ghi thêm được ghi chú vào ô này; ô vẫn được tô màu.")
            hint = msg("Xem nội dung ở danh sách ghi bằng “--xlsx”.")
            without.append(Finding("V400", Severity.NOTE, Place(shown_as, sheet, cell=cell), said, hint, texts[cell]))
    made = io.BytesIO()
    package.write(made, book.finished())
    write_whole(target, made.getvalue())
    return tuple(without)


def _by_sheet(
    findings: Iterable[Finding], shown_as: str, book: MarkedBook
) -> Mapping[str, Mapping[str, list[Finding]]]:
    """What was found in each cell of each sheet, said of the first cell where cells are joined."""
    sheets: dict[str, dict[str, list[Finding]]] = {}
    for finding in in_order(findings):
        at = finding.place
        if at.file == shown_as and at.cell and at.sheet in book.sheets:
            sheets.setdefault(at.sheet, {}).setdefault(book.first_of(at.sheet, at.cell), []).append(finding)
    return sheets


def _said(finding: Finding) -> str:
    hint = f" → {finding.hint}" if finding.hint else ""
    return f"[{finding.code} {finding.severity.value}] {finding.message}{hint}"
