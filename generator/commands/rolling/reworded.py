"""Which figure of an issued report is which of its draft, where somebody reworded a sentence around it: by the same
number of the same thing in the same order of its paragraph, by its neighbours, by its name. What is not sure is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct, field

from generator.linting.reports import Told
from generator.reading.figures.model import Figure
from generator.values.text import fold

# Of the words of two paragraphs so many are the same where one is the other reworded.
_ALIKE = 0.5


class Keyed(Struct, frozen=True):
    """A paragraph and the keys of its figures that have one, by where they begin."""

    told: Told
    keys: Mapping[int, str]


class _Draft(Struct, frozen=True):
    """A paragraph of the draft with the figures in it that nobody has found in the issued text so far."""

    words: Sequence[str]
    keys: frozenset[str]
    left: Sequence[tuple[str, Figure]]


class _Drafts:
    """The paragraphs of the draft that have figures left, found by their keys and by their words."""

    def __init__(self, every: Iterable[_Draft]) -> None:
        self.every = [one for one in every if one.left]
        self._keyed: defaultdict[str, list[int]] = defaultdict(list)
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._counts = [Counter(one.words) for one in self.every]
        for at, one in enumerate(self.every):
            for key in one.keys:
                self._keyed[key].append(at)
            for word in self._counts[at]:
                self._holding[word].append(at)

    def same(self, new: Keyed) -> _Draft | None:
        """The paragraph that one was: with which it shares most figures, then most words; none that is as good."""
        words = _words(new.told)
        shared = Counter(at for key in {*new.keys.values()} for at in self._keyed.get(key, ()))
        most = max(shared.values(), default=0)
        among = [at for at, count in shared.items() if count == most] if most else self._alike(words)
        ranked = sorted(
            ((SequenceMatcher(None, words, self.every[at].words, autojunk=False).ratio(), at) for at in among),
            reverse=True,
        )
        if not ranked or (not most and ranked[0][0] < _ALIKE) or ranked[0][0] in [ratio for ratio, _ in ranked[1:2]]:
            return None
        return self.every[ranked[0][1]]

    def _alike(self, words: Sequence[str]) -> Collection[int]:
        """Those that may have half of the words: one of them is then among all but the commonest quarter."""
        counts = Counter(words)
        rare = sorted(words, key=lambda word: len(self._holding.get(word, ())))[: len(words) * 3 // 4 + 1]
        found = {at for word in {*rare} for at in self._holding.get(word, ())}
        return [
            at
            for at in found
            if 2 * (counts & self._counts[at]).total() >= _ALIKE * (len(words) + len(self.every[at].words))
        ]


class Paired(Struct):
    """The keys that were found, by paragraph and where the figure begins; those that somebody is to look at."""

    keys: dict[tuple[int, int], str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)


def paired(issued: Sequence[Keyed], draft: Iterable[Keyed]) -> Paired:
    """The keys that the draft has for figures of the issued text which have none yet; each key once."""
    taken = {key for one in issued for key in one.keys.values()}
    old = _Drafts(_draft_of(one, taken) for one in draft)
    result = Paired()
    for at, one in enumerate(issued):
        new = _left(one, result, at)
        if new and (paragraph := old.same(one)):
            for figure, key, sure in _in_order(new, _free(paragraph, result)):
                _take(result, at, figure, key, sure)
    _by_name(issued, old.every, result)
    return result


def _take(result: Paired, at: int, figure: Figure, key: str, sure: bool) -> None:
    result.keys[at, figure.start] = key
    if not sure:
        result.unsure.add(key)


def _draft_of(one: Keyed, taken: set[str]) -> _Draft:
    named = [(key, figure) for figure in one.told.read.figures if (key := one.keys.get(figure.start))]
    left = [(key, figure) for key, figure in dict(named).items() if key not in taken]
    return _Draft(_words(one.told), frozenset(key for key, _ in named), left)


def _left(one: Keyed, result: Paired, at: int) -> list[Figure]:
    return [
        figure
        for figure in one.told.read.figures
        if figure.start not in one.keys and (at, figure.start) not in result.keys
    ]


def _free(one: _Draft, result: Paired) -> list[tuple[str, Figure]]:
    used = set(result.keys.values())
    return [(key, figure) for key, figure in one.left if key not in used]


def _words(told: Told) -> Sequence[str]:
    return fold(told.masked).split()


def _counted(figure: Figure) -> str:
    return next(iter(fold(figure.unit).split()), "")


def _in_order(new: Sequence[Figure], old: Sequence[tuple[str, Figure]]) -> Iterator[tuple[Figure, str, bool]]:
    """Numbers that stand in one order; between them as many others of the same thing, which are not sure."""
    tokens = [(one.text, _counted(one)) for one in new], [(one.text, _counted(one)) for _, one in old]
    for tag, at, end, then, until in SequenceMatcher(None, tokens[1], tokens[0], autojunk=False).get_opcodes():
        if tag != "equal" and (tag != "replace" or end - at != until - then):
            continue
        for (key, before), figure in zip(old[at:end], new[then:until], strict=True):
            if tag == "equal" or before.text == figure.text or _counted(before) == _counted(figure):
                yield figure, key, tag == "equal"


def _by_name(issued: Sequence[Keyed], old: Sequence[_Draft], result: Paired) -> None:
    """What is left and has a name that no other has, anywhere; sure where it is the same number too."""
    names: dict[str, list[tuple[str, Figure]]] = {}
    for one in old:
        for key, figure in _free(one, result):
            names.setdefault(fold(figure.name), []).append((key, figure))
    found: dict[str, list[tuple[int, Figure]]] = {}
    for at, keyed in enumerate(issued):
        for figure in _left(keyed, result, at):
            found.setdefault(fold(figure.name), []).append((at, figure))
    for name, some in found.items():
        then = names.get(name, [])
        if name and len(some) == len(then) == 1:
            (at, figure), (key, before) = some[0], then[0]
            _take(result, at, figure, key, before.text == figure.text)
