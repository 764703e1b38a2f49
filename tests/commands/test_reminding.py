"""The reports an office owes, letters to units that did not report, the report's set and its note of reconciliation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

import generator
from generator.commands.init import create
from generator.commands.report_calendar import Standing, calendar
from generator.face.cli import run
from generator.keeping import reports_in
from generator.planning.figure_rows import rows_counted
from generator.planning.figures import figures
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.findings import Severity

DUE = date(2030, 1, 22)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    create(tmp_path, "yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


REPORT = Path("data/bao-cao-mau")


def lines(path: Path, sheet: str) -> list[tuple[str, ...]]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True)
    return [tuple(str(cell or "") for cell in row) for row in rows]


# --- calendar --------------------------------------------------------------------------------------------------------


def entry(workplace: Path, **keys: str) -> Path:
    own = {"ma": "a", "ten": "Báo cáo A", "ky": "thang", "han": "2", "tu": "2026-10", "ho_so": "data/bc", **keys}
    path = workplace / "data" / "lich-bao-cao.yaml"
    path.write_text("bao_cao:\n  - {" + ", ".join(f"{key}: {text}" for key, text in own.items()) + "}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "due", "end", "last"),
    [
        # 14/8/2026 is a Friday: two working days on is Tuesday. 14/10 a Wednesday.
        ("thang", "2", "2026-08-14", "2026-08-18"),
        ("thang", "2", "2026-10-14", "2026-10-16"),
        ("thang", "{sau: 3}", "2026-10-14", "2026-10-17"),
        ("thang", "{ngay: 20}", "2026-10-14", "2026-10-20"),
        ("quy", "{ngay: 5}", "2026-09-14", "2026-10-05"),
        ("nam", "{ngay: 31}", "2026-12-14", "2026-12-31"),
        # The national day and the one beside it.
        ("thang", "{ngay_lam_viec: 15}", "2026-08-14", "2026-09-08"),
    ],
)
def test_the_day_it_is_due_is_counted(workplace: Path, kind: str, due: str, end: str, last: str) -> None:
    path = entry(workplace, ky=kind, han=due, tu=end)
    found = calendar(path, date(2026, 12, 31), 400)
    one = next(one for one in found.owed if one.period.end == date.fromisoformat(end))
    assert one.due == date.fromisoformat(last)


def test_what_is_late_due_begun_and_issued(workplace: Path) -> None:
    path = entry(workplace, ho_so="data/bao-cao-mau", tu="2030-01", han="2")
    at = date(2030, 3, 20)
    found = calendar(path, at, 45)
    assert [(one.period.key, one.standing, one.late) for one in found.owed] == [
        ("2030-01", Standing.STARTED, True),
        ("2030-02", Standing.NONE, True),
        ("2030-03", Standing.NONE, True),
        ("2030-04", Standing.NONE, False),
    ]
    from datetime import datetime

    from generator.commands.issue import IssueOptions, issue

    issue(REPORT, IssueOptions(5, date(2030, 1, 16), datetime(2030, 1, 16), "thử", formats=("docx",)))
    found = calendar(path, at, 45)
    (done,) = (one for one in found.owed if one.standing is Standing.ISSUED)
    assert (done.period.key, done.late, done.issued_on) == ("2030-01", False, "2030-01-16")


def test_start_rolls_the_last_period_or_begins_in_full(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = entry(workplace, ho_so="data/bao-cao-mau", tu="2030-01")
    assert run(["calendar", "--start", "a", "--as-of", "2030-03-01"]) == 0
    dossier, _ = load_dossier(Path("data/bao-cao-mau-2030-02"))
    assert dossier.document.period and dossier.document.period.key == "2030-02"
    entry(workplace, ky="quy", tu="2030-01", ho_so="data/quy")
    made = generator.calendar_start(path, "a", as_of=date(2030, 3, 1))
    dossier, _ = load_dossier(made.files[0].parent)
    assert made.files[0].parent.name == "quy-2030-quy-1"
    assert dossier.document.period and dossier.document.period.name == "quý I năm 2030"
    with pytest.raises(UsageError):
        generator.calendar_start(path, "a", as_of=date(2030, 3, 1))
    assert run(["calendar", "--start", "khong-co"]) == 2
    assert run(["calendar", "--as-of", "2030-03-01", "--json"]) == 0
    assert "quý I năm 2030" in capsys.readouterr().out


def test_an_offices_own_periods_follow_each_other(workplace: Path) -> None:
    """From the 20th to the 19th, counted by hand: each period once, the next one begun from the last, no gap."""
    path = entry(workplace, ky="{tu: 2030-01-20, den: 2030-02-19}", tu="''", ho_so="data/rieng")
    spans = [(date(2030, 1, 20), date(2030, 2, 19)), (date(2030, 2, 20), date(2030, 3, 19))]
    at = date(2030, 3, 1)
    assert [(one.period.start, one.period.end) for one in calendar(path, at, 45).owed] == spans
    for start, end in spans:
        made = generator.calendar_start(path, "a", as_of=at)
        dossier, _ = load_dossier(made.files[0].parent)
        assert dossier.document.period and (dossier.document.period.start, dossier.document.period.end) == (start, end)
    assert {one.standing for one in calendar(path, at, 45).owed} == {Standing.STARTED}
    built = generator.build(made.files[0].parent, formats=("docx",), out=Path("out"))
    printed = "\n".join(one.text for one in docx.Document(str(built.outputs[0].path)).paragraphs)
    assert "từ ngày 20 tháng 02 năm 2030 đến ngày 19 tháng 3 năm 2030" in printed


def test_own_periods_of_ten_days_are_begun_one_after_another(workplace: Path) -> None:
    path = entry(workplace, ky="{tu: 01/03/2030, den: 10/03/2030}", tu="2030-03-15", ho_so="data/tuan")
    ends = []
    for _ in range(3):
        made = generator.calendar_start(path, "a", as_of=date(2030, 4, 5))
        dossier, _ = load_dossier(made.files[0].parent)
        assert dossier.document.period
        ends.append(dossier.document.period.end)
    # The first that is owed is the one that holds 15/3.
    assert ends == [date(2030, 3, 20), date(2030, 3, 30), date(2030, 4, 9)]


def test_no_period_is_left_out_however_long_ago_it_began(workplace: Path) -> None:
    path = entry(workplace, ky="{tu: 2020-01-01, den: 2020-01-07}", tu="''")
    found = calendar(path, date(2030, 1, 1), 45).owed
    assert len(found) == 522 and found[-1].period.holds(date(2030, 1, 1))


@pytest.mark.parametrize("keys", [
    {"ky": "tuan"}, {"ky": "{tu: 2026-10-20}"}, {"ky": "{tu: 2026-10-20, den: 2026-10-19}"},
    {"ky": "{tu: 20/13/2026, den: 2026-10-19}"}, {"ky": "{loai: thang, tu: 2026-10-20, den: 2026-11-19}"},
    {"ky": "{}"}, {"ky": "''"}, {"ky": "{tu: 2026-10-20, den: 9999-12-31}"}, {"ky": "[thang]"},
    {"han": "{ngay: 40}"}, {"han": "{}"}, {"tu": "hôm qua"}, {"la": "x"}, {"ma": "''"},
])  # fmt: skip
def test_a_calendar_that_is_wrong_is_said(workplace: Path, keys: dict[str, str]) -> None:
    with pytest.raises(InputError) as failure:
        calendar(entry(workplace, **keys), date(2030, 1, 1), 45)
    assert {finding.code for finding in failure.value.findings} == {"V311"}
    assert all(finding.place.line for finding in failure.value.findings)


# --- letters ---------------------------------------------------------------------------------------------------------


def test_letters_to_the_missing_and_to_those_with_faults(workplace: Path) -> None:
    generator.forms(REPORT, Path("phieu"), date(2030, 1, 18))
    back = Path("ve")
    back.mkdir()
    book = openpyxl.load_workbook("phieu/phong-a.xlsx")
    book["Báo cáo"]["H5"] = "Đã tập huấn"
    book.save(back / "phong-a.xlsx")
    collected = generator.collect(back, REPORT)
    assert {one.name: bool(one.faults) for one in collected.units} == {
        "Văn phòng Sở": False, "Phòng A": True, "Phòng B": False
    }  # fmt: skip
    kept = reports_in.load(REPORT)
    again = generator.collect(back, REPORT)
    assert reports_in.load(REPORT) == kept and not again.written
    made = generator.remind(REPORT, Path("don-doc"), DUE)
    assert [path.parent.name for path in made.files] == ["chua-bao-cao", "phong-a"]
    built = generator.build(*(path.parent for path in made.files), formats=("docx",), out=Path("out"))
    assert [f for f in built.findings if f.severity is not Severity.NOTE and f.code.startswith(("V", "T"))] == []
    missing, faulty = (load_dossier(path)[0].document for path in made.files)
    assert missing.addressed == ("Văn phòng Sở", "Phòng A", "Phòng B")
    assert "chưa hoàn thành" not in "".join(block.text for block in missing.body)
    (grid,) = faulty.attached[0].body
    assert grid.cells[1][1].endswith("G5") and "trạng thái trống" in grid.cells[1][2]
    with pytest.raises(UsageError):
        generator.remind(REPORT, Path("don-doc"), DUE)


def test_nobody_is_reminded_where_all_have_reported(workplace: Path) -> None:
    generator.forms(REPORT, Path("phieu"), date(2030, 1, 18))
    for path in Path("phieu").glob("*.xlsx"):
        if path.name != "danh-sach-gui.xlsx":
            book = openpyxl.load_workbook(path)
            book["Báo cáo"]["G5"], book["Báo cáo"]["H5"] = "Hoàn thành", "Văn bản số 12/SM-VP ngày 10/01/2030"
            book.save(path)
    generator.collect(Path("phieu"), REPORT)
    with pytest.raises(UsageError) as failure:
        generator.remind(REPORT, Path("don-doc"), DUE)
    assert [finding.code for finding in failure.value.findings] == ["V316"]


# --- the set ---------------------------------------------------------------------------------------------------------


def test_the_sample_report_is_a_set_that_works(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = generator.build(REPORT, formats=("docx", "xlsx"), out=Path("out"), as_of=date(2030, 1, 14))
    assert [finding for finding in result.findings if finding.severity is not Severity.NOTE] == []
    dossier, _ = load_dossier(REPORT)
    results, after = dossier.document.attached
    assert "ket_qua_ky_truoc" in [choice.key for choice in results.body[0].table.columns]  # type: ignore[union-attr]
    assert after.subject == "Nhiệm vụ tiếp tục thực hiện trong {ky_sau.ten}"
    assert run(["new", "--kind", "bao-cao", "--to", "data/moi"]) == 0
    assert run(["build", "data/moi", "--format", "docx"]) == 0
    assert "sai" not in capsys.readouterr().err


def test_the_note_counts_each_number_again(workplace: Path) -> None:
    generator.roll(REPORT)
    after = Path("data/bao-cao-mau-2030-02")
    book = openpyxl.load_workbook(after / "nhiem-vu.xlsx")
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Trạng thái"], "Hoàn thành")
    book.save(after / "nhiem-vu.xlsx")
    made = generator.reconcile(after, Path("dc.xlsx"))
    assert made.findings == ()
    found = {line[2]: line for line in lines(Path("dc.xlsx"), "Số liệu")}
    assert found["so_nhiem_vu"][3:] == ("03", "3", "NV01, NV02, NV03")
    assert found["so_hoan_thanh"][3:] == ("01", "1", "NV01")
    assert found["ky_bao_cao.tu"][3] == "ngày 15 tháng 01 năm 2030"
    assert [line[0] for line in lines(Path("dc.xlsx"), "Chưa minh chứng")] == ["NV01"]
    changed = lines(Path("dc.xlsx"), "Thay đổi")
    assert ("NV01", "Hoàn thành") in [(line[0], line[4]) for line in changed]


def test_every_counted_figure_of_a_real_register_is_that_of_its_rows() -> None:
    from conftest import DATA

    dossier, _ = load_dossier(DATA / "bao-cao-thang")
    source, day = dossier.document.figures, date(2024, 12, 15)
    assert source is not None
    values, rows = figures(source, day).values, rows_counted(source, day)
    counted = {key: value for key, value in values.items() if key not in ("ngay_xet", "ty_le_hoan_thanh")}
    wrong = {key: (value, len(rows.get(key, ()))) for key, value in counted.items()
             if int(value.replace(".", "")) != len(rows.get(key, ()))}  # fmt: skip
    assert wrong == {} and len(counted) > 100
