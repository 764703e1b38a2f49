"""All addresses of the page, by object."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from generator.face.page import guard
from generator.face.page.home import views as home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.index, name="home"),
    path("vao/", include("generator.face.page.entry.urls")),
    path("nhan/", include("generator.face.page.received.urls")),
    path("sua-ve/", include("generator.face.page.returned.urls")),
    path("soat/", include("generator.face.page.checks.urls")),
    path("so-sanh/", include("generator.face.page.compared.urls")),
    path("ho-so/", include("generator.face.page.dossiers.urls")),
    path("thang/", include("generator.face.page.month.urls")),
    path("viec/", include("generator.face.page.jobs.urls")),
]

handler400 = guard.bad_request
handler403 = guard.forbidden
handler404 = guard.not_found
handler500 = guard.our_error
