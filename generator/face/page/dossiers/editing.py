"""Changes of a dossier on its screen: a field, cells, rows, one step back. Each carries the version it was made on.

What they need of the command is loaded with the first of them: the first page does not wait for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from generator.face import api
from generator.face.page import days
from generator.face.page.dossiers import history
from generator.face.page.shared import dossier_or_404
from generator.face.page.words import said_of
from generator.values.errors import VanbanError

if TYPE_CHECKING:
    from generator.commands.editing import Change

# So many cells at once: what is pasted is bounded as what is uploaded.
_MOST_CELLS = 5_000
_MOST_ROWS = 2_000
_CHANGED = "ho-so-doi"


def made(name: str, wanted: Change, version: str) -> str:
    """Make a change; returns the new version. Raises VanbanError."""
    changed = api.change(dossier_or_404(name), wanted, version)
    history.keep(name, changed.version, changed.before)
    return changed.version


def _refused(failure: VanbanError) -> tuple[list[str], int]:
    said = [said_of(one) for one in failure.findings]
    moved = any(one.code == "V009" for one in said)
    return [" ".join(filter(None, (one.what, one.hint))) for one in said], 409 if moved else 422


@require_POST
def field(request: HttpRequest, name: str) -> HttpResponse:
    """One field of the form; the answer is said beside it."""
    from generator.commands.editing import SetField, SetLines

    path, value = request.POST.get("truong", ""), request.POST.get("gia-tri", "").replace("\r\n", "\n")
    value = days.kept(value) if path == "ngay" else value
    wanted: Change = SetField(path, " ".join(value.split()) if request.POST.get("kieu") == "dong" else value.strip())
    if request.POST.get("kieu") == "danh-sach":
        wanted = SetLines(path, tuple(line.strip() for line in value.split("\n") if line.strip()))
    try:
        version = made(name, wanted, request.POST.get("ban", ""))
    except VanbanError as failure:
        said, status = _refused(failure)
        return JsonResponse({"said": said}, status=status)
    return JsonResponse({"version": version})


@require_POST
def cells(request: HttpRequest, name: str) -> HttpResponse:
    """Cells that were typed or pasted, all or none."""
    from generator.commands.editing import SetCells

    try:
        asked = json.loads(request.body)
        wanted = SetCells(int(asked["bang"]), tuple(_cell(*one) for one in asked["o"]))
        version = str(asked["ban"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadRequest("cells") from None
    if len(wanted.cells) > _MOST_CELLS:
        said = [f"Mỗi lần dán tối đa {_MOST_CELLS} ô; chia thành nhiều lần."]
        return JsonResponse({"said": said}, status=422)
    try:
        return JsonResponse({"version": made(name, wanted, version)})
    except VanbanError as failure:
        said, status = _refused(failure)
        return JsonResponse({"said": said}, status=status)


def _cell(row: Any, column: Any, text: Any) -> tuple[int, str, str]:
    return int(row), str(column), str(text)


@require_POST
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """A row that comes, goes or moves; the tables as they are then."""
    from generator.commands.editing import SetCells

    try:
        wanted = _row_change(request)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadRequest("rows") from None
    if isinstance(wanted, SetCells) and (len(wanted.cells) > _MOST_CELLS or len(wanted.added) > _MOST_ROWS):
        problem = f"Mỗi lần dán tối đa {_MOST_CELLS} ô, {_MOST_ROWS} dòng mới; chia thành nhiều lần."
        return _tables_with(request, name, problem, 422)
    return _tables(request, name, lambda version: made(name, wanted, version))


def _row_change(request: HttpRequest) -> Change:
    from generator.commands.editing import AddRow, RemoveRow, SetCells, ShiftRow

    asked = request.POST
    table, row = int(asked["bang"]), int(asked["dong"])
    if asked["viec"] == "dan":
        return SetCells(
            table,
            tuple(_cell(*one) for one in json.loads(asked["o"])),
            tuple({str(letter): str(text) for letter, text in one.items()} for one in json.loads(asked["moi"])),
        )
    if asked["viec"] == "xoa":
        return RemoveRow(table, row)
    if asked["viec"] == "chuyen":
        return ShiftRow(table, row, int(asked["sau"]))
    if asked["viec"] == "muc":
        return AddRow(table, row, {"so": asked.get("so", ""), "ten": asked["noi-dung"]}, section=True)
    values = {asked.get("cot-so", ""): asked.get("so", ""), asked["cot-noi-dung"]: asked["noi-dung"]}
    return AddRow(table, row, {letter: text.strip() for letter, text in values.items() if letter and text.strip()})


@require_POST
def mend(request: HttpRequest, name: str) -> HttpResponse:
    """Texts that were shown as they should be, those that are ticked; or a name, wherever it is written wrong."""
    asked = request.POST
    wrong, right = asked.get("sai", ""), asked.get("dung", "")
    try:
        found = api.fix(
            dossier_or_404(name),
            only=None if wrong else asked.getlist("cho"),
            name=(wrong, right) if wrong and right else None,
            version=asked.get("ban", ""),
        )
    except VanbanError as failure:
        said, status = _refused(failure)
        return JsonResponse({"said": said}, status=status)
    if found.changed is None:
        return JsonResponse({"said": ["Chỗ này đã khác; xem lại rồi sửa tay."]}, status=422)
    history.keep(name, found.changed.version, found.changed.before)
    left = f" {len(found.findings)} chỗ để nguyên, sửa tay trong tệp." if found.findings else ""
    messages.success(request, f"Đã sửa {len(found.mends)} chỗ.{left} Muốn lùi lại thì bấm “Hoàn tác”.")
    return JsonResponse({"version": found.changed.version})


@require_POST
def undo(request: HttpRequest, name: str) -> HttpResponse:
    """One step back, as long as nothing else has changed since; the tables, or the whole screen where more changed."""
    path, version = dossier_or_404(name), request.POST.get("ban", "")
    in_part = bool(request.htmx)  # type: ignore[attr-defined]
    try:
        step = history.last(name, version)
        if step is None:
            said = "Không còn bước nào để lùi lại."
            return _tables_with(request, name, said, 422) if in_part else JsonResponse({"said": [said]}, status=422)
        version = api.put_back(path, step[1], version)
    except VanbanError as failure:
        texts, status = _refused(failure)
        if in_part:
            return _tables_with(request, name, " ".join(texts), status)
        return JsonResponse({"said": texts}, status=status)
    history.forget(step[0])
    if not in_part:
        return JsonResponse({"version": version})
    response = _tables_with(request, name, "", 200)
    if any(file.stem == "van-ban" for file in step[1]):
        response.headers["HX-Refresh"] = "true"
    return response


def _tables(request: HttpRequest, name: str, act: Any) -> HttpResponse:
    problem, status = "", 200
    try:
        act(request.POST.get("ban", ""))
    except VanbanError as failure:
        said, status = _refused(failure)
        problem = " ".join(said)
    return _tables_with(request, name, problem, status)


def _tables_with(request: HttpRequest, name: str, problem: str, status: int) -> HttpResponse:
    context = {"name": name, "desk": api.open_dossier(dossier_or_404(name)), "problem": problem}
    response = render(request, "page/dossiers/tables.html", context, status=status)
    if status == 200:
        response.headers["HX-Trigger"] = _CHANGED
    return response
