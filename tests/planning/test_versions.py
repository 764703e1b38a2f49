"""What is submitted has a right-most column of explanations and is called a draft; what is issued has neither."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

import generator

TITLE = "Giải trình (cột này để giải trình, không phát hành)"


def dossier_at(folder: Path, version: str, *, template: str = "", explained: bool = True, columns: str = "") -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    heads = ("STT", "Nội dung", "Đơn vị chủ trì", "Giải trình", "Thời hạn", "Sản phẩm")
    kept = [at for at, head in enumerate(heads) if explained or head != "Giải trình"]
    for row in (heads, ("1", "Việc một", "Phòng A", "Còn chờ số", "Tháng 12/2026", "Báo cáo")):
        book.active.append([row[at] for at in kept])
    book.save(folder / "nv.xlsx")
    ban = f"ban: {version}\n" if version else ""
    mau = f", mau: {template}" if template else ""
    cot = f", cot: {columns}" if columns else ""
    (folder / "van-ban.yaml").write_text(
        f"loai: bao-cao\n{ban}co_quan: {{ten: Sở Mẫu, ky_hieu: SM}}\nngay: 2026-11\ntrich_yeu: Kết quả\n"
        "noi_nhan: [Lưu]\nky: {chuc_vu: Giám đốc}\nnoi_dung:\n  - Lời văn.\n"
        f"  - bang: {{nguon: nv.xlsx{mau}{cot}}}\n",
        "utf-8",
    )
    return folder


def made(folder: Path, out: Path) -> tuple[list[str], list[list[str]], list[list[str]], list[str]]:
    """What is above, the Word table, the Excel sheet and the codes of a build."""
    built = generator.build(folder, formats=("docx", "xlsx"), out=out)
    word = docx.Document(str(out / folder.name / f"{folder.name}.docx"))
    table = next(one for one in word.tables if "STT" in one.cell(0, 0).text)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    sheet = openpyxl.load_workbook(out / folder.name / f"{folder.name}.xlsx").active
    cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    text = [
        one.text or "" for one in word.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    ]
    return text, rows, cells, [finding.code for finding in built.findings]


@pytest.mark.parametrize("template", ["", "ke-hoach-6-cot"])
@pytest.mark.parametrize("explained", [True, False])
def test_the_column_of_explanations_is_the_last_of_what_is_submitted(
    tmp_path: Path, template: str, explained: bool
) -> None:
    folder = dossier_at(tmp_path / "bc", "trinh", template=template, explained=explained)
    text, rows, cells, codes = made(folder, tmp_path)
    assert "DỰ THẢO" in text and "V233" not in codes
    assert rows[0][-1] == TITLE and rows[-1][-1] == ("Còn chờ số" if explained else "")
    heads = next(row for row in cells if TITLE in row)
    assert [head for head in heads if head and head != "vanban:ma"][-1] == TITLE
    assert len([head for head in rows[0] if "Giải trình" in head]) == 1
    assert any("Việc một" in cell for cell in rows[-1]) and any("Tháng 12/2026" in cell for cell in rows[-1])


@pytest.mark.parametrize("template", ["", "ke-hoach-6-cot"])
@pytest.mark.parametrize("columns", ["", "[stt, noi_dung, giai_trinh, thoi_han, chu_tri, san_pham]"])
def test_what_is_issued_has_no_such_column_and_it_is_said(tmp_path: Path, template: str, columns: str) -> None:
    folder = dossier_at(tmp_path / "bc", "phat-hanh", template=template, columns=columns)
    text, rows, cells, codes = made(folder, tmp_path)
    assert "DỰ THẢO" not in text and not any("Giải trình" in one or "Còn chờ số" in one for one in text)
    assert not any("Còn chờ số" in cell for row in cells for cell in row)
    assert "V301" in codes and "V233" not in codes and any("Việc một" in cell for cell in rows[-1])


def test_without_a_version_a_table_is_printed_as_it_was_made(tmp_path: Path) -> None:
    text, rows, _, codes = made(dossier_at(tmp_path / "bc", ""), tmp_path)
    assert "DỰ THẢO" not in text and rows[0][3] == "Giải trình" and rows[1][3] == "Còn chờ số" and "V301" not in codes
