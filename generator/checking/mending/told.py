"""The page that tells what `--fix` changed: where, what was there, what is there now, by which rule."""

from __future__ import annotations

import io
from collections.abc import Sequence

from generator.ooxml.package import read_bytes
from generator.values.findings import Finding

_MOST = 40  # rows: a page or so; the rest is counted
_HEADS = ("Chỗ", "Trước → sau", "Đã sửa", "Quy tắc")
_WIDTHS_MM = (24, 70, 52, 19)
_LONGEST = 160  # characters of a cell


def page_of_changes(file: str, changes: Sequence[Finding]) -> dict[str, bytes]:
    """A Word package with one table of the changes, on an A4 page."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(25), Mm(20), Mm(20), Mm(20),
    )  # fmt: skip
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    document.add_paragraph().add_run(f"Các chỗ đã sửa trong {file}").bold = True
    table = document.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, _HEADS, strict=True):
        cell.text = head
    for change in changes[:_MOST]:
        at = f"đoạn {change.place.line}" if change.place.line else "toàn văn bản"
        texts = (at, change.value, str(change.message), change.code)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS_MM, strict=True):
            cell.width = Mm(width)
    if len(changes) > _MOST:
        document.add_paragraph(f"Và {len(changes) - _MOST} chỗ khác; xem --json.")
    made = io.BytesIO()
    document.save(made)
    return dict(read_bytes(made.getvalue(), shown_as=file))
