"""`vanban import` of a PDF with text: the same dossier as of the Word file that the PDF was made of."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, KINDS
from pypdf import PdfReader, PdfWriter

import generator
from generator.commands.import_file import source_of
from generator.commands.import_prose import lines_of, tasks_of
from generator.face.cli import run
from generator.reading.dossier import load_dossier
from generator.reading.orders.read import read
from generator.reading.registers import load_register
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.progress import Event, Progress, Stage
from generator.values.registers import Use, registers

# All of the annex of 690 rows takes ten seconds: VANBAN_PDF=all.
ALL = os.environ.get("VANBAN_PDF") == "all"
PAGES = 258 if ALL else 12


def imported(folder: Path, name: str, form: str, target: Path) -> tuple[str, generator.Made]:
    """van-ban.yaml of the dossier made of a file, without the line that names the file; what the import says."""
    made = generator.import_file(folder / name / f"{name}.{form}", target / form)
    text = (target / form / "van-ban.yaml").read_text(encoding="utf-8")
    return text.partition("\n")[2], made


def books(folder: Path) -> dict[str, tuple[list[tuple], list[str]]]:
    """The cells of each workbook of a dossier, and which of them are joined."""
    found = {}
    for file in sorted(folder.glob("*.xlsx")):
        sheet = openpyxl.load_workbook(file).active
        found[file.name] = (list(sheet.values), sorted(map(str, sheet.merged_cells.ranges)))
    return found


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp"])
def test_a_pdf_gives_the_dossier_that_its_word_file_gives(built, tmp_path, name):
    word, _ = imported(built, name, "docx", tmp_path)
    pdf, made = imported(built, name, "pdf", tmp_path)
    assert pdf == word and books(tmp_path / "pdf") == books(tmp_path / "docx") != {}
    assert "100 %" in str(made.next_steps[0])
    assert {finding.code for finding in made.findings} <= {"V353", "V434"}
    (source,) = registers(load_dossier(DATA / name)[0], Use.TABLE)
    (read,) = registers(load_dossier(tmp_path / "pdf")[0], Use.TABLE)
    assert [(t.text("noi_dung"), t.deadline, t.units) for t in read.tasks] == [
        (t.text("noi_dung"), t.deadline, t.units) for t in source.tasks
    ]


@pytest.mark.parametrize("name", [folder.name for folder in KINDS])
def test_a_pdf_of_every_kind_gives_the_same_dossier(kinds_printed, tmp_path, name):
    """The law, letter for letter, with every cell of every table."""
    word, _ = imported(kinds_printed, name, "docx", tmp_path)
    pdf, made = imported(kinds_printed, name, "pdf", tmp_path)
    assert pdf == word and books(tmp_path / "pdf") == books(tmp_path / "docx")
    assert "100 %" in str(made.next_steps[0])
    assert not {"V354", "V430", "V431", "V432"} & {finding.code for finding in made.findings}


def test_tasks_of_prose_are_those_of_the_word_file(kinds_printed):
    """`--nhiem-vu` of a PDF: the same rows, each with its page."""
    found = {}
    for form in ("docx", "pdf"):
        source = source_of(kinds_printed / "chi-thi" / f"chi-thi.{form}", 0, Progress())
        found[form] = tasks_of(read(lines_of(source)), source)
    told = {form: [{**task.texts, "trich": ""} for task in tasks] for form, tasks in found.items()}
    assert told["pdf"] == told["docx"] != []
    assert {task.source for task in found["pdf"]} == {"trang 1"}


def test_a_landscape_annex_comes_back_with_every_cell(small_annex, tmp_path):
    word, _ = imported(small_annex, "phu-luc-hcmc", "docx", tmp_path)
    pdf, _ = imported(small_annex, "phu-luc-hcmc", "pdf", tmp_path)
    assert pdf == word and books(tmp_path / "pdf") == books(tmp_path / "docx")
    first, second = (
        registers(load_dossier(path)[0], Use.TABLE)[0] for path in (DATA / "phu-luc-hcmc", tmp_path / "pdf")
    )
    assert [cells(task) for task in second.tasks] == [cells(task) for task in first.tasks]
    assert [task.deadline for task in second.tasks] == [task.deadline for task in first.tasks]
    assert sum(bool(task.parent) for task in second.tasks) == sum(bool(task.parent) for task in first.tasks)
    assert "huong: ngang" in (tmp_path / "pdf" / "van-ban.yaml").read_text(encoding="utf-8")


def cells(task) -> dict[str, str]:
    return {key: text for key, text in task.texts.items() if key not in ("ma", "cha", "stt")}


def test_pages_of_the_annex_of_690_rows(annexes, tmp_path):
    """Rows broken over pages, row by row beside the source; each page is told as it is read."""
    writer = PdfWriter()
    for page in PdfReader(annexes / "phu-luc-03" / "phu-luc-03.pdf").pages[:PAGES]:
        writer.add_page(page)
    writer.write(tmp_path / "cut.pdf")
    heard: list[Event] = []
    made = generator.import_file(tmp_path / "cut.pdf", tmp_path / "ho-so", on_event=heard.append)
    assert sum(event.stage is Stage.READING for event in heard) >= min(PAGES, 258)
    (read,) = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    (source,) = registers(load_dossier(DATA / "phu-luc-03")[0], Use.TABLE)
    # The last row goes on beyond the pages that were cut out.
    whole = len(read.tasks) - (not ALL)
    assert whole >= (690 if ALL else 20)
    pairs = [
        (cells(ours).get(key, ""), text)
        for ours, theirs in zip(read.tasks[:whole], source.tasks, strict=False)
        for key, text in {**dict.fromkeys(cells(ours), ""), **cells(theirs)}.items()
    ]
    # "2022 - Thường xuyên" and "2022 -Thường xuyên": the space at the line's end is a piece of text of its own.
    assert {"2022 - Thường xuyên", "2022 -Thường xuyên"} <= {ours for ours, _ in pairs}
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert "V434" not in {one.code for one in made.findings}


def test_a_table_of_a_pdf_is_a_register(small_annex, tmp_path, capsys):
    file = small_annex / "phu-luc-hcmc" / "phu-luc-hcmc.pdf"
    register, findings = load_register(file, "x.pdf")
    assert len(register.tasks) == 35 and "V353" in {finding.code for finding in findings}
    assert generator.coverage(file).tasks == 35
    assert not generator.diff(small_annex / "phu-luc-hcmc" / "phu-luc-hcmc.docx", file).changes
    assert run(["lint", str(file)]) in (0, 1)
    capsys.readouterr()


def test_what_has_no_field_is_said_with_its_page(built, tmp_path):
    """Nobody counts the paragraphs of a PDF."""
    file = built / "142-qd-vpcp" / "142-qd-vpcp.pdf"
    source = source_of(file, 0, Progress())
    ends = next(p.index for p in source.facts.paragraphs if p.seen.startswith("Điều 4."))
    for part, page in ((f"đoạn {ends}", "trang 2"), ("đoạn 1", "trang 1"), ("bảng 1, hàng 2, cột 1", "")):
        found = source.found_at(Finding("V243", Severity.WARNING, Place(str(file), part=part), msg("x")))
        assert found.place.part == (page or part)


def test_a_scan_leaves_nothing(tmp_path, capsys):
    from PIL import Image

    Image.new("L", (600, 800), 255).save(tmp_path / "quet.pdf")
    assert run(["import", str(tmp_path / "quet.pdf"), "--to", str(tmp_path / "ho-so")]) == 4
    assert "OCR" in capsys.readouterr().err
    assert not (tmp_path / "ho-so").exists()
