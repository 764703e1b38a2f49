"""How much of a register was understood: counts for a column of texts, blank cells included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.agencies import Agencies
from generator.model import DeadlineKind, Role
from generator.reading.meaning import citations as citing
from generator.reading.meaning import deadlines as dating
from generator.reading.meaning import units as naming


@dataclass(frozen=True, slots=True)
class DeadlineCoverage:
    """Cells by kind, and the texts that were not understood with their frequency, the most frequent first."""

    cells: int
    kinds: tuple[tuple[DeadlineKind, int], ...]
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CitationCoverage:
    """Citations found, those with symbol and with date, findings by code, lines in which none was found."""

    cells: int
    found: int
    with_symbol: int
    with_date: int
    with_both: int
    findings: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """Mentions found, those matched with an agency or collective, by role; the unmatched with their frequency."""

    cells: int
    found: int
    matched: int
    roles: tuple[tuple[Role, int], ...]
    unmatched: tuple[tuple[str, int], ...] = field(default=())


def of_deadlines(texts: Iterable[str]) -> DeadlineCoverage:
    """Counts for a column of deadlines."""
    parsed = [dating.parse(text)[0] for text in texts]
    kinds = Counter(deadline.kind for deadline in parsed)
    unknown = Counter(deadline.verbatim for deadline in parsed if deadline.kind is DeadlineKind.UNKNOWN)
    return DeadlineCoverage(len(parsed), tuple(kinds.most_common()), tuple(unknown.most_common()))


def of_citations(texts: Iterable[str]) -> CitationCoverage:
    """Counts for a column of citations, several to a cell."""
    parsed = [citing.parse_cell(text) for text in texts]
    found = [citation for citations, _ in parsed for citation in citations]
    findings = [finding for _, findings in parsed for finding in findings]
    return CitationCoverage(
        cells=len(parsed),
        found=len(found),
        with_symbol=sum(bool(citation.symbol) for citation in found),
        with_date=sum(citation.dated is not None for citation in found),
        with_both=sum(bool(citation.symbol) and citation.dated is not None for citation in found),
        findings=tuple(sorted(Counter(finding.code for finding in findings).items())),
        unread=tuple(Counter(finding.value for finding in findings if finding.code == "V214").most_common()),
    )


def of_units(texts: Iterable[str], agencies: Agencies, *, default_role: Role = Role.LEAD) -> UnitCoverage:
    """Counts for a column of units."""
    parsed = [naming.parse(text, agencies, default_role=default_role) for text in texts]
    found = [mention for mentions in parsed for mention in mentions]
    return UnitCoverage(
        cells=len(parsed),
        found=len(found),
        matched=sum(bool(mention.agency) for mention in found),
        roles=tuple(Counter(mention.role for mention in found).most_common()),
        unmatched=tuple(Counter(mention.verbatim for mention in found if not mention.agency).most_common()),
    )
