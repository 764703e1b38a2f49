"""What a column of the office's own may be: asked by its words and its cells, never taken."""

import openpyxl
import pytest

from generator.commands.see_table import Chosen, see_table

ROWS = [
    ("1", "Xây dựng quy chế", "Phòng Tổng hợp", "Thanh tra tỉnh", "30/6/2026", "cao"),
    ("2", "Rà soát thủ tục", "Sở Tư pháp", "Sở Tài chính", "Quý III/2026", "thấp"),
    ("3", "Báo cáo sơ kết", "Văn phòng UBND tỉnh", "Sở Nội vụ", "15/12/2026", "cao"),
]


def maybe(tmp_path, *titles: str, told: dict[str, str] | None = None) -> list[str]:
    book = openpyxl.Workbook()
    for row in (("TT", "Nội dung nhiệm vụ", *titles), *ROWS):
        book.active.append(row)
    book.save(tmp_path / "bang.xlsx")
    columns = see_table(tmp_path / "bang.xlsx", Chosen(meanings=told or {})).columns
    # What may be is not what is taken.
    assert all(not one.maybe or not one.key for one in columns)
    return [one.maybe for one in columns][2:]


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (("Ai làm", "Cùng làm", "Bao giờ xong", "Mức"), ["chu_tri", "phoi_hop", "thoi_han", ""]),
        # By cells alone; what has a meaning already is not asked for again.
        (("Mục X", "Mục Y", "Mục Z", "Mức"), ["chu_tri", "phoi_hop", "thoi_han", ""]),
        (("Đơn vị chủ trì", "Mục Y", "Thời hạn", "Mức"), ["", "phoi_hop", "", ""]),
        # Days of something else.
        (("Mục X", "Mục Y", "Giao lúc", "Mức"), ["chu_tri", "phoi_hop", "", ""]),
    ],
)
def test_asked(tmp_path, titles: tuple[str, ...], asked: list[str]) -> None:
    assert maybe(tmp_path, *titles) == asked


def test_what_was_told_is_not_asked(tmp_path) -> None:
    told = {"C": "ghi_chu"}
    assert maybe(tmp_path, "Ai làm", "Mục Y", "Mục Z", "Mức", told=told)[0] == ""
