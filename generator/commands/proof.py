"""The proof of a report before it is issued: every figure there, nothing left of last month, every sum done again.

`issue` refuses until it is clean, or what is left is confirmed by name; `lint --proof` shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.commands.doubts import a_period_ago, as_printed, asked, data_of, not_asked, unread
from generator.commands.left_of_last import left_of_last
from generator.commands.lint import Linted
from generator.commands.still_worked_at import CODES, Still, still_worked_at
from generator.commands.typed_numbers import likely_in, typed_in, typed_in_notes
from generator.linting.checks import figures as of_figures
from generator.linting.checks import likely_sums, report_days, strokes
from generator.linting.lint import lint
from generator.linting.reports import report_of
from generator.ooxml import package, unfinished
from generator.planning.documents import plan_dossier
from generator.reading.draft import words_left_out
from generator.values import paths
from generator.values.errors import InputError
from generator.values.findings import Finding, Severity, in_order, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import quote

# What a plan says of figures that are missing, wrong or not what was entered.
_FIGURES = frozenset({"V167", "V323", "V326", "V327", "V328", "V377", "V539"})
_CHECKS = frozenset(
    check.code for check in (*of_figures.CHECKS, *likely_sums.CHECKS, *report_days.CHECKS, *strokes.CHECKS)
)
# A number that its words in brackets do not say.
_WORDS = "L609"
_RED: Still = (
    "V338",
    msg("Còn chữ đỏ"),
    msg("Chữ đỏ là lời giải trình khi soạn; xóa, hoặc đổi màu nếu là nội dung."),
)
STILL_WORKED_AT = (*CODES, _RED[0])
# Notes of the checks are no hindrance: a number that is the same twice may be right.
_HINDERS = (Severity.ERROR, Severity.WARNING)


class Proof(Struct, frozen=True):
    """What still stands against issuing a report, place by place; and what is only worth a look."""

    hindering: tuple[Finding, ...]
    noted: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether the report may be issued."""
        return not self.hindering

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of it, the worst first."""
        return in_order((*self.hindering, *self.noted))


def proof_of(dossier: Dossier, as_of: date, *, against: Dossier | None = None, word: Path | None = None) -> Proof:
    """The proof of a dossier that is a report in prose; nothing stands against one that is none.

    `against` is the report of the last period (left out: the last values of its sheet), `word` the file that is issued.
    """
    drafts = [source for source in dossier.sources if source.suffix.lower() == ".docx"]
    found = [one for file in ([word] if word is not None else drafts) for one in draft_worked_at(file)]
    if report_of(as_printed(dossier, as_of)).period is not None:
        found += _planned(dossier, as_of)
        found += _typed(dossier, as_of)
        for block, text, likely in likely_in(dossier.document, as_of):
            place = block.origin.place()
            found += (*not_asked((), [(text, likely)], place), *unread([text], place))
        last = as_printed(against, as_of) if against else a_period_ago(dossier, as_of)
        older = a_period_ago(against or dossier, as_of, earlier=against is None)
        told = lint(as_printed(dossier, as_of), as_of, against=last, earlier=older)
        found += (doubts := [one for one in told if one.code in _CHECKS or one.code == _WORDS])
        # An event of last period is said once.
        events = {one.place for one in doubts if one.code == "L012"}
        found += [one for one in left_of_last(dossier) if one.code != "V495" or one.place not in events]
    hindering = tuple(one for one in found if one.severity in _HINDERS)
    return Proof(in_order(hindering), in_order(one for one in found if one.severity not in _HINDERS))


def prove(source: Path, as_of: date, *, against: Path | None = None, progress: Progress | None = None) -> Linted:
    """The story of `vanban lint --proof`: what stands against issuing a report. Raises InputError."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.CHECKING, source)
    read, doubts = data_of(source)
    last = data_of(against)[0] if against else None
    found = proof_of(read, as_of, against=last)
    progress.did(Stage.CHECKING, read.name)
    return Linted(read.name, as_of, in_order((*words_left_out(doubts), *found.findings)))


def _planned(dossier: Dossier, as_of: date) -> Iterator[Finding]:
    try:
        _, findings = plan_dossier(dossier, as_of)
    except InputError as failure:
        findings = failure.findings
    return (one for one in findings if one.code in _FIGURES)


def _typed(dossier: Dossier, as_of: date) -> Iterator[Finding]:
    """The numbers of a report with a sheet that were typed into its text: nothing says where they come from (V339).

    What may be no figure belongs there: it is only asked (V526).
    """
    for block, text, figure in typed_in(dossier.document, as_of):
        if figure.doubt:
            yield asked(figure.doubt, [f"{figure.name}: {figure.text}"], block.origin.place())
            continue
        message = msg("{chu}: số gõ tay, không có trong bảng số liệu.", chu=quote(f"{figure.text} {figure.unit}"))
        hint = msg("“vanban so-lieu HỒ_SƠ --them” thêm dòng vào bảng và ghi khóa vào câu, như {{ho_so}}.")
        if paths.beyond(block) and paths.is_drafted(block, dossier.document):
            hint = msg("Ghi khóa của từng số vào bản nháp bằng tay, thêm dòng vào bảng số liệu.")
        yield Finding("V339", Severity.WARNING, block.origin.place(), message, hint, quote(text))
    for block, figure in typed_in_notes(dossier.document):
        message = msg("{chu} trong chú thích: số gõ tay.", chu=quote(f"{figure.text} {figure.unit}".rstrip()))
        hint = msg("Là số liệu thì thêm dòng vào bảng và ghi khóa của dòng ấy vào chú thích.")
        yield Finding("V339", Severity.NOTE, block.origin.place(), message, hint, figure.name)


def draft_worked_at(file: Path) -> Iterator[Finding]:
    """Red text in a Word file, which are explanations that are not issued (V338), comments (V306), tracked changes
    (V307)."""
    found = unfinished.in_word(package.read(file), shown_as=str(file))
    return still_worked_at(found, Severity.WARNING, red=_RED)
