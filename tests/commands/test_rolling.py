"""A dossier from one period to the next, through the command."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import DATA
from openpyxl import Workbook

from generator.commands.track import register_of
from generator.face.cli import run
from generator.ooxml.package import read_bytes
from generator.reading.yaml import read_yaml
from generator.values.model import Status


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The city's annex in a workplace of its own."""
    return Path(shutil.copytree(DATA / "phu-luc-hcmc", tmp_path / "data" / "phu-luc-hcmc"))


def book(path: Path, *rows: tuple[str, ...]) -> None:
    made = Workbook()
    for row in (("Mã", "STT", "Nội dung, nhiệm vụ", "Hoàn thành, sản phẩm"), *rows):
        made.active.append(row)
    made.save(path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A signed report of May with two registers of its own and one that it shares, and a picture."""
    folder = tmp_path / "bao-cao"
    folder.mkdir()
    (tmp_path / "chung").mkdir()
    (folder / "van-ban.yaml").write_text(
        "# ghi chú\nloai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso: 7\nngay: 2024-05-30\n"
        "trich_yeu: Kết quả tháng 5 năm 2024\nso_lieu: {nguon: mot.xlsx}\n"
        "noi_dung: ['Có {so_nhiem_vu} nhiệm vụ; tháng trước là 05/2024.', Không nói đến kỳ.]\n"
        "thoi_gian_ky: '2024-05-30T08:00:05+07:00'\nky: {ho_ten: Họ và tên}\n"
        "kem_theo:\n"
        "  - {loai: phu-luc, trich_yeu: Một, bang: {nguon: mot.xlsx, mau: phu-luc-ket-qua}}\n"
        "  - {loai: phu-luc, trich_yeu: Hai, bang: {nguon: 'hai, ba.xlsx', mau: phu-luc-ket-qua}}\n"
        "  - {loai: phu-luc, trich_yeu: Ba, bang: {nguon: ../chung/so.xlsx, mau: phu-luc-ket-qua}}\n",
        encoding="utf-8",
    )
    book(folder / "mot.xlsx", ("M1", "1", "Việc một", "Xong"))
    book(folder / "hai, ba.xlsx", ("H1", "1", "Việc hai", ""))
    book(tmp_path / "chung" / "so.xlsx", ("C1", "1", "Việc chung", ""))
    (folder / "so-do.png").write_bytes(b"hinh")
    return folder


def test_roll_carries_open_tasks_and_shows_last_months_results(city, capsys):
    assert run(["roll", str(city), "--to", "2024-06"]) == 0
    before, after = register_of(city), register_of(city.with_name("phu-luc-hcmc-2024-06"))
    assert [task.ma for task in after.tasks] == [task.ma for task in before.tasks]
    assert [task.parent for task in after.tasks] == [task.parent for task in before.tasks]
    for old, new in zip(before.tasks, after.tasks, strict=True):
        assert new.text("noi_dung") == old.text("noi_dung")
        assert new.text("ket_qua_ky_truoc") or old.status is None
        if old.status is not Status.DONE:
            assert new.status in (None, Status.RECURRING)
        else:
            assert new.text("hoan_thanh") == old.text("hoan_thanh")
    assert (
        run(["build", str(city.with_name("phu-luc-hcmc-2024-06")), "--format", "docx", "--out", str(city / "x")]) == 0
    )
    assert run(["roll", str(city), "--to", "2024-06"]) == 2
    assert "Kỳ này đã có" in capsys.readouterr().err


def test_roll_again_and_without_done_tasks(city):
    assert run(["roll", str(city), "--to", "2024-06", "--drop-done"]) == 0
    june = city.with_name("phu-luc-hcmc-2024-06")
    done = [task for task in register_of(city).tasks if task.status is Status.DONE]
    assert len(register_of(june).tasks) == 35 - len(done)
    assert done
    assert run(["roll", str(june), "--to", "2024-07"]) == 0
    july = register_of(city.with_name("phu-luc-hcmc-2024-07"))
    assert [column.key for column in july.columns].count("ket_qua_ky_truoc") == 1


@pytest.mark.parametrize("month", ["2024-13", "13/2024", ""])
def test_roll_to_what_is_no_month(city, month, capsys):
    assert run(["roll", str(city), "--to", month]) == 2
    assert "năm-tháng" in capsys.readouterr().err


def test_each_register_of_a_dossier_becomes_one_of_its_own(report, capsys):
    assert run(["roll", str(report), "--to", "2024-06"]) == 0
    june = report.with_name("bao-cao-2024-06")
    data = read_yaml(june / "van-ban.yaml", "")[0].data
    named = [one["bang"]["nguon"] for one in data["kem_theo"]]
    assert named == ["mot.xlsx", "hai, ba.xlsx", "nhiem-vu.xlsx"]
    assert [[task.ma for task in register_of(june / name).tasks] for name in named] == [["M1"], ["H1"], ["C1"]]
    assert sorted(path.name for path in june.iterdir()) == sorted([*named, "so-do.png", "van-ban.yaml"])
    assert run(["build", str(june), "--format", "docx", "--out", str(june / "x")]) == 0


def test_what_was_the_last_periods_alone_is_emptied_and_the_month_is_the_new_one(report):
    assert run(["roll", str(report), "--to", "2024-06"]) == 0
    text = (report.with_name("bao-cao-2024-06") / "van-ban.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ghi chú\n")
    assert re.findall(r"(?m)^(?:so|ngay):.*$", text) == ["so:", "ngay: 2024-06"]
    assert "thoi_gian_ky" not in text


def test_texts_that_still_name_the_old_period_are_listed(report, capsys):
    assert run(["roll", str(report), "--to", "2024-06"]) == 0
    said = capsys.readouterr().err
    assert said.count("V178") == 2
    assert "“tháng 5 năm 2024”" in said and "“05/2024”" in said and "06/2024" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kết quả tháng 5", True),
        ("Kết quả THÁNG 05; nhiệm vụ tháng tới", True),
        ("Trong 5 tháng đầu năm 2024", True),
        ("Trong 05 tháng đầu năm", True),
        ("So với tháng 5", False),
        ("Đến ngày 15 tháng 5", True),
        ("Đến ngày 15/5.", True),
        ("Đến ngày 15/6", False),
        ("Đạt 15/5 xã", False),
        ("Kế hoạch tháng 5/2025", False),
        ("Hội nghị tháng 5 năm 2023", False),
        ("Trong 15 tháng đầu năm", False),
        ("Đến tháng 50", False),
    ],
)
def test_the_old_month_is_told_without_its_year_too(report, text, told, capsys):
    source = report / "van-ban.yaml"
    source.write_text(source.read_text("utf-8").replace("Không nói đến kỳ.", f"'{text}'"), "utf-8")
    assert run(["roll", str(report), "--to", "2024-06"]) == 0
    assert capsys.readouterr().err.count("V178") == 2 + told


def test_the_next_report_counts_what_changed_since_this_one(report):
    assert run(["roll", str(report), "--to", "2024-06"]) == 0
    june = report.with_name("bao-cao-2024-06")
    source = june / "van-ban.yaml"
    assert read_yaml(june / "van-ban.yaml", "")[0].data["so_lieu"] == {
        "nguon": "mot.xlsx",
        "ky_truoc": "../bao-cao/mot.xlsx",
    }
    source.write_text(source.read_text("utf-8").replace("Không nói đến kỳ.", "'Thêm {so_moi} nhiệm vụ.'"), "utf-8")
    book(june / "mot.xlsx", ("M1", "1", "Việc một", "Xong"), ("M2", "2", "Việc mới", ""))
    assert run(["build", str(june), "--format", "docx", "--out", str(june / "x")]) == 0
    text = read_bytes((june / "x" / june.name / f"{june.name}.docx").read_bytes(), shown_as="a")["word/document.xml"]
    assert "Thêm 01 nhiệm vụ." in text.decode()


def test_an_annex_is_issued_with_the_report_of_the_new_year(city):
    assert run(["roll", str(city), "--to", "2025-01"]) == 0
    data = read_yaml(city.with_name("phu-luc-hcmc-2025-01") / "van-ban.yaml", "")[0].data
    assert data["kem_theo_van_ban"]["ngay"] == "2025"


def test_a_dossier_in_one_workbook_is_begun_anew_instead(tmp_path, capsys):
    folder = shutil.copytree(DATA / "95-qd-vpcp", tmp_path / "95")
    assert run(["roll", str(folder), "--to", "2024-06"]) == 2
    assert "vanban new --from" in capsys.readouterr().err
