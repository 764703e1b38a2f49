"""Figures asked of units and taken back: a form each, every fault with its cell, nothing taken that is not sure."""

import json
import re
from datetime import date, datetime

import openpyxl
import pytest

from generator.books.figure_sheet import figure_book
from generator.commands.issue import IssueOptions, issue
from generator.face.cli import run
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.figures.sheet import read_sheet
from generator.values.errors import ExitCode
from generator.values.figures import SheetFigure

DOSSIER = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 6/2030
so_lieu: so-lieu.xlsx
noi_dung:
  - Trong tháng 6/2030, tiếp nhận {hs} hồ sơ, trả {tra} hồ sơ; còn {xa} xã; lũy kế {luy_ke} hồ sơ.
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
"""
ROWS = (
    SheetFigure("hs", "Hồ sơ tiếp nhận", source="Sở A", last="1.116"),
    SheetFigure("tra", "Hồ sơ đã trả", source="Sở A", last="990"),
    SheetFigure("xa", "Xã chưa báo cáo", source="Sở B", last="12"),
    SheetFigure("luy_ke", last="17.400", formula="ky_truoc + {hs}"),
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "bao-cao"
    made.mkdir()
    (made / "van-ban.yaml").write_text(DOSSIER, encoding="utf-8")
    (made / "so-lieu.xlsx").write_bytes(figure_book(ROWS))
    assert run(["forms", str(made), "--to", str(tmp_path / "phieu"), "--due", "2030-06-20"]) == ExitCode.DONE
    return made


def fill(file, saved="", **values):
    """The values in a form or in the sheet itself; `saved` when its program says that it was saved."""
    book = openpyxl.load_workbook(file)
    sheet = book["Số liệu"] if "Số liệu" in book.sheetnames else book.active
    head = 4 if "Số liệu" in book.sheetnames else 1
    titles = {cell.value: cell.column for cell in sheet[head]}
    for row in range(head + 1, sheet.max_row + 1):
        value = values.get(sheet.cell(row, titles["Khóa"]).value)
        if isinstance(value, dict):
            for title, text in value.items():
                sheet.cell(row, titles[title]).value = text
        elif value is not None:
            sheet.cell(row, titles["Kỳ này"]).value = value
    book.save(file)
    if saved:
        parts = package.read(file, shown_as="x")
        core = parts["docProps/core.xml"].decode()
        parts["docProps/core.xml"] = re.sub(r"(?<=:modified)([^>]*>)[^<]*", rf"\g<1>{saved}", core, count=1).encode()
        with file.open("wb") as target:
            package.write(target, parts)


def collected(folder, *more):
    return run(["collect", str(folder.parent / "phieu"), "--to", str(folder), *more])


def state(folder):
    return {
        row.key: (row.now, row.state.value, row.confirmed_by)
        for row in read_sheet(folder / "so-lieu.xlsx", "s")[0].rows
    }


def test_each_unit_is_asked_for_its_own_figures_alone(folder):
    forms = folder.parent / "phieu"
    assert sorted(path.name for path in forms.iterdir()) == [
        "danh-sach-gui.xlsx", "so-a.txt", "so-a.xlsx", "so-b.txt", "so-b.xlsx",
    ]  # fmt: skip
    assert [row.key for row in read_sheet(forms / "so-a.xlsx", "s")[0].rows] == ["hs", "tra"]
    assert [row.last for row in read_sheet(forms / "so-b.xlsx", "s")[0].rows] == ["12"]
    assert "20/06/2030" in (forms / "so-a.txt").read_text(encoding="utf-8-sig")


def test_what_comes_back_stands_in_the_sheet(folder, capsys):
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240", tra=1116)
    fill(folder.parent / "phieu" / "so-b.xlsx", xa={"Trạng thái": "xác nhận giữ nguyên", "Người xác nhận": "Phòng C"})
    before = state(folder)
    assert collected(folder, "--dry-run") == ExitCode.DONE and state(folder) == before
    assert collected(folder) == ExitCode.DONE
    now = state(folder)
    assert now["hs"] == ("1.240", "đã nhập", "") and now["tra"] == ("1116", "đã nhập", "")
    assert now["xa"] == ("", "xác nhận giữ nguyên", "Phòng C") and now["luy_ke"] == before["luy_ke"]
    bytes_ = (folder / "so-lieu.xlsx").read_bytes()
    assert collected(folder) == ExitCode.DONE and (folder / "so-lieu.xlsx").read_bytes() == bytes_


def test_a_wrong_cell_costs_its_row_alone(folder, capsys):
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1,240", tra="1.116")
    assert collected(folder) == ExitCode.FOUND_ERRORS
    said = "".join(capsys.readouterr())
    assert "V322" in said and "G5" in said
    assert state(folder)["hs"][0] == "" and state(folder)["tra"][0] == "1.116"


def test_two_files_that_differ_and_a_sheet_that_was_filled_meanwhile(folder, capsys):
    forms = folder.parent / "phieu"
    fill(forms / "so-a.xlsx", hs="1.240", tra="1.116")
    (forms / "so-a-2.xlsx").write_bytes((forms / "so-a.xlsx").read_bytes())
    fill(forms / "so-a-2.xlsx", hs="1.250")
    without_mark(forms / "so-a-2.xlsx")
    assert collected(folder) == ExitCode.FOUND_ERRORS
    assert "V329" in "".join(capsys.readouterr()) and state(folder)["hs"][0] == ""
    (forms / "so-a-2.xlsx").unlink()
    fill(folder / "so-lieu.xlsx", hs="1.239")
    assert collected(folder) == ExitCode.MERGE_CONFLICTS
    assert state(folder)["hs"][0] == "1.239" and state(folder)["tra"][0] == "1.116"
    assert collected(folder, "--theirs") == ExitCode.DONE and state(folder)["hs"][0] == "1.240"


def test_rows_that_nobody_asked_for_are_named_and_not_taken(folder, capsys):
    fill(folder.parent / "phieu" / "so-b.xlsx", xa={"Khóa": "huyen", "Kỳ này": "5"})
    assert collected(folder) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "V330" in said and "V290" in said and state(folder)["xa"][0] == ""


def test_what_a_unit_wrote_in_a_column_of_its_own_is_told(folder, capsys):
    file = folder.parent / "phieu" / "so-b.xlsx"
    fill(file, xa="11")
    book = openpyxl.load_workbook(file)
    book["Số liệu"].insert_cols(3)
    book["Số liệu"]["C4"], book["Số liệu"]["C5"] = "Ghi chú", "số tạm, chờ xã Mẫu"
    book.save(file)
    assert collected(folder) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "V294" in said and "chờ xã Mẫu" in said and state(folder)["xa"][0] == "11"


def test_a_unit_that_has_not_sent_is_named(folder, capsys):
    (folder.parent / "phieu" / "so-b.xlsx").unlink()
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240")
    assert collected(folder) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "Sở B" in said and "chưa nộp" in said and "ô trống" in said


def without_mark(file):
    """As a unit's own workbook has it."""
    book = openpyxl.load_workbook(file)
    del book["vanban"]
    book.save(file)


def test_a_form_sent_again_counts_by_when_it_was_saved(folder, capsys):
    forms = folder.parent / "phieu"
    (forms / "a-dau.xlsx").write_bytes((forms / "so-a.xlsx").read_bytes())
    fill(forms / "a-dau.xlsx", saved="2030-06-18T09:00:00Z", hs="1.250")
    fill(forms / "so-a.xlsx", saved="2030-06-17T09:00:00Z", hs="1.240", tra="1.116")
    assert collected(folder) == ExitCode.DONE
    assert "V282" in "".join(capsys.readouterr())
    assert state(folder)["hs"][0] == "1.250" and state(folder)["tra"][0] == "1.116"


def test_a_form_of_last_month_or_of_another_report_is_taken_nothing_of(folder, capsys):
    forms = folder.parent / "phieu"
    fill(forms / "so-a.xlsx", hs="1.240")
    for name, (cell, said) in {"cu": ("B3", "2030-05"), "khac": ("B2", "bao-cao-khac")}.items():
        book = openpyxl.load_workbook(forms / "so-a.xlsx")
        book["vanban"][cell] = said
        book.save(forms / f"{name}.xlsx")
    (forms / "so-a.xlsx").unlink()
    assert collected(folder) == ExitCode.FOUND_ERRORS
    said = "".join(capsys.readouterr())
    assert "V270" in said and "V271" in said and state(folder)["hs"][0] == ""


BOTH = DOSSIER.replace("noi_nhan:", "  - bang: {mau: nhiem-vu, nguon: nhiem-vu.csv}\nnoi_nhan:")
TASKS = """\
ma,noi_dung,chu_tri,thoi_han,trang_thai,hoan_thanh,dang_trien_khai,chua_hoan_thanh,thuong_xuyen
NV01,Xây dựng kế hoạch số hóa,Sở A,30/6/2030,,,,,
NV02,Ban hành quy chế,Sở C,30/6/2030,,,,,
"""


@pytest.fixture
def both(tmp_path):
    made = tmp_path / "bao-cao"
    made.mkdir()
    (made / "van-ban.yaml").write_text(BOTH, encoding="utf-8")
    (made / "so-lieu.xlsx").write_bytes(figure_book(ROWS))
    (made / "nhiem-vu.csv").write_text(TASKS, encoding="utf-8")
    assert run(["forms", str(made), "--to", str(tmp_path / "phieu"), "--due", "2030-06-20"]) == ExitCode.DONE
    return made


def answer(file, status, result):
    book = openpyxl.load_workbook(file)
    sheet = book["Báo cáo"]
    titles = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, titles["Trạng thái"]).value = status
    sheet.cell(5, titles["Kết quả kỳ này"]).value = result
    book.save(file)


def test_a_report_with_tasks_and_figures_has_one_form_a_unit(both):
    forms = both.parent / "phieu"
    sheets = {path.stem: openpyxl.load_workbook(path).sheetnames for path in forms.glob("so-*.xlsx")}
    assert sheets == {
        "so-a": ["Hướng dẫn", "Báo cáo", "Số liệu", "Nhiệm vụ mới", "vanban"],
        "so-b": ["Hướng dẫn", "Số liệu", "vanban"],
        "so-c": ["Hướng dẫn", "Báo cáo", "Nhiệm vụ mới", "vanban"],
    }
    assert "1 nhiệm vụ và cung cấp 2 số liệu" in (forms / "so-a.txt").read_text(encoding="utf-8-sig")
    sent = openpyxl.load_workbook(forms / "danh-sach-gui.xlsx").active
    assert [[cell.value for cell in row[3:5]] for row in sent.iter_rows(2)] == [["1", "2"], ["1", "0"], ["0", "1"]]


def test_both_come_back_from_the_same_files(both, capsys):
    forms = both.parent / "phieu"
    fill(forms / "so-a.xlsx", hs="1.240", tra="1.116")
    answer(forms / "so-a.xlsx", "Hoàn thành", "Kế hoạch số 5/KH-UBND ngày 02/6/2030")
    fill(forms / "so-b.xlsx", xa="11")
    (forms / "so-c.xlsx").unlink()
    assert collected(both) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "Sở C: chưa có báo cáo" in said and "V272" not in said and "V320" not in said
    assert {key: now for key, (now, _, _) in state(both).items()} == {"hs": "1.240", "tra": "1.116", "xa": "11",
                                                                      "luy_ke": ""}  # fmt: skip
    register = (both / "nhiem-vu.csv").read_text(encoding="utf-8")
    assert "Kế hoạch số 5/KH-UBND ngày 02/6/2030" in register
    before = [(both / name).read_bytes() for name in ("nhiem-vu.csv", "so-lieu.xlsx")]
    assert collected(both) == ExitCode.DONE
    assert [(both / name).read_bytes() for name in ("nhiem-vu.csv", "so-lieu.xlsx")] == before


def test_a_figure_of_another_unit_written_into_a_form_is_not_taken(both, capsys):
    forms = both.parent / "phieu"
    fill(forms / "so-a.xlsx", hs={"Khóa": "xa", "Kỳ này": "5"})
    assert collected(both) == ExitCode.DONE
    assert "V330" in "".join(capsys.readouterr()) and state(both)["xa"][0] == ""


# --- who has reported ------------------------------------------------------------------------------------------------


def test_the_board_knows_units_that_owe_figures_alone(folder, capsys):
    assert run(["board", str(folder), "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["states"], one["asked"], one["answered"]) for one in told["units"]] == [
        ("Sở A", ["chưa nộp"], 2, 0), ("Sở B", ["chưa nộp"], 1, 0),
    ]  # fmt: skip
    assert [(one["ma"], one["unit"]) for one in told["open_figures"]] == [
        ("hs", "Sở A"), ("tra", "Sở A"), ("xa", "Sở B"),
    ]  # fmt: skip
    (folder.parent / "phieu" / "so-b.xlsx").unlink()
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240", saved="2030-06-18T09:00:00Z")
    assert collected(folder) == ExitCode.DONE
    kept = (folder / "thu-bao-cao.json").read_bytes()
    assert collected(folder) == ExitCode.DONE and (folder / "thu-bao-cao.json").read_bytes() == kept
    capsys.readouterr()
    assert run(["board", str(folder), "--json"]) == ExitCode.DONE
    a, b = json.loads(capsys.readouterr().out)["units"]
    assert (a["states"], a["asked"], a["answered"], a["file"]) == (["ô trống"], 2, 1, "so-a.xlsx")
    assert (b["states"], b["answered"], b["file"]) == (["chưa nộp"], 0, "")
    assert run(["board", str(folder)]) == ExitCode.DONE
    assert "1/2 đơn vị đã báo cáo" in capsys.readouterr().out


def test_letters_go_to_units_that_owe_figures(folder):
    (folder.parent / "phieu" / "so-b.xlsx").unlink()
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240")
    assert collected(folder) == ExitCode.DONE
    made = folder.parent / "don-doc"
    assert run(["remind", str(folder), "--to", str(made), "--due", "2030-06-22"]) == ExitCode.DONE
    missing, unfinished = (load_dossier(made / name)[0].document for name in ("chua-bao-cao", "so-a"))
    assert missing.addressed == ("Sở B",) and missing.subject == "đôn đốc báo cáo số liệu tháng 6/2030"
    assert missing.attached[0].body[0].cells == (
        ("STT", "Cơ quan, đơn vị", "Số liệu phải cung cấp"),
        ("1", "Sở B", "1"),
    )
    assert "nhiệm vụ" not in "".join(block.text for block in missing.body)
    assert unfinished.attached[0].body[0].cells[1][2] == "Chưa có số: Hồ sơ đã trả"
    assert run(["build", str(made / "chua-bao-cao"), str(made / "so-a"), "--format", "docx", "--out",
                str(folder.parent / "out")]) == ExitCode.DONE  # fmt: skip


def test_issue_names_the_units_that_have_not_sent(folder, capsys):
    (folder.parent / "phieu" / "so-b.xlsx").unlink()
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240", tra="1.116")
    assert collected(folder) == ExitCode.DONE
    options = IssueOptions(12, date(2030, 6, 25), datetime(2030, 6, 25, 9), formats=("docx",))
    refused = issue(folder, options)
    (said,) = (one for one in refused.findings if one.code == "V373")
    assert refused.refused and said.value == "Sở B (1 số liệu)"
    # What was told by telephone and typed in is told.
    fill(folder / "so-lieu.xlsx", xa="10")
    assert "V373" not in {one.code for one in issue(folder, options).findings}
