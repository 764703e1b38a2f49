"""How often each word and each pair of words stands in the data: evidence for what is misspelt."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, compress, pairwise
from operator import and_
from typing import NamedTuple

from msgspec import Struct
from rapidfuzz.distance import OSA

from generator.linting.syllables import LONGEST, possible
from generator.values.patterns import late

# Raised and lowered signs are no letters of a word: đồng¹, m², CO₂.
_WORD = late(r"([^\W\d_\u00b2\u00b3\u00b9\u00ba\u02e3\u1d5b\u2070-\u209c]+)")
Triple = tuple[str, str, str]


class Wording(Struct, frozen=True, dict=True):
    """The words of a text in their order: as written, in small letters, whether only a space parts each from the one
    before."""

    text: str
    written: Sequence[str]
    small: Sequence[str]
    joined: Sequence[bool]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word stands in the text: asked of few texts, of those for many words."""
        return [word.start() for word in _WORD.finditer(self.text)]


def words_in(text: str) -> Wording:
    """The words of a text."""
    parts = _WORD.split(text)  # each word at an odd place, between it and the next what parts them
    written, between = parts[1::2], parts[2:-1:2]
    if not written:
        return Wording(text, [], [], [])
    joined = [one == " " or (one.isspace() and "\n" not in one) for one in between]
    return Wording(text, written, " ".join(written).lower().split(" "), [False, *joined])


class Words(Struct, frozen=True, eq=False, dict=True):
    """Counts over texts of words as written, and in small letters of words and of two words side by side."""

    texts: Sequence[Wording]
    written: Counter[str]
    single: Counter[str]
    pairs: Counter[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[Wording]) -> Words:
        """The counts over texts, each given as its words."""
        texts = tuple(texts)
        return cls(
            texts,
            Counter(chain.from_iterable(text.written for text in texts)),
            Counter(chain.from_iterable(text.small for text in texts)),
            Counter(chain.from_iterable(compress(pairwise(text.small), text.joined[1:]) for text in texts)),
        )

    def triples(self, asked: Collection[Triple]) -> Counter[Triple]:
        """How often three words stand side by side, of those that are asked for: few are."""
        middles = {middle for _, middle, _ in asked}
        texts = (text for text in self.texts if not middles.isdisjoint(text.small))
        return Counter(filter(asked.__contains__, chain.from_iterable(map(_triples, texts))))

    @cached_property
    def total(self) -> int:
        """How many words there are."""
        return self.single.total()

    @cached_property
    def odd(self) -> frozenset[str]:
        """The words as written that cannot be one syllable."""
        return frozenset(filter(impossible, self.written))

    @cached_property
    def near(self) -> Mapping[str, Near]:
        """For each word the frequent ones one keystroke from it: two such share what is left of them without a letter.

        Frequent is what stands beside another word often enough to be evidence.
        """
        after, before = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for (first, second), count in self.pairs.items():
            if count >= EVIDENCE:
                after[first].append(second)
                before[second].append(first)
        without: defaultdict[str, list[str]] = defaultdict(list)
        for word in filter(possible, {**after, **before}):
            for rest in _rests(keys_typed(word)):
                without[rest].append(word)
        return {word: Near.of(_near(word, without), before, after) for word in self.single}


class Near(NamedTuple):
    """The frequent words one keystroke from another, and what often stands before any of them, and after."""

    words: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str], before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> Near:
        """Words with what is said to stand before and after each."""
        words = tuple(words)
        sides = (frozenset(chain.from_iterable(side.get(word, ()) for word in words)) for side in (before, after))
        return cls(words, *sides)


def _triples(text: Wording) -> Iterator[Triple]:
    near = text.joined
    return compress(zip(text.small, text.small[1:], text.small[2:], strict=False), map(and_, near[1:], near[2:]))


def _near(word: str, without: Mapping[str, Sequence[str]]) -> Iterator[str]:
    typed = keys_typed(word)
    rests = _rests(typed) if len(typed) <= LONGEST + 1 else ()
    others = dict.fromkeys(chain.from_iterable(without.get(rest, ()) for rest in rests))
    return (other for other in others if other != word and one_key_apart(word, other))


def _rests(typed: str) -> Iterator[str]:
    """A word, and what is left of it without one of its letters."""
    yield typed
    yield from {typed[:at] + typed[at + 1 :]: None for at in range(len(typed))}


# Names in mixed case, and which of their letters look like others.
TERM = late(r"\b[A-Za-z]{4,}\b")
LOOKS = str.maketrans({"l": "i", "1": "i", "0": "o"})


def terms(texts: Iterable[str]) -> tuple[Counter[str], Mapping[str, str]]:
    """Names in mixed case (`VNeID`), how often each form stands, and the usual form of those that look the same."""
    forms = Counter(chain.from_iterable(map(TERM.findall, texts)))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        groups[form.lower().translate(LOOKS)].append(form)
    usual = {key: max(group, key=lambda form: forms[form]) for key, group in groups.items() if len(group) > 1}
    return forms, {key: form for key, form in usual.items() if sum(map(str.isupper, form)) > 1}


# A pair of words that stands this often is how it is written.
EVIDENCE = 8


def one_key_apart(word: str, other: str) -> bool:
    """Whether a word becomes another by one wrong key, or is the same."""
    return OSA.distance(keys_typed(word), keys_typed(other), score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 15)
def impossible(written: str) -> bool:
    """Whether a word in Vietnamese letters, no abbreviation, cannot be one syllable."""
    return len(written) > 1 and written[1:].islower() and not possible(written.lower())


@lru_cache(maxsize=1 << 15)
def keys_typed(word: str) -> str:
    """A word letter by letter with its marks apart, so that one wrong mark is one difference."""
    return unicodedata.normalize("NFD", word)
