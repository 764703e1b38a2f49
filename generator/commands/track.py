"""Registers as commands name them, and how much of one is understood.

A register is named by its file, or by a dossier: then it is the first that the dossier shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.facts import danh_muc
from generator.planning.selection import ROLE_NAMES
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.reading.meaning import coverage as meaning
from generator.reading.registers import FORMATS, load_register
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Message, Place, msg
from generator.values.model import DeadlineKind, Document, Dossier, Register, Section, Task

BOOK_NAME = "nhiem-vu.xlsx"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a register's cells has a meaning, by column (its key); `titles` are what the register calls them."""

    tasks: int
    columns: Mapping[str, meaning.ColumnCoverage]
    titles: Mapping[str, str]


# What the counts of a coverage are called; roles are called as everywhere.
COUNTED: Mapping[str, Message] = {
    DeadlineKind.DAY.value: msg("một ngày"),
    DeadlineKind.MONTH.value: msg("tháng"),
    DeadlineKind.QUARTER.value: msg("quý"),
    DeadlineKind.YEAR.value: msg("năm"),
    DeadlineKind.RANGE.value: msg("khoảng thời gian"),
    DeadlineKind.RECURRING.value: msg("thường xuyên"),
    DeadlineKind.ROADMAP.value: msg("theo lộ trình, tiến độ"),
    DeadlineKind.MILESTONES.value: msg("nhiều mốc, lùi hạn"),
    DeadlineKind.NONE.value: msg("ô trống"),
    DeadlineKind.UNKNOWN.value: msg("chưa hiểu"),
    meaning.DUE: msg("tính được ngày đến hạn"),
    meaning.FOUND: msg("văn bản nhận ra"),
    meaning.WHOLE: msg("đủ ký hiệu và ngày"),
    meaning.ONLY_DATED: msg("có số và ngày, không ký hiệu"),
    meaning.ONLY_SYMBOL: msg("có ký hiệu, không rõ ngày"),
    meaning.ONLY_NUMBER: msg("không ký hiệu, không rõ ngày"),
    **{role.value: msg("{vai_tro}", vai_tro=name) for role, name in ROLE_NAMES.items()},
    meaning.UNLISTED: msg("không có trong danh mục"),
}


def register_of(path: Path) -> Register:
    """The register of a file or dossier. Raises InputError V070 where a dossier shows none."""
    if path.is_file() and path.suffix.lower() in FORMATS and path.name not in (YAML_NAME, "ho-so.xlsx"):
        return load_register(path, str(path))[0]
    return first_register(load_dossier(path)[0], path)


def first_register(dossier: Dossier, path: Path) -> Register:
    """The first register that a dossier shows. Raises InputError V070 where there is none."""
    found = registers(dossier.document)
    if not found:
        raise InputError.of(
            "V070",
            Place(str(path)),
            msg("Hồ sơ này không có bảng nhiệm vụ."),
            msg("Nêu hồ sơ có khóa “bang”, hoặc nêu thẳng tệp bảng nhiệm vụ."),
        )
    return found[0]


def registers(document: Document) -> list[Register]:
    """The registers that a document and those issued with it show, in their order."""
    own = [block.table.register for block in document.body if block.table]
    return [*own, *(register for one in document.attached for register in registers(one))]


def coverage(path: Path) -> Coverage:
    """Counts for every cell of a register, blank cells included."""
    register = register_of(path)
    agencies = danh_muc.agencies()

    def texts(key: str) -> list[str]:
        return [task.text(key) for task in register.tasks]

    titles = {column.key: column.title for column in register.columns}
    found = {
        "thoi_han": meaning.of_deadlines(texts("thoi_han")),
        "van_ban_chi_dao": meaning.of_citations(texts("van_ban_chi_dao")),
        **{key: meaning.of_units(texts(key), agencies, default_role=role) for key, role in glossary.UNIT_ROLES.items()},
    }
    return Coverage(len(register.tasks), {key: one for key, one in found.items() if key in titles}, titles)


def with_tasks(rows: list[Section | Task]) -> list[Section | Task]:
    """Without the headings that have no task left below them."""
    used = {row.section[:depth] for row in rows if isinstance(row, Task) for depth in range(1, len(row.section) + 1)}
    return [row for row in rows if isinstance(row, Task) or row.path in used]
