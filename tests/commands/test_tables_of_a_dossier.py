"""Every table of a dossier counts, wherever it stands: `diff`, `coverage`, `roll`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.commands.track import others_left, register_of
from generator.face.cli import run

HEAD = "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Kết quả\n"
NESTED = HEAD + "noi_dung:\n  - muc: Một\n    noi_dung:\n      - bang: {nguon: mot.xlsx}\n"
SECOND = HEAD + "noi_dung:\n  - bang: {nguon: khong.xlsx}\n  - bang: {nguon: mot.xlsx}\n"
ANNEX = HEAD + (
    "noi_dung: [Lời.]\nkem_theo:\n  - {loai: phu-luc, trich_yeu: A, bang: {nguon: khong.xlsx}}\n"
    "  - {loai: phu-luc, trich_yeu: B, noi_dung: [{muc: Một, noi_dung: [{bang: {nguon: mot.xlsx}}]}]}\n"
)
CHART = HEAD + "noi_dung:\n  - bang: {nguon: khong.xlsx}\n  - bieu_do: {nguon: mot.xlsx, tong_hop: trang_thai}\n"
FIGURES = HEAD + "so_lieu: {nguon: mot.xlsx}\nnoi_dung: ['Có {so_nhiem_vu} nhiệm vụ.']\n"
PLACES = pytest.mark.parametrize("text", [NESTED, SECOND, ANNEX, CHART, FIGURES])


def book(path: Path, *rows: tuple[str, ...]) -> None:
    made = Workbook()
    for row in (("Mã", "STT", "Nội dung nhiệm vụ", "Thời hạn", "Kết quả"), *rows):
        made.active.append(row)
    made.save(path)


def dossier(folder: Path, text: str, deadline: str = "Tháng 3/2026") -> Path:
    folder.mkdir(parents=True)
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    book(folder / "mot.xlsx", ("M1", "1", "Việc một", deadline, "Đang làm"))
    book(folder / "khong.xlsx", ("K1", "1", "Việc không đổi", "Tháng 1/2026", ""))
    return folder


def changes(capsys: pytest.CaptureFixture[str], *sides: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    capsys.readouterr()
    assert run(["diff", *map(str, sides), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    return said["changes"], said["findings"]


@PLACES
def test_diff_sees_a_table_wherever_it_stands(tmp_path, capsys, text):
    sides = dossier(tmp_path / "cu", text), dossier(tmp_path / "moi", text, "Tháng 9/2026")
    found, notes = changes(capsys, *sides)
    assert [(one["ma"], one["kind"], one["after"]) for one in found] == [("M1", "lùi thời hạn", "Tháng 9/2026")]
    assert notes == []
    assert changes(capsys, sides[0], sides[0]) == ([], [])
    if "khong.xlsx" in text:
        assert found[0]["table"] == "mot.xlsx : Sheet"
        assert run(["diff", *map(str, sides), "--xlsx", str(tmp_path / "d.xlsx")]) == 0
        rows = list(load_workbook(tmp_path / "d.xlsx").active.iter_rows(values_only=True))
        assert (rows[0][6], rows[1][6]) == ("Bảng", "mot.xlsx : Sheet")
        assert "mot.xlsx : Sheet:" in capsys.readouterr().out


def test_a_table_put_before_another_does_not_change_which_is_which(tmp_path, capsys):
    old = dossier(tmp_path / "cu", HEAD + "noi_dung:\n  - bang: {nguon: mot.xlsx}\n")
    found, notes = changes(capsys, old, dossier(tmp_path / "moi", SECOND))
    assert [(one["ma"], one["kind"], one["table"]) for one in found] == [("K1", "thêm", "khong.xlsx : Sheet")]
    assert [(one["code"], one["file"]) for one in notes] == [("V192", str(tmp_path / "moi"))]
    found, notes = changes(capsys, tmp_path / "moi", old)
    assert [(one["ma"], one["kind"]) for one in found] == [("K1", "bỏ")]
    assert "khong.xlsx" in notes[0]["message"]


def test_tables_of_annexes_that_changed_places_stay_each_others(tmp_path, capsys):
    one = "  - {loai: phu-luc, trich_yeu: Danh mục thứ nhất, bang: {nguon: mot.xlsx}}\n"
    other = "  - {loai: phu-luc, trich_yeu: Những việc khác hẳn, bang: {nguon: khong.xlsx}}\n"
    old = dossier(tmp_path / "cu", HEAD + "kem_theo:\n" + one + other)
    new = dossier(tmp_path / "moi", HEAD + "kem_theo:\n" + other + one)
    assert not [change for change in changes(capsys, old, new)[0] if change.get("table")]


def test_a_table_whose_file_has_another_name_is_told_by_its_place(tmp_path, capsys):
    old = dossier(tmp_path / "cu", NESTED)
    new = dossier(tmp_path / "moi", NESTED.replace("mot.xlsx", "doi-ten.xlsx"), "Tháng 9/2026")
    (new / "mot.xlsx").rename(new / "doi-ten.xlsx")
    found, notes = changes(capsys, old, new)
    assert ([one["ma"] for one in found], notes) == (["M1"], [])


@PLACES
def test_coverage_counts_every_table_and_says_which(tmp_path, capsys, text):
    folder = dossier(tmp_path / "x", text, "Chừng nào xong")
    assert run(["coverage", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    several = "khong.xlsx" in text
    assert found["tasks"] == 1 + several
    assert found["columns"]["thoi_han"]["cells"] == 1 + several
    assert sorted(one["table"] for one in found.get("tables", [])) == (
        ["khong.xlsx : Sheet", "mot.xlsx : Sheet"] if several else []
    )
    assert run(["coverage", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "Chừng nào xong" in out
    assert ("mot.xlsx : Sheet:" in out) is several


@PLACES
def test_roll_carries_every_table(tmp_path, text):
    folder = dossier(tmp_path / "x", text)
    assert run(["roll", str(folder), "--to", "2026-04"]) == 0
    (task,) = register_of(tmp_path / "x-2026-04" / "mot.xlsx").tasks
    assert (task.text("ket_qua"), task.text("ket_qua_ky_truoc")) == ("", "Đang làm")
    shutil.rmtree(tmp_path / "x-2026-04")


def test_a_plan_from_a_dossier_of_two_tables_says_which_it_was_made_from(tmp_path, capsys):
    folder = dossier(tmp_path / "x", SECOND)
    made = Workbook()
    made.active.append(("Mã", "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì"))
    made.active.append(("K1", "1", "Việc", "Bộ Tư pháp"))
    made.save(folder / "khong.xlsx")
    call = ["new", "--kind", "ke-hoach", "--from", str(folder), "--loc", "Bộ Tư pháp", "--to", str(tmp_path / "kh")]
    assert run(call) == 0
    said = capsys.readouterr().err
    assert "V191" in said and "mot.xlsx : Sheet" in said


def test_other_sheets_of_a_workbook_that_is_named_for_its_register_are_said(tmp_path):
    """`diff` and what else counts the first register alone quote what it leaves."""
    book = Workbook()
    for sheet, task in ((book.active, "Việc một"), (book.create_sheet("Tháng 2"), "Việc hai")):
        sheet.append(("STT", "Nhiệm vụ", "Đơn vị chủ trì"))
        sheet.append(("1", task, "Sở Nội vụ"))
    book.save(tmp_path / "mot.xlsx")
    (left,) = others_left(tmp_path / "mot.xlsx")
    assert (left.code, left.place.sheet) == ("V238", "Tháng 2") and "Việc hai" in left.value
