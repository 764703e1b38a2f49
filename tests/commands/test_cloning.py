"""`vanban new`: last year's dossier emptied of what was last year's; a skeleton for each kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.commands.clone import clone, skeleton
from generator.commands.clone_tables import clear_results
from generator.face.cli import run
from generator.facts.kinds import kinds
from generator.planning.documents import plan_dossier
from generator.reading.dossier import load_dossier
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "data"
KINDS = [key for key, kind in kinds().items() if not kind.copy]


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    folder = tmp_path / "cu"
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(
        "# ghi chú của người soạn\n"
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso: 7\nngay: 2025-12-30\n"
        "trich_yeu: Kết quả năm 2025\nnoi_dung: [Lời văn năm 2024.]\n"
        "ky: {ho_ten: Nguyễn Văn A, anh_chu_ky: {tep: ky.png, rong: 30}}\n"
        "kem_theo:\n  - {loai: phu-luc, trich_yeu: Bảng, bang: {nguon: nhiem-vu.xlsx}}\n",
        encoding="utf-8",
    )
    (folder / "ky.png").write_bytes((ROOT / "ho-so" / "noi-nhan-dai" / "chu-ky.png").read_bytes())
    book = Workbook()
    page = book.active
    page.append(["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Trạng thái", "Hoàn thành"])
    page.append([1, "Việc một", "Văn phòng", "Tháng 3/2025", "Hoàn thành", "Quyết định số 1"])
    page.append([2, "Việc hai", "Văn phòng", "Tháng 4/2026", "Chưa hoàn thành", ""])
    book.save(folder / "nhiem-vu.xlsx")
    return folder


def test_numbers_dates_results_and_signatures_are_emptied(last_year: Path, tmp_path: Path) -> None:
    made, _ = clone(last_year, tmp_path / "moi")
    assert [path.name for path in made] == ["nhiem-vu.xlsx", "van-ban.yaml"]
    text = (tmp_path / "moi" / "van-ban.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ghi chú của người soạn")
    data = read_yaml(tmp_path / "moi" / "van-ban.yaml", "")[0].data
    assert (data["so"], data["ngay"], data["ky"]) == (None, "", {"ho_ten": "Nguyễn Văn A"})
    page = load_workbook(tmp_path / "moi" / "nhiem-vu.xlsx").active
    rows = [[cell or "" for cell in row] for row in page.iter_rows(min_row=2, values_only=True)]
    assert rows == [
        [1, "Việc một", "Văn phòng", "Tháng 3/2025", "", ""],
        [2, "Việc hai", "Văn phòng", "Tháng 4/2026", "", ""],
    ]


@pytest.mark.parametrize(
    "way", ["../so/nhiem-vu.xlsx", r"..\so\nhiem-vu.xlsx", r"'..\so/../so\nhiem-vu.xlsx'", "{}/so/nhiem-vu.xlsx"]
)
def test_a_register_outside_becomes_one_of_its_own_however_it_is_named(
    way: str, last_year: Path, tmp_path: Path
) -> None:
    """The new dossier beside the old one reads its copy, and never the register of last year."""
    (tmp_path / "so").mkdir()
    (last_year / "nhiem-vu.xlsx").rename(tmp_path / "so" / "nhiem-vu.xlsx")
    main = last_year / "van-ban.yaml"
    main.write_text(main.read_text("utf-8").replace("nhiem-vu.xlsx", way.format(tmp_path)), "utf-8")
    assert len(load_dossier(last_year)[0].sources) == 3
    clone(last_year, tmp_path / "moi")
    read, _ = load_dossier(tmp_path / "moi")
    assert sorted(path.name for path in read.sources) == ["nhiem-vu.xlsx", "van-ban.yaml"]
    assert all(path.parent == tmp_path / "moi" for path in read.sources)


def test_what_still_says_last_year_is_listed_with_its_place(last_year: Path, tmp_path: Path) -> None:
    _, findings = clone(last_year, tmp_path / "moi")
    assert [(f.code, f.place.line, f.place.cell) for f in findings] == [("V148", 6, ""), ("V148", 0, "D2")]


def test_tasks_done_stay_behind_by_choice(last_year: Path, tmp_path: Path) -> None:
    clone(last_year, tmp_path / "moi", open_only=True)
    page = load_workbook(tmp_path / "moi" / "nhiem-vu.xlsx").active
    assert [row[1] for row in page.iter_rows(min_row=2, values_only=True)] == ["Việc hai"]


def test_rows_taken_out_move_merged_cells_and_heights(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    book = Workbook()
    page = book.active
    for number in range(1, 8):
        page.append([f"dòng {number}", "x"])
    page.merge_cells("A5:B5")
    page.merge_cells("A2:A3")
    page.row_dimensions[7].height = 40
    book.save(path)
    clear_results(path, "", [], [], [2, 4])
    page = load_workbook(path).active
    assert {str(area) for area in page.merged_cells.ranges} == {"A3:B3"}
    assert page["A3"].value == "dòng 5"
    assert page.row_dimensions[5].height == 40


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp", "365-qd-btp"])
def test_a_clone_can_be_planned(tmp_path: Path, name: str) -> None:
    clone(DATA / name, tmp_path / "moi")
    dossier, _ = load_dossier(tmp_path / "moi")
    plan, _ = plan_dossier(dossier, date(2026, 11, 22))
    assert plan.documents[0].document.number is None
    assert plan.documents[0].document.dated.year is None


def test_a_clone_does_not_overwrite(last_year: Path) -> None:
    with pytest.raises(UsageError):
        clone(last_year, last_year)


@pytest.mark.parametrize("kind", KINDS)
def test_skeleton_of_each_kind_can_be_planned(tmp_path: Path, kind: str) -> None:
    skeleton(kind, tmp_path / "moi")
    dossier, findings = load_dossier(tmp_path / "moi")
    plan, _ = plan_dossier(dossier, date(2026, 11, 22))
    assert findings == ()
    assert plan.documents[0].document.kind == kind


def test_skeleton_of_no_kind(tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        skeleton("cong vann", tmp_path / "moi")
    assert str(failure.value.findings[0].hint).startswith("Ý anh/chị là “cong-van”?")
    assert not (tmp_path / "moi").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["new", "--kind", "bao-cao", "--to", "{moi}"], 0),
        (["new", "--to", "{moi}"], 2),
        (["new", "--kind", "baocaoo", "--to", "{moi}"], 4),
        (["new", "--from", "khong-co", "--to", "{moi}"], 4),
    ],
)
def test_command(tmp_path: Path, arguments: list[str], code: int) -> None:
    assert run([argument.format(moi=tmp_path / "moi") for argument in arguments]) == code


@pytest.fixture
def drafted(last_year: Path) -> Path:
    source = last_year / "van-ban.yaml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("[Lời văn năm 2024.]", "noi-dung.md"), encoding="utf-8"
    )
    (last_year / "anh").mkdir()
    (last_year / "anh" / "so-do.png").write_bytes((last_year / "ky.png").read_bytes())
    draft = "# Năm 2025\n\nLời.\n\nSơ đồ^[Của năm 2025.]\n\n![Sơ đồ](anh/so-do.png)\n"
    (last_year / "noi-dung.md").write_text(draft, encoding="utf-8")
    return last_year


def test_drafts_come_along_with_their_pictures_and_are_looked_through(drafted: Path, tmp_path: Path) -> None:
    made = tmp_path / "moi"
    _, findings = clone(drafted, made)
    assert (made / "anh" / "so-do.png").is_file()
    assert not (made / "ky.png").exists()
    said = [(Path(finding.place.file).name, finding.place.line) for finding in findings if finding.code == "V148"]
    assert [place for place in said if place[0] == "noi-dung.md"] == [("noi-dung.md", 1), ("noi-dung.md", 5)]


def test_a_dossier_is_made_of_the_pictures_of_its_draft(drafted: Path) -> None:
    assert drafted / "anh" / "so-do.png" in load_dossier(drafted)[0].sources


def test_the_old_year_of_a_plan_is_that_of_its_decision(tmp_path: Path) -> None:
    _, findings = clone(DATA / "365-qd-btp", tmp_path / "moi")
    said = [str(finding.message) for finding in findings]
    assert said
    assert all(message.startswith("Còn ghi năm 2024: ") for message in said)
