from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.meaning import status
from generator.values.model import Status


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({}, None),
        ({"hoan_thanh": " ", "dang_trien_khai": "\n"}, None),
        ({"hoan_thanh": "Chưa hoàn thành vì thiếu kinh phí"}, Status.DONE),
        ({"dang_trien_khai": "Đã hoàn thành"}, Status.RUNNING),
        ({"thuong_xuyen": "x"}, Status.RECURRING),
        ({"hoan_thanh": "Quyết định 12/QĐ-UBND", "chua_hoan_thanh": "còn 3 huyện"}, Status.OPEN),
        ({"hoan_thanh": "Kế hoạch", "dang_trien_khai": "bước 2"}, Status.RUNNING),
        ({"hoan_thanh": "Báo cáo tháng 9", "thuong_xuyen": "hằng tháng"}, Status.RECURRING),
    ],
)
def test_the_column_decides_and_what_is_open_outweighs_what_is_done(
    texts: dict[str, str], expected: Status | None
) -> None:
    assert status.of_columns(texts) is expected


def test_all_columns_that_hold_text_are_told() -> None:
    assert status.all_of({"hoan_thanh": "a", "chua_hoan_thanh": "b"}) == (Status.OPEN, Status.DONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoan-thanh", Status.DONE),
        ("Chưa hoàn thành", Status.OPEN),
        ("Đang triển khai", Status.RUNNING),
        ("Thường xuyên", Status.RECURRING),
        ("Đã hoàn thành", Status.DONE),
        ("ĐÃ HOÀN THÀNH", Status.DONE),
        ("Hoàn thành đúng hạn", Status.DONE),
        ("Hoàn thành quá hạn", Status.DONE),
        ("Đã hoàn thành (chậm 05 ngày)", Status.DONE),
        ("Đang thực hiện", Status.RUNNING),
        ("Đang thực hiện (60%)", Status.RUNNING),
        ("Đang xử lý", Status.RUNNING),
        ("Tiếp tục thực hiện", Status.RUNNING),
        ("Đang trong quá trình lấy ý kiến", Status.RUNNING),
        ("Trong hạn", Status.RUNNING),
        ("Đã trình, chờ phê duyệt", Status.RUNNING),
        ("Cơ bản hoàn thành", None),
        ("Hoàn thành một phần", Status.RUNNING),
        ("Chưa thực hiện", Status.OPEN),
        ("Chưa triển khai", Status.OPEN),
        ("Chưa đến hạn", Status.OPEN),
        ("Không hoàn thành", Status.OPEN),
        ("Chậm tiến độ", Status.OPEN),
        ("Quá hạn", Status.OPEN),
        ("Quá hạn, chưa hoàn thành", Status.OPEN),
        ("Nhiệm vụ thường xuyên", Status.RECURRING),
        ("100%", Status.DONE),
        ("100,0 %", Status.DONE),
        ("60%", Status.RUNNING),
        ("Đạt 60%", Status.RUNNING),
        ("Hoàn thành 80%", Status.RUNNING),
        ("0%", Status.OPEN),
        ("Hoàn thành, còn 02 nội dung chưa xong", None),
        ("Tạm dừng", None),
        ("Đạt", None),
        ("Xem ghi chú", None),
        ("", None),
        ("Đã ban hành Kế hoạch số 12/KH-UBND ngày 05/3/2026 và tổ chức 02 lớp tập huấn cho 120 người", None),
    ],
)
def test_words_of_other_offices(text: str, expected: Status | None) -> None:
    assert status.of_text(text) is expected


@pytest.mark.parametrize("known", Status)
def test_every_status_is_known_by_its_own_words_and_value(known: Status) -> None:
    assert status.of_text(known.value) is status.of_text(known.words.upper()) is known


@given(st.text(max_size=60))
def test_what_says_it_is_not_done_is_never_counted_as_done(text: str) -> None:
    assert status.of_text(f"Chưa {text}") is not Status.DONE
