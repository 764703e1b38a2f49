"""`vanban import` of headings and ends as people lay them out: what is odd in one place keeps the other fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
from docx.shared import Mm

import generator
from generator.reading.dossier import load_dossier

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
DATED = "Hà Nội, ngày 05 tháng 01 năm 2026"


def line(paper: Paper, text: str, side: SIDE = SIDE.CENTER, *, bold: bool = True) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = side
    paragraph.add_run(text).bold = bold


def beside(table, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts):
        cell = table.cell(row, column)
        for number, one in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            paragraph.alignment = SIDE.CENTER
            paragraph.add_run(one).bold = row == 0


def paper(
    dated: str = DATED,
    agency: str = "SỞ TƯ PHÁP",
    number: str = "Số: 15/QĐ-STP",
    signers: tuple[str, ...] = ("GIÁM ĐỐC\n\nNguyễn Văn Mẫu",),
    authority: SIDE = SIDE.CENTER,
    body: Callable[[Paper], None] = lambda made: None,
    *,
    in_header: bool = False,
) -> Paper:
    made = Document()
    head = made.sections[0].header.add_table(2, 2, Mm(160)) if in_header else made.add_table(2, 2)
    beside(head, 0, (agency, MOTTO))
    beside(head, 1, (number, dated))
    line(made, "QUYẾT ĐỊNH")
    line(made, "Ban hành Kế hoạch rà soát văn bản")
    line(made, "GIÁM ĐỐC SỞ TƯ PHÁP", authority)
    made.add_paragraph("Căn cứ Luật Tổ chức chính quyền địa phương;").runs[0].italic = True
    line(made, "QUYẾT ĐỊNH:")
    line(made, "Điều 1. Ban hành Kế hoạch.", SIDE.LEFT, bold=False)
    body(made)
    line(made, "Điều 2. Quyết định này có hiệu lực từ ngày ký./.", SIDE.LEFT, bold=False)
    beside(made.add_table(1, 1 + len(signers)), 0, ("Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.", *signers))
    return made


def imported(made: Paper, folder: Path):
    made.save(str(folder / "goc.docx"))
    result = generator.import_file(folder / "goc.docx", folder / "ho-so")
    return load_dossier(folder / "ho-so")[0].document, result


def codes(result) -> set[str]:
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    "dated", ["Hà Nội, ngày 31 tháng 02 năm 2026", "Hà Nội, ngày 15 tháng 13 năm 2026", "32/1/2026"]
)
def test_a_day_that_is_in_no_calendar_costs_no_other_field(tmp_path, dated):
    document, result = imported(paper(dated), tmp_path)
    assert (document.kind, document.number, document.agency.symbol) == ("quyet-dinh", 15, "STP")
    assert not document.dated.year and document.signatures[0].name == "Nguyễn Văn Mẫu"
    assert document.body[0].text == dated and "V243" in codes(result) and not codes(result) & {"V241", "V253"}


@pytest.mark.parametrize("dated", ["Hà Nội, ngày 15/8/2025", "Hà Nội, 15.08.2025", "Hà Nội, ngày 15 - 8 - 2025."])
def test_a_day_in_figures_is_the_day(tmp_path, dated):
    document, result = imported(paper(dated), tmp_path)
    assert (document.dated.year, document.dated.month, document.dated.day) == (2025, 8, 15)
    assert not codes(result) & {"V241", "V243", "V253"}


@pytest.mark.parametrize("side", [SIDE.LEFT, SIDE.JUSTIFY, SIDE.CENTER])
def test_the_authority_is_no_basis_wherever_it_is_set(tmp_path, side):
    document, result = imported(paper(authority=side), tmp_path)
    assert document.authority == "Giám đốc Sở Tư pháp"
    assert document.bases == ("Căn cứ Luật Tổ chức chính quyền địa phương",) and "V241" not in codes(result)


def test_a_letterhead_in_the_header_of_the_page_is_a_heading(tmp_path):
    document, result = imported(paper(in_header=True), tmp_path)
    assert (document.kind, document.number, document.agency.name) == ("quyet-dinh", 15, "Sở Tư pháp")
    assert "V486" in codes(result) and not codes(result) & {"V356", "V246"}


TWO = ("GIÁM ĐỐC\nSỞ TƯ PHÁP\n\nNguyễn Văn Mẫu", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nSỞ NỘI VỤ\n\nTrần Thị Mẫu")


@pytest.mark.parametrize("agency", ["SỞ TƯ PHÁP\nSỞ NỘI VỤ", "SỞ TƯ PHÁP - SỞ NỘI VỤ"])
def test_two_agencies_have_two_who_sign(tmp_path, agency):
    document, result = imported(paper(agency=agency, number="Số: 15/QĐ-STP-SNV", signers=TWO), tmp_path)
    assert [one.symbol for one in (document.agency, *document.partners)] == ["STP", "SNV"]
    assert [one.position for one in document.signatures] == ["Giám đốc Sở Tư pháp", "Phó Giám đốc Sở Nội vụ"]
    assert not codes(result) & {"V241", "V243", "V253"}


def test_two_who_sign_for_one_agency_stay_in_the_body_and_nothing_else_does(tmp_path):
    document, result = imported(paper(signers=TWO), tmp_path)
    assert (document.kind, document.number, len(document.recipients)) == ("quyet-dinh", 15, 2)
    assert not document.signatures and {"V246", "V243"} <= codes(result) and not codes(result) & {"V241", "V253"}
    assert [block.text for block in document.body if block.kind == "doan"][-1] == "Trần Thị Mẫu"


@pytest.mark.parametrize("title", ["DANH MỤC VĂN BẢN", "DANH MỤC\nVĂN BẢN"])
def test_an_annex_that_is_not_called_one_has_its_title(tmp_path, title):
    made = paper()
    for number in (1, 2):
        for text in title.split("\n"):
            line(made, f"{text} {number}")
        line(made, "(Kèm theo Quyết định số 15/QĐ-STP ngày 05 tháng 01 năm 2026 của Giám đốc)", bold=False)
        beside(made.add_table(2, 2), 1, ("Một", "Hai"))
    document, result = imported(made, tmp_path)
    assert [one.kind for one in document.attached] == ["phu-luc", "phu-luc"]
    words = [one.subject.casefold().split() for one in document.attached]
    assert [one[:2] for one in words] == [["danh", "mục"]] * 2 and [one[-1] for one in words] == ["1", "2"]
    assert not codes(result) & {"V241", "V246"}


def test_parts_counted_in_words_keep_their_two_lines(tmp_path):
    def parts(made: Paper) -> None:
        line(made, "Phần thứ nhất")
        line(made, "NHỮNG VẤN ĐỀ CHUNG")

    document, result = imported(paper(body=parts), tmp_path)
    texts = [child.text for part in document.body[1:] for child in (part, *part.children)]
    assert [*map(str, texts)][:2] == ["Phần thứ nhất", "NHỮNG VẤN ĐỀ CHUNG"] and "V241" not in codes(result)


@pytest.mark.parametrize(
    ("number", "signer"),
    [("Số 90 /QĐ-STP", "KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"), ("Số:5/QĐ - STP", "TL.GIÁM ĐỐC\nCHÁNH VĂN PHÒNG")],
)
def test_spaces_around_marks_of_a_heading_lose_no_word(tmp_path, number, signer):
    document, result = imported(paper(number=number, signers=(f"{signer}\n\nNguyễn Văn Mẫu",)), tmp_path)
    assert document.number in (5, 90) and not codes(result) & {"V241", "V243"}


def party(folder: Path) -> Path:
    made = Document()
    head = made.add_table(2, 2)
    beside(head, 0, ("ĐẢNG ỦY XÃ MẪU\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"))
    beside(head, 1, ("Số 15-KH/ĐU", "Hà Nội, ngày 05 tháng 01 năm 2026"))
    line(made, "KẾ HOẠCH")
    line(made, "kiểm tra, giám sát năm 2026")
    line(made, "-----", bold=False)
    table = made.add_table(2, 3)
    beside(table, 0, ("TT", "Nhiệm vụ", "Đơn vị chủ trì"))
    beside(table, 1, ("1", "Kiểm tra chi bộ", "Phòng Tổng hợp"))
    beside(made.add_table(1, 2), 0, ("Nơi nhận:\n- Các chi bộ.", "T/M BAN THƯỜNG VỤ\n\nNguyễn Văn Mẫu"))
    made.save(str(folder / "dang.docx"))
    return folder / "dang.docx"


def test_a_plan_of_the_party_is_a_plan_with_its_number(tmp_path):
    generator.import_file(party(tmp_path), tmp_path / "ho-so")
    document = load_dossier(tmp_path / "ho-so")[0].document
    assert (document.kind, document.number, document.agency.symbol) == ("ke-hoach", 15, "ĐU")
    assert document.subject == "kiểm tra, giám sát năm 2026" and [block.kind for block in document.body] == ["bang"]


def test_the_source_of_a_task_of_the_party_is_its_number_as_it_stands(tmp_path):
    book = openpyxl.Workbook()
    for row in (("Mã", "Nhiệm vụ", "Đơn vị chủ trì", "Nguồn"), ("A1", "Việc đã có", "Phòng A", "")):
        book.active.append(row)
    book.save(tmp_path / "so.xlsx")
    generator.import_into(party(tmp_path), tmp_path / "so.xlsx")
    source = openpyxl.load_workbook(tmp_path / "so.xlsx").active["D3"].value
    assert source.startswith("Kế hoạch số 15-KH/ĐU ngày 05/01/2026,")
