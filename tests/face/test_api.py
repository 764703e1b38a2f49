"""Every command is one function: options in, a frozen result out, progress as events, stopped without a trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import DATA

import generator
from generator import Cancel, Event, Stage, Stopped
from generator.face import api
from generator.face.cli import run
from generator.face.cli.menu import SECTIONS

NAME = "142-qd-vpcp"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / NAME, tmp_path / "data" / NAME))


def test_every_command_is_a_function_of_the_package() -> None:
    named = {"template", "import", "so-lieu", "doi-chieu", "app"}
    commands = {name for section in SECTIONS.values() for name in section} - named
    others = {"template_check", "take_over", "import_file", "import_into", "import_prose", "figures", "reconcile"}
    assert {*commands, *others} <= set(generator.__all__)
    assert all(callable(getattr(generator, name)) for name in generator.__all__)
    assert generator.build is api.build


def test_a_build_tells_its_stages_and_gives_a_frozen_result(dossier: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    result = generator.build(dossier, formats=("docx",), out=tmp_path / "out", on_event=events.append)
    assert [(event.stage, event.done, event.total) for event in events] == [
        (Stage.READING, 0, 2),
        (Stage.READING, 1, 2),
        (Stage.DRAFTING, 2, 2),
    ]
    assert result.outputs[0].path.is_file()
    with pytest.raises(AttributeError):
        result.out = tmp_path  # type: ignore[misc]


@pytest.mark.parametrize("after", range(3))
def test_a_build_that_is_stopped_leaves_nothing(dossier: Path, tmp_path: Path, after: int) -> None:
    cancel = Cancel()
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        if len(heard) > after:
            cancel.set()

    with pytest.raises(Stopped):
        generator.build(dossier, formats=("docx",), out=tmp_path / "out", on_event=hear, cancelled=cancel)
    assert len(heard) == after + 1
    assert not (tmp_path / "out" / NAME).exists()
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_a_batch_that_is_stopped_moves_nothing_in(tmp_path: Path) -> None:
    dossiers = [Path(shutil.copytree(DATA / NAME, tmp_path / "data" / name)) for name in ("mot", "hai")]
    cancel = Cancel()
    with pytest.raises(Stopped):
        generator.build(
            *dossiers,
            formats=("docx",),
            out=tmp_path / "out",
            jobs=1,
            on_event=lambda _: cancel.set(),
            cancelled=cancel,
        )
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_watching_ends_when_asked(dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.commands.watch._PATIENCE", 1)
    cancel = Cancel()
    seen = []
    with pytest.raises(Stopped):
        for done in generator.watch(dossier, formats=("xlsx",), out=tmp_path / "out", cancelled=cancel):
            seen.append(done.dossier)
            cancel.set()
    assert seen == [dossier]


def test_pull_and_roll_that_are_stopped_write_nothing(dossier: Path, tmp_path: Path) -> None:
    result = generator.build(dossier, formats=("docx",), out=tmp_path / "out")
    before = {path: path.read_bytes() for path in dossier.iterdir()}
    with pytest.raises(Stopped):
        generator.pull(result.outputs[0].path, dossier=dossier, cancelled=lambda: True)
    with pytest.raises(Stopped):
        generator.roll(dossier, "04/2031", cancelled=lambda: True)
    assert {path: path.read_bytes() for path in dossier.iterdir()} == before
    assert [path.name for path in dossier.parent.iterdir()] == [NAME]


def test_a_stopped_command_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise Stopped

    monkeypatch.setattr(api, "coverage", stopped)
    assert run(["coverage", "x"]) == 130
    assert "Đã dừng." in capsys.readouterr().err
