"""Styles that are based on styles: what is taken over, circles, and steps linear in the length of the chain."""

import pytest
from conftest import calls

from generator.ooxml.names import W
from generator.ooxml.styles import inherited, read_styles
from generator.reading.word_parts import heading_levels


def styles(*found: str) -> bytes:
    return f'<w:styles xmlns:w="{W}">{"".join(found)}</w:styles>'.encode()


def style(key: str, base: str = "", inside: str = "", name: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name or key}"/>{based}{inside}</w:style>'


def chain(length: int) -> bytes:
    """The last first, as it costs most."""
    first = style("s0", inside='<w:rPr><w:sz w:val="40"/></w:rPr>', name="heading 2")
    return styles(*(style(f"s{at}", f"s{at - 1}") for at in range(length, 0, -1)), first)


def test_the_whole_chain_is_taken_over():
    read = read_styles({"word/styles.xml": chain(3000)}, shown_as="a.docx")
    assert read.by_id["s3000"].run["size"] == 20
    assert heading_levels(chain(3000))["s3000"] == 2


@pytest.mark.parametrize("work", ["styles", "levels"])
def test_ten_times_the_chain_takes_ten_times_the_steps(work):
    def steps(length: int) -> int:
        data = chain(length)
        if work == "styles":
            return calls(lambda: read_styles({"word/styles.xml": data}, shown_as="a.docx"))
        return calls(lambda: heading_levels(data))

    few, many = steps(310), steps(3100)  # read by no other test: styles are kept
    assert 9 < many / few < 11


def test_a_circle_ends():
    data = styles(style("a", "b", "<w:rPr><w:b/></w:rPr>"), style("b", "a", "<w:rPr><w:i/></w:rPr>"))
    read = read_styles({"word/styles.xml": data}, shown_as="a.docx")
    assert read.by_id["a"].run == {"bold": True, "italic": True}
    assert heading_levels(data) == {}


def test_what_a_style_says_goes_before_what_it_takes_over():
    based = {"a": "", "b": "a", "c": "b", "d": "mất", "e": "e"}
    assert inherited(based, {"a": 1, "c": 3}, 0) == {"a": 1, "b": 1, "c": 3, "d": 0, "e": 0}
