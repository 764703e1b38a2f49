"""Results into the register: what each answer becomes in its columns, against what stood there when it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.books.decisions import NO_DECISIONS, Decisions, mark_of
from generator.commands.collecting.rows import Answer
from generator.keeping.reports_in import Reports, Taken
from generator.merging.merge.new_columns import NewColumns
from generator.merging.model import Conflict, TaskId
from generator.merging.writing.source_edits import SetCell, SetValue, SourceEdit
from generator.merging.writing.writer import TREES
from generator.planning.reporting import RowId
from generator.values import glossary
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Register, Task
from generator.values.returns import COLUMN_OF, RESULT_KEYS, reported, reported_texts, row_name
from generator.values.text import one_line, quote

if TYPE_CHECKING:
    from generator.books.returned import Returned

# Columns that a register gets: “Kết quả” alone may as well be the product that is expected.
_NEW_TITLES = {"trang_thai": glossary.titles()["trang_thai"], "ket_qua": "Kết quả kỳ này"}
Side = Literal["ours", "theirs"]


class Take(Struct, frozen=True):
    """A cell of the register that changes: the task, the column, before and after; the unit, file and cell it is of."""

    ma: str
    key: str
    before: str
    after: str
    unit: str
    file: str
    cell: str


class Taking:
    """Gathers the edits of one collection; what both sides changed becomes a finding V284."""

    def __init__(
        self,
        registers: Sequence[Register],
        before: Reports,
        period: str,
        now: datetime,
        side: Side | None,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        """Which counts where the register was changed as well, `decisions` say, else `side`; None: neither, and it is
        said."""
        self.conflicts: list[tuple[str, Conflict]] = []
        self.met: list[str] = []
        self._decisions = decisions
        self.edits: list[SourceEdit] = []
        self.takes: list[Take] = []
        self.findings: list[Finding] = []
        self._registers, self._before, self._period, self._side = registers, before, period, side
        self._at = now.isoformat(timespec="seconds")
        self._new: dict[str, Taken] = {}
        self._columns = NewColumns()
        self._meant: dict[tuple[RowId, str], str] = {}

    def taken(self) -> Mapping[str, Taken]:
        """Where each result came from, those of earlier runs among them."""
        return {**self._before.taken, **self._new}

    def take(self, task: Task, row: RowId, unit: str, one: Returned, answer: Answer) -> int:
        """One answer; returns how many cells change. An older answer than the one taken changes nothing."""
        name = row_name(row)
        was = self._before.taken.get(name)
        if was and was.period == self._period and (was.saved, was.digest) > (one.saved, one.digest):
            return 0
        register = self._registers[row[0]]
        meant = meant_texts(register, answer)
        now = {key: task.text(key) for key in RESULT_KEYS}
        changed = {key: text for key, text in meant.items() if one_line(text) != one_line(now[key])}
        after = reported_texts({**now, **meant})
        base = was.row if was and was.period == self._period else self._before.base.get(name, reported_texts({}))
        if changed and reported(task) != base:
            side = self._decided(one.file, _conflict(task, answer, now))
            if side is None:
                self.findings.append(_both(task, answer, now))
            if side != "theirs":
                return 0
        place = answer.row.place("ket_qua")
        for key, text in changed.items():
            self.edits += self._edit(register, task, key, text)
            self._meant[row, key] = text
            self.takes.append(Take(task.ma, key, now[key], text, unit, one.file, f"{place.sheet}!{place.cell}"))
        if was is None or (was.digest, was.row, was.period) != (one.digest, after, self._period):
            self._new[name] = Taken(
                unit, one.file, place.sheet, place.cell, one.saved, self._at, one.digest, self._period, after
            )
        return len(changed)

    def _decided(self, file: str, conflict: Conflict) -> Side | None:
        mark = mark_of(file, conflict)
        self.met.append(mark)
        side = self._decisions.sides.get(mark, self._side)
        if side is None:
            self.conflicts.append((file, conflict))
        return side

    def not_as_meant(self, again: Sequence[Register]) -> Iterator[Finding]:
        """What is read back as something else than was taken (V091): a column that does not say what it is."""
        read = {(number, task.ma): task for number, one in enumerate(again) for task in one.tasks}
        for (row, key), text in self._meant.items():
            found = read[row].text(key) if row in read else ""
            if one_line(found) != one_line(text):
                said = msg(
                    "Ghi thử rồi đọc lại: phải là {dung}, đọc ra {sai}; dữ liệu giữ nguyên.",
                    dung=quote(text),
                    sai=quote(found),
                )
                hint = msg("Thêm cột “Trạng thái” và “Kết quả kỳ này” vào bảng, hoặc ghi nghĩa của cột ở khóa “la”.")
                place = self._registers[row[0]].origin.place(key)
                yield Finding("V091", Severity.ERROR, place, said, hint, row[1])

    def _edit(self, register: Register, task: Task, key: str, text: str) -> Iterator[SourceEdit]:
        file, row = Path(register.origin.file), task.origin.row
        column = next((column for column in register.columns if column.key == key), None)
        if file.suffix.lower() in TREES:
            yield SetValue(file, (row - 2, column.title if column else key), text)
            return
        if column is not None:
            yield SetCell(file, register.origin.sheet, column.letter, row, text)
            return
        letter, untitled = self._columns.of(register, key)
        if untitled:
            yield SetCell(file, register.origin.sheet, letter, register.origin.row, _NEW_TITLES[key])
        yield SetCell(file, register.origin.sheet, letter, row, text)


def meant_texts(register: Register, answer: Answer) -> Mapping[str, str]:
    """What the result columns of a register hold once it says what a unit says.

    A register has a column of statuses, or the four columns of which the filled one is the status; one that has neither
    gets a column of statuses and one of results.
    """
    keys = {column.key for column in register.columns}
    four = {key: "" for key in glossary.RESULT_KEYS if key in keys}
    own = COLUMN_OF[answer.status]
    if own in four and "trang_thai" not in keys:
        return {**four, own: answer.result or answer.status.words}
    if own in four and "ket_qua" not in keys:
        return {**four, own: answer.result, "trang_thai": answer.status.words}
    result = {"ket_qua": answer.result} if answer.result or "ket_qua" in keys else {}
    return {"trang_thai": answer.status.words, **result}


def _conflict(task: Task, answer: Answer, now: Mapping[str, str]) -> Conflict:
    """What both say of a task, as a conflict of a merge."""
    ours = "; ".join(text for text in now.values() if text)
    theirs = ": ".join(text for text in (answer.status.words, answer.result) if text)
    return Conflict(TaskId("", task.ma), "ket_qua", "", ours, theirs)


def _both(task: Task, answer: Answer, now: Mapping[str, str]) -> Finding:
    ours = "; ".join(text for text in now.values() if text)
    said = msg(
        "Hai bên cùng sửa nhiệm vụ {ma}: bảng đang ghi {minh}, đơn vị báo cáo {ho}; bảng giữ nguyên.",
        ma=task.ma,
        minh=quote(ours, 120),
        ho=quote(": ".join(text for text in (answer.status.words, answer.result) if text), 120),
    )
    hint = msg("Chọn “--theirs” để lấy báo cáo của đơn vị, “--ours” để giữ bảng; hoặc quyết từng chỗ: “--conflicts”.")
    return Finding("V284", Severity.ERROR, answer.row.place("ket_qua"), said, hint, answer.result)
