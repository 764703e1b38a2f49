"""What a command does to the files below a folder, operation by operation, and what may be made of any of them.

The operations are those that Python announces (`sys.addaudithook`).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import DATA, ROOT

from generator.ooxml import package

_CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Happens = Callable[[str, tuple[object, ...]], None]


class _Shim:
    """Counts the file operations below a folder; from the n-th on it says what happens instead."""

    def __init__(self) -> None:
        self.folder = ""
        self.left = 0
        self.count = 0
        self.happens: Happens = lambda *_: None

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder or not self._changes(event, arguments):
            return
        self.count += 1
        if self.count > self.left:
            self.happens(event, arguments)

    @contextmanager
    def watching(self, folder: Path, after: int, happens: Happens) -> Iterator[None]:
        """`after` operations are let through; `happens` is asked about each one that follows."""
        self.folder, self.left, self.count, self.happens = str(folder), after, 0, happens
        try:
            yield
        finally:
            self.folder = ""

    def _changes(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            path, mode, flags = arguments[:3]
            writes = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool(int(flags or 0) & _WRITING)  # type: ignore[call-overload]
            return writes and str(path).startswith(self.folder)
        return event in _CHANGING and any(str(one).startswith(self.folder) for one in arguments[:2])


SHIM = _Shim()
sys.addaudithook(SHIM.hear)


def workplace(at: Path) -> Path:
    shutil.copytree(ROOT / "templates", at / "templates")
    shutil.copytree(DATA / "142-qd-vpcp", at / "data/x")
    shutil.copytree(DATA / "phu-luc-hcmc", at / "data/y")
    return at


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if "templates" not in path.parts
    }


COMMANDS = {
    "build": ["build", "{at}/data/x", "--format", "docx", "--out", "{at}/out"],
    "roll": ["roll", "{at}/data/y", "--to", "2026-07"],
    "new": ["new", "--from", "{at}/data/x", "--to", "{at}/data/moi"],
    "init": ["init", "{at}/noi-moi"],
    "redline": ["redline", "{at}/data/x", "{at}/data/x", "-o", "{at}/r.docx", "--date", "2026-01-01"],
    "diff": ["diff", "{at}/data/x", "{at}/data/x", "--docx", "{at}/d.docx", "--xlsx", "{at}/d.xlsx"],
    "pull": ["pull", "{at}/out/x/x.docx", "--dossier", "{at}/data/x"],
    "forms": ["forms", "{at}/data/x", "--to", "{at}/phieu", "--due", "2026-02-20"],
}


def edited(at: Path, call: Callable[[Path, str], int]) -> None:
    """A document that was built and edited: a word of a điều, a deadline in the table."""
    assert call(at, "build") == 0
    file = at / "out/x/x.docx"
    parts = package.read(file)
    text = parts["word/document.xml"].decode()
    for old, new in (("có hiệu lực kể từ ngày ký", "có giá trị kể từ ngày ký"), ("Quý II/2024", "Quý III/2024")):
        assert old in text
        text = text.replace(old, new, 1)
    with file.open("wb") as target:
        package.write(target, {**parts, "word/document.xml": text.encode()})


def tried(operations: int, step: int) -> Iterator[int]:
    """Each so many-th operation, and the last."""
    yield from range(0, operations, step)
    if (operations - 1) % step:
        yield operations - 1


def same_files(found: dict[str, bytes]) -> set[str]:
    """The names of files; the old form of a source that was being written stays until it is written again."""
    return {path for path in found if not path.endswith((".bak", ".vanban-cu"))}
