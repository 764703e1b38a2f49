"""The figures of a report asked of units: each unit has its rows of the sheet in its form, beside its tasks if any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.facts.agencies import Agencies
from generator.linting.reports import report_of
from generator.planning.reporting import Reporter
from generator.values.figures import FigureSheet, FigureState, SheetFigure
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Dossier
from generator.values.text import fold, one_line


class FigureShare(Struct, frozen=True):
    """The figures that a unit reports: its key (that of its tasks, where it has any), its name, the rows."""

    key: str
    name: str
    rows: tuple[SheetFigure, ...]


def asked_of(rows: Iterable[SheetFigure], units: Iterable[Reporter], agencies: Agencies) -> Mapping[str, FigureShare]:
    """The rows by the unit that reports them, in the order of the sheet; under "" those that name none."""
    known = {fold(unit.name): unit.key for unit in units}
    held: dict[str, list[SheetFigure]] = {}
    names: dict[str, str] = {}
    for row in rows:
        name = one_line(row.source)
        key = unit_key(name, known, agencies)
        names.setdefault(key, name)
        held.setdefault(key, []).append(row)
    return {key: FigureShare(key, names[key], tuple(own)) for key, own in held.items()}


def unit_key(name: str, known: Mapping[str, str], agencies: Agencies) -> str:
    """The key of a unit: that under which it reports tasks, that of the list of agencies, else its folded name."""
    folded = fold(name)
    if folded in known or not folded:
        return known.get(folded, "")
    record = agencies.find(name)
    return record.key if record else folded


def open_rows(sheet: FigureSheet) -> tuple[SheetFigure, ...]:
    """What is still to be entered."""
    return tuple(row for row in sheet.rows if not row.computed and row.state is FigureState.MISSING)


def period_in(dossier: Dossier) -> str:
    """`2030-06`: the month that a report in prose says it is of; empty where it says none."""
    period = report_of(dossier).period
    return f"{period.year:04d}-{period.month:02d}" if period else ""


def unasked(share: FigureShare) -> Iterator[Finding]:
    """The figures that stand in nobody's form, in one finding: of a report taken over that is each of them."""
    if share.rows:
        said = msg("{so} số không có đơn vị cung cấp nên không có trong biểu nào.", so=len(share.rows))
        hint = msg("Ghi cột “Đơn vị cung cấp”, hoặc tự nhập số.")
        names = "\n".join(row.name or row.key for row in share.rows)
        yield Finding("V288", Severity.WARNING, share.rows[0].place, said, hint, names)
