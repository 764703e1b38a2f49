"""`new --from` and `roll` change in the files of people what they mean to change, and nothing else."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from generator.commands.clone import clone
from generator.commands.roll import roll
from generator.commands.track import register_of
from generator.face.cli import run
from generator.ooxml import package
from generator.reading.dossier import load_dossier

TEXT = """\
# Báo cáo của Sở Mẫu — người soạn ghi chú ở đây
loai:   bao-cao      # giữ khoảng cách
co_quan: &sm {ten: 'Sở ''Mẫu''', ky_hieu: "SM"}
so: 7                # số của kỳ này
ngay: 2024-05-30
trich_yeu: >-
  Kết quả
  tháng 5
so_lieu: {nguon: nhiem-vu.xlsx}
thoi_gian_ky: '2024-05-30T08:00:05+07:00'   # đi cùng chữ ký
noi_dung:
    - "Lời \\u0111\\u1ea7u."   # thụt bốn dấu cách

    - doan: |
        Có {so_nhiem_vu} nhiệm vụ.
ky: {ho_ten: 'Họ và tên', anh_chu_ky: {tep: ky.png, rong: 30}, chuc_vu: Giám đốc}
kem_theo:
- loai: phu-luc      # không thụt
  co_quan: *sm
  trich_yeu: Bảng
  bang: {nguon: nhiem-vu.xlsx,  mau: phu-luc-ket-qua}
# hết
"""
BOX = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0'
    "</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>10</xdr:col><xdr:colOff>0"
    '</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr>'
    '<xdr:cNvPr id="9" name="Ghi chú"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Hộp chữ cạnh bảng</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)
ROWS = (
    ("M1", "1", "Việc một", "Hoàn thành", "Xong rồi"),
    ("M2", "2", "Việc hai", "Đang triển khai", "Đang làm"),
    ("M3", "3", "Việc ba", "Chưa hoàn thành", ""),
)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def book(path: Path) -> None:
    """A register with a picture, a text box, a conditional format, a second sheet with formulas, odd formats."""
    made = Workbook()
    page = made.active
    page.title = "Sổ của phòng"
    for row in (("Mã", "STT", "Nội dung nhiệm vụ", "Trạng thái", "Kết quả"), *ROWS):
        page.append(row)
    page["E3"].fill = PatternFill("solid", fgColor="FFEEAA")
    page["C4"].font = Font(italic=True)
    page["G2"] = "ngoài bảng"
    page.row_dimensions[4].height = 44
    page.conditional_formatting.add("D2:D4", CellIsRule("equal", ['"Hoàn thành"'], fill=PatternFill(bgColor="AAFFAA")))
    page.add_image(Image(io.BytesIO(png())), "H8")
    other = made.create_sheet("Tổng hợp")
    other["A1"] = "=COUNTA('Sổ của phòng'!A2:A4)"
    other["A2"] = "=SUM(1,2)"
    saved = io.BytesIO()
    made.save(saved)
    parts = package.read_bytes(saved.getvalue(), shown_as="a")
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    parts["xl/drawings/drawing1.xml"] = re.sub(r"</(\w*:?)wsDr>", lambda end: BOX + end[0], drawing).encode()
    with path.open("wb") as target:
        package.write(target, parts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "bao-cao"
    made.mkdir()
    (made / "van-ban.yaml").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    (made / "ky.png").write_bytes(png())
    book(made / "nhiem-vu.xlsx")
    load_dossier(made)
    return made


def cloned(folder: Path, *, done: bool) -> Path:
    clone(folder, folder.with_name("moi"), open_only=not done)
    return folder.with_name("moi")


def rolled(folder: Path, *, done: bool) -> Path:
    findings = roll(folder, "2024-06", drop_done=not done).findings
    assert not [finding for finding in findings if finding.code == "V194"]
    return folder.with_name("bao-cao-2024-06")


BOTH = pytest.mark.parametrize("command", [cloned, rolled])
Command = Callable[..., Path]


@BOTH
def test_yaml_keeps_every_character_but_those_meant(folder: Path, command: Command) -> None:
    made = (command(folder, done=True) / "van-ban.yaml").read_bytes()
    assert made.startswith(b"\xef\xbb\xbf") and made.count(b"\r\n") == made.count(b"\n")
    date = "2024-06" if command is rolled else '""'
    meant = TEXT.replace("so: 7   ", "so:    ").replace("2024-05-30\n", f"{date}\n", 1)
    meant = re.sub(r"thoi_gian_ky.*\n", "", meant).replace(", anh_chu_ky: {tep: ky.png, rong: 30}", "")
    if command is rolled:
        meant = meant.replace("{nguon: nhiem-vu.xlsx}", "{nguon: nhiem-vu.xlsx, ky_truoc: ../bao-cao/nhiem-vu.xlsx}")
    assert made.decode("utf-8-sig").replace("\r\n", "\n") == meant


@BOTH
@pytest.mark.parametrize("done", [True, False])
def test_a_workbook_keeps_all_but_the_cells_meant(folder: Path, command: Command, done: bool) -> None:
    target = command(folder, done=done) / "nhiem-vu.xlsx"
    old, new = (package.read(path) for path in (folder / "nhiem-vu.xlsx", target))
    changed = {name for name in old if old[name] != new.get(name)}
    assert new.keys() == old.keys()
    assert changed <= {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert "Hộp chữ cạnh bảng" in new["xl/drawings/drawing1.xml"].decode()
    page, other = load_workbook(target)["Sổ của phòng"], load_workbook(target)["Tổng hợp"]
    assert page["G2"].value == ("ngoài bảng" if done else None)
    below = 4 if done else 3
    assert (page.row_dimensions[below].height, page.cell(below, 3).font.italic) == (44, True)
    assert other["A1"].value == f"=COUNTA('Sổ của phòng'!A2:A{below})"
    (rule,) = page.conditional_formatting
    assert str(rule.sqref) == f"D2:D{below}"
    assert b"<v>" not in new["xl/worksheets/sheet2.xml"] and b'fullCalcOnLoad="1"' in new["xl/workbook.xml"]
    rows = [[cell.value for cell in row[:5]] for row in page.iter_rows(min_row=2)]
    kept = ("Hoàn thành", "Xong rồi") if command is rolled else (None, None)
    meant = [["M1", "1", "Việc một", *kept]] * done + [[*row[:3], None, None] for row in ROWS[1:]]
    assert rows == meant
    assert page.cell(below - 1, 5).fill.fgColor.rgb == "00FFEEAA"


def test_roll_shows_the_last_period_in_columns_behind_all_that_stands_there(folder: Path) -> None:
    page = load_workbook(rolled(folder, done=True) / "nhiem-vu.xlsx")["Sổ của phòng"]
    assert [page.cell(1, column).value for column in range(6, 10)] == [
        None,
        None,
        "Kết quả kỳ trước",
        "Trạng thái kỳ trước",
    ]
    assert [[cell.value for cell in row[7:9]] for row in page.iter_rows(min_row=2)] == [
        ["Xong rồi", "Hoàn thành"],
        ["Đang làm", "Đang triển khai"],
        [None, "Chưa hoàn thành"],
    ]


def test_roll_gives_rows_without_an_id_one_of_their_own(folder: Path) -> None:
    made = load_workbook(folder / "nhiem-vu.xlsx")
    made.active.delete_cols(1)
    made.save(folder / "nhiem-vu.xlsx")
    before = register_of(folder)
    after = register_of(rolled(folder, done=True))
    assert [task.ma for task in after.tasks] == [task.ma for task in before.tasks]
    assert all(task.text("ma") for task in after.tasks)


def test_a_formula_in_the_way_of_roll_makes_a_plain_register_and_says_so(folder: Path, capsys) -> None:
    made = load_workbook(folder / "nhiem-vu.xlsx")
    made.active["E3"] = '="Đang "&"làm"'
    made.save(folder / "nhiem-vu.xlsx")
    parts = package.read(folder / "nhiem-vu.xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb'(<c r="E3"[^>]*?)( t="\w+")?(><f>[^<]*</f>)<v ?/?>(</v>)?', b'\\1 t="str"\\3<v>\xc4\x90ang</v>', sheet
    )
    with (folder / "nhiem-vu.xlsx").open("wb") as target:
        package.write(target, parts)
    assert run(["roll", str(folder), "--to", "2024-06"]) == 0
    assert "V194" in capsys.readouterr().err
    tasks = register_of(folder.with_name("bao-cao-2024-06")).tasks
    assert [task.text("ket_qua_ky_truoc") for task in tasks] == ["Xong rồi", "Đang", ""]


def test_a_formula_among_results_stays_in_a_clone_and_is_said(folder: Path) -> None:
    made = load_workbook(folder / "nhiem-vu.xlsx")
    made.active["E3"] = '="Đang "&"làm"'
    made.save(folder / "nhiem-vu.xlsx")
    _, findings = clone(folder, folder.with_name("moi"))
    (said,) = [finding for finding in findings if finding.code == "V193"]
    assert (Path(said.place.file), said.place.cell) == (folder.with_name("moi") / "nhiem-vu.xlsx", "E3")


# --- where the register lies ---

HEAD = "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Kết quả\n"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A dossier whose registers lie below it and outside of it, in several formats, with a picture outside."""
    made = tmp_path / "data" / "x"
    (made / "con").mkdir(parents=True)
    (tmp_path / "chung").mkdir()
    book(made / "con" / "so.xlsx")
    book(tmp_path / "chung" / "so.xlsx")
    (made / "so.xlsx").write_bytes(b"khong phai bang cua ho so nay")
    (tmp_path / "chung" / "hinh.png").write_bytes(png())
    (made / "viec.csv").write_text("Mã,Nội dung nhiệm vụ,Kết quả\nC1,Việc,Xong\nC2,Hai,\n", encoding="utf-8")
    (made / "viec.yaml").write_text(
        "# việc\n- {Mã: Y1, Nội dung nhiệm vụ: Việc, Kết quả: Xong}  # một\n- {Mã: Y2, Nội dung nhiệm vụ: Hai}\n",
        encoding="utf-8",
    )
    (made / "van-ban.yaml").write_text(
        HEAD + "noi_dung:\n  - bang: {nguon: con/so.xlsx}\n  - bang: {nguon: ../../chung/so.xlsx} # chung\n"
        "  - bang: {nguon: viec.csv}\n  - bang: {nguon: viec.yaml}\n  - hinh: ../../chung/hinh.png\n"
        "  - bieu_do: {nguon: ../../chung/so.xlsx, tong_hop: trang_thai}\n",
        encoding="utf-8",
    )
    load_dossier(made)
    return made


def test_registers_below_and_outside_come_along_emptied(shared: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    target = tmp_path / "nam-nay" / "sau" / "y"
    assert run(["new", "--from", str(shared), "--to", str(target)]) == 0
    text = (target / "van-ban.yaml").read_text("utf-8")
    # The name of the shared register is taken by a file of the folder.
    assert text == (shared / "van-ban.yaml").read_text("utf-8").replace("../../chung/so.xlsx", "so-2.xlsx").replace(
        "../../chung/hinh.png", "../../../chung/hinh.png"
    )
    dossier, _ = load_dossier(target)
    assert {path: path.read_bytes() for path in before} == before
    for name in ("con/so.xlsx", "so-2.xlsx", "viec.csv", "viec.yaml"):
        assert [task.text("ket_qua") for task in register_of(target / name).tasks] in ([""] * 2, [""] * 3)
    assert (target / "viec.csv").read_text("utf-8") == "Mã,Nội dung nhiệm vụ,Kết quả\nC1,Việc,\nC2,Hai,\n"
    assert "Kết quả: ''" not in (target / "viec.yaml").read_text("utf-8")
    assert (target / "viec.yaml").read_text("utf-8").startswith("# việc\n- {Mã: Y1")
    assert dossier.folder == target


def test_the_monthly_report_whose_register_another_dossier_has(tmp_path: Path) -> None:
    from conftest import DATA

    target = tmp_path / "data" / "x"
    assert run(["new", "--from", str(DATA / "bao-cao-thang"), "--to", str(target)]) == 0
    assert sorted(path.name for path in target.iterdir()) == ["ky-truoc.xlsx", "nhiem-vu.xlsx", "van-ban.yaml"]
    assert not [task for task in register_of(target).tasks if task.status]
    assert (target / "ky-truoc.xlsx").read_bytes() == (DATA / "bao-cao-thang" / "ky-truoc.xlsx").read_bytes()


@pytest.mark.parametrize("call", [["new", "--from", "{x}", "--to", "{y}"], ["roll", "{x}", "--to", "2024-06"]])
def test_what_cannot_be_done_leaves_nothing_and_is_no_obstacle(
    folder: Path, call: list[str], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    arguments = [one.format(x=folder, y=folder.with_name("moi")) for one in call]
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "nhiem-vu.xlsx":
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(arguments) == 8
    assert "V071" in capsys.readouterr().err
    assert [path.name for path in folder.parent.iterdir()] == ["bao-cao"]
    monkeypatch.setattr(Path, "write_bytes", real)
    assert run(arguments) == 0
