"""What was issued, kept beside the dossier in `phat-hanh/`: a folder each, read-only, and a list with fingerprints."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field, to_builtins

from generator.keeping.kept import kept_json
from generator.keeping.outputs import digest
from generator.values.errors import InputError
from generator.values.findings import Place, msg

FOLDER, LIST = "phat-hanh", "danh-sach.json"
# Lies in a set until the list knows it.
_COMING = ".vanban-dang-phat-hanh"
_VERSION = 1


class IssuedSet(Struct, frozen=True):
    """One issued set: number and date (ISO 8601), its folder below `phat-hanh`, SHA-256 of each file by name.

    `reason` is why it went out though something stood in the way, `overruled` what that was.
    """

    number: int
    dated: str
    folder: str
    at: str
    files: Mapping[str, str]
    reason: str = ""
    overruled: Sequence[str] = field(default_factory=tuple)


def load(folder: Path) -> tuple[IssuedSet, ...]:
    """The sets that were issued of a dossier, the last one last. Raises InputError V309 for a list that is broken."""
    path = folder / FOLDER / LIST
    if not path.exists():
        return ()
    try:
        data: dict[str, Any] = kept_json(path)
        if data["phien_ban"] != _VERSION:
            raise ValueError
        return tuple(IssuedSet(**{**one, "overruled": tuple(one["overruled"])}) for one in data["phat_hanh"])
    except (ValueError, KeyError, TypeError):
        raise InputError.of(
            "V309",
            Place(str(path)),
            msg("Danh sách phát hành hỏng hoặc do bản vanban khác ghi."),
            msg("Lấy lại bản trước của tệp này; các tệp đã phát hành vẫn ở cạnh nó."),
        ) from None


def content(sets: Sequence[IssuedSet]) -> bytes:
    """The list of sets."""
    data = {"phien_ban": _VERSION, "phat_hanh": [to_builtins(one) for one in sets]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def place_of(folder: Path, one: IssuedSet) -> Path:
    """The folder of a set."""
    return folder / FOLDER / one.folder


def changed(folder: Path, one: IssuedSet) -> tuple[str, ...]:
    """Names of files of a set that are gone or no longer what was issued."""
    own = place_of(folder, one)
    return tuple(name for name, was in one.files.items() if not (own / name).is_file() or digest(own / name) != was)


def word_of(folder: Path, one: IssuedSet) -> Path:
    """The Word file of a set, of several that of the main document."""
    return place_of(folder, one) / min(name for name in one.files if name.endswith(".docx"))


def free_folder(folder: Path, name: str) -> str:
    """A name below `phat-hanh` that no other set has: `123-2026-11-30`, `123-2026-11-30-2` …"""
    taken = {path.name for path in (folder / FOLDER).iterdir()} if (folder / FOLDER).is_dir() else set()
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def sweep(folder: Path, known: Sequence[IssuedSet]) -> None:
    """Take away the sets of a dossier that we hold which a killed run has moved in and did not come to list."""
    listed = {one.folder for one in known}
    for mark in [*(folder / FOLDER).glob(f"*/{_COMING}")]:
        if mark.parent.name in listed:
            mark.unlink()
        else:
            take_back(mark.parent)


def settled(target: Path) -> None:
    """The list knows a set that was kept."""
    with suppress(OSError):
        (target / _COMING).unlink()


def keep(shop: Path, target: Path) -> Mapping[str, str]:
    """Move a filled folder to where it stays, its files read-only; fingerprints by name.

    Until it is `settled` the next run takes it for one that was broken off.
    """
    found = {path.name: digest(path) for path in sorted(shop.iterdir())}
    for name in found:
        (shop / name).chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    (shop / _COMING).touch()
    target.parent.mkdir(parents=True, exist_ok=True)
    shop.rename(target)
    return found


def take_back(target: Path) -> None:
    """Take a folder away that was kept and is not to stand."""
    for path in target.iterdir():
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(target, ignore_errors=True)
    with suppress(OSError):
        target.parent.rmdir()  # where it was made for this set
