"""Text without marks, letter for letter, so that what is found in it has the same offsets in the text itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator.values.patterns import late


def _table() -> dict[str, str]:
    """Every precomposed Latin letter -> its bare letter; odd dashes, spaces -> the plain ones, note marks -> spaces."""
    table = {0x0111: "d", 0x0110: "D", 0x00A0: " ", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare.isascii():
            table[code] = bare
    return {chr(code): bare for code, bare in table.items()} | dict.fromkeys(NOTE_MARKS, " ")


# Raised figures at a word are marks of notes (`Sở Y tế¹`, `30/6²`): no letters of it.
NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_BARE = _table()
_MARKED = frozenset(_BARE)
_BLANK = "\x00"
_SPACES = " " * 7
_LONG_SPACE = late(r"(?<=\s{6})\s+")


@lru_cache(maxsize=1 << 12)  # of one text units, days and citations are read, and checked one by one
def plain(text: str) -> str:
    """The same text with bare letters, case kept, of the same length. The text is NFC, as `text.clean` leaves it.

    Where more than six spaces follow one another the rest is blanked, so that no pattern is slow on them.
    """
    bare = text
    # Letter by letter of the alphabet: half the time of `translate`, which asks for each letter of the text.
    for letter in _MARKED.intersection(text) if not text.isascii() else ():
        bare = bare.replace(letter, _BARE[letter])
    if _SPACES not in bare and bare.isprintable():
        return bare  # a space is the only one that can be printed
    return _LONG_SPACE.sub(lambda rest: _BLANK * len(rest[0]), bare)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans (in order, apart) blanked, letter for letter."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _BLANK * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))
