"""Tables read cell by cell with their spans by readers of their own: what a test holds ours against."""

from __future__ import annotations

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Cell = tuple[str, int, int]
Grid = list[list[Cell]]


def plain(text: object) -> str:
    """A text without differences of white space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", "" if text is None else str(text))).strip()


def word_grid(data: bytes) -> Grid:
    """The largest table of a Word file: by row the cells that begin in it, with the rows and columns they cover."""
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return max((_word_rows(table) for table in root.iter(f"{W}tbl")), key=len)


def _word_rows(table: ET.Element) -> Grid:
    rows = [list(_word_cells(row)) for row in table.findall(f"{W}tr")]
    made: Grid = []
    for at, row in enumerate(rows):
        cells = []
        for column, span, merge, text in row:
            if merge == "continue":
                continue
            height = 1
            while (
                merge == "restart"
                and at + height < len(rows)
                and (column, span, "continue") in {cell[:3] for cell in rows[at + height]}
            ):
                height += 1
            cells.append((text, height, span))
        made.append(cells)
    return made


def _word_cells(row: ET.Element) -> Iterator[tuple[int, int, str, str]]:
    column = 0
    for cell in row.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        width = int(span.get(f"{W}val", "1")) if span is not None else 1
        how = "" if merge is None else merge.get(f"{W}val") or "continue"
        paragraphs = ("".join(_word_text(paragraph)) for paragraph in cell.iter(f"{W}p"))
        yield column, width, how, plain("\n".join(paragraphs))
        column += width


def _word_text(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in (f"{W}br", f"{W}tab"):
            yield "\n"


def sheet_grid(data: bytes, header: str = "") -> Grid:
    """The visible cells of a workbook's first sheet from the row that holds the text `header` on."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    hidden = {key for key, one in sheet.column_dimensions.items() if one.hidden}
    columns = [
        column for column in range(1, sheet.max_column + 1) if openpyxl.utils.get_column_letter(column) not in hidden
    ]
    spans, covered = _merges(sheet, columns)
    rows = [
        [
            (plain(sheet.cell(row, column).value), *spans.get((row, column), (1, 1)))
            for column in columns
            if (row, column) not in covered
        ]
        for row in range(1, sheet.max_row + 1)
    ]
    first = next((at for at, row in enumerate(rows) if any(text == header for text, *_ in row)), 0) if header else 0
    return [row for row in rows[first:] if any(text for text, *_ in row)]


def _merges(sheet: Any, columns: list[int]) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    spans, covered = {}, set()
    for area in sheet.merged_cells.ranges:
        across = [column for column in columns if area.min_col <= column <= area.max_col]
        spans[area.min_row, area.min_col] = (area.max_row - area.min_row + 1, len(across))
        covered |= {(row, column) for row in range(area.min_row, area.max_row + 1) for column in across}
        covered.discard((area.min_row, area.min_col))
    return spans, covered
