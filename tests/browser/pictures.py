"""The pictures of the main screens in docs/, taken of the page as it is: `python -m tests.browser.pictures`."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from docx import Document
from playwright.sync_api import sync_playwright

from generator.face import api
from tests.browser.conftest import FLAGS, ROOT, come_in, program, received, small_dossier
from tests.browser.test_first_steps import messy
from tests.browser.test_month_page import dossier_at, filled, prose
from tests.browser.test_returned import edited, texts

NAME = "142-qd-vpcp"
LOADED = """() => Promise.all([...document.images].filter((one) => one.loading !== "lazy" && !one.complete)
  .map((one) => new Promise((done) => { one.onload = one.onerror = done; })))"""


def workplace(folder: Path) -> None:
    for name in (NAME, "95-qd-vpcp", "365-qd-btp", "phu-luc-hcmc"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    for name, formats in ((NAME, ("docx", "xlsx", "pdf")), ("95-qd-vpcp", ("docx",))):
        api.build(folder / "data" / name, out=folder / "out", formats=formats)
    dossier_at(folder / "data" / "bao-cao-thang-11")
    prose(folder / "data" / "bao-cao-ho-so-thang-5")


def drawn(page) -> None:
    page.locator(".paper:not(.old):not(.quick) figure img").first.wait_for()
    page.locator("#findings .spin").wait_for(state="detached")
    page.wait_for_load_state("networkidle")


def home(page, folder: Path) -> None:
    for name in ("95-qd-vpcp", "365-qd-btp", "phu-luc-hcmc"):
        page.request.get(f"{page.url}ho-so/{name}/soat")
    page.reload()


def dossier(page, folder: Path) -> None:
    page.goto(f"{page.url}ho-so/{NAME}/")
    drawn(page)
    page.locator(".grid tbody tr").nth(2).locator("td").nth(2).click()


def fields(page, folder: Path) -> None:
    page.goto(f"{page.url}ho-so/{NAME}/")
    drawn(page)
    page.get_by_role("tab", name="Văn bản").click()


def arrivals(page, folder: Path) -> None:
    table = messy(folder / "viec-nam-2026.xlsx")
    back = edited(
        folder / "data" / NAME, folder / "142-qd-vpcp-gop-y.docx", **{texts(folder / "data" / NAME)[0]: "Mới"}
    )
    old = folder / "ke-hoach-2025.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page.set_input_files("#tep", [str(table), str(back)])
    page.locator(".arrived .offers").nth(1).wait_for()


def mapping(page, folder: Path) -> None:
    page.set_input_files("#tep", str(messy(folder / "viec-2026.xlsx")))
    received(page, "viec-2026.xlsx").get_by_role("link", name="Lập văn bản từ bảng này").click()
    page.locator("#cot-C").select_option("chu_tri")
    page.locator("thead .meaning", has_text="Đơn vị chủ trì").wait_for()


def returned(page, folder: Path) -> None:
    first, second = texts(folder / "data" / NAME)
    words = {first: first.replace("thực hiện", "tổ chức thực hiện", 1), second: f"{second} Báo cáo hằng quý."}
    page.set_input_files("#tep", str(edited(folder / "data" / NAME, folder / "gop-y.docx", **words)))
    received(page, "gop-y.docx").get_by_role("link", name="Xem chỗ đã sửa, lấy về hồ sơ").click()
    page.get_by_role("heading", name="2 chỗ sửa").wait_for()


def checked(page, folder: Path) -> None:
    document = Document(str(folder / "out" / "95-qd-vpcp" / "95-qd-vpcp.docx"))
    document.sections[0].left_margin = 900_000
    for run in document.paragraphs[8].runs:
        run.font.name = "Arial"
    document.save(str(folder / "du-thao.docx"))
    page.goto(f"{page.url}soat/")
    page.set_input_files("#tep", str(folder / "du-thao.docx"))
    page.locator("figure img").first.wait_for()
    page.wait_for_load_state("networkidle")


def compared(page, folder: Path) -> None:
    new = small_dossier(folder / "data" / "ke-hoach-2030")
    old = folder / "data" / "ke-hoach-2030-truoc"
    shutil.copytree(new, old)
    source = new / "van-ban.yaml"
    source.write_text(source.read_text("utf-8").replace("Công tác năm 2030", "Công tác trọng tâm năm 2030"), "utf-8")
    page.goto(f"{page.url}so-sanh/")
    page.locator("select[name=cu]").select_option(f"ho-so:{old.name}")
    page.locator("select[name=moi]").select_option(f"ho-so:{new.name}")
    page.get_by_role("button", name="So sánh", exact=True).click()
    page.locator("figure img").first.wait_for()
    page.wait_for_load_state("networkidle")


def month(page, folder: Path) -> None:
    forms = folder / "bieu"
    name = "bao-cao-thang-11"
    page.goto(f"{page.url}thang/{name}/")
    page.get_by_label("Hạn đơn vị gửi").fill("20/12/2030")
    page.get_by_role("button", name="Lập biểu").click()
    page.get_by_text("Hạn đơn vị gửi 20/12/2030").wait_for()
    api.forms(folder / "data" / name, forms, date(2030, 12, 20))
    sent = [filled(forms / f"phong-{one}.xlsx", folder / f"ve-{one}.xlsx") for one in "ab"]
    sent.append(filled(forms / "phong-c.xlsx", folder / "ve-c.xlsx", "Xong hết"))
    page.set_input_files("#tep", [str(path) for path in sent])
    page.get_by_text("Lấy vào sổ thì").wait_for()


def figures(page, folder: Path) -> None:
    page.goto(f"{page.url}thang/bao-cao-ho-so-thang-5/")
    page.get_by_text("Xong những chỗ này").wait_for()


SCREENS: dict[str, Callable] = {
    "dau": home, "nhan-tep": arrivals, "bang": mapping, "ho-so": dossier, "van-ban": fields, "sua-ve": returned,
    "soat": checked, "so-sanh": compared, "thang": month, "so-lieu": figures,
}  # fmt: skip


def taken(wanted: list[str]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "Văn phòng"
        folder.mkdir()
        workplace(folder)
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        with come_in(browser, folder) as site:
            for name in wanted:
                page = site.context.new_page()
                page.goto(site.address)
                SCREENS[name](page, folder)
                page.mouse.move(0, 0)
                # Words that follow their part, pictures that are loaded.
                page.evaluate(LOADED)
                target = ROOT / "docs" / f"trang-{name}.png"
                page.screenshot(path=target)
                page.close()
                yield target


if __name__ == "__main__":
    for path in taken(sys.argv[1:] or list(SCREENS)):
        sys.stdout.write(f"{path.name}\n")
