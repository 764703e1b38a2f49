"""Anchors put into templates by the program, whatever a person made of them, and the base record they lead to."""

from __future__ import annotations

import copy
import re
from collections import Counter
from datetime import date
from pathlib import Path

import by_libreoffice
import pytest
from lxml import etree
from office_files import validated

from generator.commands import rendered
from generator.ooxml import base_part, package
from generator.ooxml.anchors import anchor_named, bookmark
from generator.ooxml.names import W, w
from generator.reading.dossier import load_dossier
from generator.rendering.context import BlockContext
from generator.rendering.word.anchor_places import mark_paragraphs, mark_rows
from generator.rendering.word.anchors import Anchored, Anchors
from generator.rendering.words import document_context

DATA = Path(__file__).parents[2] / "data"
AS_OF = date(2024, 6, 1)


def marked(paragraphs: str) -> str:
    body = etree.fromstring(f'<w:body xmlns:w="{W}">{paragraphs}</w:body>')
    for table in body.iter(w("tbl")):
        mark_rows(table)
    mark_paragraphs(body)
    text = etree.tostring(body, encoding="unicode")
    return re.sub(r'</?w:body[^>]*>| xml:space="preserve"| xmlns:w="[^"]*"', "", text)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("<w:r><w:t>{{ c }}</w:t></w:r>", "{{ neo(c) }}<w:r><w:t>{{ c }}</w:t></w:r>"),
        (
            "<w:r><w:t>{{ vb.trich_yeu|upper }}</w:t></w:r>",
            "{{ neo(vb.trich_yeu) }}<w:r><w:t>{{ vb.trich_yeu|upper }}</w:t></w:r>",
        ),
        (
            "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ c }}</w:t></w:r>",
            "{{ neo(c) }}<w:r><w:t>{</w:t></w:r><w:r><w:t>{ c }}</w:t></w:r>",
        ),
        (
            "<w:r><w:t>{{ k.so }}</w:t></w:r><w:r><w:t> {{ k.chu }}</w:t></w:r>",
            "{{ neo(k.so, 't') }}<w:r><w:t>{{ k.so }}</w:t></w:r>"
            "<w:r><w:t> </w:t></w:r>{{ neo(k.chu, 't') }}<w:r><w:t>{{ k.chu }}</w:t></w:r>",
        ),
        (
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Ông {{ ky.ho_ten }} (ký)</w:t></w:r>",
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Ông </w:t></w:r>{{ neo(ky.ho_ten, 't') }}"
            "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ ky.ho_ten }}</w:t></w:r>{{ neo(ky.ho_ten, 'x') }}"
            "<w:r><w:rPr><w:b/></w:rPr><w:t> (ký)</w:t></w:r>",
        ),
        ("<w:r><w:t>{% if c %}{{ c }}{% endif %}</w:t></w:r>", None),
        ("<w:r><w:t>{{ c[:3] }}</w:t></w:r>", "<w:r><w:t>{{ c[:3] }}</w:t></w:r>"),
        ("<w:r><w:t>Nơi nhận:</w:t></w:r>", "<w:r><w:t>Nơi nhận:</w:t></w:r>"),
    ],
)
def test_calls_stand_beside_expressions(runs: str, expected: str | None) -> None:
    made = marked(f"<w:p><w:pPr/>{runs}</w:p>")
    if expected is None:
        assert made.count("{{ neo(c) }}") == 1
    else:
        assert made == f"<w:p><w:pPr/>{expected}</w:p>"


def test_a_row_gets_one_call_in_its_first_cell() -> None:
    def line(text: str) -> str:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in (text, "x"))
        return f"<w:tr>{cells}</w:tr>"

    made = marked(
        f"<w:tbl>{line('{{ bang.tieu_de.stt }}')}{line('{%tr for viec in bang.dong %}')}"
        f"{line('{{ viec.stt }}')}{line('{%tr endfor %}')}</w:tbl>"
    )
    assert made.count("neo(") == 1 and "<w:p>{{ neo(viec) }}<w:r><w:t>{{ viec.stt }}" in made


@pytest.mark.parametrize("number", [1, 999_999_999])
def test_names_are_short_and_lead_back(number: int) -> None:
    for kind in ("", "t", "x"):
        name = re.search(r'w:name="([^"]+)"', bookmark(number, kind))[1]  # type: ignore[arg-type,index]
        found = anchor_named(name)
        assert len(name) <= 40 and found is not None and (found.number, found.kind) == (number, kind)
    assert anchor_named("_GoBack") is None


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp"])
def test_every_anchor_leads_to_what_stands_there(name: str, tmp_path: Path) -> None:
    dossier, _ = load_dossier(DATA / name)
    data = rendered.word_of(dossier, AS_OF)
    assert data == rendered.word_of(dossier, AS_OF)
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    parts = package.read(path)
    part = base_part.find(parts, shown_as=name)
    assert part is not None and part.attributes["ho-so"] == name
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    names = Counter(mark.get(w("name")) for mark in root.iter(w("bookmarkStart")))
    ids = Counter(mark.get(w("id")) for mark in root.iter(w("bookmarkStart")))
    assert names.total() > 40 and set(names.values()) == set(ids.values()) == {1}
    numbers = {anchor.number for key in names if (anchor := anchor_named(key)) and anchor.kind != "x"}
    assert numbers == {record.number for record in part.records if record.number}
    by_number = {record.number: record for record in part.records}
    for mark in root.iter(w("bookmarkStart")):
        record = by_number[anchor_named(mark.get(w("name"))).number]  # type: ignore[union-attr]
        holder = mark.getparent() if record.attributes["l"] == "chu" else next(mark.iterancestors(w("tr")))
        shown = "".join(text.text or "" for text in holder.iter(w("t")))
        printed = record.texts.get("in", record.texts.get("", ""))
        assert printed in shown
        if record.attributes["l"] == "viec":
            assert all(text.replace("\n", "") in shown for text in record.texts.values())
    result = validated(path)
    assert [str(error) for error in result.errors] == []


def test_anchors_and_base_survive_libreoffice(tmp_path: Path) -> None:
    dossier, _ = load_dossier(DATA / "95-qd-vpcp")
    path = tmp_path / "a.docx"
    path.write_bytes(rendered.word_of(dossier, AS_OF))
    (saved,) = by_libreoffice.saved([path], "docx:Office Open XML Text", tmp_path / "lo")
    before, after = package.read(path), package.read(saved)
    assert base_part.find(before, shown_as="") == base_part.find(after, shown_as="")

    def names(parts: dict[str, bytes]) -> list[bytes]:
        return sorted(re.findall(rb'w:name="(_vb[^"]*)"', parts["word/document.xml"]))

    assert names(before) == names(after)


def test_the_base_record_is_streamed() -> None:
    def records() -> object:
        for number in range(100_000):
            yield base_part.Record(number, {"l": "viec"}, {"noi_dung": "x" * 100})

    largest = max(len(chunk) for chunk in base_part.chunks({}, records()))  # type: ignore[arg-type]
    assert largest < 1000


def test_anchors_come_last_into_a_context_that_is_final() -> None:
    """Woven in they change nothing that is printed, and the context that was made of the plan stays as it was."""
    dossier, _ = load_dossier(DATA / "142-qd-vpcp")
    plan, _ = rendered.planned(dossier, AS_OF)
    anchors = Anchors(dossier)
    for planned in plan.documents:
        vb = document_context(planned)
        kept = copy.deepcopy({name: getattr(vb, name) for name in vb.__struct_fields__ if name != "noi_dung"})
        woven = anchors.woven(vb, planned, lambda table: tuple((column.key,) for column in table.columns))
        assert all(getattr(vb, name) == value == getattr(woven, name) for name, value in kept.items())
        assert not any(isinstance(text, Anchored) for text in (vb.trich_yeu, *vb.can_cu, *vb.noi_nhan))
        assert [(k.so, k.tieu_de, k.chu) for k in woven.noi_dung] == [(k.so, k.tieu_de, k.chu) for k in vb.noi_dung]
        for one in (vb, woven, *woven.ky, *woven.noi_dung):
            with pytest.raises(AttributeError):
                setattr(one, one.__struct_fields__[0], "")
    assert isinstance(woven.noi_dung[0], BlockContext) and isinstance(woven.trich_yeu, Anchored)
