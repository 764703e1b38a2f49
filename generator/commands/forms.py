"""`vanban forms`: one workbook a unit with its tasks and figures, the words of its mail, whom they all go to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.figure_forms import FigureShare, asked_of, open_rows, period_in, unasked
from generator.commands.made import Made
from generator.commands.track import registers_in
from generator.facts import danh_muc
from generator.keeping import reports_in, sources
from generator.keeping.aside import new_folder
from generator.keeping.locks import dossier_held
from generator.planning.figures import subject_of
from generator.planning.reporting import BY_UNIT, Asked, Reporter, RowId, asked
from generator.values import glossary
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier, Status, Task
from generator.values.progress import Progress, Stage
from generator.values.registers import shown
from generator.values.returns import Form, FormRow, Mark, fingerprint, reported, row_mark, row_name, words
from generator.values.text import as_argument, fold

_SHOWN = ("stt", "noi_dung", "thoi_han", "san_pham")
_LONGEST = 80
LIST = "danh-sach-gui.xlsx"


class FormsOptions(Struct, frozen=True):
    """`target` the new folder, `due` the day reports are due; `by` don_vi or a column; `support`: what a unit only
    supports is shown apart."""

    target: Path
    due: date
    by: str = BY_UNIT
    support: bool = False


def make_forms(path: Path, options: FormsOptions, progress: Progress | None = None) -> Made:
    """The forms of a dossier in a new folder; the dossier keeps what was asked of whom, and what stood there then.

    Raises UsageError V292 where the folder is there already, InputError V288 where no task and no figure has a unit.
    """
    progress = progress or Progress()
    if options.target.exists():
        said = msg("Đã có thư mục này; không ghi đè: trong đó có thể có biểu đơn vị đã gửi về.")
        raise UsageError.of("V292", Place(str(options.target)), said, msg("Nêu thư mục khác sau “--to”."))
    progress.at(Stage.READING, path)
    with dossier_held(path, "vanban forms") as (dossier, _):
        return _make_forms(path, dossier, options, progress)


def _make_forms(path: Path, dossier: Dossier, options: FormsOptions, progress: Progress) -> Made:
    """The same of a dossier that nobody else writes meanwhile."""
    before = reports_in.load(dossier.folder)
    share, figures = _shared_out(path, dossier, options)
    findings = [*_nobodys(share), *_of_many(share, path), *unasked(figures.pop("", FigureShare("", "", ())))]
    forms = [*_forms(dossier, share, figures, options)]
    if not forms:
        raise _nobody_to_ask(path, dossier, share)
    done = sum(task.status is Status.DONE for task in share.tasks.values())
    if done:
        said = msg("{so} nhiệm vụ đã hoàn thành không đưa vào biểu.", so=done)
        findings.append(Finding("V291", Severity.NOTE, Place(str(path)), said))
    progress.expect(len(forms))
    with new_folder(options.target, msg("Nêu thư mục khác sau “--to”.")) as made:
        names = _written(forms, made, progress)
        # What was asked is known before a form can be sent: a run that is killed in between is run again.
        _kept(dossier, share, forms, options, before)
    steps = (
        msg("Điền địa chỉ vào {tep}, gửi từng biểu kèm lời thư bên cạnh.", tep=options.target / LIST),
        msg(
            "Biểu gửi về để vào một thư mục, rồi chạy “vanban collect THƯ_MỤC --to {ho_so} --dry-run”.",
            ho_so=as_argument(path),
        ),
    )
    return Made(tuple(options.target / name for name in names), tuple(findings), steps)


def _shared_out(path: Path, dossier: Dossier, options: FormsOptions) -> tuple[Asked, dict[str, FigureShare]]:
    """The tasks and the open figures of a dossier by who reports them. Raises InputError V070 where it has neither."""
    sheet = dossier.document.figure_sheet
    registers = registers_in(dossier, path) if sheet is None or any(shown(dossier)) else ()
    share = asked(registers, danh_muc.agencies(), options.by)
    figures = asked_of(open_rows(sheet) if sheet else (), share.units.values(), danh_muc.agencies())
    return share, dict(figures)


def _nobody_to_ask(path: Path, dossier: Dossier, share: Asked) -> InputError:
    sheet = dossier.document.figure_sheet
    if sheet is not None and not share.tasks:
        said = msg("Không có số nào còn phải nhập mà ghi đơn vị cung cấp; không lập được biểu.")
        return InputError.of("V288", sheet.place, said, msg("Ghi cột “Đơn vị cung cấp” của bảng số liệu."))
    said = msg("Không có nhiệm vụ chưa hoàn thành nào có đơn vị chủ trì; không lập được biểu.")
    hint = msg("Ghi cột đơn vị chủ trì trong bảng, hoặc nêu cột khác sau “--each”.")
    return InputError.of("V288", Place(str(path)), said, hint)


def period_of(dossier: Dossier, due: date) -> str:
    """`2026-11`: the period of a dossier, or that which its date names, else that of the day reports are due."""
    if dossier.document.period:
        return dossier.document.period.key
    if dossier.document.figure_sheet is not None and (named := period_in(dossier)):
        return named
    dated = dossier.document.dated
    year, month = (dated.year, dated.month) if dated.year else (due.year, due.month)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _period_name(dossier: Dossier, key: str) -> str:
    """The period in words, as the heading of a form has it."""
    if dossier.document.period:
        return dossier.document.period.name
    year, _, month = key.partition("-")
    return f"tháng {month}/{year}" if month else f"năm {year}"


def _forms(dossier: Dossier, share: Asked, figures: Mapping[str, FigureShare], options: FormsOptions) -> Iterator[Form]:
    """A form for each unit that has an open task or an open figure: first in the register's order, then the sheet's."""
    period = period_of(dossier, options.due)
    name = _period_name(dossier, period)
    title = subject_of(dossier.document)
    names = {unit.key: unit.name for unit in share.units.values()} | {
        key: one.name for key, one in figures.items() if key not in share.units
    }
    for key, unit_name in names.items():
        unit = share.units.get(key, Reporter(key, unit_name))
        own = [row for row in unit.own if share.tasks[row].status is not Status.DONE]
        rows = figures[key].rows if key in figures else ()
        if not own and not rows:
            continue
        mark = Mark(dossier.name, period, key, unit_name, rows=tuple(map(row_name, own)))
        apart = _apart(unit, share) if options.support else ()
        yield Form(mark, title, options.due, tuple(_row(row, share) for row in own), apart, name, rows)


def _apart(unit: Reporter, share: Asked) -> tuple[FormRow, ...]:
    open_ones = [row for row in unit.apart if share.tasks[row].status is not Status.DONE]
    return tuple(_row(row, share) for row in open_ones)


def _row(row: RowId, share: Asked) -> FormRow:
    task = share.tasks[row]
    owner = share.units[share.owners[row]].name if row in share.owners else ""
    texts = {key: task.whole.get(key, "") for key in _SHOWN}
    return FormRow(row_mark(row, task.text("noi_dung")), task.ma, texts, last_result(task), owner)


def last_result(task: Task) -> str:
    """What was reported last: last period's where the register keeps it, else what stands there now."""
    if task.text("ket_qua_ky_truoc") or task.text("trang_thai_ky_truoc"):
        parts = [task.text("trang_thai_ky_truoc"), task.text("ket_qua_ky_truoc")]
    else:
        status = task.status.words if task.status else ""
        told = [task.text(key) for key in (*glossary.RESULT_KEYS, "ket_qua")]
        parts = [status, *(text for text in told if fold(text) != fold(status))]
    return "\n".join(part for part in parts if part)


def _written(forms: Sequence[Form], folder: Path, progress: Progress) -> list[str]:
    from generator.books.forms import form_book, mail_text, recipients_book

    stems = _stems(forms)
    for form in forms:
        stem = stems[form.mark.unit]
        (folder / f"{stem}.xlsx").write_bytes(form_book(form))
        (folder / f"{stem}.txt").write_bytes(b"\xef\xbb\xbf" + mail_text(form, f"{stem}.xlsx").encode())
        progress.did(Stage.WRITING, form.mark.name)
    sent = [(form, f"{stems[form.mark.unit]}.xlsx", f"{stems[form.mark.unit]}.txt") for form in forms]
    (folder / LIST).write_bytes(recipients_book(sent))
    return [*(file for _, file, _ in sent), LIST]


def _stems(forms: Sequence[Form]) -> Mapping[str, str]:
    """A file name for each unit, made of its name; those that would be the same get a number."""
    used: set[str] = {Path(LIST).stem}
    made: dict[str, str] = {}
    for form in forms:
        plain = fold(form.mark.name).replace(" ", "-")[:_LONGEST].strip("-") or "don-vi"
        stem, number = plain, 1
        while stem in used:
            number += 1
            stem = f"{plain}-{number}"
        used.add(stem)
        made[form.mark.unit] = stem
    return made


def _kept(
    dossier: Dossier, share: Asked, forms: Sequence[Form], options: FormsOptions, before: reports_in.Reports
) -> None:
    """What was asked is kept beside the dossier; within one period what came back already stays."""
    period = period_of(dossier, options.due)
    now = reports_in.Reports(
        period,
        options.due.isoformat(),
        options.by,
        {form.mark.unit: form.mark.name for form in forms},
        {form.mark.unit: form.mark.rows for form in forms},
        {row_name(row): reported(task) for row, task in share.tasks.items()},
        before.sent if before.period == period else {},
        before.taken,
        last={row_name(row): fingerprint(words(last_result(task))) for row, task in share.tasks.items()},
        figures={form.mark.unit: tuple(one.key for one in form.figures) for form in forms if form.figures},
        figure_files=before.figure_files if before.period == period else {},
    )
    if before.period == period:
        # A unit that has reported all of its tasks as done is asked no more, and has reported all the same.
        now = replace(
            now,
            names={**before.names, **now.names},
            asked={unit: rows for unit, rows in before.asked.items() if unit in before.sent} | dict(now.asked),
            # Figures that were told since are asked no more.
            figures={
                unit: tuple(dict.fromkeys((*before.figures.get(unit, ()), *now.figures.get(unit, ()))))
                for unit in (*before.figures, *now.figures)
            },
        )
    sources.replace({dossier.folder / reports_in.NAME: reports_in.content(now)})


def _nobodys(share: Asked) -> Iterator[Finding]:
    for row in share.unowned:
        task = share.tasks[row]
        if task.status is not Status.DONE:
            said = msg("Nhiệm vụ {ma} không có đơn vị chủ trì nên không có trong biểu nào.", ma=task.ma)
            hint = msg("Ghi đơn vị chủ trì cho nhiệm vụ này.")
            yield Finding("V288", Severity.WARNING, task.origin.place("chu_tri"), said, hint)


def _of_many(share: Asked, path: Path) -> Iterator[Finding]:
    """That words for many units have a form of their own: somebody has to gather what each of them says."""
    collectives = danh_muc.agencies().collectives
    for unit in share.units.values():
        own = [row for row in unit.own if share.tasks[row].status is not Status.DONE]
        if unit.key in collectives and own:
            said = msg("{so} nhiệm vụ giao chung cho “{nhom}”: một biểu cho cả nhóm.", so=len(own), nhom=unit.name)
            hint = msg("Chọn một nơi tổng hợp biểu này, hoặc ghi đơn vị chủ trì cho từng nhiệm vụ.")
            yield Finding("V293", Severity.NOTE, Place(str(path)), said, hint, asked=True)
