"""How many tasks a text says there are, and in which state; and how many a table has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.linting.passages import Passage
from generator.values.model import DeadlineKind, Status, Task
from generator.values.patterns import late

_NUMBER = r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,4})(?![\d/]|[.,]\d|\s*%)"
# Of tasks that are counted by their state this is said behind them: "có 13 nhiệm vụ đã hoàn thành".
OF_A_STATE = r"\s+(?:đã|đang|chưa|hoàn thành|quá hạn|chậm|trong hạn|đến hạn|(?:thực hiện )?thường xuyên)\b"
_WHOLE = late(
    rf"(?:tổng (?:số|cộng)|(?:được )?giao|theo dõi|gồm|có)(?:(?!hoàn thành|đang |chưa |quá hạn)[^.;\d]){{0,40}}?"
    rf"\b{_NUMBER}\s+nhiệm vụ(?!{OF_A_STATE})"
    rf"|(?:^|(?<=[.;]\s))trong\s+(?:tổng số\s+)?{_NUMBER.replace('<n>', '<k>')}\s+nhiệm vụ\b(?!{OF_A_STATE})"
    rf"|tổng số nhiệm vụ[^.;\d]{{0,40}}?\b{_NUMBER.replace('<n>', '<m>')}",
    re.IGNORECASE,
)
_STATES = {
    "DONE": r"(?:đã )?hoàn thành",
    "RUNNING": r"đang (?:triển khai|thực hiện)",
    "RECURRING": r"(?:thực hiện )?thường xuyên",
    "OPEN": r"chưa (?:hoàn thành|thực hiện|triển khai)",
    "LATE": r"quá hạn|chậm tiến độ",
}
_SAID = "|".join(rf"(?P<{key}>{words})" for key, words in _STATES.items())
# “đã hoàn thành 412 nhiệm vụ”, “hoàn thành: 412”, “412 nhiệm vụ đã hoàn thành”, “412 đã hoàn thành”.
_BEFORE = late(rf"(?<!\w)(?:{_SAID})\s*(?::|là|được)?\s*{_NUMBER}(?=\s*(?:nhiệm vụ|[;,.()]|và\b|$))", re.IGNORECASE)
_AFTER = late(
    rf"(?<![\d/.,])(?<!tháng )(?<!ngày )(?<!năm ){_NUMBER}\s+(?:nhiệm vụ\s+)?(?:{_SAID})"
    r"(?=\s*(?:nhiệm vụ\b|[;,.()]|và\b|$))",
    re.IGNORECASE,
)
# “hoàn thành 19/30 nhiệm vụ” says the whole too.
_SHARE = late(rf"(?<!\w)(?:{_SAID})\s*:?\s*(?P<n>\d{{1,4}})/(?P<whole>\d{{1,4}})\s+nhiệm vụ", re.IGNORECASE)
# A sentence that counts but some of the tasks.
_SOME = late(
    r"\b(?:của|thuộc|trong (?:tháng|quý|kỳ|tuần)|do|chủ trì|nhóm|lĩnh vực|mục|kỳ trước|tháng trước|mới|trong hạn|"
    r"đúng hạn|sớm hạn|trước hạn|có thêm|tăng|giảm)\b",
    re.IGNORECASE,
)
# As many texts below the one that says the whole may say its parts.
REACH = 8


class Said(Struct, frozen=True):
    """A number of tasks that a text says: as it is written, what it counts (empty: all), where."""

    number: int
    of: str
    words: str
    passage: Passage


def said_in(passages: Sequence[Passage], whole: int) -> Iterator[Said]:
    """The states that texts say of as many tasks as `whole`: in the text that says so, and in those right below it."""
    left = 0
    for passage in passages:
        total = whole_in(passage.text)
        if total is not None:
            left = REACH if total == whole else 0
        elif left:
            left -= 1
        yield from _states_in(passage, whole, told=left > 0)


def whole_in(text: str) -> int | None:
    """How many tasks a text says there are in all."""
    match = _WHOLE.search(text)
    return _int(match["n"] or match["k"] or match["m"]) if match and not _SOME.search(text[: match.start()]) else None


def _states_in(passage: Passage, whole: int, *, told: bool) -> Iterator[Said]:
    for sentence in re.split(r"(?<=[.;])\s+|\n", passage.text):
        text = _WHOLE.sub("", sentence)
        if _SOME.search(text):
            continue
        taken: list[tuple[int, int]] = []
        shares = [match for match in _SHARE.finditer(text) if int(match["whole"]) == whole]
        others = (*_BEFORE.finditer(text), *_AFTER.finditer(text)) if told else ()
        for match in (*shares, *others):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                state = next(key for key in _STATES if match[key])
                yield Said(_int(match["n"]), state, match[0].strip(), passage)


def _int(text: str) -> int:
    return int(text.replace(".", ""))


def counted(tasks: Sequence[Task], day: date) -> Mapping[str, tuple[int, ...]]:
    """How many tasks there are in each state on a day, in each way in which people count them, the plainest first."""
    whole = [task for task in tasks if not task.parent]
    ways = [_count(some, day) for some in ((tasks, whole) if len(whole) != len(tasks) else (tasks,))]
    return {key: tuple(dict.fromkeys(number for way in ways for number in way[key])) for key in ways[0]}


def _count(tasks: Sequence[Task], day: date) -> Mapping[str, tuple[int, ...]]:
    states = [task.status for task in tasks]
    done, running, left = (states.count(one) for one in (Status.DONE, Status.RUNNING, Status.OPEN))
    rest = [task for task in tasks if task.status is not Status.DONE]
    # What never ends: by its column, by its deadline, by either.
    by_column = [task for task in rest if task.status is Status.RECURRING]
    by_deadline = [task for task in rest if task.deadline.kind is DeadlineKind.RECURRING]
    either = [task for task in rest if _recurs(task)]
    recurring = (len(by_column), len(by_deadline), len(either))
    late = [task for task in rest if (due := task.deadline.due) and due < day]
    ended = [task for task in late if not _recurs(task)]
    overdue = (len(late), len(ended), sum(not task.deadline.days for task in ended))
    without = [len(rest) - number for number in (0, *recurring)]
    return {
        "": (len(tasks),),
        "DONE": (done,),
        "RUNNING": (running, *(running + number for number in recurring), *without,
                    *(number - later for number in without for later in overdue)),
        "RECURRING": recurring,
        "OPEN": (left, left + running, *without, *overdue),
        "LATE": (*overdue, left),
    }  # fmt: skip


def _recurs(task: Task) -> bool:
    return task.status is Status.RECURRING or task.deadline.kind is DeadlineKind.RECURRING
