"""Widths of columns that a template shows and the register does not have."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.metrics import longest_word_mm, text_width_mm
from generator.planning.tables import planned_table
from generator.rendering.word import widths
from generator.rendering.word.widths import least
from generator.values.model import Column, Register, TableSpec, Task


def test_a_column_that_the_register_lacks_holds_the_words_of_its_title() -> None:
    register = Register((Column("noi_dung", "Nội dung"),), (Task("X1", {"noi_dung": "Việc"}),))
    table, _ = planned_table(TableSpec(register, "phu-luc-ket-qua"), date(2024, 12, 31))
    assert table is not None
    assert sum(least(table, [("thuong_xuyen",)], 12)) > longest_word_mm("Thực hiện thường xuyên", 12, bold=True)


WORDS = st.sampled_from(
    [
        "Chủ",
        "trì",
        "nghiêng",
        "hoàn-thành",
        "8545/TCTTKĐA",
        "12/2024/QĐ-TTg",
        "WWWMWWW",
        "20241231",
        "a/b",
        "-",
        "x" * 30,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=5), min_size=1, max_size=120))
def test_the_widest_word_is_that_of_all_words_measured(rows: list[list[str]]) -> None:
    texts = [" ".join(words) for words in rows]

    def widest(piece: re.Pattern[str], words: list[str]) -> float:
        found = (max(map(measured, piece.findall(word)), default=0.0) for word in words)
        return max((width for width in found if width <= widths.LONGEST_WORD_MM), default=0.0)

    def measured(piece: str) -> float:
        return text_width_mm(piece, 12)

    words = sorted({word for row in rows for word in row})
    broken, whole = widest(widths._LOOSE_PIECE, words), widest(widths._PIECE, words)
    symbols = {word for word in words if widest(widths._PIECE, [word]) > broken}
    common = sum(any(word in symbols for word in row) for row in rows) > len(rows) * widths.RARE
    assert abs(widths._widest(texts, 12) - (whole if symbols and common else broken)) < 1e-9
