"""A copy that was taken in before and went on being edited: what was taken from it is its base now.

Without that each second edit of one text would look as if both sides had changed it, and a text that was put back
would look as if nobody had touched it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.merging.edited.base import Base
from generator.merging.merge.align import best_pairs
from generator.merging.merge.ours import Ours
from generator.merging.merge.where import Where
from generator.merging.model import Change, Edited, NewItem, NewRow, RecordId, State, TaskId, TextId, Texts
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Task
from generator.values.text import one_line, quote


class Before(Struct, frozen=True):
    """What was taken from a copy earlier: texts by `key`, and those of new rows and items.

    `sure`: the copy itself shows that it is the one of then, not another of the same name.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    sure: bool = False


NOTHING = Before()
_New = TypeVar("_New", NewRow, NewItem)


def key(record: RecordId, name: str) -> str:
    """A field of a record as it is kept."""
    return f"{record} {name}"


def taken(changes: Iterable[Change], rows: Iterable[NewRow], items: Iterable[NewItem], before: Before) -> Before:
    """What has been taken from a copy, with what was taken earlier."""
    texts = {key(one.record, one.field): one.after for one in changes if one.kind == "sua"}
    new = {one_line(row.texts.get("noi_dung", "")) for row in rows} | {one_line(item.text) for item in items}
    return Before({**before.texts, **texts}, before.added | (new - {""}))


def texts_taken(base: State, before: Before) -> dict[RecordId, Texts]:
    """The texts of documents that were taken from a copy, in the terms of its base."""
    kept = {record: before.texts.get(key(record, "")) for record in base if isinstance(record, TextId)}
    return {record: {"": text} for record, text in kept.items() if text is not None}


class Continued(Struct, frozen=True):
    """The three sides of a merge, what was taken before put into the base; what is to be said of it."""

    edited: Edited
    ours: Ours
    base: State
    findings: tuple[Finding, ...] = ()


def continued(edited: Edited, ours: Ours, base: Base, before: Before, shown_as: str) -> Continued:
    """The sides of the merge of a copy that something was taken from before."""
    if not before.texts and not before.added:
        return Continued(edited, ours, base.state)
    if not before.sure and any(_still_there(edited.state, base.state, before)):
        before = replace(before, sure=True)
    edited, ours, added = _new_ones(edited, ours, base, before)
    state: dict[RecordId, Texts] = {**base.state, **added}
    findings = []
    where = Where(base, ours, edited.names)
    for record, texts in edited.state.items():
        for name, text in texts.items():
            was = before.texts.get(key(record, name))
            printed, now = base.state.get(record, {}).get(name, ""), ours.state.get(record, {}).get(name)
            if was is None or now != was or text == was:
                continue
            place = Place(shown_as, part=where.of(record, name))
            if text == printed and not before.sure:
                findings.append(_kept(place, was, text))
            else:
                state[record] = {**state.get(record, {}), name: was}
                findings.append(_again(place, was, text, sure=before.sure))
    return Continued(edited, ours, state, tuple(findings))


def _still_there(theirs: State, base: State, before: Before) -> Iterator[bool]:
    """Whether a text that was taken is still in the copy, where it was not printed."""
    for record, texts in theirs.items():
        for name, text in texts.items():
            was = before.texts.get(key(record, name))
            yield was is not None and text == was != base.get(record, {}).get(name, "")


def _kept(place: Place, was: str, text: str) -> Finding:
    return Finding(
        "V411",
        Severity.WARNING,
        place,
        msg(
            "Lần trước đã lấy {cu} từ tệp này, nay tệp lại ghi {moi} như lúc sinh ra; dữ liệu giữ {cu}.",
            cu=quote(was),
            moi=quote(text),
        ),
        msg("Nếu đúng là bỏ chỗ sửa ấy thì sửa lại trong dữ liệu."),
        text,
    )


def _again(place: Place, was: str, text: str, *, sure: bool) -> Finding:
    return Finding(
        "V410",
        Severity.NOTE if sure else Severity.WARNING,
        place,
        msg(
            "Lần trước đã lấy {cu} từ tệp này, nay tệp được sửa tiếp thành {moi}; lấy chữ mới.",
            cu=quote(was),
            moi=quote(text),
        ),
        msg("Nếu đây là tệp của người khác cùng tên thì xem lại chỗ này."),
        text,
    )


# --- rows and items that were new then -------------------------------------------------------------------------------


def _new_ones(edited: Edited, ours: Ours, base: Base, before: Before) -> tuple[Edited, Ours, State]:
    """What was new, was taken and reads otherwise now is the same row or item; the base of those."""
    rows: dict[RecordId, str] = {
        record: row.text("noi_dung")
        for record, row in ours.rows.items()
        if isinstance(row, Task) and record not in base.state and one_line(row.text("noi_dung")) in before.added
    }
    items: dict[RecordId, str] = {record: text for record, text in ours.new.items() if one_line(text) in before.added}
    same_rows = _pairs(rows, {row.record: row.texts.get("noi_dung", "") for row in edited.rows})
    same_items = _pairs(items, {item.record: item.text for item in edited.items})
    theirs = dict(edited.state)
    state: dict[RecordId, Texts] = {}
    own = dict(ours.state)
    for new, record in (same_rows | same_items).items():
        texts = theirs.pop(new)
        if isinstance(record, TaskId):
            row = ours.rows[record]
            state[record] = {name: row.text(name) for name in texts} if isinstance(row, Task) else {}
            if not texts.get("stt", "-"):
                # It came without a number, and has the one that it was given.
                texts = {**texts, "stt": state[record].get("stt", "")}
        else:
            state[record] = {"": ours.new[record]} if isinstance(record, TextId) else {}
        theirs[record] = texts
        own[record] = state[record]
    gone = same_rows | same_items
    return (
        replace(
            edited,
            state=theirs,
            rows=tuple(_below(row, gone) for row in edited.rows if row.record not in gone),
            items=tuple(_below(item, gone) for item in edited.items if item.record not in gone),
            # Where a new item stands the data have it already.
            order=tuple(gone.get(record, record) for record in edited.order if record not in same_items),
        ),
        replace(ours, state=own, new={record: text for record, text in ours.new.items() if record not in state}),
        state,
    )


def _below(new: _New, gone: Mapping[RecordId, RecordId]) -> _New:
    """A row or item below what the one above it is."""
    return replace(new, after=gone.get(new.after, new.after)) if new.after else new


def _pairs(old: Mapping[RecordId, str], new: Mapping[RecordId, str]) -> dict[RecordId, RecordId]:
    """Which new row or item is which of those that were taken, whatever its words are by now."""
    left, fresh = list(old), list(new)
    pairs = best_pairs([one_line(old[record]) for record in left], [one_line(new[record]) for record in fresh])
    return {fresh[j]: left[i] for i, j in pairs}
