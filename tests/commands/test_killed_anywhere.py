"""A run that is killed at any of its file operations: sources are the old ones or the new ones, the next run works.

The operations are those that Python announces (`sys.addaudithook`). From the one on at which the run dies none is done
any more, as nothing is after a kill: what `finally` would still write does not happen.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import DATA, ROOT

from generator.face.cli import run
from generator.ooxml import package

# At a desk and in the nightly run each operation is tried, in the gate each so many-th.
_STEP = 1 if os.environ.get("VANBAN_KILLS") else 37
_CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(BaseException):
    """The end of a process, as far as a process can play it."""


class _Shim:
    """Counts the file operations below a folder and lets none happen from the n-th on."""

    def __init__(self) -> None:
        self.folder = ""
        self.left = 0
        self.count = 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder or not self._changes(event, arguments):
            return
        self.count += 1
        if self.count > self.left:
            raise Killed

    def _changes(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            path, mode, flags = arguments[:3]
            writes = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool(int(flags or 0) & _WRITING)  # type: ignore[call-overload]
            return writes and str(path).startswith(self.folder)
        return event in _CHANGING and any(str(one).startswith(self.folder) for one in arguments[:2])


_SHIM = _Shim()
sys.addaudithook(_SHIM.hear)


@contextmanager
def dying(folder: Path, after: int) -> Iterator[_Shim]:
    _SHIM.folder, _SHIM.left, _SHIM.count = str(folder), after, 0
    try:
        yield _SHIM
    finally:
        _SHIM.folder = ""


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


@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_killed_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # The process that was killed is this one, which lives on.
    monkeypatch.setattr("generator.keeping.aside._runs", lambda _: False)

    def call(at: Path, command: str = name) -> int:
        monkeypatch.chdir(at)
        return run([part.format(at=at) for part in COMMANDS[command]])

    start = workplace(tmp_path / "dau")
    if name == "pull":
        _edited(start, call)
    before = tree(start)
    whole = Path(shutil.copytree(start, tmp_path / "tron"))
    with dying(whole, 1_000_000) as shim:
        meant = call(whole)
    after, operations = tree(whole), shim.count
    assert operations > 0
    for left in _tried(operations):
        at = Path(shutil.copytree(start, tmp_path / f"chet-{left}"))
        with pytest.raises(Killed), dying(at, left):
            call(at)
        gc.collect()
        found = tree(at)
        assert all(found.get(path) in (data, after.get(path)) for path, data in before.items()), left
        # What came into place whole, its workshop not swept yet, stands; else the next run makes it.
        if not all(path in found and (path not in before or found[path] == data) for path, data in after.items()):
            assert call(at) == meant, left
            made = tree(at)
            assert _same_files(made) == _same_files(after), left
            assert all(made[path] == after[path] for path in before if path.startswith("data/")), left
        shutil.rmtree(at)


def _edited(at: Path, call: Callable[[Path, str], int]) -> None:
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


def _tried(operations: int) -> Iterator[int]:
    yield from range(0, operations, _STEP)
    if (operations - 1) % _STEP:
        yield operations - 1


def _same_files(found: dict[str, bytes]) -> set[str]:
    # The old form of a source that was being written stays beside it until the source is written again.
    return {path for path in found if not path.endswith((".bak", ".vanban-cu"))}
