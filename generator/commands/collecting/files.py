"""All that lies in a folder of returns: files at any depth and in .zip, each with its place and when it was stored."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.forms import LIST
from generator.converting.other_files import KINDS, as_office_files
from generator.reading.foreign import TEXTS_CALLED, is_page, is_text
from generator.values.errors import MissingProgramError
from generator.values.findings import Finding, Message, Place, Severity, msg

READ = (".xlsx", ".xlsm", ".csv", ".docx")
# What programs leave beside files, and the words of our own mails.
_PASSED_OVER = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini", LIST)
_NOT_REPORTS = (".txt", ".ini", ".db")
_MOST_FILES = 20_000
_LARGEST = 96 << 20
_LARGEST_ZIP = 512 << 20
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises for a damaged, locked or strange one, and we for one too large.
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError, NotImplementedError)


class Found(Struct, frozen=True):
    """A file: where it is read from, its name within the folder (`goi.zip/a.xlsx`), when it was stored; `own` the file
    that came, where LibreOffice made another of it.
    """

    path: Path
    name: str
    stored: datetime
    own: Path | None = None


def returned_files(folder: Path, workshop: Path) -> tuple[tuple[Found, ...], tuple[Finding, ...]]:
    """Workbooks, Word files and .csv in the order of their names; what is in .zip is laid out in `workshop`, as are the
    files that LibreOffice makes of .xls, .ods, .doc, .odt, .rtf.

    Any other file is a finding V272, a .zip that is damaged, locked or too large V286; the others are read.
    """
    found: list[Found] = []
    findings: list[Finding] = []
    paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths[:_MOST_FILES]:
        name = path.name if path == folder else path.relative_to(folder).as_posix()
        if _passed_over(name):
            continue
        if path.suffix.lower() == ".zip":
            try:
                found += _unpacked(path, name, workshop / f"{len(found)}")
            except _BAD_ZIP as failure:
                said = msg("Không mở được gói này: {ly_do}.", ly_do=failure)
                findings.append(_refused("V286", name, said, msg("Giải nén bằng tay vào thư mục rồi chạy lại.")))
        else:
            found.append(Found(path, name, datetime.fromtimestamp(path.stat().st_mtime, UTC)))
    if len(paths) > _MOST_FILES:
        said = msg("Thư mục có quá {so} tệp; chỉ đọc {so} tệp đầu.", so=_MOST_FILES)
        findings.append(_refused("V286", str(folder), said, msg("Chia thành nhiều thư mục.")))
    kept = []
    texts = _texts(found, workshop / "texts")
    other = [one for one in found if one.path.suffix.lower() in KINDS and one.path not in texts]
    made, refused = _through_libreoffice(other, workshop)
    made = {**made, **texts}
    for one in found:
        if one.path in made:
            kept.append(replace(one, path=made[one.path], own=one.path))
        elif one.path.suffix.lower() in READ:
            kept.append(one)
        elif one.path.suffix.lower() not in _NOT_REPORTS:
            findings.append(refused.get(one.path) or _unread(one.name))
    return tuple(kept), tuple(findings)


def _texts(files: Sequence[Found], into: Path) -> Mapping[Path, Path]:
    """The files that are texts of cells though they are called workbooks, as such: LibreOffice loses their letters."""
    made = {}
    for number, one in enumerate(files):
        if one.path.suffix.lower() in TEXTS_CALLED and is_text(one.path) and not is_page(one.path):
            into.mkdir(parents=True, exist_ok=True)
            made[one.path] = Path(shutil.copyfile(one.path, into / f"{number}.csv"))
    return made


def _through_libreoffice(files: list[Found], workshop: Path) -> tuple[Mapping[Path, Path], Mapping[Path, Finding]]:
    """What LibreOffice makes of files of other programs; what is said of those it makes nothing of."""
    if not files:
        return {}, {}
    try:
        made = as_office_files([one.path for one in files], workshop / "libreoffice")
    except MissingProgramError as failure:
        return {}, {one.path: replace(failure.findings[0], place=Place(one.name)) for one in files}
    said = msg("LibreOffice không mở được tệp này; kết quả trong tệp chưa được nhận.")
    hint = msg("Mở tệp, bỏ mật khẩu nếu có, lưu dạng .xlsx vào thư mục rồi chạy lại.")
    return made, {one.path: _refused("V272", one.name, said, hint) for one in files if one.path not in made}


def _passed_over(name: str) -> bool:
    return any(part.startswith(_PASSED_OVER) for part in PurePosixPath(name).parts)


def _unpacked(path: Path, name: str, into: Path) -> Iterator[Found]:
    """The files of a .zip, each under a name of ours: names in it are not trusted."""
    with zipfile.ZipFile(path) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir() and not _passed_over(one.filename)]
        if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _LARGEST_ZIP:
            raise ValueError("quá lớn")
        into.mkdir(parents=True)
        for number, entry in enumerate(entries):
            if entry.file_size > _LARGEST:
                raise ValueError("quá lớn")
            if entry.compress_type not in _PACKED:
                raise ValueError("cách nén lạ")
            target = into / f"{number}{PurePosixPath(entry.filename).suffix.lower()}"
            with archive.open(entry) as source:
                # No more is unpacked than the entry says.
                target.write_bytes(source.read(entry.file_size + 1)[: entry.file_size])
            yield Found(target, f"{name}/{entry.filename}", _stored(entry, path))


def _stored(entry: zipfile.ZipInfo, archive: Path) -> datetime:
    """When a file of a .zip was stored; when the archive was, where it says no day (month 0 of some programs)."""
    try:
        return datetime(*entry.date_time, tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(archive.stat().st_mtime, UTC)


def _unread(name: str) -> Finding:
    said = msg("Không đọc được tệp dạng này; kết quả trong tệp chưa được nhận.")
    if name.lower().endswith(".pdf"):
        said = msg("Tệp PDF không nhận kết quả được; nếu đơn vị chỉ gửi bản này thì coi như chưa có biểu.")
    hint = msg("Mở tệp, chép bảng kết quả sang Excel, lưu dạng .xlsx vào thư mục rồi chạy lại.")
    # A signed scan often goes with the form: what counts is whether the unit's results came, which its line says.
    return Finding("V272", Severity.WARNING, Place(name), said, hint)


def _refused(code: str, name: str, said: Message, hint: Message) -> Finding:
    return Finding(code, Severity.ERROR, Place(name), said, hint)
