"""Which part of what one file shows is which of another's: equal texts first, then likeness; never quadratic."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Sequence

from generator.values.stretches import rising
from generator.values.text import fold

# From this share of common letters on (of 100) two texts are one that was edited.
_ALIKE = 60.0
# What has no equal is compared one with all up to this many pairs; beyond, in order.
_MOST_PAIRS = 10_000

Pairs = list[tuple[int, int]]


def equal_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Equal items of two lists, the first with the first, the second with the second, in the order of the new one."""
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for at, item in enumerate(old):
        places[item].append(at)
    return [(places[item].popleft(), at) for at, item in enumerate(new) if places.get(item)]


def out_of_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """The places in the new list of items that stand in another order; of equal items nobody can say it."""
    once = Counter(old), Counter(new)
    pairs = [(i, j) for i, j in equal_pairs(old, new) if once[0][old[i]] == 1 == once[1][new[j]]]
    still = set(rising([i for i, _ in pairs]))
    return [j for at, (_, j) in enumerate(pairs) if at not in still]


def like_pairs(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Texts that are alike, best first, each at most once."""
    if not old or not new:
        return []
    from rapidfuzz import fuzz

    if len(old) * len(new) > _MOST_PAIRS:
        return [(i, i) for i in range(min(len(old), len(new))) if fuzz.ratio(old[i], new[i]) >= _ALIKE]
    folded = [fold(text) for text in old], [fold(text) for text in new]
    scored = sorted(
        (
            (-score, abs(i - j), i, j)
            for i, one in enumerate(folded[0])
            for j, other in enumerate(folded[1])
            if (score := fuzz.ratio(one, other, score_cutoff=_ALIKE)) >= _ALIKE
        ),
    )
    made: Pairs = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            made.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return made
