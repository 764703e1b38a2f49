"""A table of tasks in a Word file is a register: `nguon: plan.docx`, `nguon: {tep: plan.docx, bang: 2}`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import DATA
from docx import Document

import generator
from generator.books.tables import table_book
from generator.commands.build import read_dossier
from generator.commands.rendered import word_of
from generator.keeping.write_back import written
from generator.merging.writing.source_edits import SetCell
from generator.reading.dossier import load_dossier
from generator.reading.header import TableReading
from generator.reading.registers import load_register
from generator.reading.tables import read_register
from generator.reading.word_tables import word_tables
from generator.values.errors import InputError
from generator.values.layout import RowKind

HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
FIRST = (("I", "Việc chung", "", ""), ("1", "Xây dựng kế hoạch", "Bộ Tư pháp", "30/6/2026"))
SECOND = (("1", "Báo cáo kết quả", "Bộ Nội vụ", "31/12/2026"),)


def plan(folder: Path, *tables: tuple[tuple[str, ...], ...]) -> Path:
    document = Document()
    document.add_table(1, 2).cell(0, 0).text = "TÊN CƠ QUAN"
    for rows in tables:
        made = document.add_table(len(rows) + 1, len(HEAD))
        for at, row in enumerate((HEAD, *rows)):
            for column, text in enumerate(row):
                made.cell(at, column).text = text
        document.add_paragraph("Hết bảng.")
    if tables and len(tables[0]) > 1:
        heading = document.tables[1].rows[1]
        heading.cells[1].merge(heading.cells[3])
    file = folder / "plan.docx"
    document.save(str(file))
    return file


def test_the_first_table_with_a_header_is_read_and_the_others_are_said(tmp_path):
    file = plan(tmp_path, FIRST, SECOND)
    register, findings = load_register(file, "plan.docx")
    assert [task.text("noi_dung") for task in register.tasks] == ["Xây dựng kế hoạch"]
    assert [section.title for section in register.sections] == ["Việc chung"]
    assert register.tasks[0].deadline.milestones[0].end == date(2026, 6, 30)
    assert register.layout is not None
    assert [row.kind for row in register.layout.rows] == [RowKind.SECTION, RowKind.TASK]
    assert [(cell.column, cell.columns) for cell in register.layout.rows[0].cells] == [(0, 1), (1, 3)]
    (said,) = [finding for finding in findings if finding.code == "V236"]
    assert "Báo cáo kết quả" in said.value
    assert register.origin.sheet == "bảng 2"


def test_another_table_is_asked_for(tmp_path):
    file = plan(tmp_path, FIRST, SECOND)
    register, findings = load_register(file, "plan.docx", reading=TableReading(table=2))
    assert [task.text("chu_tri") for task in register.tasks] == ["Bộ Nội vụ"]
    assert "V236" not in {finding.code for finding in findings}
    with pytest.raises(InputError) as failure:
        load_register(file, "plan.docx", reading=TableReading(table=3))
    assert [finding.code for finding in failure.value.findings] == ["V237"]


def test_a_word_file_without_a_table_of_tasks_says_so(tmp_path):
    with pytest.raises(InputError) as failure:
        load_register(plan(tmp_path), "plan.docx")
    assert [finding.code for finding in failure.value.findings] == ["V040"]


@pytest.mark.parametrize("named", ["nguon: plan.docx\n    bang_thu: 2", "nguon: {tep: plan.docx, bang: 2}"])
def test_a_dossier_shows_the_table_of_a_word_file(tmp_path, named):
    plan(tmp_path, FIRST, SECOND)
    text = f"loai: bao-cao\nco_quan: {{ten: Sở Mẫu, ky_hieu: SM}}\nnoi_dung:\n- bang:\n    {named}\n"
    (tmp_path / "van-ban.yaml").write_text(text, encoding="utf-8")
    dossier, _ = load_dossier(tmp_path)
    (task,) = dossier.document.body[0].table.register.tasks
    assert task.text("noi_dung") == "Báo cáo kết quả"
    assert tmp_path / "plan.docx" in dossier.sources


def test_coverage_diff_and_lint_take_a_word_file(tmp_path):
    file = plan(tmp_path, FIRST)
    assert generator.coverage(file).tasks == 1
    assert {finding.severity.name for finding in generator.lint(file, as_of=date(2026, 1, 1)).findings} <= {
        "NOTE",
        "WARNING",
    }
    (tmp_path / "sau").mkdir()
    (table,) = [one for one in word_tables(file, "x") if one.width == len(HEAD)]
    later = tmp_path / "sau" / "so.xlsx"
    later.write_bytes(table_book(table, read_register(table)[0].layout))
    assert generator.diff(file, later).changes == ()


def test_what_we_print_is_read_as_the_register_that_it_was_made_of(tmp_path):
    dossier = read_dossier(DATA / "142-qd-vpcp")[0]
    file = tmp_path / "x.docx"
    file.write_bytes(word_of(dossier, date(2026, 1, 1)))
    own = next(block.table.register for block in dossier.document.attached[0].body if block.table)
    read, _ = load_register(file, "x.docx", reading=TableReading(table=1))
    assert [(task.text("noi_dung"), task.deadline, task.units) for task in read.tasks] == [
        (task.text("noi_dung"), task.deadline, task.units) for task in own.tasks
    ]


def test_nothing_is_written_into_a_word_file(tmp_path):
    file = plan(tmp_path, FIRST)
    with pytest.raises(InputError) as failure:
        written([SetCell(file, "bảng 2", "B", 2, "khác")])
    assert [finding.code for finding in failure.value.findings] == ["V091"]


def test_what_a_task_lists_below_it_are_its_parts(tmp_path):
    rows = (
        FIRST[0],
        ("11", "Bảo đảm an toàn thông tin. Trong đó:", "Sở Mẫu", "30/11/2026"),
        ("12", "+ Phê duyệt hồ sơ", "Sở Mẫu", ""),
        ("13", "+ Triển khai phương án", "Sở Mẫu", "31/12/2026"),
    )
    register, _ = load_register(plan(tmp_path, rows), "plan.docx")
    assert [task.parent for task in register.tasks] == ["", "I-11", ""]


@pytest.mark.parametrize("blank", [1, 2, 3])
def test_a_row_without_a_word_is_no_row(tmp_path, blank):
    """Blank rows are left in many tables, to be filled or to part their rows; the others keep their numbers."""
    rows = [["STT", "Nội dung", "Đơn vị chủ trì"], ["1", "Việc một", "Phòng A"], ["2", "Việc hai", "Phòng B"]]
    rows.insert(min(blank, 3), ["", "", ""])
    document = Document()
    table = document.add_table(len(rows), 3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(tmp_path / "a.docx")
    (read,) = word_tables(tmp_path / "a.docx", "a.docx")
    assert [(row.number, list(row.cells.values())) for row in read.rows] == [
        (at, texts) for at, texts in enumerate(rows, start=1) if any(texts)
    ]
    register, _ = read_register(read)
    assert [row.text("noi_dung") for row in register.rows] == ["Việc một", "Việc hai"]
