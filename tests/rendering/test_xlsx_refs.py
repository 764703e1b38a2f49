"""References after the body has grown: rows 9–10 of the template became rows 9–108."""

from __future__ import annotations

import pytest

from generator.rendering.excel.refs import Moves, moved_formula, same_row

MOVES = Moves(first=9, last=10, above=0, body=100)
NUMBERED = Moves(first=9, last=10, above=1, body=100)
WIDER = Moves(9, 10, 0, 100, starts={1: 1, 2: 3, 3: 2}, ends={1: 1, 2: 3, 3: 5}, shift=2, right=3)
# Of the columns A–F three are chosen: A, E, C.
FEWER = Moves(9, 10, 0, 100, {1: 1, 5: 2, 3: 3}, {1: 1, 5: 2, 3: 3}, shift=-3, right=6, left=1)


@pytest.mark.parametrize(
    ("moves", "ref", "moved"),
    [
        (MOVES, "A1", "A1"),
        (MOVES, "$A$8:$F$10", "$A$8:$F$108"),
        (MOVES, "B9:B9", "B9:B108"),
        (MOVES, "B9", "B9"),
        (MOVES, "C12", "C110"),
        (MOVES, "12:13", "110:111"),
        (MOVES, "A:F", "A:F"),
        (MOVES, "F1048576", "F1048576"),
        (NUMBERED, "$7:$8", "$7:$9"),
        (NUMBERED, "A7:A8", "A7:A8"),
        (NUMBERED, "A9", "A10"),
        (WIDER, "A1:C9", "A1:E108"),
        (WIDER, "B1", "C1"),
        (WIDER, "D1", "F1"),
        (FEWER, "A1:F9", "A1:C108"),
        (FEWER, "$D$9:$E$10", "$B$9:$B$108"),
        (FEWER, "C9:E9", "B9:C108"),
        (FEWER, "C9:C10", "C9:C108"),
        (FEWER, "F9:F10", "#REF!"),
        (FEWER, "D:D", "#REF!"),
        (FEWER, "E8:G8", "B8:D8"),
        (FEWER, "G1", "D1"),
    ],
)
def test_area(moves: Moves, ref: str, moved: str) -> None:
    assert moves.area(ref) == moved


def test_cell_of_the_body_stands_for_the_body() -> None:
    assert MOVES.areas("F10 A1") == "F9:F108 A1"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=SUM(B9:B10)", "=SUM(B9:B108)"),
        ("='Bảng'!A12+Khac!A12", "='Kế hoạch'!A110+Khac!A12"),
        ('=IF(A12="A12",ten_rieng,1)', '=IF(A110="A12",ten_rieng,1)'),
        ("=SUM('Bảng'!$B$9:$B$10)", "=SUM('Kế hoạch'!$B$9:$B$108)"),
    ],
)
def test_formula(formula: str, moved: str) -> None:
    names = frozenset({"Bảng", "Kế hoạch"})
    assert moved_formula(formula, MOVES, names=names, renamed="Kế hoạch", here=True) == moved


def test_own_row() -> None:
    assert same_row("=IF(E10<$F$2,A10,B100)&$C10", 10, "#") == "=IF(E#<$F$2,A#,B100)&$C#"
