"""The STT that new tasks get in a register: one without a number would be read as a part of the task above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from string import ascii_lowercase

from generator.values.model import Register, Task

_LAST = re.compile(r"\d+(?=\D*$)")


class NewNumbers:
    """Numbers of new rows, one register at a time, in the order in which the rows are written."""

    def __init__(self) -> None:
        # What was given so far, by register and the row below which it stands.
        self._given: dict[tuple[str, int], list[str]] = {}

    def of(self, register: Register, after: int, shown: str, *, printed: bool) -> str:
        """The STT of a new row below row `after`: as the edited file shows it (`shown`), where no other task has it, or
        the form prints the register's own numbers (`printed`); else the one that follows the task above, with a letter
        where the next task has that: 4, 4a, 5.

        Nothing in a register without numbers, and under a part of a task, which has none either.
        """
        tasks = [task for task in register.tasks if task.text("stt")]
        given = self._given.setdefault((register.origin.file, after), [])
        above = _last(register.tasks, after)
        if not tasks or (above is not None and not above.text("stt") and not shown):
            return ""
        number = shown if printed and shown else self._free(tasks, after, shown.strip().rstrip(".)"), given)
        given.append(number)
        return number

    def _free(self, tasks: Sequence[Task], after: int, shown: str, given: Sequence[str]) -> str:
        taken = {task.text("stt") for task in tasks}.union(given, *self._given.values())
        if shown and shown not in taken:
            return shown
        numbered = _last(tasks, after)
        before = given[-1] if given else numbered.text("stt") if numbered else ""
        below = next((task.text("stt") for task in tasks if task.origin.row > after), "")
        following = _LAST.sub(lambda match: str(int(match[0]) + 1), before)
        if following not in ("", before, below) and following not in given:
            return following
        stem = (before or below).rstrip(ascii_lowercase)
        letters = (f"{stem}{letter}" for letter in ascii_lowercase)
        return next(chain((one for one in letters if one not in taken), (stem,)))


def _last(tasks: Sequence[Task], after: int) -> Task | None:
    return next((task for task in reversed(tasks) if task.origin.row <= after), None)
