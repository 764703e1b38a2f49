"""Words that were probably meant to be others, by what stands beside them elsewhere in the data.

One pass over a text: most words stand in a pair that is seen again, and nothing more is asked of them.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from generator.linting.words import EVIDENCE, Wording, Words
from generator.values.text import old_tones

RARE = 3
_AGAINST = 20
_OVERWHELMING = 100
# In place of a count where more than a space parts two words.
_APART = sys.maxsize
# In a small text words that join others stand beside everything: no evidence against `của cán bộ`.
_LARGE = 20_000
_LINKS = frozenset(("và", "của", "với", "các", "để", "cho", "trong", "về", "tại", "là", "do", "từ", "theo", "trên"))
# Two ways of writing one word, neither wrong.
_BOTH_RIGHT = ({"hằng", "hàng"}, {"sát", "xát"}, {"kỹ", "kĩ"}, {"tỷ", "tỉ"}, {"lý", "lí"}, {"quý", "quí"})


# Words that are right beside each other, though another is far more frequent beside one of them.
_RIGHT = frozenset({("cùng", "cấp"), ("dân", "cùng"), ("cùng", "với"), ("cùng", "kỳ")})


class Slip(NamedTuple):
    """A word by its place among those of its text, what it was probably meant to be, the words joined to it."""

    at: int
    meant: str
    before: str
    after: str


def neighbours(words: Wording, at: int, odd: Collection[str]) -> tuple[str, str]:
    """The words before and after one that only a space parts from it; "" where none is, or it is odd itself."""
    before = words.small[at - 1] if at and words.joined[at] and words.written[at - 1] not in odd else ""
    last = at + 1 == len(words.small) or not words.joined[at + 1] or words.written[at + 1] in odd
    return before, "" if last else words.small[at + 1]


def slips(words: Wording, counts: Words) -> Iterator[Slip]:
    """The slips of a text, given as its words."""
    small, written, odd, near = words.small, words.written, counts.odd, counts.near
    around = ("", *small, "")
    for at, here in enumerate(pairwise(_beside(words, counts))):
        # Most words are at home on both sides: a rare one stands nowhere more often than it stands at all.
        if here[0] > RARE < here[1]:
            continue
        _, befores, behinds = near[small[at]]
        if around[at] not in befores and around[at + 2] not in behinds:
            continue
        told = [count for count in here if count is not _APART]
        if not written[at][1:].islower() or written[at] in odd or _at_home(small[at], told, counts):
            continue
        before, behind = neighbours(words, at, odd)
        guess = _meant(before, small[at], behind, told, counts)
        if guess and not _goes_on(words, at, guess, counts):
            yield Slip(at, guess, before, behind)


def _goes_on(words: Wording, at: int, guess: str, counts: Words) -> bool:
    """Whether what stands behind a word that opens a text belongs to the word behind it, and never so behind the guess:
    in `Sổ văn bản` it is `văn bản`, in `Tổ Văn phòng` it is another."""
    if (at and words.joined[at]) or at + 2 >= len(words.small) or not words.joined[at + 2]:
        return False
    behind = words.small[at + 1 : at + 3]
    return counts.pairs[behind[0], behind[1]] > 1 and not counts.triples[guess, behind[0], behind[1]]


def _beside(words: Wording, counts: Words) -> list[int]:
    """How often each word stands in the data after the one before it, and the last before nothing."""
    found = [_APART, *map(counts.pairs.get, pairwise(words.small), repeat(0)), _APART]
    for at, joined in enumerate(words.joined):
        if not joined:
            found[at] = _APART
    if not counts.odd.isdisjoint(words.written):
        for at, word in enumerate(words.written):
            if word in counts.odd:
                found[at : at + 2] = _APART, _APART
    return found


def _at_home(word: str, here: Sequence[int], counts: Words) -> bool:
    """Whether a word stands where it often does; a common one wherever it does more than once."""
    return max(here) > 2 if counts.single[word] <= RARE else min(here) > 1


def _meant(before: str, word: str, after: str, here: Sequence[int], counts: Words) -> str:
    """The frequent word that this one was probably meant to be; "" where the evidence is thin.

    A rare word must be strange here and the likely one at home; a word that is common elsewhere must make, changed,
    three words that often stand together, or stand once where the likely one stands a hundred times.
    """
    if (word, after) in _RIGHT:
        return ""
    guess = likely(before, word, after, counts)
    if not guess or old_tones(guess) == old_tones(word) or {word, guess} in _BOTH_RIGHT:
        return ""
    there = [counts.pairs[pair] for pair, side in (((before, guess), before), ((guess, after), after)) if side]
    if counts.single[word] <= RARE:
        small = guess in _LINKS and counts.total < _LARGE
        at_home = counts.single[guess] >= _AGAINST and max(there) >= EVIDENCE and min(there) > 0
        return guess if at_home and not small else ""
    if max(here) == 1 and before and after and counts.triples[before, guess, after] >= EVIDENCE:
        return guess
    overwhelming = any(mine == 1 and theirs >= _OVERWHELMING for mine, theirs in zip(here, there, strict=True))
    return guess if overwhelming and min(there) >= EVIDENCE else ""


def likely(before: str, word: str, after: str, words: Words) -> str:
    """A frequent word, one keystroke from this one, that stands between the same neighbours; "" where none does."""
    pairs, found = words.pairs, dict[str, int]()
    for other in words.near[word].words:
        sides = pairs.get((before, other), 0), pairs.get((other, after), 0)
        if max(sides) >= EVIDENCE:
            found[other] = sum(sides)
    return max(found, key=lambda other: found[other], default="")
