"""What a monthly report names of another month: events left over, footnotes that list the month's documents."""

import pytest

from generator.values.emphasis import marked
from generator.values.model import Block, Origin
from tests.linting.data import found, paper
from tests.reading.figures.test_eight_paragraphs import FIVE

LISTED = (
    "Quyết định số 101/QĐ-UBND ngày 02/5/2030 về A; Quyết định số 117/QĐ-UBND ngày 09/5/2030 về B; Công văn số "
    "230/UBND-NC ngày 05/5/2030 về C; Công văn số 241/UBND-NC ngày 08/5/2030 về D; Báo cáo số 15/BC-UBND ngày "
    "10/5/2030 về E."
)
SEVEN = f"Ban hành, triển khai 02 Quyết định, 03 văn bản^[{LISTED}] chỉ đạo; tổ chức 16 lượt làm việc."
CODES = ("L012", "L013", "L014")


def told(*texts, month="5/2030"):
    given = paper(
        "bao-cao",
        f"Kết quả thực hiện Chương trình 09 tháng {month}",
        body=tuple(
            Block("doan", marked(text), origin=Origin("noi-dung.md", row=row)) for row, text in enumerate(texts, 1)
        ),
    )
    return [(code, str(one.message)) for code in CODES for one in found(code, given)]


def test_a_list_that_is_whole_and_of_the_month():
    assert told(SEVEN, FIVE) == []


def test_the_list_is_counted_against_its_sentence():
    ((code, said),) = told(SEVEN.replace("03 văn bản", "04 văn bản"), FIVE)
    assert code == "L013" and "Câu nêu 6 văn bản (02 + 04), chú thích liệt kê 5, lệch 1." in said
    ((code, said),) = told(SEVEN.replace("02 Quyết định, 03", "03 Quyết định, 02"), FIVE)
    assert code == "L013" and "“03 Quyết định”: chú thích liệt kê 2." in said


def test_every_date_of_the_list_lies_in_the_period():
    ((code, said),) = told(SEVEN.replace("02/5/2030", "02/3/2030"), FIVE)
    assert code == "L014" and "từ 16/4/2030 đến 15/5/2030" in said
    assert told(SEVEN.replace("02/5/2030", "16/4/2030"), FIVE) == []


def test_without_a_cut_off_the_period_begins_somewhere_in_the_month_before():
    assert told(SEVEN.replace("02/5/2030", "02/4/2030")) == []
    assert [code for code, _ in told(SEVEN.replace("02/5/2030", "02/3/2030"))] == ["L014"]
    assert told("Ngày 12/4/2030, tổ chức hội nghị tại xã A.") == []
    assert [code for code, _ in told("Ngày 12/3/2030, tổ chức hội nghị tại xã A.")] == ["L012"]


def test_two_lists_in_one_paragraph_each_with_its_own_counts():
    text = f"Ban hành 05 văn bản^[{LISTED}]; tham mưu 01 Kế hoạch^[Kế hoạch số 7/KH-UBND ngày 03/5/2030.] về A."
    assert told(text, FIVE) == []
    ((code, said),) = told(text.replace("01 Kế hoạch", "02 Kế hoạch"), FIVE)
    assert code == "L013" and "Câu nêu 2 văn bản (02)" in said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ngày 12/4/2030, tổ chức hội nghị tại xã A.", False),
        ("Ngày 12/5/2030, tổ chức hội nghị tại xã A.", True),
        ("Tăng so với ngày 12/4/2030.", True),
        ("Ngày 12/4/2029, thành lập tổ công tác.", True),
        ("Theo Quyết định số 15/QĐ-TTg ngày 12/4/2030, triển khai việc A.", True),
    ],
)
def test_an_event_of_last_month(text, kept):
    assert (told(text, FIVE) == []) is kept
