"""The addresses of an edited file that came back."""

from __future__ import annotations

from django.urls import path

from generator.face.page.returned import views

app_name = "returned"
urlpatterns = [
    path("<slug:key>/", views.show, name="show"),
    path("<slug:key>/cho-sua", views.edits, name="edits"),
    path("<slug:key>/lay", views.take, name="take"),
    path("<slug:key>/hoan-tac", views.undo, name="undo"),
]
