"""The decree's own forms (Phụ lục III): nothing but blanks. Dots, ellipses and underscores are open places, where
nothing is judged.
"""

import re
from pathlib import Path

import pytest
from lxml import etree

from generator.checking.check import check
from generator.checking.paper.facts import read_facts
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml, read, xml_bytes

FILE = Path(__file__).parent / "data" / "phu-luc-3-mau.docx"
PARTS = read(FILE)
CAPTION = re.compile(r"Mẫu (\d\.\d+)\s*-")
NAMES = [f"1.{number}" for number in range(1, 11)] + ["2.1", "2.2", "3.1", "3.2"]


def text(element: etree._Element) -> str:
    return "".join(item.text or "" for item in element.iter(w("t")))


def specimen(name: str) -> dict[str, bytes]:
    """One form as a file of its own: from its caption to the next, without the caption and the "Ghi chú"."""
    root = parse_xml(PARTS["word/document.xml"], shown_as="mau", part="document")
    body = root[0]
    current = ""
    for child in list(body):
        caption = CAPTION.match(text(child)) if child.tag == w("p") else None
        current = caption[1] if caption else current
        notes = child.tag == w("tbl") and text(child).startswith("Ghi chú:")
        title = child.tag == w("p") and text(child).startswith("Mẫu ")
        if child.tag != w("sectPr") and (current != name or caption or notes or title):
            body.remove(child)
    return {**PARTS, "word/document.xml": xml_bytes(root)}


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_yields_nothing(name):
    facts, reading = read_facts(specimen(name), shown_as=f"mau-{name}.docx")
    assert facts.parts and facts.law == "nd30"
    assert [(finding.code, finding.value) for finding in (*reading, *check(facts))] == []


def test_all_specimens_in_one_file_yield_nothing():
    """The decree's own file: its captions belong to no form, its forms are no annexes of each other."""
    facts, reading = read_facts(PARTS, shown_as="phu-luc-3-mau.docx")
    assert [(finding.code, finding.value) for finding in (*reading, *check(facts))] == []
    under_captions = [part.name for part in facts.parts if part.specimen]
    assert len(under_captions) == len(NAMES)


def test_a_fault_in_one_of_many_specimens_is_found():
    wrong = PARTS["word/document.xml"].replace("CHỦ NGHĨA VIỆT NAM".encode(), "CHỦ NGHĨA Việt Nam".encode(), 1)
    facts, _ = read_facts({**PARTS, "word/document.xml": wrong}, shown_as="mau.docx")
    assert [finding.code for finding in check(facts)] == ["ND-203"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("1.1", "nghi-quyet"), ("1.2", "quyet-dinh"), ("1.6", "cong-dien"), ("1.7", "giay-moi"), ("1.9", "bien-ban")],
)
def test_what_is_recognised_in_a_specimen(name, kind):
    facts, _ = read_facts(specimen(name), shown_as="mau.docx")
    part = facts.parts[0]
    head = part.heading
    assert part.kind == kind
    assert head.agency[0].text == "TÊN CƠ QUAN, TỔ CHỨC" and head.parents[0].text == "TÊN CQ, TC CHỦ QUẢN"
    assert head.symbol.open and head.creed_rule is not None and head.agency_rule is not None
    assert part.recipients_word.text == "Nơi nhận:" and part.signers[0].name.text == "Họ và tên"


def test_a_fault_in_a_specimen_is_found():
    parts = specimen("1.2")
    wrong = parts["word/document.xml"].replace("CỘNG HÒA XÃ HỘI".encode(), "Cộng hòa xã hội".encode(), 1)
    wrong = wrong.replace("CHỦ NGHĨA VIỆT NAM".encode(), "chủ nghĩa Việt Nam".encode(), 1)
    facts, _ = read_facts({**parts, "word/document.xml": wrong}, shown_as="mau.docx")
    assert [finding.code for finding in check(facts)] == ["ND-203"]
