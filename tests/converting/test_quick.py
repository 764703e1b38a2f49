"""The quick view is shown where every letter of the file stands in it, and nobody waits for it in vain."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from generator.commands.quick_view import quick_view, same_pages
from generator.converting import quick
from generator.ooxml import package


@pytest.fixture
def file(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("Rà soát thủ tục hành chính; \u0075\u031b\u0301ng dụng chữ ký số")
    document.add_table(1, 2).cell(0, 1).text = "30/6/2030"
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def another(tmp_path: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "b.docx"))
    return tmp_path / "b.docx"


def test_a_view_that_holds_every_letter_is_made(file: Path, tmp_path: Path, monkeypatch) -> None:
    # However busy the machine is.
    monkeypatch.setattr(quick, "_SECONDS", 300)
    assert quick_view(file, tmp_path / "xem.pdf")
    assert (tmp_path / "xem.pdf").read_bytes().startswith(b"%PDF-")
    other = Document(str(file))
    other.add_page_break()
    other.save(str(tmp_path / "hai-trang.docx"))
    assert quick_view(tmp_path / "hai-trang.docx", tmp_path / "hai-trang.pdf")
    assert same_pages(tmp_path / "xem.pdf", tmp_path / "xem.pdf")
    assert not same_pages(tmp_path / "hai-trang.pdf", tmp_path / "xem.pdf")
    assert not same_pages(tmp_path / "xem.pdf", file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_CALL", "raise SystemExit(1)"),
        ("_CALL", "import os; os.abort()"),
        ("_CALL", "pass"),
        ("_CALL", "import sys; open(sys.argv[2], 'wb').write(b'%PDF-1.7')"),
        ("_CALL", "import time; time.sleep(600)"),
        ("_MOST_BYTES", 100),
    ],
    ids=["fails", "dies", "makes nothing", "makes no PDF", "hangs", "long"],
)
def test_an_engine_that_does_not_do_it_leaves_nothing(file, tmp_path, monkeypatch, name, value) -> None:
    monkeypatch.setattr(quick, name, value)
    if "sleep" in str(value):
        monkeypatch.setattr(quick, "_SECONDS", 0.2)
    assert not quick_view(file, tmp_path / "xem.pdf")
    assert not (tmp_path / "xem.pdf").exists()


def test_a_view_that_lacks_a_letter_is_not_shown(file: Path, tmp_path: Path, monkeypatch) -> None:
    other = another(tmp_path, "Rà soát thủ tục hành chính; ứng dụng chữ ký số 30/6/203")
    monkeypatch.setattr(quick, "_CALL", quick._CALL.replace("sys.argv[1]", repr(str(other))))
    assert not quick_view(file, tmp_path / "xem.pdf")


def test_what_a_table_repeats_on_each_page_stands_for_no_cell(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(2, 1)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row.cells[0].text = "Đang làm"
    document.add_paragraph("Hết.")
    document.save(str(tmp_path / "a.docx"))
    parts = package.read(tmp_path / "a.docx")
    assert quick.holds("ĐanglàmĐang2ĐanglàmlàmHết.", parts, "a.docx")
    assert not quick.holds("Đanglàm2ĐanglàmHết.", parts, "a.docx")
