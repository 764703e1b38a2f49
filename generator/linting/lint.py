"""`lint`: the data of a dossier, or of all of a workplace, through every check, less what was quieted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from generator.facts.documents import Documents, documents
from generator.linting.between import Workplace
from generator.linting.check import Check
from generator.linting.checked import Checked
from generator.linting.checks import (
    across,
    bases,
    citations,
    counting,
    deadlines,
    dossiers,
    evidence,
    figures,
    likely_sums,
    listed,
    numbering,
    report_days,
    spelling,
    statuses,
    strokes,
    targets,
    tasks,
    units,
    whole,
    wording,
)
from generator.linting.sources import Source
from generator.linting.suppression import quieted, suppressions
from generator.values.findings import Finding, Severity, in_order, msg
from generator.values.model import Dossier

ALL_CHECKS: tuple[Check[Checked], ...] = (  # in the order of the page
    *citations.CHECKS,
    *listed.CHECKS,
    *bases.CHECKS,
    *deadlines.CHECKS,
    *statuses.CHECKS,
    *evidence.CHECKS,
    *tasks.CHECKS,
    *whole.CHECKS,
    *targets.CHECKS,
    *units.CHECKS,
    *spelling.CHECKS,
    *wording.CHECKS,
    *numbering.CHECKS,
    *across.CHECKS,
    *counting.CHECKS,
    *figures.CHECKS,
    *likely_sums.CHECKS,
    *strokes.CHECKS,
    *report_days.CHECKS,
)
# What only several dossiers together show.
BETWEEN_CHECKS: tuple[Check[Workplace], ...] = dossiers.CHECKS
EVERY_CHECK: tuple[Check[Any], ...] = (*ALL_CHECKS, *BETWEEN_CHECKS)

# What the reader doubts and a check here says again, of every text and with more to compare it with.
_BY_READER = str(msg("Điều thấy khi đọc dữ liệu"))
_SAID_AGAIN = frozenset({"V202", "V211", "V213"})


def lint(
    dossier: Dossier,
    as_of: date,
    *,
    sources: tuple[Source, ...] = (),
    against: Dossier | None = None,
    earlier: Dossier | None = None,
    doubts: Iterable[Finding] = (),
    known: Documents | None = None,
) -> tuple[Finding, ...]:
    """What a careful reader would find in the data, worst first.

    `sources` are the raw files (decomposed letters, comments that quiet), `against` last year's dossier, last month's
    report or the register that this one derives from, `earlier` the report before it, `doubts` what reading found:
    those that no check says again are kept; `known` the documents that are listed, left out: those of the program.
    """
    return lint_of(Checked(dossier, as_of, sources, against, earlier, known or documents()), doubts)


def lint_of(checked: Checked, doubts: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """The same of data that are ready to be looked at. What only several dossiers show may be quieted in one."""
    between = {check.code for check in BETWEEN_CHECKS}
    quieting = tuple(one for one in suppressions(checked) if one.code not in between)
    kept, _ = quieted(_found(checked, doubts), quieting)
    return in_order(dict.fromkeys(kept))


def lint_all(read: Sequence[tuple[Checked, Iterable[Finding]]]) -> tuple[Finding, ...]:
    """What a careful reader would find in the dossiers of a workplace, in each and between them, worst first."""
    workplace = Workplace.of(checked for checked, _ in read)
    found = [finding for checked, doubts in read for finding in _found(checked, doubts)]
    found += (finding for check in BETWEEN_CHECKS for finding in check.findings(workplace))
    kept, _ = quieted(dict.fromkeys(found), tuple(dict.fromkeys(one for checked, _ in read
                      for one in suppressions(checked))))  # fmt: skip
    return in_order(dict.fromkeys(kept))


def _found(checked: Checked, doubts: Iterable[Finding]) -> Iterator[Finding]:
    yield from (doubt for doubt in doubts if doubt.code not in _SAID_AGAIN)
    for check in ALL_CHECKS:
        yield from check.findings(checked)


class CheckCount(Struct, frozen=True):
    """How often one check found something."""

    code: str
    title: str
    severity: Severity
    count: int


def summary(findings: Iterable[Finding]) -> tuple[CheckCount, ...]:
    """The checks that found something, the worst first, then the most frequent."""
    titles = {check.code: check.title for check in EVERY_CHECK}
    counts = Counter((finding.severity, finding.code) for finding in findings)
    rows = (
        CheckCount(code, titles.get(code, _BY_READER), severity, count) for (severity, code), count in counts.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.severity.rank, -row.count, row.code)))
