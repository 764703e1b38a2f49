"""Where the forms of a dossier and what came back of them lie: below the page's own folder, by the dossier's name."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.contrib.auth.models import User

from generator.face.page.received import storing
from generator.face.page.shared import private


def forms_of(name: str) -> Path:
    """The folder of the forms that were made last; not there before."""
    return private("thang", name) / "bieu"


def returned_to(name: str) -> Path:
    """The folder of what units sent back."""
    return private("thang", name, "nop")


def returned(name: str) -> list[Path]:
    """The files that came back, as they were named."""
    return sorted(path for path in returned_to(name).rglob("*") if path.is_file())


def keep(owner: User, upload: storing.Upload, name: str) -> int:
    """One upload among what came back, or what an archive holds; how many. Two files of one name both stay."""
    rows = storing.take(owner, upload)
    for row in rows:
        target = returned_to(name) / row.key
        target.mkdir(mode=0o700)
        shutil.move(row.path, target / row.name)
        shutil.rmtree(row.folder, ignore_errors=True)
        row.delete()
    return len(rows)


def keep_copy(file: Path, key: str, name: str) -> None:
    """A file that was received elsewhere, among what came back; once, however often it is asked."""
    target = returned_to(name) / key
    target.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(file, target / file.name)


def forget(name: str) -> None:
    """What came back goes; what was taken into the register stays."""
    shutil.rmtree(returned_to(name), ignore_errors=True)
