"""A table of contents in a template: its entries are the headings of the file; its pages are in the PDF."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import docx.enum.style
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from tag_matrix import STOCK, SUBJECT, planned
from test_template_elsewhere import control, found, paragraph, run, xml
from test_template_parts import W, made, template

from generator.commands.build import BuildOptions, build
from generator.converting.convert import Job, convert
from generator.face import api
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer

Document = docx.document.Document
BASES = len(list(planned().bases))


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def toc(code: str, *old: str) -> str:
    """The field as Word writes it: the old entries, and a paragraph that ends it."""
    opening = f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark("separate")}'
    entries = [run(text) for text in old] or [""]
    entries[0] = opening + entries[0]
    return "".join(f"<w:p>{each}</w:p>" for each in entries) + f"<w:p>{mark('end')}</w:p>"


def headed(*contents: str) -> Callable[[Document], None]:
    """Tables of contents before headings of two levels, the lower in a loop, and one in a style of its own."""

    def edit(document: Document) -> None:
        for one in contents:
            for each in etree.fromstring(f"<x {W}>{one}</x>"):
                document.element.body.insert(len(document.element.body) - 1, each)
        document.add_heading("{{ vb.trich_yeu }}", 1)
        document.add_paragraph("{%p for n in vb.can_cu %}")
        document.add_heading("{{ loop.index }}.\tMục", 2)
        document.add_paragraph("{%p endfor %}")
        own = document.styles.add_style("Của phòng", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        own.element.get_or_add_pPr().append(xml('<w:outlineLvl w:val="2"/>'))
        document.add_paragraph("Cuối", "Của phòng")

    return edit


SECOND = [f"{number}. Mục" for number in range(1, BASES + 1)]


def entries(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """What is listed, each with the text that its bookmark stands around."""
    root = etree.fromstring(package.read("word/document.xml"))
    holders = {mark.get(qn("w:name")): mark.getparent() for mark in root.iter(qn("w:bookmarkStart"))}
    listed = []
    for field in root.iter(qn("w:fldSimple")):
        name = field.get(qn("w:instr")).split()[1]
        entry = next(field.iterancestors(qn("w:p")))
        listed.append((said(entry), said(holders[name])))
    return listed


def said(element: etree._Element) -> str:
    texts = (each for each in element.iter(qn("w:t"), qn("w:tab")) if each.getparent().tag == qn("w:r"))
    return "".join("\t" if each.tag == qn("w:tab") else each.text or "" for each in texts)


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ('TOC \\o "1-3" \\h \\z \\u', [SUBJECT, *SECOND, "Cuối"]),
        ('TOC \\o "1-3"', [SUBJECT, *SECOND]),
        ('TOC \\o "2-2" \\h', SECOND),
        ('TOC \\h \\t "Của phòng,1"', ["Cuối"]),
    ],
)
def test_the_entries_are_the_headings_of_the_file(tmp_path: Path, code: str, listed: list[str]) -> None:
    path = template(tmp_path / "thu.docx", headed(toc(code, "Mục cũ 1", "Mục cũ 2")))
    assert [code for code, _ in found(path)] == ["T050"]
    package = made(tmp_path)
    shown = entries(package)
    assert [entry for entry, _ in shown] == [f"{text}\t…" for text in listed]
    assert [" ".join(text.split()) for _, text in shown] == listed
    text = package.read("word/document.xml").decode()
    assert "Mục cũ" not in text
    assert re.findall(r"fldCharType=\"(\w+)\"", text) == ["begin", "separate", "end"]
    assert 'w:dirty="true"' in text


def test_what_stands_around_the_field_stays(tmp_path: Path) -> None:
    """In a control, beside text, twice in one file: a heading has one bookmark."""
    inner = paragraph("MỤC LỤC") + toc('TOC \\o "1-1" \\h', "cũ").replace("<w:p>", "<w:p>" + run("trước"), 1)
    once = f'<w:p><w:fldSimple w:instr=" TOC \\o &quot;1-1&quot; ">{run("cũ")}</w:fldSimple>{run("sau")}</w:p>'
    template(tmp_path / "thu.docx", headed(control(inner), once))
    package = made(tmp_path)
    text = package.read("word/document.xml").decode()
    assert all(word in text for word in ("MỤC LỤC", "trước", "sau")) and "cũ" not in text
    assert [entry for entry, _ in entries(package)] == [f"trước{SUBJECT}\t…", f"{SUBJECT}\t…"]
    assert text.count('w:name="_Toc') == 1


def test_a_list_of_pictures_is_left_to_word(tmp_path: Path) -> None:
    template(tmp_path / "thu.docx", headed(toc('TOC \\h \\c "Hình"', "Hình 1")))
    assert "Hình 1" in made(tmp_path).read("word/document.xml").decode()


def test_an_entry_looks_as_those_of_the_template(tmp_path: Path) -> None:
    """The style that Word gives entries, with the template's own tab stop; else dots to the edge of the text."""

    def styled(document: Document) -> None:
        style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), "TOC1")
        headed(toc('TOC \\o "1-2" \\h', "cũ"))(document)
        old = next(p for p in document.paragraphs if p.text == "cũ")._p
        old.insert(0, xml('<w:pPr><w:pStyle w:val="TOC1"/><w:tabs><w:tab w:val="right" w:pos="777"/></w:tabs></w:pPr>'))

    template(tmp_path / "thu.docx", styled)
    root = etree.fromstring(made(tmp_path).read("word/document.xml"))
    stops = [
        (field.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None, stop.get(qn("w:pos")))
        for field in (next(each.iterancestors(qn("w:p"))) for each in root.iter(qn("w:fldSimple")))
        for stop in field.iter(qn("w:tab"))
        if stop.get(qn("w:pos"))
    ]
    assert stops[0] == (True, "777")
    assert set(stops[1:]) == {(False, "8640")}


def test_the_pages_that_word_has_to_find_are_said(tmp_path: Path) -> None:
    template(tmp_path / "thu.docx", headed(toc("TOC")))
    assert [one.code for one in WordRenderer(Library([tmp_path, STOCK])).left_out([planned()])] == ["T050"]


# --- the PDF, and edits ----------------------------------------------------------------------------------------------

PLAN = """
loai: ke-hoach
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
so: 5
ngay: 2026-01-05
dia_danh: Hà Nội
trich_yeu: Kiểm tra mục lục
noi_dung:
- {muc: MỘT, noi_dung: [Nội dung một.]}
- {muc: HAI, noi_dung: [Nội dung hai.]}
noi_nhan: ["Lưu: VT"]
ky: [{chuc_vu: Giám đốc, ho_ten: Trần Văn A}]
"""


def workplace(folder: Path) -> BuildOptions:
    """The stock template with a table of contents and a page of its own for the body."""
    (folder / "data" / "a").mkdir(parents=True)
    (folder / "data" / "a" / "van-ban.yaml").write_text(PLAN, encoding="utf-8")
    document = docx.Document(str(STOCK / "van-ban.docx"))
    at = next(one for one in document.paragraphs if "noi-dung" in one.text)._p
    field = toc('TOC \\o "1-3" \\h \\u', "Mục cũ 17")
    for each in etree.fromstring(f"<x {W}>{field}</x>"):
        at.addprevious(each)
    at.addprevious(xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
    (folder / "templates" / "docx").mkdir(parents=True)
    document.save(str(folder / "templates" / "docx" / "van-ban.docx"))
    return BuildOptions(date(2026, 1, 5), datetime(2026, 1, 5), ("docx",), folder / "out")


def test_the_pdf_has_the_pages(tmp_path: Path) -> None:
    path = build(tmp_path / "data" / "a", workplace(tmp_path)).outputs[0].path
    results, findings = convert([Job(path, tmp_path / "a.pdf")])
    assert (len(results), findings) == (1, ())
    text = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_bounded()
    listed = re.findall(r"^(.+?)\.{3,}\s*(\S+)$", text.replace("\r", ""), re.MULTILINE)
    assert listed == [("KẾ HOẠCH", "1"), ("I. MỘT", "2"), ("II. HAI", "2")]


def test_a_table_of_contents_that_word_worked_out_is_no_edit(tmp_path: Path) -> None:
    path = build(tmp_path / "data" / "a", workplace(tmp_path)).outputs[0].path
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode().replace("_Toc1000", "_Toc2199").replace(">…<", ">2<")
    parts["word/document.xml"] = text.replace("Nội dung một.", "Nội dung mới.").encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    pulled = api.pull(path, dossier=tmp_path / "data" / "a")
    assert [one.code for one in pulled.findings if one.code == "V080"] == []
    assert "Nội dung mới." in (tmp_path / "data" / "a" / "van-ban.yaml").read_text(encoding="utf-8")
