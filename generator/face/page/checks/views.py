"""A Word file that is checked: the pages with marks, the list that leads to them, the copies to download."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from generator.face.page import guard, pictures
from generator.face.page.checks import work
from generator.face.page.downloads import attached
from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job
from generator.face.page.received import storing
from generator.face.page.received.models import Received
from generator.face.page.received.views import received_or_404
from generator.face.page.shared import owner_of

_SHOWN = 12
# What may be downloaded: where it lies below the folder of the file, and what is put behind its name.
_COPIES = {
    "da-sua": ("mend/sua", "da-sua"),
    "theo-doi": ("mend/theo-doi", "da-sua"),
    "cho-da-sua": ("mend/sua", "cho-da-sua"),
    "nhan-xet": ("check", "nhan-xet"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A place to drop a Word file, and those that were checked last."""
    keys = Job.objects.filter(owner=owner_of(request), about__startswith="soat:").values_list("about", flat=True)
    names = [about.removeprefix("soat:") for about in keys]
    files = Received.objects.filter(owner=owner_of(request), key__in=names)[:_SHOWN]
    return render(request, "page/checks/index.html", {"files": files})


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """A file dropped to be checked; several are received as any others."""
    uploads = request.FILES.getlist("tep")
    if len(uploads) != 1 or not str(uploads[0].name).lower().endswith(".docx"):
        from generator.face.page.received.views import take

        return take(request)
    try:
        (one,) = storing.take(owner_of(request), uploads[0])
    except RequestDataTooBig:
        return guard.too_large(request)
    return redirect("checks:show", one.key)


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The file; what was found follows as a part, and is looked for where that was not done yet."""
    return render(request, "page/checks/show.html", {"one": received_or_404(request, key)})


@require_safe
def found(request: HttpRequest, key: str) -> HttpResponse:
    """What was found, as long as it is looked for the progress."""
    one = received_or_404(request, key)
    job = _last(request, f"soat:{key}") or running.start(
        owner_of(request),
        work.check,
        f"Soát {one.name}"[:300],
        f"soat:{key}",
        file=str(one.path),
        into=str(one.folder / "check"),
    )
    if job.state != Job.State.DONE:
        return render(request, "page/jobs/progress.html", {"job": job})
    items = list(enumerate(job.result["items"], start=1))
    pages = [
        (number, size, [(at, item) for at, item in items if item["page"] == number and item["boxes"]])
        for number, size in enumerate(job.result["sizes"], start=1)
    ]
    mended = _last(request, f"sua:{key}")
    context = {"one": one, "items": items, "pages": pages, "no_pages": job.result["no_pages"], "mending": mended}
    return render(request, "page/checks/found.html", context)


def _last(request: HttpRequest, about: str) -> Job | None:
    """The last job about something, unless it was stopped."""
    job = Job.objects.filter(owner=owner_of(request), about=about).first()
    return job if job and job.state != Job.State.STOPPED else None


@require_POST
def mend(request: HttpRequest, key: str) -> HttpResponse:
    """What is sure is mended, in copies."""
    one = received_or_404(request, key)
    title, into = f"Sửa {one.name}"[:300], str(one.folder / "mend")
    job = running.start(owner_of(request), work.mend, title, f"sua:{key}", file=str(one.path), into=into)
    return render(request, "page/jobs/progress.html", {"job": job})


@require_safe
def page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One page as a picture."""
    pdf = received_or_404(request, key).folder / "check" / work.PAGES
    image = pictures.kept(pdf, number) if pdf.is_file() else None
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


@require_safe
def copy(request: HttpRequest, key: str, which: str) -> HttpResponseBase:
    """A copy that was made, to save."""
    one = received_or_404(request, key)
    if which not in _COPIES:
        raise Http404
    folder, mark = _COPIES[which]
    path: Path = one.folder / folder / f"{one.path.stem}.{mark}.docx"
    if not path.is_file():
        raise Http404
    return attached(path.open("rb"), f"{one.path.stem}.{which}.docx")
