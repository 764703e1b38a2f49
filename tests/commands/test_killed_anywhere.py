"""A run that is killed at any of its file operations: sources are the old ones or the new ones, the next run works.

From the operation on at which the run dies none is done any more, as nothing is after a kill: what `finally` would
still write does not happen.
"""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from file_operations import COMMANDS, SHIM, edited, same_files, tree, tried, workplace

from generator.face.cli import run

# At a desk and in the nightly run each operation is tried, in the gate each so many-th.
_STEP = 1 if os.environ.get("VANBAN_KILLS") else 37


class Killed(BaseException):
    """The end of a process, as far as a process can play it."""


def dying(folder: Path, after: int) -> AbstractContextManager[None]:
    def die(*_: object) -> None:
        raise Killed

    return SHIM.watching(folder, after, die)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_killed_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # The process that was killed is this one, which lives on.
    monkeypatch.setattr("generator.keeping.aside._runs", lambda _: False)

    def call(at: Path, command: str = name) -> int:
        monkeypatch.chdir(at)
        return run([part.format(at=at) for part in COMMANDS[command]])

    start = workplace(tmp_path / "dau")
    if name == "pull":
        edited(start, call)
    before = tree(start)
    whole = Path(shutil.copytree(start, tmp_path / "tron"))
    with dying(whole, 1_000_000):
        meant = call(whole)
    after, operations = tree(whole), SHIM.count
    assert operations > 0
    for left in tried(operations, _STEP):
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
            assert same_files(made) == same_files(after), left
            assert all(made[path] == after[path] for path in before if path.startswith("data/")), left
        shutil.rmtree(at)
