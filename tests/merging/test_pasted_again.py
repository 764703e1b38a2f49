"""A table, rows or a sheet pasted once more: said once, and no task is written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from test_proof_tables import as_made
from test_pull_excel import cell, excel
from word_edits import YAML, Edit, bare, built, changed, element, pulled, workplace

from generator.merging.proof.left_over import differences
from generator.merging.proof.seen import Grid, GridRow, Line, Seen
from generator.ooxml.names import w

Root = etree._Element


def table(root: Root) -> Root:
    return next(t for t in root.iter(w("tbl")) if len(t.findall(w("tr"))) > 5)


def pasted(*, below: bool = True, anchored: bool = False) -> Edit:
    def edit(root: Root) -> None:
        own = table(root)
        copied = etree.fromstring(etree.tostring(own)) if anchored else bare(own)
        for one in (copied, element("<w:p/>")):
            own.addnext(one) if below else own.addprevious(one)

    return edit


def one_reworded(root: Root) -> None:
    pasted()(root)
    cells = [t for t in root.iter(w("tbl")) if len(t.findall(w("tr"))) > 5][1].findall(w("tr"))[4].findall(w("tc"))
    for at, t in enumerate(cells[1].iter(w("t"))):
        t.text = "" if at else "Một việc khác hẳn gõ trong bản chép"


def inside(root: Root) -> None:
    for each in table(root).findall(w("tr"))[2:]:
        table(root).append(bare(each))


@pytest.mark.parametrize("edit", [pasted(), pasted(anchored=True), pasted(below=False), inside])
def test_a_table_pasted_twice_gives_no_new_rows(tmp_path: Path, edit: Edit) -> None:
    result = pulled(changed(workplace(tmp_path), edit))
    assert [finding.code for finding in result.findings] == ["V361"] and not result.changes


def test_what_was_typed_into_the_copy_is_said(tmp_path: Path) -> None:
    result = pulled(changed(workplace(tmp_path), one_reworded))
    assert [finding.code for finding in result.findings] == ["V361", "V080"] and not result.changes
    assert "Một việc khác hẳn gõ trong bản chép" in result.findings[1].value


def test_a_table_pasted_below_another_one_is_told_once(tmp_path: Path) -> None:
    """Not with each of its cells, whether its rows are tasks or not."""

    def annex(root: Root) -> None:
        body = list(root.find(w("body")))
        for each in [each for each in body if each.tag == w("tbl")]:
            body[-1].addprevious(bare(each))
            body[-1].addprevious(element("<w:p/>"))

    result = pulled(changed(workplace(tmp_path), annex))
    found = Counter((one.code, one.place.part.partition(",")[0]) for one in result.findings)
    assert not result.changes and {place for code, place in found if code == "V361"} >= {"bảng 8"}
    assert not any(code == "V183" for code, _ in found)


def test_a_table_of_a_draft_that_says_another_one_again() -> None:
    def grid(place: str, *words: str) -> Grid:
        rows = [
            GridRow(((0, line := Line(each, place=f"{place}, hàng {at}")),), lines=(line,))
            for at, each in enumerate(words)
        ]
        return Grid((), (), tuple(rows), place)

    words = ("Phòng Hành chính", "Phòng Tổ chức", "Phòng Tài chính", "12 việc")
    made = Seen((grid("bảng 1", *words), grid("bảng 2", *words)))
    assert not list(differences(made, made))
    copied = Seen((*made.blocks, Line("Ý kiến"), grid("bảng 3", *words[:3], "15 việc")))
    found = [(one.kind, one.edited, one.made) for one in differences(copied, made)]
    assert found == [("table_again", words[0], "4"), ("added", "15 việc", ""), ("added", "Ý kiến", "")]


def test_a_table_that_another_office_made(tmp_path: Path) -> None:
    as_made(tmp_path)
    result = pulled(changed(built(tmp_path, YAML), pasted()))
    assert "V361" in {finding.code for finding in result.findings} and not result.changes


def copied(sheet: Any) -> Any:
    return sheet.parent.copy_worksheet(sheet)


def before(sheet: Any) -> None:
    made = copied(sheet)
    made.title = f"{sheet.title} (2)"
    sheet.parent.move_sheet(made, -5)
    cell(sheet, "Tháng 3/2024").value = "Tháng 4/2024"


def typed_into_the_copy(sheet: Any) -> None:
    cell(copied(sheet), "Tháng 3/2024").value = "Tháng 4 và 5 năm 2024"


def rows_below(sheet: Any) -> None:
    for cells in [[c.value for c in row] for row in sheet.iter_rows()][-6:]:
        sheet.append(cells)


@pytest.mark.parametrize(
    ("edit", "codes", "changes"),
    [
        (copied, ["V363"], 0),
        (before, ["V363"], 1),
        (typed_into_the_copy, ["V080", "V363"], 0),
        (rows_below, ["V361"], 0),
    ],
)
def test_a_sheet_or_its_rows_copied(
    tmp_path: Path, edit: Callable[[Any], object], codes: list[str], changes: int
) -> None:
    xlsx = excel(tmp_path)
    book = load_workbook(xlsx)
    edit(book.worksheets[0])
    book.save(xlsx)
    result = pulled(xlsx, data=tmp_path / "data")
    assert sorted(finding.code for finding in result.findings) == codes and len(result.changes) == changes
