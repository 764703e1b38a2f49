"""One writer at a time on a dossier: the second one is told who is at work, a killed one leaves no lock."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import DATA

from generator.commands import build as building
from generator.commands.roll import roll
from generator.face.api import collect, pull, take_over
from generator.keeping import locks
from generator.keeping.locks import NAME, held
from generator.values.errors import BusyError

HOLD = """
import sys, time
from pathlib import Path
from generator.keeping.locks import held
with held(Path(sys.argv[1]), doing="vanban collect"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a folder."""
    run = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout and run.stdout.readline() == "held\n"
        yield run
    finally:
        run.kill()
        run.wait()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "142-qd-vpcp"))


def test_the_second_one_is_told_who_is_at_work(tmp_path: Path) -> None:
    with another(tmp_path), pytest.raises(BusyError) as failure, held(tmp_path, doing="vanban pull", patience=0):
        pytest.fail("held twice")
    (finding,) = failure.value.findings
    assert (finding.code, finding.place.file, failure.value.exit_code) == ("V018", str(tmp_path), 8)
    assert "vanban collect" in str(finding.message)


def test_the_lock_of_a_killed_process_is_gone(tmp_path: Path) -> None:
    with another(tmp_path):
        pass
    assert (tmp_path / NAME).exists()
    with held(tmp_path, doing="vanban pull", patience=0):
        pass
    assert not (tmp_path / NAME).exists()


def test_who_waits_gets_it(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with held(tmp_path, doing="b"):
            order.append("second")

    waiting = threading.Thread(target=second)
    with held(tmp_path, doing="a"):
        waiting.start()
        with held(tmp_path, doing="within"):
            order.append("first")
    waiting.join()
    assert order == ["first", "second"] and not (tmp_path / NAME).exists()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with held(tmp_path / "no", doing="a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_every_writing_command_waits_for_the_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Path
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.0)
    options = building.BuildOptions(date(2024, 6, 1), datetime(2024, 6, 1), ("docx",), tmp_path / "out")
    made = building.build(dossier, options).outputs[0].path
    before = {path: path.read_bytes() for path in dossier.iterdir()}
    returned = tmp_path / "returned"
    returned.mkdir()
    with another(dossier):
        for command in (
            lambda: building.build(dossier, options),
            lambda: pull(made, dossier=dossier),
            lambda: roll(dossier, "2030-02"),
            lambda: collect(returned, dossier),
            lambda: take_over(dossier, dossier),
        ):
            with pytest.raises(BusyError):
                command()
    assert {path: path.read_bytes() for path in dossier.iterdir() if path.name != NAME} == before
