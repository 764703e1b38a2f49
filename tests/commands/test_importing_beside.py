"""`vanban import` of words that stand beside the text: none is lost without a word, and none of those is in "100 %"."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

import generator
from generator.commands.importing.source import read_source
from generator.ooxml import package
from generator.ooxml.aside import asides
from generator.ooxml.names import R, W
from generator.ooxml.symbols import UNKNOWN, symbol_text
from generator.reading.word_parts import text_of_chunk

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
PATH = '<w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="mậtvẽ"/></w:pict></w:r>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CHOICE = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LIST = '<w:ddList>{}<w:listEntry w:val="Xã một"/><w:listEntry w:val="Xãhai"/></w:ddList>'
ARROW = '<w:r><w:sym w:font="Webdings" w:char="F034"/></w:r>'
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>tronghộp'
    "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def written(path: Path, runs: str, in_cell: bool, titles: str = "A|B|C|D") -> Path:
    document = Document()
    document.add_paragraph("Kính gửi các đơn vị")
    table = document.add_table(2, 4)
    for row, line in enumerate((titles, "1|Báo cáo|Sở Y tế|31/01/2026")):
        for column, text in enumerate(line.split("|")):
            table.cell(row, column).text = text
    cell = table.cell(1, 1)
    held = cell.paragraphs[0] if in_cell else document.add_paragraph("Lời văn")
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        held._p.append(run)
    document.save(str(path))
    return with_notes(path)


def with_notes(path: Path) -> Path:
    with zipfile.ZipFile(path, "a") as package_:
        package_.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>lờichú một</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>",
        )
    return path


@pytest.mark.parametrize(
    ("runs", "gone"),
    [
        (NOTE, "lờichú một"),
        (CHOICE.format(LIST.format('<w:result w:val="1"/>')), "xãhai"),
        (CHOICE.format(LIST.format('<w:default w:val="1"/>')), "xãhai"),
        (CHOICE.format("<w:checkBox><w:checked/></w:checkBox>"), "☒"),
        (CHOICE.format('<w:checkBox><w:default w:val="0"/></w:checkBox>'), "☐"),
        (PATH, "mậtvẽ"),
        (FIELD.format("EQ \\f(tử;mẫu)"), "\\f(tử;mẫu"),
        (FIELD.format("MACROBUTTON Không bấmđây"), "bấmđây"),
        (ARROW, "webdings:f034"),
    ],
)
def test_what_no_cell_can_hold_is_quoted_with_its_place_and_is_not_in_100_percent(tmp_path, runs, gone):
    path = written(tmp_path / "x.docx", runs, in_cell=True, titles="STT|Nội dung nhiệm vụ|Đơn vị chủ trì|Thời hạn")
    made = generator.import_file(path, tmp_path / "ho-so")
    (said,) = (one for one in made.findings if one.code == "V241")
    assert gone in str(said.message)
    assert said.place.part.startswith("bảng 1, hàng 2, cột 2, đoạn 1, ")
    assert "100 %" not in str(made.next_steps[0])


@pytest.mark.parametrize(("runs", "in_cell"), [(NOTE, False), (BOX, True), (BOX, False)])
def test_what_is_kept_is_in_the_dossier_and_in_100_percent(tmp_path, runs, in_cell):
    made = generator.import_file(written(tmp_path / "x.docx", runs, in_cell), tmp_path / "ho-so")
    assert not [one for one in made.findings if one.code == "V241"]
    assert "100 %" in str(made.next_steps[0])
    kept = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "lờichú một" in kept or "tronghộp" in kept


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>chữẩn</w:t></w:r>"


@pytest.mark.parametrize("in_cell", [False, True])
def test_hidden_text_is_named_and_is_not_in_100_percent(tmp_path, in_cell):
    made = generator.import_file(written(tmp_path / "x.docx", HIDDEN, in_cell), tmp_path / "ho-so")
    assert [one.value for one in made.findings if one.code == "V146"] == ["chữẩn"]
    assert "100 %" not in str(made.next_steps[0])


def test_a_symbol_is_the_letter_of_its_font():
    def letter(font: str, char: str) -> str:
        return symbol_text(etree.fromstring(f'<w:sym xmlns:w="{W}" w:font="{font}" w:char="{char}"/>'))

    known = [("Symbol", "F0B3"), ("Symbol", "F0A3"), ("Symbol", "00B0"), ("Symbol", "F061"), ("Wingdings", "F0FE")]
    assert "".join(letter(*one) for one in known) == "≥≤°α☑"
    assert letter("Times New Roman", "2265") == "≥"
    assert {letter("Wingdings 3", "F0FE"), letter("Symbol", "x"), letter("Arial", "F0B3"), letter("Arial", "D800")} == {
        UNKNOWN
    }


def test_a_symbol_in_a_sentence_is_read_and_each_unknown_one_is_named(tmp_path):
    runs = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>' + ARROW + ARROW.replace("F034", "F035")
    path = written(tmp_path / "x.docx", runs, in_cell=False)
    source = read_source(package.read(path, shown_as="x"), "x")
    assert any("≥5" in piece.text for block in source.before for piece in block.pieces)
    assert [one.value for one in source.findings if one.code == "V146"] == ["Webdings F034", "Webdings F035"]


# --- words that a draft has and a field has not ----------------------------------------------------------------------

CHARTS = "http://schemas.microsoft.com/office/drawing/2014/chartex"
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
FORMULA = f"<m:oMath {M}><m:r><m:t>x2tử</m:t></m:r></m:oMath>"
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>chữtrên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>chữdưới</w:t></w:r></w:rubyBase>"
    "</w:ruby></w:r>"
)
LETTERS = (
    '<w:r><w:drawing><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>chữhình</a:t></a:r>'
    "</a:p></w:drawing></w:r>"
)


def with_runs(path: Path, runs: str, text: str) -> Path:
    """A plan with runs put into the paragraph that begins with a text."""
    document = Document()
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text = "UBND TỈNH MẪU\nSỞ TƯ PHÁP"
    heading.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    for line in ("KẾ HOẠCH", "Rà soát văn bản", "Sở ban hành Kế hoạch như sau:", "Làm ngay."):
        document.add_paragraph(line)
    held = next(one for one in document.paragraphs if one.text.startswith(text))
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        held._p.append(run)
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("runs", "kept", "lost"),
    [
        (FORMULA, "x2tử", []),
        (RUBY, "chữdưới", ["chữtrên"]),
        (LETTERS, "", ["chữhình"]),
        (ARROW, "", ["webdings:f034"]),
    ],
)
@pytest.mark.parametrize("text", ["Rà soát", "Làm ngay"])
def test_what_is_no_letter_of_a_line_is_in_its_field_or_is_said_once(tmp_path, runs, kept, lost, text):
    made = generator.import_file(with_runs(tmp_path / "x.docx", runs, text), tmp_path / "ho-so")
    assert kept in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    said = [str(one.message) for one in made.findings if one.code == "V241"]
    assert len(said) == len(lost) and all(word in message for word, message in zip(lost, said, strict=True))
    assert ("100 %" in str(made.next_steps[0])) is not bool(lost)
    assert not [one for one in made.findings if one.code == "V146" and one.value in ("chữtrên", "Webdings F034")]


def related(kind: str, name: str, data: str) -> dict[str, bytes]:
    """A document that refers to one other part as rId1."""
    held = f'<Relationship Id="rId1" Type="{R}/{kind}" Target="{name}"/>'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{namespace}">{held}</Relationships>'
    return {"word/_rels/document.xml.rels": relations.encode(), f"word/{name}": data.encode()}


def test_a_chart_of_the_new_kind_is_read():
    chart = f'<cx:chart xmlns:cx="{CHARTS}" xmlns:r="{R}" r:id="rId1"/>'
    body = etree.fromstring(f'<w:body xmlns:w="{W}"><w:p><w:r><w:drawing>{chart}</w:drawing></w:r></w:p></w:body>')
    parts = related("chartEx", "x.xml", f'<cx:c xmlns:cx="{CHARTS}"><cx:pt>Xã A</cx:pt><cx:v>Tiến độ</cx:v></cx:c>')
    assert [one.text for one in asides(parts, body, "accept", shown_as="x")] == ["Xã A Tiến độ"]


@pytest.mark.parametrize("data", ["<html><body><p>chữ</p><p>ghép</p></body></html>", "chữ ghép"])
def test_the_words_of_a_file_put_into_another_are_quoted(data):
    chunk = etree.fromstring(f'<w:altChunk xmlns:w="{W}" xmlns:r="{R}" r:id="rId1"/>')
    assert text_of_chunk(related("aFChunk", "a.htm", data), chunk) == "chữ ghép"


def test_a_blank_paragraph_of_a_list_counts_and_is_said(tmp_path):
    document = Document()
    for text in ("Một", "", "Ba"):
        document.add_paragraph(text, style="List Number")
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "ho-so")
    assert "3. Ba" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    (said,) = (one for one in made.findings if one.code == "V146")
    assert (said.value, said.place.part) == ("2.", "đoạn 2")


SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>đúnghạn</w:t></w:r>"
END = "<w:r><w:t>./.</w:t></w:r>"


@pytest.mark.parametrize("end", [NOTE, SPACE + NOTE, NOTE + SPACE, END + NOTE, END + SPACE + NOTE])
def test_the_last_paragraph_keeps_its_note_and_its_emphasis(tmp_path, end):
    heading = with_runs(tmp_path / "x.docx", BOLD + end, "Làm ngay")
    made = generator.import_file(with_notes(heading), tmp_path / "ho-so")
    kept = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "**đúnghạn**" in kept and "lờichú một" in kept
    assert "100 %" in str(made.next_steps[0])


HELD = {
    "letters": '<w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="DỰTHẢO"/></w:pict></w:r>',
    "box": BOX.replace("tronghộp", "DỰTHẢO"),
    "both": f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice'
    f' Requires="wps">{BOX.replace("tronghộp", "DỰTHẢO")}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>'
    "</mc:AlternateContent>",
}


@pytest.mark.parametrize("kind", HELD)
def test_what_is_drawn_in_the_margin_of_a_page_is_said_once(tmp_path, kind):
    document = Document()
    document.add_paragraph("Kính gửi các đơn vị")
    held = document.sections[0].header.paragraphs[0]
    for run in parse_xml(f"<w:p {nsdecls('w')}>{HELD[kind]}</w:p>"):
        held._p.append(run)
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "ho-so")
    assert [one.value for one in made.findings if one.code == "V356"] == ["dựthảo"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [("Số: 12-BC/CB", True), ("Số: 12a/KH-STP", True), ("Số: 12/KH-STP", False), ("Số:   /KH-STP", False)],
)
def test_a_number_that_no_field_has_stays_in_the_body(tmp_path, number, kept):
    file = with_runs(tmp_path / "x.docx", "", "Làm ngay")
    document = Document(str(file))
    document.tables[0].cell(0, 0).add_paragraph(number)
    document.save(str(file))
    made = generator.import_file(file, tmp_path / "ho-so")
    assert bool([one for one in made.findings if one.code == "V243" and one.value == number]) is kept
    assert "100 %" in str(made.next_steps[0])


def test_what_is_odd_in_a_table_is_said_once_with_its_number(tmp_path):
    document = Document()
    document.add_paragraph("Kính gửi các đơn vị")
    table = document.add_table(2, 2)
    for at in (0, 1):
        table.cell(1, at).add_table(1, 1).cell(0, 0).text = "bảngtrong"
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "ho-so")
    assert [one.place.part for one in made.findings if one.code == "V146"] == ["bảng 1"]
