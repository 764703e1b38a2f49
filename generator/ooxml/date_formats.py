"""A serial number as the date or time that a format shows: both systems of days, 29/02/1900, months in words.

Names and marks are those of vi-VN (Windows); a format with `[$-409]` and the like has English ones. Times are rounded
to what the format shows of a second, as Excel does, and cut to the minute above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from generator.ooxml.format_codes import Kind, Piece, Section, sections

_DAY = 86_400
# 31/12/9999; the day that Excel's 1900 has and the calendar not; days between the two systems.
_LAST, _NO_DAY, _BETWEEN = 2_958_465, 60, 1_462
_PAD = "\x00"


class _Names(Struct, frozen=True):
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    halves: tuple[str, str]


_VIETNAMESE = _Names(
    tuple(
        f"Tháng {name}"
        for name in ["Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"]
    ),
    tuple(f"Thg{month}" for month in range(1, 13)),
    ("Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"),
    ("CN", "T2", "T3", "T4", "T5", "T6", "T7"),
    ("SA", "CH"),
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_ENGLISH = _Names(
    tuple(_MONTHS), tuple(name[:3] for name in _MONTHS), tuple(_DAYS), tuple(name[:3] for name in _DAYS), ("AM", "PM")
)
_ENGLISH_LOCALE = 0x09
# `[$-F800]`, `[$-F400]`: the date and the time of day as the system writes them.
_SYSTEM = {"F800": "dd mmmm yyyy", "x-sysdate": "dd mmmm yyyy", "F400": "h:mm:ss AM/PM", "x-systime": "h:mm:ss AM/PM"}


class _Moment(Struct, frozen=True):
    """A point in time: `days` before it in Excel's count of 1900, its second of the day, and parts of a second."""

    year: int
    month: int
    day: int
    weekday: int
    second: int
    parts: Decimal
    elapsed: int


def shown(section: Section, value: Decimal, *, date1904: bool) -> str | None:
    """A serial as the section shows it; None where it is none: below zero, beyond 31/12/9999."""
    if system := _SYSTEM.get(section.locale.upper() if section.locale[:1] != "x" else section.locale):
        section = sections(system)[0]
    decimals = sum(piece.kind is Kind.DIGIT for piece in section.pieces)
    moment = _moment(value, decimals, date1904=date1904)
    if moment is None:
        return None
    names = _ENGLISH if _is_english(section.locale) else _VIETNAMESE
    text = "".join(_pieces(section, moment, names))
    return " ".join(text.replace(_PAD, " ").split(" ")).strip() if _PAD in text else text


def _is_english(locale: str) -> bool:
    """Whether a locale is one of English, as Windows numbers them (`409`) or by its name (`en-US`)."""
    if locale.lower().startswith("en"):
        return True
    try:
        return int(locale, 16) & 0x3FF == _ENGLISH_LOCALE
    except ValueError:
        return False


def _moment(value: Decimal, decimals: int, *, date1904: bool) -> _Moment | None:
    if not 0 <= value < _LAST + 1:
        return None
    ticks = (value * _DAY).quantize(Decimal(1).scaleb(-min(decimals, 9)), ROUND_HALF_UP)
    elapsed = int(ticks)
    serial, second = divmod(elapsed, _DAY)
    weekday = (serial - 1) % 7  # Excel's Sundays of January and February 1900 are a day early, as its 29/02 wants
    if date1904:
        serial += _BETWEEN
        weekday = (serial - 1) % 7
    if serial > _LAST:
        return None
    if serial == _NO_DAY:
        year, month, day = 1900, 2, 29
    elif serial == 0:
        year, month, day = 1900, 1, 0
    else:
        found = date(1899, 12, 31) + timedelta(days=serial - (serial > _NO_DAY))
        year, month, day = found.year, found.month, found.day
    return _Moment(year, month, day, weekday, second, ticks - elapsed, elapsed)


def _pieces(section: Section, moment: _Moment, names: _Names) -> Iterator[str]:
    half_day = section.has(Kind.HALF)
    tenths = f"{moment.parts:f}".partition(".")[2]
    for piece in section.pieces:
        if piece.kind is Kind.DATE:
            yield _dated(piece.text, moment, names, half_day=half_day)
        elif piece.kind is Kind.MINUTE:
            yield f"{moment.second // 60 % 60:0{len(piece.text)}d}"
        elif piece.kind is Kind.ELAPSED:
            unit = {"h": 3_600, "m": 60, "s": 1}[piece.text[0]]
            yield f"{moment.elapsed // unit:0{len(piece.text)}d}"
        elif piece.kind is Kind.HALF:
            yield _half(piece, moment, names)
        elif piece.kind is Kind.SPLIT:
            yield ","
        elif piece.kind is Kind.DIGIT:
            yield tenths[:1] or "0"
            tenths = tenths[1:]
        else:
            yield _PAD if piece.kind is Kind.PAD else piece.text


def _half(piece: Piece, moment: _Moment, names: _Names) -> str:
    mark = names.halves[moment.second >= _DAY // 2]
    return mark if len(piece.text) > 3 else mark[:1]


def _dated(text: str, moment: _Moment, names: _Names, *, half_day: bool) -> str:
    letter, length = text[0], len(text)
    if letter in "ye":
        return f"{moment.year % 100:02d}" if length <= 2 and letter == "y" else f"{moment.year:04d}"
    if letter == "b":
        return f"{(moment.year + 543) % 100:02d}" if length <= 2 else f"{moment.year + 543:04d}"
    if letter == "h":
        hour = moment.second // 3_600
        return f"{(hour - 1) % 12 + 1 if half_day else hour:0{min(length, 2)}d}"
    if letter == "s":
        return f"{moment.second % 60:0{min(length, 2)}d}"
    if letter == "g":
        return ""
    return _named(letter, length, moment, names)


def _named(letter: str, length: int, moment: _Moment, names: _Names) -> str:
    """A month or a day: a number, or its name from three letters on."""
    at, short, long = (
        (moment.month, names.short_months, names.months)
        if letter == "m"
        else (moment.weekday + 1, names.short_days, names.days)
    )
    if length <= 2:
        return f"{moment.month if letter == 'm' else moment.day:0{length}d}"
    name = (short if length == 3 else long)[at - 1]
    return name[:1] if length == 5 and letter == "m" else name
