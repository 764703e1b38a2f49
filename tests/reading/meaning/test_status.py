from __future__ import annotations

import pytest

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
