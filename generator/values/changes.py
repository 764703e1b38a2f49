"""What changed between two states of a register, task by task, field by field, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from generator.values import glossary
from generator.values.model import Citation, Column, Register, Task
from generator.values.pairing import paired
from generator.values.patterns import late
from generator.values.pieces import pieces
from generator.values.stretches import rising, stretches
from generator.values.text import day_as_said, one_line, quote


class ChangeKind(Enum):
    """What may change; the values are the words a user reads."""

    ADDED = "thêm"
    REMOVED = "bỏ"
    MERGED = "gộp"
    MOVED = "chuyển mục"
    PLACED = "chuyển chỗ"
    STATUS = "đổi trạng thái"
    EXTENDED = "lùi thời hạn"
    DEADLINE = "đổi thời hạn"
    CITED = "thêm văn bản"
    UNCITED = "bớt văn bản"
    TEXT = "sửa chữ"
    NUMBER = "đổi số"


class Change(Struct, frozen=True):
    """One change of one task: the column it is in, what stood there and what stands there now.

    `ma` is the id of the new task, with the old one's before it where that is another; `title` is the column's.
    `table` names the register where several are compared; `near`: the two tasks were paired by likeness alone.
    """

    kind: ChangeKind
    ma: str
    key: str = ""
    before: str = ""
    after: str = ""
    task: Task | None = None
    title: str = ""
    table: str = ""
    near: bool = False

    @property
    def said(self) -> str:
        """What changed, in the words that a user reads."""
        return f"{self.kind.value} (gần đúng)" if self.near else self.kind.value


class Words(Struct, frozen=True, dict=True):
    """A run of words that is in both texts (sign " "), only in the old one ("-") or only in the new one ("+")."""

    sign: str
    text: str


_IDS = late(r"[^\s,;]+")


def compare(old: Register, new: Register) -> tuple[Change, ...]:
    """Changes in the order of the new register, then what the old one alone has; in the columns that both have."""
    shared = {column.key for column in old.columns} & {column.key for column in new.columns}
    columns = [column for column in new.columns if column.key in shared - glossary.HIDDEN_KEYS]
    found = paired(old, new)
    pairs = found.tasks
    kept = {task.ma for task in pairs.values()}
    gone = [task for task in old.tasks if task.ma not in kept]
    into = _merged(gone, new)
    placed = _placed(old, new, pairs)
    changes: list[Change] = []
    for task in new.tasks:
        if task.ma in pairs:
            of_task = (*placed.get(task.ma, ()), *_of_task(pairs[task.ma], task, columns))
            changes += [replace(change, near=True) for change in of_task] if task.ma in found.near else of_task
        else:
            changes.append(Change(ChangeKind.ADDED, task.ma, after=task.text("noi_dung"), task=task))
    for task in gone:
        if other := into.get(task.ma):
            changes.append(Change(ChangeKind.MERGED, task.ma, "nguon", task.text("noi_dung"), other.ma, other))
        else:
            changes.append(Change(ChangeKind.REMOVED, task.ma, before=task.text("noi_dung"), task=task))
    return tuple(changes)


def _merged(gone: Sequence[Task], new: Register) -> Mapping[str, Task]:
    """By the id of an old task that is gone, the new one that says it comes of it (`nguon`)."""
    ids = {task.ma for task in gone}
    return {ma: task for task in new.tasks for ma in _IDS.findall(task.source) if ma in ids}


def _placed(old: Register, new: Register, pairs: Mapping[str, Task]) -> Mapping[str, tuple[Change, ...]]:
    """The tasks that stand elsewhere in their section, each with the one that it stood below and stands below."""
    then = {task.ma: at for at, task in enumerate(old.tasks)}
    stay = [task for task in new.tasks if task.ma in pairs and pairs[task.ma].section == task.section]
    still = {stay[at].ma for at in rising([then[pairs[task.ma].ma] for task in stay])}
    above = [dict(zip((task.ma for task in side.tasks), (None, *side.tasks), strict=False)) for side in (old, new)]
    return {
        task.ma: (
            Change(
                ChangeKind.PLACED,
                _both_ids(pairs[task.ma], task),
                "",
                _below(above[0][pairs[task.ma].ma]),
                _below(above[1][task.ma]),
                task,
            ),
        )
        for task in stay
        if task.ma not in still
    }


def _below(task: Task | None) -> str:
    return f"dưới {task.ma} {quote(task.text('noi_dung'))}" if task else "đầu bảng"


def _both_ids(old: Task, new: Task) -> str:
    return new.ma if old.ma == new.ma else f"{old.ma} → {new.ma}"


def _of_task(old: Task, new: Task, columns: Sequence[Column]) -> Iterator[Change]:
    ma = _both_ids(old, new)
    carried = _carried(old, new)
    if old.section and new.section and old.section != new.section:
        before, after = (" > ".join(task.section) for task in (old, new))
        yield Change(ChangeKind.MOVED, ma, "muc", before, after, new, "Mục")
    if old.status is not new.status and not (new.status is None and carried):
        before, after = (task.status.words if task.status else "" for task in (old, new))
        yield Change(ChangeKind.STATUS, ma, "trang_thai", before, after, new, glossary.titles()["trang_thai"])
    for column in columns:
        dated = column.key in glossary.DATE_KEYS
        before, after = (day_as_said(task.text(column.key), months=dated) for task in (old, new))
        if one_line(before) == one_line(after) or (carried and _of_last_period(column.key, after)):
            continue
        if column.key == "van_ban_chi_dao" and (cited := tuple(_citations(old, new, ma, column))):
            yield from cited
            continue
        yield Change(_kind(column.key, old, new), ma, column.key, before, after, new, column.title)


def _carried(old: Task, new: Task) -> bool:
    """Whether a task is the old one's at the start of the next period: what was reported stands as the last result."""
    last = "\n".join(text for key in (*glossary.RESULT_KEYS, "ket_qua") if (text := old.text(key)))
    status = old.status.words if old.status else ""
    said = [one_line(new.text(key)) for key in glossary.LAST_KEYS]
    return said == [one_line(last), one_line(status)]


def _of_last_period(key: str, after: str) -> bool:
    return key in glossary.LAST_KEYS or (not after and key in (*glossary.RESULT_KEYS, "ket_qua"))


def _kind(key: str, old: Task, new: Task) -> ChangeKind:
    if key != "thoi_han":
        return ChangeKind.NUMBER if key == "stt" else ChangeKind.TEXT
    due, later = old.deadline.due, new.deadline.due
    return ChangeKind.EXTENDED if due and later and later > due else ChangeKind.DEADLINE


def _citations(old: Task, new: Task, ma: str, column: Column) -> Iterator[Change]:
    """Documents by their identity (symbol and date); nothing where only their words changed."""
    before, after = _by_identity(old.citations), _by_identity(new.citations)
    for identity, cited in after.items():
        if identity not in before:
            yield Change(ChangeKind.CITED, ma, column.key, "", cited.verbatim, new, column.title)
    for identity, cited in before.items():
        if identity not in after:
            yield Change(ChangeKind.UNCITED, ma, column.key, cited.verbatim, "", new, column.title)


def _by_identity(citations: Sequence[Citation]) -> Mapping[object, Citation]:
    return {(cited.symbol or one_line(cited.verbatim), cited.dated): cited for cited in citations}


def words(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one, word by word, a number as a whole: what stayed, what went, what came."""
    old, new = pieces(before), pieces(after)
    runs: list[Words] = []
    for equal, a, b, c, d in stretches(old, new):
        if equal:
            runs.append(Words(" ", "".join(old[a:b])))
            continue
        runs += [Words("-", "".join(old[a:b]))] * (b > a) + [Words("+", "".join(new[c:d]))] * (d > c)
    return tuple(runs)


def counts(changes: Sequence[Change]) -> Mapping[ChangeKind, int]:
    """How many tasks changed in each way; a task counts once for each."""
    return {kind: len({(change.table, change.ma) for change in changes if change.kind is kind}) for kind in ChangeKind}
