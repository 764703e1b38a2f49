"""Words of time in a report, one month on: "tháng 5/2030", "15/5/2030", "ngày 15 tháng 5 năm 2030", "năm 2030"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from generator.reading.figures.days import day_of, days_in, short_days, year_of
from generator.reading.figures.model import Period
from generator.values.patterns import late

_DAY = late(r"(\d{1,2})(\s?[/.-]\s?)(\d{1,2})(\s?[/.-]{1,2}\s?)(\d{4}|\d{2})")
_SPELT = late(r"(ngày\s+)(\d{1,2})(\s+tháng\s+)(\d{1,2})(\s+năm\s+)?(\d{4})?", re.IGNORECASE)
_SHORT = late(r"((?:ngày|(?:tính\s+)?đến(?:\s+hết)?|hết|tới)\s+)(\d{1,2})(\s?[/.-]\s?)(\d{1,2})", re.IGNORECASE)
_MONTH = late(
    r"(tháng\s+|T\.?\s?)?(\d{1,2})(\s?[/.-]\s?|\s+năm\s+)(\d{4}|(?(1)\d{2}|(?!)))", re.IGNORECASE
)  # "tháng 10/30" too
_MONTH_ALONE = late(r"(tháng\s+|T\.?\s?)(\d{1,2})", re.IGNORECASE)
_YEAR = late(r"(năm\s+)(\d{4})", re.IGNORECASE)
_SO_FAR = late(r"(\d{1,2})(\s+tháng(?:\s+đầu\s+năm(?:\s+\d{4})?)?)", re.IGNORECASE)
# What is named of another year's same month, the last, this, the next one: all move with the report.
_NEAR = frozenset({-13, -12, -11, -1, 0, 1, 2})


@dataclass
class Step:
    """From the period of a report to its next one; `cut_offs` gathers the days at which figures were closed.

    `chosen` is the day that the user names for the new period: it stands for the report's own cut-off (`main`).
    """

    old: Period
    new: Period
    main: date | None = None
    chosen: date | None = None
    cut_offs: dict[date, date] = field(default_factory=dict)

    def moved(self, text: str) -> str | None:
        """Words of time one period on; None where nobody can say what they are then (a quarter, half a year)."""
        for pattern, says in (
            (_DAY, self._day),
            (_SPELT, self._spelt),
            (_SHORT, self._short),
            (_MONTH, self._month),
            (_MONTH_ALONE, self._alone),
            (_YEAR, self._year),
            (_SO_FAR, self._so_far),
        ):
            if match := pattern.fullmatch(text.strip()):
                if pattern is _SO_FAR and says(match) == match[0]:
                    return None
                return text.replace(match[0], says(match))
        return None

    def within(self, text: str) -> date | None:
        """The day in a text that lies in the old period: from after the cut-off of the month before it."""
        days = (*days_in(text), *short_days(text, self.old.year))
        return next((day for day in days if self._begins() <= day <= self._ends()), None)

    def _begins(self) -> date:
        before = self.old.shifted(-1)
        if self.main is None:
            return date(self.old.year, self.old.month, 1)
        last = monthrange(before.year, before.month)[1]
        return date(before.year, before.month, min(self.main.day + 1, last))

    def _ends(self) -> date:
        return date(self.old.year, self.old.month, monthrange(self.old.year, self.old.month)[1])

    def _day(self, match: re.Match[str]) -> str:
        moved = self._date_moved(year_of(match[5]), int(match[3]), int(match[1]))
        if moved is None:
            return match[0]
        month = _like(match[3], moved.month)
        return f"{_like(match[1], moved.day)}{match[2]}{month}{match[4]}{_in_digits(match[5], moved.year)}"

    def _spelt(self, match: re.Match[str]) -> str:
        year = int(match[6]) if match[6] else self.old.year
        moved = self._date_moved(year, int(match[4]), int(match[2]))
        if moved is None:
            return match[0]
        tail = f"{match[5]}{moved.year}" if match[6] else ""
        return f"{match[1]}{_like(match[2], moved.day)}{match[3]}{_like(match[4], moved.month)}{tail}"

    def _short(self, match: re.Match[str]) -> str:
        moved = self._date_moved(self.old.year, int(match[4]), int(match[2]))
        if moved is None:
            return match[0]
        return f"{match[1]}{_like(match[2], moved.day)}{match[3]}{_like(match[4], moved.month)}"

    def _date_moved(self, year: int, month: int, day: int) -> date | None:
        """The day of a cut-off a month on; None for a day of another month, which stays."""
        closed = day_of(year, month, day)
        if closed is None or (year, month) != (self.old.year, self.old.month):
            return None
        last = monthrange(self.new.year, self.new.month)[1]
        # The last day of a month stays the last day.
        own = last if day == monthrange(year, month)[1] else min(day, last)
        moved = date(self.new.year, self.new.month, own)
        if self.chosen is not None and closed == self.main:
            moved = self.chosen
        self.cut_offs[closed] = moved
        return moved

    def _month(self, match: re.Match[str]) -> str:
        named = Period(year_of(match[4]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
        if named is None or _apart(named, self.old) not in _NEAR:
            return match[0]
        moved = named.shifted(_apart(self.new, self.old))
        return f"{match[1] or ''}{_like(match[2], moved.month)}{match[3]}{_in_digits(match[4], moved.year)}"

    def _alone(self, match: re.Match[str]) -> str:
        month = int(match[2])
        near = {self.old.shifted(one).month for one in (-1, 0, 1)}
        if month not in near:
            return match[0]
        moved = Period(self.old.year, month).shifted(_apart(self.new, self.old)).month
        return f"{match[1]}{_like(match[2], moved)}"

    def _so_far(self, match: re.Match[str]) -> str:
        """ "10 tháng" in a report of October: the months of the year so far; in January there is but one."""
        counted = int(match[1]) == self.old.month and self.new.year == self.old.year
        return f"{_like(match[1], self.new.month)}{match[2]}" if counted else match[0]

    def _year(self, match: re.Match[str]) -> str:
        year = int(match[2])
        moves = self.new.year != self.old.year and year in (self.old.year, self.old.year - 1)
        return f"{match[1]}{year + self.new.year - self.old.year}" if moves else match[0]


def _in_digits(written: str, year: int) -> str:
    """A year in as many digits as the old one was written."""
    return str(year)[-len(written) :]


def _apart(one: Period, other: Period) -> int:
    return (one.year - other.year) * 12 + one.month - other.month


def _like(written: str, number: int) -> str:
    """A day or month written as the old one was: "05" stays two digits; behind two digits 1 and 2 are 01, 02."""
    padded = written.startswith("0") or (len(written) == 2 and number in (1, 2))
    return f"{number:02d}" if padded else str(number)
