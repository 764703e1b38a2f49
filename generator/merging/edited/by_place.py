"""Values that were typed anew as a whole, and lost their anchor: known by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.merging.edited.base import Value
from generator.values.paths import Path_


def by_place(
    flow: Sequence[Path_ | int],
    lost: Sequence[Value],
    sequence: Iterable[Path_],
    of_kind: Callable[[Value, int], bool],
) -> dict[int, Value]:
    """For loose paragraphs of a text, by number, the lost value that each is.

    `flow` is the text as it reads: values by path, loose paragraphs by number; `sequence` the values in the order in
    which the form prints them. Between two values that stand there must be as many loose paragraphs as values are
    lost there, each of its kind; else nobody can say which is which.
    """
    order = {path: at for at, path in enumerate(sequence)}
    made: dict[int, Value] = {}
    printed = sorted((value for value in lost if value.path in order), key=lambda value: order[value.path])
    places = [order[value.path] for value in printed]
    for (first, last), steps in gaps(flow, order, len(order)):
        values = printed[bisect_right(places, first) : bisect_left(places, last)]
        if len(values) == len(steps) and all(map(of_kind, values, steps)):
            made |= dict(zip(steps, values, strict=True))
    return made


def gaps(
    flow: Sequence[Path_ | int], order: Mapping[Path_, int], end: int
) -> Iterable[tuple[tuple[int, int], list[int]]]:
    """The loose paragraphs of a text, by the places of the values above and below them: -1 and `end` where none is."""
    above, below = _nearest(flow, order, -1), _nearest(flow[::-1], order, end)[::-1]
    made: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, step in enumerate(flow):
        if isinstance(step, int):
            made[above[at], below[at]].append(step)
    return made.items()


def _nearest(flow: Sequence[Path_ | int], order: Mapping[Path_, int], start: int) -> list[int]:
    """For each step the place of the value that was met last before it."""
    made: list[int] = []
    last = start
    for step in flow:
        made.append(last)
        if not isinstance(step, int):
            last = order.get(step, last)
    return made
