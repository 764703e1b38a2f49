"""Which task of one register is which of another."""

from __future__ import annotations

import pytest

from generator.values.model import Column, Register, Task
from generator.values.pairing import paired

LONG = "Rà soát, đánh giá hiện trạng các cơ sở dữ liệu dân số do các bộ, cơ quan quản lý"


def register(*tasks: tuple[str, str], given: bool = False) -> Register:
    """Tasks of these ids and words; `given` ids stand in a column of the register."""
    rows = tuple(Task(ma, {"noi_dung": words, **({"ma": ma} if given else {})}) for ma, words in tasks)
    return Register((Column("noi_dung", "Nội dung"),), rows)


def ids(old: Register, new: Register) -> dict[str, str]:
    return {ma: task.ma for ma, task in paired(old, new).tasks.items()}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A row put in above shifts the ids of one run: the words stay with their task.
        (
            [("1", "Việc một"), ("2", "Việc hai")],
            [("1", "Việc mới"), ("2", "Việc một"), ("3", "Việc hai")],
            {"2": "1", "3": "2"},
        ),
        ([("1", LONG)], [("1", "Việc mới"), ("2", LONG + " trong năm 2024")], {"2": "1"}),
        ([("1", "Việc một, sửa")], [("1", "Việc một, đã sửa")], {"1": "1"}),
        # The same words twice: each once, in their order.
        ([("1", "Việc"), ("2", "Việc")], [("3", "Việc"), ("4", "Việc"), ("5", "Việc")], {"3": "1", "4": "2"}),
        ([("1", LONG)], [("1", "Chi trả an sinh xã hội không dùng tiền mặt")], {}),
        ([], [("1", "Việc")], {}),
    ],
)
def test_ids_of_one_run(old, new, expected):
    assert ids(register(*old), register(*new)) == expected


def test_given_ids_decide_though_the_words_moved():
    old = register(("X1", "Việc một"), ("X2", "Việc hai"), ("X3", "Việc ba"), given=True)
    new = register(
        ("X1", "Việc khác hẳn, viết lại"), ("X2", "Việc hai"), ("X3", "Việc ba"), ("X4", "Việc một"), given=True
    )
    assert ids(old, new) == {"X1": "X1", "X2": "X2", "X3": "X3"}


def test_ids_that_two_offices_gave_to_other_tasks_do_not_count():
    old = register(("A1", "Chi trả an sinh xã hội"), ("A2", LONG), given=True)
    new = register(("A1", LONG), ("A2", "Xây dựng trung tâm dữ liệu"), given=True)
    assert ids(old, new) == {"A1": "A2"}


def test_rows_of_the_month_before_are_not_compared_by_what_they_name(monkeypatch):
    compared = []
    monkeypatch.setattr("generator.values.pairing.may_be_one", lambda one, other: compared.append(one) or True)
    rows = [(str(number), f"Việc số {number}") for number in range(30)]
    assert ids(register(*rows), register(*rows, ("30", "Việc mới"))) == {ma: ma for ma, _ in rows}
    assert compared == []
