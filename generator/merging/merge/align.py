"""Which item of one list is which of another, by content: for lists that carry no ids."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

# Two texts are one, edited, from this share of common letters on.
ALIKE = 0.6
# Within a stretch that differs, pairs are compared one with all; a longer stretch is paired in order.
LONGEST_STRETCH = 60


def aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new item the index of the old one that it is, None for an item of its own; no old one twice.

    Equal texts first, in order; what stands between them by likeness, best first.
    """
    found: list[int | None] = [None] * len(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found[j1:j2] = range(i1, i2)
        elif tag == "replace":
            for i, j in _pairs(old, new, range(i1, i2), range(j1, j2)):
                found[j] = i
    return found


def in_gaps(found: Sequence[int | None], old: int) -> list[int | None]:
    """The same, items that have no equal put in the place of as many old ones that stood between the same neighbours:
    one that was written anew is still the one that stands there."""
    made = list(found)
    held = {at for at in found if at is not None}
    start, above = 0, -1
    for end in range(len(made) + 1):
        below = made[end] if end < len(made) else old
        if below is None:
            continue
        between = [at for at in range(above + 1, below) if at not in held]
        if between and len(between) == end - start == below - above - 1:
            made[start:end] = between
        start, above = end + 1, below
    return made


def likeness(one: str, other: str) -> float:
    """0 for nothing in common, 1 for equal texts."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def best_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of items that are alike, wherever they stand; each at most once, best first."""
    by_text: dict[str, list[int]] = {}
    for index, text in enumerate(old):
        by_text.setdefault(text, []).append(index)
    pairs = []
    rest = []
    for index, text in enumerate(new):
        if by_text.get(text):
            pairs.append((by_text[text].pop(0), index))
        else:
            rest.append(index)
    left = [index for indices in by_text.values() for index in indices]
    if len(left) * len(rest) <= LONGEST_STRETCH**2:
        pairs += _pairs(old, new, left, rest)
    return pairs


def _pairs(old: Sequence[str], new: Sequence[str], left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    if len(left) * len(right) > LONGEST_STRETCH**2:
        return [(i, j) for i, j in zip(left, right, strict=False) if likeness(old[i], new[j]) >= ALIKE]
    scored = sorted(((likeness(old[i], new[j]), -i, -j) for i in left for j in right), reverse=True)
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score >= ALIKE and -i not in used_old and -j not in used_new:
            pairs.append((-i, -j))
            used_old.add(-i)
            used_new.add(-j)
    return pairs
