"""What was found of a part is known for the next file with the same part, and said of each by its own name."""

from __future__ import annotations

import pytest
from conftest import ROOT

from generator.ooxml import outside, package
from generator.ooxml.word_file import body_of
from generator.values.errors import InputError

TEMPLATE = package.read(ROOT / "templates" / "docx" / "bang" / "phu-luc-ket-qua.docx")
HEADER = next(name for name in TEMPLATE if name.startswith("word/header"))


def header(inside: str) -> bytes:
    return f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inside}</w:hdr>'.encode()


@pytest.mark.parametrize(
    ("inside", "code"), [("<w:r><w:t>Chữ lạc</w:t></w:r>", "V015"), ("<w:p><w:r><w:t>Hỏng</w:t></w:p>", "V014")]
)
def test_a_header_that_cannot_be_is_refused_in_each_file(inside: str, code: str) -> None:
    right = {**TEMPLATE, HEADER: header("<w:p><w:r><w:t>Chữ</w:t></w:r></w:p>")}
    for name in ("mot.docx", "hai.docx"):
        body_of(right, shown_as=name)
        with pytest.raises(InputError) as refused:
            body_of({**TEMPLATE, HEADER: header(inside)}, shown_as=name)
        assert refused.value.findings[0].code == code
        assert name in str(refused.value.findings[0].place)


def test_a_field_that_fetches_is_named_in_each_file() -> None:
    field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DDE x </w:instrText></w:r></w:p>"
    parts = {"word/header1.xml": header(field), "word/footer1.xml": header(field)}
    for _ in range(2):
        assert list(outside.fetching(parts, shown_as="a.docx")) == [(name, " DDE x ") for name in parts]
    with pytest.raises(InputError) as refused:
        list(outside.fetching({"word/header1.xml": header("<w:instrText>")}, shown_as="hong.docx"))
    assert "hong.docx" in str(refused.value.findings[0].place)
