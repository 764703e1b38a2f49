"""Kinds of tables that offices send: each is printed cell by cell as it was made, and means what it says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from grids import Grid, sheet_grid
from test_any_table import AS_OF, built

from generator.planning.documents import plan_dossier
from generator.reading.dossier import load_dossier
from generator.reading.header import TableReading
from generator.reading.registers import load_register
from generator.values.errors import InputError
from generator.values.findings import Finding
from generator.values.model import Register, Status

Sheet = Any


def book(fill: Callable[[Sheet], None]) -> bytes:
    made = openpyxl.Workbook()
    fill(made.active)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def rows(*lines: tuple, at: str = "A1", merges: str = "") -> Callable[[Sheet], None]:
    """Fills a sheet with lines of cells from an address on, and joins ranges."""

    def fill(sheet: Sheet) -> None:
        first = sheet[at]
        for down, line in enumerate(lines):
            for across, value in enumerate(line):
                if value not in (None, ""):
                    sheet.cell(first.row + down, first.column + across).value = value
        for area in merges.split():
            sheet.merge_cells(area)

    return fill


HEAD = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
TASKS = (
    ("1", "Xây dựng quy trình", "Phòng Kế hoạch", "Quý I/2026"),
    ("2", "Tập huấn công chức", "Văn phòng", "30/6/2026"),
)
WIDE = tuple(f"Chỉ số {n}" for n in range(1, 37))

# What is printed is what the sheet shows from the header on.
PRINTED = {
    "three levels": rows(
        ("STT", "Nhiệm vụ", "Phân công", "", "", "Thời hạn"),
        ("", "", "Đơn vị", "", "Lãnh đạo", ""),
        ("", "", "Chủ trì", "Phối hợp", "", ""),
        ("1", "Việc một", "Sở A", "Sở B", "Phó Giám đốc", "Quý I/2026"),
        merges="A1:A3 B1:B3 C1:E1 F1:F3 C2:D2 E2:E3",
    ),
    "begins at column C": rows(HEAD, *TASKS, at="C4"),
    "no number column": rows(HEAD[1:], *(line[1:] for line in TASKS)),
    "one task": rows(HEAD, TASKS[0]),
    "forty columns": rows((*HEAD, *WIDE), (*TASKS[0], *("1.000" for _ in WIDE))),
    "two columns of one title": rows((*HEAD, "Ghi chú", "Ghi chú"), (*TASKS[0], "a", "b")),
    "numbers of sections": rows(
        HEAD, ("I.1", "Nhóm một", "", ""), TASKS[0], ("5.1", "Nhóm hai", "", ""), ("5.1.1", "Việc", "Sở A", "2026")
    ),
    "section without a number": rows(HEAD, ("", "NHÓM GIẢI PHÁP", "", ""), TASKS[0], merges="B2:D2"),
    "column numbers with letters": rows(HEAD, ("A", "B", "1", "2"), *TASKS),
    "numbers joined over rows": rows(
        HEAD, ("1", "Việc chung", "Sở A", "2026"), ("", "", "Sở B", "2027"), merges="A2:A3 B2:B3"
    ),
    "total by section": rows(
        ("STT", "Nhiệm vụ", "Kinh phí (đồng)"),
        ("I", "Nhóm một", ""), ("1", "Việc một", 1500000), ("", "Cộng mục I", 1500000),
        ("II", "Nhóm hai", ""), ("2", "Việc hai", 2500000), ("", "Tổng cộng", 4000000),
    ),
    "note below": rows(HEAD, *TASKS, ("Ghi chú: thời hạn tính theo ngày làm việc", "", "", ""), merges="A4:D4"),
    "header again with its levels and numbers, not joined": rows(
        ("STT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"), ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "Việc một", "Sở A", "Sở B", "2026"),
    ),
    "months under a title that is not joined": rows(
        ("TT", "Công việc", "Tháng", "", ""), ("", "", "1", "2", "3"), ("1", "Việc", "x", "", ""),
        ("2", "Hai", "", "", "x"),
    ),
    "titles over two rows": rows(
        ("Số", "Nội dung", "Đơn vị", "Thời gian"), ("TT", "nhiệm vụ", "chủ trì", "hoàn thành"), *TASKS
    ),
    "sections with what they add up": rows(
        ("STT", "Nhiệm vụ", "Chủ trì", "Kinh phí"), ("I", "Nhóm một", "", 300), ("1", "Việc một", "Sở A", 100),
        ("2", "Việc hai", "Sở A", 200), ("II", "Nhóm hai", "", 50), ("1", "Việc ba", "Sở B", 50),
        ("", "Tổng cộng", "", 350),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PRINTED)
def test_every_kind_is_printed_as_it_was_made(tmp_path: Path, kind: str) -> None:
    data = book(PRINTED[kind])
    word, excel, _ = built(tmp_path / "bang", data)
    want = without_blank_columns(sheet_grid(data))
    assert word == want
    assert excel == want


def without_blank_columns(grid: Grid) -> Grid:
    while grid and all(row and row[0] == ("", 1, 1) for row in grid):
        grid = [row[1:] for row in grid]
    return grid


def said(register: Register) -> list[tuple[str, str]]:
    """Each row below the header: its kind, and its longest text."""
    assert register.layout is not None
    return [(row.kind.name, max((cell.text for cell in row.cells), key=len)) for row in register.layout.rows]


FIGURES = ("STT", "Nội dung", "Chủ trì", "Kinh phí", "Ghi chú")
# Rows below the header with what they are.
ROWS = {
    # Without their marks `Công` is `Cộng`: a task must not become a total, nor a total a task for what is beside it.
    "tasks that begin like totals": (
        (FIGURES, ("1", "Công tác tuyên truyền"), ("2", "Công khai dự toán", "", "500"),
         ("3", "Tổng kết Nghị quyết", "", "2"), ("", "Tổng rà soát hộ nghèo", "", 3), ("5", "Tổng hợp báo cáo")),
        ["TASK"] * 5,
    ),
    "totals of every kind": (
        (FIGURES, ("1", "Việc", "Sở A", 100), ("2", "Việc", "Sở A", 250), ("", "Tổng cộng", "", 350, "Đã phê duyệt"),
         ("", "TỔNG CỘNG (A+B)", "", 350), ("", "Tổng cộng: 02 nhiệm vụ"), ("", "Tổng kinh phí thực hiện", "", 350),
         ("Cộng mục I", "", "", 350)),
        ["TASK", "TASK", *["TOTAL"] * 5],
    ),
    "sections with figures": (
        (FIGURES, ("I", "Nhóm một", "", 300), ("1", "Việc", "Sở A", 100), ("2", "Việc", "Sở B", 200),
         ("II", "Nhóm", "", 5), ("1", "Việc", "Sở A", 5), ("III. Nhóm ba", "", "", 7), ("1", "Việc", "Sở A", 7)),
        ["SECTION", "TASK", "TASK", "SECTION", "TASK", "SECTION", "TASK"],
    ),
    "tasks with Roman numbers, one with its content alone": (
        (FIGURES, ("I", "Việc một", "Sở A", 1), ("II", "Việc hai"), ("III", "Việc ba", "Sở B", 2)), ["TASK"] * 3,
    ),
    "an empty section": (
        (FIGURES, ("I", "Nhóm một"), ("II", "Nhóm hai"), ("1", "Việc", "Sở A", 1)), ["SECTION", "SECTION", "TASK"],
    ),
    "a note between tasks": (
        (FIGURES, ("1", "Việc", "Sở A"), ("Ghi chú: hết phần một",), ("2", "Việc", "Sở B")), ["TASK", "NOTE", "TASK"],
    ),
    "parts at the end that speak of who signs": (
        (FIGURES, ("1", "Việc", "Sở A"), ("", "- Kế toán trưởng lập dự toán"),
         ("", "Thủ trưởng đơn vị chịu trách nhiệm"), ("", "(1) Rà soát")),
        ["TASK"] * 4,
    ),
    "numbers of columns again": (
        (FIGURES, tuple("12345"), ("1", "Việc", "Sở A"), tuple("12345"), ("2", "Việc", "Sở B")), ["TASK"] * 2,
    ),
    "header of two levels again": (
        (("STT", "Nội dung", "Phân công", "", "Lộ trình", ""), ("", "", "Chủ trì", "Phối hợp", "2026", "2027"),
         ("1", "Việc một", "Sở A", "Sở B", "x"), ("STT", "Nội dung", "Phân công", "", "Lộ trình", ""),
         ("", "", "Chủ trì", "Phối hợp", "2026", "2027"), ("2", "Việc hai", "Sở A", "Sở B", "", "x")),
        ["TASK"] * 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_rows_are_taken_for_what_they_are(tmp_path: Path, kind: str) -> None:
    lines, want = ROWS[kind]
    register, _ = read(tmp_path, rows(*lines))
    assert [name for name, _ in said(register)] == want
    assert len(register.tasks) == want.count("TASK")


def test_a_header_joined_over_two_rows_does_not_cost_parts_their_deadline(tmp_path: Path) -> None:
    lines = (
        ("STT", "Nhiệm vụ", "Đơn vị", "", "Thời hạn"), ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "Việc lớn", "Sở A", "", "30/6/2026"), ("", "- Phần một", "", "", ""),
    )  # fmt: skip
    register, _ = read(tmp_path, rows(*lines, merges="A1:A2 B1:B2 C1:D1 E1:E2"))
    assert [task.deadline.due for task in register.tasks] == [date(2026, 6, 30)] * 2


OTHER = (("STT", "Tên đề án", "Cơ quan chủ trì", "Hạn"), ("1", "Đề án", "Sở B", "2027"))


@pytest.mark.parametrize("asked", [{}, {"header": (1, 1)}], ids=["recognised", "header told"])
def test_another_header_right_below_a_table_begins_another_table(tmp_path: Path, asked: dict) -> None:
    register, findings = read(tmp_path, rows(HEAD, *TASKS, *OTHER), **asked)
    assert len(register.tasks) == 2
    assert [(one.code, one.place.cell) for one in findings] == [("V236", "A4")]


def planned(folder: Path, data: bytes, asked: str) -> tuple[Grid, tuple[Finding, ...]]:
    """A table as Word prints it, and what planning says of it."""
    word, _, _ = built(folder, data, asked)
    (folder / "bang.xlsx").write_bytes(data)  # the Excel file that was made has its name
    dossier, _ = load_dossier(folder)
    return word, plan_dossier(dossier, AS_OF)[1]


SUMS = rows(
    ("STT", "Nhiệm vụ", "Chủ trì", "Kinh phí"), ("I. Nhóm một", "", "", 300), ("1", "Việc một", "Sở A", 100),
    ("2", "Việc hai", "Sở B", 200), ("Tổng cộng", "", "", 300), ("Ghi chú: tạm tính", "", "", ""),
)  # fmt: skip


def test_words_of_headings_totals_and_notes_stay_where_their_column_is_left_out(tmp_path: Path) -> None:
    word, findings = planned(tmp_path / "bang", book(SUMS), ", cot: [noi_dung, chu_tri]")
    assert [row[0][0] for row in word[1:]] == ["I. Nhóm một", "Việc một", "Việc hai", "Tổng cộng", "Ghi chú: tạm tính"]
    costs = next(str(finding.message) for finding in findings if "Kinh phí" in finding.value)
    assert "có 4 ô có chữ" in costs  # those of the heading and of the total too


def test_totals_and_notes_that_a_template_does_not_print_are_said(tmp_path: Path) -> None:
    _, findings = planned(tmp_path / "bang", book(SUMS), ", mau: ke-hoach-6-cot")
    (left,) = [finding for finding in findings if finding.code == "V232"]
    assert "dòng 2, 5, 6" in str(left.message)
    assert {"Tổng cộng", "300", "Ghi chú: tạm tính"} <= set(left.value.split("\n"))


def test_what_a_heading_adds_up_is_not_printed_over_a_part_of_its_tasks(tmp_path: Path) -> None:
    word, findings = planned(tmp_path / "bang", book(SUMS), ", loc: {ma: [I-1]}")
    assert [[text for text, *_ in row] for row in word[1:3]] == [
        ["I. Nhóm một", "", "", ""],
        ["1", "Việc một", "Sở A", "100"],
    ]
    (left,) = [finding for finding in findings if finding.code == "V232"]
    assert "dòng 2, 5" in str(left.message)


def read(tmp_path: Path, fill: Callable[[Sheet], None], **asked: Any) -> tuple[Register, tuple[Finding, ...]]:
    (tmp_path / "bang.xlsx").write_bytes(book(fill))
    return load_register(tmp_path / "bang.xlsx", "bang.xlsx", reading=TableReading(**asked))


def test_a_joined_deadline_is_that_of_all_its_tasks(tmp_path: Path) -> None:
    lines = ((str(n), f"Việc {n}", "Sở A", "30/6/2026" if n == 1 else "") for n in range(1, 4))
    register, findings = read(tmp_path, rows(HEAD, *lines, merges="D2:D4"))
    assert [task.deadline.due for task in register.tasks] == [date(2026, 6, 30)] * 3
    assert findings == ()


def test_a_blank_cell_below_a_joined_number_stays_blank(tmp_path: Path) -> None:
    lines = (("1", "Việc", "Sở A", "Sở B"), ("", "", "Sở C", ""))
    register, _ = read(tmp_path, rows((*HEAD[:3], "Đơn vị phối hợp"), *lines, merges="A2:A3 B2:B3"))
    assert [[unit.verbatim for unit in task.units] for task in register.tasks] == [["Sở A", "Sở B"], ["Sở C"]]


def test_a_header_of_joined_cells_leaves_blank_parts_what_they_take_over(tmp_path: Path) -> None:
    header = (("STT", "Nhiệm vụ", "Phân công", "", "Thời hạn"), ("", "", "Chủ trì", "Phối hợp", ""))
    lines = (("1", "Việc lớn", "Sở A", "Sở B", "30/6/2026"), ("", "Phần một", "", "", ""))
    register, _ = read(tmp_path, rows(*header, *lines, merges="A1:A2 B1:B2 C1:D1 E1:E2"))
    assert [task.deadline.due for task in register.tasks] == [date(2026, 6, 30)] * 2
    assert [unit.verbatim for unit in register.tasks[1].units] == ["Sở A", "Sở B"]


def test_a_text_joined_across_lead_and_support_stands_for_both(tmp_path: Path) -> None:
    header = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")
    register, findings = read(tmp_path, rows(header, ("1", "Việc", "Sở A", "", "2026"), merges="C2:D2"))
    assert [unit.verbatim for unit in register.tasks[0].units] == ["Sở A", "Sở A"]
    assert findings == ()


def test_sections_of_one_number_keep_their_titles_and_tasks(tmp_path: Path) -> None:
    lines = (("II", "Hạ tầng", "", ""), TASKS[0], ("II", "Nhân lực", "", ""), TASKS[1])
    register, _ = read(tmp_path, rows(HEAD, *lines))
    assert [section.title for section in register.sections] == ["Hạ tầng", "Nhân lực"]
    assert [task.section for task in register.tasks] == [("II",), ("II. Nhân lực",)]


def test_a_state_of_another_office_is_understood(tmp_path: Path) -> None:
    lines = (
        ("1", "Việc một", "Đã hoàn thành"),
        ("2", "Việc hai", "Đang thực hiện"),
        ("3", "Việc ba", "Chưa hoàn thành"),
    )
    register, _ = read(tmp_path, rows(("STT", "Nhiệm vụ", "Tiến độ"), *lines))
    assert [task.status for task in register.tasks] == [Status.DONE, Status.RUNNING, Status.OPEN]


@pytest.mark.parametrize(
    "lines",
    [
        # The offices of people are the table's own, in capitals, without a number, below a joined one.
        (("Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("ĐẠI DIỆN CÁC HỘ", "CHỦ TỊCH XÃ", "KẾ TOÁN"),
         ("GIÁM ĐỐC QUỸ", "PHÓ CHỦ TỊCH XÃ", "KẾ TOÁN")),
        (("STT", "Nhiệm vụ", "Chủ trì"), ("", "Đại diện các hộ", "Chủ tịch"), ("", "Kế toán xã", "Phó Chủ tịch")),
        (("STT", "Nhiệm vụ", "Chức vụ", "Vai trò"), ("1", "Chủ tịch hội", "Chủ tịch", "Trưởng ban"),
         ("", "Giám đốc quỹ", "Giám đốc", "Đại diện quỹ")),
    ],
)  # fmt: skip
def test_rows_of_the_offices_of_people_are_no_signatures(tmp_path: Path, lines: Sequence[Sequence[str]]) -> None:
    register, _ = read(tmp_path, rows(*lines))
    assert len(register.tasks) == 2


def drawn(area: str, *lines: tuple) -> Callable[[Sheet], None]:
    """Rows with lines around each cell of an area."""
    from openpyxl.styles import Border, Side

    def fill(sheet: Sheet) -> None:
        rows(*lines)(sheet)
        for row in sheet[area]:
            for cell in row:
                cell.border = Border(bottom=Side(style="thin"))

    return fill


SAID = {
    "drawn column without a word": (drawn("A1:E3", HEAD, *TASKS[:2]), "V239", "E1", "Cột E"),
    "header again": (rows(HEAD, TASKS[0], HEAD, TASKS[1]), "V227", "A3", "STT"),
    "signatures": (rows(HEAD, *TASKS, (), ("", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC")), "V228", "B5", "GIÁM ĐỐC"),
    "signatures in each column": (
        rows(HEAD, *TASKS, ("NGƯỜI LẬP", "KẾ TOÁN", "CHÁNH VĂN PHÒNG", "GIÁM ĐỐC"), ("Họ và tên",) * 4),
        "V228", "A4", "CHÁNH VĂN PHÒNG",
    ),
    "signatures above a note": (
        rows(HEAD, *TASKS, ("NGƯỜI LẬP", "KẾ TOÁN", "CHÁNH VĂN PHÒNG", "GIÁM ĐỐC"), ("Họ và tên",) * 4,
             ("Ghi chú: số liệu tính đến hết ngày 30 tháng 6 năm 2026, đơn vị tính: triệu đồng",)),
        "V228", "A4", "CHÁNH VĂN PHÒNG",
    ),
    "title above": (rows(("PHỤ LỤC I",), (), HEAD, *TASKS), "V226", "A1", "PHỤ LỤC I"),
    "untitled column": (rows(HEAD, (*TASKS[0], "chữ lạc"), TASKS[1]), "V048", "E2", "chữ lạc"),
    "joined over the header's edge": (rows(HEAD, *TASKS, merges="D1:D2"), "V224", "D1", "Thời hạn"),
    "wrong total": (
        rows(("STT", "Nhiệm vụ", "Kinh phí"), ("1", "Một", 100), ("2", "Hai", 250), ("", "Tổng cộng", 400)),
        "V231", "C4", "400",
    ),
    "another table": (
        rows(HEAD, *TASKS, (), ("STT", "Tên đề án", "Cơ quan chủ trì", "Hạn"), ("1", "Đề án", "Sở B", "2027")),
        "V236", "A5", "Tên đề án",
    ),
    "two columns of one meaning": (
        rows((*HEAD[:3], "Cơ quan chủ trì"), ("1", "Việc", "Sở A", "Sở B")), "V042", "D1", "Cơ quan chủ trì",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAID)
def test_what_is_odd_is_said_with_its_cell(tmp_path: Path, kind: str) -> None:
    fill, code, cell, text = SAID[kind]
    try:
        _, findings = read(tmp_path, fill)
    except InputError as failure:
        findings = tuple(failure.findings)
    found = [finding for finding in findings if finding.code == code]
    assert [finding.place.cell for finding in found] == [cell]
    assert text in found[0].value + str(found[0].message)


def test_a_table_without_a_column_of_content_is_one_question(tmp_path: Path) -> None:
    lines = [(str(n), "Sở A", "Sở B", "2026") for n in range(1, 40)]
    header = ("STT", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")
    with pytest.raises(InputError) as refused:
        read(tmp_path, rows(header, *lines))
    assert [finding.code for finding in refused.value.findings] == ["V223"]
    assert "B “Đơn vị chủ trì”" in str(refused.value.findings[0].message)


def test_a_task_whose_words_are_titles_begins_no_other_table(tmp_path: Path) -> None:
    lines = (("I. NHÓM NHIỆM VỤ",), ("1.", "Nhiệm vụ thứ nhất", "Đã hoàn thành", "Đã hoàn thành"))
    register, findings = read(tmp_path, rows(HEAD, *lines, merges="A2:D2"))
    assert [task.text("stt") for task in register.tasks] == ["1."]
    assert "V236" not in {finding.code for finding in findings}


def test_a_table_whose_header_is_missing_is_asked_about(tmp_path: Path) -> None:
    """A row of a task is no header, however short its texts are."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, rows(("I", "XÂY DỰNG KẾ HOẠCH"), *((*line, "Báo cáo") for line in TASKS)))
    assert [finding.code for finding in refused.value.findings] == ["V040"]


def test_a_dossier_says_what_a_column_is(tmp_path: Path) -> None:
    fill = rows(("STT", "Nhiệm vụ", "Địa bàn", "Mốc"), ("1", "Việc", "Sở A", "30/6/2026"))
    register, _ = read(tmp_path, fill, meanings=(("C", "chu_tri"), ("Mốc", "thoi_han")))
    assert [column.key for column in register.columns] == ["stt", "noi_dung", "chu_tri", "thoi_han"]
    assert register.tasks[0].deadline.due == date(2026, 6, 30)


def test_hidden_rows_are_read_and_said_hidden_columns_are_not_printed(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows((*HEAD, "Nội bộ"), (*TASKS[0], "x"), (*TASKS[1], "y"))(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True

    register, findings = read(tmp_path, fill)
    assert [task.text("stt") for task in register.tasks] == ["1", "2"]
    assert sorted((finding.code, finding.place.cell) for finding in findings) == [("V229", "A3"), ("V230", "E1")]
    assert register.layout is not None and len(register.layout.columns) == 4
    kept, _ = read(tmp_path, fill, hidden_rows=False, hidden_columns=True)
    assert [task.text("stt") for task in kept.tasks] == ["1"]
    assert kept.layout is not None and len(kept.layout.columns) == 5


ASKED = {
    "columns left out": (", bo_cot: [Đơn vị chủ trì]", [[*HEAD[:2], HEAD[3]], [*TASKS[0][:2], TASKS[0][3]]]),
    "columns chosen": (
        ", cot: [noi_dung, {khoa: thoi_han, tieu_de: Hạn}]", [[HEAD[1], "Hạn"], [TASKS[0][1], TASKS[0][3]]],
    ),
    "numbers again": (", danh_so: lien-tuc, dau: .", [[*HEAD], ["1.", *TASKS[0][1:]]]),
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKED)
def test_what_a_dossier_asks_for_changes_just_that(tmp_path: Path, kind: str) -> None:
    asked, want = ASKED[kind]
    word, excel, _ = built(tmp_path / "bang", book(rows(HEAD, *TASKS)), asked)
    for grid in (word, [row for row in excel if len(row) == len(want[0])]):
        assert [[text for text, *_ in row] for row in grid[:2]] == want


def test_long_rows_with_joined_cells_may_break_over_pages(tmp_path: Path) -> None:
    """The rows of joined cells break where others do: a text of two pages beside a deadline joined over three tasks."""
    lines = [(str(n), f"Việc {n}. " + "nội dung dài " * 900, "Sở A", "2026" if n == 1 else "") for n in range(1, 4)]
    data = book(rows(HEAD, *lines, merges="D2:D4"))
    word, excel, _ = built(tmp_path / "bang", data)
    assert word == excel == sheet_grid(data)


def test_three_thousand_rows(tmp_path: Path) -> None:
    lines = [(str(n), f"Việc thứ {n}", "Sở A", "2026") for n in range(1, 3_001)]
    data = book(rows(HEAD, *lines))
    word, excel, _ = built(tmp_path / "bang", data)
    assert word == excel == sheet_grid(data)
