"""Words and numbers wider than their cell, which a program broke where the line was full: one, or two that stand below
each other. Other places of the file, how numbers and syllables are written, and the spaces that the file has tell.
"""

from __future__ import annotations

import re

from generator.reading.encodings import is_syllable
from generator.reading.pdf.breaks import Breaks, bare
from generator.values.patterns import late

_SIGNS, _FIGURES = late(r"[-+−]?\d[\d.,]*"), late(r"[.,]?\d[\d.,]*%?|%")
# A number as it is written in Vietnam, one without signs inside, a year.
_WHOLE = late(r"[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?")
_PLAIN, _YEAR = late(r"\d+"), late(r"(?:19|20)\d\d")
_SHORT = 4  # digits that a number written without dots mostly has no more of
# Parts of an address on the Internet, of which no space is part.
_ADDRESS = late(r"[\w.+-]*@[\w.-]*|https?:\S*|www\.\S*|\w+(?:\.\w+)*[._][\w.]*", re.ASCII)
_SITE = late(r"[\w.+-]*@\S*|[\w-]*(?:[./_][\w-]+)+/?", re.ASCII)
_CLOSED, _CLOSING = late(r"[^\w%@/.]$|\.$"), late(r"[.,;:)!?”%]+")


def is_one(end: str, begin: str, breaks: Breaks, *, told: bool) -> bool | None:
    """Whether what fills a line of a cell and what begins the next are one word or number; None where nothing tells.
    `told` where the file has the spaces of its lines, and has none here.
    """
    left, right = end.lstrip("(“\"'"), begin.rstrip(".,;:)”\"'") or begin
    if _SIGNS.fullmatch(left) and _FIGURES.fullmatch(right):
        return _is_number(left, right, told=told)
    if _CLOSING.fullmatch(begin):
        return True
    if left.isdecimal() or (right[:1].isdecimal() and not _SITE.fullmatch(right)):
        return None if told else False
    if _ADDRESS.fullmatch(left) and _SITE.fullmatch(right):
        return True
    if _CLOSED.search(end) or not begin[:1].isalpha():
        return False
    return _is_word(left, right, breaks, told=told)


def _is_number(end: str, begin: str, *, told: bool) -> bool | None:
    joined = f"{end}{begin}"
    if end[-1] in ".," or begin[0] in ".,%" or not _WHOLE.fullmatch(end):
        return True
    if not _WHOLE.fullmatch(joined):
        return None
    if not (_PLAIN.fullmatch(end) and _PLAIN.fullmatch(begin)) or len(end) > _SHORT:
        return True
    return True if told and not (_YEAR.fullmatch(end) and _YEAR.fullmatch(begin)) else None


def _is_word(end: str, begin: str, breaks: Breaks, *, told: bool) -> bool | None:
    whole = bare(f"{end}{begin}")
    if breaks.words.get(whole):
        return True
    known = [bool(breaks.words.get(bare(part))) for part in (end, begin)]
    if all(known):
        return False
    parts = is_syllable(end), is_syllable(bare(begin))
    if is_syllable(whole) and not all(parts) and begin.islower():
        return True
    if parts[0] or (end.isupper() and parts[1] and not begin.isupper()):
        return False
    return True if told and not any(known) else None
