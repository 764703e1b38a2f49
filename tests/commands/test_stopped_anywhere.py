"""Each command that writes, stopped at any of its file operations: sources are the old ones or the new ones, the next
run works and nothing is left.

It is killed there; the disk is full from there on; nothing may be written at all; a file that it replaces, or one that
it reads, is held by another program (on Windows a sharing violation); another run does the same in between.

The gate tries one operation of each, VANBAN_STOPS=all every one. A small file system is really filled up: the one
that `VANBAN_TMPFS` names, else one made here.
"""

from __future__ import annotations

import errno
import gc
import os
import shutil
import threading
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click
import pytest
from file_operations import SHIM, absolute, apart, opens_to_write, same_files, tree
from writing_commands import CALLS, READS, run_at, settled, workplace

from generator.face.cli.arguments import PathOf
from generator.face.cli.call import cli
from generator.keeping.outputs import MANIFEST

BAD_INPUT, CONFLICT, REFUSED = 4, 7, 8
ALL = os.environ.get("VANBAN_STOPS") == "all"
_NEEDS_ROOM = {"open", "os.mkdir"}


class Killed(BaseException):
    """The end of a process, as far as a process can play it."""


@dataclass(frozen=True)
class Case:
    """A call of the table: where it begins, what it makes of it in how many operations, how it ends."""

    name: str
    start: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    operations: int
    reads: tuple[str, ...]
    again: dict[str, bytes]

    @property
    def ends(self) -> int:
        return CALLS[self.name].ends

    def place(self, tmp_path: Path, what: object) -> Path:
        return Path(shutil.copytree(self.start, tmp_path / f"{what}"))

    def kept(self, found: dict[str, bytes]) -> list[str]:
        """The files that were there and are neither the old ones nor the new."""
        return [
            path
            for path, data in self.before.items()
            if found.get(path) not in (data, self.after.get(path)) and Path(path).name != MANIFEST
        ]

    def whole(self, found: dict[str, bytes]) -> bool:
        """Whether all that is meant to stand stands."""
        return all(
            path in found and (path not in self.before or found[path] == data)
            for path, data in self.after.items()
            if path.startswith("data/") or path not in self.before
        )

    def tried(self) -> Iterator[int]:
        """Every operation, or one of them, another one for each call."""
        yield from range(self.operations) if ALL else [zlib.crc32(self.name.encode()) % self.operations]


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)


@lru_cache(maxsize=1)
def _empty(folder: str) -> Path:
    at = Path(folder) / "moi"
    workplace(at)
    return at


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return {}


@pytest.fixture
def case(
    request: pytest.FixtureRequest,
    cases: dict[str, Case],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Case:
    """The call that the test is of, tried out once for all of its tests."""
    name = request.param
    if name not in cases:
        folder = tmp_path_factory.mktemp("goc")
        start = Path(shutil.copytree(_empty(str(tmp_path_factory.getbasetemp())), folder / "dau"))
        monkeypatch.chdir(start)
        CALLS[name].before(start)
        whole = Path(shutil.copytree(start, folder / "tron"))
        read: list[str] = []

        def hear(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and not opens_to_write(arguments):
                read.append(os.path.relpath(absolute(arguments[0]), whole))

        with SHIM.watching(whole, 0, hear, reads=True):
            assert run_at(monkeypatch, whole, name) == CALLS[name].ends
        changing = SHIM.count - len(read)
        before, after = tree(start), tree(whole)
        run_at(monkeypatch, whole, name)
        cases[name] = Case(name, start, before, after, changing, tuple(dict.fromkeys(read)), tree(whole))
    return cases[name]


each = pytest.mark.parametrize("case", CALLS, indirect=True)


def _next_run_works(monkeypatch: pytest.MonkeyPatch, case: Case, at: Path, left: object) -> None:
    """What came into place whole, its workshop not swept yet, stands; else the next run makes it."""
    if case.whole(tree(at)):
        return
    assert run_at(monkeypatch, at, case.name) == case.ends, left
    made = tree(at)
    assert same_files(made) == same_files(case.after), left
    assert not apart(made, case.after, among=[path for path in case.before if path.startswith("data/")]), left


@each
def test_a_run_killed_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """From the operation on at which it dies none is done any more: what `finally` would still write is not written."""
    # The process that was killed is this one, which lives on.
    monkeypatch.setattr("generator.keeping.aside._runs", lambda _: False)

    def die(*_: object) -> None:
        raise Killed

    for left in case.tried():
        at = case.place(tmp_path, left)
        with pytest.raises(Killed), SHIM.watching(at, left, die):
            run_at(monkeypatch, at, case.name)
        gc.collect()
        assert not case.kept(tree(at)), left
        _next_run_works(monkeypatch, case, at, left)
        shutil.rmtree(at)


def _refusing(at: Path, after: int, why: int) -> AbstractContextManager[None]:
    """No room (ENOSPC: what is there may still be moved and removed), or nothing may be changed at all (EROFS)."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if why == errno.EROFS or event in _NEEDS_ROOM:
            raise OSError(why, os.strerror(why), str(arguments[0]))

    return SHIM.watching(at, after, refuse)


@each
def test_the_disk_is_full_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    for left in case.tried():
        at = case.place(tmp_path, left)
        with _refusing(at, left, errno.ENOSPC):
            code = run_at(monkeypatch, at, case.name)
        found = tree(at)
        # A watch says so and goes on.
        done = found.keys() == case.after.keys() or case.name == "watch"
        assert code == REFUSED or (code == case.ends and done), (left, code)
        assert not case.kept(found), left
        assert {*found} <= {*case.before, *case.after}, (left, {*found} - {*case.before, *case.after})
        if code == REFUSED:
            _next_run_works(monkeypatch, case, at, left)
        shutil.rmtree(at)


@each
def test_nothing_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    at = case.place(tmp_path, "x")
    with _refusing(at, 0, errno.EROFS):
        # A watch says so and goes on watching.
        assert run_at(monkeypatch, at, case.name) == (0 if case.name == "watch" else REFUSED)
    assert tree(at) == case.before


@contextmanager
def _held(at: Path, path: str, *, reads: bool) -> Iterator[None]:
    """A file that another program has open: on Windows it is neither replaced nor removed, nor read if that says so."""
    own = str(at / path)

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        # What is removed by a folder's number is told by its name alone.
        numbered = event in ("os.remove", "os.rmdir") and arguments[1] != -1
        if (
            own in map(absolute, arguments[:2])
            and not numbered
            and event != "os.chmod"
            and (event != "open") <= (not reads)
        ):
            raise OSError(errno.EACCES, "The process cannot access the file", own)

    with SHIM.watching(at, 0, refuse, reads=reads):
        yield


@each
def test_a_file_to_be_replaced_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    replaced = [path for path, data in case.before.items() if data and case.after.get(path) != data]
    for path in replaced if ALL else replaced[:2]:
        at = case.place(tmp_path, "x")
        with _held(at, path, reads=False):
            code = run_at(monkeypatch, at, case.name)
        # What only says that a file is as it was made may fail; a warning tells.
        assert code == REFUSED or (path.endswith(MANIFEST) and code == case.ends), path
        found = tree(at)
        assert found == case.before or path.startswith("out/"), path
        assert not case.kept(found) and found[path] == case.before[path], path
        _next_run_works(monkeypatch, case, at, path)
        shutil.rmtree(at)


@each
def test_a_file_to_be_read_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    read = [path for path in case.reads if case.before.get(path) and not path.startswith("tam/")]
    for path in read if ALL else read[:1]:
        at = case.place(tmp_path, "x")
        with _held(at, path, reads=True):
            code = run_at(monkeypatch, at, case.name)
        found = tree(at)
        # A watch says so and goes on; one unit's file among others is told with them.
        told = path.endswith(".json") or case.name == "watch" or path.startswith("thu-ve/")
        assert code in (BAD_INPUT, REFUSED) or (code in (0, 1) and told), (path, code)
        assert told or found == case.before, path
        shutil.rmtree(at)


def _together(monkeypatch: pytest.MonkeyPatch, name: str, at: Path, left: int) -> tuple[int, int]:
    """How a run ended, and another one that was begun and done at its n-th operation."""
    codes: list[int] = []

    def other(*_: object) -> None:
        if SHIM.folder:
            SHIM.folder = ""
            thread = threading.Thread(target=lambda: codes.append(run_at(monkeypatch, at, name)))
            thread.start()
            thread.join()

    with SHIM.watching(at, left, other):
        first = run_at(monkeypatch, at, name)
    return first, codes[0]


@each
def test_another_run_does_the_same_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """Whole between two operations of the first: one result, or one after the other; who is refused changes nothing."""
    monkeypatch.setattr("generator.keeping.locks.PATIENCE", 0.0)
    for left in case.tried():
        at = case.place(tmp_path, left)
        first, second = _together(monkeypatch, case.name, at, left)
        found = tree(at)
        assert case.ends in (first, second), (left, first, second)
        assert {first, second} <= {case.ends, 0, 1, 2, BAD_INPUT, CONFLICT, REFUSED}, (left, first, second)
        assert same_files(found) in (same_files(case.after), same_files(case.again)), left
        sources = [path for path in case.before if path.startswith("data/") or path in ("so.xlsx",)]
        either = case.after if REFUSED in (first, second) else case.again
        assert not apart(found, either, case.after, among=sources), left
        shutil.rmtree(at)


# Bytes that are left: nothing; a page; enough for some of the files of a command.
ROOMS = (0, 4096, 20_480) if ALL else (0, 8192)


@each
def test_a_disk_that_is_really_full(small_disk: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    at, ballast = case.place(small_disk, "noi"), small_disk / "day"
    before = tree(at)
    try:
        with ballast.open("wb", buffering=0) as filled, pytest.raises(OSError, match="space"):
            while filled.write(bytes(4096)):
                pass
        for room in ROOMS:
            os.truncate(ballast, max(ballast.stat().st_size - room, 0))
            code = run_at(monkeypatch, at, case.name)
            if code != REFUSED and room:
                break  # it had room enough
            assert code == REFUSED, room
            # Of several files that are made one after the other the first may stand, whole; an empty folder is no file.
            found = {path: data for path, data in tree(at).items() if data or path in before}
            new = {path: data for path, data in found.items() if path not in before}
            assert found == {**before, **new} and new.items() <= case.after.items(), room
        else:
            ballast.unlink()
            assert run_at(monkeypatch, at, case.name) == case.ends
    finally:
        monkeypatch.chdir("/")
        for left in small_disk.iterdir():
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()


# --- the table is all of them ----------------------------------------------------------------------------------------

# Options that name a file or folder to be read.
_READ = {"--from", "--dossier", "--against", "--earlier", "--quy-tac", "--decisions"}
# … and what writes without naming one.
_WRITES = {"--take", "--annotate", "--fix", "--tracked", "--starter", "--start", "--force", "--each"}
_SAID_ELSEWHERE = {("check", "--tracked"), ("redline", "--force"), ("issue", "--force"), ("forms", "--each")}


def test_every_command_that_writes_is_in_the_table() -> None:
    named = {writing.words[0] for writing in CALLS.values()}
    assert named | {*READS} == {*cli.known}
    missing = []
    for name in named:
        lines = [writing.words for writing in CALLS.values() if writing.words[0] == name]
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for option in (one for one in command.params if isinstance(one, click.Option)):
            writes = (isinstance(option.type, PathOf) and not _READ & {*option.opts}) or _WRITES & {*option.opts}
            used = any({*option.opts} & {*line} for line in lines)
            if writes and not used and (name, option.opts[-1]) not in _SAID_ELSEWHERE:
                missing.append((name, option.opts))
    assert not missing


LOOKS = (
    *(
        "coverage data/y",
        "template check --names",
        "lint data/y",
        "check ket-luan.docx",
        "diff data/x data/z",
        "calendar",
    ),
    *("board data/y", "pull out/x/x.docx --dry-run", "collect thu-ve --to data/y --dry-run"),
)


def test_what_only_shows_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = tmp_path / "noi"
    workplace(at)
    monkeypatch.chdir(at)
    CALLS["pull"].before(at)
    CALLS["collect"].before(at)
    before = tree(at)
    for line in LOOKS:
        monkeypatch.setitem(CALLS, "xem", type(CALLS["build"])(line))  # type: ignore[arg-type]
        assert run_at(monkeypatch, at, "xem") in (0, 1), line
        assert tree(at) == before, line
