"""Cells changed in a sheet that does not say where its rows and cells stand, and is not in `sheet1.xml`."""

import io
from pathlib import Path

import openpyxl
import pytest
from conftest import calls

from generator.keeping.write_back import written
from generator.merging.writing.source_edits import InsertRow
from generator.ooxml import package
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, R, S, s
from generator.ooxml.relationships import relationships
from generator.ooxml.sheet_cells import sheet_cells
from generator.ooxml.sheet_edit import SheetEditor
from generator.reading.xlsx import Workbook
from tests.hostile_files import HEAD, TASK, cells, excel
from tests.ooxml.strict_files import zipped

PART = "xl/worksheets/sheet9.xml"
SHEET = (
    f'<x:worksheet xmlns:x="{S}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>a</x:t>'
    "</x:is></x:c></x:row><x:row><x:c><x:f>SUM(A1:A1)</x:f></x:c></x:row></x:sheetData></x:worksheet>"
)
BOOK = (
    f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Bảng" sheetId="1" r:id="r1"/></sheets><definedNames>'
    "<definedName name=\"_xlnm.Print_Titles\">'Bảng'!$1:$1,'Bảng'!$2:$2</definedName></definedNames></workbook>"
)


def parts() -> dict[str, bytes]:
    rels = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet9.xml"), ("calcChain", "calc.xml")), start=1
        )
    )
    types = f'<Types xmlns="{CONTENT_TYPES}"><Override PartName="/xl/calc.xml" ContentType="application/x"/></Types>'
    return {
        "[Content_Types].xml": types.encode(),
        "xl/workbook.xml": BOOK.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELS}">{rels}</Relationships>'.encode(),
        PART: SHEET.encode(),
        "xl/calc.xml": b"<x/>",
    }


def test_a_row_comes_in_and_a_cell_changes():
    editor = SheetEditor(parts(), shown_as="a.xlsx")
    editor.set("Bảng", "B", 1, "b")
    editor.insert("Bảng", 1, editor.pattern("Bảng", 1), {"A": "mới"})
    made = editor.finished()
    cells = [(c.ref, c.inline or c.value, c.has_formula) for c in sheet_cells(made[PART], shown_as="a", part=PART)]
    assert cells == [("A1", "1", False), ("B1", "b", False), ("A2", "mới", False), ("B2", "", False), ("A3", "", True)]
    assert "'Bảng'!$1:$1,'Bảng'!$3:$3" in made["xl/workbook.xml"].decode()
    # What Excel would have calculated in which order is forgotten, under whatever name it stood.
    assert "xl/calc.xml" not in made
    assert [one.kind for one in relationships(made, "xl/workbook.xml", shown_as="a").values()] == ["worksheet"]
    assert ContentTypes(made, shown_as="a").own("xl/calc.xml") == ""


def test_rows_that_come_in_at_one_place_take_one_pass(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(zipped(excel(cells(HEAD, TASK, TASK))))

    def steps(count: int) -> int:
        edits = [InsertRow(file, "A", 2, {"B": f"Việc {at}"}, like=2) for at in range(count)]
        made: list[bytes] = []
        taken = calls(lambda: made.extend(written(edits).values()))
        rows = openpyxl.load_workbook(io.BytesIO(made[0])).active.iter_rows(min_col=2, max_col=2, values_only=True)
        task = "Gửi báo cáo"
        assert [row[0] for row in rows] == [HEAD[1], task, *(f"Việc {at}" for at in range(count)), task]
        return taken

    steps(1)  # what is loaded once for all
    few, some, many = steps(20), steps(40), steps(80)
    assert many - some < 2.5 * (some - few)


# The same formula down column C, told once; one of the cells above it, and one on a sheet of its own.
SHARED = (
    f'<worksheet xmlns="{S}"><sheetData>'
    '<row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="C2"><f t="shared" ref="C2:C4" si="0">A1+A2+$A$1</f><v>4</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="C3"><f t="shared" si="0"/><v>6</v></c></row>'
    '<row r="4"><c r="A4"><v>4</v></c><c r="C4"><f t="shared" si="0"/><v>8</v></c></row></sheetData></worksheet>'
)
BESIDE = (
    f'<worksheet xmlns="{S}"><sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">Bảng!A2</f></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
    "</sheetData></worksheet>"
)


def shared_book() -> dict[str, bytes]:
    made = {**parts(), PART: SHARED.encode(), "xl/worksheets/sheet2.xml": BESIDE.encode()}
    rels = "xl/_rels/workbook.xml.rels"
    second = f'<Relationship Id="r9" Type="{R}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    made[rels] = made[rels].replace(b"</Relationships>", second.encode())
    made["xl/workbook.xml"] = BOOK.replace("</sheets>", '<sheet name="Khác" sheetId="2" r:id="r9"/></sheets>').encode()
    return made


def formulas(made: dict[str, bytes]) -> list[dict[str, str]]:
    trees = [package.parse_xml(made[part], shown_as="a", part=part) for part in (PART, "xl/worksheets/sheet2.xml")]
    return [{one.getparent().get("r"): one.text or "" for one in tree.iter(s("f"))} for tree in trees]


@pytest.mark.parametrize(
    ("edit", "own", "beside"),
    [
        (lambda one: one.insert("Bảng", 2, one.pattern("Bảng", 2), {}),
         {"C2": "A1+A2+$A$1", "C4": "A2+A4+$A$1", "C5": "A4+A5+$A$1"}, ["Bảng!A2", "Bảng!A4", "Bảng!A5"]),
        (lambda one: one.delete("Bảng", 2),
         {"C2": "#REF!+A2+$A$1", "C3": "A2+A3+$A$1"}, ["Bảng!#REF!", "Bảng!A2", "Bảng!A3"]),
        (lambda one: one.delete_rows("Bảng", [2, 3]), {"C2": "#REF!+A2+$A$1"}, ["Bảng!#REF!", "Bảng!#REF!", "Bảng!A2"]),
        (lambda one: one.reorder("Bảng", {3: 4, 4: 3}),
         {"C2": "A1+A2+$A$1", "C4": "A2+A4+$A$1", "C3": "A4+A3+$A$1"}, ["Bảng!A2", "Bảng!A4", "Bảng!A3"]),
        (lambda one: one.clear("Bảng", "C", 2, formula=True),
         {"C3": "A2+A3+$A$1", "C4": "A3+A4+$A$1"}, ["Bảng!A2", "Bảng!A3", "Bảng!A4"]),
    ],
)  # fmt: skip
def test_a_formula_that_cells_share_goes_on_meaning_the_same_cells(edit, own, beside):
    """The cells of it that stand below what moved, those of another sheet, and those whose first one goes."""
    editor = SheetEditor(shared_book(), shown_as="a.xlsx")
    edit(editor)
    here, there = formulas(editor.finished())
    assert here == own and list(there.values()) == beside


@pytest.mark.parametrize(
    ("edit", "anew"),
    [
        (lambda one: one.set("Bảng", "A", 3, "30"), True),
        (lambda one: one.set("Bảng", "B", 3, "chữ"), False),
        (lambda one: one.delete("Bảng", 3), True),
        (lambda one: one.clear("Bảng", "A", 4), True),
        (lambda one: one.set("Khác", "B", 9, "chữ"), False),
    ],
)
def test_a_workbook_is_to_be_calculated_anew_where_a_formula_may_come_to_something_else(edit, anew):
    """What its formulas came to is of before: whoever reads it is told (V548)."""
    editor = SheetEditor(shared_book(), shown_as="a.xlsx")
    edit(editor)
    made = editor.finished()
    assert (b"fullCalcOnLoad" in made["xl/workbook.xml"]) is anew
    found = [finding.code for finding in Workbook.of(made, "a.xlsx").table("Bảng")[1]]
    assert ("V548" in found) is anew
