"""Uploaded files into the private folder: names made harmless, sizes bounded, archives laid out."""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig

from generator.face.page.received.models import Received

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    # Generic for the type checker alone.
    Upload = UploadedFile[bytes]

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120
_CHUNK = 1 << 16


def harmless(name: str) -> str:
    """The last step of a name that came from outside, as any system takes it; never a path, never empty."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    clean = _FORBIDDEN.sub("", last).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if dot and stem:
        clean = f"{stem[: _LONGEST - len(suffix[:10]) - 1].rstrip(' .')}.{suffix[:10]}"
    clean = clean[:_LONGEST]
    return f"tep-{clean}" if not clean or _DEVICES.fullmatch(clean) else clean


def take(owner: User, upload: Upload) -> list[Received]:
    """One upload as received files: itself, or what an archive holds. Raises RequestDataTooBig."""
    name = harmless(str(upload.name or ""))
    if (upload.size or 0) > settings.MOST_IN_A_FILE:
        raise RequestDataTooBig(name)
    upload.seek(0)
    if name.lower().endswith(".zip") and zipfile.is_zipfile(upload):
        upload.seek(0)
        return list(_laid_out(owner, upload))
    upload.seek(0)
    return [_kept(owner, name, upload, settings.MOST_IN_A_FILE)]


def _laid_out(owner: User, upload: Upload) -> Iterator[Received]:
    """The files in an archive, folders forgotten; sizes are counted while they are unpacked, whatever it claims."""
    with zipfile.ZipFile(upload) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and not _passed_over(one.filename)]
        whole = sum(one.file_size for one in entries)
        if len(entries) > settings.MOST_FILES or whole > settings.MOST_UNPACKED:
            raise RequestDataTooBig(upload.name)
        for one in entries:
            if one.flag_bits & 1:
                raise zipfile.BadZipFile(one.filename)
            with archive.open(one) as source:
                yield _kept(owner, harmless(one.filename), source, min(settings.MOST_IN_A_FILE, one.file_size))


def _passed_over(name: str) -> bool:
    """What programs leave in archives for themselves: locks, hidden files, a folder of macOS."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.name.startswith(("~$", ".")) or "__MACOSX" in path.parts


def _kept(owner: User, name: str, source: IO[bytes] | Upload, most: int) -> Received:
    row = Received(owner=owner, name=name, size=0)
    place = row.path
    try:
        with place.open("xb") as target:
            while chunk := source.read(_CHUNK):
                row.size += len(chunk)
                if row.size > most:
                    raise RequestDataTooBig(name)
                target.write(chunk)
        place.chmod(0o600)
    except BaseException:
        shutil.rmtree(row.folder, ignore_errors=True)
        raise
    row.save()
    return row


def copied(owner: User, file: Path) -> Received:
    """A file that lies in the workplace, as one that was received."""
    with file.open("rb") as source:
        return _kept(owner, harmless(file.name), source, settings.MOST_IN_A_FILE)
