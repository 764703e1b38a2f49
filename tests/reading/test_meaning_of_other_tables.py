"""Statuses and deadlines of other offices, as a table reads them."""

from datetime import date

import pytest

from generator.reading.records import RawRow, RawTable
from generator.reading.tables import read_register
from generator.values.model import Status


def register(*rows: str):
    """A register of rows drawn as `a | b | c`, the header first; and its findings."""
    cells = [RawRow(number, dict(enumerate(text.split(" | ")))) for number, text in enumerate(rows, 1)]
    return read_register(RawTable("bang.xlsx", "Sheet1", tuple(cells), rows[0].count("|") + 1))


def test_words_of_statuses_are_statuses_and_no_finding():
    read, findings = register(
        "STT | Nhiệm vụ | Tình trạng", "1 | Lập kế hoạch | Đã hoàn thành", "2 | Khảo sát | Đang thực hiện (60%)",
        "3 | Nghiệm thu | Quá hạn", "4 | Tập huấn | 100%",
    )  # fmt: skip
    assert [task.status for task in read.tasks] == [Status.DONE, Status.RUNNING, Status.OPEN, Status.DONE]
    assert [finding.code for finding in findings] == []


def test_a_status_that_says_neither_is_said():
    read, findings = register("STT | Nhiệm vụ | Tình trạng", "1 | Lập kế hoạch | Tạm dừng", "2 | Khảo sát | Đang làm")
    assert [task.status for task in read.tasks] == [None, Status.RUNNING]
    assert [finding.code for finding in findings] == ["V047"]


@pytest.mark.parametrize(
    ("title", "due"), [("Thời gian (Năm 2026)", date(2026, 6, 30)), ("Thời gian hoàn thành", None)]
)
def test_the_year_in_the_title_is_that_of_the_deadlines(title, due):
    read, findings = register(f"STT | Nhiệm vụ | {title}", "1 | Lập kế hoạch | Quý II", "2 | Khảo sát | Năm 2027")
    assert [task.deadline.due for task in read.tasks] == [due, date(2027, 12, 31)]
    assert ("V203" in [finding.code for finding in findings]) == (due is None)
