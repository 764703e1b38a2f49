"""The annex of TP. Hồ Chí Minh made from the national register by filter, against the real one: 35 rows of the city.

The two were written at different times by different offices. What differs is listed here, row by row, and each of
it is in the sources: the made row reads as the national annex was transcribed, the real one as the city's was.
`vanban diff data/phu-luc-hcmc data/phu-luc-03 --loc "TP. Hồ Chí Minh"` shows the same to a clerk, words included.
"""

from datetime import date

import pytest
from conftest import DATA, seed, squeezed
from msgspec.structs import replace

from generator.commands.compare import compare_data
from generator.commands.track import register_of
from generator.facts import danh_muc
from generator.planning.tables import planned_table
from generator.reading.dossier import load_dossier
from generator.values.changes import ChangeKind
from generator.values.model import Selection
from generator.values.pairing import paired

KEYS = (
    "stt", "noi_dung", "van_ban_chi_dao", "don_vi_thuc_hien", "thoi_han",
    "hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen",
)  # fmt: skip
# Row of the city by its place -> row of the register that is the same task, and columns that read differently.
PAIRS = {
    # The register goes on after the city's words: "Giải pháp: Tiến hành số hóa theo 3 giai đoạn: …".
    "2": ("A27", "noi_dung", "van_ban_chi_dao", "thoi_han", "chua_hoan_thanh", "dang_trien_khai"),
    # Issued to ministries alone (`Các bộ, ngành`) in the register, to provinces too in the city's: not in the filter.
    "1": ("A47", "don_vi_thuc_hien", "chua_hoan_thanh", "dang_trien_khai"),
    # Issued to ministries alone in both; day and month are swapped in the register: 1/7/2024, 07/01/2024.
    "13": ("A57", "thoi_han", "hoan_thanh", "dang_trien_khai"),
    "3": ("A32", "van_ban_chi_dao", "chua_hoan_thanh"),
    # The register has these words three times: A38, A45, A48; A45 is of the same documents, units and deadline.
    "5": ("A45", "hoan_thanh"),
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
# Rows of the city that the register does not have; 29 and 30 are parts of 28, which the register has as one task.
OWN = ("4", "20", "29", "30")
# The city kept the numbers of a list that began 42 rows later, and left out what was not for it (6, 7, 18 … 21).
SHIFT, SHIFTED = 42, ("6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17")


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


@pytest.fixture(scope="module")
def pairs() -> dict[str, str]:
    """The row of the register for each row of the city that is one of its tasks, by place and id."""
    city, national = register_of(DATA / "phu-luc-hcmc"), register_of(DATA / "phu-luc-03")
    place = {task.ma: str(number) for number, task in enumerate(city.tasks, start=1)}
    return {place[task.ma]: ma for ma, task in paired(city, national).tasks.items()}


def test_every_difference_is_one_of_the_sources(pairs):
    city, national = by_number("phu-luc-hcmc"), by_number("phu-luc-03")
    found = {}
    for number, ma in pairs.items():
        cells = zip(KEYS, city[number], national[ma], strict=True)
        found[number] = (ma, *(key for key, ours, theirs in cells if key != "stt" and ours != theirs))
    assert found == PAIRS
    assert tuple(number for number in city if number not in pairs) == OWN
    same = [number for number, ma in pairs.items() if text_of(city[number]) == text_of(national[ma])]
    assert (len(same), len(pairs), len(city)) == (30, 31, 35)


def test_the_filter_finds_all_but_what_the_register_gives_to_ministries_alone(pairs, made):
    national = by_number("phu-luc-03")
    missing = {ma: national[ma][3] for ma in pairs.values() if ma not in made}
    assert missing == {"A47": "Các bộ, ngành", "A57": "Các bộ, ngành"}


def test_numbers_that_the_city_kept(pairs):
    city = by_number("phu-luc-hcmc")
    shifts = {number: int(ma[1:]) - int(city[number][0]) for number, ma in pairs.items()}
    assert {number: shifts[number] for number in SHIFTED} == dict.fromkeys(SHIFTED, SHIFT)
    # Tasks of the provinces stand in the register's order, numbered from 1.
    provinces = [int(pairs[str(place)][1:]) for place in range(18, 36) if str(place) in pairs]
    assert provinces == sorted(provinces) == list(range(50, 65))
    assert [city[str(place)][0] for place in range(18, 36)] == [str(number) for number in range(1, 19)]


def test_the_command_lists_the_same():
    found, _ = compare_data(DATA / "phu-luc-hcmc", DATA / "phu-luc-03", date(2024, 12, 31), "TP. Hồ Chí Minh")
    tasks = [change for change in found if change.task is not None]
    assert {change.ma.rpartition(" ")[2] for change in tasks if "→" in change.ma} == {ma for ma, *_ in PAIRS.values()}
    kinds = {kind: len({change.ma for change in tasks if change.kind is kind}) for kind in ChangeKind}
    assert (kinds[ChangeKind.REMOVED], kinds[ChangeKind.ADDED]) == (len(OWN), 131 - len(PAIRS) + 2)


def test_rows_made_that_the_city_left_out(made, pairs):
    """The city reports on few of what concerns it: the rest are tasks of all provinces, or done in other years."""
    left = [ma for ma in made if ma not in pairs.values()]
    assert {letter: sum(ma.startswith(letter) for ma in left) for letter in "ABC"} == {"A": 44, "B": 19, "C": 39}
