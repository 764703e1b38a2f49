"""Phụ lục 03 (690 rows) and Phụ lục I of TP. Hồ Chí Minh (35 rows), cell by cell: Word, Excel and PDF.

Words are never changed. What our form rules is set right: the title in capitals, "Phụ lục" in small letters (III.1).
"""

import pytest
from conftest import seed, squeezed
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

NAMES = ["phu-luc-hcmc", "phu-luc-03"]
COLUMNS = 9


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def document(annexes, name):
    return Document(annexes / name / f"{name}.docx")


def table_of(document) -> etree._Element:
    return next(table._tbl for table in document.tables if len(table._tbl.tr_lst) > 4)


def cell_text(cell) -> str:
    """The text of a cell: line breaks as written, paragraphs one below the other."""
    paragraphs = []
    for paragraph in cell.iter(qn("w:p")):
        pieces = ["\n" if e.tag == qn("w:br") else e.text or "" for e in paragraph.iter(qn("w:t"), qn("w:br"))]
        paragraphs.append("".join(pieces))
    return "\n".join(paragraphs)


def rows_of(document) -> list[list[str]]:
    return [[cell_text(cell) for cell in row.tc_lst] for row in table_of(document).tr_lst]


def expected_rows(expected) -> list[list[str]]:
    """Task rows with the section rows before their first task."""
    rows, left = [], list(expected["dong"])
    for number, title, count in expected["muc"]:
        rows += [[number, title], *left[:count]]
        left = left[count:]
    return [*rows, *left]


def test_headings(document, name):
    expected = seed(name)
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[0].upper() == expected["nhan"]
    assert texts[1] == expected["trich_yeu"].upper()
    if expected["kem_theo"]:
        assert squeezed(texts[2]).lower() == squeezed(expected["kem_theo"]).lower().replace("(kèm", "(kèmtheo")


def test_two_header_rows_repeat_on_each_page(document, name):
    expected = seed(name)
    upper, lower = rows_of(document)[:2]
    assert upper == expected["tieu_de_cot"]
    assert lower == [""] * 5 + expected["ket_qua"]
    rows = table_of(document).tr_lst
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True] + [False] * (len(rows) - 2)


def test_a_heading_stands_with_the_row_below_it(document, name):
    """Word asks for the mark in every paragraph of the row, LibreOffice in the first cell."""
    headings = [row for row in table_of(document).tr_lst[2:] if len(row.tc_lst) < COLUMNS]
    assert len(headings) == len(seed(name)["muc"])
    paragraphs = [paragraph for row in headings for paragraph in row.iter(qn("w:p"))]
    assert [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in paragraphs] == [True] * len(paragraphs)


def test_word_table_cell_by_cell(document, name):
    expected = expected_rows(seed(name))
    assert len(expected) > 30
    found = rows_of(document)[2:]
    assert found == expected


def test_landscape_with_columns_that_fill_the_text(document):
    section = document.sections[0]
    assert section.page_width > section.page_height
    widths = [int(column.get(qn("w:w"))) for column in table_of(document).tblGrid]
    assert len(widths) == COLUMNS
    assert sum(widths) * 635 == section.page_width - section.left_margin - section.right_margin


def test_deadline_of_a_task_spans_its_parts(annexes):
    rows = table_of(Document(annexes / "phu-luc-hcmc" / "phu-luc-hcmc.docx")).tr_lst
    merges = {}
    for row in rows[2:]:
        marks = [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for cell in row.tc_lst]
        found = {at: mark.get(qn("w:val")) for at, mark in enumerate(marks) if mark is not None}
        if found:
            merges[cell_text(row.tc_lst[1])[:12]] = found
    starts = [text[:12] for text in (row[1] for row in seed("phu-luc-hcmc")["dong"][27:30])]
    assert merges == dict(zip(starts, [{4: "restart"}, {4: "continue"}, {4: "continue"}], strict=True))


def test_excel_table_cell_by_cell(annexes, name):
    expected = expected_rows(seed(name))
    sheet = load_workbook(annexes / name / f"{name}.xlsx").worksheets[0]
    rows = [[cell or "" for cell in row[:COLUMNS]] for row in sheet.iter_rows(values_only=True)]
    top = next(index for index, row in enumerate(rows) if row[0] == "STT")
    assert rows[top][:6] == seed(name)["tieu_de_cot"]
    assert rows[top + 1][5:] == seed(name)["ket_qua"]
    found = [row if any(row[2:]) else row[:2] for row in rows[top + 2 : top + 2 + len(expected)]]
    assert found == [row if any(row[2:]) else row[:2] for row in expected]


def test_excel_deadline_spans_its_parts(annexes):
    sheet = load_workbook(annexes / "phu-luc-hcmc" / "phu-luc-hcmc.xlsx").worksheets[0]
    below = [box for box in sheet.merged_cells.ranges if box.min_row > 8 and box.max_row > box.min_row]
    assert [(box.size["rows"], sheet.cell(box.min_row, box.min_col).value) for box in below] == [
        (3, "Hoàn thành trước tháng 30/11/2024")
    ]


def split_over_pages(cell: str, pages: list[str]) -> bool:
    """Whether a text stands in pieces on pages that follow one another: a row higher than a page is broken.

    Every run of six letters must stand there but those that lie over a break, of which there are few.
    """
    runs = {cell[at : at + 6] for at in range(len(cell) - 5)}
    breaks = 6
    return any(
        cell[:6] in pages[at] and sum(run not in "".join(pages[at : at + 3]) for run in runs) <= 5 * breaks
        for at in range(len(pages))
    )


def test_pdf_holds_every_cell(annex_pages, name):
    expected = seed(name)
    pages = annex_pages[name]
    whole = "".join(pages)
    cells = [squeezed(cell) for row in expected_rows(expected) for cell in row[1:] if cell]
    missing = [cell for cell in cells if cell not in whole and not split_over_pages(cell, pages)]
    assert len(cells) > 130
    assert missing == []


def test_pdf_header_and_number_on_each_page(annex_pages, name):
    expected = seed(name)
    head = squeezed("".join([*expected["tieu_de_cot"], *expected["ket_qua"]]))
    pages = annex_pages[name]
    assert all(head in page for page in pages), "both header rows on each page"
    assert not pages[0].startswith("1")
    assert [page.startswith(f"{number}STT") for number, page in enumerate(pages[1:], start=2)].count(False) == 0


def test_every_number_stands_before_its_task_in_the_pdf(annex_pages, name):
    """No number is torn from its row: the text of a task begins right behind its number."""
    whole = "".join(annex_pages[name])
    rows = seed(name)["dong"]
    torn = [row[0] for row in rows if squeezed(row[0] + row[1])[:24] not in whole]
    assert torn == []
