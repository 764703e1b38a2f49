"""The commands as Python functions: `from generator import build, check, lint, pull`.

The same stages as the command line, without printing; a date left out is today's. Every function raises
`generator.errors.VanbanError` with all findings where it cannot go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.commands import build as building

if TYPE_CHECKING:
    from generator.commands.pull import PullResult
    from generator.commands.review import Checked, Linted


def build(
    dossier: Path,
    *,
    as_of: date | None = None,
    formats: Sequence[str] = building.FORMATS,
    out: Path = Path("out"),
    split: bool = False,
    strict: bool = False,
    force: bool = False,
) -> building.Built:
    """A dossier (folder, van-ban.yaml or ho-so.xlsx) to files in `out`; `as_of` is the date tasks are judged at."""
    now = datetime.now()
    options = building.BuildOptions(as_of or now.date(), now, tuple(formats), out, split, strict, force)
    return building.build(dossier, options)


def check(*paths: Path, revisions: Literal["accept", "reject", "marks"] = "accept") -> tuple[Checked, ...]:
    """Word files, or all in folders, against Nghị định 30/2020/NĐ-CP."""
    from generator.commands import review as reviewing

    return reviewing.check(paths, reviewing.CheckOptions(datetime.now(), revisions))


def lint(dossier: Path, *, as_of: date | None = None, against: Path | None = None) -> Linted:
    """What a careful reader would find in a dossier or task table; `against` is last year's, or its register."""
    from generator.commands import review as reviewing

    return reviewing.lint(dossier, as_of or date.today(), against=against)


def pull(
    *files: Path,
    dossier: Path | None = None,
    data: Path = Path("data"),
    side: Literal["ours", "theirs"] | None = None,
    delete: bool = False,
    accept: bool = True,
    dry_run: bool = False,
) -> PullResult:
    """Edits in generated Word and Excel files back into the data; `side` decides where both changed a field."""
    from generator.commands import pull as pulling

    decide = pulling.decider(side, None)
    return pulling.pull(files, pulling.PullOptions(decide, date.today(), data, dossier, accept, delete, dry_run))
