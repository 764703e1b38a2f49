"""Rows under joined cells wherever they are written: lead and deadline in each, the amount of a group once."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

import generator
from generator.books import forms as books
from generator.commands.draft import BASE_NAME
from generator.planning.tables import planned_table
from generator.reading.registers import load_register
from generator.values.model import TableSpec

HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kinh phí (triệu đồng)", "Thời hạn", "Sản phẩm", "Tháng")
ROWS = (
    ("1", "Đào mương", "Bộ Y tế", "1.200", "30/6/2026", "Báo cáo", "6"),
    ("2", "Lấp mương", "Bộ Nội vụ", "", "", "", ""),
    ("3", "Trồng cây", "Bộ Tư pháp", "", "", "", ""),
    ("4", "Tưới cây", "Bộ Tư pháp", "1.200", "15/7/2026", "Cây", "7"),
    ("5", "Tỉa cây", "Bộ Y tế", "", "", "", ""),
)
DAY = date(2026, 1, 2)
DOSSIER = """\
loai: ke-hoach
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
so: 1
ngay: 2026-01-02
dia_danh: Hà Nội
trich_yeu: Thử
noi_dung:
  - bang:
      nguon: so.xlsx
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Họ và tên}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        made.active.append(row)
    for letter in "DEFG":
        made.active.merge_cells(f"{letter}2:{letter}4")
        made.active.merge_cells(f"{letter}5:{letter}6")
    made.save(tmp_path / "so.xlsx")
    return tmp_path / "so.xlsx"


def going_on(table, row) -> frozenset[str]:
    """The keys of a printed row whose cell is that of the row above."""
    cells = zip(table.columns, row.grid or (), strict=False)
    return row.goes_on or frozenset(column.key for column, cell in cells if cell and cell.goes_on)


def columns(table, *keys: str) -> list[tuple[str, ...]]:
    """What rows print, a cell that goes on from the row above with the text that it shares."""
    above: dict[str, str] = {}
    made = []
    for row in table.tasks:
        on = going_on(table, row)
        above = {key: above.get(key, "") if key in on else row.texts.get(key, "") for key in keys}
        made.append(tuple(above.values()))
    return made


def amounts(table, key: str) -> list[str]:
    return [text for row in table.tasks if key not in going_on(table, row) and (text := row.texts.get(key, ""))]


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("template", ["", "ke-hoach-6-cot"])
def test_rows_in_any_order_keep_their_deadline_and_the_amount_is_printed_once(book, order, template):
    register = load_register(book, "so.xlsx")[0]
    (money,) = (column.key for column in register.columns if column.title == HEAD[3])
    # A column to sort by in which no cell is joined.
    rank = {2 + row: str(order.index(row)) for row in range(3)}
    tasks = [replace(one, texts={**one.texts, "x": rank.get(one.origin.row, "9")}) for one in register.tasks]
    register = replace(register, rows=tuple(tasks))
    table, findings = planned_table(TableSpec(register, template, order=("x",)), DAY)
    assert columns(table, "thoi_han", "san_pham", "thang")[:3] == [("30/6/2026", "Báo cáo", "6")] * 3
    assert columns(table, "thoi_han")[3:] == [("15/7/2026",)] * 2
    assert amounts(table, money) == ["1.200", "1.200"]
    assert "V485" not in {finding.code for finding in findings}


@pytest.mark.parametrize("template", ["", "ke-hoach-6-cot"])
@pytest.mark.parametrize("grouping", ["don_vi", "khong"])
def test_a_group_taken_apart_prints_its_amount_once_and_says_so(book, template, grouping):
    register = load_register(book, "so.xlsx")[0]
    kept = frozenset({register.tasks[0].ma, register.tasks[2].ma}) if grouping == "khong" else frozenset()
    register = replace(register, rows=tuple(one for one in register.tasks if not kept or one.ma in kept))
    table, findings = planned_table(TableSpec(register, template, grouped_by=grouping), DAY)
    said = [finding for finding in findings if finding.code == "V485"]
    assert {one.place.cell for one in said} == ({"D2"} if kept else {"D2", "D5"})
    (money,) = (column.key for column in register.columns if column.title == HEAD[3])
    assert amounts(table, money) == ["1.200"] * (1 if kept else 2)
    assert all(text for (text,) in columns(table, "thoi_han"))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_file_of_some_rows_that_nobody_edited_changes_nothing(book, tmp_path, ending):
    folder = tmp_path / "kh"
    folder.mkdir()
    book.rename(folder / "so.xlsx")
    text = DOSSIER.replace("so.xlsx\n", "so.xlsx\n      loc: {don_vi: Bộ Tư pháp}\n")
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    generator.build(folder, out=tmp_path / "ra", formats=(ending,))
    result = generator.pull(tmp_path / "ra" / "kh" / f"kh.{ending}", dossier=folder, dry_run=True)
    assert not result.changes


def test_forms_have_the_deadline_of_a_joined_cell(book, tmp_path):
    (tmp_path / "van-ban.yaml").write_text(DOSSIER, encoding="utf-8")
    generator.forms(tmp_path, tmp_path / "bieu", DAY)
    sheet = openpyxl.load_workbook(tmp_path / "bieu" / "bo-noi-vu.xlsx")[books.REPORT]
    told = [cell.value for cell in sheet[books.HEAD_ROW + 1]]
    assert "30/6/2026" in told and "Báo cáo" in told


def test_a_units_plan_keeps_and_takes_what_joined_cells_say(book, tmp_path):
    generator.new(tmp_path / "kh", kind="ke-hoach", source=book, unit="Bộ Tư pháp")
    kept = load_register(tmp_path / "kh" / BASE_NAME, "x")[0].tasks
    assert [task.text("thoi_han") for task in kept] == ["30/6/2026", "15/7/2026"]
    assert not generator.diff(tmp_path / "kh", book).changes
    made = openpyxl.load_workbook(book)
    made.active["E2"] = "20/6/2026"
    made.save(book)
    (change,) = generator.diff(tmp_path / "kh", book).changes
    assert (change.before, change.after) == ("30/6/2026", "20/6/2026")
