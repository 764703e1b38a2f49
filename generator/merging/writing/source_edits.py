"""What is to be written into the sources of a dossier: values, new items and rows, deletions, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.values.paths import Path_


class SetValue(Struct, frozen=True):
    """A value of a YAML or JSON file, by its path; `quoted`: written in quotation marks, also where it is empty."""

    file: Path
    path: Path_
    value: str
    quoted: bool = False


class EmptyValue(Struct, frozen=True):
    """A value of a YAML or JSON file that goes; its key stays, with nothing after it."""

    file: Path
    path: Path_


class DeleteKey(Struct, frozen=True):
    """A key of a mapping of a YAML or JSON file that goes with its value."""

    file: Path
    path: Path_


class InsertItem(Struct, frozen=True):
    """A new item of a list of a YAML or JSON file, after the item at `path` (-1 for the head); a text or a mapping.

    `id_key` names the key that a new id is to be written to.
    """

    file: Path
    path: Path_
    value: str | Mapping[str, str]
    id_key: str = ""


class MoveItem(Struct, frozen=True):
    """An item of a list of a YAML or JSON file that comes to stand after another one (-1 for the head)."""

    file: Path
    path: Path_
    after: int


class DeleteItem(Struct, frozen=True):
    """An item of a list of a YAML or JSON file that goes."""

    file: Path
    path: Path_


class SetCell(Struct, frozen=True):
    """A cell of a sheet, or of a CSV file (`sheet` empty): column letter, row from 1."""

    file: Path
    sheet: str
    column: str
    row: int
    value: str


class InsertRow(Struct, frozen=True):
    """A new row below `after`: texts by column letter; formatted like row `like`, or the one above where it is 0.

    `id_column` is to hold a new id.
    """

    file: Path
    sheet: str
    after: int
    values: Mapping[str, str]
    id_column: str = ""
    like: int = 0


class MoveRow(Struct, frozen=True):
    """A row that comes to stand below row `after`. All rows are named by where they stood before any of the edits."""

    file: Path
    sheet: str
    row: int
    after: int


class DeleteRow(Struct, frozen=True):
    """A row that goes."""

    file: Path
    sheet: str
    row: int


TreeEdit = SetValue | EmptyValue | DeleteKey | InsertItem | MoveItem | DeleteItem
GridEdit = SetCell | InsertRow | MoveRow | DeleteRow
SourceEdit = TreeEdit | GridEdit
