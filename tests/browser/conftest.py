"""The page as Django sees it, in a workplace of its own for each test; and as a browser sees it, served for real."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Chromium asks nothing of the network, whatever the network is.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # All tabs of a workplace in one process, which compiles each script once.
    "--process-per-site",
]
# The engine without the windows, the bars and the services of a browser is the same and takes half the time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
DOSSIERS = ("142-qd-vpcp",)
# Milliseconds for which anything is waited for: enough for a machine that has other things to do. Nothing is as slow.
PATIENCE = 120_000


# --- as Django sees it -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def application() -> Iterator[object]:
    """Django is set up once in a process; each test has its own workplace in it."""
    from generator.face.page import app

    # The loop of playwright runs in this thread too; no code of ours is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        application = app.made(Path(folder), 4321)
        from django.test.utils import setup_test_environment

        setup_test_environment()
        yield application
        from django.db import connections

        connections.close_all()


@pytest.fixture
def workplace(application, tmp_path) -> Iterator[Path]:
    """A new workplace with one dossier; what rows a test makes are gone afterwards."""
    from django.core.management import call_command
    from django.test import override_settings

    for name in DOSSIERS:
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    with override_settings(WORKPLACE=tmp_path, PRIVATE=tmp_path / ".vanban"):
        yield tmp_path
    # Nobody asks who may do what to which table: those rows need not be made anew.
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)


@pytest.fixture(scope="session")
def handler(application):
    """What takes the requests of all tests: it keeps nothing of them, and looks through the files of the page once."""
    from django.test.client import ClientHandler

    handler = ClientHandler(enforce_csrf_checks=True)
    handler.load_middleware()
    return handler


@pytest.fixture
def stranger(handler, workplace):
    """A browser that has not come in."""
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1", SERVER_PORT="4321")
    client.handler = handler
    return client


@pytest.fixture
def clerk(stranger):
    """A browser that came in by the link; `post` sends the token of its page."""
    from generator.face.page.entry import link
    from generator.face.page.shared import private

    answer = stranger.get("/vao/", {"ma": link.make(private("vao"))})
    assert answer.status_code == 302
    page = stranger.get("/").content.decode()
    stranger.token = re.search(r'"X-CSRFToken": "(\w+)"', page)[1]
    plain = stranger.post

    def post(address, data=None, **more):
        return plain(address, data or {}, **{"HTTP_X_CSRFTOKEN": stranger.token, **more})

    stranger.post, stranger.plain_post = post, plain
    return stranger


@pytest.fixture
def work_done(workplace):
    """Runs what waits in the queue, here and now."""

    def run() -> None:
        from django_tasks_db.management.commands.db_worker import Worker

        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="thu",
            excluded_queue_names=[],
        ).run()

    return run


# --- as a browser sees it --------------------------------------------------------------------------------------------


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`vanban app` in a workplace; gives the link that is good once."""
    command = [sys.executable, "-m", "generator", "app", "--no-browser"]
    with (folder / "ra.txt").open("w+", encoding="utf-8") as said:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment)
        try:
            deadline = time.monotonic() + PATIENCE / 1000
            while not (found := re.search(r"http://\S+", (folder / "ra.txt").read_text(encoding="utf-8"))):
                assert process.poll() is None and time.monotonic() < deadline, (folder / "ra.txt").read_text()
                time.sleep(0.05)
            yield found[0]
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE / 1000)
            finally:
                process.kill()


def program() -> str:
    """Where Chromium is."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert found, "bash .ci/chromium installs what the tests of the page need"
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's Chromium; that it is missing is said, never passed over."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser
        browser.close()


# What axe is asked: of each violation that is serious or critical its name, where it is, what is wrong.
_SERIOUS = """;axe.run({resultTypes: ["violations"]}).then(({violations}) => violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => [one.id, node.target, node.failureSummary])))"""


class Site:
    """A workplace that is served, and a browser that came in."""

    def __init__(self, folder: Path, context) -> None:
        self.folder = folder
        self.context = context

    def axe(self, page) -> list[str]:
        """What axe finds of a serious kind on a page as it stands."""
        from axe_playwright_python.base import AXE_SCRIPT

        asked = {"expression": AXE_SCRIPT + _SERIOUS, "awaitPromise": True, "returnByValue": True}
        # Straight to the engine, which compiles axe once for all pages of its process.
        engine = page.context.new_cdp_session(page)
        answer = engine.send("Runtime.evaluate", asked)
        engine.detach()
        assert "exceptionDetails" not in answer, answer
        return [f"{name}: {target} {said}" for name, target, said in answer["result"]["value"]]


@contextmanager
def come_in(chromium, folder: Path) -> Iterator[Site]:
    """A workplace served, and a browser that came in by its link."""
    with served(folder) as link:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
        context.set_default_timeout(PATIENCE)
        first = context.new_page()
        first.goto(link)
        site = Site(folder, context)
        # That tab stays: the process of its site does, with the scripts that it has compiled.
        site.address = first.url
        yield site
        context.close()


# The pages beside a dossier are asked for when its screen is loaded.
_UNDRAWN = """addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.path.endsWith("/trang")) event.preventDefault();
});"""


@contextmanager
def first_page(site: Site, *, drawn: bool = True) -> Iterator[object]:
    """A tab at the first page; what the console says of an error, and what axe finds at the end, fails the test.

    Where the pages beside a dossier are not drawn, nothing else is any different: they take longer than most tests.
    """
    tab = site.context.new_page()
    if not drawn:
        tab.add_init_script(_UNDRAWN)
    said: list[str] = []

    def hear(message) -> None:
        # A refusal (409, 422) that the page shows is told by the browser too.
        refused = "status of 409" in message.text or "status of 422" in message.text
        if message.type in ("error", "warning") and not refused:
            said.append(f"{message.text} {message.location}")

    tab.on("console", hear)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(site.address)
    yield tab
    found = site.axe(tab)
    # What is still under way when the tab is closed is broken off by the test, not by the page.
    tab.remove_listener("console", hear)
    tab.close()
    assert said == []
    assert found == []


def small_dossier(folder: Path) -> Path:
    """A plan of a plainly fictitious office, one page with a table of three tasks: quick to read and to draw."""
    from openpyxl import Workbook

    folder.mkdir(parents=True)
    book = Workbook()
    book.active.append(["Mã", "Số TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"])
    for number, unit in enumerate(("Văn phòng", "Phòng Tổng hợp", "Thanh tra"), start=1):
        words = f"Xây dựng quy chế số {number} của cơ quan"
        book.active.append([f"NV0{number}", str(number), words, unit, "Các phòng", f"30/{number + 5}/2030"])
    book.save(folder / "nhiem-vu.xlsx")
    (folder / "van-ban.yaml").write_text(
        "loai: ke-hoach\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso:\nngay: 2030-01\ndia_danh: Tỉnh X\n"
        "trich_yeu: Công tác năm 2030\nnoi_nhan: [Các phòng, 'Lưu: VT']\n"
        "ky: {chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}\nnoi_dung: [{bang: {nguon: nhiem-vu.xlsx}}]\n",
        encoding="utf-8",
    )
    return folder


def received(page, name: str):
    """The lines of a file among those that were received; others of its name may stand there."""
    return page.locator(".arrived", has=page.get_by_role("heading", name=name, exact=True)).first


def written(page) -> None:
    """Wait until all that was changed on the screen of a dossier is in its files."""
    page.locator("#saved", has_text="Đã ghi.").wait_for()


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory) -> Iterator[Site]:
    """One server and one browser for all tests; each works in dossiers of its own, and takes none away."""
    folder = tmp_path_factory.mktemp("noi-lam-viec")
    for name in DOSSIERS:
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    with come_in(chromium, folder) as site:
        yield site


@pytest.fixture
def pages_drawn() -> None:
    """Asked for by a test that looks at the pages beside a dossier."""


@pytest.fixture
def page(site, request) -> Iterator[object]:
    """A tab at the first page of the common workplace."""
    with first_page(site, drawn="pages_drawn" in request.fixturenames) as tab:
        yield tab


@pytest.fixture
def empty_page(chromium, tmp_path) -> Iterator[object]:
    """A tab at the first page of a workplace that holds nothing yet, served for this test alone."""
    folder = tmp_path / "noi-moi"
    folder.mkdir()
    with come_in(chromium, folder) as site, first_page(site) as tab:
        yield tab
