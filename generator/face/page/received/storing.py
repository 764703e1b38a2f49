"""Uploaded files into the private folder: names made harmless, sizes bounded, archives laid out."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig

from generator.face.page.received.models import Received
from generator.face.page.shared import private
from generator.values.patterns import late

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    # Generic for the type checker alone.
    Upload = UploadedFile[bytes]

_FORBIDDEN = late(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES = late(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120
_CHUNK = 1 << 16
# So deep are archives in archives laid out.
_DEPTH = 3


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
        return _all_or_none(_laid_out(owner, upload, _Room()))
    upload.seek(0)
    return [_kept(owner, name, upload, settings.MOST_IN_A_FILE)]


def _all_or_none(files: Iterable[Received]) -> list[Received]:
    """All that an archive holds; where it is refused in the middle nothing of it stays."""
    made: list[Received] = []
    try:
        for one in files:
            made.append(one)
    except BaseException:
        for one in made:
            shutil.rmtree(one.folder, ignore_errors=True)
            one.delete()
        raise
    return made


class _Room:
    """How much may still come out of an upload, archives in archives counted together."""

    def __init__(self) -> None:
        self.files: int = settings.MOST_FILES
        self.unpacked: int = settings.MOST_UNPACKED

    def take(self, files: int, size: int) -> None:
        """Raises RequestDataTooBig where there is no more room."""
        self.files -= files
        self.unpacked -= size
        if self.files < 0 or self.unpacked < 0:
            raise RequestDataTooBig


def _laid_out(owner: User, file: IO[bytes] | Upload, room: _Room, depth: int = 0) -> Iterator[Received]:
    """The files in an archive, folders forgotten; sizes are counted while they are unpacked, whatever it claims."""
    with zipfile.ZipFile(file) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and not _passed_over(one.filename)]
        room.take(len(entries), sum(one.file_size for one in entries))
        for one in entries:
            if one.flag_bits & 1:
                raise zipfile.BadZipFile(one.filename)
            name, most = harmless(one.filename), min(settings.MOST_IN_A_FILE, one.file_size)
            with archive.open(one) as source:
                if not name.lower().endswith(".zip") or depth >= _DEPTH:
                    yield _kept(owner, name, source, most)
                    continue
                yield from _inner(owner, source, name, most, room, depth)


def _inner(owner: User, source: IO[bytes], name: str, most: int, room: _Room, depth: int) -> Iterator[Received]:
    """An archive in an archive, laid out as well; one that is none is a file like others."""
    with tempfile.TemporaryFile(dir=private("tam")) as whole:
        whole.write(source.read(most))
        whole.seek(0)
        if zipfile.is_zipfile(whole):
            whole.seek(0)
            yield from _laid_out(owner, whole, room, depth + 1)
        else:
            whole.seek(0)
            yield _kept(owner, name, whole, most)


def is_left_by_programs(name: str) -> bool:
    """Whether a file is what Word or Excel keeps beside one that is open."""
    return PurePosixPath(name.replace("\\", "/")).name.startswith("~$")


def _passed_over(name: str) -> bool:
    """What programs leave in archives for themselves: locks, hidden files, a folder of macOS."""
    path = PurePosixPath(name.replace("\\", "/"))
    return is_left_by_programs(name) or path.name.startswith(".") or "__MACOSX" in path.parts


# What names an ending that is told by itself; of others the content says what a file is.
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".docx", ".docm", ".doc", ".rtf", ".odt", ".csv", ".tsv", ".txt", ".zip")
_PARTS = {"xl/workbook.xml": ".xlsx", "word/document.xml": ".docx"}


def _by_content(file: Path) -> str:
    """The ending that a file lacks: that of what it holds; '' where it has its own, or nobody knows."""
    with file.open("rb") as source:
        if source.read(5) == b"%PDF-":
            return "" if file.suffix.lower() == ".pdf" else ".pdf"
    if file.suffix.lower() in _ENDINGS or not zipfile.is_zipfile(file):
        return ""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        return next((_PARTS[name] for name in archive.namelist() if name in _PARTS), "")
    return ""


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
        if ending := _by_content(place):
            row.name = f"{row.name}{ending}"
            place.rename(row.path)
    except BaseException:
        shutil.rmtree(row.folder, ignore_errors=True)
        raise
    row.save()
    return row


def copied(owner: User, file: Path) -> Received:
    """A file that lies in the workplace, as one that was received."""
    with file.open("rb") as source:
        return _kept(owner, harmless(file.name), source, settings.MOST_IN_A_FILE)
