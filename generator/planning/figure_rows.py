"""Which tasks a counted figure counts: by name the ids, counted anew, apart from `figures`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.facts import danh_muc
from generator.facts.periods import periods_named
from generator.planning.selection import lead_name, selected
from generator.planning.status import Standing, standing
from generator.planning.totals import STATE_KEYS
from generator.values.changes import ChangeKind, compare
from generator.values.model import FigureSource, Status, Task
from generator.values.periods import Period

_CHANGES: Mapping[str, ChangeKind] = {
    "so_moi": ChangeKind.ADDED,
    "so_bo": ChangeKind.REMOVED,
    "so_lui_han": ChangeKind.EXTENDED,
    "so_doi_trang_thai": ChangeKind.STATUS,
}


def rows_counted(source: FigureSource, as_of: date, period: Period | None = None) -> Mapping[str, tuple[str, ...]]:
    """The ids of the tasks that each figure of a register counts; nothing of figures that count none."""
    if source.register is None:
        return {}
    holidays = danh_muc.holidays()
    at = {task.ma: standing(task, as_of, holidays) for task in source.register.tasks}
    tasks, _ = selected(source.register.tasks, source.selection, at, danh_muc.agencies())
    found = {name: list(ids) for name, ids in _of_tasks(tasks, at, period).items()}
    if source.previous is not None:
        changes = compare(source.previous, source.register)
        for name, kind in _CHANGES.items():
            found[name] = [one.ma for one in changes if one.kind is kind]
        moved = (c for c in changes if c.kind is ChangeKind.STATUS and c.task and c.task.status is Status.DONE)
        found["so_moi_hoan_thanh"] = [one.ma for one in moved]
    return {name: tuple(ids) for name, ids in found.items()}


def _of_tasks(tasks: Sequence[Task], at: Mapping[str, Standing], period: Period | None) -> Mapping[str, list[str]]:
    agencies = danh_muc.agencies()
    found: dict[str, list[str]] = {"so_nhiem_vu": []}
    for task in tasks:
        own = at[task.ma]
        state = STATE_KEYS[own.state]
        status = task.status.value if task.status else "chua-cap-nhat"
        sections = [".".join(task.section[:depth]) for depth in range(1, len(task.section) + 1)]
        groups = [*(f"theo_muc.{path}" for path in sections), f"theo_don_vi.{lead_name(task, agencies)}"]
        due = [f"so_den_han.{name}" for name, one in periods_named(period) if one.holds(own.due)]
        states = [f"{group}.{state.removeprefix('so_')}" for group in groups]
        for name in ("so_nhiem_vu", state, f"trang_thai.{status}", *groups, *states, *due):
            found.setdefault(name, []).append(task.ma)
    return found
