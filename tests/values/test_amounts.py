"""Which texts of joined cells are amounts of the whole group, in the ways that people and number formats write them."""

from __future__ import annotations

import unicodedata

import pytest

from generator.values.amounts import of_the_group

AMOUNTS = (
    *("1.200", "1,5 tỷ đồng", "1.500.000 ₫", "₫1.500.000", "1.500.000 VNĐ", "1500000 vnd", "1 500 000", "1,500,000.5"),
    *("120 hồ sơ", "1.200 m2", "1,5 ha", "khoảng 30.000 cây", "05 lớp", "15 MW", "120 lượt người", "03 kế hoạch"),
    *("500 nghìn đồng", "1.200 tr.đ", "Khoảng 1,5 tỷ đồng", "dự kiến: 300 triệu", "(1.500)", "-1.500 (triệu đồng)"),
)
OTHERS = (
    "",
    "2026",
    "50%",
    "Quý II",
    "12/2026",
    "30/6/2026",
    "3 tháng",
    "(1)",
    "1.2.3",
    "1. Xã A",
    "1, 2",
    "1-2",
    *("5 ngày làm việc", "02 lần", "2 đợt", "500.000 đồng/tháng", "02 lần/năm", "15 Nguyễn Trãi", "95,5 %", "8,5 điểm"),
    *("120 hồ sơ và 3 báo cáo", "1 kế hoạch của Sở A", "10 - 15 hồ sơ"),
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_amount_of_a_group_in_any_writing(form):
    assert [text for text in AMOUNTS if not of_the_group(unicodedata.normalize(form, text), "Kinh phí")] == []
    assert [text for text in OTHERS if of_the_group(unicodedata.normalize(form, text), "Kinh phí")] == []
    assert not any(of_the_group(text, title) for text in AMOUNTS for title in ("Thời hạn", "Địa bàn thực hiện"))


def test_a_count_in_a_column_of_who_does_it_is_what_they_are_called():
    doers = ("Cơ quan, đơn vị chủ trì", "Đơn vị phối hợp", "Địa phương", "Phân công", "Sở, ban, ngành", "UBND các xã")
    assert not any(of_the_group(text, title) for text in ("63 tỉnh", "08 xã") for title in doers)
    counted = (("08 xã", "Số đơn vị"), ("100 triệu", "Đơn vị tính"), ("63 tỉnh", "Quy mô"))
    assert all(of_the_group(text, title) for text, title in counted)
