"""Long work with dossiers: building what is delivered, and the pages beside what is being written."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from django.urls import reverse

from generator.face import api
from generator.face.page.dossiers import preview
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_plainly


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
    """The pages of a dossier as they would be printed now, aside: out/ stays as it is. First a quick view of them."""
    folder, quick = Path(into) / stamp, Path(into) / preview.quick(stamp)
    built = partial(api.build, Path(dossier), force=True, on_event=on_event, cancelled=cancelled)
    if not preview.is_drawn(quick):
        shutil.rmtree(quick, ignore_errors=True)
        word = built(out=quick, formats=("docx",)).outputs[0].path
        if api.quick_view(word, word.with_suffix(".pdf")):
            preview.is_whole(quick)
        else:
            shutil.rmtree(quick, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    result = built(out=folder, formats=("docx", "pdf"))
    preview.is_whole(folder)
    return {"findings": said_plainly(result.findings)}
