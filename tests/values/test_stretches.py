"""Two lists side by side: what is told is both lists, and the steps grow with them."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
import pytest
from conftest import calls
from hypothesis import given

from generator.values.pieces import pieces
from generator.values.stretches import stretches

_LISTS = st.lists(st.sampled_from("abcde"), max_size=150)


@given(_LISTS, _LISTS)
def test_stretches_are_both_lists(old: list[str], new: list[str]) -> None:
    found = stretches(old, new)
    assert [item for _, i1, i2, _, _ in found for item in old[i1:i2]] == old
    assert [item for _, _, _, j1, j2 in found for item in new[j1:j2]] == new
    assert all(old[i1:i2] == new[j1:j2] for equal, i1, i2, j1, j2 in found if equal)
    assert all(one[0] != other[0] for one, other in pairwise(found))


@given(_LISTS, _LISTS)
def test_what_is_put_in_between_costs_nothing_else(head: list[str], tail: list[str]) -> None:
    found = stretches([*head, *tail], [*head, "X", "Y", *tail])
    assert sum(j2 - j1 for equal, _, _, j1, j2 in found if not equal) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (lambda n: ["a"] * n, lambda n: ["a", "b"] * (n // 2)),
        (lambda n: [f"x{at}" for at in range(n)], lambda n: [f"y{at}" for at in range(n)]),
        (lambda n: [str(at) for at in range(n)], lambda n: [str(at) for at in reversed(range(n))]),
        (lambda n: ["abc"[at * at % 3] for at in range(n)], lambda n: ["abc"[at % 3] for at in range(n)]),
    ],
    ids=("one word", "nothing common", "backwards", "few words"),
)
def test_four_times_the_items_take_four_times_the_steps(old, new) -> None:
    def steps(count: int) -> int:
        return calls(lambda: stretches(old(count), new(count)))

    assert steps(4000) < 5 * steps(1000) + 200


_DIGITS = st.integers(0, 99_999_999)
_FIGURES = st.one_of(
    _DIGITS.map(lambda number: f"{number:,}".replace(",", ".")),
    _DIGITS.map(lambda number: f"{number:,}".replace(",", "\u00a0")),
    _DIGITS.map(str),
    st.tuples(_DIGITS, st.integers(0, 99)).map(lambda two: f"{two[0]:,}".replace(",", ".") + f",{two[1]:02d}"),
    st.tuples(st.integers(-100, 100), st.sampled_from(["%", " %", "\u00a0%", ",5%"])).map(lambda x: f"{x[0]}{x[1]}"),
    st.dates().map(lambda day: f"{day.day:02d}/{day.month}/{day.year}"),
    st.dates().map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    st.dates().map(lambda day: f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year:04d}"),
    st.tuples(st.integers(1, 4), st.integers(1990, 2050)).map(lambda two: f"quý {'I' * two[0]}/{two[1]}"),
    st.tuples(
        st.integers(1, 99_999),
        st.sampled_from(["/2025/NĐ-CP", "/QĐ-TTg", "-NQ/TW", "/TB-C06-TTDLDC", "/KH-UBND", "/2024/QH15"]),
    ).map(lambda two: f"{two[0]}{two[1]}"),
    st.tuples(st.integers(1990, 2050), st.integers(1990, 2050)).map(lambda two: f"{two[0]}-{two[1]}"),
)  # fmt: skip


@given(_FIGURES, st.sampled_from(["đạt {} hồ sơ", "({})", "{}", "{};", "{}.", "là {}, còn lại", "“{}”"]))
def test_a_figure_is_one_piece(figure: str, around: str) -> None:
    text = around.format(figure)
    assert figure in pieces(text)
    assert "".join(pieces(text)) == text


@given(st.text(alphabet="0123456789.,/- %aĐ\u0301()\n", max_size=80))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    "text", ["a-", "a/", "1.,", "1 ", "123 ", "ngày 1 tháng ", "-", "\u0301", "12/", "a1-"], ids=lambda text: repr(text)
)
def test_a_text_is_cut_in_one_go(text: str) -> None:
    """`re` knows no steps: what would be quadratic does not come to an end here."""
    assert "".join(pieces(text * 200_000)) == text * 200_000
