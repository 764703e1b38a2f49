"""Workbooks as units return them: sorted, with notes, sheets and formulas of their own; what must come of each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from test_pull_excel import cell, excel
from word_edits import DATA, YAML, pulled, tasks

Edit = Callable[[Any, Any], None]
FIRST = "Tháng 3/2024"


def sheet_of(book: Any, sheet: Any) -> None:
    book.create_sheet("Thêm")["A1"] = "chữ ở trang khác"


def note(book: Any, sheet: Any) -> None:
    cell(sheet, FIRST).comment = Comment("xem lại hạn", "A")


def margin(book: Any, sheet: Any) -> None:
    sheet.oddHeader.center.text = "Đầu trang gõ"


def not_calculated(book: Any, sheet: Any) -> None:
    cell(sheet, FIRST).value = '="Tháng "&5'


def joined(book: Any, sheet: Any) -> None:
    at = cell(sheet, FIRST)
    sheet.merge_cells(start_row=at.row, end_row=at.row + 1, start_column=at.column, end_column=at.column)


def joined_tasks(book: Any, sheet: Any) -> None:
    """The words of the lower task are no longer seen: they are told all the same."""
    at = cell(sheet, FIRST)
    sheet.merge_cells(start_row=at.row, end_row=at.row + 1, start_column=2, end_column=2)


def covered_by_its_format(book: Any, sheet: Any) -> None:
    cell(sheet, FIRST).number_format = ";;;"


def typed_under_such_a_format(book: Any, sheet: Any) -> None:
    at = cell(sheet, FIRST)
    at.value, at.number_format = "chữ không ai thấy", ";;;"


def title(book: Any, sheet: Any) -> None:
    cell(sheet, "Thời gian").value = "Hạn mới"


def number(book: Any, sheet: Any) -> None:
    sheet.cell(cell(sheet, FIRST).row, 1).value = 99


def test_words_typed_where_a_format_covers_them_are_said(tmp_path: Path) -> None:
    path = excel(tmp_path)
    before = tasks(path)
    book = openpyxl.load_workbook(path)
    typed_under_such_a_format(book, book.worksheets[0])
    book.save(path)
    found = pulled(path).findings
    assert [one.code for one in found] == ["V083", "V515"] and "không ai thấy" in found[1].value
    assert tasks(path) == before


@pytest.mark.parametrize(
    ("edit", "code", "words"),
    [
        (sheet_of, "V080", "chữ ở trang khác"),
        (note, "V081", "xem lại hạn"),
        (margin, "V080", "Đầu trang gõ"),
        (not_calculated, "V083", "Xây dựng"),
        (joined, "V083", "Thẩm tra"),
        (joined_tasks, "V083", "Thẩm tra"),
        (covered_by_its_format, "V083", "Xây dựng"),
        (title, "V095", "Hạn mới"),
        (number, "V080", "99"),
    ],
)
def test_what_is_reported_and_changes_nothing(tmp_path: Path, edit: Edit, code: str, words: str) -> None:
    path = excel(tmp_path)
    before = tasks(path)
    book = openpyxl.load_workbook(path)
    edit(book, book.worksheets[0])
    book.save(path)
    result = pulled(path, delete=True)
    assert [finding.code for finding in result.findings] == [code] and tasks(path) == before
    assert words in f"{result.findings[0].message} {result.findings[0].value}"


@pytest.mark.parametrize("ids", [True, False], ids=["with-ids", "ids-left-behind"])
def test_a_sorted_table_changes_the_order_and_no_task(tmp_path: Path, ids: bool) -> None:
    """Sorted by its visible columns only, each hidden id stands beside another task: the texts tell."""
    path = excel(tmp_path)
    before = tasks(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first = cell(sheet, FIRST).row
    width = sheet.max_column if ids else 6
    rows = [[sheet.cell(row, at).value for at in range(1, width + 1)] for row in range(first, first + len(before))]
    for row, values in enumerate(reversed(rows), start=first):
        for at, value in enumerate(values, start=1):
            sheet.cell(row, at).value = value
    book.save(path)
    result = pulled(path, delete=True)
    assert tasks(path) == before and list(tasks(path)) == list(before)[::-1]
    assert result.findings == () and {change.kind for _, change in result.changes} == {"chuyen"}


def test_a_hidden_sheet_under_another_name_is_still_the_base(tmp_path: Path) -> None:
    path = excel(tmp_path)
    book = openpyxl.load_workbook(path)
    book["vanban"].title = "gốc cũ"
    cell(book.worksheets[0], FIRST).value = "Tháng 5/2024"
    book.save(path)
    result = pulled(path)
    assert result.findings == () and tasks(path)["NV01"]["thoi_han"] == "Tháng 5/2024"


def test_a_heading_put_in_comes_back(tmp_path: Path) -> None:
    path = excel(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = cell(sheet, FIRST).row + 1
    sheet.insert_rows(at)
    sheet.cell(at, 1).value, sheet.cell(at, 2).value = "II", "Mục thêm"
    book.save(path)
    result = pulled(path)
    assert result.findings == ()
    rows = openpyxl.load_workbook(tmp_path / "data" / "142-qd-vpcp" / "nhiem-vu.xlsx").active.values
    assert "Mục thêm" in list(rows)[2]


def added_column(sheet: Any, header: Any, title: str, texts: dict[int, str]) -> None:
    """A column put to the right of the table, with texts in rows below its title."""
    column = sheet.max_column + 1
    sheet.cell(header.row, column).value = title
    for row, text in texts.items():
        sheet.cell(row, column).value = text


def test_copies_that_each_add_a_column_add_both(tmp_path: Path) -> None:
    path = excel(tmp_path)
    copies = []
    for name, title_, text in (
        ("a", "Kinh phí", "5 triệu"),
        ("b", "Ghi chú riêng", "gấp"),
        ("c", "Kinh phí", "6 triệu"),
    ):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        row = cell(sheet, FIRST).row + (name == "c")
        added_column(sheet, cell(sheet, "Thời gian"), title_, {row: text})
        copies.append(path.with_name(f"{name}.xlsx"))
        book.save(copies[-1])
    result = pulled(*copies)
    assert {(finding.code, finding.value) for finding in result.findings} == {
        ("V198", "“Kinh phí”"),
        ("V198", "“Ghi chú riêng”"),
    }
    sheet = openpyxl.load_workbook(tmp_path / "data" / "142-qd-vpcp" / "nhiem-vu.xlsx").active
    header, first, second = (list(row) for row in list(sheet.values)[:3])
    assert header[-2:] == ["Kinh phí", "Ghi chú riêng"]
    assert first[-2:] == ["5 triệu", "gấp"] and second[-2:] == ["6 triệu", None]


def test_what_is_typed_beside_a_heading_is_reported_and_the_heading_stays(tmp_path: Path) -> None:
    source = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    shutil.copytree(DATA / YAML, source.parent)
    register = openpyxl.load_workbook(source)
    register.active.insert_rows(2)
    register.active["B2"], register.active["C2"] = "I", "Hoàn thiện thể chế"
    register.save(source)
    path, before = excel(tmp_path), source.read_bytes()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "I")
    added_column(sheet, cell(sheet, "Thời gian"), "Kinh phí", {heading[0].row: "50 triệu"})
    book.save(path)
    result = pulled(path, delete=True)
    # The value beside the heading, and the column that no form prints.
    assert {(finding.code, finding.value) for finding in result.findings} == {
        ("V080", "“50 triệu”"),
        ("V080", "“Kinh phí”"),
    }
    assert result.changes == () and source.read_bytes() == before
