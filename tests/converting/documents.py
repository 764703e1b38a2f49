"""Small documents that the tests build: Word and Excel files, and a table of many rows as raw XML."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.styles import Font

TITLE = "Ban hành Kế hoạch triển khai thực hiện Chỉ thị số 04/CT-TTg"
LETTERS = "Ẫ ẵ ặ ẻ ẽ ề ỗ ộ ớ ỡ ợ ữ ự ỳ ỷ ỹ ỵ đ Đ"


def word(path: Path, *paragraphs: str, font: str = "Times New Roman") -> Path:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = font
    normal.element.rPr.rFonts.set(qn("w:cs"), font)
    document.add_heading("QUYẾT ĐỊNH", level=1)
    for run in document.paragraphs[0].runs:
        run.font.name = font
        run.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        del run.element.rPr.rFonts.attrib[qn("w:asciiTheme")]
    for text in paragraphs or (TITLE, LETTERS):
        document.add_paragraph(text)
    document.save(str(path))
    return path


def excel(path: Path, *texts: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, text in enumerate(texts or (TITLE, LETTERS), 1):
        cell = sheet.cell(number, 1, text)
        cell.font = Font(name="Times New Roman", size=13)
    book.save(path)
    return path
