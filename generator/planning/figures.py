"""Figures that a report's text quotes: counted ones `{so_qua_han}`, `{theo_muc.A}`, `{theo_don_vi.Bộ Tư pháp.qua_han}`,
those of so-lieu.xlsx by their key `{ho_so_thang}`, each in words too: `{ho_so_thang:chữ}`.

The places are ours, not Jinja's: a text of the dossier is never template code. Only documents with `so_lieu` or a
period (`ky_bao_cao`: `{ky_bao_cao.tu}`, `{ky_sau.ten}`) have them; there `{{` and `}}` stand for braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from generator.facts import danh_muc
from generator.facts.periods import periods_named
from generator.planning.figure_sheet import exact, worked_out
from generator.planning.selection import selected
from generator.planning.status import Standing, State, standing
from generator.planning.totals import STATE_KEYS, Count, totals
from generator.values.changes import ChangeKind, compare, counts
from generator.values.figures import BEFORE, OPEN, PLACE
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.marked import replaced
from generator.values.model import Block, Document, FigureSource, Register, Status
from generator.values.number_words import number_words
from generator.values.periods import Period
from generator.values.text import decimal, fold, official_date, quote, upper_first

_CHANGES: Mapping[str, ChangeKind] = {
    "so_moi": ChangeKind.ADDED,
    "so_bo": ChangeKind.REMOVED,
    "so_lui_han": ChangeKind.EXTENDED,
    "so_doi_trang_thai": ChangeKind.STATUS,
}


class Figures(Struct, frozen=True):
    """What may stand in braces, by name, as it is printed; `said` is what is missing or wrong in the sheet."""

    values: Mapping[str, str]
    said: tuple[Finding, ...] = ()

    def filled(self, text: str, place: Place) -> tuple[str, tuple[Finding, ...]]:
        """A text with its figures; V167 for a name that there is not, with those that look like it."""
        findings: list[Finding] = []

        def value(match: re.Match[str], _: str) -> str:
            if match[1] is None:
                return match[0][0]
            name = match[1].strip()
            if (shown := self.shown(name)) is None:
                findings.append(self._unknown(name, place))
            return match[0] if shown is None else shown

        return replaced(text, PLACE, value), tuple(findings)

    def placed(self, text: str, *, braces: bool = False) -> tuple[str, dict[tuple[int, int], str]]:
        """A text with its figures, and where each stands in it: its name in braces by first and last place; with
        `braces` those that are written twice too.

        Footnotes are filled too; what stands in them has no place.
        """
        places: dict[tuple[int, int], str] = {}

        def value(match: re.Match[str], before: str) -> str:
            if match[1] is None:
                if braces and match.string is text:
                    places[len(before), len(before) + 1] = match[0]
                return match[0][0]
            shown = self.shown(match[1].strip())
            said = match[0] if shown is None else shown
            if match.string is text:
                places[len(before), len(before) + len(said)] = match[0]
            return said

        return replaced(text, PLACE, value), places

    def shown(self, name: str) -> str | None:
        """What is printed for a name; None where there is none. `:chữ` behind it asks for the number in words, `:Chữ`
        for them as a sentence begins."""
        name, _, form = (part.strip() for part in name.partition(":"))
        text = self.values.get(name)
        if text is None or not form:
            return text
        if fold(form) != "chu":
            return None
        # A figure whose form is words has them already; one that is missing prints its open place.
        said = text if text == OPEN or not any(char.isdigit() for char in text) else _words_of(text)
        return upper_first(said) if said and form[0].isupper() else said

    def _unknown(self, name: str, place: Place) -> Finding:
        near = get_close_matches(name, self.values, 3, 0.5)
        shown = ", ".join(near) if near else ", ".join(key for key in self.values if "." not in key)
        return Finding(
            "V167",
            Severity.ERROR,
            place,
            msg("Không có số liệu {ten}.", ten=quote(f"{{{name}}}")),
            msg("Các số liệu có thể dùng: {cac}.", cac=shown),
            name,
        )


def figures(source: FigureSource | None, as_of: date, period: Period | None = None) -> Figures:
    """The figures of a document at a date: counted in its register, of its sheet, the days of its period."""
    values = {"ngay_xet": official_date(as_of.year, as_of.month, as_of.day), **dict(_of_period(period))}
    if source is not None and source.register is not None:
        values |= _counted(source, source.register, as_of, period)
    if source is None or source.sheet is None:
        return Figures(values)
    known = {name: number for name, text in values.items() if (number := exact(text)) is not None}
    worked = worked_out(source.sheet, known)
    for row in source.sheet.rows:
        values[row.key] = worked.texts.get(row.key, OPEN)
        values[f"{row.key}.{BEFORE}"] = row.last or OPEN
    return Figures(values, tuple(worked.findings))


def subject_of(document: Document) -> str:
    """What a document is about, the days of its period filled in."""
    if document.period is None:
        return document.subject
    return figures(None, document.period.end, document.period).filled(document.subject, Place())[0]


def _of_period(period: Period | None) -> Iterator[tuple[str, str]]:
    """Its first and last day, month, year and name; those of the period before and of the next."""
    for name, one in periods_named(period):
        for key, day in (("tu", one.start), ("den", one.end)):
            yield f"{name}.{key}", official_date(day.year, day.month, day.day)
        yield f"{name}.ten", one.name
        yield f"{name}.thang", str(one.end.month)
        yield f"{name}.nam", str(one.end.year)


def _counted(source: FigureSource, register: Register, as_of: date, period: Period | None) -> dict[str, str]:
    """The figures of a register at a date; changes only where there is an earlier state of it."""
    agencies, holidays = danh_muc.agencies(), danh_muc.holidays()
    standings: dict[str, Standing] = {task.ma: standing(task, as_of, holidays) for task in register.tasks}
    tasks, _ = selected(register.tasks, source.selection, standings, agencies)
    found = totals(tasks, standings, agencies)
    values = dict(_count(found.whole))
    for name, one in periods_named(period):
        values[f"so_den_han.{name}"] = _shown(sum(one.holds(standings[task.ma].due) for task in tasks))
    values["so_nhiem_vu"] = _shown(found.whole.tasks)
    done = found.whole.of(State.DONE)
    values["ty_le_hoan_thanh"] = f"{decimal(100 * done / found.whole.tasks, 1) if found.whole.tasks else '0'}%"
    for status in Status:
        values[f"trang_thai.{status.value}"] = _shown(sum(task.status is status for task in tasks))
    values["trang_thai.chua-cap-nhat"] = _shown(sum(task.status is None for task in tasks))
    for path, count in found.sections.items():
        values |= _group(f"theo_muc.{'.'.join(path)}", count)
    for name, count in found.units.items():
        values |= _group(f"theo_don_vi.{name}", count)
    if source.previous is not None:
        changes = compare(source.previous, register)
        number = counts(changes)
        values |= {key: _shown(number[kind]) for key, kind in _CHANGES.items()}
        moved = (c for c in changes if c.kind is ChangeKind.STATUS and c.task and c.task.status is Status.DONE)
        values["so_moi_hoan_thanh"] = _shown(sum(1 for _ in moved))
    return values


def figured(document: Document, as_of: date) -> Document:
    """A document with the figures that its body quotes, as they are printed; what is wrong is said by its plan."""
    if not document.quotes:
        return document
    known = figures(document.figures, as_of, document.period)

    def filled(block: Block) -> Block:
        title, text = (known.filled(one, Place())[0] for one in (block.title, block.text))
        return replace(block, title=title, text=text, children=tuple(map(filled, block.children)))

    return replace(document, subject=subject_of(document), body=tuple(map(filled, document.body)))


def a_period_ago(
    document: Document, as_of: date, *, earlier: bool = False, without: Callable[[Block], bool] = lambda _: False
) -> Document | None:
    """A document with last period's figures of its sheet in its text (`earlier`: those of two periods ago); None where
    it has no sheet.

    A paragraph of which one of them is not known is left out: what stands beside it would be taken for another. So is
    one `without` them: it is not known what it said.
    """
    if document.figures is None or document.figures.sheet is None:
        return None
    now = figures(document.figures, as_of, document.period)
    rows = document.figures.sheet.rows
    then = {row.key: (row.earlier if earlier else row.last) or OPEN for row in rows}
    before = {f"{row.key}.{BEFORE}": (not earlier and row.earlier) or OPEN for row in rows}
    known = Figures({**now.values, **then, **before})

    def filled(block: Block) -> Block:
        title, text = (known.filled(one, Place())[0] for one in (block.title, block.text))
        whole = OPEN not in title + text and not without(block)
        return replace(block, title=title, text=text if whole else "", children=tuple(map(filled, block.children)))

    return replace(document, subject=subject_of(document), body=tuple(map(filled, document.body)))


def _words_of(text: str) -> str | None:
    value = exact(text)
    whole = value is not None and value.denominator == 1 and value >= 0
    return number_words(int(value)) if value is not None and whole else None


def _count(count: Count) -> Iterator[tuple[str, str]]:
    for state, key in STATE_KEYS.items():
        yield key, _shown(count.of(state))


def _group(name: str, count: Count) -> dict[str, str]:
    parts = {f"{name}.{key.removeprefix('so_')}": value for key, value in _count(count)}
    return {name: _shown(count.tasks), **parts}


def _shown(number: int) -> str:
    """A number in a text: a zero before one digit, as official texts write counts of things; `1.234`."""
    return f"{number:02d}" if 0 < number < 10 else decimal(number)
