"""Parts of a task whose own cell is blank are due, cited and given to units as their task is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.reading.registers import load_register
from generator.values.model import Role, Task

HEADER = ("Mã", "STT", "Nội dung, nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Thuộc nhiệm vụ")


@pytest.fixture
def tasks(tmp_path: Path) -> dict[str, Task]:
    book = Workbook()
    for row in (
        HEADER,
        ("X1", "1", "Việc lớn, trong đó:", "Bộ Công an", "Bộ Y tế", "Tháng 3/2024", ""),
        ("X2", "", "+ Phần một", "", "", "", "X1"),
        ("X3", "", "+ Phần một của phần một", "", "", "", "X2"),
        ("X4", "", "+ Phần hai", "Bộ Tư pháp", "", "Tháng 6/2024", "X1"),
        ("X5", "", "+ Phần ba", "", "", "", "X1"),
        ("X6", "2", "Việc khác", "", "", "", ""),
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    register, findings = load_register(tmp_path / "a.xlsx", "a.xlsx")
    assert findings == ()
    return {task.ma: task for task in register.tasks}


def units(task: Task) -> list[tuple[str, Role]]:
    return [(unit.agency, unit.role) for unit in task.units]


def test_a_blank_part_is_due_and_given_as_its_task(tasks):
    whole = tasks["X1"]
    for part in (tasks["X2"], tasks["X3"]):
        assert part.deadline.due == whole.deadline.due is not None
        assert units(part) == [("bo-cong-an", Role.LEAD), ("bo-y-te", Role.SUPPORT)]
        assert part.text("thoi_han") == part.text("chu_tri") == ""


def test_a_part_of_its_own_words_has_their_meaning_beside_what_it_leaves_blank(tasks):
    assert tasks["X4"].deadline.verbatim == "Tháng 6/2024"
    assert units(tasks["X4"]) == [("bo-tu-phap", Role.LEAD), ("bo-y-te", Role.SUPPORT)]


def test_what_stands_below_a_part_of_its_own_words_is_not_its_tasks(tasks):
    """Its cell is no longer printed as one with the task's."""
    assert tasks["X5"].deadline.due is None
    assert units(tasks["X5"]) == [("bo-y-te", Role.SUPPORT)]
    assert tasks["X6"].units == ()
