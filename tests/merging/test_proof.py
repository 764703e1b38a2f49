"""No edit is lost in silence: what an edited file shows, and the data would not show, is taken back or said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from test_pull_excel import cell, excel
from word_edits import (
    YAML,
    bare,
    built,
    changed,
    element,
    new_paragraph,
    paragraph,
    pulled,
    retype,
    row,
    source_text,
    text,
    workplace,
)

from generator.merging.proof.pairs import equal_pairs, like_pairs, out_of_order
from generator.ooxml.names import w
from generator.ooxml.run_marks import look_of
from generator.values.findings import Severity

Root = etree._Element


def without(words: str) -> Callable[[Root], None]:
    return lambda root: (found := paragraph(root, words)).getparent().remove(found)


def marked(words: str, mark: str) -> Callable[[Root], None]:
    """A paragraph whose last run gets a direct property."""

    def edit(root: Root) -> None:
        run = [run for run in paragraph(root, words).iter(w("r")) if text(run)][-1]
        if run.find(w("rPr")) is None:
            run.insert(0, etree.Element(w("rPr")))
        run.find(w("rPr")).append(element(mark))

    return edit


def columns(edit: Callable[[Root], None]) -> Callable[[Root], None]:
    """Each row of the task table edited."""
    return lambda root: [edit(each) for each in row(root, "Tháng 3/2024").getparent().findall(w("tr"))] and None


def emptied(each: Root) -> None:
    for words in each.findall(w("tc"))[3].iter(w("t")):
        words.text = ""


def moved(each: Root) -> None:
    cells = each.findall(w("tc"))
    cells[2].addprevious(cells[4])


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (without("về việc tiếp tục đẩy mạnh triển khai"), "V184", "“Ban hành Kế hoạch triển khai"),
        (without("BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG"), "V184", "“BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ”"),
        (without("(Kèm theo"), "V184", "“(Kèm theo"),
        (without("Nơi nhận"), "V184", "“Nơi nhận:”"),
        (without("QUYẾT ĐỊNH:"), "V184", "“QUYẾT ĐỊNH:”"),
        (without("Độc lập"), "V184", "“Độc lập - Tự do - Hạnh phúc”"),
        (without("Trần Văn Sơn"), "V184", "“Trần Văn Sơn”"),
        (marked("có hiệu lực kể từ", "<w:strike/>"), "V197", "“Quyết định này có hiệu lực"),
        (marked("Tháng 3/2024", "<w:i/>"), "V197", "“Tháng 3/2024”"),
        (marked("Trần Văn Sơn", '<w:b w:val="0"/>'), "V197", "“Trần Văn Sơn”"),
        (columns(lambda each: each.remove(each.findall(w("tc"))[3])), "V198", "“Cơ quan, đơn vị phối hợp”"),
        (columns(emptied), "V198", "“Cơ quan, đơn vị phối hợp”"),
        (columns(moved), "V198", "“Thời gian”"),
    ],
)
def test_what_is_not_taken_back_is_said_once(
    tmp_path: Path, edit: Callable[[Root], None], code: str, said: str
) -> None:
    docx = changed(workplace(tmp_path), edit)
    result = pulled(docx)
    assert [finding.code for finding in result.findings] == [code]
    assert result.findings[0].value.startswith(said) and result.findings[0].place.part
    assert not result.changes and not result.nothing_new


def test_a_whole_table_is_one_thing(tmp_path: Path) -> None:
    docx = changed(workplace(tmp_path), lambda root: (t := row(root, "Tháng 3/2024").getparent()).getparent().remove(t))
    assert [finding.code for finding in pulled(docx).findings if finding.code != "V089"] == ["V184"]


def test_what_the_data_changed_since_is_no_edit(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    source = docx.parents[2] / "data" / "142-qd-vpcp" / "van-ban.yaml"
    told = source.read_text(encoding="utf-8").replace("Quyết định này có hiệu lực", "Quyết định này có giá trị")
    source.write_text(told.replace("  - TTgCP, PTTg Trần Lưu Quang (để b/c)\n", ""), encoding="utf-8")
    assert pulled(docx).findings == () and pulled(docx).nothing_new


def test_a_copy_from_before_the_last_build_shows_no_edits(tmp_path: Path) -> None:
    """Number, basis and a title of a column changed in the data: the copy says what was printed then."""
    docx = workplace(tmp_path)
    folder = docx.parents[2] / "data" / YAML
    text = (folder / "van-ban.yaml").read_text(encoding="utf-8")
    told = text.replace("so: 142", "so: 143").replace("can_cu:\n", "can_cu:\n  - Luật số 1/2024/QH15;\n")
    (folder / "van-ban.yaml").write_text(told, encoding="utf-8")
    book = load_workbook(folder / "nhiem-vu.xlsx")
    book.worksheets[0]["C3"] = "Vụ có tên rất dài để cột đứng cách khác trong bảng"
    book.save(folder / "nhiem-vu.xlsx")
    assert told != text and pulled(docx).findings == () and pulled(docx).nothing_new


def test_words_replaced_everywhere_are_no_edits_of_what_the_form_makes_of_them(tmp_path: Path) -> None:
    """The heading of the annex and "(Kèm theo …)" follow from what was taken."""

    def edit(root: Root) -> None:
        for t in root.iter(w("t")):
            t.text = (t.text or "").replace("Văn phòng Chính phủ", "VPCP").replace("VĂN PHÒNG CHÍNH PHỦ", "VPCP")

    result = pulled(changed(workplace(tmp_path), edit))
    assert result.findings == () and len(result.changes) > 5


def _with_a_line(root: Root) -> None:
    new_paragraph(paragraph(root, "BHXHVN"), "- Quốc hội;")


def test_a_copy_pulled_beside_another_is_not_asked_for_its_edits(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    new = changed(docx, _with_a_line, tmp_path / "a.docx")
    other = changed(docx, marked("Trần Văn Sơn", "<w:i/>"), tmp_path / "b.docx")
    result = pulled(new, other, data=docx.parents[2] / "data")
    assert [finding.code for finding in result.findings] == ["V197"] and result.changes


def test_pairs_are_equal_first_then_alike() -> None:
    assert equal_pairs("abab", "bba") == [(1, 0), (3, 1), (0, 2)]
    assert out_of_order("abcde", "aecbd") == [1, 2] or out_of_order("abcde", "aecbd") == [1, 3]
    assert like_pairs(["Báo cáo quý I", "Khác"], ["Hẳn hoi", "Báo cáo quý II"]) == [(0, 1)]
    assert look_of([("ab ", "b"), ("c", "b"), (" ", "i"), ("d", "")]) == ((3, "b"), (1, ""))


# --- workbooks -------------------------------------------------------------------------------------------------------


def bold(sheet: Any) -> None:
    cell(sheet, "Tháng 3/2024").font = Font(bold=True)


def hidden(sheet: Any) -> None:
    sheet.column_dimensions[cell(sheet, "Thời gian").column_letter].hidden = True


def deleted(sheet: Any) -> None:
    sheet.delete_cols(cell(sheet, "Thời gian").column)


def blank(sheet: Any) -> None:
    for cells in sheet.iter_rows(min_col=(at := cell(sheet, "Thời gian").column), max_col=at):
        if not isinstance(cells[0], MergedCell):
            cells[0].value = None


def no_state_name(sheet: Any) -> None:
    cell(sheet, "CỘNG HÒA").value = None


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (bold, "V197", "“Tháng 3/2024”"),
        (hidden, "V198", "“Thời gian”"),
        (deleted, "V198", "“Thời gian”"),
        (blank, "V198", "“Thời gian”"),
        (no_state_name, "V184", "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”"),
    ],
)
def test_a_workbook_loses_nothing_in_silence(tmp_path: Path, edit: Callable[[Any], None], code: str, said: str) -> None:
    xlsx = excel(tmp_path)
    book = load_workbook(xlsx)
    edit(book.worksheets[0])
    book.save(xlsx)
    result = pulled(xlsx, data=tmp_path / "data")
    assert [(finding.code, finding.value) for finding in result.findings] == [(code, said)] and not result.changes


def test_a_sheet_put_before_the_table_is_passed_over_and_said(tmp_path: Path) -> None:
    xlsx = excel(tmp_path)
    book = load_workbook(xlsx)
    cell(book.worksheets[0], "Tháng 3/2024").value = "Tháng 9/2024"
    book.create_sheet("Bìa", 0)["A1"] = "Trang bìa gõ thêm"
    book.save(xlsx)
    result = pulled(xlsx, data=tmp_path / "data")
    assert [change.after for _, change in result.changes] == ["Tháng 9/2024"]
    assert [finding.code for finding in result.findings] == ["V080"]


# --- one bad place ---------------------------------------------------------------------------------------------------


def emptied_task(root: Root) -> None:
    for words in row(root, "Tháng 3/2024").findall(w("tc"))[1].iter(w("t")):
        words.text = ""


def test_one_bad_place_does_not_refuse_the_rest(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changed(docx, emptied_task)
    changed(docx, lambda root: retype(paragraph(root, "Trần Văn Sơn"), "Trần Văn Sơn", "Trần Văn Nam"))
    result = pulled(docx)
    assert [change.after for _, change in result.changes if change.after] == ["Trần Văn Nam"] and result.written
    assert {finding.severity for finding in result.findings} == {Severity.WARNING} and not result.nothing_new
    assert "ho_ten: Trần Văn Nam" in source_text(docx)


@pytest.mark.parametrize("left", ["so:\nngay:\n", "so: # văn thư cấp\nngay: 2024-03\n", ""])
def test_the_number_and_date_that_the_clerk_typed_are_taken(tmp_path: Path, left: str) -> None:
    docx = workplace(tmp_path)
    source = docx.parents[2] / "data" / YAML / "van-ban.yaml"
    told = source.read_text(encoding="utf-8")
    source.write_text(told.replace("so: 142\nngay: 2024-03-16\n", left), encoding="utf-8")

    def edit(root: Root) -> None:
        for words in ("/QĐ-VPCP", "Hà Nội, ngày"):
            line = next(t for t in root.iter(w("t")) if words in (t.text or ""))
            line.text = "Số: 77/QĐ-VPCP" if "/" in words else "Hà Nội, ngày 05 tháng 4 năm 2024"

    result = pulled(changed(built(tmp_path), edit))
    assert {(change.record.name, change.after) for _, change in result.changes} == {
        ("so", "77"),
        ("ngay", "2024-04-05"),
    }
    assert "so: 77" in source_text(docx) and "ngay: 2024-04-05" in source_text(docx)


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("Trần Văn Sơn", "Nguyễn Văn An", "ho_ten: Nguyễn Văn An"),
        ("Kinh phí thực hiện", "Điều 2. Do ngân sách bảo đảm.", "  - dieu: Do ngân sách bảo đảm."),
        ("45/2020", "Căn cứ Luật Lưu trữ;", "  - Căn cứ Luật Lưu trữ"),
        ("BHXHVN", "- Quốc hội;", "  - Quốc hội"),
    ],
)
def test_a_value_typed_anew_is_known_by_its_place(tmp_path: Path, old: str, new: str, written: str) -> None:
    docx = workplace(tmp_path)
    before = source_text(docx).splitlines()

    def edit(root: Root) -> None:
        new_paragraph(found := paragraph(root, old), new)
        found.getparent().remove(found)

    result = pulled(changed(docx, edit))
    assert [finding.code for finding in result.findings] == ["V082"]
    after = source_text(docx).splitlines()
    assert len(after) == len(before) and written in "\n".join(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_copy_of_a_heading_that_takes_what_stood_below_it_is_said(tmp_path: Path) -> None:
    """The same lines, and each that is there once in its order: the copy is written behind what the first one holds."""

    def edit(root: Root) -> None:
        heading = paragraph(root, "Phân công trách nhiệm")
        heading.addnext(bare(heading))

    result = pulled(changed(workplace(tmp_path, "365-qd-btp"), edit))
    assert "V196" in {finding.code for finding in result.findings} and not result.nothing_new


def test_a_copy_of_a_line_that_the_form_prints_is_said(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        heading = paragraph(root, "MỤC ĐÍCH, YÊU CẦU")
        heading.addnext(bare(heading))

    result = pulled(changed(workplace(tmp_path, "365-qd-btp"), edit))
    assert {finding.code for finding in result.findings} == {"V080"} and not result.changes
