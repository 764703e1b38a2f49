"""A dossier on one screen."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from generator.face import api
from generator.face.page.dossiers import judged, preview, work
from generator.face.page.downloads import attached
from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job
from generator.face.page.received import storing
from generator.face.page.shared import data, dossier_or_404, out, owner_of, private, workplace
from generator.face.page.words import in_a_field, said_of
from generator.values.errors import VanbanError

# Another one holds the folder: it is tried again.
_BUSY = "V018"
_MOST_PICKS = 200


def about(name: str) -> str:
    """What jobs of a dossier are about."""
    return f"ho-so:{name}"


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """The dossier: what it says, its pages, its files."""
    path = dossier_or_404(name)
    state = api.state_of(path, out())
    job = Job.objects.filter(owner=owner_of(request), about=about(name)).exclude(work__endswith=":draw").first()
    context: dict[str, object] = {"name": name, "state": state, "job": job if job and job.going else None}
    try:
        context["desk"] = desk = api.open_dossier(path)
        preview.knows(name, path, desk.sources)
    except VanbanError as failure:
        context["findings"] = [said_of(one) for one in failure.findings]
    return render(request, "page/dossiers/show.html", context)


@require_safe
def standing(request: HttpRequest, name: str) -> HttpResponse:
    """How it stands now: after a build, after a change."""
    state = api.state_of(dossier_or_404(name), out())
    return render(request, "page/dossiers/standing.html", {"standing": state.standing.value})


@require_safe
def findings(request: HttpRequest, name: str) -> HttpResponse:
    """What a careful reader finds before it is signed; each with the cell or field that it is about."""
    path = dossier_or_404(name)
    stamp = preview.stamp_of(path)
    desk = api.open_dossier(path)
    own = str(desk.sources[0])
    found = [
        in_a_field(said_of(one), desk.place(one.place.line)) if one.place.file == own else said_of(one)
        for one in api.lint(path).findings
    ]
    judged.keep(name, stamp, found)
    sure = api.fix(path, dry_run=True).mends
    return render(request, "page/dossiers/findings.html", {"name": name, "findings": found, "mends": sure})


# The lists that may take lines of others.
_PICKED = ("can_cu", "noi_nhan")


@require_safe
def picks(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Lines that a list of the form may want."""
    if key not in _PICKED:
        raise Http404
    context = {"lines": api.known_lines(dossier_or_404(name), key, data())[:_MOST_PICKS], "key": key}
    return render(request, "page/dossiers/picks.html", context)


@require_POST
def build(request: HttpRequest, name: str) -> HttpResponse:
    """Word, Excel and PDF, in the background."""
    path = dossier_or_404(name)
    force = request.POST.get("ghi-de") == "co"
    job = running.start(
        owner_of(request),
        work.build,
        f"Sinh văn bản “{name}”",
        about(name),
        dossier=str(path),
        out=str(out()),
        force=force,
        stamp=preview.stamp_of(path),
    )
    return render(request, "page/jobs/progress.html", {"job": job})


@require_safe
def pages(request: HttpRequest, name: str) -> HttpResponse:
    """The pages as they are, and a drawing of them anew where the dossier has changed since."""
    path = dossier_or_404(name)
    stamp = preview.stamp_of(path)
    shown = preview.shown(name, stamp)
    going, failed = (None, None) if shown == stamp else _drawing(request, path, stamp)
    # What stands there already is not put there again: who reads or scrolls in it is not disturbed.
    seen = "_".join(map(str, (stamp, shown, *((going.pk, going.stage) if going else ()), failed.pk if failed else "")))
    if request.GET.get("da-co") == seen:
        return HttpResponse(status=204)
    context = {
        "name": name,
        "seen": quote(seen),
        "stamp": shown,
        "numbers": range(1, preview.count(name, shown) + 1),
        "quick": preview.is_quick(shown),
        "as_printed": preview.proof(preview.folder_of(name)) is preview.Proof.SAME_PAGES and not failed,
        "old": shown not in (stamp, preview.quick(stamp)),
        "going": going,
        "failed": failed,
    }
    return render(request, "page/dossiers/pages.html", context)


def _drawing(request: HttpRequest, path: Path, stamp: str) -> tuple[Job | None, Job | None]:
    """The job that draws a dossier as it stands: the one that goes on, a new one, or the one that failed."""
    owner = owner_of(request)
    jobs = Job.objects.filter(owner=owner, about=f"xem:{path.name}")
    last = jobs.first()
    if last and last.asked.get("stamp") == stamp and last.state != Job.State.STOPPED:
        if last.going:
            return last, None
        if last.state == Job.State.FAILED and not _met_another(last):
            return None, last
    # What draws an older state is of no use any more.
    jobs.filter(state__in=(Job.State.WAITING, Job.State.RUNNING)).update(stop_asked=True)
    into = str(preview.folder_of(path.name))
    title = "Dựng trang"
    return running.start(owner, work.draw, title, f"xem:{path.name}", dossier=str(path), into=into, stamp=stamp), None


def _met_another(job: Job) -> bool:
    """Whether work failed for nothing but that another one was writing."""
    return any(one["code"] == _BUSY for one in job.findings)


@require_safe
def page(request: HttpRequest, name: str, stamp: str, number: int) -> HttpResponse:
    """One page of a state that was drawn, as a picture."""
    dossier_or_404(name)
    image = preview.picture(name, stamp, number)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


def _outputs(name: str) -> dict[str, Path]:
    """The files of a dossier in out/ by name: what may be asked for is what is listed."""
    state = api.state_of(dossier_or_404(name), out())
    return {one.path.name: one.path for one in state.outputs}


@require_safe
def output(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """A file that was built, to save; never shown as a page of ours."""
    path = _outputs(name).get(file)
    if path is None:
        raise Http404
    return attached(path.open("rb"), path.name)


@require_POST
def take_back(request: HttpRequest, name: str, file: str) -> HttpResponse:
    """A file in out/ that somebody has edited, as one that came back."""
    path = _outputs(name).get(file)
    if path is None:
        raise Http404
    one = storing.copied(owner_of(request), path)
    return redirect(f"{reverse('returned:show', args=[one.key])}?{urlencode({'ho-so': name})}")


@require_safe
def everything(request: HttpRequest, name: str) -> HttpResponseBase:
    """All files that were built, in one archive."""
    files = _outputs(name)
    if not files:
        raise Http404
    whole = tempfile.TemporaryFile(dir=private("tam"))  # noqa: SIM115 - closed with the response
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files.values():
            archive.write(path, path.name)
    whole.seek(0)
    return attached(whole, f"{name}.zip")


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """A dossier of a plainly fictitious office, to try things on."""
    if not (data() / "ho-so-mau").exists():
        api.init(workplace())
    messages.success(request, "Đã lập hồ sơ mẫu “ho-so-mau” của một cơ quan không có thật, để thử.")
    return redirect(f"{reverse('dossiers:show', args=['ho-so-mau'])}?dan=1")
