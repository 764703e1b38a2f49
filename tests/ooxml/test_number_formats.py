"""Numbers as Excel shows them in Vietnamese: as it documents them, and beside LibreOffice's own display."""

import csv
from decimal import Decimal

import by_libreoffice
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.ooxml.format_codes import LONGEST, sections
from generator.ooxml.number_formats import BUILT_IN, general, number, number_format


def shown(code: str, value: str, *, date1904: bool = False) -> str | None:
    found = number(value)
    assert found is not None
    return number_format(code).shown(found, date1904=date1904)


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        # what task tables hold
        ("#,##0", "1234567", "1.234.567"),
        ("0.0%", "0.455", "45,5%"),
        ("9", "0.6", "60%"),
        ('0" ngày"', "15", "15 ngày"),
        ("0000", "7", "0007"),
        ("# ?/?", "0.5", "1/2"),
        ("# ??/??", "2.25", "2 1/4"),
        ("# ?/8", "1.5", "1 4/8"),
        ("# ?/?", "5", "5"),
        ("mm/yyyy", "45550", "09/2024"),
        ("17", "45550", "Thg9-24"),
        ("yyyy", "45550", "2024"),
        ("14", "46204", "01/07/2026"),
        ("22", "46204.5", "01/07/2026 12:00"),
        ("General", "46204", "46204"),
        # General: whole, whatever its size; what has no end is cut where Excel cuts it
        ("General", "1234567890.25", "1234567890,25"),
        ("General", "98765432109.5", "98765432109,5"),
        ("General", "12345678901234567890", "12345678901234567890"),
        ("General", "1.2345678901234567E+19", "1,23457E+19"),
        ("General", "0.33333333333333331", "0,333333333"),
        ("General", "0.30000000000000004", "0,3"),
        ("General", "1E-10", "1E-10"),
        ("General", "0.00001234", "0,00001234"),
        ('General" việc"', "-3", "-3 việc"),
        # exact decimals, half away from zero on fifteen digits
        ("0.00", "1.005", "1,01"),
        ("0.00", "2.675", "2,68"),
        ("0%", "1.005", "101%"),
        ("0", "-0.4", "0"),
        ("0.00", "-0.001", "0,00"),
        # digits, padding, literals
        ("#.##", "5", "5,"),
        ("0.0,,", "1234567", "1,2"),
        ("#,##0,", "1234567", "1.235"),
        ("000-0000", "5551234", "555-1234"),
        ("(0##) 000", "12345", "(012) 345"),
        ("0_);(0)", "-5", "(5)"),
        ("0_);(0)", "0", "0"),
        ('0;-0;"không"', "0", "không"),
        ("0;-0;;@", "0", ""),
        (";;;", "5", ""),
        ("[$$-409]#,##0.00", "5", "$5,00"),
        ("#,##0 [$₫-42A]", "1500000", "1.500.000 ₫"),
        ("44", "1234.5", "1.234,50 ₫"),
        ("41", "0", "-"),
        ("5", "-1500", "-1.500 ₫"),
        ("0.00E+00", "12345.678", "1,23E+04"),
        ("##0.0E+0", "999999", "1,0E+6"),
        # conditions: a section for negatives alone leaves the sign to its words
        ('[>=1000000]0.0,," tr";[>=1000]0," ng";0', "1500000", "1,5 tr"),
        ('[>=1000000]0.0,," tr";[>=1000]0," ng";0', "-12", "-12"),
        ('[<0]"âm "0;0', "-5", "âm 5"),
        ("[Red][<5]0;[>5]General", "5", "5"),
        # time
        ("h:mm AM/PM", "0.75", "6:00 CH"),
        ("[h]:mm", "1.5", "36:00"),
        ("[mm]:ss", "0.5", "720:00"),
        ("mm:ss.0", "0.00001157", "00:01,0"),
        ("h:mm:ss", "0.999999", "0:00:00"),
        ("d/m/yyyy h:mm", "45657.9999999", "1/1/2025 0:00"),
        ("[$-409]mmm-yy", "45550", "Sep-24"),
        ("[$-42A]dddd, dd mmmm yyyy", "45550", "Chủ Nhật, 15 Tháng Chín 2024"),
        ("[$-F800]dddd, mmmm dd, yyyy", "45550", "15 Tháng Chín 2024"),
        ("[$-F400]h:mm:ss AM/PM", "0.25", "6:00:00 SA"),
        ("dd/mm/yyyy;@", "45550", "15/09/2024"),
        ("mmmmm", "45550", "T"),
        ('"Quý "0', "3", "Quý 3"),
        # the days that Excel counts and the calendar does not
        ("dd/mm/yyyy", "59", "28/02/1900"),
        ("dd/mm/yyyy", "60", "29/02/1900"),
        ("dd/mm/yyyy", "61", "01/03/1900"),
        ("dd/mm/yyyy", "0", "00/01/1900"),
        ("dd/mm/yyyy", "2958465", "31/12/9999"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(code, value, text):
    assert shown(BUILT_IN[int(code)] if code.isdigit() and code != "0" and "00" not in code else code, value) == text


@pytest.mark.parametrize(("value", "text"), [("0", "01/01/1904"), ("44088", "15/09/2024")])
def test_days_are_counted_from_1904_where_the_workbook_says_so(value, text):
    assert shown("dd/mm/yyyy", value, date1904=True) == text


@pytest.mark.parametrize("value", ["-1", "2958466", "1E+300"])
def test_what_is_no_date_is_not_shown_as_one(value):
    assert shown("dd/mm/yyyy", value) is None


@pytest.mark.parametrize(
    "text", ["NaN", "nan", "INF", "-Infinity", "1E400", "mười", "", "1,5", "9" * 401, "sNaN123", "-1e999999999"]
)
def test_what_is_no_number_is_none(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("code", "text"),
    [("General", "Hà"), ("0", "Hà"), ("@", "Hà"), ('0;0;0;"P. "@', "P. Hà"), ('"P. "@', "P. Hà"), (";;;", "")],
)
def test_a_text_goes_by_the_section_for_texts(code, text):
    assert number_format(code).shown_text("Hà") == text


@given(st.text('0#?.,%/;E+-[]<>=@_*"\\ dmyhsAPgGenral1₫', max_size=60), st.decimals(-(10**15), 10**15, places=4))
def test_any_code_shows_something_and_never_fails(code, value):
    found = number_format(code).shown(value)
    assert found is None or "\x00" not in found
    assert "\x00" not in number_format(code).shown_text("chữ")


@given(st.integers(-(10**17), 10**17), st.integers(0, 4))
def test_thousands_and_decimals_give_the_number_back(units, places):
    value = Decimal(units).scaleb(-places)
    text = number_format("#,##0." + "0" * places if places else "#,##0").shown(value)
    assert text is not None
    assert Decimal(text.replace(".", "").replace(",", ".")) == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_general_gives_a_typed_number_back(units, places):
    value = Decimal(units).scaleb(-places)
    assert Decimal(general(value).replace(",", ".")) == value


def test_a_code_is_read_in_one_pass_and_one_longer_than_any_is_general():
    assert shown("0" * LONGEST, "1") == "1".zfill(LONGEST)
    assert shown("0" * 1_000_000, "1.5") == "1,5"
    assert len(sections(";" * (LONGEST - 1))) == LONGEST


# --- LibreOffice shows the same cells --------------------------------------------------------------------------------

# fmt: off
CODES = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "?/?",
    "# ?/8", "0000", "000-0000", '0" ngày"', '#,##0" đồng"', "#,##0,", "0.0,,", "#.##", "0.###", "0_);(0)",
    "#,##0;[Red]-#,##0", '0;-0;"không"', "@", '[<0]"âm "0;0', '"SL: "0', 'General" việc"',
    '[>=1000000]0.0,," tr";[>=1000]0.0," ng";0', "#,##0.00 [$₫-42A]", "[$$-409]#,##0.00", "0.0\\ %", "(00) 000",
    "# ##0.0", '_-* #,##0 _₫_-;-* #,##0 _₫_-;_-* "-" _₫_-;_-@_-',
)
NUMBERS = (
    "0", "1", "5", "-1", "0.5", "0.455", "1.5", "-2.25", "12.345", "1234.5", "1234567", "-1234567.5", "0.001",
    "1234567890.25", "15", "2024", "0.3", "999.995",
)
DATES = (
    "dd/mm/yyyy", "d/m/yy", "mm/yyyy", "yyyy", "dddd", "[$-409]mmm-yy", "[$-409]dddd, mmmm dd", "dd/mm/yyyy hh:mm",
    "h:mm", "h:mm:ss", "[h]:mm", "[mm]:ss", "mm:ss.0", "mm:ss", "hh:mm:ss.00", '"ngày "dd" tháng "mm" năm "yyyy',
    '"Quý "m/yyyy', "dd.mm.yyyy", "yyyy-mm-dd", "s", "[ss]", "m/d/yyyy;@", "mmm-yy", "mmmm", "ddd", "h:mm AM/PM",
)
SERIALS = (
    "61", "45550", "45550.75", "45657.5625", "44927.0416666667", "46204", "36526.5",
)
# fmt: on
# Where LibreOffice differs, Excel decides.
EXCEL_KEEPS_THE_COMMA = ("#.##", "0.###")  # a decimal point of the code is always shown
EXCEL_KEEPS_THE_SIGN = ('[>=1000000]0.0,," tr";[>=1000]0.0," ng";0',)  # in the section for the rest
NAMED_BY_WINDOWS = ("mmm-yy", "mmmm", "ddd", "h:mm AM/PM")  # Thg9, Tháng Chín, CN, SA


def test_libreoffice_shows_the_same(tmp_path):
    book = Workbook()
    cells = [(code, NUMBERS) for code in CODES] + [(code, SERIALS) for code in DATES]
    for row, (code, values) in enumerate(cells, start=1):
        for column, value in enumerate(values, start=1):
            book.active.cell(row, column, float(value)).number_format = code
    book.save(tmp_path / "a.xlsx")
    different = {
        (code, value, theirs, ours)
        for (code, values), texts in zip(cells, in_libreoffice(tmp_path), strict=True)
        for value, theirs in zip(values, texts, strict=False)
        if " ".join(theirs.split()) != " ".join((ours := shown(code, repr(float(value))) or "").split())
    }
    unexplained = {
        one
        for one in different
        if one[0] not in NAMED_BY_WINDOWS
        and not (one[0] in EXCEL_KEEPS_THE_COMMA and one[3] == f"{one[2]},")
        and not (one[0] in EXCEL_KEEPS_THE_SIGN and one[3] == f"-{one[2]}")
    }
    assert unexplained == set()
    assert {code for code, *_ in different} >= {*EXCEL_KEEPS_THE_COMMA, *EXCEL_KEEPS_THE_SIGN, *NAMED_BY_WINDOWS}


def in_libreoffice(folder) -> list[list[str]]:
    """The cells of `a.xlsx` as LibreOffice shows them under vi-VN."""
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    (shown,) = by_libreoffice.saved([folder / "a.xlsx"], form, folder, vietnamese=True)
    with shown.open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source))
