"""Which tasks of a register a table shows, in which order, under which headings; and why others are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from generator.facts.agencies import Agencies
from generator.planning.status import Standing, State, name_of
from generator.values.findings import Message, msg
from generator.values.model import Citation, Role, Section, Selection, TableSpec, Task, UnitMention
from generator.values.text import fold, quote, sort_key

# Strongest first: what a task is for a unit that it names more than once.
ROLE_ORDER = (Role.LEAD, Role.CO_LEAD, Role.SUPPORT, Role.COLLECTIVE, Role.MENTIONED)
CONCERNED = ROLE_ORDER[:-1]
ROLE_NAMES: Mapping[Role, Message] = {
    Role.LEAD: msg("chủ trì"),
    Role.CO_LEAD: msg("đồng chủ trì"),
    Role.SUPPORT: msg("phối hợp"),
    Role.COLLECTIVE: msg("giao chung"),
    Role.MENTIONED: msg("chỉ được nhắc đến"),
}


class LeftOut(Struct, frozen=True):
    """A task that a selection does not take: its id and the first condition that it fails."""

    ma: str
    reason: Message


def role_for(task: Task, unit: str, agencies: Agencies) -> Role | None:
    """What a task asks of a unit; None where it does not name it.

    Words for many units take in a unit by role COLLECTIVE, unless they are only mentioned themselves. A unit that is
    itself a collective is matched by its own words alone.
    """
    roles = {role for mention in task.units if (role := _role(mention, unit, agencies)) is not None}
    return next((role for role in ROLE_ORDER if role in roles), None)


def _role(mention: UnitMention, unit: str, agencies: Agencies) -> Role | None:
    if mention.agency == unit:
        return mention.role
    if agencies.covers(mention.agency, unit):
        return Role.MENTIONED if mention.role is Role.MENTIONED else Role.COLLECTIVE
    return None


def selected(
    tasks: Iterable[Task], selection: Selection, standings: Mapping[str, Standing], agencies: Agencies
) -> tuple[tuple[Task, ...], tuple[LeftOut, ...]]:
    """The tasks that meet every condition, in their order, and those that do not with the reason."""
    tests = tuple(_tests(selection, standings, agencies))
    kept, left = [], []
    for task in tasks:
        reason = next((reason for test in tests if (reason := test(task)) is not None), None)
        if reason is None:
            kept.append(task)
        else:
            left.append(LeftOut(task.ma, reason))
    return tuple(kept), tuple(left)


_Test = Callable[[Task], Message | None]


def _tests(selection: Selection, standings: Mapping[str, Standing], agencies: Agencies) -> Iterator[_Test]:
    yield lambda task: msg("mới là đề xuất, chưa có người nhận") if task.proposed else None
    if selection.ids:
        ids = frozenset(selection.ids)
        yield lambda task: None if task.ma in ids else msg("không có trong danh sách mã")
    if selection.sections:
        sections = {fold(section) for section in selection.sections}
        yield lambda task: None if sections & {fold(key) for key in task.section} else msg("thuộc mục khác")
    if selection.units:
        yield lambda task: _by_unit(task, selection, agencies)
    if selection.citations:
        yield (
            lambda task: (
                None
                if any(_same(wanted, cited) for wanted in selection.citations for cited in task.citations)
                else msg("không dẫn văn bản đó")
            )
        )
    if selection.states:
        yield lambda task: _by_state(task, selection, standings)
    if selection.due_from or selection.due_to:
        yield lambda task: _by_due(standings[task.ma].due, selection)


def _by_unit(task: Task, selection: Selection, agencies: Agencies) -> Message | None:
    found = {role for unit in selection.units if (role := role_for(task, unit, agencies)) is not None}
    if found & set(selection.roles or CONCERNED):
        return None
    role = next((role for role in ROLE_ORDER if role in found), None)
    return msg("không giao cho đơn vị này") if role is None else ROLE_NAMES[role]


def _same(wanted: Citation, cited: Citation) -> bool:
    """Identity of a document is symbol and date; a wanted one without a date is any of that symbol."""
    return wanted.symbol == cited.symbol and wanted.dated in (None, cited.dated)


def _by_state(task: Task, selection: Selection, standings: Mapping[str, Standing]) -> Message | None:
    state = standings[task.ma].state
    if state.value in selection.states or (task.status is not None and task.status.value in selection.states):
        return None
    return msg("trạng thái là {ten}", ten=quote(name_of(state)))


def _by_due(due: date | None, selection: Selection) -> Message | None:
    if due is None:
        return msg("không có thời hạn tính được")
    early = selection.due_from is not None and due < selection.due_from
    late = selection.due_to is not None and due > selection.due_to
    return msg("thời hạn ngoài khoảng") if early or late else None


def with_tasks_below(rows: Iterable[Section | Task]) -> list[Section | Task]:
    """Without the headings that have no task left below them."""
    kept = list(rows)
    used = {row.section[:depth] for row in kept if isinstance(row, Task) for depth in range(1, len(row.section) + 1)}
    return [row for row in kept if isinstance(row, Task) or row.path in used]


# --- order and headings ----------------------------------------------------------------------------------------------


def arranged(
    tasks: Sequence[Task], spec: TableSpec, standings: Mapping[str, Standing], agencies: Agencies
) -> tuple[Section | Task, ...]:
    """Tasks under their headings, sorted within each; a sub-task stays below its parent."""
    families = _families(tasks)
    if spec.order:
        families = _sorted(families, spec.order, standings)
    if spec.grouped_by == "khong":
        return tuple(task for family in families for task in family)
    if spec.grouped_by == "muc":
        return tuple(_by_section(families, spec.register.sections))
    if spec.grouped_by == "don_vi":
        return tuple(_under(families, lambda task: lead_name(task, agencies), sort_key))
    order = {name_of(state): index for index, state in enumerate(State)}
    return tuple(_under(families, lambda task: name_of(standings[task.ma].state), order.__getitem__))


def _families(tasks: Sequence[Task]) -> list[list[Task]]:
    """Each task with its sub-tasks; a sub-task whose parent is not shown stands alone."""
    families: list[list[Task]] = []
    at: dict[str, int] = {}
    for task in tasks:
        if task.parent in at:
            at[task.ma] = at[task.parent]
            families[at[task.parent]].append(task)
        else:
            at[task.ma] = len(families)
            families.append([task])
    return families


def _sorted(families: list[list[Task]], order: Sequence[str], standings: Mapping[str, Standing]) -> list[list[Task]]:
    """Stable sorts from the last key to the first; blank values stand last either way."""
    for key in reversed(order):
        name, down = key.removeprefix("-"), key.startswith("-")
        valued = [(_value(family[0], name, standings), family) for family in families]
        filled = [(value, family) for value, family in valued if value is not None]
        filled.sort(key=lambda pair: pair[0], reverse=down)
        families = [family for _, family in filled] + [family for value, family in valued if value is None]
    return families


def _value(task: Task, key: str, standings: Mapping[str, Standing]) -> tuple[int, tuple[Any, ...]] | None:
    """What a task is sorted by; numbers before words."""
    found = standings[task.ma]
    if key == "thoi_han":
        return (0, (found.due.toordinal(),)) if found.due else None
    if key == "tinh_trang":
        # The longest overdue first, then what is due soonest.
        late = found.days if found.state is State.OVERDUE else 0
        return 0, (tuple(State).index(found.state), -late, found.due.toordinal() if found.due else 0)
    text = task.whole.get(key, "")
    number = text.rstrip(".").strip()
    if number.isdigit():
        return 0, (int(number),)
    return (1, sort_key(text)) if text else None


def _by_section(families: Iterable[list[Task]], sections: Iterable[Section]) -> Iterator[Section | Task]:
    """The register's headings that still have tasks below them, in the register's order."""
    below: dict[tuple[str, ...], list[Task]] = {}
    for family in families:
        below.setdefault(family[0].section, []).extend(family)
    headings = {section.path: section for section in sections}
    yield from below.get((), ())
    shown = {path[:depth] for path in below for depth in range(1, len(path) + 1)}
    for path, section in headings.items():
        if path in shown:
            yield section
            yield from below.get(path, ())


def _under(
    families: Iterable[list[Task]], name: Callable[[Task], str], order: Callable[[str], Any]
) -> Iterator[Section | Task]:
    """Headings without numbers, one for each name, in an order."""
    below: dict[str, list[Task]] = {}
    for family in families:
        below.setdefault(name(family[0]), []).extend(family)
    for title in sorted(below, key=order):
        yield Section("", title, 1, (title,))
        yield from below[title]


def lead_name(task: Task, agencies: Agencies) -> str:
    """The name of the unit that leads: the first lead, else the first collective, else the first named."""
    for roles in ((Role.LEAD, Role.CO_LEAD), (Role.COLLECTIVE,), (Role.SUPPORT, Role.MENTIONED)):
        for mention in task.units:
            if mention.role in roles:
                return unit_name(mention, agencies)
    return "Chưa rõ đơn vị"


def unit_name(mention: UnitMention, agencies: Agencies) -> str:
    """The list's name of a unit; as written where the list does not have it."""
    known = agencies.records.get(mention.agency) or agencies.collectives.get(mention.agency)
    return known.name if known else mention.verbatim
