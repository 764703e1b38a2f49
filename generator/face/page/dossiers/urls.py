"""The addresses of a dossier."""

from __future__ import annotations

from django.urls import path

from generator.face.page.dossiers import editing, views

app_name = "dossiers"
urlpatterns = [
    path("mau", views.sample, name="sample"),
    path("<str:name>/", views.show, name="show"),
    path("<str:name>/tinh-trang", views.standing, name="standing"),
    path("<str:name>/sinh", views.build, name="build"),
    path("<str:name>/truong", editing.field, name="field"),
    path("<str:name>/o", editing.cells, name="cells"),
    path("<str:name>/dong", editing.rows, name="rows"),
    path("<str:name>/sua", editing.mend, name="mend"),
    path("<str:name>/hoan-tac", editing.undo, name="undo"),
    path("<str:name>/goi-y/<slug:key>", views.picks, name="picks"),
    path("<str:name>/soat", views.findings, name="findings"),
    path("<str:name>/trang", views.pages, name="pages"),
    path("<str:name>/trang/<slug:stamp>/<int:number>.webp", views.page, name="page"),
    path("<str:name>/tep/<str:file>", views.output, name="output"),
    path("<str:name>/tep/<str:file>/lay-ve", views.take_back, name="take-back"),
    path("<str:name>/tat-ca.zip", views.everything, name="everything"),
]
