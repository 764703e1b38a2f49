"""`vanban board`: who has reported, what is overdue, what is due in 30 days, what is done without evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.commands.who_reports import UnitTold, reporting_of
from generator.facts import danh_muc
from generator.keeping import reports_in
from generator.keeping.whole import write_whole
from generator.planning.reporting import Asked, RowId
from generator.planning.status import Standing, State, standing, told
from generator.reading.dossier import load_dossier
from generator.reading.meaning import citations
from generator.values.errors import ExitCode
from generator.values.findings import Message, msg
from generator.values.model import Status
from generator.values.progress import Progress, Stage
from generator.values.returns import RESULT_KEYS, row_name

_STATUSES = {
    Status.DONE: msg("Hoàn thành"),
    Status.RUNNING: msg("Đang triển khai"),
    Status.RECURRING: msg("Thường xuyên"),
    Status.OPEN: msg("Chưa hoàn thành"),
}


BoardUnit = UnitTold


class BoardTask(Struct, frozen=True):
    """A task: its unit, words, last day (None where there is none), where it stands, in words."""

    ma: str
    unit: str
    content: str
    due: date | None
    standing: Message


class Board(Struct, frozen=True):
    """A dossier at a date. `unproven`: said to be done without a document's number and date; `silent`: asked, and not
    answered, which says nothing of whether they are done. `files`: the workbook, where one was asked for. `due`: the
    last day for reports (None where no form went out); `totals`: tasks by what is told of them, each once;
    `open_figures`: those asked of units that nobody has told, as tasks are shown."""

    name: str
    as_of: date
    period: str
    units: tuple[BoardUnit, ...]
    overdue: tuple[BoardTask, ...]
    soon: tuple[BoardTask, ...]
    unproven: tuple[BoardTask, ...]
    silent: tuple[BoardTask, ...]
    files: tuple[Path, ...] = ()
    due: date | None = None
    totals: tuple[tuple[Message, int], ...] = ()
    open_figures: tuple[BoardTask, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: that something is late is no error."""
        return ExitCode.DONE


def board(path: Path, as_of: date, book: Path | None = None, progress: Progress | None = None) -> Board:
    """The board of a dossier; `book` is an .xlsx to write it into. Raises InputError V070 where it has no
    table and no sheet of figures."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.READING, path)
    dossier, _ = load_dossier(path)
    reporting = reporting_of(dossier, path)
    share, reports = reporting.share, reporting.reports
    holidays = danh_muc.holidays()
    standings = {row: standing(task, as_of, holidays) for row, task in share.tasks.items()}

    def of(rows: Iterable[RowId]) -> tuple[BoardTask, ...]:
        return tuple(_task(row, share, standings[row]) for row in rows)

    def at(state: State) -> tuple[BoardTask, ...]:
        rows = [row for row, one in standings.items() if one.state is state]
        return of(sorted(rows, key=lambda row: standings[row].due or as_of))

    open_ones = _silent(share, reports)
    found = Board(
        dossier.name,
        as_of,
        reports.period,
        tuple(reporting.units.values()),
        at(State.OVERDUE),
        at(State.SOON),
        of(unproven(share)),
        of(open_ones),
        (book,) if book else (),
        date.fromisoformat(reports.due) if reports.due else None,
        tuple(_totals(share, set(open_ones))),
        tuple(_open_figures(reporting.units.values())),
    )
    if book:
        from generator.books.boards import board_book

        write_whole(book, board_book([unit_line(one) for one in found.units], _sheets(found)))
    progress.did(Stage.READING, path)
    return found


def _open_figures(units: Iterable[BoardUnit]) -> Iterator[BoardTask]:
    for unit in units:
        for row in unit.open_figures:
            yield BoardTask(row.key, unit.name, row.name or row.key, None, msg("chưa có số"))


def _silent(share: Asked, reports: reports_in.Reports) -> list[RowId]:
    """Tasks that a unit was asked for in this period and of which nothing was taken."""
    wanted = {name for rows in reports.asked.values() for name in rows}
    answered = {name for name, one in reports.taken.items() if one.period == reports.period}
    return [row for row in share.tasks if row_name(row) in wanted - answered]


def _totals(share: Asked, silent: set[RowId]) -> Iterator[tuple[Message, int]]:
    """Each task once: without the report that was asked for, else by its status, else without any."""
    told = {row: task.status for row, task in share.tasks.items() if row not in silent}
    for status, title in _STATUSES.items():
        yield title, sum(one is status for one in told.values())
    yield msg("Chưa ghi trạng thái"), sum(one is None for one in told.values())
    yield msg("Chưa có báo cáo"), len(silent)


def unproven(share: Asked) -> tuple[RowId, ...]:
    """Tasks that are said to be done, without a document's number and date as their result."""
    return tuple(row for row in share.tasks if _unproven(row, share))


def _unproven(row: RowId, share: Asked) -> bool:
    """Whether a task is said to be done and no document with number and date is named as its result."""
    task = share.tasks[row]
    if task.status is not Status.DONE:
        return False
    text = "\n".join(task.text(key) for key in (*RESULT_KEYS, "ket_qua_ky_truoc") if task.text(key))
    return not any(cited.symbol and cited.dated for cited in citations.parse(text)[0])


def _task(row: RowId, share: Asked, at: Standing) -> BoardTask:
    task, owner = share.tasks[row], share.owners.get(row)
    name = share.units[owner].name if owner else ""
    return BoardTask(task.ma, name, task.text("noi_dung"), at.due, told(at))


def unit_line(one: BoardUnit) -> tuple[str, ...]:
    """What is shown of a unit: name, what was said of its report, tasks asked, answered, its file, when taken."""
    states = ", ".join(state.value for state in one.states)
    return (one.name, states, str(one.asked), str(one.answered), one.file, one.at)


def task_line(task: BoardTask) -> tuple[str, ...]:
    """What is shown of a task: id, unit, words, last day, where it stands."""
    return (task.ma, task.unit, task.content, f"{task.due:%d/%m/%Y}" if task.due else "", str(task.standing))


def _sheets(found: Board) -> tuple[tuple[str, list[tuple[str, ...]]], ...]:
    lists = (
        ("Quá hạn", found.overdue),
        ("Đến hạn trong 30 ngày", found.soon),
        ("Chưa có minh chứng", found.unproven),
        ("Chưa có báo cáo", found.silent),
        *((("Số liệu chưa có", found.open_figures),) if found.open_figures else ()),
    )
    return tuple((title, [task_line(task) for task in tasks]) for title, tasks in lists)
