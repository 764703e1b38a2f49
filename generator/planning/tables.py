"""A table spec to a table as printed: tasks chosen and arranged, columns, numbers, cells that span rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from generator.facts import danh_muc
from generator.planning.as_made import as_made
from generator.planning.columns_said import rows_without_place
from generator.planning.joined_amounts import amounts_of_groups, groups_taken_apart, shared_texts
from generator.planning.numbering import numbered_rows
from generator.planning.plan import PlannedRow, PlannedTable, PlannedTask
from generator.planning.selection import LeftOut, arranged, selected
from generator.planning.status import Standing, standing
from generator.planning.totals import summary_register
from generator.planning.weave import weave
from generator.values import glossary
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Column, Section, Selection, TableSpec, Task


def planned_table(spec: TableSpec, as_of: date) -> tuple[PlannedTable | None, tuple[Finding, ...]]:
    """A table at a date, with what it left out; None where nothing is chosen and the dossier has words for that.

    V165 (an error) where nothing is chosen and it has none; V166 (a note) says what was left out, where asked.
    """
    agencies = danh_muc.agencies()
    standings = standings_of(spec.register.tasks, as_of)
    tasks, left = selected(spec.register.tasks, spec.selection, standings, agencies)
    findings = (*_proposed(spec), *(_explained(spec, left) if spec.selection.explained else ()))
    if not tasks:
        return None, findings if spec.empty_text else (*findings, _nothing(spec, left))
    if spec.summary:
        register = summary_register(tasks, spec, standings, agencies)
        spec = replace(spec, register=register, selection=Selection(), order=(), grouped_by="khong")
        rows: Sequence[Section | Task] = register.rows
    else:
        rows = arranged(tasks, spec, standings, agencies)
    if spec.as_made:
        made, more = as_made(spec, rows, standings, as_of)
        return made, (*findings, *more)
    columns, chosen = _columns(spec)
    if not spec.summary:
        findings = (*findings, *rows_without_place(spec))
    joined, more = _joined_as_made(spec, rows) or (_joined(rows), ())
    planned = tuple(_planned(spec, rows, standings, joined))
    return PlannedTable(spec, columns, chosen, planned, as_of), (*findings, *more)


def standings_of(tasks: Iterable[Task], as_of: date) -> Mapping[str, Standing]:
    """Where each task stands at a date, by id."""
    holidays = danh_muc.holidays()
    return {task.ma: standing(task, as_of, holidays) for task in tasks}


def _columns(spec: TableSpec) -> tuple[tuple[Column, ...], bool]:
    """Those the dossier chose, with their titles; else all the register has, `stt` among them."""
    own = {column.key: column for column in spec.register.columns}
    own.setdefault("stt", Column("stt", glossary.titles()["stt"]))
    if not spec.columns:
        return tuple(own.values()), False
    # A template may show what the register does not have; that it stays blank is said.
    for choice in spec.columns:
        own.setdefault(choice.key, Column(choice.key, glossary.titles().get(choice.key, choice.key)))
    return tuple(replace(own[choice.key], title=choice.title or own[choice.key].title) for choice in spec.columns), True


class _Cells(Struct, frozen=True):
    """The keys whose cell goes on below a row, and from the row above; texts of joined cells instead of its own."""

    starts: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    shared: Mapping[str, str] = field(default_factory=dict)


_OWN = _Cells()


def _planned(
    spec: TableSpec,
    rows: Sequence[Section | Task],
    standings: Mapping[str, Standing],
    joined: Mapping[str, _Cells],
) -> Iterator[PlannedRow]:
    """Numbered rows with where each task stands and which of its cells join the row above or below."""
    for row in numbered_rows(spec, rows):
        if not isinstance(row, PlannedTask):
            yield row
            continue
        ma = row.task.ma
        cells = joined.get(ma, _OWN)
        yield replace(row, standing=standings.get(ma), starts=cells.starts, goes_on=cells.goes_on, shared=cells.shared)


def _joined_as_made(
    spec: TableSpec, rows: Sequence[Section | Task]
) -> tuple[Mapping[str, _Cells], tuple[Finding, ...]] | None:
    """For each id how its cells are joined over rows as the office made them; None where no cell of the table is.

    V485 for the amounts of groups that are taken apart.
    """
    layout = spec.register.layout
    if layout is None or not layout.joins_down:
        return None
    printed = [layout.by_number.get(row.origin.row) if isinstance(row, Task) else None for row in rows]
    every, amounts = range(len(layout.columns)), amounts_of_groups(spec)
    joined = {}
    for row, grid in zip(rows, weave(layout.rows, printed, every, amounts), strict=True):
        if isinstance(row, Task) and grid is not None:
            down = [(key, cell) for key, cell in zip(layout.columns, grid, strict=True) if cell and cell.columns == 1]
            starts = frozenset(key for key, cell in down if cell.rows > 1 and not cell.goes_on)
            goes_on = frozenset(key for key, cell in down if cell.goes_on)
            joined[row.ma] = _Cells(starts, goes_on, shared_texts(row, layout.columns, grid))
    chosen = {choice.key for choice in spec.columns} or {*layout.columns}
    at = [index for index, key in enumerate(layout.columns) if key in chosen]
    return joined, tuple(groups_taken_apart(spec, printed, at, amounts))


def _joined(rows: Iterable[Section | Task]) -> Mapping[str, _Cells]:
    """For each id the keys whose cell begins, and those whose cell goes on, a cell over several rows.

    A cell left blank under a parent's text is that text's: the deadline of a task is that of its parts. A blank result
    is no result of the parent's, so result columns never join.
    """
    starts: dict[str, set[str]] = {}
    goes_on: dict[str, frozenset[str]] = {}
    above: Task | None = None
    open_keys: frozenset[str] = frozenset()
    holder = ""
    for row in rows:
        if isinstance(row, Task) and row.parent and above is not None and row.parent in (holder, above.parent):
            keys = frozenset(key for key in open_keys if not row.text(key))
            if keys:
                goes_on[row.ma] = keys
                starts.setdefault(holder, set()).update(keys)
            open_keys = keys
        elif isinstance(row, Task):
            holder = row.ma
            open_keys = frozenset(row.texts) - frozenset(glossary.RESULT_KEYS) - glossary.HIDDEN_KEYS
        above = row if isinstance(row, Task) else None
    return {ma: _Cells(frozenset(starts.get(ma, ())), goes_on.get(ma, frozenset())) for ma in {*starts, *goes_on}}


def _nothing(spec: TableSpec, left: Sequence[LeftOut]) -> Finding:
    reasons = _reasons(left)
    said = "; ".join(f"{reason}: {len(ids)}" for reason, ids in reasons.items())
    return Finding(
        "V165",
        Severity.ERROR,
        spec.origin.place(),
        msg("Bộ lọc không chọn được nhiệm vụ nào trong {so} nhiệm vụ ({ly_do}).", so=len(left), ly_do=said),
        msg("Nới điều kiện ở “loc”, hoặc thêm “khi_trong: …” là câu in ra khi không có nhiệm vụ nào."),
    )


def _proposed(spec: TableSpec) -> Iterator[Finding]:
    """Rows that were read out of a text and that nobody has taken on: they are not printed (V340)."""
    if proposed := [task for task in spec.register.tasks if task.proposed]:
        places = ", ".join(str(task.origin.place("noi_dung").cell or task.ma) for task in proposed)
        yield Finding(
            "V340",
            Severity.WARNING,
            spec.register.origin.place(),
            msg("{so} dòng mới là đề xuất, chưa có người nhận nên không in: {o}.", so=len(proposed), o=places),
            msg("Đối chiếu với cột “Trích nguyên văn”; đúng thì xóa chữ ở cột “Đề xuất, chờ nhận”, sai thì xóa dòng."),
            "\n".join(task.text("noi_dung") for task in proposed),
        )


def _explained(spec: TableSpec, left: Sequence[LeftOut]) -> Iterator[Finding]:
    for reason, ids in _reasons(left).items():
        runs = ", ".join(_runs([task.ma for task in spec.register.tasks], frozenset(ids)))
        yield Finding(
            "V166",
            Severity.NOTE,
            spec.origin.place(),
            msg("Bộ lọc để lại {so} nhiệm vụ, vì {ly_do}: {ma}.", so=len(ids), ly_do=reason, ma=runs),
            asked=True,
        )


def _runs(order: Sequence[str], ids: frozenset[str]) -> Iterator[str]:
    """Ids in the register's order, those that follow one another as `A1 – A26`."""
    for left, group in groupby(order, ids.__contains__):
        run = list(group)
        if left:
            yield f"{run[0]} – {run[-1]}" if len(run) > 2 else ", ".join(run)


def _reasons(left: Iterable[LeftOut]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for item in left:
        reasons.setdefault(str(item.reason), []).append(item.ma)
    return reasons
