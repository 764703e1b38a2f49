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

WORDS = [f"chữ{number}" for number in range(1500)]
DATA = """loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
dia_danh: Hà Nội
trich_yeu: Kết quả thực hiện nhiệm vụ
noi_dung: [{bang: {nguon: nhiem-vu.csv, mau: phu-luc-5-cot}}]
noi_nhan: [Lưu VT]
ky: {chuc_vu: Giám đốc}
"""


@pytest.mark.parametrize("column", ["Nhiệm vụ", "Đơn vị chủ trì"])
def test_no_word_of_a_row_higher_than_a_page_is_lost(column: str, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "dai"
    folder.mkdir(parents=True)
    (folder / "van-ban.yaml").write_text(DATA, encoding="utf-8")
    texts = {"STT": "1", "Nhiệm vụ": "Việc dài", "Đơn vị chủ trì": "Sở Mẫu", column: " ".join(WORDS)}
    rows = [",".join(texts), ",".join(texts.values()), "2,Việc ngắn,Sở Mẫu"]
    (folder / "nhiem-vu.csv").write_text("\n".join(rows), encoding="utf-8")
    (made,) = build(folder, formats=("pdf",), out=tmp_path / "out", as_of=date(2026, 1, 31)).outputs
    pages = page_texts(made.path)
    shown = "".join("".join(pages).split())
    assert len(pages) > 2
    assert [word for word in WORDS if word not in shown] == []


def test_rows_that_a_page_holds_stay_whole(tmp_path: Path) -> None:
    source = write_long_table(tmp_path / "vua.docx", 40, words=(60, 80))
    parts = package.read(source)
    assert let_split(parts, shown_as="vua.docx") is parts
