"""`vanban coverage` of a file counts each of its tables of tasks, on whatever sheet."""

from __future__ import annotations

import openpyxl
from docx import Document

import generator

HEAD = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
ROWS = ("1", "Rà soát", "Sở Tư pháp", "30/6/2026"), ("2", "Kiểm tra", "Sở Y tế", "Quý II/2026")


def test_every_sheet_of_tasks_is_counted_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Tháng 1"
    for sheet, rows in ((book.active, ROWS), (book.create_sheet("Tháng 2"), ROWS[:1])):
        for row in (HEAD, *rows):
            sheet.append(row)
    figures = book.create_sheet("Số liệu")
    for row in (("TT", "Đơn vị", "Kinh phí"), (1, "Sở A", 100)):
        figures.append(row)
    book.save(tmp_path / "so.xlsx")
    found = generator.coverage(tmp_path / "so.xlsx")
    assert found.tasks == 3
    assert [(one.table, one.tasks) for one in found.tables] == [("so.xlsx : Tháng 1", 2), ("so.xlsx : Tháng 2", 1)]


def test_every_table_of_a_word_file_is_counted(tmp_path):
    document = Document()
    for rows in (ROWS, ROWS[1:]):
        document.add_paragraph("Nhiệm vụ giao các đơn vị như sau")
        table = document.add_table(len(rows) + 1, len(HEAD))
        for at, row in enumerate((HEAD, *rows)):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
    document.save(str(tmp_path / "ke-hoach.docx"))
    found = generator.coverage(tmp_path / "ke-hoach.docx")
    assert found.tasks == 3 and [one.tasks for one in found.tables] == [2, 1]


def test_one_table_is_counted_as_itself(tmp_path):
    (tmp_path / "so.csv").write_text("\n".join(",".join(row) for row in (HEAD, *ROWS)), encoding="utf-8")
    found = generator.coverage(tmp_path / "so.csv")
    assert found.tasks == 2 and found.tables == ()
