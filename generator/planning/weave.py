"""Rows of a layout as printed: which cells begin in a row, go on from the one above, or lie under one to the left.

The rows and columns printed may be fewer than the layout has, or stand in another order: a joined cell is joined as far
as its places still stand together, and says its text again where they do not; the amount of a group is said once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.planning.plan import GridCell, GridRow
from generator.values.layout import LayoutCell, LayoutRow

# The columns printed: each an index of the layout's, None for one that the layout does not have.
Chosen = Sequence[int | None]


def plain(texts: Sequence[str]) -> GridRow:
    """A row without joined cells."""
    return tuple(map(GridCell, texts))


def weave(
    rows: Sequence[LayoutRow],
    printed: Sequence[LayoutRow | None],
    columns: Chosen,
    once: Collection[LayoutCell] = frozenset(),
) -> Iterator[GridRow | None]:
    """The printed rows of a layout's `rows`; None for one in which no cell is joined, or that is not of the layout.

    Cells of `once` have their text where they are printed first, and nowhere else.
    """
    found = owners(rows, printed, columns)
    below = _heights(found)
    above: Sequence[object] | None = None
    said: set[int] = set()
    for at, own in enumerate(found):
        if own is None:
            above = None
            yield None
            continue
        yield tuple(_places(own, above, below[at], said))
        said.update(id(cell) for cell in own if once and cell in once)
        above = own


def owners(
    rows: Sequence[LayoutRow], printed: Sequence[LayoutRow | None], columns: Chosen
) -> list[list[LayoutCell | None] | None]:
    """For each printed row of a layout's `rows` the cell that covers each of its places; None for a row without joined
    cells.
    """
    over = _reached(rows)
    return [_owners(row, over, columns) if row is not None else None for row in printed]


def _reached(rows: Sequence[LayoutRow]) -> Mapping[int, list[LayoutCell]]:
    """The joined cells that cover a place of each row, by the row's number; rows without any are left out."""
    over: dict[int, list[LayoutCell]] = {}
    for at, row in enumerate(rows):
        for cell in row.cells:
            if cell.joined:
                for reached in rows[at : at + cell.rows]:
                    over.setdefault(reached.number, []).append(cell)
    return over


def _owners(row: LayoutRow, over: Mapping[int, list[LayoutCell]], columns: Chosen) -> list[LayoutCell | None] | None:
    """The cell that covers each printed place of a row; None where all cells stand for themselves."""
    joined = over.get(row.number)
    if not joined:
        return None
    by_column = {cell.column: cell for cell in row.cells}
    for cell in joined:
        by_column |= dict.fromkeys(range(cell.column, cell.column + cell.columns), cell)
    return [by_column.get(column) if column is not None else None for column in columns]


def _heights(owners: Sequence[Sequence[LayoutCell | None] | None]) -> list[list[int]]:
    """For each place, over how many rows from there on its cell goes."""
    heights: list[list[int]] = []
    following: Sequence[LayoutCell | None] | None = None
    for own in reversed(owners):
        if own is None:
            heights.append([])
        else:
            last = heights[-1] if heights else []
            heights.append(
                [
                    last[at] + 1 if following is not None and cell is not None and following[at] is cell else 1
                    for at, cell in enumerate(own)
                ]
            )
        following = own
    return heights[::-1]


def _places(
    own: Sequence[LayoutCell | None], above: Sequence[object] | None, heights: Sequence[int], said: Collection[int]
) -> Iterator[GridCell | None]:
    for at, cell in enumerate(own):
        if cell is None:
            yield GridCell("")
        elif at and own[at - 1] is cell:
            yield None
        else:
            across = next((n for n in range(1, len(own) - at) if own[at + n] is not cell), len(own) - at)
            goes_on = above is not None and above[at] is cell
            yield GridCell("" if goes_on or id(cell) in said else cell.text, heights[at], across, goes_on)
