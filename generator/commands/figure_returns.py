"""The figures of a report in prose as units send them back, taken into its sheet.

A form is the sheet itself, so that one reader reads both and tells each fault by its cell. A figure that two files say
differently, or that somebody has entered otherwise meanwhile, is said and not taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.commands.returned_files import Found, returned_files
from generator.commands.taking import Side
from generator.keeping.aside import in_temporary
from generator.ooxml import package
from generator.ooxml.sheet_edit import SheetEditor
from generator.reading.figures.sheet import columns_of, read_rows, value_in
from generator.values.errors import InputError
from generator.values.figures import FigureSheet, FigureState, SheetFigure
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import one_line, quote


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a unit sent: as written, whether it is confirmed to stay and by whom, its cell."""

    now: str
    state: FigureState
    confirmed_by: str
    place: Place


@dataclass
class Gathered:
    """What came back: files by unit, values by key, what is wrong."""

    files: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    taken: dict[str, Told] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def gathered(folder: Path, sheet: FigureSheet, side: Side | None) -> Gathered:
    """What a folder (or file) of returned forms says of the figures of a sheet; nothing is written."""
    result = Gathered()
    rows = {row.key: row for row in sheet.rows}
    with in_temporary() as workshop:
        found, refused = returned_files(folder, workshop)
        result.findings += refused
        result.refused += [one.place.file for one in refused]
        said: dict[str, list[Told]] = {}
        for file in found:
            for key, told in _read(file, rows, result):
                said.setdefault(key, []).append(told)
    for key, several in said.items():
        if len({(one.now, one.state, one.confirmed_by) for one in several}) > 1:
            result.findings.append(_twice(rows[key], several))
        else:
            result.told[key] = several[0]
            _take(rows[key], several[0], side, result)
    return result


def _read(file: Found, rows: Mapping[str, SheetFigure], result: Gathered) -> Iterator[tuple[str, Told]]:
    """The figures of one file whose cells are right; what is wrong costs the row, not the file."""
    try:
        sheet, findings = read_rows(file.path, file.name)
    except InputError as failure:
        result.findings += failure.findings
        result.refused.append(file.name)
        return
    result.findings += findings
    wrong = {one.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for one in findings if one.severity is Severity.ERROR}
    for row in sheet.rows:
        known = rows.get(row.key)
        if known is None or known.computed:
            result.findings.append(_strange(row))
            continue
        files = result.files.setdefault(one_line(known.source), [])
        files += [file.name] if file.name not in files else []
        answered = row.state is FigureState.KEPT or row.value is not None
        if answered and row.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") not in wrong:
            kept = row.state is FigureState.KEPT
            yield row.key, Told("" if kept else row.now, row.state, row.confirmed_by if kept else "", row.place)


def _take(row: SheetFigure, told: Told, side: Side | None, result: Gathered) -> None:
    """A value into the sheet where nobody has entered another one since."""
    if row.state is FigureState.MISSING or side == "theirs":
        if (row.now, row.state, row.confirmed_by) != (told.now, told.state, told.confirmed_by):
            result.taken[row.key] = told
    elif (row.now, row.confirmed_by) != (told.now, told.confirmed_by) and side is None:
        said = msg("{ten}: bảng đã có {bang}, đơn vị gửi {gui}; không tự thay.", ten=quote(row.name or row.key),
                   bang=row.now or row.last, gui=told.now or told.state.value)  # fmt: skip
        hint = msg("Chọn “--ours” để giữ số của bảng, “--theirs” để lấy số của đơn vị.")
        result.findings.append(Finding("V284", Severity.ERROR, told.place, said, hint, told.now))


def _twice(row: SheetFigure, several: Sequence[Told]) -> Finding:
    said = msg("{ten}: các tệp gửi về ghi khác nhau: {cac}; không lấy số nào.", ten=quote(row.name or row.key),
               cac="; ".join(f"{one.now or one.state.value} ({one.place})" for one in several))  # fmt: skip
    return Finding("V329", Severity.ERROR, several[0].place, said, msg("Hỏi lại đơn vị, để lại một tệp đúng."), row.key)


def _strange(row: SheetFigure) -> Finding:
    said = msg("Dòng {khoa} không phải số mà báo cáo hỏi đơn vị; không lấy.", khoa=quote(row.key))
    return Finding("V330", Severity.WARNING, row.place, said, msg("Không sửa cột “Khóa” của biểu đã gửi."), row.now)


def unanswered(sheet: FigureSheet, result: Gathered) -> Mapping[str, Sequence[SheetFigure]]:
    """The figures that each unit still owes."""
    owed: dict[str, list[SheetFigure]] = {}
    for row in sheet.rows:
        if row.source and not row.computed:
            own = owed.setdefault(one_line(row.source), [])
            own += [row] if row.state is FigureState.MISSING and row.key not in result.told else []
    return owed


def taken_in(sheet: FigureSheet, taken: Mapping[str, Told]) -> dict[Path, bytes]:
    """The workbook of the sheet with the values in their cells; proven by reading it again."""
    file = Path(sheet.place.file)
    if not taken:
        return {}
    editor = SheetEditor(package.read(file, shown_as=str(file)), shown_as=str(file))
    letters = columns_of(file, str(file))
    for row in sheet.rows:
        if (told := taken.get(row.key)) is not None:
            number = int("".join(char for char in row.place.cell if char.isdigit()))
            texts = {"now": told.now, "state": told.state.value, "confirmed_by": told.confirmed_by}
            _set(
                editor, sheet.place.sheet, number, {letters[key]: text for key, text in texts.items() if key in letters}
            )
    made = io.BytesIO()
    package.write(made, editor.finished())
    _proven(file, made.getvalue(), sheet, taken)
    return {file: made.getvalue()}


def _set(editor: SheetEditor, sheet: str, row: int, texts: Mapping[str, str]) -> None:
    for letter, text in texts.items():
        if text:
            editor.set(sheet, letter, row, text)
        else:
            editor.clear(sheet, letter, row)


def _proven(file: Path, data: bytes, sheet: FigureSheet, taken: Mapping[str, Told]) -> None:
    """Every figure reads back as it was meant. Raises InputError V091."""
    with in_temporary() as workshop:
        copy = workshop / file.name
        copy.write_bytes(data)
        again, _ = read_rows(copy, str(file))
    meant = {row.key: _meant(row, taken.get(row.key)) for row in sheet.rows}
    read = {row.key: (row.value, row.state, row.confirmed_by) for row in again.rows}
    if read != meant:
        said = msg("Không ghi được bảng số liệu đúng như ý; bảng giữ nguyên.")
        raise InputError.of("V091", Place(str(file)), said, msg("Nhập các số ấy bằng tay."))


def _meant(row: SheetFigure, told: Told | None) -> tuple[object, FigureState, str]:
    if told is None:
        return row.value, row.state, row.confirmed_by
    return value_in(told.now), told.state, told.confirmed_by
