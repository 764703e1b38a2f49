"""The story of `vanban collect`: whatever units sent back, read, judged, taken into the register where it is sure.

What one unit's files say of a task is that of the file saved last that says it, so the order of files and of runs does
not matter. A result is taken against what stood in the register when forms went out, or what was taken last: where
somebody has changed it since, both are shown and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.books.decisions import NO_DECISIONS, Decisions
from generator.commands import figure_forms, typed_figures
from generator.commands.collecting import figure_returns
from generator.commands.collecting.files import Found, returned_files
from generator.commands.collecting.rows import Known, judged
from generator.commands.collecting.senders import Sender, sender_of
from generator.commands.collecting.taking import Side, Take, Taking
from generator.commands.collecting.units import ReadFile, UnitReport, answers, in_order_of_saving, of_units
from generator.commands.track import registers_in
from generator.facts import danh_muc
from generator.keeping import reports_in, sources
from generator.keeping.aside import in_temporary
from generator.keeping.locks import dossier_held
from generator.merging.writing.source_edits import SourceEdit
from generator.planning.reporting import Asked, asked
from generator.values.errors import ExitCode, InputError, UsageError
from generator.values.figures import FigureSheet
from generator.values.file_names import refuse_trouble
from generator.values.findings import Finding, Place, Severity, has_errors, in_order, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.registers import shown
from generator.values.returns import Return
from generator.values.text import fold, one_line

if TYPE_CHECKING:
    from generator.books.returned import Returned
# Characters that nobody sees, left out: the text is whole without them.
_LEFT_OUT = "V032"


class CollectOptions(Struct, frozen=True):
    """`now` when it is done, `side` who counts where both changed (None: nobody), `dry_run`: nothing is written.

    `decisions` are the choices of a workbook of conflicts, `conflicts` is the one to write those into that stay open.
    """

    now: datetime
    side: Side | None = None
    dry_run: bool = False
    decisions: Decisions = NO_DECISIONS
    conflicts: Path | None = None


class Collected(Struct, frozen=True):
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

    files: dict[str, list[ReadFile]] = field(default_factory=dict)
    turned_away: list[tuple[str, str, Return]] = field(default_factory=list)
    figures: figure_returns.Gathered = field(default_factory=figure_returns.Gathered)
    findings: list[Finding] = field(default_factory=list)


def _collect(folder: Path, path: Path, dossier: Dossier, options: CollectOptions, progress: Progress) -> Collected:
    """The same into a dossier that nobody else writes meanwhile."""
    before = reports_in.load(dossier.folder)
    sheet = dossier.document.figure_sheet
    registers = registers_in(dossier, path) if sheet is None or any(shown(dossier)) else ()
    share = asked(registers, danh_muc.agencies(), before.by)
    period = before.period or _dated(dossier)
    wanted = _wanted(dossier, sheet, share, period, alone=not registers)
    back = _came_back(folder, Known(share, registers, before.last), sheet, wanted, options, progress)
    findings = back.findings
    taking = Taking(registers, before, period, options.now, options.side, options.decisions)
    changed = {key: _taken(share, key, back.files.get(key, ()), taking) for key in share.units}
    told = [*of_units(share, before, back.files, back.turned_away, changed, findings)]
    units = [report for report, _ in told]
    findings += (one for _, said in told for one in said)
    now = replace(before, period=period, sent=_sent(back.files, units, before, options), taken=taking.taken())
    now = replace(now, faults=_faults(units, before, period))
    findings += (*taking.findings, *options.decisions.findings, *options.decisions.unused(taking.met))
    typed = [*typed_figures.edits_of(dossier.sources[0], sheet, back.figures.taken)] if sheet is not None else []
    made = _proven(dossier, taking, typed, path)
    if sheet is not None:
        made |= figure_returns.taken_in(sheet, back.figures.taken, made)
        of_figures = [*figure_returns.units_of(sheet, back.figures, wanted.keys)]
        units = _with_figures(units, of_figures, findings)
        now = replace(now, figure_files=_figure_files(of_figures, back.figures, before, options))
    content, kept = reports_in.content(now), dossier.folder / reports_in.NAME
    if (registers or now.figure_files) and (not kept.exists() or kept.read_bytes() != content):
        made = {**made, kept: content}
    open_ = _conflicts(taking, options)
    progress.did(Stage.WRITING, dossier.name)
    # What is open may be decided in a workbook of its own, of a trial too: it stands with what was taken, or nothing.
    sources.replace(open_ if options.dry_run else made | open_)
    return Collected(tuple(units), tuple(taking.takes), (*made, *open_), in_order(findings), options.dry_run)


def _taken(share: Asked, unit: str, files: Iterable[ReadFile], taking: Taking) -> int:
    """What a unit says into the register: how many cells change."""
    said = answers(in_order_of_saving(files))
    return sum(taking.take(share.tasks[row], row, unit, one.returned, answer) for row, (one, answer) in said.items())


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
                back.files.setdefault(sender.unit, []).append(ReadFile(one, rows))
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


def _conflicts(taking: Taking, options: CollectOptions) -> dict[Path, bytes]:
    """The workbook to decide in, where one is asked for and something is open."""
    if not options.conflicts or not taking.conflicts:
        return {}
    from generator.books.conflicts import conflicts_book

    refuse_trouble(options.conflicts)
    return {options.conflicts: conflicts_book(taking.conflicts)}


def _proven(dossier: Dossier, taking: Taking, typed: Sequence[SourceEdit], path: Path) -> dict[Path, bytes]:
    """The register's new bytes, once they were read back and every result stands in its column; `typed` are edits of
    figures in the dossier's own file."""
    if not (taking.edits or typed):
        return {}
    made, again = sources.proven_and_read(dossier, [*taking.edits, *typed])
    if taking.edits and (wrong := tuple(taking.not_as_meant(registers_in(again, path)))):
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


def _sent(
    files: Mapping[str, Sequence[ReadFile]],
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


def _figure_files(
    units: Iterable[figure_returns.UnitFigures],
    figures: figure_returns.Gathered,
    before: reports_in.Reports,
    options: CollectOptions,
) -> Mapping[str, reports_in.Sent]:
    """The last file with figures of each unit; one that is kept already keeps the time when it was taken."""
    files = dict(before.figure_files)
    for unit in units:
        for name in unit.files:
            saved, digest = figures.stamps[name]
            was = files.get(unit.key)
            if was is None or (was.saved, was.digest) < (saved, digest):
                at = options.now.isoformat(timespec="seconds")
                files[unit.key] = reports_in.Sent(name, digest, saved, at, (unit.state.value,), unit.answered)
    return files


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
