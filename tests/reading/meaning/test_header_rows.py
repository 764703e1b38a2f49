"""Where the header of a sheet stands: levels, titles above it, column numbers, tables that begin elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.meaning import columns
from generator.reading.meaning.header_rows import HeaderRows, Merge, header_paths, header_rows, is_column_numbers


def rows_of(text: str) -> list[list[str]]:
    """Rows of a drawing: a line each, cells parted by `|`."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


ONE = """
STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn
1 | Xây dựng quy trình | Văn phòng | Quý II/2026
"""
TITLED = """
PHỤ LỤC II | | |
DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026 | | |
(Kèm theo Kế hoạch số 12/KH-SM ngày 05/01/2026 của Sở Mẫu) | | |
 | | |
TT | Đầu việc | Người phụ trách | Hạn xử lý
I | Nhóm thứ nhất | |
1 | Lập kế hoạch | Đ/c Giám đốc | 30/6/2026
"""
TWO = """
STT | Nhiệm vụ | Đơn vị thực hiện | | Thời hạn
 | | Chủ trì | Phối hợp |
(1) | (2) | (3) | (4) | (5)
1 | Xây dựng quy trình | Phòng Kế hoạch | Văn phòng | Quý II/2026
"""
THREE = """
STT | Chỉ tiêu | Lộ trình | | | | Cơ quan chủ trì
 | | Năm 2026 | | Năm 2027 | |
 | | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện |
1 | Tỷ lệ hồ sơ trực tuyến | 60 | 62 | 75 | | Phòng Kế hoạch
"""
UNJOINED = """
Nhiệm vụ | Kết quả | | Ghi chú
 | Đã làm | Còn lại |
Lập danh mục | 3 | 4 |
"""
AT_C = """
 | | STT | Nội dung công việc | Đơn vị chủ trì
 | | 1 | Lập kế hoạch | Văn phòng
"""
SHEET_OF_NOTES = """
SỞ MẪU | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
VĂN PHÒNG | | Độc lập - Tự do - Hạnh phúc |
 | | Hà Nội, ngày 05 tháng 01 năm 2026 |
BẢNG PHÂN CÔNG | | |
STT | Nội dung | Phân công | Thời gian
1 | Lập kế hoạch | Phòng Một | 01/02/2026
"""
REPEATED = """
STT | Nhiệm vụ | Thời hạn
1 | Lập kế hoạch | 01/02/2026
STT | Nhiệm vụ | Thời hạn
2 | Khảo sát | 01/03/2026
"""
UNKNOWN = """
Tên xã | Diện tích | Dân số
Xã Tân An | 12,5 | 1.200
Xã Bình Lâm | 8,4 | 900
"""
ONLY_HEADER = """
STT | Nhiệm vụ | Thời hạn | Ghi chú
"""
ONE_COLUMN = """
Nhiệm vụ
Lập kế hoạch
Khảo sát
"""
ABC_NUMBERS = """
STT | Nội dung | Dự toán | Thực hiện | Tỷ lệ
A | B | 1 | 2 | 3=2/1
1 | Hội nghị | 100 | 90 | 90%
"""
TALL_TITLE = """
PHỤ LỤC | | |
 | | |
STT | Nhiệm vụ | Đơn vị | Thời hạn
1 | Lập kế hoạch | Văn phòng | Tháng 3
"""

# What is joined across in THREE.
GROUPS = [Merge(0, 2, 0, 5), Merge(1, 2, 1, 3), Merge(1, 4, 1, 5)]


@pytest.mark.parametrize(
    ("text", "merges", "expected"),
    [
        pytest.param(ONE, [], (0, 1, -1), id="one level"),
        pytest.param(TITLED, [Merge(0, 0, 0, 3), Merge(1, 0, 1, 3)], (4, 1, -1), id="titles above, joined"),
        pytest.param(TITLED, [], (4, 1, -1), id="titles above, not joined"),
        pytest.param(
            TWO,
            [Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3), Merge(0, 4, 1, 4)],
            (0, 2, 2),
            id="two levels and column numbers",
        ),
        pytest.param(TWO, [Merge(0, 2, 0, 3)], (0, 2, 2), id="two levels, only the group joined"),
        pytest.param(
            THREE,
            [Merge(0, 0, 2, 0), Merge(0, 1, 2, 1), *GROUPS, Merge(0, 6, 2, 6)],
            (0, 3, -1),
            id="three levels",
        ),
        pytest.param(THREE, GROUPS, (0, 3, -1), id="three, only groups"),
        pytest.param(UNJOINED, [Merge(0, 1, 0, 2)], (0, 2, -1), id="a group of unknown columns"),
        pytest.param(AT_C, [], (0, 1, -1), id="begins at column C"),
        pytest.param(SHEET_OF_NOTES, [Merge(3, 0, 3, 3)], (4, 1, -1), id="the head of a document above"),
        pytest.param(REPEATED, [], (0, 1, -1), id="a header said again"),
        pytest.param(UNKNOWN, [], (0, 1, -1), id="no known title"),
        pytest.param(ONLY_HEADER, [], (0, 1, -1), id="nothing below"),
        pytest.param(ONE_COLUMN, [], (0, 1, -1), id="one column"),
        pytest.param(ABC_NUMBERS, [], (0, 1, 1), id="column letters and numbers"),
        pytest.param(TALL_TITLE, [Merge(0, 0, 1, 3)], (2, 1, -1), id="a title over two rows"),
    ],
)  # fmt: skip
def test_where_the_header_stands(text, merges, expected):
    found = header_rows(rows_of(text), merges)
    assert found is not None
    assert (found.first, found.count, found.numbers) == expected


def test_a_known_header_is_surer_than_an_unknown_one():
    known, unknown = header_rows(rows_of(ONE)), header_rows(rows_of(UNKNOWN))
    assert known is not None
    assert unknown is not None
    assert known.certainty > 0.9 > 0.5 > unknown.certainty


def test_no_header_in_prose_or_nothing():
    prose = [["Căn cứ Kế hoạch của Sở Mẫu, các phòng thực hiện như sau:"], [""], ["1. Lập danh mục trước 30/6/2026."]]
    assert header_rows(prose) is None
    assert header_rows([]) is None


def test_paths_go_from_the_top_level_down():
    merges = [Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3), Merge(0, 4, 1, 4)]
    rows = rows_of(TWO)
    header = header_rows(rows, merges)
    assert header is not None
    assert header_paths(rows, merges, header) == (
        ("STT",), ("Nhiệm vụ",), ("Đơn vị thực hiện", "Chủ trì"), ("Đơn vị thực hiện", "Phối hợp"), ("Thời hạn",),
    )  # fmt: skip
    assert header.body == 3


def test_paths_of_three_levels_and_of_columns_without_a_title():
    assert header_paths(rows_of(THREE), GROUPS, HeaderRows(0, 3, 1.0))[3] == ("Lộ trình", "Năm 2026", "Thực hiện")
    assert header_paths(rows_of(AT_C), [], HeaderRows(0, 1, 1.0))[:3] == ((), (), ("STT",))


@pytest.mark.parametrize(
    ("row", "is_it"),
    [
        ("(1) | (2) | (3)", True),
        ("1 | 2 | 3 | 4", True),
        ("A | B | 1 | 2", True),
        ("(1) | (2) | (3)=(1)+(2) | (4)", True),
        ("1 | 2", False),
        ("1 | 3 | 2", False),
        ("1 | Lập kế hoạch | 3", False),
        ("60 | 75 | 90", False),
    ],
)
def test_a_row_of_column_numbers(row, is_it):
    assert is_column_numbers([cell.strip() for cell in row.split("|")]) is is_it


@given(
    st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8),
    st.lists(
        st.builds(
            lambda top, left, down, right: Merge(top, left, top + down, left + right),
            *(st.integers(0, 7) for _ in range(4)),
        ),
        max_size=6,
    ),
)
def test_any_sheet_has_a_header_within_it_or_none(rows, merges):
    found = header_rows(rows, merges)
    if found:
        assert 0 <= found.first < found.first + found.count <= len(rows)
        assert found.body <= len(rows)
        assert 0 <= found.certainty <= 1
        header_paths(rows, merges, found)


def test_rows_that_can_be_no_header_are_not_asked_for_their_words(monkeypatch):
    asked = []
    said = columns.said_by_words
    monkeypatch.setattr(columns, "said_by_words", lambda text: asked.append(text) or said(text))
    tasks = [[str(number), f"Lập danh mục số {number}", "Văn phòng", "Quý II"] for number in range(1, 40)]
    assert header_rows([["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"], *tasks]) == HeaderRows(0, 1, 0.99)
    assert asked == ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Kết quả thực hiện đến 30/9/2026", True),
        ("Kết quả (tính đến ngày 15/6/2026)", True),
        ("Đã xong đến 30/9/2026", False),
        ("Kết quả ngày 30/9/2026", False),
    ],
)
def test_a_title_may_name_the_day_until_which_its_column_tells(title: str, found: bool) -> None:
    rows = rows_of(f"STT | Nhiệm vụ | Đơn vị chủ trì | {title}\n1 | Lập kế hoạch | Văn phòng | Đã xong")
    header = header_rows(rows)
    assert (header is not None and header.first == 0) is found
