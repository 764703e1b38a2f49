"""Columns of other offices' tables: what each means, each meaning once, nothing known changed."""

from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.reading.meaning import columns
from generator.reading.meaning.columns import ColumnTexts, meanings
from generator.values import glossary

from .tables import rows

CELLS = {kind: tuple(cell.strip() for cell in cells.split("|")) for kind, cells in rows("o-mau.tsv")}


def column(title: str, kind: str) -> ColumnTexts:
    return ColumnTexts(tuple(title.split(" | ")) if title else ("",), CELLS[kind])


# Name, columns, keys: the columns of each table, as they stand side by side.
TABLES = [
    (name, [column(title, kind) for _, title, _, kind in table], [key for _, _, key, _ in table])
    for name, table in (
        (name, list(lines))
        for name, lines in groupby([*rows("cot.tsv"), *rows("cot-that.tsv")], key=lambda row: row[0])
    )
]
KEYS = {field.key for field in glossary.TASK_FIELDS}


def guessed(*headed: tuple[str, str]) -> list[str]:
    """The keys of columns given as title (levels parted by ` | `) and kind of cells."""
    return [guess.key for guess in meanings([column(title, kind) for title, kind in headed])]


@pytest.mark.parametrize(("name", "texts", "keys"), TABLES, ids=[name for name, _, _ in TABLES])
def test_columns_of_other_offices(name, texts, keys):
    found = meanings(texts)
    assert {" / ".join(column.path): guess.key for column, guess in zip(texts, found, strict=True)} == {
        " / ".join(column.path): key for column, key in zip(texts, keys, strict=True)
    }


def test_the_list_is_long_and_holds_columns_without_meaning():
    keys = [key for _, _, row in TABLES for key in row]
    assert len(keys) >= 120
    assert keys.count("") >= 20
    assert set(keys) - {""} <= KEYS


def test_a_column_that_is_known_needs_no_guess_and_takes_no_key_of_another():
    texts = [column("Hoàn thành", "ngay"), column("Hạn", "ngay")]
    assert [guess.key for guess in meanings(texts)] != ["hoan_thanh", "thoi_han"]
    assert [guess.key for guess in meanings(texts, {0: "hoan_thanh"})] == ["hoan_thanh", "thoi_han"]


@pytest.mark.parametrize("field", glossary.TASK_FIELDS, ids=lambda field: field.key)
def test_every_title_of_the_glossary_is_certain(field):
    for title in (field.title, *field.headers):
        (guess,) = meanings([ColumnTexts((title.upper(),), ())])
        assert (guess.key, guess.certainty, guess.others) == (field.key, 1.0, ())


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        ("Tiến độ", "han", "thoi_han"),
        ("Tiến độ", "tinh-trang", "trang_thai"),
        ("Tiến độ", "phan-tram", "trang_thai"),
        ("Tiến độ thực hiện", "trong", "thoi_han"),
        ("Kết quả", "san-pham", "san_pham"),
        ("Kết quả", "ket-qua", "ket_qua"),
        ("Kết quả thực hiện", "ket-qua", "ket_qua"),
        ("Hoàn thành", "ngay", "thoi_han"),
        ("Hoàn thành", "dau-x", "hoan_thanh"),
        ("Tình trạng", "tinh-trang", "trang_thai"),
        ("Đơn vị", "don-vi", "don_vi_thuc_hien"),
        ("Đơn vị", "don-vi-tinh", "don_vi_tinh"),
        ("", "so", "stt"),
        ("", "viec", "noi_dung"),
        ("", "so-lieu", ""),
    ],
)
def test_cells_decide_a_title_that_means_two_things(title, kind, key):
    assert guessed((title, kind))[0] == key


def test_of_two_columns_that_claim_one_meaning_the_surer_keeps_it_and_the_other_says_so():
    lead, second = meanings(
        [
            ColumnTexts(("Cơ quan chủ trì",), CELLS["don-vi"]),
            ColumnTexts(("Sở, ngành chủ trì tham mưu",), CELLS["don-vi"]),
        ]
    )
    assert (lead.key, lead.certainty) == ("chu_tri", 1.0)
    assert second.key != "chu_tri"
    assert "chu_tri" in dict(second.others)


def test_two_certain_columns_of_one_meaning_the_first_keeps_it_and_the_other_names_it():
    first, second = meanings([ColumnTexts(("Chủ trì",)), ColumnTexts(("Đơn vị chủ trì",))])
    assert (first.key, second.key, second.others) == ("chu_tri", "", (("chu_tri", 1.0),))
    assert str(second.why) == "cột “Chủ trì” mang nghĩa này chắc hơn"


def test_the_best_for_all_is_chosen_not_the_best_for_one():
    """What fits two fields leaves the one that another column alone can have."""
    assert columns._assigned([{"thoi_han": 0.9, "bat_dau": 0.85}, {"thoi_han": 0.8}]) == ["bat_dau", "thoi_han"]
    assert columns._assigned([{"thoi_han": 0.9}, {"thoi_han": 1.0, "bat_dau": 0.9}]) == ["", "thoi_han"]


def test_a_table_of_targets_has_them_as_its_content():
    headed = [("STT", "so"), ("Chỉ tiêu", "viec-ngan"), ("Đơn vị tính", "don-vi-tinh"), ("Lộ trình | 2026", "so-lieu")]
    assert guessed(*headed) == ["stt", "noi_dung", "don_vi_tinh", ""]
    assert guessed(*headed, ("Nhiệm vụ", "viec")) == ["stt", "chi_tieu", "don_vi_tinh", "", "noi_dung"]


def test_why_names_title_and_cells():
    (guess,) = meanings([ColumnTexts(("Hạn xử lý",), CELLS["ngay"])])
    assert str(guess.why) == "chữ trong tiêu đề “Hạn xử lý”; 100% số ô có chữ là thời hạn"
    (own,) = meanings([ColumnTexts(("Diện tích (ha)",), ("1,2", "3,4"))])
    assert (own.key, str(own.why)) == ("", "chữ trong tiêu đề và các ô không cho biết nghĩa nào")


TITLES = [text for _, row, _ in TABLES for column in row for text in column.path] + ["", "Xyz", "(1)", "%"]
some_columns = st.lists(
    st.builds(
        ColumnTexts,
        st.lists(st.one_of(st.sampled_from(TITLES), st.text(max_size=20)), max_size=3).map(tuple),
        st.one_of(st.sampled_from(list(CELLS.values())), st.lists(st.text(max_size=40), max_size=6).map(tuple)),
    ),
    max_size=12,
)


@given(some_columns)
def test_each_meaning_is_given_once_and_every_certainty_is_one(texts):
    found = meanings(texts)
    given_keys = [guess.key for guess in found if guess.key]
    assert len(found) == len(texts)
    assert len(given_keys) == len(set(given_keys))
    assert set(given_keys) <= KEYS
    for guess in found:
        assert all(0 <= value <= 1 for value in (guess.certainty, *dict(guess.others).values()))
        assert guess.key not in dict(guess.others)
        assert str(guess.why)


@given(some_columns)
def test_a_certain_title_keeps_its_meaning_whatever_stands_beside_it(texts):
    """But for another that is as certain: of two deadlines by their titles one gives way, and is named (V042)."""
    assume(all(glossary.recognised(column.title) != "thoi_han" for column in texts))
    keys = [guess.key for guess in meanings([ColumnTexts(("Thời gian hoàn thành",), ()), *texts])]
    assert keys[0] == "thoi_han"


def test_no_more_cells_are_read_than_enough(monkeypatch):
    seen = []
    kinds_of = columns.signs._kinds
    monkeypatch.setattr(columns.signs, "_kinds", lambda text: seen.append(text) or kinds_of(text))
    meanings([ColumnTexts(("Phần việc cụ thể",), ("Xây dựng",) * 5_000)])
    assert len(seen) == columns.CELLS_READ


def test_no_cells_are_read_below_a_title_that_is_known(monkeypatch):
    seen = []
    monkeypatch.setattr(columns.signs, "_kinds", lambda text: seen.append(text) or ())
    (guess,) = meanings([ColumnTexts(("Nhiệm vụ",), ("Xây dựng",) * 10)])
    assert (guess.key, guess.certainty, seen) == ("noi_dung", 1.0, [])
