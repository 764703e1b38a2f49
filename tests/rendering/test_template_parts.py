"""What a person puts into a template beside text comes out: pictures of every header, notes, marks, links, controls."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace
from office_files import validated
from PIL import Image
from tag_matrix import STOCK, planned
from word_files import plain

from generator.planning.plan import PlannedDocument
from generator.rendering.templates.contract import check_template
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SLOTS = ("header", "first_page_header", "even_page_header", "footer", "first_page_footer", "even_page_footer")
Document = docx.document.Document


def logo(colour: str) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    made.seek(0)
    return made


def template(path: Path, *edits: Callable[[Document], object]) -> Path:
    document = plain()
    for edit in edits:
        edit(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path)
    return path


def made(folder: Path, *documents: PlannedDocument) -> zipfile.ZipFile:
    """What is made of documents with the templates of a folder, proven valid."""
    out = io.BytesIO()
    WordRenderer(Library([folder, STOCK])).render(documents or [planned()], out, dated=date(2024, 3, 16))
    (folder / "made.docx").write_bytes(out.getvalue())
    result = validated(folder / "made.docx")
    assert result.is_valid, [(error.description, error.part_uri) for error in result.errors]
    return zipfile.ZipFile(out)


def related(package: zipfile.ZipFile, part: str, key: str) -> str:
    folder, _, name = part.rpartition("/")
    rels = etree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    (found,) = [one.get("Target") for one in rels if one.get("Id") == key]
    return f"{folder}/{found}"


def pictures(package: zipfile.ZipFile, part: str) -> list[tuple[int, ...]]:
    """The colours of a part's pictures."""
    root = etree.fromstring(package.read(part))
    keys = [blip.get(qn("r:embed")) for blip in root.iter(qn("a:blip"))]
    data = [package.read(related(package, part, key)) for key in keys]
    return [Image.open(io.BytesIO(each)).convert("RGB").getpixel((0, 0)) for each in data]


def margins(package: zipfile.ZipFile) -> list[dict[str, list[tuple[int, ...]]]]:
    """Of each section, by slot, the colours of the pictures there."""
    body = etree.fromstring(package.read("word/document.xml"))
    found = []
    for section in body.iter(qn("w:sectPr")):
        references = section.findall(qn("w:headerReference")) + section.findall(qn("w:footerReference"))
        found.append(
            {
                f"{one.get(qn('w:type'))} {etree.QName(one).localname[:6]}": pictures(
                    package, related(package, "word/document.xml", one.get(qn("r:id")))
                )
                for one in references
            }
        )
    return found


def with_logos(colours: tuple[str, ...], *, tagged: bool) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        for slot, colour in zip(SLOTS, colours, strict=True):
            paragraph = getattr(section, slot).paragraphs[0]
            paragraph.add_run().add_picture(logo(colour))
            if tagged:
                paragraph.add_run(" {{ vb.v_v }}")

    return edit


COLOURS = ("red", "lime", "blue", "cyan", "magenta", "yellow")
RGB = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 255, 255), (255, 0, 255), (255, 255, 0)]
NAMES = ("default header", "first header", "even header", "default footer", "first footer", "even footer")


@pytest.mark.parametrize("tagged", [False, True], ids=["fixed", "with tags"])
def test_the_logos_of_all_headers_and_footers_come_out(tmp_path: Path, tagged: bool) -> None:
    template(tmp_path / "thu.docx", with_logos(COLOURS, tagged=tagged), lambda d: d.add_paragraph("x"))
    (found,) = margins(made(tmp_path))
    assert found == {name: [colour] for name, colour in zip(NAMES, RGB, strict=True)}


def test_each_section_has_the_logos_of_its_own_template(tmp_path: Path) -> None:
    """Both templates call their picture image1.png; one has no headers, one has even pages of its own."""
    template(tmp_path / "thu.docx", with_logos(COLOURS, tagged=False), lambda d: d.add_paragraph("x"))
    template(tmp_path / "hai.docx", with_logos(COLOURS[::-1], tagged=False), lambda d: d.add_paragraph("y"))
    template(tmp_path / "ba.docx", lambda d: d.add_paragraph("z"))
    one = planned()
    two, three = (replace(one, document=replace(one.document, template=name)) for name in ("hai", "ba"))
    first, second, third = margins(made(tmp_path, one, two, three))
    assert first == {name: [colour] for name, colour in zip(NAMES, RGB, strict=True)}
    assert second == {name: [colour] for name, colour in zip(NAMES, RGB[::-1], strict=True)}
    assert third == {name: [] for name in NAMES}


def test_a_blank_first_page_says_so(tmp_path: Path) -> None:
    def edit(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].header.paragraphs[0].text = "đầu trang"
        document.add_paragraph("x")

    template(tmp_path / "thu.docx", edit)
    (found,) = margins(made(tmp_path))
    assert set(found) == {"default header", "first header"}


# --- notes -----------------------------------------------------------------------------------------------------------


def with_notes(path: Path, note: str) -> Path:
    """A template with a footnote and an endnote of number 2."""
    template(path, lambda d: d.add_paragraph("Có chú thích"))
    parts = _parts(path)
    for kind in ("footnote", "endnote"):
        separators = "".join(
            f'<w:{kind} w:type="{of}" w:id="{key}"><w:p><w:r><w:{of}/></w:r></w:p></w:{kind}>'
            for key, of in ((-1, "separator"), (0, "continuationSeparator"))
        )
        own = f'<w:{kind} w:id="2"><w:p><w:r><w:t>{note} {kind}</w:t></w:r></w:p></w:{kind}>'
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{separators}{own}</w:{kind}s>".encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            f'<Override PartName="/word/{kind}s.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}s+xml"/></Types>'.encode(),
        )
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
            b"</Relationships>",
            f'<Relationship Id="rId9{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{kind}s" Target="{kind}s.xml"/></Relationships>'.encode(),
        )
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            "Có chú thích</w:t></w:r>".encode(),
            f'Có chú thích</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r>'.encode(),
        )
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_notes_of_joined_templates_each_say_their_own(tmp_path: Path) -> None:
    with_notes(tmp_path / "thu.docx", "một")
    with_notes(tmp_path / "hai.docx", "hai")
    one = planned()
    two = replace(one, document=replace(one.document, template="hai"))
    package = made(tmp_path, one, two)
    body = etree.fromstring(package.read("word/document.xml"))
    for kind in ("footnote", "endnote"):
        notes = {
            note.get(qn("w:id")): "".join(note.itertext())
            for note in etree.fromstring(package.read(f"word/{kind}s.xml"))
        }
        shown = [notes[one.get(qn("w:id"))] for one in body.iter(qn(f"w:{kind}Reference"))]
        assert shown == [f"một {kind}", f"hai {kind}"]
        # Word's own limit.
        assert all(int(key) <= 32_767 for key in notes)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_that_comes_again_is_a_note_of_its_own(tmp_path: Path, kind: str) -> None:
    """In a loop, and where two documents have one template."""
    path = with_notes(tmp_path / "thu.docx", "nói")
    document = docx.Document(str(path))
    paragraph = document.paragraphs[0]
    paragraph.insert_paragraph_before("{%p for n in vb.can_cu %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
    package = made(tmp_path, planned(), planned())
    body = etree.fromstring(package.read("word/document.xml"))
    keys = [one.get(qn("w:id")) for one in body.iter(qn(f"w:{kind}Reference"))]
    assert len(keys) == len(set(keys)) == 2 * len(planned().bases) > 2
    notes = {
        note.get(qn("w:id")): "".join(note.itertext()) for note in etree.fromstring(package.read(f"word/{kind}s.xml"))
    }
    assert {notes[key] for key in keys} == {f"nói {kind}"}


# --- marks, controls, drawings, links --------------------------------------------------------------------------------

BOX = """<w:r {W}><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9" cy="9"/><wp:docPr id="7" name="Hộp"/>
 <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/><wps:spPr/>
 <wps:txbx><w:txbxContent><w:p><w:r><w:t>{{ n }}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>
 </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>""".replace("{W}", W)


def loop_with(*elements: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        document.add_paragraph("{%p for n in vb.can_cu %}")
        paragraph = document.add_paragraph("x ")
        for element in elements:
            paragraph._p.append(parse_xml(element))
        document.add_paragraph("{%p endfor %}")

    return edit


def test_text_boxes_and_controls_in_a_loop_have_ids_of_their_own(tmp_path: Path) -> None:
    inside = "<w:sdtContent><w:r><w:t>{{ n }}</w:t></w:r></w:sdtContent>"
    control = f'<w:sdt {W}><w:sdtPr><w:id w:val="5"/></w:sdtPr>{inside}</w:sdt>'
    template(tmp_path / "thu.docx", loop_with(BOX, control))
    body = etree.fromstring(made(tmp_path).read("word/document.xml"))
    bases = list(planned().bases)
    ids = [one.get("id") for one in body.iter("{*}docPr")]
    assert len(ids) == len(set(ids)) == len(bases)
    assert ["".join(box.itertext()).strip() for box in body.iter(qn("w:txbxContent"))] == bases
    assert ["".join(one.itertext()).strip() for one in body.iter(qn("w:sdtContent"))] == bases


def marked(name: str, key: int, text: str) -> list[str]:
    return [
        f'<w:bookmarkStart {W} w:id="{key}" w:name="{name}"/>',
        f"<w:r {W}><w:t>{text}</w:t></w:r>",
        f'<w:bookmarkEnd {W} w:id="{key}"/>',
    ]


def test_bookmarks_stand_once_and_references_find_them(tmp_path: Path) -> None:
    def refer(document: Document) -> None:
        paragraph = document.add_paragraph("xem ")
        for element in marked("Ngoai", 0, "{{ vb.so_ky_hieu }}"):
            paragraph._p.append(parse_xml(element))
        code = '<w:fldSimple {W} w:instr=" REF Ngoai \\h "><w:r><w:t>…</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(code.replace("{W}", W)))
        paragraph._p.append(parse_xml(f'<w:permStart {W} w:id="3" w:edGrp="everyone"/>'))
        paragraph._p.append(parse_xml(f'<w:permEnd {W} w:id="3"/>'))

    template(tmp_path / "thu.docx", refer, loop_with(*marked("Trong", 1, "{{ n }}"), *marked("_GoBack", 2, "y")))
    body = etree.fromstring(made(tmp_path).read("word/document.xml"))
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert names == ["Ngoai", "Trong"]
    starts = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"), qn("w:permStart"))]
    assert starts == [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"), qn("w:permEnd"))]
    assert len(set(starts)) == 3
    (field,) = body.iter(qn("w:fldSimple"))
    assert (field.get(qn("w:instr")), field.get(qn("w:dirty"))) == (" REF Ngoai \\h ", "true")


def linked(address: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        key = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {W} xmlns:r="{qn("r:id")[1:-3]}" r:id="{key}"><w:r><w:t>xem</w:t></w:r></w:hyperlink>'
        document.add_paragraph("A ")._p.append(parse_xml(link))

    return edit


@pytest.mark.parametrize("braces", ["{{ vb.trich_yeu }}", "%7b%7b%20vb.trich_yeu%20%7d%7d"])
def test_a_link_with_a_tag_in_its_address_leads_where_it_says(tmp_path: Path, braces: str) -> None:
    template(tmp_path / "thu.docx", linked(f"https://example.vn/tra-cuu?so={braces}"))
    one = replace(planned(), subject='12 "x" \\o & é')
    package = made(tmp_path, one)
    body = etree.fromstring(package.read("word/document.xml"))
    (code,) = [element.text for element in body.iter(qn("w:instrText"))]
    assert code == ' HYPERLINK "https://example.vn/tra-cuu?so=12%20%22x%22%20%5Co%20&%20%C3%A9" '
    assert not re.search(rb"\{\{|%7b%7b", package.read("word/_rels/document.xml.rels"))


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("{{ vb.trich_yeu }}", {"T044"}),
        ("https://{{ vb.trich_yeu }}", {"T044"}),
        ("https://example.vn/{{ vb.trich_yeuu }}", {"V101"}),
        ("https://example.vn/{{ vb.trich_yeu }}", set()),
    ],
)
def test_the_address_of_a_link_is_judged(tmp_path: Path, address: str, codes: set[str]) -> None:
    path = template(tmp_path / "thu.docx", linked(address))
    assert {found.code for found in check_template(path, Library([tmp_path, STOCK]))} == codes


def test_comments_stay_with_the_template_and_are_said(tmp_path: Path) -> None:
    def remark(document: Document) -> None:
        document.add_comment(document.add_paragraph("Chữ được bàn").runs, "Hỏi lại phòng", "A", "A")

    path = template(tmp_path / "thu.docx", remark)
    (found,) = check_template(path, Library([tmp_path, STOCK]))
    assert (found.code, found.value) == ("T045", "Hỏi lại phòng")
    assert WordRenderer(Library([tmp_path, STOCK])).left_out([planned(), planned()]) == (found,)
    package = made(tmp_path)
    assert not [name for name in package.namelist() if "comments" in name]
    assert b"comment" not in package.read("word/document.xml")
    assert "Chữ được bàn".encode() in package.read("word/document.xml")
