"""docxtpl's tags, each beside docxtpl; no word of any template is eaten; a build refuses what the check calls wrong."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import validated
from tag_matrix import FEATURES, PAGE, STOCK, Feature, ours, page_with, planned, shape, theirs
from word_files import Piece, word

from generator.rendering.templates.contract import check_template
from generator.rendering.templates.docx_template import Library
from generator.values.errors import TemplateError
from generator.values.findings import Severity


def codes(folder: Path) -> set[str]:
    """What the check calls wrong in thu.docx."""
    found = check_template(folder / "thu.docx", Library([folder, STOCK]))
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: f"{one.use}: {one.typed}")
def test_each_tag_is_as_in_docxtpl_or_refused(tmp_path: Path, feature: Feature) -> None:
    word(tmp_path / "thu.docx", *feature.pieces)
    said = codes(tmp_path)
    if feature.refused:
        assert feature.refused in said
        with pytest.raises(TemplateError) as caught:
            ours(tmp_path)
        assert {finding.code for finding in caught.value.findings} == said
        return
    assert said == set()
    made = ours(tmp_path)
    beside = shape(theirs(tmp_path))
    if feature.ours is None:
        assert shape(made) == beside
    else:
        assert shape(made) == feature.ours != beside
    if isinstance(feature.pieces[-1], str) and "tr" not in feature.typed:
        return
    # What puts cells and rows together could put them together wrongly.
    (tmp_path / "made.docx").write_bytes(made)
    result = validated(tmp_path / "made.docx")
    assert result.is_valid, [error.description for error in result.errors]


def test_the_page_has_the_table_of_these() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with(page), "python tests/rendering/tag_matrix.py"
    assert all(feature.use in page for feature in FEATURES)


# --- beside a tag that takes its paragraph, row or cell ----------------------------------------------------------


def beside(kind: str) -> str:
    return {
        "drawing": '<w:drawing xmlns:w="{w}"/>',
        "page break": '<w:br xmlns:w="{w}" w:type="page"/>',
        "note": '<w:footnoteReference xmlns:w="{w}" w:id="2"/>',
        "field": '<w:fldChar xmlns:w="{w}" w:fldCharType="begin"/>',
    }[kind].replace("{w}", qn("w:p")[1:-2])


@pytest.mark.parametrize("kind", ["drawing", "page break", "note", "field"])
@pytest.mark.parametrize("prefix", ["p", "tr", "tc"])
def test_what_stands_beside_such_a_tag_is_said(tmp_path: Path, kind: str, prefix: str) -> None:
    from docx.oxml import parse_xml

    tags = (f"{{%{prefix} if vb.v_v %}}", "x", f"{{%{prefix} endif %}}")
    pieces: dict[str, tuple[Piece, ...]] = {
        "p": tags,
        "tr": ([[tag, ""] for tag in tags],),
        "tc": ([["a", *tags]],),
    }
    document = docx.Document(word(tmp_path / "thu.docx", *pieces[prefix]))
    first = next(p for p in document.element.body.iter(qn("w:p")) if "if vb" in "".join(p.itertext()))
    if prefix == "tr":
        first = next(p for p in first.getparent().getnext().iter(qn("w:p")))
    run = OxmlElement("w:r")
    run.append(parse_xml(beside(kind)))
    first.append(run)
    document.save(tmp_path / "thu.docx")
    assert codes(tmp_path) == {"T041"}
    with pytest.raises(TemplateError):
        ours(tmp_path)


def test_a_tag_cut_into_runs_with_a_tab_and_a_mark_inside_is_whole(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("A {{ vb")
    paragraph.add_run(".trich")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "x")
    paragraph._p.append(link)
    link.append(paragraph.add_run("_yeu }} trong")._r)
    paragraph.add_run().add_tab()
    paragraph.add_run("cuối")
    document.save(tmp_path / "thu.docx")
    assert codes(tmp_path) == set()
    assert shape(ours(tmp_path)) == ["A Kế hoạch R&D <A> trong\tcuối"]


def test_a_colour_that_is_none_is_said_with_its_place(tmp_path: Path) -> None:
    word(tmp_path / "thu.docx", [["{% cellbg vb.trich_yeu %}A", "b"]])
    with pytest.raises(TemplateError) as caught:
        ours(tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.part) == ("T003", "bảng 1, hàng 1, cột 1")


# --- random templates ------------------------------------------------------------------------------------------------

CASES = int(os.environ.get("VANBAN_TEMPLATES", "6"))
TRUE, FALSE = "vb.trich_yeu", "vb.v_v"
BASES = len(planned().bases)


@dataclass
class Template:
    """Paragraphs to type, and the words that have to come of them, in order."""

    typed: list[str]
    said: list[str]


@dataclass
class Growing:
    """Gives words that no other has."""

    count: int = 0

    def word(self) -> str:
        self.count += 1
        return f"chữ{self.count}x"


def inline(draw: st.DrawFn, words: Growing, depth: int = 0) -> tuple[str, list[str]]:
    """A piece of a paragraph and the words that it prints."""
    kind = draw(st.sampled_from(["word", "word", "value", "if", "for", "comment", "dashed"])) if depth < 3 else "word"
    if kind == "word":
        own = words.word()
        return draw(st.sampled_from([own, f"{own} ", f" {own}"])), [own]
    if kind in ("value", "comment"):
        return ("{{ vb.so_ky_hieu }}", []) if kind == "value" else ("{# x #}", [])
    inner, said = sequence(draw, words, depth + 1)
    if kind == "for":
        return f"{{% for n in vb.can_cu %}}{inner}{{% endfor %}}", said * BASES
    holds = draw(st.booleans())
    before, after = ("-" if draw(st.booleans()) else "" for _ in range(2)) if kind == "dashed" else ("", "")
    lead = words.word()
    other, else_said = sequence(draw, words, depth + 1)
    typed = f"{lead}{{%{before} if {TRUE if holds else FALSE} %}}{inner}{{% else %}}{other}{{% endif {after}%}}"
    tail = words.word()
    return typed + tail, [lead, *(said if holds else else_said), tail]


def sequence(draw: st.DrawFn, words: Growing, depth: int) -> tuple[str, list[str]]:
    made = [inline(draw, words, depth) for _ in range(draw(st.integers(1, 2)))]
    return "".join(typed for typed, _ in made), [one for _, said in made for one in said]


def blocks(draw: st.DrawFn, words: Growing, depth: int = 0) -> Template:
    """Paragraphs, some of them in blocks of `{%p`."""
    made = Template([], [])
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["text", "text", "if", "for", "joined"])) if depth < 2 else "text"
        if kind in ("text", "joined"):
            typed, said = sequence(draw, words, 0)
            made.typed.append(typed)
            made.said += said
            if kind == "joined":
                more = words.word()
                made.typed.append(f"{{%- if {TRUE} %}}{more}{{% endif %}}")
                made.said.append(more)
            continue
        inner = blocks(draw, words, depth + 1)
        condition = draw(st.sampled_from([TRUE, FALSE]))
        head = "for n in vb.can_cu" if kind == "for" else f"if {condition}"
        made.typed += [f"{{%p {head} %}}", *inner.typed, f"{{%p end{kind} %}}"]
        made.said += inner.said * (BASES if kind == "for" else condition == TRUE)
    return made


@st.composite
def templates(draw: st.DrawFn) -> tuple[list[Piece], list[str], list[int]]:
    words = Growing()
    outer, cell = blocks(draw, words), blocks(draw, words)
    beside, below = words.word(), words.word()
    condition = draw(st.sampled_from([TRUE, FALSE]))
    table: list[list[str]] = [
        ["\n".join(cell.typed), beside],
        [f"{{%tr if {condition} %}}", ""],
        [below, ""],
        ["{%tr endif %}", ""],
    ]
    said = [*outer.said, *cell.said, beside, *[below] * (condition == TRUE)]
    return [*outer.typed, table], said, draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))


def cut(document: docx.document.Document, lengths: list[int]) -> None:
    """Every paragraph in runs of these lengths, as Word cuts what was typed and corrected."""
    for element in list(document.element.body.iter(qn("w:p"))):
        paragraph = Paragraph(element, document)
        text, at = paragraph.text, 0
        if not text:
            continue
        for run in paragraph.runs:
            run._r.getparent().remove(run._r)
        while at < len(text):
            for length in lengths:
                if text[at : at + length]:
                    paragraph.add_run(text[at : at + length]).bold = length % 2 == 0
                at += length


def printed(data: bytes) -> Iterator[str]:
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    root = docx.oxml.parse_xml(xml)
    text = " ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in root.iter(qn("w:p")))
    yield from (f"chữ{piece.partition('x')[0]}x" for piece in text.split("chữ")[1:])


@settings(max_examples=CASES)
@given(templates())
def test_no_word_of_a_template_is_eaten(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[list[Piece], list[str], list[int]]
) -> None:
    pieces, said, lengths = made
    folder = tmp_path_factory.mktemp("t")
    document = docx.Document(word(folder / "thu.docx", *pieces))
    cut(document, lengths)
    document.save(folder / "thu.docx")
    try:
        shown = list(printed(ours(folder)))
    except TemplateError:
        assert codes(folder)
    else:
        assert shown == said
