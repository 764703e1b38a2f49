"""What was asked of units and what came back, kept beside the dossier: `thu-bao-cao.json`.

For each task: what stood in the register when forms went out, and where each result taken came from. The file is
written whole; the same state gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field, to_builtins

from generator.keeping.kept import kept_json
from generator.values.errors import InputError
from generator.values.findings import Place, msg

NAME = "thu-bao-cao.json"
_VERSION = 1


class Sent(Struct, frozen=True):
    """The last file of a unit: name, SHA-256, when it was saved and taken (ISO 8601), what was said of it, rows."""

    file: str
    digest: str
    saved: str
    at: str
    states: tuple[str, ...]
    answered: int


class Taken(Struct, frozen=True):
    """Where the result of a task came from: unit, file, sheet, cell, when; `row` is the mark of what it became."""

    unit: str
    file: str
    sheet: str
    cell: str
    saved: str
    at: str
    digest: str
    period: str
    row: str


class Fault(Struct, frozen=True):
    """What is to be mended in a unit's file: where, what is wrong, what to do, in a clerk's words."""

    where: str
    said: str
    todo: str = ""


class Reports(Struct, frozen=True):
    """The state of a collection.

    `asked`: rows by unit, as `register|ma`; `names` of the units; `base`: the mark of each row when forms went out,
    `last` that of what they show of the period before; `faults` by unit what is to be mended in its last files;
    `figures` the keys of the figures asked of each unit, `figure_files` its last file that had any.
    """

    period: str = ""
    due: str = ""
    by: str = "don_vi"
    names: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, Sent] = field(default_factory=dict)
    taken: Mapping[str, Taken] = field(default_factory=dict)
    faults: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figure_files: Mapping[str, Sent] = field(default_factory=dict)


def load(folder: Path) -> Reports:
    """The state kept in a dossier's folder; an empty one where nothing was asked yet. Raises InputError V287."""
    path = folder / NAME
    if not path.exists():
        return Reports()
    try:
        data: dict[str, Any] = kept_json(path)
        if data.pop("phien_ban") != _VERSION:
            raise ValueError
        data["asked"] = {unit: tuple(rows) for unit, rows in data["asked"].items()}
        data["sent"] = {unit: Sent(**{**one, "states": tuple(one["states"])}) for unit, one in data["sent"].items()}
        data["taken"] = {row: Taken(**one) for row, one in data["taken"].items()}
        data["figures"] = {unit: tuple(keys) for unit, keys in data.get("figures", {}).items()}
        files = data.get("figure_files", {})
        data["figure_files"] = {unit: Sent(**{**one, "states": tuple(one["states"])}) for unit, one in files.items()}
        faults = data.get("faults", {})
        data["faults"] = {unit: tuple(Fault(**one) for one in own) for unit, own in faults.items()}
        return Reports(**data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError.of(
            "V287",
            Place(str(path)),
            msg("Sổ theo dõi báo cáo của đơn vị hỏng hoặc do bản vanban khác ghi."),
            msg("Lấy lại bản trước của tệp này; xóa nó thì mất dấu nguồn của các kết quả đã nhận."),
        ) from None


def content(reports: Reports) -> bytes:
    """The file of a state."""
    data = {"phien_ban": _VERSION, **to_builtins(reports)}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
