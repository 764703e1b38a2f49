"""Figures asked of units and taken back: a form each, every fault with its cell, nothing taken that is not sure."""

import openpyxl
import pytest

from generator.books.figure_sheet import figure_book
from generator.face.cli import run
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


def fill(file, **values):
    book = openpyxl.load_workbook(file)
    sheet = book.active
    titles = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        value = values.get(sheet.cell(row, titles["Khóa"]).value)
        if isinstance(value, dict):
            for title, text in value.items():
                sheet.cell(row, titles[title]).value = text
        elif value is not None:
            sheet.cell(row, titles["Kỳ này"]).value = value
    book.save(file)


def collected(folder, *more):
    return run(["collect", str(folder.parent / "phieu"), "--to", str(folder), *more])


def state(folder):
    return {
        row.key: (row.now, row.state.value, row.confirmed_by)
        for row in read_sheet(folder / "so-lieu.xlsx", "s")[0].rows
    }


def test_each_unit_is_asked_for_its_own_figures_alone(folder):
    forms = folder.parent / "phieu"
    assert sorted(path.name for path in forms.iterdir()) == ["so-a.txt", "so-a.xlsx", "so-b.txt", "so-b.xlsx"]
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
    assert "V322" in said and "J2" in said
    assert state(folder)["hs"][0] == "" and state(folder)["tra"][0] == "1.116"


def test_two_files_that_differ_and_a_sheet_that_was_filled_meanwhile(folder, capsys):
    forms = folder.parent / "phieu"
    fill(forms / "so-a.xlsx", hs="1.240", tra="1.116")
    (forms / "so-a-2.xlsx").write_bytes((forms / "so-a.xlsx").read_bytes())
    fill(forms / "so-a-2.xlsx", hs="1.250")
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


def test_a_unit_that_has_not_sent_is_named(folder, capsys):
    (folder.parent / "phieu" / "so-b.xlsx").unlink()
    fill(folder.parent / "phieu" / "so-a.xlsx", hs="1.240")
    assert collected(folder) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "Sở B" in said and "chưa nộp" in said and "ô trống" in said
