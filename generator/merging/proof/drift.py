"""What changed in the data since a file was made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.merging.model import RowId, State, TextId
from generator.values.paths import Path_
from generator.values.text import one_line


class Drift(Struct, frozen=True):
    """What changed in the data since the file was made: texts as they were then, as they are now; whether rows or
    items stand in another order."""

    then: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
    reordered: bool = False


NO_DRIFT = Drift()


def drift(base: State, ours: State, paths: Mapping[TextId, Path_], new: Iterable[str] = ()) -> Drift:
    """The drift between the state that a file was made from and that of today; `paths` are the texts of today by those
    of then, `new` those that there were none of then."""
    then: set[str] = set()
    now = {one_line(text).casefold() for text in new}
    for record in {**base, **ours}:
        before, after = base.get(record, {}), ours.get(record, {})
        for key in {**before, **after}:
            one, other = one_line(before.get(key, "")), one_line(after.get(key, ""))
            if one != other:
                then.add(one.casefold())
                now.add(other.casefold())
    return Drift(frozenset(then - {""}), frozenset(now - {""}), _rows_moved(base, ours) or _items_moved(paths))


def _rows_moved(base: State, ours: State) -> bool:
    shared = (
        [record for record in side if isinstance(record, RowId) and record in other]
        for side, other in ((base, ours), (ours, base))
    )
    return next(shared) != next(shared)


def _items_moved(paths: Mapping[TextId, Path_]) -> bool:
    """Whether items of a list stand in another order than they did."""
    lists: dict[Path_, dict[int, int]] = {}
    for record, own in paths.items():
        if len(record.path) == len(own):
            for at, (then, now) in enumerate(zip(record.path, own, strict=True)):
                if isinstance(then, int) and isinstance(now, int):
                    lists.setdefault(record.path[:at], {})[then] = now
    return any([places[at] for at in sorted(places)] != sorted(places.values()) for places in lists.values())
