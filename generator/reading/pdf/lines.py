"""Glyphs as lines of words: what stands on one baseline, with raised figures, spaces where glyphs are apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct

from generator.ooxml.plain_body import Run
from generator.reading.pdf.pages import Glyph, Look
from generator.values.patterns import late

# Shares of the size of letters: glyphs on one line, a space between two words, one that PDFium takes for a space, a gap
# that no text has.
_SAME_LINE, _SPACE, _TOLD, _GAP = 0.25, 0.2, 0.1, 1.1
# Letters set apart ("T H Ô N G  B Á O"): how many pairs tell it, the least gap and the widest that is none of words.
_PAIRS, _SPREAD, _WIDEST = 4, 0.08, 0.5
_TAB, _BLANK = 4.0, 0.25
# A gap that parts two columns whose texts nearly touch: in sizes, and beside the other gaps of a line of some words.
_COLUMN, _WIDER, _FEW = 0.5, 1.8, 4
# The signs of lists, as the fonts of signs and Unicode have them.
BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8•▪●○◦■")
_OLD_FONT = late(r"\.Vn|VNI[-_ ]", re.IGNORECASE)
# What stands before the text of an item: "-", "1.", "IV.", "(a)".
_MARK = late(r"[-–+•*·]|\(?\w{1,5}[.)]")
# A raised or lowered glyph: smaller than its line by this share, off its baseline by no more than that.
_SMALL, _OFF = 0.8, 0.6


class Word(Struct, frozen=True):
    """Glyphs without a space between them, run by run of one look; `script` 1 raised, -1 lowered."""

    runs: tuple[tuple[str, Look, int], ...]
    x0: float
    x1: float
    before: float = 0.0  # the room to the word before on its line

    @property
    def text(self) -> str:
        """What it says."""
        return unicodedata.normalize("NFC", "".join(text for text, _, _ in self.runs))


class Line(Struct, frozen=True, dict=True):
    """Words on one baseline, of one column or cell; `page` from 1, `y` down from its top; `trails` where the file has a
    space after the last.
    """

    words: tuple[Word, ...]
    y: float
    page: int = 0
    trails: bool = False

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @cached_property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of its letters: of most of them."""
        counts: dict[float, int] = {}
        for word in self.words:
            for text, look, script in word.runs:
                if not script or len(self.words) == 1:
                    counts[look.size] = counts.get(look.size, 0) + len(text)
        return max(counts, key=lambda size: (counts[size], size), default=12.0)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(look.bold for word in self.words for _, look, _ in word.runs)

    @cached_property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(look.italic for word in self.words for _, look, _ in word.runs)


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Lines from the top down, one for each baseline."""
    found: list[Line] = []
    for row in _rows(_with_marks(glyphs)):
        words = tuple(_words(row))
        if words:
            last = max(row, key=lambda one: one.x0)
            found.append(Line(words, _baseline(row), page, not last.text.strip()))
    return found


def parted(line: Line) -> list[Line]:
    """A line as those that wide gaps make of it."""
    return [Line(tuple(part), line.y, line.page) for part in _parted(line.words)]


def runs_of(words: Iterable[Word]) -> Iterator[Run]:
    """Words with a space between them, as runs: what looks alike is one."""
    pieces: list[tuple[str, Look, int]] = []
    for word in words:
        if pieces:
            look = word.runs[0][1] if pieces[-1][2] else pieces[-1][1]
            pieces.append((_between(word, look), look, 0))
        pieces += word.runs
    for (bold, italic, size, script, font), held in groupby(pieces, key=lambda one: _looks(one[1], one[2])):
        text = unicodedata.normalize("NFC", "".join(text for text, _, _ in held))
        yield Run(text, bold, italic, size, script > 0, script < 0, font=font)


def _between(word: Word, look: Look) -> str:
    """The space before a word: one, as many as a gap left open to be filled in holds, a tab for a wider one."""
    size = max(look.size, 1.0)
    if word.before <= _GAP * size:
        return " "
    return "\t" if word.before > _TAB * size else " " * round(word.before / (_BLANK * size))


def _looks(look: Look, script: int) -> tuple[bool, bool, float, int, str]:
    """What makes runs one: the font only where it is one of the old ones, whose letters are read by it."""
    return look.bold, look.italic, look.size, script, look.font if _OLD_FONT.match(look.font) else ""


def _with_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Tone marks that are glyphs of their own, put to the letter that they stand over: it comes before."""
    found: list[Glyph] = []
    for glyph in glyphs:
        if found and glyph.text and unicodedata.combining(glyph.text[0]):
            # Where letter and mark are one glyph, each is told to have a share of its width.
            x1 = max(found[-1].x1, glyph.x1) if glyph.x0 == found[-1].x0 else found[-1].x1
            found[-1] = found[-1]._replace(text=found[-1].text + glyph.text, x1=x1)
        else:
            found.append(glyph)
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline from the top down; small ones off a baseline go to the line that they stand beside."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.y):
        size = max(glyph.look.size, 1.0)
        if rows and glyph.y - rows[-1][-1].y <= _SAME_LINE * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return _with_small(rows)


def _with_small(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of small glyphs joined to the row above or below whose glyphs they touch."""
    kept: list[list[Glyph]] = []
    waiting: list[list[Glyph]] = []
    for row in rows:
        below = kept[-1] if kept else []
        for raised in waiting:
            kept.append([*raised, *row]) if _beside(raised, row) else kept.append(raised)
        joined_ = bool(waiting) and kept[-1][-1] is row[-1]
        waiting = []
        if joined_:
            continue
        if below and _beside(row, below) and not all(one.text == " " for one in row):
            below += row
            continue
        size = max(one.look.size for one in row)
        if len(row) <= 6 and size < 12:
            waiting = [row]
        else:
            kept.append(row)
    return [*kept, *waiting]


def _beside(small: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Whether small glyphs are raised or lowered beside the letters of a line."""
    size = max(one.look.size for one in line)
    own = max(one.look.size for one in small)
    if own > _SMALL * size or abs(small[0].y - line[0].y) > _OFF * size:
        return False
    x0, x1 = min(one.x0 for one in small), max(one.x1 for one in small)
    return any(abs(one.x1 - x0) < 0.3 * size or abs(one.x0 - x1) < 0.3 * size for one in line if one.text != " ")


def _baseline(row: Sequence[Glyph]) -> float:
    largest = max(one.look.size for one in row)
    return next(one.y for one in row if one.look.size == largest)


def _words(row: Sequence[Glyph]) -> Iterator[Word]:
    base, size = _baseline(row), max(max(one.look.size for one in row), 1.0)
    glyphs = sorted(row, key=lambda one: one.x0)
    spread = _spread(glyphs, size)
    held: list[Glyph] = []
    last = 0.0
    for glyph in glyphs:
        blank = not glyph.text.strip()
        least = (_TOLD if glyph.spaced else _SPACE) * size + spread
        if held and (blank or glyph.x0 - held[-1].x1 > least):
            yield _word(held, base, size, last)
            last, held = held[-1].x1, []
        if not blank:
            held.append(glyph)
    if held:
        yield _word(held, base, size, last)


def _spread(glyphs: Sequence[Glyph], size: float) -> float:
    """How far apart the letters of one word are set on a line: 0 where they touch, as they mostly do."""
    gaps = [
        right.x0 - left.x1
        for left, right in pairwise(glyphs)
        if left.text[:1].isalpha() and right.text[:1].isalpha() and right.x0 - left.x1 < _GAP * size
    ]
    usual = median(gaps) if len(gaps) >= _PAIRS else 0.0
    return min(usual, _WIDEST * size) if usual > _SPREAD * size else 0.0


def _word(glyphs: Sequence[Glyph], base: float, size: float, last: float) -> Word:
    runs: list[tuple[str, Look, int]] = []
    for look, script, text in ((one.look, _script(one, base, size), one.text) for one in glyphs):
        if runs and runs[-1][1:] == (look, script):
            runs[-1] = (runs[-1][0] + text, look, script)
        else:
            runs.append((text, look, script))
    x0 = glyphs[0].x0
    return Word(tuple(runs), x0, max(one.x1 for one in glyphs), x0 - last if last else 0.0)


def _script(glyph: Glyph, base: float, size: float) -> int:
    off = base - glyph.y
    if glyph.look.size > _SMALL * size or abs(off) < 0.05 * size:
        return 0
    return 1 if off > 0 else -1


def _parted(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a baseline in as many lines as wide gaps make of it; a mark stays with what it stands before."""
    usual = median(word.before for word in words[1:]) if len(words) > _FEW else 0.0
    parts = [[words[0]]]
    for word in words[1:]:
        size = max(look.size for _, look, _ in word.runs)
        outstanding = usual and word.before > max(_WIDER * usual, _COLUMN * size)
        if (word.before > _GAP * size or outstanding) and not _is_mark(parts[-1]):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _is_mark(words: Sequence[Word]) -> bool:
    return len(words) == 1 and _MARK.fullmatch(words[0].text) is not None
