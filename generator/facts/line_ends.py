"""Where a line of a heading may end: not inside a compound, a name, a date (II.2.b, II.5.b leave it open).

Compounds and names of places are data (cum-tu.yaml); a name in small letters is known by its capitals.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from generator.facts.danh_muc import load

# Words that a number belongs to.
_COUNTED = frozenset(
    {"số", "ngày", "tháng", "năm", "quý", "kỳ", "khóa", "lần", "điều", "khoản", "điểm", "phụ lục", "mục"}
)
_MARKS = ",;:.()“”\"'"


def bad_ends(lines: Sequence[str]) -> int:
    """How many of the line ends stand inside of what belongs together."""
    return sum(_belong(before, after) for before, after in pairwise(lines))


def _belong(before: str, after: str) -> bool:
    last, first = before.rpartition(" ")[2], after.partition(" ")[0]
    if not last or not first or last[-1] in _MARKS:
        return False
    word, following = last.strip(_MARKS), first.strip(_MARKS)
    if first[:1].isdigit() and last.lower() in _COUNTED:
        return True
    return (word.lower(), following.lower()) in _pairs() or (_is_name(word) and _is_name(following))


def _is_name(word: str) -> bool:
    """Whether a word is written as a part of a name: Nguyễn, but neither của nor NHÂN nor Điều 5's number."""
    return word[:1].isupper() and word[1:].islower()


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    listed = load("cum-tu.yaml")
    words = [one.lower().split() for key in ("tu_ghep", "dia_danh") for one in listed[key]]
    return frozenset(pair for one in words for pair in pairwise(one))
