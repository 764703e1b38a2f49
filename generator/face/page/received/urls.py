"""The addresses of received files."""

from __future__ import annotations

from django.urls import path

from generator.face.page.received import views

app_name = "received"
urlpatterns = [
    path("", views.index, name="index"),
    path("gui", views.take, name="take"),
    path("<slug:key>/la-gi", views.what, name="what"),
    path("<slug:key>/bo", views.forget, name="forget"),
    path("<slug:key>/bang", views.table, name="table"),
    path("<slug:key>/bang/lap", views.make, name="make"),
    path("<slug:key>/so", views.register, name="register"),
    path("<slug:key>/van-ban", views.document, name="document"),
]
