"""The pages of a cut table are those of the whole one, page by page; the delivered file is not touched."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from pdf_pages import page_texts
from pypdf import PdfReader

from benchmarks.long_table import write_long_table
from generator.converting import convert as converting
from generator.converting import cutting
from generator.converting.convert import Job, convert
from generator.ooxml import package
from generator.ooxml.names import w


def pages(path: Path) -> list[str]:
    return [" ".join(sorted(text.split())) for text in page_texts(path)]


def heights(path: Path, page: int) -> list[float]:
    """Where the lines of a page stand, in points above its foot; those of a page header are among them."""
    found: set[float] = set()
    PdfReader(path).pages[page].extract_text(
        visitor_text=lambda text, _cm, tm, *_: found.add(round(tm[5], 1)) if text.strip() else None
    )
    return sorted(found)


# From how many rows tables are cut here: shorter ones run over as many pages in larger letters, in half the time.
FROM = 150
TABLES = {
    "long": {"rows": 170, "words": (4, 14)},
    # In larger letters one of the short tables would begin a page: LibreOffice breaks it behind its first joined rows.
    "merged": {"rows": 190, "words": (4, 14), "merged": True, "half_points": 20},
    "spaced": {"rows": 152, "words": (4, 14), "spaced": True},
    # What follows the table fills pages of its own: there the copy is laid out whole.
    "followed": {"rows": 150, "words": (2, 3), "after": 90},
}
HOW = ("cut", "whole")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each table as `<name>.docx`, with its pages cut (`<name>-cut.pdf`) and whole (`<name>-whole.pdf`)."""
    folder = tmp_path_factory.mktemp("tables")
    sources = {name: write_long_table(folder / f"{name}.docx", **how) for name, how in TABLES.items()}
    before = {source: source.read_bytes() for source in sources.values()}
    jobs = [Job(source, folder / f"{name}-{how}.pdf", shown_as=how) for name, source in sources.items() for how in HOW]
    again = []

    def cut(parts, shown_as):
        return cutting.cut(parts, shown_as=shown_as) if shown_as == "cut" else (parts, ())

    def uncut(copy):
        again.append(copy.job.source.stem)
        return _uncut(copy)

    with pytest.MonkeyPatch.context() as patched:
        _uncut = converting._uncut
        patched.setattr(cutting, "LONG", FROM)
        patched.setattr(converting, "cut", cut)
        patched.setattr(converting, "_uncut", uncut)
        results, findings = convert(jobs)
    assert (len(results), findings) == (len(jobs), ())
    assert again == ["followed"], "no other is laid out twice"
    assert {source: source.read_bytes() for source in before} == before, "the delivered file stays one table"
    return folder


def cut_body(source: Path):
    parts, seams = cutting.cut(package.read(source), shown_as=source.name)
    stream = io.BytesIO()
    package.write(stream, parts)
    return docx.Document(stream), seams


@pytest.mark.parametrize("name", ["long", "merged", "spaced"])
def test_pages_are_as_if_uncut(name, laid_out, monkeypatch):
    monkeypatch.setattr(cutting, "LONG", FROM)
    assert cut_body(laid_out / f"{name}.docx")[1], "it was cut"
    cut, whole = (pages(laid_out / f"{name}-{how}.pdf") for how in ("cut", "whole"))
    assert len(whole) >= 8, "the table runs over many pages"
    assert cut == whole
    lines = zip(*(heights(laid_out / f"{name}-{how}.pdf", 3) for how in ("cut", "whole")), strict=True)
    assert max(abs(one - other) for one, other in lines) < 1, "to the point where they would stand"
    assert all("Nhiệm" in page and "TT" in page.split() for page in cut), "header row on each page"


def test_a_page_header_does_not_outlive_its_table(laid_out, monkeypatch):
    monkeypatch.setattr(cutting, "LONG", FROM)
    assert cut_body(laid_out / "followed.docx")[1], "it would be cut"
    cut, whole = (pages(laid_out / f"followed-{how}.pdf") for how in ("cut", "whole"))
    assert cut == whole
    assert "Nhiệm" not in cut[-1]


def test_short_tables_with_all_rows_in_order(tmp_path):
    source = write_long_table(tmp_path / "dai.docx", 900, merged=True)
    whole = docx.Document(str(source)).element.body
    cut = cut_body(source)[0].element.body

    def rows(body):
        return [[text.text for text in row.iter(w("t"))] for row in body.iter(w("tr"))]

    assert rows(cut) == rows(whole)
    tables = cut.findall(w("tbl"))
    assert len(tables) > 40
    assert max(len(table.findall(w("tr"))) for table in tables) < 25
    first_cells = [table.find(w("tr")).findall(w("tc")) for table in tables]
    assert not any(cell.xpath("w:tcPr/w:vMerge[@w:val='continue']") for cells in first_cells for cell in cells)
    assert not cut.xpath(".//w:tblHeader")


@pytest.mark.parametrize("rows", [20, 250])
def test_a_short_table_stays_as_it_is(rows, tmp_path):
    parts = package.read(write_long_table(tmp_path / "ngan.docx", rows))
    assert cutting.cut(parts, shown_as="ngan.docx") == (parts, ())


def changed(parts: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    assert old in parts["word/document.xml"]
    return parts | {"word/document.xml": parts["word/document.xml"].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"<w:tbl>", b'<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:tbl>', id="the-table-begins-later"),
        pytest.param(b"<w:tbl>", b"<w:p><w:r><w:t>" + b"x " * 2000 + b"</w:t></w:r></w:p><w:tbl>", id="long-before"),
        pytest.param(b'w:header="567"', b'w:header="1134"', id="no-room-in-the-page-header"),
        pytest.param(b"<w:titlePg/>", b'<w:type w:val="continuous"/><w:titlePg/>', id="continuous"),
    ],
)
def test_what_cannot_be_cut_unseen_is_not_cut(old, new, tmp_path):
    parts = changed(package.read(write_long_table(tmp_path / "dai.docx", 320)), old, new)
    assert cutting.cut(parts, shown_as="dai.docx") == (parts, ())


def test_a_section_after_keeps_its_own_page_header(tmp_path):
    """A section without a page header has that of the one before, which cutting changes."""
    section = b'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId2"/>' + (
        b'<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        b'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )
    parts = package.read(write_long_table(tmp_path / "dai.docx", 320))
    parts = changed(parts, b"</w:tbl>", b"</w:tbl>" + section)
    parts = changed(
        parts,
        b'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" w',
        b'<w:sectPr><w:pgSz w:w="16838" w:h="11906" w',
    )
    cut_parts, seams = cutting.cut(parts, shown_as="dai.docx")
    assert len(seams) == 1
    stream = io.BytesIO()
    package.write(stream, cut_parts)
    first, second = docx.Document(stream).sections
    assert len(first.header.tables) == 2
    assert first.different_first_page_header_footer
    assert not first.first_page_header.tables
    assert not second.header.tables
    assert not second.header.is_linked_to_previous
