"""The agencies and holidays as data: whole, consistent, dated."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts import danh_muc

AGENCIES = danh_muc.agencies()


def keys(records: object) -> list[str]:
    return [record.key for record in records]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "ministries", "provinces"),
    [
        (date(2024, 12, 31), 18, 63),
        (date(2025, 2, 28), 18, 63),
        (date(2025, 3, 1), 14, 63),
        (date(2025, 6, 30), 14, 63),
        (date(2025, 7, 1), 14, 34),
        (date(2026, 11, 22), 14, 34),
    ],
)
def test_how_many_work_on_a_day(day: date, ministries: int, provinces: int) -> None:
    levels = [record.level for record in AGENCIES.at(day)]
    assert (levels.count("bo"), levels.count("tinh")) == (ministries, provinces)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Uỷ ban nhân dân tỉnh Thanh Hoá", "ubnd-thanh-hoa"),
        ("UBND TP Hồ Chí Minh", "ubnd-ho-chi-minh"),
        ("UBND tỉnh Thừa Thiên Huế", "ubnd-hue"),
        ("bộ kế hoạch đầu tư", "bo-ke-hoach-va-dau-tu"),
        ("Bộ TTTT", "bo-thong-tin-va-truyen-thong"),
        ("NHNN", "ngan-hang-nha-nuoc"),
        ("bo-y-te", "bo-y-te"),
    ],
)
def test_one_agency_by_all_its_names(name: str, key: str) -> None:
    found = AGENCIES.find(name)
    assert found is not None
    assert found.key == key


def test_the_kind_of_a_province_changes_on_its_day() -> None:
    record = AGENCIES.records["ubnd-bac-ninh"]
    assert record.name_at(date(2026, 9, 19)) == "Ủy ban nhân dân tỉnh Bắc Ninh"
    assert record.name_at(date(2026, 9, 20)) == "Ủy ban nhân dân thành phố Bắc Ninh"


@pytest.mark.parametrize(
    ("key", "day", "heirs"),
    [
        (
            "bo-thong-tin-va-truyen-thong",
            date(2026, 1, 1),
            ["bo-khoa-hoc-va-cong-nghe", "bo-van-hoa-the-thao-va-du-lich"],
        ),
        ("bo-thong-tin-va-truyen-thong", date(2025, 2, 28), ["bo-thong-tin-va-truyen-thong"]),
        ("ubnd-binh-duong", None, ["ubnd-ho-chi-minh"]),
        ("bo-cong-an", None, ["bo-cong-an"]),
        ("khong-co", None, []),
    ],
)
def test_successors(key: str, day: date | None, heirs: list[str]) -> None:
    assert keys(AGENCIES.successors(key, day)) == heirs


@pytest.mark.parametrize(
    ("symbol", "day", "key"),
    [
        ("142/QĐ-VPCP", None, "van-phong-chinh-phu"),
        ("06/QĐ-TTg", None, "thu-tuong-chinh-phu"),
        ("12/TT-BTNMT", date(2024, 5, 1), "bo-tai-nguyen-va-moi-truong"),
        ("12/TT-BTNMT", date(2025, 3, 1), None),
        ("BNN", date(2015, 1, 1), "bo-nong-nghiep-va-phat-trien-nong-thon"),
    ],
)
def test_the_agency_of_a_symbol(symbol: str, day: date | None, key: str | None) -> None:
    found = AGENCIES.by_symbol(symbol, day)
    assert (found.key if found else None) == key


def test_every_successor_and_parent_is_in_the_list_and_starts_when_the_other_ends() -> None:
    for record in AGENCIES.records.values():
        assert not record.parent or record.parent in AGENCIES.records
        assert bool(record.successors) == (record.until is not None)
        for heir in (AGENCIES.records[key] for key in record.successors):
            assert record.until is not None
            assert heir.until is None or heir.until > record.until
    assert len(AGENCIES.records) > 100


def test_every_agency_has_a_source_or_a_doubt() -> None:
    known = set(danh_muc.load("co-quan.yaml")["nguon"])
    for record in AGENCIES.records.values():
        assert record.source or record.doubt
    assert known >= {
        source
        for record in AGENCIES.records.values()
        for source in [record.source]
        if source[:2] == "NQ" and ";" not in source
    }


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Bộ Tư phát", "Bộ Tư pháp"),
        ("Bộ Thông tin", "Bộ Thông tin và Truyền thông"),
        ("UBND tỉnh Kiên Gang", "Ủy ban nhân dân tỉnh Kiên Giang"),
    ],
)
def test_near_names(name: str, near: str) -> None:
    assert AGENCIES.near(name)[0] == near


def test_collectives_take_in_the_levels_they_name() -> None:
    assert AGENCIES.covers("cac-bo-nganh-dia-phuong", "bo-tu-phap")
    assert AGENCIES.covers("cac-bo-nganh-dia-phuong", "ubnd-ha-noi")
    assert not AGENCIES.covers("cac-dia-phuong", "bo-tu-phap")
    assert AGENCIES.covers("cac-don-vi-vpcp", "cuc-kiem-soat-tthc")
    assert not AGENCIES.covers("cac-don-vi-vpcp", "cong-an-thanh-pho-ha-noi")


def test_departments_of_provinces_followed_their_ministries():
    agencies = danh_muc.agencies()
    planning = agencies.find("Sở KH&ĐT")
    assert planning is not None
    assert [planning.valid_at(day) for day in (date(2025, 6, 30), date(2025, 7, 1))] == [True, False]
    assert [heir.key for heir in agencies.successors(planning.key, date(2026, 1, 1))] == ["so-tai-chinh"]
    working = [record for record in agencies.at(date(2026, 1, 1)) if record.level == "so"]
    assert len(working) >= 14
    assert all(record.source for record in working)
