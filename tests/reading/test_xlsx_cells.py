"""Trap 12: what Excel gives for dates, numbers and formulas is text as documents print it, and nothing goes unsaid."""

from datetime import datetime

import pytest
from openpyxl import Workbook as Made
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator.ooxml import package
from generator.reading import xlsx
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


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234567, "#,##0", "1.234.567"),
        (0.6, "0%", "60%"),
        (0.455, "0.0%", "45,5%"),
        (15, '0" ngày"', "15 ngày"),
        (7, "0000", "0007"),
        (0.5, "# ?/?", "1/2"),
        (1234567890.25, "General", "1234567890,25"),
        (98765432109.5, "General", "98765432109,5"),
        (46204, "General", "46204"),
        (46204, "dd/mm/yyyy", "01/07/2026"),
        (datetime(2024, 9, 1), "mm/yyyy", "09/2024"),
        (datetime(2024, 9, 1), "mmm-yy", "Thg9-24"),
        (datetime(2024, 9, 1), "yyyy", "2024"),
        (datetime(2024, 9, 1, 14, 30), "yyyy-mm-dd h:mm:ss", "2024-09-01 14:30:00"),
        (True, "General", "TRUE"),
        ("Hà", '"Sở "@', "Sở Hà"),
        (1500000, "#,##0 [$₫-42A]", "1.500.000 ₫"),
    ],
)
def test_a_cell_reads_as_excel_shows_it(tmp_path, value, code, text):
    book = Made()
    book.active["B3"] = value
    book.active["B3"].number_format = code
    book.save(tmp_path / "a.xlsm")
    table, findings = Workbook(tmp_path / "a.xlsm", "a.xlsm").table("Sheet")
    assert ([dict(row.cells) for row in table.rows], findings) == ([{1: text}], ())


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("Sở Y tế", ";;;", True),
        (12, ";;;", True),
        (12, '"";""', True),
        (0, "#,##0;-#,##0;;@", False),
        (12, ";;;@", True),
    ],
)
def test_what_a_format_does_not_show_is_said_but_for_a_zero(tmp_path, value, code, said):
    book = Made()
    book.active["A1"] = "x"
    book.active["B1"] = value
    book.active["B1"].number_format = code
    book.save(tmp_path / "a.xlsx")
    table, findings = Workbook(tmp_path / "a.xlsx", "a.xlsx").table("Sheet")
    assert table.rows[0].cells == {0: "x"}
    assert [(one.code, one.place.cell, one.value) for one in findings] == [("V515", "B1", str(value))] * said


def test_a_workbook_of_1904_counts_its_days_from_there(tmp_path):
    book = Made()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime(2024, 9, 15)
    book.active["A1"].number_format = "d/m/yyyy"
    book.save(tmp_path / "a.xlsx")
    table, _ = Workbook(tmp_path / "a.xlsx", "a.xlsx").table("Sheet")
    assert dict(table.rows[0].cells) == {0: "15/9/2024"}


def test_a_number_that_is_no_date_is_said_with_its_cell(tmp_path):
    book = Made()
    book.active["A1"] = -5
    book.active["A1"].number_format = "dd/mm/yyyy"
    book.save(tmp_path / "a.xlsx")
    table, findings = Workbook(tmp_path / "a.xlsx", "a.xlsx").table("Sheet")
    assert dict(table.rows[0].cells) == {0: "-5"}
    assert [(found.code, found.place.cell) for found in findings] == [("V037", "A1")]


def test_a_sheet_is_read_once_however_often_its_parts_are_opened(tmp_path, monkeypatch):
    path = tmp_path / "x.xlsx"
    book = Made()
    book.active.append(["một lần"])
    book.save(path)
    parts, reads, read_sheet = package.read(path), [], xlsx._SheetReader.read
    monkeypatch.setattr(xlsx._SheetReader, "read", lambda self: reads.append(1) or read_sheet(self))
    tables = [Workbook.of(parts, name).table("Sheet")[0] for name in ("a.xlsx", "b.xlsx")]
    assert [(one.file, one.rows[0].cells) for one in tables] == [
        (name, {0: "một lần"}) for name in ("a.xlsx", "b.xlsx")
    ]
    assert len(reads) == 1
