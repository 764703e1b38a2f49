"""Files dropped, what each is, and the dossiers that are made of them."""

from __future__ import annotations

import filecmp
import json
import shutil
import zipfile

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.face import api
from generator.face.page import guard
from generator.face.page.jobs import running
from generator.face.page.received import offers, storing, work
from generator.face.page.received.forms import DocumentForm, TableForm, chosen_of, registers
from generator.face.page.received.models import Received
from generator.face.page.shared import data, owner_of
from generator.face.page.words import said_of

_SHOWN = 40


def received_or_404(request: HttpRequest, key: str) -> Received:
    """A received file of who asks."""
    return get_object_or_404(Received, key=key, owner=owner_of(request))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files received last."""
    files = Received.objects.filter(owner=owner_of(request))[:_SHOWN]
    return render(request, "page/received/index.html", {"files": files})


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Files dropped or chosen; a lone task table leads on at once."""
    given = request.FILES.getlist("tep")
    files = [one for one in given if not storing.is_left_by_programs(str(one.name or ""))]
    if len(files) < len(given):
        said = "Bỏ qua tệp tạm (~$…) của tệp đang mở trong Word, Excel. Lưu và đóng tệp ấy rồi thả chính tệp ấy."
        messages.warning(request, said)
    try:
        rows = [row for upload in files for row in storing.take(owner_of(request), upload)]
    except RequestDataTooBig:
        return guard.too_large(request)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        messages.error(request, "Không mở được gói .zip này. Giải nén bằng tay rồi thả các tệp bên trong.")
        return redirect("received:index")
    if not rows and not given:
        messages.error(request, "Chưa có tệp nào được gửi.")
    return redirect("received:index")


@require_safe
def what(request: HttpRequest, key: str) -> HttpResponse:
    """One file: what it is and what can be done with it."""
    one = received_or_404(request, key)
    found = api.recognise(one.path, shown_as=one.name)
    context = {
        "one": one,
        "found": found,
        "look": offers.LOOKS.get(found.what, "unknown"),
        "says": offers.said(found),
        "offers": offers.buttons(one, found),
        "findings": [said_of(finding) for finding in found.findings],
        "twin": _twin(one),
    }
    return render(request, "page/received/what.html", context)


def _twin(one: Received) -> str:
    """Of another received file of the same name: whether it is the same file."""
    others = Received.objects.filter(owner=one.owner, name=one.name).exclude(pk=one.pk)
    paths = [path for other in others if (path := other.path).is_file()]
    if not paths:
        return ""
    same = any(filecmp.cmp(one.path, path, shallow=False) for path in paths)
    return "nhận hai lần, nội dung như nhau" if same else "trùng tên với tệp khác, nội dung khác nhau"


@require_POST
def forget(request: HttpRequest, key: str) -> HttpResponse:
    """A received file goes; what was made of it stays."""
    one = received_or_404(request, key)
    shutil.rmtree(one.folder, ignore_errors=True)
    one.delete()
    return HttpResponse()


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, key: str) -> HttpResponse:
    """A task table as it is read, and as it is read once columns or header rows are set right."""
    one = received_or_404(request, key)
    if request.method == "POST":
        _choose(request, one)
    return _table(request, one, TableForm(one))


def _choose(request: HttpRequest, one: Received) -> None:
    one.chosen = chosen_of(request.POST)
    one.save(update_fields=["chosen"])


def _table(request: HttpRequest, one: Received, form: TableForm, status: int = 200) -> HttpResponse:
    seen = api.see_table(one.path, chosen=form.chosen, shown_as=one.name)
    titles = {column.letter: column for column in seen.columns}
    context = {
        "one": one,
        "seen": seen,
        "heads": [(letter, titles.get(letter)) for letter in seen.letters],
        "meanings": api.meanings(),
        "form": form,
        "told": form.chosen.header[0] > 0,
        "maybe": [one for one in seen.columns if one.maybe],
        "maybe_sets": json.dumps({f"cot-{one.letter}": one.maybe for one in seen.columns if one.maybe}),
        "findings": [said_of(finding) for finding in seen.findings],
    }
    partly = request.headers.get("HX-Request") == "true"
    template = "page/received/mapping.html" if partly else "page/received/table.html"
    return render(request, template, context, status=status)


@require_POST
def make(request: HttpRequest, key: str) -> HttpResponse:
    """A dossier of the table, with the documents around it."""
    one = received_or_404(request, key)
    # What was chosen last may still be on its way when the button is pressed: what stood on the screen counts.
    if "trang" in request.POST:
        _choose(request, one)
    form = TableForm(one, request.POST)
    if form.problems:
        return _table(request, one, form, status=422)
    target = data() / form.name
    api.dossier_of_table(
        one.path,
        target,
        documents=form.typed("bo"),
        agency=form.typed("co_quan"),
        symbol=form.typed("ky_hieu"),
        parent=form.typed("chu_quan"),
        place=form.typed("dia_danh"),
        subject=form.typed("trich_yeu"),
        name=one.name,
        chosen=form.chosen,
    )
    messages.success(request, f"Đã lập hồ sơ “{form.name}”. Xem lại các trường rồi sinh văn bản.")
    return redirect("dossiers:show", form.name)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, key: str) -> HttpResponse:
    """The tasks of a file as new rows of a register that is there; those of one unit where it is named."""
    one = received_or_404(request, key)
    books = registers()
    chosen = books.get(request.POST.get("so", ""))
    if request.method == "POST" and chosen is not None:
        job = running.start(
            owner_of(request),
            work.import_tasks,
            f"Thêm nhiệm vụ vào {request.POST['so']}",
            f"ho-so:{chosen.parent.name}",
            file=str(one.path),
            register=str(chosen),
            unit=request.POST.get("don-vi", "").strip(),
        )
        return render(request, "page/received/importing.html", {"one": one, "job": job, "name": chosen.parent.name})
    status = 422 if request.method == "POST" else 200
    return render(request, "page/received/register.html", {"one": one, "books": books}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, key: str) -> HttpResponse:
    """A dossier of a Word file that people have: as it is, or for another year."""
    one = received_or_404(request, key)
    form = DocumentForm(one, request.POST if request.method == "POST" else None, timezone.localdate().year)
    if request.method == "POST" and not form.problems:
        job = running.start(
            owner_of(request),
            work.import_document,
            f"Lập hồ sơ “{form.name}”",
            f"ho-so:{form.name}",
            file=str(one.path),
            target=str(data() / form.name),
            year=form.year,
        )
        return render(request, "page/received/importing.html", {"one": one, "job": job, "name": form.name})
    status = 422 if form.problems else 200
    found = api.recognise(one.path, shown_as=one.name)
    return render(request, "page/received/document.html", {"one": one, "form": form, "found": found}, status=status)
