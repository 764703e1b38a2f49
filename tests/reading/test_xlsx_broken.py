"""Workbooks as other programs and accidents leave them: found by what the workbook says, broken ones named by sheet."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from generator.ooxml import package
from generator.reading.grid import joined_cells
from generator.reading.xlsx import Workbook
from generator.values.errors import InputError

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = f'<worksheet xmlns="{S}"><sheetData>%s</sheetData>%s</worksheet>'
RUNS = "<r><t>Đơn </t></r><r><t>vị_x000D_</t></r><rPh><t>x</t></rPh>"
STRINGS = f'<sst xmlns="{S}"><si><t>Nội dung</t></si><si>{RUNS}</si></sst>'


def workbook(
    path, sheets: dict[str, str], *, strings: str = STRINGS, styles: str = "", properties: str = ""
) -> Workbook:
    """A workbook of sheets by name; the parts are numbered against the order of the tabs."""
    names = list(sheets)
    parts = {f"xl/worksheets/sheet{len(names) - at}.xml": sheets[name] for at, name in enumerate(names)}
    listed = "".join(f'<sheet name="{name}" sheetId="{at + 1}" r:id="rId{at}"/>' for at, name in enumerate(names))
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/worksheet" Target="/xl/worksheets/sheet{len(names) - at}.xml"/>'
        for at in range(len(names))
    )
    for name, data in (("sharedStrings", strings), ("styles", styles)):
        if data:
            parts[f"xl/{name}.xml"] = data
            related += f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>'
    parts["xl/workbook.xml"] = f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}<sheets>{listed}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{RELS}">{related}</Relationships>'
    parts["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with path.open("wb") as target:
        package.write(target, {name: text.encode() for name, text in parts.items()})
    return Workbook(path, "bang.xlsx")


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def findings_of(book: Workbook, sheet: str) -> list[tuple[str, str, str]]:
    return [(found.code, found.place.sheet, found.place.cell) for found in book.table(sheet)[1]]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="C2"><f>1+1</f></c>', "V031"),
        ("<c r='C2'><f>1+1</f><v/></c>", "V031"),
        ('<c s="1" r="C2"><f t="shared" si="0"/><v></v></c>', "V031"),
        ('<c r="C2" t="e"><v>#REF!</v></c>', "V033"),
        ('<c t="e" r="C2"><v>#N/A</v></c>', "V033"),
        ("<c t='e' r='C2'><f>1/0</f><v>#DIV/0!</v></c>", "V033"),
        ('<c r="C2"><v>NaN</v></c>', "V036"),
        ('<c r="C2"><v>INF</v></c>', "V036"),
        ('<c r="C2"><f>1E400</f><v>1E400</v></c>', "V036"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_cell_without_a_value_is_said_on_every_tab(tmp_path, cell, code, prefix):
    body = SHEET % (row(2, cell + '<c r="D2" t="s"><v>0</v></c>'), "")
    if prefix:
        body = (
            body.replace("</", "&").replace("<", f"<{prefix}").replace("&", f"</{prefix}").replace("xmlns=", "xmlns:x=")
        )
    book = workbook(tmp_path / "a.xlsx", {"Đầu": SHEET % ("", ""), "Nhiệm vụ": body, "Cuối": SHEET % ("", "")})
    assert book.sheets == ("Đầu", "Nhiệm vụ", "Cuối")
    assert findings_of(book, "Nhiệm vụ") == [(code, "Nhiệm vụ", "C2")]
    assert [dict(row.cells) for row in book.table("Nhiệm vụ")[0].rows] == [{3: "Nội dung"}]
    assert findings_of(book, "Đầu") == findings_of(book, "Cuối") == []


def test_a_formula_that_gives_an_empty_text_has_been_calculated(tmp_path):
    book = workbook(tmp_path / "a.xlsx", {"A": SHEET % (row(1, '<c r="A1" t="str"><f>""</f><v></v></c>'), "")})
    assert book.table("A") == (book.table("A")[0], ())


def test_shared_texts_are_whole_without_how_they_are_spoken(tmp_path):
    book = workbook(tmp_path / "a.xlsx", {"A": SHEET % (row(1, '<c r="A1" t="s"><v>1</v></c>'), "")})
    assert dict(book.table("A")[0].rows[0].cells) == {0: "Đơn vị"}


def test_what_is_joined_hidden_filtered_boxed_and_aligned_is_read(tmp_path):
    styles = (
        f'<styleSheet xmlns="{S}"><fills><fill><patternFill patternType="none"/></fill></fills><borders><border/>'
        '<border><left style="thin"/></border></borders><cellXfs><xf/><xf borderId="1"/><xf><alignment '
        'horizontal="center"/></xf></cellXfs></styleSheet>'
    )
    cells = row(1, '<c r="A1" s="2" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" s="0"/>')
    cells += '<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c></row><row r="7" hidden="true"/>'
    sheet = SHEET % (
        cells,
        '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter><mergeCells><mergeCell ref="A1:B2"/>'
        '<mergeCell ref="A4"/></mergeCells>',
    )
    sheet = sheet.replace("<sheetData>", '<cols><col min="2" max="3" width="12.5" hidden="1"/></cols><sheetData>')
    table, findings = workbook(tmp_path / "a.xlsx", {"A": sheet}, styles=styles).table("A")
    assert findings == ()
    assert [(area.row, area.column, area.rows, area.columns) for area in table.merges] == [(1, 0, 2, 2), (4, 0, 1, 1)]
    assert (table.hidden_rows, table.filtered_rows, table.hidden_columns) == ({2, 7}, {2}, {1, 2})
    assert (table.boxed, table.aligned) == ({1: {1}}, {1: {0: "center"}})
    assert (table.widths, table.width, table.rows[0].wide) == ({1: 12.5, 2: 12.5}, 3, {0})


def test_cells_under_joined_ones_are_covered_as_far_as_the_table_goes(tmp_path):
    sheet = SHEET % (
        row(3, '<c r="B3" t="s"><v>0</v></c>'),
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    )
    assert workbook(tmp_path / "a.xlsx", {"A": sheet}).covered("A") == {"B2", "A3", "B3"}


def test_cells_joined_over_more_than_any_table_has_are_refused(tmp_path):
    """Before memory is spent on them: a sheet has 17 thousand millions."""
    rows = "".join(row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(1, 1001))
    rows = rows.replace("</row>", '<c r="SR1" t="s"><v>0</v></c></row>', 1)
    once, twice = '<mergeCell ref="B2:SR1000"/>', '<mergeCell ref="B2:IV1000"/>' * 2
    for number, areas in enumerate((once, twice)):
        sheet = SHEET % (rows, f"<mergeCells>{areas}</mergeCells>")
        book = workbook(tmp_path / f"{number}.xlsx", {"A": sheet})
        assert [refused(book.covered, "A"), refused(joined_cells, book.table("A")[0])] == [[("V013", "B2")]] * 2


def refused(read: Callable[[Any], object], what: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as failure:
        read(what)
    return [(one.code, one.place.cell) for one in failure.value.findings]


@pytest.mark.parametrize(
    ("sheet", "code", "place"),
    [
        (SHEET % (row(1, '<c r="A1" t="s"><v>2</v></c>'), ""), "V012", "bang.xlsx : A!A1"),
        (SHEET % (row(1, '<c r="A1" t="s"><v>-1</v></c>'), ""), "V012", "bang.xlsx : A!A1"),
        (SHEET % (row(1, '<c r="A1" t="s"><v>x</v></c>'), ""), "V012", "bang.xlsx : A!A1"),
        (SHEET % (row(1, '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'), ""), "V012", "bang.xlsx : A!A1"),
        (
            SHEET % (row(1, '<c r="A1"><v>1</v></c>') + row(2, "<c/>") + row(1, '<c r="A1"><v>2</v></c>'), ""),
            "V012",
            "bang.xlsx : A!A1",
        ),
        (SHEET % (row(2, '<c r="A2"><v>1</v></c><c r="B7"><v>2</v></c>'), ""), "V014", "bang.xlsx : A"),
        (SHEET % (row(2, '<c r="A2" t="inlineStr"><is><rPh><t>hai</t></rPh></is></c>'), ""), "V014", "bang.xlsx : A"),
        ((SHEET % (row(1, '<c r="A1"><v>1</v></c>'), ""))[:-20], "V014", "bang.xlsx : A"),
        (SHEET % (row(1, '<c r="A0"><v>1</v></c>'), ""), "V014", "bang.xlsx : A"),
        (SHEET % (row(1, '<c r="AAAA1"><v>1</v></c>'), ""), "V014", "bang.xlsx : A"),
        ("<!DOCTYPE x>" + SHEET % ("", ""), "V014", "bang.xlsx : A"),
        (SHEET % ("", '<mergeCells><mergeCell ref="A1:?"/></mergeCells>'), "V014", "bang.xlsx : A"),
    ],
    ids=[
        "index",
        "below",
        "no-index",
        "twice",
        "row-twice",
        "other-row",
        "spoken",
        "cut",
        "row-0",
        "column",
        "dtd",
        "joined",
    ],
)
def test_a_broken_sheet_is_refused_with_its_name(tmp_path, sheet, code, place):
    book = workbook(tmp_path / "a.xlsx", {"A": sheet})
    with pytest.raises(InputError) as refused:
        book.table("A")
    (finding,) = refused.value.findings
    assert (finding.code, str(finding.place)) == (code, place)


def test_a_row_without_its_number_has_the_one_of_its_cells(tmp_path):
    book = workbook(
        tmp_path / "a.xlsx", {"A": SHEET % ('<row><c r="B7"><v>2</v></c></row><row><c><v>3</v></c></row>', "")}
    )
    assert [(line.number, dict(line.cells)) for line in book.table("A")[0].rows] == [(7, {1: "2"}), (8, {0: "3"})]


def test_a_shared_text_that_is_only_spoken_is_refused(tmp_path):
    strings = STRINGS.replace("<r><t>Đơn </t></r><r><t>vị_x000D_</t></r>", "<t/>")
    book = workbook(tmp_path / "a.xlsx", {"A": SHEET % (row(1, '<c r="A1" t="s"><v>1</v></c>'), "")}, strings=strings)
    with pytest.raises(InputError) as refused:
        book.table("A")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == ("V014", "bang.xlsx : xl/sharedStrings.xml")
    assert "“x”" in str(finding.message)


def test_a_workbook_without_a_sheet_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        workbook(tmp_path / "a.xlsx", {})
    assert [finding.code for finding in refused.value.findings] == ["V012"]


def test_a_sheet_that_the_package_does_not_hold_is_named(tmp_path):
    workbook(tmp_path / "a.xlsx", {"A": SHEET % ("", "")})
    parts = package.read(tmp_path / "a.xlsx")
    del parts["xl/worksheets/sheet1.xml"]
    with (tmp_path / "b.xlsx").open("wb") as target:
        package.write(target, parts)
    with pytest.raises(InputError) as refused:
        Workbook(tmp_path / "b.xlsx", "bang.xlsx")
    assert [(found.code, str(found.place)) for found in refused.value.findings] == [("V012", "bang.xlsx : A")]


def test_a_damaged_part_is_refused(tmp_path):
    workbook(tmp_path / "a.xlsx", {"A": SHEET % (row(1, '<c r="A1"><v>1</v></c>'), "")})
    data = bytearray((tmp_path / "a.xlsx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[at + 60] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    with pytest.raises(InputError) as refused:
        Workbook(tmp_path / "a.xlsx", "bang.xlsx").table("A")
    assert [finding.code for finding in refused.value.findings] == ["V012"]
