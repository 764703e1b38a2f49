"""No kind of edit is lost in silence or written wrongly: a few of each in the gate, more by `VANBAN_TRIALS=20`.

`edit_trials.py` tries all kinds on all dossiers and prints the table.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from edit_trials import Case, all_tried, cases
from trial_dossiers import DOSSIERS, Given, workplace_of

OFTEN = int(os.environ.get("VANBAN_TRIALS", "0"))
# In the gate each dossier takes a few of the kinds, each others.
_EACH = 4
SMALL = tuple(given for given in DOSSIERS if given.share == 100)


def _own(given: Given, files: list[Path]) -> list[Case]:
    """The cases of a dossier: all of them so often, or in the gate its share of them, none through LibreOffice."""
    if OFTEN:
        return cases(files, OFTEN)
    every = cases(files, 1, office=False)
    random.Random("cases").shuffle(every)
    return every[SMALL.index(given) :: len(SMALL)][:_EACH]


@pytest.mark.parametrize("given", SMALL if not OFTEN else DOSSIERS, ids=lambda one: one.name)
def test_an_edit_is_recovered_or_reported(given: Given, tmp_path: Path) -> None:
    files = workplace_of(given, tmp_path / "made")
    for case, trial in all_tried(_own(given, files), tmp_path):
        assert trial.outcome in ("recovered", "reported"), (given.name, case.seed, trial)


@pytest.mark.skipif(bool(OFTEN), reason="the trials are saved by LibreOffice then")
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    """Some edits of a Word and of an Excel file, all saved by two starts of LibreOffice."""
    given = SMALL[3]
    files = workplace_of(given, tmp_path / "made")
    some = [one for one in cases(files, 1, office=False) if one.kind in ("row new", "a word changed", "date typed")]
    for case, trial in all_tried([Case(one.file, one.kind, one.seed, True) for one in some], tmp_path):
        assert trial.outcome in ("recovered", "reported"), (case.seed, trial)
    assert shutil.which("soffice") and some
