"""Every table of tasks of a file, whatever its sheet or its place; what others hold, what is hidden, is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.header import TableReading, has_header
from generator.reading.records import RawTable
from generator.reading.registers import TEXTS, load_register
from generator.reading.sheet_tables import beside_one_another, tables_of
from generator.reading.tables import read_register
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Register
from generator.values.text import quote

_WORKBOOKS = (".xlsx", ".xlsm")
# What is said of letters, of cells, beside the table and of tables beside it, that no other reader says.
_OF_CELLS = frozenset({"V038", "V222", "V225", "V228", "V236"})
# What says that a table with a header has no tasks: no row, no column of what is to be done.
_NO_TASKS = frozenset({"V041", "V223"})

_CONTENT = msg("Là bảng nhiệm vụ thì sửa tiêu đề cột nội dung thành “Nội dung, nhiệm vụ” rồi nhập lại bảng ấy.")
_RENAME = msg("Không phải thì sửa tiêu đề cột ấy trong tệp nguồn cho rõ rồi chạy lại.")


class Tables(Struct, frozen=True):
    """Every table of tasks of a file, what is to be known of how it was read; of one with text its parts as read."""

    registers: Sequence[Register]
    findings: tuple[Finding, ...] = ()
    parts: Mapping[str, bytes] | None = None


def every_table(file: Path) -> Tables:
    """The tables of tasks of a file that is no dossier, read once: a PDF takes its time.

    Raises InputError where it has none.
    """
    suffix = file.suffix.lower()
    if suffix in _WORKBOOKS:
        return _sheets(file)
    return _in_text(file) if suffix in TEXTS else _alone(file)


def _alone(file: Path) -> Tables:
    try:
        register, said = load_register(file, str(file))
    except InputError as failure:
        raise InputError(tuple(map(_of_a_file, failure.findings))) from failure
    return Tables((register,), tuple(_of_cells(said)))


def _of_a_file(one: Finding) -> Finding:
    """What refuses a table, for a file that no dossier says anything of."""
    hints = {
        "V223": _CONTENT,
        "V040": msg("Cần một dòng có các tiêu đề như “STT”, “Nội dung, nhiệm vụ”, “Đơn vị chủ trì”."),
    }
    return replace(one, hint=hints.get(one.code, one.hint))


def _in_text(file: Path) -> Tables:
    from generator.reading.foreign import word_parts
    from generator.reading.word_tables import tables_in, with_tables_of_cells

    parts, findings = word_parts(file, str(file))
    held = with_tables_of_cells(parts, str(file), has_header)
    every, left_out = tables_in(held, str(file))
    tables = [table for table in every if has_header(table)]
    if not tables:
        raise _without_table(file)
    read, said = _with_tasks(tables)
    return Tables(read, (*findings, *left_out, *said), held)


def _without_table(file: Path) -> InputError:
    said = msg("Tệp không có bảng nhiệm vụ nào: không bảng nào có dòng tiêu đề.")
    return InputError.of("V040", Place(str(file)), said, msg("Nhiệm vụ giao bằng lời văn thì thêm “--nhiem-vu”."))


def _sheets(file: Path) -> Tables:
    """Every sheet of a workbook that is shown and has a table of tasks; what others hold, what is hidden, is said."""
    from generator.reading.sheet_body import sheets_of

    tables, said = sheets_of(file, str(file))
    holding = [table for table in tables if has_header(table)]
    if not holding:
        return _alone(file)
    read, left = _with_tasks([one for table in holding for one in _below_one_another(table)])
    findings = [*(_left_out(one) if one.code == "V366" else one for one in said), *left]
    return Tables(read, (*findings, *several(file, read)))


def several(file: Path, read: Sequence[Register]) -> Iterator[Finding]:
    """A word that tasks come from several tables (V489)."""
    if len(read) > 1:
        message, named = _several(read)
        hint = msg("Chỉ cần một thì thêm “--bang” với số thứ tự của nó, như “--bang 1”.")
        yield Finding("V489", Severity.WARNING, Place(str(file)), message, hint, named)


def _several(read: Sequence[Register]) -> tuple[Message, str]:
    """From which sheets tasks are taken; where one has several tables, from which cells on."""
    if len({one.origin.sheet for one in read}) == len(read):
        named = ", ".join(f"{quote(one.origin.sheet)} ({len(one.tasks)})" for one in read)
        return msg("Lấy nhiệm vụ ở {so} trang tính: {cac}.", so=len(read), cac=named), named
    named = ", ".join(
        f"{quote(one.origin.sheet)}!{one.columns[0].letter}{one.origin.row} ({len(one.tasks)})" for one in read
    )
    return msg("Lấy nhiệm vụ ở {so} bảng, bắt đầu ở: {cac}.", so=len(read), cac=named), named


def _below_one_another(table: RawTable) -> Sequence[RawTable]:
    """The tables of a sheet, where each has a header of its own."""
    found = list(tables_of(table, TableReading()))
    return found if all(map(has_header, found)) else [table]


def _of_cells(said: Iterable[Finding]) -> Iterator[Finding]:
    """What is said of the cells of a table; rows below one are no tasks, and its signature may be none."""
    for one in (one for one in said if one.code in _OF_CELLS):
        if one.code == "V228":
            chu = quote(one.value.replace("\n", " | "))
            one = replace(one, message=msg("Các dòng cuối bảng là phần ký, không vào sổ: {chu}.", chu=chu), hint=None)
        if one.code == "V222":
            one = replace(one, severity=Severity.WARNING, hint=_RENAME)
        yield one


def _with_tasks(tables: Sequence[RawTable]) -> tuple[Sequence[Register], Sequence[Finding]]:
    """The tables that have tasks, as registers; what is said of their cells, a warning for each other table: the sheet
    of a unit that has nothing to do, a table of figures are no reason to refuse the rest. Raises InputError where none
    has.
    """
    read = []
    said: list[Finding] = []
    failures = []
    for table in (half for whole in tables for half in _halves(whole, said)):
        try:
            read.append(read_register(table))
        except InputError as failure:
            if any(one.code not in _NO_TASKS for one in failure.findings):
                raise
            failures.append((table, failure))
    if not read:
        raise InputError(tuple(_of_a_file(one) for _, failure in failures for one in failure.findings))
    said += [_not_taken(table, one) for table, failure in failures for one in failure.findings]
    said += (one for _, more in read for one in _of_cells(more))
    return [register for register, _ in read], said


def _halves(table: RawTable, said: list[Finding]) -> Sequence[RawTable]:
    """The parts of a table whose titles stand twice, one beside the other, which is said; else the table."""
    found = beside_one_another(table)
    if len(found) > 1:
        message = msg(
            "Bảng có {so} phần đứng cạnh nhau, cùng tiêu đề: mỗi phần được đọc như một bảng, từ trái sang phải.",
            so=len(found),
        )
        said.append(Finding("V530", Severity.WARNING, Place(table.file, table.sheet), message))
    return found


def _not_taken(table: RawTable, one: Finding) -> Finding:
    """A table that adds no task: without a row, or without a column of what is to be done, which its texts show."""
    if one.code != "V223":
        return replace(one, severity=Severity.WARNING)
    texts = "\n".join(" | ".join(row.cells[at] for at in sorted(row.cells)) for row in table.rows)
    message = msg("Bảng không có cột nội dung nhiệm vụ: không lấy {so} dòng của bảng.", so=len(table.rows))
    return Finding("V491", Severity.WARNING, one.place, message, _CONTENT, texts)


def _left_out(one: Finding) -> Finding:
    """A sheet of other things, which an import as a dossier takes as text: it adds no task."""
    message = msg("Trang tính “{ten}” không có bảng nhiệm vụ: không lấy.", ten=one.place.sheet)
    return replace(one, message=message, hint=msg("Là bảng nhiệm vụ thì xem lại dòng tiêu đề của nó."))
