"""Redlines of files as Word and LibreOffice save them: what no reader sees is no change, and all a reader sees is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import office_files
import pytest
from lxml import etree
from office_edits import all_edited
from test_redline import AS_OF, DATA, NOW, YAML, body, later
from word_edits import changed, element, paragraph, retype, text, workplace

from generator.commands.compare import RedlineOptions, word_parts, write_redline
from generator.merging.redline.redline import redline
from generator.ooxml import package
from generator.ooxml.names import PACKAGE_RELS, r, w
from generator.ooxml.resolved import resolved
from generator.ooxml.shape import shape

MARKS = [
    w(name)
    for name in ("ins", "del", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange")
]
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELS = "word/_rels/document.xml.rels"


BOTH = RedlineOptions("A", NOW, force=True, looks=True)


def compared(old: dict[str, bytes], new: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a redline of words and looks."""
    return redline(old, new, author="A", now=NOW, shown_as=("a", "b"), looks=True).parts


def marks(root: etree._Element) -> list[str]:
    return [etree.QName(mark).localname for mark in root.iter(*MARKS)]


def lines(root: etree._Element) -> list[str]:
    return [line for p in root.iter(w("p")) if (line := text(p).strip())]


def complaints(path: Path) -> set[str]:
    """What the validator says, wherever in the file."""
    return {str(error).partition(": ")[2] for error in office_files.validated(path).errors}


def validated(path: Path) -> None:
    assert [str(error) for error in office_files.validated(path).errors] == []


def saved_by_word(root: etree._Element) -> None:
    """What Word adds when it saves a file in which nobody has changed anything."""
    for number, p in enumerate(root.iter(w("p"))):
        p.set(w("rsidR"), f"00A{number:05d}")
        p.set(w("rsidRDefault"), "00B11111")
        p.set(f"{{{W14}}}paraId", f"{number:08X}")
        for run in list(p.iterchildren(w("r"))):
            run.set(w("rsidRPr"), "00C22222")
            properties = run.find(w("rPr"))
            if properties is None:
                properties = etree.Element(w("rPr"))
                run.insert(0, properties)
            etree.SubElement(properties, w("lang")).set(w("val"), "vi-VN")
            run.insert(1, etree.Element(w("lastRenderedPageBreak")))
            words = run.find(w("t"))
            alone = [piece.tag for piece in run].count(w("t")) == 1 and run.find(w("br")) is None
            if words is not None and alone and " " in (words.text or "").strip():
                # A run in two, with doubts of the proofing around the second.
                twin = etree.fromstring(etree.tostring(run))
                first, _, rest = words.text.partition(" ")
                words.text, twin.find(w("t")).text = f"{first} ", rest
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                start, end = (element(f'<w:proofErr w:type="spell{kind}"/>') for kind in ("Start", "End"))
                for one in (end, twin, start):
                    run.addnext(one)
    holder = paragraph(root, "Căn cứ Nghị định")
    holder.insert(1, element('<w:bookmarkStart w:id="9999" w:name="_GoBack"/>'))
    holder.append(element('<w:bookmarkEnd w:id="9999"/>'))
    holder.insert(1, element('<w:commentRangeStart w:id="0"/>'))
    holder.append(element('<w:commentRangeEnd w:id="0"/>'))
    holder.append(element('<w:r><w:commentReference w:id="0"/></w:r>'))
    run = holder.find(w("r"))
    tag = element('<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr/></w:smartTag>')
    run.addprevious(tag)
    tag.append(run)
    controlled = paragraph(root, "Điều 1")
    control = element('<w:sdt><w:sdtPr><w:alias w:val="Điều"/></w:sdtPr><w:sdtContent/></w:sdt>')
    controlled.addprevious(control)
    control.find(w("sdtContent")).append(controlled)


def test_what_word_writes_when_it_saves_is_no_change(tmp_path: Path) -> None:
    built = workplace(tmp_path)
    saved = changed(built, saved_by_word, tmp_path / "word.docx")
    for old, new in ((saved, built), (built, saved)):
        write_redline(old, new, tmp_path / "r.docx", BOTH)
        made = body(package.read(tmp_path / "r.docx"))
        assert marks(made) == []
        assert lines(made) == lines(body(package.read(built)))


def test_what_a_redline_does_not_show_is_said(tmp_path: Path) -> None:
    built = workplace(tmp_path)
    parts = package.read(built)
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    run = next(run for run in paragraph(root, "hiệu lực").iter(w("r")) if "hiệu lực" in text(run))
    mark = element('<w:ins w:id="1" w:author="B" w:date="2024-06-01T00:00:00Z"/>')
    run.addprevious(mark)
    mark.append(run)
    header = next(name for name in parts if name.startswith("word/header"))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    said = '<w:comment w:id="0" w:author="Bình"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    other = {
        **parts,
        "word/document.xml": package.xml_bytes(root),
        "word/comments.xml": f'<w:comments xmlns:w="{namespace}">{said}</w:comments>'.encode(),
        header: parts[header].replace(b"</w:hdr>", "<w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:hdr>".encode()),
    }
    edited_file = written(other, tmp_path / "sua.docx")
    found = write_redline(built, edited_file, tmp_path / "r.docx", BOTH)
    assert [(one.code, one.place.file) for one in found] == [
        (code, str(edited_file)) for code in ("V111", "V112", "V113")
    ]
    assert "Xem lại" in str(found[0].message) and found[2].value == "DỰ THẢO"
    assert write_redline(built, built, tmp_path / "r.docx", BOTH) == ()


def test_one_word_in_a_file_that_word_saved_is_one_change(tmp_path: Path) -> None:
    built = workplace(tmp_path)

    def editing(root: etree._Element) -> None:
        retype(paragraph(root, "hiệu lực"), "hiệu lực", "giá trị")
        saved_by_word(root)

    write_redline(built, changed(built, editing, tmp_path / "word.docx"), tmp_path / "r.docx", BOTH)
    made = body(package.read(tmp_path / "r.docx"))
    shown = [
        (etree.QName(mark).localname, "".join(t.text for t in mark.iter(w("t"), w("delText"))))
        for mark in made.iter(w("ins"), w("del"))
    ]
    assert shown == [("del", "hiệu lực"), ("ins", "giá trị")]
    validated(tmp_path / "r.docx")


def test_a_word_set_in_bold_is_a_change_of_its_look(tmp_path: Path) -> None:
    built = workplace(tmp_path)

    def bold(root: etree._Element) -> None:
        run = next(run for run in paragraph(root, "hiệu lực").iter(w("r")) if "hiệu lực" in text(run))
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        properties.insert(0, etree.Element(w("b")))

    emphasised = changed(built, bold, tmp_path / "dam.docx")
    for old, new in ((built, emphasised), (emphasised, built)):
        write_redline(old, new, tmp_path / "r.docx", BOTH)
        made = body(package.read(tmp_path / "r.docx"))
        assert {*marks(made)} == {"rPrChange"}
        for view, meant in (("reject", old), ("accept", new)):
            assert shape(resolved(made, view)) == shape(body(package.read(meant)))  # type: ignore[arg-type]
        validated(tmp_path / "r.docx")


def linked(parts: dict[str, bytes], words: str, address: str) -> dict[str, bytes]:
    """The package with a link behind words of it, as Word makes one of an address."""
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    run = next(run for run in paragraph(root, words).iter(w("r")) if words in text(run))
    link = element('<w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>')
    link.set(r("id"), "rIdLink")
    run.addprevious(link)
    link.append(run)
    relations = package.parse_xml(parts[RELS], shown_as="", part="")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    etree.SubElement(
        relations, f"{{{PACKAGE_RELS}}}Relationship", Id="rIdLink", Type=kind, Target=address, TargetMode="External"
    )
    return {**parts, "word/document.xml": package.xml_bytes(root), RELS: package.xml_bytes(relations)}


def written(parts: dict[str, bytes], path: Path) -> Path:
    with path.open("wb") as target:
        package.write(target, parts)
    return path


@pytest.mark.parametrize("address", ["https://vanban.example/a?b=1&c=2", 'https://vanban.example/"tên"'])
def test_a_link_is_a_change_and_stays_one(tmp_path: Path, address: str) -> None:
    plain = word_parts(DATA / YAML, AS_OF)
    link = linked(plain, "hiệu lực", address)
    for old, new in ((link, plain), (plain, link), (link, link)):
        parts = compared(old, new)
        made = body(parts)
        for view, meant in (("reject", old), ("accept", new)):
            left = resolved(made, view)  # type: ignore[arg-type]
            codes = [code.text for code in left.iter(w("instrText"))]
            assert codes == ([f' HYPERLINK "{address.replace(chr(34), "%22")}" '] if meant is link else [])
            assert [mark.get(w("fldCharType")) for mark in left.iter(w("fldChar"))] == (
                ["begin", "separate", "end"] if meant is link else []
            )
            assert lines(left) == lines(body(plain))
        assert not list(made.iter(w("hyperlink")))
        validated(written(parts, tmp_path / "r.docx"))
    assert marks(body(compared(link, link))) == []


def without_annex(folder: Path) -> Path:
    """The plan without what is issued with it: the sections of its pages go too."""
    source = folder / "van-ban.yaml"
    kept = re.sub(r"(?ms)^kem_theo:.*?(?=^\w)|^kem_theo:.*\Z", "", source.read_text(encoding="utf-8"))
    source.write_text(kept, encoding="utf-8")
    return folder


def ids(parts: dict[str, bytes]) -> set[str]:
    return {one.get("Id") for one in package.parse_xml(parts[RELS], shown_as="", part="")}


def test_a_section_that_went_and_one_that_came(tmp_path: Path) -> None:
    whole = later(tmp_path)
    old = word_parts(whole, AS_OF)
    new = word_parts(without_annex(whole), AS_OF)
    pages = [len(list(body(parts).iter(w("sectPr")))) for parts in (old, new)]
    assert pages[0] > pages[1]
    for one, other in ((old, new), (new, old)):
        parts = compared(one, other)
        made = body(parts)
        for view, meant in (("reject", one), ("accept", other)):
            assert shape(resolved(made, view)) == shape(body(meant))  # type: ignore[arg-type]
        pointed = {reference.get(r("id")) for reference in made.iter(w("headerReference"), w("footerReference"))}
        assert pointed <= ids(parts)
        validated(written(parts, tmp_path / "r.docx"))


def turned(root: etree._Element) -> None:
    for size in root.iter(w("pgSz")):
        size.set(w("w"), "16838")
        size.set(w("h"), "11906")


def wider(root: etree._Element) -> None:
    cell = next(root.iter(w("tc")))
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    properties.append(element('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'))


def unbroken(root: etree._Element) -> None:
    row = next(root.iter(w("tr")))
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        row.insert(0, properties)
    properties.append(element('<w:trHeight w:val="700"/>'))


@pytest.mark.parametrize(
    ("edit", "mark"),
    [(turned, "sectPrChange"), (wider, "tcPrChange"), (unbroken, "trPrChange")],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_pages_cells_and_rows_that_look_otherwise(
    tmp_path: Path, edit: Callable[[etree._Element], None], mark: str
) -> None:
    built = workplace(tmp_path)
    other = changed(built, edit, tmp_path / "khac.docx")
    for old, new in ((built, other), (other, built)):
        write_redline(old, new, tmp_path / "r.docx", BOTH)
        made = body(package.read(tmp_path / "r.docx"))
        assert {*marks(made)} == {mark}
        for view, meant in (("reject", old), ("accept", new)):
            assert shape(resolved(made, view)) == shape(body(package.read(meant)))  # type: ignore[arg-type]
        validated(tmp_path / "r.docx")


COMMAND = """dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
dispatcher.executeDispatch(doc.CurrentController.Frame, "{}", "", 0, Array())"""
IN_LIBREOFFICE = {
    "accepted": COMMAND.format(".uno:AcceptAllTrackedChanges"),
    "rejected": COMMAND.format(".uno:RejectAllTrackedChanges"),
}


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A built Word file, the folder of its dossier as it is later."""
    home = tmp_path_factory.mktemp("states")
    return workplace(home), later(home)


@pytest.fixture(scope="module")
def in_libreoffice(two_states: tuple[Path, Path]) -> dict[str, Path]:
    """What one start of it saves: the redline of the two with all accepted, all rejected; the built file as it is."""
    made = two_states[0].with_name("r.docx")
    write_redline(*two_states, made, BOTH)
    files = all_edited({made: IN_LIBREOFFICE, two_states[0]: {"saved": ""}})
    return files[made] | files[two_states[0]]


def test_libreoffice_accepts_and_rejects_the_same(
    two_states: tuple[Path, Path], in_libreoffice: dict[str, Path]
) -> None:
    """The other program's own reading of our marks: all accepted the new text, all rejected the old one."""
    old, new = two_states
    for name, meant in (("accepted", word_parts(new, AS_OF)), ("rejected", package.read(old))):
        left = body(package.read(in_libreoffice[name]))
        assert marks(left) == []
        assert lines(left) == lines(body(meant))


def test_a_file_that_libreoffice_saved_keeps_its_words_unmarked(
    two_states: tuple[Path, Path], in_libreoffice: dict[str, Path], tmp_path: Path
) -> None:
    built, saved = two_states[0], in_libreoffice["saved"]
    known = complaints(saved)
    for old, new in ((saved, built), (built, saved)):
        write_redline(old, new, tmp_path / "r.docx", BOTH)
        made = body(package.read(tmp_path / "r.docx"))
        words = [t.text for mark in made.iter(w("ins"), w("del")) for t in mark.iter(w("t"), w("delText"))]
        assert "".join(words).strip() == ""
        # LibreOffice writes values that the schema does not know ("true" for "on"): nothing else may be wrong.
        assert complaints(tmp_path / "r.docx") <= known


LIST = """<w:abstractNum w:abstractNumId="{at}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum>"""


def with_list(parts: dict[str, bytes], form: str, at: int) -> dict[str, bytes]:
    """The package with its line of "hiệu lực" in an automatic list, by a style of the user's own."""
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    properties = paragraph(root, "hiệu lực").find(w("pPr"))
    properties.find(w("pStyle")).set(w("val"), "CuaToi")
    properties.insert(1, element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{at}"/></w:numPr>'))
    styles = package.parse_xml(parts["word/styles.xml"], shown_as="", part="")
    styles.append(
        element(
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="CuaToi"><w:name w:val="Dòng của tôi"/>'
            '<w:basedOn w:val="CuaToi2"/></w:style>'
        )
    )
    styles.append(
        element(
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="CuaToi2"><w:name w:val="Nền của tôi"/></w:style>'
        )
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    numbering = (
        f'<w:numbering xmlns:w="{namespace}">{LIST.format(at=at, nsid=f"{at:08X}", form=form)}'
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num></w:numbering>'
    )
    relations = package.parse_xml(parts[RELS], shown_as="", part="")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    etree.SubElement(relations, f"{{{PACKAGE_RELS}}}Relationship", Id="rIdNum", Type=kind, Target="numbering.xml")
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.numbering+xml"/></Types>',
    )
    return {
        **parts,
        "word/document.xml": package.xml_bytes(root),
        "word/styles.xml": package.xml_bytes(styles),
        "word/numbering.xml": numbering.encode(),
        RELS: package.xml_bytes(relations),
        "[Content_Types].xml": types,
    }


def list_and_style(parts: dict[str, bytes], left: etree._Element) -> tuple[str, str, str]:
    """How the list of the line counts, the name of its style and of the one that it is based on."""
    properties = paragraph(left, "hiệu lực").find(w("pPr"))
    numbering = package.parse_xml(parts["word/numbering.xml"], shown_as="", part="")
    number = properties.find(f"{w('numPr')}/{w('numId')}").get(w("val"))
    num = next(one for one in numbering.iter(w("num")) if one.get(w("numId")) == number)
    abstract = num.find(w("abstractNumId")).get(w("val"))
    levels = next(one for one in numbering.iter(w("abstractNum")) if one.get(w("abstractNumId")) == abstract)
    styles = {one.get(w("styleId")): one for one in package.parse_xml(parts["word/styles.xml"], shown_as="", part="")}
    style = styles[properties.find(w("pStyle")).get(w("val"))]
    base = styles[style.find(w("basedOn")).get(w("val"))]
    names = (one.find(w("name")).get(w("val")) for one in (style, base))
    return (next(levels.iter(w("numFmt"))).get(w("val")), *names)


def test_lists_and_styles_of_the_old_file_come_along(tmp_path: Path) -> None:
    plain = word_parts(DATA / YAML, AS_OF)
    listed, otherwise = with_list(plain, "lowerLetter", 3), with_list(plain, "upperRoman", 3)
    own = ("Dòng của tôi", "Nền của tôi")
    for new, accepted in ((plain, None), (otherwise, ("upperRoman", *own))):
        parts = compared(listed, new)
        assert list_and_style(parts, resolved(body(parts), "reject")) == ("lowerLetter", *own)
        if accepted:
            assert list_and_style(parts, resolved(body(parts), "accept")) == accepted
        validated(written(parts, tmp_path / "r.docx"))


def test_the_same_list_under_another_number_is_no_change() -> None:
    plain = word_parts(DATA / YAML, AS_OF)
    one, other = (with_list(plain, "lowerLetter", at) for at in (3, 7))
    assert marks(body(compared(one, other))) == []
