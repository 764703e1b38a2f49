"""What a text names: two that name other documents or days are never one that was edited."""

from __future__ import annotations

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import given

from generator.values.model import Column, Register, Task
from generator.values.named import documents_and_days, may_be_one
from generator.values.pairing import paired


@pytest.mark.parametrize(
    ("text", "documents", "days"),
    [
        ("Triển khai Nghị định 271/2025", [{"kind": "nghidinh", "number": "271", "year": "2025"}], []),
        (
            "Nghị định số 159/2025/NĐ-CP ngày 05/6/2025 của Chính phủ",
            [{"kind": "nghidinh", "number": "159", "year": "2025", "symbol": "/nd-cp"}],
            [{"day": "5", "month": "6", "year": "2025"}],
        ),
        (
            "57-NQ/TW, 6432/TB-C06-TTDLDC",
            [{"number": "57", "symbol": "-nq/tw"}, {"number": "6432", "symbol": "/tb-c06-ttdldc"}],
            [],
        ),
        ("Đề án 06 trước ngày 30/6", [{"kind": "dean", "number": "6"}], [{"day": "30", "month": "6"}]),
        ("Báo cáo quý III/2025", [], [{"quarter": "3", "year": "2025"}]),
        ("6 tháng đầu năm 2026", [], [{"months": "6", "part": "dau", "year": "2026"}]),
        ("kế hoạch 5 năm 2021-2025", [], [{"from": "2021", "year": "2025"}]),
        ("Thông tư 09/2025", [{"kind": "thongtu", "number": "9", "year": "2025"}], []),
        ("trong tháng 09/2025", [], [{"month": "9", "year": "2025"}]),
        # Counts, shares and sums name nothing.
        ("12 xã, 3,5% của 1.234 hồ sơ, 15/63 tỉnh, 5.000 đồng/kg, báo cáo 6 tháng", [], []),
    ],
)
def test_what_a_text_names(text: str, documents: list[dict[str, str]], days: list[dict[str, str]]) -> None:
    for form in ("NFC", "NFD"):
        assert documents_and_days(unicodedata.normalize(form, text)) == (tuple(documents), tuple(days))


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Triển khai Nghị định 271/2025", "Triển khai Nghị định 159/2025", False),
        ("Triển khai Nghị định 30", "Triển khai Nghị quyết 30", False),
        ("Triển khai Nghị định số 159/2025/NĐ-CP", "Triển khai Nghị định 159", True),
        ("Báo cáo quý I/2025", "Báo cáo quý II/2025", False),
        ("Báo cáo trước 30/6/2025", "Báo cáo trước ngày 30 tháng 6 năm 2025", True),
        ("Báo cáo năm 2025", "Báo cáo tháng 6/2025", True),
        # What one says more than the other is a rewording.
        ("Triển khai Nghị định 271/2025", "Triển khai Nghị định 271/2025 và Nghị định 159/2025", True),
        ("Triển khai 12 xã", "Triển khai 13 xã", True),
    ],
)
def test_texts_that_may_be_one(one: str, other: str, may: bool) -> None:
    assert may_be_one(one, other) is may_be_one(other, one) is may


_BEFORE = "Khẩn trương tham mưu, trình cấp có thẩm quyền ban hành kế hoạch triển khai thi hành"
_AFTER = "bảo đảm tiến độ, chất lượng, hiệu quả"
_FORMS = {
    (1, 9999): ["Nghị định {}/2025", "Nghị định số {}", "Quyết định số {}/QĐ-TTg", "văn bản số {}/BNV-CCHC"],
    (1, 12): ["trước tháng {}/2025", "trước ngày 15/{}/2025", "đến ngày 1/{}", "xong tháng {}"],
    (1, 4): ["trong quý {} năm 2025", "trong quý {}"],
    (1990, 2050): ["trong năm {}", "từ {} đến 2060", "ngày 05 tháng 6 năm {}", "tháng 6/{}"],
}
_TWO_OTHERS = st.sampled_from([(bounds, form) for bounds, forms in _FORMS.items() for form in forms]).flatmap(
    lambda one: st.tuples(
        st.just(one[1]), st.lists(st.integers(*one[0]), min_size=2, max_size=2, unique=True).map(tuple)
    )
)


@given(_TWO_OTHERS, st.booleans())
def test_tasks_that_name_another_document_or_day_are_never_paired_by_likeness(
    others: tuple[str, tuple[int, int]], under_one_id: bool
) -> None:
    form, numbers = others
    texts = [f"{_BEFORE} {form.format(number)} {_AFTER}" for number in numbers]
    assert not may_be_one(*texts)
    ids = ("1", "1" if under_one_id else "2")
    old, new = (
        Register((Column("noi_dung", "Nội dung"),), (Task(ma, {"noi_dung": text}),))
        for ma, text in zip(ids, texts, strict=True)
    )
    assert paired(old, new).tasks == {}


def test_what_is_paired_by_likeness_alone_is_said_to_be_near() -> None:
    def register(*texts: str) -> Register:
        rows = tuple(Task(str(at), {"noi_dung": text}) for at, text in enumerate(texts, 1))
        return Register((Column("noi_dung", "Nội dung"),), rows)

    found = paired(register(_BEFORE, "Việc hai"), register("Việc hai", f"{_BEFORE} trong năm 2025"))
    assert {ma: task.ma for ma, task in found.tasks.items()} == {"1": "2", "2": "1"}
    assert found.near == {"2"}
