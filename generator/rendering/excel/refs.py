"""Cell references after the table's body has grown and its columns have changed: one rule for everything that names
a cell — merges, print area, filters, validations, conditional formats, formulas of any sheet.

openpyxl's `insert_rows` leaves all of these where they were (traps.md 10).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.ooxml.cell_refs import GONE, LAST_COLUMN, LAST_ROW, End, column_letter, column_number, ends, in_formula


class Moves(Struct, frozen=True):
    """How the sheet of the table moves.

    The prototype rows `first`…`last` become `body` rows below `above` inserted ones. `starts` and `ends` give, for a
    column of the template, the new column where an area begins or ends that began or ended there; a column of the table
    (`left`…`right`) without one is gone.
    """

    first: int
    last: int
    above: int
    body: int
    starts: Mapping[int, int] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)
    shift: int = 0
    right: int = 0
    left: int = 1

    @property
    def body_first(self) -> int:
        """The first streamed row."""
        return self.first + self.above

    @property
    def body_last(self) -> int:
        """The last streamed row."""
        return self.body_first + self.body - 1

    def row(self, row: int, *, end: bool = False) -> int:
        """Where a row of the template is now; a row of the body is its first row or its last."""
        if row < self.first:
            return row
        if row > self.last:
            return min(row + self.body_last - self.last, LAST_ROW)
        return self.body_last if end else self.body_first

    def column(self, column: int, *, end: bool = False) -> int:
        """Where a column of the template is now."""
        if column > self.right:
            return min(column + self.shift, LAST_COLUMN)
        return (self.ends if end else self.starts).get(column, column)

    def area(self, ref: str, *, whole: bool = False) -> str:
        """`$B$9:$C$9` after the moves, `GONE` where all of its columns are gone.

        `whole`: a single cell of the body stands for its column of the body.
        """
        found = ends(ref)
        if found is None:
            return ref
        first, last = self._columns(found)
        if first is None or last is None:
            return GONE
        moved = [self._moved(found[0], first, end=False), self._moved(found[1], last, end=True)]
        if ":" not in ref:
            return ":".join(moved) if whole and moved[0] != moved[1] else moved[0]
        return ":".join(moved)

    def areas(self, sqref: str) -> str:
        """Areas separated by spaces, without those that are gone."""
        moved = (self.area(ref, whole=True) for ref in sqref.split())
        return " ".join(area for area in moved if area != GONE)

    def filter(self, ref: str) -> str:
        """An auto filter's area: its buttons stay on the row right above the body."""
        area = self.area(ref)
        start = re.match(r"(\$?[A-Z]+\$?)(\d+)", area)
        if start is None or int(start[2]) != self.first - 1:
            return area
        return f"{start[1]}{self.first - 1 + self.above}{area[start.end() :]}"

    def _columns(self, found: tuple[End, End]) -> tuple[int | None, int | None]:
        """The first and the last column of an area now, 0 for whole rows, None where the columns are gone.

        An area up to an edge of the table goes up to that edge, one of a single column stays one.
        """
        left, right = (column_number(one.column) for one in found)
        if left == right:
            gone = self.left <= left <= self.right and left not in self.starts
            one = None if gone else self.column(left)
            return one, one
        kept = [at for at in self.starts if left <= at <= right]
        inner = self.left < left <= self.right
        first = min((self.starts[at] for at in kept), default=None) if inner else self.column(left)
        inner = self.left <= right < self.right
        last = (
            max((self.ends[at] for at in kept), default=None) if inner else right + self.shift * (right >= self.right)
        )
        return first, last

    def _moved(self, at: End, number: int, *, end: bool) -> str:
        column = column_letter(min(number, LAST_COLUMN))
        if at.row is None:
            return str(replace(at, column=column))
        # Rows repeated on each page take the inserted rows with them.
        repeated = not at.column and end and at.row == self.first - 1
        return str(replace(at, column=column, row=at.row + self.above if repeated else self.row(at.row, end=end)))


def moved_formula(formula: str, moves: Moves, *, names: frozenset[str], renamed: str, here: bool) -> str:
    """A formula (`=…`) after the moves. `here`: it stands on the table's sheet, so that bare references mean it.

    `names` are the names the sheet is known by, `renamed` the one that stays.
    """
    return in_formula(formula, moves.area, sheets=names, own=here, renamed=renamed)


def same_row(formula: str, row: int, mark: str) -> str:
    """A formula of a prototype row with `mark` in place of its own row number, to be filled in for each row."""

    def marked(ref: str) -> str:
        return re.sub(rf"(?<![\w$])(\$?[A-Z]{{1,3}}){row}\b", lambda m: m[1] + mark, ref)

    return in_formula(formula, marked, sheets=None, own=True)
