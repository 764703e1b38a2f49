"""What the parts of a task mean where their own cell is blank: the deadline of a task is that of its parts.

A cell left blank under a task's text is printed as one with it (`planning.tables`), and so it counts in filters,
deadlines and totals. Texts stay as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.facts import danh_muc
from generator.reading.meaning import units
from generator.values import glossary
from generator.values.model import Section, Task, UnitMention

_KEYS = ("thoi_han", "van_ban_chi_dao", *glossary.UNIT_ROLES)


def with_meaning_of_their_task(rows: Sequence[Section | Task]) -> Iterator[Section | Task]:
    """The rows, parts with what they take over. A part with a text of its own ends that for those after it."""
    wholes = {row.parent for row in rows if isinstance(row, Task)}
    tasks: dict[str, Task] = {}
    shared: dict[str, dict[str, str]] = {}
    for row in rows:
        if isinstance(row, Task) and (row.parent or row.ma in wholes):
            whole = tasks.get(row.parent)
            if whole is not None:
                shared[whole.ma] = {key: text for key, text in shared[whole.ma].items() if not row.text(key)}
                row = _part(row, whole, shared[whole.ma])
            tasks[row.ma] = row
            own = {key: text for key in _KEYS if (text := row.text(key))}
            shared[row.ma] = {**shared.get(row.parent, {}), **own}
        yield row


def _part(part: Task, whole: Task, shared: Mapping[str, str]) -> Task:
    if "thoi_han" in shared:
        part = replace(part, deadline=whole.deadline)
    if "van_ban_chi_dao" in shared:
        part = replace(part, citations=whole.citations)
    if not shared.keys().isdisjoint(glossary.UNIT_ROLES):
        part = replace(part, units=_units({**shared, **part.texts}))
    return part


def _units(texts: Mapping[str, str]) -> tuple[UnitMention, ...]:
    agencies = danh_muc.agencies()
    named = ((texts[key], role) for key, role in glossary.UNIT_ROLES.items() if texts.get(key))
    return tuple(unit for text, role in named for unit in units.parse(text, agencies, default_role=role))
