"""What stands between the dossiers of a workplace, and between a plan's words and its rows; how sure it is."""

import json
from datetime import date

import pytest
from msgspec.structs import force_setattr

from generator import lint as lint_paths
from generator.commands.lint_workplace import lint_workplace
from generator.face.cli import run
from generator.linting.between import Workplace
from generator.linting.checked import Checked
from generator.linting.checks import counting, evidence, targets
from generator.linting.counts import said_in, whole_in
from generator.linting.lint import BETWEEN_CHECKS, EVERY_CHECK, lint_all
from generator.linting.passages import Passage
from generator.values.errors import InputError
from generator.values.findings import Certainty, Place, Severity
from generator.values.model import Block
from tests.linting.data import paper, tasks

DAY = date(2026, 6, 30)
WORK = "Xây dựng cơ sở dữ liệu hồ sơ cán bộ, công chức của tỉnh Mẫu"


def row(text=WORK, **cells):
    return {"stt": "1", "noi_dung": text, "thoi_han": "30/9/2026", **cells}


def dossier(name, *rows, kind="ke-hoach", subject="", day=DAY, file="", **fields):
    made = tasks(*rows, kind=kind, subject=subject or name, day=day, **fields)
    force_setattr(made, "name", name)
    for register in (block.table.register for block in made.document.body if block.table):
        for task in register.tasks:
            force_setattr(task.origin, "file", file or f"{name}.xlsx")
    return Checked(made, DAY)


def between(code, *dossiers):
    found = next(check for check in BETWEEN_CHECKS if check.code == code).findings(Workplace.of(dossiers))
    return [(one.place.file, one.place.cell) for one in found]


# --- one task, two dossiers ------------------------------------------------------------------------------------------

REWORDED = "Của tỉnh Mẫu: xây dựng CSDL hồ sơ cán bộ, công chức"


@pytest.mark.parametrize(
    ("first", "later", "apart"),
    [
        (row(), row(thoi_han="31/12/2026"), True),
        (row(), row(REWORDED, thoi_han="Quý IV/2026"), True),
        (row(chu_tri="Sở Nội vụ"), row(thoi_han="31/12/2026", chu_tri="Sở Nội vụ, Sở Tài chính"), True),
        (row(), row(), False),
        (row(), row(thoi_han="Tháng 9/2026"), False),
        (row(chu_tri="Sở Nội vụ"), row(thoi_han="31/12/2026", chu_tri="Sở Tài chính"), False),
        (row(), row(thoi_han="Thường xuyên"), False),
        (row(), row(thoi_han="30/9/2026, gia hạn đến 31/12/2026"), False),
        (row(), row(thoi_han=""), False),
        (row("Báo cáo tháng"), row("Báo cáo tháng", thoi_han="31/12/2026"), False),
    ],
)  # fmt: skip
def test_two_deadlines(first, later, apart):
    """ "L806"."""
    found = between("L806", dossier("a", first), dossier("b", later))
    assert bool(found) == apart and all(file == "b.xlsx" for file, _ in found)


def test_what_comes_every_year_has_a_day_in_each():
    last = dossier("nam-truoc", row(thoi_han="30/11/2025"), day=date(2025, 2, 1), subject="Chuyển đổi số")
    assert between("L806", last, dossier("nam-nay", row(thoi_han="30/10/2026"))) == []
    late = dossier("tre", row(thoi_han="30/11/2026"), day=date(2025, 2, 1), subject="Chuyển đổi số")
    assert between("L806", late, dossier("nam-nay", row(thoi_han="30/10/2026")))


def test_only_the_last_of_a_series_counts():
    months = [dossier(f"thang-{n}", row(thoi_han=f"{n}/9/2026"), kind="bao-cao", day=date(2026, n, 28),
                      subject=f"Kết quả tháng {n} năm 2026") for n in (4, 5)]  # fmt: skip
    assert between("L806", *months) == []
    assert between("L806", *months, dossier("ke-hoach", row())) == [("ke-hoach.xlsx", "C2")]


def test_one_cell_of_two_dossiers_is_one_task():
    same = [dossier(name, row(), file="chung.xlsx") for name in "ab"]
    assert Workplace.of(same).shared == ()


def test_many_tasks_in_the_same_words_go_in_one_walk():
    many = dossier("a", *(row(chu_tri=f"Phòng số {n}") for n in range(300)))
    other = dossier("b", *(row(chu_tri=f"Phòng số {n}", thoi_han="31/12/2026") for n in range(300)))
    assert len(between("L806", many, other)) == 300


# --- products and proofs ---------------------------------------------------------------------------------------------

DECISION = "Quyết định của Chủ tịch UBND tỉnh"


@pytest.mark.parametrize(
    ("product", "claim", "codes"),
    [
        (DECISION, "Quyết định số 15/QĐ-UBND ngày 12/3/2026", ()),
        (DECISION, "Đã ban hành Quyết định", ("L309",)),
        (DECISION, "Đã hoàn thành", ("L309",)),
        (DECISION, "Kế hoạch số 15/KH-UBND ngày 12/3/2026", ("L311",)),
        (DECISION, "Kế hoạch số 15/KH-UBND ngày 12/3/2026, thay cho Quyết định", ()),
        (DECISION, "Đã thành lập 12 tổ theo Nghị quyết số 07/NQ-HĐND ngày 28/02/2026", ()),
        (DECISION, "Đang chờ phân bổ kinh phí", ()),  # L301 says it
        ("Dự thảo Quyết định trình UBND tỉnh", "Tờ trình số 15/TTr-SNV ngày 12/3/2026", ()),
        ("Báo cáo", "Công văn số 15/SNV-VP ngày 12/3/2026", ()),
        ("Phần mềm", "Đã hoàn thành", ("L310",)),
        ("", "Đã ban hành Nghị định 05/2024/NĐ-CP", ()),
        ("", "Đã ban hành Thông tư", ("L309",)),
        ("", "Đã hoàn thành", ("L310",)),
        (DECISION, "Chưa triển khai do thiếu kinh phí", ()),  # L301 says it
        ("", "Đang triển khai", ()),
        ("", "Báo cáo 334, ngày 19/10/2023 của Bộ Tư pháp", ()),
    ],
)  # fmt: skip
def test_what_is_done_is_proven(product, claim, codes):
    one = dossier("a", row(san_pham=product, hoan_thanh=claim))
    assert tuple(check.code for check in evidence.CHECKS for _ in check.findings(one)) == codes


def test_the_report_tells_what_the_plan_asks_for():
    """ "L809"."""
    plan = dossier("ke-hoach", row(san_pham=DECISION), day=date(2026, 1, 5))
    for claim, wrong in (("Đã hoàn thành", True), ("Kế hoạch số 15/KH-UBND ngày 12/3/2026", True),
                         ("Quyết định số 15/QĐ-UBND ngày 12/3/2026", False)):  # fmt: skip
        report = dossier("bao-cao", row(hoan_thanh=claim), kind="bao-cao")
        assert between("L809", plan, report) == ([("bao-cao.xlsx", "D2")] if wrong else [])


# --- numbers of tasks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole", "said"),
    [
        ("Tổng số 30 nhiệm vụ: đã hoàn thành 21 nhiệm vụ; 09 nhiệm vụ đang triển khai (02 quá hạn).", 30,
         {("DONE", 21), ("RUNNING", 9), ("LATE", 2)}),
        ("Kế hoạch giao 30 nhiệm vụ; đến nay hoàn thành 21 nhiệm vụ, chưa hoàn thành 9.", 30,
         {("DONE", 21), ("OPEN", 9)}),
        ("Đã hoàn thành 21/30 nhiệm vụ, đạt 70%.", None, {("DONE", 21)}),
        ("Tổng số 1.240 nhiệm vụ, hoàn thành 1.100.", 1240, {("DONE", 1100)}),
        ("Tổng số 30 nhiệm vụ. Trong tháng hoàn thành 4 nhiệm vụ.", 30, set()),
        ("Tổng số 30 nhiệm vụ. Sở A: hoàn thành 4 nhiệm vụ của quý I.", 30, set()),
        ("Hoàn thành 95% trong 30 nhiệm vụ.", None, set()),
        ("Có 30 hồ sơ, đã hoàn thành 21.", None, set()),
        ("Trong 30 nhiệm vụ được giao có 21 nhiệm vụ đã hoàn thành, 01 nhiệm vụ chậm tiến độ.", 30,
         {("DONE", 21), ("LATE", 1)}),
        ("Có 21 nhiệm vụ đã hoàn thành.", None, set()),
    ],
)  # fmt: skip
def test_what_a_text_says_of_tasks(text, whole, said):
    assert whole_in(text) == whole
    told = said_in([Passage(text, "noi_dung", Place("a"))], whole or 30)
    assert {(one.of, one.number) for one in told} == said


STATES = [row(f"Việc số {n} của kế hoạch", stt=str(n), hoan_thanh="Xong" if n < 3 else "", dang_trien_khai="" if n < 3
              else "Đang làm") for n in range(1, 6)]  # fmt: skip


@pytest.mark.parametrize(("done", "wrong"), [(2, 0), (3, 1)])
def test_the_report_counts_its_own_table(done, wrong):
    """ "L807"."""
    whole = ("Tổng số 05 nhiệm vụ", "Trong 05 nhiệm vụ được giao")
    for text in (f"{one}, đã hoàn thành {done} nhiệm vụ, đang triển khai 03 nhiệm vụ." for one in whole):
        one = dossier("bao-cao", *STATES, kind="bao-cao", body=(Block("doan", text),))
        assert len([*counting.CHECKS[0].findings(one)]) == wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [("giao 5 nhiệm vụ, đã hoàn thành 2", 0), ("giao 5 nhiệm vụ, đã hoàn thành 4", 1), ("giao 7 nhiệm vụ", 1)],
)
def test_the_report_counts_the_plan_that_it_cites(told, wrong):
    """ "L808"."""
    plan = dossier("ke-hoach", *STATES, number=12, day=date(2026, 1, 5))
    text = f"Kế hoạch số 12/KH-VPCP ngày 05/01/2026 {told}."
    report = Checked(paper("bao-cao", "Kết quả", day=DAY, body=(Block("doan", text),)), DAY)
    assert len(between("L808", plan, report)) == wrong
    other = Checked(paper("bao-cao", "Kết quả", day=DAY, body=(Block("doan", text.replace("12/KH", "13/KH")),)), DAY)
    assert between("L808", plan, other) == []


# --- targets ---------------------------------------------------------------------------------------------------------

AIMS = ("80% trạm y tế xã có bác sĩ làm việc", "100% hồ sơ sức khỏe điện tử của người dân được cập nhật",
        "95% trẻ em dưới 1 tuổi được tiêm chủng đầy đủ")  # fmt: skip
MEANS = ("Luân phiên bác sĩ về làm việc tại trạm y tế xã", "Cập nhật hồ sơ sức khỏe điện tử của người dân",
         "Tổ chức tiêm chủng cho trẻ em dưới 1 tuổi")  # fmt: skip


def plan_of(means, aims=AIMS):
    heading = Block("muc", title="Chỉ tiêu đến năm 2030", children=tuple(Block("gach", text) for text in aims))
    return dossier("a", *(row(text, stt=str(n)) for n, text in enumerate(means, 1)), body=(heading,))


def test_each_target_has_a_task():
    """ "L416"."""
    missing, _ = targets.CHECKS
    assert [*missing.findings(plan_of(MEANS))] == []
    left = [one.value for one in missing.findings(plan_of((*MEANS[:2], "Tổ chức hội nghị tổng kết công tác đảng")))]
    assert left == [AIMS[2]]


@pytest.mark.parametrize(
    ("aim", "means", "short"),
    [
        ("Số hóa 15.000 hồ sơ học sinh các khóa", ["Số hóa 12.000 hồ sơ học sinh các khóa trước năm 2020"], True),
        ("Di dời xong 64 hộ dân vùng sạt lở", ["Di dời 46 hộ dân vùng sạt lở đến nơi ở mới"], True),
        ("Di dời 64 hộ dân vùng sạt lở", ["Di dời 64 hộ dân vùng sạt lở đến nơi ở mới"], False),
        ("Di dời ít nhất 64 hộ dân vùng sạt lở", ["Di dời 70 hộ dân vùng sạt lở"], False),
        ("Di dời 64 hộ dân vùng sạt lở", [f"Di dời {n} hộ dân vùng sạt lở thôn {n}" for n in (24, 40)], False),
        ("Đến năm 2030 số hóa 15.000 hồ sơ học sinh", ["Số hóa 12.000 hồ sơ học sinh"], False),
        ("Mỗi tổ xây dựng 20 bài giảng điện tử", ["Mỗi tổ xây dựng 4 bài giảng điện tử trong quý I"], False),
    ],
)  # fmt: skip
def test_the_one_task_of_a_target_does_not_fall_short(aim, means, short):
    """ "L416"."""
    heading = Block("muc", title="Chỉ tiêu", children=(Block("gach", aim),))
    given = dossier("a", *(row(text, stt=str(n)) for n, text in enumerate([*means, *MEANS], 1)), body=(heading,))
    assert ["chỉ nêu" in str(one.message) for one in targets.CHECKS[0].findings(given)] == [True] * short


def test_each_task_has_a_target():
    """ "L417"."""
    _, aimless = targets.CHECKS
    assert [*aimless.findings(plan_of(MEANS))] == []
    found = [one.value for one in aimless.findings(plan_of((*MEANS, "Tổ chức hội thao ngành lần thứ ba")))]
    assert found == ["Tổ chức hội thao ngành lần thứ ba"]


# --- all of it -------------------------------------------------------------------------------------------------------


def test_every_finding_says_how_sure_it_is():
    assert {check.sure for check in EVERY_CHECK} == set(Certainty)
    notes = {check.sure for check in EVERY_CHECK if check.severity is Severity.NOTE}
    assert notes == {Certainty.ASK}


def test_what_was_looked_at_is_quiet_in_one_and_in_all():
    quiet = row(thoi_han="31/12/2026", bo_qua="L806 đã được gia hạn")
    first, later = dossier("a", row()), dossier("b", quiet)
    codes = [one.code for one in lint_all([(first, ()), (later, ())])]
    assert "L806" not in codes and "L901" not in codes
    assert "L901" in [one.code for one in lint_all([(dossier("b", quiet), ())])]


SHEET = (
    "loai: ke-hoach\nco_quan: {{ten: Sở Mẫu, ky_hieu: SMD}}\nngay: 2026-01-05\ndia_danh: Hà Nội\n"
    "trich_yeu: {name}\nnoi_dung:\n  - bang: {{nguon: nhiem-vu.csv, mau: ke-hoach-6-cot}}\n"
)


@pytest.fixture
def data(tmp_path):
    for name, due in (("cchc", "30/9/2026"), ("cds", "31/12/2026")):
        folder = tmp_path / "data" / name
        folder.mkdir(parents=True)
        (folder / "van-ban.yaml").write_text(SHEET.format(name=name), encoding="utf-8")
        (folder / "nhiem-vu.csv").write_text(f'STT,Nội dung,Thời hạn\n1,"{WORK}",{due}\n', encoding="utf-8")
    return tmp_path / "data"


def test_a_folder_of_dossiers(data, capsys):
    broken = data / "hong"
    broken.mkdir()
    (broken / "van-ban.yaml").write_text("loai: [", encoding="utf-8")
    assert run(["lint", str(data), "--as-of", "2026-06-30"]) == 1
    told = capsys.readouterr().out
    assert "Đã xét 2 hồ sơ" in told and "L806" in told and "hồ sơ “cchc”" in told and "(khá chắc)" in told
    assert run(["lint", str(data / "cchc"), str(data / "cds"), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    sure = {one["code"]: one["certainty"] for one in result["findings"]}
    assert result["dossiers"] == 2 and sure["L806"] == "khá chắc"
    assert "L806" not in {one.code for one in lint_paths(data / "cds").findings}


def test_what_is_done_with_one_dossier_alone(data):
    assert run(["lint", str(data), "--proof"]) == 2
    assert run(["lint", str(data / "cchc"), str(data / "cds"), "--fix"]) == 2


def test_what_is_wrong_with_a_list_of_the_workplace_is_said_once(data):
    (data / "danh-muc").mkdir()
    (data / "danh-muc" / "van-ban.yaml").write_text("- loai: luat\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        lint_workplace((data,), DAY)
    assert [one.code for one in refused.value.findings] == ["V401"]
