"""The month of a dossier on one screen: forms out, returns in, who is missing, totals, what is issued."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.face import api
from generator.face.page import guard
from generator.face.page.dossiers import history
from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job
from generator.face.page.month import keeping, work
from generator.face.page.received.forms import free_name
from generator.face.page.received.views import received_or_404
from generator.face.page.shared import data, dossier_or_404, owner_of, private
from generator.face.page.words import said_of
from generator.face.words import translated
from generator.values.errors import VanbanError
from generator.values.returns import Return

if TYPE_CHECKING:
    from generator.commands.board import Board

_SIDES = ("", "ours", "theirs")


def about(name: str) -> str:
    """What jobs of a month are about."""
    return f"thang:{name}"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The dossiers; how the month of each stands is asked line by line."""
    file, names = _calendar(), [one.name for one in api.dossiers_in(data())]
    context: dict[str, object] = {"names": names}
    try:
        calendar = api.calendar(file) if file.is_file() else None
        context["owed"] = calendar.owed if calendar else ()
        context["findings"] = [said_of(one) for one in calendar.findings] if calendar else []
    except VanbanError as failure:
        context["findings"] = [said_of(one) for one in failure.findings]
    return render(request, "page/month/index.html", context)


def _calendar() -> Path:
    return data() / "lich-bao-cao.yaml"


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """The dossier of the earliest period of a report that nobody has begun."""
    made = api.calendar_start(_calendar(), request.POST.get("ma", ""))
    known = {path.resolve(): path.name for path in api.dossiers_in(data())}
    name = next((known[file.resolve().parent] for file in made.files if file.resolve().parent in known), "")
    if not name:
        return redirect("month:index")
    messages.success(request, f"Đã lập hồ sơ “{name}”. Xem lại bảng nhiệm vụ rồi lập biểu cho đơn vị.")
    return redirect("dossiers:show", name)


@require_safe
def line(request: HttpRequest, name: str) -> HttpResponse:
    """How the month of one dossier stands."""
    context: dict[str, object] = {"name": name}
    try:
        context["board"] = board = api.board(dossier_or_404(name))
        context["period"] = _period(board.period)
        context["reported"] = sum(one.reported for one in board.units)
    except VanbanError as failure:
        context["findings"] = [said_of(one) for one in failure.findings]
    return render(request, "page/month/line.html", context)


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """The month of a dossier."""
    return _shown(request, name)


@require_safe
def part(request: HttpRequest, name: str) -> HttpResponse:
    """The same once something is done."""
    return _shown(request, name)


def _shown(request: HttpRequest, name: str, problems: dict[str, str] | None = None) -> HttpResponse:
    """The page, or what changes of it; with problems of a form what was typed stays."""
    path = dossier_or_404(name)
    context: dict[str, object] = {"name": name, "problems": problems or {}, "typed": request.POST}
    context |= _jobs(request, name) | _figures(path, request.POST if problems else None)
    try:
        context |= _told(api.board(path))
    except VanbanError as failure:
        # A report in prose has no tasks to follow: its figures are.
        if not context["figures"]:
            context["findings"] = [said_of(one) for one in failure.findings]
        context["units"] = []
    context |= _units(context)
    context["returned"] = keeping.returned(name)
    context["forms"] = keeping.forms_of(name).is_dir()
    context["letters"] = [one.name for one in api.dossiers_in(data()) if one.name.startswith(_letters_of(name))]
    partly = request.headers.get("HX-Request") == "true"
    template = "page/month/part.html" if partly else "page/month/show.html"
    return render(request, template, context, status=422 if problems else 200)


def _figures(path: Path, typed: QueryDict | None) -> dict[str, object]:
    """The figures of a report in prose with what stands in their boxes: as typed, where that was not taken."""
    try:
        desk = api.open_dossier(path)
    except VanbanError:
        return {"figures": (), "version": ""}
    kept = typed.getlist("giu") if typed else [one.key for one in desk.figures if one.kept_by]
    boxes = {key: str(text) for key, text in typed.items()} if typed else {}
    shown = [(one, boxes.get(f"so-{one.key}", one.now), one.key in kept) for one in desk.figures]
    open_ = sum(one.state.name == "MISSING" and not one.computed for one in desk.figures)
    return {"figures": shown, "figures_open": open_, "version": desk.version}


@require_POST
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """The figures of this period, all that stand in the form at once."""
    from generator.commands.editing import SetFigures

    path, by = dossier_or_404(name), request.POST.get("nguoi", "").strip()[:200]
    values = {key.removeprefix("so-"): str(text) for key, text in request.POST.items() if key.startswith("so-")}
    kept = request.POST.getlist("giu")
    try:
        known = {one.key: one for one in api.open_dossier(path).figures}
        confirmed = {key: by or known[key].kept_by for key in kept if key in known}
        if not all(confirmed.values()):
            return _shown(request, name, {"nguoi": "Ghi tên người xác nhận các số giữ nguyên."})
        # A number that was typed is not dropped because a box beside it is ticked.
        if both := [known[key].name for key in confirmed if values.get(key, "").strip()]:
            said = f"Vừa nhập số vừa giữ nguyên: {', '.join(both)}. Bỏ dấu hoặc xóa số."
            return _shown(request, name, {"so_lieu": said})
        changed = api.change(path, SetFigures(values, confirmed), request.POST.get("ban", ""))
    except VanbanError as failure:
        told = [said_of(one) for one in failure.findings]
        return _shown(request, name, {"so_lieu": " ".join(f"{one.what} {one.hint}" for one in told)})
    if changed.before:
        history.keep(name, changed.version, changed.before)
    return _shown(request, name)


@require_safe
def proof(request: HttpRequest, name: str) -> HttpResponse:
    """What still stands against issuing a report in prose."""
    found = [said_of(one) for one in api.lint(dossier_or_404(name), proof=True).findings]
    return render(request, "page/month/proof.html", {"findings": found})


def _letters_of(name: str) -> str:
    """How the names of the letters of a dossier begin."""
    return f"{name}-don-doc"


@require_POST
def remind(request: HttpRequest, name: str) -> HttpResponse:
    """The letters to those who have not reported or have to mend something, each a dossier of its own."""
    path, due = dossier_or_404(name), _day(request.POST.get("han-moi", ""))
    if due is None:
        return _shown(request, name, {"han_moi": "Ghi ngày gửi lại, như 25/12/2026."})
    aside = private("thang", name) / f"don-doc-{secrets.token_hex(4)}"
    try:
        made = api.remind(path, aside, due)
    except VanbanError as failure:
        said = [said_of(one) for one in failure.findings]
        return _shown(request, name, {"han_moi": " ".join(one.what for one in said)})
    for file in made.files:
        file.parent.rename(data() / free_name(f"{_letters_of(name)}-{file.parent.name}"))
    shutil.rmtree(aside, ignore_errors=True)
    return _shown(request, name)


def _told(board: Board) -> dict[str, object]:
    lists = (
        ("Quá hạn", board.overdue),
        ("Đến hạn trong 30 ngày", board.soon),
        ("Hoàn thành, chưa ghi số và ngày văn bản", board.unproven),
        ("Chưa có báo cáo", board.silent),
        ("Số liệu chưa có", board.open_figures),
    )
    return {
        "board": board,
        "units": [
            {"name": one.name, "states": [work.said_state(state) for state in one.states], "asked": one.asked}
            | {"answered": one.answered, "files": [Path(one.file).name] if one.file else []}
            for one in board.units
        ],
        "period": _period(board.period),
        "totals": [(translated(title, "vi"), count) for title, count in board.totals],
        "tasks": sum(count for _, count in board.totals),
        "lists": [(title, [(one, translated(one.standing, "vi")) for one in own]) for title, own in lists if own],
    }


def _units(context: Mapping[str, Any]) -> dict[str, object]:
    """The units as gathered last, else as they are kept: what is to be mended first, then who is missing."""
    gathered = context["gathered"]
    units = gathered["units"] if gathered else context["units"]
    missing = [one["name"] for one in units if any(state["says"] == Return.NONE.value for state in one["states"])]

    def urgency(one: Mapping[str, Any]) -> int:
        looks = {state["look"] for state in one["states"]}
        return 0 if looks & {"error", "warning"} or one.get("faults") else 1 if one["name"] in missing else 2

    return {"units": sorted(units, key=urgency), "missing": missing}


_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")


def _period(key: str) -> str:
    """A period as people name it: tháng 11/2026, quý IV/2026, 6 tháng đầu năm 2026, 15/10 – 14/11/2026."""
    start, _, end = key.partition("_")
    if end:
        with suppress(ValueError):
            return f"{date.fromisoformat(start):%d/%m/%Y} – {date.fromisoformat(end):%d/%m/%Y}"
    year, _, rest = key.partition("-")
    kind, _, which = rest.rpartition("-")
    if rest.isdecimal():
        return f"tháng {rest}/{year}"
    if kind == "quy" and which in ("1", "2", "3", "4"):
        return f"quý {_QUARTERS[int(which) - 1]}/{year}"
    if kind == "6-thang" and which in ("1", "2"):
        return f"6 tháng {_HALVES[int(which) - 1]} năm {year}"
    if rest == "9-thang":
        return f"9 tháng đầu năm {year}"
    return f"năm {year}" if year.isdecimal() and rest in ("", "nam") else key


def _jobs(request: HttpRequest, name: str) -> dict[str, object]:
    """What is going on or went wrong, and what the last gathering and issuing said."""
    own = Job.objects.filter(owner=owner_of(request), about=about(name))
    last = own.first()
    done = own.filter(state=Job.State.DONE)
    asked = done.filter(work__endswith=":make_forms").first()
    gathered = done.filter(work__endswith=":gather").first()
    if gathered and ((asked and asked.made > gathered.made) or not keeping.returned(name)):
        gathered = None
    issued, stands = done.filter(work__endswith=":issue").first(), _issued(request, name)
    return {
        "job": last if last and last.state != Job.State.DONE else None,
        "made": asked.result if asked else None,
        "gathered": gathered.result if gathered else None,
        "issued": issued.result if issued else None,
        "stands": stands.result if stands else None,
        "issued_files": [Path(file).name for file in stands.result["files"]] if stands else [],
    }


def _issued(request: HttpRequest, name: str) -> Job | None:
    """The last issuing that was not refused."""
    own = Job.objects.filter(owner=owner_of(request), about=about(name), state=Job.State.DONE)
    return own.filter(work__endswith=":issue", result__refused=False).first()


def _begun(request: HttpRequest, name: str, function: running.Work, title: str, **asked: object) -> HttpResponse:
    path = dossier_or_404(name)
    running.start(owner_of(request), function, title, about(name), dossier=str(path), **asked)
    return _shown(request, name)


@require_POST
def forms(request: HttpRequest, name: str) -> HttpResponse:
    """Forms for the units, due on a day."""
    dossier_or_404(name)
    due = _day(request.POST.get("han", ""))
    if due is None:
        return _shown(request, name, {"han": "Ghi ngày đơn vị phải gửi báo cáo, như 20/12/2026."})
    title, into = "Lập biểu cho đơn vị", str(keeping.forms_of(name))
    return _begun(request, name, work.make_forms, title, into=into, due=due.isoformat())


@require_safe
def forms_archive(request: HttpRequest, name: str) -> HttpResponseBase:
    """The forms, the words of each mail and the list of whom to send them, as one archive."""
    dossier_or_404(name)
    folder = keeping.forms_of(name)
    if not folder.is_dir():
        raise Http404
    whole = tempfile.TemporaryFile(dir=private("tam"))  # noqa: SIM115 - closed with the response
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    whole.seek(0)
    return FileResponse(whole, as_attachment=True, filename=f"bieu-{name}.zip", content_type="application/zip")


@require_POST
def drop(request: HttpRequest, name: str) -> HttpResponse:
    """Files that came back: kept, and looked at without taking anything."""
    path = dossier_or_404(name)
    try:
        count = sum(keeping.keep(owner_of(request), upload, name) for upload in request.FILES.getlist("tep"))
    except RequestDataTooBig:
        return guard.too_large(request)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        messages.error(request, "Không mở được gói .zip này. Giải nén bằng tay rồi thả các tệp bên trong.")
        return redirect("month:show", name)
    if count:
        _look(request, path, count)
    else:
        messages.error(request, "Chưa có tệp nào được gửi.")
    return redirect("month:show", name)


def _look(request: HttpRequest, path: Path, count: int) -> None:
    """Begin to look at all that came back, without taking anything."""
    asked = {"dossier": str(path), "folder": str(keeping.returned_to(path.name)), "dry_run": True, "side": ""}
    running.start(owner_of(request), work.gather, f"Xem {count} tệp mới gửi về", about(path.name), **asked)


@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: HttpRequest, key: str) -> HttpResponse:
    """A unit's form that was dropped among other files, into the month that it is of."""
    one = received_or_404(request, key)
    if request.method == "POST":
        path = dossier_or_404(request.POST.get("ho-so", ""))
        keeping.keep_copy(one.path, one.key, path.name)
        _look(request, path, 1)
        return redirect("month:show", path.name)
    found = api.recognise(one.path, shown_as=one.name)
    names = [path.name for path in api.dossiers_in(data())]
    return render(request, "page/month/collect.html", {"one": one, "found": found, "names": names})


@require_POST
def forget(request: HttpRequest, name: str) -> HttpResponse:
    """What came back goes from here; what was taken stays in the register."""
    dossier_or_404(name)
    keeping.forget(name)
    return _shown(request, name)


@require_POST
def take(request: HttpRequest, name: str) -> HttpResponse:
    """What is sure goes into the register; where both changed, what was chosen."""
    side = request.POST.get("ben", "")
    asked = {"folder": str(keeping.returned_to(name)), "dry_run": False, "side": side if side in _SIDES else ""}
    return _begun(request, name, work.gather, "Lấy kết quả vào sổ", **asked)


@require_POST
def issue(request: HttpRequest, name: str) -> HttpResponse:
    """The set that goes out, under its number and date."""
    dossier_or_404(name)
    number, dated = request.POST.get("so", "").strip(), _day(request.POST.get("ngay", ""))
    problems = {}
    if not number.isdecimal() or not 0 < int(number[:7]) < 1_000_000:
        problems["so"] = "Ghi số văn bản bằng chữ số, như 125."
    if dated is None:
        problems["ngay"] = "Ghi ngày ký, như 22/12/2026."
    if problems or dated is None:
        return _shown(request, name, problems)
    asked = {"number": int(number), "dated": dated.isoformat(), "reason": request.POST.get("ly_do", "").strip()[:500]}
    return _begun(request, name, work.issue, f"Phát hành số {number}", **asked)


@require_safe
def issued_file(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """A file of the set that was issued last, to save."""
    dossier = dossier_or_404(name)
    job = _issued(request, name)
    known = {Path(one).name: Path(one) for one in job.result["files"]} if job else {}
    path = known.get(file)
    if path is None or not path.is_relative_to(dossier) or not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream"
    )


def _day(text: str) -> date | None:
    """A date as it is written here: 20/12/2026."""
    parts = text.strip().split("/")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 5 for part in parts) or len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
