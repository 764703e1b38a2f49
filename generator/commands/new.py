"""The story of `vanban new`: a dossier from last year's, of a kind, or a unit's plan from a register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.commands.made import Made
from generator.facts.kinds import key_of
from generator.facts.periods import period_at
from generator.values.errors import UsageError
from generator.values.findings import Finding, Place, msg
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument


class NewOptions(Struct, frozen=True):
    """What the dossier is made from: `source` (a dossier; with `unit` a register), or the `kind` of its document.

    `open_only` leaves tasks behind that are done.
    """

    as_of: date
    source: Path | None = None
    kind: str = ""
    unit: str = ""
    open_only: bool = False


def new(target: Path, options: NewOptions, progress: Progress | None = None) -> Made:
    """Make the dossier `target`.

    Raises UsageError V006 where not just one of source and kind is given, V150 where something is there already, and
    what its three ways raise: `clone.clone`, `clone.skeleton`, `draft.draft_plan`.
    """
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.WRITING, target)
    made = _made(target, options)
    progress.did(Stage.WRITING, target)
    return made


def _made(target: Path, options: NewOptions) -> Made:
    from generator.commands import clone

    if options.source and options.unit:
        from generator.commands import draft

        kind = options.kind or draft.PLAN
        return _next(*draft.draft_plan(options.source, options.unit, target, kind=kind, as_of=options.as_of), target)
    if options.source and not options.kind:
        return _next(*clone.clone(options.source, target, open_only=options.open_only), target)
    if key_of(options.kind) == "bao-cao" and not options.source:
        from generator.commands.report_set import start_report

        period = period_at("thang", options.as_of)
        assert period is not None, "every day is in a month"
        return start_report(target, period)
    if options.kind and not options.source:
        return _next(clone.skeleton(options.kind, target), (), target)
    raise UsageError.of(
        "V006",
        Place(),
        msg("Cần đúng một trong “--from” và “--kind”."),
        msg("“--from HỒ SƠ” chép hồ sơ cũ; “--kind bao-cao” lập hồ sơ mẫu của loại văn bản ấy."),
    )


def _next(files: tuple[Path, ...], findings: tuple[Finding, ...], target: Path) -> Made:
    steps = (
        msg("Mở và điền {ho_so}, rồi chạy “vanban lint {ho_so}” và “vanban build {ho_so}”.", ho_so=as_argument(target)),
    )
    return Made(files, findings, steps)
