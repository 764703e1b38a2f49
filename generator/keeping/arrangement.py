"""Rows of a sheet, or items of a list, put in another order with new ones among them: positions before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

New = TypeVar("New")


class Arrangement(Struct, Generic[New], frozen=True):
    """Where each of the old positions concerned comes to stand among the old ones, and what is new below which of them.

    A new one stands below the position that its neighbour has after the moves.
    """

    moved: Mapping[int, int]
    new: tuple[tuple[int, New], ...]

    def at(self, position: int) -> int:
        """Where an old position comes to stand."""
        return self.moved.get(position, position)


def arranged(moves: Sequence[tuple[int, int | New]]) -> Arrangement[New]:
    """`moves` are (below which old position, the old position that goes there, or what is new), in their order."""
    below: dict[int, list[int | New]] = {}
    for after, what in moves:
        below.setdefault(after, []).append(what)
    going = {what for _, what in moves if isinstance(what, int)}

    def standing(position: int) -> Iterator[int | New]:
        yield position
        for what in below.get(position, []):
            if isinstance(what, int):
                yield from standing(what)
            else:
                yield what

    first = min((*going, *below), default=0)
    last = max((*going, *below), default=-1)
    sequence = [what for at in range(first, last + 1) if at not in going for what in standing(at)]
    place = first
    moved: dict[int, int] = {}
    new: list[tuple[int, New]] = []
    for what in sequence:
        if isinstance(what, int):
            moved[what] = place
            place += 1
        else:
            new.append((place - 1, what))
    return Arrangement({old: now for old, now in moved.items() if old != now}, tuple(new))
