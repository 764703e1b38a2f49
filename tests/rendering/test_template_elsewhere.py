"""Tags and words at places of a template where a person puts them and a program does not look: each comes out, or is
refused in words; headers cut into runs, sections, descriptions of pictures, controls, signs that Word changes in tags.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from msgspec.structs import replace
from tag_matrix import STOCK, SUBJECT, planned
from test_template_parts import W, logo, made, related, template

from generator.rendering.templates.contract import check_template
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer
from generator.values.errors import TemplateError

Document = docx.document.Document
BASES = list(planned().bases)
CHANGED = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>'


def xml(text: str) -> etree._Element:
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {W}", text, count=1))


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def body(*pieces: str) -> Callable[[Document], None]:
    """Paragraphs by their text, anything else as XML."""

    def edit(document: Document) -> None:
        for piece in pieces:
            made = xml(piece if piece.startswith("<") else paragraph(piece))
            document.element.body.insert(len(document.element.body) - 1, made)

    return edit


def row(*cells: str) -> str:
    inner = (each if each.startswith("<") else paragraph(each) for each in cells)
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{each}</w:tc>' for each in inner)}</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'


def lines(package: zipfile.ZipFile) -> list[str]:
    root = etree.fromstring(package.read("word/document.xml"))
    texts = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in root.iter(qn("w:p")))
    return [text for text in texts if text]


def found(path: Path) -> list[tuple[str, str]]:
    return [(one.code, one.place.part) for one in check_template(path, Library([path.parent, STOCK]))]


def refused(folder: Path) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        made(folder)
    return [one.code for one in caught.value.findings]


# --- headers ---------------------------------------------------------------------------------------------------------


def header(*children: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        document.add_paragraph("x")
        holder = document.sections[0].header.paragraphs[0]._p
        for child in children:
            holder.append(xml(child))

    return edit


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("children", "shown"),
    [
        ((run("A {"), run("{ vb.v_v or “x” }"), run("}")), "A x"),
        ((run("A "), run("{"), run("# bỏ #}"), run("B")), "A B"),
        ((run("{{ vb.v_v }}"), '<w:fldSimple w:instr=" PAGE "/>'), "PAGE"),
        ((run("{{ vb.v_v }}"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "F0FC"),
    ],
    ids=["tag in runs", "remark in runs", "field alone", "symbol alone"],
)
def test_a_header_says_what_it_holds(tmp_path: Path, children: tuple[str, ...], shown: str) -> None:
    template(tmp_path / "thu.docx", header(*children))
    package = made(tmp_path)
    (section,) = etree.fromstring(package.read("word/document.xml")).iter(qn("w:sectPr"))
    (reference,) = section.iter(qn("w:headerReference"))
    part = package.read(related(package, "word/document.xml", reference.get(qn("r:id")))).decode()
    assert shown in etree.fromstring(part.encode()).xpath("string()") + part
    assert "{" not in part


def test_a_rule_that_was_drawn_into_a_header_stays(tmp_path: Path) -> None:
    def edit(document: Document) -> None:
        header(run("{{ vb.v_v }}"))(document)
        properties = document.sections[0].header.paragraphs[0]._p.get_or_add_pPr()
        properties.append(xml('<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'))

    template(tmp_path / "thu.docx", edit)
    package = made(tmp_path)
    assert any(b"pBdr" in package.read(name) for name in package.namelist() if "header" in name)


def test_a_tag_in_the_address_of_a_link_in_a_footer_is_refused(tmp_path: Path) -> None:
    def edit(document: Document) -> None:
        document.add_paragraph("x")
        footer = document.sections[0].footer
        key = footer.part.relate_to("https://e.vn/?s={{ vb.v_v }}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        space = qn("r:id")[1:-3]
        footer.paragraphs[0]._p.append(xml(f'<w:hyperlink xmlns:r="{space}" r:id="{key}">{run("xem")}</w:hyperlink>'))

    assert found(template(tmp_path / "thu.docx", edit)) == [("T036", "chân trang")]
    assert refused(tmp_path) == ["T036"]


def titled(*texts: str, linked: bool = False) -> Callable[[Document], None]:
    """A section for each text, with a header of its words; none for an empty one."""

    def edit(document: Document) -> None:
        for number, text in enumerate(texts):
            document.add_paragraph(f"thân {number}")
            if number:
                document.add_section()
            document.sections[number].header.is_linked_to_previous = not text
            if text:
                document.sections[number].header.paragraphs[0].text = text

    return edit


def test_a_section_has_no_header_of_the_template_before(tmp_path: Path) -> None:
    """Read as Word does: a section without a header of its own goes on with the one before, whosever it is."""
    texts = {"thu": ("MỘT",), "hai": ("", "HAI"), "ba": ("BA", ""), "bon": ("", "")}
    for name, said in texts.items():
        template(tmp_path / f"{name}.docx", titled(*said))
    documents = [replace(planned(), document=replace(planned().document, template=name)) for name in texts]
    package = made(tmp_path, *documents)
    shown, last = [], ""
    for section in etree.fromstring(package.read("word/document.xml")).iter(qn("w:sectPr")):
        for one in section.iter(qn("w:headerReference")):
            if one.get(qn("w:type")) == "default":
                part = related(package, "word/document.xml", one.get(qn("r:id")))
                last = "".join(etree.fromstring(package.read(part)).itertext())
        shown.append(last)
    assert shown == ["MỘT", "", "HAI", "BA", "BA", "", ""]


def shown_in_headers(package: zipfile.ZipFile) -> list[dict[str, str]]:
    """Of each section, by kind, the words of its header; as Word goes on with those of the section before."""
    found: list[dict[str, str]] = []
    for section in etree.fromstring(package.read("word/document.xml")).iter(qn("w:sectPr")):
        own = {
            one.get(qn("w:type")): "".join(
                etree.fromstring(package.read(related(package, "word/document.xml", one.get(qn("r:id"))))).itertext()
            ).strip()
            for one in section.iter(qn("w:headerReference"))
        }
        found.append({**(found[-1] if found else {}), **own})
    return found


@pytest.mark.parametrize("slot", ["header", "first_page_header", "even_page_header"])
def test_headers_of_all_sections_are_filled_for_each_document(tmp_path: Path, slot: str) -> None:
    """A section break put into a template; what comes out without words shows nothing, and not the header before."""

    def edit(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = slot.startswith("even")
        for number, text in enumerate(("A {{ vb.trich_yeu }}", "", "{{ vb.v_v }}", "D {{ vb.trich_yeu }}")):
            document.add_paragraph(f"thân {number}")
            if number:
                document.add_section()
            section = document.sections[number]
            section.different_first_page_header_footer = slot.startswith("first")
            getattr(section, slot).is_linked_to_previous = not text
            if text:
                getattr(section, slot).paragraphs[0].text = text

    path = template(tmp_path / "thu.docx", edit)
    assert found(path) == []
    kind = slot.partition("_")[0].replace("header", "default")
    documents = [replace(planned(), subject=subject) for subject in ("một", "hai")]
    shown = [one[kind] for one in shown_in_headers(made(tmp_path, *documents))]
    assert shown == ["A một", "A một", "", "D một", "A hai", "A hai", "", "D hai"]


def test_pages_of_a_template_without_even_ones_show_the_same(tmp_path: Path) -> None:
    """Where another template of the file has headers of its own for them."""

    def even(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].even_page_header.paragraphs[0].text = "CHẴN"
        document.add_paragraph("x")

    template(tmp_path / "thu.docx", even)
    template(tmp_path / "hai.docx", titled("MỘT", "HAI"))
    one = planned()
    package = made(tmp_path, one, replace(one, document=replace(one.document, template="hai")))
    shown = [(one["default"], one["even"]) for one in shown_in_headers(package)]
    assert shown == [("", "CHẴN"), ("MỘT", "MỘT"), ("HAI", "HAI")]


def test_what_has_no_style_looks_as_in_its_own_template(tmp_path: Path) -> None:
    """Its standard style, in the body, in cells, with values at the head of a paragraph, and in headers."""

    def edit(document: Document) -> None:
        document.styles["Normal"].font.size = Pt(9)
        document.styles["Header"].font.size = Pt(7)
        document.add_paragraph("{{ vb.trich_yeu }}")
        document.add_table(1, 1).rows[0].cells[0].text = "ô"
        document.sections[0].header.paragraphs[0].text = "đầu"

    template(tmp_path / "thu.docx", body("một"))
    template(tmp_path / "hai.docx", edit)
    one = planned()
    package = made(tmp_path, one, replace(one, document=replace(one.document, template="hai")))
    document = docx.Document(io.BytesIO(_saved(package)))
    cell = document.tables[0].rows[0].cells[0].paragraphs[0]
    sizes = {text.text: text.style.font.size for text in (*document.paragraphs, cell) if text.text}
    assert sizes == {"một": None, SUBJECT: Pt(9), "ô": Pt(9)}
    assert document.sections[1].header.paragraphs[0].style.font.size == Pt(7)


def _saved(package: zipfile.ZipFile) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in package.namelist():
            target.writestr(name, package.read(name))
    return made.getvalue()


def test_the_colour_of_the_pages_comes_out(tmp_path: Path) -> None:
    def coloured(colour: str) -> Callable[[Document], None]:
        return lambda document: document.element.insert(0, xml(f'<w:background w:color="{colour}"/>'))

    template(tmp_path / "thu.docx", coloured("FFFFCC"), body("x"))
    template(tmp_path / "hai.docx", coloured("CCFFFF"), body("y"))
    one = planned()
    two = replace(one, document=replace(one.document, template="hai"))
    root = etree.fromstring(made(tmp_path, one, two).read("word/document.xml"))
    assert [each.get(qn("w:color")) for each in root.iter(qn("w:background"))] == ["FFFFCC"]
    (said,) = WordRenderer(Library([tmp_path, STOCK])).left_out([one, two])
    assert (said.code, Path(said.place.file).name) == ("T049", "hai.docx")


# --- tags that are no text of a paragraph ----------------------------------------------------------------------------


def pictured(description: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        document.add_paragraph("{%p for n in vb.can_cu %}")
        document.add_paragraph("x").add_run().add_picture(logo("red"))
        next(document.element.body.iter("{*}docPr")).set("descr", description)
        document.add_paragraph("{%p endfor %}")

    return edit


def test_the_description_of_a_picture_has_tags(tmp_path: Path) -> None:
    template(tmp_path / "thu.docx", pictured("Hình {{ n }}"))
    root = etree.fromstring(made(tmp_path).read("word/document.xml"))
    assert [each.get("descr") for each in root.iter("{*}docPr")] == [f"Hình {base}" for base in BASES]


@pytest.mark.parametrize(
    "piece",
    [
        '<w:p><w:fldSimple w:instr=" QUOTE &quot;{{ vb.sai }}&quot; "/></w:p>',
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>{{ vb.sai }}</m:t></m:r></m:oMath></w:p>",
    ],
    ids=["field", "formula"],
)
def test_a_name_that_is_wrong_is_placed_wherever_it_stands(tmp_path: Path, piece: str) -> None:
    assert found(template(tmp_path / "thu.docx", body("x", piece))) == [("V101", "đoạn 2")]
    assert refused(tmp_path) == ["V101"]


def test_a_wrong_name_in_a_description_is_placed(tmp_path: Path) -> None:
    assert found(template(tmp_path / "thu.docx", pictured("{{ vb.sai }}"))) == [("V101", "đoạn 2")]


def with_part(path: Path, name: str, content: str, kind: str, relation: str, extension: str = "") -> None:
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    parts[f"word/{name}"] = content.encode()
    declared = f'<Override PartName="/word/{name}" ContentType="{kind}"/>'
    if extension:
        declared = f'<Default Extension="{extension}" ContentType="{kind}"/>'
    types, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = parts[types].replace(b"</Types>", f"{declared}</Types>".encode())
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdZ" Type="{base}/{relation}" Target="{name}"/></Relationships>'.encode(),
    )
    with zipfile.ZipFile(path, "w") as package:
        for each, data in parts.items():
            package.writestr(each, data)


@pytest.mark.parametrize(("text", "codes"), [("Gửi {</x><x>{ vb.v_v }}", ["T036"]), ("Gửi chữ</x><x>", [])])
def test_tags_in_smart_art_are_refused(tmp_path: Path, text: str, codes: list[str]) -> None:
    path = template(tmp_path / "thu.docx", body("x"))
    office = "application/vnd.openxmlformats-officedocument.drawingml"
    data = f"<d><x>{text}</x></d>"
    with_part(path, "diagrams/data1.xml", data, f"{office}.diagramData+xml", "diagramData")
    assert found(path) == [(code, "sơ đồ SmartArt") for code in codes]


def test_a_file_within_the_body_is_refused(tmp_path: Path) -> None:
    space = qn("r:id")[1:-3]
    path = template(tmp_path / "thu.docx", body("x", f'<w:altChunk xmlns:r="{space}" r:id="rIdZ"/>'))
    with_part(path, "a.html", "<html>Chữ</html>", "text/html", "aFChunk", "html")
    assert refused(tmp_path) == ["T047"]


@pytest.mark.parametrize(
    ("piece", "words", "place"),
    [
        (CHANGED, "thêm", "đoạn 1"),
        ('<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>', "bỏ", "đoạn 1"),
        ('<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="a"/></w:rPr><w:t>x</w:t></w:r></w:p>', "", "đoạn 1"),
        (table(row("a", "b").replace("<w:tr>", '<w:tr><w:trPr><w:ins w:id="1" w:author="a"/></w:trPr>')), "", ""),
    ],
    ids=["inserted", "deleted", "looks", "row"],
)
def test_changes_that_nobody_decided_on_are_refused(tmp_path: Path, piece: str, words: str, place: str) -> None:
    path = template(tmp_path / "thu.docx", body(piece))
    (said,) = check_template(path, Library([tmp_path, STOCK]))
    assert (said.code, said.value, said.place.part) == ("T048", words, place)
    assert refused(tmp_path) == ["T048"]


# --- signs that programs change within tags --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{{ 3 – 1 }}", "2"),
        ("A {%– if vb.trich_yeu –%} B{% endif %}", "AB"),
        ("{{\u00a0vb.v_v or “a – b”\u00a0}}", "a – b"),
        ("{{ vb.trich\u200b_yeu }}", SUBJECT),
        ("{{ vb.trich\u00ad_yeu }} – x\u00a0y", f"{SUBJECT} – x\u00a0y"),
    ],
)
def test_signs_in_tags_are_as_they_are_meant(tmp_path: Path, typed: str, said: str) -> None:
    """In what is quoted, and outside of tags, they stay as they are."""
    path = template(tmp_path / "thu.docx", body(typed))
    assert found(path) == []
    assert [line.replace("  ", " ").strip() for line in lines(made(tmp_path))] == [said]


def test_prefixes_are_known_with_blanks_that_do_not_break(tmp_path: Path) -> None:
    path = template(tmp_path / "thu.docx", body("{%p\u00a0for n in vb.can_cu\u00a0%}", "{{ n }}", "{%p\u00a0endfor %}"))
    assert found(path) == []
    assert lines(made(tmp_path)) == BASES


# --- controls, tables in tables --------------------------------------------------------------------------------------


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_a_control_that_a_loop_leaves_empty_holds_a_paragraph(tmp_path: Path) -> None:
    inner = "".join(map(paragraph, ("{%p for n in vb.gui_nhieu %}", "{{ n }}", "{%p endfor %}")))
    template(tmp_path / "thu.docx", body(control(inner), table(row(control(inner), "b"))))
    root = etree.fromstring(made(tmp_path).read("word/document.xml"))
    assert [[each.tag for each in one] for one in root.iter(qn("w:sdtContent"))] == [[qn("w:p")]] * 2


def test_what_fills_a_control_is_no_prompt(tmp_path: Path) -> None:
    """Word empties a control that shows its prompt at the first click."""
    template(
        tmp_path / "thu.docx",
        body(
            control(paragraph("{{ vb.trich_yeu }}"), "<w:showingPlcHdr/>"),
            control(paragraph("chọn"), "<w:showingPlcHdr/>"),
        ),
    )
    root = etree.fromstring(made(tmp_path).read("word/document.xml"))
    prompts = [one.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None for one in root.iter(qn("w:sdt"))]
    assert prompts == [False, True]


LOOP = ("{%p for k in vb.noi_dung if k.bang %}", "{%p set bang = k.bang %}")
TASKS = (
    row("a", "b"),
    row("{%tr for d in bang.dong %}", ""),
    row("{{ d.stt }}", "{{ d.noi_dung }}"),
    row("{%tr endfor %}", ""),
)


def task_texts() -> list[str]:
    (block,) = [block for block in planned().blocks if block.table]
    return [one.texts["noi_dung"] for one in block.table.rows if hasattr(one, "texts")]


@pytest.mark.parametrize("controlled", [False, True])
def test_a_task_table_in_a_cell_is_filled(tmp_path: Path, controlled: bool) -> None:
    inner = table(*TASKS)
    outer = table(row("ngoài", (control(inner) if controlled else inner) + "<w:p/>"))
    template(tmp_path / "thu.docx", body(*LOOP, outer, "{%p endfor %}"))
    assert lines(made(tmp_path))[:3] == ["ngoài", "a", "b"]
    assert [line for line in lines(made(tmp_path)) if line in task_texts()] == task_texts()


def test_a_table_in_a_task_row_is_as_wide_as_its_cell(tmp_path: Path) -> None:
    inner = table(row("{{ d.noi_dung }}", "trong")) + "<w:p/>"
    rows = (TASKS[0], TASKS[1], row("{{ d.stt }}", inner), TASKS[3])
    template(tmp_path / "thu.docx", body(*LOOP, table(*rows), "{%p endfor %}"))
    package = made(tmp_path)
    root = etree.fromstring(package.read("word/document.xml"))
    widths = [(one.get(qn("w:w")), one.get(qn("w:type"))) for one in root.iter(qn("w:tblW"))][1:]
    assert widths and set(widths) == {("5000", "pct")}
    assert [line for line in lines(package) if line in task_texts()] == task_texts()


def test_rows_in_a_control_are_filled(tmp_path: Path) -> None:
    template(tmp_path / "thu.docx", body(*LOOP, table(TASKS[0], control("".join(TASKS[1:]))), "{%p endfor %}"))
    assert [line for line in lines(made(tmp_path)) if line in task_texts()] == task_texts()


# --- blocks beside what Word reads as one ---


def field(result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> REF a </w:instrText></w:r>{middle}{result}{end}"


IF, END = "{% if vb.trich_yeu %}", "{% endif %}"


@pytest.mark.parametrize(
    ("pieces", "codes"),
    [
        (f"<w:p>{run(IF)}{field(run('A'))}{run(END)}</w:p>", []),
        (f"<w:p>{field(run(IF + 'A' + END))}</w:p>", []),
        (f"<w:p>{field(run(IF + 'A'))}{run(END)}</w:p>", ["T051"]),
        (f"<w:p>{run(IF)}{field(run('A' + END))}</w:p>", ["T051"]),
        (f"<w:p>{run(IF)}{field(run('A{% else %}B'))}{run(END)}</w:p>", ["T051"]),
    ],
)
def test_a_block_leaves_no_half_of_a_field(tmp_path: Path, pieces: str, codes: list[str]) -> None:
    assert [code for code, _ in found(template(tmp_path / "thu.docx", body(pieces)))] == codes


def test_what_is_raw_is_printed_as_it_stands(tmp_path: Path) -> None:
    """Over paragraphs too; nothing that is put in for tags is put in there."""
    raw = ("{% raw %}", "{{ vb.trich_yeu }} {# x #}", "a{% endraw %} {{ vb.trich_yeu }}")
    template(tmp_path / "thu.docx", body(*raw))
    package = made(tmp_path)
    assert [line.strip() for line in lines(package)] == ["{{ vb.trich_yeu }} {# x #}", f"a {SUBJECT}"]
    assert b"neo(" not in package.read("word/document.xml")


def test_a_header_includes_no_template(tmp_path: Path) -> None:
    path = template(tmp_path / "thu.docx", header(run("{%p include 'khoi/ten-loai.docx' %}")))
    assert found(path) == [("T036", "đầu trang, đoạn 1")]
