"""The figures of a report as units send them back, taken into its sheet.

A form has the columns of the sheet, so that one reader reads both and tells each fault by its cell. What one unit's
forms say of a figure is what the one saved last says; a figure that files of nobody say differently,
or that somebody has entered otherwise meanwhile, is said and not taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.books.returned import mark_in, saved_at
from generator.books.returned_beside import in_columns
from generator.commands.collecting.files import Found
from generator.commands.collecting.taking import Side
from generator.keeping.aside import in_temporary
from generator.ooxml import package
from generator.ooxml.sheet_edit import SheetEditor
from generator.reading.figures.sheet import columns_of, own_of, read_rows, value_in
from generator.values.errors import InputError
from generator.values.figures import FigureSheet, FigureState, SheetFigure
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.returns import Mark, Return
from generator.values.text import one_line, quote

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Wanted(Struct, frozen=True):
    """What a form has to be of: this dossier, this period; `keys` the key of each unit by its name in the sheet.

    `alone`: the dossier has no tasks, so that each file has to have figures.
    """

    dossier: str
    period: str
    keys: Mapping[str, str]
    alone: bool = True


class Told(Struct, frozen=True, dict=True):
    """A figure that a file says: as written, whether it is confirmed to stay and by whom, its cell; when the file was
    saved, and by which unit (empty: the file has no mark)."""

    now: str
    state: FigureState
    confirmed_by: str
    place: Place
    saved: str = ""
    unit: str = ""

    @property
    def said(self) -> tuple[str, FigureState, str]:
        """What it says, wherever it stands."""
        return self.now, self.state, self.confirmed_by


@dataclass
class Gathered:
    """What came back: files by unit, values by key, what is wrong; `read` are the files that have figures, `stamps` of
    those that count when they were saved and their SHA-256."""

    files: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    taken: dict[str, Told] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    stamps: dict[str, tuple[str, str]] = field(default_factory=dict)


def gathered(found: Iterable[Found], sheet: FigureSheet, side: Side | None, wanted: Wanted) -> Gathered:
    """What returned files say of the figures of a sheet; nothing is written."""
    result = Gathered()
    rows = {row.key: row for row in sheet.rows}
    said: dict[str, list[Told]] = {}
    for file in found:
        for key, told in _read(file, rows, wanted, result):
            said.setdefault(key, []).append(told)
    for key, several in said.items():
        if (told_last := _last(rows[key], several, result)) is not None:
            result.told[key] = told_last
            _take(rows[key], told_last, side, result)
    return result


def _last(row: SheetFigure, several: Sequence[Told], result: Gathered) -> Told | None:
    """What counts of what several files say: of forms of one unit the one saved last; None where that is not sure."""
    ordered = sorted(several, key=lambda one: one.saved)
    last = ordered[-1]
    others = [one for one in ordered[:-1] if one.said != last.said]
    if not others:
        return last
    if not last.unit or any(one.unit != last.unit or one.saved == last.saved for one in others):
        result.findings.append(_twice(row, several))
        return None
    said = msg("{ten}: đơn vị gửi lại {moi}, thay cho {cu} ({o}).", ten=quote(row.name or row.key),
               moi=last.now or last.state.value, cu=others[-1].now or others[-1].state.value,
               o=str(others[-1].place))  # fmt: skip
    result.findings.append(Finding("V282", Severity.NOTE, last.place, said, asked=True))
    return last


def _read(file: Found, rows: Mapping[str, SheetFigure], wanted: Wanted, result: Gathered) -> Iterator[tuple[str, Told]]:
    """The figures of one file whose cells are right; what is wrong costs the row, not the file."""
    try:
        sheet, findings = read_rows(file.path, file.name)
    except InputError as failure:
        # A file with tasks alone; what cannot be read at all is said where tasks are read.
        if wanted.alone:
            result.findings += failure.findings
            result.refused.append(file.name)
        return
    result.read.add(file.name)
    mark = mark_in(file.path, file.name)
    if mark and (away := _of_another(mark, file.name, wanted)):
        result.findings.append(away)
        result.refused.append(file.name)
        return
    result.findings += findings
    result.findings += in_columns(*own_of(file.path, file.name))
    wrong = {_row_of(one.place) for one in findings if one.severity is Severity.ERROR}
    saved = saved_at(file.path, file.name, file.stored, file.own)
    result.stamps[file.name] = saved, sha256((file.own or file.path).read_bytes()).hexdigest()
    for row in sheet.rows:
        known = rows.get(row.key)
        if known is None or known.computed or (mark and wanted.keys.get(one_line(known.source)) != mark.unit):
            result.findings.append(_strange(row))
            continue
        files = result.files.setdefault(one_line(known.source), [])
        files += [file.name] if file.name not in files else []
        answered = row.state is FigureState.KEPT or row.value is not None
        if answered and _row_of(row.place) not in wrong:
            kept = row.state is FigureState.KEPT
            named = row.confirmed_by if kept else ""
            told = Told("" if kept else row.now, row.state, named, row.place, saved, mark.unit if mark else "")
            yield row.key, told


def _row_of(place: Place) -> str:
    return place.cell.lstrip(_LETTERS)


def _of_another(mark: Mark, file: str, wanted: Wanted) -> Finding | None:
    """That a form is of another period (V270) or dossier (V271): last month's numbers are no answer."""
    if wanted.period and mark.period != wanted.period:
        said = msg("Biểu của kỳ {cu}, đang thu kỳ {moi}; không nhận gì từ tệp này.", cu=mark.period, moi=wanted.period)
        return _away("V270", file, said, msg("Gửi lại biểu của kỳ này cho đơn vị."))
    if mark.dossier != wanted.dossier:
        said = msg("Biểu của hồ sơ “{kia}”, không phải “{nay}”; không nhận gì từ tệp này.", kia=mark.dossier,
                   nay=wanted.dossier)  # fmt: skip
        return _away("V271", file, said, msg("Thu vào đúng hồ sơ, hoặc đề nghị đơn vị điền đúng biểu đã gửi."))
    return None


def _away(code: str, file: str, said: Message, hint: Message) -> Finding:
    return Finding(code, Severity.ERROR, Place(file), said, hint)


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


class UnitFigures(Struct, frozen=True):
    """A unit's figures: whether all are there, its files, how many it is asked for, how many are there, taken now."""

    key: str
    name: str
    state: Return
    files: tuple[str, ...]
    asked: int
    answered: int
    changed: int


def units_of(sheet: FigureSheet, result: Gathered, keys: Mapping[str, str]) -> Iterator[UnitFigures]:
    """Each unit that reports figures, in the order of the sheet."""
    owed: dict[str, list[SheetFigure]] = {}
    for row in sheet.rows:
        if row.source and not row.computed:
            owed.setdefault(one_line(row.source), []).append(row)
    for name, rows in owed.items():
        files = tuple(result.files.get(name, ()))
        left = [row for row in rows if row.state is FigureState.MISSING and row.key not in result.told]
        state = Return.RIGHT if not left else Return.BLANK if files else Return.NONE
        changed = sum(row.key in result.taken for row in rows)
        yield UnitFigures(keys.get(name, name), name, state, files, len(rows), len(rows) - len(left), changed)


def taken_in(
    sheet: FigureSheet, taken: Mapping[str, Told], made: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """The workbook of the sheet with the values in their cells; proven by reading it again.

    Where the workbook is `made` anew already, for what else stands in it, it goes on from there. Rows of van-ban.yaml
    are edits of it (`typed_figures`).
    """
    file = Path(sheet.place.file)
    if not taken or sheet.path is not None:
        return {}
    begun = (made or {}).get(file)
    parts = package.read_bytes(begun, shown_as=str(file)) if begun else package.read(file, shown_as=str(file))
    editor = SheetEditor(parts, shown_as=str(file))
    letters = columns_of(file, str(file))
    for row in sheet.rows:
        if (told := taken.get(row.key)) is not None:
            number = int("".join(char for char in row.place.cell if char.isdigit()))
            texts = {"now": told.now, "state": told.state.value, "confirmed_by": told.confirmed_by}
            _set(
                editor, sheet.place.sheet, number, {letters[key]: text for key, text in texts.items() if key in letters}
            )
    written = io.BytesIO()
    package.write(written, editor.finished())
    _proven(file, written.getvalue(), sheet, taken)
    return {file: written.getvalue()}


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
