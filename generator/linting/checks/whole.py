"""A table as a whole: cells blank where the rows beside have them, numbers of rows that its texts name (L4xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.linting.check import WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.counts import OF_A_STATE
from generator.values.findings import msg
from generator.values.model import Dossier, Register, Selection, Task
from generator.values.patterns import late
from generator.values.registers import shown
from generator.values.text import quote

# A column is filled by rule where at least so many rows have it, and so many times as many as lack it.
_FILLED, _TO_ONE = 7, 7
_KEPT = ("san_pham", "thoi_han")
_COUNTED = late(
    r"\b(?:gồm|có|tổng\s+(?:cộng|số)|(?:giao|phân\s+công)(?=\s+\d+\s+nhiệm\s+vụ\s+cho\s+các\b))\s+"
    r"(?:tổng\s+(?:cộng|số)\s+)?(?P<count>\d{1,4})\s+(?:nội dung\s*,\s*)?nhiệm vụ\b"
    rf"(?!\s*(?:trọng tâm|và)|{OF_A_STATE})"
    r"|(?<![\d/.,])(?P<listed>\d{1,4})\s+nhiệm vụ\s+(?:cụ thể\s+)?(?:tại|theo|trong|ở|nêu tại)\s+(?:biểu|bảng|phụ lục)",
    re.IGNORECASE,
)


@check("L414", WARNING, "Ô trống nơi các dòng khác đều có",
       why="Cột mà gần như dòng nào cũng điền thì ô trống là ô quên điền: việc không có sản phẩm, không có hạn.",
       wrong="Cột “Sản phẩm”: 20 dòng có, một dòng trống", right="Mỗi nhiệm vụ một sản phẩm")  # fmt: skip
def blank_beside_filled(checked: Checked) -> Iterator[Doubt]:
    for register in checked.registers:
        for column in register.columns:
            blank = blank_cells(register, column.key) if column.key in _KEPT else ()
            for task in (task for task in blank if id(task) not in checked.shifted):
                yield Doubt(task.origin.place(column.key),
                            msg("Cột “{cot}” để trống, các dòng khác đều có.", cot=column.title), "",
                            task.text("noi_dung"), msg("Điền, hoặc ghi vì sao không có."))  # fmt: skip


def blank_cells(register: Register, key: str) -> tuple[Task, ...]:
    """The tasks that lack what nearly all others have; none where that is not so, or where one cell spans rows."""
    tasks = [task for task in register.tasks if not task.parent]
    blank = [task for task in tasks if not task.text(key).strip() and not _over(register, key, task)]
    filled = sum(bool(task.text(key).strip()) for task in tasks)
    return tuple(blank) if filled >= max(_FILLED, _TO_ONE * len(blank)) else ()


def _over(register: Register, key: str, task: Task) -> bool:
    """Whether a cell joined over rows covers a task's cell in a column, or the task's row has none there."""
    row = register.layout.by_number.get(task.origin.row) if register.layout else None
    if register.layout is None or row is None or key not in register.layout.columns:
        return False
    at = register.layout.columns.index(key)
    return not any(cell.column == at and cell.columns == 1 for cell in row.cells)


@check("L415", WARNING, "Số nhiệm vụ nêu trong lời văn khác số dòng của bảng",
       why="Văn bản nói gồm bao nhiêu nhiệm vụ thì bảng kèm theo phải có đúng bấy nhiêu.",
       wrong="“gồm 85 nhiệm vụ”, bảng có 80 dòng", right="“gồm 80 nhiệm vụ”")  # fmt: skip
def count_of_tasks(checked: Checked) -> Iterator[Doubt]:
    counts = _counts(checked)
    for passage in checked.passages if counts else ():
        if passage.document is None or passage.key == "can_cu":
            continue
        for match in _COUNTED.finditer(passage.text):
            said = int(match["count"] or match["listed"])
            if said not in counts:
                yield Doubt(passage.place, msg("{chu}: bảng có {so} nhiệm vụ.", chu=quote(match[0]), so=max(counts)),
                            passage.text, "", msg("Đếm lại, sửa số hoặc thêm dòng thiếu."))  # fmt: skip


def _counts(checked: Checked) -> frozenset[int]:
    """The numbers by which the dossier's one table may be counted: its tasks, those that are no part of another, those
    with a number, the last number; none where there are more tables, or it prints but some rows."""
    if len(checked.registers) != 1 or not checked.documents or _selects(checked.dossier):
        return frozenset()
    tasks = checked.registers[0].tasks
    numbers = [int(text) for task in tasks if (text := task.text("stt").strip().rstrip(".")).isdecimal()]
    whole = sum(not task.parent for task in tasks)
    return frozenset((len(tasks), whole, len(numbers), max(numbers, default=0)))


def _selects(dossier: Dossier) -> bool:
    """Whether a table of a dossier prints but some of the rows."""
    return any(one.spec is not None and one.spec.selection != Selection() for one in shown(dossier))


CHECKS = checks_in(globals())
