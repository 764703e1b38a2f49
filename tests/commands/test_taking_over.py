"""A plan made from a shared register, and the register moving on: what comes over, what stays, what is asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.commands.track import register_of
from generator.face.cli import run
from generator.keeping import sources as source_files

HEADER = ("Mã", "STT", "Nội dung, nhiệm vụ", "Văn bản chỉ đạo", "Đơn vị chủ trì", "Đơn vị phối hợp",
          "Thời gian hoàn thành", "Hoàn thành, sản phẩm", "Đang triển khai")  # fmt: skip
ROWS = (
    (None, "A", "Nhiệm vụ về thể chế"),
    ("A1", "1", "Trình Nghị định về định danh", "Nghị quyết số 50/NQ-CP ngày 08/4/2022", "Bộ Tư pháp", "Bộ Công an",
     "Tháng 3/2024"),
    ("A2", "2", "Rà soát văn bản", "Nghị quyết số 50/NQ-CP ngày 08/4/2022", "Bộ Công an", "Bộ Tư pháp", "Quý II/2024"),
    ("A3", "3", "Việc của bộ khác", "", "Bộ Tài chính", "", "Quý II/2024"),
    (None, "B", "Nhiệm vụ về dữ liệu"),
    ("B1", "4", "Kết nối cơ sở dữ liệu hộ tịch", "", "Bộ Tư pháp", "", "Thường xuyên"),
    ("B2", "5", "Số hóa sổ hộ tịch", "", "Bộ Tư pháp", "", "31/12/2024"),
)  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with the register so.xlsx and the plan kh/ that was made from it."""
    made = Workbook()
    for row in (HEADER, *ROWS):
        made.active.append(row)
    made.save(tmp_path / "so.xlsx")
    call = ["new", "--kind", "ke-hoach", "--from", str(tmp_path / "so.xlsx"), "--loc", "Bộ Tư pháp"]
    assert run([*call, "--to", str(tmp_path / "kh")]) == 0
    return tmp_path


def test_a_row_under_a_joined_cell_has_its_text_in_the_plan(tmp_path: Path) -> None:
    book, sheet = (made := Workbook()), made.active
    for row in (HEADER, *(row for row in ROWS if row[0])):
        sheet.append(row)
    sheet.merge_cells("G2:G4")
    book.save(tmp_path / "so.xlsx")
    call = ["new", "--kind", "ke-hoach", "--from", str(tmp_path / "so.xlsx"), "--loc", "Bộ Công an"]
    assert run([*call, "--to", str(tmp_path / "kh")]) == 0
    assert [task.text("thoi_han") for task in register_of(tmp_path / "kh").tasks] == ["Tháng 3/2024"] * 2


def edit(file: Path, change: Callable[[Worksheet], object]) -> None:
    """Somebody works in a workbook."""
    book = load_workbook(file)
    change(book.active)
    book.save(file)


def put(file: Path, ma: str, title: str, text: str) -> None:
    """A text into the row of an id (in a plan: of the register's id)."""

    def change(sheet: Worksheet) -> None:
        titles = {cell.value: cell.column for cell in sheet[1]}
        key = titles.get("Nguồn", titles["Mã"])
        row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, key).value == ma)
        sheet.cell(row, titles[title]).value = text

    edit(file, change)


def drop(file: Path, ma: str) -> None:
    """The row of an id goes."""

    def change(sheet: Worksheet) -> None:
        titles = {cell.value: cell.column for cell in sheet[1]}
        key = titles.get("Nguồn", titles["Mã"])
        sheet.delete_rows(next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, key).value == ma))

    edit(file, change)


def plan(work: Path) -> dict[str, dict[str, str]]:
    """The plan's tasks by their row of the register."""
    return {task.source: dict(task.texts) for task in register_of(work / "kh").tasks}


def diff(work: Path, *options: str) -> int:
    """`vanban diff kh so.xlsx …`"""
    return run(["diff", str(work / "kh"), str(work / "so.xlsx"), *options])


def moved(work: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    """What `diff` shows: id, kind, column."""
    capsys.readouterr()
    assert diff(work, "--json") == 0
    return [(c["ma"], c["kind"], c["key"]) for c in json.loads(capsys.readouterr().out)["changes"]]


def state(work: Path) -> dict[str, bytes]:
    """The bytes of every file of the plan."""
    return {path.name: path.read_bytes() for path in sorted((work / "kh").iterdir())}


def test_nothing_moved(work, capsys):
    before = state(work)
    assert moved(work, capsys) == []
    assert diff(work, "--take") == 0
    assert state(work) == before


def test_what_only_the_register_changed_comes_over_and_the_units_own_words_stay(work, capsys):
    put(work / "kh" / "nhiem-vu.xlsx", "A1", "Đơn vị chủ trì", "Vụ Pháp luật")
    put(work / "kh" / "nhiem-vu.xlsx", "A2", "Sản phẩm", "Báo cáo")
    put(work / "so.xlsx", "A1", "Thời gian hoàn thành", "Tháng 6/2024")
    put(work / "so.xlsx", "A1", "Đang triển khai", "Đã trình")
    put(work / "so.xlsx", "A3", "Thời gian hoàn thành", "Quý IV/2024")
    assert moved(work, capsys) == [
        ("A1", "đổi trạng thái", "trang_thai"),
        ("A1", "lùi thời hạn", "thoi_han"),
        ("A1", "sửa chữ", "dang_trien_khai"),
    ]
    assert diff(work, "--take") == 0
    assert plan(work)["A1"] | {"thoi_han": "Tháng 6/2024", "chu_tri": "Vụ Pháp luật"} == plan(work)["A1"]
    assert plan(work)["A2"]["san_pham"] == "Báo cáo"
    assert moved(work, capsys) == []


def test_a_new_task_of_the_unit_comes_below_its_neighbour_with_an_id(work, capsys):
    edit(work / "so.xlsx", lambda sheet: sheet.insert_rows(4))
    edit(work / "so.xlsx", lambda sheet: [
        sheet.cell(4, column, text) for column, text in enumerate(
            ("A9", "9", "Việc mới giao", "", "Bộ Tư pháp", "", "31/12/2026"), 1)])  # fmt: skip
    assert moved(work, capsys) == [("A9", "thêm", "")]
    assert diff(work, "--take") == 0
    tasks = register_of(work / "kh").tasks
    assert [(task.ma, task.source) for task in tasks[:3]] == [("KH001", "A1"), ("KH005", "A9"), ("KH002", "A2")]
    assert tasks[1].text("thoi_han") == "31/12/2026"
    assert tasks[1].section == tasks[0].section
    assert (tasks[1].parent, tasks[1].text("stt")) == ("", "5")
    assert diff(work, "--take") == 0
    assert len(register_of(work / "kh").tasks) == 5
    options = ["--format", "docx", "--out", str(work / "out"), "--as-of", "2024-06-01"]
    assert run(["build", str(work / "kh"), *options]) == 0
    table = next(table for table in Document(work / "out" / "kh" / "kh.docx").tables if len(table.rows) > 5)
    numbered = [row.cells[0].text for row in table.rows[1:] if row.cells[0].text.isdecimal()]
    assert numbered == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("side", "kept"), [("--ours", "Việc viết lại"), ("--theirs", "Trình Nghị định mới")])
def test_what_both_changed_is_asked_and_then_settled(work, capsys, side, kept):
    put(work / "kh" / "nhiem-vu.xlsx", "A1", "Nội dung, nhiệm vụ", "Việc viết lại")
    put(work / "so.xlsx", "A1", "Nội dung, nhiệm vụ", "Trình Nghị định mới")
    put(work / "so.xlsx", "A2", "Thời gian hoàn thành", "Quý IV/2024")
    before = state(work)
    assert diff(work) == 0
    assert "V155" in capsys.readouterr().err, "seen before anything is taken"
    assert diff(work, "--take") == 7
    error = capsys.readouterr().err
    assert "V155" in error
    assert all(text in error for text in ("Trình Nghị định về định danh", "Việc viết lại", "Trình Nghị định mới"))
    assert state(work) == before
    assert diff(work, "--take", side) == 0
    assert plan(work)["A1"]["noi_dung"] == kept
    assert plan(work)["A2"]["thoi_han"] == "Quý IV/2024"
    assert diff(work, "--take") == 0, "settled once, it is not asked again"
    assert plan(work)["A1"]["noi_dung"] == kept


def test_a_row_that_the_register_lost_goes_on_request_only(work, capsys):
    put(work / "kh" / "nhiem-vu.xlsx", "B1", "Đơn vị chủ trì", "Cục Hộ tịch")
    drop(work / "so.xlsx", "B1")
    assert moved(work, capsys) == [("B1", "bỏ", "")]
    assert diff(work, "--take") == 0
    assert "V157" in capsys.readouterr().err
    assert plan(work)["B1"]["chu_tri"] == "Cục Hộ tịch"
    assert moved(work, capsys) == [("B1", "bỏ", "")], "said again until it is let go"
    assert diff(work, "--take", "--delete") == 0
    assert "B1" not in plan(work)
    assert moved(work, capsys) == []


def test_a_row_that_the_plan_let_go_does_not_come_back_unasked(work, capsys):
    drop(work / "kh" / "nhiem-vu.xlsx", "A2")
    assert diff(work, "--take") == 0
    assert "A2" not in plan(work)
    put(work / "so.xlsx", "A2", "Thời gian hoàn thành", "Quý IV/2024")
    assert diff(work, "--take") == 7
    assert "(đã xóa)" in capsys.readouterr().err
    assert diff(work, "--take", "--theirs") == 0
    assert plan(work)["A2"]["thoi_han"] == "Quý IV/2024"
    assert diff(work, "--take") == 0
    assert len(plan(work)) == 4


def test_a_role_that_changed_is_said(work, capsys):
    put(work / "so.xlsx", "A2", "Đơn vị phối hợp", "Bộ Y tế")
    put(work / "so.xlsx", "A1", "Đơn vị chủ trì", "Bộ Công an")
    put(work / "so.xlsx", "A1", "Đơn vị phối hợp", "Bộ Tư pháp")
    assert diff(work) == 0
    error = capsys.readouterr().err
    assert error.count("V154") == 2
    assert "Bộ Tư pháp: trước phối hợp, nay không giao." in error
    assert "Bộ Tư pháp: trước chủ trì, nay phối hợp." in error


def test_a_task_of_several_rows_is_left_to_a_person(work, capsys):
    put(work / "kh" / "nhiem-vu.xlsx", "B1", "Nguồn", "B1, B2")
    drop(work / "kh" / "nhiem-vu.xlsx", "B2")
    put(work / "so.xlsx", "B2", "Thời gian hoàn thành", "31/12/2025")
    before = plan(work)
    assert diff(work, "--take") == 0
    assert "V156" in capsys.readouterr().err
    assert plan(work) == before


def test_a_row_divided_among_several_tasks_changes_them_all(work):
    def divide(sheet: Worksheet) -> None:
        row = [cell.value for cell in sheet[3]]
        assert row[-1] == "A1"
        sheet.insert_rows(4)
        for column, text in enumerate(["KH900", *row[1:]], 1):
            sheet.cell(4, column).value = text

    edit(work / "kh" / "nhiem-vu.xlsx", divide)
    put(work / "so.xlsx", "A1", "Thời gian hoàn thành", "Tháng 6/2024")
    assert diff(work, "--take") == 0
    due = {task.ma: task.text("thoi_han") for task in register_of(work / "kh").tasks if task.source == "A1"}
    assert due == {"KH001": "Tháng 6/2024", "KH900": "Tháng 6/2024"}


def test_a_task_tied_by_hand_starts_from_today(work):
    put(work / "kh" / "nhiem-vu.xlsx", "B2", "Nguồn", "A3")
    before = plan(work)
    assert diff(work, "--take") == 0
    assert plan(work) == before


def test_stopped_between_the_two_files_the_next_time_goes_on(work, monkeypatch):
    put(work / "so.xlsx", "A1", "Thời gian hoàn thành", "Tháng 6/2024")
    put(work / "so.xlsx", "A3", "Đơn vị phối hợp", "Bộ Tư pháp")
    real = source_files.replace
    monkeypatch.setattr(source_files, "replace", lambda made: real(dict([*made.items()][:1])))
    assert diff(work, "--take") == 0
    monkeypatch.undo()
    half = state(work)
    assert diff(work, "--take") == 0
    assert state(work)["nhiem-vu.xlsx"] == half["nhiem-vu.xlsx"]
    assert state(work)["so-goc.xlsx"] != half["so-goc.xlsx"]
    assert [*plan(work)] == ["A1", "A2", "A3", "B1", "B2"]


def test_a_dossier_that_keeps_no_register_cannot_take(work, capsys):
    assert run(["diff", str(DATA / "142-qd-vpcp"), str(work / "so.xlsx"), "--take"]) == 2
    assert "V153" in capsys.readouterr().err


def test_an_unknown_unit_or_a_lost_file_is_said_with_its_place(work, capsys):
    source = work / "kh" / "van-ban.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('don_vi: "Bộ Tư pháp"', 'don_vi: "Bộ Tư phát"'), encoding="utf-8")
    (work / "kh" / "so-goc.xlsx").unlink()
    assert diff(work) == 4
    error = capsys.readouterr().err
    assert "V160" in error
    assert "V029" in error
    assert error.count("van-ban.yaml") >= 2


def test_the_national_register_and_the_ministrys_plan(tmp_path, capsys):
    """148 tasks: unchanged there is nothing to say; a changed deadline is the one thing said."""
    national = Path(shutil.copytree(DATA / "phu-luc-03", tmp_path / "so"))
    call = ["new", "--kind", "ke-hoach", "--from", str(national), "--loc", "Bộ Tư pháp", "--to", str(tmp_path / "kh")]
    assert run(call) == 0
    capsys.readouterr()
    assert run(["diff", str(tmp_path / "kh"), str(national), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["changes"], said["findings"]) == ([], [])
    put(national / "nhiem-vu.xlsx", "A1", "Thời gian hoàn thành", "Quý IV/2026")
    assert run(["diff", str(tmp_path / "kh"), str(national), "--take"]) == 0
    tasks = {task.source: task for task in register_of(tmp_path / "kh").tasks}
    assert tasks["A1"].text("thoi_han") == "Quý IV/2026"
    assert len(tasks) == 148


def test_two_states_of_a_plan_are_compared_as_plans(work, capsys):
    shutil.copytree(work / "kh", work / "kh-2")
    put(work / "kh-2" / "nhiem-vu.xlsx", "A1", "Đơn vị chủ trì", "Vụ Pháp luật")
    capsys.readouterr()
    assert run(["diff", str(work / "kh"), str(work / "kh-2"), "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(change["key"], change["after"]) for change in changes] == [("chu_tri", "Vụ Pháp luật")]


def test_a_new_task_of_another_section_is_said(work, capsys):
    def add(sheet: Worksheet) -> None:
        sheet.append([None, "C", "Nhiệm vụ về hạ tầng"])
        sheet.append(["C1", "6", "Việc ở mục mới", "", "Bộ Tư pháp", "", "31/12/2026"])

    edit(work / "so.xlsx", add)
    assert diff(work, "--take") == 0
    error = capsys.readouterr().err
    assert "V158" in error
    assert "“Nhiệm vụ về hạ tầng”" in error
    assert [*plan(work)] == ["A1", "A2", "B1", "B2", "C1"]
