"""Coming in by the link that the program opened, and what those see who did not."""

from __future__ import annotations

from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from generator.face.page.entry import link
from generator.face.page.shared import private

# Who works here: on one's own machine the account of the machine is the only one.
OWN = "may-nay"


@require_safe
@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """A link that is good once: the session begins, and the token is spent."""
    if not link.spend(private("vao"), request.GET.get("ma", "")):
        return render(request, "page/closed.html", {"spent": True}, status=403)
    user, _ = get_user_model().objects.get_or_create(username=OWN)
    login(request, user)
    return redirect("home")


@require_safe
@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """How to come in."""
    return render(request, "page/closed.html", status=403)


@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """That a window is still let in, and the token that its forms send now: it came in anew by another window."""
    return JsonResponse({"token": get_token(request)})
