"""The pages of a dossier as pictures: the PDF that LibreOffice made of it, one picture a page, made when asked for.

Until that is there, and where there is no LibreOffice, a quick view stands for it: a state of its own, named so, and
where there is LibreOffice only after a quick view of the dossier had just its pages.
Each state of a dossier is drawn into a folder of its own and never written into again: who looks at a page of one
state is not disturbed by the drawing of the next, and two that are drawn at once do not meet.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from generator.face.page import pictures
from generator.face.page.shared import private
from generator.values.patterns import late

# So many states are kept, quick views among them: those that open tabs may still show.
_KEPT = 12
_QUICK = "-nhanh"
_STAMP = late(f"[0-9a-f]{{20}}(?:{_QUICK})?")
# The file that says of a folder that its drawing is whole.
_WHOLE = "xong"
_SOURCES = "nguon.json"
_PROOF = "xem-nhanh"


class Proof(StrEnum):
    """What the last drawing showed of a dossier's quick view."""

    NONE = ""
    SAME_PAGES = "nhu-ban-in"
    OTHER_PAGES = "khac-ban-in"
    NO_PRINT = "khong-co-ban-in"


def folder_of(name: str) -> Path:
    """Where the previews of a dossier are."""
    return private("xem", hashlib.sha256(name.encode()).hexdigest()[:16])


def knows(name: str, dossier: Path, sources: Iterable[Path]) -> None:
    """Remember which files outside its own folder a dossier is made from."""
    outside = sorted(str(path.resolve()) for path in sources if not path.resolve().is_relative_to(dossier.resolve()))
    (folder_of(name) / _SOURCES).write_text(json.dumps(outside), encoding="utf-8")


def stamp_of(dossier: Path) -> str:
    """What a preview is made from, as names, sizes and times of the dossier's files."""
    found = sorted(path for path in dossier.rglob("*") if not path.name.startswith((".", "~$")))
    said = "".join(f"{path.name} {told}\n" for path in (*found, *_outside(dossier.name)) if (told := _told(path)))
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _outside(name: str) -> Iterator[Path]:
    with suppress(OSError, ValueError):
        yield from map(Path, json.loads((folder_of(name) / _SOURCES).read_text(encoding="utf-8")))


def _told(path: Path) -> str:
    """Size and time of a file; nothing of what is no file, or is gone by now."""
    try:
        at = path.stat()
    except OSError:
        return ""
    return f"{at.st_size} {at.st_mtime_ns}" if path.is_file() else ""


def quick(stamp: str) -> str:
    """The quick view of a state."""
    return f"{stamp}{_QUICK}"


def is_quick(stamp: str) -> bool:
    """Whether a state is a quick view."""
    return stamp.endswith(_QUICK)


def proof(folder: Path) -> Proof:
    """What is known of the quick view of a dossier, whose previews are in a folder."""
    try:
        return Proof((folder / _PROOF).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Proof.NONE


def proves(folder: Path, known: Proof) -> None:
    """Remember what a drawing has shown of it."""
    (folder / _PROOF).write_text(known, encoding="utf-8")


def is_drawn(folder: Path) -> bool:
    """Whether a state's drawing is whole."""
    return (folder / _WHOLE).exists()


def shown(name: str, stamp: str) -> str:
    """The state whose pages are shown: the one asked for if it is drawn, else its quick view, else the last that was
    drawn; '' for none.
    """
    whole = {place.parent.name: place.parent for place in folder_of(name).glob(f"*/{_WHOLE}")}
    for one in (stamp, quick(stamp)):
        if one in whole:
            return one
    return max(whole.values(), key=_drawn_at).name if whole else ""


def _drawn_at(folder: Path) -> int:
    try:
        return (folder / _WHOLE).stat().st_mtime_ns
    except OSError:
        return 0


def is_whole(folder: Path) -> None:
    """Say of a state that it is drawn; the oldest ones go."""
    (folder / _WHOLE).touch()
    states = sorted((place.parent for place in folder.parent.glob(f"*/{_WHOLE}")), key=_drawn_at)
    for old in states[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _pdf_of(name: str, stamp: str) -> Path | None:
    if not _STAMP.fullmatch(stamp):
        return None
    return next(iter(sorted((folder_of(name) / stamp / name).glob("*.pdf"))), None)


def count(name: str, stamp: str) -> int:
    """How many pages a state has."""
    pdf = _pdf_of(name, stamp)
    return len(pictures.sizes(pdf)) if pdf else 0


def picture(name: str, stamp: str, number: int) -> bytes | None:
    """A page of a state as WebP, from 1; None where there is no such page. Drawn once."""
    pdf = _pdf_of(name, stamp)
    return pictures.kept(pdf, number) if pdf else None
