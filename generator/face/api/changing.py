"""What people changed: back into the data, listed, shown as tracked changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.face import clock
from generator.face.api.options import DATA, Ask, Cancelled, Listen, Side
from generator.values.progress import Progress

if TYPE_CHECKING:
    from generator.commands.diff import Differences, FieldDifferences
    from generator.commands.made import Made
    from generator.commands.pull import PullResult


def pull(
    *files: Path,
    dossier: Path | None = None,
    data: Path = DATA,
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


def _against_the_last(old: Path, new: Path | None) -> tuple[Path, Path]:
    """Both sides; of a dossier alone the Word file that it last issued, then itself."""
    if new is not None:
        return old, new
    from generator.commands.issue import last_issued

    return last_issued(old), old
