"""The order of rows and items: which record each row is, which ones were moved, and where what is new belongs."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from generator.merging.model import WHOLE, Change, RecordId
from generator.values.stretches import rising

Mark = TypeVar("Mark", bound=Hashable)


class Move(Struct, frozen=True):
    """A record that now stands below another one, None for the head of its list."""

    record: RecordId
    after: RecordId | None


def as_change(move: Move) -> Change:
    """A move as people are shown it: `after` names the record that now stands above, nothing for the head."""
    return Change(move.record, WHOLE, "", move.after.name if move.after else "", "chuyen")


class Placed(Protocol):
    """What comes to stand below a record."""

    @property
    def record(self) -> RecordId: ...  # noqa: D102

    @property
    def after(self) -> RecordId | None: ...  # noqa: D102


def by_content(rows: Sequence[tuple[str, Mark | None]], lines: Mapping[Mark, str]) -> list[Mark | None]:
    """The mark that each row of a file should have, told by the one it has and by its text; None for a new row.

    `lines` are the texts of the base. A row that says just what a row of the base said is that row, though its mark
    leads elsewhere: a mark that was copied and pasted goes with the copy, one that was sorted apart stays behind.
    """
    right = {mark for line, mark in rows if mark is not None and lines.get(mark) == line}
    by_line: dict[str, Mark] = {}
    for mark, line in lines.items():
        if mark not in right and line:
            by_line.setdefault(line, mark)
    made: list[Mark | None] = []
    taken: set[Mark | None] = {None}
    for line, own in rows:
        told = own if own is not None and lines.get(own) == line else by_line.get(line)
        made.append(told if told not in taken else None)
        taken.add(told)
    for at, (_, own) in enumerate(rows):
        if made[at] is None and own not in taken:
            made[at] = own
            taken.add(own)
    return made


def moved(
    base: Sequence[RecordId], ours: Sequence[RecordId], theirs: Sequence[RecordId]
) -> tuple[tuple[Move, ...], bool]:
    """The records that must move in ours to stand as in theirs; whether they can, ours being in the order of the base.

    Ours is not where somebody reordered the data too, or the form sorts them itself; a record that is printed twice
    has no one place to move to.
    """
    shared = {*base} & {*ours} & {*theirs}
    then, now, wanted = ([record for record in side if record in shared] for side in (base, ours, theirs))
    if wanted in (then, now):
        return (), True
    if len(shared) < len(wanted):
        return (), False
    place = {record: number for number, record in enumerate(then)}
    still = {wanted[at] for at in rising([place[record] for record in wanted])}
    known = {*base}
    moves = []
    above: RecordId | None = None
    for record in theirs:
        if record in shared and record not in still:
            moves.append(Move(record, above))
        if record in shared or record not in known:
            above = record
    return tuple(moves), then == now


def in_sequence(placed: Iterable[Placed], known: Collection[RecordId]) -> Iterator[tuple[Placed, RecordId | None]]:
    """What is placed, each after what it stands below, with the nearest record above it that is among `known`."""
    by_above: dict[RecordId | None, list[Placed]] = {}
    every = tuple(placed)
    own = {one.record for one in every}
    for one in every:
        by_above.setdefault(one.after, []).append(one)
    waiting = [(one, one.after) for one in reversed(every) if one.after not in own]
    while waiting:
        one, above = waiting.pop()
        yield one, above
        below = one.record if one.record in known else above
        waiting += [(next_one, below) for next_one in reversed(by_above.get(one.record, []))]
