"""The monthly report over the real register: what its text quotes, against the register's cells."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import DATA
from docx import Document

from generator.commands.track import register_of
from generator.face.cli import run
from generator.values.changes import ChangeKind, compare
from generator.values.model import Register, Status, Task

REPORT = DATA / "bao-cao-thang"
SINCE, UNTIL = date(2024, 10, 1), date(2024, 12, 31)


@pytest.fixture(scope="module")
def before() -> Register:
    return register_of(REPORT / "ky-truoc.xlsx")


@pytest.fixture(scope="module")
def now() -> Register:
    return register_of(DATA / "phu-luc-03")


def given(task: Task) -> date | None:
    """The day of the first document that orders a task."""
    days = [date(one.dated.year, one.dated.month, one.dated.day) for one in task.citations if one.dated]
    return min(days, default=None)


def test_the_register_of_the_period_before_is_what_the_dossier_says_of_it(before, now):
    """Without what was ordered since; what was due since and is done was being done."""
    ordered = {task.ma for task in now.tasks if (day := given(task)) and SINCE <= day <= UNTIL}
    changes = compare(before, now)
    assert {change.ma for change in changes if change.kind is ChangeKind.ADDED} == ordered
    done = [change for change in changes if change.kind is ChangeKind.STATUS]
    assert all(change.task and change.task.status is Status.DONE for change in done)
    assert all(SINCE <= change.task.deadline.due <= UNTIL for change in done)
    others = {change.key for change in changes if change.kind not in (ChangeKind.ADDED, ChangeKind.STATUS)}
    assert others == {"hoan_thanh", "dang_trien_khai"}
    assert (len(ordered), len(done)) == (13, 14)


def test_figures_in_the_text_are_those_of_the_register(tmp_path, now):
    assert run(["build", str(REPORT), "--format", "docx", "--as-of", "2024-12-31", "--out", str(tmp_path)]) in (0, 1)
    text = "\n".join(p.text for p in Document(tmp_path / "bao-cao-thang" / "bao-cao-thang.docx").paragraphs)
    done = sum(task.status is Status.DONE for task in now.tasks)
    for said in (
        "Tổng số nhiệm vụ được giao là 690, gồm 76 nhiệm vụ chung",
        f"Đã hoàn thành {done} nhiệm vụ, đạt {100 * done / 690:.1f}%".replace(".", ","),
        "có thêm 13 nhiệm vụ, 14 nhiệm vụ chuyển sang hoàn thành, 0 nhiệm vụ lùi thời hạn",
        "Bộ Công an chủ trì 127 nhiệm vụ",
    ):
        assert said in text
