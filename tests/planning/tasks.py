"""Tasks as a register holds them, from a few words."""

from __future__ import annotations

from generator.facts import danh_muc
from generator.reading.meaning import citations, deadlines, status, units
from generator.values.findings import Place
from generator.values.model import Column, Register, Role, Section, Task

COLUMNS = ("stt", "noi_dung", "van_ban_chi_dao", "don_vi_thuc_hien", "thoi_han", "hoan_thanh", "dang_trien_khai")


def task(ma: str, section: tuple[str, ...] = (), parent: str = "", source: str = "", **texts: str) -> Task:
    """A task with the meaning that reading gives its texts."""
    filled = {key: text for key, text in {"noi_dung": f"Việc {ma}", **texts}.items() if text}
    return Task(
        ma,
        filled,
        section,
        deadlines.parse(filled.get("thoi_han", ""), Place())[0],
        citations.parse(filled.get("van_ban_chi_dao", ""))[0],
        units.parse(filled.get("don_vi_thuc_hien", ""), danh_muc.agencies(), default_role=Role.LEAD),
        status.of_columns(filled),
        parent,
        source,
    )


def register(*rows: Section | Task) -> Register:
    """A register of these rows."""
    return Register(tuple(Column(key, key) for key in COLUMNS), rows)
