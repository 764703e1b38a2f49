"""How wide and how high text stands in Times New Roman, without a font on the machine.

`metrics.json` holds the advance widths (2048 units to the em) of Liberation Serif 2.1.5, which are those of
Times New Roman by design, for Latin, Vietnamese and the punctuation of documents. Rules under headings (II.1.b,
II.2.b, II.5.b of the decree), column widths, row heights and the choice of heading sizes are computed from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

UNITS_PER_EM = 2048
# A space is a quarter of an em in each style.
SPACE_UNITS = 512
MM_PER_POINT = 25.4 / 72
# No letter of any style is wider (Ǆ, bold: 2845 units).
WIDEST_LETTER_EM = 1.4
# Line pitch of single spacing in Times New Roman: (ascent 1825 + descent 443 + gap 87) / 2048 of the size.
LINE_PITCH = 1.15
_MOST_WORDS = 16_384


class _Widths(dict[str, int]):
    """Advance widths by character; one that is not known counts as wide as an em."""

    def __missing__(self, _char: str) -> int:
        return UNITS_PER_EM

    def units(self, text: str) -> int:
        """Width of a text on one line."""
        return sum(map(self.__getitem__, text))


@cache
def _widths(bold: bool, italic: bool) -> _Widths:
    style = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get(
        (bold, italic), "bold_italic"
    )
    groups: dict[str, str] = json.loads(_tables().read_text(encoding="utf-8"))[style]
    return _Widths({char: int(width) for width, chars in groups.items() for char in chars})


class _Words(dict[str, int]):
    """Widths of words and of the space behind, each added up once: the same few thousand fill a register."""

    def __init__(self, widths: _Widths) -> None:
        """Of letters of these widths."""
        super().__init__()
        self._units, self._space = widths.units, widths[" "]

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        made = self[word] = self._units(word) + self._space
        return made


@cache
def spaced_units(bold: bool) -> Callable[[str], int]:
    """Gives the width of a word with the space behind it, in units of the em."""
    return _Words(_widths(bold, False)).__getitem__


def word_units(word: str, bold: bool) -> int:
    """Width of a word in units of the em."""
    return spaced_units(bold)(word) - SPACE_UNITS


def _tables() -> Path:
    return Path(__file__).with_suffix(".json")


def text_width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of a text on one line, in mm. A character the table does not know counts as wide as an em."""
    return _widths(bold, italic).units(text) / UNITS_PER_EM * size_pt * MM_PER_POINT


def broken_lines(text: str, width_mm: float, size_pt: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines a paragraph of this width breaks into, as Word breaks: at spaces, a long word by letters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_broken(paragraph, width_mm, size_pt, bold, italic))
    return lines


def _broken(paragraph: str, width_mm: float, size_pt: float, bold: bool, italic: bool) -> list[str]:
    widths = _widths(bold, italic)
    room = width_mm / MM_PER_POINT / size_pt * UNITS_PER_EM
    space = widths[" "]
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        long = widths.units(word)
        if line and used + space + long > room:
            lines.append(" ".join(line))
            line, used = [], 0.0
        while long > room and len(word) > 1:
            fit = _letters_that_fit(word, room, widths)
            lines.append(word[:fit])
            long -= widths.units(word[:fit])
            word = word[fit:]
        used += long + (space if line else 0)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def _letters_that_fit(word: str, room: float, widths: _Widths) -> int:
    used = 0
    for count, char in enumerate(word):
        used += widths[char]
        if used > room:
            return max(count, 1)
    return len(word)


def line_height_mm(size_pt: float) -> float:
    """Height of a line at single spacing, in mm."""
    return size_pt * LINE_PITCH * MM_PER_POINT


def longest_word_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of the widest unbreakable word: the least a column must have, in mm."""
    units = max((word_units(word, bold) for word in text.split()), default=0)
    return units / UNITS_PER_EM * size_pt * MM_PER_POINT
