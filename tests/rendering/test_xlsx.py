"""The Excel file of a planned table: every cell, what Excel may not do to a text, what moves, the same bytes."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from pathlib import Path

import by_libreoffice
import pytest
from msgspec.structs import replace
from office_files import validated
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.planning.documents import plan_dossier, planned_table
from generator.planning.plan import PlannedDocument, PlannedSection, PlannedTable, PlannedTask
from generator.reading.dossier import load_dossier
from generator.rendering.excel.template import sheet_name
from generator.rendering.excel.workbook import contract, render
from generator.values.errors import InputError, TemplateError
from generator.values.model import ColumnChoice, Section, Task

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 3, 16)
STOCK = ("ke-hoach-6-cot", "phu-luc-5-cot", "phu-luc-nguon-kinh-phi", "phu-luc-ket-qua")
PLAN_KEYS = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham")


def template(name: str = "ke-hoach-6-cot") -> Path:
    return templates_dir() / "xlsx" / f"{name}.xlsx"


def dossier(name: str) -> tuple[PlannedDocument, PlannedTable]:
    plan, _ = plan_dossier(load_dossier(ROOT / "data" / name)[0], DAY)
    document = plan.documents[1]
    return document, document.tables[0]


@pytest.fixture
def plan() -> tuple[PlannedDocument, PlannedTable]:
    return dossier("95-qd-vpcp")


def rendered(document: PlannedDocument, table: PlannedTable, path: Path | None = None) -> bytes:
    target = io.BytesIO()
    render(path or template(), document, table, target, modified=DAY)
    return target.getvalue()


def with_texts(table: PlannedTable, *texts: dict[str, str]) -> PlannedTable:
    """The table with tasks of these texts instead of its rows, and columns for all their keys."""
    rows = tuple(PlannedTask(Task(f"NV{n:02}", text), str(n)) for n, text in enumerate(texts, start=1))
    return replace(table, rows=rows)


def chosen(table: PlannedTable, *keys: str, **titles: str) -> PlannedTable:
    spec = replace(table.spec, columns=tuple(ColumnChoice(key, titles.get(key, "")) for key in keys))
    planned, _ = planned_table(spec, DAY)
    assert planned is not None
    return planned


def changed(tmp_path: Path, change: object, name: str = "ke-hoach-6-cot") -> Path:
    """A stock template after a person changed it."""
    book = load_workbook(template(name))
    change(book, book.active)  # type: ignore[operator]
    path = tmp_path / "mau.xlsx"
    book.save(path)
    return path


def opened(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def merges(sheet: Worksheet) -> set[str]:
    return {str(merge) for merge in sheet.merged_cells.ranges}


def expected_rows(table: PlannedTable, keys: tuple[str, ...]) -> Iterator[list[str]]:
    for row in table.rows:
        if isinstance(row, PlannedSection):
            yield [row.number, row.title, *[""] * (len(keys) - 2), ""]
        else:
            yield [row.number if key == "stt" else row.texts.get(key, "") for key in keys] + [row.task.ma]


# --- every cell ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp"])
def test_every_cell_reads_as_planned(name: str) -> None:
    document, table = dossier(name)
    data = rendered(document, table)
    wanted = [[table.titles[key] for key in PLAN_KEYS] + ["vanban:ma"], *expected_rows(table, PLAN_KEYS)]

    calamine = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert calamine[7:] == wanted
    ours = [[cell.value or "" for cell in row] for row in opened(data).iter_rows(min_row=8)]
    assert ours == wanted


def test_what_is_typed_into_a_field_stays_as_typed(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    """The cells of a task that a unit fills in are Text: 9/2024 is no date there, 45% no 0.45."""
    sheet = opened(rendered(*plan))
    titles = {cell.column: cell.value for cell in sheet[8] if cell.value != "vanban:ma"}
    task = next(row for row in sheet.iter_rows(min_row=9) if all(cell.value for cell in row[:3]))
    formats = {titles[cell.column]: cell.number_format for cell in task if cell.column in titles}
    content = plan[1].titles["noi_dung"]
    assert formats == {title: "General" if title == content else "@" for title in formats}
    assert len(formats) >= 5


def test_title_block_is_filled(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    sheet = opened(rendered(document, table))
    assert sheet.title == "Kế hoạch"
    assert [sheet[cell].value for cell in ("A1", "C1", "A4", "A5", "A6")] == [
        "VĂN PHÒNG CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        document.subject,
        document.attached_to,
    ]


@pytest.mark.parametrize("name", STOCK)
def test_valid_for_office(name: str, plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    document, table = plan
    if name == "phu-luc-nguon-kinh-phi":
        table = with_texts(table, {"noi_dung": "A", "nguoi_theo_doi": "Ngân sách"})
        columns = tuple(replace(table.columns[0], key=key, title=key) for key in ("noi_dung", "nguoi_theo_doi"))
        table = replace(table, columns=columns)
    path = tmp_path / "a.xlsx"
    path.write_bytes(rendered(document, table, template(name)))
    result = validated(path)
    assert [error for error in result.errors if error.severity.name == "ERROR"] == []


def test_same_bytes_twice(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    assert rendered(*plan) == rendered(*plan)


def test_properties_come_from_the_data(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    book = load_workbook(io.BytesIO(rendered(document, table)))
    properties = book.properties
    assert properties.title == f"Kế hoạch {document.subject}"
    assert properties.creator == "Văn phòng Chính phủ"
    assert properties.created.date() == properties.modified.date() == DAY
    assert book.custom_doc_props["vanban"].value == "95-qd-vpcp"


# --- texts stay texts (traps.md 11) --------------------------------------------------------------------------------

AWKWARD = [
    '=HYPERLINK("http://a","b")',
    "+84 24",
    "- Bộ Công an",
    "@SUM(A1)",
    "'nháy đơn",
    "Phối hợp A & B, mức < 5 tỷ > 3",
    "_x0041_ không phải chữ A",
    "dòng một\ndòng hai",
    "  hai cách đầu, cuối  ",
    "#N/A",
    "TRUE",
    "1/7/2024",
    "{{ 7*7 }}",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_is_the_same_text(text: str, plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    data = rendered(replace(document, subject=text), with_texts(table, {"noi_dung": text}))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert sheet[8][1] == text
    cell = opened(data)["B9"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == (text[0] in "=+-@'")
    assert opened(data)["A5"].data_type == "s"


def test_row_of_an_edited_text_fits_itself_again(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    part = package.read_bytes(rendered(*plan), shown_as="")["xl/worksheets/sheet1.xml"].decode()
    assert '<row r="10" ht="' in part
    assert 'customHeight="1"><c r="A10"' not in part


def test_blank_rows_are_rows(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    rows = (PlannedSection(Section("", ""), "", ""), PlannedTask(Task("NV01", {}), ""))
    sheet = opened(rendered(document, replace(table, rows=rows)))
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=9)] == [[None] * 7, [None] * 6 + ["NV01"]]
    assert opened(rendered(document, replace(table, rows=()))).print_area.endswith("$A$1:$F$9")


def test_text_longer_than_excel_holds_is_refused(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    with pytest.raises(InputError) as failure:
        rendered(document, with_texts(table, {"noi_dung": "a" * 32_768}, {"san_pham": "b" * 40_000}))
    assert [finding.code for finding in failure.value.findings] == ["V109", "V109"]
    assert len(rendered(document, with_texts(table, {"noi_dung": "a" * 32_767}))) > 0


# --- heights, page -------------------------------------------------------------------------------------------------


def test_rows_are_high_enough_for_their_texts(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    words = " ".join(["Tăng cường hợp tác quốc tế"] * 20)
    cases = {"một": 1, "a\nb\nc": 3, words: 12}
    sheet = opened(rendered(document, with_texts(table, *({"noi_dung": text} for text in cases))))
    heights = [sheet.row_dimensions[row].height for row in (9, 10, 11)]
    for height, lines in zip(heights, cases.values(), strict=True):
        assert height >= lines * 15.75
    assert heights[0] < 24
    assert heights[2] < 15 * 15.75


def test_no_row_is_higher_than_excel_allows(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    sheet = opened(rendered(document, with_texts(table, {"noi_dung": "dài " * 3_000})))
    assert sheet.row_dimensions[9].height == 409


def test_page(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    sheet = opened(rendered(document, table))
    last = 8 + len(table.rows)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.print_area == f"'Kế hoạch'!$A$1:$F${last}"
    assert sheet.auto_filter.ref == f"A8:F{last}"
    assert sheet.freeze_panes == "A9"
    assert sheet.oddHeader.center.text == "&P"
    assert sheet.column_dimensions["G"].hidden
    assert sheet["A10"].font.name == "Times New Roman"
    assert sheet["A10"].border.left.style == "thin"
    assert {"B9:F9", "A5:F5", "C1:F1"} <= merges(sheet)


def test_column_numbers_stand_under_the_header(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    sheet = opened(rendered(document, replace(table, spec=replace(table.spec, column_numbers=True))))
    assert [cell.value for cell in sheet[9]] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "vanban:ma"]
    assert sheet.print_title_rows == "$8:$9"
    assert sheet.freeze_panes == "A10"
    assert sheet.auto_filter.ref == f"A9:F{9 + len(table.rows)}"
    assert "B10:F10" in merges(sheet)


# --- what moves (traps.md 10) --------------------------------------------------------------------------------------


def test_rows_below_move_with_what_they_hold(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.worksheet.datavalidation import DataValidation

        sheet["B12"] = "=COUNTA(B9:B10)"
        sheet["D13"] = "{{ vb.co_quan }}"
        sheet.merge_cells("D13:F13")
        sheet.row_dimensions[13].height = 40
        sheet.print_area = "A1:F13"
        sheet.conditional_formatting.add("A10:F10", FormulaRule(["$E10=1"]))
        choice = DataValidation("list", '"Có,Không"')
        choice.add("F10")
        sheet.add_data_validation(choice)

    document, table = plan
    sheet = opened(rendered(document, table, changed(tmp_path, change)))
    down = len(table.rows) - 2
    last = 8 + len(table.rows)
    assert sheet[f"B{12 + down}"].value == f"=COUNTA(B9:B{last})"
    assert sheet[f"D{13 + down}"].value == "VĂN PHÒNG CHÍNH PHỦ"
    assert f"D{13 + down}:F{13 + down}" in merges(sheet)
    assert sheet.row_dimensions[13 + down].height == 40
    assert sheet.print_area == f"'Kế hoạch'!$A$1:$F${13 + down}"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == [f"A9:F{last}"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == [f"F9:F{last}"]


def test_formulas_of_other_sheets_follow(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        other = book.create_sheet("Tổng hợp")  # type: ignore[attr-defined]
        other["A1"] = "=COUNTA('Bảng'!C9:C10)"
        other["A2"] = "{{ vb.trich_yeu }}"

    document, table = plan
    book = load_workbook(io.BytesIO(rendered(document, table, changed(tmp_path, change))))
    assert book["Tổng hợp"]["A1"].value == f"=COUNTA('Kế hoạch'!C9:C{8 + len(table.rows)})"
    assert book["Tổng hợp"]["A2"].value == document.subject


def test_formula_in_a_task_row_counts_its_own_row(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        sheet["G10"] = "=LEN(B10)+$A$1"

    document, table = plan
    sheet = opened(rendered(document, with_texts(table, {}, {}), changed(tmp_path, change)))
    assert [sheet[f"G{row}"].value for row in (9, 10)] == ["=LEN(B9)+$A$1", "=LEN(B10)+$A$1"]


def test_second_level_of_sections_has_its_own_prototype(
    plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path
) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        sheet["A11"], sheet["B11"] = "{{ d.stt }}", "{{ d.noi_dung }}"
        for cell in sheet[10]:
            sheet.cell(11, cell.column)._style = copy(cell._style)
            cell.value = None
        sheet["B10"] = "{{ d.so_muc }}. {{ d.ten_muc }}"

    document, table = plan
    rows = tuple(PlannedSection(Section(number, "M", level), number, "M") for number, level in (("A", 1), ("I", 2)))
    sheet = opened(rendered(document, replace(table, rows=rows), changed(tmp_path, change)))
    assert [(sheet[f"A{row}"].value, sheet[f"B{row}"].value) for row in (9, 10)] == [("A", "M"), (None, "I. M")]
    assert "B9:F9" in merges(sheet)
    assert "B10:F10" not in merges(sheet)


# --- columns the dossier chooses -----------------------------------------------------------------------------------


def test_columns_chosen_reordered_and_own(plan: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = plan
    spec = table.spec
    register = replace(
        spec.register, columns=(*spec.register.columns, replace(spec.register.columns[0], key="kinh_phi", title="KP"))
    )
    table = chosen(
        replace(table, spec=replace(spec, register=register)), "stt", "chu_tri", "noi_dung", "kinh_phi", chu_tri="Ai"
    )
    sheet = opened(rendered(document, table))
    assert [cell.value for cell in sheet[8]] == ["TT", "Ai", "Nội dung thực hiện", "KP", "vanban:ma"]
    tasks = [row for row in table.rows if isinstance(row, PlannedTask)]
    assert [cell.value for cell in sheet[10]] == [
        "1.",
        tasks[0].texts["chu_tri"],
        tasks[0].texts["noi_dung"],
        None,
        tasks[0].task.ma,
    ]
    assert {"A5:D5", "B9:D9"} <= merges(sheet)
    assert (sheet["A9"].value, sheet["B9"].value) == ("I", "XÂY DỰNG, HOÀN THIỆN THỂ CHẾ")
    assert sheet["D10"].alignment.horizontal == sheet["C10"].alignment.horizontal == "justify"
    assert sheet.print_area.endswith(f"$A$1:$D${8 + len(table.rows)}")
    assert sheet["A1"].value == "VĂN PHÒNG CHÍNH PHỦ"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in [cell.value for cell in sheet[1]]


@pytest.mark.parametrize(
    ("keys", "groups"),
    [
        (("stt", "noi_dung", "hoan_thanh", "thuong_xuyen"), {"C5:D5", "A5:A6", "B5:B6"}),
        (("hoan_thanh", "noi_dung", "dang_trien_khai", "thuong_xuyen"), {"B5:B6", "C5:D5"}),
    ],
    ids=["fewer", "apart"],
)
def test_group_header_follows_its_columns(
    keys: tuple[str, ...], groups: set[str], plan: tuple[PlannedDocument, PlannedTable]
) -> None:
    document, table = plan
    columns = tuple(replace(table.columns[0], key=key, title=key) for key in keys)
    table = replace(with_texts(table, {"hoan_thanh": "Xong"}), columns=columns, chosen=True)
    sheet = opened(rendered(document, table, template("phu-luc-ket-qua")))
    assert {merge for merge in merges(sheet) if merge[1] == "5"} == groups
    assert [
        sheet.cell(6 if key in ("hoan_thanh", "dang_trien_khai", "thuong_xuyen") else 5, n).value
        for n, key in enumerate(keys, start=1)
    ] == list(keys)


# --- templates that are wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("{{ vb.trich_yieu }}", "V101", "vb.trich_yeu"),
        ("{{ d.noi_dugn }}", "V101", "d.noi_dung"),
        ("{{ vb.trich_yeu", "V102", ""),
        ("{% for x in vb.noi_nhan %}{{ x }}", "V102", ""),
        ("{{ ''.__class__.__mro__ }}", "V103", ""),
        ("{{ vb.trich_yeu ** 9 }}", "V103", ""),
        ("{{ 1 / 0 }}", "V107", ""),
        ("{{ 'a' * 1000000000 }}", "V103", ""),
    ],
)
def test_faults_name_the_cell(
    text: str, code: str, hint: str, plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path
) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        sheet["A5" if "d." not in text or "vb." in text else "B10"] = text

    with pytest.raises(TemplateError) as failure:
        rendered(*plan, changed(tmp_path, change))
    finding = failure.value.findings[0]
    assert (finding.code, finding.place.sheet, finding.value) == (code, "Bảng", text)
    assert finding.place.cell in ("A5", "B10")
    assert hint in str(finding.hint)


def test_fault_in_a_row_names_the_prototype(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        sheet["C10"] = "{{ d.chu_tri / 2 }}"

    with pytest.raises(TemplateError) as failure:
        rendered(*plan, changed(tmp_path, change))
    assert failure.value.findings[0].place.cell == "C10"


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\3\4broken"], ids=["empty", "text", "truncated"])
def test_broken_template_is_a_template_error(
    content: bytes, plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path
) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(content)
    with pytest.raises(TemplateError):
        rendered(*plan, path)
    with pytest.raises(TemplateError):
        rendered(*plan, tmp_path / "khong-co.xlsx")


@pytest.mark.parametrize(
    ("title", "name"),
    [("Kế hoạch", "Kế hoạch"), ("A/B: [c]?*\\", "A B   c"), ("'x'", "x"), ("", "Bảng"), ("d" * 40, "d" * 31)],
)
def test_sheet_name(title: str, name: str) -> None:
    assert sheet_name(title) == name


# --- as LibreOffice prints it --------------------------------------------------------------------------------------


def test_pdf_of_libreoffice_shows_every_word(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    document, table = plan
    path = tmp_path / "a.xlsx"
    path.write_bytes(rendered(document, table))
    (printed,) = by_libreoffice.saved([path], "pdf", tmp_path)
    pages = [page.extract_text() for page in PdfReader(printed).pages]
    shown = "".join("".join(pages).split())
    for row in table.rows:
        texts = [row.title] if isinstance(row, PlannedSection) else [row.texts[key] for key in PLAN_KEYS[1:]]
        for text in texts:
            for word in text.split():
                assert word in shown
    assert "vanban:ma" not in shown
    assert all("Đơnvịchủtrì" in "".join(page.split()) for page in pages)
    assert 3 <= len(pages) <= 10


# --- what a person sets on the rows of a template --------------------------------------------------------------------


def rows_of(data: bytes) -> dict[int, dict[str, str]]:
    parts = package.read_bytes(data, shown_as="made.xlsx")
    root = package.parse_xml(parts["xl/worksheets/sheet1.xml"], shown_as="made.xlsx", part="sheet")
    return {int(row.get("r")): dict(row.attrib) for row in root.iter("{*}row")}


def test_rows_are_grouped_as_their_prototype(plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path) -> None:
    """Those of sections are not, for their prototype is not."""

    def group(_: object, sheet: Worksheet) -> None:
        sheet.row_dimensions[10].outlineLevel = 2

    made = rows_of(rendered(*plan, changed(tmp_path, group)))
    levels = [made[9 + at].get("outlineLevel", "") for at in range(len(plan[1].rows))]
    assert levels == ["2" if isinstance(row, PlannedTask) else "" for row in plan[1].rows]


def test_rows_as_the_office_made_them_are_grouped_too(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "pl"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "data" / "phu-luc-03" / "van-ban.yaml", folder)
    given = (folder / "van-ban.yaml").read_text(encoding="utf-8")
    bare = re.sub(r"bang: \{.*\}", "bang: {nguon: bang.csv}", given)
    (folder / "van-ban.yaml").write_text(bare, encoding="utf-8")
    (folder / "bang.csv").write_text("STT,Nội dung,Thời hạn\n1,Việc một,2024\n2,Việc hai,2025\n", encoding="utf-8")

    def group(_: object, sheet: Worksheet) -> None:
        sheet.row_dimensions[7].outlineLevel = 1

    document = plan_dossier(load_dossier(folder)[0], DAY)[0].documents[0]
    (table,) = document.tables
    made = rows_of(rendered(document, table, changed(tmp_path, group, "nguyen-bang")))
    assert table.as_made
    assert [row.get("outlineLevel", "") for row in made.values()].count("1") == len(table.rows) == 2


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[10].hidden = True


def _close_group(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(9, 10, outline_level=1, hidden=True)


@pytest.mark.parametrize(
    ("cell", "value", "refused"),
    [
        ("C13", "=B10", True),
        ("C13", '=$B$9&" x"', True),
        ("C13", "=COUNTA(B9:B10)+A1+B12", False),
        ("G10", "=LEN(B10)+LEN($C10)+$A$1", False),
        ("G10", "=B9", True),
        ("G10", "=SUM(F$10:F10)", True),
        ("G10", "=G14", True),
        ("H1!A1", "='Bảng'!B10", True),
        ("H1!A1", "=B10+COUNTA('Bảng'!B9:B10)", False),
        ("B10", "https://vidu.vn", True),
        ("B9", "https://vidu.vn", True),
        ("B12", "https://vidu.vn", False),
        ("B12", "#'Bảng'!B3", True),
    ],
)
def test_what_points_at_one_cell_of_the_prototype_rows_is_refused(
    cell: str, value: str, refused: bool, plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path
) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        where = sheet
        if "!" in cell:
            where = book.create_sheet("H1")  # type: ignore[attr-defined]
        at = where[cell.rpartition("!")[2]]
        if value.startswith("="):
            at.value = value
        elif value.startswith("#"):
            at.hyperlink = Hyperlink(ref=cell, location=value[1:])
        else:
            text = at.value
            at.hyperlink = value
            at.value = text

    path = changed(tmp_path, change)
    judged = tuple(found for found in contract(path) if found.code != "V513")
    assert [(found.code, found.place.cell) for found in judged] == (
        [("V108", cell.rpartition("!")[2])] if refused else []
    )
    if not refused:
        rendered(*plan, path)
        return
    with pytest.raises(TemplateError) as caught:
        rendered(*plan, path)
    assert caught.value.findings == judged


def test_a_name_of_one_cell_of_the_prototype_rows_is_refused(tmp_path: Path) -> None:
    def change(book: object, sheet: Worksheet) -> None:
        names = book.defined_names  # type: ignore[attr-defined]
        names["mot_o"] = DefinedName("mot_o", attr_text="'Bảng'!$B$10")
        names["ca_cot"] = DefinedName("ca_cot", attr_text="'Bảng'!$B$9:$B$10")

    assert [found.value for found in contract(changed(tmp_path, change))] == ["mot_o = 'Bảng'!$B$10"]


@pytest.mark.parametrize("change", [_hide, _close_group])
def test_hidden_prototype_rows_are_refused(
    change: Callable[[Worksheet], None], plan: tuple[PlannedDocument, PlannedTable], tmp_path: Path
) -> None:
    path = changed(tmp_path, lambda _, sheet: change(sheet))
    judged = contract(path)
    assert {(found.code, found.place.line) for found in judged} >= {("V108", 10)}
    with pytest.raises(TemplateError) as caught:
        rendered(*plan, path)
    assert caught.value.findings == judged
