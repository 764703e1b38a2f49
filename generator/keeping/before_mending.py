"""What stood in the sources of a dossier before its texts were mended, kept beside it: `.vanban.truoc-khi-sua`.

One archive: the bytes of each file, and the version that the mends led to. Nothing else depends on it; gone or broken
it counts as not there.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.keeping.kept import kept_value
from generator.keeping.whole import MENDED

NAME = MENDED
_LIST = "ban.json"
# More than the sources of a dossier ever are.
_MOST = 200 << 20


class Before(Struct, frozen=True):
    """The files as they were, and the version that came after."""

    version: str
    files: Mapping[Path, bytes]


def content(folder: Path, version: str, files: Mapping[Path, bytes]) -> bytes:
    """What is kept of the files that stood before the change that led to `version`, to be written with that change."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [os.path.relpath(path.resolve(), folder.resolve()).replace(os.sep, "/") for path in files]
        archive.writestr(_LIST, json.dumps({"ban": version, "tep": names}, ensure_ascii=False))
        for number, data in enumerate(files.values()):
            archive.writestr(str(number), data)
    return made.getvalue()


def last(folder: Path) -> Before | None:
    """What was kept; None where nothing is, or it cannot be read. Only files of the folder itself come back."""
    try:
        with zipfile.ZipFile(folder / NAME) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST:
                return None
            listed = kept_value(archive.read(_LIST))
            files = {folder / str(name): archive.read(str(number)) for number, name in enumerate(listed["tep"])}
            version = str(listed["ban"])
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
    own = folder.resolve()
    return Before(version, files) if all(path.resolve().is_relative_to(own) for path in files) else None


def forget(folder: Path) -> None:
    """It was taken back."""
    (folder / NAME).unlink(missing_ok=True)
