"""Amounts of joined cells: of the whole group of rows, printed once however the rows of the group are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.planning.plan import GridCell
from generator.planning.weave import Chosen, owners
from generator.values.amounts import of_the_group
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.layout import LayoutCell, LayoutRow
from generator.values.model import TableSpec, Task
from generator.values.text import one_line, quote


def amounts_of_groups(spec: TableSpec) -> frozenset[LayoutCell]:
    """The joined cells of a table's rows that hold the amount of a group."""
    layout = spec.register.layout
    if layout is None or not layout.joins_down:
        return frozenset()
    titles = {column.key: column.title for column in spec.register.columns}
    named = [titles.get(key, "") for key in layout.columns]
    cells = (cell for row in layout.rows for cell in row.cells if cell.rows > 1)
    return frozenset(cell for cell in cells if of_the_group(cell.text, named[cell.column]))


def shared_texts(task: Task, keys: Sequence[str], grid: Sequence[GridCell | None]) -> dict[str, str]:
    """What stands in the joined cells of a printed row where it is another text than the row's own."""
    cells = zip(keys, grid, strict=True)
    return {key: cell.text for key, cell in cells if cell is not None and key != "stt" and cell.text != task.text(key)}


def groups_taken_apart(
    spec: TableSpec, printed: Sequence[LayoutRow | None], columns: Chosen, amounts: frozenset[LayoutCell]
) -> Iterator[Finding]:
    """V485 for each amount whose rows are not all printed, or not one below the other."""
    layout = spec.register.layout
    if layout is None or not amounts:
        return
    found = owners(layout.rows, printed, columns)
    for row in layout.rows:
        for cell in row.cells:
            if cell not in amounts or cell.column not in columns:
                continue
            at = [index for index, own in enumerate(found) if own and any(one is cell for one in own)]
            if at and at != list(range(at[0], at[0] + cell.rows)):
                yield _taken_apart(spec, row, cell, len(at))


def _taken_apart(spec: TableSpec, row: LayoutRow, cell: LayoutCell, shown: int) -> Finding:
    assert spec.register.layout is not None
    key = spec.register.layout.columns[cell.column]
    column = next(one for one in spec.register.columns if one.key == key)
    origin = spec.register.origin
    return Finding(
        "V485",
        Severity.WARNING,
        Place(origin.file, origin.sheet, cell=f"{column.letter}{row.number}"),
        msg(
            "Cột {cot}: {so} là số chung của {nhom} dòng gộp ô, bảng in {in_ra} dòng trong đó; số in một lần.",
            cot=quote(one_line(column.title)),
            so=quote(cell.text),
            nhom=cell.rows,
            in_ra=shown,
        ),
        msg("Xem số ấy có đúng cho các dòng được in không; tách ô gộp trong bảng để ghi số của từng dòng."),
        cell.text,
    )
