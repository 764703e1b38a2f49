"""Two files, or what a dossier issued and what it says now: the changes."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from generator.face import api
from generator.face.page import guard, pictures
from generator.face.page.compared import work
from generator.face.page.downloads import attached
from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job
from generator.face.page.jobs.views import job_or_404
from generator.face.page.received import storing
from generator.face.page.received.models import Received
from generator.face.page.shared import data, owner_of, private

_SHOWN = 40
# So many comparisons keep their pages.
_KEPT = 30
_ABOUT = "so-sanh"
_PAPERS = {"ban-so-sanh": work.WORD, "danh-sach": work.BOOK}


def _states(request: HttpRequest) -> dict[str, dict[str, Path]]:
    """What may be chosen on either side, by group and name: dossiers as they are now, Word files received."""
    files = Received.objects.filter(owner=owner_of(request), name__iendswith=".docx")[:_SHOWN]
    return {
        "Hồ sơ, như bây giờ": {f"ho-so:{path.name}": path for path in api.dossiers_in(data())},
        "Tệp Word đã nhận": {f"tep:{one.key}": one.path for one in files},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What to compare with what, and what was compared last."""
    if request.method == "POST":
        try:
            return _started(request)
        except RequestDataTooBig:
            return guard.too_large(request)
    return _asked(request, "", 200)


def _asked(request: HttpRequest, problem: str, status: int) -> HttpResponse:
    states = {
        group: [(key, path.name) for key, path in found.items()] for group, found in _states(request).items() if found
    }
    last = Job.objects.filter(owner=owner_of(request), about=_ABOUT)[:10]
    context = {
        "states": states,
        "dossiers": api.dossiers_in(data()),
        "last": last,
        "problem": problem,
        "chosen": request.GET.get("ho-so", ""),
    }
    return render(request, "page/compared/index.html", context, status=status)


def _side(request: HttpRequest, name: str) -> Path | None:
    """One side: a file that comes along, else what was chosen of the list."""
    upload = request.FILES.get(f"tep-{name}")
    if upload is not None:
        taken = storing.take(owner_of(request), upload) if str(upload.name).lower().endswith(".docx") else []
        return taken[0].path if taken else None
    chosen = request.POST.get(name, "")
    return next((found[chosen] for found in _states(request).values() if chosen in found), None)


def _started(request: HttpRequest) -> HttpResponse:
    issued = {path.name: path for path in api.dossiers_in(data())}.get(request.POST.get("da-phat-hanh", ""))
    old, new = (issued, None) if issued else (_side(request, "cu"), _side(request, "moi"))
    if old is None or (new is None and not issued):
        return _asked(request, "Chọn đủ hai bên: mỗi bên một hồ sơ hoặc một tệp Word (.docx).", 422)
    for gone in sorted(private("so-sanh").iterdir(), key=lambda one: one.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(gone, ignore_errors=True)
    title = f"{old.name}: bản đã phát hành → bây giờ" if new is None else f"{old.name} → {new.name}"
    job = running.start(
        owner_of(request),
        work.compare,
        f"So sánh {title}"[:300],
        _ABOUT,
        old=str(old),
        new=str(new or ""),
        into=str(private("so-sanh", secrets.token_urlsafe(9))),
    )
    return redirect("compared:show", job.pk)


def _job(request: HttpRequest, pk: int) -> Job:
    job = job_or_404(request, pk)
    if job.about != _ABOUT:
        raise Http404
    return job


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A comparison; what changed follows as a part."""
    return render(request, "page/compared/show.html", {"job": _job(request, pk)})


@require_safe
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed, as long as it is looked for the progress."""
    job = _job(request, pk)
    if job.state != Job.State.DONE:
        return render(request, "page/jobs/progress.html", {"job": job})
    context = {
        "job": job,
        "items": job.result["items"],
        "pages": list(enumerate(job.result["sizes"], start=1)),
        "no_pages": job.result["no_pages"],
        "notes": job.result["notes"],
        "listed": (Path(job.asked["into"]) / work.BOOK).is_file(),
    }
    return render(request, "page/compared/found.html", context)


@require_safe
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page as a picture."""
    pdf = Path(_job(request, pk).asked["into"]) / work.PAGES
    image = pictures.kept(pdf, number) if pdf.is_file() else None
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


@require_safe
def papers(request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
    """The document with tracked changes, or the list as a workbook, to save."""
    path = Path(_job(request, pk).asked["into"]) / _PAPERS.get(which, "khong-co")
    if not path.is_file():
        raise Http404
    return attached(path.open("rb"), path.name)
