"""An edited file that came back: its edits beside what the dossier says, what to take, the last take undone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from generator.face import api
from generator.face.edits import clashes_of, edits_of
from generator.face.page.dossiers import history
from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job
from generator.face.page.received.models import Received
from generator.face.page.received.views import received_or_404
from generator.face.page.returned import work
from generator.face.page.shared import data, dossier_or_404, owner_of
from generator.face.page.words import said_of
from generator.values.errors import VanbanError

# Said on the page by the choices themselves: what both sides changed, what is gone from the file.
_TO_CHOOSE, _GONE = "V086", "V089"


def _about(one: Received) -> str:
    return f"sua-ve:{one.key}"


def _dossier(request: HttpRequest, one: Received) -> Path | None:
    """The dossier that a file is of: as a person says, else as it says itself; None where neither is one of ours."""
    if asked := request.GET.get("ho-so") or request.POST.get("ho-so"):
        return dossier_or_404(asked)
    named = api.recognise(one.path, shown_as=one.name).dossier
    return {path.name: path for path in api.dossiers_in(data())}.get(named)


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The file and its dossier; the edits follow as a part."""
    one = received_or_404(request, key)
    dossier = _dossier(request, one)
    names = [] if dossier else [path.name for path in api.dossiers_in(data())]
    job = Job.objects.filter(owner=owner_of(request), about=_about(one)).first()
    context = {"one": one, "name": dossier.name if dossier else "", "names": names, "job": job}
    return render(request, "page/returned/show.html", context)


@require_safe
def edits(request: HttpRequest, key: str) -> HttpResponse:
    """What would be taken now, what is to be chosen, what cannot be taken; nothing is written."""
    one = received_or_404(request, key)
    dossier = _dossier(request, one)
    if dossier is None:
        return HttpResponse(status=404)
    result = api.pull(one.path, dossier=dossier, data=data(), dry_run=True)
    lost = any(finding.code == _GONE for finding in result.findings)
    context = {
        "one": one,
        "name": dossier.name,
        "edits": edits_of(result),
        "clashes": clashes_of(result),
        "nothing": result.nothing_new and not result.conflicts,
        "lost": lost,
        "findings": [said_of(found) for found in result.findings if found.code not in (_TO_CHOOSE, _GONE)],
        "step": _last_take(request, one, dossier),
    }
    return render(request, "page/returned/edits.html", context)


@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """What is ticked, and the sides that were chosen, into the dossier."""
    one = received_or_404(request, key)
    dossier = _dossier(request, one)
    if dossier is None:
        return HttpResponse(status=404)
    shown, ticked = set(request.POST.getlist("co")), set(request.POST.getlist("lay"))
    sides = {
        name.removeprefix("chon-"): side
        for name, side in request.POST.items()
        if name.startswith("chon-") and side in ("ours", "theirs")
    }
    job = running.start(
        owner_of(request),
        work.take,
        "Lấy chỗ sửa về",
        _about(one),
        file=str(one.path),
        dossier=str(dossier),
        chosen=sides,
        left=sorted(shown - ticked),
        delete=request.POST.get("xoa") == "co",
    )
    return render(request, "page/jobs/progress.html", {"job": job})


def _last_take(request: HttpRequest, one: Received, dossier: Path) -> str:
    """The state of the dossier that the last take of this file led to, as long as it is the one it is in."""
    job = Job.objects.filter(owner=owner_of(request), about=_about(one), state=Job.State.DONE).first()
    version = job.result.get("version", "") if job else ""
    try:
        same = bool(version) and api.open_dossier(dossier).version == version
    except VanbanError:
        return ""
    return version if same and history.last(dossier.name, version) else ""


@require_POST
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """What stood before the last take of this file, as long as nothing else has changed since."""
    one = received_or_404(request, key)
    dossier = _dossier(request, one)
    step = history.last(dossier.name, _last_take(request, one, dossier)) if dossier else None
    if dossier is None or step is None:
        messages.error(request, "Hồ sơ đã đổi sau lần lấy ấy; không hoàn tác được nữa.")
        return redirect("returned:show", key)
    api.put_back(dossier, step[1], _last_take(request, one, dossier))
    history.forget(step[0])
    messages.success(request, f"Đã hoàn tác; hồ sơ “{dossier.name}” như trước khi lấy.")
    return redirect(f"{reverse('returned:show', args=[key])}?{urlencode({'ho-so': dossier.name})}")
