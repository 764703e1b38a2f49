"""How far long work is, asked each second by the part of a page that shows it; and stopping it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from generator.face.page.jobs.models import Job
from generator.face.page.shared import owner_of


def job_or_404(request: HttpRequest, pk: int) -> Job:
    """A job of who asks."""
    return get_object_or_404(Job, pk=pk, owner=owner_of(request))


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress; once it is over, what came of it, and the page that waits is told."""
    return _shown(request, pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it to end at its next step."""
    job = job_or_404(request, pk)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.STOPPED)
    Job.objects.filter(pk=job.pk).update(stop_asked=True)
    return _shown(request, pk)


def _shown(request: HttpRequest, pk: int) -> HttpResponse:
    job = job_or_404(request, pk)
    response = render(request, "page/jobs/progress.html", {"job": job})
    if not job.going:
        response.headers["HX-Trigger"] = "viec-xong"
    return response
