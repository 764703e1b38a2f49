"""The STT that new tasks get in a register: one without a number would be read as a part of the task above."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import takewhile
from string import ascii_lowercase

from generator.values.model import Register
from generator.values.patterns import late

_LAST, _LETTER = late(r"\d+$"), late(r"(?<=\d)[a-zđ]$")
_MARKS = ".)"


class NewNumbers:
    """The numbers of one register, those of new rows among them, which are given in the order they are written in."""

    def __init__(self, register: Register) -> None:
        """The register as it is."""
        # Rows with their numbers, without the mark behind these; a new one has the row below which it stands.
        self._rows = [(task.origin.row, task.text("stt").rstrip(_MARKS)) for task in register.tasks]
        first = next(filter(None, (task.text("stt") for task in register.tasks)), "")
        self._begin = first.rstrip(_MARKS)
        self._mark = first.removeprefix(self._begin)

    def of(self, after: int, shown: str, *, printed: bool) -> str:
        """The STT of a new row below row `after`: as the edited file shows it (`shown`), where no other task has it, or
        the form prints the register's own numbers (`printed`); else the one that follows the task above, with a letter
        where the next task has that: 4, 4a, 5.

        Nothing in a register without numbers, and under a part of a task, which has none either.
        """
        at = bisect_right(self._rows, after, key=lambda row: row[0])
        under_a_part = at > 0 and not self._rows[at - 1][1]
        if not self._begin or (under_a_part and not shown):
            return ""
        bare = shown.strip().rstrip(_MARKS)
        number = bare if printed and bare else self._free(at, bare)
        self._rows.insert(at, (after, number))
        return shown if printed and bare else f"{number}{self._mark}"

    def _free(self, at: int, shown: str) -> str:
        numbers = [number for _, number in self._rows]
        if shown and shown not in numbers:
            return shown
        above, below = numbers[:at][::-1], numbers[at:]
        before = next(filter(None, above), "")
        stem = _LETTER.sub("", before)
        following = _LAST.sub(lambda match: str(int(match[0]) + 1).zfill(len(match[0])), stem)
        if following != stem and following not in (*self._run(above), *self._run(below)):
            return following
        stem = (before or next(filter(None, below), "")).rstrip(ascii_lowercase)
        return next((one for letter in ascii_lowercase if (one := f"{stem}{letter}") not in numbers), stem)

    def _run(self, numbers: Iterable[str]) -> Iterator[str]:
        """The numbers up to where the register begins to count anew."""
        return takewhile(lambda number: number != self._begin, numbers)
