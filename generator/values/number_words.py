"""Numbers in Vietnamese words: `hai mươi lăm`, `một trăm linh năm`, `ba nghìn không trăm hai`; read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.values.patterns import late

_UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
          "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_JOINING = frozenset({"linh", "lẻ"})
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000}
_ANY = "|".join(
    (*_UNITS, *_JOINING, "mươi", "mười", "trăm", *(rf"{scale}(?! (?:lệ|trọng|giá|suất|số|phú)\b)" for scale in _SCALES))
)
_HIGHEST = 999  # of what stands before one scale
_FIRST = "|".join((*(unit for unit in _UNITS if unit not in ("không", "mốt", "lăm", "tư")), "mười"))
_WORDS = late(rf"\b(?:{_FIRST})(?:\s+(?:{_ANY}))+\b", re.IGNORECASE)
_LARGE = late(r"m[ưu][ờơ]i|trăm|ngh?[àì]n", re.IGNORECASE)


def number_said(words: Sequence[str]) -> int | None:
    """A number said in words; None for anything else. `năm` alone is none: it may be a year."""
    if list(words) == ["năm"] or not words:
        return None
    if (billions := _billions(words)) is not None:
        return billions
    total, part = 0, list[str]()
    left = 10**12
    for word in words:
        if (scale := _SCALES.get(word)) is None:
            part.append(word)
            continue
        number = _hundreds(part)
        if not number or scale >= left:
            return None
        total, part, left = total + number * scale, [], scale
    rest = _hundreds(part) if part else 0
    return None if rest is None else total + rest


def _billions(words: Sequence[str]) -> int | None:
    """The number where a thousand or more of billions is said: "một nghìn hai trăm tỷ"."""
    at = next((at for at, word in enumerate(words) if _SCALES.get(word) == 10**9), 0)
    if not any(word in _SCALES for word in words[:at]):
        return None
    many, rest = number_said(words[:at]), number_said(words[at + 1 :]) if words[at + 1 :] else 0
    return None if many is None or rest is None or rest >= 10**9 else many * 10**9 + rest


def numbers_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text says a number in two words or more, one of them ten or larger, and the number."""
    if not _LARGE.search(text):
        return
    for match in _WORDS.finditer(text):
        said = match[0].lower()
        # A year stands before its number: "năm hai nghìn".
        start = len("năm ") if said.startswith("năm ") and number_said(said.split()) is None else 0
        number = number_said(said[start:].split())
        if number is not None and number >= 10:
            yield match.start() + start, match.end(), number


def number_words(number: int) -> str:
    """A number from 0 up in words, as they are read out."""
    if number == 0:
        return _NAMES[0]
    words: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn"), (1, "")):
        part, number = divmod(number, scale)
        if part > _HIGHEST:  # thousands of billions
            words += [number_words(part), name]
        elif part:
            words += [*_spelt(part, whole=not words), *([name] if name else [])]
    return " ".join(words)


def _hundreds(words: Sequence[str]) -> int | None:
    total, unit, hundreds = 0, None, False
    for word in words:
        if word in _UNITS and unit is None:
            unit = _UNITS[word]
        elif word == "trăm" and unit is not None and not hundreds and not total:
            total, unit, hundreds = unit * 100, None, True
        elif word == "mươi" and unit == 1:
            return None
        elif word in ("mươi", "mười") and total % 100 == 0 and (unit is None) == (word == "mười"):
            total, unit = total + 10 * (unit or 1), None
        elif word in _JOINING and (total or hundreds) and unit is None:
            continue
        else:
            return None
    return total + (unit or 0)


def _spelt(number: int, *, whole: bool) -> Iterator[str]:
    """A group of three digits; behind another group its hundreds are said though there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds or not whole:
        yield from (_NAMES[hundreds], "trăm")
    if tens > 1:
        yield from (_NAMES[tens], "mươi")
    elif tens:
        yield "mười"
    elif ones and (hundreds or not whole):
        yield "linh"
    if ones:
        yield "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else _NAMES[ones]
