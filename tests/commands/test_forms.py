"""Forms to units: each task once, with the unit that leads it; open cells, protection, lists; the same bytes."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA

import generator
from generator.books import forms as books
from generator.commands.track import register_of
from generator.keeping import reports_in
from generator.values.errors import InputError, UsageError
from generator.values.model import Status

DUE = date(2026, 12, 20)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "142-qd-vpcp"))


def workbooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.xlsx") if path.name != "danh-sach-gui.xlsx")


def test_each_open_task_is_asked_once_of_the_unit_that_leads_it(dossier: Path, tmp_path: Path) -> None:
    made = generator.forms(dossier, tmp_path / "phieu", DUE)
    asked: list[str] = []
    for path in workbooks(tmp_path / "phieu"):
        sheet = openpyxl.load_workbook(path)[books.REPORT]
        asked += [row[0].value for row in sheet.iter_rows(min_row=books.HEAD_ROW + 1)]
        assert path.with_suffix(".txt").read_text(encoding="utf-8-sig").startswith("Kính gửi: ")
    register = register_of(dossier)
    wanted = [task.ma for task in register.tasks if task.status is not Status.DONE]
    assert sorted(asked) == sorted(wanted)
    assert made.exit_code == 0
    assert {path.name for path in made.files} == {path.name for path in (tmp_path / "phieu").glob("*.xlsx")}
    kept = reports_in.load(dossier)
    assert sorted(row.partition("|")[2] for rows in kept.asked.values() for row in rows) == sorted(wanted)
    assert (kept.period, kept.due) == ("2024-03", "2026-12-20")


def test_only_the_cells_for_results_are_open_and_text(dossier: Path, tmp_path: Path) -> None:
    generator.forms(dossier, tmp_path / "phieu", DUE)
    book = openpyxl.load_workbook(workbooks(tmp_path / "phieu")[0])
    assert book.sheetnames[0] == books.GUIDE
    guide = [row[0].value for row in book[books.GUIDE].iter_rows() if row[0].value]
    assert [line[:2] for line in guide[-5:]] == ["1.", "2.", "3.", "4.", "5."]
    assert "20/12/2026" in guide[-1]
    sheet = book[books.REPORT]
    assert sheet.protection.sheet and sheet.protection.password is None and not sheet.protection.formatRows
    rows = list(sheet.iter_rows(min_row=books.HEAD_ROW + 1))
    assert {cell.column_letter for row in rows for cell in row if not cell.protection.locked} == {"G", "H"}
    assert {cell.number_format for row in rows for cell in row} == {"@"}
    assert {sheet.row_dimensions[row[0].row].height for row in rows} == {None}
    (states,) = sheet.data_validations.dataValidation
    assert states.formula1 == '"Hoàn thành,Chưa hoàn thành,Đang triển khai,Thường xuyên"'
    assert str(states.sqref) == f"G5:G{4 + len(rows)}"
    assert sheet.column_dimensions["I"].hidden and book[books.HIDDEN].sheet_state == "veryHidden"
    assert any(not cell.protection.locked for row in book[books.NEW].iter_rows() for cell in row)


def test_forms_have_the_same_bytes_and_no_folder_is_written_over(dossier: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        generator.forms(dossier, tmp_path / name, DUE, support=True)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    with pytest.raises(UsageError) as failure:
        generator.forms(dossier, tmp_path / "a", DUE)
    assert [finding.code for finding in failure.value.findings] == ["V292"]


def test_what_a_unit_supports_is_shown_apart_on_request(dossier: Path, tmp_path: Path) -> None:
    generator.forms(dossier, tmp_path / "a", DUE)
    generator.forms(dossier, tmp_path / "b", DUE, support=True)
    plain, apart = ([openpyxl.load_workbook(p).sheetnames for p in workbooks(tmp_path / n)] for n in "ab")
    assert not any(books.APART in names for names in plain)
    assert any(books.APART in names for names in apart)


def test_tasks_without_a_unit_are_said_and_last_results_shown(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "a"
    folder.mkdir(parents=True)
    head = "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nngay: 2026-11\ntrich_yeu: Kết quả\n"
    (folder / "van-ban.yaml").write_text(
        f"{head}noi_nhan: [Lưu]\nky: {{chuc_vu: Giám đốc}}\nnoi_dung: [{{bang: {{nguon: nv.json}}}}]\n", "utf-8"
    )
    tasks = [
        {"Mã": "N1", "Nội dung": "Việc một", "Đơn vị chủ trì": "Phòng A", "Kết quả kỳ trước": "Đã trình"},
        {"Mã": "N2", "Nội dung": "Việc hai"},
        {"Mã": "N3", "Nội dung": "Việc ba", "Đơn vị chủ trì": "Phòng A", "Trạng thái": "Hoàn thành"},
    ]
    (folder / "nv.json").write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    made = generator.forms(folder, tmp_path / "phieu", DUE)
    assert sorted((finding.code, finding.severity.value) for finding in made.findings) == [
        ("V288", "nên sửa"),
        ("V291", "lưu ý"),
    ]
    sheet = openpyxl.load_workbook(workbooks(tmp_path / "phieu")[0])[books.REPORT]
    assert [(row[0].value, row[5].value) for row in sheet.iter_rows(min_row=5)] == [("N1", "Đã trình")]
    (folder / "nv.json").write_text(json.dumps(tasks[1:], ensure_ascii=False), "utf-8")
    with pytest.raises(InputError) as failure:
        generator.forms(folder, tmp_path / "khac", DUE)
    assert [finding.code for finding in failure.value.findings] == ["V288"]
    assert not (tmp_path / "khac").exists()


def test_a_damaged_record_is_refused(dossier: Path, tmp_path: Path) -> None:
    (dossier / reports_in.NAME).write_text("{}", "utf-8")
    with pytest.raises(InputError) as failure:
        generator.forms(dossier, tmp_path / "a", DUE)
    assert [finding.code for finding in failure.value.findings] == ["V287"]
    assert not (tmp_path / "a").exists()


def test_tasks_given_to_many_have_one_form_and_it_is_said(tmp_path: Path) -> None:
    dossier = Path(shutil.copytree(DATA / "phu-luc-hcmc", tmp_path / "data" / "phu-luc-hcmc"))
    made = generator.forms(dossier, tmp_path / "phieu", DUE)
    told = [str(finding.message) for finding in made.findings if finding.code == "V293"]
    names = {openpyxl.load_workbook(path)[books.REPORT]["A2"].value for path in workbooks(tmp_path / "phieu")}
    assert told and all(any(f"“{name.partition(': ')[2]}”" in said for name in names) for said in told)
