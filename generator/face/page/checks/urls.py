"""The addresses of a file that is checked."""

from __future__ import annotations

from django.urls import path

from generator.face.page.checks import views

app_name = "checks"
urlpatterns = [
    path("", views.index, name="index"),
    path("gui", views.send, name="send"),
    path("<slug:key>/", views.show, name="show"),
    path("<slug:key>/ket-qua", views.found, name="found"),
    path("<slug:key>/sua", views.mend, name="mend"),
    path("<slug:key>/trang/<int:number>.webp", views.page, name="page"),
    path("<slug:key>/tep/<slug:which>", views.copy, name="copy"),
]
