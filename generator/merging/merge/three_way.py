"""Three-way merge by record and field: pure, linear, the same whichever side is called ours but for where it writes.

A field that a record does not have is an empty text. A record that one side deleted and the other left as it was is
deleted; one that the other changed is a conflict over the whole record.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.merging.model import WHOLE, Change, Conflict, Merged, RecordId, State, Texts

_EMPTY: Texts = {}


def merge(base: State, ours: State, theirs: State) -> Merged:
    """The merge of two states that both come from `base`, in the order of ours, what only theirs has at the end."""
    values: dict[RecordId, Texts] = {}
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for record in (*ours, *(key for key in theirs if key not in ours), *_gone(base, ours, theirs)):
        b, o, t = base.get(record), ours.get(record), theirs.get(record)
        if o is not None and t is not None:
            values[record] = _fields(record, b or _EMPTY, o, t, changes, conflicts)
        elif o is not None:
            if b is None or _deleted(record, b, o, theirs_gone=True, changes=changes, conflicts=conflicts):
                values[record] = o
        elif t is not None and b is None:
            values[record] = t
            changes.append(Change(record, WHOLE, "", "", "them"))
            changes += (Change(record, key, "", text, "them") for key, text in t.items() if text)
        elif t is not None and b is not None:
            _deleted(record, b, t, theirs_gone=False, changes=changes, conflicts=conflicts)
    return Merged(values, tuple(changes), tuple(conflicts))


def differences(old: State, new: State) -> tuple[Change, ...]:
    """What changed between two states, field by field."""
    merged = merge(old, old, new)
    return merged.changes


def _gone(base: State, ours: State, theirs: State) -> Iterator[RecordId]:
    return (key for key in base if key not in ours and key not in theirs)


def _fields(
    record: RecordId, base: Texts, ours: Texts, theirs: Texts, changes: list[Change], conflicts: list[Conflict]
) -> Texts:
    made = dict(ours)
    for key in (*ours, *(key for key in theirs if key not in ours), *_only(base, ours, theirs)):
        b, o, t = base.get(key, ""), ours.get(key, ""), theirs.get(key, "")
        if t in (b, o):
            continue
        if o == b:
            made[key] = t
            changes.append(Change(record, key, o, t))
        else:
            conflicts.append(Conflict(record, key, b, o, t))
    return made


def _only(base: Texts, ours: Texts, theirs: Texts) -> Iterator[str]:
    return (key for key in base if key not in ours and key not in theirs)


def _deleted(
    record: RecordId,
    base: Texts,
    left: Texts,
    *,
    theirs_gone: bool,
    changes: list[Change],
    conflicts: list[Conflict],
) -> bool:
    """One side deleted a record that the other has; whether it stays in ours. Notes the change or the conflict."""
    if _same(base, left):
        if theirs_gone:
            changes.append(Change(record, WHOLE, "", "", "xoa"))
        return False
    shown = _summary(left)
    ours, theirs = (shown, None) if theirs_gone else (None, shown)
    conflicts.append(Conflict(record, WHOLE, _summary(base), ours, theirs))
    return theirs_gone


def _same(one: Texts, other: Texts) -> bool:
    return all(one.get(key, "") == other.get(key, "") for key in {*one, *other})


def _summary(texts: Texts) -> str:
    return " | ".join(text for text in texts.values() if text)
