"""Charts of counts: the figures of the register, in a picture and in the words that describe it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from conftest import DATA, options
from PIL import Image

from generator.commands.build import build
from generator.ooxml import package
from generator.ooxml.names import WP, w
from generator.rendering.word import charts
from generator.values.errors import MissingProgramError

REPORT = """loai: bao-cao
co_quan: {{ten: Sở Mẫu, ky_hieu: SM}}
trich_yeu: Kết quả
noi_dung:
  - doan: Kết quả như sau
  - bieu_do: {{nguon: nhiem-vu.xlsx{more}}}
    tieu_de: Số nhiệm vụ đến {{ngay_xet}}
  - doan: Sở Mẫu tiếp tục theo dõi
so_lieu: {{nguon: nhiem-vu.xlsx}}
ky: {{chuc_vu: Giám đốc, ho_ten: Họ và tên}}
noi_nhan: ["Lưu: VT"]
"""


def made(tmp_path: Path, more: str = "") -> dict[str, bytes]:
    """A report with a chart over the city's register, as the parts of its Word file."""
    folder = tmp_path / "bao-cao"
    folder.mkdir(exist_ok=True)
    shutil.copy(DATA / "phu-luc-hcmc" / "nhiem-vu.xlsx", folder)
    (folder / "van-ban.yaml").write_text(REPORT.format(more=more), encoding="utf-8")
    result = build(folder, options(tmp_path / "out", formats=("docx",), force=True))
    return package.read(result.outputs[0].path)


def told(parts: dict[str, bytes]) -> list[str]:
    """What the pictures of a document are said to show."""
    root = package.parse_xml(parts["word/document.xml"], shown_as="a", part="d")
    return [drawing.get("descr") for drawing in root.iter(f"{{{WP}}}docPr")]


def texts(parts: dict[str, bytes]) -> list[str]:
    root = package.parse_xml(parts["word/document.xml"], shown_as="a", part="d")
    return ["".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p"))]


def test_a_chart_tells_its_figures_and_has_a_caption(tmp_path: Path) -> None:
    parts = made(tmp_path)
    (words,) = told(parts)
    counts = [int(piece.rpartition(": ")[2]) for piece in words.removesuffix(".").split(". ")[1].split("; ")]
    assert words.startswith("Biểu đồ số nhiệm vụ. Hoàn thành: ") and sum(counts) == 35
    assert "Số nhiệm vụ đến ngày 31 tháng 12 năm 2024" in texts(parts)
    (name,) = (part for part in parts if part.startswith("word/media/"))
    assert Image.open(io.BytesIO(parts[name])).size[0] == 160 * 8


def test_a_chart_of_units_and_of_a_selection(tmp_path: Path) -> None:
    (words,) = told(made(tmp_path, ", tong_hop: don_vi, loc: {trang_thai: thuong-xuyen}"))
    everything = told(made(tmp_path, ", tong_hop: don_vi"))[0]
    assert words != everything and "Hoàn thành:" not in everything


def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path) == made(tmp_path)
    assert charts.picture((("A", 1), ("B", 2))).data != charts.picture((("A", 2), ("B", 1))).data


def test_nothing_to_count_is_said(tmp_path: Path) -> None:
    parts = made(tmp_path, ", loc: {thoi_han: {tu: 1/1/2050}}, khi_trong: Chưa có nhiệm vụ nào")
    assert told(parts) == [] and any(text.startswith("Chưa có nhiệm vụ nào") for text in texts(parts))


def test_bars_are_as_long_as_their_counts() -> None:
    picture = charts.picture((("Một", 10), ("Hai", 5), ("Không", 0), ("Rất dài " * 40, 10)))
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    fill = (0x4A, 0x67, 0x85)
    long = []
    for at in range(4):
        y = round((8 * at + 4) * 8)
        long.append(sum(image.getpixel((x, y)) == fill for x in range(image.width)))
    assert long[0] == long[3] and abs(long[1] - long[0] / 2) <= 1 and long[2] <= 2
    assert picture.width == 160 and picture.height == 34


def test_a_machine_without_fonts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "_FONTS", ("khong-co.ttf",))
    charts._font.cache_clear()
    with pytest.raises(MissingProgramError) as caught:
        charts.picture((("A", 1),))
    assert [finding.code for finding in caught.value.findings] == ["V180"]
    charts._font.cache_clear()
