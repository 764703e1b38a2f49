"""Rows of an imported table that somebody has to look at: numbers used twice, rows that name a unit and no task."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

import generator
from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.reading.word_tables import read_tables

HEAD = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
REST = ("Rà soát", "Văn phòng", "30/6/2026")


def written(path: Path, rows: list[tuple[str, ...]], joined: tuple[int, int] = (0, 0)) -> Path:
    document = Document()
    document.add_paragraph("Giao các đơn vị:")
    table = document.add_table(len(rows) + 1, len(HEAD))
    for at, row in enumerate([HEAD, *rows]):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    if any(joined):
        for column in (0, 1):
            table.cell(joined[0], column).merge(table.cell(joined[1], column))
    document.save(str(path))
    return path


def register(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Mã", "STT", "Nội dung, nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành"])
    book.active.append(["NV001", 1, "Việc cũ", "Văn phòng", "30/6/2026"])
    book.save(path)
    return path


def said(findings: tuple, code: str) -> list[str]:
    return [one.value for one in findings if one.code == code]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 2 3", []),
        ("1 2 2 3", ["2: 3, 4"]),
        ("1. 2. 2", ["2: 3, 4"]),
        ("1 2 1 2", []),
        ("1 1 2", ["1: 2, 3"]),
        ("1 a b 2 a b", []),
        ("1 a a 2", ["a: 3, 4"]),
        ("1 1.1 1.2 2 2.1", []),
        ("1 2 3 2 3", ["2: 3, 5\n3: 4, 6"]),
        ("1 - - 2", []),
    ],
)
def test_a_number_that_is_used_twice_is_said_with_both_rows(tmp_path, numbers, told):
    rows = [(number, f"Việc {at}", "Văn phòng", "30/6/2026") for at, number in enumerate(numbers.split())]
    file = written(tmp_path / "a.docx", rows)
    assert said(generator.import_file(file, tmp_path / "ho-so").findings, "V367") == told


@pytest.mark.parametrize(
    ("row", "apart", "into"),
    [
        (("", "", "Sở Y tế", ""), 1, 1),
        (("", "", "", "31/12/2026"), 1, 1),
        (("2", "", "Sở Y tế", ""), 0, 1),
        (("2", "Kiểm tra", "Sở Y tế", ""), 0, 0),
        (("", "", "", ""), 0, 0),
    ],
)
def test_a_row_without_a_task_is_said(tmp_path, row, apart, into):
    """One that has a number is said by the reader of tables where a dossier is made."""
    file = written(tmp_path / "a.docx", [("1", *REST), row, ("3", "Mở lớp", "Thanh tra", "31/12/2026")])
    made = generator.import_file(file, tmp_path / "ho-so")
    assert len(said(made.findings, "V368")) == apart and "100 %" in str(made.next_steps[0])
    book = register(tmp_path / "so.xlsx")
    assert len(said(generator.import_into(file, book).findings, "V368")) == into


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("I 1 2 II 1 2", 2),
        ("A 1 2 3", 1),
        ("1 2 3 4", 0),
        ("I II III 1", 0),  # tasks are numbered so
    ],
)
def test_a_heading_with_more_than_its_title_is_taken_and_said(tmp_path, numbers, told):
    rows = [(number, f"Việc {at}", "Văn phòng", "30/6/2026") for at, number in enumerate(numbers.split())]
    file = written(tmp_path / "a.docx", rows)
    made = generator.import_file(file, tmp_path / "ho-so")
    assert [value.count("\n") + 1 for value in said(made.findings, "V519")] == ([told] if told else [])
    assert f"{len(rows)} nhiệm vụ" in str(made.next_steps[1])


def test_a_unit_beside_a_joined_cell_is_of_the_task_in_it(tmp_path):
    rows = [("1", *REST), ("", "", "Sở Y tế", ""), ("2", "Mở lớp", "Thanh tra", "31/12/2026")]
    file = written(tmp_path / "a.docx", rows, joined=(1, 2))
    findings = generator.import_file(file, tmp_path / "ho-so").findings
    assert not said(findings, "V367") and not said(findings, "V368")


@pytest.mark.parametrize("title", ["", "DANH SÁCH NHIỆM VỤ"])
def test_a_table_below_a_heading_without_a_number_is_none_of_the_heading(tmp_path, title):
    document = Document()
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text = "UBND XÃ MẪU"
    heading.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_paragraph(title)
    table = document.add_table(2, len(HEAD))
    for at, row in enumerate((HEAD, ("1", *REST))):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.save(str(tmp_path / "a.docx"))
    made = generator.import_file(tmp_path / "a.docx", tmp_path / "ho-so")
    assert "1 nhiệm vụ trong 1 bảng" in str(made.next_steps[1])
    text = (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "ten: UBND xã Mẫu\n" in text and text.count(title or "bang:") == 1


def typed(file: Path, *tables: Sequence[Sequence[str]]) -> None:
    """A document whose tables are one below the other, cells that are not told joined with those before them."""
    document = Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "UBND TỈNH MẪU\nSỞ XÂY DỰNG"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: 66/KH-SXD", "Mẫu, ngày 02 tháng 02 năm 2026"
    for line in ("KẾ HOẠCH", "Kiểm tra nhà ở"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for rows in tables:
        document.add_paragraph()
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
    document.save(str(file))


TITLES = ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn")
WORKS = (("1", "Lập danh mục", "Phòng Quản lý nhà", "30/4/2026"), ("2", "Kiểm định", "Thanh tra Sở", "31/5/2026"))
SIGNED = (("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", ""), ("", "", "Nguyễn Văn A", ""))


def test_a_signature_in_the_rows_of_the_table_is_the_documents(tmp_path):
    typed(tmp_path / "k.docx", (TITLES, *WORKS, *SIGNED))
    made = generator.import_file(tmp_path / "k.docx", tmp_path / "hs")
    assert "V243" not in {one.code for one in made.findings}
    dossier, _ = load_dossier(tmp_path / "hs")
    (signed,) = dossier.document.signatures
    assert (signed.position, signed.name) == ("Phó Giám đốc", "Nguyễn Văn A")
    assert load_register(tmp_path / "hs" / "bang-1.xlsx", "x")[0].tasks[-1].text("noi_dung") == "Kiểm định"
    assert len(load_register(tmp_path / "hs" / "bang-1.xlsx", "x")[0].tasks) == 2


@pytest.mark.parametrize("first", ["1", "5"])
def test_a_header_that_a_page_parts_from_its_rows_is_theirs(tmp_path, first):
    """Only of the rows that begin a count."""
    typed(tmp_path / "k.docx", (TITLES,), ((first, *WORKS[0][1:]), WORKS[1]))
    tables = read_tables(tmp_path / "k.docx", "k.docx")[0]
    assert [len(table.rows) for table in tables[1:]] == ([3] if first == "1" else [1, 2])
