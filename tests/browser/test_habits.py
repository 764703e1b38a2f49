"""People's habits: keys alone, Telex, large type, paper, a first walk; and lists whose lines are picked."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from generator.face import api

from .conftest import small_dossier, written

# What overlaps what among things to press and type into, beyond a pixel of rounding; what is scrolled away is not seen.
OVERLAPS = """() => {
  const seen = [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, h1, h2, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.closest(".sheet, .paper, .skip, .out-of-sight, .tour"))
    .map((one) => [one, one.getBoundingClientRect()]).filter(([one, box]) => box.width > 2 && box.height > 2);
  const found = [];
  seen.forEach(([one, a], at) => seen.slice(at + 1).forEach(([other, b]) => {
    if (one.contains(other) || other.contains(one) || one.closest(".top") !== other.closest(".top")) return;
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 2 && y > 2) found.push(`${one.outerHTML.slice(0, 80)} × ${other.outerHTML.slice(0, 80)}`);
  }));
  return found;
}"""


def tabbed(page, name: str) -> None:
    """Tab until what has this name is where the keyboard is."""
    said = "() => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? '').trim()"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(said) == name:
            return
    pytest.fail(f"the keyboard never comes to {name}")


def test_a_table_is_reached_edited_and_undone_without_a_mouse(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "ban-phim")
    before = api.open_dossier(folder).tables[0].rows
    page.reload()
    tabbed(page, "ban-phim")
    page.keyboard.press("Enter")
    page.locator(".grid").wait_for()
    tabbed(page, "Bảng nhiệm vụ")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("tab", name="Văn bản", selected=True).wait_for()
    page.keyboard.press("ArrowRight")
    tabbed(page, "Hoàn tác")
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.type("Gõ")
    page.keyboard.press("Enter")
    written(page)
    assert api.open_dossier(folder).tables[0].rows[1].cells[2] == "Gõ"
    page.keyboard.press("ControlOrMeta+z")
    page.locator(".grid td", has_text="Gõ").wait_for(state="detached")
    assert api.open_dossier(folder).tables[0].rows == before


def test_what_an_input_method_composes_is_not_swallowed(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "telex")
    page.goto(f"{site.address}ho-so/telex/")
    page.locator(".grid tbody tr").nth(0).locator("td").nth(2).click()
    page.keyboard.press("F2")
    box = page.locator(".grid textarea")
    box.fill("")
    keys = page.context.new_cdp_session(page)
    for text in ("v", "vi", "viê", "việ"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    # Enter, Escape and Tab that choose among what is offered are keys of the input method.
    for key in ("Enter", "Escape", "Tab"):
        box.dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True, "keyCode": 229})
    assert box.input_value() == "việ"
    keys.send("Input.insertText", {"text": "việc"})
    page.keyboard.type(" mới?")
    page.keyboard.press("Enter")
    written(page)
    assert api.open_dossier(folder).tables[0].rows[0].cells[2] == "việc mới?"
    assert not page.locator("#help").is_visible()


def test_large_type_and_a_narrow_window_hide_nothing(page, site) -> None:
    small_dossier(site.folder / "data" / "chu-to")
    addresses = ("", "nhan/", "soat/", "so-sanh/", "thang/", "ho-so/chu-to/", "thang/chu-to/")
    found = {}
    for address in addresses:
        page.goto(f"{site.address}{address}")
        # 200 % at 1366 × 768; then type twice as large in a whole window.
        for width, size in ((683, "100%"), (1366, "200%")):
            page.set_viewport_size({"width": width, "height": 768})
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            over = page.evaluate(OVERLAPS)
            if wide > 1 or over:
                found[f"{address} {width} {size}"] = (wide, over)
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    assert found == {}


def test_dialogs_and_the_screens_beside_the_way_can_be_read_by_all(page, site) -> None:
    """Those at which no other test ends: each test ends with what axe says of the screen that it has come to."""
    small_dossier(site.folder / "data" / "hop-thoai")
    said = {}
    page.goto(f"{site.address}ho-so/hop-thoai/")
    page.get_by_role("button", name="Thêm dòng").click()
    page.get_by_role("heading", name="Thêm dòng dưới dòng đang chọn").wait_for()
    said["row"] = site.axe(page)
    page.keyboard.press("Escape")
    page.locator(".grid td").first.focus()
    page.keyboard.press("?")
    page.get_by_role("heading", name="Trợ giúp").wait_for()
    said["help"] = site.axe(page)
    page.keyboard.press("Escape")
    page.evaluate("() => { isAway('im'); }")
    said["away"] = site.axe(page)
    for address in ("so-sanh/", "soat/", "thang/", "nhan/"):
        page.goto(f"{site.address}{address}")
        said[address] = site.axe(page)
    assert {name: found for name, found in said.items() if found} == {}


def test_on_paper_stands_what_was_read_and_no_button(page, site) -> None:
    small_dossier(site.folder / "data" / "in-ra")
    page.goto(f"{site.address}ho-so/in-ra/")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.get_by_role("button", name="Thêm dòng").is_visible()
    assert page.locator(".grid").evaluate("one => getComputedStyle(one).maxHeight") == "none"
    page.emulate_media(media="screen")


@pytest.mark.usefixtures("pages_drawn")
def test_the_first_walk_leads_through_a_sample(page, site) -> None:
    page.keyboard.press("?")
    page.get_by_role("button", name="Đi thử từng bước trên hồ sơ mẫu").click()
    tour = page.get_by_role("dialog", name="Đi thử từng bước")
    tour.get_by_text("Bấm vào một ô rồi gõ").wait_for()
    assert site.axe(page) == []
    for said in ("căn cứ, nơi nhận", "trang ở đây đổi theo", "nên xem trước khi ký", "Ra tệp Word"):
        tour.get_by_role("button", name="Bước sau").click()
        tour.get_by_text(said).wait_for()
    tour.get_by_role("button", name="Xong").click()
    tour.wait_for(state="detached")
    assert page.url.endswith("/ho-so/ho-so-mau/")


def test_lines_of_other_dossiers_are_picked(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "chon-dong")
    page.goto(f"{site.address}ho-so/chon-dong/")
    page.get_by_role("tab", name="Văn bản").click()
    page.get_by_text("Chọn nơi nhận đã dùng ở hồ sơ khác").click()
    page.get_by_role("button", name="Các Bộ, cơ quan ngang Bộ, BHXHVN").click()
    written(page)
    kept = next(one.value for one in api.open_dossier(folder).documents[0].fields if one.path == "noi_nhan")
    assert kept.split("\n") == ["Các phòng", "Các Bộ, cơ quan ngang Bộ, BHXHVN", "Lưu: VT"]


# --- as Django sees it -----------------------------------------------------------------------------------------------


def test_documents_cited_in_a_table_are_offered_as_bases(clerk, workplace) -> None:
    folder = workplace / "data" / "142-qd-vpcp"
    import openpyxl

    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    column = book.active.max_column + 1
    book.active.cell(1, column, "Văn bản chỉ đạo")
    book.active.cell(2, column, "Quyết định số 06/QĐ-TTg ngày 06/01/2022")
    book.save(folder / "nhiem-vu.xlsx")
    assert "Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022" in [
        one.text for one in api.known_lines(folder, "can_cu", workplace / "data")
    ]
    assert "06/01/2022" in clerk.get("/ho-so/142-qd-vpcp/goi-y/can_cu").content.decode()
    assert clerk.get("/ho-so/142-qd-vpcp/goi-y/ky").status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("16/3/2026", "2026-03-16", "16/03/2026"),
        ("3/2026", "2026-03", "03/2026"),
        ("2026-03-16", "2026-03-16", "16/03/2026"),
        ("05.01.2026", "2026-01-05", "05/01/2026"),
    ],
)
def test_a_day_is_typed_as_it_is_written_here(clerk, workplace, typed, kept, shown) -> None:
    folder = workplace / "data" / "142-qd-vpcp"
    asked = {"truong": "ngay", "kieu": "dong", "gia-tri": typed, "ban": api.open_dossier(folder).version}
    assert clerk.post("/ho-so/142-qd-vpcp/truong", asked).status_code == 200
    assert f"ngay: {kept}\n" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    assert f'value="{shown}"' in clerk.get("/ho-so/142-qd-vpcp/").content.decode()


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_an_archive_in_an_archive_is_laid_out_and_counted_with_it(clerk) -> None:
    from django.test import override_settings

    from generator.face.page.received.models import Received

    inner = zipped(**{"a.csv": b"x", "b.zip": zipped(**{"c.csv": b"x"}), "gia.zip": b"no archive"})
    clerk.post("/nhan/gui", {"tep": SimpleUploadedFile("n.zip", zipped(**{"x/inner.zip": inner, "d.csv": b"x"}))})
    assert sorted(row.name for row in Received.objects.all()) == ["a.csv", "c.csv", "d.csv", "gia.zip"]
    Received.objects.all().delete()
    bomb = b"0" * (1 << 20)
    for _ in range(3):
        bomb = zipped(**{"bomb.zip" if bomb[:2] == b"PK" else "a.csv": bomb})
    with override_settings(MOST_UNPACKED=1 << 19):
        assert clerk.post("/nhan/gui", {"tep": SimpleUploadedFile("n.zip", bomb)}).status_code == 413
    many = zipped(**{f"{n}.zip": zipped(**{f"{n}{m}.csv": b"x" for m in range(3)}) for n in range(3)})
    with override_settings(MOST_FILES=8):
        assert clerk.post("/nhan/gui", {"tep": SimpleUploadedFile("n.zip", many)}).status_code == 413
    assert not Received.objects.exists()
