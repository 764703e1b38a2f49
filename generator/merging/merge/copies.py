"""Several edited copies of one file in one call: their edits as one, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.merging.merge.pull import Pulled
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    MoveItem,
    MoveRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.paths import shown
from generator.values.text import quote

_GONE = "(xóa)"


def combined(files: Mapping[str, Pulled]) -> tuple[tuple[SourceEdit, ...], tuple[Finding, ...]]:
    """The edits of several copies as one. Where two write one place differently, or one deletes what the other edits,
    neither is taken (V088)."""
    by_place: dict[object, tuple[str, SourceEdit]] = {}
    gone = {place: name for name, one in files.items() for edit in one.edits for place in _deleted(edit)}
    fought: set[object] = set()
    findings: list[Finding] = []
    for name, one in files.items():
        for edit in one.edits:
            place = _place_of(edit)
            first, other = by_place.setdefault(place, (name, edit))
            deleter = next((gone[holder] for holder in _holders(edit) if gone.get(holder, name) != name), "")
            if other != edit or deleter:
                fought |= {place, *(holder for holder in _holders(edit) if holder in gone)}
                before = (first, _what(other)) if other != edit else (deleter, _GONE)
                findings.append(_contradiction(before, (name, _what(edit)), _where(edit)))
    return tuple(edit for place, (_, edit) in by_place.items() if place not in fought), tuple(findings)


def _contradiction(one: tuple[str, str], other: tuple[str, str], where: str) -> Finding:
    return Finding(
        "V088",
        Severity.ERROR,
        Place(other[0], part=where),
        msg(
            "Hai bản sửa khác nhau cùng một chỗ: {a} ({tep_a}) và {b} ({tep_b}).",
            a=quote(one[1]),
            tep_a=one[0],
            b=quote(other[1]),
            tep_b=other[0],
        ),
        msg("Chạy “vanban pull” với từng tệp một: chỗ khác nhau sẽ được hỏi, hoặc chọn bằng “--ours”, “--theirs”."),
    )


def _place_of(edit: SourceEdit) -> object:
    """What an edit writes; two edits of one place must be the same."""
    if isinstance(edit, SetCell):
        return edit.file, edit.sheet, edit.row, edit.column
    if isinstance(edit, InsertRow):
        return edit.file, edit.sheet, edit.after, str(edit.values)
    if isinstance(edit, InsertItem):
        return edit.file, edit.path, str(edit.value)
    if isinstance(edit, MoveRow):
        return edit.file, edit.sheet, "chuyen", edit.row
    if isinstance(edit, MoveItem):
        return edit.file, "chuyen", edit.path
    return next(_deleted(edit), None) or next(_holders(edit))


def _deleted(edit: SourceEdit) -> Iterator[object]:
    if isinstance(edit, DeleteRow):
        yield edit.file, edit.sheet, edit.row
    elif isinstance(edit, DeleteItem):
        yield edit.file, edit.path


def _holders(edit: SourceEdit) -> Iterator[object]:
    """What an edit writes in: a row, or an item of a list and all that it stands in, the innermost first."""
    if isinstance(edit, SetCell | MoveRow):
        yield edit.file, edit.sheet, edit.row
    elif isinstance(edit, SetValue | MoveItem):
        for end in range(len(edit.path), 0, -1):
            yield edit.file, edit.path[:end]


def _where(edit: SourceEdit) -> str:
    if isinstance(edit, SetCell):
        return f"{edit.sheet}!{edit.column}{edit.row}"
    return edit.sheet if isinstance(edit, InsertRow | MoveRow | DeleteRow) else shown(edit.path)


def _what(edit: SourceEdit) -> str:
    if isinstance(edit, DeleteRow | DeleteItem):
        return _GONE
    return str(edit.value) if isinstance(edit, SetValue | SetCell | InsertItem) else ""
