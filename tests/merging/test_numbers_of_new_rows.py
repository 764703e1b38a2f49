"""A task added in a returned file is a task of its own: it gets a number, as one without is a part of another."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.table import _Row
from word_edits import laid_down

import generator
from generator.face import api
from generator.merging.writing.new_numbers import NewNumbers
from generator.reading.records import RawRow, RawTable
from generator.reading.tables import read_register
from generator.values.model import Register

BOOK = Path("data/ho-so-mau/nhiem-vu.xlsx")
FOUR = ["1", "2", "3", "4"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sample(place: Path, typed: str = "text") -> Path:
    """The sample dossier in a workplace, with its files; each uses the delivered templates, which are its own too."""

    def make(home: Path) -> None:
        api.init(home)
        shutil.rmtree(home / "templates")
        if typed == "number":
            as_numbers(home / BOOK)
        generator.build(home / "data/ho-so-mau", formats=("docx", "xlsx"), out=home / "out")

    laid_down(place, ("ho-so-mau", typed), make)
    return place / "out/ho-so-mau"


def numbers() -> list[str]:
    rows = openpyxl.load_workbook(BOOK).active.iter_rows(values_only=True)
    return [str(row[1] or "") for row in rows if str(row[0] or "").startswith("NV")]


def as_numbers(file: Path) -> None:
    """The numbers of a register as cells of numbers, as most people type them."""
    book = openpyxl.load_workbook(file)
    for row in book.active.iter_rows(min_row=2, max_col=2):
        if str(row[0].value or "").startswith("NV"):
            row[1].value = int(row[1].value)
    book.save(file)


def with_rows(made: Path, *added: tuple[str, str, str]) -> Path:
    """A copy of a Word file with rows put below others: below which number, the number typed, the task."""
    document = Document(str(made))
    table = max(document.tables, key=lambda one: len(one.rows))
    for below, number, task in added:
        last = next(row for row in reversed(table.rows) if row.cells[0].text.strip() == below)
        new = copy.deepcopy(last._tr)
        last._tr.addnext(new)
        for mark in [item for item in new.iter() if "bookmark" in str(item.tag)]:
            mark.getparent().remove(mark)
        for cell, text in zip(_Row(new, table).cells, (number, task, "Phòng A", "", "Tháng 6/2030", ""), strict=True):
            for paragraph in cell.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
            for run in cell.paragraphs[0].runs[1:]:
                run._r.getparent().remove(run._r)
            first = cell.paragraphs[0].runs
            (first[0] if first else cell.paragraphs[0].add_run()).text = text
    document.save("sua.docx")
    return Path("sua.docx")


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([("4", "5", "Tổng kết năm")], [*FOUR, "5"]),
        ([("4", "", "Tổng kết năm")], [*FOUR, "5"]),
        ([("4", "1", "Tổng kết năm")], [*FOUR, "5"]),
        ([("3", "", "Kiểm tra giữa kỳ")], ["1", "2", "3", "3a", "4"]),
        ([("1", "", "Họp triển khai")], ["1", "1a", "2", "3", "4"]),
        ([("1", "", "Họp triển khai"), ("1", "", "Họp rà soát")], ["1", "1a", "1b", "2", "3", "4"]),
        ([("4", "", "Tổng kết năm"), ("4", "", "Kiểm tra cuối năm")], [*FOUR, "5", "6"]),
        ([("4", "6", "Tổng kết năm"), ("4", "5", "Kiểm tra cuối năm")], [*FOUR, "5", "6"]),
    ],
)
@pytest.mark.parametrize("typed", ["text", "number"])
def test_a_new_task_has_a_number_and_cells_of_its_own(
    place: Path, typed: str, added: list[tuple[str, str, str]], expected: list[str]
) -> None:
    edited = with_rows(sample(place, typed) / "ho-so-mau.docx", *added)
    api.pull(edited, dossier=Path("data/ho-so-mau"))
    assert numbers() == expected
    again = api.pull(edited, dossier=Path("data/ho-so-mau"))
    assert again.nothing_new
    rebuilt = generator.build(Path("data/ho-so-mau"), formats=("docx",), out=place / "moi").outputs[0].path
    table = max(Document(str(rebuilt)).tables, key=lambda one: len(one.rows))
    printed = {row.cells[1].text: [cell.text for cell in row.cells] for row in table.rows}
    for _, _, task in added:
        assert printed[task][2:5] == ["Phòng A", "", "Tháng 6/2030"]
    counted = [row.cells[0].text for row in table.rows if row.cells[0].text.isdigit()]
    assert counted == [str(number) for number in range(1, len(expected) + 1)]


def test_a_new_row_of_a_workbook_has_one_too(place: Path) -> None:
    book = openpyxl.load_workbook(sample(place) / "ho-so-mau.xlsx")
    sheet = book.worksheets[0]
    last = max(row[0].row for row in sheet.iter_rows(max_col=1) if str(row[0].value) == "4")
    for column, text in enumerate((5, "Tổng kết năm", "Phòng A", None, "Tháng 6/2030"), 1):
        sheet.cell(last + 1, column, text)
    book.save("sua.xlsx")
    api.pull(Path("sua.xlsx"), dossier=Path("data/ho-so-mau"))
    assert numbers() == [*FOUR, "5"]


def _register(*numbers: str) -> Register:
    rows = (RawRow(2 + at, {0: number, 1: f"Việc {at}"}) for at, number in enumerate(numbers))
    header = RawRow(1, {0: "STT", 1: "Nội dung nhiệm vụ"})
    return read_register(RawTable("nhiem-vu.xlsx", "Nhiệm vụ", (header, *rows), 2))[0]


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        (["1", "2", "3"], [(3, "9", False), (3, "8", False), (3, "", False)], ["9", "8", "8a"]),
        (["1", "2"], [(3, "5", True), (3, "", False)], ["5", "6"]),
        (["1", "", "2"], [(3, "", False), (3, "7", False), (3, "", False)], ["", "7", "8"]),
        (["1", "1a", "2"], [(2, "", False), (2, "", False)], ["1b", "1c"]),
        (["", ""], [(3, "4", False)], [""]),
        (["1", "2"], [(2, "", False), (2, "", False)], ["1a", "1b"]),
        (["1.", "2."], [(3, "", False), (2, "1)", False), (3, "9", False)], ["3.", "1a.", "9."]),
        (["01", "02"], [(3, "", False)], ["03"]),
        (["1.1", "1.2"], [(3, "", False)], ["1.3"]),
        (["1", "2", "1", "2", "3"], [(3, "", False), (3, "", False), (4, "", False)], ["3", "4", "1a"]),
        (["1.a", "1.b"], [(3, "", False)], ["1.c"]),
    ],
)
def test_numbers_given_before_count(known: list[str], new: list[tuple[int, str, bool]], expected: list[str]) -> None:
    numbers = NewNumbers(_register(*known))
    assert [numbers.of(after, shown, printed=printed) for after, shown, printed in new] == expected
