"""Which task of one register is which of another: by id where both are states of one register, else by its words.

Likeness alone pairs no two tasks whose texts name different documents or days (`values.named`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping

from msgspec import Struct

from generator.values.model import Register, Task
from generator.values.named import may_be_one
from generator.values.text import fold, one_line

# From this share of common letters on, two tasks of one id are one that was edited.
EDITED = 60.0
# The same of two ids.
NEARLY = 90.0
# As many letters at its beginning an edited text keeps.
_BEGINNING = 40
# What a task was given with: of several with the same words the one whose order it was.
_ORDERED = ("van_ban_chi_dao", "don_vi_thuc_hien", "chu_tri", "phoi_hop", "thoi_han")


class Paired(Struct, frozen=True):
    """The old task of each new one's id, where there is one; `near` are the ids of those found by likeness alone."""

    tasks: Mapping[str, Task]
    near: frozenset[str] = frozenset()


def paired(old: Register, new: Register) -> Paired:
    """Which old task each new one is.

    Ids that were given stay a task's own for good, so they decide. Those that a register without ids gets for one run
    shift when a row is put in, and two offices may give the same ids to other tasks: there the same words decide, in
    their order; what was edited is then found by its id, where the ids of the two are of one numbering.
    """
    before = {task.ma: task for task in old.tasks}
    one_numbering = _one_numbering(before, new)
    if one_numbering and _given(old) and _given(new):
        return Paired({task.ma: before[task.ma] for task in new.tasks if task.ma in before})
    pairs: dict[str, Task] = {}
    for key in (_id_and_words, _order_and_words, _words):
        _by(key, old, new, pairs)
    sure = frozenset(pairs)
    _by_near_words(old, new, pairs)
    if one_numbering:
        left = {task.ma: task for task in _left(old, pairs)}
        edited = (task for task in new.tasks if task.ma in left and task.ma not in pairs)
        pairs |= {task.ma: left[task.ma] for task in edited if _edited(left[task.ma], task)}
    return Paired(pairs, frozenset(pairs) - sure)


def _by(key: Callable[[Task], Hashable], old: Register, new: Register, pairs: dict[str, Task]) -> None:
    """Pairs of the same key among tasks that have none yet, in their order."""
    left: dict[Hashable, deque[Task]] = defaultdict(deque)
    for task in _left(old, pairs):
        left[key(task)].append(task)
    for task in new.tasks:
        if task.ma not in pairs and (same := left.get(key(task))):
            pairs[task.ma] = same.popleft()


def _id_and_words(task: Task) -> Hashable:
    return task.ma, _words(task)


def _order_and_words(task: Task) -> Hashable:
    return tuple(one_line(task.text(key)) for key in _ORDERED), _words(task)


def _by_near_words(old: Register, new: Register, pairs: dict[str, Task]) -> None:
    """The same for texts that begin alike: of one the other is the beginning, or they differ in little."""
    left: dict[str, list[Task]] = defaultdict(list)
    for task in _left(old, pairs):
        left[_words(task)[:_BEGINNING]].append(task)
    for task in new.tasks:
        words = _words(task)
        alike = left.get(words[:_BEGINNING], []) if task.ma not in pairs and len(words) >= _BEGINNING else []
        near = next((was for was in alike if _near(was, task)), None)
        if near is not None:
            alike.remove(near)
            pairs[task.ma] = near


def _left(old: Register, pairs: Mapping[str, Task]) -> list[Task]:
    taken = {task.ma for task in pairs.values()}
    return [task for task in old.tasks if task.ma not in taken]


def _near(was: Task, task: Task) -> bool:
    one, other = _words(was), _words(task)
    alike = one.startswith(other) or other.startswith(one) or _alike(one, other, NEARLY)
    return alike and _may_be_one(was, task)


def _may_be_one(was: Task, task: Task) -> bool:
    return may_be_one(was.text("noi_dung"), task.text("noi_dung"))


def _one_numbering(before: Mapping[str, Task], new: Register) -> bool:
    """Whether the ids that two registers share name the same tasks: most of them do."""
    shared = [(before[task.ma], task) for task in new.tasks if task.ma in before]
    return 2 * sum(_edited(was, task) for was, task in shared) >= len(shared)


def _given(register: Register) -> bool:
    return any(task.text("ma") for task in register.tasks)


def _words(task: Task) -> str:
    return fold(task.text("noi_dung"))


def _edited(was: Task, task: Task) -> bool:
    # Most rows of a report are those of the month before, word for word.
    same = was.text("noi_dung") == task.text("noi_dung") != ""
    return same or (_alike(_words(was), _words(task), EDITED) and _may_be_one(was, task))


def _alike(one: str, other: str, least: float) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=least) > 0
