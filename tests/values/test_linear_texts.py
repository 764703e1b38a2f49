"""Texts that nobody writes take steps by their length: what is quadratic would not come to an end here."""

from __future__ import annotations

import pytest
from conftest import calls

from generator.facts.metrics import broken_lines
from generator.linting.syllables import possible
from generator.values.emphasis import marked
from generator.values.named import documents_and_days
from generator.values.text import without_final_mark

LONG = 300_000


@pytest.mark.parametrize("mark", [".", " .", ";", "./.", " ", ". /", "/"], ids=repr)
def test_final_marks_that_are_none(mark: str) -> None:
    assert without_final_mark(mark * LONG + "x").endswith("x")
    assert without_final_mark("x" + mark * LONG).startswith("x")


@pytest.mark.parametrize("text", ["*a", "**a*", "*a ", "^[", "^[a", "^[a ", "\\*", "*", "^[[a]", "***a"], ids=repr)
def test_marks_in_a_line(text: str) -> None:
    assert marked(text * 40_000)


@pytest.mark.parametrize(
    "text", ["1/", "Nghị định số ", "ngày 1/", "2024-", "1 ", "quý ", "số 1/2024/", "tháng 1 năm ", "1/a-"], ids=repr
)
def test_what_a_text_names(text: str) -> None:
    documents_and_days(text * 8_000)


def test_a_word_without_end_is_broken_in_one_go() -> None:
    def steps(count: int) -> int:
        return calls(lambda: broken_lines("“" * count, 40, 13))

    assert steps(40_000) < 5 * steps(10_000)
    assert "".join(broken_lines("a" * 9_000, 40, 13)) == "a" * 9_000
    assert len(broken_lines("a" * 200_000, 160, 13)) > 100


def test_a_word_without_end_is_no_syllable() -> None:
    assert possible("nghiêng") and not possible("a" * 200_000)
