"""What people do in and around a task table and no field holds: said once, with its place, and nothing is taken."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from PIL import Image as Pixels
from test_pull_excel import cell, excel
from word_edits import YAML, bare, built, changed, pulled, retype, row, tasks, workplace

from generator.ooxml.names import w

Root = etree._Element


# --- a table that an office made, with headings that add up and a row of totals --------------------------------------

ROWS = (
    ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kinh phí (triệu đồng)"),
    ("I", "Nhiệm vụ về thể chế", "", "", "3.400"),
    (1, "Rà soát văn bản quy phạm pháp luật", "Vụ Pháp chế", "Tháng 3/2024", "1.400"),
    (2, "Xây dựng thông tư hướng dẫn", "Vụ Pháp chế", "Quý II/2024", "2.000"),
    ("II", "Nhiệm vụ về hạ tầng", "", "", "7.500"),
    (3, "Nâng cấp hệ thống máy chủ", "Cục Tin học", "Quý III/2024", "5.000"),
    (4, "Mua thiết bị lưu trữ dự phòng", "Cục Tin học", "Quý IV/2024", "2.500"),
    ("", "Tổng cộng", "", "", "10.900"),
)


def as_made(tmp_path: Path) -> Path:
    """A dossier whose table is printed as the office made it; its folder."""
    workplace(tmp_path)
    folder = tmp_path / "data" / YAML
    book = Workbook()
    for one in ROWS:
        book.worksheets[0].append(one)
    book.save(folder / "nhiem-vu.xlsx")
    source = folder / "van-ban.yaml"
    source.write_text(source.read_text("utf-8").replace("nhiem-vu.xlsx, mau: ke-hoach-6-cot", "nhiem-vu.xlsx"), "utf-8")
    return folder


def figure(where: str, old: str, new: str) -> Callable[[Root], None]:
    return lambda root: retype(row(root, where), old, new)


def typed_total(root: Root) -> None:
    last = row(root, "Mua thiết bị")
    made = bare(last)
    for each, words in zip(made.findall(w("tc")), ("", "Cộng mục II", "", "", "7.600"), strict=True):
        for at, t in enumerate(each.iter(w("t"))):
            t.text = "" if at else words
    last.addnext(made)


def test_totals_and_headings_that_add_up_are_no_new_tasks(tmp_path: Path) -> None:
    as_made(tmp_path)
    docx = built(tmp_path)
    assert pulled(docx).nothing_new and pulled(excel(tmp_path), data=tmp_path / "data").nothing_new


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (figure("thể chế", "3.400", "3.900"), "V195", "“3.900”"),
        (figure("Tổng cộng", "10.900", "11.900"), "V195", "“11.900”"),
        (figure("Tổng cộng", "Tổng cộng", "Cộng toàn bộ"), "V195", "“Cộng toàn bộ”"),
        (typed_total, "V080", "7.600"),
    ],
)
def test_a_figure_that_adds_up_is_said(tmp_path: Path, edit: Callable[[Root], None], code: str, said: str) -> None:
    as_made(tmp_path)
    result = pulled(changed(built(tmp_path), edit))
    (finding,) = result.findings
    assert (finding.code, result.changes) == (code, ()) and said in f"{finding.message} {finding.value}"


@pytest.mark.parametrize(("old", "code"), [("3.400", "V080"), ("10.900", "V080")])
def test_a_figure_of_a_workbook_that_adds_up_is_said(tmp_path: Path, old: str, code: str) -> None:
    as_made(tmp_path)
    path = excel(tmp_path)
    book = load_workbook(path)
    cell(book.worksheets[0], old).value = "99.999"
    book.save(path)
    result = pulled(path, data=tmp_path / "data")
    assert (code, "“99.999”") in {(finding.code, finding.value) for finding in result.findings} and not result.changes


# --- sheets ----------------------------------------------------------------------------------------------------------


def first(sheet: Any) -> Any:
    return cell(sheet, "Tháng 3/2024")


def number_on_a_sheet(sheet: Any) -> None:
    sheet.parent.create_sheet("Tính thử")["A1"] = 12345


def hidden_rows(sheet: Any) -> None:
    for number in (1, 2, 5):
        sheet.row_dimensions[first(sheet).row + number].hidden = True


def partly_bold(sheet: Any) -> None:
    first(sheet).value = CellRichText("Tháng ", TextBlock(InlineFont(b=True), "3/2024"))


def partly_struck(sheet: Any) -> None:
    first(sheet).value = CellRichText(TextBlock(InlineFont(strike=True), "Tháng "), "3/2024")


def picture(sheet: Any) -> None:
    made = BytesIO()
    Pixels.new("RGB", (8, 8), "red").save(made, "PNG")
    sheet.add_image(Image(made), "B20")


def number_emptied(sheet: Any) -> None:
    sheet.cell(first(sheet).row, 1).value = None


def number_typed(sheet: Any) -> None:
    sheet.cell(first(sheet).row, 1).value = "7"


def below(sheet: Any) -> None:
    sheet.cell(sheet.max_row + 1, 2).value = "Đề nghị các đơn vị báo cáo trước ngày 20"


def beside(sheet: Any) -> None:
    sheet.cell(first(sheet).row, 15).value = "ghi thêm bên lề"


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (number_on_a_sheet, "V080", "“12345”"),
        (hidden_rows, "V185", "“10–11, 14”"),
        (partly_bold, "V197", "“3/2024”"),
        (partly_struck, "V197", "“Tháng”"),
        (picture, "V098", "“Picture”"),
        (number_emptied, "V195", "Số TT"),
        (number_typed, "V080", "“7”"),
        (below, "V080", "“Đề nghị các đơn vị báo cáo trước ngày 20”"),
        (beside, "V080", "“ghi thêm bên lề”"),
    ],
)
def test_what_no_cell_of_the_table_holds_is_said_once(
    tmp_path: Path, edit: Callable[[Any], None], code: str, said: str
) -> None:
    path = excel(tmp_path)
    before = tasks(path)
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    result = pulled(path, data=tmp_path / "data")
    assert [(finding.code, finding.value) for finding in result.findings] == [(code, said)]
    assert not result.changes and not result.nothing_new and tasks(path) == before and result.findings[0].place.part


# --- columns ---------------------------------------------------------------------------------------------------------


def new_column(root: Root) -> None:
    """A column “Người theo dõi” beside the deadline's, with names in the first row and in a new one."""
    table = row(root, "Tháng 3/2024").getparent()
    for at, each in enumerate(table.findall(w("tr"))):
        cells = each.findall(w("tc"))
        if len(cells) == 6:
            made = bare(cells[4])
            for t in made.iter(w("t")):
                t.text = ""
            next(made.iter(w("t"))).text = ("Người theo dõi", "Bà Vũ Thị Dậu")[at] if at < 2 else ""
            cells[4].addnext(made)
    words = ("", "Nhiệm vụ gõ thêm, chưa có số", "Vụ Pháp luật", "", "Quý IV/2024", "Ông Lê Văn Tý", "")
    made = bare(last := row(root, "Tháng 3/2024"))
    for each, word in zip(made.findall(w("tc")), words, strict=True):
        for at, t in enumerate(each.iter(w("t"))):
            t.text = "" if at else word
    last.addnext(made)


def test_a_new_column_comes_back_once_with_the_values_of_new_rows(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    before = tasks(docx)
    changed(docx, new_column)
    first, second = pulled(docx), pulled(docx)
    for result in (first, second):
        assert [(finding.code, finding.value) for finding in result.findings] == [("V198", "“Người theo dõi”")]
    assert first.changes and not second.changes and not second.written
    after = tasks(docx)
    (ma,) = after.keys() - before.keys()
    assert (after["NV01"]["theo_doi"], after[ma]["theo_doi"]) == ("Bà Vũ Thị Dậu", "Ông Lê Văn Tý")
    assert after[ma]["noi_dung"] == "Nhiệm vụ gõ thêm, chưa có số"


def test_a_column_of_a_workbook_comes_back_with_the_values_of_new_rows(tmp_path: Path) -> None:
    path = excel(tmp_path)
    before = tasks(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column, below_ = sheet.max_column + 1, sheet.max_row + 1
    sheet.cell(cell(sheet, "Số TT").row, column).value = "Người theo dõi"
    for at, text in ((2, "Nhiệm vụ gõ ở cuối bảng"), (5, "Quý I/2025"), (column, "Ông Lê Văn Tý")):
        sheet.cell(below_, at).value = text
    book.save(path)
    first, second = pulled(path), pulled(path)
    for result in (first, second):
        assert [(finding.code, finding.value) for finding in result.findings] == [("V198", "“Người theo dõi”")]
    assert not second.changes
    (ma,) = tasks(path).keys() - before.keys()
    assert tasks(path)[ma]["theo_doi"] == "Ông Lê Văn Tý"


def test_a_workbook_of_which_something_is_taken_is_proven_too(tmp_path: Path) -> None:
    path = excel(tmp_path)
    book = load_workbook(path)
    first(book.worksheets[0]).value = "Tháng 9/2024"
    cell(book.worksheets[0], "CỘNG HÒA").value = None
    book.save(path)
    result = pulled(path)
    assert [change.after for _, change in result.changes] == ["Tháng 9/2024"]
    assert [finding.code for finding in result.findings] == ["V184"]
