"""A copy that was pulled and goes on being edited: what was taken from it is no conflict, and changes nothing twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from test_pull_excel import cell, excel
from trial_dossiers import DOSSIERS, workplace_of
from word_edits import (
    Edit,
    below,
    both,
    changed,
    new_paragraph,
    new_row,
    paragraph,
    pulled,
    retype,
    row,
    source_text,
    tasks,
    text,
    workplace,
)

from generator.keeping.pulled_before import NAME
from generator.ooxml import package
from generator.ooxml.names import w


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    return workplace(tmp_path)


def test_a_text_typed_over_the_next_row_of_a_register_without_ids(tmp_path: Path) -> None:
    """The row that has the text of the one above it by now is still the row that it was: pulled again, nothing."""
    given = next(one for one in DOSSIERS if one.name == "bang-noi-khac")
    docx = next(file for file in workplace_of(given, tmp_path) if file.suffix == ".docx")

    def edit(root: etree._Element) -> None:
        over = next(t for t in row(root, "Xây dựng thông tư").iter(w("t")) if "thông tư" in (t.text or ""))
        below = next(t for t in row(root, "Rà soát văn bản").iter(w("t")) if "Rà soát" in (t.text or ""))
        over.text, below.text = below.text, ""

    first, second = pulled(changed(docx, edit)), pulled(docx)
    assert len(first.changes) == 2 and not first.conflicts
    assert second.nothing_new and not second.conflicts and not second.written


def due(old: str, new: str) -> Edit:
    return lambda root: retype(row(root, "Xây dựng, ban hành Kế hoạch"), old, new)


def decree(old: str, new: str) -> Edit:
    return lambda root: retype(paragraph(root, "được trích từ"), old, new)


def codes(result: object) -> list[str]:
    return [finding.code for finding in result.findings]  # type: ignore[attr-defined]


def saved_by_word(docx: Path, *sessions: str) -> None:
    """Word's numbers of the sessions in which it was edited."""
    parts = package.read(docx)
    marks = "".join(f'<w:rsid w:val="{one}"/>' for one in sessions).encode()
    settings = re.sub(rb"<w:rsids>.*?</w:rsids>", b"", parts["word/settings.xml"])
    at = settings.index(b"</w:settings>")
    settings = settings[:at] + b"<w:rsids>" + marks + b"</w:rsids>" + settings[at:]
    with docx.open("wb") as stream:
        package.write(stream, {**parts, "word/settings.xml": settings})


def test_edited_on_in_the_same_places(docx: Path) -> None:
    pulled(changed(docx, both(due("Tháng 3/2024", "Tháng 5/2024"), decree("Kinh phí", "Nguồn kinh phí"))))
    result = pulled(changed(docx, due("Tháng 5/2024", "Tháng 7/2024")))
    assert not result.conflicts and codes(result) == ["V410"] and result.findings[0].severity.name == "NOTE"
    assert "“Tháng 5/2024”" in str(result.findings[0].message) and result.findings[0].value == "Tháng 7/2024"
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 7/2024" and "Nguồn kinh phí" in source_text(docx)
    assert pulled(docx).nothing_new


def test_an_edit_that_is_taken_back_in_the_copy(docx: Path) -> None:
    """The other edit that is still there shows that it is the same copy."""
    pulled(changed(docx, both(due("Tháng 3/2024", "Tháng 5/2024"), decree("Kinh phí", "Nguồn kinh phí"))))
    result = pulled(changed(docx, due("Tháng 5/2024", "Tháng 3/2024")))
    assert codes(result) == ["V410"] and tasks(docx)["NV01"]["thoi_han"] == "Tháng 3/2024"


def test_one_of_which_nobody_knows_whose_it_is_changes_nothing_back(docx: Path) -> None:
    untouched = docx.read_bytes()
    pulled(changed(docx, due("Tháng 3/2024", "Tháng 5/2024")))
    docx.write_bytes(untouched)
    result = pulled(docx)
    assert codes(result) == ["V411"] and not result.written and not result.nothing_new
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 5/2024"


def test_word_says_whose_copy_it_is(docx: Path) -> None:
    changed(docx, due("Tháng 3/2024", "Tháng 5/2024"))
    saved_by_word(docx, "00A10001", "00A10002")
    pulled(docx)
    changed(docx, due("Tháng 5/2024", "Tháng 7/2024"))
    saved_by_word(docx, "00A10001", "00A10002", "00A10003")
    assert [finding.severity.name for finding in pulled(docx).findings] == ["NOTE"]
    changed(docx, due("Tháng 7/2024", "Tháng 9/2024"))
    saved_by_word(docx, "00B20001")
    assert [finding.severity.name for finding in pulled(docx).findings] == ["WARNING"]


def test_the_data_that_changed_meanwhile_are_asked_about(docx: Path) -> None:
    pulled(changed(docx, decree("Kinh phí", "Nguồn kinh phí")))
    source = docx.parents[2] / "data" / "142-qd-vpcp" / "van-ban.yaml"
    source.write_text(source_text(docx).replace("Nguồn kinh phí", "Ngân sách"), encoding="utf-8")
    result = pulled(changed(docx, decree("Nguồn kinh phí", "Khoản kinh phí")))
    assert [conflict.where for _, conflict in result.conflicts] == ["Điều 2"]
    assert result.findings[0].place.part == "Điều 2"


@pytest.mark.parametrize("again", ["Việc hoàn toàn mới, sửa thêm chữ", "Việc hoàn toàn mới"])
def test_a_new_row_edited_on_is_the_same_task(docx: Path, again: str) -> None:
    changed(docx, lambda root: new_row(row(root, "Quý II/2024"), "", "Việc hoàn toàn mới", "Vụ A", "", "2025", ""))
    pulled(docx)
    count = len(tasks(docx))

    def edit(root: etree._Element) -> None:
        cells = row(root, "Việc hoàn toàn mới").findall(w("tc"))
        next(cells[1].iter(w("t"))).text = again
        next(cells[4].iter(w("t"))).text = "2026"

    pulled(changed(docx, edit))
    after = tasks(docx)
    own = [texts for texts in after.values() if texts["noi_dung"].startswith("Việc hoàn toàn")]
    assert len(after) == count and [(one["noi_dung"], one["thoi_han"]) for one in own] == [(again, "2026")]
    assert pulled(docx).nothing_new


def test_a_new_paragraph_edited_on_is_the_same(docx: Path) -> None:
    pulled(changed(docx, below("Tổ Công tác triển khai", "- Cổng thông tin điện tử của đơn vị;")))
    pulled(changed(docx, lambda root: retype(paragraph(root, "Cổng thông tin"), "đơn vị", "cơ quan")))
    lines = [line for line in source_text(docx).splitlines() if "Cổng thông tin" in line]
    assert [line.strip() for line in lines] == ["- Cổng thông tin điện tử của cơ quan"]
    assert pulled(docx).nothing_new


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("số 79/NĐ-CP", "ngày 06 tháng 10 năm 2022", "ngày 06/10/2022"),
        ("Theo đề nghị của", "Theo đề nghị của", "Xét đề nghị tại văn bản gần đây nhất của"),
        ("được trích từ", "Kinh phí", "Nguồn kinh phí"),
    ],
)
def test_one_reworded_with_its_old_words_put_below_it(docx: Path, words: str, old: str, new: str) -> None:
    """The old words stand in the data again, as another one: the reworded one is still the one of then."""

    def edit(root: etree._Element) -> None:
        reworded = paragraph(root, words)
        new_paragraph(reworded, text(reworded))
        retype(reworded, old, new)

    changed(docx, edit)
    assert len(pulled(docx).written) == 1
    once = source_text(docx)
    assert new in once and old in once
    assert pulled(docx).nothing_new and source_text(docx) == once
    # Edited on in the copy it is the same one.
    pulled(changed(docx, lambda root: retype(paragraph(root, new), new, f"{new} ấy")))
    assert source_text(docx) == once.replace(new, f"{new} ấy") and pulled(docx).nothing_new


def test_two_that_change_places_word_for_word(docx: Path) -> None:
    one, other = ("số 107/2021/NĐ-CP", "số 45/2020/NĐ-CP")
    for_now = "số 1/2020/NĐ-CP"
    swap = both(
        *(
            lambda root, old=old, new=new: retype(paragraph(root, old), old, new)
            for old, new in ((one, for_now), (other, one), (for_now, other))
        )
    )
    pulled(changed(docx, swap))
    once = source_text(docx)
    assert pulled(docx).nothing_new and source_text(docx) == once


def test_a_workbook_edited_on(tmp_path: Path) -> None:
    path = excel(tmp_path)
    for old, new in (("Tháng 3/2024", "Tháng 5/2024"), ("Tháng 5/2024", "Tháng 7/2024")):
        book = load_workbook(path)
        cell(book.worksheets[0], old).value = new
        book.save(path)
        result = pulled(path)
        assert not result.conflicts
    assert codes(result) == ["V410"] and tasks(path)["NV01"]["thoi_han"] == "Tháng 7/2024"


def test_what_is_kept_names_no_folder_and_may_be_broken(docx: Path) -> None:
    pulled(changed(docx, due("Tháng 3/2024", "Tháng 5/2024")))
    kept = docx.parents[2] / "data" / "142-qd-vpcp" / NAME
    assert str(docx.parent) not in kept.read_text("utf-8")
    kept.write_text("{", encoding="utf-8")
    result = pulled(changed(docx, due("Tháng 5/2024", "Tháng 7/2024")))
    assert len(result.conflicts) == 1
