"""Periods of reports: their days by the book, in the texts, the selection, the counts, rolled on, in forms."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.face.cli import run
from generator.facts.periods import following, period_at, period_kinds, period_of, preceding
from generator.keeping import reports_in
from generator.planning.documents import plan_dossier
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError
from generator.values.paths import texts

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("kind", "day", "start", "end", "name", "key"),
    [
        ("thang", "2026-11-01", "2026-10-15", "2026-11-14", "tháng 11 năm 2026", "2026-11"),
        ("thang", "2026-12-31", "2026-12-15", "2027-01-14", "tháng 01 năm 2027", "2027-01"),
        ("quy", "2026-11-01", "2026-09-15", "2026-12-14", "quý IV năm 2026", "2026-quy-4"),
        ("quy", "2025-12-15", "2025-12-15", "2026-03-14", "quý I năm 2026", "2026-quy-1"),
        ("6-thang", "2026-01-01", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026", "2026-6-thang-1"),
        ("6-thang", "2026-06-15", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026", "2026-6-thang-2"),
        ("9-thang", "2026-09-14", "2025-12-15", "2026-09-14", "9 tháng đầu năm 2026", "2026-9-thang"),
        ("nam", "2026-12-14", "2025-12-15", "2026-12-14", "năm 2026", "2026"),
    ],
)
def test_periods_by_the_book(kind: str, day: str, start: str, end: str, name: str, key: str) -> None:
    found = period_at(kind, date.fromisoformat(day))
    assert found and (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert (found.name, found.key, found.kind) == (name, key, kind)


def test_nine_months_do_not_hold_october() -> None:
    assert period_at("9-thang", date(2026, 10, 1)) is None


@given(DAYS, st.sampled_from([kind for kind in period_kinds() if kind != "9-thang"]))
def test_the_next_period_begins_the_day_after_and_back_again(day: date, kind: str) -> None:
    period = period_at(kind, day)
    assert period and period.holds(day)
    after = following(period)
    assert after.kind == kind and after.start == period.end + timedelta(days=1)
    assert preceding(after) == period and period_of(period.start, period.end) == period


@given(DAYS, st.integers(0, 500))
def test_days_of_an_office_of_its_own_move_without_a_gap(start: date, length: int) -> None:
    period = period_of(start, start + timedelta(days=length))
    after = following(period)
    assert after.start == period.end + timedelta(days=1) or after.kind == "9-thang"


def test_an_office_s_own_month_stays_a_month() -> None:
    period = period_of(date(2026, 10, 21), date(2026, 11, 20))
    assert period.name == "từ ngày 21 tháng 10 năm 2026 đến ngày 20 tháng 11 năm 2026"
    assert following(period) == period_of(date(2026, 11, 21), date(2026, 12, 20))
    assert following(period_of(date(2026, 1, 1), date(2026, 1, 31))).end == date(2026, 2, 28)


def dossier_at(folder: Path, period: str, more: str = "") -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append(("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Trạng thái"))
    due = ("14/11/2026", "15/11/2026", "14/12/2026", "Thường xuyên")
    for number, text in enumerate(due, start=1):
        book.active.append((f"NV{number}", str(number), f"Việc {number}", "Phòng A", text, "Chưa hoàn thành"))
    book.save(folder / "nv.xlsx")
    (folder / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nngay: 2026-11\n"
        f"ky_bao_cao: {period}\n"
        "trich_yeu: Kết quả {ky_bao_cao.ten}\nso_lieu: {nguon: nv.xlsx}\nky: {chuc_vu: Giám đốc}\n"
        "noi_nhan: [Lưu]\n"
        "noi_dung:\n"
        "  - 'Từ {ky_bao_cao.tu} đến {ky_bao_cao.den} có {so_den_han.ky_bao_cao} việc đến hạn, {so_qua_han} quá hạn.'\n"
        "  - 'Trong {ky_sau.ten} có {so_den_han.ky_sau} việc; {{nguyên}}.'\n"
        "  - bang: {nguon: nv.xlsx, loc: {thoi_han: ky_sau}}\n" + more,
        "utf-8",
    )
    return folder


MONTH = "{tu: 2026-10-15, den: 2026-11-14}"


def test_a_period_in_texts_selection_and_counts(tmp_path: Path) -> None:
    dossier, _ = load_dossier(
        dossier_at(tmp_path / "bc", MONTH, "kem_theo: [{loai: phu-luc, trich_yeu: '{ky_sau.ten}'}]")
    )
    plan, _ = plan_dossier(dossier, dossier.judged_on(date(2026, 11, 20)))
    main, annex = plan.documents
    assert main.subject == "Kết quả tháng 11 năm 2026" and annex.subject == "THÁNG 12 NĂM 2026"
    said = [block.text for block in main.blocks if block.text]
    assert said[0] == ("Từ ngày 15 tháng 10 năm 2026 đến ngày 14 tháng 11 năm 2026 có 01 việc đến hạn, 0 quá hạn.")
    assert said[1].startswith("Trong tháng 12 năm 2026 có 02 việc; {nguyên}")
    (table,) = main.tables
    assert [row.task.ma for row in table.tasks] == ["NV2", "NV3"]
    assert "trich_yeu" not in {path[-1] for path, _ in texts(dossier)}


@pytest.mark.parametrize(
    "period", ["{loai: thang, ngay: 2026-11}", "{loai: thang, ngay: 2026-11-02}", "{loai: thang, ngay: 11/2026}", MONTH]
)
def test_a_period_is_said_by_its_days_or_by_its_kind(tmp_path: Path, period: str) -> None:
    dossier, _ = load_dossier(dossier_at(tmp_path / "bc", period))
    assert dossier.document.period == period_at("thang", date(2026, 11, 1))


@pytest.mark.parametrize(
    "period",
    ["{loai: thang}", "{loai: thang, ngay: 2026}", "{tu: 2026-10-15}", "{tu: 2026-11-14, den: 2026-10-15}", "{}",
     "{tu: 2026-10-15, den: 9999-12-31}", "{loai: thang, ngay: 9999-12}",
     "{loai: 9-thang, ngay: 2026-10}", "{loai: thang, ngay: 2026-11, tu: 2026-10-15, den: 2026-11-14}"],
)  # fmt: skip
def test_a_period_that_is_not_clear_is_asked_about(tmp_path: Path, period: str) -> None:
    with pytest.raises(InputError) as failure:
        load_dossier(dossier_at(tmp_path / "bc", period))
    assert failure.value.findings[0].code == "V300"


def test_a_report_is_judged_on_its_closing_day_and_not_before_it_came(tmp_path: Path) -> None:
    dossier, _ = load_dossier(dossier_at(tmp_path / "bc", MONTH))
    assert dossier.judged_on(date(2026, 11, 20)) == date(2026, 11, 14)
    assert dossier.judged_on(date(2026, 11, 1)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("period", "to", "folder", "after"),
    [
        (MONTH, (), "bc-2026-12", MONTH.replace("2026-11-14", "2026-12-14").replace("2026-10-15", "2026-11-15")),
        (MONTH, ("--to", "2027-02"), "bc-2027-02", "{tu: 2027-01-15, den: 2027-02-14}"),
        ("{loai: quy, ngay: 2026-11}", (), "bc-2027-quy-1", "{loai: quy, ngay: 2027-03}"),
        ("{loai: nam, ngay: 2026}", (), "bc-2027", "{loai: nam, ngay: 2027-12}"),
        ("{tu: 2026-10-21, den: 2026-11-20}", ("--to", "12/2026"), "bc-2026-11-21_2026-12-20",
         "{tu: 2026-11-21, den: 2026-12-20}"),
    ],
)  # fmt: skip
def test_roll_goes_to_the_next_period_of_the_same_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], period: str, to: tuple[str, ...], folder: str, after: str
) -> None:
    assert run(["roll", str(dossier_at(tmp_path / "bc", period)), *to]) == 0
    made = tmp_path / folder
    assert f"ky_bao_cao: {after}\n" in (made / "van-ban.yaml").read_text("utf-8")
    assert "V178" not in capsys.readouterr().out
    dossier, _ = load_dossier(made)
    assert dossier.document.dated.month == dossier.document.period.end.month  # type: ignore[union-attr]
    if not to:
        assert run(["roll", str(made)]) == 0
        assert len([*tmp_path.iterdir()]) == 3


def test_roll_without_a_period_asks_which_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dossier_at(tmp_path / "bc", MONTH)
    text = (folder / "van-ban.yaml").read_text("utf-8").replace(f"ky_bao_cao: {MONTH}\n", "")
    (folder / "van-ban.yaml").write_text(text.replace("{ky_bao_cao.ten}", ""), "utf-8")
    assert run(["roll", str(folder)]) in (2, 4)


def test_forms_and_collect_name_the_period(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc", "{loai: quy, ngay: 2026-11}")
    generator.forms(folder, tmp_path / "phieu", date(2026, 12, 16))
    assert reports_in.load(folder).period == "2026-quy-4"
    (form,) = (path for path in (tmp_path / "phieu").glob("*.xlsx") if path.name != "danh-sach-gui.xlsx")
    guide = openpyxl.load_workbook(form)["Hướng dẫn"]
    assert guide["A1"].value == "PHIẾU BÁO CÁO KẾT QUẢ – kỳ quý IV năm 2026"
    assert guide["A3"].value == "Kết quả quý IV năm 2026"
    found = generator.collect(tmp_path / "phieu", folder)
    assert [unit.states[0].value for unit in found.units] == ["ô trống"]
