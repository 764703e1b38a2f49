"""Edits of a table that another office made: no ids, a header of two rows, joined cells, sections with totals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from trial_book import column_inserted
from trial_dossiers import DOSSIERS, workplace_of
from trial_oracle import lines
from word_edits import bare, built, changed, paragraph, pulled, retype, row, text

from generator.commands.pull import PullResult
from generator.ooxml.names import w

NAME = "bang-noi-khac"
Root = etree._Element


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Its Word and its Excel file."""
    return workplace_of(next(given for given in DOSSIERS if given.name == NAME), tmp_path)


def codes(result: PullResult) -> set[str]:
    return {finding.code for finding in result.findings}


def register(made: Path) -> list[list[str]]:
    sheet = load_workbook(made.parents[2] / "data" / NAME / "bang.xlsx").worksheets[0]
    return [[str(cell.value or "") for cell in cells] for cells in sheet.iter_rows()]


def cells(each: Root) -> list[Root]:
    return each.findall(w("tc"))


def typed(cell: Root, words: str) -> None:
    for at, t in enumerate(cell.iter(w("t"))):
        t.text = "" if at else words


def a_column(below: str, title: str, said: str) -> Callable[[Root], None]:
    """A column behind the first one under a joined title of the header, which grows wider."""

    def edit(root: Root) -> None:
        table = row(root, "Phân công").getparent()
        for number, each in enumerate(table.findall(w("tr"))):
            if number == 0:
                span = cells(each)[2].find(f"{w('tcPr')}/{w('gridSpan')}")
                span.set(w("val"), "3")
                continue
            made = bare(cells(each)[2])
            typed(made, title if number == 1 else said if below in text(each) else "")
            cells(each)[2].addnext(made)

    return edit


def test_a_column_under_a_joined_title_comes_into_the_register(files: list[Path]) -> None:
    docx = changed(files[0], a_column("thông tư hướng dẫn", "Cán bộ theo dõi", "Bà Dậu"))
    result = pulled(docx)
    assert codes(result) <= {"V195", "V198"}
    found = register(docx)
    at = next(line.index("Cán bộ theo dõi") for line in found if "Cán bộ theo dõi" in line)
    assert [line[1] for line in found if line[at] == "Bà Dậu"] == ["Xây dựng thông tư hướng dẫn"]
    assert [line[:7] for line in found[4:]] == [line[:7] for line in register(docx)[4:]]
    again = pulled(docx)
    assert not again.written and not again.conflicts


def test_a_column_put_into_the_sheet(files: list[Path]) -> None:
    import random

    book = load_workbook(files[1])
    column_inserted(book.worksheets[0], random.Random("column inserted 0"))
    book.save(files[1])
    result = pulled(files[1])
    assert (
        codes(result) <= {"V195", "V197", "V198"} and sum("Bà Vũ Thị Dậu" in line for line in register(files[1])) == 1
    )


def test_two_columns_under_one_title_leave_the_field_where_its_texts_are(files: list[Path]) -> None:
    def edit(root: Root) -> None:
        table = row(root, "Phân công").getparent()
        for number, each in enumerate(table.findall(w("tr"))):
            made = bare(cells(each)[-1])
            if number > 1:
                typed(made, "")
            cells(each)[-1].addprevious(made)

    before = register(files[0])
    pulled(changed(files[0], edit))
    assert [line[:7] for line in register(files[0])] == before


def test_a_line_that_moved_is_said(files: list[Path]) -> None:
    """Rows without ids are in their order, so that nothing else accounts for it."""

    def edit(root: Root) -> None:
        paragraph(root, "Như trên").addnext(paragraph(root, "Nơi nhận:"))

    result = pulled(changed(files[0], edit))
    assert codes(result) == {"V196"} and not result.nothing_new


def test_a_heading_that_is_new_comes_once(files: list[Path]) -> None:
    def edit(root: Root) -> None:
        made = bare(row(root, "Nhiệm vụ về hạ tầng"))
        for at, words in enumerate(("III", "Nhiệm vụ về con người")):
            typed(cells(made)[at], words)
        row(root, "Tập huấn sử dụng").addnext(made)

    docx = changed(files[0], edit)
    assert codes(pulled(docx)) == set() and pulled(docx).nothing_new
    assert lines(built(docx.parents[2], NAME))[-12:] == lines(docx)[-12:]


def test_an_emptied_task_is_the_same_when_pulled_twice(files: list[Path]) -> None:
    docx = changed(files[0], lambda root: retype(row(root, "Mua thiết bị"), "Mua thiết bị lưu trữ dự phòng", ""))
    pulled(docx)
    assert not pulled(docx).conflicts


def test_a_row_that_says_a_task_is_none_of_the_headings(files: list[Path]) -> None:
    """Texts sorted apart from their marks: a task in the row of a heading, the heading in that of a task."""

    def edit(root: Root) -> None:
        heading, task = row(root, "Nhiệm vụ về hạ tầng"), row(root, "Nâng cấp hệ thống")
        texts = [[text(cell) for cell in cells(each)] for each in (task, heading)]
        for each, own in zip((heading, task), texts, strict=True):
            for cell, words in zip(cells(each), own, strict=True):
                if not list(cell.iter(w("t"))):
                    next(cell.iter(w("p"))).append(etree.fromstring(f'<w:r xmlns:w="{w("x")[1:-2]}"><w:t/></w:r>'))
                typed(cell, words)

    before = register(files[0])
    result = pulled(changed(files[0], edit))
    assert sorted(map(tuple, register(files[0]))) == sorted(map(tuple, before)), result.findings


def put_in(file: Path, below: str, texts: tuple[str, ...]) -> None:
    """A row of the sheet below the one of a task, joined cells as Excel moves them."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    at = next(cells[0].row for cells in sheet.iter_rows() if any(below in str(cell.value) for cell in cells)) + 1
    areas = [area for area in sheet.merged_cells.ranges if area.max_row >= at]
    for area in areas:
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(at)
    for area in areas:
        area.shift(row_shift=1) if area.min_row >= at else area.expand(down=1)
        sheet.merge_cells(str(area))
    for column, words in enumerate(texts, start=1):
        if words:
            sheet.cell(at, column, words)
    book.save(file)


def test_a_row_below_joined_cells_keeps_its_own_texts(files: list[Path]) -> None:
    """In the register the cell of its lead stands right below the two that are joined."""
    put_in(files[1], "Lấy ý kiến các địa phương", ("", "Tổng hợp ý kiến", "Vụ Tổng hợp", "", "", "", ""))
    pulled(files[1])
    assert next(line for line in register(files[1]) if line[1] == "Tổng hợp ý kiến")[2] == "Vụ Tổng hợp"
    again = pulled(files[1])
    assert not again.written and not again.conflicts


def test_a_first_row_keeps_its_texts_below_a_joined_header(files: list[Path]) -> None:
    put_in(files[1], "Phối hợp", ("", "Việc đứng đầu", "Vụ Tổng hợp", "", "", "", ""))
    result = pulled(files[1])
    assert [line[1:3] for line in register(files[1]) if line[1] == "Việc đứng đầu"] == [
        ["Việc đứng đầu", "Vụ Tổng hợp"]
    ]
    assert not {"V183", "V184"} & codes(result)


def test_a_text_that_joined_cells_would_hide_is_not_written(files: list[Path]) -> None:
    """Between two tasks that share one lead a third with another one: said, the register stays."""
    before = register(files[1])
    changed_file = changed(files[0], lambda root: _between(root, "thông tư hướng dẫn", "Cục Khác"))
    result = pulled(changed_file)
    assert register(files[1]) == before and "V091" in codes(result)
    assert any("Cục Khác" in finding.value for finding in result.findings)


def _between(root: Root, below: str, lead: str) -> None:
    """A row of its own behind one whose lead is joined with the next, with a lead of its own."""
    above = row(root, below)
    made = bare(above)
    for at, words in ((0, ""), (1, "Thẩm định thông tư"), (2, lead)):
        typed(cells(made)[at], words)
    for mark in list(made.iter(w("vMerge"))):
        mark.getparent().remove(mark)
    above.addnext(made)


def test_a_heading_whose_number_is_typed_over_is_no_task(files: list[Path]) -> None:
    def edit(root: Root) -> None:
        heading = row(root, "Nhiệm vụ về hạ tầng")
        made = bare(heading)
        typed(cells(made)[0], "A")
        heading.getparent().replace(heading, made)

    docx = changed(files[0], edit)
    pulled(docx)
    assert sum("Nhiệm vụ về hạ tầng" in line for line in register(docx)) == 1
    again = pulled(docx)
    assert not again.written and not again.conflicts
