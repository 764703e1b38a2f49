"""From a dropped file to what is signed, as a clerk goes: another office's table; last year's document."""

from pathlib import Path

import pytest
from conftest import options, squeezed
from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader

from generator.commands.build import build
from generator.face import api

from .conftest import received

TASKS = [
    ("1", "Xây dựng quy chế tiếp công dân", "Phòng Tổng hợp", "Thanh tra", "30/6/2026"),
    ("2", "Rà soát thủ tục hành chính", "Văn phòng", "Các phòng", "Quý III/2026"),
    ("3", "Báo cáo sơ kết 6 tháng", "Văn phòng", "", "15/12/2026"),
]
# The name of what the keyboard is at, where that stands below the frame of the page and in the window.
SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const top = document.querySelector(".top").getBoundingClientRect().bottom;
  return box.top >= top && box.bottom <= innerHeight ? document.activeElement.id : `${box.top} of ${top}`;
}"""


def messy(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Theo dõi"
    for row in (["CÔNG VIỆC TRỌNG TÂM"], [], ["TT", "Việc phải làm", "Người làm", "Cùng làm", "Xong"], *TASKS):
        sheet.append(list(row))
    book.save(path)
    return path


def saved(page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.usefixtures("pages_drawn")
def test_a_table_of_another_office_becomes_a_decision_with_its_plan(page, site, tmp_path) -> None:
    page.set_input_files("#tep", str(messy(tmp_path / "viec-2026.xlsx")))
    file = received(page, "viec-2026.xlsx")
    file.get_by_text("Bảng nhiệm vụ, 3 nhiệm vụ.").wait_for()
    file.get_by_role("link", name="Lập văn bản từ bảng này").click()
    page.get_by_label("Cơ quan ban hành").fill("Sở Mẫu")
    for letter, meaning in (("C", "chu_tri"), ("D", "phoi_hop"), ("E", "thoi_han")):
        page.locator(f"#cot-{letter}").focus()
        page.locator(f"#cot-{letter}").select_option(meaning)
        page.locator(f"#cot-{letter} option:checked[value={meaning}]").wait_for(state="attached")
        page.locator("thead .meaning", has_text=api.meanings()[meaning]).wait_for()
        # The form has come anew; the keyboard is where it was, and that is seen.
        assert page.evaluate(SEEN) == f"cot-{letter}"
    # The form that makes the dossier carries what stands in the other one, also what is still on its way.
    assert page.evaluate("new FormData(document.getElementById('making')).get('cot-E')") == "thoi_han"
    assert page.locator("thead .meaning").all_inner_texts()[2:] == [
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    ]
    # What was typed before is still there.
    assert page.get_by_label("Cơ quan ban hành").input_value() == "Sở Mẫu"
    page.get_by_label("Chữ viết tắt").fill("SM")
    page.get_by_label("Về việc gì (trích yếu)").fill("Công tác trọng tâm năm 2026")
    page.get_by_label("Tên hồ sơ (thư mục)").fill("cong-tac-2026")
    page.get_by_role("button", name="Lập hồ sơ").click()
    page.get_by_text("Đã lập hồ sơ “cong-tac-2026”").wait_for()
    page.get_by_role("button", name="Sinh văn bản").click()
    page.get_by_text("Sinh văn bản “cong-tac-2026”: xong.").wait_for()
    page.get_by_role("link", name="Xem các tệp").click()
    word, pdf = saved(page, "Tải .docx", tmp_path), saved(page, "Tải .pdf", tmp_path)
    document = Document(str(word))
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert [row for row in cells if row[0].isdigit()] == [list(row) for row in TASKS]
    text = squeezed("".join(sheet.extract_text() for sheet in PdfReader(pdf).pages))
    assert all(squeezed(one) in text for row in TASKS for one in row)
    assert squeezed("QUYẾT ĐỊNH") in text
    assert squeezed("KẾ HOẠCH") in text


def test_last_years_signed_document_becomes_this_years(page, site, tmp_path) -> None:
    out = tmp_path / "out"
    build(site.folder / "data" / "142-qd-vpcp", options(out, formats=("docx",)))
    signed = tmp_path / "da-ky-2024.docx"
    # As it comes from elsewhere: without what we keep in our own files.
    document = Document(str(out / "142-qd-vpcp" / "142-qd-vpcp.docx"))
    part = document.part
    for key, relation in list(part.rels.items()):
        if "customXml" in relation.reltype:
            part.drop_rel(key)
            part.rels.pop(key, None)
    document.save(str(signed))
    page.set_input_files("#tep", str(signed))
    received(page, "da-ky-2024.docx").get_by_role("link", name="Lập hồ sơ từ văn bản này").click()
    page.get_by_label("Năm", exact=True).fill("2026")
    page.get_by_label("Tên hồ sơ (thư mục)").fill("nam-2026")
    page.get_by_role("button", name="Lập hồ sơ").click()
    page.get_by_role("link", name="Mở hồ sơ").wait_for()
    # What still names the old year is listed before anything else.
    page.locator(".findings", has_text="Còn ghi năm 2024").first.wait_for()
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.get_by_role("tab", name="Bảng nhiệm vụ").wait_for()
    assert page.locator(".grid tbody tr.viec").count() == 26
    page.get_by_role("tab", name="Văn bản").click()
    assert page.get_by_label("Số", exact=True).input_value() == ""
    page.get_by_role("tab", name="Điều cần xem").click()
    page.locator("#findings li").first.wait_for()
