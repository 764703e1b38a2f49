"""Heights of rows: Excel fits a row to its text only where nobody set a height and nothing is merged.

Exact breaking, made fast by what documents are like: the same few thousand words, the same few units and deadlines.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate

from generator.facts.metrics import text_width_mm
from generator.rendering.excel.template import Look

# What Excel itself gives a line: 15.75 pt at 12 pt Times New Roman, 18.75 at 14; heights are whole pixels.
_LINE = 1.3125
_PIXEL_PT = 0.75
# Air above and below the text of a row, so that the marks of capitals (Ể) clear the border.
_AIR_PT = 3.0
# Excel shows no row higher than this; a longer text is there but must be read in the formula bar.
HIGHEST_PT = 409.0
_MOST_WORDS, _MOST_TEXTS = 16_384, 1_024
# Units and deadlines come again, the texts of tasks do not.
_LONGEST_REMEMBERED = 80
PLAIN = Look(11.0, False, False, False, 1.2)


class _Letters(dict[str, float]):
    """Widths of letters of a style, in mm."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, letter: str) -> float:
        look = self._look
        width = self[letter] = text_width_mm(letter, look.size, bold=look.bold, italic=look.italic) * look.widening
        return width


class Words(dict[str, float]):
    """Widths of words of a style with the space after them, in mm; emptied when numbers and names have filled it."""

    def __init__(self, look: Look) -> None:
        """No word is measured before it is asked for."""
        super().__init__()
        self._letters = _Letters(look)
        self.space = self._letters[" "]

    def __missing__(self, word: str) -> float:
        if len(self) >= _MOST_WORDS:
            self.clear()
        width = self[word] = sum(map(self._letters.__getitem__, word)) + self.space
        return width


class _Heights(dict[int, float]):
    """Heights in points of a cell of so many lines: whole pixels, as Excel keeps them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._line = look.size * _LINE

    def __missing__(self, lines: int) -> float:
        pixels = math.ceil((lines * self._line + _AIR_PT) / _PIXEL_PT)
        height = self[lines] = min(pixels * _PIXEL_PT, HIGHEST_PT)
        return height


class TextHeight(dict[str, float]):
    """Height in points that a text needs in a cell: `heights[text]`, remembered for texts that come again."""

    def __init__(self, look: Look, words: Words, width_mm: float) -> None:
        """A cell of a style, with that style's words, and its room in mm, padding taken off."""
        super().__init__()
        self._words = words
        # A style that does not wrap keeps each text on one line.
        self._room = width_mm + words.space if look.wraps else math.inf
        self._heights = _Heights(look)

    def __missing__(self, text: str) -> float:
        if len(text) > _LONGEST_REMEMBERED:
            return self._heights[self.lines(text)]
        # All digits are of one width: ten thousand numbers need no measuring of their own.
        if text.isdigit() and text != (zeros := "0" * len(text)):
            return self[zeros]
        if len(self) >= _MOST_TEXTS:
            self.clear()
        height = self[text] = self._heights[self.lines(text)]
        return height

    def lines(self, text: str) -> int:
        """Lines a text breaks into: at spaces, a word longer than a line by letters, and at each line end."""
        if "\n" in text:
            return sum(map(self.lines, text.split("\n"))) if self._room < math.inf else 1
        # Right edges of the words on one endless line; a line ends at the last edge that it has room for.
        edges = list(accumulate(map(self._words.__getitem__, text.split(" "))))
        lines, begun, start, room, count = 1, 0, 0.0, self._room, len(edges)
        while (fit := bisect_right(edges, start + room, begun)) < count:
            if fit == begun:
                # A word wider than the line goes over several, the next one after it.
                lines += math.ceil((edges[fit] - start) / (room - self._words.space)) - 1
                fit += 1
                if fit == count:
                    break
            lines += 1
            begun, start = fit, edges[fit - 1]
        return lines
