"""A register at the start of the next period: as a register, and as the workbook that it was, its cells changed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter, column_number
from generator.ooxml.sheet_edit import FormulaError, SheetEditor
from generator.planning.selection import with_tasks_below
from generator.values import glossary
from generator.values.model import Column, Register, Section, Status, Task
from generator.values.text import fold, one_line

LAST_RESULT = Column("ket_qua_ky_truoc", "Kết quả kỳ trước")
LAST_STATUS = Column("trang_thai_ky_truoc", "Trạng thái kỳ trước")
_RESULTS = (*glossary.RESULT_KEYS, "ket_qua")


def changed_book(data: bytes, register: Register, *, drop_done: bool) -> bytes | None:
    """The workbook of a register at the start of the next period; None where a cell is in the way (a formula)."""
    editor = SheetEditor(package.read_bytes(data, shown_as=register.origin.file), shown_as=register.origin.file)
    rows = with_tasks_below([row for row in register.rows if not _left(row, drop_done)])
    kept = {row.origin.row for row in rows}
    try:
        _fill(editor, register, [row for row in rows if isinstance(row, Task)])
    except FormulaError:
        return None
    if gone := [row.origin.row for row in register.rows if row.origin.row not in kept]:
        editor.delete_rows(register.origin.sheet, gone)
    editor.forget_results()
    made = io.BytesIO()
    package.write(made, editor.finished())
    return made.getvalue()


def _fill(editor: SheetEditor, register: Register, tasks: list[Task]) -> None:
    """The cells of the tasks that stay, in the columns that are there and in new ones at the end."""
    page, head = register.origin.sheet, register.origin.row
    letters = {column.key: column.letter for column in register.columns}
    last = editor.width(page)
    for at, column in enumerate(_new_columns(register, letters), start=1):
        letters[column.key] = column_letter(last + at)
        editor.set(page, letters[column.key], head, column.title, like=column_letter(last))
    new = {letter for letter in letters.values() if column_number(letter) > last}
    for task in tasks:
        carried = _carried(task).texts
        for key, letter in letters.items():
            value = carried.get(key, "")
            if value == task.text(key) and letter not in new:
                continue
            if value:
                editor.set(page, letter, task.origin.row, value, like=column_letter(last))
            else:
                editor.clear(page, letter, task.origin.row)


def _new_columns(register: Register, known: Mapping[str, str]) -> Iterator[Column]:
    """Ids, where rows are known by their place so far, and what was reported last."""
    wanted = (Column("ma", glossary.titles()["ma"]), LAST_RESULT, LAST_STATUS)
    yield from (column for column in wanted if not known.get(column.key))


def same(one: Register, other: Register) -> bool:
    """Whether two registers have the same tasks under the same headings, in every text that the other has."""
    if len(one.rows) != len(other.rows):
        return False
    keys = [column.key for column in other.columns]
    return all(_said(row, keys) == _said(meant, keys) for row, meant in zip(one.rows, other.rows, strict=True))


def _said(row: Section | Task, keys: Sequence[str]) -> tuple[str, ...]:
    if isinstance(row, Section):
        return ("", row.number, row.title)
    return (row.ma, row.parent, *(one_line(row.text(key)) for key in keys))


def rolled(register: Register, *, drop_done: bool = False) -> Register:
    """A register at the start of the next period."""
    columns = tuple(c for c in register.columns if c.key not in (LAST_RESULT.key, LAST_STATUS.key))
    rows = [row if isinstance(row, Section) else _carried(row) for row in register.rows if not _left(row, drop_done)]
    return Register((*columns, LAST_RESULT, LAST_STATUS), tuple(with_tasks_below(rows)), register.origin)


def _left(row: Section | Task, drop_done: bool) -> bool:
    return drop_done and isinstance(row, Task) and row.status is Status.DONE


def _carried(task: Task) -> Task:
    """A task of the next period: last month's words visible, this month's empty; what is done or recurring stays."""
    results = {key: task.text(key) for key in _RESULTS if task.text(key)}
    last = "\n".join(results.values())
    kept = {key: text for key, text in task.texts.items() if key not in (LAST_RESULT.key, LAST_STATUS.key)}
    if task.status is not Status.DONE:
        kept = {key: text for key, text in kept.items() if key not in results or fold(text) == "thuong xuyen"}
        kept.pop("trang_thai", None)
    texts = {**kept, "ma": task.ma, LAST_RESULT.key: last, LAST_STATUS.key: task.status.words if task.status else ""}
    return Task(task.ma, {key: text for key, text in texts.items() if text}, task.section, parent=task.parent)
