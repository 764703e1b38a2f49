"""Counts of tasks by section, lead unit and state: figures for a report's text, and as a table of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct, field

from generator.facts.agencies import Agencies
from generator.planning.selection import lead_name
from generator.planning.status import Standing, State, name_of
from generator.values import glossary
from generator.values.model import Column, Register, TableSpec, Task
from generator.values.text import sort_key

Name = TypeVar("Name", str, tuple[str, ...])
ALL = "Tổng số"


class Count(Struct, frozen=True):
    """How many tasks there are, and in which state."""

    tasks: int = 0
    states: Mapping[State, int] = field(default_factory=dict)

    def of(self, state: State) -> int:
        """Tasks in one state."""
        return self.states.get(state, 0)


class Totals(Struct, frozen=True):
    """Counts of a register's tasks at a date: all, by path of section keys, by name of the lead unit."""

    whole: Count
    sections: Mapping[tuple[str, ...], Count]
    units: Mapping[str, Count]


def totals(tasks: Sequence[Task], standings: Mapping[str, Standing], agencies: Agencies) -> Totals:
    """Count tasks; a task counts in each of the sections above it, and once for the unit that leads it."""
    return Totals(
        counted(tasks, standings),
        _by(((task.section[:depth], task) for task in tasks for depth in range(1, len(task.section) + 1)), standings),
        _by(((lead_name(task, agencies), task) for task in tasks), standings),
    )


def counted(tasks: Iterable[Task], standings: Mapping[str, Standing]) -> Count:
    """One count."""
    states = Counter(standings[task.ma].state for task in tasks)
    return Count(states.total(), states)


def _by(named: Iterable[tuple[Name, Task]], standings: Mapping[str, Standing]) -> dict[Name, Count]:
    groups: dict[Name, list[Task]] = {}
    for name, task in named:
        groups.setdefault(name, []).append(task)
    return {name: counted(tasks, standings) for name, tasks in groups.items()}


STATE_KEYS: Mapping[State, str] = {
    State.DONE: "so_hoan_thanh",
    State.IN_TIME: "so_trong_han",
    State.SOON: "so_sap_den_han",
    State.OVERDUE: "so_qua_han",
    State.RECURRING: "so_thuong_xuyen",
    State.UNKNOWN: "so_khong_ro_han",
}
_FIRST_TITLE = {"muc": "Mục", "don_vi": "Đơn vị chủ trì", "trang_thai": "Tình trạng"}


def summary_register(
    tasks: Sequence[Task], spec: TableSpec, standings: Mapping[str, Standing], agencies: Agencies
) -> Register:
    """The counts as a register, so that a summary is a table like any other; its last row is the whole."""
    found = totals(tasks, standings, agencies)
    titles = {**glossary.titles(), "noi_dung": _FIRST_TITLE[spec.summary]}
    columns = tuple(Column(key, titles[key]) for key in ("stt", "noi_dung", "so_nhiem_vu", *STATE_KEYS.values()))
    if spec.summary == "trang_thai":
        rows = [
            Task(f"tong-{state.value}", {"stt": str(n), "noi_dung": name_of(state), "so_nhiem_vu": str(count)})
            for n, (state, count) in enumerate(
                ((state, found.whole.of(state)) for state in State if found.whole.of(state)), start=1
            )
        ]
        whole = Task("tong", {"stt": "", "noi_dung": ALL, "so_nhiem_vu": str(found.whole.tasks)})
        return Register(columns[:3], (*rows, whole))
    if spec.summary == "muc":
        shown = [section for section in spec.register.sections if section.path in found.sections]
        named = [(section.number, section.title, found.sections[section.path]) for section in shown]
    else:
        ordered = sorted(found.units, key=lambda name: (-found.units[name].tasks, sort_key(name)))
        named = [(str(n), name, found.units[name]) for n, name in enumerate(ordered, start=1)]
    rows = [_row(f"tong-{n}", number, title, count) for n, (number, title, count) in enumerate(named)]
    return Register(columns, (*rows, _row("tong", "", ALL, found.whole)))


def _row(ma: str, number: str, title: str, count: Count) -> Task:
    texts = {key: str(count.of(state)) for state, key in STATE_KEYS.items()}
    return Task(ma, {"stt": number, "noi_dung": title, "so_nhiem_vu": str(count.tasks), **texts})
