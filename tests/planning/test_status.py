"""Where tasks stand at a date."""

from datetime import date

import pytest
from tasks import task

from generator.facts import danh_muc
from generator.planning.status import State, said, standing

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("texts", "state", "days", "words"),
    [
        ({"thoi_han": "30/6/2024"}, State.SOON, 0, "Còn 0 ngày"),
        ({"thoi_han": "29/6/2024"}, State.OVERDUE, 1, "Quá hạn 1 ngày"),
        ({"thoi_han": "Trước ngày 30/6/2024"}, State.OVERDUE, 1, "Quá hạn 1 ngày"),
        ({"thoi_han": "Tháng 6/2024"}, State.SOON, 0, "Còn 0 ngày"),
        ({"thoi_han": "30/7/2024"}, State.SOON, 30, "Còn 30 ngày"),
        ({"thoi_han": "31/7/2024"}, State.IN_TIME, 31, "Trong hạn"),
        ({"thoi_han": "Quý I/2024"}, State.OVERDUE, 91, "Quá hạn 91 ngày"),
        ({"thoi_han": "Tháng 3/2023", "hoan_thanh": "Đã xong"}, State.DONE, 0, "Hoàn thành"),
        ({"thoi_han": "Tháng 3/2023", "hoan_thanh": "Phần I", "dang_trien_khai": "x"}, State.OVERDUE, 457, ""),
        ({"thoi_han": "Tháng 3/2023", "thuong_xuyen": "Thường xuyên"}, State.RECURRING, 0, "Thường xuyên"),
        ({"thoi_han": "Thường xuyên", "dang_trien_khai": "Đang"}, State.RECURRING, 0, "Thường xuyên"),
        ({"thoi_han": "Theo lộ trình Bộ Công an đề xuất"}, State.UNKNOWN, 0, "Không rõ thời hạn"),
        ({"thoi_han": ""}, State.UNKNOWN, 0, "Không rõ thời hạn"),
        ({"thoi_han": "Tháng 3/2023 (xin lùi 6/2024)"}, State.SOON, 0, "Còn 0 ngày"),
    ],
    ids=lambda value: " | ".join(value.values()) if isinstance(value, dict) else None,
)
def test_state_at_a_date(texts, state, days, words):
    found = standing(task("A1", **texts), DAY, danh_muc.holidays())
    assert (found.state, found.days) == (state, days)
    assert not words or str(said(found)) == words


def test_an_extended_deadline_counts_by_the_last_and_keeps_the_first():
    found = standing(task("A1", thoi_han="Tháng 3/2023 (xin lùi 6/2024)"), date(2024, 7, 2), danh_muc.holidays())
    assert (found.state, found.due, found.first, found.days) == (
        State.OVERDUE,
        date(2024, 6, 30),
        date(2023, 3, 31),
        2,
    )


def test_working_days_where_the_deadline_says_so():
    """Offices were closed from 27/4 to 01/5/2024 and worked on Saturday 04/5: five days after 26/4 end on 07/5."""
    deadline = task("A1", thoi_han="05 ngày làm việc kể từ ngày 26/4/2024")
    assert standing(deadline, date(2024, 5, 7), danh_muc.holidays()).state is State.SOON
    found = standing(deadline, date(2024, 5, 13), danh_muc.holidays())
    assert (found.state, found.due, found.days) == (State.OVERDUE, date(2024, 5, 7), 4)
    assert str(said(found)) == "Quá hạn 4 ngày làm việc"
