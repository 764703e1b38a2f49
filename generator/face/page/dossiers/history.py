"""What stood before each change that was made here, so that the last ones can be undone; files of the page's own."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from generator.face.page.shared import private

_KEPT = 50


def _folder(dossier: str) -> Path:
    return private("hoan-tac", sha256(dossier.encode()).hexdigest()[:16])


def keep(dossier: str, version: str, before: Mapping[Path, bytes]) -> None:
    """A change that led to `version`."""
    step = _folder(dossier) / f"{time.time_ns():020d}"
    step.mkdir()
    for number, data in enumerate(before.values()):
        (step / str(number)).write_bytes(data)
    said = {"version": version, "files": [str(path) for path in before]}
    (step / "buoc.json").write_text(json.dumps(said), encoding="utf-8")
    for old in sorted(_folder(dossier).iterdir())[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def last(dossier: str, version: str) -> tuple[Path, dict[Path, bytes]] | None:
    """The change that led to `version`: its folder, and what stood before."""
    for step in sorted(_folder(dossier).iterdir(), reverse=True):
        try:
            said = json.loads((step / "buoc.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if said["version"] == version:
            return step, {Path(name): (step / str(at)).read_bytes() for at, name in enumerate(said["files"])}
    return None


def forget(step: Path) -> None:
    """A change that was undone."""
    shutil.rmtree(step, ignore_errors=True)
