"""Dossiers begun, taken from files that people have, carried into the next period, and built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.face import clock
from generator.face.api.options import DATA, OUT, Cancelled, Listen
from generator.values.formats import FORMATS
from generator.values.progress import Progress

if TYPE_CHECKING:
    from generator.commands.build import BuildResult
    from generator.commands.made import Made
    from generator.commands.watch import Rebuilt


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
    Where `register` is a dossier, head and end of the file become keys of it.

    `choice` takes tables and rows of the file: `2`, `1,3`, `2:5-9`. What looks like a task that is there already is
    listed, never merged.
    """
    if register.is_dir() or register.suffix.lower() in (".yaml", ".yml"):
        from generator.commands.import_keys import import_keys

        return import_keys(file, register, Progress(on_event, cancelled))
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


def build(
    *dossiers: Path,
    data: Path = DATA,
    as_of: date | None = None,
    formats: Sequence[str] = FORMATS,
    out: Path = OUT,
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
    data: Path = DATA,
    as_of: date | None = None,
    formats: Sequence[str] = FORMATS,
    out: Path = OUT,
    split: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[Rebuilt]:
    """Dossiers built now and again whenever a file of theirs is saved, each time a result, until `cancelled`."""
    from generator.commands import watch as watching
    from generator.commands.build import named_or_all

    options = watching.WatchOptions(as_of, tuple(formats), out, split)
    return watching.watch(named_or_all(dossiers, data), options, datetime.now, Progress(on_event, cancelled))
