"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from generator.commands.workplace import DossierState
from generator.face import api
from generator.face.page.dossiers import judged, preview
from generator.face.page.shared import data, out


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The dossiers, those that were touched last first."""
    states = [api.state_of(path, out()) for path in api.dossiers_in(data())]
    states.sort(key=lambda one: one.changed, reverse=True)
    return render(request, "page/home/index.html", {"dossiers": [(one, *_judged(one)) for one in states]})


def _judged(state: DossierState) -> tuple[judged.Judged | None, bool]:
    """What was found when somebody last looked, and whether that is of the dossier as it is; nothing is judged now."""
    found = judged.of(state.name)
    return found, found is not None and found.stamp == preview.stamp_of(state.path)
