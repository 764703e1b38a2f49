"""Headings of a table that name units: the rows below each are that unit's, though no column says so."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator.facts import danh_muc
from generator.reading.meaning import units
from generator.values import glossary
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Column, Register, Role, Section, Task, UnitMention
from generator.values.text import fold, quote

_LEAD = "chu_tri"
_SUPPORT = "phoi_hop"
# A group of tasks is called so as often as one of people: "Nhóm 1".
_GROUPS = "to"
_SHOWN = 4


def with_section_leads(register: Register) -> tuple[Register, tuple[Finding, ...]]:
    """The register with the unit that a heading names as the lead of each row below it, which is said (V487); where
    headings name other things they have no place in another register, which is said too (V488).
    """
    sections = register.sections
    if not sections:
        return register, ()
    named = {section.path: unit for section in sections if (unit := _unit(section.title)) is not None}
    leads = {task.section: lead for task in register.tasks if (lead := _above(task.section, named)) is not None}
    if _says_units(register) or any(task.section not in leads for task in register.tasks):
        return register, (_left(sections),)
    columns = (*register.columns, Column(_LEAD, glossary.titles()[_LEAD]))
    rows = tuple(row if isinstance(row, Section) else _led(row, leads[row.section]) for row in register.rows)
    taken = tuple(section for section in sections if section.path in named)
    others = tuple(section for section in sections if section.path not in named)
    said = (_taken(taken), *((_left(others),) if others else ()))
    return replace(register, columns=columns, rows=rows), said


def _above(path: tuple[str, ...], named: Mapping[tuple[str, ...], UnitMention]) -> UnitMention | None:
    """The unit of the nearest heading above a row that names one."""
    return next((named[path[:end]] for end in range(len(path), 0, -1) if path[:end] in named), None)


def _says_units(register: Register) -> bool:
    keys = glossary.UNIT_ROLES.keys() - {_SUPPORT}
    return any(column.key in keys for column in register.columns)


def _unit(title: str) -> UnitMention | None:
    """The unit that a heading is the name of, and of nothing else."""
    found = units.parse(title, danh_muc.agencies())
    if len(found) != 1 or found[0].role is not Role.LEAD or fold(found[0].verbatim) != fold(title):
        return None
    return found[0] if found[0].agency or found[0].kind not in ("", _GROUPS) else None


def _led(task: Task, lead: UnitMention) -> Task:
    return replace(task, texts={**task.texts, _LEAD: lead.verbatim}, units=(lead, *task.units))


def _titles(sections: tuple[Section, ...]) -> str:
    more = " …" if len(sections) > _SHOWN else ""
    return ", ".join(quote(section.title) for section in sections[:_SHOWN]) + more


def _taken(sections: tuple[Section, ...]) -> Finding:
    message = msg("Dòng mục ghi tên đơn vị ({ten}): ghi vào cột chủ trì của các dòng dưới.", ten=_titles(sections))
    hint = msg("Đơn vị ấy không chủ trì thì sửa cột chủ trì của sổ.")
    value = "\n".join(section.title for section in sections)
    return Finding("V487", Severity.WARNING, sections[0].origin.place("ten_muc"), message, hint, value)


def _left(sections: tuple[Section, ...]) -> Finding:
    message = msg("{so} dòng mục không vào sổ: {ten}.", so=len(sections), ten=_titles(sections))
    hint = msg("Sổ cần tên mục thì thêm dòng mục vào sổ.")
    value = "\n".join(section.title for section in sections)
    return Finding("V488", Severity.NOTE, sections[0].origin.place("ten_muc"), message, hint, value)
