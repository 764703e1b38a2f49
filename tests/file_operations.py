"""What a command does to the files below a folder, operation by operation, and what may be made of any of them.

The operations are those that Python announces (`sys.addaudithook`).
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Happens = Callable[[str, tuple[object, ...]], None]


class _Shim:
    """Counts the file operations below a folder; from the n-th on it says what happens instead."""

    def __init__(self) -> None:
        self.folder = ""
        self.reads = False
        self.left = 0
        self.count = 0
        self.happens: Happens = lambda *_: None

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder or not self._counts(event, arguments):
            return
        self.count += 1
        if self.count > self.left:
            self.happens(event, arguments)

    @contextmanager
    def watching(self, folder: Path, after: int, happens: Happens, *, reads: bool = False) -> Iterator[None]:
        """`after` operations are let through; `happens` is asked about each one that follows.

        They are those that change something; with `reads` files that are opened to be read too.
        """
        self.folder, self.left, self.count, self.happens, self.reads = str(folder), after, 0, happens, reads
        try:
            yield
        finally:
            self.folder = ""

    def _counts(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            return (self.reads or opens_to_write(arguments)) and self._holds(arguments[0])
        return event in _CHANGING and any(map(self._holds, arguments[:2]))

    def _holds(self, path: object) -> bool:
        """Whether a path lies in the folder, however it was given."""
        return absolute(path).startswith(self.folder)


def opens_to_write(arguments: tuple[object, ...]) -> bool:
    """Whether the event `open` is one of a file that is to be written."""
    _, mode, flags = arguments[:3]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return bool(int(flags or 0) & _WRITING)  # type: ignore[call-overload]


def absolute(path: object) -> str:
    """A path of an event in full; "" of what is none."""
    return str(Path.cwd() / path) if isinstance(path, str | os.PathLike) else ""


SHIM = _Shim()
sys.addaudithook(SHIM.hear)


def tree(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder, by name; nothing of a folder itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")
    }


def same_files(found: dict[str, bytes]) -> set[str]:
    """The names of files; the old form of a source that was being written stays until it is written again."""
    return {path for path in found if not path.endswith((".bak", ".vanban-cu"))}


def apart(made: dict[str, bytes], *meant: dict[str, bytes], among: Iterable[str]) -> list[str]:
    """Which files came out like none of what is meant, and in which of their parts they differ."""
    wrong = [path for path in among if made.get(path) not in [one.get(path) for one in meant]]
    return [f"{path}: {_differing(made.get(path, b''), meant[0].get(path, b''))}" for path in wrong]


def _differing(made: bytes, meant: bytes) -> str:
    """The parts of a package that differ (none: it is packed otherwise), else both files."""
    try:
        ours, theirs = _parts(made), _parts(meant)
    except zipfile.BadZipFile:
        return f"{made!r} ≠ {meant!r}"
    names = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    return "; ".join(f"{name}: {ours.get(name)!r} ≠ {theirs.get(name)!r}" for name in names) or "packed otherwise"


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
