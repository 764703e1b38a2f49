"""What was taken back from which copy of a file, kept beside the dossier: `.vanban.lay-ve`.

A copy is known by where it lies and what it was made from; `marks` are the numbers that Word gives each session of
editing, so that a colleague's copy under the same name is not taken for it. Nothing depends on it but that a copy that
goes on being edited is not asked about: gone or broken it counts as empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins

from generator.keeping.kept import kept_json
from generator.keeping.whole import PULLED
from generator.values.patterns import late

NAME = PULLED
_VERSION = 1
# So many copies are remembered, the last ones.
_MOST = 40
_SESSION = late(rb'<w:rsid(?:Root)? w:val="([0-9A-Fa-f]{8})"')


class Copy(Struct, frozen=True):
    """What was taken from a copy: `texts` by field, those of new rows and paragraphs; `made_from` and `marks` know it
    again."""

    made_from: str
    marks: tuple[str, ...]
    texts: Mapping[str, str]
    added: tuple[str, ...]


def load(folder: Path) -> dict[str, Copy]:
    """The copies of a dossier by `place_of`."""
    try:
        data: dict[str, Any] = kept_json(folder / NAME)
        if data["phien_ban"] != _VERSION:
            return {}
        return {
            place: Copy(str(one["made_from"]), tuple(one["marks"]), dict(one["texts"]), tuple(one["added"]))
            for place, one in data["ban"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def content(copies: Mapping[str, Copy]) -> bytes:
    """The file of a state."""
    kept = dict(list(copies.items())[-_MOST:])
    data = {"phien_ban": _VERSION, "ban": {place: to_builtins(one) for place, one in kept.items()}}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def place_of(file: Path) -> str:
    """A file's place as it is kept, without naming folders of anybody's machine."""
    return f"{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]} {file.name}"


def sessions(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The numbers of the sessions in which Word or LibreOffice edited a file."""
    return tuple(sorted({found.decode() for found in _SESSION.findall(parts.get("word/settings.xml", b""))}))
