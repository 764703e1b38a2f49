"""Words that were probably meant to be others, by what stands beside them elsewhere in the data.

Most texts have no pair of words that is rare and near a frequent one: nothing more is asked of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.linting.words import EVIDENCE, Triple, Wording, Words
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
_RIGHT = frozenset({("cùng", "cấp"), ("dân", "cùng"), ("cùng", "với"), ("cùng", "kỳ"), ("đối", "với")})


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


class _Suspect(NamedTuple):
    """What is a slip if three words stand side by side as often as each of `needs` says."""

    slip: Slip
    needs: tuple[tuple[Triple, int], ...]


def slips(texts: Iterable[Wording], counts: Words) -> Mapping[str, tuple[Slip, ...]]:
    """The slips of each text, given as its words."""
    strange = _strange(counts)
    suspects = {
        words.text: () if strange.isdisjoint(pairwise(words.small)) else tuple(_suspects(words, strange, counts))
        for words in texts
    }
    needs = (need for found in suspects.values() for suspect in found for need in suspect.needs)
    often = counts.triples(frozenset(triple for triple, _ in needs))
    return {text: tuple(suspect.slip for suspect in found
                        if all(often[triple] >= least for triple, least in suspect.needs))
            for text, found in suspects.items()}  # fmt: skip


def _strange(counts: Words) -> frozenset[tuple[str, str]]:
    """The rare pairs of words beside one of which a word one key from the other often stands."""
    near = counts.near
    return frozenset(
        (first, second)
        for (first, second), count in counts.pairs.items()
        if count <= RARE and (first in near[second].before or second in near[first].after)
    )


def _suspects(words: Wording, strange: Collection[tuple[str, str]], counts: Words) -> Iterator[_Suspect]:
    small, written, odd = words.small, words.written, counts.odd
    gaps = (at for at, pair in enumerate(pairwise(small), 1) if pair in strange and words.joined[at])
    for at in dict.fromkeys(at for gap in gaps for at in (gap - 1, gap)):
        before, behind = neighbours(words, at, odd)
        told = [counts.pairs[pair] for pair in _beside(before, small[at], behind)]
        if not told or not written[at][1:].islower() or written[at] in odd or _at_home(small[at], told, counts):
            continue
        if meant := _meant(before, small[at], behind, told, counts):
            guess, needs = meant
            yield _Suspect(Slip(at, guess, before, behind), (*needs, *_goes_on(words, at, guess, counts)))


def _goes_on(words: Wording, at: int, guess: str, counts: Words) -> tuple[tuple[Triple, int], ...]:
    """What stands behind a word that opens a text may belong to the word behind it, and never so behind the guess: in
    `Sổ văn bản` it is `văn bản`, in `Tổ Văn phòng` it is another. Then the guess must be seen before the two."""
    if (at and words.joined[at]) or at + 2 >= len(words.small) or not words.joined[at + 2]:
        return ()
    first, second = words.small[at + 1 : at + 3]
    return (((guess, first, second), 1),) if counts.pairs[first, second] > 1 else ()


def _beside(before: str, word: str, behind: str) -> Iterator[tuple[str, str]]:
    """A word with what stands before it, and with what stands behind it."""
    if before:
        yield before, word
    if behind:
        yield word, behind


def _at_home(word: str, here: Sequence[int], counts: Words) -> bool:
    """Whether a word stands where it often does; a common one wherever it does more than once."""
    return max(here) > 2 if counts.single[word] <= RARE else min(here) > 1


def _meant(
    before: str, word: str, after: str, here: Sequence[int], counts: Words
) -> tuple[str, tuple[tuple[Triple, int], ...]] | None:
    """The frequent word that this one was probably meant to be, with three words that must often stand together; None
    where the evidence is thin.

    A rare word must be strange here and the likely one at home; a word that is common elsewhere must make, changed,
    three words that often stand together, or stand once where the likely one stands a hundred times.
    """
    if (word, after) in _RIGHT:
        return None
    guess = likely(before, word, after, counts)
    if not guess or old_tones(guess) == old_tones(word) or {word, guess} in _BOTH_RIGHT:
        return None
    there = [counts.pairs[pair] for pair in _beside(before, guess, after)]
    if counts.single[word] <= RARE:
        small = guess in _LINKS and counts.total < _LARGE
        at_home = counts.single[guess] >= _AGAINST and max(there) >= EVIDENCE and min(there) > 0
        return (guess, ()) if at_home and not small else None
    if min(there) < EVIDENCE:
        return None
    if any(mine == 1 and theirs >= _OVERWHELMING for mine, theirs in zip(here, there, strict=True)):
        return guess, ()
    triple = before, guess, after
    return (guess, ((triple, EVIDENCE),)) if max(here) == 1 and before and after else None


def likely(before: str, word: str, after: str, words: Words) -> str:
    """A frequent word, one keystroke from this one, that stands between the same neighbours; "" where none does."""
    pairs, found = words.pairs, dict[str, int]()
    for other in words.near[word].words:
        sides = pairs.get((before, other), 0), pairs.get((other, after), 0)
        if max(sides) >= EVIDENCE:
            found[other] = sum(sides)
    return max(found, key=lambda other: found[other], default="")
