"""`vanban import FILE --into SỔ`: tasks of another's plan as rows of one's own register; `--for`: for another year."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import by_libreoffice
import openpyxl
import pytest
from conftest import DATA
from docx import Document
from docx.oxml import OxmlElement
from test_importing import built

import generator
from generator.face.cli import run
from generator.ooxml.plain_body import Cell, Paragraph, Run, Section, Table, parts_of
from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg

HEAD = ("Mã", "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Nguồn")
OWN = (
    ("NV007", "1", "Xây dựng Kế hoạch cải cách hành chính năm 2026 của tỉnh và tổ chức thực hiện", "Sở Nội vụ", "", ""),
    ("NV012", "2", "Rà soát thủ tục", "Sở Tư pháp", "30/6/2026", "KH 1"),
)
THEIRS = (
    ("1", f"{OWN[0][2]} ngay", "Bộ Nội vụ", "Quý II/2026", "Kế hoạch"),
    ("2", "=Tổng hợp số liệu", "Bộ Tư pháp", "31/12/2026", ""),
)  # fmt: skip


def register(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (HEAD, *OWN):
        book.active.append(row)
    file = folder / "so.xlsx"
    book.save(file)
    return file


def plan(folder: Path) -> Path:
    document = Document()
    rows = (("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Sản phẩm"), *THEIRS)
    table = document.add_table(len(rows), 5)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    file = folder / "plan.docx"
    document.save(str(file))
    return file


def test_tasks_come_below_with_ids_and_their_source_and_the_old_rows_stay(tmp_path):
    book, file = register(tmp_path), plan(tmp_path)
    made = generator.import_into(file, book)
    rows = [[cell.value or "" for cell in row] for row in openpyxl.load_workbook(book).active.iter_rows()]
    assert rows[:3] == [list(row) for row in (HEAD, *OWN)]
    assert [row[:2] for row in rows[3:]] == [["NV013", "3"], ["NV014", "4"]]
    assert [row[2] for row in rows[3:]] == [row[1] for row in THEIRS]
    assert [row[5] for row in rows[3:]] == ["plan.docx, bảng 1, dòng 2", "plan.docx, bảng 1, dòng 3"]
    (near,) = [finding for finding in made.findings if finding.code == "V248"]
    assert "NV007" in str(near.message) and near.place.cell == "B2"
    (left,) = [finding for finding in made.findings if finding.code == "V249"]
    assert left.value == "Kế hoạch"
    assert len(load_register(book, "so.xlsx")[0].tasks) == 4


def test_a_unit_that_only_the_file_knows_is_a_choice_and_one_that_nobody_knows_is_none(tmp_path):
    book, file = register(tmp_path), tmp_path / "k.xlsx"
    made = openpyxl.Workbook()
    made.active.append(("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"))
    made.active.append(("1", "Rà soát văn bản", "Phòng Tư pháp", "", "30/6/2026"))
    made.active.append(("2", "Công bố danh mục", "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch; phòng tư pháp", ""))
    made.active.append(("3", "In tài liệu", "Phòng Nội vụ", "Sở Tư pháp", ""))
    made.save(file)
    before = book.read_bytes()
    with pytest.raises(InputError) as failure:
        generator.import_into(file, book, unit="Phòng Tư phát")
    assert [finding.code for finding in failure.value.findings] == ["V160"]
    assert book.read_bytes() == before
    generator.import_into(file, book, unit="Phòng Tư pháp")
    told = [task.text("noi_dung") for task in load_register(book, "x")[0].tasks[2:]]
    assert told == ["Rà soát văn bản", "Công bố danh mục"]


def test_a_column_without_a_place_is_told_by_its_title(tmp_path):
    book, file = register(tmp_path), tmp_path / "k.xlsx"
    made = openpyxl.Workbook()
    made.active.append(("TT", "Nhiệm vụ", "Kinh phí\n(tr.đ)", "Q.III", "Sản phẩm dự kiến"))
    made.active.append(("1", "Rà soát văn bản", "12", "x", "Báo cáo"))
    made.save(file)
    found = generator.import_into(file, book).findings
    told = {finding.value: str(finding.message) for finding in found if finding.code == "V249"}
    assert [title in told[value] for value, title in (("12", "“Kinh phí (tr.đ)”"), ("x", "“Q.III”"))] == [True, True]
    assert "“Sản phẩm dự kiến”" in told["Báo cáo"]


def test_only_the_tasks_of_a_unit_and_none_is_an_error(tmp_path):
    book, file = register(tmp_path), plan(tmp_path)
    generator.import_into(file, book, unit="Bộ Tư pháp")
    assert [task.ma for task in load_register(book, "x")[0].tasks] == ["NV007", "NV012", "NV013"]
    before = book.read_bytes()
    with pytest.raises(InputError) as failure:
        generator.import_into(file, book, unit="Bộ Y tế")
    assert [finding.code for finding in failure.value.findings] == ["V165"]
    assert book.read_bytes() == before


def test_the_source_is_the_document_by_number_and_day(tmp_path):
    book = register(tmp_path)
    generator.import_into(built(DATA / "142-qd-vpcp", tmp_path), book)
    task = load_register(book, "x")[0].tasks[2]
    assert task.text("nguon").startswith("Quyết định số 142/QĐ-VPCP ngày 16/3/2024, bảng ")
    assert len(load_register(book, "x")[0].tasks) == 2 + 26


JOINED_HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
JOINED = (
    ("1", "Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ", "30/6/2026", "Báo cáo", "theo quý"),
    ("2", "Công bố danh mục", "", "Sở Tài chính", "", "", ""),
    ("3", "In tài liệu", "Sở Y tế", "", "15/7/2026", "Sách", ""),
)
# Where cells are joined, from row and column 0 of the tasks on: over how many rows and columns.
AREAS = {(0, 2): (2, 1), (0, 4): (2, 1), (0, 5): (2, 1), (0, 6): (2, 1), (2, 2): (1, 2)}
WHOLE = (
    ("Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ", "30/6/2026", "Báo cáo", "theo quý"),
    ("Công bố danh mục", "Sở Tư pháp", "Sở Tài chính", "30/6/2026", "Báo cáo", "theo quý"),
    ("In tài liệu", "Sở Y tế", "Sở Y tế", "15/7/2026", "Sách", ""),
)


def joined_sheet(file: Path) -> None:
    book = openpyxl.Workbook()
    for row in (JOINED_HEAD, *JOINED):
        book.active.append(row)
    for (row, column), (rows, columns) in AREAS.items():
        book.active.merge_cells(None, row + 2, column + 1, row + 1 + rows, column + columns)
    book.save(file)


def joined_word(file: Path) -> None:
    document = Document()
    table = document.add_table(len(JOINED) + 1, len(JOINED_HEAD))
    for at, row in enumerate((JOINED_HEAD, *JOINED)):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for (row, column), (rows, columns) in AREAS.items():
        text = JOINED[row][column]
        last = table.cell(row + rows, column + columns - 1)
        table.cell(row + 1, column).merge(last).text = text
    document.save(str(file))


def joined_page(file: Path) -> None:
    covered = {(r, c) for (row, column), (rows, columns) in AREAS.items()
               for r in range(row, row + rows) for c in range(column, column + columns)} - set(AREAS)  # fmt: skip
    lines = ["<table border=1><tr>" + "".join(f"<th>{title}</th>" for title in JOINED_HEAD) + "</tr>"]
    for at, row in enumerate(JOINED):
        cells = ((AREAS.get((at, c), (1, 1)), text) for c, text in enumerate(row) if (at, c) not in covered)
        tags = (f"<td rowspan={rows} colspan={columns}>{text}</td>" for (rows, columns), text in cells)
        lines.append("<tr>" + "".join(tags) + "</tr>")
    file.write_text("<!DOCTYPE html><meta charset=utf-8>" + "\n".join((*lines, "</table>")), encoding="utf-8")


@pytest.mark.parametrize(("name", "make"), [("k.xlsx", joined_sheet), ("k.docx", joined_word), ("k.html", joined_page)])
@pytest.mark.parametrize("unit", ["", "Bộ Tư pháp"])
def test_each_row_under_a_joined_cell_has_its_text(tmp_path, name, make, unit):
    book = openpyxl.Workbook()
    book.active.append(("Mã", "STT", *JOINED_HEAD[1:], "Nguồn"))
    book.active.append(("NV1", "1", "Việc đã có", "Sở Nội vụ", "", "1/2/2026", "", "", ""))
    book.save(tmp_path / "so.xlsx")
    make(tmp_path / name)
    if unit:
        # A unit of the list in place of the first one of the table.
        renamed(tmp_path / name, make)
    made = generator.import_into(tmp_path / name, tmp_path / "so.xlsx", unit=unit)
    assert not {finding.code for finding in made.findings} & {"V249", "V368"}
    sheet = openpyxl.load_workbook(tmp_path / "so.xlsx").active
    got = [tuple(cell or "" for cell in row[2:8]) for row in sheet.iter_rows(min_row=3, values_only=True)]
    told = tuple(tuple(text.replace("Sở Tư pháp", unit or "Sở Tư pháp") for text in row) for row in WHOLE)
    assert got == list(told[:2] if unit else told)


def renamed(file: Path, make) -> None:
    """The same file with a ministry for the unit that two rows share."""
    patch = pytest.MonkeyPatch()
    with patch.context() as inside:
        inside.setitem(globals(), "JOINED", tuple(tuple(t.replace("Sở Tư", "Bộ Tư") for t in row) for row in JOINED))
        make(file)


def test_an_amount_of_joined_cells_is_written_once_and_said(tmp_path):
    head = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kinh phí", "Năm")
    for name, rows in (
        ("so.xlsx", [("1", "Việc đã có", "Sở Nội vụ", "10", "2025")]),
        (
            "k.xlsx",
            [("1", "Đào", "Sở Y tế", "1.200", "2026"), ("2", "Lấp", "Sở Y tế", "", ""), ("3", "x", "y", "5", "")],
        ),
    ):
        book = openpyxl.Workbook()
        for row in (head, *rows):
            book.active.append(row)
        if len(rows) > 1:
            book.active.merge_cells("D2:D3")
            book.active.merge_cells("E2:E4")
        book.save(tmp_path / name)
    made = generator.import_into(tmp_path / "k.xlsx", tmp_path / "so.xlsx")
    (said,) = (finding for finding in made.findings if finding.code == "V371")
    assert (said.place.cell, "1.200" in str(said.message)) == ("D3", True)
    sheet = openpyxl.load_workbook(tmp_path / "so.xlsx").active
    assert [row[3] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["1.200", None, "5"]
    assert [row[4] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["2026"] * 3
    generator.import_into(tmp_path / "k.xlsx", tmp_path / "so.xlsx", choice="1:2")
    assert openpyxl.load_workbook(tmp_path / "so.xlsx").active["D6"].value == "1.200"


def test_notes_and_totals_between_the_rows_are_said(tmp_path):
    made = openpyxl.Workbook()
    for row in (
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kinh phí"),
        ("1", "Đào", "Sở Y tế", "500"),
        ("Ghi chú: kinh phí tạm tính",),
        ("2", "Lấp", "Sở Y tế", "7"),
        ("", "Tổng cộng", "", "507"),
    ):
        made.active.append(row)
    made.save(tmp_path / "k.xlsx")
    result = generator.import_into(tmp_path / "k.xlsx", register(tmp_path))
    (said,) = (one for one in result.findings if one.code == "V488")
    assert said.value.split("\n") == ["Ghi chú: kinh phí tạm tính", "Tổng cộng | 507"] and said.place.cell == "A3"


def test_rows_that_are_joined_as_a_whole_are_one_task(tmp_path):
    book, file = register(tmp_path), tmp_path / "k.xlsx"
    made = openpyxl.Workbook()
    for row in (JOINED_HEAD, *JOINED[:1]):
        made.active.append(row)
    for column in range(1, len(JOINED_HEAD) + 1):
        made.active.merge_cells(None, 2, column, 3, column)
    made.save(file)
    generator.import_into(file, book)
    assert len(load_register(book, "x")[0].tasks) == 3


@pytest.mark.parametrize(("choice", "taken"), [("1", 2), ("1:3", 1), ("1:2-3", 2), ("1:2, 1:2-3", 2)])
def test_tables_and_rows_are_chosen(tmp_path, choice, taken):
    book = register(tmp_path)
    generator.import_into(plan(tmp_path), book, choice=choice)
    tasks = load_register(book, "x")[0].tasks[2:]
    assert [task.text("noi_dung") for task in tasks] == [row[1] for row in THEIRS[-taken:]]


@pytest.mark.parametrize("choice", ["2", "0", "1:9", "a", "1-2"])
def test_what_names_no_table_or_row_is_refused_with_the_list(tmp_path, choice, capsys):
    book = register(tmp_path)
    before = book.read_bytes()
    assert run(["import", str(plan(tmp_path)), "--into", str(book), "--bang", choice]) == 2
    assert "2 nhiệm vụ, dòng 2–3" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_another_format_of_register_is_refused(tmp_path):
    (tmp_path / "so.csv").write_text("Mã,Nhiệm vụ\n1,a\n", encoding="utf-8")
    with pytest.raises(UsageError) as failure:
        generator.import_into(plan(tmp_path), tmp_path / "so.csv")
    assert [finding.code for finding in failure.value.findings] == ["V245"]


def test_the_command_wants_one_of_to_and_into(tmp_path, capsys):
    file = str(plan(tmp_path))
    assert run(["import", file]) == run(["import", file, "--to", "x", "--into", "y"]) == 2
    assert "--into" in capsys.readouterr().err
    assert run(["import", file, "--into", str(register(tmp_path))]) == 0
    assert "Đã thêm 2 nhiệm vụ" in capsys.readouterr().err


def test_a_dossier_for_another_year_has_no_number_no_day_and_lists_the_old_year(tmp_path):
    shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data" / "x")
    made = generator.import_file(built(DATA / "142-qd-vpcp", tmp_path), tmp_path / "moi", year=2027)
    document = load_dossier(tmp_path / "moi")[0].document
    assert (document.number, document.dated.year) == (None, None)
    assert document.attached[0].body[0].table is not None
    old = [finding for finding in made.findings if finding.code == "V148"]
    assert len(old) > 3
    assert {Path(finding.place.file).parent for finding in old} == {tmp_path / "moi"}
    assert "100 %" in str(made.next_steps[0])


@pytest.mark.parametrize(
    ("way", "unused"),
    [
        ("--to", ["--bang", "2"]),
        ("--to", ["--loc", "Sở Nội vụ"]),
        ("--into", ["--for", "2027"]),
        ("--into", ["--chon", "2"]),
        ("--into", ["--revisions", "reject"]),
        ("--nhiem-vu", ["--bang", "2"]),
    ],
)
def test_a_choice_that_would_change_nothing_is_refused(tmp_path, capsys, way, unused):
    """Who asks for one table does not get a dossier of all of them."""
    target = tmp_path / "moi"
    asked = ["--into", str(register(tmp_path))] if way == "--into" else ["--to", str(target)]
    more = ["--nhiem-vu"] if way == "--nhiem-vu" else []
    before = {file: file.read_bytes() for file in tmp_path.glob("*.xlsx")}
    assert run(["import", str(plan(tmp_path)), *asked, *more, *unused]) == 2
    told = capsys.readouterr().err
    assert "V006" in told and unused[0] in told and way in told
    assert not target.exists() and before == {file: file.read_bytes() for file in tmp_path.glob("*.xlsx")}


@pytest.mark.parametrize("form", ["xls", "rtf"])
def test_tasks_of_a_file_of_another_program_go_into_the_register(tmp_path, form):
    """What becomes a dossier becomes rows too; a file that is no such file says so under its own name."""
    source = plan(tmp_path) if form == "rtf" else register(tmp_path).rename(tmp_path / "plan.xlsx")
    by_libreoffice.saved([source], form, tmp_path)
    target = register(tmp_path)
    made = generator.import_into(tmp_path / f"plan.{form}", target)
    assert "V251" in {finding.code for finding in made.findings}
    assert len(load_register(target, "so.xlsx")[0].tasks) == 4
    # Nobody sees the copy that LibreOffice made.
    assert {one.place.file for one in made.findings} <= {str(target), str(tmp_path / f"plan.{form}")}
    assert ".xlsx" not in load_register(target, "so.xlsx")[0].tasks[-1].text("nguon")
    before = target.read_bytes()
    (tmp_path / "hong.xls").write_text("<html><body><p>không bảng</p></body></html>", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        generator.import_into(tmp_path / "hong.xls", target)
    assert {finding.place.file for finding in failure.value.findings} == {str(tmp_path / "hong.xls")}
    assert target.read_bytes() == before


@pytest.mark.parametrize("apart", [(), ((),), ((), ("Bảng 2. Vật tư",)), (("Bảng 2. Vật tư",),)])
def test_a_table_of_other_things_below_adds_no_task(tmp_path, apart):
    """ "STT" with a 1 below it begins another table, whose titles need not be known."""
    book = openpyxl.Workbook()
    things = (("STT", "Tên vật tư", "Số lượng", "Đơn giá"), (1, "Giấy A4", 10, 65000), (2, "Mực in", 2, 1200000))
    head = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    for row in (head, (1, "Rà soát", "Phòng A", "30/6/2026"), (2, "Báo cáo", "Phòng B", "31/12/2026"), *apart, *things):
        book.active.append(row)
    book.save(tmp_path / "hai-bang.xlsx")
    read, findings = load_register(tmp_path / "hai-bang.xlsx", "hai-bang.xlsx")
    assert [task.text("noi_dung") for task in read.tasks] == ["Rà soát", "Báo cáo"]
    assert "Giấy A4" in " ".join(finding.value for finding in findings if finding.code == "V236")


def test_a_file_is_read_once_and_how_it_was_read_is_said(tmp_path, monkeypatch):
    """A PDF of hundreds of pages takes its time; that letters of old fonts were converted matters to a register too."""
    from generator.reading import foreign

    document = Document(str(plan(tmp_path)))
    document.tables[0].cell(1, 1).paragraphs[0].runs[0].font.name = ".VnTime"
    document.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "X©y dùng KÕ ho¹ch"
    document.save(str(tmp_path / "cu.docx"))
    read, own = [], foreign.word_parts
    monkeypatch.setattr(foreign, "word_parts", lambda *given, **more: (read.append(given), own(*given, **more))[1])
    made = generator.import_into(tmp_path / "cu.docx", register(tmp_path))
    assert len(read) == 1 and "V357" in {one.code for one in made.findings}


SHEETS = {
    "Sở Y tế": [("1", "Rà soát văn bản", "Phòng A", "30/6/2026"), ("2", "Công bố danh mục", "Phòng A", "15/7/2026")],
    "Sở Nội vụ": [("1", "Tập huấn", "Phòng B", "30/9/2026")],
    "Sở Tư pháp": [],
}


def sheets(file: Path, tasks=SHEETS) -> None:
    """A workbook with a sheet a unit, its header in row 7, and one of notes."""
    book = openpyxl.Workbook()
    book.active.title = "Ghi chú"
    book.active["A1"] = "Người lập: Phòng Tổng hợp"
    for name, rows in tasks.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate([("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), *rows], start=7):
            for column, text in enumerate(row, start=1):
                sheet.cell(number, column).value = text
    book["Sở Y tế"].row_dimensions[9].hidden = True
    book.create_sheet("Ẩn").append(("TT", "Nhiệm vụ"))
    book["Ẩn"].sheet_state = "hidden"
    book.save(file)


def test_the_tasks_of_every_sheet_are_taken_and_what_is_not_is_said(tmp_path):
    book = register(tmp_path)
    sheets(tmp_path / "k.xlsx")
    made = generator.import_into(tmp_path / "k.xlsx", book)
    added = load_register(book, "x")[0].tasks[2:]
    assert [task.text("noi_dung") for task in added] == ["Rà soát văn bản", "Công bố danh mục", "Tập huấn"]
    said = {(finding.code, finding.place.sheet) for finding in made.findings}
    assert said >= {("V489", ""), ("V366", "Ghi chú"), ("V356", "Ẩn"), ("V229", "Sở Y tế"), ("V041", "Sở Tư pháp")}
    sheets(tmp_path / "trong.xlsx", dict.fromkeys(SHEETS, ()))
    with pytest.raises(InputError, match="không có nhiệm vụ nào"):
        generator.import_into(tmp_path / "trong.xlsx", book)


FIGURES = [("TT", "Đơn vị", "Số hồ sơ", "Tỷ lệ (%)"), ("1", "Xã A", "1.250", "98,75"), ("2", "Xã B", "7", "0")]
TASKS = [("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("1", "Rà soát", "Sở Y tế", "30/6/2026")]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("tables", [(TASKS, FIGURES), (FIGURES, TASKS)])
def test_a_table_of_figures_is_said_and_does_not_keep_the_tasks_of_another_table_out(tmp_path, suffix, tables):
    """All of it in a finding; where no table has tasks the file is refused."""
    own, file = register(tmp_path), tmp_path / f"k{suffix}"
    with_tables(file, tables)
    made = generator.import_into(file, own)
    assert [task.text("noi_dung") for task in load_register(own, "x")[0].tasks[2:]] == ["Rà soát"]
    (left,) = (one for one in made.findings if one.code == "V491")
    assert all(text in left.value for row in FIGURES for text in row)
    assert left.place.sheet == (
        f"bảng {tables.index(FIGURES) + 1}" if suffix == ".docx" else f"Trang {tables.index(FIGURES)}"
    )
    with_tables(file, (FIGURES, FIGURES))
    before = own.read_bytes()
    with pytest.raises(InputError, match="nội dung nhiệm vụ"):
        generator.import_into(file, own)
    assert own.read_bytes() == before


def test_what_of_the_cells_of_a_word_file_is_not_taken_as_it_stands_is_said(tmp_path):
    """Rows and words that wait for a yes or a no, hidden words: for a register as for a source of a dossier."""
    own, file = register(tmp_path), plan(tmp_path)
    document = Document(str(file))
    rows = document.tables[0].rows
    rows[1].cells[3].paragraphs[0].add_run(" mật").font.hidden = True
    rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    document.add_paragraph().add_run("Lời ẩn ngoài bảng").font.hidden = True
    document.save(str(file))
    for found in (generator.import_into(file, own).findings, load_register(file, "x")[1]):
        assert [(one.place.part, one.value) for one in found if one.code == "V146"] == [("", ""), ("bảng 1", " mật")]


def test_each_task_says_the_document_of_the_file_in_which_it_stands_and_a_short_one_that_is_there_is_said(tmp_path):
    own, file = register(tmp_path), tmp_path / "k.docx"
    paper = Document()
    for number, rows in (("12/KH-UBND", TASKS), ("13/KH-UBND", (TASKS[0], ("1", "In tài liệu", "Sở Y tế", "")))):
        head = paper.add_table(1, 2).rows[0].cells
        head[0].text = f"ỦY BAN NHÂN DÂN XÃ MẪU\nSố: {number}"
        head[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 5 tháng 3 năm 2026"
        for line in ("KẾ HOẠCH", "Công tác năm 2026"):
            paper.add_paragraph().add_run(line).bold = True
        table = paper.add_table(len(rows), 4)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        paper.add_paragraph("Giao Văn phòng lập danh sách, hoàn thành trước ngày 20 tháng 3 năm 2026.")
    paper.save(str(file))
    assert {one.code for one in generator.import_into(file, own).findings} & {"V248"} == set()
    made = generator.import_into(file, own)
    assert [one.value for one in made.findings if one.code == "V248"] == ["Rà soát", "In tài liệu"]
    sources = [task.text("nguon").partition(" ngày")[0] for task in load_register(own, "x")[0].tasks[2:]]
    assert sources == ["Kế hoạch số 12/KH-UBND", "Kế hoạch số 13/KH-UBND"] * 2
    generator.import_prose(file, tmp_path / "de-xuat.xlsx", which=2)
    (task,) = load_register(tmp_path / "de-xuat.xlsx", "x")[0].tasks
    assert task.text("nguon").startswith("Kế hoạch số 13/KH-UBND ngày 5/3/2026, đoạn ")


def test_what_a_column_is_taken_for_and_what_refuses_a_table_is_said_for_a_file_without_a_dossier(tmp_path):
    own, file = register(tmp_path), tmp_path / "k.xlsx"
    unsure = [("TT", "Nhiệm vụ", "Cán bộ"), ("1", "Rà soát", "Sở Y tế"), ("2", "Công bố", "Sở Tư pháp")]
    with_tables(file, (unsure,))
    (doubt,) = (one for one in generator.import_into(file, own).findings if one.code == "V222")
    assert doubt.value == "Cán bộ" and "sửa tiêu đề" in str(doubt.hint)
    below = [*TASKS[:0:-1], ("2", "Công bố", "Sở Y tế", ""), TASKS[0]]
    for rows, code, hint in ((FIGURES, "V223", "Nội dung, nhiệm vụ"), (below, "V041", "2 dòng đứng trên dòng tiêu đề")):
        with_tables(file, (rows,))
        with pytest.raises(InputError) as failure:
            generator.import_into(file, own)
        (said,) = failure.value.findings
        assert said.code == code and hint in str(said.hint) and "la:" not in str(said.hint)


def test_a_column_without_a_place_is_told_with_the_title_above_it(tmp_path):
    own, file = register(tmp_path), tmp_path / "k.xlsx"
    book = openpyxl.Workbook()
    for row in (("TT", "Nhiệm vụ", "Kết quả năm trước", ""), ("", "", "Quý I", "Quý II"), ("1", "Rà soát", "x", "y")):
        book.active.append(row)
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        book.active.merge_cells(area)
    book.save(file)
    left = {one.value: str(one.message) for one in generator.import_into(file, own).findings if one.code == "V249"}
    assert "“Quý I (Kết quả năm trước)”" in left["x"] and "“Quý II (Kết quả năm trước)”" in left["y"]


def with_tables(file: Path, tables) -> None:
    """A Word file of tables, a workbook with each on a sheet, or a text file with the last."""
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(tables[-1])
        return
    if file.suffix == ".docx":
        document = Document()
        for rows in tables:
            document.add_paragraph("Bảng")
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        document.save(str(file))
        return
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(tables):
        sheet = book.create_sheet(f"Trang {at}")
        for row in rows:
            sheet.append(row)
    book.save(file)


BY_UNIT = [("TT", "Nhiệm vụ", "Thời hạn"), ("I", "Sở Y tế", ""), ("1", "Việc A", "30/6/2026"),
           ("2", "Việc B", "Quý II/2026"), ("II", "Phòng Tổng hợp", ""), ("1", "Việc C", "15/7/2026")]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "leads"),
    [
        (("Sở Y tế", "Phòng Tổng hợp"), ["Sở Y tế", "Sở Y tế", "Phòng Tổng hợp"]),
        (("NHÓM 1", "Phòng Tổng hợp"), ["", "", ""]),
        (("Nhiệm vụ của Sở Y tế", "Nhiệm vụ khác"), ["", "", ""]),
    ],
)
def test_headings_that_name_units_are_the_leads_of_their_rows(tmp_path, titles, leads):
    book = openpyxl.Workbook()
    named = dict(zip(("Sở Y tế", "Phòng Tổng hợp"), titles, strict=True))
    for row in BY_UNIT:
        book.active.append([named.get(text, text) for text in row])
    book.save(tmp_path / "k.xlsx")
    own = register(tmp_path)
    made = generator.import_into(tmp_path / "k.xlsx", own)
    assert [task.text("chu_tri") for task in load_register(own, "x")[0].tasks[2:]] == leads
    assert ("V487" if leads[0] else "V488") in {finding.code for finding in made.findings}
    if leads[0]:
        generator.import_into(tmp_path / "k.xlsx", own, unit="Sở Y tế")
        assert len(load_register(own, "x")[0].tasks) == 2 + 3 + 2


BESIDE = ("TT", "Nhiệm vụ", "Đơn vị chủ trì")
LEFT = (("1", "Dọn mương", "Thôn Đông"), ("2", "Trồng cây", "Hội Phụ nữ"), ("3", "Đốt cỏ", "Thôn Nam"))
RIGHT = (("4", "Lắp đèn", "Đoàn xã"), ("5", "Sửa cầu", "Thôn Tây"))
HALVES = [(*one, "", *other) for one, other in zip((BESIDE, *LEFT), (BESIDE, *RIGHT, ("", "", "")), strict=True)]


def cells_of_cells(file: Path) -> None:
    """A table without rules that holds a table of tasks in each of its cells."""
    document = Document()
    outer = document.add_table(1, 2)
    for cell, rows in zip(outer.rows[0].cells, ((BESIDE, *LEFT), (BESIDE, *RIGHT)), strict=True):
        inner = cell.add_table(len(rows), len(BESIDE))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                inner.cell(at, column).text = text
    document.save(str(file))


@pytest.mark.parametrize("form", ["halves.xlsx", "halves.docx", "cells.docx", "below.xlsx"])
def test_tables_that_stand_side_by_side_or_below_one_another_are_each_taken(tmp_path, form):
    own, file = register(tmp_path), tmp_path / form
    if form == "cells.docx":
        cells_of_cells(file)
    else:
        below = [*((BESIDE, *LEFT)), ("",), ("B. Việc khác",), ("STT", "Việc phải làm", "Người làm"), *RIGHT]
        with_tables(file, (HALVES if form.startswith("halves") else below,))
    made = generator.import_into(file, own)
    added = load_register(own, "x")[0].tasks[2:]
    assert [task.text("noi_dung") for task in added] == [row[1] for row in (*LEFT, *RIGHT)]
    if form != "below.xlsx":
        assert [task.text("chu_tri") for task in added] == [row[2] for row in (*LEFT, *RIGHT)]
    codes = {one.code for one in made.findings}
    assert ("V530" in codes) == form.startswith("halves") and ("V489" in codes) == form.endswith(".xlsx")


def test_titles_that_come_again_are_one_table_where_a_cell_is_joined_over_both(tmp_path):
    own, file = register(tmp_path), tmp_path / "k.xlsx"
    book = openpyxl.Workbook()
    for row in [*HALVES[:2], ("I. Việc chung",), *HALVES[2:]]:
        book.active.append(row)
    book.active.merge_cells("A3:G3")
    book.save(file)
    left = [one.value for one in generator.import_into(file, own).findings if one.code == "V249"]
    assert "Lắp đèn\nSửa cầu" in left and len(load_register(own, "x")[0].tasks) == 2 + len(LEFT)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv"])
def test_a_signature_among_the_rows_is_said_and_is_no_task(tmp_path, suffix):
    own, file = register(tmp_path), tmp_path / f"k{suffix}"
    signed = [("Nơi nhận: Lưu VT", "", "", "GIÁM ĐỐC"), ("", "", "", "Nguyễn Văn A")]
    with_tables(file, ([*TASKS, *signed],))
    made = generator.import_into(file, own)
    (said,) = [one for one in made.findings if one.code == "V228"]
    assert said.value.split("\n") == ["Nơi nhận: Lưu VT", "GIÁM ĐỐC", "Nguyễn Văn A"] and "in:" not in str(said.message)
    assert len(load_register(own, "x")[0].tasks) == 2 + 1


@pytest.mark.parametrize(
    ("own", "theirs", "taken"),
    [
        ("Đơn vị chủ trì", "Đơn vị thực hiện", True),
        ("Đơn vị thực hiện", "Đơn vị chủ trì", True),
        ("Đơn vị chủ trì", "Đơn vị chủ trì, phối hợp", False),
        ("Sản phẩm", "Đơn vị thực hiện", False),
    ],
)
def test_the_unit_of_a_row_goes_into_the_column_of_units_that_the_register_has(tmp_path, own, theirs, taken):
    book, file = tmp_path / "so.xlsx", tmp_path / "k.xlsx"
    for path, title in ((book, own), (file, theirs)):
        made = openpyxl.Workbook()
        made.active.append(("Mã", "Nội dung nhiệm vụ", title, "Thời hạn"))
        made.active.append(("NV01", f"Rà soát văn bản của {path.stem}", "Sở Tư pháp", "30/6/2026"))
        made.save(path)
    found = generator.import_into(file, book).findings
    cells = [cell.value for cell in openpyxl.load_workbook(book).active[3]]
    assert cells == ["NV02", "Rà soát văn bản của k", "Sở Tư pháp" if taken else None, "30/6/2026"]
    assert {one.code: one.value for one in found if one.code in ("V222", "V249")} == {
        "V222" if taken else "V249": "Sở Tư pháp"
    }


@pytest.mark.parametrize("price", ["Thành tiền", "Số tiền (đồng)"])
def test_a_table_of_costs_beside_one_of_tasks_adds_no_task_unless_it_is_chosen(tmp_path, price):
    book, file = register(tmp_path), tmp_path / "k.xlsx"
    made = openpyxl.Workbook()
    costs = made.create_sheet("Dự toán", 0)
    for row in (("TT", "Nội dung chi", "Số lượng", price), ("1", "In tài liệu", 100, 5000)):
        costs.append(row)
    for row in (("TT", "Nhiệm vụ", "Đơn vị chủ trì", price), ("1", "Rà soát", "Sở Tư pháp", 500)):
        made.worksheets[1].append(row)
    made.save(file)
    found = generator.import_into(file, book).findings
    (said,) = (one for one in found if one.code == "V491")
    assert said.place.sheet == "Dự toán" and "--bang 1" in str(said.hint) and "In tài liệu" in said.value
    assert [task.text("noi_dung") for task in load_register(book, "x")[0].tasks[2:]] == ["Rà soát"]
    assert not [one for one in found if one.code == "V489"]
    generator.import_into(file, book, choice="1")
    assert [task.text("noi_dung") for task in load_register(book, "x")[0].tasks[3:]] == ["In tài liệu"]


def test_rows_of_a_form_are_no_tasks(tmp_path):
    book, file = register(tmp_path), tmp_path / "mau.docx"
    before, head, none = book.read_bytes(), ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("…", "......", "", "-")
    with_tables(file, ((head, ("1", "", "", ""), none),))
    with pytest.raises(InputError) as failure:
        generator.import_into(file, book)
    assert [one.code for one in failure.value.findings] == ["V165"] and book.read_bytes() == before
    assert "2 dòng chưa ghi gì" in str(failure.value.findings[0].message)
    with_tables(file, ((head, ("1", "", "", ""), ("2", "Rà soát", "", ""), none),))
    found = generator.import_into(file, book).findings
    assert [task.text("noi_dung") for task in load_register(book, "x")[0].tasks[2:]] == ["Rà soát"]
    assert "2 dòng chưa ghi gì" in " ".join(str(one.message) for one in found if one.code == "V488")


def test_many_columns_without_a_place_are_said_once(tmp_path):
    book, file = register(tmp_path), tmp_path / "k.xlsx"
    made = openpyxl.Workbook()
    made.active.append(("TT", "Nhiệm vụ", *(f"Tháng {month}" for month in range(1, 13))))
    made.active.append(("1", "Rà soát văn bản", *(f"x{month}" for month in range(1, 13))))
    made.save(file)
    (left,) = [one for one in generator.import_into(file, book).findings if one.code == "V249"]
    assert left.value.splitlines() == [f"Tháng {month}: x{month}" for month in range(1, 13)]
    assert "12 cột" in str(left.message) and "“Tháng 12” (1)" in str(left.message)


def test_rows_of_a_table_that_no_rule_draws_go_into_no_register(tmp_path, monkeypatch):
    """Where rows and columns of a PDF are told by where text stands, a person looks at them first."""
    from generator.reading.pdf import read

    def table(page: int, text: str) -> Table:
        rows = (("TT", "Nhiệm vụ", "Đơn vị chủ trì"), ("1", text, "Sở Tư pháp"), ("2", f"{text} tiếp", ""))
        return Table(
            tuple(
                Cell(row, column, (Paragraph((Run(said),), page=page),) if said else ())
                for row, held in enumerate(rows)
                for column, said in enumerate(held)
            ),
            (30.0, 200.0, 100.0),
        )

    body = [table(1, "Rà soát văn bản"), Paragraph((Run("Và các việc sau:"),), page=2), table(2, "Tập huấn cán bộ")]
    unsure = Finding("V430", Severity.WARNING, Place("k.pdf"), msg("Bảng ở trang {cac}", cac="2, 3"), None, "2, 3")
    made = [body, body[1:]]
    monkeypatch.setattr(
        read, "read_pdf", lambda *_: read.PdfBody(parts_of([Section(tuple(made.pop(0)))]), (unsure,), 3)
    )
    book = register(tmp_path)
    (tmp_path / "k.pdf").write_bytes(b"")
    found = generator.import_into(tmp_path / "k.pdf", book).findings
    assert [task.text("noi_dung") for task in load_register(book, "x")[0].tasks[2:]] == [
        "Rà soát văn bản",
        "Rà soát văn bản tiếp",
    ]
    assert {one.value for one in found if one.code == "V430"} == {"2, 3", "bảng 2"}
    before = book.read_bytes()
    with pytest.raises(InputError) as failure:
        generator.import_into(tmp_path / "k.pdf", book)
    assert [one.code for one in failure.value.findings] == ["V430"] and book.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_that_a_program_calls_xls_is_read_with_its_letters(tmp_path, encoding):
    book, file = register(tmp_path), tmp_path / "k.xls"
    file.write_text("STT\tNội dung\tĐơn vị chủ trì\n1\tRà soát đợt hai\tSở Tư pháp\n", encoding=encoding)
    generator.import_into(file, book)
    (task,) = load_register(book, "x")[0].tasks[2:]
    assert (task.text("noi_dung"), task.text("chu_tri")) == ("Rà soát đợt hai", "Sở Tư pháp")
    assert task.text("nguon") == "k.xls, dòng 2"
