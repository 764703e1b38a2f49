"""Which texts of joined cells are amounts of the whole group, in the ways that people and number formats write them."""

from __future__ import annotations

import unicodedata

import pytest

from generator.values.amounts import of_the_group

AMOUNTS = (
    *("1.200", "1,5 tỷ đồng", "1.500.000 ₫", "₫1.500.000", "1.500.000 VNĐ", "1500000 vnd", "1 500 000", "1,500,000.5"),
    *("500 nghìn đồng", "1.200 tr.đ", "Khoảng 1,5 tỷ đồng", "dự kiến: 300 triệu", "(1.500)", "-1.500 (triệu đồng)"),
)
OTHERS = ("", "2026", "50%", "Quý II", "12/2026", "30/6/2026", "3 tháng", "(1)", "1.2.3", "1. Xã A", "1, 2", "1-2")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_amount_of_a_group_in_any_writing(form):
    assert [text for text in AMOUNTS if not of_the_group(unicodedata.normalize(form, text), "Kinh phí")] == []
    assert [text for text in OTHERS if of_the_group(unicodedata.normalize(form, text), "Kinh phí")] == []
    assert not any(of_the_group(text, "Thời hạn") for text in AMOUNTS)
