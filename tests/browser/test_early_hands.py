"""A hand that is quicker than the page: what is changed or pressed is heard, however late the scripts come."""

from contextlib import contextmanager

import pytest

from generator.face import api
from generator.face.page.entry import link

from .conftest import PATIENCE, received, small_dossier, written
from .test_whole_way import messy


@contextmanager
def held(page, script: str):
    """A script that does not come until what stands within is done."""
    waiting = []
    page.route(f"**/{script}*", lambda route: waiting.append(route))
    yield
    for route in waiting:
        route.continue_()
    assert waiting
    page.unroute(f"**/{script}*")


@pytest.fixture
def table(page, site, tmp_path) -> str:
    """The address of the screen on which a table's columns get their meaning."""
    page.set_input_files("#tep", str(messy(tmp_path / "viec-som.xlsx")))
    link = received(page, "viec-som.xlsx").get_by_role("link", name="Lập văn bản từ bảng này")
    return site.address.rstrip("/") + link.get_attribute("href")


def meaning(page, key: str):
    return page.locator("thead .meaning", has_text=api.meanings()[key])


@pytest.mark.parametrize("script", ["htmx", "page.js"])
def test_a_meaning_that_is_chosen_before_a_script_is_there_is_taken(page, table, script) -> None:
    with held(page, script):
        page.goto(table, wait_until="commit")
        page.locator("#cot-C").select_option("chu_tri")
    meaning(page, "chu_tri").wait_for()


def test_a_meaning_that_is_chosen_as_soon_as_the_new_part_stands_is_taken(page, table) -> None:
    page.goto(table)
    page.evaluate("""() => new MutationObserver((_, watch) => {
        const next = document.getElementById("cot-D");
        if (!document.querySelector("#cot-C option:checked[value=chu_tri]") || next.value) return;
        watch.disconnect();
        next.value = "phoi_hop";
        next.dispatchEvent(new Event("change", { bubbles: true }));
    }).observe(document.getElementById("mapping"), { childList: true, subtree: true })""")
    page.locator("#cot-C").select_option("chu_tri")
    meaning(page, "phoi_hop").wait_for()
    meaning(page, "chu_tri").wait_for()


def test_a_field_that_is_changed_before_a_script_is_there_is_written(page, site) -> None:
    folder = small_dossier(site.folder / "data" / "tay-nhanh")
    with held(page, "desk.js"):
        page.goto(f"{site.address}ho-so/tay-nhanh/", wait_until="commit")
        page.get_by_role("tab", name="Văn bản").click()
        page.get_by_label("Địa danh").evaluate("""box => {
            box.value = "Tỉnh Y";
            box.dispatchEvent(new Event("change", { bubbles: true }));
        }""")
    written(page)
    assert "dia_danh: Tỉnh Y" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    assert page.get_by_role("tab", name="Văn bản").get_attribute("aria-selected") == "true"


def test_a_form_whose_answer_is_on_its_way_is_not_sent_again(page) -> None:
    sent = page.evaluate("""() => {
        const form = document.querySelector("dialog form[method=post]");
        let sent = 0;
        // It is asked first whether there is anyone to send it to.
        window.fetch = () => { sent += 1; return new Promise(() => {}); };
        form.requestSubmit();
        form.requestSubmit();
        return sent;
    }""")
    assert sent == 1


@pytest.fixture
def window(site):
    """A browser of its own that came in: to be shut out again."""
    context = site.context.browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    come_in(context, site).close()
    yield context
    context.close()


def come_in(context, site):
    page = context.new_page()
    page.goto(f"{site.address}vao/?ma={link.make(site.folder / '.vanban' / 'vao')}")
    return page


def test_what_is_typed_where_the_session_is_over_waits_and_is_written(window, site) -> None:
    folder = small_dossier(site.folder / "data" / "het-phien")
    page = window.new_page()
    page.goto(f"{site.address}ho-so/het-phien/")
    page.locator(".grid tbody td").nth(2).click()
    page.keyboard.type("Chữ đang gõ")
    window.clear_cookies()
    page.keyboard.press("Enter")
    page.get_by_text("Cửa sổ này đã hết phiên làm việc.").wait_for()
    assert page.locator(".grid tbody td").nth(2).inner_text() == "Chữ đang gõ"
    # What is done meanwhile comes after it.
    page.get_by_role("tab", name="Văn bản").click()
    page.get_by_label("Địa danh").fill("Tỉnh Y")
    page.get_by_role("tab", name="Bảng nhiệm vụ").click()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text("Cửa sổ này đã hết phiên làm việc.").wait_for()
    come_in(window, site)
    page.get_by_role("button", name="Tiếp tục").click()
    written(page)
    assert api.open_dossier(folder).tables[0].rows[0].cells[2] == "Chữ đang gõ"
    assert "dia_danh: Tỉnh Y" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    assert not page.locator("#away").is_visible()


def test_a_form_that_no_program_takes_stays_as_it_was_filled(page, site, table) -> None:
    page.goto(table)
    page.get_by_label("Về việc gì (trích yếu)").fill("Việc đã gõ")
    # The program is gone: this page has nobody to ask.
    page.route("**/vao/con/", lambda route: route.fulfill(status=302, headers={"Location": "/vao/dong/"}))
    page.get_by_role("button", name="Lập hồ sơ").click()
    page.get_by_role("alert").get_by_text("Chữ đang gõ vẫn còn ở đây").wait_for()
    page.unroute("**/vao/con/")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/lap")
    assert page.get_by_label("Về việc gì (trích yếu)").input_value() == "Việc đã gõ"
