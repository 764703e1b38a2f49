"""What of a text can be mended without asking: the same words, written as they were meant to be.

Only where there is one right form and nobody could have meant the other: blanks to be filled in by hand, long runs of
spaces that line something up, words that Vietnamese says twice stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from generator.values.findings import msg
from generator.values.patterns import late


class Kind(Enum):
    """What was wrong; the values are the words for it."""

    MARKS = msg("dấu rời khỏi chữ")
    LETTER = msg("ký tự trông giống chữ")
    UNSEEN = msg("ký tự không thấy được")
    HYPHEN = msg("dấu nối sai trong số, ký hiệu")
    SPACE = msg("dấu cách thừa hoặc thiếu")
    TWICE = msg("chữ viết hai lần")
    NAME = msg("tên viết không đúng")


class Mended(NamedTuple):
    """A text as it should be, and what was wrong with it."""

    text: str
    kinds: tuple[Kind, ...]


# Letters of another script by the Latin one that they look like.
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁАВЕКМНОРСТХУІЈЅ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "aeopcyxijshdABEKMHOPCTXYIJS" + "ABEZHIKMNOPTYXo",
)
_ETH = str.maketrans("\u00d0\u0189\u00f0\u0256", "ĐĐđđ")
_WORD = late(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LATIN = late(r"[A-Za-zÀ-ɏḀ-ỿ]")
_OTHER = late(r"[\u0370-\u052f]")
# A space without width parts words: it goes only where something else parts them.
_UNSEEN = late(r"[\u200e\u200f\u2060\ufeff\u00ad]|(?<!\w)\u200b|\u200b(?!\w)")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SYMBOL = late(rf"(?<![\w/])\d{{1,5}}/(?:\d{{4}}/)?[A-ZĐ][\w{_DASHES}-]*[{_DASHES}][A-ZĐ][\w{_DASHES}-]*")
_GLUED = late(r"(?<=[A-ZĐ])(?=ngày \d)")
# A symbol of a document to which the word behind it was glued: 74/NQ-CPngày 7/5/2023.
_GLUED_SYMBOL = late(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]+-[A-ZĐ]+ngày \d")
# Two or three spaces between words; more line something up.
_RUN = late(r"(?<=[^\s:]) {2,3}(?=[^\s/])")
# What leaves a place open: “số   /KH-SM ngày   tháng   năm”.
_OPEN = late(r"(?:^|[\s(])(?:số|ngày|tháng|năm|lúc|hồi|giờ|phút|quyển|trang)$", re.IGNORECASE)
_BEFORE_SIGN = late(r"(?<=[\w)\]”\"%]) +(?=[,;](?:\s|$))|(?<=[^\W\d_]) +(?=:(?:\s|$))|(?<=[\w)\]”%]) +(?=\.\s*$)")
_IN_BRACKETS = late(r"(?<=\() +(?=\w)|(?<=\w) +(?=\))")
_ENDS = late(r"^ +| +$")
_LINE_ENDS = late(r" +(?=\n)")
# Words that no sentence has twice side by side: they join others. “Của” names things too: của cải, của công.
_TWICE = late(
    r"(?<![\w-])(và|hoặc|những|các|nhưng|đối với|của(?! của (?:cải|công|chung|riêng|để|ăn|báu|dân|nhà)(?!\w))|^căn cứ)"
    r"( \1)+(?![\w-])",
    re.IGNORECASE,
)


def mended(text: str) -> Mended:
    """A text as it should be. What it says is as before: letter for letter but for what `Kind` names."""
    kinds: list[Kind] = []
    for kind, step in _STEPS:
        made = step(text)
        if made != text:
            kinds.append(kind)
            text = made
    return Mended(text, tuple(dict.fromkeys(kinds)))


def _latin(text: str) -> str:
    text = _WORD.sub(_one_script, text) if _OTHER.search(text) else text
    return text.translate(_ETH)


def _one_script(match: re.Match[str]) -> str:
    """A word of Latin letters with some of another script among them; words that are whole in it are their own."""
    word = match[0]
    made = word.translate(_ALIKE)
    return made if _LATIN.search(word) and not _OTHER.search(made) else word


def _hyphens(text: str) -> str:
    return _SYMBOL.sub(lambda match: re.sub(rf"[{_DASHES}]", "-", match[0]), text)


def _spaces(text: str) -> str:
    text = _RUN.sub(lambda match: match[0] if _is_open(text, match.start()) else " ", text)
    text = _IN_BRACKETS.sub("", _BEFORE_SIGN.sub("", text))
    text = _GLUED_SYMBOL.sub(lambda match: _GLUED.sub(" ", match[0]), text)
    return _ENDS.sub("", _LINE_ENDS.sub("", text))


def _is_open(text: str, at: int) -> bool:
    """Whether the place at which a run of spaces begins was left open for a hand to fill."""
    return bool(_OPEN.search(text, 0, at)) or not re.search(r"\w", text[max(0, at - 1) : at] + text[at:].lstrip()[:1])


def _once(text: str) -> str:
    return _TWICE.sub(lambda match: match[1], text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# Letters first: what follows is told by words.
_STEPS: tuple[tuple[Kind, Callable[[str], str]], ...] = (
    (Kind.UNSEEN, lambda text: _UNSEEN.sub("", text)),
    (Kind.LETTER, _latin),
    (Kind.MARKS, _composed),
    (Kind.HYPHEN, _hyphens),
    (Kind.SPACE, _spaces),
    (Kind.TWICE, _once),
)


def renamed(text: str, wrong: str, right: str) -> Mended:
    """A text with a name, wherever it stands whole, written as it should be."""
    made = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", lambda _: right, text) if wrong else text
    return Mended(made, (Kind.NAME,) if made != text else ())


_AROUND = 24


def changed_part(before: str, after: str) -> tuple[str, str]:
    """The stretch in which two texts differ with some of what stands around it; where spaces go or come, each is a dot.

    What is cut off is an ellipsis.
    """
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    start = max(before.rfind(" ", 0, max(first - _AROUND, 0)), 0)
    return _stretch(before, start, first, last), _stretch(after, start, first, last)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _stretch(text: str, start: int, first: int, last: int) -> str:
    end = len(text) - last
    stop = text.find(" ", min(end + _AROUND, len(text)))
    stop = len(text) if stop < 0 else stop
    # One space on each side belongs to what changed: two of them are told from one.
    low, high = max(first - 1, start), min(end + 1, stop)
    inner = text[low:high]
    shown = re.sub(r" {2,}|^ | $|(?<=\() | (?=[,;:.)])", lambda run: "·" * len(run[0]), inner)
    made = f"{text[start:low]}{shown}{text[high:stop]}".replace("\n", " ⏎ ")
    return f"{'…' if start else ''}{made}{'…' if stop < len(text) else ''}"
