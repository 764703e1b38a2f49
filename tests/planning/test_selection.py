"""Which tasks a table shows, in which order, under which headings."""

from datetime import date

import pytest
from conftest import DATA
from msgspec.structs import replace
from tasks import register, task

from generator.facts import danh_muc
from generator.planning.plan import PlannedSection
from generator.planning.selection import role_for, selected
from generator.planning.tables import planned_table, standings_of
from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.values.errors import InputError
from generator.values.findings import Severity
from generator.values.model import Citation, PartialDate, Role, Section, Selection, TableSpec

DAY = date(2024, 12, 31)
ROWS = (
    Section("A", "Việc chung", 1, ("A",)),
    task("A1", ("A",), stt="1", don_vi_thuc_hien="Các bộ, ngành, địa phương", thoi_han="Tháng 3/2025"),
    task("A2", ("A",), stt="2", don_vi_thuc_hien="Bộ Công an phối hợp Bộ Tư pháp", hoan_thanh="Xong"),
    Section("B", "Việc riêng", 1, ("B",)),
    task("B1", ("B",), stt="1", don_vi_thuc_hien="Bộ Tư pháp", thoi_han="Tháng 3/2024", van_ban_chi_dao="04/CT-TTg"),
    task("B2", ("B",), stt="2", don_vi_thuc_hien="Bộ Y tế (theo đề nghị của Bộ Tư pháp)", thoi_han="Tháng 1/2024"),
    task("B3", ("B",), "B2", stt="", don_vi_thuc_hien="Bộ Y tế"),
    task(
        "B4", ("B",), stt="3", don_vi_thuc_hien="UBND 63 địa phương",
        van_ban_chi_dao="Nghị quyết số 50/NQ-CP ngày 08/4/2022",
    ),
)  # fmt: skip
REGISTER = register(*ROWS)
LAW = "bo-tu-phap"


def planned(**spec):
    table, findings = planned_table(replace(TableSpec(REGISTER, "x", numbering="giu"), **spec), DAY)
    return table, findings


def shown(**spec) -> list[str]:
    """Headings and `number id` of the rows."""
    table, _ = planned(**spec)
    return [
        f"# {row.number} {row.title}".strip() if isinstance(row, PlannedSection) else f"{row.number} {row.task.ma}"
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("ma", "unit", "role"),
    [
        ("A1", LAW, Role.COLLECTIVE),
        ("A2", LAW, Role.SUPPORT),
        ("B1", LAW, Role.LEAD),
        ("B2", LAW, Role.MENTIONED),
        ("B4", LAW, None),
        ("B4", "ubnd-ho-chi-minh", Role.COLLECTIVE),
    ],
)
def test_role_of_a_unit(ma, unit, role):
    agencies = danh_muc.agencies()
    assert unit in agencies.records
    assert role_for(next(t for t in REGISTER.tasks if t.ma == ma), unit, agencies) is role


NQ50 = Citation("", symbol="50/NQ-CP")


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(units=(LAW,)), "A1 A2 B1"),
        (Selection(units=(LAW,), roles=(Role.LEAD,)), "B1"),
        (Selection(units=(LAW,), roles=(Role.SUPPORT, Role.MENTIONED)), "A2 B2"),
        (Selection(sections=("B",)), "B1 B2 B3 B4"),
        (Selection(states=("qua-han",)), "B1 B2"),
        (Selection(states=("hoan-thanh",)), "A2"),
        (Selection(due_from=date(2024, 2, 1), due_to=date(2024, 12, 31)), "B1"),
        (Selection(due_from=date(2025, 1, 1)), "A1"),
        (Selection(citations=(Citation("", symbol="04/CT-TTg"),)), "B1"),
        (Selection(citations=(NQ50,)), "B4"),
        (Selection(citations=(replace(NQ50, dated=PartialDate(2022, 4, 8)),)), "B4"),
        (Selection(citations=(replace(NQ50, dated=PartialDate(2023, 4, 8)),)), ""),
        (Selection(ids=("B4", "A1")), "A1 B4"),
        (Selection(units=(LAW,), states=("qua-han",)), "B1"),
    ],
)
def test_what_is_selected(selection, ids):
    kept, left = selected(REGISTER.tasks, selection, standings_of(REGISTER.tasks, DAY), danh_muc.agencies())
    assert " ".join(task.ma for task in kept) == ids
    assert len(kept) + len(left) == len(REGISTER.tasks)


def test_headings_without_tasks_are_not_shown_and_numbers_are_kept():
    assert shown(selection=Selection(units=(LAW,), roles=(Role.LEAD,))) == ["# B Việc riêng", "1 B1"]


def test_orders_and_groups():
    assert shown(grouped_by="khong", order=("thoi_han",)) == ["2 B2", " B3", "1 B1", "1 A1", "2 A2", "3 B4"]
    assert shown(grouped_by="khong", order=("-thoi_han",), numbering="lien-tuc", mark=".") == [
        "1. A1", "2. B1", "3. B2", " B3", "4. A2", "5. B4",
    ]  # fmt: skip
    assert shown(grouped_by="don_vi") == [
        "#  Bộ Công an", "2 A2", "#  Bộ Tư pháp", "1 B1", "#  Bộ Y tế", "2 B2", " B3",
        "#  Các bộ, ngành, địa phương", "1 A1", "#  Các địa phương", "3 B4",
    ]  # fmt: skip
    assert shown(grouped_by="trang_thai", numbering="theo-muc")[:3] == ["#  Hoàn thành", "1 A2", "#  Quá hạn"]


def test_nothing_selected_is_an_error_unless_the_dossier_has_words_for_it():
    nothing = Selection(ids=("A1",), sections=("B",))
    _, findings = planned(selection=nothing)
    assert [(f.code, f.severity) for f in findings] == [("V165", Severity.ERROR)]
    assert "thuộc mục khác: 1" in str(findings[0].message)
    table, findings = planned(selection=nothing, empty_text="Không có.")
    assert (table, findings) == (None, ())


def test_what_is_left_out_is_said_on_request():
    _, findings = planned(selection=Selection(units=(LAW,), roles=(Role.LEAD,), explained=True))
    assert sorted(str(f.message).removeprefix("Bộ lọc để lại ") for f in findings) == [
        "1 nhiệm vụ, vì chỉ được nhắc đến: B2.",
        "1 nhiệm vụ, vì giao chung: A1.",
        "1 nhiệm vụ, vì phối hợp: A2.",
        "2 nhiệm vụ, vì không giao cho đơn vị này: B3, B4.",
    ]


def test_summary_counts_every_task_once():
    table, _ = planned(summary="muc")
    texts = [dict(row.texts) for row in table.rows]
    assert [(t["stt"], t["noi_dung"], t["so_nhiem_vu"], t["so_qua_han"]) for t in texts] == [
        ("A", "Việc chung", "2", "0"), ("B", "Việc riêng", "4", "2"), ("", "Tổng số", "6", "2"),
    ]  # fmt: skip
    table, _ = planned(summary="don_vi")
    assert sum(int(row.texts["so_nhiem_vu"]) for row in table.rows[:-1]) == 6


def annex(tmp_path, bang: str):
    (tmp_path / "van-ban.yaml").write_text(
        "loai: phu-luc\nco_quan: {ten: Sở Mẫu}\ntrich_yeu: Thử\n"
        f"bang: {{nguon: {DATA / 'phu-luc-03' / 'nhiem-vu.xlsx'}, mau: phu-luc-ket-qua, {bang}}}\n",
        encoding="utf-8",
    )
    return load_dossier(tmp_path)[0].document.body[0].table


@pytest.mark.parametrize(
    ("bang", "code", "said"),
    [
        ("loc: {don_vi: Bộ Tư phạp}", "", ""),
        ("loc: {don_vi: Bộ Tư phát}", "V160", "Bộ Tư pháp"),
        ("loc: {muc: D}", "V161", "A"),
        ("loc: {trang_thai: qua-hạn}", "", ""),
        ("loc: {trang_thai: tre-han}", "V161", "qua-han"),
        ("loc: {thoi_han: {tu: 31/2/2024}}", "V026", "2024-03-16"),
        ("loc: {van_ban: abc}", "V162", "04/CT-TTg"),
        ("loc: {ma: A999}", "V163", "A9"),
        ("loc: {vai_tro: chu tri}", "V023", "chu-tri"),
        ("cot: [stt, noi_dung, noi_dung]", "V164", "Bỏ một"),
        ("cot: [stt, noi_dun]", "V028", "noi_dung"),
        ("sap_xep: thoi_hạn", "V028", "thoi_han"),
    ],
)
def test_what_a_table_asks_for_in_vain(tmp_path, bang, code, said):
    if not code:
        assert annex(tmp_path, bang) is not None
        return
    with pytest.raises(InputError) as caught:
        annex(tmp_path, bang)
    found = [f for f in caught.value.findings if f.severity is Severity.ERROR]
    assert [f.code for f in found] == [code]
    assert said in str(found[0].hint)
    assert found[0].place.line == 4


def test_the_city_annex_is_a_part_of_the_national_register():
    """30 of the 35 rows are national ones; each is selected for the city but for those given to ministries alone."""
    national, _ = load_register(DATA / "phu-luc-03" / "nhiem-vu.xlsx", "03")
    city, _ = load_register(DATA / "phu-luc-hcmc" / "nhiem-vu.xlsx", "hcmc")
    by_words = {words_of(t): t for t in national.tasks}
    pairs = [(t, by_words[words_of(t)]) for t in city.tasks if words_of(t) in by_words]
    kept, _ = selected(
        national.tasks,
        Selection(units=("ubnd-ho-chi-minh",)),
        standings_of(national.tasks, DAY),
        danh_muc.agencies(),
    )
    ids = {t.ma for t in kept}
    assert len(pairs) >= 28
    named = "don_vi_thuc_hien"
    left_out = {here.ma: (here.text(named), there.text(named)) for here, there in pairs if there.ma not in ids}
    assert left_out == {
        "A1": ("Các bộ, ngành, địa phương", "Các bộ, ngành"),
        "A15": ("Các bộ, ngành", "Các bộ, ngành"),
    }


def words_of(task) -> str:
    return "".join(c for c in task.text("noi_dung").casefold() if c.isalnum())
