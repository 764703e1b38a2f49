"""Columns that edited files add to a table of the data: each at its end, the same one for all copies that name it."""

from __future__ import annotations

from collections import defaultdict

from generator.ooxml.cell_refs import column_letter, column_number
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
        letters[key] = column_letter(max(map(column_number, taken)) + 1)
        return letters[key], True
