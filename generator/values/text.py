"""Vietnamese text: clean, compare, sort, number; the decree's way of writing dates and numerals.

Knows no documents and no formats. Clauses are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from generator.values.patterns import late

# Điểm: letters of the Vietnamese alphabet with đ, without ă â ê ô ơ ư and f j w z; the decree itself numbers
# a, b, c, d, đ, e, g, h, i (Điều 8 khoản 2); the 23 letters are those of decrees that need more.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

# A place left open for a hand or the registry to fill: no-break spaces, so that Word neither folds nor breaks it.
OPEN_PLACE = "\u00a0" * 6

# Abbreviations that keep their small letters in an upper-cased line (Phụ lục III, bảng chữ viết tắt; chức danh).
KEPT_CASE = frozenset({"TTg", "TTgCP", "PTTg", "TTr", "CTr", "QyĐ", "TrS"})

_CONTROLS = late(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = late(r"\r\n?|\x0b|\x0c|\u2028|\u2029|\x85")
# The blocks of combining marks.
_MARKS = late(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LETTERS = late(r"[a-z0-9]+")
_WORD = late(r"[^\W\d_]+")
_ISO_DAY = late(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?:[T ]00:00(?::00)?)?")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng (CLDR vi)
_PRIMARY = {letter: order for order, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_FINAL = frozenset(";,.:")
# Where a word may break, or may not, and the mark of byte order.
_NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
_TONED_PAIRS = ("oa", "oe", "uy")
_NEW_TONES = late(r"(?<![qQ])([oOuU])([àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ])(?!\w)")


def clean(text: str) -> str:
    """Text as every part of the program holds it: NFC, line ends as one `\\n`, no control characters.

    XML has no control characters and openpyxl refuses them; what is lost here is reported by the reader
    (see `control_characters`).
    """
    if not text.isprintable():  # none of the characters looked for is printable
        text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def control_characters(text: str) -> tuple[str, ...]:
    """The control characters in a text, as `U+0007`, that `clean` would drop."""
    return tuple(f"U+{ord(found):04X}" for found in _CONTROLS.findall(text))


def one_line(text: str) -> str:
    """The text on one line with single spaces: for comparing and for messages."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as most are: a space is the only one that can be printed
    return " ".join(text.split())


def without_unseen(text: str) -> str:
    """The text without signs that have no width, as they come along from pages of the web."""
    for sign in _NO_WIDTH:
        text = text.replace(sign, "")
    return text


def quote(text: str, longest: int = 60) -> str:
    """A text as messages show it: on one line, in “…”, cut with an ellipsis."""
    line = one_line(text)
    return f"“{line if len(line) <= longest else line[: longest - 1].rstrip() + '…'}”"


def as_argument(path: object) -> str:
    """A path as it is typed in a command: in quotation marks where it has a space."""
    text = str(path)
    return f'"{text}"' if re.search(r"\s", text) else text


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparing only: no marks, no case, no punctuation, single spaces.

    `Hòa` and `Hoà`, `Uỷ` and `Ủy`, NFC and NFD, `Đ` and `d` fall together.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join(_LETTERS.findall(_MARKS.sub("", decomposed)))


def key_of(header: str) -> str:
    """A header text as a key: `Nguồn kinh phí` -> `nguon_kinh_phi`."""
    return fold(header).replace(" ", "_")


def old_tones(text: str) -> str:
    """The tone mark where the Government's documents put it: `hoà` -> `hòa`, `uỷ` -> `ủy` (in open syllables)."""
    return _NEW_TONES.sub(_moved_tone, text)


def _moved_tone(match: re.Match[str]) -> str:
    first, second = match.group(1), unicodedata.normalize("NFD", match.group(2))
    bare, tone = second[0], second[1:]
    if (first + bare).casefold() not in _TONED_PAIRS or len(tone) != 1 or tone not in _TONES:
        return match.group(0)
    return unicodedata.normalize("NFC", first + tone) + bare


def upper(text: str) -> str:
    """The text in capitals, as headings are set, but for abbreviations that keep their case (`CT-TTg`)."""
    return _WORD.sub(lambda word: word[0] if word[0] in KEPT_CASE else word[0].upper(), text)


def upper_first(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small, unless the first word is an abbreviation."""
    word = _WORD.match(text)
    return text if word and len(word[0]) > 1 and word[0].isupper() else text[:1].lower() + text[1:]


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Key that sorts Vietnamese by the alphabet: letters first, then tones (CLDR `vi`), then case."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        decomposed = unicodedata.normalize("NFD", char)
        marks = [mark for mark in decomposed[1:] if mark in _TONES]
        base = unicodedata.normalize("NFC", decomposed[0] + "".join(m for m in decomposed[1:] if m not in _TONES))
        letters.append(_PRIMARY[base] + 0x110 if base in _PRIMARY else ord(char[0]))
        tones.append(_TONES[marks[0]] if marks else 0)
    return tuple(letters), tuple(tones), text


def roman(number: int) -> str:
    """Roman numeral of 1…3999: phần, chương, mục and phụ lục (II.6.đ, III.1.a).

    Raises ValueError outside of that range.
    """
    if not 0 < number < 4000:
        raise ValueError(f"no Roman numeral for {number}")
    numeral = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def point_letter(number: int) -> str:
    """Letter of điểm 1…23: a, b, c, d, đ, e … y (II.6.đ). Raises ValueError outside of that range."""
    if not 0 < number <= len(POINT_LETTERS):
        raise ValueError(f"no letter for điểm {number}")
    return POINT_LETTERS[number - 1]


def official_number(number: int | None) -> str:
    """A document's number: a zero before one digit (II.3.c), an open place where there is none yet (Điều 15)."""
    return OPEN_PLACE if number is None else f"{number:02d}"


def official_date(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """`ngày 05 tháng 01 năm 2020`: a zero before days 1–9 and months 1 and 2 only (II.4.b); open places for None."""
    day_text = OPEN_PLACE if day is None else f"{day:02d}"
    month_text = OPEN_PLACE if month is None else f"{month:02d}" if month < 3 else str(month)
    return f"ngày {day_text} tháng {month_text} năm {OPEN_PLACE if year is None else year}"


def short_date(day: date) -> str:
    """`05/3/2026`: as a message names a day, a zero before its days 1–9 only."""
    return f"{day.day:02d}/{day.month}/{day.year}"


def listed(items: Iterable[str], last: str = "và") -> str:
    """`a, b và c`."""
    words = list(items)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def decimal(number: float, digits: int = 0) -> str:
    """`1.234.567,89`: a point after thousands, a comma before decimals (Luật Kế toán, Điều 11)."""
    return f"{number:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def day_as_said(text: str, *, months: bool = False) -> str:
    """A day as data have it (`2030-01-31`) as people write it: `31/01/2030`; where asked for, a month too (`02/2030`).

    Any other text as it is.
    """
    match = _ISO_DAY.fullmatch(text.strip())
    if match is None or not (match[3] or months):
        return text
    return "/".join(filter(None, (match[3], match[2], match[1])))


# A council's or the National Assembly's: other bodies carry their term in their name.
_SESSION = late(
    r"((?:hội đồng nhân dân|hđnd|quốc hội)\b.*?)[\s,(–-]+(?:kh(?:óa|oá)|nhiệm kỳ|kỳ họp)\s.*",
    re.IGNORECASE | re.DOTALL,
)


def without_session(text: str) -> str:
    """A council's name without the term and session that its line of authority has: `…, KHÓA X, KỲ HỌP THỨ 5`."""
    return _SESSION.sub(r"\1", text)


def without_final_mark(text: str) -> str:
    """The text without the `;` `,` `.` `:` or `./.` that ends it: punctuation of lists is the form's."""
    end = len(text)
    while end:
        if text[end - 1] in _FINAL or text[end - 1].isspace():
            end -= 1
        elif text[end - 1] == "/" and text[end - 2 : end + 1] == "./.":
            end -= 2
        else:
            break
    return text[:end]


def file_name(text: str) -> str:
    """A path as every system reads it: people on Windows write `..\\so\\nhiem-vu.xlsx`."""
    return text.replace("\\", "/")


def thousands(number: int) -> str:
    """A number of things as it is said: `100.000`."""
    return f"{number:,}".replace(",", ".")
