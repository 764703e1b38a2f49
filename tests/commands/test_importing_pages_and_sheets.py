"""`vanban import` of a page saved from a law site, of an office's printed Excel annex, of a .csv."""

from __future__ import annotations

import base64
import quopri
import re
import unicodedata
from pathlib import Path

import by_libreoffice
import openpyxl
import pytest
from docx import Document
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

import generator
from generator.reading.dossier import load_dossier
from generator.reading.html_body import read_html
from generator.reading.registers import load_register
from generator.values.errors import InputError
from generator.values.registers import Use, registers
from generator.values.text import without_session

PAGE = """<!DOCTYPE html><html><head><title>Quyết định 5/QĐ-STP</title><script>alert('xin chào')</script>
<meta charset="utf-8"></head><body>
<div class="menu"><a href="/">Trang chủ</a> <a href="/dang-nhap">Đăng nhập</a></div>
<div class="content1"><div>
<table border="0" cellpadding="0"><tr>
<td><p align="center"><b>SỞ TƯ PHÁP MẪU<br>-------</b></p></td>
<td><p align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>------</b></p></td>
</tr><tr><td><p align="center">Số: 15/QĐ-STP</p></td>
<td><p align="right"><i>Tỉnh Mẫu, ngày 05 tháng 01 năm 2026</i></p></td></tr></table>
<p style="text-align:center"><strong>QUYẾT ĐỊNH</strong></p>
<p style="text-align:center"><b>Ban hành Kế hoạch rà soát văn bản năm 2026</b></p>
<p style="text-align: center"><b>GIÁM ĐỐC SỞ TƯ PHÁP MẪU</b></p>
<p><i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;</i></p>
<p align="center"><b>QUYẾT ĐỊNH:</b></p>
<p><b>Điều 1.</b> Ban hành kèm theo Quyết định này&nbsp;Kế hoạch rà soát &lt;văn bản&gt; năm 2026:</p>
<table border="1"><tr><th rowspan="2">TT</th><th rowspan="2">Nhiệm vụ</th><th colspan="2">Đơn vị</th></tr>
<tr><th>Chủ trì</th><th>Phối hợp</th></tr>
<tr><td>1</td><td>Rà soát văn bản về đất đai</td><td rowspan="2">Phòng Xây dựng văn bản</td><td>Thanh tra</td></tr>
<tr><td>2</td><td>Báo cáo kết quả</td><td>Văn phòng</td></tr></table>
<p><b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký./.</p>
<table border="0"><tr><td><p><b><i>Nơi nhận:</i></b><br>- Như Điều 2;<br>- Lưu: VT.</p></td>
<td><p align="center"><b>GIÁM ĐỐC</b><br><br><br><b>Nguyễn Văn A</b></p></td></tr></table>
</div></div><div style="display:none">Chữ ẩn</div><div class="footer">Liên hệ quảng cáo</div></body></html>"""


def page(folder: Path, text: str = PAGE, encoding: str = "utf-8") -> Path:
    file = folder / "trang.html"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_page_of_a_law_site_becomes_a_dossier(tmp_path, form):
    made = generator.import_file(page(tmp_path, unicodedata.normalize(form, PAGE)), tmp_path / "ho-so")
    document = load_dossier(tmp_path / "ho-so")[0].document
    assert (document.kind, document.number, document.agency.name) == ("quyet-dinh", 15, "Sở Tư pháp mẫu")
    assert document.dated.year == 2026
    assert document.bases == ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",)
    assert [one.kind for one in document.body] == ["dieu", "dieu"]
    assert "<văn bản>" in document.body[0].text
    (register,) = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    # A cell over two rows stands for both.
    assert [bool(task.units) for task in register.tasks] == [True, True]
    assert document.signatures[0].name == "Nguyễn Văn A"
    assert "100 %" in str(made.next_steps[0])
    said = " ".join(finding.value for finding in made.findings if finding.code == "V356")
    assert "Đăng nhập" in said and "quảng cáo" in said
    text = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert not any(word in text for word in ("alert", "Chữ ẩn", "Đăng nhập"))


LISTS = [
    ("<ol><li>Việc;</li><li>Tin.</li></ol>", ["1. Việc;", "2. Tin."]),
    ("<ol type=a start=3><li>Việc;<li><p>Tin.</p></ol>", ["c) Việc;", "d) Tin."]),
    ("<ol type=A><li>Việc<li value=27>Tin<li>Vụ</ol>", ["A. Việc", "AA. Tin", "AB. Vụ"]),
    ("<ol style='list-style-type: upper-roman' start=4><li><b>Việc</b></ol>", ["IV. Việc"]),
    ("<ol type=i reversed><li>Việc<li>Tin</ol>", ["ii. Việc", "i. Tin"]),
    ("<ol start=5><li>Việc<ol type=a><li>Tin</ol><li>Vụ</ol>", ["5. Việc", "a) Tin", "6. Vụ"]),
    ("<ol><li hidden>Ẩn<li style='display:none'>Ẩn<li>Việc<ul><li>Tin</ul><li>Vụ</ol>", ["1. Việc", "Tin", "2. Vụ"]),
    ("<ol style='list-style:none'><li>Việc<li type=1>Tin</ol>", ["Việc", "2. Tin"]),
    ("<ol><li>1. Việc<li>2) Tin<li>2025 năm</ol>", ["1. Việc", "2) Tin", "3. 2025 năm"]),
    ("<ol><li><ol type=a><li>Việc</ol></li><li></li><li>Tin</ol>", ["1. a) Việc", "2.", "3. Tin"]),
    ("<ol start=-1><li>Việc<li type=a>Tin<li value=9999999999999>Vụ</ol>", ["-1. Việc", "0. Tin", "1. Vụ"]),
]


@pytest.mark.parametrize(("written", "printed"), LISTS)
def test_the_numbers_of_lists_are_read_as_they_are_printed(tmp_path, written, printed):
    cell = f"<table border=1><tr><td>{written}</td></tr></table>"
    for text in (written, cell):
        read = read_html(page(tmp_path, f"<html><body>{text}</body></html>"), "trang.html")
        root = etree.fromstring(read.parts["word/document.xml"])
        texts = ["".join(one.itertext()) for one in root.iter("{*}p")]
        assert [one for one in texts if one] == printed


def test_the_numbers_of_lists_are_words_of_the_document(tmp_path):
    given = "<ol start=5><li>Việc thứ năm;<li>Việc thứ sáu:<ol type=a><li>Mức ba;<li>Mức bốn.</ol></ol>"
    given += "<ol type=a start=3><li>Mức năm;<li>Mức sáu.</ol><p><b>Điều 2.</b>"
    text = PAGE.replace("<p><b>Điều 2.</b>", given)
    made = generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    assert "100 %" in str(made.next_steps[0])
    assert "V241" not in {finding.code for finding in made.findings}
    assert any(finding.value.startswith("5. Việc thứ năm;") for finding in made.findings if finding.code == "V356")
    written = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "5. Việc thứ năm" in written and "diem: Mức năm" in written


def test_a_table_of_a_page_is_a_register(tmp_path):
    register, _ = load_register(page(tmp_path), "trang.html")
    assert [task.text("noi_dung") for task in register.tasks] == ["Rà soát văn bản về đất đai", "Báo cáo kết quả"]


def test_a_page_says_its_encoding(tmp_path):
    text = "<html><meta charset='windows-1258'><p>Ke hoach so 1</p><p>T\xe0i li\xeau</p></html>"
    generator.import_file(page(tmp_path, text, "cp1258"), tmp_path / "ho-so")
    assert "Tài liêu" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "<html></html>", "<html><script>x</script></html>", "<div>" * 1000, "<table><tr><td colspan=999999999>"],
)
def test_a_page_without_a_document_leaves_nothing(tmp_path, text):
    with pytest.raises(InputError) as failure:
        generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    assert {finding.code for finding in failure.value.findings} == {"V355"}
    assert not (tmp_path / "ho-so").exists()


def test_hostile_spans_cost_nothing(tmp_path):
    cells = "<td rowspan=999999 colspan=999999>a</td>" * 100
    generator.import_file(page(tmp_path, f"<table border=1>{f'<tr>{cells}</tr>' * 50}</table>"), tmp_path / "ho-so")


def test_what_a_table_has_no_room_for_is_said(tmp_path):
    wide = "".join(f"<td>cột {number}</td>" for number in range(80))
    made = generator.import_file(
        page(tmp_path, f"<p>Thông báo</p><table border=1><tr>{wide}</tr></table>"), tmp_path / "hs"
    )
    text = (tmp_path / "hs" / "van-ban.yaml").read_text(encoding="utf-8")
    (said,) = [finding for finding in made.findings if "quá lớn" in str(finding.message)]
    left = {f"cột {number}" for number in range(80) if not re.search(rf"cột {number}\b", text)}
    assert said.code == "V356" and left and {*said.value.splitlines()} == left


NOTED = """<html><body><div class=WordSection1>{text}</div><div>tiếp</div><div><hr><div id=ftn1><p>
<a href="#_ftnref1" name="_ftn1">[1]</a> Quyết định về giám sát dịch.</p></div></div></body></html>"""


def test_notes_at_the_end_of_a_page_belong_to_its_document(tmp_path):
    """As Word saves them: outside of the element that holds the text, each linked with its mark."""
    text = PAGE[PAGE.index("<table") : PAGE.index("</div></div>")]
    marked = text.replace("Kế hoạch rà soát &", '<a href="#_ftn1" name="_ftnref1">[1]</a> Kế hoạch rà soát &')
    made = generator.import_file(page(tmp_path, NOTED.format(text=marked)), tmp_path / "ho-so")
    assert "Quyết định về giám sát dịch" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "100 %" in str(made.next_steps[0])


@pytest.mark.parametrize("around", ["<p><a>[1]</a> Ngoài</p>", "<p>Ngoài</p>", "<div><b>x</b> Ngoài</div>", "Ngoài"])
def test_every_word_beside_the_document_is_said(tmp_path, around):
    made = generator.import_file(page(tmp_path, PAGE.replace("<body>", f"<body>{around}")), tmp_path / "ho-so")
    assert "Ngoài" in " ".join(finding.value for finding in made.findings if finding.code == "V356")


UNSEEN = [
    "<p hidden>{}</p>",
    '<p style="display:none">{}</p>',
    "<select><option>{}</option></select>",
    "<textarea>{}</textarea>",
    "<button>{}</button>",
    "<noscript>{}</noscript>",
    '<input value="{}">',
    '<input type="submit" value="{}">',
    '<input placeholder="{}">',
    '<iframe srcdoc="&lt;p&gt;{}&lt;/p&gt;"></iframe>',
    '<nav>trên <img src="a.png" alt="{}"></nav>',
    "<svg><text>{}</text></svg>",
    "<table><tr><td><nav>{}</nav>ô</td><td>ô</td></tr></table>",
    "<del>{}</del>",
    '<span style="text-decoration: line-through">{}</span>',
    "<table><caption>{}</caption><tr><td>ô</td><td>ô</td></tr></table>",
]


@pytest.mark.parametrize("element", UNSEEN)
def test_every_word_in_the_document_is_taken_or_said(tmp_path, element):
    text = PAGE.replace('<p style="text-align:center"><strong>QUY', element.format("Chỗlạ") + "<p><strong>QUY", 1)
    made = generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    said = [finding.code for finding in made.findings if "Chỗlạ" in finding.value]
    taken = "Chỗlạ" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert said or taken
    left = bool({"V356"} & {*said})
    assert left is not taken
    assert ("100 %" in str(made.next_steps[0])) is not left


def test_what_a_picture_of_a_page_says_is_quoted(tmp_path):
    text = PAGE.replace("Thanh tra</td>", 'Thanh tra<img src="a.png" alt="con dấu"></td>')
    made = generator.import_file(page(tmp_path, text.replace("ký./.", 'ký<img alt="chữ ký">./.')), tmp_path / "ho-so")
    (said,) = [finding for finding in made.findings if "ảnh của trang web" in str(finding.message)]
    assert said.value.splitlines() == ["con dấu", "chữ ký"]


WHOLE = {
    "deeply nested": "<p>Trước</p>" + "<font>" * 600 + "<p>giữa</p>" + "</font>" * 600 + "<p>sau</p>",
    "never closed": "<p>Trước</p>" + "<font>giữa " * 600 + "<p>sau</p>",
    "a large picture": f'<p>Trước</p><p>giữa</p><img src="data:image/png;base64,{"A" * 10_500_000}"><p>sau</p>',
    "behind the end": "<body><p>Trước</p></body></html><p>giữa</p><p>sau</p>",
    "two pages": "<html><body><p>Trước</p></body></html><html><body class=x><p>giữa</p><p>sau</p></body></html>",
    "in a table, in no cell": "<p>Trước</p><table>giữa<tr>sau<td>a</table>",
    "a form around cells": "<p>Trước</p><table><tr><form><td>giữa</td></form></tr></table><p>sau</p>",
    "a prolog": '<?xml version="1.0" encoding="UTF-16"?><html><body><p>Trước</p><p>giữa sau</p>',
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_page_is_read_to_its_end(tmp_path, kind):
    read = read_html(page(tmp_path, WHOLE[kind]), "trang.html")
    words = " ".join(etree.fromstring(read.parts["word/document.xml"]).itertext())
    assert [word for word in ("Trước", "giữa", "sau") if word not in words] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Trước</p>" + "<b>" * 3000 + "giữa" + "</b>" * 3000 + "<p>sau</p>",
        "<p>Trước</p><p " + " ".join(f"a{at}='1'" for at in range(3000)) + ">sau",
        "<p>một</p>" * 61,
        "<p>" + "một " * 26_000,
        "<table><tr><td>a</table>" * 21,
    ],
    ids=["deep", "attributes", "paragraphs", "one paragraph", "tables"],
)
def test_a_page_that_is_none_leaves_nothing(tmp_path, monkeypatch, text):
    monkeypatch.setattr("generator.commands.importing.opening._MOST_BLOCKS", 60)
    monkeypatch.setattr("generator.commands.importing.opening._MOST_TABLES", 20)
    with pytest.raises(InputError) as refused:
        generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    (finding,) = refused.value.findings
    assert finding.code == "V013" and finding.place.file.endswith(".html")
    assert not (tmp_path / "ho-so").exists()


def test_letters_that_no_encoding_gives_are_said(tmp_path):
    file = page(tmp_path)
    file.write_bytes("<meta charset=utf-8><p>M\x81t hai</p>".encode("latin-1"))
    read = read_html(file, "trang.html")
    assert [finding.code for finding in read.findings] == ["V380"]
    file.write_bytes("<meta charset=us-ascii><p>Một hai</p>".encode())
    assert read_html(file, "trang.html").findings == ()


def test_hidden_rows_and_columns_are_said(tmp_path):
    book = openpyxl.load_workbook(annex(tmp_path))
    book["PL1"].row_dimensions[11].hidden = True
    book["PL1"].column_dimensions["D"].hidden = True
    book.save(tmp_path / "an.xlsx")
    made = generator.import_file(tmp_path / "an.xlsx", tmp_path / "ho-so")
    said = [one for one in made.findings if one.code == "V229" and one.place.sheet == "PL1"]
    assert len(said) == 1 and "B11: Báo cáo kết quả" in said[0].value and "D10: Thanh tra" in said[0].value
    assert "103 chữ" in str(made.next_steps[0])


def test_cells_that_their_format_hides_are_said_and_not_all_of_it(tmp_path):
    book = openpyxl.Workbook()
    for cells in (["STT", "Nội dung", "Đơn vị chủ trì", "Sản phẩm"], [1, "Rà soát", "Sở Tư pháp", "Báo cáo"]):
        book.active.append(cells)
    book.active["D2"].number_format = ";;;"
    book.save(tmp_path / "a.xlsx")
    made = generator.import_file(tmp_path / "a.xlsx", tmp_path / "x")
    assert [(one.place.cell, "“Báo cáo”" in str(one)) for one in made.findings if one.code == "V515"] == [("D2", True)]
    assert "100 %" not in str(made.next_steps[0])


@pytest.mark.parametrize("form", [".doc", ".xls"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_under_the_name_of_an_office_file_is_read_as_a_page(tmp_path, form, encoding):
    file = page(tmp_path, PAGE, encoding).rename(tmp_path / f"tai-ve{form}")
    made = generator.import_file(file, tmp_path / "ho-so")
    assert load_dossier(tmp_path / "ho-so")[0].document.number == 15
    assert "100 %" in str(made.next_steps[0])


# --- workbooks --------------------------------------------------------------------------------------------------------


def annex(folder: Path) -> Path:
    """An annex as an office prints it from Excel: heading in joined cells, title, table, signature; two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PL1"
    rows = {
        1: {"A": "SỞ TƯ PHÁP MẪU", "D": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        2: {"D": "Độc lập - Tự do - Hạnh phúc"},
        3: {"A": "Số: 12/KH-STP", "D": "Tỉnh Mẫu, ngày 05 tháng 01 năm 2026"},
        5: {"A": "KẾ HOẠCH"},
        6: {"A": "Rà soát văn bản năm 2026"},
        8: {"A": "TT", "B": "Nhiệm vụ", "C": "Đơn vị chủ trì", "D": "Đơn vị phối hợp", "E": "Thời hạn"},
        9: {"A": "I", "B": "Công tác chung"},
        10: {"A": 1, "B": "Rà soát văn bản", "C": "Phòng Xây dựng văn bản", "D": "Thanh tra", "E": "30/6/2026"},
        11: {"A": 2, "B": "Báo cáo kết quả", "C": "Văn phòng", "E": "31/12/2026"},
        13: {"A": "Nơi nhận:", "D": "GIÁM ĐỐC"},
        14: {"A": "- Như trên;"},
        15: {"A": "- Lưu: VT."},
        18: {"D": "Nguyễn Văn A"},
    }
    for number, cells in rows.items():
        for letter, value in cells.items():
            sheet[f"{letter}{number}"] = value
    for area in ("A1:C1", "D1:E1", "D2:E2", "A3:C3", "D3:E3", "A5:E5", "A6:E6", "B9:E9"):
        sheet.merge_cells(area)
        sheet[area.split(":")[0]].alignment = Alignment(horizontal="center")
    sheet["D13"].font = Font(bold=True)
    other = book.create_sheet("PL2")
    other["A1"] = "PHỤ LỤC"
    for at, row in enumerate(
        (("TT", "Việc khác", "Cơ quan chủ trì"), (1, "Kiểm tra", "Thanh tra"), (2, "Mở lớp", "Sở"))
    ):
        for column, value in enumerate(row, start=1):
            other.cell(at + 3, column, value)
    hidden = book.create_sheet("Nháp")
    hidden["A1"] = "chữ nháp"
    hidden.sheet_state = "hidden"
    file = folder / "phu-luc.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize(("line", "office"), [("DANH MỤC NHIỆM VỤ NĂM 2026", "Sở Tư pháp"), ("VĂN PHÒNG", "Văn phòng")])
def test_a_title_right_below_the_heading_of_a_sheet_is_none_of_its_lines(tmp_path, line, office):
    """In a cell of its own at the left, without a blank row; the second line of an office is one of its name."""
    book = openpyxl.Workbook()
    for row in (
        ("UBND TỈNH MẪU", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ TƯ PHÁP", None, None, "Độc lập - Tự do - Hạnh phúc"),
        (line,),
        ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"),
        (1, "Rà soát văn bản", "Phòng Xây dựng văn bản", "30/6/2026"),
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    generator.import_file(tmp_path / "a.xlsx", tmp_path / "d")
    text = (tmp_path / "d" / "van-ban.yaml").read_text(encoding="utf-8")
    assert f"\n  ten: {office}\n" in text and (f"- {line}" in text) is (office == "Sở Tư pháp")


def test_a_printed_annex_in_excel_becomes_a_dossier(tmp_path):
    made = generator.import_file(annex(tmp_path), tmp_path / "ho-so")
    dossier = load_dossier(tmp_path / "ho-so")[0]
    document = dossier.document
    assert (document.kind, document.number) == ("ke-hoach", 12)
    assert document.subject == "Rà soát văn bản năm 2026"
    assert document.recipients == ("Như trên", "Lưu: VT")
    assert document.signatures[0].name == "Nguyễn Văn A"
    assert [one.kind for one in document.attached] == ["phu-luc"]
    first, second = registers(dossier, Use.TABLE)
    assert [task.text("thoi_han") for task in first.tasks] == ["30/6/2026", "31/12/2026"]
    assert [section.title for section in first.sections] == ["Công tác chung"]
    assert [task.text("noi_dung") for task in second.tasks] == ["Kiểm tra", "Mở lớp"]
    # All but what a sheet that is hidden says.
    assert "103 chữ" in str(made.next_steps[0]) and "100 %" not in str(made.next_steps[0])
    assert "chữ nháp" in " ".join(finding.value for finding in made.findings if finding.code == "V356")


@pytest.mark.parametrize("continuous", [False, True])
def test_a_table_that_stands_away_from_the_edge_is_a_register_and_its_title_is_no_agency(tmp_path, continuous):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C3"], sheet["F3"] = "UBND XÃ MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    title = sheet["C4" if continuous else "C5"]
    title.value = "Danh sách nhiệm vụ" if continuous else "DANH SÁCH NHIỆM VỤ"
    if continuous:
        title.alignment = Alignment(horizontal="centerContinuous")
    rows = [("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), (1, "Rà soát", "Văn phòng", "30/6/2026")]
    for at, row in enumerate([*rows, (2, "Kiểm tra", "Thanh tra", "31/7/2026")], start=8):
        for column, value in enumerate(row, start=3):
            sheet.cell(at, column, value)
    book.save(tmp_path / "a.xlsx")
    made = generator.import_file(tmp_path / "a.xlsx", tmp_path / "ho-so")
    dossier = load_dossier(tmp_path / "ho-so")[0]
    assert dossier.document.agency.name == "UBND xã Mẫu"
    assert [len(one.tasks) for one in registers(dossier, Use.TABLE)] == [2] and "100 %" in str(made.next_steps[0])


@pytest.mark.parametrize("first", [False, True])
def test_a_sheet_of_notes_is_taken_as_text_and_said(tmp_path, first):
    book = openpyxl.load_workbook(annex(tmp_path))
    notes = book.create_sheet("Ghi chú", 0 if first else None)
    notes["A1"], notes["C4"] = "Người lập bảng ghi thêm", "Số liệu lấy ngày 20/12"
    book.save(tmp_path / "co-ghi-chu.xlsx")
    made = generator.import_file(tmp_path / "co-ghi-chu.xlsx", tmp_path / "ho-so")
    (said,) = (one for one in made.findings if one.code == "V366")
    assert (said.place.sheet, said.value.split("\n")) == ("Ghi chú", [str(notes["A1"].value), str(notes["C4"].value)])
    kept = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "Người lập bảng ghi thêm" in kept and "Số liệu lấy ngày 20/12" in kept
    first_, second = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    assert (len(first_.tasks), len(second.tasks)) == (2, 2)


def test_a_csv_becomes_a_dossier_with_its_table(tmp_path):
    file = tmp_path / "viec.csv"
    file.write_text("TT,Nhiệm vụ,Đơn vị chủ trì\n1,Rà soát,Văn phòng\n2,Báo cáo,Thanh tra\n", encoding="utf-8")
    made = generator.import_file(file, tmp_path / "ho-so")
    (register,) = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    assert [task.text("chu_tri") for task in register.tasks] == ["Văn phòng", "Thanh tra"]
    assert "100 %" in str(made.next_steps[0])


def test_a_blank_workbook_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "trong.xlsx")
    with pytest.raises(InputError) as failure:
        generator.import_file(tmp_path / "trong.xlsx", tmp_path / "ho-so")
    assert {finding.code for finding in failure.value.findings} == {"V355"}


def test_what_stands_in_no_cell_is_said(tmp_path):
    """Comments, header and footer of the printed pages; codes of the page number and of looks are no words."""
    book = openpyxl.load_workbook(annex(tmp_path))
    book["PL1"]["B10"].comment = Comment("Chờ Sở Nội vụ trả lời", "x")
    book["PL1"].oddHeader.right.text = '&"Times New Roman,Bold"&12Biểu số 01 &amp; 02'
    book["PL1"].oddFooter.center.text = "&P/&N"
    book.save(tmp_path / "co-chu-thich.xlsx")
    made = generator.import_file(tmp_path / "co-chu-thich.xlsx", tmp_path / "ho-so")
    (said,) = (one for one in made.findings if one.code == "V356" and one.place.sheet == "PL1")
    assert "Chờ Sở Nội vụ trả lời" in said.value and "Biểu số 01" in said.value
    assert "Times" not in said.value and "&" not in said.value.replace("& 02", "")


@pytest.mark.parametrize("apart", [False, True])
def test_the_titles_of_charts_are_said(tmp_path, apart):
    book = openpyxl.load_workbook(annex(tmp_path))
    chart = BarChart()
    chart.title = "Tiến độ theo quý"
    chart.add_data(Reference(book["PL1"], min_col=1, min_row=10, max_row=11))
    if apart:
        book.create_chartsheet("Biểu đồ").add_chart(chart)
    else:
        book["PL1"].add_chart(chart, "H2")
    book.save(tmp_path / "co-bieu-do.xlsx")
    made = generator.import_file(tmp_path / "co-bieu-do.xlsx", tmp_path / "ho-so")
    (said,) = (one for one in made.findings if "Tiến độ theo quý" in one.value)
    assert (said.code, said.place.sheet) == ("V356", "Biểu đồ" if apart else "PL1")
    assert "100 %" not in str(made.next_steps[0])


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_workbooks_of_other_programs_give_the_same_dossier(tmp_path, form):
    generator.import_file(annex(tmp_path), tmp_path / "xlsx")
    (other,) = by_libreoffice.saved([tmp_path / "phu-luc.xlsx"], form, tmp_path)
    made = generator.import_file(other, tmp_path / form)
    assert {"V251", "V356"} <= {finding.code for finding in made.findings}
    assert "103 chữ" in str(made.next_steps[0])
    texts = [(tmp_path / one / "van-ban.yaml").read_text(encoding="utf-8").partition("\n")[2] for one in ("xlsx", form)]
    assert texts[0] == texts[1]
    first, second = (registers(load_dossier(tmp_path / one)[0], Use.TABLE) for one in ("xlsx", form))
    assert [task.texts for one in first for task in one.tasks] == [task.texts for one in second for task in one.tasks]


@pytest.mark.parametrize("form", ["docx", "xls"])
def test_a_file_without_a_word_is_refused(tmp_path, form):
    file = tmp_path / f"trong.{form}"
    if form == "docx":
        Document().save(str(file))
    else:
        file.write_text("<html><body><img src=a.png></body></html>", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        generator.import_file(file, tmp_path / "ho-so")
    assert {finding.code for finding in failure.value.findings} == {"V355"}
    assert not (tmp_path / "ho-so").exists()


ARCHIVE = """From: <Saved by Blink>\r
Subject: =?utf-8?Q?K=E1=BA=BF?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html"; boundary="--gioi-han"\r
\r
----gioi-han\r
Content-Type: text/html; charset="{charset}"\r
Content-Transfer-Encoding: {way}\r
\r
{page}\r
----gioi-han\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
\r
iVBORw0KGgo=\r
----gioi-han--\r
"""


@pytest.mark.parametrize("name", ["trang.mht", "trang.mhtml", "trang.doc"])
@pytest.mark.parametrize(("way", "charset"), [("quoted-printable", "utf-8"), ("base64", "utf-16"), ("8bit", "utf-8")])
def test_a_page_saved_as_one_file_is_that_page(tmp_path, name, way, charset):
    """What browsers and Word call a single-file web page, also under the name of a Word file."""
    data = PAGE.replace("utf-8", charset).encode(charset)
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(way, bytes)(data)
    letter = ARCHIVE.format(charset=charset, way=way, page="{page}").encode().replace(b"{page}", coded)
    (tmp_path / name).write_bytes(letter)
    generator.import_file(tmp_path / name, tmp_path / "ho-so")
    generator.import_file(page(tmp_path), tmp_path / "nhu")
    first, second = ((tmp_path / one / "van-ban.yaml").read_text(encoding="utf-8") for one in ("ho-so", "nhu"))
    assert first.partition("\n")[2] == second.partition("\n")[2]


@pytest.mark.parametrize("parts", ["", "----gioi-han\r\nContent-Type: text/plain\r\n\r\nx\r\n"])
def test_a_page_saved_as_one_file_without_a_page_is_refused(tmp_path, parts):
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--gioi-han"\r\n\r\n'
    (tmp_path / "x.mht").write_text(head + parts, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        generator.import_file(tmp_path / "x.mht", tmp_path / "ho-so")
    assert {one.code for one in caught.value.findings} == {"V355"} and not (tmp_path / "ho-so").exists()


@pytest.mark.parametrize(("number", "symbol"), [("12/2025/QĐ-STP", "2025/QĐ-STP"), ("12/2025/TT-STP", "2025/TT-STP")])
def test_a_number_with_a_year_is_kept_as_it_is_printed(tmp_path, number, symbol):
    made = generator.import_file(page(tmp_path, PAGE.replace("15/QĐ-STP", number)), tmp_path / "ho-so")
    document = load_dossier(tmp_path / "ho-so")[0].document
    assert (document.number, document.symbol, document.agency.symbol) == (12, symbol, "STP")
    assert not document.partners
    assert "100 %" in str(made.next_steps[0])
    assert "Số có năm" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", ["*", "**", "-", "—"])
def test_a_star_below_an_agency_is_no_agency(tmp_path, sign):
    text = PAGE.replace("MẪU<br>-------", f"MẪU<br>{sign}").replace("Số: 15/QĐ-STP", "Số 15-QĐ/HU")
    generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    document = load_dossier(tmp_path / "ho-so")[0].document
    assert (document.agency.name, document.agency.parent) == ("Sở Tư pháp mẫu", "")
    written = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "văn bản của Đảng" in written and "Số 15-QĐ/HU" in written


COUNCIL = "HỘI ĐỒNG NHÂN DÂN XÃ MẪU"
SESSIONS = ["KHÓA XXI, KỲ HỌP THỨ MƯỜI HAI", "KHOÁ XXI - NHIỆM KỲ 2026 - 2031", "KỲ HỌP THỨ 12 (CHUYÊN ĐỀ)"]


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("comma", ["<br>", ", "])
def test_a_session_stands_in_the_authority_and_not_in_the_note_of_an_annex(tmp_path, session, comma):
    text = PAGE.replace("GIÁM ĐỐC SỞ TƯ PHÁP MẪU", f"{COUNCIL}{comma}{session}").replace("SỞ TƯ PHÁP MẪU", COUNCIL)
    text = text.replace("QUYẾT ĐỊNH", "NGHỊ QUYẾT").replace("15/QĐ-STP", "15/NQ-HĐND").replace("GIÁM ĐỐC", "CHỦ TỊCH")
    annex = "<p align=center><b>PHỤ LỤC</b></p><p align=center><b>DANH MỤC</b></p><p>Một.</p>"
    generator.import_file(page(tmp_path, text.replace("</div></div>", f"{annex}</div></div>", 1)), tmp_path / "ho-so")
    generator.build(tmp_path / "ho-so", out=tmp_path / "ra", formats=("docx",))
    made = next((tmp_path / "ra").rglob("*.docx"))
    lines = [paragraph.text for paragraph in Document(str(made)).paragraphs]
    assert any(session.split()[0] in line and line.isupper() for line in lines)
    (note,) = (line for line in lines if line.startswith("(Kèm theo"))
    assert note.casefold().endswith("của hội đồng nhân dân xã mẫu)")
    (judged,) = generator.check(made).checked
    assert "ND-435" not in {finding.code for finding in judged.findings}


@pytest.mark.parametrize("name", ["Ban Chấp hành Đảng bộ xã Mẫu khóa XXI", "Trường Cao đẳng Khóa Mẫu", "Sở Nội vụ"])
def test_the_name_of_another_body_is_whole(name):
    assert without_session(name) == name


SHEET = """<style>/* .thay {display:none} */ .an, div.khung > p.mo {DISPLAY : none} #so9 { visibility:hidden }
.an.hien, .van td.an {display:block!important} .in:hover, .truoc::before {display:none}
@media print {.in {display:none}} @media screen {.bo .bo{display:none}} @media (max-width: 9px) {.in{display:none}}
.content1 {display:none}</style>"""


def test_what_styles_of_the_page_hide_is_left_out_and_said(tmp_path):
    shown = ["<p class='an hien'>Hiện lại</p>", "<p class=in>Chỉ khi in</p>", "<p class=thay>Trong lời bàn</p>",
             "<p class=mo>Ngoài khung</p>", "<p class=an style='display:block'>Mở sẵn</p>",
             "<p class=bo>Một</p>"]  # fmt: skip
    hidden = ["<p class='x an'>Ẩn một</p>", "<div class=khung><p class=mo>Ẩn hai</p></div>", "<p id=so9>Ẩn ba</p>",
              "<div class=bo><div><p class=bo>Ẩn bốn</p></div></div>"]  # fmt: skip
    text = PAGE.replace("<title>", f"{SHEET}<title>").replace(
        "<p><b>Điều 2.", f"{''.join((*shown, *hidden))}<p><b>Điều 2."
    )
    made = generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    (said,) = (one.value for one in made.findings if one.code == "V356" and "Ẩn một" in one.value)
    body = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    for element, kept in (*((one, True) for one in shown), *((one, False) for one in hidden)):
        words = re.search(r">([^<>]+)<", element)[1]
        assert (words in body, words in said) == (kept, not kept), words
    assert load_dossier(tmp_path / "ho-so")[0].document.number == 15


def test_what_is_shown_again_inside_of_what_a_page_veils_is_taken(tmp_path):
    """`visibility` alone lets an inner element be seen; what `display` takes away is gone with all inside of it."""
    style = "<style>.man {visibility: hidden} .lo {visibility: visible} .mat {display: none}</style>"
    veiled = (
        "<div class=man>Ẩn đầu<p>Ẩn giữa</p><p class=lo>Lộ một <b>Lộ hai</b></p>Ẩn đuôi<ul><li>Ẩn mục</ul></div>"
        "<div style='visibility:hidden'><p>Ẩn trong</p><p style='visibility: visible'>Lộ ba</p></div>"
        "<div class=mat><p class=lo>Ẩn hẳn</p></div>"
    )
    text = PAGE.replace("<title>", f"{style}<title>").replace("<p><b>Điều 2.", f"{veiled}<p><b>Điều 2.")
    made = generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    body = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    (said,) = (one.value for one in made.findings if one.code == "V356" and "Ẩn đầu" in one.value)
    for words in re.findall(r"(?:Ẩn|Lộ) \w+", veiled):
        assert (words in body, words in said) == (words.startswith("Lộ"), words.startswith("Ẩn")), words


def test_many_styles_over_a_deep_page_end(tmp_path):
    deep = "<div class=a>" * 150 + "<p class=a>Sâu</p>" + "</div>" * 150
    rules = "<style>" + "".join(f".a .a .a .a .a .b{n} {{display:none}}" for n in range(3000)) + "</style>"
    text = PAGE.replace("<title>", f"{rules}<title>").replace("<p><b>Điều 2.", f"{deep}<p><b>Điều 2.")
    generator.import_file(page(tmp_path, text), tmp_path / "ho-so")
    assert "Sâu" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
