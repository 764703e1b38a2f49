"""Registers from one state to the next: how much of one is understood, what changed, the next period.

A register is named by its file, or by a dossier: then it is the first that the dossier shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import danh_muc, glossary
from generator.changes import Change, compare
from generator.errors import InputError, UsageError
from generator.findings import Place, msg
from generator.model import Column, Document, Dossier, Register, Role, Section, Status, Task
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.reading.meaning import coverage as meaning
from generator.reading.registers import FORMATS, load_register
from generator.text import fold

BOOK_NAME = "nhiem-vu.xlsx"
LAST_RESULT = Column("ket_qua_ky_truoc", "Kết quả kỳ trước")
LAST_STATUS = Column("trang_thai_ky_truoc", "Trạng thái kỳ trước")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_PERIOD = re.compile(r"-\d{4}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a register's cells has a meaning: deadlines, documents cited, units of each column that it has."""

    tasks: int
    deadlines: meaning.DeadlineCoverage
    citations: meaning.CitationCoverage
    units: Mapping[str, meaning.UnitCoverage]


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
    roles = {"chu_tri": Role.LEAD, "don_vi_thuc_hien": Role.LEAD, "phoi_hop": Role.SUPPORT}
    keys = {column.key for column in register.columns}

    def texts(key: str) -> list[str]:
        return [task.text(key) for task in register.tasks]

    return Coverage(
        len(register.tasks),
        meaning.of_deadlines(texts("thoi_han")),
        meaning.of_citations(texts("van_ban_chi_dao")),
        {key: meaning.of_units(texts(key), agencies, default_role=role) for key, role in roles.items() if key in keys},
    )


def changes(old: Path, new: Path) -> tuple[Change, ...]:
    """What changed from one register to the other, task by task."""
    return compare(register_of(old), register_of(new))


# --- the next period -------------------------------------------------------------------------------------------------


def roll(dossier: Path, month: str, *, drop_done: bool = False) -> tuple[Path, ...]:
    """Make the dossier of the next period beside this one; returns its files.

    Open tasks are carried with their results of this period shown in a column of their own and this period's empty;
    done ones stay as they are, or are left out. Ids are kept. Raises UsageError V168, V169, V170, InputError.
    """
    target = _target(dossier, month)
    source = dossier / YAML_NAME
    if not source.is_file():
        raise UsageError.of(
            "V170",
            Place(str(dossier)),
            msg("Chỉ chuyển kỳ được hồ sơ có {tep}.", tep=YAML_NAME),
            msg("Nêu thư mục hồ sơ."),
        )
    register = rolled(register_of(dossier), drop_done=drop_done)
    from generator.register_books import register_book

    text = _dated(source.read_text(encoding="utf-8"), month)
    target.mkdir(parents=True)
    (target / YAML_NAME).write_text(text, encoding="utf-8")
    (target / BOOK_NAME).write_bytes(register_book(register))
    return target / YAML_NAME, target / BOOK_NAME


def _target(dossier: Path, month: str) -> Path:
    if not _MONTH.fullmatch(month):
        raise UsageError.of(
            "V169", Place(), msg("“{thang}” không phải tháng.", thang=month), msg("Ghi năm-tháng như 2024-06.")
        )
    name = dossier.resolve().name
    target = dossier.resolve().parent / f"{_PERIOD.sub('', name)}-{month}"
    if target.exists():
        raise UsageError.of(
            "V168", Place(str(target)), msg("Kỳ này đã có."), msg("Xóa hoặc đổi tên thư mục đó rồi chạy lại.")
        )
    return target


def _dated(text: str, month: str) -> str:
    """van-ban.yaml of the next period: its date, no number yet, the register beside it; comments stay."""
    text = re.sub(r"(?m)^ngay:.*$", f"ngay: {month}", text)
    text = re.sub(r"(?m)^so:.*\n", "", text)
    return re.sub(r"(nguon:\s*)[^\s,}]+", rf"\g<1>{BOOK_NAME}", text)


def rolled(register: Register, *, drop_done: bool = False) -> Register:
    """A register at the start of the next period."""
    columns = tuple(c for c in register.columns if c.key not in (LAST_RESULT.key, LAST_STATUS.key))
    rows = [row if isinstance(row, Section) else _carried(row) for row in register.rows if not _left(row, drop_done)]
    return Register((*columns, LAST_RESULT, LAST_STATUS), tuple(with_tasks(rows)), register.origin)


def _left(row: Section | Task, drop_done: bool) -> bool:
    return drop_done and isinstance(row, Task) and row.status is Status.DONE


def _carried(task: Task) -> Task:
    """A task of the next period: last month's words visible, this month's empty; what is done or recurring stays."""
    results = {key: task.text(key) for key in glossary.RESULT_KEYS if task.text(key)}
    last = "\n".join(results.values())
    kept = {key: text for key, text in task.texts.items() if key not in (LAST_RESULT.key, LAST_STATUS.key)}
    if task.status is not Status.DONE:
        kept = {key: text for key, text in kept.items() if key not in results or fold(text) == "thuong xuyen"}
        kept.pop("trang_thai", None)
    texts = {**kept, "ma": task.ma, LAST_RESULT.key: last, LAST_STATUS.key: task.status.words if task.status else ""}
    return Task(task.ma, {key: text for key, text in texts.items() if text}, task.section, parent=task.parent)


def with_tasks(rows: list[Section | Task]) -> list[Section | Task]:
    """Without the headings that have no task left below them."""
    used = {row.section[:depth] for row in rows if isinstance(row, Task) for depth in range(1, len(row.section) + 1)}
    return [row for row in rows if isinstance(row, Task) or row.path in used]
