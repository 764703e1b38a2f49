"""Who reports on which task: the unit that leads it, the first where several do; the others see it apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.facts.agencies import Agencies
from generator.planning.selection import unit_name
from generator.values.model import Register, Role, Task
from generator.values.text import fold, one_line

# What `by` is where units report, not the values of a column.
BY_UNIT = "don_vi"
_LEADS = (Role.LEAD, Role.CO_LEAD, Role.COLLECTIVE)

# A task of a dossier: the number of its register among the dossier's, its id.
RowId = tuple[int, str]


class Reporter(Struct, frozen=True):
    """A unit: its key, its name, the tasks that it reports on, those that others report on and it has a part in."""

    key: str
    name: str
    own: tuple[RowId, ...] = ()
    apart: tuple[RowId, ...] = ()


class Asked(Struct, frozen=True):
    """All tasks of a dossier by their id, who reports on each, the units in their order, tasks that nobody has."""

    tasks: Mapping[RowId, Task]
    owners: Mapping[RowId, str]
    units: Mapping[str, Reporter]
    unowned: tuple[RowId, ...]


def asked(registers: Sequence[Register], agencies: Agencies, by: str = BY_UNIT) -> Asked:
    """The tasks shared out. `by` is `don_vi`, or the key of a column whose values stand for units.

    Each task has one owner: two units that report on one cell would write over each other.
    """
    tasks = {(number, task.ma): task for number, one in enumerate(registers) for task in one.tasks if not task.proposed}
    names: dict[str, str] = {}
    own: dict[str, list[RowId]] = {}
    apart: dict[str, list[RowId]] = {}
    owners: dict[RowId, str] = {}
    for row, task in tasks.items():
        # What names nobody is its parent's: the unit of the task that it is part of.
        source = tasks.get((row[0], task.parent), task) if not task.units and by == BY_UNIT else task
        holders = dict(_holders(source, agencies, by))
        for key, name in holders.items():
            names.setdefault(key, name)
            if row not in owners and key in _leading(source, by):
                owners[row] = key
                own.setdefault(key, []).append(row)
            else:
                apart.setdefault(key, []).append(row)
    units = {
        key: Reporter(key, name, tuple(own.get(key, ())), tuple(apart.get(key, ()))) for key, name in names.items()
    }
    return Asked(tasks, owners, units, tuple(row for row in tasks if row not in owners))


def _holders(task: Task, agencies: Agencies, by: str) -> Iterator[tuple[str, str]]:
    """Key and name of each that has a part in a task, those that lead first."""
    if by != BY_UNIT:
        if text := one_line(task.whole.get(by, "")):
            yield fold(text), text
        return
    for role in (*_LEADS, Role.SUPPORT):
        for mention in task.units:
            if mention.role is role:
                yield mention.agency or fold(mention.verbatim), unit_name(mention, agencies)


def _leading(task: Task, by: str) -> set[str]:
    if by != BY_UNIT:
        return {fold(one_line(task.whole.get(by, "")))}
    return {mention.agency or fold(mention.verbatim) for mention in task.units if mention.role in _LEADS}
