"""Edits into the bytes of source files, each in its own form: YAML and JSON, sheets of a workbook, CSV."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.keeping.arrangement import Arrangement, arranged
from generator.keeping.draft_edits import DraftEdit, FileEdit, NotInDraftError
from generator.keeping.text_file import text_file
from generator.keeping.yaml_source import NotWritableError, edited_yaml
from generator.merging.writing.source_edits import (
    DeleteRow,
    GridEdit,
    InsertRow,
    MoveRow,
    SetCell,
    TreeEdit,
)
from generator.ooxml import package
from generator.ooxml.cell_refs import RowsJoinedError, column_number
from generator.ooxml.sheet_edit import FormulaError, SheetEditor
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, msg
from generator.values.places import in_words


def written(edits: Iterable[FileEdit]) -> dict[Path, bytes]:
    """The new bytes of each file that the edits concern. Raises InputError V091 with what cannot be written."""
    by_file: dict[Path, list[FileEdit]] = {}
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


def _written(file: Path, edits: Sequence[FileEdit]) -> bytes:
    suffix = file.suffix.lower()
    grid = [edit for edit in edits if isinstance(edit, GridEdit)]
    if suffix == ".xlsx":
        return _workbook(file, grid)
    if suffix == ".docx" and not grid:
        return _word_draft(file, edits)
    if suffix == ".docx":
        raise InputError.of(
            "V091",
            Place(str(file)),
            msg("Bảng nhiệm vụ này nằm trong tệp Word; chương trình chỉ đọc tệp ấy, không ghi vào."),
            msg("Lập hồ sơ bằng “vanban import {tep} --to …” để có bảng .xlsx ghi được.", tep=file.name),
        )
    old = text_file(file)
    text = old.text
    if suffix == ".md":
        return old.encoded(_draft(file, text, edits))
    if suffix == ".csv":
        return old.encoded(_csv(text, grid))
    tree = [edit for edit in edits if isinstance(edit, TreeEdit)]
    windows = "\r\n" in text
    try:
        made = edited_yaml(text.replace("\r\n", "\n"), tree, as_json=suffix == ".json")
    except NotWritableError as failure:
        raise _refused(
            Place(str(file), part=in_words(failure.path)),
            msg("Không ghi được chỗ sửa vào đây mà giữ nguyên phần còn lại."),
        ) from None
    return old.encoded(made.replace("\n", "\r\n") if windows else made)


def _draft(file: Path, text: str, edits: Sequence[FileEdit]) -> str:
    """A body drafted in Markdown, its line ends as they were."""
    from generator.keeping.markdown_source import edited_markdown
    from generator.reading.markdown import read_markdown

    own = [edit for edit in edits if isinstance(edit, DraftEdit)]
    try:
        made = edited_markdown(text.replace("\r\n", "\n"), read_markdown(file, str(file)), own)
    except NotInDraftError as failure:
        raise _refused(
            Place(str(file), line=failure.line), msg("Không ghi được chỗ sửa vào đây mà giữ nguyên phần còn lại.")
        ) from None
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _word_draft(file: Path, edits: Sequence[FileEdit]) -> bytes:
    """A body drafted in Word."""
    from generator.keeping.word_source import edited_word

    try:
        return edited_word(file, [edit for edit in edits if isinstance(edit, DraftEdit)])
    except NotInDraftError as failure:
        place = Place(str(file), part=f"đoạn {failure.line}" if failure.line else "")
        raise _refused(place, msg("Không ghi được chỗ sửa vào đây mà giữ nguyên phần còn lại.")) from None


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
    for sheet in {edit.sheet: None for edit in edits if not isinstance(edit, SetCell)}:
        try:
            _rows_of(editor, sheet, [edit for edit in edits if edit.sheet == sheet])
        except RowsJoinedError as failure:
            said = msg("Không chuyển dòng được: các ô {o} gộp, hoặc một công thức tính cả vùng ấy.", o=failure)
            findings += _refused(Place(str(file), sheet), said).findings
    if findings:
        raise InputError(findings)
    target = io.BytesIO()
    package.write(target, editor.finished())
    return target.getvalue()


def _rows_of(editor: SheetEditor, sheet: str, edits: Sequence[GridEdit]) -> None:
    """Rows of a sheet that move, then those that come and go, the lowest first so that numbers above stay right."""
    models = {edit.like or edit.after for edit in edits if isinstance(edit, InsertRow)}
    looks = {row: editor.pattern(sheet, row) for row in sorted(models)}
    arrangement = _arrangement(edits)
    if arrangement.moved:
        editor.reorder(sheet, arrangement.moved)
    come: defaultdict[int, list[InsertRow]] = defaultdict(list)
    for after, edit in arrangement.new:
        come[after].append(edit)
    gone = {arrangement.at(edit.row) for edit in edits if isinstance(edit, DeleteRow)}
    for row in sorted({*come, *gone}, reverse=True):
        if row in come:
            editor.insert_rows(sheet, row, [(looks[edit.like or edit.after], edit.values) for edit in come[row]])
        if row in gone:
            editor.delete(sheet, row)


def _arrangement(edits: Sequence[GridEdit]) -> Arrangement[InsertRow]:
    return arranged(
        [
            (edit.after, edit.row if isinstance(edit, MoveRow) else edit)
            for edit in edits
            if isinstance(edit, MoveRow | InsertRow)
        ]
    )


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
    rows = list(records)
    at = {row: index for index, row in enumerate(rows)}
    kept = [made.get(row) or "".join(lines[records[row][0] : row]) for row in rows]
    arrangement = arranged(
        [
            (bisect_right(rows, edit.after) - 1, at[edit.row] if isinstance(edit, MoveRow) else edit)
            for edit in edits
            if isinstance(edit, InsertRow | MoveRow)
        ]
    )
    gone = {at[edit.row] for edit in edits if isinstance(edit, DeleteRow)}
    result = {arrangement.at(index): [] if index in gone else [line] for index, line in enumerate(kept)}
    width = len(records[rows[0]][1])
    for index, edit in arrangement.new:
        fresh = [""] * width
        for letters, value in edit.values.items():
            fresh[column_number(letters) - 1] = value
        result[index].append(_csv_line(fresh, delimiter, ending))
    ordered = [line for index in sorted(result) for line in result[index]]
    return "".join(line if line.endswith("\n") else line + ending for line in ordered[:-1]) + "".join(ordered[-1:])


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
    return InputError.of("V091", place, message, msg("Sửa thẳng chỗ này trong tệp dữ liệu rồi chạy lại."))
