"""Columns that edited files add to a table of the data: each at its end, the same one for all copies that name it."""

from __future__ import annotations

from collections import defaultdict

from generator.values.model import Register


class NewColumns:
    """The letters of the columns that the copies of one call add, by table and key."""

    def __init__(self) -> None:
        """No column yet."""
        self._letters: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)

    def of(self, register: Register, key: str) -> tuple[str, bool]:
        """The letter of a column, and whether it is asked for the first time: then its title is still to be written."""
        letters = self._letters[register.origin.file, register.origin.sheet]
        if key in letters:
            return letters[key], False
        taken = [*letters.values(), *(column.letter for column in register.columns)]
        letters[key] = _next(max(taken, key=lambda letter: (len(letter), letter)))
        return letters[key], True


def _next(letter: str) -> str:
    """The column after one: Z -> AA, AZ -> BA."""
    if letter[-1:] != "Z":
        return letter[:-1] + chr(ord(letter[-1]) + 1) if letter else "A"
    return f"{_next(letter[:-1])}A"
