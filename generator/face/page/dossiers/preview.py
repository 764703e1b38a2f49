"""The pages of a dossier as pictures: the PDF that LibreOffice made of it, one picture a page, made when asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.face.page import pictures
from generator.face.page.shared import private


def folder_of(name: str) -> Path:
    """Where the preview of a dossier is built."""
    return private("xem", hashlib.sha256(name.encode()).hexdigest()[:16])


def stamp_of(dossier: Path) -> str:
    """What a preview is made from, as names, sizes and times of the dossier's files."""
    files = sorted(path for path in dossier.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
    said = "".join(f"{path.name} {(at := path.stat()).st_size} {at.st_mtime_ns}\n" for path in files)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def drawn(name: str) -> str:
    """The stamp of the preview that is there; '' for none."""
    try:
        return (folder_of(name) / "dau-van-tay").read_text(encoding="utf-8")
    except OSError:
        return ""


def pdf_of(name: str) -> Path | None:
    """The PDF of the preview."""
    return next(iter(sorted((folder_of(name) / name).glob("*.pdf"))), None)


def count(name: str) -> int:
    """How many pages the preview has."""
    pdf = pdf_of(name)
    return len(pictures.sizes(pdf)) if pdf else 0


def picture(name: str, number: int) -> bytes | None:
    """A page as WebP, from 1; None where there is no such page. Drawn once for each preview."""
    pdf = pdf_of(name)
    if pdf is None:
        return None
    kept = folder_of(name) / f"{drawn(name)}-{number}.webp"
    if kept.is_file():
        return kept.read_bytes()
    data = pictures.drawn(pdf, number)
    if data is not None:
        for old in folder_of(name).glob("*.webp"):
            if not old.name.startswith(drawn(name)):
                old.unlink(missing_ok=True)
        kept.write_bytes(data)
    return data
