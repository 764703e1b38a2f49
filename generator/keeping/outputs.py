"""The folder out/<hồ sơ>: built aside, moved in file by file, never over a file that someone has edited.

A manifest (`.vanban.json`) keeps the digest of every file as it was made, and what it was made from. A file on disk
that differs from its digest was edited; one that the manifest does not know came from elsewhere. Neither is
overwritten without force, and then a dated copy is kept beside it. Before files are moved in, the manifest takes the
digests that are coming too: a run killed in between leaves files that are known, the old ones and the new.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field, to_builtins

from generator.keeping.aside import aside, cannot_write
from generator.keeping.kept import kept_json
from generator.keeping.locks import held
from generator.ooxml import package
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import as_argument

MANIFEST = ".vanban.json"


class Manifest(Struct, frozen=True):
    """What stands in an output folder: digest of each file by name, and of what they were made from.

    `coming` are the digests of files that were being moved in when the manifest was written.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)
    coming: Mapping[str, str] = field(default_factory=dict)

    def made(self, path: Path) -> bool:
        """Whether a file stands as we made it."""
        known = {one[path.name] for one in (self.files, self.coming) if path.name in one}
        return bool(known) and digest(path) in known

    def standing(self, folder: Path) -> dict[str, str]:
        """The digests by name, of what came in before a run was killed its own."""
        came = {
            name for name, made in self.coming.items() if (folder / name).is_file() and digest(folder / name) == made
        }
        return {**self.files, **{name: self.coming[name] for name in came}}

    def write(self, folder: Path) -> None:
        """Put it into an output folder, in one step."""
        _write(folder / MANIFEST, json.dumps(to_builtins(self), ensure_ascii=False, indent=1))


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest_of(folders: Iterable[Path], ending: str = "") -> str:
    """SHA-256 over the files of folders whose names end so: their names and bytes, in order of names."""
    whole = hashlib.sha256()
    for folder in folders:
        for name, path in sorted(_below(str(folder), "", ending)):
            whole.update(f"{name} {digest(Path(path))}\n".encode())
    return whole.hexdigest()


def _below(folder: str, before: str, ending: str) -> Iterator[tuple[str, str]]:
    # Asked for every file of this program at each build: pathlib would take longer than reading them.
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{before}{entry.name}/", ending)
        elif entry.name.endswith(ending) and entry.is_file():
            yield f"{before}{entry.name}", entry.path


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none or it cannot be read."""
    try:
        found: Any = kept_json(folder / MANIFEST)
        return Manifest(dict(found["files"]), dict(found["made_from"]), dict(found.get("coming", {})))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def is_current(folder: Path, made_from: Mapping[str, str]) -> bool:
    """Whether every file of the folder stands as it was made, and was made from just this."""
    manifest = read_manifest(folder)
    return (
        bool(manifest.files)
        and dict(manifest.made_from) == dict(made_from)
        and all((folder / name).is_file() and digest(folder / name) == made for name, made in manifest.files.items())
    )


def taken_in(path: Path) -> None:
    """Let an edited output be made anew: all that was edited in it now stands in the data."""
    with held(path.parent, doing="vanban pull"):
        manifest = read_manifest(path.parent)
        if path.name in manifest.files:
            Manifest({**manifest.files, path.name: digest(path)}).write(path.parent)


def edited(folder: Path, names: Sequence[str]) -> tuple[Finding, ...]:
    """The files among `names` that someone has changed since they were made, or that we did not make (V070)."""
    manifest = read_manifest(folder)
    return tuple(
        Finding(
            "V070",
            Severity.ERROR,
            Place(str(folder / name)),
            msg("Tệp đã có người sửa sau khi sinh ra; không ghi đè.")
            if name in manifest.files
            else msg("Ở đây đã có một tệp cùng tên không do vanban sinh ra; không ghi đè."),
            msg(
                "Chạy “vanban pull {tep}” để lấy chỗ sửa về, hoặc “--force” để ghi đè (bản cũ được giữ lại).",
                tep=as_argument(folder / name),
            ),
        )
        for name in names
        if (folder / name).exists() and not manifest.made(folder / name)
    )


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A temporary folder on the disk of `out`, gone afterwards. Raises WriteError V071 where none can be made.

    One that a killed run has left goes too.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(aside(out))
        except OSError as failure:
            raise _cannot_write(out, failure) from None
        yield folder


def obstacles(folder: Path, names: Sequence[str], *, force: bool) -> tuple[Finding, ...]:
    """What keeps files from being moved in under these names: open in Office (V015), edited (V070, unless forced)."""
    return (*_open_in_office(folder, names), *(() if force else edited(folder, names)))


def move_in(built: Path, folder: Path, made_from: Mapping[str, str], *, force: bool, now: datetime) -> None:
    """Put every file of `built` into an output folder, each in one step, the manifest last.

    Raises InputError V070 where a file was edited and `force` is not given, V015 where one is open in Office,
    WriteError V071 where the folder cannot be made, BusyError V018 where another run moves files in; then nothing was
    moved.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise _cannot_write(folder, failure) from None
    with held(folder, doing="vanban build"):
        _move_in(built, folder, made_from, force=force, now=now)


def _move_in(built: Path, folder: Path, made_from: Mapping[str, str], *, force: bool, now: datetime) -> None:
    names = sorted(path.name for path in built.iterdir())
    if found := obstacles(folder, names, force=force):
        raise InputError(found)
    copies: dict[Path, Path] = {}
    try:
        for finding in edited(folder, names):
            _keep(Path(finding.place.file), now, copies)
        _replace(built, folder, names, made_from)
    except OSError:
        # A copy of what still stands is none.
        for path, copy in copies.items():
            if (built / path.name).exists():
                copy.unlink(missing_ok=True)
        raise


def _replace(built: Path, folder: Path, names: Sequence[str], made_from: Mapping[str, str]) -> None:
    earlier = read_manifest(folder).standing(folder)
    coming = {name: digest(built / name) for name in names}
    Manifest(earlier, coming=coming).write(folder)
    for name in names:
        (built / name).replace(folder / name)
    files = {name: made for name, made in sorted({**earlier, **coming}.items()) if (folder / name).exists()}
    Manifest(files, made_from).write(folder)


def _cannot_write(folder: Path, failure: OSError) -> VanbanError:
    return cannot_write(folder, failure, msg("Chọn thư mục khác bằng “--out”."))


def write_beside(path: Path, suffix: str, parts: Mapping[str, bytes]) -> Path:
    """A package as a copy beside a file: `x.docx` -> `x.da-sua.docx`. Raises WriteError V071 where it cannot be."""
    made = path.with_name(f"{path.stem}.{suffix}{path.suffix}")
    beside = made.with_name(f".{made.name}.tmp")
    try:
        with beside.open("wb") as target:
            package.write(target, parts)
        beside.replace(made)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        raise _cannot_write(made, failure) from None
    return made


def _keep(path: Path, now: datetime, copies: dict[Path, Path]) -> None:
    """A dated copy of a file that is about to be overwritten, noted before it is made."""
    copies[path] = path.with_name(f"{path.stem}.{now:%Y%m%d-%H%M%S}{path.suffix}.bak")
    shutil.copy2(path, copies[path])


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _open_in_office(folder: Path, names: Sequence[str]) -> tuple[Finding, ...]:
    """Files that Word, Excel or LibreOffice holds open, by the locks they lay beside them."""
    return tuple(
        Finding(
            "V015",
            Severity.ERROR,
            Place(str(folder / name)),
            msg("Tệp đang mở trong Word hoặc Excel (có tệp khóa “{khoa}”).", khoa=lock),
            msg("Lưu và đóng tệp rồi chạy lại."),
        )
        for name in names
        for lock in (f"~${name[2:]}", f"~${name}", f".~lock.{name}#")
        if (folder / lock).exists()
    )
