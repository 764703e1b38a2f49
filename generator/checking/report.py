"""How the findings of a file are told: grouped by document and element, counted. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.values.findings import Finding, Severity, in_order


class Group(Struct, frozen=True):
    """The findings of one element of one document: `Kế hoạch kèm theo : Trích yếu`; "" is the whole file."""

    part: str
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings by part, parts in the order they stand in the file, the worst first inside of each."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda item: item.place.line):
        groups.setdefault(finding.place.part, []).append(finding)
    return tuple(Group(part, in_order(items)) for part, items in groups.items())


def counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many of each severity: one row of the summary of several files."""
    found = [finding.severity for finding in findings]
    return {severity: found.count(severity) for severity in Severity}
