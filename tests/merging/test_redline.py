"""Redlines: accepted they are the new document, rejected the old one; they name author and date; they validate."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import hypothesis.strategies as st
import openpyxl
import pytest
from conftest import calls
from hostile_files import word
from hypothesis import given, settings
from lxml import etree
from office_files import validated
from word_edits import BOOK, DATA, YAML, changed, new_paragraph, new_row, paragraph, retype, row, workplace

from generator.commands.compare import RedlineOptions, compare, word_parts, write_redline
from generator.merging.redline.redline import redline
from generator.ooxml import package
from generator.ooxml.names import W, w
from generator.ooxml.resolved import resolved
from generator.ooxml.shape import shape
from generator.ooxml.tracked import Tracker
from generator.values.errors import UsageError

NOW = datetime(2024, 6, 1)
AS_OF = NOW.date()


def body(parts: dict[str, bytes]) -> etree._Element:
    return package.parse_xml(parts["word/document.xml"], shown_as="", part="").find(w("body"))


def later(tmp_path: Path) -> Path:
    """The dossier with its data moved on: values, lines and rows changed, added, deleted."""
    folder = tmp_path / "moi" / YAML
    shutil.copytree(DATA / YAML, folder)
    source = folder / "van-ban.yaml"
    text = source.read_text(encoding="utf-8")
    for old, new in (
        ("ngày ký ban hành", "ngày 01/4/2024"),
        ("so: 142", "so: 143"),
        ("  - UBND các tỉnh, thành phố trực thuộc TW\n", ""),
        ("  - dieu: Kinh phí", "  - dieu: Điều mới thêm.\n  - dieu: Kinh phí"),
    ):
        assert old in text
        text = text.replace(old, new)
    source.write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    sheet = book.active
    sheet["F3"] = "Quý IV/2024"
    sheet.delete_rows(5)
    sheet.append(["NV99", "27", "Việc mới & khác", "A", "B", "C", "D"])
    book.save(folder / "nhiem-vu.xlsx")
    return folder


def test_redline_of_two_states_of_the_data(tmp_path: Path) -> None:
    old, new, target = DATA / YAML, later(tmp_path), tmp_path / "so-sanh.docx"
    write_redline(old, new, target, RedlineOptions("Phòng Tổng hợp", NOW, looks=True))
    made = body(package.read(target))
    assert shape(resolved(made, "accept")) == shape(body(word_parts(new, AS_OF)))
    assert shape(resolved(made, "reject")) == shape(body(word_parts(old, AS_OF)))
    changes = [*made.iter(w("ins")), *made.iter(w("del"))]
    assert {(c.get(w("author")), c.get(w("date"))) for c in changes} == {("Phòng Tổng hợp", "2024-06-01T00:00:00Z")}
    deleted = ["".join(t.text for t in change.iter(w("delText"))) for change in made.iter(w("del"))]
    assert "142/QĐ-VPCP" in deleted and any("UBND các tỉnh" in text for text in deleted)
    rows = [r for r in made.iter(w("tr")) if r.find(f"{w('trPr')}/{w('ins')}") is not None]
    assert len(rows) == 1 and "Việc mới & khác" in "".join(t.text for t in rows[0].iter(w("t")))


def test_redline_is_valid_and_the_same_twice(tmp_path: Path) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    new = later(tmp_path)
    for target in (one, two):
        write_redline(DATA / YAML, new, target, RedlineOptions("A", NOW, looks=True))
    assert one.read_bytes() == two.read_bytes()
    result = validated(one)
    assert [str(error) for error in result.errors] == []
    with pytest.raises(UsageError):
        write_redline(DATA / YAML, new, one, RedlineOptions("A", NOW, looks=True))


def test_redline_of_an_issued_file_and_an_edited_one(tmp_path: Path) -> None:
    issued = workplace(tmp_path, BOOK)

    def edit(root: etree._Element) -> None:
        retype(paragraph(root, "Theo đề nghị"), "Cục trưởng", "Quyền Cục trưởng")
        new_paragraph(paragraph(root, "45/2020"), "Căn cứ Luật Giao dịch điện tử;")
        new_row(row(root, "Thực hiện thường xuyên"), "", "Việc mới", "", "", "", "")
        gone = paragraph(root, "107/2021")
        gone.getparent().remove(gone)
        new_paragraph(paragraph(row(root, "Tháng 12/2023"), "Tháng 12/2023"), "(gia hạn)")

    today = changed(issued, edit, tmp_path / "sua.docx")
    write_redline(issued, today, tmp_path / "r.docx", RedlineOptions("A", NOW, looks=True))
    made = body(package.read(tmp_path / "r.docx"))
    assert shape(resolved(made, "accept")) == shape(body(package.read(today)))
    assert shape(resolved(made, "reject")) == shape(body(package.read(issued)))


_words = st.lists(st.sampled_from(["Bộ", "Sở", "trình", "  ", "đề án", ",", "06"]), max_size=8).map(" ".join)
_runs = st.lists(st.tuples(st.sampled_from(["", "<w:rPr><w:b/></w:rPr>"]), _words), max_size=4)


def made_of(runs: list[tuple[str, str]], style: str) -> etree._Element:
    inner = "".join(f'<w:r>{form}<w:t xml:space="preserve">{text}</w:t></w:r>' for form, text in runs)
    return etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>')


@given(_runs, _runs, st.sampled_from("ab"), st.sampled_from("ab"))
@settings(max_examples=300)
def test_a_tracked_paragraph_holds_both(
    old: list[tuple[str, str]], new: list[tuple[str, str]], one: str, other: str
) -> None:
    before, after = made_of(old, one), made_of(new, other)
    holder = etree.Element(w("body"))
    holder.append(Tracker("A", "2024-06-01T00:00:00Z").paragraph(before, after))
    for view, meant in (("accept", after), ("reject", before)):
        alone = etree.Element(w("body"))
        alone.append(etree.fromstring(etree.tostring(meant)))
        assert shape(resolved(holder, view)) == shape(alone)  # type: ignore[arg-type]


_lines = st.lists(st.sampled_from(["một hai ba", "bốn năm sáu", "bảy tám", "một hai bốn", ""]), min_size=1, max_size=6)


@given(_lines, _lines)
@settings(max_examples=200, deadline=None)
def test_documents_of_any_lines(old: list[str], new: list[str]) -> None:
    """`redline` proves itself: it raises where accepting or rejecting would not give the documents."""

    def parts(lines: list[str]) -> dict[str, bytes]:
        cell = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        table = f'<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>'
        xml = f'<w:document xmlns:w="{W}"><w:body>{cell}{table}<w:p/></w:body></w:document>'
        return {"word/document.xml": xml.encode()}

    redline(parts(old), parts(new), author="A", now=NOW, shown_as=("cũ", "mới"))


def test_diff_names_tasks_and_fields(tmp_path: Path) -> None:
    found = compare(DATA / YAML, later(tmp_path), AS_OF)
    shown = {(change.record.name, change.field, change.kind) for change in found}
    assert {
        ("so", "", "sua"),
        ("noi_dung[2].dieu", "", "sua"),
        ("noi_nhan[3]", "*", "xoa"),
        ("NV02", "thoi_han", "sua"),
        ("NV04", "*", "xoa"),
        ("NV99", "*", "them"),
    } <= shown
    assert not [change for change in found if change.kind == "sua" and change.record.name.startswith("noi_nhan")]
    assert compare(DATA / YAML, DATA / YAML, date(2024, 1, 1)) == ()


def two_states(tmp_path: Path, count: int) -> list[dict[str, bytes]]:
    """A plan of so many rows, and the same with another deadline in each tenth."""
    states = []
    for name, every in (("a", 0), ("b", 10)):
        folder = tmp_path / f"{name}{count}" / YAML
        shutil.copytree(DATA / YAML, folder)
        book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
        sheet = book.active
        rows = [list(values) for values in sheet.iter_rows(min_row=2, values_only=True)]
        for number in range(count - len(rows)):
            sheet.append([f"X{number}", *rows[number % len(rows)][1:]])
        if every:
            for number in range(2, count, every):
                sheet.cell(number, 6).value = "Quý IV/2025"
        book.save(folder / "nhiem-vu.xlsx")
        states.append(word_parts(folder, AS_OF))
    return states


def test_four_times_the_rows_take_about_four_times_the_steps(tmp_path: Path) -> None:
    def steps(count: int) -> int:
        old, new = two_states(tmp_path, count)
        return calls(lambda: redline(old, new, author="A", now=NOW, shown_as=("a", "b")))

    assert steps(600) < 6 * steps(150)


@pytest.mark.parametrize("table", ["<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"])
def test_a_table_that_holds_nothing_is_no_change(table: str) -> None:
    text = "<w:p><w:r><w:t>Một.</w:t></w:r></w:p>"
    one, other = word(text), word(table + text)
    for old, new in ((one, other), (other, one)):
        states = [{name: str(data).encode() for name, data in state.items()} for state in (old, new)]
        redline(*states, author="A", now=datetime(2030, 1, 1), shown_as=("a.docx", "b.docx"))
