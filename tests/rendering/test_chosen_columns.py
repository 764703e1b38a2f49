"""Columns that a dossier chooses, its own among them, under a two-level header and over a row of column numbers."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import DATA
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from generator.commands import build as building

CHOICES = """bang:
  nguon: nhiem-vu.xlsx
  mau: phu-luc-ket-qua
  danh_so: giu
  hang_so_cot: {numbers}
  cot:
    - stt
    - {{khoa: noi_dung, tieu_de: Nhiệm vụ được giao}}
    - thoi_han
    - hoan_thanh
    - dang_trien_khai
    - {{khoa: kho_khan, tieu_de: "Khó khăn, vướng mắc"}}
"""
TITLES = ["STT", "Nhiệm vụ được giao", "Thời gian hoàn thành", "Kết quả", "Khó khăn, vướng mắc"]


@pytest.fixture(params=["true", "false"])
def numbers(request) -> bool:
    return bool(request.param == "true")


@pytest.fixture
def made(tmp_path: Path, numbers: bool) -> dict[str, Path]:
    """The city's annex with a column of the office's own, built; its files by format."""
    folder = Path(shutil.copytree(DATA / "phu-luc-hcmc", tmp_path / "phu-luc"))
    book = load_workbook(folder / "nhiem-vu.xlsx")
    sheet = book.active
    last = sheet.max_column + 1
    sheet.cell(1, last).value = "Khó khăn"
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, last).value = f"khó khăn của {sheet.cell(row, 1).value}"
    book.save(folder / "nhiem-vu.xlsx")
    source = folder / "van-ban.yaml"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    chosen = CHOICES.format(numbers=str(numbers).lower())
    source.write_text("".join(chosen if line.startswith("bang:") else line for line in lines), encoding="utf-8")
    options = building.BuildOptions(date(2024, 12, 31), datetime(2024, 12, 31), ("docx", "xlsx"), tmp_path / "out")
    built = building.build(folder, options)
    return {output.path.suffix: output.path for output in built.outputs}


def word_rows(path: Path) -> list[tuple[bool, list[str]]]:
    """The rows of the long table: whether repeated, the texts of their cells."""
    table = next(table._tbl for table in Document(path).tables if len(table._tbl.tr_lst) > 4)
    return [
        (
            row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None,
            ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.tc_lst],
        )
        for row in table.tr_lst
    ]


def test_in_word(made, numbers):
    rows = word_rows(made[".docx"])
    assert [repeated for repeated, _ in rows[:4]] == [True, True, numbers, False]
    assert rows[0][1] == TITLES
    assert [text for text in rows[1][1] if text] == ["Hoàn thành, sản phẩm", "Đang triển khai"]
    if numbers:
        assert rows[2][1] == [f"({number})" for number in range(1, 7)]
    own = [cells[-1] for _, cells in rows if cells[-1].startswith("khó khăn của")]
    assert len(own) == 35
    assert {len(cells) for _, cells in rows[3:] if cells[-1].startswith("khó khăn của")} == {6}


def test_in_excel(made, numbers):
    sheet = load_workbook(made[".xlsx"]).active
    rows = [[cell if cell is not None else "" for cell in row[:6]] for row in sheet.iter_rows(values_only=True)]
    at = next(index for index, row in enumerate(rows) if row[0] == "STT")
    assert [text for text in rows[at] if text] == TITLES
    assert rows[at + 1][3:5] == ["Hoàn thành, sản phẩm", "Đang triển khai"]
    assert (rows[at + 2] == [f"({number})" for number in range(1, 7)]) == numbers
    assert sum(str(row[5]).startswith("khó khăn của") for row in rows) == 35
    last = at + 2 + numbers
    assert sheet.print_title_rows == f"${at + 1}:${last}"
