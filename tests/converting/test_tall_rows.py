"""A row that no page holds comes out whole in the PDF; rows that fit stay whole on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pdf_pages import page_texts

from benchmarks.long_table import write_long_table
from generator import build
from generator.converting.tall_rows import let_split
from generator.ooxml import package

# The texts of two rows, each too long in another column.
LONG = {
    "Nhiệm vụ": [f"chữ{number}" for number in range(1500)],
    "Đơn vị chủ trì": [f"từ{number}" for number in range(1500)],
}
DATA = """loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
dia_danh: Hà Nội
trich_yeu: Kết quả thực hiện nhiệm vụ
noi_dung: [{bang: {nguon: nhiem-vu.csv, mau: phu-luc-5-cot}}]
noi_nhan: [Lưu VT]
ky: {chuc_vu: Giám đốc}
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a table with both rows."""
    folder = tmp_path_factory.mktemp("dai")
    (folder / "van-ban.yaml").write_text(DATA, encoding="utf-8")
    rows = [{"Nhiệm vụ": "Việc dài", "Đơn vị chủ trì": "Sở Mẫu", column: " ".join(LONG[column])} for column in LONG]
    rows.append({"Nhiệm vụ": "Việc ngắn", "Đơn vị chủ trì": "Sở Mẫu"})
    lines = [",".join(("STT", *LONG)), *(f"{at},{','.join(row.values())}" for at, row in enumerate(rows, start=1))]
    (folder / "nhiem-vu.csv").write_text("\n".join(lines), encoding="utf-8")
    (made,) = build(folder, formats=("pdf",), out=folder / "out", as_of=date(2026, 1, 31)).outputs
    return page_texts(made.path)


@pytest.mark.parametrize("column", LONG)
def test_no_word_of_a_row_higher_than_a_page_is_lost(column: str, printed: list[str]) -> None:
    texts = ["".join(page.split()) for page in printed]
    assert sum(any(word in text for word in LONG[column]) for text in texts) > 2
    shown = "".join(texts)
    assert [word for word in LONG[column] if word not in shown] == []


def test_rows_that_a_page_holds_stay_whole(tmp_path: Path) -> None:
    source = write_long_table(tmp_path / "vua.docx", 40, words=(60, 80))
    parts = package.read(source)
    assert let_split(parts, shown_as="vua.docx") is parts
