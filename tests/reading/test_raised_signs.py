"""Raised and lowered figures in files of any form are letters of their own: no number has one digit more for them."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Doc
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from generator.ooxml.names import w
from generator.ooxml.plain_body import Paragraph as Plain
from generator.ooxml.plain_body import Run, Section, parts_of
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.shared_strings import shared_strings
from generator.ooxml.stored_texts import raw_cells
from generator.reading.figures.model import Paragraph as Prose
from generator.reading.figures.read import read_paragraph
from generator.reading.foreign import word_parts
from generator.reading.raised_signs import with_raised_signs
from generator.reading.registers import load_register
from generator.reading.xlsx import Workbook

_PIECES = re.compile(r"(\^\{.*?\}|_\{.*?\})")


def typed(paragraph: Paragraph, text: str) -> None:
    """`10^{6} m^{2}, H_{2}O` as runs."""
    for piece in filter(None, _PIECES.split(text)):
        run = paragraph.add_run(piece[2:-1] if piece[0] in "^_" and piece[-1] == "}" else piece)
        if piece.startswith("^{"):
            run.font.superscript = True
        elif piece.startswith("_{"):
            run.font.subscript = True


def texts(parts: object) -> list[str]:
    root = etree.fromstring(parts[DOCUMENT])  # type: ignore[index]
    return ["".join(node.text or "" for node in one.iter(w("t"))) for one in root.iter(w("p"))]


def read(document: Doc, folder: Path) -> list[str]:
    document.save(str(folder / "x.docx"))
    return texts(word_parts(folder / "x.docx", "x.docx")[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Diện tích 10^{6} m^{2} đất", "Diện tích 10⁶ m² đất"),
        ("H_{2}O, CO_{2}, SO_{4}^{2-}", "H₂O, CO₂, SO₄²⁻"),
        ("10^{-}^{3} kg", "10⁻³ kg"),
        ("a^{n}, x_{1}", "aⁿ, x₁"),
        ("Kinh phí 512^{1} tỷ", "Kinh phí 512¹ tỷ"),
        ("Kinh phí 512^{1, 2} tỷ", "Kinh phí 512¹, ² tỷ"),
        ("Kinh phí 512^{(1)} tỷ", "Kinh phí 512⁽¹⁾ tỷ"),
        ("nhiệt độ 37^{o}C", "nhiệt độ 37ºC"),
        ("Tiến độ^{ii}: đạt", "Tiến độⁱⁱ: đạt"),
        ("^{1} Theo báo cáo", "¹ Theo báo cáo"),
        ("SÀN 25 M^{2}, 10^{6} ĐỒNG", "SÀN 25 M², 10⁶ ĐỒNG"),
        # Some of it has no letter: its figures have.
        ("512^{1b}, 512^{1.}, 5^{1/2}, 5^{[1]}", "512¹b, 512¹., 5¹/², 5[¹]"),
        ("lần 5^{nd}, PM_{2.5}", "lần 5nd, PM₂.₅"),
        # No letter of Unicode, nothing beside it, a mark in a heading or in a form that is left open.
        ("lần 5^{th}, 5^{*}", "lần 5th, 5*"),
        ("^{(1)}", "(1)"),
        ("SỞ NỘI VỤ^{1}", "SỞ NỘI VỤ1"),
        ("Về việc ……^{6}", "Về việc ……6"),
        ("Nơi nhận:^{2}", "Nơi nhận:2"),
    ],
)
def test_raised_and_lowered_figures_are_letters(tmp_path, text, said):
    document = Document()
    typed(document.add_paragraph(), text)
    typed(document.add_table(1, 1).cell(0, 0).paragraphs[0], text)
    found = read(document, tmp_path)
    assert found.count(said) == 2


def test_what_a_style_raises_is_raised_once(tmp_path):
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    document.styles.add_style("Mu", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    paragraph = document.add_paragraph("25 m")
    paragraph.add_run("2", style="Mu")
    assert "25 m²" in read(document, tmp_path)
    parts, _ = word_parts(tmp_path / "x.docx", "x.docx")
    assert with_raised_signs(parts, "x.docx") == parts


def test_the_reference_of_a_note_stays(tmp_path):
    document = Document()
    run = document.add_paragraph("Theo số liệu").add_run("1")
    run.font.superscript = True
    reference = etree.SubElement(run._r, w("footnoteReference"))
    reference.set(w("id"), "2")
    reference.set(w("customMarkFollows"), "1")
    assert "Theo số liệu1" in read(document, tmp_path)


def test_a_page_of_the_web_has_them_too(tmp_path):
    page = "<p>Diện tích 10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O, 512<sup>a</sup></p>"
    file = tmp_path / "x.html"
    file.write_text(f"<html><head><meta charset=utf-8></head><body>{page}</body></html>", encoding="utf-8")
    assert "Diện tích 10⁶ m², H₂O, 512a" in texts(word_parts(file, "x.html")[0])


def test_a_table_of_tasks_has_them_in_its_cells(tmp_path):
    document = Document()
    table = document.add_table(2, 3)
    for at, row in enumerate((("TT", "Nhiệm vụ", "Đơn vị chủ trì"), ("1", "Đào 512^{1} m^{3} đất", "Sở Xây dựng"))):
        for column, text in enumerate(row):
            typed(table.cell(at, column).paragraphs[0], text)
    document.save(str(tmp_path / "x.docx"))
    register, _ = load_register(tmp_path / "x.docx", "x.docx")
    assert [task.text("noi_dung") for task in register.tasks] == ["Đào 512¹ m³ đất"]


def test_a_mark_of_a_note_is_no_part_of_a_unit_or_a_day(tmp_path):
    document = Document()
    table = document.add_table(2, 4)
    rows = (("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("1", "Đào đất", "Sở Y tế^{1, 2}", "15^{3}/7/2026^{(4)}"))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            typed(table.cell(at, column).paragraphs[0], text)
    document.save(str(tmp_path / "x.docx"))
    (task,) = load_register(tmp_path / "x.docx", "x.docx")[0].tasks
    assert [unit.agency for unit in task.units] == ["so-y-te"]
    assert [one.start for one in task.deadline.milestones] == [date(2026, 7, 15)]
    assert task.text("thoi_han") == "15³/7/2026⁽⁴⁾"


RICH = [
    ((("Đào 512", ""), ("1", "superscript"), (" m", ""), ("3", "superscript")), "Đào 512¹ m³"),
    ((("H", ""), ("2", "subscript"), ("O", "")), "H₂O"),
    ((("1", "superscript"), ("512 tỷ", "")), "¹512 tỷ"),
    ((("lần 5", ""), ("th", "superscript")), "lần 5th"),
    ((("1", "superscript"),), "1"),
    ((("12", ""), ("15", "")), "1215"),
]


@pytest.mark.parametrize(("runs", "said"), RICH)
def test_cells_of_a_workbook_have_them_too(tmp_path, runs, said):
    file = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.active.append(("TT", "trước"))
    book.active["B2"] = CellRichText(*(TextBlock(InlineFont(vertAlign=script or None), text) for text, script in runs))
    book.active["B3"] = "sau 5"
    book.save(file)
    table, _ = Workbook(file, "x.xlsx").table("Sheet")
    assert [row.cells.get(1) for row in table.rows] == ["trước", said, "sau 5"]
    # As stored they are what they are: who mends a text finds it again.
    stored = "".join(text for text, _ in runs)
    assert stored in [text for _, text in raw_cells(file, "x.xlsx")]
    # Excel keeps them in a part of their own.
    with zipfile.ZipFile(file) as opened:
        texts = re.findall(r"<is>(.*?)</is>", opened.read("xl/worksheets/sheet1.xml").decode())
    body = "".join(f"<si>{text}</si>" for text in texts)
    part = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</sst>'.encode()
    assert shared_strings((part,), shown_as="x", part="y", raised=True) == ["TT", "trước", said, "sau 5"]
    assert shared_strings((part,), shown_as="x", part="y") == ["TT", "trước", stored, "sau 5"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["45", "m", " ", "đất", "."]), st.sampled_from(["", "2", "1, 2", "th", "-3", "1b"]))
    )
)
def test_nothing_is_lost_and_no_digit_is_added(pairs):
    runs = [one for text, raised in pairs for one in (Run(text), Run(raised, raised=True)) if one.text]
    (made,) = texts(with_raised_signs(parts_of([Section((Plain(tuple(runs)),))]), "x"))[:1] or [""]
    plain = unicodedata.normalize("NFKC", made).replace("\u2212", "-")
    assert plain == "".join(run.text for run in runs)
    assert re.search(r"45[12-]", made) is None


@pytest.mark.parametrize("text", ["Nạo vét 512m³ đất, 640m² cỏ", "Sơn 512 m² vạch kẻ, 640¹ biển báo"])
def test_figures_beside_them_are_read(text):
    assert [one.text for one in read_paragraph(Prose(text)).figures] == ["512", "640"]
