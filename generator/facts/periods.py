"""Periods of periodic reports by the book: which days each kind has, which one comes next (ky-bao-cao.yaml)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from generator.facts import danh_muc
from generator.values.periods import Period
from generator.values.text import official_date, roman

_DAY = timedelta(days=1)
_MONTHS = 12


class PeriodKind(Struct, frozen=True):
    """A kind of period: `months` long, ending on day `last` of each of the months `closing`."""

    key: str
    name: str
    months: int
    closing: tuple[int, ...]
    last: int


@cache
def period_kinds() -> dict[str, PeriodKind]:
    """The kinds of ky-bao-cao.yaml by their key."""
    entries = danh_muc.load("ky-bao-cao.yaml")["ky"]
    made = (PeriodKind(e["khoa"], e["ten"], e["so_thang"], tuple(e["chot"]), e["ngay_chot"]) for e in entries)
    return {kind.key: kind for kind in made}


def period_at(kind: str, day: date) -> Period | None:
    """The period of a kind that holds a day; None where none does (9 tháng, in October). Raises KeyError."""
    facts = period_kinds()[kind]
    for year in (day.year, day.year + 1):
        for month in facts.closing:
            period = _closing(facts, year, month)
            if period.holds(day):
                return period
    return None


def period_of(start: date, end: date) -> Period:
    """The period of two days, known by its kind where they are those of one."""
    for facts in period_kinds().values():
        found = period_at(facts.key, end)
        if found and (found.start, found.end) == (start, end):
            return found
    name = f"từ {official_date(start.year, start.month, start.day)} đến {official_date(end.year, end.month, end.day)}"
    return Period(start, end, "", f"{start.isoformat()}_{end.isoformat()}", name)


def following(period: Period) -> Period:
    """The next period of the same kind; of an office's own days as many months on, or as many days."""
    if period.kind:
        return _step(period, 1)
    start = period.end + _DAY
    months = _months(period.start, period.end)
    return period_of(start, _plus(start, months) - _DAY if months else start + (period.end - period.start))


def preceding(period: Period) -> Period:
    """The period before, in the same way."""
    if period.kind:
        return _step(period, -1)
    months = _months(period.start, period.end)
    end = period.start - _DAY
    return period_of(_plus(period.start, -months) if months else end - (period.end - period.start), end)


def periods_named(period: Period | None) -> tuple[tuple[str, Period], ...]:
    """The period of a report, the one before and the next, by the names that a dossier has for them."""
    if period is None:
        return ()
    return (("ky_bao_cao", period), ("ky_truoc", preceding(period)), ("ky_sau", following(period)))


def _step(period: Period, by: int) -> Period:
    facts = period_kinds()[period.kind]
    ends = [(year, month) for year in range(period.end.year - 1, period.end.year + 2) for month in facts.closing]
    year, month = ends[ends.index((period.end.year, period.end.month)) + by]
    return _closing(facts, year, month)


def _closing(facts: PeriodKind, year: int, month: int) -> Period:
    end = date(year, month, facts.last)
    start = _plus(end, -facts.months) + _DAY
    words = {"thang": f"{month:02d}" if month <= 2 else month, "quy": roman((month + 2) // 3), "nam": year,
             "nua": "đầu" if month <= _MONTHS // 2 else "cuối"}  # fmt: skip
    return Period(start, end, facts.key, _key(facts, year, month), facts.name.format(**words))


def _key(facts: PeriodKind, year: int, month: int) -> str:
    if facts.months == 1:
        return f"{year:04d}-{month:02d}"
    if facts.months == _MONTHS:
        return f"{year:04d}"
    return f"{year:04d}-{facts.key}" + (f"-{facts.closing.index(month) + 1}" if len(facts.closing) > 1 else "")


def _months(start: date, end: date) -> int:
    """How many whole months from the first day to the last; 0 where they are not whole ones."""
    after = end + _DAY
    count = (after.year - start.year) * _MONTHS + after.month - start.month
    return count if count > 0 and _plus(start, count) == after else 0


def _plus(day: date, months: int) -> date:
    """The same day some months on; the last one of a month that has no such day."""
    at = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(at, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
