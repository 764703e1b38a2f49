"""The pages of a dossier as pictures: the PDF that LibreOffice made of it, one picture a page, made when asked for."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

from generator.face.page.shared import private

_DPI = 110
# pdfium draws one page at a time.
_LOCK = threading.Lock()


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
    import pypdfium2

    pdf = pdf_of(name)
    if pdf is None:
        return 0
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        document.close()
    return pages


def picture(name: str, number: int) -> bytes | None:
    """A page as WebP, from 1; None where there is no such page. Drawn once for each preview."""
    pdf = pdf_of(name)
    if pdf is None:
        return None
    kept = folder_of(name) / f"{drawn(name)}-{number}.webp"
    if kept.is_file():
        return kept.read_bytes()
    data = _drawn(pdf, number)
    if data is not None:
        for old in folder_of(name).glob("*.webp"):
            if not old.name.startswith(drawn(name)):
                old.unlink(missing_ok=True)
        kept.write_bytes(data)
    return data


def _drawn(pdf: Path, number: int) -> bytes | None:
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 < number <= len(document):
                return None
            image = document[number - 1].render(scale=_DPI / 72).to_pil()
        finally:
            document.close()
    target = io.BytesIO()
    image.save(target, "WEBP", quality=82, method=2)
    return target.getvalue()
