from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import danh_muc
from generator.facts.working_days import Holidays, add_working_days, is_working_day, working_days_between

HOLIDAYS = danh_muc.holidays()
DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 6, 28), 1, date(2024, 7, 1)),  # over a weekend
        (date(2024, 2, 7), 1, date(2024, 2, 15)),  # over Tết Giáp Thìn: 08–14/02
        (date(2024, 4, 26), 1, date(2024, 5, 2)),  # 29/4 exchanged, 30/4, 01/5
        (date(2024, 5, 3), 1, date(2024, 5, 4)),  # the Saturday worked for 29/4
        (date(2025, 8, 29), 1, date(2025, 9, 3)),  # Quốc khánh and the day before
        (date(2023, 4, 28), 1, date(2023, 5, 4)),  # Giỗ Tổ and 30/4 on a weekend, two days in their place
        (date(2024, 7, 1), -1, date(2024, 6, 28)),
        (date(2024, 7, 1), 0, date(2024, 7, 1)),
    ],
)
def test_adding(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count, HOLIDAYS) == end


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_every_known_year_has_the_eleven_days_of_the_law_or_days_in_their_place(year: int) -> None:
    off = {day for day in HOLIDAYS.off if day.year == year and day.weekday() < 5}
    worked = {day for day in HOLIDAYS.worked if day.year == year}
    assert HOLIDAYS.covers(date(year, 1, 1), date(year, 12, 31))
    assert len(off) - len(worked) == 11


def test_a_year_that_is_not_all_known_says_so() -> None:
    assert not HOLIDAYS.covers(date(2025, 12, 1), date(2026, 1, 31))


@given(start=DAYS, end=DAYS)
def test_between_counts_the_working_days_one_by_one(start: date, end: date) -> None:
    first, last = min(start, end), max(start, end)
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    counted = sum(is_working_day(day, HOLIDAYS) for day in days)
    assert working_days_between(start, end, HOLIDAYS) == (counted if start <= end else -counted)


@given(start=DAYS, count=st.integers(1, 200))
def test_between_undoes_adding(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count, HOLIDAYS), HOLIDAYS) == count


def test_without_holidays_only_weekends_count() -> None:
    assert add_working_days(date(2024, 4, 26), 3, Holidays()) == date(2024, 5, 1)
