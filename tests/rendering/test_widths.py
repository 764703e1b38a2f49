"""Widths of columns that a template shows and the register does not have."""

from __future__ import annotations

from datetime import date

from generator.facts.metrics import longest_word_mm
from generator.planning.tables import planned_table
from generator.rendering.word.widths import least
from generator.values.model import Column, Register, TableSpec, Task


def test_a_column_that_the_register_lacks_holds_the_words_of_its_title() -> None:
    register = Register((Column("noi_dung", "Nội dung"),), (Task("X1", {"noi_dung": "Việc"}),))
    table, _ = planned_table(TableSpec(register, "phu-luc-ket-qua"), date(2024, 12, 31))
    assert table is not None
    assert sum(least(table, [("thuong_xuyen",)], 12)) > longest_word_mm("Thực hiện thường xuyên", 12, bold=True)
