"""Many texts as one: what hardly any of them holds is looked for once in all, not once in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate


class AllTexts:
    """Texts in their order; a word that is looked for stands in one line."""

    def __init__(self, texts: Iterable[str]) -> None:
        # The rows of a table say the same again and again.
        self._numbers: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._numbers.setdefault(text, []).append(number)
        self._distinct = tuple(self._numbers)
        self._starts = [0, *accumulate(len(text) + 1 for text in self._distinct)]
        self._all = "\n".join(self._distinct)

    @cached_property
    def words(self) -> frozenset[str]:
        """What stands between their spaces, each once."""
        return frozenset(self._all.split())

    @cached_property
    def _every_word(self) -> str:
        """A small part of the texts, where most of what is looked for is already missing."""
        return "\n".join(self.words)

    def holding(self, words: Iterable[str]) -> list[int]:
        """The numbers of the texts that hold one of some words, in order."""
        found: set[int] = set()
        for word in words:
            at = self._all.find(word) if all(piece in self._every_word for piece in word.split()) else -1
            while at >= 0:
                text = bisect_right(self._starts, at) - 1
                found.add(text)
                at = self._all.find(word, self._starts[text + 1])
        return sorted(number for text in found for number in self._numbers[self._distinct[text]])
