"""Registers as commands name them, and how much of one is understood.

A register is named by its file, or by a dossier: then it is the first that the dossier shows, or counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.facts import danh_muc
from generator.planning.selection import ROLE_NAMES
from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME, load_dossier
from generator.reading.meaning import coverage as meaning
from generator.reading.meaning import deadlines
from generator.reading.registers import FORMATS, load_register
from generator.values import glossary
from generator.values.errors import ExitCode, InputError
from generator.values.findings import Finding, Message, Place, Severity, all_of, msg
from generator.values.model import Column, DeadlineKind, Dossier, Register
from generator.values.progress import Progress, Stage
from generator.values.registers import PRINTED, Use, registers

if TYPE_CHECKING:
    from generator.commands.every_table import Tables

BOOK_NAME = "nhiem-vu.xlsx"
# What says that a file has other tables, other sheets than the one that is read.
_OTHER_TABLES = frozenset({"V236", "V238"})


class Coverage(Struct, frozen=True):
    """How much of the cells has a meaning, by column (its key); `titles` are what the registers call them.

    `read` are the columns of a single register with what each is taken for.

    `tables` holds the same for each register alone, where there are several; then `table` is what it is called.
    """

    tasks: int
    columns: Mapping[str, meaning.ColumnCoverage]
    titles: Mapping[str, str]
    table: str = ""
    read: tuple[Column, ...] = ()
    tables: tuple[Coverage, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: what is not understood is no error."""
        return ExitCode.DONE


# What the counts of a coverage are called; roles are called as everywhere.
COUNTED: Mapping[str, Message] = {
    DeadlineKind.DAY.value: msg("một ngày"),
    DeadlineKind.MONTH.value: msg("tháng"),
    DeadlineKind.QUARTER.value: msg("quý"),
    DeadlineKind.YEAR.value: msg("năm"),
    DeadlineKind.RANGE.value: msg("khoảng thời gian"),
    DeadlineKind.RECURRING.value: msg("thường xuyên"),
    DeadlineKind.ROADMAP.value: msg("theo lộ trình, tiến độ"),
    DeadlineKind.EVENT.value: msg("theo một sự kiện"),
    DeadlineKind.MILESTONES.value: msg("nhiều mốc, lùi hạn"),
    DeadlineKind.NONE.value: msg("ô trống"),
    DeadlineKind.UNKNOWN.value: msg("chưa hiểu"),
    meaning.DUE: msg("tính được ngày đến hạn"),
    meaning.FOUND: msg("văn bản nhận ra"),
    meaning.WHOLE: msg("đủ ký hiệu và ngày"),
    meaning.ONLY_DATED: msg("có số và ngày, không ký hiệu"),
    meaning.ONLY_SYMBOL: msg("có ký hiệu, không rõ ngày"),
    meaning.ONLY_NUMBER: msg("không ký hiệu, không rõ ngày"),
    **{role.value: name for role, name in ROLE_NAMES.items()},
    meaning.UNLISTED: msg("không có trong danh mục"),
}


def register_of(path: Path) -> Register:
    """The first register of a file or dossier. Raises InputError V070 where a dossier shows none."""
    return registers_of(path)[0]


def registers_of(path: Path) -> tuple[Register, ...]:
    """The registers of a file or dossier. Raises InputError V070 where a dossier shows none."""
    if _is_register(path):
        return (load_register(path, str(path))[0],)
    return registers_in(load_dossier(path)[0], path)


def every_register(path: Path) -> Tables:
    """The registers of a dossier, or of a file: of each sheet of a workbook, of each table of a Word file."""
    from generator.commands.every_table import Tables, every_table

    return every_table(path) if _is_register(path) else Tables(registers_of(path))


def _is_register(path: Path) -> bool:
    return not path.is_dir() and path.suffix.lower() in FORMATS and path.name not in (YAML_NAME, WORKBOOK_NAME)


def registers_in(dossier: Dossier, path: Path) -> tuple[Register, ...]:
    """The registers of a dossier, those of tables first, then those that are only counted.

    Raises InputError V070 where there is none.
    """
    tables = registers(dossier, Use.TABLE)
    shown = {id(register) for register in tables}
    found = (*tables, *(one for one in registers(dossier, *PRINTED) if id(one) not in shown))
    if not found:
        raise InputError.of(
            "V070",
            Place(str(path)),
            msg("Hồ sơ này không có bảng nhiệm vụ."),
            msg("Nêu hồ sơ có khóa “bang”, hoặc nêu thẳng tệp bảng nhiệm vụ."),
        )
    return found


def others_left(path: Path) -> tuple[Finding, ...]:
    """A note (V191) where a dossier was named for its register and has others beside the first, which alone counts; of
    a file what its reader says of other tables, other sheets (V236, V238).
    """
    if _is_register(path):
        return tuple(one for one in load_register(path, str(path))[1] if one.code in _OTHER_TABLES)
    first, *others = registers_of(path)
    if not others:
        return ()
    named = table_name(first)
    said = msg("Chỉ xét bảng {bang}; hồ sơ còn {cac}.", bang=named, cac=all_of(map(table_name, others)))
    hint = msg("Nêu thẳng tệp bảng nhiệm vụ để xét bảng khác.")
    return (Finding("V191", Severity.WARNING, Place(str(path)), said, hint, named),)


def table_name(register: Register) -> str:
    """What people know a register by: its file, and its sheet."""
    name = Path(register.origin.file).name
    return f"{name} : {register.origin.sheet}" if register.origin.sheet else name


def coverage(path: Path, progress: Progress | None = None) -> Coverage:
    """Counts for every cell of all registers of a file or dossier, blank cells included, and for each register."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.READING, path)
    found = every_register(path).registers
    progress.did(Stage.READING, path)
    if len(found) == 1:
        return _coverage(found)
    return replace(_coverage(found), tables=tuple(replace(_coverage([o]), table=table_name(o)) for o in found))


def _coverage(of: Sequence[Register]) -> Coverage:
    agencies = danh_muc.agencies()
    tasks = [task for register in of for task in register.tasks]

    def texts(key: str) -> list[str]:
        return [task.text(key) for task in tasks]

    years = {deadlines.year_of_columns(register.columns) for register in of}
    titles = {column.key: column.title for register in reversed(of) for column in register.columns}
    found = {
        "thoi_han": meaning.of_deadlines(texts("thoi_han"), year=years.pop() if len(years) == 1 else None),
        "van_ban_chi_dao": meaning.of_citations(texts("van_ban_chi_dao")),
        **{key: meaning.of_units(texts(key), agencies, default_role=role) for key, role in glossary.UNIT_ROLES.items()},
    }
    columns = of[0].columns if len(of) == 1 else ()
    return Coverage(len(tasks), {key: one for key, one in found.items() if key in titles}, titles, read=columns)
