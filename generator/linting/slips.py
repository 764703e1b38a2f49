"""Words that were probably meant to be others, by what stands beside them elsewhere in the data.

One pass over a text: most words stand in a pair that is seen again, and nothing more is asked of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from generator.linting.syllables import possible
from generator.linting.words import EVIDENCE, Word, Words, keys_typed
from generator.values.text import old_tones

RARE = 3
_AGAINST = 20
_OVERWHELMING = 100
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


@lru_cache(maxsize=1 << 15)
def impossible(written: str) -> bool:
    """Whether a word in Vietnamese letters, no abbreviation, cannot be one syllable."""
    return len(written) > 1 and written[1:].islower() and not possible(written.lower())


def neighbours(words: Sequence[Word], at: int) -> tuple[str, str]:
    """The words before and after one that only a space parts from it; "" where none is."""
    before = words[at - 1].small if at and words[at].joined and not impossible(words[at - 1].written) else ""
    joined = at + 1 < len(words) and words[at + 1].joined and not impossible(words[at + 1].written)
    return before, words[at + 1].small if joined else ""


def slips(words: Sequence[Word], counts: Words) -> Iterator[Slip]:
    """The slips of a text, given as its words."""
    right = [not impossible(word.written) for word in words]
    # How often each word stands in the data after the one before it; None where nothing joins them.
    after = [
        counts.pairs[words[at - 1].small, word.small] if at and word.joined and right[at] and right[at - 1] else None
        for at, word in enumerate(words)
    ]
    for at, word in enumerate(words):
        here = [count for count in after[at : at + 2] if count is not None]
        if not (here and right[at] and word.written[1:].islower()) or _at_home(word.small, here, counts):
            continue
        before, behind = neighbours(words, at)
        if guess := _meant(before, word.small, behind, here, counts):
            yield Slip(at, guess, before, behind)


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
    typed = keys_typed(word)
    found: Counter[str] = Counter()
    for other in {*words.after.get(before, ()), *words.before.get(after, ())}:
        if other != word and OSA.distance(typed, keys_typed(other), score_cutoff=1) <= 1 and possible(other):
            found[other] = words.pairs[before, other] + words.pairs[other, after]
    return found.most_common(1)[0][0] if found else ""
