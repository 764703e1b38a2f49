"""What every page knows: the workplace, who is there; and how a dossier of it is found."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from generator.face import api


def everywhere(request: HttpRequest) -> dict[str, object]:
    """For the frame of every page."""
    user = getattr(request, "user", None)
    return {"workplace": workplace(), "inside": isinstance(user, User)}


def workplace() -> Path:
    """The folder that is served."""
    folder: Path = settings.WORKPLACE
    return folder


def private(*names: str) -> Path:
    """A folder of the page's own in the workplace; made where it is not there."""
    folder: Path = settings.PRIVATE.joinpath(*names)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def data() -> Path:
    """Where the dossiers lie."""
    return workplace() / "data"


def out() -> Path:
    """Where what is built goes."""
    return workplace() / "out"


def dossier_or_404(name: str) -> Path:
    """The dossier of a name, among those of the workplace alone: a name is never a path."""
    found = {one.name: one for one in api.dossiers_in(data())}
    if name not in found:
        raise Http404
    return found[name]


def owner_of(request: HttpRequest) -> User:
    """Who asks; every view but the way in is for those who came in."""
    user = request.user
    assert isinstance(user, User)
    return user
