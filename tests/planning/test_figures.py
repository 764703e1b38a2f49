"""Figures in a report's text, and what changed between two states of a register."""

from datetime import date

import pytest
from tasks import register, task

from generator.planning.figures import figures
from generator.values.changes import ChangeKind, compare, words
from generator.values.findings import Place
from generator.values.model import FigureSource, Section

DAY = date(2024, 6, 30)
OLD = register(
    Section("A", "Chung", 1, ("A",)),
    task("A1", ("A",), don_vi_thuc_hien="Bộ Công an", thoi_han="Tháng 3/2024", dang_trien_khai="Đang làm"),
    task("A2", ("A",), thoi_han="Tháng 5/2024"),
    task("A3", ("A",)),
    task("A4", ("A",), van_ban_chi_dao="04/CT-TTg"),
)
NEW = register(
    Section("A", "Chung", 1, ("A",)),
    Section("B", "Riêng", 1, ("B",)),
    task("A1", ("A",), don_vi_thuc_hien="Bộ Công an", thoi_han="Tháng 3/2024", hoan_thanh="Đã xong"),
    task("A2", ("A",), thoi_han="Tháng 5/2024 (xin lùi 9/2024)", noi_dung="Việc A2 mới"),
    task("A4", ("B",), van_ban_chi_dao="04/CT-TTg\nNghị quyết số 50/NQ-CP ngày 08/4/2022"),
    task("A5", ("B",), source="A3"),
    task("A6", ("B",)),
)


def test_changes_task_by_task():
    found = [(c.kind, c.ma, c.before, c.after) for c in compare(OLD, NEW) if c.key not in ("hoan_thanh",)]
    assert found == [
        (ChangeKind.STATUS, "A1", "Đang triển khai", "Hoàn thành"),
        (ChangeKind.TEXT, "A1", "Đang làm", ""),
        (ChangeKind.TEXT, "A2", "Việc A2", "Việc A2 mới"),
        (ChangeKind.EXTENDED, "A2", "Tháng 5/2024", "Tháng 5/2024 (xin lùi 9/2024)"),
        (ChangeKind.MOVED, "A4", "A", "B"),
        (ChangeKind.CITED, "A4", "", "Nghị quyết số 50/NQ-CP ngày 08/4/2022"),
        (ChangeKind.ADDED, "A5", "", "Việc A5"),
        (ChangeKind.ADDED, "A6", "", "Việc A6"),
        (ChangeKind.MERGED, "A3", "Việc A3", "A5"),
    ]
    assert compare(NEW, NEW) == ()


def test_words_of_a_changed_text():
    found = words("Rà soát các văn bản", "Rà soát, sửa đổi các văn bản")
    assert "".join(w.text for w in found if w.sign != "+") == "Rà soát các văn bản"
    assert "".join(w.text for w in found if w.sign != "-") == "Rà soát, sửa đổi các văn bản"
    assert [w.sign for w in found] == [" ", "+", " "]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Có {so_nhiem_vu} việc, {so_hoan_thanh} xong ({ty_le_hoan_thanh}).", "Có 05 việc, 01 xong (20,0%)."),
        ("{theo_muc.A}/{theo_muc.B}; {theo_muc.A.hoan_thanh}", "02/03; 01"),
        ("{theo_don_vi.Bộ Công an}", "01"),
        ("{so_moi} {so_bo} {so_lui_han} {so_moi_hoan_thanh}", "02 0 01 01"),
        ("{trang_thai.chua-cap-nhat} {ngay_xet}", "04 ngày 30 tháng 6 năm 2024"),
        ("{{so_nhiem_vu}} {% x %}", "{so_nhiem_vu} {% x %}"),
    ],
)
def test_figures_in_a_text(text, filled):
    found, findings = figures(FigureSource(NEW, OLD), DAY).filled(text, Place())
    wrong = [f.value for f in findings]
    assert (found, wrong) == (filled, ["% x %"] if "%}" in text else [])


def test_an_unknown_figure_names_those_like_it():
    _, findings = figures(FigureSource(NEW), DAY).filled("{so_qua_hạn} {so_moi}", Place("van-ban.yaml", line=3))
    assert [(f.code, f.value, f.place.line) for f in findings] == [("V167", "so_qua_hạn", 3), ("V167", "so_moi", 3)]
    assert "so_qua_han" in str(findings[0].hint)
