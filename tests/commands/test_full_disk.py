"""A disk that is full, or may not be written on, at any file operation: exit 8, sources old or new, the next run works.

`VANBAN_FULL=all` tries each operation; `VANBAN_TMPFS` names a small empty file system that is really filled up.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from file_operations import COMMANDS, SHIM, edited, same_files, tree, tried, workplace

from generator.face.cli import run

REFUSED = 8
# In the gate each so many-th operation.
_STEP = 1 if os.environ.get("VANBAN_FULL") == "all" else 53
_NEEDS_ROOM = {"open", "os.mkdir"}
Call = Callable[[Path, str], tuple[int, str]]


@contextmanager
def refusing(folder: Path, after: int, why: int) -> Iterator[None]:
    """No room (ENOSPC: what is there may still be moved and removed), or nothing may be changed at all (EROFS)."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if why == errno.EROFS or event in _NEEDS_ROOM:
            raise OSError(why, os.strerror(why), str(arguments[0]))

    with SHIM.watching(folder, after, refuse):
        yield


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def called(at: Path, command: str) -> tuple[int, str]:
        monkeypatch.chdir(at)
        capsys.readouterr()
        code = run([*(part.format(at=at) for part in COMMANDS[command]), "--json"])
        return code, capsys.readouterr().out

    return called


@pytest.mark.parametrize("name", COMMANDS)
def test_the_disk_is_full_at_any_moment(tmp_path: Path, call: Call, name: str) -> None:
    start = workplace(tmp_path / "dau")
    if name == "pull":
        edited(start, lambda at, command: call(at, command)[0])
    before = tree(start)
    whole = Path(shutil.copytree(start, tmp_path / "tron"))
    with SHIM.watching(whole, 1_000_000, lambda *_: None):
        meant, _ = call(whole, name)
    after, operations = tree(whole), SHIM.count
    for left in tried(operations, _STEP):
        at = Path(shutil.copytree(start, tmp_path / f"day-{left}"))
        with refusing(at, left, errno.ENOSPC):
            code, said = call(at, name)
        found = tree(at)
        assert code == REFUSED or (code == meant and found.keys() == after.keys()), (left, code, said)
        assert code != REFUSED or any(one in said for one in ('"V017"', '"V071"', '"V067"')), said
        assert json.loads(said)
        assert all(found.get(path) in (data, after.get(path)) for path, data in before.items()), left
        assert {*found} <= {*before, *after}, (left, {*found} - {*before, *after})
        if code == REFUSED and not same_files(after) <= same_files(found):
            assert call(at, name)[0] == meant, left
            assert same_files(tree(at)) == same_files(after), left
        shutil.rmtree(at)


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_may_be_written(tmp_path: Path, call: Call, name: str) -> None:
    at = workplace(tmp_path / "dau")
    if name == "pull":
        edited(at, lambda at, command: call(at, command)[0])
    before = tree(at)
    with refusing(at, 0, errno.EROFS):
        code, said = call(at, name)
    assert code == REFUSED and ('"V017"' in said or '"V071"' in said), said
    assert str(at) in said
    assert tree(at) == before


@pytest.mark.skipif("VANBAN_TMPFS" not in os.environ, reason="only where a small file system is given")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_is_really_full(call: Call, name: str) -> None:
    at = workplace(Path(os.environ["VANBAN_TMPFS"]) / "noi")
    try:
        if name == "pull":
            edited(at, lambda at, command: call(at, command)[0])
        before, ballast = tree(at), at.with_name("day")
        with ballast.open("wb", buffering=0) as filled, pytest.raises(OSError, match="space"):
            while filled.write(bytes(4096)):
                pass
        for room in (0, 4096, 20_480):
            os.truncate(ballast, max(ballast.stat().st_size - room, 0))
            code, said = call(at, name)
            if code != REFUSED and room:
                break  # it had room enough
            # An empty folder takes no room and is no half of anything.
            found = {path: data for path, data in tree(at).items() if data or path in before}
            assert (code, found) == (REFUSED, before), (room, said)
        else:
            ballast.unlink()
            assert call(at, name)[0] in (0, 1)
    finally:
        for left in at.parent.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
