"""What was found in a dossier when somebody last looked, so that the first page can say it without looking again."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import Struct, to_builtins

from generator.face.page.dossiers.preview import folder_of
from generator.face.page.words import Said

_FILE = "soat.json"


class Judged(Struct, frozen=True):
    """How much was found of each kind, in the state that `stamp` names."""

    stamp: str
    errors: int = 0
    warnings: int = 0
    notes: int = 0


def keep(name: str, stamp: str, found: Sequence[Said]) -> None:
    """Remember what was found."""
    looks = [one.look for one in found]
    judged = Judged(stamp, *(looks.count(look) for look in ("error", "warning", "note")))
    (folder_of(name) / _FILE).write_text(json.dumps(to_builtins(judged)), encoding="utf-8")


def of(name: str) -> Judged | None:
    """What was found last; None where nobody has looked."""
    try:
        return Judged(**json.loads((folder_of(name) / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
