"""A table printed as the office made it: its own columns, header rows, sections, totals and joined cells.

The default where a dossier names no template. What it asks for changes just that: `cot` and `bo_cot` the columns,
`danh_so` the numbers, `nhom` and `sap_xep` the order and headings of the tasks, `loc` which of them are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from generator.planning.columns_said import beside_the_title, figured_sections, unprinted
from generator.planning.joined_amounts import amounts_of_groups, groups_taken_apart, shared_texts
from generator.planning.numbering import numbered_rows
from generator.planning.plan import (
    GridCell,
    GridRow,
    PlannedLine,
    PlannedRow,
    PlannedSection,
    PlannedTable,
    PlannedTask,
)
from generator.planning.selection import with_tasks_below
from generator.planning.status import Standing, said
from generator.planning.versions import EXPLANATION
from generator.planning.weave import plain, weave
from generator.values import glossary
from generator.values.findings import Finding, Severity, msg
from generator.values.layout import Layout, LayoutRow, RowKind
from generator.values.model import Column, Section, Selection, TableSpec, Task
from generator.values.patterns import late

_NUMBER = late(r"(\(?)(?:\d{1,2}|[A-ZĐ])(\)?)")
# Columns that no register holds, computed for each row.
_COMPUTED = "tinh_trang"
# Places of a row that hold another text than the layout's.
_MADE = frozenset({"stt", _COMPUTED, EXPLANATION})


def as_made(
    spec: TableSpec, rows: Sequence[Section | Task], standings: Mapping[str, Standing], as_of: date
) -> tuple[PlannedTable, tuple[Finding, ...]]:
    """The table with the records `rows` chosen and arranged; what of it is not printed is a finding (V232, V233)."""
    layout = spec.register.layout
    assert layout is not None
    columns = _columns(spec, layout)
    at = [layout.columns.index(column.key) if column.key in layout.columns else None for column in columns]
    lines = list(_lines(spec, layout, rows))
    numbered = iter(tuple(numbered_rows(spec, [line for line in lines if not isinstance(line, LayoutRow)])))
    printed = [line if isinstance(line, LayoutRow) else layout.by_number.get(line.origin.row) for line in lines]
    figured = {} if _whole(spec) else {section.origin.row: section for section in figured_sections(spec)}
    printed = [_without_figures(figured[row.number], row) if row and row.number in figured else row for row in printed]
    amounts = amounts_of_groups(spec)
    grids = weave(layout.rows, printed, at, amounts)
    planned = tuple(
        _planned(line, grid, row, numbered, standings, columns, at)
        for line, grid, row in zip(lines, grids, printed, strict=True)
    )
    heads = tuple(_heads(spec, layout, columns, at))
    findings = (
        *groups_taken_apart(spec, printed, at, amounts),
        *_totals_left_out(spec, layout, lines),
        *_columns_left_out(spec, layout, columns, rows, _beside(layout, printed, planned)),
    )
    return PlannedTable(spec, columns, True, planned, as_of, heads), findings


def _columns(spec: TableSpec, layout: Layout) -> tuple[Column, ...]:
    """Those the dossier chose, with their titles; else all that the layout shows but for those left out."""
    own = {column.key: column for column in spec.register.columns}
    for key in ("stt", _COMPUTED, EXPLANATION):
        own.setdefault(key, Column(key, glossary.titles()[key]))
    if spec.columns:
        return tuple(replace(own[one.key], title=one.title or own[one.key].title) for one in spec.columns)
    return tuple(own[key] for key in layout.columns if key not in spec.left_out and key not in glossary.PROPOSAL_KEYS)


def _whole(spec: TableSpec) -> bool:
    """Whether all tasks are printed in their order, so that totals hold."""
    if any(task.proposed for task in spec.register.tasks):
        return False
    return replace(spec.selection, explained=False) == Selection() and spec.grouped_by == "muc" and not spec.order


def _without_figures(section: Section, row: LayoutRow) -> LayoutRow:
    """A heading's row without what it adds up: of a part of the tasks the sum is another."""
    beside = frozenset(beside_the_title(section, row))
    return replace(row, cells=tuple(replace(cell, text="") if cell.column in beside else cell for cell in row.cells))


# --- rows ------------------------------------------------------------------------------------------------------------


def _lines(spec: TableSpec, layout: Layout, rows: Sequence[Section | Task]) -> Iterator[Section | Task | LayoutRow]:
    """The records and the other rows of the layout in the order in which they are printed."""
    if spec.grouped_by != "muc" or spec.order:
        yield from rows
        yield from (row for row in layout.rows if row.kind is RowKind.NOTE)
        return
    whole = _whole(spec)
    tasks = {row.ma for row in rows if isinstance(row, Task)}
    kept = [row for row in spec.register.rows if isinstance(row, Section) or row.ma in tasks]
    records = {row.origin.row: row for row in (kept if whole else with_tasks_below(kept))}
    for row in layout.rows:
        if row.number in records:
            yield records[row.number]
        elif row.kind is RowKind.NOTE or (row.kind is RowKind.TOTAL and whole):
            yield row


def _planned(
    line: Section | Task | LayoutRow,
    grid: GridRow | None,
    row: LayoutRow | None,
    numbered: Iterator[PlannedSection | PlannedTask],
    standings: Mapping[str, Standing],
    columns: Sequence[Column],
    at: Sequence[int | None],
) -> PlannedRow:
    if isinstance(line, LayoutRow):
        return PlannedLine(line.kind, _labelled(line, grid or _unjoined(line, at)))
    made = next(numbered)
    if isinstance(made, PlannedSection):
        return replace(made, grid=_labelled(row, grid or _unjoined(row, at)) if row is not None else None)
    standing = standings.get(made.task.ma)
    made = replace(made, standing=standing)
    if grid is None:
        return made
    kept = [(column.key, cell) for column, cell in zip(columns, grid, strict=True) if column.key not in _MADE]
    shared = shared_texts(made.task, [key for key, _ in kept], [cell for _, cell in kept])
    return replace(made, grid=tuple(_filled(made, grid, columns)), shared=shared)


def _labelled(row: LayoutRow, grid: GridRow) -> GridRow:
    """A row that is no task's with its words (a heading's title, `Tổng cộng`) though their column is not printed."""
    words = [cell.text for cell in row.cells if any(map(str.isalpha, cell.text))]
    label = (max(words, key=len) if row.kind is RowKind.SECTION else words[0]) if words else ""
    if not label or any(place is not None and place.text == label for place in grid):
        return grid
    free = next((at for at, place in enumerate(grid) if place and not (place.text or place.goes_on)), None)
    return (
        grid
        if free is None
        else tuple(replace(place, text=label) if place and at == free else place for at, place in enumerate(grid))
    )


def _unjoined(row: LayoutRow, at: Sequence[int | None]) -> GridRow:
    texts = {cell.column: cell.text for cell in row.cells}
    return plain([texts.get(column, "") if column is not None else "" for column in at])


def _filled(row: PlannedTask, grid: GridRow, columns: Sequence[Column]) -> Iterator[GridCell | None]:
    """The places of a task's row with what is computed for it: its number, where it stands."""
    for column, cell in zip(columns, grid, strict=True):
        if cell is None or cell.goes_on:
            yield cell
        elif column.key == "stt":
            yield replace(cell, text=row.number)
        elif column.key == _COMPUTED and row.standing:
            yield replace(cell, text=said(row.standing))
        elif column.key == EXPLANATION:
            yield replace(cell, text=row.task.text(EXPLANATION))
        else:
            yield cell


# --- header ----------------------------------------------------------------------------------------------------------


def _heads(spec: TableSpec, layout: Layout, columns: Sequence[Column], at: Sequence[int | None]) -> Iterator[GridRow]:
    """The header rows of the columns printed, and the row of their numbers where there is one or it is asked for."""
    own = [row for row in layout.heads if row.kind is RowKind.HEAD]
    renamed = {choice.key: choice.title for choice in spec.columns if choice.title}
    for level, (row, grid) in enumerate(zip(own, weave(own, own, at), strict=True)):
        yield tuple(_titled(grid or _unjoined(row, at), level, len(own), columns, at, renamed))
    numbers = next((row for row in layout.heads if row.kind is RowKind.NUMBERS), None)
    if numbers is not None and list(at) == list(range(len(layout.columns))):
        yield _unjoined(numbers, at)
    elif numbers is not None or spec.column_numbers:
        mark = _NUMBER.match(numbers.cells[0].text) if numbers is not None and numbers.cells else None
        left, right = (mark[1], mark[2]) if mark else ("(", ")")
        yield plain([f"{left}{number}{right}" for number in range(1, len(columns) + 1)])


def _titled(
    grid: GridRow,
    level: int,
    levels: int,
    columns: Sequence[Column],
    at: Sequence[int | None],
    renamed: Mapping[str, str],
) -> Iterator[GridCell | None]:
    """A header row with the titles that the dossier gives, and those of columns that the layout does not have."""
    for column, place, cell in zip(columns, at, grid, strict=True):
        if place is None:
            yield GridCell(column.title if not level else "", levels - level, 1, goes_on=level > 0)
        elif cell is not None and column.key in renamed and cell.columns == 1 and level + cell.rows >= levels:
            yield cell if cell.goes_on else replace(cell, text=renamed[column.key])
        else:
            yield cell


# --- what is not printed ---------------------------------------------------------------------------------------------


def _totals_left_out(spec: TableSpec, layout: Layout, lines: Sequence[Section | Task | LayoutRow]) -> Iterator[Finding]:
    printed = {line.number for line in lines if isinstance(line, LayoutRow)}
    left = [row for row in layout.rows if row.kind is RowKind.TOTAL and row.number not in printed]
    figured = [] if _whole(spec) else [layout.by_number[section.origin.row] for section in figured_sections(spec)]
    left = sorted([*left, *figured], key=lambda row: row.number)
    if left:
        texts = "\n".join(cell.text for row in left for cell in row.cells if cell.text)
        yield Finding(
            "V232",
            Severity.NOTE,
            spec.register.origin.place(),
            msg(
                "Bảng in ra đã lọc hoặc xếp lại nên các con số tổng của cả bảng (dòng {dong}) không in.",
                dong=", ".join(str(row.number) for row in left),
            ),
            None,
            texts,
            asked=True,
        )


def _beside(layout: Layout, rows: Sequence[LayoutRow | None], planned: Sequence[PlannedRow]) -> Mapping[str, int]:
    """By key the cells with text of headings, totals and notes that stand in no place of their printed rows."""
    counts: Counter[str] = Counter()
    for row, made in zip(rows, planned, strict=True):
        if row is not None and not isinstance(made, PlannedTask):
            shown = {place.text for place in made.grid or () if place}
            counts.update(layout.columns[cell.column] for cell in row.cells if cell.text and cell.text not in shown)
    return counts


def _columns_left_out(
    spec: TableSpec,
    layout: Layout,
    columns: Sequence[Column],
    rows: Sequence[Section | Task],
    beside: Mapping[str, int],
) -> Iterator[Finding]:
    """Columns that hold text and are not printed though nobody asked to leave them out (V233)."""
    printed = {column.key for column in columns}
    yield from unprinted(
        spec,
        [row for row in rows if isinstance(row, Task)],
        [key for key in layout.columns if key not in printed],
        beside,
    )
