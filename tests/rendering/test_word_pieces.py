"""What compiled Word templates give: UTF-8, a row as one piece, the same texts as Jinja's own code would print."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from generator.rendering.templates.jinja import Emphasised, Row, word_environment, word_pieces

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
ROW = Row({"stt": "1", "ten": "Phối hợp A & B, mức < 5 “tỷ” \"x\" 'y'\nđến hạn", "trong": "", "so_ngay": 12})


def printed(source: str, **context: Any) -> str:
    return b"".join(word_pieces(word_environment().from_string(source), context)).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ d.stt }}", "1"),
        ("<a>{{ d.stt }}</a>{{ d.trong }}<b/>", "<a>1</a><b/>"),
        (
            "{{ d.stt }} – {{ d.ten }}{{ d.trong }}|",
            f"1 – Phối hợp A &amp; B, mức &lt; 5 “tỷ” &#34;x&#34; &#39;y&#39;{BREAK}đến hạn|",
        ),
        ("{{ d.stt }}·{{ d.so_ngay }}", "1·12"),
        ("{{ d.stt }}·{{ k.stt }}·{{ d.stt }}", "1·2·1"),
        ("{{ d.stt }}{% if d.trong %}có{% endif %}{{ d.stt }}", "11"),
        ("{% set x %}{{ d.stt }}ấ{{ d.trong }}{% endset %}{{ x|upper }}{{ x }}", "1Ấ1ấ"),
    ],
)
def test_attributes_of_a_name_are_printed_in_their_places(source: str, expected: str) -> None:
    assert printed(source, d=ROW, k={"stt": 2}) == expected


def test_a_row_is_one_piece() -> None:
    source = "{% for d in dong %}<r>{{ neo }}<c>{{ d.stt }}</c><c>{{ d.ten }}</c></r>{% endfor %}"
    made = list(word_pieces(word_environment().from_string(source), {"dong": [ROW] * 3, "neo": Markup("<b/>")}))
    assert len(made) == 3
    assert made[0].startswith(b"<r><b/><c>1</c><c>Ph")


def test_emphasis_and_markup_are_printed_among_attributes() -> None:
    k = {"chu": Emphasised("đậm", ()), "anh": Markup("<w:drawing/>")}
    assert printed("{{ k.chu }}:{{ k.anh }}", k=k) == "đậm:<w:drawing/>"


@pytest.mark.parametrize("source", ["{{ d.stt }}{{ d.khong_co }}", "{{ d.khong_co }}", "{{ k.khong_co }}{{ k.stt }}"])
def test_a_name_that_does_not_exist_is_an_error(source: str) -> None:
    with pytest.raises(JinjaError, match="khong_co"):
        printed(source, d=ROW, k={"stt": 2})


def test_a_template_extends_no_other() -> None:
    with pytest.raises(JinjaError, match="extends"):
        word_environment().from_string("{% extends 'khac.docx' %}chữ")
