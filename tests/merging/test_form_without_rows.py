"""What a form prints beside the values of a dossier, read without the rows of its registers, and its bases unread."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from trial_dossiers import DOSSIERS
from word_edits import AS_OF, DATA

from generator.commands import rendered
from generator.commands.edited_books import sheet_base
from generator.commands.fresh import Fresh
from generator.facts.resources import templates_dir
from generator.reading.dossier import load_dossier


@pytest.mark.parametrize("name", ["142-qd-vpcp", "hai-bang", "bang-noi-khac"])
def test_a_form_without_its_rows_says_what_all_of_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next(one for one in DOSSIERS if one.name == name).make(tmp_path, name)
    fresh = Fresh(load_dossier(tmp_path / "data" / name)[0], AS_OF)
    form = fresh.form(fresh.base)
    monkeypatch.setattr(rendered, "form_of", lambda *_: None)
    whole = Fresh(fresh.dossier, AS_OF)
    same = whole.form(whole.base)
    assert (form.known, form.sequence(), form.grounds, form.names) == (
        same.known,
        same.sequence(),
        same.grounds,
        same.names,
    )
    assert [base for base, _, _ in whole._books] == [sheet_base(book) for _, book, _ in whole._books]


def test_a_template_of_ones_own_may_print_more_of_a_row(tmp_path: Path) -> None:
    shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "142-qd-vpcp")
    dossier = load_dossier(tmp_path / "data" / "142-qd-vpcp")[0]
    assert rendered.form_of(dossier, AS_OF)
    own = tmp_path / "templates" / "docx" / "bang"
    own.mkdir(parents=True)
    for template in (templates_dir() / "docx" / "bang").iterdir():
        shutil.copy(template, own)
        changed = docx.Document(str(template))
        changed.add_paragraph("{{ bang.dong|length }} nhiệm vụ")
        changed.save(str(own / template.name))
    assert rendered.form_of(dossier, AS_OF) is None
