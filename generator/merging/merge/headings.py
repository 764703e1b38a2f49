"""Which heading of a table is which of another state of it: headings have no ids, and people number them anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from msgspec import Struct, field

from generator.merging.model import RowId
from generator.values.text import fold


class Heading(Struct, frozen=True):
    """A heading: its number with those above it (`I/A`), its title, the rows between it and the next one."""

    number: str
    title: str
    rows: set[RowId] = field(default_factory=set)


def headings(rows: Iterable[Heading | RowId | None]) -> list[Heading]:
    """The headings among the rows of a table, each with what stands below it."""
    made: list[Heading] = []
    for row in rows:
        if isinstance(row, Heading):
            made.append(row)
        elif row is not None and made:
            made[-1].rows.add(row)
    return made


def same_headings(then: Sequence[Heading], now: Sequence[Heading]) -> list[int | None]:
    """For each heading of today the one of then that it is, None for a new one; no one twice.

    What says the same is the same; else the number tells where the rows below agree, the title wherever it stands, the
    rows below that stayed together, and last the number alone.
    """
    found: list[int | None] = [None] * len(now)
    held: set[int] = set()
    below = _by_rows(then, now)

    def pair(candidates: Callable[[int], Iterable[int]]) -> None:
        for at in (at for at, one in enumerate(found) if one is None):
            if (one := next((one for one in candidates(at) if one not in held), None)) is not None:
                found[at] = one
                held.add(one)

    numbers, titles = _places(then, lambda one: one.number), _places(then, lambda one: fold(one.title))
    by_number = [numbers.get(one.number, ()) for one in now]
    by_title = [titles.get(fold(one.title), ()) for one in now]
    pair(lambda at: (one for one in by_number[at] if one in by_title[at]))
    pair(lambda at: (one for one in below[at] if one in by_number[at] or one in by_title[at]))
    for by in (by_title, below, by_number):
        pair(by.__getitem__)
    return found


def _places(then: Sequence[Heading], key: Callable[[Heading], Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(then):
        if key(one):
            places[key(one)].append(at)
    return places


def _by_rows(then: Sequence[Heading], now: Sequence[Heading]) -> list[list[int]]:
    """For each heading of today those of then of whose rows more than half stand below it."""
    homes = {row: at for at, one in enumerate(then) for row in one.rows}
    counts = [Counter(homes[row] for row in one.rows if row in homes) for one in now]
    return [[at for at, count in own.items() if count * 2 > len(then[at].rows)] for own in counts]
