"""Vietnamese text: clean, compare, sort, number, write dates as the decree does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.values import text


@pytest.mark.parametrize(
    ("year", "month", "day", "line"),
    [
        (2020, 1, 5, "ngày 05 tháng 01 năm 2020"),
        (2019, 6, 29, "ngày 29 tháng 6 năm 2019"),
        (2024, 2, 9, "ngày 09 tháng 02 năm 2024"),
        (2024, 3, 1, "ngày 01 tháng 3 năm 2024"),
        (2024, 12, 31, "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_official_date_pads_days_below_ten_and_months_one_and_two_only(year, month, day, line):
    assert text.official_date(year, month, day) == line


def test_open_places_stay_open():
    assert text.official_date(2024, 3).split() == ["ngày", "tháng", "3", "năm", "2024"]
    assert text.official_date(2024, 3).startswith("ngày " + text.OPEN_PLACE)
    assert text.official_number(None).strip("\xa0") == ""


@pytest.mark.parametrize(("number", "shown"), [(1, "01"), (9, "09"), (10, "10"), (142, "142")])
def test_official_number_has_a_zero_before_one_digit(number, shown):
    assert text.official_number(number) == shown


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (41, "XLI"), (49, "XLIX"), (1994, "MCMXCIV")]
)
def test_roman(number, numeral):
    assert text.roman(number) == numeral


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_roman_has_limits(number):
    with pytest.raises(ValueError, match="Roman"):
        text.roman(number)


def test_point_letters_are_those_of_the_decree():
    assert [text.point_letter(n) for n in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert text.point_letter(23) == "y"
    with pytest.raises(ValueError, match="điểm"):
        text.point_letter(24)


@pytest.mark.parametrize(
    ("given_", "upper"),
    [
        ("Chỉ thị số 04/CT-TTg của Thủ tướng", "CHỈ THỊ SỐ 04/CT-TTg CỦA THỦ TƯỚNG"),
        ("15/QyĐ-BNV, 3/TTr-UBND, 7/CTr-UBND", "15/QyĐ-BNV, 3/TTr-UBND, 7/CTr-UBND"),
        ("ủy ban nhân dân", "ỦY BAN NHÂN DÂN"),
    ],
)
def test_upper_keeps_the_case_of_abbreviations(given_, upper):
    assert text.upper(given_) == upper


def test_sorting_follows_the_vietnamese_alphabet():
    words = ["An", "Bình", "Dũng", "Ánh", "Âu", "Ăn", "Đạt", "Ất", "Hòa", "Hoa"]
    assert sorted(words, key=text.sort_key) == ["An", "Ánh", "Ăn", "Ất", "Âu", "Bình", "Dũng", "Đạt", "Hoa", "Hòa"]


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hoà"), ("Uỷ ban", "Ủy ban"), ("ĐƠN VỊ  chủ trì", "đơn vị chủ trì")]
)
def test_fold_makes_spellings_equal(one, other):
    assert text.fold(one) == text.fold(other)
    assert text.fold(unicodedata.normalize("NFD", one)) == text.fold(one)


@pytest.mark.parametrize(
    ("modern", "old"),
    [
        ("hoà bình", "hòa bình"),
        ("uỷ ban", "ủy ban"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
    ],
)
def test_old_tones(modern, old):
    assert text.old_tones(modern) == old


def test_clean_normalises_and_drops_controls():
    assert text.clean(unicodedata.normalize("NFD", "Hòa") + "\x07\r\nx\x0by") == "Hòa\nx\ny"
    assert text.control_characters("a\x07b\x00") == ("U+0007", "U+0000")


@given(st.text())
def test_clean_is_stable_and_fit_for_xml(value):
    once = text.clean(value)
    assert text.clean(once) == once
    assert not text.control_characters(once)


@pytest.mark.parametrize("mark", [";", ".", ",", "./.", " ;", ":"])
def test_without_final_mark(mark):
    assert text.without_final_mark(f"Lưu: VT, KSTT (3)NHT{mark}") == "Lưu: VT, KSTT (3)NHT"


def test_decimal():
    assert text.decimal(1234567.891, 2) == "1.234.567,89"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2030-01-31", "31/01/2030"),
        ("2030-01-31 00:00:00", "31/01/2030"),
        ("2030-02", "02/2030"),
        ("Quý I/2030", "Quý I/2030"),
        ("2030-13", "2030-13"),
        ("NQ 2030-01-31", "NQ 2030-01-31"),
        ("", ""),
    ],
)
def test_a_day_is_said_as_people_write_it(written, said):
    assert text.day_as_said(written, months=True) == said


def test_a_month_is_said_only_where_there_are_months():
    assert text.day_as_said("2030-02") == "2030-02"


@pytest.mark.parametrize(
    ("path", "typed"),
    [("data/ke-hoach", "data/ke-hoach"), ("data/Kế hoạch 2026", '"data/Kế hoạch 2026"'), ("a\u00a0b", '"a\u00a0b"')],
)
def test_a_path_in_a_command_is_one_word(path, typed):
    assert text.as_argument(path) == typed
