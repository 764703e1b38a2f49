"""The month: what units are asked and report, who has not, what is owed, what is issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face import clock
from generator.face.api.options import CALENDAR, Cancelled, Listen, Side
from generator.values.progress import Progress

if TYPE_CHECKING:
    from generator.commands.board import Board
    from generator.commands.collect import Collected
    from generator.commands.issue import Issued
    from generator.commands.made import Made
    from generator.commands.report_calendar import Calendar


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
    file: Path = CALENDAR,
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
