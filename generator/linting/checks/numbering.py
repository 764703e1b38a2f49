"""Printed numbers of the rows (L7xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.linting.check import CERTAIN, ERROR, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.values.findings import msg
from generator.values.model import Register, Section, Task
from generator.values.patterns import late
from generator.values.text import quote

_NUMBER = late(r"(\d{1,5})[.)]?")


class _Step(Struct, frozen=True):
    """A numbered row after another: the number before (0 at a heading), the rows, whether a heading parts them."""

    before: int
    number: int
    task: Task
    last: Task | None
    headed: bool


# So many gaps, each of several numbers, and the rows are some of a longer list that keep its numbers.
_PICKED, _SEVERAL = 2, 3


def _own_steps(checked: Checked) -> Iterator[_Step]:
    """The steps of the tables that are numbered for themselves."""
    for register in checked.registers:
        steps = list(_steps(register, checked))
        wide = sum(not step.headed and step.number - step.before >= _SEVERAL for step in steps)
        yield from steps if wide < _PICKED else ()


def _all_steps(checked: Checked) -> Iterator[_Step]:
    for register in checked.registers:
        yield from _steps(register, checked)


def _steps(register: Register, checked: Checked) -> Iterator[_Step]:
    # After a row whose number is lost nothing is said of the next one's.
    before, last, headed, lost = 0, None, True, False
    for row in register.rows:
        if isinstance(row, Section):
            headed = True
            continue
        match = _NUMBER.fullmatch(row.text("stt").strip())
        lost = lost or id(row) in checked.shifted or not (match or row.text("noi_dung").strip())
        if match:
            if not lost:
                yield _Step(before, int(match[1]), row, last, headed)
            before, last, headed, lost = int(match[1]), row, False, False


@check("L701", WARNING, "Số thứ tự nhảy cóc",
       why="Thiếu một số là thiếu một dòng, hoặc đánh số sai.",
       wrong="41, 43", right="41, 42, 43")  # fmt: skip
def gap(checked: Checked) -> Iterator[Doubt]:
    for step in _own_steps(checked):
        if step.number > step.before + 1 and not (step.headed and step.number == 1):
            yield Doubt(step.task.origin.place("stt"),
                        msg("Số {so}: ngay trước là {truoc}.", so=quote(str(step.number)), truoc=step.before or "—"),
                        step.task.text("stt"), step.last.text("noi_dung") if step.last else "",
                        msg("Kiểm tra dòng thiếu, hoặc đánh số lại."))  # fmt: skip


@check("L702", ERROR, "Số thứ tự lặp hoặc lùi",
       sure=CERTAIN,
       why="Hai nhiệm vụ một số thì viện dẫn “nhiệm vụ số 12” không rõ là việc nào.",
       wrong="11, 12, 12, 13", right="11, 12, 13, 14")  # fmt: skip
def repeated(checked: Checked) -> Iterator[Doubt]:
    for step in _all_steps(checked):
        if step.last is not None and not step.headed and 1 < step.number <= step.before:
            yield Doubt(step.task.origin.place("stt"),
                        msg("Số {so}: ngay trước là {truoc}.", so=quote(str(step.number)), truoc=step.before),
                        step.task.text("stt"), step.last.text("noi_dung"), msg("Đánh số lại."))  # fmt: skip


@check("L703", WARNING, "Số thứ tự bắt đầu lại mà không có tên mục",
       why="Đánh số lại từ 1 mà không có dòng tên mục là mất một tên mục.",
       wrong="58, 1, 2 …", right="58, dòng “II. …”, 1, 2 …")  # fmt: skip
def restart_without_heading(checked: Checked) -> Iterator[Doubt]:
    for step in _own_steps(checked):
        if step.last is not None and not step.headed and step.number == 1:
            yield Doubt(step.task.origin.place("stt"),
                        msg("Số thứ tự bắt đầu lại từ 1 sau {truoc}, không có tên mục ở giữa.", truoc=step.before),
                        step.task.text("stt"), step.last.text("noi_dung"),
                        msg("Thêm dòng tên mục, hoặc đánh số tiếp."))  # fmt: skip


@check("L704", WARNING, "Dòng có thể lệch cột",
       why="Ô số thứ tự có cả tên hay cả câu: thiếu một ô nên chữ của dòng đã sang cột bên.",
       wrong="STT: “Bộ Khoa học và Công nghệ”; Nội dung: “Giai đoạn 2026 - 2030”",
       right="Mỗi chữ ở cột của nó")  # fmt: skip
def stands_aside(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        if id(task) in checked.shifted:
            told = task.text("stt")
            yield Doubt(task.origin.place("stt"), msg("{chu}: chữ của dòng có thể đã lệch sang cột bên.",
                        chu=quote(told)), told, "", msg("Mở bảng gốc, đưa chữ về đúng cột."))  # fmt: skip


CHECKS = checks_in(globals())
