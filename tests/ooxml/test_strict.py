"""Strict Open XML is read as what it is, parts under any name too; what is no document is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.paper.facts import read_facts
from generator.ooxml import package
from generator.ooxml.anchored_text import paragraphs, read_body
from generator.ooxml.names import S, W
from generator.ooxml.relationships import relationships
from generator.ooxml.sheet_cells import sheet_cells
from generator.ooxml.strict import transitional
from generator.ooxml.word_file import body_of
from generator.ooxml.workbook import sheet_parts
from generator.values.errors import InputError
from tests.ooxml.strict_files import FORMER, STRANGE, STRICT, paragraph, rels, strict_excel, strict_word, zipped

FORMER_OFFICE = f"{FORMER}/officeDocument/2006"


def opened(parts) -> dict[str, bytes]:
    return package.read_bytes(zipped(parts), shown_as="a.docx")


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "noi-dung/chinh.xml"])
def test_a_strict_file_is_read_as_the_same_in_the_transitional_form(main):
    styles = main.replace("document", "styles").replace("chinh", "kieu")
    parts = opened(strict_word(paragraph("Điều 1."), main=main, styles=styles))
    facts, _ = read_facts(parts, shown_as="a.docx")
    (found,) = facts.paragraphs
    assert (found.text, found.runs[0].format.size, found.runs[0].format.font) == ("Điều 1.", 14, "Times New Roman")
    assert (found.format.after, found.format.alignment) == (6, "both")
    page = facts.sections[0]
    sizes = (page.width, page.height, page.top, page.right, page.bottom, page.left)
    assert [round(size) for size in sizes] == [210, 297, 20, 20, 20, 30]
    assert [one.text for one in paragraphs(read_body(parts, "accept", shown_as="a.docx"))] == ["Điều 1."]
    assert b"conformance" not in parts["word/document.xml"]
    assert not any(b"purl.oclc.org" in data for data in parts.values())
    targets = {one.kind: one.target for one in relationships(parts, "word/document.xml", shown_as="a").values()}
    assert targets == {"styles": "word/styles.xml"}


def test_a_strict_workbook_is_read():
    parts = opened(strict_excel([["STT", "Nội dung"]]))
    part = sheet_parts(parts, shown_as="a.xlsx")["NhiemVu"]
    found = [(cell.ref, cell.inline) for cell in sheet_cells(parts[part], shown_as="a.xlsx", part=part)]
    assert found == [("A1", "STT"), ("B1", "Nội dung")]


NAMES = {
    "wordprocessingml/main": W,
    "spreadsheetml/main": S,
    "drawingml/wordprocessingDrawing": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "officeDocument/relationships/image": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
    "officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "officeDocument/relationships/extendedProperties": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    ),
}


@pytest.mark.parametrize(("strict", "former"), NAMES.items())
def test_names_are_those_of_before(strict, former):
    made = transitional({"word/a.xml": f'<x xmlns="{STRICT}/{strict}">{STRICT}/{strict}</x>'.encode()})
    assert made == {"word/a.xml": f'<x xmlns="{former}">{STRICT}/{strict}</x>'.encode()}


@pytest.mark.parametrize(
    ("strict", "former"),
    [
        ('<w:ind w:start="36pt" w:hanging="-1.5pt"/>', '<w:ind w:start="720" w:hanging="-30"/>'),
        ('<w:sz w:val="13.5pt"/>', '<w:sz w:val="27"/>'),
        ('<w:sz w:val="27"/>', '<w:sz w:val="27"/>'),
        ('<w:pgMar w:left="3cm" w:top="1in"/>', '<w:pgMar w:left="1701" w:top="1440"/>'),
        ('<w:tblW w:w="50%" w:type="pct"/>', '<w:tblW w:w="2500" w:type="pct"/>'),
        ('<w:w w:val="90%"/>', '<w:w w:val="90"/>'),
        ('<w:lvlText w:val="12pt"/>', '<w:lvlText w:val="12pt"/>'),
        ('<w:t>w:sz="12pt" 50%</w:t>', '<w:t>w:sz="12pt" 50%</w:t>'),
    ],
)
def test_lengths_are_in_the_units_of_before(strict, former):
    start = f'<w:p xmlns:w="{STRICT}/wordprocessingml/main">'
    made = transitional({"word/a.xml": f"{start}{strict}</w:p>".encode()})["word/a.xml"].decode()
    assert made == f'<w:p xmlns:w="{W}">{former}</w:p>'


@given(st.text(st.characters(exclude_characters="<&>\r", exclude_categories=("C",))))
def test_no_text_is_changed(text):
    body = package.parse_xml(
        opened(strict_word(paragraph(text) + paragraph(f"{STRICT}/wordprocessingml/main")))["word/document.xml"],
        shown_as="a",
        part="b",
    )
    assert [one.text or "" for one in body.iter(f"{{{W}}}t")] == [text, f"{STRICT}/wordprocessingml/main"]


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_document_is_never_read_as_an_empty_one(kind):
    with pytest.raises(InputError) as refused:
        body_of(package.read_bytes(STRANGE[kind], shown_as="la.docx"), shown_as="la.docx")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == ("V015", "la.docx")


@pytest.mark.parametrize("root", ["hdr", "ftr", "footnotes/footnote", "endnotes/endnote", "comments/comment"])
@pytest.mark.parametrize("astray", ["<w:r><w:t>hai</w:t></w:r>", "hai", "<w:p>hai</w:p>", "<w:p><w:t>hai</w:t></w:p>"])
def test_words_where_no_reader_looks_are_quoted_beside_the_body_too(root, astray):
    kind = {"hdr": "header", "ftr": "footer"}.get(root, root.partition("/")[0])
    outer, *inner = root.split("/")
    own = "".join(f"<w:{name}>" for name in inner), "".join(f"</w:{name}>" for name in inner)
    part = f'<w:{outer} xmlns:w="{W}">{own[0]}{paragraph("một")}{astray}{own[1]}</w:{outer}>'
    parts = opened(strict_word(paragraph("Điều 1.")))
    parts["word/_rels/document.xml.rels"] = rels(FORMER_OFFICE, **{kind: "ben-canh.xml"}).encode()
    parts["word/ben-canh.xml"] = part.encode()
    with pytest.raises(InputError) as refused:
        body_of(parts, shown_as="la.docx")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == ("V015", "la.docx")
    assert "“hai”" in str(finding.message)


def test_what_was_transitional_keeps_its_bytes():
    made = io.BytesIO()
    parts = opened(strict_word(paragraph("Điều 1.")))
    package.write(made, parts)
    assert package.read_bytes(made.getvalue(), shown_as="a.docx") == parts
