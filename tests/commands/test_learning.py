"""Entries for the list of documents, out of papers that an office has: what they say of themselves, of their bases."""

import pytest
from ruamel.yaml import YAML

from generator.commands.learning import learn
from generator.face.cli import run
from generator.facts.documents import documents_near
from generator.values.errors import UsageError
from tests.commands.typed_papers import LAYOUTS, decision, letter


def test_what_papers_say_is_proposed_and_can_be_taken_into_the_list(tmp_path, capsys):
    decision("bang hai cot").save(tmp_path / "qd.docx")
    letter("bang hai cot").save(tmp_path / "cv.docx")
    target = tmp_path / "danh-muc" / "van-ban-de-nghi.yaml"
    assert run(["lint", str(tmp_path / "qd.docx"), str(tmp_path / "cv.docx"), "--hoc", "--to", str(target)]) == 0
    entries = YAML(typ="safe").load(target)["van_ban"]
    told = {one["so"]: one for one in entries}
    assert told["118/SNV-VP"]["ngay"].isoformat() == "2026-03-12"
    assert told["118/SNV-VP"]["loai"] == "Công văn" and told["118/SNV-VP"]["nguon"] == "cv.docx"
    assert all(one["nguon"] for one in entries)
    # Taken over by a person, they are known and not proposed again.
    target.rename(tmp_path / "danh-muc" / "van-ban.yaml")
    assert "118/snv-vp" in documents_near(tmp_path).by_symbol
    made = learn([tmp_path / "cv.docx"], target)
    assert made.files == () and not target.exists()


def test_a_proposal_is_not_written_over(tmp_path):
    target = tmp_path / "a.yaml"
    target.write_text("của tôi", encoding="utf-8")
    with pytest.raises(UsageError):
        learn([], target)
    assert target.read_text(encoding="utf-8") == "của tôi"


def test_a_paper_without_number_is_said(tmp_path):
    paper = decision(next(iter(LAYOUTS)))
    for paragraph in (
        one for table in paper.tables for row in table.rows for cell in row.cells for one in cell.paragraphs
    ):
        if "Số" in paragraph.text:
            paragraph.text = "Số:     /QĐ-SNV"
    paper.save(tmp_path / "du-thao.docx")
    made = learn([tmp_path / "du-thao.docx"], tmp_path / "a.yaml")
    assert {one.code for one in made.findings} <= {"V403"}


def test_one_dossier_at_a_time(tmp_path, capsys):
    assert run(["lint", "a", "b", "--fix"]) == 2
    assert "V402" in capsys.readouterr().err
