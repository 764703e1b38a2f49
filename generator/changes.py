"""What changed between two states of a register, task by task: by id, field by field, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from generator import glossary
from generator.model import Citation, Register, Task
from generator.text import one_line


class ChangeKind(Enum):
    """What may change; the values are the words a user reads."""

    ADDED = "thêm"
    REMOVED = "bỏ"
    MERGED = "gộp"
    MOVED = "chuyển mục"
    STATUS = "đổi trạng thái"
    EXTENDED = "lùi thời hạn"
    DEADLINE = "đổi thời hạn"
    CITED = "thêm văn bản"
    UNCITED = "bớt văn bản"
    TEXT = "sửa chữ"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one task: the column it is in, what stood there and what stands there now."""

    kind: ChangeKind
    ma: str
    key: str = ""
    before: str = ""
    after: str = ""
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that is in both texts (sign " "), only in the old one ("-") or only in the new one ("+")."""

    sign: str
    text: str


_WORD = re.compile(r"\s+|\S+")
_IDS = re.compile(r"[^\s,;]+")


def compare(old: Register, new: Register) -> tuple[Change, ...]:
    """Changes in the order of the new register, then what the old one alone has; in the columns that both have."""
    shared = {column.key for column in old.columns} & {column.key for column in new.columns}
    keys = [column.key for column in new.columns if column.key in shared - glossary.HIDDEN_KEYS]
    before = {task.ma: task for task in old.tasks}
    after = {task.ma: task for task in new.tasks}
    into = {ma: task for task in new.tasks for ma in _IDS.findall(task.source) if ma in before and ma not in after}
    changes: list[Change] = []
    for task in new.tasks:
        if task.ma in before:
            changes += _of_task(before[task.ma], task, keys)
        else:
            changes.append(Change(ChangeKind.ADDED, task.ma, after=task.text("noi_dung"), task=task))
    for task in old.tasks:
        if task.ma in into:
            changes.append(
                Change(ChangeKind.MERGED, task.ma, "nguon", task.text("noi_dung"), into[task.ma].ma, into[task.ma])
            )
        elif task.ma not in after:
            changes.append(Change(ChangeKind.REMOVED, task.ma, before=task.text("noi_dung"), task=task))
    return tuple(changes)


def _of_task(old: Task, new: Task, keys: Sequence[str]) -> Iterator[Change]:
    if old.section != new.section:
        yield Change(ChangeKind.MOVED, new.ma, "muc", " > ".join(old.section), " > ".join(new.section), new)
    if old.status is not new.status:
        names = [task.status.words if task.status else "" for task in (old, new)]
        yield Change(ChangeKind.STATUS, new.ma, "trang_thai", names[0], names[1], new)
    for key in keys:
        before, after = old.text(key), new.text(key)
        if one_line(before) == one_line(after):
            continue
        if key == "van_ban_chi_dao" and (cited := tuple(_citations(old, new))):
            yield from cited
            continue
        yield Change(_kind(key, old, new), new.ma, key, before, after, new)


def _kind(key: str, old: Task, new: Task) -> ChangeKind:
    if key != "thoi_han":
        return ChangeKind.TEXT
    due, later = old.deadline.due, new.deadline.due
    return ChangeKind.EXTENDED if due and later and later > due else ChangeKind.DEADLINE


def _citations(old: Task, new: Task) -> Iterator[Change]:
    """Documents by their identity (symbol and date); nothing where only their words changed."""
    before, after = _by_identity(old.citations), _by_identity(new.citations)
    for identity, cited in after.items():
        if identity not in before:
            yield Change(ChangeKind.CITED, new.ma, "van_ban_chi_dao", "", cited.verbatim, new)
    for identity, cited in before.items():
        if identity not in after:
            yield Change(ChangeKind.UNCITED, new.ma, "van_ban_chi_dao", cited.verbatim, "", new)


def _by_identity(citations: Sequence[Citation]) -> Mapping[object, Citation]:
    return {(cited.symbol or one_line(cited.verbatim), cited.dated): cited for cited in citations}


def words(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one, word by word: what stayed, what went, what came."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words(" ", "".join(old[a:b])))
            continue
        runs += [Words("-", "".join(old[a:b]))] * (b > a) + [Words("+", "".join(new[c:d]))] * (d > c)
    return tuple(runs)


def counts(changes: Sequence[Change]) -> Mapping[ChangeKind, int]:
    """How many tasks changed in each way; a task counts once for each."""
    return {kind: len({change.ma for change in changes if change.kind is kind}) for kind in ChangeKind}
