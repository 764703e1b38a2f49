"""The addresses of long work."""

from __future__ import annotations

from django.urls import path

from generator.face.page.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/dung", views.stop, name="stop"),
]
