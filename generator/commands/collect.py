"""The story of `vanban collect`: whatever units sent back, read, judged, taken into the register where it is sure.

What one unit's files say of a task is that of the file saved last that says it, so the order of files and of runs does
not matter. A result is taken against what stood in the register when forms went out, or what was taken last: where
somebody has changed it since, both are shown and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.books.decisions import NO_DECISIONS, Decisions
from generator.commands import figure_forms
from generator.commands.collecting import figure_returns
from generator.commands.collecting.files import Found, returned_files
from generator.commands.collecting.rows import Answer, Judged, Known, judged
from generator.commands.collecting.senders import Sender, sender_of
from generator.commands.collecting.taking import Side, Take, Taking
from generator.commands.track import registers_in
from generator.facts import danh_muc
from generator.keeping import reports_in, sources
from generator.keeping.aside import in_temporary
from generator.keeping.locks import dossier_held
from generator.planning.reporting import Asked, RowId, asked
from generator.values.errors import ExitCode, InputError, UsageError
from generator.values.figures import FigureSheet
from generator.values.findings import Finding, Place, Severity, has_errors, in_order, msg
from generator.values.model import Dossier, Status
from generator.values.progress import Progress, Stage
from generator.values.registers import shown
from generator.values.returns import Return, row_name
from generator.values.text import fold, one_line

if TYPE_CHECKING:
    from generator.books.returned import Returned
# Characters that nobody sees, left out: the text is whole without them.
_LEFT_OUT = "V032"
# What is wrong with rows, as it is said of the unit.
_SAID = {
    "V275": Return.MISSING, "V276": Return.STRANGE, "V278": Return.STRANGE, "V279": Return.STRANGE,
    "V283": Return.STRANGE, "V277": Return.BLANK, "V281": Return.BLANK, "V280": Return.BLANK, "V289": Return.STRANGE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """`now` when it is done, `side` who counts where both changed (None: nobody), `dry_run`: nothing is written.

    `decisions` are the choices of a workbook of conflicts, `conflicts` is the one to write those into that stay open.
    """

    now: datetime
    side: Side | None = None
    dry_run: bool = False
    decisions: Decisions = NO_DECISIONS
    conflicts: Path | None = None


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What is said of a unit (of a file that is nobody's: no key, its name): states, files, tasks asked, answered,
    cells changed now, what it has to mend."""

    key: str
    name: str
    states: tuple[Return, ...]
    files: tuple[str, ...]
    asked: int
    answered: int
    changed: int = 0
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a collection: each unit, each change of the register, files written (or that would be), findings."""

    units: tuple[UnitReport, ...]
    changes: tuple[Take, ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    dry_run: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """MERGE_CONFLICTS where register and report both changed, FOUND_ERRORS where something was not taken."""
        if any(finding.code == "V284" for finding in self.findings):
            return ExitCode.MERGE_CONFLICTS
        return ExitCode.FOUND_ERRORS if has_errors(self.findings) else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a unit that is known, as it was read and judged."""

    returned: Returned
    judged: Judged

    @property
    def order(self) -> tuple[str, str]:
        """What decides which of two files is the later one."""
        return self.returned.saved, self.returned.digest


def collect(folder: Path, path: Path, options: CollectOptions, progress: Progress | None = None) -> Collected:
    """The returns in a folder (or one file) into the register of a dossier.

    Raises UsageError V010 where the folder is not there, InputError where the dossier cannot be read (V0…, V287) or the
    register cannot be written as meant (V091).
    """
    progress = progress or Progress()
    if not folder.exists():
        raise UsageError.of("V010", Place(str(folder)), msg("Không có tệp hay thư mục này."), msg("Sửa lại tên."))
    with dossier_held(path, "vanban collect") as (dossier, _):
        return _collect(folder, path, dossier, options, progress)


@dataclass
class _Back:
    """What came back: the files with tasks by unit, those of which nothing is taken, the figures of all."""

    files: dict[str, list[_File]] = field(default_factory=dict)
    turned_away: list[tuple[str, str, Return]] = field(default_factory=list)
    figures: figure_returns.Gathered = field(default_factory=figure_returns.Gathered)
    findings: list[Finding] = field(default_factory=list)


def _collect(folder: Path, path: Path, dossier: Dossier, options: CollectOptions, progress: Progress) -> Collected:
    """The same into a dossier that nobody else writes meanwhile."""
    before = reports_in.load(dossier.folder)
    sheet = figure_forms.sheet_of(dossier)
    registers = registers_in(dossier, path) if sheet is None or any(shown(dossier)) else ()
    share = asked(registers, danh_muc.agencies(), before.by)
    period = before.period or _dated(dossier)
    wanted = _wanted(dossier, sheet, share, period, alone=not registers)
    back = _came_back(folder, Known(share, registers), sheet, wanted, options, progress)
    findings = back.findings
    taking = Taking(registers, before, period, options.now, options.side, options.decisions)
    units = [*_units(back.files, back.turned_away, share, before, period, taking, findings)]
    now = replace(before, period=period, sent=_sent(back.files, units, before, options), taken=taking.taken())
    now = replace(now, faults=_faults(units, before, period))
    findings += (*taking.findings, *options.decisions.findings, *options.decisions.unused(taking.met))
    made = _proven(dossier, taking, path)
    if sheet is not None:
        made |= figure_returns.taken_in(sheet, back.figures.taken, made)
        units = _with_figures(units, figure_returns.units_of(sheet, back.figures, wanted.keys), findings)
    content, kept = reports_in.content(now), dossier.folder / reports_in.NAME
    if registers and (not kept.exists() or kept.read_bytes() != content):
        made = {**made, kept: content}
    progress.did(Stage.WRITING, dossier.name)
    if not options.dry_run:
        sources.replace(made)
    written = (*made, *_conflicts(taking, options))
    return Collected(tuple(units), tuple(taking.takes), written, in_order(findings), options.dry_run)


def _wanted(
    dossier: Dossier, sheet: FigureSheet | None, share: Asked, period: str, *, alone: bool
) -> figure_returns.Wanted:
    """What a form with figures has to be of."""
    called = {fold(unit.name): unit.key for unit in share.units.values()}
    names = {one_line(row.source) for row in sheet.rows} if sheet else set()
    keys = {name: figure_forms.unit_key(name, called, danh_muc.agencies()) for name in names}
    return figure_returns.Wanted(dossier.name, period, keys, alone)


def _came_back(
    folder: Path,
    known: Known,
    sheet: FigureSheet | None,
    wanted: figure_returns.Wanted,
    options: CollectOptions,
    progress: Progress,
) -> _Back:
    """All that lies in a folder, read and judged."""
    back = _Back()
    with in_temporary() as workshop:
        found, refused = returned_files(folder, workshop)
        back.findings += refused
        back.turned_away += [("", one.place.file, Return.FORM) for one in refused]
        progress.expect(len(found))
        if sheet is not None:
            back.figures = figure_returns.gathered(found, sheet, options.side, wanted)
        for one, sender in _read(() if wanted.alone else found, known, wanted.dossier, wanted.period, progress):
            if one is not None and not one.tables and one.file in back.figures.read:
                # It has figures alone.
                continue
            back.findings += sender.findings
            if sender.refused or one is None:
                back.turned_away.append((sender.unit, one.file if one else sender.file, sender.refused or Return.FORM))
            else:
                rows = judged(one.rows, sender.unit, known, _unread(one))
                back.files.setdefault(sender.unit, []).append(_File(one, rows))
    said = {(one.code, one.place.file) for one in back.findings}
    back.turned_away += [("", file, Return.FORM) for file in back.figures.refused
                         if file not in {name for _, name, _ in back.turned_away}]  # fmt: skip
    back.findings += [one for one in back.figures.findings if (one.code, one.place.file) not in said]
    return back


def _with_figures(
    units: Sequence[UnitReport], figures: Iterable[figure_returns.UnitFigures], findings: list[Finding]
) -> list[UnitReport]:
    """The units with what they say of their figures."""
    known = {unit.key: unit for unit in units if unit.key}
    away = [unit for unit in units if not unit.key]
    for one in figures:
        if one.state is Return.NONE:
            said = msg("{don_vi}: chưa có báo cáo ({so} số liệu).", don_vi=one.name, so=one.asked - one.answered)
            findings.append(Finding("V290", Severity.NOTE, Place(), said, asked=True))
        unit = known.get(one.key, UnitReport(one.key, one.name, (), (), 0, 0))
        states = [state for state in dict.fromkeys((*unit.states, one.state)) if state is not Return.RIGHT]
        if one.files and Return.NONE in states:
            states = [Return.BLANK]
        known[one.key] = replace(unit, states=tuple(states) or (Return.RIGHT,),
                                 files=tuple(dict.fromkeys((*unit.files, *one.files))), asked=unit.asked + one.asked,
                                 answered=unit.answered + one.answered, changed=unit.changed + one.changed)  # fmt: skip
    return [*known.values(), *away]


def _conflicts(taking: Taking, options: CollectOptions) -> Iterator[Path]:
    """The workbook to decide in, where one is asked for and something is open."""
    if options.conflicts and taking.conflicts:
        from generator.books.conflicts import conflicts_book

        options.conflicts.write_bytes(conflicts_book(taking.conflicts))
        yield options.conflicts


def _proven(dossier: Dossier, taking: Taking, path: Path) -> dict[Path, bytes]:
    """The register's new bytes, once they were read back and every result stands in its column."""
    if not taking.edits:
        return {}
    made, again = sources.proven_and_read(dossier, taking.edits)
    if wrong := tuple(taking.not_as_meant(registers_in(again, path))):
        raise InputError(wrong)
    return made


def _dated(dossier: Dossier) -> str:
    if dossier.document.period:
        return dossier.document.period.key
    dated = dossier.document.dated
    return f"{dated.year:04d}-{dated.month:02d}" if dated.year and dated.month else ""


def _read(
    found: Sequence[Found], known: Known, dossier: str, period: str, progress: Progress
) -> Iterator[tuple[Returned | None, Sender]]:
    """Each file with who sent it; one that cannot be read costs none of the others."""
    from generator.books.returned import read_returned

    for file in found:
        try:
            one = read_returned(file.path, file.name, file.stored, file.own)
        except InputError as failure:
            yield None, Sender("", Return.FORM, failure.findings, file.name)
        else:
            yield one, sender_of(one, known, dossier, period)
        progress.did(Stage.READING, file.name)


def _unread(one: Returned) -> frozenset[tuple[str, str]]:
    """Cells that the reader could not show as text."""
    wrong = (f for f in one.findings if f.severity is not Severity.NOTE and f.code != _LEFT_OUT)
    return frozenset((f.place.sheet, f.place.cell) for f in wrong)


# --- units -----------------------------------------------------------------------------------------------------------


def _units(
    files: Mapping[str, Sequence[_File]],
    turned_away: Iterable[tuple[str, str, Return]],
    share: Asked,
    before: reports_in.Reports,
    period: str,
    taking: Taking,
    findings: list[Finding],
) -> Iterator[UnitReport]:
    """Every unit that was asked or has sent something, in the register's order; then files that are nobody's."""
    away: dict[str, list[tuple[str, Return]]] = {}
    for unit, file, state in turned_away:
        away.setdefault(unit, []).append((file, state))
    for key, reporter in share.units.items():
        rows = _asked_of(key, share, before)
        if not rows and key not in files and key not in away and key not in before.sent:
            continue
        own = sorted(files.get(key, ()), key=lambda one: one.order)
        # Beside a form that can be read another file is a letter, a scan: it is told of, the report stands.
        wrong = tuple(state for _, state in away.get(key, ()) if not own or state is not Return.FORM)
        names = (*(one.returned.file for one in own), *(file for file, _ in away.get(key, ())))
        findings += [*_twice(own)]
        answers = _answers(own)
        changed = sum(
            taking.take(share.tasks[row], row, key, one.returned, answer) for row, (one, answer) in answers.items()
        )
        states, said = _states(own, rows, share, before.sent.get(key))
        findings += said
        # What was turned away is to be mended only where nothing else of the unit can be read.
        refused = () if own else tuple(one for one in findings if one.place.file in names)
        faults = tuple(one for one in (*refused, *said) if one.severity is not Severity.NOTE)
        if not own and key not in before.sent:
            findings.append(_not_reported(reporter.name, len(rows), before))
        answered = len(answers) if own else before.sent[key].answered if key in before.sent else 0
        told = (*dict.fromkeys((*wrong, *states)),)
        yield UnitReport(key, reporter.name, told, names, len(rows), answered, changed, faults)
    for file, state in away.get("", ()):
        yield UnitReport("", file, (state,), (file,), 0, 0)


def _asked_of(unit: str, share: Asked, before: reports_in.Reports) -> tuple[RowId, ...]:
    """The tasks that a unit was asked for; where no form went out, all that it leads and are not done."""
    if before.asked:
        named = set(before.asked.get(unit, ()))
        return tuple(row for row in share.tasks if row_name(row) in named)
    own = share.units[unit].own
    return tuple(row for row in own if share.tasks[row].status is not Status.DONE)


def _answers(own: Sequence[_File]) -> Mapping[RowId, tuple[_File, Answer]]:
    """What a unit says of each task: the last file that says it counts. `own` in the order of saving."""
    return {row: (one, answer) for one in own for row, answer in one.judged.answers.items()}


def _states(
    own: Sequence[_File], rows: Sequence[RowId], share: Asked, sent: reports_in.Sent | None
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """What is said of a unit: of its last file, unless an earlier run had a later one."""
    if not own or (sent and (sent.saved, sent.digest) > own[-1].order):
        found = tuple(finding for one in own for finding in one.judged.findings)
        return (tuple(map(Return, sent.states)) if sent else (Return.NONE,)), found
    last = own[-1]
    missing = [*_missing(last, rows, share)]
    faults = (*last.judged.findings, *missing)
    states = [_SAID[finding.code] for finding in faults if finding.severity is not Severity.NOTE]
    again = len({_said(one) for one in own}) > 1 or (sent is not None and sent.digest != last.returned.digest)
    again = again or (sent is not None and Return.AGAIN.value in sent.states)
    states = [*dict.fromkeys(states)] or [Return.RIGHT]
    proposed = tuple(_proposed(last.returned))
    said = {(one.place.sheet, one.place.cell) for one in faults}
    read = (one for one in last.returned.findings if (one.place.sheet, one.place.cell) not in said)
    return (*([Return.AGAIN] if again else []), *states), (*faults, *read, *proposed)


def _said(one: _File) -> frozenset[tuple[RowId, Status, str]]:
    return frozenset((row, answer.status, answer.result) for row, answer in one.judged.answers.items())


def _sent(
    files: Mapping[str, Sequence[_File]],
    units: Iterable[UnitReport],
    before: reports_in.Reports,
    options: CollectOptions,
) -> Mapping[str, reports_in.Sent]:
    """The last file of each unit; one that is kept already keeps the time when it was taken."""
    sent = dict(before.sent)
    for unit in units:
        own = files.get(unit.key, ()) if unit.key else ()
        if not own:
            continue
        last, was = max(own, key=lambda one: one.order), sent.get(unit.key)
        if was is None or (was.saved, was.digest) < last.order:
            states = tuple(state.value for state in unit.states)
            at = options.now.isoformat(timespec="seconds")
            name, digest, saved = last.returned.file, last.returned.digest, last.returned.saved
            sent[unit.key] = reports_in.Sent(name, digest, saved, at, states, unit.answered)
    return sent


def _faults(
    units: Iterable[UnitReport], before: reports_in.Reports, period: str
) -> Mapping[str, tuple[reports_in.Fault, ...]]:
    """What each unit has to mend; of those that sent nothing now what was said before, in the same period."""
    kept = dict(before.faults) if before.period == period else {}
    for unit in units:
        if unit.key and unit.files:
            kept[unit.key] = tuple(
                reports_in.Fault(str(one.place), str(one.message), str(one.hint or "")) for one in unit.faults
            )
    return {key: own for key, own in kept.items() if own}


# --- what is said ----------------------------------------------------------------------------------------------------


def _twice(own: Sequence[_File]) -> Iterator[Finding]:
    """That a unit sent several files, which one counts and by what, and the tasks they differ in."""
    if not own:
        return
    last = own[-1]
    for one in own[:-1]:
        if _said(one) == _said(last):
            continue
        rows = {row for row, _, _ in _said(one) ^ _said(last)}
        said = msg(
            "Đơn vị gửi lại: bản {sau} (lưu {luc_sau}) thay cho bản này (lưu {luc}); khác ở {cac}.",
            sau=last.returned.file,
            luc_sau=last.returned.saved,
            luc=one.returned.saved,
            cac=", ".join(sorted(ma for _, ma in rows)),
        )
        yield Finding("V282", Severity.NOTE, Place(one.returned.file), said, asked=True)


def _missing(last: _File, rows: Sequence[RowId], share: Asked) -> Iterator[Finding]:
    for row in rows:
        if row not in last.judged.seen:
            said = msg("Biểu thiếu dòng của nhiệm vụ {ma}; nhiệm vụ này chưa có báo cáo.", ma=row[1])
            hint = msg("Thêm lại dòng ấy từ biểu đã gửi.")
            text = share.tasks[row].text("noi_dung")
            yield Finding("V275", Severity.WARNING, Place(last.returned.file), said, hint, text)


def _proposed(one: Returned) -> Iterator[Finding]:
    for row in one.new:
        if row.text("noi_dung"):
            said = msg("Đơn vị đề nghị thêm nhiệm vụ; không tự ghi vào bảng.")
            hint = msg("Xét rồi thêm vào bảng nhiệm vụ nếu đúng.")
            yield Finding("V285", Severity.NOTE, row.place("noi_dung"), said, hint, row.text("noi_dung"), asked=True)


def _not_reported(name: str, tasks: int, before: reports_in.Reports) -> Finding:
    said = msg("{don_vi}: chưa có báo cáo ({so} nhiệm vụ).", don_vi=name, so=tasks)
    hint = msg("Hạn gửi là {ngay}.", ngay=before.due) if before.due else None
    return Finding("V290", Severity.NOTE, Place(), said, hint, asked=True)
