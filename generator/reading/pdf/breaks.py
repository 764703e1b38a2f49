"""How the lines of a file's cells are broken: whether the spaces there are kept, and how the words broken behind a dash
or a stroke, before dots, are written elsewhere in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from msgspec import Struct, field

from generator.reading.pdf.lines import Line

# How many broken lines tell whether a file has the spaces there, which share of them has one, which of those behind
# which a sentence goes on where the full ones have theirs too; points: lines that begin at one place.
_ENOUGH, _MOST, _ALL, _NEAR = 8, 0.5, 0.97, 2.5
# Signs behind which a line may end inside of a word, the one that may begin the next line; how many times as often one
# way of writing has to be met as the other.
INNER, DOTS, _SURE = ("-", "–", "/"), "…", 5
_OPENING, _MARKS = '(“"', '.,;:)”"'


class Breaks(Struct, frozen=True):
    """`spaces`: the file has the spaces at which its lines were broken, `inside` those of lines in the middle of cells,
    `full` those of lines with no room for one; the others say how often words stand in its lines in one, and how often
    apart; `words` those that stand in a line whole.
    """

    spaces: bool = False
    inside: bool = False
    full: bool = False
    joined: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)

    def is_one(self, end: str, begin: str) -> bool | None:
        """Whether what ends a line and what begins the next are one word elsewhere; None where nothing tells."""
        for pair in _pairs(end, begin):
            one, two = self.joined.get("".join(pair), 0), self.apart.get(pair, 0)
            if one >= max(_SURE * two, 1):
                return True
            if two >= max(_SURE * one, 1):
                return False
        return None


NO_BREAKS = Breaks()


def _pairs(end: str, begin: str) -> Iterator[tuple[str, str]]:
    """What tells, the surest first: before dots the sign before them; else both words without the marks around them,
    and the first as far as it is the symbol of a document: "NĐ-" of "138/2024/NĐ-".
    """
    if begin.startswith(DOTS):
        yield end[-1:], DOTS
        return
    whole, rest = end.lstrip(_OPENING), begin.rstrip(_MARKS)
    yield whole, rest
    symbol = whole[whole.rfind("/", 0, -1) + 1 :]
    if symbol != whole:
        yield symbol, rest


@dataclass
class _Kept:
    """How many lines were broken, and how many of them have a space there."""

    broken: int = 0
    kept: int = 0

    def see(self, line: Line) -> None:
        self.broken += 1
        self.kept += line.trails

    def has(self, share: float) -> bool:
        return self.broken >= _ENOUGH and self.kept > share * self.broken


def bare(word: str) -> str:
    """A word without the marks around it."""
    return word.lstrip(_OPENING).rstrip(_MARKS)


def breaks_of(cells: Iterable[tuple[Line, ...]], others: Iterable[Line] = ()) -> Breaks:
    """How the lines of cells are broken; the words of other lines of the file tell too."""
    at_left, inside, words_on = _Kept(), _Kept(), _Kept()
    joined: Counter[str] = Counter()
    apart: Counter[tuple[str, str]] = Counter()
    whole = Counter(bare(word.text) for line in others for word in line.words)
    for lines in cells:
        for line, after in pairwise(lines):
            (inside if abs(line.x0 - after.x0) > _NEAR else at_left).see(line)
            if line.text[-1:].isalpha() and after.text[:1].islower():
                words_on.see(line)
        words = [[word.text for word in line.words] for line in lines]
        whole.update(_whole(lines))
        for line, own, below in zip_longest(lines, words, words[1:]):
            _count([*own, below[0]] if below and line.trails else own, joined, apart)
    has = at_left.has(_MOST), inside.has(_MOST), words_on.has(_ALL)
    return Breaks(*has, joined, apart, whole)


def _whole(lines: tuple[Line, ...]) -> Iterator[str]:
    """The words of a cell without those that may be parts: alone on a line that has no space, below such a line."""
    cut = False
    for number, line in enumerate(lines):
        begin, cut = cut, len(line.words) == 1 and not line.trails and number < len(lines) - 1
        if not cut:
            yield from (bare(word.text) for word in line.words[begin:])


def _count(words: list[str], joined: Counter[str], apart: Counter[tuple[str, str]]) -> None:
    for word in words:
        at = word.find(DOTS)
        if at > 0:
            joined[word[at - 1 : at + 1]] += 1
        if any(sign in word[:-1] for sign in INNER):
            whole = word.lstrip(_OPENING).rstrip(_MARKS)
            joined.update({whole, whole.rpartition("/")[2]})
    for word, after in pairwise(words):
        if word.endswith(INNER) or after.startswith(DOTS):
            apart.update(set(_pairs(word, after)))
