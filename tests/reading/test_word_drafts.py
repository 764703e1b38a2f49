"""Drafts as Word leaves them: lists of styles, smart tags, tracked changes, notes, pictures, boxes; nothing is lost."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as new_word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from generator.reading.prose import read_prose
from generator.reading.word import read_word
from generator.values.findings import Finding, Place
from generator.values.marked import notes_of, spans_of
from generator.values.model import Block, Merge

W = nsdecls("w")
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Theo </w:t></w:r>
<w:r><w:rPr><w:i/></w:rPr><w:t>Báo cáo</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:r><w:t>Đoạn hai.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
NUMBERING = """<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>
<w:lvlText w:val="{text}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>"""


class Draft:
    """A Word file in the making, and what is read of it."""

    def __init__(self, folder: Path) -> None:
        self.word = new_word()
        self.path = folder / "noi-dung.docx"
        self.extra: dict[str, str] = {}

    def add(self, text: str = "", *runs: str, **formats: str) -> Paragraph:
        """A paragraph, then runs given as XML."""
        paragraph = self.word.add_paragraph(text, **formats)
        for run in runs:
            paragraph._p.append(parse_xml(run.replace(" ", f" {W} {MATH} ", 1)))
        return paragraph

    def numbered(self, shape: str, text: str, *items: tuple[int, str]) -> None:
        """Paragraphs of a list of two levels, the upper one in this format."""
        root = self.word.part.numbering_part.element
        root.insert(0, parse_xml(NUMBERING.format(shape=shape, text=text).replace(" ", f" {W} ", 1)))
        root.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for level, words in items:
            properties = self.word.add_paragraph(words)._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))

    def read(self) -> tuple[tuple[Block, ...], list[str]]:
        """Its blocks, and what is said of it."""
        made = BytesIO()
        self.word.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(self.path, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
            for name, text in self.extra.items():
                new.writestr(name, text)
        blocks, _, findings = read_prose(self.path, "noi-dung.docx", Place())
        return blocks, [said(finding) for finding in findings]


def said(finding: Finding) -> str:
    return f"{finding.place.part}: {finding.message}"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


def flat(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in blocks:
        found += [(block.kind, block.title or block.text), *flat(block.children)]
    return found


def test_lists_of_styles_are_numbered(draft: Draft) -> None:
    for style, text in (("List Number", "một"), ("List Number 2", "sâu"), ("List Number", "hai")):
        draft.add(text, style=style)
    for style, text in (("List Bullet", "gạch"), ("List Bullet 2", "cộng")):
        draft.add(text, style=style)
    blocks, findings = draft.read()
    assert flat(blocks) == [("khoan", "một"), ("diem", "sâu"), ("khoan", "hai"), ("gach", "gạch"), ("cong", "cộng")]
    assert findings == []


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        ("decimal", "%1.", [("khoan", "một"), ("diem", "sâu")]),
        ("upperRoman", "%1.", [("muc", "một"), ("khoan", "sâu")]),
        ("lowerLetter", "%1)", [("diem", "một"), ("khoan", "sâu")]),
        ("decimal", "Điều %1.", [("dieu", "một"), ("khoan", "sâu")]),
        ("bullet", "•", [("gach", "một"), ("khoan", "sâu")]),
    ],
)
def test_automatic_numbers(draft: Draft, shape: str, text: str, expected: list[tuple[str, str]]) -> None:
    draft.numbered(shape, text, (0, "một"), (1, "sâu"))
    blocks, findings = draft.read()
    assert (flat(blocks), findings) == (expected, [])


def test_numbers_that_the_decree_does_not_know_stay_as_text(draft: Draft) -> None:
    draft.numbered("upperLetter", "%1.", (0, "một"), (0, "hai"))
    blocks, findings = draft.read()
    assert flat(blocks) == [("doan", "A. một"), ("doan", "B. hai")]
    assert findings == [f"đoạn {n}: Không có thể thức cho số thứ tự “{a}.”." for n, a in ((1, "A"), (2, "B"))]


def test_numbers_under_a_heading_of_a_khoan_are_diem(draft: Draft) -> None:
    draft.word.add_heading("Mục đích", 2)
    draft.numbered("decimal", "%1.", (0, "một"), (1, "sâu"))
    assert flat(draft.read()[0]) == [("khoan", "Mục đích"), ("diem", "một"), ("gach", "sâu")]


def test_numbers_in_cells_are_printed(draft: Draft) -> None:
    table = draft.word.add_table(2, 2)
    for row in table.rows:
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].paragraphs[0].add_run("việc").bold = True
    (grid,), _ = draft.read()
    assert grid.cells == (("1.", "việc"), ("2.", "việc"))
    assert [span.bold for span in spans_of(grid.cells[0][1])] == [True]


def test_merged_cells_stay_one(draft: Draft) -> None:
    table = draft.word.add_table(3, 3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(at)
    for cell in (table.cell(1, 0), table.cell(0, 2), table.cell(2, 1), table.cell(2, 2)):
        cell.text = ""
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(2, 2))
    (grid,), findings = draft.read()
    assert findings == []
    assert grid.cells == (("0", "1", ""), ("", "4", "5"), ("6", "", ""))
    assert set(grid.merged) == {Merge(0, 0, rows=2), Merge(0, 1, columns=2), Merge(2, 0, columns=3)}


def test_words_in_smart_tags_and_joined_paragraphs(draft: Draft) -> None:
    draft.add("Tại ", '<w:smartTag w:element="place"><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag>')
    first = draft.add("Nối ")
    first._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {W}><w:del w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"/></w:rPr>')
    )
    draft.add("liền.")
    blocks, findings = draft.read()
    assert flat(blocks) == [("doan", "Tại Hà Nội"), ("doan", "Nối liền.")]
    assert findings == [": Bản nháp còn chỗ sửa có theo dõi (Track Changes); được lấy như đã chấp nhận."]


def test_footnotes_come_along(draft: Draft) -> None:
    draft.extra["word/footnotes.xml"] = FOOTNOTES
    draft.add("Theo số liệu", '<w:r ><w:footnoteReference w:id="2"/></w:r>', "<w:r ><w:t>, xong.</w:t></w:r>")
    (block,), findings = draft.read()
    assert (block.text, findings) == ("Theo số liệu, xong.", [])
    assert spans_of(block.text)[0].start == len("Theo số liệu")
    assert notes_of(block.text) == (("Theo Báo cáo.", "Đoạn hai."),)
    assert [span.italic for span in spans_of(notes_of(block.text)[0][0])] == [True]


def test_raised_lowered_and_capital_letters(draft: Draft) -> None:
    paragraph = draft.add("10")
    paragraph.add_run("6").font.superscript = True
    paragraph.add_run(" H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" hoa").font.all_caps = True
    (block,), _ = draft.read()
    assert block.text == "106 H2 HOA"
    assert [(s.start, s.script) for s in spans_of(block.text)] == [(2, "superscript"), (5, "subscript")]


def test_hidden_text_stays_out(draft: Draft) -> None:
    paragraph = draft.add("thấy")
    paragraph.add_run(" ẩn").font.hidden = True
    blocks, findings = draft.read()
    assert flat(blocks) == [("doan", "thấy")]
    assert findings == ["đoạn 1: Không lấy được chữ ẩn từ tệp Word."]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_come_along_in_their_size(draft: Draft, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"anh.{kind.lower()}"
    Image.new("RGB", (200, 100), "green").save(file, kind)
    draft.word.add_picture(str(file), width=Mm(50))
    (block,), findings = draft.read()
    assert findings == []
    assert block.picture is not None
    assert (block.picture.width, block.picture.height) == (pytest.approx(50), pytest.approx(25))
    assert Image.open(BytesIO(block.picture.data)).format == "PNG"


def test_a_caption_belongs_to_its_picture(draft: Draft, tmp_path: Path) -> None:
    Image.new("RGB", (20, 10), "green").save(tmp_path / "anh.png")
    draft.word.add_picture(str(tmp_path / "anh.png"))
    draft.add("Hình 1. Sơ đồ", style="Caption")
    (block,), _ = draft.read()
    assert (block.kind, block.title) == ("hinh", "Hình 1. Sơ đồ")


def test_a_cut_picture_does_not_show_what_was_cut(draft: Draft, tmp_path: Path) -> None:
    image = Image.new("RGB", (100, 100), "green")
    image.paste("red", (0, 0, 50, 100))
    image.save(tmp_path / "anh.png")
    shape = draft.word.add_picture(str(tmp_path / "anh.png"), width=Mm(50))
    fill = shape._inline.graphic.graphicData.pic.blipFill
    fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} l="50000"/>'))
    (block,), _ = draft.read()
    assert block.picture is not None
    shown = Image.open(BytesIO(block.picture.data)).convert("RGB")
    assert (shown.size, shown.getcolors()) == ((50, 100), [(5000, (0, 128, 0))])


@pytest.mark.parametrize(
    ("run", "kept", "message"),
    [
        ("<m:oMath ><m:r><m:t>x+1</m:t></m:r></m:oMath>", "Đầu x+1", "Không có thể thức cho công thức toán."),
        (
            "<w:r ><w:pict><w:txbxContent><w:p><w:r><w:t>trong hộp</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
            "trong hộp",
            "Không có thể thức cho hộp văn bản.",
        ),
        ("<w:r ><w:rPr><w:strike/></w:rPr><w:t>bỏ</w:t></w:r>", "Đầu bỏ", "Không có thể thức cho chữ gạch ngang."),
        (
            '<w:r ><w:sym w:font="Webdings" w:char="F034"/></w:r>',
            "Đầu",
            "Không lấy được ký hiệu Webdings F034 từ tệp Word.",
        ),
        ("<w:r ><w:object/></w:r>", "Đầu", "Không lấy được hình vẽ, ảnh từ tệp Word."),
    ],
)
def test_what_has_no_official_form_is_said(draft: Draft, run: str, kept: str, message: str) -> None:
    draft.add("Đầu ", run)
    blocks, findings = draft.read()
    assert flat(blocks)[-1] == ("doan", kept)
    assert findings == [f"đoạn 1: {message}"]


def test_words_that_look_odd_are_quoted_with_their_place(draft: Draft) -> None:
    red = '<w:r ><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    draft.add("Đầu ", red.format("12 cơ sở"), "<w:r ><w:t> và </w:t></w:r>", red.format("05 xã"))
    draft.add("Sau ", '<w:r ><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>xem lại</w:t></w:r>')
    draft.word.save(draft.path)
    told = [(one.place.part, str(one.message), one.value) for one in read_word(draft.path, "x").findings]
    assert told == [
        ("đoạn 1", "Không có thể thức cho chữ đỏ.", "12 cơ sở\n05 xã"),
        ("đoạn 2", "Không có thể thức cho chữ tô nền.", "xem lại"),
    ]


def test_numbers_that_would_eat_all_memory(draft: Draft) -> None:
    table = draft.word.add_table(1, 2)
    table.cell(0, 0).text = "ô"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {W} w:val="2000000000"/>'))
    draft.numbered("decimal", "%1.", (2_000_000_000, "sâu"))
    blocks, _ = draft.read()
    assert blocks[0].cells[0][0] == "ô"
    assert len(blocks[0].cells[0]) < 100
    assert flat(blocks)[-1] == ("doan", "sâu")


def test_a_footnote_that_refers_to_itself(draft: Draft) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    draft.extra["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Vòng</w:t></w:r>{reference}</w:p></w:footnote>'
        "</w:footnotes>"
    )
    draft.add("Chữ", reference.replace(">", " >", 1).replace("<w:r >", "<w:r >"))
    (block,), _ = draft.read()
    assert notes_of(block.text) == (("Vòng",),)


@pytest.mark.parametrize("crop", ['l="abc"', 'l="99999" r="99999"', 'l="-5000"'])
def test_a_picture_cut_in_an_odd_way(draft: Draft, tmp_path: Path, crop: str) -> None:
    Image.new("RGB", (10, 10), "green").save(tmp_path / "anh.png")
    fill = draft.word.add_picture(str(tmp_path / "anh.png"))._inline.graphic.graphicData.pic.blipFill
    fill.insert(1, parse_xml(f"<a:srcRect {nsdecls('a')} {crop}/>"))
    blocks, findings = draft.read()
    assert bool(blocks) is not bool(findings)


def test_a_table_in_a_cell_is_text_of_the_cell(draft: Draft) -> None:
    cell = draft.word.add_table(1, 1).cell(0, 0)
    cell.text = "ngoài"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    (grid,), findings = draft.read()
    assert grid.cells == (("ngoài\na b",),)
    assert findings == ["đoạn 1: Không có thể thức cho bảng nằm trong ô của bảng."]


def test_a_table_of_contents_stays_out(draft: Draft) -> None:
    style = draft.word.styles.add_style("toc 1", 1)
    for number in (1, 2):
        draft.add(f"Mục {number} ……… {number}", style=style.name)
    draft.add("Lời.")
    blocks, findings = draft.read()
    assert flat(blocks) == [("doan", "Lời.")]
    assert findings == [": Bản nháp có mục lục."]


def test_old_encodings_of_styles_are_found(draft: Draft) -> None:
    draft.word.styles["Normal"].font.name = ".VnTime"
    draft.add("chữ cũ")
    _, findings = draft.read()
    assert findings == ["đoạn 1: Chữ ở đây gõ bằng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode."]


def test_headings_of_styles_made_of_word_s(draft: Draft) -> None:
    made = draft.word.styles.add_style("Tieu de cua toi", 1)
    made.base_style = draft.word.styles["Heading 1"]
    draft.add("Mục đích", style=made.name)
    assert flat(draft.read()[0]) == [("muc", "Mục đích")]
