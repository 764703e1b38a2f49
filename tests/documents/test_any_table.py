"""The law of tables: whatever table an office made, Word and Excel show it cell by cell, joined as it was."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from grids import Grid, sheet_grid, word_grid
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.commands.rendered import excel_with_bases, word_of
from generator.reading.dossier import load_dossier
from generator.values.findings import Finding, has_errors

AS_OF = date(2026, 6, 30)
EXAMPLES = int(os.environ.get("VANBAN_TABLES", "25"))
YAML = """loai: phu-luc
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
trich_yeu: Danh mục
bang: {nguon: bang.xlsx%s}
"""
OTHERS = (
    "Đơn vị chủ trì", "Cơ quan phối hợp thực hiện", "Thời hạn", "Sản phẩm đầu ra", "Theo dõi", "Kinh phí (đồng)",
    "Ký hiệu hồ sơ", "Người đọc", "2026", "2027", "Ghi chú", "Địa bàn", "",
)  # fmt: skip
TEXTS = (
    "Phòng Kế hoạch", "Phòng Tài chính; Văn phòng", "30/6/2026", "Quý II/2026", "Thường xuyên", "45,5%", "1.250.000",
    "0007", "A & B < C", "{{ 7*7 }}", "=1+1", "Dòng một\nDòng hai", "Báo cáo", "", "", "x" * 70, "Đã hoàn thành", "1/2",
)  # fmt: skip


@dataclass
class Made:
    """A sheet as cells and joined ranges, rows and columns from 1."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def saved(self) -> bytes:
        book = openpyxl.Workbook()
        for (row, column), text in self.cells.items():
            if text:
                cell = book.active.cell(row, column)
                cell.value, cell.data_type = text, "s"
        for top, left, bottom, right in self.merges:
            book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        raw = io.BytesIO()
        book.save(raw)
        return raw.getvalue()


@st.composite
def tables(draw: Callable) -> Made:
    """Header of one to three levels, sections of every shape, tasks, joined cells across and down, a total."""
    made = Made()
    titles = ["STT", "Nội dung nhiệm vụ", *draw(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=6, unique=True))]
    levels = draw(st.integers(1, 3))
    last = _header(draw, made, titles, levels)
    width, row, number = len(titles), last, 0
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            row += 1
            _section(draw, made, row, width)
        first = row + 1
        for _ in range(draw(st.integers(1, 4))):
            row, number = row + 1, number + 1
            made.cells[row, 1] = f"{number}."
            made.cells[row, 2] = f"Nhiệm vụ thứ {number} của bảng này"
            for column in range(3, width + 1):
                made.cells[row, column] = draw(st.sampled_from(TEXTS))
        _joins(draw, made, first, row, width)
    if draw(st.booleans()):
        row += 1
        made.cells[row, 1] = "Tổng cộng"
        made.merges.append((row, 1, row, 2))
        made.cells[row, width] = "125"
    return made


def _header(draw: Callable, made: Made, titles: list[str], levels: int) -> int:
    grouped = draw(st.integers(3, len(titles) - 1)) if levels > 1 and len(titles) > 3 else 0
    levels = levels if grouped else 1
    for column, title in enumerate(titles, start=1):
        under = grouped and column >= grouped
        made.cells[levels if under else 1, column] = title or ("Cột" if under else title)
        if not under and levels > 1:
            made.merges.append((1, column, levels, column))
    if grouped:
        for level in range(1, levels):
            made.cells[level, grouped] = f"Nhóm cột cấp {level}"
            made.merges.append((level, grouped, level, len(titles)))
    return levels


def _section(draw: Callable, made: Made, row: int, width: int) -> None:
    number = draw(st.sampled_from(("I", "II", "A", "II.1")))
    shape = draw(st.sampled_from(("apart", "merged", "one cell")))
    if shape == "one cell":
        made.cells[row, 1] = f"{number}. NHÓM NHIỆM VỤ"
        made.merges.append((row, 1, row, width))
        return
    made.cells[row, 1], made.cells[row, 2] = number, "Nhóm nhiệm vụ về thể chế"
    if shape == "merged":
        made.merges.append((row, 2, row, width))


def _joins(draw: Callable, made: Made, first: int, last: int, width: int) -> None:
    taken: set[int] = set()
    for column in range(3, width + 1):
        how = draw(st.sampled_from(("", "", "", "down", "across")))
        if how == "down" and last > first and column not in taken:
            area = (first, column, last, column)
        elif how == "across" and column < width and not {column, column + 1} & taken:
            area = (first, column, first, column + 1)
        else:
            continue
        taken |= {column, area[3]}
        made.merges.append(area)
        for row in range(area[0], area[2] + 1):
            for at in range(area[1], area[3] + 1):
                if (row, at) != area[:2]:
                    made.cells.pop((row, at), None)
        made.cells[area[0], area[1]] = made.cells[area[0], area[1]] or "Theo phân công"


def built(folder: Path, book: bytes, asked: str = "") -> tuple[Grid, Grid, tuple[Finding, ...]]:
    """A workbook as an annex: the tables of its Word and its Excel file, and what was found."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bang.xlsx").write_bytes(book)
    (folder / "van-ban.yaml").write_text(YAML % asked, encoding="utf-8")
    dossier, findings = load_dossier(folder)
    ((workbook, _),) = excel_with_bases(dossier, AS_OF, folder)
    header = next(text for text, *_ in sheet_grid(book)[0] if text)
    return word_grid(word_of(dossier, AS_OF)), sheet_grid(workbook.read_bytes(), header), findings


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(tables())
def test_a_table_is_printed_as_it_was_made(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    # A column that holds nothing at all is no column (where it is drawn, V239 says so).
    assume({column for (_, column), text in made.cells.items() if text} == {column for _, column in made.cells})
    book = made.saved()
    want = sheet_grid(book)
    word, excel, findings = built(tmp_path_factory.mktemp("x") / "bang", book)
    assert word == want
    assert excel == want
    assert not has_errors(findings)
