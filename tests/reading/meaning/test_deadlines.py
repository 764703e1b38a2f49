"""Every distinct deadline text of the real registers, and the laws that hold for any text."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.meaning import citations, deadlines
from generator.values.findings import Place
from generator.values.model import DeadlineKind

from .tables import rows

CASES = [*rows("thoi-han.tsv"), *rows("thoi-han-khac.tsv")]
PLACE = Place("nhiem-vu.xlsx", "Nhiệm vụ", cell="F7")
# A date by the plainest reading there is, apart from the module's own: whatever has a year of this century in it.
ANY_DATE = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def codes(text: str) -> list[str]:
    return [finding.code for finding in deadlines.parse(text, PLACE)[1]]


@pytest.mark.parametrize(("text", "kind", "first", "last", "recurring", "extended"), CASES, ids=[c[0] for c in CASES])
def test_every_real_text(text: str, kind: str, first: str, last: str, recurring: str, extended: str) -> None:
    deadline, _ = deadlines.parse(text, PLACE)
    milestones = deadline.milestones
    assert deadline.verbatim == text
    assert deadline.kind.value == kind
    assert (milestones[0].start.isoformat() if milestones else "") == first
    assert (milestones[-1].end.isoformat() if milestones else "") == last
    assert (deadline.recurring, deadline.extended) == (recurring == "x", extended == "x")


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "found"),
    [
        ("Quý II", "quy", "2026-04-01", "2026-06-30", []),
        ("Tháng 12", "thang", "2026-12-01", "2026-12-31", []),
        ("Trước ngày 30/9", "ngay", "2026-09-29", "2026-09-29", []),
        ("6 tháng cuối năm", "khoang", "2026-07-01", "2026-12-31", []),
        ("Tháng 3 - tháng 6/2027", "khoang", "2027-03-01", "2027-06-30", []),
        ("Ngày 31/4", "chua-hieu", "", "", ["V202"]),
        ("Quý I hằng năm", "thuong-xuyen", "", "", []),
        ("chậm nhất là ngày 31/12 năm trước liền kề", "thuong-xuyen", "", "", []),
    ],
)
def test_a_date_without_a_year_takes_that_of_its_column(text, kind, first, last, found) -> None:
    deadline, findings = deadlines.parse(text, PLACE, year=2026)
    milestones = deadline.milestones
    assert deadline.kind.value == kind
    assert (milestones[0].start.isoformat() if milestones else "") == first
    assert (milestones[-1].end.isoformat() if milestones else "") == last
    assert [finding.code for finding in findings] == found


@pytest.mark.parametrize(
    ("path", "year"),
    [
        (("Thời gian (Năm 2026)",), 2026),
        (("Kế hoạch năm 2027", "Thời hạn"), 2027),
        (("Thời gian thực hiện",), None),
        (("Giai đoạn 2026 - 2030",), None),
        (("Giai đoạn 2026-2030",), None),
        (("Năm 2025, năm 2026",), None),
        (("Theo Kế hoạch 15/2026/KH",), None),
    ],
)
def test_the_year_of_a_column(path, year) -> None:
    assert deadlines.year_of_column(path) == year


def without_citations(text: str) -> str:
    for start, end in citations.spans(text):
        text = text[:start] + "#" * (end - start) + text[end:]
    return text


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_nothing_that_holds_a_date_stays_without_one_and_nothing_gets_one_that_is_not_there(text: str) -> None:
    deadline, findings = deadlines.parse(text, PLACE)
    held = bool(ANY_DATE.search(without_citations(text)))
    impossible = "V202" in [finding.code for finding in findings]
    assert bool(deadline.milestones) == held or impossible or re.search(r"/\d\d$", text)
    for milestone in deadline.milestones:
        assert milestone.verbatim in text
        year = milestone.end + timedelta(1) if milestone.before else milestone.start
        assert any(str(y) in text or text.endswith(f"/{y % 100}") for y in (year.year, year.year - milestone.onward))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Trước ngày 20/9/2022", [("before", date(2022, 9, 19))]),
        ("Hoàn thành trước tháng 6/2024", [("before", date(2024, 5, 31))]),
        ("Trước năm 2030", [("before", date(2029, 12, 31))]),
        ("Từ tháng 02/2023", [("onward", date(2023, 2, 1))]),
        ("2022 - Thường xuyên", [("onward", date(2022, 1, 1))]),
        ("Thực hiện mở rộng sau năm 2028", [("onward", date(2029, 1, 1))]),
        ("Quý II.2024", [("", date(2024, 6, 30))]),
        ("Thường xuyên trong 2024, 2025", [("", date(2024, 12, 31)), ("", date(2025, 12, 31))]),
        (
            "Lộ trình Nghị quyết 50/NQ-CP, ngày 8/4/2022 (bộ phận 1 cửa cấp xã từ 01/6/2023 )",
            [("onward", date(2023, 6, 1))],
        ),
    ],
)
def test_open_sides(text: str, ends: list[tuple[str, date]]) -> None:
    milestones = deadlines.parse(text, PLACE)[0].milestones
    assert [("before" if m.before else "onward" if m.onward else "", m.end) for m in milestones] == ends


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Tháng 3/2023 (xin lùi 6/2024)", date(2024, 6, 30)),
        ("Tháng 11/2023 (lộ trình mới) Tháng 7/2023", date(2023, 11, 30)),
        ("Từ tháng 5/2023", None),
        ("2022 - Thường xuyên", None),
        ("Thường xuyên", None),
        ("30/02/2024", None),
        ("Tháng 3/2024, 31/4/2024", None),
        ("Thí điểm trong giai đoạn 2026 - 2027 và thực hiện mở rộng sau năm 2028", date(2027, 12, 31)),
    ],
)
def test_the_day_that_counts(text: str, due: date | None) -> None:
    assert deadlines.parse(text, PLACE)[0].due == due


@pytest.mark.parametrize(
    ("text", "code", "quoted"),
    [
        ("30/02/2024", "V202", "“30/02/2024”"),
        ("Tháng 13/2024", "V202", "“Tháng 13/2024”"),
        ("Tháng 2/2024 (tháng 4 theo TBKL tháng 4)", "V203", "“tháng 4”"),
        ("30/6/24", "V204", "“30/6/24”"),
        ("Tháng 7", "V203", "“Tháng 7”"),
        ("Tháng 6, tháng 12", "V203", "“Tháng 6” và “tháng 12”"),
        ("Khi nào xong thì báo", "V201", "“Khi nào xong thì báo”"),
    ],
)
def test_what_is_not_understood_is_said_once_and_quoted(text: str, code: str, quoted: str) -> None:
    _, findings = deadlines.parse(text, PLACE)
    assert [finding.code for finding in findings] == [code]
    assert quoted in str(findings[0].message)
    assert (findings[0].place, findings[0].value) == (PLACE, text)


def test_blank_is_no_deadline_and_no_finding() -> None:
    assert deadlines.parse(" \n", PLACE)[0].kind is DeadlineKind.NONE
    assert codes(" \n") == []


@pytest.mark.parametrize(
    ("text", "days", "working", "start"),
    [
        ("Trong 05 ngày làm việc kể từ ngày 01/6/2024", 5, True, date(2024, 6, 1)),
        ("Trong vòng 10 ngày kể từ ngày ký ban hành", 10, False, None),
        ("Trước ngày 30/6/2024", 0, False, date(2024, 6, 29)),
    ],
)
def test_terms_in_days(text: str, days: int, working: bool, start: date | None) -> None:
    deadline, _ = deadlines.parse(text, PLACE)
    assert (deadline.days, deadline.working_days) == (days, working)
    assert (deadline.milestones[0].start if deadline.milestones else None) == start
    assert deadline.kind is not DeadlineKind.UNKNOWN


def test_dates_of_cited_documents_are_not_deadlines() -> None:
    text = "Theo tiến độ của Nghị quyết số 50/NQ-CP ngày 08/4/2022 và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021"
    deadline, findings = deadlines.parse(text, PLACE)
    assert (deadline.kind, deadline.milestones, findings) == (DeadlineKind.ROADMAP, (), ())


@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_written_any_way_is_that_day(day: date) -> None:
    ways = (f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"ngày {day:%d} tháng {day:%m} năm {day.year}")
    for text in (*ways, f"{day.isoformat()} 00:00:00", f"Chậm nhất ngày {day:%d/%m/%Y}"):
        deadline, findings = deadlines.parse(text, PLACE)
        assert [(m.start, m.end) for m in deadline.milestones] == [(day, day)]
        assert findings == ()


@given(st.text(alphabet="0123456789/.-() thángnămquýIVtừđếntrước,;\n", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    deadline, findings = deadlines.parse(text, PLACE)
    assert deadline.verbatim == text
    assert all(milestone.start <= milestone.end and milestone.verbatim in text for milestone in deadline.milestones)
    if deadline.kind is DeadlineKind.UNKNOWN:
        assert findings


def test_a_long_cell_takes_linear_time() -> None:
    cell = "Tháng 3/2024, từ ngày 01/6/2024 đến ngày 30/6/2024; " * 600
    assert len(deadlines.parse(cell, PLACE)[0].milestones) == 1200
