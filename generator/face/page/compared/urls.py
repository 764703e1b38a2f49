"""The addresses of comparisons."""

from __future__ import annotations

from django.urls import path

from generator.face.page.compared import views

app_name = "compared"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/ket-qua", views.found, name="found"),
    path("<int:pk>/trang/<int:number>.webp", views.page, name="page"),
    path("<int:pk>/tep/<slug:which>", views.papers, name="papers"),
]
