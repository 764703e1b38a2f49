"""A register from one state to the next, through the commands."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import DATA
from openpyxl import Workbook, load_workbook

from generator.commands.draft import draft_plan
from generator.commands.track import register_of
from generator.face.cli import run
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml, read_bytes
from generator.ooxml.words import text_of
from generator.reading.yaml import read_yaml
from generator.values.findings import Severity

HEADER = ("Mã", "STT", "Nội dung, nhiệm vụ", "Văn bản chỉ đạo", "Đơn vị thực hiện", "Thời gian hoàn thành",
          "Hoàn thành, sản phẩm", "Đang triển khai")  # fmt: skip


def book(path: Path, *rows: tuple[str, ...]) -> Path:
    """A register of these rows."""
    made = Workbook()
    for row in (HEADER, *rows):
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The city's annex in a workplace of its own."""
    return Path(shutil.copytree(DATA / "phu-luc-hcmc", tmp_path / "data" / "phu-luc-hcmc"))


def test_coverage_of_the_national_register(capsys):
    assert run(["coverage", str(DATA / "phu-luc-03"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["tasks"] == 690
    deadlines = found["columns"]["thoi_han"]["counts"]
    assert sum(number for kind, number in deadlines.items() if kind != "tinh-duoc-ngay") == 690
    assert (deadlines["thang"], deadlines["thuong-xuyen"], deadlines["khong"], deadlines["chua-hieu"]) == (
        199,
        149,
        207,
        0,
    )
    cited = found["columns"]["van_ban_chi_dao"]["counts"]
    assert cited["nhan-ra"] == sum(number for kind, number in cited.items() if kind != "nhan-ra") == 862
    # Every citation that lacks something is named, and why.
    lacking = sum(one["count"] for one in found["columns"]["van_ban_chi_dao"]["unclear"])
    assert lacking == 862 - cited["du-ky-hieu-ngay"] + len(["Lộ trình Đề án"] * 8)
    units = found["columns"]["don_vi_thuc_hien"]
    assert sorted(one["text"] for one in units["unclear"]) == [
        "Tòa án",
        "Viện Kiểm sát",
        "lực lượng CA",
        "Đại học Bách khoa",
    ]


def test_coverage_says_what_is_not_understood(tmp_path, capsys):
    file = book(tmp_path / "a.xlsx", ("X1", "1", "Việc", "chỉ thị gì đó", "Sở Không Có", "Chừng nào xong"))
    assert run(["coverage", str(file)]) == 0
    out = capsys.readouterr().out
    for text in ("Chừng nào xong", "chỉ thị gì đó", "Sở Không Có"):
        assert text in out


def two_states(tmp_path: Path) -> tuple[Path, Path]:
    """A register, and what became of it: a task done and put off, one gone, one new."""
    old = book(
        tmp_path / "cu.xlsx",
        ("X1", "1", "Rà soát văn bản", "04/CT-TTg", "Bộ Công an", "Tháng 3/2024", "", "Đang làm"),
        ("X2", "2", "Việc hai", "", "", "", "", ""),
    )
    new = book(
        tmp_path / "moi.xlsx",
        ("X1", "1", "Rà soát kỹ văn bản", "04/CT-TTg", "Bộ Công an", "Tháng 6/2024", "Xong", ""),
        ("X3", "2", "Việc ba", "", "", "", "", ""),
    )
    return old, new


def test_diff_on_screen_and_as_excel(tmp_path, capsys):
    old, new = two_states(tmp_path)
    target = tmp_path / "d.xlsx"
    assert run(["diff", str(old), str(new), "--xlsx", str(target)]) == 0
    out = capsys.readouterr().out
    assert "X1 – đổi trạng thái: Đang triển khai → Hoàn thành" in out
    assert "X1 – lùi thời hạn: Tháng 3/2024 → Tháng 6/2024" in out
    assert "X1 – sửa chữ (Nội dung, nhiệm vụ): Rà soát [+kỹ +]văn bản" in out
    assert "X3 – thêm" in out
    assert "X2 – bỏ" in out
    rows = list(load_workbook(target).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Mã, chỗ", "Thay đổi", "Cột")
    assert ("X3", "thêm", None, None, "Việc ba", "Việc ba") in [tuple(c or None for c in row) for row in rows]
    assert run(["diff", str(old), str(old)]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().err


def rows_of(docx: bytes) -> list[list[str]]:
    """The rows of the first table of a Word file, cell by cell."""
    body = parse_xml(read_bytes(docx, shown_as="a")["word/document.xml"], shown_as="a", part="d")
    table = next(body.iter(w("tbl")))
    return [
        ["\n".join(text_of(p) for p in cell.iter(w("p"))) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))
    ]


def test_diff_as_a_word_annex(tmp_path, capsys):
    old, new = two_states(tmp_path)
    target = tmp_path / "d.docx"
    assert run(["diff", str(old), str(new), "--docx", str(target)]) == 0
    rows = rows_of(target.read_bytes())
    assert rows[0] == ["Số TT", "Nhiệm vụ", "Chỗ thay đổi", "Trước", "Sau"]
    headings = [row[1] for row in rows if len(row) == 2]
    assert headings == ["Thêm (1)", "Bỏ (1)", "Đổi trạng thái (1)", "Lùi thời hạn (1)", "Sửa chữ (3)"]
    cells = [row[1:] for row in rows if len(row) == 5]
    assert ["X3Việc ba", "", "", ""] in cells and ["X2Việc hai", "", "", ""] in cells
    assert ["X1Rà soát kỹ văn bản", "Trạng thái", "Đang triển khai", "Hoàn thành"] in cells
    assert ["X1Rà soát kỹ văn bản", "Nội dung, nhiệm vụ", "Rà soát văn bản", "Rà soát [+kỹ +]văn bản"] in cells
    first = target.read_bytes()
    assert run(["diff", str(old), str(new), "--docx", str(target)]) == 0 and target.read_bytes() == first
    assert run(["diff", str(old), str(old), "--docx", str(target)]) == 0
    text = read_bytes(target.read_bytes(), shown_as="a")["word/document.xml"].decode()
    assert "Không có gì thay đổi." in text


def test_diff_of_word_files_as_a_word_annex(tmp_path, city):
    after = tmp_path / "sau"
    shutil.copytree(city, after)
    change = after / "van-ban.yaml"
    change.write_text(
        change.read_text(encoding="utf-8").replace("Kết quả triển khai", "Tình hình triển khai"), encoding="utf-8"
    )
    for name in (city, after):
        assert run(["build", str(name), "--format", "docx", "--out", str(tmp_path / "out")]) in (0, 1)
    made = [tmp_path / "out" / name.name / f"{name.name}.docx" for name in (city, after)]
    assert run(["diff", *map(str, made), "--docx", str(tmp_path / "d.docx")]) == 0
    assert len(rows_of((tmp_path / "d.docx").read_bytes())) > 1


def test_diff_of_dossiers_has_their_texts_too(city, tmp_path, capsys):
    after = Path(shutil.copytree(city, city.with_name("sau")))
    source = after / "van-ban.yaml"
    source.write_text(re.sub(r"(?m)^trich_yeu:.*$", "trich_yeu: Trích yếu khác", source.read_text("utf-8")), "utf-8")
    target = tmp_path / "d.xlsx"
    assert run(["diff", str(city), str(after), "--xlsx", str(target), "--json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["ma"], change["kind"], change["after"]) == ("Trích yếu", "sửa chữ", "Trích yếu khác")
    rows = list(load_workbook(target).active.iter_rows(values_only=True))
    assert [(row[0], row[4]) for row in rows[1:]] == [("Trích yếu", "Trích yếu khác")]


def test_diff_of_dossiers_without_a_register(tmp_path, capsys):
    for name in ("cu", "moi"):
        assert run(["new", "--kind", "cong-van", "--to", str(tmp_path / name)]) == 0
    source = tmp_path / "moi" / "van-ban.yaml"
    source.write_text(re.sub(r"(?m)^trich_yeu:.*$", "trich_yeu: V/v khác", source.read_text("utf-8")), "utf-8")
    capsys.readouterr()
    assert run(["diff", str(tmp_path / "cu"), str(tmp_path / "moi")]) == 0
    assert "Trích yếu – sửa chữ:" in capsys.readouterr().out
    assert run(["diff", str(tmp_path / "cu"), str(DATA / "phu-luc-hcmc")]) == 4
    assert "V070" in capsys.readouterr().err


def test_a_dossier_without_tasks_has_no_register(tmp_path, capsys):
    (tmp_path / "van-ban.yaml").write_text("loai: thong-bao\nco_quan: {ten: Sở Mẫu}\n", encoding="utf-8")
    assert run(["coverage", str(tmp_path)]) == 4
    assert "V070" in capsys.readouterr().err


def test_a_ministrys_plan_from_the_register_builds_at_once(tmp_path, capsys):
    target = tmp_path / "data" / "ke-hoach-btp"
    call = ["new", "--kind", "ke-hoach", "--from", str(DATA / "phu-luc-03"), "--loc", "Bộ Tư pháp", "--to", str(target)]
    assert run(call) == 0
    assert "chủ trì" in capsys.readouterr().err
    national = {task.ma: task for task in register_of(DATA / "phu-luc-03").tasks}
    tasks = register_of(target).tasks
    assert len(tasks) > 80
    assert len({task.ma for task in tasks}) == len(tasks)
    for task in tasks:
        source = national[task.source]
        assert (task.text("noi_dung"), task.text("thoi_han")) == (source.text("noi_dung"), source.text("thoi_han"))
        assert not task.text("chu_tri")
    assert run(["build", str(target), "--format", "docx", "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "ke-hoach-btp" / "ke-hoach-btp.docx").is_file()
    assert run(call) == 2


@pytest.mark.parametrize(
    ("unit", "place", "authority", "said"),
    [
        ("Bộ Tư pháp", "Hà Nội", "Bộ trưởng Bộ Tư pháp", ""),
        ("VPCP", "Hà Nội", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", ""),
        # Who heads it is not in the list of agencies: the agency itself, and the office to be written.
        ("Tòa án nhân dân tối cao", "Hà Nội", "Tòa án nhân dân tối cao", ""),
        (
            "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh",
            "V138 Sổ còn giao 4 nhiệm vụ cho Ủy ban nhân dân tỉnh Bình Dương",
        ),
        (
            "UBND tỉnh Kiên Giang", "Kiên Giang", "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang",
            "V159 Ủy ban nhân dân tỉnh Kiên Giang thôi hoạt động sau ngày 30 tháng 6 năm 2025;",
        ),
    ],
)  # fmt: skip
def test_a_plan_is_issued_by_its_unit_and_says_what_mergers_mean_for_it(tmp_path, unit, place, authority, said):
    files, findings = draft_plan(DATA / "phu-luc-03", unit, tmp_path / "x", as_of=date(2026, 1, 5))
    data = read_yaml(files[0], "")[0].data
    assert (data["dia_danh"], data["tham_quyen"]) == (place, authority)
    told = [f"{one.code} {one.message}" for one in findings if one.severity is Severity.WARNING]
    assert [text[: len(said)] for text in told] == ([said] if said else [])
    if said:
        assert draft_plan(DATA / "phu-luc-03", unit, tmp_path / "y", as_of=date(2024, 12, 31))[1][1:] == ()


def test_a_plan_of_a_unit_that_does_not_exist(tmp_path, capsys):
    call = ["new", "--from", str(DATA / "phu-luc-03"), "--loc", "Bộ Tư phát", "--to", str(tmp_path / "x")]
    assert run(call) == 4
    assert "“Bộ Tư pháp”" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def filtered(folder: Path, *rows: tuple[str, ...], loc: str) -> Path:
    """A dossier that shows the rows of a register that a filter takes."""
    folder.mkdir()
    book(folder / "nv.xlsx", *rows)
    (folder / "van-ban.yaml").write_text(
        "loai: phu-luc\nnhan: Phụ lục I\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Kết quả\n"
        f"bang: {{nguon: nv.xlsx, mau: phu-luc-ket-qua, loc: {{{loc}}}}}\n",
        encoding="utf-8",
    )
    return folder


def test_a_build_says_what_a_filter_left_out_where_asked(tmp_path, capsys):
    rows = (
        ("X1", "1", "Việc một", "", "Bộ Công an", "", "", ""),
        ("X2", "2", "Việc hai", "", "Bộ Y tế", "", "", ""),
        ("X3", "3", "Việc ba", "", "Bộ Y tế", "", "", ""),
        ("X4", "4", "Việc bốn", "", "Bộ Y tế", "", "", ""),
        ("X5", "5", "Việc năm", "", "Bộ Y tế phối hợp Bộ Công an", "", "", ""),
    )
    asked = filtered(tmp_path / "a", *rows, loc="don_vi: Bộ Công an, vai_tro: chu-tri, noi_ro: true")
    silent = filtered(tmp_path / "b", *rows, loc="don_vi: Bộ Công an, vai_tro: chu-tri")
    assert run(["build", str(asked), "--format", "docx", "--out", str(tmp_path / "out")]) in (0, 1)
    said = capsys.readouterr().err
    assert "để lại 3 nhiệm vụ, vì không giao cho đơn vị này: X2 – X4." in said
    assert "để lại 1 nhiệm vụ, vì phối hợp: X5." in said
    assert run(["build", str(silent), "--format", "docx", "--out", str(tmp_path / "out")]) in (0, 1)
    assert "V166" not in capsys.readouterr().err


def test_dossiers_that_share_a_register_say_its_doubts_once(tmp_path, capsys):
    one = filtered(tmp_path / "a", ("X1", "1", "Việc", "", "Bộ Y tế", "Tháng 13/2024", "", ""), loc="don_vi: Bộ Y tế")
    other = tmp_path / "b"
    other.mkdir()
    text = (one / "van-ban.yaml").read_text(encoding="utf-8")
    (other / "van-ban.yaml").write_text(text.replace("nv.xlsx", "../a/nv.xlsx"), encoding="utf-8")
    assert run(["build", str(one), str(other), "--format", "docx", "--out", str(tmp_path / "out")]) in (0, 1)
    assert capsys.readouterr().err.count("V202") == 1
