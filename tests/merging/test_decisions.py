"""Conflicts decided in an Excel file: written, filled in as a person does, read back, merged by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from word_edits import YAML, changed, paragraph, retype, row, source_text, tasks, workplace

from generator.books.conflicts import conflicts_book
from generator.books.decisions import in_words
from generator.face.cli import run
from generator.merging.model import WHOLE, Conflict, HeadingId, RecordId, TaskId, TextId
from generator.values.errors import ExitCode

NUMBER = "Số văn bản"
DUE = "Nhiệm vụ 1 “Xây dựng, ban hành Kế hoạch triển khai, thực hiện…”, Thời gian"


@pytest.fixture
def docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Word file and its data that both changed the number and a deadline, and the file a product alone."""
    made = workplace(tmp_path)
    monkeypatch.chdir(tmp_path)
    changed(made, lambda root: retype(paragraph(root, "Số: 142"), "142", "150"))
    changed(made, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    change_data(made, "so: 142", "so: 143")
    book = made.parents[2] / "data" / YAML / "nhiem-vu.xlsx"
    edit(book, lambda sheet: type_over(sheet, "Tháng 3/2024", "Tháng 4/2024"))
    return made


def change_data(docx: Path, old: str, new: str) -> None:
    source = docx.parents[2] / "data" / YAML / "van-ban.yaml"
    source.write_text(source_text(docx).replace(old, new), encoding="utf-8")


def edit(path: Path, work: Any) -> None:
    book = openpyxl.load_workbook(path)
    work(book.active)
    book.save(path)


def type_over(sheet: Any, old: str, new: str) -> None:
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == old)
    cell.value = new


def choose(path: Path, choices: dict[str, str]) -> None:
    """Choices typed beside their places."""

    def fill(sheet: Any) -> None:
        for line in sheet.iter_rows(min_row=2):
            line[5].value = choices.get(line[1].value, line[5].value)

    edit(path, fill)


def written(docx: Path, name: str = "quyet-dinh.xlsx") -> Path:
    assert run(["pull", str(docx), "--conflicts", name]) == ExitCode.MERGE_CONFLICTS
    return Path(name)


def test_the_workbook_shows_each_conflict_with_a_list(docx: Path) -> None:
    sheet = openpyxl.load_workbook(written(docx)).active
    assert [cell.value for cell in sheet[1]][:6] == ["Tệp", "Chỗ", "Gốc", "Dữ liệu", "Tệp sửa", "Chọn"]
    rows = {line[1]: line for line in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows[NUMBER][:6] == (docx.name, NUMBER, "142", "143", "150", None)
    assert rows[DUE][2:5] == ("Tháng 3/2024", "Tháng 4/2024", "Tháng 5/2024")
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"dữ liệu,tệp sửa"' and str(validation.sqref) == "F2:F3"
    assert sheet.column_dimensions["G"].hidden
    assert "so: 143" in source_text(docx)


def test_choices_are_merged_by(docx: Path) -> None:
    book = written(docx)
    choose(book, {NUMBER: "tệp sửa", DUE: "Dữ liệu"})
    assert run(["pull", str(docx), "--decisions", str(book)]) == ExitCode.DONE
    assert "so: 150" in source_text(docx)
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 4/2024"


def test_sorted_rows_and_moved_columns_are_the_same_choices(docx: Path) -> None:
    book = written(docx)
    choose(book, {NUMBER: "dữ liệu", DUE: "tệp sửa"})

    def rearrange(sheet: Any) -> None:
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        for at, line in enumerate([lines[0], *reversed(lines[1:])], start=1):
            for column, text in enumerate(reversed(line), start=1):
                sheet.cell(at, column).value = text

    edit(book, rearrange)
    assert run(["pull", str(docx), "--decisions", str(book)]) == ExitCode.DONE
    assert "so: 143" in source_text(docx)
    assert tasks(docx)["NV01"]["thoi_han"] == "Tháng 5/2024"


@pytest.mark.parametrize("choice", ["", "tệp", "143"])
def test_a_blank_or_unknown_choice_stays_a_conflict(
    docx: Path, choice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = written(docx)
    choose(book, {NUMBER: choice or None, DUE: "tệp sửa"})
    before = tasks(docx)
    capsys.readouterr()
    assert run(["pull", str(docx), "--decisions", str(book)]) == ExitCode.MERGE_CONFLICTS
    said = capsys.readouterr().err
    assert "V086" in said and ("V172" in said and f"“{choice}”" in said) == bool(choice)
    assert "so: 143" in source_text(docx) and tasks(docx) == before


def test_a_typing_error_is_not_decided_for_a_side(docx: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(docx)
    choose(book, {NUMBER: "dữ lịu"})
    assert run(["pull", str(docx), "--decisions", str(book), "--theirs"]) == ExitCode.FOUND_ERRORS
    assert "V172" in capsys.readouterr().err
    assert "so: 143" in source_text(docx)


def test_a_choice_for_texts_that_changed_since_does_not_count(docx: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(docx)
    choose(book, {NUMBER: "tệp sửa", DUE: "tệp sửa"})
    change_data(docx, "so: 143", "so: 144")
    assert run(["pull", str(docx), "--decisions", str(book)]) == ExitCode.MERGE_CONFLICTS
    said = capsys.readouterr().err
    assert "V173" in said and "144" in said
    assert "so: 144" in source_text(docx)


def test_a_workbook_of_another_kind_is_refused(docx: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pull", str(docx), "--decisions", f"data/{YAML}/nhiem-vu.xlsx"]) == ExitCode.BAD_INPUT
    book = written(docx)
    edit(book, lambda sheet: sheet.delete_cols(7))
    assert run(["pull", str(docx), "--decisions", str(book)]) == ExitCode.BAD_INPUT
    assert capsys.readouterr().err.count("V171") == 2
    assert run(["pull", str(docx), "--decisions", "thieu.xlsx"]) == ExitCode.BAD_INPUT


def test_choices_already_made_are_not_written_over(docx: Path) -> None:
    book = written(docx)
    before = book.read_bytes()
    assert run(["pull", str(docx), "--conflicts", str(book)]) == ExitCode.USAGE
    assert book.read_bytes() == before


def test_no_workbook_where_nothing_is_to_be_decided(docx: Path) -> None:
    assert run(["pull", str(docx), "--theirs", "--conflicts", "khong.xlsx"]) == ExitCode.DONE
    assert not Path("khong.xlsx").exists()


def test_the_same_conflicts_give_the_same_bytes() -> None:
    conflicts = [("a.docx", Conflict(TaskId("x", "NV1"), WHOLE, "=1+1", None, "\x07đổi"))]
    assert conflicts_book(conflicts) == conflicts_book(conflicts)


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (TextId(("kem_theo", 0, "noi_dung", 1, "dieu")), "", "Văn bản kèm theo 1, nội dung 2, điều"),
        (TextId(("ky", 0, "ho_ten")), "", "Người ký 1, họ tên"),
        (TaskId("nhiem-vu.xlsx", "NV07"), "san_pham", "Nhiệm vụ NV07, Sản phẩm"),
        (TaskId("nhiem-vu.xlsx", "NV07"), "cot_rieng", "Nhiệm vụ NV07, cot_rieng"),
        (TaskId("nhiem-vu.xlsx", "NV07"), WHOLE, "Nhiệm vụ NV07, cả dòng"),
        (HeadingId("nhiem-vu.xlsx", "I/A"), "ten_muc", "Mục I/A, Tên mục"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_places_are_said_in_words(record: RecordId, field: str, words: str) -> None:
    assert in_words(record, field) == words
