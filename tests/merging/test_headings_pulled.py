"""Headings of tables have no ids: renamed, numbered anew, moved or typed anew, each stays the one that it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from trial_dossiers import DOSSIERS, workplace_of
from word_edits import bare, changed, pulled, row

from generator.merging.merge.headings import Heading, headings, same_headings
from generator.merging.model import TaskId
from generator.ooxml.names import w

MADE = next(one for one in DOSSIERS if one.name == "bang-noi-khac")
# The rows of the register from the first heading on: number and text.
SOURCE = "data/bang-noi-khac/bang.xlsx"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return {file.suffix: file for file in workplace_of(MADE, tmp_path)}


def register(files: dict[str, Path]) -> list[tuple[Any, Any]]:
    book = load_workbook(files[".docx"].parents[2] / SOURCE)
    return [row[:2] for row in book.worksheets[0].iter_rows(min_row=4, values_only=True)]


def typed(cells: list[Any], *words: str) -> None:
    for cell, word in zip(cells, words, strict=False):
        next(cell.iter(w("t"))).text = word


def in_word(path: Path, before: str, number: str, title: str, *, anew: bool = False) -> None:
    def edit(root: Any) -> None:
        found = row(root, before)
        if anew:
            found.addnext(made := bare(found))
            found.getparent().remove(found)
            found = made
        typed(found.findall(w("tc")), number, title)

    changed(path, edit)


def in_excel(path: Path, edits: dict[str, tuple[str, str]]) -> None:
    book = load_workbook(path)
    for cells in book.worksheets[0].iter_rows():
        if cells[1].value in edits:
            cells[0].value, cells[1].value = edits[cells[1].value]
    book.save(path)


NEW = ("III", "Chuyển đổi số và dữ liệu")


@pytest.mark.parametrize("how", ["Word", "Word, typed anew", "Excel"])
def test_renamed_and_renumbered_it_is_one_heading(files: dict[str, Path], how: str) -> None:
    before = register(files)
    path = files[".xlsx" if how == "Excel" else ".docx"]
    if how == "Excel":
        in_excel(path, {"Nhiệm vụ về hạ tầng": NEW})
    else:
        in_word(path, "Nhiệm vụ về hạ tầng", *NEW, anew="anew" in how)
    result = pulled(path)
    assert [change.field for _, change in result.changes] == ["so_muc", "ten_muc"]
    assert register(files) == [NEW if row == ("II", "Nhiệm vụ về hạ tầng") else row for row in before]
    again = pulled(path)
    assert not again.written and not again.conflicts


def test_a_number_that_another_heading_has(files: dict[str, Path]) -> None:
    """The second heading is given the number of the first, and another name."""
    before = register(files)
    in_excel(files[".xlsx"], {"Nhiệm vụ về hạ tầng": ("I", "Chuyển đổi số")})
    pulled(files[".xlsx"])
    assert register(files) == [("I", "Chuyển đổi số") if row[0] == "II" else row for row in before]


def test_numbers_exchanged(files: dict[str, Path]) -> None:
    names = "Nhiệm vụ về thể chế", "Nhiệm vụ về hạ tầng"
    in_excel(files[".xlsx"], {names[0]: ("II", names[0]), names[1]: ("I", names[1])})
    result = pulled(files[".xlsx"])
    assert {change.field for _, change in result.changes} == {"so_muc"}
    assert [row for row in register(files) if row[1] in names] == [("II", names[0]), ("I", names[1])]


def test_renumbered_in_the_data_meanwhile(files: dict[str, Path]) -> None:
    """The file was made before; a new title typed into it belongs to the heading that has another number now."""
    book = load_workbook(source := files[".docx"].parents[2] / SOURCE)
    next(cells[0] for cells in book.worksheets[0].iter_rows() if cells[0].value == "II").value = "IV"
    book.save(source)
    in_word(files[".docx"], "Nhiệm vụ về hạ tầng", "II", "Chuyển đổi số")
    result = pulled(files[".docx"])
    assert [change.field for _, change in result.changes] == ["ten_muc"]
    assert ("IV", "Chuyển đổi số") in register(files)


# --- which is which --------------------------------------------------------------------------------------------------


def of(numbers: str, titles: str) -> list[Heading]:
    """Headings with two rows each of their own."""
    rows = [[TaskId("bang", f"{at}-{n}") for n in range(2)] for at in range(len(numbers))]
    every = zip(numbers, titles, rows, strict=True)
    return headings(one for number, title, own in every for one in (Heading(number, title), *own))


@given(
    st.permutations("ABCDE"),
    st.lists(st.sampled_from("ABCDEFG"), min_size=5, max_size=5),
    st.lists(st.sampled_from("abcdexyz"), min_size=5, max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_no_heading_is_taken_twice(order: list[str], numbers: list[str], titles: list[str]) -> None:
    then, now = of("ABCDE", "abcde"), of("".join(numbers), "".join(titles))
    found = [at for at in same_headings(then, now) if at is not None]
    assert len(found) == len(set(found))
    moved = [then["ABCDE".index(one)] for one in order]
    assert same_headings(then, moved) == ["ABCDE".index(one) for one in order]


@given(st.integers(0, 4), st.sampled_from("ABCDEFG"), st.sampled_from("xyz"))
@settings(max_examples=40, deadline=None)
def test_one_that_was_renamed_and_renumbered(at: int, number: str, title: str) -> None:
    """Whatever number it got, also one that another has, the rows below it say which it is."""
    then, now = of("ABCDE", "abcde"), of("ABCDE", "abcde")
    now[at] = Heading(number, title, now[at].rows)
    assert same_headings(then, now) == [0, 1, 2, 3, 4]


def test_a_new_heading_between_others_takes_none_of_them() -> None:
    then, now = of("ABC", "abc"), of("ABC", "abc")
    new = Heading("B", "mới", set(list(now[0].rows)[1:]))
    now[0].rows.difference_update(new.rows)
    assert same_headings(then, [now[0], new, *now[1:]]) == [0, None, 1, 2]
