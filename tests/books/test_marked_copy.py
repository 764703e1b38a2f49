"""The coloured copy of `lint`: a ground and a note on each doubtful cell, and all else of the workbook as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from office_files import validated
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side

from generator.books.worklist import annotate
from generator.ooxml import package
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import R, S, r, s
from generator.ooxml.parsing import parse_xml
from generator.ooxml.relationships import Relations
from generator.values.findings import Finding, Place, Severity, msg

SHEET = "xl/worksheets/sheet1.xml"
VML = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025"/></xml>'
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
Parts = dict[str, bytes]


def book(folder: Path, change: Callable[[Parts], None] = lambda parts: None) -> Path:
    """A workbook with a look of its own in C2, joined cells, a note, a formula with its value."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Nhiệm vụ"
    sheet["C2"] = 1250
    sheet["C2"].number_format, sheet["C2"].font = "#,##0", Font(name="Times New Roman", bold=True)
    sheet["C2"].border = Border(left=Side(style="thin"))
    sheet["C3"] = "=C2*2"
    sheet.merge_cells("A5:B7")
    sheet["A5"] = "Việc"
    sheet["D4"].comment = Comment("Hỏi lại Vụ I", "Phòng Tổng hợp")
    said = io.BytesIO()
    made.save(said)
    parts = package.read_bytes(said.getvalue(), shown_as="a")
    parts[SHEET] = parts[SHEET].replace(b"<f>C2*2</f><v></v>", b"<f>C2*2</f><v>2500</v>")
    change(parts)
    file = folder / "bang.xlsx"
    with file.open("wb") as target:
        package.write(target, parts)
    return file


def marked(file: Path, *cells: str, to: str = "ra.xlsx") -> tuple[Path, tuple[Finding, ...]]:
    found = [Finding("L204", Severity.WARNING, Place(str(file), "Nhiệm vụ", cell=cell), msg("Ngờ")) for cell in cells]
    target = file.with_name(to)
    return target, annotate(found, file, str(file), target)


def bare(sheet: bytes) -> str:
    """A sheet without what the copy may change in it: looks of cells, the drawing of notes, cells without anything."""
    root = parse_xml(sheet, shown_as="a", part="a")
    for cell in list(root.iter(s("c"))):
        cell.attrib.pop("s", None)
        if not len(cell):
            cell.getparent().remove(cell)
    for element in [*root.iter(s("row"), s("legacyDrawing"))]:
        if element.tag == s("legacyDrawing") or not len(element):
            element.getparent().remove(element)
    return etree.tostring(root, method="c14n").decode()


def with_strange_parts(parts: Parts) -> None:
    """A text box, a slicer, pictures of a header: nothing that we would make ourselves."""
    relations, types = Relations(parts, SHEET, shown_as="a"), ContentTypes(parts, shown_as="a")
    for kind, name in (("drawing", "xl/drawings/drawing9.xml"), ("slicer", "xl/slicers/slicer1.xml")):
        parts[name] = f"<khac xmlns='urn:{kind}'>chữ trong hộp</khac>".encode()
        relations.add(kind, name)
        types.declare(name, "application/xml")
    parts["xl/drawings/vmlDrawing9.vml"] = VML.encode()
    header = relations.add("vmlDrawing", "xl/drawings/vmlDrawing9.vml")
    relations.save(parts)
    types.save(parts)
    parts[SHEET] = parts[SHEET].replace(
        b"</worksheet>",
        f'<legacyDrawingHF xmlns:r="{R}" r:id="{header}"/><extLst><ext uri="x"><a xmlns="urn:x"/></ext></extLst>'
        "</worksheet>".encode(),
    )  # fmt: skip


@pytest.mark.parametrize("change", [lambda parts: None, with_strange_parts])
def test_what_is_not_marked_stays_to_the_byte(change, tmp_path):
    file = book(tmp_path, change)
    target, said = marked(file, "C2", "C3", "D9")
    before, after = package.read(file), package.read(target)
    changed = {name for name in before if before[name] != after[name]}
    names = {SHEET, "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    notes = {name for name in before if "comment" in name.lower() or name.startswith("xl/drawings/commentsDrawing")}
    assert said == () and changed <= names | notes
    assert bare(after[SHEET]) == bare(before[SHEET])


def test_the_look_of_a_cell_stays_but_for_its_ground(tmp_path):
    file = book(tmp_path)
    target, _ = marked(file, "C2", "C3")
    before, after = (openpyxl.load_workbook(one)["Nhiệm vụ"] for one in (file, target))
    assert after["C2"].fill.fgColor.rgb == "FFFFEB9C" == after["C3"].fill.fgColor.rgb
    for look in ("font", "border", "number_format", "alignment"):
        assert repr(getattr(after["C2"], look)) == repr(getattr(before["C2"], look))
    assert repr(after["D4"].fill) == repr(before["D4"].fill)
    assert openpyxl.load_workbook(target, data_only=True)["Nhiệm vụ"]["C3"].value == 2500
    # What openpyxl wrote wrong is as it was, and nothing is beside it.
    assert [str(one) for one in validated(target).errors] == [str(one) for one in validated(file).errors]


def test_notes_stand_below_those_of_people_and_on_the_first_of_joined_cells(tmp_path):
    target, _ = marked(book(tmp_path), "D4", "B6:B7", "C2:C3")
    sheet = openpyxl.load_workbook(target)["Nhiệm vụ"]
    said = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert said == {"D4": "Hỏi lại Vụ I\n[L204 nên sửa] Ngờ", "A5": "[L204 nên sửa] Ngờ", "C2": "[L204 nên sửa] Ngờ"}
    parts = package.read(target)
    sheet = parse_xml(parts[SHEET], shown_as="a", part="a")
    drawn = Relations(parts, SHEET, shown_as="a")[sheet.find(s("legacyDrawing")).get(r("id"))].target
    shapes = parse_xml(parts[drawn], shown_as="a", part="a").iter("{*}shape")
    rows = [(shape.get("id"), shape.findtext("{*}ClientData/{*}Row")) for shape in shapes]
    assert len(dict(rows)) == 3 and sorted(row for _, row in rows) == ["1", "3", "4"]


def test_a_copy_made_twice_and_a_copy_of_a_copy_are_the_same_or_say_both(tmp_path):
    file = book(tmp_path, with_strange_parts)
    one, _ = marked(file, "C2")
    other, _ = marked(file, "C2", to="nua.xlsx")
    assert one.read_bytes() == other.read_bytes()
    again, _ = marked(one, "C2", to="ba.xlsx")
    text = openpyxl.load_workbook(again)["Nhiệm vụ"]["C2"].comment.text
    assert text.split("\n") == ["[L204 nên sửa] Ngờ"] * 2


def with_thread(parts: Parts) -> None:
    parts["xl/threads.xml"] = b'<ThreadedComments xmlns="urn:t"><threadedComment ref="C2"/></ThreadedComments>'
    relations = Relations(parts, SHEET, shown_as="a")
    relations.add(THREADS, "xl/threads.xml")
    relations.save(parts)


def with_broken_shapes(parts: Parts) -> None:
    for name in [name for name in parts if name.endswith(".vml")]:
        parts[name] = b"<xml><br></xml>"


@pytest.mark.parametrize(("change", "without"), [(with_thread, ["C2"]), (with_broken_shapes, ["C2", "D4"])])
def test_a_cell_on_which_no_note_can_be_put_is_coloured_and_named(change, without, tmp_path):
    target, said = marked(book(tmp_path, change), "C2", "D4")
    assert [(one.code, one.place.cell) for one in said] == [("V400", cell) for cell in without]
    assert all("Ngờ" in one.value for one in said)
    parts = package.read(target)
    looks = {one.get("r"): one.get("s") for one in parse_xml(parts[SHEET], shown_as="a", part="a").iter(s("c"))}
    assert looks["C2"] != "0" != looks["D4"]


def test_a_workbook_without_styles_gets_them(tmp_path):
    def without(parts: Parts) -> None:
        relations, types = Relations(parts, "xl/workbook.xml", shown_as="a"), ContentTypes(parts, shown_as="a")
        for number in range(1, 9):
            if f"rId{number}" in relations and relations[f"rId{number}"].kind == "styles":
                relations.drop(f"rId{number}")
        types.forget("xl/styles.xml")
        relations.save(parts)
        types.save(parts)
        del parts["xl/styles.xml"]
        parts[SHEET] = f'<worksheet xmlns="{S}"><sheetData/></worksheet>'.encode()

    target, _ = marked(book(tmp_path, without), "B2")
    assert openpyxl.load_workbook(target)["Nhiệm vụ"]["B2"].fill.fgColor.rgb == "FFFFEB9C"


LISTS = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "authors", "commentList")
ORDER = ("numFmts", *LISTS[:6], "dxfs", "tableStyles", "colors", "extLst")  # CT_Stylesheet


def without_lists(*names: str, emptied: bool = False) -> Callable[[Parts], None]:
    """The lists that the schema lets a program leave out, and cells that name looks which are then none."""

    def change(parts: Parts) -> None:
        for part in [name for name in parts if name == "xl/styles.xml" or "comments/" in name]:
            root = parse_xml(parts[part], shown_as="a", part=part)
            for one in [one for name in names for one in root.findall(s(name))]:
                if emptied:
                    del one[:]
                    one.attrib.pop("count", None)
                else:
                    root.remove(one)
            parts[part] = package.xml_bytes(root)
        if not {"fonts", "borders", "cellXfs"}.isdisjoint(names):
            parts[SHEET] = parts[SHEET].replace(b' s="', b' s="9')

    return change


@pytest.mark.parametrize("emptied", [True, False])
@pytest.mark.parametrize("names", [*((name,) for name in LISTS), LISTS])
def test_lists_that_a_program_left_out_are_put_where_they_belong(names, emptied, tmp_path):
    target, said = marked(book(tmp_path, without_lists(*names, emptied=emptied)), "C2", "D4")
    parts = package.read(target)
    styles = parse_xml(parts["xl/styles.xml"], shown_as="a", part="a")
    order = [etree.QName(one).localname for one in styles]
    assert said == () and order == sorted(order, key=ORDER.index)
    cells = {one.get("r"): one for one in parse_xml(parts[SHEET], shown_as="a", part="a").iter(s("c"))}
    looks, fills = styles.find(s("cellXfs")), styles.find(s("fills"))
    for cell in ("C2", "D4"):
        fill = int(looks[int(cells[cell].get("s"))].get("fillId"))
        # The first two are what the schema says, whatever stands there.
        assert fill >= 2 and fills[fill].find(f".//{s('fgColor')}").get("rgb") == "FFFFEB9C"
    notes = next(parse_xml(parts[name], shown_as="a", part="a") for name in parts if "comments/" in name)
    assert {"C2", "D4"} == {one.get("ref") for one in notes.iter(s("comment")) if "Ngờ" in "".join(one.itertext())}


def test_a_part_of_shapes_that_is_not_there_is_made(tmp_path):
    def without(parts: Parts) -> None:
        for name in [name for name in parts if name.endswith(".vml")]:
            del parts[name]

    target, said = marked(book(tmp_path, without), "C2", "D4")
    assert said == () and any(name.endswith(".vml") for name in package.read(target))
    assert "Ngờ" in openpyxl.load_workbook(target)["Nhiệm vụ"]["C2"].comment.text
