"""`lint --fix`: shown, written exactly, taken back; what is another one's or cannot be written is left and said."""

import unicodedata
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from generator.face import api
from generator.ooxml.stored_texts import raw_cells
from generator.values.errors import UsageError

WRONG = "  Rà soát  lại , theo 12/2020/NĐ–CP"
DECOMPOSED = unicodedata.normalize("NFD", "Kiểm tra việc thực hiện")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Mã", "Số TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ghi chú"])
    sheet.append(["NV01", "1", WRONG, "Văn  phòng", "=1+1"])
    sheet.append(["NV  02", "2", DECOMPOSED, "Thanh tra", "không đổi"])
    sheet.append(["NV03", "3", CellRichText("Báo  cáo ", TextBlock(InlineFont(b=True), "quý")), "Thanh tra", ""])
    book.save(folder / "nhiem-vu.xlsx")
    (folder / "van-ban.yaml").write_text(
        "# ghi chú  của người lập\nloai: ke-hoach\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso:\nngay: 2030-01\n"
        "dia_danh: Tỉnh X\ntrich_yeu: 'Công  tác năm 2030'   # giữ\nnoi_nhan: ['Các  phòng', 'Lưu: VT']\n"
        "can_cu:\n  - Căn cứ Căn cứ Luật  Ngân sách\n"
        "ky: {chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}\nnoi_dung:\n  - Số   /KH-SM để trống\n"
        "  - bang: {nguon: nhiem-vu.xlsx}\n",
        encoding="utf-8",
    )
    return folder


def bytes_of(dossier: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dossier.iterdir() if not path.name.startswith(".vanban")}


def refused(*asked, **more) -> list[str]:
    with pytest.raises(UsageError) as failure:
        api.fix(*asked, **more)
    return [one.code for one in failure.value.findings]


def cells(dossier: Path) -> dict[str, str]:
    return {place.cell: text for place, text in raw_cells(dossier / "nhiem-vu.xlsx", "")}


def test_shown_first_written_exactly_taken_back(dossier: Path) -> None:
    before = bytes_of(dossier)
    shown = api.fix(dossier, dry_run=True)
    assert bytes_of(dossier) == before
    assert sorted((one.place.cell or one.place.part, one.before, one.after) for one in shown.mends) == [
        ("C2", WRONG, "Rà soát lại, theo 12/2020/NĐ-CP"),
        ("C3", DECOMPOSED, "Kiểm tra việc thực hiện"),
        ("D2", "Văn  phòng", "Văn phòng"),
        ("can_cu[1]", "Căn cứ Căn cứ Luật  Ngân sách", "Căn cứ Luật Ngân sách"),
        ("noi_nhan[1]", "Các  phòng", "Các phòng"),
        ("trich_yeu", "Công  tác năm 2030", "Công tác năm 2030"),
    ]
    assert [(one.code, one.place.cell) for one in shown.findings] == [("V392", "C4")]
    old = cells(dossier)
    assert api.fix(dossier).mends == shown.mends
    changed = {"C2": "Rà soát lại, theo 12/2020/NĐ-CP", "C3": "Kiểm tra việc thực hiện", "D2": "Văn phòng"}
    # An id is a name, a formula is none of ours, a cell of several looks is left: all as before.
    assert cells(dossier) == {**old, **changed}
    text = (dossier / "van-ban.yaml").read_text(encoding="utf-8")
    meant = before["van-ban.yaml"].decode().replace("Công  tác", "Công tác").replace("Các  phòng", "Các phòng")
    assert text == meant.replace("Căn cứ Căn cứ Luật  Ngân", "Căn cứ Luật Ngân")
    assert api.fix(dossier).mends == ()
    undone = api.fix(dossier, undo=True)
    assert (undone.undone, len(undone.mends)) == (True, 6)
    assert bytes_of(dossier) == before
    assert refused(dossier, undo=True) == ["V391"]


def test_what_changed_since_is_not_taken_back(dossier: Path) -> None:
    api.fix(dossier)
    source = dossier / "van-ban.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("Tỉnh X", "Tỉnh Y"), encoding="utf-8")
    now = bytes_of(dossier)
    assert refused(dossier, undo=True) == ["V009"]
    assert bytes_of(dossier) == now


def test_one_that_was_shown_and_nothing_since(dossier: Path) -> None:
    shown = api.fix(dossier, dry_run=True).mends
    chosen = next(one for one in shown if one.place.cell == "D2")
    version = api.open_dossier(dossier).version
    assert [one.place.cell for one in api.fix(dossier, only=[chosen.key], version=version).mends] == ["D2"]
    assert refused(dossier, version=version) == ["V009"]
    assert len(api.fix(dossier, dry_run=True).mends) == len(shown) - 1


def test_a_table_of_another_dossier_is_left(dossier: Path) -> None:
    other = dossier.parent / "khac"
    other.mkdir()
    text = (dossier / "van-ban.yaml").read_text(encoding="utf-8")
    (other / "van-ban.yaml").write_text(text.replace("nhiem-vu.xlsx", f"../{dossier.name}/nhiem-vu.xlsx"), "utf-8")
    before = bytes_of(dossier)
    assert {one.place.cell for one in api.fix(other).mends} == {""}
    assert bytes_of(dossier) == before


def test_a_csv(dossier: Path) -> None:
    rows = 'Số TT;Nội dung nhiệm vụ;Đơn vị chủ trì\r\n1;Rà soát  lại;Văn phòng\r\n2;"Hai , ba";Thanh tra\r\n'
    (dossier / "nhiem-vu.csv").write_bytes(b"\xef\xbb\xbf" + rows.encode())
    source = dossier / "van-ban.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("nhiem-vu.xlsx", "nhiem-vu.csv"), encoding="utf-8")
    api.fix(dossier)
    made = (dossier / "nhiem-vu.csv").read_bytes().decode("utf-8-sig")
    assert made == rows.replace("soát  lại", "soát lại").replace('"Hai , ba"', "Hai, ba")


def test_what_a_person_keeps_on_purpose_stays(dossier: Path) -> None:
    source = dossier / "van-ban.yaml"
    text = source.read_text(encoding="utf-8").replace(
        "can_cu:\n", "can_cu:\n  # vanban: bo-qua L112 đúng như bản gốc\n"
    )
    source.write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(dossier / "nhiem-vu.xlsx", rich_text=True)
    book.active["F1"], book.active["F3"] = "Bỏ qua", "L603 chép nguyên"
    book.save(dossier / "nhiem-vu.xlsx")
    left = {one.place.cell or one.place.part for one in api.fix(dossier, dry_run=True).mends}
    assert left == {"C2", "D2", "noi_nhan[1]", "trich_yeu"}


def test_what_is_no_dossier_is_sent_where_it_belongs(dossier: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / "van-ban.docx") == ["V390"]
    assert refused(dossier / "nhiem-vu.xlsx") == ["V390"]


ONE_LINE = {
    "nhiem-vu.yaml": "- {noi_dung: Làm  việc một, chu_tri: Văn  phòng}\n- {noi_dung: Làm việc hai}\n",
    "nhiem-vu.json": '[{"Nội dung": "Làm  việc một", "Đơn vị chủ trì": "Văn  phòng"}, {"Nội dung": "Làm việc hai"}]',
}


@pytest.mark.parametrize("name", ONE_LINE)
def test_texts_in_lists_on_one_line(tmp_path: Path, name: str) -> None:
    table = tmp_path / name
    table.write_text(ONE_LINE[name], encoding="utf-8")
    paper = (
        "loai: ke-hoach\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nngay: 2030-01\ndia_danh: Tỉnh X\ntrich_yeu: Công tác\n"
        f"noi_nhan: [Các  phòng, 'Sở  A, B']\nnoi_dung: [một  hai, {{bang: {{nguon: {name}}}}}, "
        "{luoi: [[STT, Tên  đơn vị], ['1', 'Sở  **A**']]}]\n"
    )
    (tmp_path / "van-ban.yaml").write_text(paper, encoding="utf-8")
    assert len(api.fix(tmp_path).mends) == 7
    assert table.read_text(encoding="utf-8") == ONE_LINE[name].replace("  ", " ")
    assert (tmp_path / "van-ban.yaml").read_text(encoding="utf-8") == paper.replace("  ", " ")
    assert len(api.fix(tmp_path, undo=True).mends) == 7
    assert table.read_text(encoding="utf-8") == ONE_LINE[name]
