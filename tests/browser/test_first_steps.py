"""The page in Chromium, on the real app: coming in, dropping files, a dossier with its pages, building."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from .conftest import received


def messy(path: Path) -> Path:
    """A table as another office makes it: a title above, headers of its own, a total below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Theo dõi"
    rows = [
        ["DANH SÁCH CÔNG VIỆC TRỌNG TÂM NĂM 2026"],
        [],
        ["TT", "Việc phải làm", "Ai làm", "Cùng làm", "Bao giờ xong"],
        ["1", "Xây dựng quy chế tiếp công dân", "Phòng Tổng hợp", "Thanh tra", "30/6/2026"],
        ["2", "Rà soát thủ tục hành chính", "Văn phòng", "Các phòng", "Quý III/2026"],
        ["3", "Báo cáo sơ kết", "Văn phòng", "", "15/12/2026"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_files_dropped_are_named(page, tmp_path) -> None:
    archive = tmp_path / "nhieu.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(messy(tmp_path / "viec-nam.xlsx"), "thu-muc/viec-nam.xlsx")
    note = tmp_path / "la.bin"
    note.write_bytes(b"\x00\x01")
    page.set_input_files("#tep", [str(archive), str(note)])
    page.wait_for_url("**/nhan/")
    received(page, "viec-nam.xlsx").get_by_text("Bảng nhiệm vụ, 3 nhiệm vụ.").wait_for()
    received(page, "la.bin").get_by_text("Chưa rõ đây là tệp gì.").wait_for()


# Each click of the mouse, over all pages of a tab.
COUNTED = """addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true);"""
TASKS = [
    ["1", "Xây dựng quy chế tiếp công dân", "Phòng Tổng hợp", "30/6/2026"],
    ["2", "Rà soát thủ tục hành chính", "Văn phòng", "Quý III/2026"],
]


@pytest.mark.usefixtures("pages_drawn")
def test_an_annex_of_a_dropped_table_is_downloaded_within_ten_clicks(page, site, tmp_path) -> None:
    book = Workbook()
    # Titles as people write them for themselves: what they may be is asked, and said with one click.
    for row in (["TT", "Việc phải làm", "Ai làm", "Bao giờ xong"], *TASKS):
        book.active.append(row)
    book.save(tmp_path / "viec-duoc-giao.xlsx")
    page.add_init_script(COUNTED)
    page.reload()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Chọn tệp …").click()
    chooser.value.set_files(str(tmp_path / "viec-duoc-giao.xlsx"))
    received(page, "viec-duoc-giao.xlsx").get_by_role("link", name="Lập văn bản từ bảng này").click()
    page.get_by_text("Có phải “Ai làm” là Đơn vị chủ trì, “Bao giờ xong” là Thời gian hoàn thành?").wait_for()
    page.get_by_role("button", name="Đúng, dùng gợi ý này").click()
    page.locator("thead .meaning", has_text="Thời gian hoàn thành").wait_for()
    page.locator("select[name=bo]").select_option("bao-cao+phu-luc")
    page.get_by_label("Cơ quan ban hành").fill("Sở Mẫu")
    page.get_by_label("Về việc gì (trích yếu)").fill("Kết quả thực hiện nhiệm vụ được giao")
    page.get_by_role("button", name="Lập hồ sơ").click()
    page.locator("figure img").first.wait_for()
    page.get_by_role("button", name="Sinh văn bản").click()
    page.get_by_text("Sinh văn bản “viec-duoc-giao”: xong.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp .docx").click()
    made = site.folder / "out" / "viec-duoc-giao" / "viec-duoc-giao.docx"
    assert Path(download.value.path()).read_bytes() == made.read_bytes()
    rows = [[cell.text for cell in row.cells] for row in Document(str(made)).tables[-1].rows]
    assert rows[-len(TASKS) :] == TASKS
    # A choice of a list is two clicks that the test did not make, going into each of two fields is one.
    assert page.evaluate("Number(sessionStorage.clicks)") + 2 + 2 <= 10


def test_an_empty_workplace_says_how_to_begin(empty_page) -> None:
    empty_page.get_by_text("Chưa có hồ sơ nào").wait_for()
    empty_page.get_by_role("button", name="Thử với hồ sơ mẫu").click()
    empty_page.get_by_text("ho-so-mau").first.wait_for()
    empty_page.locator("figure img").first.wait_for()


def test_the_help_opens_by_a_key(page) -> None:
    page.keyboard.press("?")
    page.get_by_role("heading", name="Trợ giúp").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Trợ giúp").wait_for(state="hidden")
