"""The addresses of the way in."""

from __future__ import annotations

from django.urls import path

from generator.face.page.entry import views

app_name = "entry"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("dong/", views.closed, name="closed"),
    path("con/", views.here, name="here"),
]
