"""Rows whose texts were exchanged while their hidden ids stayed: a task is known by what it says."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import generator
from generator.face import api

DOSSIER = Path("data/ho-so-mau")


def test_tasks_keep_what_the_file_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register has a state for each task, which the Kế hoạch prints no column for."""
    monkeypatch.chdir(tmp_path)
    api.init(tmp_path)
    before = states()
    made = generator.build(DOSSIER, formats=("xlsx",), out=tmp_path / "out").outputs[0].path
    book = openpyxl.load_workbook(made)
    sheet = book.worksheets[0]
    rows = {str(cell.value): cell.row for (cell,) in sheet.iter_rows(max_col=1)}
    first, second = ([sheet.cell(rows[number], column).value for column in range(1, 7)] for number in ("3", "4"))
    for column in range(1, 7):
        sheet.cell(rows["3"], column).value = second[column - 1]
        sheet.cell(rows["4"], column).value = first[column - 1]
    book.save("sua.xlsx")
    result = api.pull(Path("sua.xlsx"), dossier=DOSSIER)
    assert {change.kind for _, change in result.changes} == {"chuyen"}
    assert states() == before and len(set(before.values())) > 2


def states() -> dict[str, tuple[str, str]]:
    """Each task's id and state by what it says."""
    rows = openpyxl.load_workbook(DOSSIER / "nhiem-vu.xlsx").active.iter_rows(values_only=True)
    return {str(row[2]): (str(row[0]), str(row[7])) for row in rows if str(row[0] or "").startswith("NV")}
