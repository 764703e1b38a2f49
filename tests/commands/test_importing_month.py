"""Last month's issued report as the dossier of the next: which figures its table counts, what is to be typed anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import generator
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.reading.dossier import load_dossier
from generator.reading.yaml import read_yaml

DAY = date(2026, 3, 31)
HEAD = ("Mã", "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Hoàn thành", "Chưa hoàn thành", "Thường xuyên")
TASKS = (
    ("A1", "1", "Rà soát thủ tục hành chính", "Bộ Công an", "15/3/2026", "Đã ban hành", "", ""),
    ("A2", "2", "Kết nối dữ liệu dân cư", "Bộ Công an", "31/01/2026", "", "Chậm hồ sơ", ""),
    ("A3", "3", "Tập huấn cán bộ cơ sở", "Bộ Nội vụ", "30/6/2026", "Đã tập huấn", "", ""),
    ("A4", "4", "Đôn đốc thực hiện kế hoạch", "Bộ Nội vụ", "Thường xuyên", "", "", "Đang thực hiện"),
    ("A5", "5", "Báo cáo tổng kết đề án", "Bộ Y tế", "31/12/2026", "Đã trình", "", ""),
    ("A6", "6", "Mở rộng dịch vụ công", "Bộ Công an", "30/11/2026", "", "", ""),
)
# The text as its author wrote it: what import has to find again in the issued file.
TEXTS = (
    "Tổng số nhiệm vụ được giao là {so_nhiem_vu}.",
    "Đã hoàn thành {so_hoan_thanh} nhiệm vụ, đạt tỷ lệ {ty_le_hoan_thanh}; {so_qua_han} nhiệm vụ quá hạn.",
    "Bộ Công an chủ trì {theo_don_vi.Bộ Công an} nhiệm vụ.",
)
OTHERS = (
    "Trong tháng 3/2026, tiếp nhận 1.240 hồ sơ trực tuyến, tổ chức 17 lớp tập huấn.",
    "Hồ sơ của Sở có 06 tủ tài liệu.",
)


def report(folder: Path, texts=(*TEXTS, *OTHERS)) -> Path:
    """The issued report: built of a dossier with its register."""
    made = folder / "goc"
    made.mkdir()
    book = openpyxl.Workbook()
    for row in (HEAD, *TASKS):
        book.active.append(row)
    book.save(made / "so.xlsx")
    body = "\n".join(f"  - doan: {text!r}" for text in texts)
    (made / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso: 7\nngay: 2026-03-31\ndia_danh: Mẫu\n"
        f"trich_yeu: Kết quả công tác tháng 3 năm 2026\nso_lieu: {{nguon: so.xlsx}}\nnoi_dung:\n{body}\n"
        "noi_nhan: [Như trên]\nky: {chuc_vu: Giám đốc, ho_ten: Người Ký}\n"
        "kem_theo:\n  - loai: phu-luc\n    trich_yeu: Kết quả\n    bang: {nguon: so.xlsx}\n",
        encoding="utf-8",
    )
    file = folder / "bao-cao-3.docx"
    file.write_bytes(word_of(load_dossier(made)[0], DAY))
    return file


def body(folder: Path) -> list[str]:
    return list(read_yaml(folder / "van-ban.yaml", "x")[0].data["noi_dung"])


def test_each_figure_that_is_a_count_of_the_table_is_offered_and_nothing_is_changed(tmp_path):
    made = generator.import_file(report(tmp_path), tmp_path / "ho-so")
    offered = [str(one.message) for one in made.findings if one.code == "V347"]
    for name in ("so_nhiem_vu", "so_hoan_thanh", "ty_le_hoan_thanh", "so_qua_han", "theo_don_vi.Bộ Công an"):
        assert any(f"{{{name}}}" in message for message in offered), name
    assert "100 %" in str(made.next_steps[0])
    assert "{so_" not in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")


def test_where_asked_the_text_is_that_of_its_author_again(tmp_path):
    made = generator.import_file(report(tmp_path), tmp_path / "ho-so", counts=True)
    assert [text.rstrip(".") for text in body(tmp_path / "ho-so")] == [text.rstrip(".") for text in (*TEXTS, *OTHERS)]
    assert "100 %" in str(made.next_steps[0])
    others = " ".join(str(one.message) for one in made.findings if one.code == "V348")
    assert "1.240" in others and "17" in others
    assert any("tháng 3/2026" in str(one.message) for one in made.findings if one.code == "V349")
    # A number that equals a count by chance stays what it is, and is said.
    assert any("“06”" in str(one.message) for one in made.findings if one.code == "V347")


def test_the_next_month_counts_anew(tmp_path):
    generator.import_file(report(tmp_path), tmp_path / "ho-so", counts=True)
    made = generator.roll(tmp_path / "ho-so", "2026-04")
    folder = tmp_path / "ho-so-2026-04"
    assert {one.code for one in made.findings} >= {"V178"}
    book = folder / "bang-1.xlsx"
    sheet = openpyxl.load_workbook(book)
    titles = [cell.value for cell in sheet.active[1]]
    sheet.active.cell(3, titles.index("Hoàn thành") + 1).value = "Đã kết nối"
    sheet.save(book)
    texts = [block.text for block in load_dossier(folder)[0].document.body]
    assert texts[:3] == [*TEXTS]
    data = word_of(load_dossier(folder)[0], date(2026, 4, 30))
    (tmp_path / "moi.docx").write_bytes(data)
    again = generator.import_file(tmp_path / "moi.docx", tmp_path / "lai")
    assert "100 %" in str(again.next_steps[0])


@pytest.mark.parametrize(
    "texts",
    [
        ("Sở có 03 phòng, 06 ban.",),
        ("Chưa hoàn thành 03 nhiệm vụ.",),
        ("Bộ Nội vụ phối hợp 03 nhiệm vụ.",),
        ("Đã hoàn thành 3 {nhiệm vụ}.".replace("{", "{{").replace("}", "}}"),),
    ],
)
def test_what_its_own_words_do_not_say_is_never_put_in(texts, tmp_path):
    generator.import_file(report(tmp_path, texts), tmp_path / "ho-so", counts=True)
    assert not any("{so_" in text or "{theo_" in text for text in body(tmp_path / "ho-so"))


def test_the_command(tmp_path):
    file = report(tmp_path)
    assert run(["import", str(file), "--to", str(tmp_path / "x"), "--so-lieu"]) == 0
    assert "{so_nhiem_vu}" in (tmp_path / "x" / "van-ban.yaml").read_text(encoding="utf-8")
