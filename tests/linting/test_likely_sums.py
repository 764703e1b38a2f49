"""Sums that words only suggest: what does not add up is noted with its sum, what does is left in peace."""

import pytest

from generator.linting.checks.likely_sums import CHECKS
from generator.linting.lint import lint
from generator.values.findings import Severity
from tests.linting.data import AS_OF
from tests.linting.test_figures import report, said

MONTH = "Trong tháng 5/2030, cấp mới 07 dự án, điều chỉnh 14 dự án; lũy kế {total} dự án."


@pytest.mark.parametrize("total", ["677", "684", "691", "670"])
def test_a_total_that_grew_by_one_or_all_of_the_month_is_right(total):
    """By 7, by 14, by both; by nothing that tells."""
    assert said("L017", MONTH.format(total=total), last=[MONTH.format(total="670").replace("5/2030", "4/2030")]) == []


def test_a_total_that_grew_by_none_of_the_month():
    (one,) = said("L017", MONTH.format(total="770"), last=[MONTH.format(total="670").replace("5/2030", "4/2030")])
    assert one == "“770 dự án”: tăng 100 so với kỳ trước (670), trong tháng ghi 07 dự án, 14 dự án."


def test_a_total_in_another_paragraph_goes_on_from_the_month_of_its_name():
    now = ("Trong tháng, Sở A tiếp nhận 1.240 hồ sơ trực tuyến.", "Lũy kế, Sở A tiếp nhận 19.640 hồ sơ trực tuyến.")
    last = (now[0].replace("1.240", "1.100"), now[1].replace("19.640", "17.400"))
    assert ["tăng 2.240" in one for one in said("L017", *now, last=last)] == [True]
    assert said("L017", now[0], now[1].replace("19.640", "18.640"), last=last) == []
    # Another thing, another name.
    assert said("L017", now[0].replace("tiếp nhận", "trả"), now[1], last=last) == []


@pytest.mark.parametrize(("text", "sum_"), [
    ("Ban hành 128 văn bản (gồm 06 quyết định, 14 kế hoạch, 105 công văn).", "06 + 14 + 105 = 125, lệch 3"),
    ("Ban hành 128 văn bản, bao gồm 06 quyết định, 14 kế hoạch và 105 công văn; họp 3 lần.", "lệch 3"),
    ("Phẫu thuật 3.846 ca (loại đặc biệt 42 ca, loại một 812 ca).", "42 + 812 = 854, lệch 2.992"),
    ("Ban hành 128 văn bản (gồm 06 quyết định, 14 kế hoạch, 03 chỉ thị, 105 công văn).", ""),
    ("Có 128 hộ gồm 45 nhân khẩu với 30 tỷ đồng.", ""),
    ("Cấp 86 giấy chứng nhận, gồm 71 dự án với 9.480 tỷ đồng và 15 dự án với 186,4 triệu USD.", ""),
    ("Có 128 văn bản, trong đó gồm 06 quyết định, 14 kế hoạch.", ""),
])  # fmt: skip
def test_what_a_whole_is_made_of(text, sum_):
    found = said("L018", text)
    assert (found == []) if not sum_ else (len(found) == 1 and sum_ in found[0])


@pytest.mark.parametrize(("text", "right"), [
    ("Xử lý 148/312 cơ sở, còn lại 174 cơ sở đang lập phương án.", "312 − 148 = 164"),
    ("Đấu thầu 58/64 gói thầu, đạt 90,6%; 05 gói thầu còn lại chỉ định thầu.", "64 − 58 = 6"),
    ("Xử lý 148/312 cơ sở, còn lại 164 cơ sở đang lập phương án.", ""),
    ("Hoàn thành 61/96 xã, còn 12 xã chưa báo cáo.", ""),
    ("Chi trả 412/430 tỷ đồng; còn lại 18 hộ.", ""),
    ("Hoàn thành 61/96 xã; 5/10 trường, còn lại 35 xã.", ""),
])  # fmt: skip
def test_what_remains(text, right):
    found = said("L019", text)
    assert (found == []) if not right else (len(found) == 1 and right in found[0])


def test_they_are_notes_that_hinder_nothing():
    found = [one for one in lint(report("Xử lý 148/312 cơ sở, còn lại 174 cơ sở."), AS_OF) if one.code == "L019"]
    assert [one.severity for one in found] == [Severity.NOTE] and {check.code for check in CHECKS} == {
        "L017", "L018", "L019",
    }  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), [
    ("Đầu tư 3.480 tỷ đồng, trong đó lưới điện 1.920 tỷ đồng, hạ áp 1.130 tỷ đồng, xe 250 tỷ đồng.", "1.130 là 1.310"),
    ("Đầu tư 3.480 tỷ đồng, trong đó lưới điện 1.920 tỷ đồng, hạ áp 1.310 tỷ đồng, mạng 520 tỷ đồng.", "520 là 250"),
    ("Thu 42,6 tỷ đồng, trong đó thu từ đất 27,1 tỷ đồng, thu thuế 14,5 tỷ đồng.", "27,1 là 28,1"),
    ("Xảy ra 214 vụ, giảm 9 vụ so với cùng kỳ; làm rõ 189 vụ, đạt tỷ lệ 83,8%.", "83,8 là 88,3"),
    ("Đầu tư 3.480 tỷ đồng, trong đó lưới điện 1.920 tỷ đồng, hạ áp 1.310 tỷ đồng, phần mềm 250 tỷ đồng.", ""),
    # But some of the parts; numbers of two digits; a percentage of something else, a right one.
    ("Đầu tư 3.480 tỷ đồng, trong đó lưới điện 1.920 tỷ đồng, hạ áp 310 tỷ đồng, phần mềm 250 tỷ đồng.", ""),
    ("Đầu tư 3.480 tỷ đồng, trong đó lưới điện 1.920 tỷ đồng, hạ áp 1.310 tỷ đồng, phần mềm 137 tỷ đồng.", ""),
    ("Có 52 hộ, trong đó thôn A 21 hộ, thôn B 30 hộ.", ""),
    ("Có 96 xã; 88 xã đạt chuẩn, tỷ lệ người biết chữ đạt 98,7%.", ""),
    ("Xảy ra 214 vụ, giảm 9 vụ so với cùng kỳ; làm rõ 189 vụ, đạt tỷ lệ 88,3%.", ""),
])  # fmt: skip
def test_numbers_one_keystroke_from_what_their_sentence_makes_of_them(text, meant):
    found = said("L020", text)
    assert (found == []) if not meant else (len(found) == 1 and meant in found[0])
