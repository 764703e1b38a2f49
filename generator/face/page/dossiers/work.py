"""Long work with dossiers: building what is delivered, and the pages beside what is being written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

from generator.face import api
from generator.face.page.dossiers import preview
from generator.face.page.dossiers.preview import Proof
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_plainly
from generator.values.errors import VanbanError

if TYPE_CHECKING:
    from generator.commands.build import BuildResult


@work
def build(dossier: str, out: str, force: bool, stamp: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """Word, Excel and PDF of a dossier into out/; `stamp` tells this work from that on another state of it."""
    result = api.build(Path(dossier), out=Path(out), force=force, on_event=on_event, cancelled=cancelled)
    pages = max((one.pages for one in result.outputs), default=0)
    # Where its files are to be had: not on every screen that begins a build.
    shows = reverse("dossiers:show", args=[Path(dossier).name])
    name = Path(dossier).name
    files = [[one.path.suffix, reverse("dossiers:output", args=[name, one.path.name])] for one in result.outputs]
    return {"findings": said_plainly(result.findings), "pages": pages, "shows": shows, "files": files}


@work
def draw(dossier: str, into: str, stamp: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """The pages of a dossier as they would be printed now, aside: out/ stays as it is.

    A quick view is shown before them where the last one had just the pages of the print, and where none are to be had.
    """
    previews = Path(into)
    folder, quick = previews / stamp, previews / preview.quick(stamp)
    built = partial(api.build, Path(dossier), force=True, on_event=on_event, cancelled=cancelled)
    if preview.proof(previews) in (Proof.SAME_PAGES, Proof.NO_PRINT):
        _shown_quickly(quick, built)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        result = built(out=folder, formats=("docx", "pdf"))
    except VanbanError:
        if _shown_quickly(quick, built):
            preview.proves(previews, Proof.NO_PRINT)
        raise
    preview.is_whole(folder)
    made = {one.format: one.path for one in result.outputs}
    view = next(quick.rglob("*.pdf"), None) or _quick_view(made["docx"], folder / "nhanh.pdf")
    if view:
        preview.proves(previews, Proof.SAME_PAGES if api.same_pages(view, made["pdf"]) else Proof.OTHER_PAGES)
    return {"findings": said_plainly(result.findings)}


def _shown_quickly(quick: Path, built: Callable[..., BuildResult]) -> bool:
    """Whether the quick view of a state is there to be looked at now."""
    if preview.is_drawn(quick):
        return True
    shutil.rmtree(quick, ignore_errors=True)
    with suppress(VanbanError):
        word = built(out=quick, formats=("docx",)).outputs[0].path
        if _quick_view(word, word.with_suffix(".pdf")):
            preview.is_whole(quick)
            return True
    shutil.rmtree(quick, ignore_errors=True)
    return False


def _quick_view(word: Path, target: Path) -> Path | None:
    return target if api.quick_view(word, target) else None
