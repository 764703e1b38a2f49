"""Days that a report names: each in a text, the one at which most of its figures were closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.reading.figures.model import Period, Read, Sort, Span
from generator.values.patterns import late

_DAY = late(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]{1,2}\s?(\d{4})(?!\d)")
_SHORT = late(r"(?<![\d/.-])(\d{1,2})\s?/\s?(\d{1,2})(?!\s?/?\d)")
_SPELT = late(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)

_WINDOW = late(r"\s*(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE)


def year_of(written: str) -> int:
    """A year in four digits or in the last two: "30" is 2030."""
    return int(written) + (2000 if len(written) == 2 else 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None for one that there is not."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_in(text: str) -> Iterator[date]:
    """The whole days that a text names: `15/5/2030`, `ngày 15 tháng 5 năm 2030`."""
    for match in (*_DAY.finditer(text), *_SPELT.finditer(text)):
        if (day := day_of(int(match[3]), int(match[2]), int(match[1]))) is not None:
            yield day


def short_days(text: str, year: int) -> Iterator[date]:
    """The days that a text names without their year: `15/9`."""
    for match in _SHORT.finditer(text):
        if (day := day_of(year, int(match[2]), int(match[1]))) is not None:
            yield day


def main_cut_off(reads: Iterable[Read], period: Period) -> date | None:
    """The day at which most figures of a report were closed: the one that its paragraphs name most often."""
    named: dict[date, int] = {}
    for read in reads:
        for span in read.of(Sort.PERIOD):
            for day in (*days_in(span.text), *short_days(span.text, period.year)):
                if (day.year, day.month) == (period.year, period.month):
                    named[day] = named.get(day, 0) + 1
    return max(named, key=lambda day: (named[day], -day.day)) if named else None


def window_start(read: Read, span: Span) -> bool:
    """Whether a start is that of the period itself: "từ ngày 16/4/2030 đến ngày 15/5/2030"."""
    if span.sort is not Sort.START:
        return False
    text = read.paragraph.text
    ends = (one for one in read.of(Sort.PERIOD) if one.start >= span.end)
    nearest = next(ends, None)
    between = text[span.end : nearest.start] if nearest else ""
    return nearest is not None and any(char.isdigit() for char in nearest.text) and bool(_WINDOW.fullmatch(between))
