"""The list of cited documents: what it says is sourced, what has ended is known by each way of citing it, a workplace's
own list goes before the program's and is refused where it is wrong."""

from datetime import date

import pytest

from generator.facts.documents import documents, documents_near, ended_among
from generator.values.errors import InputError

ENDED = documents().ended
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương"


def test_every_fact_has_a_source_and_every_document_stands_once():
    listed = documents().all
    assert len(listed) > 50 and all(one.source and (one.symbol or one.name) for one in listed)
    names = [(one.symbol, one.name, one.day) for one in listed]
    assert len(set(names)) == len(names)
    for one in listed:
        assert bool(one.until) == bool(one.replaced_by)
        assert not (one.since and one.until) or one.since < one.until
        assert "/" not in one.symbol[:2] and (one.day is None or one.day.year > 1990)


@pytest.mark.parametrize(
    ("text", "day", "ended"),
    [
        ("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;", date(2025, 3, 1), True),
        ("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;", date(2025, 2, 28), False),
        ("Căn cứ Luật Tổ chức Chính phủ ngày 19/6/2015;", date(2026, 1, 1), True),
        ("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;", date(2026, 1, 1), False),
        (f"{LAW} ngày 19 tháng 02 năm 2025;", date(2025, 6, 16), True),
        (f"{LAW} ngày 16 tháng 6 năm 2025;", date(2026, 6, 16), False),
        (f"{LAW} năm 2025;", date(2026, 6, 16), False),
        ("Căn cứ Nghị định số 41/2025/NĐ-CP;", date(2026, 7, 24), True),
        ("Căn cứ Nghị định số 241/2025/NĐ-CP;", date(2026, 7, 24), False),
        # amended in part: in force
        ("Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018;", date(2026, 7, 24), False),
    ],
)
def test_what_has_ended(text, day, ended):
    assert bool(list(ended_among(text, day, ENDED))) is ended


OWN = """
van_ban:
  - {loai: Quyết định, so: 15/QĐ-UBND, ngay: 2024-02-01, het_tu: 2026-01-01, thay_bang: Quyết định số 9/QĐ-UBND, nguon: sổ}
"""  # noqa: E501 - an entry is a line


def test_a_workplace_has_its_own_list(tmp_path):
    folder = tmp_path / "ho-so" / "ke-hoach"
    folder.mkdir(parents=True)
    assert documents_near(folder) is documents()
    (tmp_path / "danh-muc").mkdir()
    (tmp_path / "danh-muc" / "van-ban.yaml").write_text(OWN, encoding="utf-8")
    known = documents_near(folder)
    assert len(known.all) == len(documents().all) + 1
    base = "Căn cứ Quyết định số 15/QĐ-UBND ngày 01/02/2024;"
    assert [one.replaced_by for one in ended_among(base, date(2026, 2, 1), known.ended)] == ["Quyết định số 9/QĐ-UBND"]


@pytest.mark.parametrize(
    "wrong",
    ["- a", "van_ban: x", "van_ban: [x]", "van_ban: [{loai: Luật, nguon: a}]", "van_ban: [{loai: Luật, ten: A}]",
     "van_ban: [{loai: Luật, ten: A, nguon: b, ngay: '12/3/2025'}]", "van_ban: [{loai: A, so: 1/A, nguon: b, la: c}]",
     "van_ban: [", "nguon: [a]\nvan_ban: []", "[" * 9_000, "van_ban: [x, y]"],
)  # fmt: skip
def test_a_wrong_list_is_refused(tmp_path, wrong):
    (tmp_path / "danh-muc").mkdir()
    (tmp_path / "danh-muc" / "van-ban.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        documents_near(tmp_path)
    assert {one.code for one in failure.value.findings} == {"V401"}
