"""No kind of edit is lost in silence or written wrongly: each kind once in the gate, more by `VANBAN_TRIALS=20`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from edit_trials import BOOK, WORD, tried
from test_pull_excel import excel
from word_edits import workplace

OFTEN = int(os.environ.get("VANBAN_TRIALS", "1"))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {"docx": workplace(tmp_path_factory.mktemp("docx")), "xlsx": excel(tmp_path_factory.mktemp("xlsx"))}


@pytest.mark.parametrize(("suffix", "kind"), [*(("docx", kind) for kind in WORD), *(("xlsx", kind) for kind in BOOK)])
def test_an_edit_is_recovered_or_reported(places: dict[str, Path], tmp_path: Path, suffix: str, kind: str) -> None:
    for seed in range(OFTEN):
        trial = tried(places[suffix], kind, seed, tmp_path / str(seed))
        assert trial.outcome in ("recovered", "reported"), trial
