"""`vanban import signed.docx --for 2027`: last year's signed document as the draft of another year."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from test_importing import DAY

import generator
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.reading.dossier import load_dossier
from generator.reading.yaml import read_yaml

OLD = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
KINDS = {
    "quyet-dinh": "tham_quyen: Giám đốc Sở Mẫu\nnoi_dung:\n  - dieu: Phê duyệt Danh mục năm 2026.\n"
    "  - dieu: Thi hành từ 01/01/2026.\n",
    "ke-hoach": "noi_dung:\n  - muc: MỤC ĐÍCH\n  - doan: Hoàn thành chỉ tiêu năm 2026.\n  - bang: {nguon: so.xlsx}\n",
    "bao-cao": "noi_dung:\n  - doan: Kết quả năm 2026 theo Nghị định số 110/2004/NĐ-CP.\n  - bang: {nguon: so.xlsx}\n",
    "cong-van": "kinh_gui: [Các phòng]\nnoi_dung:\n  - doan: Đề nghị gửi báo cáo trước ngày 15/12/2026.\n",
    "thong-bao": "noi_dung:\n  - doan: Lịch nghỉ lễ năm 2026 như sau.\n  - doan: Không đổi gì.\n",
}  # fmt: skip
BASED = ("quyet-dinh", "ke-hoach")
YEAR = re.compile(r"(?<!\d)2026(?!\d)")


def signed(kind: str, folder: Path) -> Path:
    """A signed document of a kind, with its number, day, name, and results where it has a table."""
    made = folder / "goc"
    made.mkdir()
    book = openpyxl.Workbook()
    book.active.append(("Mã", "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Hoàn thành"))
    book.active.append(("A1", "1", "Rà soát thủ tục", "Văn phòng", "30/6/2026", "Đã ban hành"))
    book.active.append(("A2", "2", "Tập huấn cán bộ", "Thanh tra", "Thường xuyên", ""))
    book.save(made / "so.xlsx")
    bases = f"can_cu:\n  - {OLD}\n  - Căn cứ Kế hoạch số 5/KH-UBND ngày 04 tháng 02 năm 2026\n" if kind in BASED else ""
    unit = "don_vi_soan_thao: VP\n" if kind == "cong-van" else ""
    (made / "van-ban.yaml").write_text(
        f"loai: {kind}\nco_quan: {{ten: Sở Mẫu, ky_hieu: SM}}\n{unit}so: 12\nngay: 2026-01-15\ndia_danh: Mẫu\n"
        f"trich_yeu: Công tác năm 2026\n{bases}{KINDS[kind]}noi_nhan: [Như trên, 'Lưu: VT']\n"
        "ky: {chuc_vu: Giám đốc, ho_ten: Người Ký}\n",
        encoding="utf-8",
    )
    file = folder / f"{kind}.docx"
    file.write_bytes(word_of(load_dossier(made)[0], DAY))
    return file


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in items for text in texts(one)]


@pytest.mark.parametrize("kind", KINDS)
def test_number_and_day_are_open_and_all_that_moves_is_listed_with_its_place(kind, tmp_path):
    made = generator.import_file(signed(kind, tmp_path), tmp_path / "ho-so", year=2027)
    data = read_yaml(tmp_path / "ho-so" / "van-ban.yaml", "x")[0].data
    assert not data.get("so") and not data.get("ngay") and data["loai"] == kind
    # What names the old year is found by a walk of our own over the new dossier.
    wanted = [text for text in texts(data) if YEAR.search(text)]
    for book in (tmp_path / "ho-so").glob("*.xlsx"):
        rows = openpyxl.load_workbook(book).active.iter_rows(values_only=True)
        wanted += [str(cell) for row in rows for cell in row if cell and YEAR.search(str(cell))]
    # A basis of that year is listed as one.
    listed = [one for one in made.findings if one.code == "V148" or (one.code == "V520" and YEAR.search(one.value))]
    assert wanted and len(listed) == len(wanted)
    assert all(one.place.file and (one.place.part or one.place.cell) for one in listed)
    assert not any("Đã ban hành" in str(row) for row in cells(tmp_path / "ho-so"))
    dossier = load_dossier(tmp_path / "ho-so")[0]
    assert dossier.document.number is None and word_of(dossier, DAY)


def cells(folder: Path) -> list[Any]:
    return [row for book in folder.glob("*.xlsx") for row in openpyxl.load_workbook(book).active.values]


@pytest.mark.parametrize("kind", KINDS)
def test_bases_that_are_no_longer_in_force_are_named(kind, tmp_path):
    made = generator.import_file(signed(kind, tmp_path), tmp_path / "ho-so", year=2027)
    ended = [one for one in made.findings if one.code == "V344"]
    named = {str(one.value) for one in ended}
    if kind in BASED:
        (one,) = ended
        assert named == {OLD} and "can_cu" in one.place.part and "2025" in str(one.hint)
    elif kind == "bao-cao":
        assert len(ended) == 1 and "110/2004" in ended[0].value
    else:
        assert ended == []


def test_without_another_year_nothing_is_opened(tmp_path):
    made = generator.import_file(signed("ke-hoach", tmp_path), tmp_path / "ho-so")
    assert load_dossier(tmp_path / "ho-so")[0].document.number == 12
    assert not {one.code for one in made.findings} & {"V148", "V344"}


def test_a_blank_form_is_said_to_have_no_task(tmp_path, capsys):
    """A table with its titles and empty rows: no task, and its words are kept."""
    document = Document()
    document.add_paragraph("BIỂU TỔNG HỢP NHIỆM VỤ NĂM 2026")
    table = document.add_table(4, 5)
    for at, title in enumerate(("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kết quả")):
        table.cell(0, at).text = title
    for at in range(1, 4):
        table.cell(at, 0).text = str(at)
    file = tmp_path / "bieu.docx"
    document.save(str(file))
    assert run(["import", str(file), "--to", str(tmp_path / "ho-so"), "--for", "2027"]) == 0
    said = capsys.readouterr().err
    assert "Không thấy bảng nhiệm vụ nào" in said and "100 %" in said
    assert "Đơn vị chủ trì" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")


def test_the_years_beside_its_own_are_listed_where_they_are_no_part_of_a_document(tmp_path):
    document = Document()
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text = "SỞ MẪU\nSố: 5/KH-SM"
    heading.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 5 tháng 1 năm 2026"
    texts = (
        *("KẾ HOẠCH", "Công tác năm 2026", "Phấn đấu cao hơn năm 2025.", "Chuẩn bị cho Quý I/2027."),
        *("Thực hiện Quyết định số 12/2025/QĐ-UBND ngày 03 tháng 4 năm 2025.", "Tầm nhìn đến năm 2030."),
    )
    for text in texts:
        document.add_paragraph(text)
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "lai", year=2028)
    assert [one.value for one in made.findings if one.code == "V436"] == [texts[2], texts[3]]


def test_bases_of_the_year_before_that_come_out_each_year_are_named(tmp_path):
    file = signed("ke-hoach", tmp_path)
    before = "Căn cứ Kế hoạch số 300/KH-UBND ngày 20 tháng 12 năm 2025 của Ủy ban nhân dân tỉnh Mẫu"
    law = "Căn cứ Nghị định số 42/2025/NĐ-CP ngày 27 tháng 02 năm 2025 của Chính phủ"
    yaml = tmp_path / "goc" / "van-ban.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace(f"  - {OLD}\n", f"  - {OLD}\n  - {law}\n  - {before}\n"), "utf-8")
    file.write_bytes(word_of(load_dossier(tmp_path / "goc")[0], DAY))
    made = generator.import_file(file, tmp_path / "nam-sau", year=2027)
    own, earlier = sorted((one for one in made.findings if one.code == "V520"), key=lambda one: len(one.value))
    assert "5/KH-UBND" in own.value and "300/KH-UBND" in earlier.value and "can_cu" in earlier.place.part
    assert not {one.place for one in made.findings if one.code == "V148"} & {own.place, earlier.place}
