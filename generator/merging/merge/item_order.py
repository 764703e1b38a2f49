"""Căn cứ, nơi nhận and blocks of a body in another order: which of them moved within their list, which elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator.merging.edited.base import Base
from generator.merging.merge.order import Move, moved
from generator.merging.model import NewItemId, RecordId, TextId
from generator.values.paths import Path_

LISTS = ("can_cu", "noi_nhan", "noi_dung")


def item_of(path: Path_) -> Path_ | None:
    """The list item that a path is or is in, where it is of a list that people add to."""
    return next(reversed(list(items_of(path))), None)


def items_of(path: Path_) -> Iterator[Path_]:
    """The list items that a path is in, the outermost first; none of those in a list that people do not add to."""
    for end in range(2, len(path) + 1):
        if isinstance(path[end - 1], int) and path[end - 2] in LISTS:
            yield path[:end]


def item_moves(base: Base, theirs: Sequence[RecordId], own: Mapping[Path_, Path_]) -> tuple[tuple[Move, ...], bool]:
    """The items that must move in ours to stand as in theirs; whether all of them can.

    `own` are the items of today by those of the base. Not all can where one went to another list, or ours was put in
    another order too; then none does.
    """
    then = _by_list(value.path for _, value in sorted(base.values.items()))
    wanted = _by_list_with_new(theirs)
    moves: list[Move] = []
    for path, before in then.items():
        now = sorted((own[item], _record(item)) for item in before if item in own)
        in_one_list = len({found[:-1] for found, _ in now}) < 2
        found, possible = moved([_record(item) for item in before], [item for _, item in now], wanted.get(path, []))
        if not (possible and in_one_list):
            return (), False
        moves += found
    possible = _same_flow(then, theirs, wanted)
    return (tuple(moves) if possible else ()), possible


def _record(item: Path_) -> TextId:
    return TextId(item)


def _by_list(paths: Iterable[Path_]) -> dict[Path_, list[Path_]]:
    """The items of each list in the order in which they are first met."""
    made: dict[Path_, dict[Path_, None]] = {}
    for path in paths:
        for item in items_of(path):
            made.setdefault(item[:-1], {})[item] = None
    return {path: list(items) for path, items in made.items()}


def _by_list_with_new(order: Iterable[RecordId]) -> dict[Path_, list[RecordId]]:
    made: dict[Path_, dict[RecordId, None]] = {}
    for record in order:
        if isinstance(record, TextId):
            for item in items_of(record.path):
                made.setdefault(item[:-1], {})[_record(item)] = None
        elif isinstance(record, NewItemId) and (neighbour := item_of(record.beside)):
            made.setdefault(neighbour[:-1], {})[record] = None
    return {path: list(records) for path, records in made.items()}


def _same_flow(
    then: Mapping[Path_, list[Path_]], order: Sequence[RecordId], wanted: Mapping[Path_, list[RecordId]]
) -> bool:
    """Whether the lists in their wanted orders read as the file does: nothing went from one list to another."""
    place = {
        record.path: at
        for records in wanted.values()
        for at, record in enumerate(records)
        if isinstance(record, TextId)
    }
    known = {item for items in then.values() for item in items}
    read = [item for record in order if isinstance(record, TextId) and (item := item_of(record.path)) in known]
    holders = [item[:1] if item[0] in LISTS else item[:3] for item in read if item]
    if len([holder for holder, _ in groupby(holders)]) > len({*holders}):
        # A căn cứ below a điều: each list stands in one piece.
        return False
    for holder in {*holders}:
        own = [item for item in read if item and item[: len(holder)] == holder]
        if own != sorted(own, key=lambda item: [place[part] for part in items_of(item)]):
            return False
    return True
