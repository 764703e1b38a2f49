"""Findings that someone has looked at and quiets, each with a reason.

Two ways: `# vanban: bo-qua L123 lý do` on the line of a YAML file or the line above it, and the column `bo_qua` of a
task table, whose cell reads `L123 lý do; L204 lý do`. A suppression without a reason, or that quiets nothing,
    is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.linting.checked import Checked
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late

_COMMENT = late(r"#\s*vanban:\s*bo-qua\s+(?P<code>[LV]\d{3})\b\s*(?P<reason>.*)")
_ENTRY = late(r"(?P<code>[LV]\d{3})\b\s*:?\s*(?P<reason>[^;\n]*)")
_ROW = late(r"\d+$")
UNUSED, WITHOUT_REASON = "L901", "L902"


class Suppression(Struct, frozen=True):
    """One code quieted on one row of a sheet, or on the lines `row` and `row + 1` of a text file."""

    code: str
    reason: str
    place: Place
    row: int
    lines: bool

    def quiets(self, finding: Finding) -> bool:
        """Whether this is the finding meant."""
        place = finding.place
        if finding.code != self.code or place.file != self.place.file or place.sheet != self.place.sheet:
            return False
        if self.lines:
            return place.line in (self.row, self.row + 1)
        return _row_of(place) == self.row


def suppressions(checked: Checked) -> tuple[Suppression, ...]:
    """Every suppression in the sources."""
    return (*_comments(checked), *_cells(checked))


def quieted(
    findings: Iterable[Finding], quieting: tuple[Suppression, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that stay, notes on suppressions among them, and those that were quieted."""
    by_key: dict[tuple[str, str], list[Suppression]] = {}
    for item in quieting:
        by_key.setdefault((item.code, item.place.file), []).append(item)
    kept: list[Finding] = []
    quiet: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        meant = [item for item in by_key.get((finding.code, finding.place.file), ()) if item.quiets(finding)]
        used.update(meant)
        (quiet if meant else kept).append(finding)
    return (*kept, *_notes(quieting, used)), tuple(quiet)


def _notes(quieting: tuple[Suppression, ...], used: set[Suppression]) -> Iterator[Finding]:
    for item in quieting:
        if item not in used:
            message = msg("Bỏ qua {ma} mà ở đây không có gì để bỏ qua.", ma=item.code)
            yield Finding(UNUSED, Severity.NOTE, item.place, message, msg("Xóa lời bỏ qua này."), item.reason)
        if not item.reason.strip():
            message = msg("Bỏ qua {ma} mà không nêu lý do.", ma=item.code)
            yield Finding(WITHOUT_REASON, Severity.NOTE, item.place, message, msg("Ghi lý do sau mã."))


def _comments(checked: Checked) -> Iterator[Suppression]:
    for source in checked.sources:
        for place, text in source.texts if source.lines else ():
            for match in _COMMENT.finditer(text):
                yield Suppression(match["code"], match["reason"].strip(), place, place.line, True)


def _cells(checked: Checked) -> Iterator[Suppression]:
    for task in checked.tasks:
        for match in _ENTRY.finditer(task.text("bo_qua")):
            place = task.origin.place("bo_qua")
            yield Suppression(match["code"], match["reason"].strip(), place, task.origin.row, False)


def _row_of(place: Place) -> int:
    found = _ROW.search(place.cell)
    return int(found[0]) if found else place.line
