"""142/QĐ-VPCP and 95/QĐ-VPCP: every cell, căn cứ, Điều, Nơi nhận line and the signature, as in the originals.

Words are never changed. What our form rules is set right: the trích yếu in lower case (II.5.b), the marks that end
căn cứ and Nơi nhận lines (II.6.a, II.9.d).
"""

import pytest
from conftest import seed, squeezed
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from pdf_pages import page_texts

from generator.commands.quick_view import quick_view

NAMES = ["142-qd-vpcp", "95-qd-vpcp"]


def body_texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def words(text: str) -> str:
    return text.rstrip(" ;,.").replace("\xa0", " ")


def table_rows(table: Table) -> list[list[str]]:
    """Texts of each row's cells; a merged cell once."""
    return [[cell.text for cell in _once(row)] for row in table.rows]


def _once(row):
    seen = []
    for cell in row.cells:
        if not any(cell._tc is other._tc for other in seen):
            seen.append(cell)
    return seen


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def document(built, name):
    return Document(built / name / f"{name}.docx")


def test_word_heading(document, name):
    expected = seed(name)
    first = table_rows(document.tables[0])
    assert first[0] == ["VĂN PHÒNG CHÍNH PHỦ\n", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"]
    assert [text.strip() for text in first[1]] == [f"Số: {expected['so_ky_hieu']}", expected["dia_danh_ngay"]]
    texts = body_texts(document)
    assert texts[0] == "QUYẾT ĐỊNH"
    assert words(texts[1]).upper() == words(expected["trich_yeu"])
    assert texts[2] == expected["tham_quyen"]


def test_word_bases_and_articles(document, name):
    expected = seed(name)
    texts = body_texts(document)
    bases = texts[3 : 3 + len(expected["can_cu"])]
    assert [words(text) for text in bases] == [words(text) for text in expected["can_cu"]]
    assert [text[-1] for text in bases] == [";"] * (len(bases) - 1) + ["."]
    after = texts[3 + len(bases) :]
    assert after[0] == expected["lenh"]
    assert after[1:5] == expected["dieu"]


def test_word_ending(document, name):
    expected = seed(name)
    recipients, signature = table_rows(document.tables[1])[0]
    lines = recipients.strip().split("\n")
    assert lines[0] == "Nơi nhận:"
    assert [words(line) for line in lines[1:]] == [words(line) for line in expected["noi_nhan"]]
    assert [line[-1] for line in lines[1:]] == [";"] * (len(lines) - 2) + ["."]
    assert signature.split() == f"{expected['chuc_vu']} {expected['ho_ten']}".split()


def test_word_plan(document, name):
    expected = seed(name)
    texts = body_texts(document)
    at = texts.index("KẾ HOẠCH")
    assert words(texts[at + 1]).upper() == words(expected["ke_hoach"])
    assert texts[at + 2].replace("\n", " ") == (
        f"(Kèm theo Quyết định số {expected['so_ky_hieu']} {expected['dia_danh_ngay'].split(', ')[1]} "
        "của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ)"
    )


def test_word_table_cell_by_cell(document, name):
    expected = seed(name)
    rows = table_rows(document.tables[3])
    assert rows[0] == expected["tieu_de_cot"]
    assert rows[1:] == expected_rows(expected)


def expected_rows(expected) -> list[list[str]]:
    """Task rows with the section rows before their first task."""
    sections = {first: [number, title] for number, title, first in expected["muc"]}
    rows = []
    for row in expected["dong"]:
        if found := sections.get(row[0].rstrip(".")):
            rows.append(found)
        rows.append(row)
    return rows


def test_excel_table_cell_by_cell(built, name):
    expected = seed(name)
    sheet = load_workbook(built / name / f"{name}.xlsx").worksheets[0]
    width = len(expected["tieu_de_cot"])
    rows = [[cell or "" for cell in row[:width]] for row in sheet.iter_rows(values_only=True)]
    top = rows.index(expected["tieu_de_cot"])
    found = [row if any(row[2:]) else row[:2] for row in rows[top + 1 :] if any(row)]
    assert found == expected_rows(expected)


def test_pdf_holds_every_text(built, name):
    expected = seed(name)
    text = squeezed("".join(page_texts(built / name / f"{name}.pdf")))
    wanted = [
        expected["so_ky_hieu"],
        expected["dia_danh_ngay"],
        *(words(base) for base in expected["can_cu"]),
        *expected["dieu"],
        expected["chuc_vu"],
        expected["ho_ten"],
        *(words(line) for line in expected["noi_nhan"]),
        *(cell for row in expected["dong"] for cell in row[1:] if cell),
    ]
    missing = [item for item in wanted if squeezed(item) not in text]
    assert len(wanted) > 100
    assert missing == []


def test_pdf_page_numbers_restart_and_are_hidden_on_first_pages(built, name):
    pages = [text.strip() for text in page_texts(built / name / f"{name}.pdf")]
    numbers = [text.split()[0] for text in pages]
    assert numbers[0] == "VĂN"
    restart = next(index for index in range(1, len(pages)) if numbers[index] == "VĂN")
    assert numbers[1:restart] == [str(number) for number in range(2, restart + 1)]
    assert numbers[restart + 1 :] == [str(number) for number in range(2, len(pages) - restart + 1)]
    for index in range(restart, len(pages)):
        assert squeezed("".join(seed(name)["tieu_de_cot"])) in squeezed(pages[index]), "header row on each page"


def test_the_quick_view_has_the_pages_of_the_real_one(built, name, tmp_path):
    assert quick_view(built / name / f"{name}.docx", tmp_path / "xem.pdf")
    quick, real = page_texts(tmp_path / "xem.pdf"), page_texts(built / name / f"{name}.pdf")
    assert [squeezed(page) for page in quick] == [squeezed(page) for page in real]
