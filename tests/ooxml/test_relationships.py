"""Parts that refer to parts: targets of every spelling, what leads outside, sheets found by what the workbook says."""

import pytest

from generator.ooxml import package
from generator.ooxml.declaring import ContentTypes, declare
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, R, S
from generator.ooxml.relationships import Relations, Relationship, relationships, rels_of
from generator.ooxml.workbook import Sheet, sheet_parts, sheets
from generator.values.errors import InputError


def rels(*found: tuple[str, str, str, bool]) -> bytes:
    items = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + repr("External") * out}/>'
        for key, kind, target, out in ((*one[:3], one[3]) for one in found)
    ).replace(" TargetMode=/>", "/>")
    return f'<Relationships xmlns="{PACKAGE_RELS}">{items}</Relationships>'.encode()


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("word/document.xml", "word/_rels/document.xml.rels"),
        ("xl/worksheets/a.xml", "xl/worksheets/_rels/a.xml.rels"),
        ("", "_rels/.rels"),
    ],
)
def test_relationships_stand_beside_their_part(part, name):
    assert rels_of(part) == name


@pytest.mark.parametrize(
    ("target", "external", "found"),
    [
        ("media/a.png", False, "word/media/a.png"),
        ("/word/media/a.png", False, "word/media/a.png"),
        ("./media/../media/a.png", False, "word/media/a.png"),
        ("../customXml/item1.xml", False, "customXml/item1.xml"),
        ("../../../etc/passwd", False, "etc/passwd"),
        ("https://vanban.example/a/../b", True, "https://vanban.example/a/../b"),
    ],
)
def test_a_target_is_read_against_the_part_that_refers(target, external, found):
    parts = {"word/_rels/document.xml.rels": rels(("rId1", "image", target, external))}
    read = relationships(parts, "word/document.xml", shown_as="a.docx")
    assert read == {"rId1": Relationship("rId1", f"{R}/image", found, external)}
    assert read["rId1"].kind == "image"


def test_what_is_added_is_read_back_and_what_goes_is_gone():
    parts = {"xl/_rels/workbook.xml.rels": rels(("rIdVb1", "theme", "theme/theme1.xml", False))}
    relations = Relations(parts, "xl/workbook.xml", shown_as="a.xlsx")
    assert relations.add("worksheet", "xl/worksheets/moi.xml") == "rIdVb2"
    relations.add("hyperlink", "https://vanban.example/", key="lien-ket", external=True)
    relations.drop("rIdVb1")
    relations.save(parts)
    found = relationships(parts, "xl/workbook.xml", shown_as="a.xlsx")
    assert [(key, one.kind, one.target, one.external) for key, one in found.items()] == [
        ("rIdVb2", "worksheet", "xl/worksheets/moi.xml", False),
        ("lien-ket", "hyperlink", "https://vanban.example/", True),
    ]


def test_a_new_part_is_declared_where_the_document_had_no_relationships():
    parts = {"[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}"/>'.encode()}
    key = declare(parts, "comments.xml", "comments", "application/x", shown_as="a.docx")
    assert relationships(parts, "word/document.xml", shown_as="a.docx")[key].target == "word/comments.xml"
    assert ContentTypes(parts, shown_as="a.docx").of("word/comments.xml") == "application/x"


def test_content_types_by_part_and_by_extension():
    types = ContentTypes({"[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}"/>'.encode()}, shown_as="a.docx")
    types.declare_extension("PNG", "image/png")
    types.declare_extension("png", "image/other")
    types.declare("word/media/a.png", "image/x")
    assert (types.of("word/media/a.png"), types.of("word/media/b.png"), types.of("word/b.xml")) == (
        "image/x",
        "image/png",
        "",
    )
    types.forget("word/media/a.png")
    assert types.of("word/media/a.png") == "image/png"


def workbook(*names: tuple[str, str, str]) -> dict[str, bytes]:
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, (name, *_) in enumerate(names))
    book = f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listed}</sheets></workbook>'
    related = rels(*((f"r{at}", kind, target, False) for at, (_, target, kind) in enumerate(names)))
    held = {f"xl/{target}": b"<x/>" for _, target, _ in names if "thieu" not in target}
    return {"xl/workbook.xml": book.encode(), "xl/_rels/workbook.xml.rels": related, **held}


def test_sheets_stand_where_the_workbook_says():
    parts = workbook(("Hai", "worksheets/sheet9.xml", "worksheet"), ("Hình", "chartsheets/a.xml", "chartsheet"))
    assert sheets(parts, shown_as="a.xlsx") == (
        Sheet("Hai", "xl/worksheets/sheet9.xml"),
        Sheet("Hình", "xl/chartsheets/a.xml", "chartsheet"),
    )
    assert sheet_parts(parts, shown_as="a.xlsx") == {"Hai": "xl/worksheets/sheet9.xml"}


def test_a_sheet_that_is_not_there_is_said():
    with pytest.raises(InputError) as refused:
        sheets(workbook(("Mất", "worksheets/thieu.xml", "worksheet")), shown_as="a.xlsx")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file, finding.place.sheet) == ("V012", "a.xlsx", "Mất")


def test_the_same_bytes_where_nothing_changed():
    parts = {"word/_rels/document.xml.rels": rels(("a", "image", "media/a.png", False))}
    once = dict(parts)
    Relations(once, "word/document.xml", shown_as="a").save(once)
    twice = dict(once)
    Relations(twice, "word/document.xml", shown_as="a").save(twice)
    assert once == twice
    assert package.parse_xml(once["word/_rels/document.xml.rels"], shown_as="a", part="rels") is not None
