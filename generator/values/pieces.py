"""A text in pieces that are shown changed or unchanged as a whole: a word, a number, a day, a document's symbol.

“9.463.076”, “3,5 %”, “05/6/2025”, “ngày 05 tháng 6 năm 2025”, “159/2025/NĐ-CP” are one piece each: of two numbers
nobody reads which digits they share. A word is a word in NFD too.
"""

from __future__ import annotations

import re

from generator.values.patterns import late

_LETTER = r"[^\W\d_]"
_IN_WORD = r"[\w\u0300-\u036f]"
_GAP = r"[ \u00a0]+"
# How much may stand before the first digit is bounded, so that a text is cut in one go.
_FIGURE = (
    rf"(?:(?<![\w\u0300-\u036f)\]])[-−+±])?(?:{_LETTER}{{1,12}}[/-]){{0,4}}{_LETTER}{{0,12}}"
    rf"\d{_IN_WORD}*(?:[.,:]\d{_IN_WORD}*|[/–-]{_IN_WORD}+)*(?:[ \u00a0]?[%‰])?"
)
_PIECE = late(
    rf"\s+"
    rf"|(?:ngày{_GAP})?\d{{1,2}}{_GAP}tháng{_GAP}\d{{1,2}}(?:{_GAP}năm{_GAP}\d{{4}})?(?!{_IN_WORD})"
    rf"|(?:tháng|quý){_GAP}(?:\d{{1,2}}|[IVX]{{1,4}})(?:/|{_GAP}năm{_GAP})\d{{4}}(?!{_IN_WORD})"
    rf"|\d{{1,3}}(?:[ \u00a0]\d{{3}})+(?:,\d+)?(?:[ \u00a0]?[%‰])?(?![\w.,]*\d)"
    rf"|{_FIGURE}"
    rf"|{_IN_WORD}+"
    r"|[^\w\s]",
    re.IGNORECASE,
)


def pieces(text: str) -> list[str]:
    """The pieces of a text in their order, spaces among them: joined they are the text."""
    return _PIECE.findall(text)
