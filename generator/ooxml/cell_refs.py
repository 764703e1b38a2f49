"""References to cells: `A2:C10`, `$B$7`, `3:5`, and the formulas that hold them, when rows or columns move.

What is a reference in a formula, and which sheet it means, is told here alone, with openpyxl's tokens; how it moves,
by who moves the cells: rows that come in, go or change places (here), a table that grows (`rendering/excel/refs`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.values.patterns import late

# Programs write what they are given: "=b5" is B5.
_END = late(r"(\$?)([A-Za-z]{1,3})?(\$?)([0-9]{1,7})?")
_CELL = late(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKS_OUT = late(r"\b(?:INDIRECT|OFFSET)\(")
# "'Tháng 1:Tháng 3'!B5": of a row of sheets.
_OF_SHEETS = late(r":(?:[^!'\"(),;+\-*/^&=<>:\s]+|[^!'\"]*')!")
GONE = "#REF!"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class End(Struct, frozen=True):
    """One end of a reference: column (letters) and row, each with its mark `$`; a whole row has no column."""

    column_mark: str
    column: str
    row_mark: str
    row: int | None

    def __str__(self) -> str:
        """As formulas write it."""
        return f"{self.column_mark}{self.column}{self.row_mark}{'' if self.row is None else self.row}"


def ends(ref: str) -> tuple[End, End] | None:
    """The two ends of a reference, the same one twice of a cell; None where it is none (a name, an error)."""
    first, _, last = ref.partition(":")
    found = [_END.fullmatch(text) for text in (first, last or first)]
    # "TEN" alone is a name, no column.
    enough = any if last else all
    made = [_end(match) for match in found if match is not None and enough((match[2], match[4]))]
    if len(made) != len(found) or any(column_number(end.column) > LAST_COLUMN for end in made):
        return None
    return made[0], made[1]


def _end(match: re.Match[str]) -> End:
    # "$3" alone: the mark stands before the row.
    marks = (match[1], match[3]) if match[2] else ("", match[1] or match[3])
    return End(marks[0], (match[2] or "").upper(), marks[1], int(match[4]) if match[4] else None)


def in_formula(
    formula: str, change: Callable[[str], str], *, sheets: Collection[str] | None, own: bool, renamed: str = ""
) -> str:
    """A formula (with its `=` or without) whose references to one of these sheets (None: any) `change` has said anew.

    `own` where the formula stands in such a sheet itself, so that bare references mean it; `renamed`: the name under
    which the sheet goes on. What is no formula stays as it is.
    """
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token, TokenizerError

    bare = formula.removeprefix("=")
    try:
        tokens = Tokenizer(f"={bare}").items
    except TokenizerError:
        return formula
    made = (
        _moved(token.value, change, sheets, own, renamed)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
        else token.value
        for token in tokens
    )
    return formula[: len(formula) - len(bare)] + "".join(made)


def _moved(ref: str, change: Callable[[str], str], sheets: Collection[str] | None, own: bool, renamed: str) -> str:
    name, mark, area = ref.rpartition("!")
    if not mark:
        return change(area) if own else ref
    if sheets is not None and _unquoted(name).casefold() not in map(str.casefold, sheets):
        return ref
    return f"{quoted(renamed) if renamed else name}!{change(area)}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _unquoted(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") and name.endswith("'") else name


def may_mean(formula: str, cells: Collection[tuple[int, int]] | None, *, sheet: str, own: bool) -> bool:
    """Whether a formula may mean one of these cells (row and column; None: any) of a sheet; one that says by a name, or
    works out, what it means, or means several sheets, may mean any.
    """
    if _WORKS_OUT.search(formula.upper()) or _OF_SHEETS.search(formula):
        return True
    found: list[bool] = []

    def look(ref: str) -> str:
        at = ends(ref)
        found.append(at is None or cells is None or any(_covers(at, row, column) for row, column in cells))
        return ref

    def look_for_names(ref: str) -> str:
        found.append(ends(ref) is None)
        return ref

    in_formula(formula, look, sheets=(sheet,), own=own)
    in_formula(formula, look_for_names, sheets=(), own=not own)
    return any(found)


def _covers(at: tuple[End, End], row: int, column: int) -> bool:
    (top, bottom), (left, right) = ([one.row for one in at], [column_number(one.column) for one in at])
    return (top is None or bottom is None or top <= row <= bottom) and (not left or left <= column <= right)


def shifted_row(row: int, at: int, by: int) -> int | None:
    """Where a row stands after `by` rows came in below row `at`, or row `at` went (`by` -1, then None for itself)."""
    if by < 0 and row == at:
        return None
    return row + by if row > at else row


def shifted_ref(ref: str, at: int, by: int, *, joined: bool = False) -> str:
    """One reference or range (`A1`, `A1:B2`, several by spaces), in the same sheet; `joined` where its cells are one,
    which takes no row in that comes below it."""
    return " ".join(filter(None, (_shifted_range(part, at, by, joined=joined) for part in ref.split())))


def _shifted_range(ref: str, at: int, by: int, *, joined: bool = False) -> str:
    found = ends(ref)
    if found is None or found[0].row is None or found[1].row is None:
        return ref
    top, bottom = found[0].row, found[1].row
    colon = ":" in ref
    if by < 0:
        if top == bottom == at:
            return ""
        top, bottom = top - (top > at), bottom - (bottom >= at)
    else:
        # A range that ends in the row above grows with it, as in Excel when a row is put in inside a table.
        grows = colon and not joined and bottom == at > top
        top, bottom = top + by * (top > at), bottom + by * (bottom > at or grows)
    return _written(found, top, bottom, colon=colon)


def _written(found: tuple[End, End], top: int, bottom: int, *, colon: bool) -> str:
    first, last = replace(found[0], row=top), replace(found[1], row=bottom)
    return f"{first}:{last}" if colon else str(first)


def reordered_ref(ref: str, places: Mapping[int, int], *, joined: bool) -> str:
    """One reference or range after rows changed places: `places` from where to where.

    A range that would fall apart spreads over all of its rows; where they are `joined`, raises RowsJoinedError.
    """
    return " ".join(_reordered_range(part, places, joined=joined) for part in ref.split())


def _reordered_range(ref: str, places: Mapping[int, int], *, joined: bool) -> str:
    found = ends(ref)
    if found is None or found[0].row is None or found[1].row is None:
        return ref
    top, bottom = found[0].row, found[1].row
    if not places or (top <= min(places) and bottom >= max(places)):
        return ref
    rows = [places.get(row, row) for row in range(top, bottom + 1)]
    if joined and max(rows) - min(rows) != bottom - top:
        raise RowsJoinedError(ref)
    return _written(found, min(rows), max(rows), colon=":" in ref)


class RowsJoinedError(Exception):
    """Rows that something holds together cannot be moved apart."""


def without_rows(ref: str, gone: Sequence[int]) -> str:
    """One reference or range (several by spaces) after the rows `gone` (in order) went; empty where nothing is left."""
    return " ".join(filter(None, (_range_without(part, gone) for part in ref.split())))


def _range_without(ref: str, gone: Sequence[int]) -> str:
    found = ends(ref)
    if found is None or found[0].row is None or found[1].row is None:
        return ref
    top = found[0].row - bisect_left(gone, found[0].row)
    bottom = found[1].row - bisect_right(gone, found[1].row)
    return _written(found, top, bottom, colon=":" in ref) if bottom >= top else ""


def formula_without_rows(formula: str, gone: Sequence[int], *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` went; `own` where the formula stands in that sheet itself."""
    return in_formula(formula, lambda ref: _range_without(ref, gone) or GONE, sheets=(sheet,), own=own)


def shifted_formula(formula: str, at: int, by: int, *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` moved; `own` where the formula stands in that sheet itself."""
    return in_formula(formula, lambda ref: _shifted_range(ref, at, by) or GONE, sheets=(sheet,), own=own)


def reordered_formula(formula: str, places: Mapping[int, int], *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` changed places. Raises RowsJoinedError where a range of it would fall apart."""
    return in_formula(formula, lambda ref: _reordered_range(ref, places, joined=True), sheets=(sheet,), own=own)


def copied_formula(formula: str, rows: int, columns: int) -> str:
    """A formula as a cell so many rows below and columns to the right says it: what has no `$` goes along."""

    def copied(ref: str) -> str:
        found = [_copied(end, rows, columns) for end in ends(ref) or ()]
        if not found:
            return ref
        return GONE if None in found else ":".join(map(str, found if ":" in ref else found[:1]))

    return in_formula(formula, copied, sheets=None, own=True)


def _copied(end: End, rows: int, columns: int) -> End | None:
    row = end.row + rows if end.row is not None and not end.row_mark else end.row
    column = column_number(end.column) + columns if end.column and not end.column_mark else None
    if (row is not None and not 0 < row <= LAST_ROW) or (column is not None and not 0 < column <= LAST_COLUMN):
        return None
    return replace(end, row=row, column=end.column if column is None else column_letter(column))


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """1 -> A, 27 -> AA. (openpyxl has the same; importing it takes longer than a whole start.)"""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def position(ref: str) -> tuple[int, int] | None:
    """Row and column from 1 of a cell `B7`; None where no sheet has such a cell."""
    match = _CELL.fullmatch(ref)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None
