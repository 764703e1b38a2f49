"""The annex of TP. Hồ Chí Minh made from the national register by filter, against the real one: 35 rows of the city.

The two were written at different times by different offices. What differs is listed here, row by row, and each of
it is in the sources: the made row reads as the national annex was transcribed, the real one as the city's was.
"""

from dataclasses import replace
from datetime import date

import pytest
from conftest import DATA, seed, squeezed

from generator import danh_muc
from generator.model import Selection
from generator.planning.tables import planned_table
from generator.reading.dossier import load_dossier

KEYS = (
    "stt", "noi_dung", "van_ban_chi_dao", "don_vi_thuc_hien", "thoi_han",
    "hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen",
)  # fmt: skip
# Row of the city by its place -> row of the register with the same text, and columns that read differently.
PAIRS = {
    "3": ("A32", "van_ban_chi_dao", "chua_hoan_thanh"),
    "5": ("A48", "hoan_thanh"),
    "6": ("A50", "thoi_han", "dang_trien_khai", "thuong_xuyen"),
    "7": ("A51",),
    "8": ("A52", "thoi_han"),
    "9": ("A53",),
    "10": ("A54", "thoi_han", "dang_trien_khai", "thuong_xuyen"),
    "11": ("A55",),
    "12": ("A56", "thoi_han"),
    "14": ("A58",),
    "15": ("A59", "hoan_thanh", "dang_trien_khai"),
    "16": ("A64", "hoan_thanh", "thuong_xuyen"),
    "17": ("A65",),
    "18": ("C50", "hoan_thanh"),
    "19": ("C51", "van_ban_chi_dao", "hoan_thanh"),
    "21": ("C52", "hoan_thanh"),
    "22": ("C53", "dang_trien_khai", "thuong_xuyen"),
    "23": ("C54", "hoan_thanh"),
    "24": ("C55", "hoan_thanh"),
    "25": ("C56",),
    "26": ("C57", "hoan_thanh", "dang_trien_khai"),
    "27": ("C58", "hoan_thanh", "dang_trien_khai"),
    "28": ("C59", "thoi_han"),
    "31": ("C60",),
    "32": ("C61", "hoan_thanh", "dang_trien_khai"),
    "33": ("C62", "van_ban_chi_dao", "hoan_thanh"),
    "34": ("C63", "hoan_thanh", "chua_hoan_thanh"),
    "35": ("C64", "hoan_thanh"),
}
# Rows of the city whose text the register holds, but for a unit that is no province.
OTHER_UNITS = {
    "1": ("A47", "Các bộ, ngành"),
    "13": ("A57", "Các bộ, ngành"),
}
# Rows of the city whose text the register does not hold.
OWN = ("2", "4", "20", "29", "30")


def by_number(name: str) -> dict[str, list[str]]:
    """The rows of a transcription by section and number; by their place, from 1, where it has no section rows."""
    expected = seed(name)
    if not expected["muc"]:
        return {str(number): row for number, row in enumerate(expected["dong"], start=1)}
    left, rows = list(expected["dong"]), {}
    for number, _, count in expected["muc"]:
        rows |= {f"{number}{row[0]}": row for row in left[:count]}
        left = left[count:]
    assert len(rows) == len(expected["dong"])
    return rows


def text_of(row: list[str]) -> str:
    return squeezed(row[1]).lower()


@pytest.fixture(scope="module")
def made() -> dict[str, list[str]]:
    """What `loc: {don_vi: TP. Hồ Chí Minh}` with kept numbers makes of the register, by id."""
    dossier, _ = load_dossier(DATA / "phu-luc-03")
    spec = next(block.table for block in dossier.document.body if block.table)
    agency = danh_muc.agencies().find("TP. Hồ Chí Minh")
    assert agency is not None
    table, _ = planned_table(
        replace(spec, numbering="giu", selection=Selection(units=(agency.key,))), date(2024, 12, 31)
    )
    assert table is not None
    return {row.task.ma: [row.number, *(row.texts.get(key, "") for key in KEYS[1:])] for row in table.tasks}


def test_what_is_made_reads_as_the_register(made):
    national = by_number("phu-luc-03")
    assert made == {ma: national[ma] for ma in made}
    assert len(made) == 131


def test_every_difference_is_one_of_the_sources(made):
    city, found = by_number("phu-luc-hcmc"), {}
    by_text = {text_of(row): ma for ma, row in made.items()}
    for number, row in city.items():
        if ma := by_text.get(text_of(row)):
            cells = zip(KEYS, row, made[ma], strict=True)
            found[number] = (ma, *(key for key, ours, theirs in cells if key != "stt" and ours != theirs))
    assert found == PAIRS
    # The city counts anew: no number is that of the register.
    assert all(city[number][0] != made[ma][0] for number, (ma, *_) in PAIRS.items())


def test_rows_of_the_city_that_are_not_made(made):
    city, national = by_number("phu-luc-hcmc"), by_number("phu-luc-03")
    by_text = {text_of(row): ma for ma, row in national.items()}
    missing = [number for number in city if number not in PAIRS]
    held = {number: by_text[text_of(city[number])] for number in missing if text_of(city[number]) in by_text}
    assert {number: (ma, national[ma][3]) for number, ma in held.items()} == OTHER_UNITS
    assert tuple(number for number in missing if number not in held) == OWN
    assert (len(PAIRS) + len(OTHER_UNITS), len(OWN), len(city)) == (30, 5, 35)


def test_rows_made_that_the_city_left_out(made):
    """The city reports on few of what concerns it: the rest are tasks of all provinces, or done in other years."""
    city = {text_of(row) for row in by_number("phu-luc-hcmc").values()}
    left = [ma for ma, row in made.items() if text_of(row) not in city]
    assert {letter: sum(ma.startswith(letter) for ma in left) for letter in "ABC"} == {"A": 43, "B": 19, "C": 38}
