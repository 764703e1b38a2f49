"""A long register judged, pulled and shared out: steps by its length."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from conftest import calls

from benchmarks.registers import COMMUNE, DATED, tasks, write_dossier
from generator.commands.batch import by_share
from generator.commands.build import BuildOptions
from generator.face.cli import run
from generator.ooxml import package
from generator.planning.documents import plan_dossier
from generator.values.model import Dossier
from generator.values.text import key_of

BUILD = ["build", "data/x", "--format", "docx,xlsx", "--json"]
CALLS = {
    "lint": ["lint", "data/x", "--json"],
    "pull": ["pull", "out/x/x.docx", "out/x/x.xlsx", "--dry-run", "--json"],
}


def edit(at: Path) -> None:
    """The seventh task is typed over in the Word file and in the workbook."""
    text = tasks(7)[6]["noi_dung"].encode()
    for name, part in (("x.docx", "word/document.xml"), ("x.xlsx", "xl/worksheets/sheet1.xml")):
        parts = package.read(at / "out/x" / name)
        assert parts[part].count(text) == 1
        with (at / "out/x" / name).open("wb") as target:
            package.write(target, {**parts, part: parts[part].replace(text, "Việc ".encode() + text)})


@pytest.mark.parametrize("what", CALLS)
def test_each_row_takes_as_many_steps_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    def steps(rows: int) -> int:
        at = tmp_path / str(rows)
        write_dossier(at / "data" / "x", rows)
        monkeypatch.chdir(at)
        if what == "pull":
            run(BUILD)
            edit(at)
        capsys.readouterr()
        taken = calls(lambda: run(CALLS[what]))
        if what == "pull":
            assert capsys.readouterr().out.count('"sua"') == 2
        return taken

    steps(10)  # what is read once for all
    few, some, many = steps(20), steps(40), steps(80)
    assert many - some < 3 * (some - few)


def test_a_document_of_one_unit_is_planned_in_the_same_steps_whatever_the_register(tmp_path: Path) -> None:
    def steps(rows: int) -> int:
        folder = write_dossier(tmp_path / str(rows), rows, communes=True)
        works, _ = by_share([folder], key_of(COMMUNE), BuildOptions(DATED, datetime(2026, 1, 31)))
        (first, *_, last) = [work.source for work in works if isinstance(work.source, Dossier)]
        plan_dossier(first, DATED)
        return calls(lambda: plan_dossier(last, DATED))

    assert steps(200) < 1.2 * steps(20)
