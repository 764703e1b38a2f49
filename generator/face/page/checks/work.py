"""Checking a file, with its pages and the place of each finding on them; mending it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec import to_builtins

from generator.commands.check import Checked, CheckResult
from generator.face import api
from generator.face.page import pictures
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_of, said_plainly
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding
from generator.values.patterns import late

PAGES = "trang.pdf"
_QUOTED = late("“([^”]{3,})”")


def fresh(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _checked(result: CheckResult) -> Checked:
    (one,) = result.checked
    if one.unread is not None:
        raise InputError(one.findings)
    return one


@work
def check(file: str, into: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """What is found, and where on the pages; without LibreOffice there are no pages, and that is said."""
    path, folder = Path(file), fresh(Path(into))
    copy = folder / path.name
    shutil.copyfile(path, copy)
    one = _checked(api.check(copy, annotate=True, on_event=on_event, cancelled=cancelled))
    said: list[dict[str, str]] = []
    pdf = folder / PAGES
    try:
        api.as_pages(copy, pdf, on_event=on_event, cancelled=cancelled)
    except VanbanError as failure:
        said = said_plainly(failure.findings)
    findings = sorted(one.findings, key=lambda found: found.place.line)
    spots = pictures.found(pdf, [tuple(_looked_for(found)) for found in findings]) if pdf.is_file() else []
    return {
        "items": list(_placed(findings, spots)),
        "sizes": pictures.sizes(pdf) if pdf.is_file() else [],
        "no_pages": said,
        "findings": [],
    }


def _looked_for(finding: Finding) -> Iterator[str]:
    """The words that a finding is about, surest first."""
    yield finding.value
    yield from _QUOTED.findall(str(finding.message))
    # What was found may be told by its beginning, or with what stands before it.
    yield finding.value[-40:]


def _placed(findings: list[Finding], spots: list[pictures.Spot | None]) -> Iterator[dict[str, object]]:
    page = 1
    for finding, spot in zip(findings, spots or [None] * len(findings), strict=True):
        page = spot.page if spot else page
        yield {**to_builtins(said_of(finding)), "page": page, "boxes": spot.boxes if spot else ()}


@work
def mend(file: str, into: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """What is sure mended in copies, one of them with tracked changes; what is left to do by hand."""
    path, folder = Path(file), fresh(Path(into))
    plain, tracked = (fresh(folder / name) / path.name for name in ("sua", "theo-doi"))
    for copy in (plain, tracked):
        shutil.copyfile(path, copy)
    one = _checked(api.check(plain, fix=True, on_event=on_event, cancelled=cancelled))
    _checked(api.check(tracked, tracked=True, on_event=on_event, cancelled=cancelled))
    left = _checked(api.check(one.written[0])).findings if one.mended else one.findings
    return {"mended": said_plainly(one.mended), "left": said_plainly(left), "findings": []}
