"""The page: how long a clerk waits for its first screen, for what she does in a table of hundreds of rows, for pages.

`python -m benchmarks.page` serves a workplace and looks at it with Chromium at 1366 × 768, as the tests of the page do
(`bash .ci/chromium`). Seconds and milliseconds are those of the clock: only a machine that does nothing else tells
them. The next paint after a key or a press is the browser's own measure (Event Timing), that while scrolling the
longest frame.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
PLAN, LONG = "142-qd-vpcp", "phu-luc-03"
# The whole browser, as a clerk has it, where there is one.
_PROGRAMS = ("chromium", "chromium-browser", "chromium-headless-shell")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_WAIT = 60_000
# Events of the user's hand, each with the milliseconds until the frame that shows what it did.
_OBSERVE = """() => { window.seen = []; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.seen.push([one.name, one.duration]);
}).observe({ type: "event", durationThreshold: 16 }); }"""
_SCROLL = """async () => { const grid = document.querySelector(".grid"); const box = grid.closest("[tabindex]") ?? grid;
  let longest = 0, last = performance.now();
  for (let step = 0; step < 60; step += 1) {
    window.scrollBy(0, 400); box.scrollTop += 400;
    await new Promise(requestAnimationFrame);
    const now = performance.now(); longest = Math.max(longest, now - last); last = now;
  } return longest; }"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, float]]:
    """`vanban app` in a workplace: the link that is good once, the seconds until it was said."""
    environment = {**os.environ, "PYTHONPATH": str(DATA.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "generator", "app", "--no-browser"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    try:
        said = iter(process.stdout.readline, b"") if process.stdout else iter(())
        found = next(link[0] for line in said if (link := re.search(r"http://\S+", line.decode())))
        yield found, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait()


def _cell(page: Any, row: int) -> Any:
    return page.locator(".grid tbody tr").nth(row).locator("td").nth(2)


def _write(page: Any, row: int, text: str) -> float:
    """Seconds until a new text of a cell is said to be written."""
    _cell(page, row).click()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    begun = time.perf_counter()
    page.keyboard.press("Enter")
    page.locator("#saved", has_text="Đã ghi").wait_for()
    return time.perf_counter() - begun


def long_table(page: Any, address: str) -> Iterator[tuple[str, str]]:
    """What is done in a table of hundreds of rows."""
    page.goto(f"{address}ho-so/{LONG}/")
    _cell(page, 3).wait_for()
    # A screen that stands: neither LibreOffice nor the pictures of its pages take part.
    page.locator(".paper:not(.old) figure img").first.wait_for(timeout=4 * _WAIT)
    page.wait_for_load_state("networkidle")
    yield f"{LONG}: longest frame while scrolling", f"{page.evaluate(_SCROLL):.0f} ms"
    page.evaluate(_OBSERVE)
    _cell(page, 5).click()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    written = _write(page, 8, "Rà soát, báo cáo kết quả")
    page.evaluate("() => new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")
    seen = page.evaluate("window.seen")
    longest = max(seen, key=lambda one: one[1], default=("under 16 ms", 0))
    yield f"{LONG}: longest time to the next paint, 20 arrows, presses, typing", f"{longest[1]:.0f} ms ({longest[0]})"
    yield f"{LONG}: a cell is written", f"{written * 1000:.0f} ms"


def pages(page: Any, address: str) -> Iterator[tuple[str, str]]:
    """From a change to the pages that show it."""
    page.goto(f"{address}ho-so/{PLAN}/")
    drawn = page.locator(".paper:not(.old) figure img")
    printed = page.locator(".paper:not(.old):not(.quick) figure img")
    printed.first.wait_for()
    for number in range(3):
        before = drawn.first.get_attribute("src")
        _write(page, 2, f"Tham mưu, trình ban hành văn bản lần {number}")
        begun = time.perf_counter()
        page.locator(f"figure img[src='{before}']").wait_for(state="detached")
        drawn.first.wait_for()
        shown = (
            f"{time.perf_counter() - begun:.1f} s {'quick view' if page.locator('.paper.quick').count() else 'print'}"
        )
        printed.first.wait_for()
        yield f"{PLAN}: new pages {number + 1}", f"{shown}; print {time.perf_counter() - begun:.1f} s"


def main() -> None:
    """One line for each figure."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        folder = Path(work)
        for name in (PLAN, LONG):
            shutil.copytree(DATA / name, folder / "data" / name)
        browser = playwright.chromium.launch(executable_path=program, args=[*_FLAGS])
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        context.set_default_timeout(_WAIT)
        page = context.new_page()
        for warm in (False, True):
            with served(folder) as (link, until):
                begun = time.perf_counter()
                page.goto(link)
                loaded = time.perf_counter() - begun
                name = "first screen, program started before" if warm else "first screen of a new workplace"
                print(f"{name}: {until + loaded:.2f} s (link {until:.2f} s)", flush=True)
                if warm:
                    # The pages first: those of the long table keep LibreOffice busy.
                    for what, figure in chain(pages(page, page.url), long_table(page, page.url)):
                        print(f"{what}: {figure}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
