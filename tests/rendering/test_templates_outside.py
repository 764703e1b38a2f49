"""A template that fetches, runs or asks for something is named by the check, and nothing is made of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from generator.commands.check_templates import check_templates
from generator.face.cli import run
from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml, xml_bytes

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def coded(*pieces: str) -> str:
    codes = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{codes}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def within(outer: str, inner: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:instrText>{outer}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def with_field(parts: dict[str, bytes], runs: str) -> dict[str, bytes]:
    root = parse_xml(parts["word/document.xml"], shown_as="", part="")
    namespace = w("")[1:-1]
    made = parse_xml(f'<w:p xmlns:w="{namespace}">{runs}</w:p>'.encode(), shown_as="", part="")
    root.find(w("body")).find(w("p")).addnext(made)
    return {**parts, "word/document.xml": xml_bytes(root)}


def with_link(parts: dict[str, bytes], kind: str) -> dict[str, bytes]:
    name = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="http://ngoai.example/x" TargetMode="External"/>'
    return {**parts, name: parts[name].replace(b"</Relationships>", f"{link}</Relationships>".encode())}


BAD = {
    "DDEAUTO": lambda parts: with_field(parts, coded(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" ')),
    "cut into runs": lambda parts: with_field(parts, coded(" D", "DEAU", "TO cmd ")),
    "small letters": lambda parts: with_field(parts, coded(" includetext \\\\\\\\may-chu\\\\tep.docx ")),
    "a simple field": lambda parts: with_field(
        parts,
        '<w:fldSimple w:instr=" INCLUDEPICTURE http://ngoai.example/a.png "><w:r><w:t>x</w:t></w:r></w:fldSimple>',
    ),
    "made by a field": lambda parts: with_field(parts, within(" cmd ", coded(" QUOTE 68 68 69 "))),
    "made by data": lambda parts: with_field(parts, coded("{{ vb.trich_yeu }}")),
    "a linked picture": lambda parts: with_link(parts, "image"),
    "an attached template": lambda parts: with_link(parts, "attachedTemplate"),
    "a sub-document": lambda parts: with_link(parts, "subDocument"),
}
GOOD = {
    "a page number": lambda parts: with_field(parts, coded(" PAGE ")),
    "a link that is followed": lambda parts: with_link(parts, "hyperlink"),
    "as it is": lambda parts: parts,
}


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "data/365-qd-btp", tmp_path / "data/x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(workplace: Path, change) -> Path:
    template = workplace / "templates/docx/khoi/dau-van-ban.docx"
    parts = change(package.read(template))
    with template.open("wb") as target:
        package.write(target, parts)
    return template


@pytest.mark.parametrize("name", BAD)
def test_what_reaches_outside_is_named_and_not_delivered(workplace: Path, capsys, name: str) -> None:
    template = changed(workplace, BAD[name])
    found = [finding for finding in check_templates([template]).findings if finding.code == "T040"]
    assert len(found) == 1 and found[0].place.file.endswith("dau-van-ban.docx")
    assert run(["build", "data/x", "--format", "docx"]) == 5
    assert "T040" in capsys.readouterr().err
    assert not list(workplace.rglob("out/**/*.docx"))


@pytest.mark.parametrize("name", GOOD)
def test_what_stays_inside_is_none_of_that(workplace: Path, name: str) -> None:
    template = changed(workplace, GOOD[name])
    assert not [finding for finding in check_templates([template]).findings if finding.code == "T040"]


def test_no_stock_template_reaches_outside() -> None:
    assert not [one for one in check_templates([ROOT / "templates/docx"]).findings if one.code == "T040"]
