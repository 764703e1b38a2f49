"""Drafts as people type them come in with their fields, whole: each heading and end in its field, every word kept."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path
from typing import Any

import by_libreoffice
import docx
import openpyxl
import pytest
from typed_papers import (
    ARTICLES,
    BASES,
    CHANGES,
    FIELDS,
    LAYOUTS,
    LEFT,
    LETTER_FIELDS,
    RECIPIENTS,
    RIGHT,
    TASKS,
    TITLE,
    decision,
    in_columns,
    labelled_tasks,
    letter,
    saved,
    task_table,
)

import generator
from generator.reading.registers import load_register
from generator.reading.yaml import read_yaml
from generator.values.text import fold

PAPERS = {"quyet dinh": (decision, FIELDS), "cong van": (letter, LETTER_FIELDS)}


def imported(data: bytes, folder: Path) -> tuple[dict[str, Any], Any]:
    """The van-ban.yaml of a file, and what the import said."""
    file = folder / "du-thao.docx"
    file.write_bytes(data)
    made = generator.import_file(file, folder / "ho-so")
    return read_yaml(folder / "ho-so" / "van-ban.yaml", "x")[0].data, made


def fields(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of heading and end on one level."""
    found = {**data, **(data.get("co_quan") or {}), **(data.get("ky") or {})}
    # The symbol of the paper alone is written beside the agency's.
    return {**found, "ky_hieu": (data.get("co_quan") or {}).get("ky_hieu")}


def whole(made: Any) -> bool:
    doubts = {finding.code for finding in made.findings} & {"V241", "V243", "V246", "V247"}
    return "100 %" in str(made.next_steps[0]) and not doubts


# Each layout with each program, by turns a paper of the one kind and of the other: VANBAN_TYPED=all takes both.
EACH = [
    (kind, layout, change)
    for at, (layout, change) in enumerate(product(LAYOUTS, CHANGES))
    for kind in (PAPERS if os.environ.get("VANBAN_TYPED") == "all" else [[*PAPERS][at % len(PAPERS)]])
]


@pytest.mark.parametrize(("kind", "layout", "change"), EACH)
def test_each_layout_and_each_program_gives_the_same_fields(kind, layout, change, tmp_path):
    paper, expected = PAPERS[kind]
    data, made = imported(saved(paper(layout), CHANGES[change]), tmp_path)
    found = fields(data)
    assert {key: str(found.get(key)) for key in expected} == {key: str(value) for key, value in expected.items()}
    assert whole(made)


@pytest.mark.parametrize("end", LAYOUTS)
def test_heading_and_end_may_be_laid_out_in_other_ways_and_the_title_be_set(end, tmp_path):
    data, made = imported(saved(decision("bang hai cot", end, looks=True)), tmp_path)
    found = fields(data)
    assert {key: str(found.get(key)) for key in FIELDS} == {key: str(value) for key, value in FIELDS.items()}
    assert whole(made)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "said", [{}, {"numbered": True}, {"columns_numbered": True}, {"sections": True}], ids=lambda said: " ".join(said)
)
def test_each_table_of_tasks_is_a_workbook_with_every_cell(said, change, tmp_path):
    paper = decision("bang hai cot", body=lambda one: task_table(one, **said))
    _, made = imported(saved(paper, CHANGES[change]), tmp_path)
    assert whole(made)
    register = load_register(tmp_path / "ho-so" / "bang-1.xlsx", "x")[0]
    keys = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han")
    # Word's own number is printed with its point.
    found = [tuple(task.text(key).removesuffix(".") for key in keys) for task in register.tasks]
    assert found == list(TASKS)
    assert len(register.sections) == ("sections" in said)


@pytest.mark.parametrize("change", CHANGES)
def test_tasks_in_prose_with_lines_that_say_who_and_when(change, tmp_path):
    data, made = imported(saved(decision("bang hai cot", body=labelled_tasks), CHANGES[change]), tmp_path)
    assert whole(made) and "Đơn vị chủ trì: Văn phòng Sở" in str(data["noi_dung"])
    book = generator.import_prose(tmp_path / "du-thao.docx", tmp_path / "de-xuat.xlsx").files[0]
    titles, *rows = openpyxl.load_workbook(book).active.iter_rows(values_only=True)
    wanted = ("Nội dung, nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")
    found = [tuple(dict(zip(titles, row, strict=True))[title] for title in wanted) for row in rows]
    assert found == [(one[1], one[2], "; ".join(one[3].splitlines()), one[4]) for one in TASKS]


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Each paper as LibreOffice saves it, all by one start."""
    folder = tmp_path_factory.mktemp("saved")
    sources = {kind: folder / f"{number}.docx" for number, kind in enumerate(PAPERS)}
    for kind, source in sources.items():
        source.write_bytes(saved(PAPERS[kind][0]("bang ba cot")))
    made = by_libreoffice.saved([*sources.values()], "docx:MS Word 2007 XML", folder / "moi")
    return {kind: file.read_bytes() for kind, file in zip(sources, made, strict=True)}


@pytest.mark.parametrize("kind", PAPERS)
def test_what_libreoffice_saved_has_the_same_fields(kind, saved_by_libreoffice, tmp_path):
    """Not XML that only looks like that of LibreOffice: read and saved by it."""
    _, expected = PAPERS[kind]
    data, made = imported(saved_by_libreoffice[kind], tmp_path)
    found = fields(data)
    assert {key: str(found.get(key)) for key in expected} == {key: str(value) for key, value in expected.items()}
    assert whole(made)


def headed(place: str, *lines: str) -> docx.document.Document:
    """A paper of the committee of a place, in the layout of a table of two columns."""
    paper = docx.Document()
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 12 tháng 3 năm 2026")
    left = ("ỦY BAN NHÂN DÂN", place, "Số: 96/BC-UBND")
    table = paper.add_table(1, 2)
    for cell, texts in zip(table.rows[0].cells, (left, right), strict=True):
        for text in texts:
            cell.add_paragraph().add_run(text).bold = text not in ("ỦY BAN NHÂN DÂN", "Số: 96/BC-UBND")
    for line in lines:
        paper.add_paragraph().add_run(line).bold = line.isupper()
    return paper


def test_a_place_and_a_date_that_the_form_of_a_kind_does_not_have_stay_in_the_text(tmp_path: Path) -> None:
    paper = headed(
        "XÃ MẪU AN", "BIÊN BẢN", "Họp giao ban tháng 3 năm 2026", "Cuộc họp kết thúc lúc 10 giờ cùng ngày./."
    )
    data, made = imported(saved(paper), tmp_path)
    assert "dia_danh" not in data and "Mẫu, ngày 12 tháng 3 năm 2026" in str(data["noi_dung"])
    assert "100 %" in str(made.next_steps[0]) and "V243" in {finding.code for finding in made.findings}


@pytest.mark.parametrize("place", ["TỈNH MẪU", "XÃ MẪU AN", "ĐẶC KHU MẪU"])
def test_a_committee_and_its_place_are_one_name_on_two_lines(place: str, tmp_path: Path) -> None:
    paper = headed(place, "BÁO CÁO", "Kết quả công tác tháng 3 năm 2026", "Trong tháng tiếp nhận 12 hồ sơ./.")
    data, made = imported(saved(paper), tmp_path)
    assert fold(data["co_quan"]["ten"]) == fold(f"Ủy ban nhân dân {place}") and "chu_quan" not in data["co_quan"]
    assert whole(made)


def test_a_position_among_the_recipients_gets_nothing(tmp_path):
    """Two columns that stand in one cell: who signs is no one of the list, which is said."""
    paper = docx.Document()
    in_columns(paper, LEFT, RIGHT)
    for line in (*TITLE, *BASES, *ARTICLES):
        paper.add_paragraph(line)
    in_columns(paper, (RECIPIENTS[0], "PHÓ GIÁM ĐỐC", *RECIPIENTS[1:]), ("KT. GIÁM ĐỐC", "Trần Thị Mẫu"))
    paper.save(str(tmp_path / "a.docx"))
    made = generator.import_file(tmp_path / "a.docx", tmp_path / "d")
    text = (tmp_path / "d" / "van-ban.yaml").read_text(encoding="utf-8")
    assert "noi_nhan:\n  - Như Điều 3\n" in text
    assert [one.value for one in made.findings if one.code == "V243"] == ["PHÓ GIÁM ĐỐC"]
