"""Figures of a report that nobody closed at a day are counted today: said where that is after the report's own day."""

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.commands.build import BuildOptions, build

NOW = datetime(2026, 11, 28)
REPORT = """loai: bao-cao
co_quan: {ten: Tổ công tác mẫu, ky_hieu: TCTM}
%s
dia_danh: Hà Nội
trich_yeu: Kết quả
so_lieu: {nguon: nv.csv}
noi_dung: ["Có {so_nhiem_vu} nhiệm vụ, {so_qua_han} quá hạn."]
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Tổ trưởng, ho_ten: Họ và tên}
"""


def said(home: Path, dated: str, as_of: date | None = None) -> list[tuple[str, str, str]]:
    home.mkdir()
    (home / "van-ban.yaml").write_text(REPORT % dated, "utf-8")
    (home / "nv.csv").write_text(
        "Mã,Nội dung,Đơn vị chủ trì,Thời hạn\nNV1,Lập danh mục,Sở Nội vụ,05/01/2025\n", "utf-8"
    )
    options = BuildOptions(as_of or NOW.date(), NOW, ("docx",), home.parent / "out", closed=as_of is None)
    found = build(home, options).findings
    return [(one.code, Path(one.place.file).name, str(one.hint)) for one in found if one.code == "V531"]


@pytest.mark.parametrize(("dated", "last"), [
    ("ngay: 2024-12", "2024-12-31"), ("ngay: 2024-02", "2024-02-29"), ("ngay: 2026-11-27", "2026-11-27"),
    ("ngay: 2025", "2025-12-31"),
])  # fmt: skip
def test_figures_of_today_in_an_older_report_are_said(tmp_path: Path, dated: str, last: str) -> None:
    ((code, file, hint),) = said(tmp_path / "bc", dated)
    assert (code, file) == ("V531", "van-ban.yaml") and f"--as-of {last}" in hint


@pytest.mark.parametrize(("dated", "as_of"), [
    ("ngay: 2024-12", date(2025, 1, 3)),  # A day that somebody named.
    ("ngay: 2024-12\nky_bao_cao: {loai: thang, ngay: 2024-12}", None),  # Closed at the end of its period.
    ("ngay: 2026-11", None), ("ngay: 2026-11-28", None), ("{}", None),
])  # fmt: skip
def test_figures_of_a_day_that_is_known_are_not(tmp_path: Path, dated: str, as_of: date | None) -> None:
    assert said(tmp_path / "bc", dated.replace("{}", ""), as_of) == []
