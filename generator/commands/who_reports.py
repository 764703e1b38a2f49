"""Who reports to a dossier: units asked for tasks, for figures, or for both; what came of each.

What a unit was asked for is what its form had (`reports_in`); where no form went out, all that is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.figure_forms import asked_of, open_rows
from generator.commands.track import registers_in
from generator.facts import danh_muc
from generator.keeping import reports_in
from generator.planning.reporting import Asked, RowId, asked
from generator.values.figures import FigureState, SheetFigure
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Dossier, Status
from generator.values.registers import shown
from generator.values.returns import Return


class UnitTold(Struct, frozen=True):
    """A unit: what was said of its report, its last file, when that was taken, tasks and figures asked, answered.

    `figures` are those of `asked` that are figures, `open_figures` those that nobody has told.
    """

    name: str
    states: tuple[Return, ...]
    file: str
    at: str
    asked: int
    answered: int
    figures: int = 0
    open_figures: tuple[SheetFigure, ...] = ()

    @property
    def reported(self) -> bool:
        """Whether anything of it was taken."""
        return self.answered > 0


class Reporting(Struct, frozen=True):
    """The units by key, in the register's order, then the sheet's; the tasks shared out, what is kept of reports."""

    share: Asked
    reports: reports_in.Reports
    units: Mapping[str, UnitTold]


def reporting_of(dossier: Dossier, path: Path) -> Reporting:
    """Who reports to a dossier. Raises InputError V070 where it has neither a table nor a sheet of figures."""
    reports = reports_in.load(dossier.folder)
    registers = registers_in(dossier, path) if dossier.document.figure_sheet is None or any(shown(dossier)) else ()
    share = asked(registers, danh_muc.agencies(), reports.by)
    units = dict(_of_tasks(share, reports))
    for key, (name, rows) in _figures(dossier, share, reports).items():
        units[key] = _with_figures(units.get(key), name, rows, reports.figure_files.get(key))
    return Reporting(share, reports, units)


def not_reported(dossier: Dossier, path: Path) -> Iterator[Finding]:
    """That units whom forms went to have not sent anything (V373), all in one."""
    if not reports_in.load(dossier.folder).names:
        return
    reporting = reporting_of(dossier, path)
    silent = [one for one in reporting.units.values() if one.asked and not one.reported]
    if silent:
        named = "; ".join(f"{one.name} ({_owed(one)})" for one in silent)
        said = msg("{so} đơn vị được gửi biểu mà chưa có báo cáo: {cac}.", so=len(silent), cac=named)
        hint = msg("Đôn đốc bằng “vanban remind”. Nhiệm vụ của các đơn vị này được tính là chưa có báo cáo.")
        yield Finding("V373", Severity.WARNING, Place(str(path)), said, hint, named)


def _owed(one: UnitTold) -> Message:
    tasks = one.asked - one.figures
    if not tasks:
        return msg("{so} số liệu", so=one.figures)
    if not one.figures:
        return msg("{so} nhiệm vụ", so=tasks)
    return msg("{viec} nhiệm vụ, {so} số liệu", viec=tasks, so=one.figures)


# --- tasks -----------------------------------------------------------------------------------------------------------


def _of_tasks(share: Asked, reports: reports_in.Reports) -> Iterator[tuple[str, UnitTold]]:
    """Units by key: those asked; where no form went out, all that lead open tasks."""
    for key, unit in share.units.items():
        rows = reports.asked.get(key, ()) if reports.asked else [row for row in unit.own if _open(row, share)]
        sent = reports.sent.get(key)
        if not rows and sent is None:
            continue
        if sent is None:
            yield key, UnitTold(unit.name, (Return.NONE,), "", "", len(rows), 0)
        else:
            states = tuple(map(Return, sent.states))
            yield key, UnitTold(unit.name, states, sent.file, sent.at, len(rows), sent.answered)


def _open(row: RowId, share: Asked) -> bool:
    return share.tasks[row].status is not Status.DONE


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(
    dossier: Dossier, share: Asked, reports: reports_in.Reports
) -> Mapping[str, tuple[str, tuple[SheetFigure, ...]]]:
    """The name of each unit that is asked for figures, and these; figures that name nobody are nobody's."""
    sheet = dossier.document.figure_sheet
    if sheet is None:
        return {}
    if not reports.figures:
        found = asked_of(open_rows(sheet), share.units.values(), danh_muc.agencies())
        return {key: (one.name, one.rows) for key, one in found.items() if key}
    rows = {row.key: row for row in sheet.rows}
    return {
        unit: (reports.names.get(unit, unit), tuple(rows[key] for key in keys if key in rows))
        for unit, keys in reports.figures.items()
    }


def _with_figures(
    unit: UnitTold | None, name: str, rows: tuple[SheetFigure, ...], sent: reports_in.Sent | None
) -> UnitTold:
    """A unit with what it is asked for of figures."""
    left = tuple(row for row in rows if row.state is FigureState.MISSING)
    told = len(rows) - len(left)
    of_figures = Return.RIGHT if not left else Return.BLANK if told or sent else Return.NONE
    if unit is None:
        unit = UnitTold(name, (), "", "", 0, 0)
    states = tuple(state for state in dict.fromkeys((*unit.states, of_figures)) if state is not Return.RIGHT)
    if Return.NONE in states and (told or unit.answered):
        states = (*(state for state in states if state is not Return.NONE), Return.BLANK)
    return replace(
        unit,
        states=tuple(dict.fromkeys(states)) or (Return.RIGHT,),
        file=unit.file or (sent.file if sent else ""),
        at=unit.at or (sent.at if sent else ""),
        asked=unit.asked + len(rows),
        answered=unit.answered + told,
        figures=len(rows),
        open_figures=left,
    )
