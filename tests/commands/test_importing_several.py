"""A file with several documents in it: named, taken one at a time, or each into a dossier of its own."""

from __future__ import annotations

import re

import openpyxl
import pytest
from conftest import ROOT
from lxml import etree
from test_importing import built, several

import generator
from generator.commands.importing.several import ALL, documents
from generator.commands.importing.source import read_source
from generator.face.cli import run
from generator.ooxml import package
from generator.ooxml.names import w
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError

FORMS = ROOT / "tests" / "checking" / "data" / "phu-luc-3-mau.docx"
# The decree's forms with what stands before them, and the kinds that their names say.
COUNT = 15
KINDS = {2: "nghi-quyet", 3: "quyet-dinh", 4: "quyet-dinh", 6: "cong-van", 7: "cong-dien", 8: "giay-moi"}


def captions() -> list[str]:
    """The names of the forms as the file has them, read without our readers."""
    root = etree.fromstring(package.read(FORMS, shown_as=str(FORMS))["word/document.xml"])
    texts = ("".join(item.text or "" for item in one.iter(w("t"))) for one in root.iter(w("p")))
    named = (" ".join(text.split()) for text in texts if re.match(r"\s*Mẫu \d\.\d+\s*-", text))
    # The raised mark of a note is no part of the name.
    return [re.sub(r"\s*\(?\*\)?$", "", name) for name in named]


def test_each_form_has_its_name_and_no_line_belongs_to_none():
    source = read_source(package.read(FORMS, shown_as="mau.docx"), "mau.docx")
    found = documents(source)
    assert len(found) == COUNT and [one.number for one in found] == list(range(1, COUNT + 1))
    names = [one.name for one in found[1:]]
    assert [name.startswith(caption) for name, caption in zip(names, captions(), strict=True)] == [True] * len(names)
    assert len({one.folder for one in found}) == COUNT
    blocks = [
        block for one in source.regions for block in (*one.caption, *one.head, *one.body, *one.closing, *one.after)
    ]
    kept = {at for block in (*source.before, *blocks) for at in range(block.first, block.last + 1)}
    assert [p.seen for p in source.facts.paragraphs if p.seen and p.index not in kept] == []


def test_it_is_asked_which_and_every_name_is_listed(tmp_path):
    with pytest.raises(InputError) as failure:
        generator.import_file(FORMS, tmp_path / "x")
    (finding,) = failure.value.findings
    hint = str(finding.hint)
    assert finding.code == "V244" and "tat-ca" in hint
    assert all(f"{number}. “{caption[:40]}" in hint for number, caption in enumerate(captions(), start=2))
    with pytest.raises(InputError):
        generator.import_file(FORMS, tmp_path / "x", which=COUNT + 1)
    assert not (tmp_path / "x").exists()


def test_all_of_them_are_a_dossier_each(tmp_path):
    made = generator.import_file(FORMS, tmp_path / "mau", which=ALL)
    folders = sorted(path for path in (tmp_path / "mau").iterdir())
    assert len(folders) == COUNT and str(COUNT) in str(made.next_steps[0])
    for number, kind in KINDS.items():
        assert load_dossier(folders[number - 1])[0].document.kind == kind
    said = [finding for finding in made.findings if finding.code == "V345"]
    assert len(said) == COUNT and sum("100 %" in str(one.message) for one in said) >= COUNT - 2
    lost = sum(len(one.message.values[0][1].split()) for one in made.findings if one.code == "V241")
    assert lost <= 6
    assert {one.value for one in made.findings if one.code == "V346"} >= set(captions())
    assert "# Dòng đứng trên văn bản này" in (folders[1] / "van-ban.yaml").read_text(encoding="utf-8")


def test_two_papers_in_one_file(tmp_path, capsys):
    file = several(tmp_path)
    assert run(["import", str(file), "--to", str(tmp_path / "hai"), "--chon", "tat-ca"]) == 0
    assert "2 hồ sơ" in capsys.readouterr().err
    kinds = [load_dossier(path)[0].document.kind for path in sorted((tmp_path / "hai").iterdir())]
    assert kinds == ["thong-bao", "to-trinh"]
    assert run(["import", str(file), "--to", str(tmp_path / "mot"), "--chon", "hai"]) == 2
    assert run(["import", str(file), "--to", str(tmp_path / "mot"), "--chon", "2"]) == 0
    assert load_dossier(tmp_path / "mot")[0].document.kind == "to-trinh"


def test_a_file_of_one_document_is_one_also_where_all_are_asked_for(tmp_path):
    file = built(ROOT / "tests" / "ho-so" / "thong-bao", tmp_path)
    generator.import_file(file, tmp_path / "x", which=ALL)
    assert [path.name[:3] for path in (tmp_path / "x").iterdir()] == ["01-"]


def test_sheets_with_no_kind_are_named_by_their_first_lines(tmp_path):
    book = openpyxl.Workbook()
    for sheet, title in ((book.active, "DANH MỤC QUÝ I"), (book.create_sheet("Hai"), "DANH MỤC QUÝ II")):
        for row in (
            ("SỞ MẪU", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("", "", "Độc lập - Tự do - Hạnh phúc"),
            (),
            (title,),
            (),
            ("STT", "Nội dung", "Đơn vị chủ trì"),
            ("1", "Rà soát", "Phòng Mẫu"),
        ):
            sheet.append(row)
    book.save(tmp_path / "k.xlsx")
    with pytest.raises(InputError) as failure:
        generator.import_file(tmp_path / "k.xlsx", tmp_path / "x")
    hint = str(failure.value.findings[0].hint)
    assert "1. “DANH MỤC QUÝ I”; 2. “DANH MỤC QUÝ II”" in hint
