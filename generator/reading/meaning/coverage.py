"""How much of a column of a register was understood: counts, blank cells included, and every text that is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from generator.facts.agencies import Agencies
from generator.reading.meaning import citations as citing
from generator.reading.meaning import deadlines as dating
from generator.reading.meaning import units as naming
from generator.values.findings import Finding, Message, msg
from generator.values.model import Citation, DeadlineKind, Role

# What is counted beside kinds of deadlines and roles of units.
DUE = "tinh-duoc-ngay"
FOUND, WHOLE, ONLY_DATED, ONLY_SYMBOL, ONLY_NUMBER = "nhan-ra", "du-ky-hieu-ngay", "chi-ngay", "chi-ky-hieu", "chi-so"
UNLISTED = "ngoai-danh-muc"


class Unclear(Struct, frozen=True):
    """A text that was not understood, or not wholly: why, and how often it stands in the column."""

    text: str
    why: Message
    count: int


class ColumnCoverage(Struct, frozen=True):
    """A column: its cells, what was counted in them by key, the texts in doubt, the most frequent first."""

    cells: int
    counts: tuple[tuple[str, int], ...]
    unclear: tuple[Unclear, ...] = ()


def of_deadlines(texts: Iterable[str], *, year: int | None = None) -> ColumnCoverage:
    """Cells by kind (the values of DeadlineKind), and those that end on a day that can be counted to (DUE).

    `year` is that of the column's title (`deadlines.year_of_column`).
    """
    meant = cache(dating.parse)
    parsed = [meant(text, year=year) for text in texts]
    kinds = Counter(deadline.kind for deadline, _ in parsed)
    due = sum(any(not milestone.onward for milestone in deadline.milestones) for deadline, _ in parsed)
    doubts = ((finding.value, finding.message) for _, findings in parsed for finding in findings)
    counts = (*((kind.value, kinds[kind]) for kind in DeadlineKind), (DUE, due))
    return ColumnCoverage(len(parsed), counts, _unclear(doubts))


def of_citations(texts: Iterable[str]) -> ColumnCoverage:
    """Citations found (FOUND), of which with symbol and date (WHOLE), and those that lack one or both."""
    parsed = [*map(cache(citing.parse_cell), texts)]
    found = [citation for citations, _ in parsed for citation in citations]
    kinds = Counter(_whole(citation) for citation in found)
    counts = ((FOUND, len(found)), *((key, kinds[key]) for key in (WHOLE, ONLY_DATED, ONLY_SYMBOL, ONLY_NUMBER)))
    doubts = (doubt for citations, findings in parsed for doubt in _doubted(citations, findings))
    return ColumnCoverage(len(parsed), counts, _unclear(doubts))


def _whole(citation: Citation) -> str:
    if citation.symbol:
        return WHOLE if citation.dated else ONLY_SYMBOL
    return ONLY_DATED if citation.dated else ONLY_NUMBER


_LACKING = {
    ONLY_DATED: msg("không ghi ký hiệu"),
    ONLY_SYMBOL: msg("không ghi ngày"),
    ONLY_NUMBER: msg("không ghi ký hiệu và ngày"),
}


def _doubted(citations: Iterable[Citation], findings: tuple[Finding, ...]) -> Iterator[tuple[str, Message]]:
    """What is wrong in a cell, and what its citations lack without anything being wrong in them."""
    yield from ((finding.value, finding.message) for finding in findings)
    wrong = {finding.value for finding in findings}
    for citation in citations:
        if citation.verbatim not in wrong and (kind := _whole(citation)) != WHOLE:
            yield citation.verbatim, _LACKING[kind]


def of_units(texts: Iterable[str], agencies: Agencies, *, default_role: Role = Role.LEAD) -> ColumnCoverage:
    """Mentions of agencies and collectives by role (the values of Role), and those that the list does not have."""
    parsed = [naming.parse(text, agencies, default_role=default_role) for text in texts]
    found = [mention for mentions in parsed for mention in mentions]
    roles = Counter(mention.role for mention in found if mention.agency)
    unlisted = [(mention.verbatim, msg("không có trong danh mục cơ quan")) for mention in found if not mention.agency]
    counts = (*((role.value, roles[role]) for role in Role), (UNLISTED, len(unlisted)))
    return ColumnCoverage(len(parsed), counts, _unclear(unlisted))


def _unclear(doubts: Iterable[tuple[str, Message]]) -> tuple[Unclear, ...]:
    """Doubts with their number, each text and reason once."""
    counted: dict[tuple[str, str], Unclear] = {}
    for text, why in doubts:
        before = counted.get((text, str(why)))
        counted[text, str(why)] = Unclear(text, why, before.count + 1 if before else 1)
    return tuple(sorted(counted.values(), key=lambda one: -one.count))
