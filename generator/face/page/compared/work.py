"""Comparing: the new state with tracked changes against the old one, as pages, as a list, as files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator.face import api
from generator.face.edits import tracked_edits
from generator.face.page import pictures
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_plainly
from generator.values.errors import VanbanError

PAGES, WORD, BOOK = "trang.pdf", "thay-doi.docx", "thay-doi.xlsx"


@work
def compare(old: str, new: str, into: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """What changed from one file or dossier to another; without a new one, since a dossier was last issued."""
    folder, before, after = Path(into), Path(old), Path(new) if new else None
    folder.mkdir(parents=True, exist_ok=True)
    made = api.redline(before, after, folder / WORD, force=True, on_event=on_event, cancelled=cancelled)
    # By fields only files of ours can be compared.
    with suppress(VanbanError):
        api.diff(before, after, book=folder / BOOK, on_event=on_event, cancelled=cancelled)
    edits = tracked_edits(api.tracked_changes(folder / WORD))
    said: list[dict[str, str]] = []
    pdf = folder / PAGES
    try:
        if edits:
            api.as_pages(folder / WORD, pdf, on_event=on_event, cancelled=cancelled)
    except VanbanError as failure:
        said = said_plainly(failure.findings)
    # Old and new words stand mixed on the page: what is looked for are the longest stretches of one of them.
    wanted = [sorted((run.text for run in one.runs), key=len, reverse=True)[:3] for one in edits]
    spots = pictures.found(pdf, wanted) if pdf.is_file() else []
    page, items = 1, []
    for edit, spot in zip(edits, spots or [None] * len(edits), strict=True):
        page = spot.page if spot else page
        runs = [(run.sign, run.text) for run in edit.runs]
        items.append({"page": page, "runs": runs, "kind": edit.kind})
    sizes = pictures.sizes(pdf) if pdf.is_file() else []
    return {"items": items, "sizes": sizes, "no_pages": said, "notes": said_plainly(made.findings), "findings": []}
