"""Edits into the bytes of source files, each in its own form: YAML and JSON, sheets of a workbook, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.errors import InputError
from generator.findings import Finding, Message, Place, msg
from generator.merging.source_edits import DeleteRow, GridEdit, InsertRow, SetCell, SourceEdit
from generator.merging.yaml_source import NotWritableError, edited_yaml
from generator.ooxml import package
from generator.ooxml.cell_refs import column_number
from generator.ooxml.sheet_edit import FormulaError, SheetEditor
from generator.paths import shown


def written(edits: Iterable[SourceEdit]) -> dict[Path, bytes]:
    """The new bytes of each file that the edits concern. Raises InputError V091 with what cannot be written."""
    by_file: dict[Path, list[SourceEdit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    made: dict[Path, bytes] = {}
    findings: list[Finding] = []
    for file, own in by_file.items():
        try:
            made[file] = _written(file, own)
        except InputError as failure:
            findings += failure.findings
    if findings:
        raise InputError(findings)
    return made


def _written(file: Path, edits: Sequence[SourceEdit]) -> bytes:
    suffix = file.suffix.lower()
    grid = [edit for edit in edits if isinstance(edit, SetCell | InsertRow | DeleteRow)]
    if suffix == ".xlsx":
        return _workbook(file, grid)
    data = file.read_bytes()
    text = data.decode("utf-8-sig")
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    if suffix == ".csv":
        return mark + _csv(text, grid).encode()
    tree = [edit for edit in edits if not isinstance(edit, SetCell | InsertRow | DeleteRow)]
    windows = "\r\n" in text
    try:
        made = edited_yaml(text.replace("\r\n", "\n"), tree, as_json=suffix == ".json")
    except NotWritableError as failure:
        raise _refused(
            Place(str(file), part=shown(failure.path)),
            msg("Không ghi được chỗ sửa vào đây mà giữ nguyên phần còn lại."),
        ) from None
    return mark + (made.replace("\n", "\r\n") if windows else made).encode()


def _workbook(file: Path, edits: Sequence[GridEdit]) -> bytes:
    editor = SheetEditor(package.read(file), shown_as=str(file))
    findings: list[Finding] = []
    for edit in edits:
        if isinstance(edit, SetCell):
            try:
                editor.set(edit.sheet, edit.column, edit.row, edit.value)
            except FormulaError:
                place = Place(str(file), edit.sheet, cell=f"{edit.column}{edit.row}")
                findings += _refused(
                    place, msg("Ô này là công thức; không ghi đè bằng {chu}.", chu=edit.value)
                ).findings
    if findings:
        raise InputError(findings)
    for edit in _from_below(edits):
        if isinstance(edit, InsertRow):
            editor.insert(edit.sheet, edit.after, edit.values)
        else:
            editor.delete(edit.sheet, edit.row)
    target = io.BytesIO()
    package.write(target, editor.finished())
    return target.getvalue()


def _from_below(edits: Sequence[GridEdit]) -> list[InsertRow | DeleteRow]:
    """Rows that come and go, the lowest first, so that numbers above stay right; those below one row in their order."""
    numbered = [
        (edit.after if isinstance(edit, InsertRow) else edit.row, isinstance(edit, InsertRow), index, edit)
        for index, edit in enumerate(edits)
        if not isinstance(edit, SetCell)
    ]
    return [edit for _, _, _, edit in sorted(numbered, key=lambda item: item[:3], reverse=True)]


# --- CSV -------------------------------------------------------------------------------------------------------------


def _csv(text: str, edits: Sequence[GridEdit]) -> str:
    """Records concerned are written anew, all others keep their characters. Rows are named by their last line."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if "\r\n" in text else "\n"
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    records: dict[int, tuple[int, list[str]]] = {}
    first = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for values in reader:
        records[reader.line_num] = (first, values)
        first = reader.line_num
    made: dict[int, str] = {}
    for row, cells in _cells_by_row(edits).items():
        values = list(records[row][1])
        for column, value in cells.items():
            values += [""] * (column + 1 - len(values))
            values[column] = value
        made[row] = _csv_line(values, delimiter, ending)
    gone = {edit.row for edit in edits if isinstance(edit, DeleteRow)}
    result: list[str] = []
    for row, (start, values) in records.items():
        if row not in gone:
            result.append(made.get(row) or "".join(lines[start:row]))
        for edit in edits:
            if isinstance(edit, InsertRow) and edit.after == row:
                fresh = [""] * len(values)
                for letters, value in edit.values.items():
                    fresh[column_number(letters) - 1] = value
                if result and not result[-1].endswith("\n"):
                    result[-1] += ending
                result.append(_csv_line(fresh, delimiter, ending))
    return "".join(result)


def _cells_by_row(edits: Sequence[GridEdit]) -> Mapping[int, Mapping[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for edit in edits:
        if isinstance(edit, SetCell):
            rows.setdefault(edit.row, {})[column_number(edit.column) - 1] = edit.value
    return rows


def _csv_line(values: Sequence[str], delimiter: str, ending: str) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator=ending).writerow(values)
    return target.getvalue()


def _refused(place: Place, message: Message) -> InputError:
    error = InputError.of("V091", place, message, msg("Sửa thẳng chỗ này trong tệp dữ liệu rồi chạy lại."))
    assert isinstance(error, InputError)
    return error
