"""Text without marks, letter for letter, so that what is found in it has the same offsets in the text itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def _table() -> dict[int, str]:
    """Every precomposed Latin letter -> its bare letter; odd dashes, spaces -> the plain ones, note marks -> spaces."""
    table = {0x0111: "d", 0x0110: "D", 0x00A0: " ", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare.isascii():
            table[code] = bare
    return table | dict.fromkeys(map(ord, NOTE_MARKS), " ")


# Raised figures at a word are marks of notes (`Sở Y tế¹`, `30/6²`): no letters of it.
NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_BARE = _table()
_BLANK = "\x00"
_LONG_SPACE = re.compile(r"(?<=\s{6})\s+")


def plain(text: str) -> str:
    """The same text with bare letters, case kept, of the same length. The text is NFC, as `text.clean` leaves it.

    Where more than six spaces follow one another the rest is blanked, so that no pattern is slow on them.
    """
    bare = text if text.isascii() else text.translate(_BARE)
    return _LONG_SPACE.sub(lambda rest: _BLANK * len(rest[0]), bare)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans (in order, apart) blanked, letter for letter."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _BLANK * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))
