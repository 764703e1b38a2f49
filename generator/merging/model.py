"""What is merged: records of texts by id, the changes between two states, and where both sides changed one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.values.findings import Finding

# ("viec", source, ma) is a task, ("muc", source, row) a section row, ("chu", path) a text of a document, whose one
# field is "", ("ngoai", place) a text that no field holds.
RecordId = tuple[str, ...]
Texts = Mapping[str, str]
State = Mapping[RecordId, Texts]

ChangeKind = Literal["sua", "them", "xoa", "chuyen"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that gets another text, or a whole record (`field` is "*") that is added, deleted or moved."""

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


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that the file has and the data do not: its record, the row above it, where it stands.

    `ma` is its id where it has one already; else the register gives it one.
    """

    record: RecordId
    after: RecordId | None
    source: str
    texts: Texts
    place: str
    ma: str = ""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A căn cứ, nơi nhận or block that the file has and its base does not: its key, its text, and its neighbour.

    `after` is the item above it, a record: of the base (`("chu", path)`) or a new one; None where it stands first,
    then `before` is the base path of the item below.
    """

    record: RecordId
    after: RecordId | None
    kind: str
    text: str
    place: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """The other side of the merge, and what is new in it.

    `order` holds the rows and items in the order of the file; `titles` the titles of new columns by their key;
    `outside` what no field holds, with its place.
    """

    state: State
    rows: tuple[NewRow, ...] = ()
    items: tuple[NewItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    order: tuple[RecordId, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[tuple[str, str], ...] = ()


WHOLE = "*"
