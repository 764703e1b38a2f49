"""Dossiers built again as their files are saved: from a stream of changes, and once for real."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from conftest import DATA, ROOT, options

from generator.commands import build as building
from generator.commands.build import Built
from generator.commands.check import CheckOptions
from generator.commands.watch import Rebuilt, inputs, watched
from generator.commands.watch_papers import papers_saved
from generator.face import api
from generator.face.cli.call import call
from generator.values.errors import ExitCode
from generator.values.progress import Cancel, Stopped

ONE, OTHER = "142-qd-vpcp", "95-qd-vpcp"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name in (ONE, OTHER):
        shutil.copytree(DATA / name, tmp_path / "data" / name)
    return tmp_path


def watch(place: Path, *changes: set[Path] | Callable[[], set[Path]]) -> list[Rebuilt]:
    """What is built for these changes, each made when its turn comes."""

    def stream() -> Iterator[set[Path]]:
        for change in changes:
            yield change if isinstance(change, set) else change()

    def build(dossier: Path) -> building.Built:
        return building.build(dossier, options(place / "out", formats=("xlsx",)))

    dossiers = [place / "data" / name for name in (ONE, OTHER)]
    return list(watched(stream(), dossiers, build, out=place / "out"))


def names(done: list[Rebuilt]) -> list[str]:
    return [one.dossier.name for one in done]


def test_only_the_dossier_of_the_file_is_built(place: Path) -> None:
    done = watch(place, {place / "data" / ONE / "van-ban.yaml"}, {place / "data" / OTHER / "ho-so.xlsx"})
    assert names(done) == [ONE, OTHER]
    assert all(one.built and one.built.outputs[0].path.is_file() for one in done)


@pytest.mark.parametrize(
    "path",
    ["out/x.xlsx", f"data/{ONE}/~$nhiem-vu.xlsx", f"data/{ONE}/.~lock.nhiem-vu.xlsx#", f"data/{ONE}/a~", "data/khac/a"],
)
def test_what_no_person_saved_is_no_change(place: Path, path: str) -> None:
    assert watch(place, {place / path}) == []


def test_outputs_inside_a_dossier_do_not_build_it_for_ever(place: Path) -> None:
    dossier = place / "data" / ONE
    assert list(watched([{dossier / "out" / "a.docx"}], [dossier], pipeline_must_not_run, out=dossier / "out")) == []


def pipeline_must_not_run(dossier: Path) -> building.Built:
    raise AssertionError(dossier)


def test_errors_are_told_and_watching_goes_on(place: Path) -> None:
    source = place / "data" / ONE / "van-ban.yaml"
    good = source.read_text(encoding="utf-8")

    def saved(text: str) -> Callable[[], set[Path]]:
        def save() -> set[Path]:
            source.write_text(text, encoding="utf-8")
            return {source}

        return save

    broken, mended = watch(place, saved("so: [1"), saved(good.replace("so: 142", "so: 143")))
    assert broken.built is None and broken.failure
    assert mended.built and not mended.failure


def test_a_fault_of_ours_does_not_end_the_watching(place: Path) -> None:
    dossier = place / "data" / ONE
    done = list(watched([{dossier}, {dossier}], [dossier], pipeline_must_not_run, out=place / "out"))
    assert [one.failure[0].code for one in done] == ["V099", "V099"]


def test_what_the_system_refuses_is_no_fault_of_ours(place: Path) -> None:
    def full(_: Path) -> Built:
        raise OSError(errno.ENOSPC, "No space left on device", "out")

    (done,) = watched([{place / "data" / ONE}], [place / "data" / ONE], full, out=place / "out")
    assert [(one.code, "ổ đĩa đầy" in str(one.message)) for one in done.failure] == [("V017", True)]


def test_a_register_elsewhere_and_templates_are_inputs_from_when_they_are_named(place: Path) -> None:
    dossier = place / "data" / ONE
    register = place / "so-chung" / "nhiem-vu.xlsx"
    templates = place / "templates" / "docx"
    templates.mkdir(parents=True)

    def moved() -> set[Path]:
        register.parent.mkdir()
        shutil.move(dossier / "nhiem-vu.xlsx", register)
        source = dossier / "van-ban.yaml"
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace("nhiem-vu.xlsx", "../../so-chung/nhiem-vu.xlsx"), encoding="utf-8")
        return {source}

    done = watch(place, {register}, moved, {register}, {templates / "van-ban.docx"})
    assert names(done) == [ONE, ONE, ONE, OTHER]
    assert all(one.built for one in done)
    assert register.resolve() in inputs(dossier)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of drafts: a good one below, one that is no Word file, what Word keeps beside an open one."""
    written = building.build(DATA / ONE, options(tmp_path / "out", formats=("docx",))).outputs[0].path
    folder = tmp_path / "du-thao"
    (folder / "sau").mkdir(parents=True)
    shutil.copy(written, folder / "sau" / "quyet-dinh.docx")
    (folder / "hong.docx").write_bytes(b"khong phai Word")
    (folder / "~$hong.docx").write_bytes(b"")
    return folder


def judged(papers: list[Path], *changes: set[Path]) -> list[list[tuple[str, ExitCode | None]]]:
    """The files that each change has judged, and how those end that could not be read."""
    found = papers_saved(iter(changes), papers, lambda: CheckOptions(datetime(2026, 1, 5, 8, 0)))
    return [[(one.file.name, one.unread) for one in result.checked] for result in found]


def test_word_files_are_judged_as_they_are_saved_one_that_is_broken_does_not_cost_the_others(papers: Path) -> None:
    good = papers / "sau" / "quyet-dinh.docx"
    first, second = judged([papers], {papers}, {good})
    assert first == [("hong.docx", ExitCode.BAD_INPUT), ("quyet-dinh.docx", None)]
    assert second == [("quyet-dinh.docx", None)]


def test_what_is_no_draft_of_those_named_is_not_judged(papers: Path) -> None:
    good = papers / "sau" / "quyet-dinh.docx"
    gone, other = papers / "da-xoa.docx", papers / "hong.docx"
    assert judged([good], {papers / "~$hong.docx"}, {gone}, {other}, {papers / "ghi-chu.txt"}) == []
    assert judged([good], {good, other}) == [[("quyet-dinh.docx", None)]]


def test_watching_papers_needs_a_name_and_goes_with_nothing_of_builds(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = (("--check",), ("--check", str(papers), "--out", "x"), ("--check", str(papers / "khong-co")))
    assert [call(["watch", *words]) for words in calls] == [ExitCode.USAGE, ExitCode.USAGE, ExitCode.BAD_INPUT]
    said = capsys.readouterr().err
    assert said.count("V004") == 2 and said.count("V010") == 1 and "--out" in said


def test_a_watch_of_papers_ends_when_asked(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.commands.watch._PATIENCE", 1)
    cancel = Cancel()
    seen = []
    with pytest.raises(Stopped):
        for result in api.watch_papers(papers, cancelled=cancel):
            seen += [one.file.name for one in result.checked]
            cancel.set()
    assert seen == ["hong.docx", "quyet-dinh.docx"]


def test_a_real_run_builds_after_a_save_and_ends_with_130(place: Path) -> None:
    command = [sys.executable, "-m", "generator", "watch", f"data/{ONE}", "--format", "xlsx"]
    output = place / "out" / ONE / f"{ONE}.xlsx"
    with (place / "said.txt").open("w") as said:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        running = subprocess.Popen(
            # A shell in the background hands on SIGINT as ignored; a person's terminal does not.
            command, cwd=place, env=env, stdout=said, stderr=said, preexec_fn=interruptible
        )  # fmt: skip
        try:
            wait_for(output.is_file, running)
            first = output.stat().st_mtime_ns
            source = place / "data" / ONE / "van-ban.yaml"
            text = source.read_text(encoding="utf-8")
            source.write_text(text.replace("so: 142", "so: 143"), encoding="utf-8")
            wait_for(lambda: output.is_file() and output.stat().st_mtime_ns != first, running)
            running.send_signal(signal.SIGINT)
            assert running.wait(30) == ExitCode.INTERRUPTED
        finally:
            running.kill()
            running.wait()
    text = (place / "said.txt").read_text(encoding="utf-8")
    assert "Đang theo dõi 1 chỗ đã nêu" in text and "Đã dừng." in text and "Traceback" not in text


def interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(happened: Callable[[], bool], running: subprocess.Popen[bytes]) -> None:
    """Until something happened; half a minute is more than a build of a few tasks needs on any machine."""
    end = time.monotonic() + 30
    while not happened():
        assert running.poll() is None and time.monotonic() < end
        time.sleep(0.05)
