"""How often each word and each pair of words stands in the data: evidence for what is misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

# Raised and lowered signs are no letters of a word: đồng¹, m², CO₂.
_WORD = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u00ba\u02e3\u1d5b\u2070-\u209c]+")


class Word(NamedTuple):
    """A word of a text: as written, in small letters, its place, whether only a space parts it from the one before."""

    written: str
    small: str
    start: int
    joined: bool


def words_in(text: str) -> Iterator[Word]:
    """The words of a text in their order."""
    end = -1
    for match in _WORD.finditer(text):
        start, written = match.start(), match[0]
        between = text[end:start] if end >= 0 else "."
        joined = between == " " or (between.isspace() and "\n" not in between)
        yield Word(written, written.lower(), start, joined)
        end = start + len(written)


@dataclass(frozen=True, eq=False)
class Words:
    """Counts of words, of two and of three words side by side, in small letters."""

    single: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    triples: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[Iterable[Word]]) -> Words:
        """The counts over texts, each given as its words."""
        counts = cls()
        for text in texts:
            single: list[str] = []
            pairs: list[tuple[str, str]] = []
            triples: list[tuple[str, str, str]] = []
            first = before = ""
            for _, small, _, joined in text:
                single.append(small)
                if joined and before:
                    pairs.append((before, small))
                    if first:
                        triples.append((first, before, small))
                first, before = before if joined else "", small
            counts.single.update(single)
            counts.pairs.update(pairs)
            counts.triples.update(triples)
        return counts

    @cached_property
    def total(self) -> int:
        """How many words there are."""
        return self.single.total()

    @cached_property
    def after(self) -> Mapping[str, tuple[str, ...]]:
        """The words seen right after a word, among the pairs seen often enough to be evidence."""
        return _grouped((first, second) for (first, second), count in self.pairs.items() if count >= EVIDENCE)

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """The words seen right before a word, likewise."""
        return _grouped((second, first) for (first, second), count in self.pairs.items() if count >= EVIDENCE)


# A pair of words that stands this often is how it is written.
EVIDENCE = 8


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}


@lru_cache(maxsize=1 << 15)
def keys_typed(word: str) -> str:
    """A word letter by letter with its marks apart, so that one wrong mark is one difference."""
    return unicodedata.normalize("NFD", word)
