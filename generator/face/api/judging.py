"""What stands in a dossier, a table, a Word file, a template, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.face import clock
from generator.face.api.options import Cancelled, Listen
from generator.values.errors import UsageError
from generator.values.findings import Place, msg
from generator.values.progress import Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.commands.check import CheckResult
    from generator.commands.check_templates import TemplateNames, TemplatesChecked
    from generator.commands.lint import Linted
    from generator.commands.made import Made
    from generator.commands.mending import Fixed
    from generator.commands.track import Coverage


def lint(
    *dossiers: Path,
    as_of: date | None = None,
    against: Path | None = None,
    earlier: Path | None = None,
    worklist: Path | None = None,
    marked: Path | None = None,
    proof: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Linted:
    """What a careful reader would find in a dossier or task table; `against` is last year's, its register, or
    last month's report, `earlier` the report before it.

    Of several dossiers, or of a folder that holds them, what stands between them is found too.

    `worklist` is an .xlsx to write what was found into, `marked` a folder for copies with coloured cells. `proof` asks
    for nothing but what stands against issuing a report in prose. Raises UsageError V402 where it is asked of several
    what can be asked of one.
    """
    from generator.commands.lint_workplace import lint_workplace, several

    day, progress = as_of or clock.today(), Progress(on_event, cancelled)
    if several(dossiers):
        if against or earlier or proof:
            raise one_at_a_time(len(dossiers))
        return lint_workplace(dossiers, day, worklist=worklist, marked=marked, progress=progress)
    (dossier,) = dossiers
    if proof:
        from generator.commands.proof import prove

        return prove(dossier, day, against=against, progress=progress)
    from generator.commands.lint import lint as story

    return story(dossier, day, against=against, earlier=earlier, worklist=worklist, marked=marked, progress=progress)


def one_at_a_time(count: int) -> UsageError:
    """That something is done with one dossier alone."""
    said = msg("Việc này mỗi lần chỉ làm với một hồ sơ; nêu {so} nơi.", so=count)
    return UsageError.of("V402", Place(), said, msg("Chạy lệnh cho từng hồ sơ."))


def learn(*files: Path, target: Path, on_event: Listen | None = None, cancelled: Cancelled | None = None) -> Made:
    """Entries for the workplace's list of documents, proposed out of papers that it has, as the new file `target`."""
    from generator.commands.learning import learn as story

    return story(files, target, Progress(on_event, cancelled))


def fix(
    dossier: Path,
    *,
    dry_run: bool = False,
    only: Collection[str] | None = None,
    name: tuple[str, str] | None = None,
    version: str = "",
    undo: bool = False,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Fixed:
    """What can be mended in a dossier without asking: shown (`dry_run`), else written, all in one.

    `only` are the mends wanted, by their keys; `name` is one that is written wrong, and how it is written: then that
    alone, in all tables. `version` is the state that was shown. `undo` takes back what the last run wrote.
    """
    from generator.commands import mending

    progress = Progress(on_event, cancelled)
    progress.at(Stage.CHECKING, dossier)
    wanted = mending.Wanted(only, name, version)
    return mending.undo(dossier) if undo else mending.fix(dossier, wanted, dry_run=dry_run)


def coverage(source: Path, *, on_event: Listen | None = None, cancelled: Cancelled | None = None) -> Coverage:
    """How much of a register (of a dossier, or a file) is understood, and each text that is not."""
    from generator.commands import track

    return track.coverage(source, Progress(on_event, cancelled))


def figures(
    source: Path,
    target: Path | None = None,
    *,
    against: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The figures in the prose of a monthly report (a dossier or a Word file) as the workbook `target`.

    `against` is the report of the last period, whose values stand beside and bear out the running totals. Without a
    `target` the numbers typed into the text of a dossier that has a sheet become rows of it, and the text names them.
    """
    from generator.commands import figures as proposing
    from generator.commands.keyed_numbers import add_typed

    if target is None:
        return add_typed(source, clock.today(), Progress(on_event, cancelled))
    return proposing.propose(source, proposing.FigureOptions(target, against), Progress(on_event, cancelled))


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
    from generator.commands import check as checking

    options = checking.CheckOptions(clock.now(), revisions, annotate, fix or tracked, tracked, profile or "", house)
    return checking.check(paths, options, Progress(on_event, cancelled))


def watch_papers(
    *paths: Path,
    profile: Literal["nd30", "dang", "phieu"] | None = None,
    house: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[CheckResult]:
    """Word files, or all in folders, judged now and each again whenever it is saved, until `cancelled`."""
    from generator.commands import watch_papers as watching
    from generator.commands.check import CheckOptions

    def options() -> CheckOptions:
        return CheckOptions(clock.now(), profile=profile or "", house=house)

    return watching.watch_papers(paths, options, Progress(on_event, cancelled))


def template_check(
    *paths: Path,
    dossier: Path | None = None,
    on_event: Listen | None = None,
    cancelled: Cancelled | None = None,
) -> TemplatesChecked:
    """What is wrong in Word and Excel templates (or all in folders), with the columns of a dossier's own tables."""
    from generator.commands import check_templates

    return check_templates.check_templates(paths, dossier, Progress(on_event, cancelled))


def template_names() -> TemplateNames:
    """What a template may use, by group, with its meaning."""
    from generator.commands import check_templates

    return check_templates.template_names()
