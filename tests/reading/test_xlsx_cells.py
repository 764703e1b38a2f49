"""Trap 12: what Excel gives for dates, numbers and formulas is text as documents print it, and nothing goes unsaid."""

from datetime import datetime

import pytest
from openpyxl import Workbook as Made

from generator.reading.xlsx import Workbook


@pytest.fixture
def sheet(tmp_path):
    book = Made()
    book.active.title = "NhiemVu"
    book.active["B2"] = datetime(2024, 4, 8)
    book.active["C2"] = datetime(2024, 1, 31)
    book.active["D2"] = 3.0
    book.active["E2"] = 2.5
    book.active["F2"] = "=1+1"
    book.active["G2"] = "Tháng 3/2024"
    book.save(tmp_path / "bang.xlsx")
    return Workbook(tmp_path / "bang.xlsx", "bang.xlsx").table("NhiemVu")


def test_dates_and_numbers_read_as_documents_print_them(sheet):
    (row,) = sheet[0].rows
    assert row.number == 2
    assert row.cells == {1: "08/4/2024", 2: "31/01/2024", 3: "3", 4: "2,5", 6: "Tháng 3/2024"}


def test_a_formula_that_was_never_calculated_is_said_with_its_cell(sheet):
    assert [(f.code, f.place.sheet, f.place.cell) for f in sheet[1]] == [("V031", "NhiemVu", "F2")]
