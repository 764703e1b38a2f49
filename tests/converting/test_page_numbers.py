"""Page numbers of PDFs: every LibreOffice restarts them as the Word file says, and a wrong one is found."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from generator.converting import convert as converting
from generator.converting.convert import Job, convert
from generator.converting.page_numbers import Run, restarted, runs, wrong_number
from generator.ooxml import package

RUNS = st.lists(st.tuples(st.builds(Run, st.integers(1, 9), st.booleans()), st.integers(1, 7)), min_size=1, max_size=4)


def pages_of(sections) -> list[str]:
    """What pages of runs show, each of so many pages."""
    return [
        "Văn bản" if run.hides and not at else f"{run.start + at}\nNội dung"
        for run, count in sections
        for at in range(count)
    ]


def found(pages, expected):
    return wrong_number(pages.__getitem__, len(pages), expected)


@given(RUNS)
def test_pages_numbered_as_asked_are_right(sections):
    assert found(pages_of(sections), [run for run, _ in sections]) is None


@given(RUNS.filter(lambda sections: len(sections) > 1), st.data())
def test_numbers_that_go_on_where_they_must_restart_are_found(sections, data):
    """As LibreOffice 25.2 numbers them: the first page hidden, the others counted from the first of the file."""
    hidden = [(Run(1, True), count) for _, count in sections]
    at = data.draw(st.integers(1, len(hidden) - 1))
    before = sum(count for _, count in hidden[:at])
    pages = pages_of(hidden)
    if hidden[at][1] > 1:
        pages[before + 1 :] = [
            text.replace(text.partition("\n")[0], str(before + number), 1) if text[0].isdigit() else text
            for number, text in enumerate(pages[before + 1 :], start=2)
        ]
        assert found(pages, [run for run, _ in hidden]) is not None


@pytest.mark.parametrize(
    ("pages", "expected", "page"),
    [
        (["", "2", "", "4", "5"], [Run(1, True), Run(1, True)], 5),
        (["1", "2"], [Run(1, True)], 2),
        (["", ""], [Run(1, True)], 1),
        (["", "3"], [Run(1, True)], 2),
        (["5", "6"], [Run(5, False)], 0),
        (["2"], [], 0),
    ],
)
def test_the_page_is_named(pages, expected, page):
    wrong = found(pages, expected)
    assert (wrong.page if wrong else 0) == page


def two_sections(path):
    """Three pages, then a section that restarts, hides its first number and begins with a table; three pages more."""
    document = docx.Document()
    for paragraph in document.styles["Normal"].element.iter(qn("w:rFonts")):
        paragraph.set(qn("w:ascii"), "Times New Roman")
    for at in range(3):
        document.add_paragraph(f"Văn bản {at}").paragraph_format.page_break_before = bool(at)
    document.add_section()
    body = document.element.body
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Kế hoạch"
    for at in range(3):
        document.add_paragraph(f"Kế hoạch {at}").paragraph_format.page_break_before = bool(at)
    for section in document.sections:
        section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
        section.different_first_page_header_footer = True
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    document.sections[0].header.paragraphs[0]._p.append(field)
    first = next(block for block in body if block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
    assert first.getnext().tag == qn("w:tbl")
    document.save(str(path))
    return path


def test_runs_are_read_from_the_word_file(tmp_path):
    parts = package.read(two_sections(tmp_path / "a.docx"))
    assert runs(parts, shown_as="a.docx") == (Run(1, True), Run(1, True))


def test_a_header_that_says_more_than_the_number_cannot_be_proven(tmp_path):
    document = docx.Document(str(two_sections(tmp_path / "a.docx")))
    document.sections[0].header.paragraphs[0].insert_paragraph_before("Sở Mẫu tỉnh X")
    document.save(str(tmp_path / "b.docx"))
    assert runs(package.read(tmp_path / "b.docx"), shown_as="b.docx") == ()


def test_a_section_that_begins_with_a_table_begins_with_a_paragraph_in_the_copy(tmp_path):
    parts = package.read(two_sections(tmp_path / "a.docx"))
    changed = package.parse_xml(restarted(parts, shown_as="a")["word/document.xml"], shown_as="a", part="document")
    (table,) = changed.iter(qn("w:tbl"))
    assert table.getprevious().tag == qn("w:p")
    assert table.getprevious().find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:line")) == "1"
    again = restarted({"word/document.xml": package.xml_bytes(changed)}, shown_as="a")
    assert again["word/document.xml"] == package.xml_bytes(changed)


def test_a_pdf_whose_numbers_do_not_restart_is_refused(tmp_path, monkeypatch):
    """LibreOffice restarts them, so the copy of one of two is made to go on: that product does not fit the source."""
    jobs = [Job(two_sections(tmp_path / f"{name}.docx"), tmp_path / f"{name}.pdf", shown_as=name) for name in "ab"]

    def going_on(parts, *, shown_as):
        if shown_as == "b":
            return restarted(parts, shown_as=shown_as)
        data = parts["word/document.xml"]
        at = data.rindex(b'w:start="1"')
        return {**parts, "word/document.xml": data[:at] + data[at + len(b'w:start="1"') :]}

    monkeypatch.setattr(converting, "restarted", going_on)
    results, findings = convert(jobs)
    assert "a.pdf" not in {result.target.name for result in results}
    assert {finding.place.file for finding in findings if finding.code == "V068"} == {"a"}
