"""What is to be written into the sources of a dossier: values, new items and rows, deletions, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.values.paths import Path_


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value of a YAML or JSON file, by its path; `quoted`: written in quotation marks, also where it is empty."""

    file: Path
    path: Path_
    value: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class EmptyValue:
    """A value of a YAML or JSON file that goes; its key stays, with nothing after it."""

    file: Path
    path: Path_


@dataclass(frozen=True, slots=True)
class DeleteKey:
    """A key of a mapping of a YAML or JSON file that goes with its value."""

    file: Path
    path: Path_


@dataclass(frozen=True, slots=True)
class InsertItem:
    """A new item of a list of a YAML or JSON file, after the item at `path` (-1 for the head); a text or a mapping.

    `id_key` names the key that a new id is to be written to.
    """

    file: Path
    path: Path_
    value: str | Mapping[str, str]
    id_key: str = ""


@dataclass(frozen=True, slots=True)
class MoveItem:
    """An item of a list of a YAML or JSON file that comes to stand after another one (-1 for the head)."""

    file: Path
    path: Path_
    after: int


@dataclass(frozen=True, slots=True)
class DeleteItem:
    """An item of a list of a YAML or JSON file that goes."""

    file: Path
    path: Path_


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of a sheet, or of a CSV file (`sheet` empty): column letter, row from 1."""

    file: Path
    sheet: str
    column: str
    row: int
    value: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A new row below `after`: texts by column letter; formatted like row `like`, or the one above where it is 0.

    `id_column` is to hold a new id.
    """

    file: Path
    sheet: str
    after: int
    values: Mapping[str, str]
    id_column: str = ""
    like: int = 0


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row that comes to stand below row `after`. All rows are named by where they stood before any of the edits."""

    file: Path
    sheet: str
    row: int
    after: int


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """A row that goes."""

    file: Path
    sheet: str
    row: int


TreeEdit = SetValue | EmptyValue | DeleteKey | InsertItem | MoveItem | DeleteItem
GridEdit = SetCell | InsertRow | MoveRow | DeleteRow
SourceEdit = TreeEdit | GridEdit
