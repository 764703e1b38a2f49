"""Figures as rows of van-ban.yaml mean the same as those of so-lieu.xlsx: asked, taken, printed, pulled, rolled."""

import docx
import openpyxl
import pytest
from msgspec.structs import replace

from generator.books.figure_sheet import figure_book
from generator.face.cli import run
from generator.keeping.yaml_text import Field, Item, yaml_text
from generator.reading.dossier import load_dossier
from generator.values.errors import ExitCode
from generator.values.figures import FigureSheet, FigureState, Kind, SheetFigure
from generator.values.findings import Place

DOSSIER = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
ngay: 2030-06-25
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 6/2030
noi_dung:
  - Trong tháng 6/2030, tiếp nhận {hs} hồ sơ, trả {tra} hồ sơ (đạt {ty_le}%).
  - Đến nay, còn {xa} xã chưa báo cáo; lũy kế {luy_ke} hồ sơ.
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
"""
ROWS = (
    {"khoa": "hs", "ten_so_lieu": "Hồ sơ tiếp nhận", "don_vi_cung_cap": "Sở A", "ky_truoc": "1.116"},
    {"khoa": "tra", "ten_so_lieu": "Hồ sơ đã trả", "don_vi_cung_cap": "Sở A", "ky_truoc": "990"},
    {"khoa": "ty_le", "loai": "tỷ lệ", "cong_thuc": "{tra} / {hs}", "lam_tron": "2", "ky_truoc": "88,71"},
    {"khoa": "xa", "loai": "mức", "don_vi_cung_cap": "Sở B", "ky_truoc": "12", "trang_thai": "chưa"},
    {"khoa": "luy_ke", "loai": "lũy kế", "ky_truoc": "17.400", "cong_thuc": "ky_truoc + {hs}"},
)
SHEET = (
    SheetFigure("hs", "Hồ sơ tiếp nhận", source="Sở A", last="1.116"),
    SheetFigure("tra", "Hồ sơ đã trả", source="Sở A", last="990"),
    SheetFigure("ty_le", kind=Kind.RATIO, formula="{tra} / {hs}", digits=2, last="88,71", state=FigureState.COMPUTED),
    SheetFigure("xa", kind=Kind.LEVEL, source="Sở B", last="12"),
    SheetFigure("luy_ke", kind=Kind.CUMULATIVE, last="17.400", formula="ky_truoc + {hs}", state=FigureState.COMPUTED),
)


@pytest.fixture
def both(tmp_path):
    """The dossier with its figures as rows, and with them in a workbook."""
    folders = {name: tmp_path / name / "bao-cao" for name in ("typed", "book")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    rows = yaml_text([Field("so_lieu", [Item(tuple(Field(*pair) for pair in row.items())) for row in ROWS])])
    (folders["typed"] / "van-ban.yaml").write_text(DOSSIER + "# Số của kỳ này\n" + rows, encoding="utf-8")
    (folders["book"] / "van-ban.yaml").write_text(DOSSIER + "so_lieu: so-lieu.xlsx\n", encoding="utf-8")
    (folders["book"] / "so-lieu.xlsx").write_bytes(figure_book(SHEET))
    return folders


def rows_of(folder):
    """The figures without their places."""
    sheet = load_dossier(folder)[0].document.figures.sheet
    assert isinstance(sheet, FigureSheet)
    return [replace(row, place=Place()) for row in sheet.rows]


def fill(file, **values):
    book = openpyxl.load_workbook(file)
    sheet = book["Số liệu"]
    titles = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        for title, text in values.get(sheet.cell(row, titles["Khóa"]).value, {}).items():
            sheet.cell(row, titles[title]).value = text
    book.save(file)


def month(folder):
    """Forms out, back, into the figures."""
    out = folder.parent / "phieu"
    assert run(["forms", str(folder), "--to", str(out), "--due", "2030-06-20"]) == ExitCode.DONE
    fill(out / "so-a.xlsx", hs={"Kỳ này": "1.240"}, tra={"Kỳ này": "1.116"})
    kept = {"Trạng thái": "xác nhận giữ nguyên", "Người xác nhận": "Phòng C"}
    fill(out / "so-b.xlsx", xa=kept)
    assert run(["collect", str(out), "--to", str(folder)]) == ExitCode.DONE


def texts(file):
    return [paragraph.text for paragraph in docx.Document(file).paragraphs]


def test_the_whole_month_gives_the_same(both):
    assert rows_of(both["typed"]) == rows_of(both["book"])
    for folder in both.values():
        month(folder)
        out = folder.parent / "out"
        assert run(["build", str(folder), "--format", "docx", "--out", str(out)]) == ExitCode.DONE
        assert run(["lint", str(folder), "--proof"]) == ExitCode.DONE
        before = (folder / "van-ban.yaml").read_bytes()
        assert run(["collect", str(folder.parent / "phieu"), "--to", str(folder)]) == ExitCode.DONE
        assert (folder / "van-ban.yaml").read_bytes() == before
        assert run(["roll", str(folder), "--to", "2030-07"]) == ExitCode.DONE
    assert rows_of(both["typed"]) == rows_of(both["book"])
    built = [texts(next((folder.parent / "out").rglob("*.docx"))) for folder in both.values()]
    assert built[0] == built[1]
    assert any("tiếp nhận 1.240 hồ sơ, trả 1.116 hồ sơ (đạt 90%)" in text for text in built[0])
    nexts = [folder.parent / "bao-cao-2030-07" for folder in both.values()]
    assert rows_of(nexts[0]) == rows_of(nexts[1])
    rolled = {row.key: (row.last, row.now, row.state.value) for row in rows_of(nexts[0])}
    assert rolled["hs"] == ("1.240", "", "chưa") and rolled["luy_ke"] == ("18.640", "", "tính")
    assert not (nexts[0] / "so-lieu.xlsx").exists()
    assert "# Số của kỳ này" in (nexts[0] / "van-ban.yaml").read_text(encoding="utf-8")


def test_numbers_typed_in_word_come_back_into_the_rows(both):
    for folder in both.values():
        month(folder)
        out = folder.parent / "out"
        assert run(["build", str(folder), "--format", "docx", "--out", str(out)]) == ExitCode.DONE
        file = next(out.rglob("*.docx"))
        edited = docx.Document(file)
        for paragraph in edited.paragraphs:
            for piece in paragraph.runs:
                piece.text = piece.text.replace("1.240", "1.250")
        edited.save(file)
        assert run(["pull", str(file), "--dossier", str(folder)]) in (ExitCode.DONE, ExitCode.FOUND_ERRORS)
    assert rows_of(both["typed"]) == rows_of(both["book"])
    assert {row.key: row.now for row in rows_of(both["typed"])}["hs"] == "1.250"
    written = (both["typed"] / "van-ban.yaml").read_text(encoding="utf-8")
    assert "{hs}" in written and 'ky_nay: "1.250"' in written


def test_faults_are_told_with_their_lines(both, capsys):
    file = both["typed"] / "van-ban.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"990"', '"990"\n    ky_nay: 1,2').replace("khoa: xa", "khoa: hs"), encoding="utf-8")
    assert run(["build", str(both["typed"])]) == ExitCode.BAD_INPUT
    said = "".join(capsys.readouterr())
    assert "V322" in said and "1,2" in said and "V321" in said and "dòng" in said
    file.write_text(text.replace("ky_truoc:", "ky_truocc:", 1), encoding="utf-8")
    assert run(["build", str(both["typed"])]) == ExitCode.BAD_INPUT
    assert "ky_truoc" in "".join(capsys.readouterr())
