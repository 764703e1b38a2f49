"""A table that chose no task: Word prints its sentence, and that there is no Excel file is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import options
from openpyxl import Workbook

from generator.commands.build import build

SOURCE = """loai: ke-hoach
co_quan: {{ten: Sở Mẫu, ky_hieu: SM}}
so:
ngay: 2030-01
dia_danh: Tỉnh X
trich_yeu: Công tác năm 2030
noi_nhan: [Các phòng, "Lưu: VT"]
ky: {{chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}}
noi_dung: [{{bang: {{nguon: nhiem-vu.xlsx, loc: {{thoi_han: {{tu: 1/1/{year}}}}}, khi_trong: Không có nhiệm vụ nào.}}}}]
"""


@pytest.mark.parametrize(
    ("year", "formats", "told"),
    [
        (2050, ("docx", "xlsx"), ["V514"]),
        (2050, ("xlsx",), ["V514"]),
        (2050, ("docx",), []),
        (2030, ("docx", "xlsx"), []),
    ],
)
def test_that_there_is_no_excel_file_is_said(
    tmp_path: Path, year: int, formats: tuple[str, ...], told: list[str]
) -> None:
    home = tmp_path / "data" / "ke-hoach"
    home.mkdir(parents=True)
    book = Workbook()
    book.active.append(["Mã", "Số TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian"])
    book.active.append(["NV01", "1", "Xây dựng quy chế", "Văn phòng", "30/6/2030"])
    book.save(home / "nhiem-vu.xlsx")
    (home / "van-ban.yaml").write_text(SOURCE.format(year=year), encoding="utf-8")
    result = build(home, options(tmp_path / "out", formats=formats))
    assert [finding.code for finding in result.findings if finding.code == "V514"] == told
    made = {output.format for output in result.outputs}
    assert made == ({*formats} - {"xlsx"} if told else {*formats})
