"""References to cells when rows come in or go: `A2:C10`, `$B$7`, and formulas that hold them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

_REF = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})")
_FORMULA = re.compile(
    r'"(?:[^"]|"")*"'  # text
    r"|(?P<sheet>'(?:[^']|'')+'!|[\w.]+!)?(?P<ref>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(.])"
)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
GONE = "#REF!"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def shifted_row(row: int, at: int, by: int) -> int | None:
    """Where a row stands after `by` rows came in below row `at`, or row `at` went (`by` -1, then None for itself)."""
    if by < 0 and row == at:
        return None
    return row + by if row > at else row


def shifted_ref(ref: str, at: int, by: int) -> str:
    """One reference or range (`A1`, `A1:B2`, several by spaces), in the same sheet."""
    return " ".join(filter(None, (_shifted_range(part, at, by) for part in ref.split())))


def _shifted_range(ref: str, at: int, by: int) -> str:
    first, colon, last = ref.partition(":")
    start, end = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if start is None or end is None:
        return ref
    top, bottom = int(start[4]), int(end[4])
    if by < 0:
        if top == bottom == at:
            return ""
        top, bottom = top - (top > at), bottom - (bottom >= at)
    else:
        # A range that ends in the row above grows with it, as in Excel when a row is put in inside a table.
        top, bottom = top + by * (top > at), bottom + by * (bottom > at or (bool(colon) and bottom == at > top))
    made = f"{start[1]}{start[2]}{start[3]}{top}"
    return f"{made}:{end[1]}{end[2]}{end[3]}{bottom}" if colon else made


def reordered_ref(ref: str, places: Mapping[int, int], *, joined: bool) -> str:
    """One reference or range after rows changed places: `places` from where to where.

    A range that would fall apart spreads over all of its rows; where they are `joined`, raises RowsJoinedError.
    """
    return " ".join(_reordered_range(part, places, joined=joined) for part in ref.split())


def _reordered_range(ref: str, places: Mapping[int, int], *, joined: bool) -> str:
    first, colon, last = ref.partition(":")
    start, end = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if start is None or end is None:
        return ref
    top, bottom = int(start[4]), int(end[4])
    if not places or (top <= min(places) and bottom >= max(places)):
        return ref
    rows = [places.get(row, row) for row in range(top, bottom + 1)]
    if joined and max(rows) - min(rows) != bottom - top:
        raise RowsJoinedError(ref)
    made = f"{start[1]}{start[2]}{start[3]}{min(rows)}"
    return f"{made}:{end[1]}{end[2]}{end[3]}{max(rows)}" if colon else made


class RowsJoinedError(Exception):
    """Rows that something holds together cannot be moved apart."""


def without_rows(ref: str, gone: Sequence[int]) -> str:
    """One reference or range (several by spaces) after the rows `gone` (in order) went; empty where nothing is left."""
    return " ".join(filter(None, (_range_without(part, gone) for part in ref.split())))


def _range_without(ref: str, gone: Sequence[int]) -> str:
    first, colon, last = ref.partition(":")
    start, end = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if start is None or end is None:
        return ref
    top = int(start[4]) - bisect_left(gone, int(start[4]))
    bottom = int(end[4]) - bisect_right(gone, int(end[4]))
    if bottom < top:
        return ""
    made = f"{start[1]}{start[2]}{start[3]}{top}"
    return f"{made}:{end[1]}{end[2]}{end[3]}{bottom}" if colon else made


def formula_without_rows(formula: str, gone: Sequence[int], *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` went; `own` where the formula stands in that sheet itself."""
    return _in_formula(formula, lambda ref: _range_without(ref, gone) or GONE, sheet=sheet, own=own)


def shifted_formula(formula: str, at: int, by: int, *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` moved; `own` where the formula stands in that sheet itself."""
    return _in_formula(formula, lambda ref: _shifted_range(ref, at, by) or GONE, sheet=sheet, own=own)


def reordered_formula(formula: str, places: Mapping[int, int], *, sheet: str, own: bool) -> str:
    """A formula after rows of `sheet` changed places. Raises RowsJoinedError where a range of it would fall apart."""
    return _in_formula(formula, lambda ref: _reordered_range(ref, places, joined=True), sheet=sheet, own=own)


def _in_formula(formula: str, change: Callable[[str], str], *, sheet: str, own: bool) -> str:
    def moved(match: re.Match[str]) -> str:
        if match["ref"] is None:
            return match[0]
        named = match["sheet"]
        if (named is None and not own) or (named is not None and _unquoted(named) != sheet):
            return match[0]
        return f"{named or ''}{change(match['ref'])}"

    return _FORMULA.sub(moved, formula)


def _unquoted(name: str) -> str:
    name = name.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


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
