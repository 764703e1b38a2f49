"""One change of a dossier by whoever has it open: proven as every change is, refused where the dossier moved since.

What stood before comes back with the result, so that the change can be undone as long as nothing else has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.commands.collecting.figure_returns import Told, taken_in
from generator.commands.desk import read_only, tables_in, value_at, version_of
from generator.commands.typed_figures import edits_of
from generator.keeping.locks import dossier_held, held
from generator.keeping.sources import as_written, proven, replace
from generator.keeping.text_file import text_file
from generator.keeping.yaml_data import plain_data, with_value
from generator.keeping.yaml_source import NotWritableError, edited_yaml
from generator.keeping.yaml_text import Field, yaml_text
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteKey,
    DeleteRow,
    InsertItem,
    InsertRow,
    MoveRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.reading.figures.sheet import value_in
from generator.reading.own_file import read_source
from generator.values.errors import InputError, UsageError
from generator.values.figures import FigureState
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier, Register, Section
from generator.values.paths import Path_, parsed
from generator.values.text import quote

# Keys whose values are no texts of the document: a proof by texts does not see them.
_NO_TEXTS = ("do_khan", "do_mat")
_DOING = "vanban app"


class SetField(Struct, frozen=True):
    """A field is to hold a text."""

    path: str
    value: str


class SetLines(Struct, frozen=True):
    """A list is to hold these lines."""

    path: str
    lines: tuple[str, ...]


class SetCells(Struct, frozen=True):
    """Cells of a table (its number among those of the dossier, from 0): row, column letter, text.

    `added` are rows that come below the last one: texts by column letter.
    """

    table: int
    cells: tuple[tuple[int, str, str], ...]
    added: tuple[Mapping[str, str], ...] = ()


class AddRow(Struct, frozen=True):
    """A new row below another one: texts by column letter; `section`: it is a heading."""

    table: int
    after: int
    values: Mapping[str, str]
    section: bool = False


class RemoveRow(Struct, frozen=True):
    """A row goes."""

    table: int
    row: int


class ShiftRow(Struct, frozen=True):
    """A row comes to stand below another one (of which it is not the next already)."""

    table: int
    row: int
    after: int


class SetFigures(Struct, frozen=True):
    """Figures of a report in prose by their keys: what is entered for this period, '' for nothing yet; or who confirms
    that they stay as they were."""

    values: Mapping[str, str]
    kept_by: Mapping[str, str] = field(default_factory=dict)


Change = SetFigures | SetField | SetLines | SetCells | AddRow | RemoveRow | ShiftRow


class Changed(Struct, frozen=True):
    """The state after a change, and the bytes of the files that it wrote as they were before."""

    version: str
    before: Mapping[Path, bytes]


def change(path: Path, wanted: Change, version: str) -> Changed:
    """Write one change. Raises UsageError V009 where the dossier is another one than `version` says, InputError V091
    where it cannot be written as it was meant, BusyError V018; then nothing is written.
    """
    with dossier_held(path, _DOING) as (dossier, _):
        _unmoved(dossier, version)
        made = _written(dossier, wanted)
        before = {file: file.read_bytes() for file in made}
        replace(made)
        try:
            return Changed(_version(path), before)
        except InputError:
            replace(before)
            raise


def put_back(path: Path, files: Mapping[Path, bytes], version: str) -> str:
    """What stood before a change, as long as the dossier is as the change left it. Raises as `change`."""
    with held(path, doing=_DOING):
        if _version(path) != version:
            raise moved(path)
        replace(dict(files))
        return _version(path)


def _version(path: Path) -> str:
    from generator.reading.dossier import load_dossier

    return version_of(load_dossier(path)[0])


def _unmoved(dossier: Dossier, version: str) -> None:
    if version_of(dossier) != version:
        raise moved(dossier.folder)


def moved(path: Path) -> UsageError:
    """A dossier that is another one than the version says that a change was made on."""
    said = msg("Hồ sơ đã đổi ở nơi khác kể từ khi mở ra; chỗ vừa sửa chưa được ghi.")
    return UsageError.of("V009", Place(path.name), said, msg("Tải lại trang để thấy bản mới rồi sửa lại."))


def _written(dossier: Dossier, wanted: Change) -> dict[Path, bytes]:
    source = dossier.sources[0]
    if isinstance(wanted, SetFigures):
        return _figures(dossier, wanted)
    if isinstance(wanted, SetField | SetLines):
        data, at = read_source(source)[0].data, parsed(wanted.path)
        if isinstance(wanted, SetLines) and len(at) > 1:
            return _nested_lines(dossier, at, wanted.lines)
        if _is_new(data, at, wanted):
            return _whole_key(source, at, wanted)
        if isinstance(wanted, SetField):
            return proven(dossier, [SetValue(source, at, wanted.value)])
        old = [str(one) for one in value_at(data, at)]
        try:
            return proven(dossier, list(_line_edits(source, at, old, wanted.lines)))
        except InputError:
            # A list on one line takes no new item in its place: it is written anew.
            return _whole_key(source, at, wanted)
    tables = tables_in(dossier)
    if not 0 <= wanted.table < len(tables):
        raise moved(dossier.folder)
    return proven(dossier, list(_row_edits(tables[wanted.table], dossier, wanted)))


# --- fields ----------------------------------------------------------------------------------------------------------


def _is_new(data: Any, at: Path_, wanted: SetField | SetLines) -> bool:
    """Whether the change concerns a whole key: one that is not there yet, a list that becomes or was none."""
    if isinstance(wanted, SetField):
        return value_at(data, at[:1]) is None or at[0] in _NO_TEXTS
    old = value_at(data, at)
    return not isinstance(old, list) or not old or not wanted.lines or any(isinstance(one, dict) for one in old)


def _whole_key(source: Path, at: Path_, wanted: SetField | SetLines) -> dict[Path, bytes]:
    """A key of the main document written anew at the end of the file, or gone; everything else stays as it is."""
    key = str(at[0])
    if source.suffix.lower() not in (".yaml", ".yml") or (isinstance(wanted, SetLines) and len(at) > 1):
        raise InputError.of(
            "V091", Place(str(source)), msg("Chưa ghi được trường này từ trang."), msg("Sửa trong tệp rồi tải lại.")
        )
    old = text_file(source)
    text = old.text
    before = plain_data(text)
    value: object = list(wanted.lines) if isinstance(wanted, SetLines) else _nested(at[1:], wanted.value)
    kept = _without(text.replace("\r\n", "\n"), source, key) if key in before else text.replace("\r\n", "\n")
    added = yaml_text([Field(key, value)]) if value else ""
    made = f"{kept.rstrip()}\n{added}"
    meant = {name: item for name, item in before.items() if name != key}
    if added:
        meant[key] = plain_data(added)[key]
    if plain_data(made) != meant:
        raise InputError.of("V091", Place(str(source)), msg("Không ghi được chỗ sửa này mà giữ nguyên phần còn lại."))
    return {source: old.encoded(made.replace("\n", "\r\n") if "\r\n" in text else made)}


# What stands for a list until it is written; no text holds it.
_HOLDER = "\ue000danh-sach\ue000"


def _nested_lines(dossier: Dossier, path: Path_, lines: Sequence[str]) -> dict[Path, bytes]:
    """A list that lies within a key, a lone line as a text: just its own characters, the rest stays."""
    source = dossier.sources[0]
    if source.suffix.lower() not in (".yaml", ".yml"):
        return proven(dossier, [SetValue(source, path, "; ".join(lines))])
    old = text_file(source)
    text = old.text.replace("\r\n", "\n")
    before = plain_data(text)
    at = as_written(path, before)
    value: object = list(lines) if len(lines) > 1 else "".join(lines)
    was = value_at(before, at)
    if lines == tuple(was if isinstance(was, list) else () if was is None else (str(was),)):
        return {source: source.read_bytes()}
    try:
        made = edited_yaml(text, [DeleteKey(source, at)]) if was is not None else text
        if lines:
            made = edited_yaml(made, [SetValue(source, at, _HOLDER if len(lines) > 1 else lines[0])])
    except NotWritableError:
        said = msg("Không ghi được chỗ sửa này mà giữ nguyên phần còn lại.")
        raise InputError.of("V091", Place(str(source)), said) from None
    for holder in (json.dumps(_HOLDER, ensure_ascii=False), f"'{_HOLDER}'", _HOLDER):
        made = made.replace(holder, json.dumps(value, ensure_ascii=False))
    if lines and plain_data(made) != with_value(before, at, value):
        raise InputError.of("V091", Place(str(source)), msg("Không ghi được chỗ sửa này mà giữ nguyên phần còn lại."))
    return {source: old.encoded(made.replace("\n", "\r\n") if "\r\n" in old.text else made)}


def _without(text: str, source: Path, key: str) -> str:
    try:
        return edited_yaml(text, [DeleteKey(source, (key,))])
    except NotWritableError:
        said = msg("Không ghi được chỗ sửa này mà giữ nguyên phần còn lại.")
        raise InputError.of("V091", Place(str(source)), said) from None


def _nested(path: Path_, value: str) -> object:
    """A text below keys that are not there yet: (`chuc_vu`,) as the mapping that holds it."""
    names = [step for step in path if isinstance(step, str)]
    made: object = value
    for name in reversed(names):
        made = (Field(name, made),)
    return made


def _line_edits(source: Path, at: Path_, old: Sequence[str], new: Sequence[str]) -> Iterator[SourceEdit]:
    """From one list to another: lines that changed stay where they are, others come or go."""
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        yield from (SetValue(source, (*at, a + step), new[c + step]) for step in range(both))
        yield from (DeleteItem(source, (*at, index)) for index in range(a + both, b))
        yield from (InsertItem(source, (*at, a + both - 1), line) for line in new[c + both : d])


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(dossier: Dossier, wanted: SetFigures) -> dict[Path, bytes]:
    """The sheet with what was entered. Raises InputError V452 with every value that is no number."""
    sheet = dossier.document.figure_sheet
    rows = {row.key: row for row in sheet.rows if not row.computed} if sheet else {}
    wrong, told = [], {}
    for key in (*wanted.values, *wanted.kept_by):
        row, text, by = rows.get(key), wanted.values.get(key, "").strip(), wanted.kept_by.get(key, "").strip()
        if row is None:
            raise moved(dossier.folder)
        if text and value_in(text) is None:
            hint = msg("Ghi như trong văn bản: 1.240; 86,91; 02.")
            said = msg("{ten}: {chu} không phải số.", ten=row.name or row.key, chu=quote(text))
            wrong.append(Finding("V452", Severity.ERROR, row.place, said, hint, text))
        state = FigureState.KEPT if by else FigureState.ENTERED if text else FigureState.MISSING
        told[key] = Told("" if by else text, state, by, row.place)
    if wrong:
        raise InputError(wrong)
    if sheet is None:
        return {}
    typed = [*edits_of(dossier.sources[0], sheet, told)]
    return proven(dossier, typed) if typed else taken_in(sheet, told)


# --- tables ----------------------------------------------------------------------------------------------------------


def _row_edits(
    register: Register, dossier: Dossier, wanted: SetCells | AddRow | RemoveRow | ShiftRow
) -> Iterator[SourceEdit]:
    file = next((one for one in dossier.sources if str(one) == register.origin.file), Path(register.origin.file))
    if note := read_only(file, dossier):
        raise InputError.of("V451", register.origin.place(), msg("Bảng này chỉ đọc ở đây."), note)
    sheet = register.origin.sheet
    if isinstance(wanted, SetCells):
        letters = {column.letter for column in register.columns}
        yield from (SetCell(file, sheet, column, row, text) for row, column, text in wanted.cells if column in letters)
        yield from _below(register, file, wanted)
    elif isinstance(wanted, AddRow):
        yield _added(register, file, wanted)
    elif isinstance(wanted, RemoveRow):
        yield DeleteRow(file, sheet, wanted.row)
    else:
        yield MoveRow(file, sheet, wanted.row, wanted.after)


def _below(register: Register, file: Path, wanted: SetCells) -> Iterator[SourceEdit]:
    """The rows that come below the last one. Raises InputError where that is no task: a total, a note."""
    if not wanted.added:
        return
    last = max(row.origin.row for row in register.rows)
    if register.layout and any(row.number > last for row in register.layout.rows):
        said = msg("Bảng kết thúc bằng dòng tổng hoặc ghi chú; không thêm dòng ở dưới dòng ấy.")
        hint = msg("Thêm dòng ở trên dòng ấy rồi dán lại.")
        raise InputError.of("V450", register.origin.place(), said, hint)
    for values in wanted.added:
        yield _added(register, file, AddRow(wanted.table, last, values))


def _added(register: Register, file: Path, wanted: AddRow) -> InsertRow:
    ids = next((column.letter for column in register.columns if column.key == "ma"), "")
    if not wanted.section:
        return InsertRow(file, register.origin.sheet, wanted.after, dict(wanted.values), ids, _like(register, wanted))
    heading = next(iter(register.sections), None)
    if heading is None:
        said = msg("Bảng này chưa có mục nào để lập thêm mục theo mẫu.")
        hint = msg("Thêm mục đầu tiên trong tệp Excel của hồ sơ rồi tải lại.")
        raise InputError.of("V091", register.origin.place(), said, hint)
    number, title = (heading.origin.columns.get(key, "") for key in ("so_muc", "ten_muc"))
    said_of = {number: wanted.values.get("so", ""), title: wanted.values.get("ten", "")}
    values = {letter: text for letter, text in said_of.items() if letter and text}
    return InsertRow(file, register.origin.sheet, wanted.after, values, like=heading.origin.row)


def _like(register: Register, wanted: AddRow) -> int:
    """The row whose look a new task takes: the one above, or the next task where that is a heading."""
    rows = list(register.rows)
    below = next((row.origin.row for row in rows if row.origin.row > wanted.after and not isinstance(row, Section)), 0)
    own = next((row for row in rows if row.origin.row == wanted.after), None)
    return wanted.after if own is not None and not isinstance(own, Section) else below or register.tasks[0].origin.row
