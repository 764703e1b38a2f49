"""What is merged: records of texts by id, the changes between two states, and where both sides changed one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Literal

from msgspec import Struct
from msgspec import field as _field

from generator.values.findings import Finding, Message, msg
from generator.values.paths import Path_, shown
from generator.values.text import quote


class TaskId(Struct, frozen=True):
    """A task of a register. `new`: one that the base does not have; then `name` is what tells it from others."""

    source: str
    name: str
    new: bool = False

    def __str__(self) -> str:
        return f"viec/{self.source}/{'+' * self.new}{self.name}"


class HeadingId(Struct, frozen=True):
    """A heading row of a register, by its chain of numbers (`I/A`); a `new` one by its number and title."""

    source: str
    name: str
    new: bool = False

    def __str__(self) -> str:
        return f"muc/{self.source}/{'+' * self.new}{self.name}"


class TextId(Struct, frozen=True):
    """A text of a document, by its path; its one field is ""."""

    path: Path_

    @property
    def beside(self) -> Path_:
        """The path of the item that it is in, as that which a new one stands beside."""
        return self.path

    @property
    def name(self) -> str:
        """The path as people read it."""
        return shown(self.path)

    def __str__(self) -> str:
        return f"chu/{self.name}"


class NewItemId(Struct, frozen=True):
    """A new căn cứ, nơi nhận or block: the path of the item that it stands beside, its kind, its text; `again` counts
    those that say the same there."""

    beside: Path_
    kind: str
    text: str
    again: int = 0

    @property
    def name(self) -> str:
        """Where it stands, as people read it."""
        return shown(self.beside)

    def __str__(self) -> str:
        return f"moi/{self.name}/{self.kind}/{self.text}{f'#{self.again}' if self.again else ''}"


class OutsideId(Struct, frozen=True):
    """A text that no field holds, by its place in the file."""

    place: str

    @property
    def name(self) -> str:
        """Its place."""
        return self.place

    def __str__(self) -> str:
        return f"ngoai/{self.place}"


RowId = TaskId | HeadingId
ItemId = TextId | NewItemId
RecordId = TaskId | HeadingId | TextId | NewItemId | OutsideId
Texts = Mapping[str, str]
State = Mapping[RecordId, Texts]

ChangeKind = Literal["sua", "them", "xoa", "chuyen"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that gets another text, or a whole record (`field` is "*") that is added, deleted or moved.

    `where` is its place in words of the user, where more is known of it than its record says; `kept` of something that
    the edited file has no longer, and that stays in the data all the same.
    """

    record: RecordId
    field: str
    before: str
    after: str
    kind: ChangeKind = "sua"
    where: str = dataclass_field(default="", compare=False)
    kept: bool = dataclass_field(default=False, compare=False)

    @property
    def said_below(self) -> bool:
        """Whether it says nothing that the next change does not: a new item, whose one text follows."""
        return self.kind == "them" and self.field == WHOLE and isinstance(self.record, NewItemId)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each its own way; None for a record that the side deleted. `where` as above."""

    record: RecordId
    field: str
    base: str | None
    ours: str | None
    theirs: str | None
    where: str = dataclass_field(default="", compare=False)


def side_shown(text: str | None) -> Message | str:
    """What one side of a conflict has, as messages show it."""
    return msg("(đã xóa)") if text is None else quote(text)


class Merged(Struct, frozen=True):
    """The merged state (ours where there is a conflict), what in it differs from ours, and the conflicts."""

    values: State
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


class NewRow(Struct, frozen=True):
    """A row that the file has and the data do not: its record, the row above it, where it stands.

    `ma` is its id where it has one already; else the register gives it one. `number` is its STT as the file shows it.
    """

    record: RowId
    after: RecordId | None
    texts: Texts
    place: str
    ma: str = ""
    number: str = ""

    @property
    def source(self) -> str:
        """The register that it belongs to."""
        return self.record.source


class NewItem(Struct, frozen=True):
    """A căn cứ, nơi nhận or block that the file has and its base does not: its key, its text, and its neighbour.

    `after` is the item above it, of the base or a new one; None where it stands first, then `before` is the base path
    of the item below.
    """

    record: RecordId
    after: RecordId | None
    kind: str
    text: str
    place: str
    before: Path_ = ()


class FigureSeen(Struct, frozen=True):
    """A figure as an edited file shows it: its name in braces, the number that was printed, the one that stands there.

    `sure`: the words beside it are those that were printed there.
    """

    name: str
    before: str
    after: str
    place: str
    paragraph: str
    sure: bool = True


class Edited(Struct, frozen=True):
    """The other side of the merge, and what is new in it.

    `order` holds the rows and items in the order of the file; `titles` the titles of new columns by their key;
    `outside` what no field holds, with its place; `names` what readers call the blocks of the body; `figures` what
    stands in place of the figures that its texts quote.
    """

    state: State
    rows: tuple[NewRow, ...] = ()
    items: tuple[NewItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    order: tuple[RecordId, ...] = ()
    titles: Mapping[str, str] = _field(default_factory=dict)
    outside: tuple[tuple[str, str], ...] = ()
    names: Mapping[Path_, str] = _field(default_factory=dict)
    figures: tuple[FigureSeen, ...] = ()


WHOLE = "*"
