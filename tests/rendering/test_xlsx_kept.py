"""What people put into Excel templates beside the table: tables of Excel's own, charts, remarks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from office_files import validated
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from generator.facts.resources import templates_dir
from generator.planning.plan import PlannedDocument, PlannedTable, PlannedTask
from generator.rendering.excel.workbook import contract, render
from generator.values.errors import TemplateError
from generator.values.findings import Finding, Severity
from tests.rendering.test_xlsx import DAY, chosen, dossier

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Change = Callable[[Worksheet], None]


def template(tmp_path: Path, change: Change) -> Path:
    """The stock template of a plan without its joined row of sections, after a person changed it."""
    book = load_workbook(templates_dir() / "xlsx" / "ke-hoach-6-cot.xlsx")
    book.active.unmerge_cells("B9:F9")
    book.active.print_area = None
    change(book.active)
    book.save(tmp_path / "mau.xlsx")
    assert not [one for one in contract(tmp_path / "mau.xlsx") if one.severity is Severity.ERROR]
    return tmp_path / "mau.xlsx"


def made(path: Path, document: PlannedDocument, table: PlannedTable) -> tuple[bytes, tuple[Finding, ...]]:
    target = io.BytesIO()
    said = render(path, document, table, target, modified=DAY)
    (path.parent / "ra.xlsx").write_bytes(target.getvalue())
    result = validated(path.parent / "ra.xlsx")
    assert result.is_valid, [error.description for error in result.errors]
    return target.getvalue(), said


def own_table(ref: str = "A8:F10", **more: object) -> Change:
    def change(sheet: Worksheet) -> None:
        one = Table(displayName="NhiemVu", ref=ref, **more)
        one._initialise_columns()
        sheet.add_table(one)

    return change


def tables_of(data: bytes) -> list[tuple[str, str, list[str], list[str]]]:
    """Of each of Excel's tables: its range, that of its filter, its columns, the cells of its header."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [
        (one.ref, one.autoFilter.ref if one.autoFilter else "", [column.name for column in one.tableColumns],
         [str(cell.value) for cell in sheet[one.ref][0]])
        for one in sheet.tables.values()
    ]  # fmt: skip


# --- tables of Excel's own -------------------------------------------------------------------------------------------


def test_a_table_of_excel_grows_with_its_rows(tmp_path: Path) -> None:
    document, table = dossier("95-qd-vpcp")
    data, said = made(template(tmp_path, own_table()), document, table)
    ((ref, filtered, names, header),) = tables_of(data)
    assert ref == filtered == f"A8:F{8 + len(table.rows)}"
    assert names == [one.replace("\n", "_x000a_") for one in header] and len(set(names)) == 6 and said == ()


def test_its_row_of_totals_goes_below_and_another_table_moves(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        own_table("A8:F11", totalsRowCount=1)(sheet)
        sheet["A11"], sheet["F11"] = "Tổng", "=SUBTOTAL(103,NhiemVu[Cột])"
        sheet["H14"], sheet["I14"], sheet["H15"] = "Mức", "Số", "cao"
        other = Table(displayName="Muc", ref="H14:I15")
        other._initialise_columns()
        sheet.add_table(other)

    document, table = dossier("95-qd-vpcp")
    data, said = made(template(tmp_path, change), document, table)
    by = len(table.rows) - 2
    first, other = tables_of(data)
    assert first[0] == f"A8:F{11 + by}" and other[0] == f"H{14 + by}:I{15 + by}"
    assert other[2] == other[3] == ["Mức", "Số"] and said == ()
    assert load_workbook(io.BytesIO(data)).worksheets[0][f"A{11 + by}"].value == "Tổng"


def test_its_columns_are_those_that_the_dossier_chooses(tmp_path: Path) -> None:
    document, table = dossier("95-qd-vpcp")
    few = chosen(table, "stt", "noi_dung", "thoi_han", thoi_han="Hạn")
    data, said = made(template(tmp_path, own_table()), document, few)
    ((ref, _, names, header),) = tables_of(data)
    assert ref == f"A8:C{8 + len(few.rows)}" and names == header and names[2] == "Hạn" and said == ()


def joined(sheet: Worksheet) -> None:
    own_table()(sheet)
    sheet.merge_cells("B9:F9")


def twice(sheet: Worksheet) -> None:
    own_table()(sheet)
    sheet["E8"], sheet["F8"] = "Ghi chú", "ghi chú"


@pytest.mark.parametrize(("change", "why"), [(joined, "ô gộp"), (twice, "trùng nhau")])
def test_one_that_excel_would_call_damaged_is_an_ordinary_range(change: Change, why: str, tmp_path: Path) -> None:
    document, table = dossier("95-qd-vpcp")
    data, said = made(template(tmp_path, change), document, table)
    assert tables_of(data) == []
    assert [(one.code, why in str(one.message), one.place.cell) for one in said] == [("V512", True, "A8")]


def test_one_over_columns_that_are_not_chosen_is_an_ordinary_range(tmp_path: Path) -> None:
    document, table = dossier("95-qd-vpcp")
    path = template(tmp_path, own_table("C8:D10"))
    data, said = made(path, document, chosen(table, "stt", "noi_dung", "thoi_han"))
    assert tables_of(data) == [] and [one.code for one in said] == ["V512"]


# --- charts ----------------------------------------------------------------------------------------------------------


def chart_at(cell: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet["H1"] = "=COUNTA(B10:B11)"
        chart = BarChart()
        chart.title = "Số nhiệm vụ"
        chart.add_data(Reference(sheet, min_col=8, min_row=1, max_row=1))
        chart.add_data(Reference(sheet, min_col=5, min_row=9, max_row=10))
        sheet.add_chart(chart, cell)

    return change


def test_a_chart_comes_out_as_it_was_drawn_over_the_rows_that_came(tmp_path: Path) -> None:
    path = template(tmp_path, chart_at("C14"))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    # What openpyxl would not write again.
    own = b'<extLst><ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}"/></extLst>'
    chart = parts["xl/charts/chart1.xml"].replace(b"</chartSpace>", own + b"</chartSpace>")
    assert chart != parts["xl/charts/chart1.xml"]
    parts["xl/charts/chart1.xml"] = chart
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    document, table = dossier("95-qd-vpcp")
    data, _ = made(path, document, table)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (drawn,) = (name for name in package.namelist() if name.startswith("xl/charts/chart"))
        root = etree.fromstring(package.read(drawn))
        drawing = etree.fromstring(package.read("xl/drawings/drawing1.xml"))
    title = load_workbook(io.BytesIO(data)).sheetnames[0]
    last = 8 + len(table.rows)
    assert [one.text for one in root.iter(f"{C}f")] == [f"'{title}'!$H$1", f"'{title}'!$E$9:$E${last}"]
    assert not [*root.iter(f"{C}numCache")] and root.find(f"{C}extLst") is not None
    assert drawing.findtext(f".//{XDR}from/{XDR}row") == str(13 + len(table.rows) - 2)


def test_a_chart_is_printed_wherever_it_stands(tmp_path: Path) -> None:
    data, _ = made(template(tmp_path, chart_at("C14")), *dossier("95-qd-vpcp"))
    assert not load_workbook(io.BytesIO(data)).active.print_area
    data, _ = made(template(tmp_path, lambda sheet: None), *dossier("95-qd-vpcp"))
    assert load_workbook(io.BytesIO(data)).active.print_area


def test_a_chart_with_data_of_another_file_is_refused_with_its_place(tmp_path: Path) -> None:
    path = template(tmp_path, chart_at("C14"))
    rels = "xl/charts/_rels/chart1.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(
            rels,
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{kind}" Target="../embeddings/a.xlsx"/></Relationships>',
        )
    assert [(one.code, one.value, one.place.cell) for one in contract(path)] == [("V108", "biểu đồ", "C14")]


def counting(sheet: Worksheet, at: str, formula: str) -> None:
    sheet[at] = formula


def chart_of_gone(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=9, max_row=10))
    sheet.add_chart(chart, "C14")


def named_gone(sheet: Worksheet) -> None:
    sheet.parent.defined_names["Cot"] = DefinedName("Cot", attr_text=f"'{sheet.title}'!$D$9:$D$10")


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: counting(sheet, "H3", "=SUM(F9:F10)"),
        lambda sheet: counting(sheet.parent.create_sheet("TH"), "A1", f"=COUNTA('{sheet.title}'!D9:D10)"),
        chart_of_gone,
        named_gone,
    ],
)
def test_nothing_counts_another_column_in_the_place_of_one_not_chosen(change: Change, tmp_path: Path) -> None:
    document, table = dossier("95-qd-vpcp")
    few = chosen(table, "stt", "noi_dung", "thoi_han")
    path = template(tmp_path, change)
    made(path, document, table)
    with pytest.raises(TemplateError) as failure:
        made(path, document, few)
    assert [one.code for one in failure.value.findings] == ["V108"]


def test_what_goes_with_columns_not_chosen_leaves_nothing_behind(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F12"] = "=COUNTA(F9:F10)"
        sheet["A12"] = "=COUNTA(B9:B10)"
        for area in ("F9:F10", "E9:E10"):
            rule = DataValidation("list", formula1='"a,b"', sqref=area)
            sheet.add_data_validation(rule)

    document, table = dossier("95-qd-vpcp")
    few = chosen(table, "stt", "noi_dung", "thoi_han")
    data, _ = made(template(tmp_path, change), document, few)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    last = 8 + len(few.rows)
    areas = [str(one.sqref) for one in sheet.data_validations.dataValidation]
    assert areas == [f"C9:C{last}"] and sheet[f"A{last + 2}"].value == f"=COUNTA(B9:B{last})"


# --- remarks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sections", [True, False])
def test_remarks_of_the_author_stay_with_the_template_and_are_said(sections: bool, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A12"] = "Dòng dưới bảng"
        for cell in ("A1", "B10", "A12"):
            sheet[cell].comment = Comment(f"ở {cell}", "A")

    path = template(tmp_path, change)
    document, table = dossier("95-qd-vpcp")
    rows = table.rows if sections else tuple(row for row in table.rows if isinstance(row, PlannedTask))
    data, said = made(path, document, PlannedTable(**{**_fields(table), "rows": rows}))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "comment" in name.lower() or name.endswith(".vml")]
    told = [("V511", cell, f"ở {cell}") for cell in ("A1", "A12", "B10")]
    assert sorted((one.code, one.place.cell, one.value) for one in said) == told
    assert sorted((one.code, one.place.cell, one.value) for one in contract(path)) == told


def _fields(table: PlannedTable) -> dict[str, object]:
    return {name: getattr(table, name) for name in table.__struct_fields__}


# --- the print area --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("area", "codes"), [("A1:F10", ["V513"]), ("A1:F12", []), (None, [])])
def test_a_text_below_the_print_area_is_said(area: str | None, codes: list[str], tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A12"], sheet["H13"] = "Người lập biểu", "=1+1"
        sheet.print_area = area

    path = template(tmp_path, change)
    assert [one.code for one in contract(path)] == codes
    assert [one.code for one in made(path, *dossier("95-qd-vpcp"))[1]] == codes
