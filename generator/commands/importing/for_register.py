"""Tasks of somebody's table as a register can hold them: which rows are none, whose column is called another way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.values import glossary
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Register, Role, Task
from generator.values.text import fold, one_line, quote

_OPEN = "._…-– \t\n"
# So many columns without a place are said one by one.
_FEW = 4
_PRICES = ("don gia", "thanh tien", "so tien")
_LEADS = tuple(key for key, role in glossary.UNIT_ROLES.items() if role is Role.LEAD)


def is_to_fill_in(task: Task) -> bool:
    """Whether a row is one of a form: it has its number, or dots, and no word."""
    texts = {**task.whole, **{key: task.reaching[key] for key in task.amounts}}
    return not any(text.strip(_OPEN) for key, text in texts.items() if key not in ("ma", "stt"))


def of_a_form(tables: Sequence[tuple[Register, Sequence[Task]]]) -> Iterator[Finding]:
    """The rows of tables in which nobody has written, which are no tasks (V488)."""
    for _, tasks in tables:
        rows = [task for task in tasks if task.texts and is_to_fill_in(task)]
        if rows:
            message = msg("{so} dòng chưa ghi gì không vào sổ.", so=len(rows))
            where = ", ".join(str(task.origin.row) for task in rows)
            yield Finding("V488", Severity.NOTE, rows[0].origin.place(), message, None, where)


def without_costs(
    tables: Sequence[tuple[Register, Sequence[Task]]],
) -> tuple[Sequence[tuple[Register, Sequence[Task]]], tuple[Finding, ...]]:
    """The tables of a file without those that say what is to be paid for, each of which is told (V491): they have
    prices and nobody who does it, no term. Where there is no other, they are what was meant.
    """
    tasks = [pair for pair in tables if not _is_of_costs(pair[0])]
    if not tasks:
        return tables, ()
    said = []
    for number, (table, rows) in enumerate(tables, start=1):
        if _is_of_costs(table):
            message = msg("Bảng kinh phí, không phải bảng nhiệm vụ: không lấy {so} dòng của bảng.", so=len(rows))
            hint = msg("Các dòng ấy là nhiệm vụ thì chạy lại với “--bang {so}”.", so=number)
            texts = "\n".join(" | ".join(task.texts.values()) for task in rows)
            said.append(Finding("V491", Severity.WARNING, table.origin.place(), message, hint, texts))
    return tasks, tuple(said)


def _is_of_costs(table: Register) -> bool:
    keys = {column.key for column in table.columns}
    priced = any(fold(column.title).startswith(_PRICES) for column in table.columns)
    return priced and not keys & {*glossary.UNIT_ROLES, "thoi_han"}


def with_leads(
    known: Register, found: Sequence[Task], titles: Mapping[str, str], mixed: Collection[str]
) -> tuple[Sequence[Task], tuple[Finding, ...]]:
    """Tasks whose lead stands in a column that the register calls another way ("Đơn vị thực hiện", "Đơn vị chủ trì"),
    in the one that it has, which is said (V222). Columns that are `mixed` hold those who support too: they stay.
    """
    own = [column for column in known.columns if column.key in _LEADS]
    if len(own) != 1:
        return found, ()
    (column,) = own
    (other,) = (key for key in _LEADS if key != column.key)
    both = {_table(task) for task in found if column.key in task.whole}
    moved = [other in task.whole and _table(task) not in both and other not in mixed for task in found]
    if not any(moved):
        return found, ()
    message = msg(
        "Cột {cot} của tệp ghi vào cột {so_sach} của sổ: {so} ô.",
        cot=quote(one_line(titles.get(other, other))),
        so_sach=quote(one_line(column.title)),
        so=sum(moved),
    )
    hint = msg("Đơn vị ấy không chủ trì thì thêm cột ấy vào sổ rồi chạy lại, hoặc sửa trong sổ.")
    value = "\n".join(task.whole[other] for task, is_moved in zip(found, moved, strict=True) if is_moved)
    said = Finding("V222", Severity.WARNING, known.origin.place(), message, hint, value)
    renamed = [
        _renamed(task, other, column.key) if is_moved else task for task, is_moved in zip(found, moved, strict=True)
    ]
    return renamed, (said,)


def _table(task: Task) -> tuple[str, str]:
    return task.origin.file, task.origin.sheet


def _renamed(task: Task, old: str, new: str) -> Task:
    texts, reaching = (
        {new if key == old else key: text for key, text in held.items()} for held in (task.texts, task.reaching)
    )
    return replace(task, texts=texts, reaching=reaching)


def left_out(place: Place, texts: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> Iterator[Finding]:
    """Columns with texts for which a register has no place, by their titles; many of them in one word (V249)."""
    if len(texts) > _FEW:
        named = ", ".join(f"{quote(one_line(titles.get(key, key)))} ({len(left)})" for key, left in texts.items())
        message = msg(
            "Sổ không có {so} cột có chữ ở tệp, số ô không được lấy ghi trong ngoặc: {cac}.", so=len(texts), cac=named
        )
        value = "\n".join(f"{one_line(titles.get(key, key))}: {text}" for key, left in texts.items() for text in left)
        hint = msg("Thêm những cột cần giữ vào sổ rồi chạy lại.")
        yield Finding("V249", Severity.WARNING, place, message, hint, value)
        return
    for key, left in texts.items():
        message = msg(
            "Sổ không có cột {cot}; {so} ô có chữ không được lấy.",
            cot=quote(one_line(titles.get(key, key))),
            so=len(left),
        )
        hint = msg("Thêm cột ấy vào sổ rồi chạy lại nếu cần.")
        yield Finding("V249", Severity.WARNING, place, message, hint, "\n".join(left))
