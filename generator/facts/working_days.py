"""Working days of Vietnamese offices: Monday to Friday, less the public holidays, plus the Saturdays worked instead.

The days themselves are dated data (data/danh-muc/ngay-nghi.yaml, read by `danh_muc.holidays`); this only counts.
Bộ luật Lao động 2019, Điều 111 and 112.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

_DAY = timedelta(days=1)
_SATURDAY = 5


class Holidays(Struct, frozen=True):
    """Days off and weekend days worked. `years` are those of which every day is known."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def covers(self, start: date, end: date) -> bool:
        """Whether every year from `start` to `end` is known; elsewhere only the days we have are taken off."""
        return all(year in self.years for year in range(start.year, end.year + 1))


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether offices are open."""
    return day in holidays.worked or (day.weekday() < _SATURDAY and day not in holidays.off)


def add_working_days(start: date, count: int, holidays: Holidays) -> date:
    """The `count`-th working day after `start` (before it, where negative). `start` itself is not counted.

    0 gives `start`. The first day is left out of a term (Bộ luật Dân sự 2015, Điều 147 khoản 2).
    Raises OverflowError where the calendar ends.
    """
    step = _DAY if count > 0 else -_DAY
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Holidays) -> int:
    """Working days after `start` up to and with `end`; negative where `end` comes first."""
    if end < start:
        return -working_days_between(end, start, holidays)
    span = (end - start).days
    weeks, rest = divmod(span, 7)
    first_rest = start + timedelta(days=7 * weeks)
    weekdays = weeks * 5 + sum((first_rest + _DAY * n).weekday() < _SATURDAY for n in range(1, rest + 1))
    off = sum(start < day <= end and day.weekday() < _SATURDAY for day in holidays.off - holidays.worked)
    worked = sum(start < day <= end and day.weekday() >= _SATURDAY for day in holidays.worked)
    return weekdays - off + worked
