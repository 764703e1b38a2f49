"""What is merged: records of texts by id, the changes between two states, and where both sides changed one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# ("viec", source, ma) is a task, ("muc", source, row) a section row, ("chu", path) a text of a document, whose one
# field is "".
RecordId = tuple[str, ...]
Texts = Mapping[str, str]
State = Mapping[RecordId, Texts]

ChangeKind = Literal["sua", "them", "xoa"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that gets another text, or a whole record (`field` is "*") that is added or deleted."""

    record: RecordId
    field: str
    before: str
    after: str
    kind: ChangeKind = "sua"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each its own way; None for a record that the side deleted."""

    record: RecordId
    field: str
    base: str | None
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged state (ours where there is a conflict), what in it differs from ours, and the conflicts."""

    values: State
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


WHOLE = "*"
