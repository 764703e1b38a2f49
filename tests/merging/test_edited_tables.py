"""Rows and columns of a task table as people leave them in Word: what must come back of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_edits import (
    BOOK,
    bare,
    built,
    changed,
    element,
    new_paragraph,
    new_row,
    pulled,
    rebuilt,
    retype,
    row,
    tasks,
    text,
    workplace,
)

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.order import properties
from generator.reading.dossier import load_dossier

Root = etree._Element


def rows(root: Root) -> list[etree._Element]:
    return list(row(root, "Tháng 3/2024").getparent().findall(w("tr")))


def pull_of(
    docx: Path, edit: Callable[[Root], object], **options: bool
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """What a pull changes (id, field, text), and what it reports (code, value)."""
    result = pulled(changed(docx, lambda root: (edit(root), None)[1]), **options)
    assert not result.conflicts
    changes = [(c.record.name, c.field, c.after) for _, c in result.changes if c.field != "*" or c.kind == "chuyen"]
    return changes, [(finding.code, finding.value) for finding in result.findings]


NEW = ("", "Nhiệm vụ gõ thêm", "Vụ Pháp luật", "", "Quý IV/2024", "Báo cáo")


@pytest.mark.parametrize(("at", "above"), [(1, None), (2, "NV01"), (27, "NV26")], ids=["first", "second", "last"])
def test_a_new_row_comes_back_where_it_stands(tmp_path: Path, at: int, above: str | None) -> None:
    """The first one above all stands below the header: it is not taken for a part of it."""
    docx = workplace(tmp_path)
    before = tasks(docx)

    def edit(root: Root) -> None:
        rows(root)[at - 1].addnext(new_row(rows(root)[1], *NEW))

    changes, findings = pull_of(docx, edit)
    after = tasks(docx)
    assert findings == [] and len({change[0] for change in changes}) == 1
    assert {ma: after[ma] for ma in before} == before
    assert list(after).index("NV27") == (list(before).index(above) + 1 if above else 0)
    assert after["NV27"]["noi_dung"] == NEW[1] and pulled(rebuilt(tmp_path)).changes == ()


def test_a_row_below_a_heading_is_the_first_of_its_section(tmp_path: Path) -> None:
    docx = workplace(tmp_path, BOOK)

    def edit(root: Root) -> None:
        first = row(root, "Thực hiện thường xuyên")
        words = [*NEW, *[""] * len(first)][: len(first.findall(w("tc")))]
        row(root, "XÂY DỰNG, HOÀN THIỆN").addnext(new_row(first, *words))

    pulled(changed(docx, edit))
    made = tasks(docx, BOOK)
    assert made[next(iter(made))]["noi_dung"] == NEW[1]


def row_of(docx: Path, words: str) -> etree._Element:
    return row(package.parse_xml(package.read(docx)["word/document.xml"], shown_as="", part=""), words)


def heading_row(root: Root, words: str) -> etree._Element:
    """A row of one joined cell, put in below the first task."""
    made = bare(rows(root)[1])
    first, *others = made.findall(w("tc"))
    for cell in others:
        made.remove(cell)
    properties(first).append(element(f'<w:gridSpan w:val="{len(others) + 1}"/>'))
    for extra in first.findall(w("p"))[1:]:
        first.remove(extra)
    for run in first.find(w("p")).findall(w("r")):
        run.getparent().remove(run)
    first.find(w("p")).append(element(f"<w:r><w:t>{words}</w:t></w:r>"))
    rows(root)[1].addnext(made)
    return made


def test_a_heading_put_in_divides_the_tasks_of_the_register(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changes, findings = pull_of(docx, lambda root: heading_row(root, "II. CÔNG TÁC KHÁC"))
    assert findings == [] and ("II CÔNG TÁC KHÁC", "ten_muc", "CÔNG TÁC KHÁC") in changes
    dossier, _ = load_dossier(tmp_path / "data" / "142-qd-vpcp")
    register = next(block.table for block in dossier.document.attached[0].body if block.table).register
    assert [(section.number, section.title) for section in register.sections] == [("II", "CÔNG TÁC KHÁC")]
    assert [task.ma for task in register.tasks if task.section] == [f"NV{at:02d}" for at in range(2, 27)]
    assert pulled(rebuilt(tmp_path)).changes == ()


def test_a_heading_copied_from_another_looks_like_it_in_the_data(tmp_path: Path) -> None:
    docx = workplace(tmp_path, BOOK)

    def edit(root: Root) -> None:
        made = bare(row(root, "XÂY DỰNG, HOÀN THIỆN"))
        for cell, words in zip(made.findall(w("tc")), ("Ia", "MỤC GÕ THÊM"), strict=True):
            next(cell.iter(w("t"))).text = words.replace("Ia", "X")
        row(root, "Thực hiện thường xuyên").addnext(made)

    _, findings = pull_of(docx, edit)
    dossier, _ = load_dossier(tmp_path / "data" / BOOK)
    register = next(block.table for block in dossier.document.attached[0].body if block.table).register
    assert findings == [] and ("X", "MỤC GÕ THÊM") in [(one.number, one.title) for one in register.sections]
    assert pulled(rebuilt(tmp_path, BOOK)).changes == ()


def test_a_copied_row_leaves_the_first_one_its_id(tmp_path: Path) -> None:
    """Word lets a copied anchor go with the copy: the row that still says the same keeps its id."""

    def edit(root: Root) -> None:
        old = rows(root)[1]
        copy = etree.fromstring(etree.tostring(old))
        for mark in list(old.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        old.addnext(copy)
        retype(copy, "Tháng 3/2024", "Tháng 9/2024")

    docx = workplace(tmp_path)
    before = tasks(docx)
    pull_of(docx, edit)
    after = tasks(docx)
    assert {ma: after[ma] for ma in before} == before and after["NV27"]["thoi_han"] == "Tháng 9/2024"
    assert list(after)[:2] == ["NV01", "NV27"]


def test_a_row_that_was_emptied_is_one_that_was_deleted(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        for one in list(rows(root)[1].iter(w("t")))[1:]:
            one.text = ""

    docx = workplace(tmp_path)
    assert pull_of(docx, edit)[1][0][0] == "V089" and "NV01" in tasks(docx)
    pull_of(docx, edit, delete=True)
    assert "NV01" not in tasks(docx)


@pytest.mark.parametrize("one_edit", [False, True], ids=["title", "title-and-cell"])
def test_a_column_under_another_title_is_the_same_column(tmp_path: Path, one_edit: bool) -> None:
    docx = workplace(tmp_path)
    before = tasks(docx)

    def edit(root: Root) -> None:
        title, *rest = rows(root)[0].findall(w("tc"))[4].iter(w("t"))
        title.text = "Hạn dự kiến"
        for other in rest:
            other.text = ""
        if one_edit:
            retype(rows(root)[1], "Tháng 3/2024", "Tháng 9/2024")

    changes, findings = pull_of(docx, edit)
    assert findings == [("V095", "Hạn dự kiến")]
    assert changes == ([("NV01", "thoi_han", "Tháng 9/2024")] if one_edit else [])
    assert tasks(docx)["NV02"] == before["NV02"]


def test_a_new_column_has_the_title_that_was_typed(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        for index, each in enumerate(rows(root)):
            made = etree.fromstring(etree.tostring(each.findall(w("tc"))[4]))
            next(made.iter(w("t"))).text = {0: "Người theo dõi", 1: "Phòng Một cửa"}.get(index, "")
            each.append(made)

    docx = workplace(tmp_path)
    # The register has it; the form does not print it.
    assert pull_of(docx, edit) == ([("NV01", "nguoi_theo_doi", "Phòng Một cửa")], [("V198", "“Người theo dõi”")])
    from openpyxl import load_workbook

    titles = [cell.value for cell in load_workbook(tmp_path / "data" / "142-qd-vpcp" / "nhiem-vu.xlsx").active[1]]
    assert titles[-1] == "Người theo dõi"


def test_a_dragged_border_moves_no_text_to_another_column(tmp_path: Path) -> None:
    """Word divides the grid where one row has its own border: the header's cell then spans two columns."""
    docx = workplace(tmp_path)

    def edit(root: Root) -> None:
        for index, each in enumerate(rows(root)):
            cell = each.findall(w("tc"))[2 if index == 1 else 1]
            properties(cell).append(element('<w:gridSpan w:val="2"/>'))
        retype(rows(root)[1], "Tháng 3/2024", "Tháng 9/2024")

    assert pull_of(docx, edit) == ([("NV01", "thoi_han", "Tháng 9/2024")], [])


def test_joined_cells_are_reported_and_their_row_stays(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    before = tasks(docx)

    def beside(root: Root) -> None:
        cells = rows(root)[1].findall(w("tc"))
        properties(cells[4]).append(element('<w:gridSpan w:val="2"/>'))
        cells[4].append(cells[5].find(w("p")))
        rows(root)[1].remove(cells[5])

    changes, findings = pull_of(docx, beside)
    assert changes == [] and [code for code, _ in findings] == ["V083"] and tasks(docx) == before

    def below(root: Root) -> None:
        for each, mark in zip(rows(root)[2:4], ('<w:vMerge w:val="restart"/>', "<w:vMerge/>"), strict=True):
            properties(each.findall(w("tc"))[4]).append(element(mark))

    changes, findings = pull_of(built(tmp_path), below)
    assert changes == [] and [code for code, _ in findings] == ["V083"]


@pytest.mark.parametrize(("typed", "said"), [("7", True), ("1a", True), ("chưa", True), ("1", False)])
def test_a_number_that_says_something_else_is_reported(tmp_path: Path, typed: str, said: bool) -> None:
    def edit(root: Root) -> None:
        next(rows(root)[1].findall(w("tc"))[0].iter(w("t"))).text = typed

    assert pull_of(workplace(tmp_path), edit) == ([], [("V080", f"“{typed}”")] if said else [])


def test_a_number_that_was_emptied_is_reported(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        next(rows(root)[1].findall(w("tc"))[0].iter(w("t"))).text = ""

    assert pull_of(workplace(tmp_path), edit) == ([], [("V195", "Số TT")])


def test_rows_counted_anew_by_hand_are_no_edits(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        new_row(rows(root)[3], "4", *NEW[1:])
        for number, each in enumerate(rows(root)[5:], start=5):
            next(each.findall(w("tc"))[0].iter(w("t"))).text = str(number)

    docx = workplace(tmp_path)
    assert pull_of(docx, edit)[1] == [] and len(tasks(docx)) == 27


def test_a_table_in_two_with_its_header_and_words_between(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        table = rows(root)[0].getparent()
        second = etree.fromstring(etree.tostring(table))
        for old in rows(root)[10:]:
            table.remove(old)
        for old in second.findall(w("tr"))[1:10]:
            second.remove(old)
        retype(second, "Tháng 9/2024", "Tháng 10/2024")
        table.addnext(second)
        between = etree.Element(w("p"))
        table.addnext(between)
        new_paragraph(between, "Giữa hai bảng")

    changes, findings = pull_of(workplace(tmp_path), edit)
    assert changes == [("NV10", "thoi_han", "Tháng 10/2024")]
    assert sorted(findings)[:1] == [("V080", "“Giữa hai bảng”")] and {code for code, _ in findings[:-1]} == {"V196"}


@pytest.mark.parametrize("name", ["142-qd-vpcp", BOOK])
def test_rows_moved_come_to_stand_so_in_the_data(tmp_path: Path, name: str) -> None:
    docx = workplace(tmp_path, name)
    before = tasks(docx, name)
    words = "Thực hiện thường xuyên" if name == BOOK else "Tháng 3/2024"

    def edit(root: Root) -> None:
        moved = row(root, words)
        moved.getparent().findall(w("tr"))[-1].addnext(moved)

    changes, findings = pull_of(docx, edit)
    after = tasks(docx, name)
    assert [change[1] for change in changes] == ["*"] and findings == []
    assert list(after) == [*(ma for ma in before if ma != changes[0][0]), changes[0][0]] and after == before
    assert text(row_of(built(tmp_path, name), words)) != ""
    assert pulled(rebuilt(tmp_path, name)).changes == ()


@pytest.mark.parametrize(
    ("cells", "number", "title"),
    [
        (("I", "Nhóm một", "", "300"), "I", "Nhóm một"),
        (("III. NHÓM BA", "", "", "50"), "III", "NHÓM BA"),
        (("NHÓM BỐN", "", "50"), "", "NHÓM BỐN"),
    ],
)
def test_what_a_heading_adds_up_is_no_word_of_its_title(cells: tuple[str, ...], number: str, title: str) -> None:
    from types import SimpleNamespace

    from generator.merging.edited.tables import _heading

    row = SimpleNamespace(cells=[SimpleNamespace(text=text) for text in cells])
    base = SimpleNamespace(texts={"so_muc": number, "ten_muc": title})
    assert _heading(row, base) == (number, title)  # type: ignore[arg-type]
