"""The edits of a returned file as a page lists them: where, what stood there, what stands there now, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.face.places import part_in_words
from generator.values.changes import Words, words

if TYPE_CHECKING:
    from generator.commands.pull import PullResult
    from generator.commands.tracked_changes import TrackedChange
    from generator.merging.model import Change

_KINDS = {"sua": "sửa", "them": "thêm", "xoa": "bỏ", "chuyen": "chuyển chỗ"}


class Edit(Struct, frozen=True):
    """One edit. `mark` names it where it can be left out by itself (a text that changed); else it is ""."""

    mark: str
    where: str
    kind: str
    before: str
    after: str
    runs: tuple[Words, ...]

    @property
    def old(self) -> tuple[Words, ...]:
        """What stood there, the words that went marked."""
        return tuple(run for run in self.runs if run.sign != "+")

    @property
    def new(self) -> tuple[Words, ...]:
        """What stands there now, the words that came marked."""
        return tuple(run for run in self.runs if run.sign != "-")


class Clash(Struct, frozen=True):
    """A text that both sides changed; None for one that a side deleted."""

    mark: str
    where: str
    base: str | None
    ours: str | None
    theirs: str | None


def edits_of(result: PullResult) -> list[Edit]:
    """What a pull takes."""
    from generator.books.decisions import mark_of

    shown = ((file, change) for file, change in result.changes if not change.said_below)
    return [_edit(change, mark_of(file, change) if change.kind == "sua" else "") for file, change in shown]


def tracked_edits(changes: Iterable[TrackedChange]) -> list[Edit]:
    """What tracked changes say, a paragraph each."""
    return [_tracked(one.before, one.after) for one in changes]


def _tracked(before: str, after: str) -> Edit:
    kind = "sửa" if before and after else "thêm" if after else "bỏ"
    return Edit("", "", kind, before, after, words(before, after))


def clashes_of(result: PullResult) -> list[Clash]:
    """What somebody has to choose."""
    from generator.books.decisions import mark_of, place_of

    return [
        Clash(mark_of(file, one), part_in_words(place_of(one), "vi"), one.base, one.ours, one.theirs)
        for file, one in result.conflicts
    ]


def _edit(change: Change, mark: str) -> Edit:
    from generator.books.decisions import place_of

    where = part_in_words(place_of(change), "vi")
    runs = tuple(_runs(change))
    return Edit(mark, where, _KINDS[change.kind], change.before, change.after, runs)


def _runs(change: Change) -> Iterator[Words]:
    if change.kind == "chuyen":
        yield Words("+", f"xuống dưới “{change.after}”" if change.after else "lên đầu")
    elif change.kind == "sua":
        yield from words(change.before, change.after)
    elif change.kind == "xoa":
        yield Words("-", change.before or change.after)
    else:
        yield Words("+", change.after or change.before)
