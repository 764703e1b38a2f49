"""The addresses of the month of a dossier."""

from __future__ import annotations

from django.urls import path

from generator.face.page.month import views

app_name = "month"
urlpatterns = [
    path("", views.index, name="index"),
    path("lap", views.begin, name="begin"),
    path("tu-nhan/<slug:key>/thu", views.collect, name="collect"),
    path("<str:name>/", views.show, name="show"),
    path("<str:name>/dong", views.line, name="line"),
    path("<str:name>/phan", views.part, name="part"),
    path("<str:name>/bieu", views.forms, name="forms"),
    path("<str:name>/bieu.zip", views.forms_archive, name="forms-archive"),
    path("<str:name>/nop", views.drop, name="drop"),
    path("<str:name>/bo", views.forget, name="forget"),
    path("<str:name>/lay", views.take, name="take"),
    path("<str:name>/so-lieu", views.enter, name="enter"),
    path("<str:name>/bang-chung", views.proof, name="proof"),
    path("<str:name>/don-doc", views.remind, name="remind"),
    path("<str:name>/phat-hanh", views.issue, name="issue"),
    path("<str:name>/phat-hanh/<str:file>", views.issued_file, name="issued-file"),
]
