"""References in formulas when rows move: whole rows too, other sheets not, what is no reference never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ooxml.cell_refs import (
    column_letter,
    copied_formula,
    ends,
    in_formula,
    may_mean,
    reordered_formula,
    shifted_formula,
    shifted_ref,
)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(A2:A9)*B5", "SUM(A2:A10)*B6"),
        ("=SUM(A2:A9)", "=SUM(A2:A10)"),
        ("'Bảng'!$A$9+Khac!A9", "'Bảng'!$A$10+Khac!A9"),
        ("'Bảng'!$3:$3,'Bảng'!$7:$8", "'Bảng'!$3:$3,'Bảng'!$8:$9"),
        ("SUM(A:C)", "SUM(A:C)"),
        ("SUM(5:7)", "SUM(6:8)"),
        ('IF(B9="B9",B9,ZZZ9)', 'IF(B10="B9",B10,ZZZ9)'),
        ("LOG10(B9)+[1]Bảng!B9", "LOG10(B10)+[1]Bảng!B9"),
        ("Bang1[Thời hạn]&B9", "Bang1[Thời hạn]&B10"),
        ("{1,2;3,4}", "{1,2;3,4}"),
        ("'chưa xong", "'chưa xong"),
        ("", ""),
    ],
)
def test_a_row_comes_in_below_the_fourth(formula, moved):
    assert shifted_formula(formula, 4, 1, sheet="Bảng", own=True) == moved


def test_a_row_goes():
    assert shifted_formula("A4+SUM(A4:A6)+SUM(4:4)", 4, -1, sheet="Bảng", own=True) == "#REF!+SUM(A4:A5)+SUM(#REF!)"


def test_only_formulas_of_the_sheet_itself_mean_it_without_its_name():
    assert shifted_formula("A9+'O''Hara'!A9", 4, 1, sheet="O'Hara", own=False) == "A9+'O''Hara'!A10"


def test_rows_change_places():
    assert reordered_formula("A2+SUM(A2:A3)+SUM(2:3)", {2: 3, 3: 2}, sheet="B", own=True) == "A3+SUM(A2:A3)+SUM(2:3)"


REFS = st.tuples(st.integers(1, 16_384), st.integers(1, 900_000), st.booleans(), st.booleans())


@given(st.lists(REFS, min_size=1, max_size=4), st.integers(0, 900_000))
def test_what_comes_in_and_goes_again_leaves_every_formula(refs, at):
    cells = [f"{'$' * a}{column_letter(column)}{'$' * b}{row}" for column, row, a, b in refs]
    formula = "+".join(cells) + '&"A1"'
    there = shifted_formula(formula, at, 1, sheet="B", own=True)
    assert shifted_formula(there, at + 1, -1, sheet="B", own=True) == formula
    assert [shifted_ref(cell, at, 1) for cell in cells] == there.removesuffix('&"A1"').split("+")


def test_joined_cells_take_no_row_in_that_comes_below_them():
    assert shifted_ref("C6:C7", 7, 1) == "C6:C8"
    assert [shifted_ref("C6:C7", at, 2, joined=True) for at in (5, 6, 7)] == ["C8:C9", "C6:C9", "C6:C7"]


@given(st.lists(REFS, min_size=2, max_size=2))
def test_a_reference_is_written_as_it_was_read(refs):
    first, last = (f"{'$' * a}{column_letter(column)}{'$' * b}{row}" for column, row, a, b in refs)
    found = ends(f"{first}:{last}")
    assert found is not None
    assert (str(found[0]), str(found[1])) == (first, last)
    assert in_formula(f"SUM({first}:{last})", lambda ref: ref, sheets=None, own=True) == f"SUM({first}:{last})"


@given(st.lists(REFS, min_size=1, max_size=4), st.integers(-40, 40), st.integers(-40, 40))
def test_a_formula_is_copied_as_openpyxl_copies_it(refs, rows, columns):
    from openpyxl.formula.translate import Translator

    cells = [f"{'$' * a}{column_letter(40 + column % 16_000)}{'$' * b}{row + 40}" for column, row, a, b in refs]
    formula = f'SUM({":".join(cells[:2])})*Khac!{cells[-1]}&"A1"+ten'
    copied = Translator(f"={formula}", "AZ99").translate_formula(f"{column_letter(52 + columns)}{99 + rows}")
    assert copied_formula(formula, rows, columns) == copied[1:]


def test_what_would_stand_outside_of_the_sheet_is_none():
    assert copied_formula("A1+$A$1+SUM(3:4)+SUM(B:C)", -1, 0) == "#REF!+$A$1+SUM(2:3)+SUM(B:C)"
    assert copied_formula("A1+B2", 0, -1) == "#REF!+A2"


@pytest.mark.parametrize(
    ("formula", "own", "means"),
    [
        ("SUM(B2:B9)", True, True),
        ("SUM(B2:B9)", False, False),
        ("Bảng!B5", False, True),
        ("'Khác'!B5", True, False),
        ("B4+C5", True, False),
        ("SUM(B:C)", True, True),
        ("SUM(4:5)", True, True),
        ("SUM($D$1:$D$9)", True, False),
        ("tong_so", False, True),
        ("SUM(Bang1[Số])", True, True),
        ('INDIRECT("B"&5)', True, True),
        ('"B5"', True, False),
        ("b4+$b$5", True, True),
        ("TEN*2", True, True),
        ("BẢNG!B5", False, True),
        ("'Tháng 1:Tháng 3'!C9", False, True),
        ("Một:Ba!C9", False, True),
        ("A1:B2+'Khác'!B5", False, False),
        ("C1:C2*Khac!B5", False, False),
    ],
)
def test_what_a_formula_may_mean(formula, own, means):
    assert may_mean(formula, {(5, 2)}, sheet="Bảng", own=own) is means


@pytest.mark.parametrize(
    ("formula", "own", "means"),
    [("1+1", True, False), ("C9", True, True), ("'Q''1'!C9", False, True), ("Khac!C9", False, False)],
)
def test_what_a_formula_may_mean_of_a_whole_sheet(formula, own, means):
    assert may_mean(formula, None, sheet="Q'1", own=own) is means


def test_references_are_the_same_in_small_letters():
    assert shifted_formula("sum(b2:$c$9)+BẢNG!a7+ten", 4, 2, sheet="Bảng", own=True) == "sum(B2:$C$11)+BẢNG!A9+ten"
