"""`vanban doi-chieu`: the internal note of a report: what numbers count, what changed, is unproven, is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.commands.board import unproven
from generator.commands.doubts import doubted
from generator.commands.made import Made
from generator.commands.track import registers_in
from generator.facts import danh_muc
from generator.keeping import reports_in
from generator.keeping.whole import write_whole
from generator.planning.figure_rows import rows_counted
from generator.planning.figures import figures
from generator.planning.reporting import asked
from generator.reading.dossier import load_dossier
from generator.values import changes
from generator.values.errors import UsageError
from generator.values.figures import BEFORE, OPEN, SheetFigure
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.formulas import formula_of
from generator.values.model import Document, Dossier
from generator.values.paths import blocks, counted, documents, shown, text_key
from generator.values.patterns import late
from generator.values.places import path_in_words
from generator.values.progress import Progress, Stage
from generator.values.registers import PRINTED, registers

_PLACE = late(r"\{\{|\}\}|\{([^{}]*)\}")
# More ids than a cell shows well are in the register, and are counted.
_MOST = 400
Line = tuple[str, ...]


def reconcile(path: Path, target: Path, as_of: date | None, today: date, progress: Progress | None = None) -> Made:
    """The note of a dossier as a new workbook.

    Raises UsageError V150 over a file, InputError V070 where there is neither a table nor a sheet of figures.
    """
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.READING, path)
    if target.exists():
        hint = msg("Chọn tên khác sau “--to”.")
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), hint)
    from generator.books.notes import note_book

    read, doubts = load_dossier(path)
    day = as_of or read.judged_on(today)
    lines = [*_figures(read, day)]
    wrong = [*_counted_otherwise(lines, path)]
    sheets = (
        ("Số liệu", lines),
        ("Bảng số liệu", [*_sheet_rows(read, day)]),
        ("Thay đổi", [*_changed(read)]),
        ("Chưa minh chứng", [*_unproven(read, path)]),
        ("Cần xem", [*_doubtful(doubted(read, doubts, day))]),
    )
    write_whole(target, note_book(sheets))
    progress.did(Stage.WRITING, target)
    return Made((target,), tuple(wrong))


# --- what each number counts -----------------------------------------------------------------------------------------


def _figures(read: Dossier, day: date) -> Iterator[Line]:
    """Each figure that a text quotes: its place, sentence, key, value, how many rows were counted, their ids."""
    for at, document in documents(read):
        if not document.quotes:
            continue
        known = figures(document.figures, day, document.period)
        rows = rows_counted(document.figures, day, document.period) if document.figures else {}
        for place, text in _texts(document, at):
            for match in _PLACE.finditer(text):
                if match[1] is None:
                    continue
                key = match[1].strip().partition(":")[0]
                counted = rows.get(key)
                ids = _listed(counted or ())
                number = "" if counted is None and key not in known.values else str(len(counted or ()))
                value = known.values.get(key, "")
                number = number if counted is not None or value == "0" else ""
                yield (path_in_words(place), text, key, value, number, ids)


def _listed(ids: Sequence[str]) -> str:
    more = f" … (+{len(ids) - _MOST})" if len(ids) > _MOST else ""
    return ", ".join(ids[:_MOST]) + more


def _sheet_rows(read: Dossier, day: date) -> Iterator[Line]:
    """Each row of the sheets of figures: its cell, what is printed of it, who gave it or what it is computed from."""
    for _, document in documents(read):
        source = document.figures
        if source is None or source.sheet is None:
            continue
        known = figures(source, day, document.period).values
        for row in source.sheet.rows:
            value = known.get(row.key, OPEN)
            state = f"{row.state.value}: {row.confirmed_by}" if row.confirmed_by else row.state.value
            origin, parts = _comes_from(row, known, {one.key: one for one in source.sheet.rows})
            yield (str(row.place), row.key, row.name, row.kind.value, row.last, value, row.unit, origin, parts, state,
                   row.sentence)  # fmt: skip


def _comes_from(row: SheetFigure, known: Mapping[str, str], rows: Mapping[str, SheetFigure]) -> tuple[str, str]:
    """The unit that gives a figure; of a computed one its formula, and the value of each figure in it."""
    if not row.computed:
        return row.source, ""
    formula = formula_of(row.formula)
    own = [f"{BEFORE} = {row.last or OPEN}"] if formula.of_before else []
    before = f".{BEFORE}"
    for key in formula.keys:
        of = rows.get(key.removesuffix(before))
        text = of.last if key.endswith(before) and of else known.get(key, "")
        own.append(f"{key} = {text or OPEN}")
    return row.formula, "; ".join(own)


def _texts(document: Document, at: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    yield shown((*at, "trich_yeu")), document.subject
    for path, block in blocks(document, at):
        for key, text in (("tieu_de", block.title), (text_key(block), block.text)):
            if text:
                yield shown((*counted(path), key)), text


def _counted_otherwise(lines: list[Line], path: Path) -> Iterator[Finding]:
    """V315: a figure that is printed as another number than its rows: ours to mend, never to be sent."""
    for _, text, key, value, number, _ in lines:
        if number and value and value.replace(".", "").lstrip("0") != number.lstrip("0"):
            said = msg("Số {khoa} in là {in_ra} mà đếm lại được {dem}.", khoa=key, in_ra=value, dem=number)
            yield Finding("V315", Severity.ERROR, Place(str(path)), said, None, text)


# --- what changed, is unproven, is doubtful --------------------------------------------------------------------------


def _changed(read: Dossier) -> Iterator[Line]:
    for _, document in documents(read):
        source = document.figures
        if source is not None and source.register is not None and source.previous is not None:
            for one in changes.compare(source.previous, source.register):
                words = one.task.text("noi_dung") if one.task else ""
                yield (one.ma, one.kind.value, one.title, one.before, one.after, words)


def _unproven(read: Dossier, path: Path) -> Iterator[Line]:
    sheets = (document.figures.sheet for _, document in documents(read) if document.figures is not None)
    if not registers(read, *PRINTED) and any(sheet is not None for sheet in sheets):
        return
    reports = reports_in.load(read.folder)
    share = asked(registers_in(read, path), danh_muc.agencies(), reports.by)
    for row in unproven(share):
        task, owner = share.tasks[row], share.owners.get(row)
        told = "\n".join(text for key in ("hoan_thanh", "ket_qua") if (text := task.text(key)))
        yield (task.ma, share.units[owner].name if owner else "", task.text("noi_dung"), told)


def _doubtful(found: tuple[Finding, ...]) -> Iterator[Line]:
    for one in found:
        if one.severity is not Severity.NOTE:
            yield (one.severity.value, str(one.place), str(one.message), one.value, str(one.hint or ""))
