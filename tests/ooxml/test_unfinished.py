"""Red in the cells of a workbook: of a whole cell, of some words of it, in the colours of old workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from generator.ooxml.unfinished import in_workbook
from generator.values.errors import InputError


def test_red_cells_and_red_words_are_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"], sheet["A5"] = "đỏ", "đỏ cũ", "đen", 12, "xanh"
    sheet["A1"].font = Font(color="FFC00000")
    sheet["A2"].font = Font(color=Color(indexed=10))
    sheet["A4"].font = Font(color="FFFF0000")
    sheet["A5"].font = Font(color="FF0000FF")
    book.save(tmp_path / "a.xlsx")
    found = [(one.place.cell, one.text) for one in in_workbook(tmp_path / "a.xlsx", "a.xlsx")]
    assert found == [("A1", "đỏ"), ("A2", "đỏ cũ")]


def test_some_words_of_a_cell_are_red(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = CellRichText("Báo cáo ", TextBlock(InlineFont(color="FFFF0000"), "xem lại số"), " trước ngày 5")
    book.save(tmp_path / "a.xlsx")
    assert [(one.place.cell, one.text) for one in in_workbook(tmp_path / "a.xlsx", "a.xlsx")] == [("B2", "xem lại số")]


def test_a_file_that_cannot_be_read_is_no_file_without_red(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(InputError):
        list(in_workbook(tmp_path / "a.xlsx", "a.xlsx"))
