"""What Markdown and Word readers would drop without a word: each is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import calls

from generator.checking.paper.facts import read_facts
from generator.reading.markdown import read_markdown
from generator.reading.word import read_blocks
from tests.hostile_files import word

_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def parts(body: str, **more: str) -> dict[str, bytes]:
    return {name: data.encode() if isinstance(data, str) else data for name, data in word(body, **more).items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("|a|b|\n|-|-|\n|1|2|3|\n", [("V146", 3, "3")]),
        ("|a|b|\n|-|-|\n1|2|3|4\n", [("V146", 3, "3 | 4")]),
        ("|a|b|\n|-|-|\n|1|2\\|x|\n|1|2| |\n|1|\n", []),
        ("[a]: http://x\n\nMột\n", [("V146", 1, "[a]: http://x")]),
        ("1. a\n3. b\n7. c\n", [("V423", 3, "1, 3, 7")]),
        ("Một\n\n5. a\n6. b\n", [("V423", 4, "5, 6")]),
        ("1. a\n2. b\n\nHai\n\n3. c\n", []),
        ("1. a\n1. b\n1. c\n", []),
        ("1. a\n   1. x\n   2. y\n2. b\n", []),
    ],
)
def test_markdown(tmp_path: Path, text: str, found: list[tuple[str, int, str]]) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    said = read_markdown(tmp_path / "a.md", "a.md").findings
    assert [(one.code, one.place.line, one.value) for one in said] == found


@pytest.mark.parametrize(
    ("body", "what", "text"),
    [
        (f'<w:altChunk {_R} r:id="rId9"/>', "altChunk", ""),
        (f'<w:p><w:r><w:t>a</w:t></w:r><w:subDoc {_R} r:id="rId9"/></w:p>', "subDoc", ""),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>Trên</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r></w:p>",
            "chú âm",
            "Trên",
        ),
    ],
)
def test_word(body: str, what: str, text: str) -> None:
    _, (found,) = read_blocks(parts(body), "a.docx")
    assert (found.code, found.value) == ("V146", text) and what in str(found.message)


def test_each_hidden_text_of_a_table_is_quoted() -> None:
    hidden = "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    cells = "".join(map(hidden.format, ("một " + "x" * 90, "hai")))
    _, (found,) = read_blocks(parts(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a.docx")
    assert found.value.split("\n") == ["một " + "x" * 90, "hai"]


@pytest.mark.parametrize(("below", "made"), [("<w:bookmarkStart/>", ["Trong năm"]), ("<w:tbl/>", ["T", "rong năm"])])
def test_a_large_first_letter_is_of_its_word(below: str, made: list[str]) -> None:
    frame = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
    given = parts(f"{frame}{below}<w:p><w:r><w:t>rong năm</w:t></w:r></w:p>")
    blocks, _ = read_blocks(given, "a.docx")
    assert [piece.text for block in blocks for piece in block.pieces] == made
    facts, _ = read_facts(given, shown_as="a.docx")
    assert [one.seen for one in facts.paragraphs if one.seen] == made


def test_a_chain_of_styles_takes_steps_by_its_length() -> None:
    def steps(count: int) -> int:
        chain = "".join(
            f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>'
            for n in range(count)
        )
        styles = f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{chain}</w:styles>'
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="s{count - 1}"/></w:pPr><w:r><w:t>Mục</w:t></w:r></w:p>'
        given = parts(paragraph, word__styles_xml=styles)
        return calls(lambda: read_blocks(given, "a.docx"))

    steps(10)
    assert steps(3000) < 6 * steps(750)
