"""The commands as Python functions: `from generator import build, check, lint, pull …`, one for each.

What the command line calls, and any other front end may: options in, a frozen result out, nothing printed. `on_event`
hears of the progress (`generator.values.progress.Event`), from whichever thread is at work, one at a time; `cancelled`
is asked at each step whether to go on: a `Cancel`, or any function. Then the function raises `Stopped` and what was
not whole is not written. A date left out is today's. Every function raises `generator.values.errors.VanbanError` with
all findings where it cannot go on; what exit code a result stands for says its `exit_code`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.face import clock
from generator.values.progress import Event, Progress

if TYPE_CHECKING:
    from generator.commands.board import Board
    from generator.commands.build import BuildResult
    from generator.commands.collect import Collected
    from generator.commands.desk import Desk
    from generator.commands.diff import Differences, FieldDifferences
    from generator.commands.editing import Change, Changed
    from generator.commands.issue import Issued
    from generator.commands.made import Made
    from generator.commands.pull import PullResult
    from generator.commands.recognise import Recognised
    from generator.commands.report_calendar import Calendar
    from generator.commands.review import CheckResult, Linted, TemplateNames, TemplatesChecked
    from generator.commands.see_table import Chosen, SeenTable
    from generator.commands.track import Coverage
    from generator.commands.tracked_changes import TrackedChange
    from generator.commands.watch import Rebuilt
    from generator.commands.workplace import DossierState
    from generator.values.findings import Message

Listen = Callable[[Event], None]
Cancelled = Callable[[], bool]
# Answers a question with yes or no; None where nobody can.
Ask = Callable[["Message"], bool | None]
Side = Literal["ours", "theirs"]

_FORMATS = ("docx", "xlsx", "pdf")
_DATA, _OUT, _CALENDAR = Path("data"), Path("out"), Path("data/lich-bao-cao.yaml")


def build(
    *dossiers: Path,
    data: Path = _DATA,
    as_of: date | None = None,
    formats: Sequence[str] = _FORMATS,
    out: Path = _OUT,
    split: bool = False,
    strict: bool = False,
    force: bool = False,
    each: str = "",
    jobs: int = 0,
    executor: str = "",
    one_pdf: bool = False,
    right_page: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> BuildResult:
    """Dossiers (folder, van-ban.yaml or ho-so.xlsx; all below `data` where none is named) to files in `out`.

    `as_of` is the date tasks are judged at (left out: the last day of a report's period that is over, else today's),
    `each` makes one document for each unit, `one_pdf` one file of all of them for the printer (`right_page`: each
    begins on a right-hand page). A lone dossier that cannot be
    built raises; of several each carries its errors (`Built.failed`).
    """
    from generator.commands import batch
    from generator.commands.build import BuildOptions, named_or_all

    now = clock.now()
    day, closed = as_of or now.date(), as_of is None
    options = BuildOptions(day, now, tuple(formats), out, split, strict, force, closed)
    how = batch.BatchOptions(each, jobs, executor, one_pdf, right_page)
    return batch.build_dossiers(named_or_all(dossiers, data), options, how, Progress(on_event, cancelled))


def watch(
    *dossiers: Path,
    data: Path = _DATA,
    as_of: date | None = None,
    formats: Sequence[str] = _FORMATS,
    out: Path = _OUT,
    split: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[Rebuilt]:
    """Dossiers built now and again whenever a file of theirs is saved, each time a result, until `cancelled`."""
    from generator.commands import watch as watching
    from generator.commands.build import named_or_all

    options = watching.WatchOptions(as_of, tuple(formats), out, split)
    return watching.watch(named_or_all(dossiers, data), options, datetime.now, Progress(on_event, cancelled))


def check(
    *paths: Path,
    revisions: Literal["accept", "reject", "marks"] = "accept",
    annotate: bool = False,
    fix: bool = False,
    tracked: bool = False,
    profile: Literal["nd30", "dang", "phieu"] | None = None,
    house: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> CheckResult:
    """Word files, or all in folders, against Nghị định 30/2020/NĐ-CP, Party documents against 05-HD/VPTW.

    `annotate` writes a copy with comments beside each, `fix` one that is mended (`tracked`: as tracked changes).
    `profile` is the rule set asked for, `house` a quy-tac.yaml in place of the one in the file's folder or above.
    """
    from generator.commands import review

    options = review.CheckOptions(clock.now(), revisions, annotate, fix or tracked, tracked, profile or "", house)
    return review.check(paths, options, Progress(on_event, cancelled))


def lint(
    dossier: Path,
    *,
    as_of: date | None = None,
    against: Path | None = None,
    worklist: Path | None = None,
    marked: Path | None = None,
    proof: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Linted:
    """What a careful reader would find in a dossier or task table; `against` is last year's, or its register.

    `worklist` is an .xlsx to write what was found into, `marked` a folder for copies with coloured cells. `proof` asks
    for nothing but what stands against issuing a report in prose.
    """
    day, progress = as_of or clock.today(), Progress(on_event, cancelled)
    if proof:
        from generator.commands.proof import prove

        return prove(dossier, day, against=against, progress=progress)
    from generator.commands import review

    return review.lint(dossier, day, against=against, worklist=worklist, marked=marked, progress=progress)


def pull(
    *files: Path,
    dossier: Path | None = None,
    data: Path = _DATA,
    side: Side | None = None,
    ask: Ask | None = None,
    delete: bool = False,
    accept: bool = True,
    dry_run: bool = False,
    conflicts: Path | None = None,
    decisions: Path | None = None,
    chosen: Mapping[str, Side] | None = None,
    left: Collection[str] = (),
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> PullResult:
    """Edits in generated Word and Excel files back into the data.

    Where both changed a field, `side` decides, else the workbook `decisions`, else `ask`; what stays open goes into
    the workbook `conflicts`, and nothing is written. `chosen` are sides and `left` changed texts that are not to be
    taken, each by its mark (`face.edits`).
    """
    from generator.commands import pull as pulling

    choices = pulling.decisions_of(decisions)
    choices = replace(choices, sides={**choices.sides, **(chosen or {})}, left=frozenset(left))
    asked = None if dry_run or conflicts or decisions else ask
    decide = pulling.decider(side, asked)
    options = pulling.PullOptions(decide, clock.today(), data, dossier, accept, delete, dry_run, choices, conflicts)
    return pulling.pull(files, options, Progress(on_event, cancelled))


def diff(
    old: Path,
    new: Path | None = None,
    *,
    unit: str = "",
    book: Path | None = None,
    annex: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Differences | FieldDifferences:
    """What changed between two dossiers, registers or generated Word files; `book` (.xlsx) and `annex` (.docx) say so.

    From a plan to the register it was made from: what moved there since. `unit` limits it to an agency's tasks.
    A dossier alone is compared with what it last issued.
    """
    from generator.commands import diff as comparing

    old, new = _against_the_last(old, new)

    options = comparing.DiffOptions(clock.today(), unit, book, annex)
    return comparing.diff(old, new, options, Progress(on_event, cancelled))


def _against_the_last(old: Path, new: Path | None) -> tuple[Path, Path]:
    """Both sides; of a dossier alone the Word file that it last issued, then itself."""
    if new is not None:
        return old, new
    from generator.commands.issue import last_issued

    return last_issued(old), old


def take_over(
    plan: Path,
    register: Path,
    *,
    side: Side | None = None,
    ask: Ask | None = None,
    delete: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> PullResult:
    """What moved in a shared register since a plan was made from it, into the plan; `delete` lets lost rows go."""
    from generator.commands import take_over as taking
    from generator.commands.pull import decider

    options = taking.TakeOptions(decider(side, ask, taking.question), delete)
    return taking.take_over(plan, register, clock.today(), options, Progress(on_event, cancelled))


def redline(
    old: Path,
    new: Path | None,
    output: Path,
    *,
    author: str = "vanban",
    day: date | None = None,
    force: bool = False,
    looks: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The new state (dossier or Word file) as a Word file with tracked changes against the old one.

    Changes of what is read; with `looks` also of how it looks, as far as a reader sees it.
    Without a new one the old is a dossier, compared with what it last issued.
    """
    from generator.commands import compare

    old, new = _against_the_last(old, new)
    now = datetime.combine(day, time()) if day else clock.now()
    options = compare.RedlineOptions(author, now, force, looks)
    return compare.make_redline(old, new, output, options, Progress(on_event, cancelled))


def roll(
    dossier: Path,
    month: str | None = None,
    *,
    drop_done: bool = False,
    issued: Path | None = None,
    cut_off: date | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The dossier of the next period beside this one; `month` as `2024-06`, `06/2024` or “tháng 6 năm 2024”.

    Left out, a report with a period (`ky_bao_cao`) goes to the next of its kind.

    Of a report in prose: `issued` is the signed Word file to start from, `cut_off` the day its new figures are closed.
    """
    from generator.commands import roll as rolling
    from generator.commands.rolling.story import ProseOptions

    prose = ProseOptions(issued, cut_off)
    return rolling.make_next(dossier, month, drop_done=drop_done, prose=prose, progress=Progress(on_event, cancelled))


def new(
    target: Path,
    *,
    source: Path | None = None,
    kind: str = "",
    unit: str = "",
    open_only: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A new dossier: from another one (`source`), of a `kind`, or with `unit` an agency's plan from a register."""
    from generator.commands import new as making

    options = making.NewOptions(clock.today(), source, kind, unit, open_only)
    return making.new(target, options, Progress(on_event, cancelled))


def import_file(
    file: Path,
    target: Path,
    *,
    which: int = 0,
    year: int = 0,
    counts: bool = False,
    revisions: Literal["accept", "reject"] = "accept",
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A dossier of a file that people have (Word, PDF with text, Excel, a page of a law site): its fields, its text, a
    workbook for each of its tables of tasks.

    `which` document is taken of a file with several, from 1. What the result says of itself is proven: the dossier is
    built and its words are compared with those of the file. For another `year` number, date and results are left open
    and what names the old year is listed. Tracked changes are read as accepted, or rejected. `counts` puts the counts
    of a monthly report's own table in their places, for the next month.
    """
    from generator.commands import import_file as importing

    options = importing.ImportOptions(clock.today(), which, year, counts, revisions)
    return importing.import_file(file, target, options, Progress(on_event, cancelled))


def figures(
    source: Path,
    target: Path,
    *,
    against: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The figures in the prose of a monthly report (a dossier or a Word file) as the workbook `target`.

    `against` is the report of the last period, whose values stand beside and bear out the running totals.
    """
    from generator.commands import figures as proposing

    return proposing.propose(source, proposing.FigureOptions(target, against), Progress(on_event, cancelled))


def forms(
    dossier: Path,
    target: Path,
    due: date,
    *,
    each: str = "don_vi",
    support: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A workbook to fill in for each unit that leads tasks (or value of the column `each`), in the new folder `target`.

    `due` is the last day for reports; `support` shows each unit, apart, the tasks that others report on.
    """
    from generator.commands import forms as asking

    options = asking.FormsOptions(target, due, each, support)
    return asking.make_forms(dossier, options, Progress(on_event, cancelled))


def collect(
    folder: Path,
    dossier: Path,
    *,
    side: Side | None = None,
    dry_run: bool = False,
    conflicts: Path | None = None,
    decisions: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Collected:
    """What units sent back (a folder with all that lies in it, .zip too, or one file) into the dossier's register.

    Only what is sure is taken; where the register was changed as well since forms went out `side` decides, or the
    workbook `decisions`; what stays open goes into the workbook `conflicts`.
    """
    from generator.commands import collect as collecting
    from generator.commands.pull import decisions_of, refuse_over

    if conflicts:
        refuse_over(conflicts)
    options = collecting.CollectOptions(clock.now(), side, dry_run, decisions_of(decisions), conflicts)
    return collecting.collect(folder, dossier, options, Progress(on_event, cancelled))


def remind(
    dossier: Path,
    target: Path,
    due: date,
    *,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The công văn to the units that have not reported, and to each whose file is to be mended, as dossiers."""
    from generator.commands import remind as reminding

    options = reminding.RemindOptions(target, due, clock.today())
    return reminding.remind(dossier, options, Progress(on_event, cancelled))


def calendar(
    file: Path = _CALENDAR,
    *,
    as_of: date | None = None,
    days: int = 45,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Calendar:
    """The reports that an office owes: which are late, which are due within `days`."""
    from generator.commands import report_calendar

    return report_calendar.calendar(file, as_of or clock.today(), days, Progress(on_event, cancelled))


def calendar_start(
    file: Path,
    key: str,
    *,
    as_of: date | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The dossier of the earliest period of a report (by its key in the calendar) that nobody has begun."""
    from generator.commands import report_calendar

    return report_calendar.start(file, key, as_of or clock.today(), Progress(on_event, cancelled))


def reconcile(
    dossier: Path,
    target: Path,
    *,
    as_of: date | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The internal note of a report as the workbook `target`: the rows each number counts, changes, doubts."""
    from generator.commands import reconcile as reconciling

    return reconciling.reconcile(dossier, target, as_of, clock.today(), Progress(on_event, cancelled))


def issue(
    dossier: Path,
    number: int,
    dated: date,
    *,
    split: bool = False,
    reason: str = "",
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Issued:
    """The issued set of a dossier: number and date in, Word, PDF/A-2b and Excel kept read-only beside it.

    Refused, with the places, while something is open (`Issued.refused`); `reason` issues it all the same, or again.
    """
    from generator.commands import issue as issuing

    options = issuing.IssueOptions(number, dated, clock.now(), reason, split)
    return issuing.issue(dossier, options, Progress(on_event, cancelled))


def board(
    dossier: Path,
    *,
    as_of: date | None = None,
    book: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Board:
    """Who has reported, what is overdue, due in 30 days, done without evidence; `book` (.xlsx) says so."""
    from generator.commands import board as watching

    return watching.board(dossier, as_of or clock.today(), book, Progress(on_event, cancelled))


def import_into(
    file: Path,
    register: Path,
    *,
    unit: str = "",
    choice: str = "",
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The tasks of a file (Word, Excel, a dossier) as new rows of a register (.xlsx); `unit` takes those of an agency.

    `choice` takes tables and rows of the file: `2`, `1,3`, `2:5-9`. What looks like a task that is there already is
    listed, never merged.
    """
    from generator.commands import import_into as importing

    options = importing.IntoOptions(clock.today(), unit, choice)
    return importing.import_into(file, register, options, Progress(on_event, cancelled))


def import_prose(
    file: Path,
    target: Path | None = None,
    *,
    register: Path | None = None,
    which: int = 0,
    unit: str = "",
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The tasks that a text gives in its sentences as proposed rows: of the new workbook `target`, or of a register.

    Each row quotes its paragraph and is no task, neither printed nor reported on, until a person confirms it there.
    """
    from generator.commands import import_prose as proposing

    options = proposing.ProseOptions(clock.today(), target, register, which, unit)
    return proposing.import_prose(file, options, Progress(on_event, cancelled))


def init(
    folder: Path = Path(),
    *,
    kind: Literal["yaml", "xlsx"] = "yaml",
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A new workplace: data/ with a sample dossier (of files, or one workbook), templates/ to change."""
    from generator.commands import init as workplace

    return workplace.init(folder, kind, Progress(on_event, cancelled))


def coverage(source: Path, *, on_event: Listen | None = None, cancelled: Cancelled | None = None) -> Coverage:
    """How much of a register (of a dossier, or a file) is understood, and each text that is not."""
    from generator.commands import track

    return track.coverage(source, Progress(on_event, cancelled))


def template_check(
    *paths: Path,
    dossier: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> TemplatesChecked:
    """What is wrong in Word and Excel templates (or all in folders), with the columns of a dossier's own tables."""
    from generator.commands import review

    return review.check_templates(paths, dossier, Progress(on_event, cancelled))


def template_names() -> TemplateNames:
    """What a template may use, by group, with its meaning."""
    from generator.commands import review

    return review.template_names()


# --- what a page asks -------------------------------------------------------------------------------------------------


def dossiers_in(data: Path = _DATA) -> tuple[Path, ...]:
    """The dossiers right below a data folder, by name."""
    from generator.commands import workplace

    return workplace.dossiers_in(data)


def state_of(dossier: Path, out: Path = _OUT) -> DossierState:
    """How a dossier stands (built, changed since, edited outside) and its files, told without building."""
    from generator.commands import workplace

    return workplace.state_of(dossier, out)


def recognise(file: Path, *, shown_as: str = "") -> Recognised:
    """What a file from anywhere is, by what it holds; one that is broken says so in its findings."""
    from generator.commands import recognise as recognising

    return recognising.recognise(file, shown_as)


def as_pages(file: Path, target: Path, *, on_event: Listen | None = None, cancelled: Cancelled | None = None) -> Made:
    """A Word file from anywhere as the PDF `target`, to be looked at: tracked changes are shown, nothing is proven."""
    from generator.commands import as_pages as printing

    return printing.as_pages(file, target, Progress(on_event, cancelled))


def tracked_changes(file: Path) -> tuple[TrackedChange, ...]:
    """The paragraphs of a Word file that its tracked changes touch, before and after."""
    from generator.commands import tracked_changes as tracked

    return tracked.tracked_changes(file)


def meanings() -> Mapping[str, str]:
    """What a column of a task table may be told to be: key and title."""
    from generator.commands import see_table as seeing

    return seeing.meanings()


def see_table(file: Path, *, chosen: Chosen | None = None, shown_as: str = "") -> SeenTable:
    """A task table with what each column is taken for and what each row is, as `chosen` says it is to be read."""
    from generator.commands import see_table as seeing

    return seeing.see_table(file, chosen or seeing.AS_FOUND, shown_as)


def dossier_of_table(
    file: Path,
    target: Path,
    *,
    documents: str,
    agency: str,
    subject: str,
    symbol: str = "",
    parent: str = "",
    place: str = "",
    name: str = "",
    chosen: Chosen | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """A new dossier of a foreign task table, printed as it was made, in `documents` (`quyet-dinh+ke-hoach` …).

    `chosen` says how the table is read, `name` what its file is called in the dossier.
    """
    from generator.commands import of_table
    from generator.commands.see_table import AS_FOUND

    options = of_table.TableOptions(documents, agency, symbol, subject, parent, place, chosen or AS_FOUND)
    return of_table.dossier_of_table(file, name or file.name, target, options, Progress(on_event, cancelled))


def open_dossier(dossier: Path) -> Desk:
    """A dossier laid open: its fields as its kind has them, its tables by row and cell, the version it is in."""
    from generator.commands import desk

    return desk.open_dossier(dossier)


def change(dossier: Path, wanted: Change, version: str) -> Changed:
    """One change of a dossier that is open, proven; refused (V009) where it has moved since `version`."""
    from generator.commands import editing

    return editing.change(dossier, wanted, version)


def put_back(dossier: Path, files: Mapping[Path, bytes], version: str) -> str:
    """What stood before a change, as long as the dossier is as the change left it; returns its version then."""
    from generator.commands import editing

    return editing.put_back(dossier, files, version)
