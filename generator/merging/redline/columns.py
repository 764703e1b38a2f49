"""Which column of an old table is which of a new one, and so which cell of a row is which.

A column is known by its cells' texts and its title, wherever it stands; those that are each other's keep one order.
What came or went is marked alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from generator.merging.redline.side_by_side import text_of
from generator.ooxml.names import w

_TR, _TC, _TCPR, _TRPR = w("tr"), w("tc"), w("tcPr"), w("trPr")
_VAL = w("val")
# From this share of common cells on two columns are one.
_SAME = 0.3
# What a common title counts beside the cells.
_TITLE = 0.5
# More than Word lets a table have: then their order says which is which.
_MOST = 64
# So many rows say what a column is.
_ROWS = 400

CellPair = tuple[etree._Element | None, etree._Element | None]


class Columns(Struct, frozen=True):
    """The old column of each new one that has one; how many either table has."""

    old_of: Mapping[int, int]
    old: int
    new: int

    @property
    def changed(self) -> bool:
        """Whether columns came or went."""
        return not (self.old == self.new == len(self.old_of))

    def kept(self, *, of_new: bool) -> frozenset[int]:
        """The columns that both have, by their numbers in the new table or in the old one."""
        return frozenset(self.old_of if of_new else self.old_of.values())


class Placed(Struct, frozen=True):
    """A cell with the columns of the grid that it covers."""

    cell: etree._Element
    first: int
    last: int


def placed(row: etree._Element) -> list[Placed]:
    """The cells of a row in their columns."""
    at = _number(row.find(f"{_TRPR}/{w('gridBefore')}"), 0)
    made = []
    for cell in row.iterfind(_TC):
        width = max(1, _number(cell.find(f"{_TCPR}/{w('gridSpan')}"), 1))
        made.append(Placed(cell, at, at + width - 1))
        at += width
    return made


def columns_of(old: etree._Element, new: etree._Element) -> Columns:
    """Which column is which."""
    before, after = _Table(old), _Table(new)
    if before.titles == after.titles or max(before.count, after.count) > _MOST:
        return Columns({at: at for at in range(min(before.count, after.count))}, before.count, after.count)
    found = _best(before, after)
    if before.count == after.count and all(i == j for j, i in found.items()):
        found = {at: at for at in range(after.count)}
    return Columns(found, before.count, after.count)


def paired_cells(old: etree._Element, new: etree._Element, columns: Columns) -> list[CellPair] | None:
    """The cells of two rows side by side, in the order of the new one; None where they cannot be told apart.

    A cell of columns that came or went stands alone.
    """
    before, after = placed(old), placed(new)
    known = columns.kept(of_new=False), columns.kept(of_new=True)
    stay = [
        [one for one in side if any(at in kept for at in range(one.first, one.last + 1))]
        for side, kept in zip((before, after), known, strict=True)
    ]
    if len(stay[0]) != len(stay[1]):
        return None
    return list(_woven(before, after, dict(zip(map(id, stay[1]), stay[0], strict=True)), {id(one) for one in stay[0]}))


def kept_text(row: etree._Element, kept: frozenset[int]) -> tuple[str, ...]:
    """The texts of a row's cells in the columns that both tables have."""
    return tuple(text_of(one.cell) for one in placed(row) if any(at in kept for at in range(one.first, one.last + 1)))


def _woven(
    before: Sequence[Placed], after: Sequence[Placed], old_of: Mapping[int, Placed], stay: set[int]
) -> Iterator[CellPair]:
    """New cells, each with its old one; what went stands behind the old cell that it stood behind."""
    waiting = list(before)
    for one in after:
        was = old_of.get(id(one))
        while was is not None and waiting and waiting[0] is not was:
            yield waiting.pop(0).cell, None
        if was is not None and waiting:
            waiting.pop(0)
        yield (was.cell if was else None), one.cell
        while waiting and id(waiting[0]) not in stay:
            yield waiting.pop(0).cell, None


def widths(old: etree._Element, new: etree._Element, columns: Columns) -> list[int]:
    """How wide the columns of both tables are that stand side by side where those that went are still shown; all
    together as wide as the new table. Nothing where either does not say it."""
    grids = [_grid(old), _grid(new)]
    if len(grids[0]) < columns.old or len(grids[1]) < columns.new or columns.old == len(columns.old_of):
        return []
    made = []
    waiting = list(range(columns.old))
    kept = columns.kept(of_new=False)
    for at in range(columns.new):
        was = columns.old_of.get(at)
        while was is not None and waiting and waiting[0] != was:
            made.append(grids[0][waiting.pop(0)])
        if was is not None and waiting:
            waiting.pop(0)
        made.append(grids[1][at])
        while waiting and waiting[0] not in kept:
            made.append(grids[0][waiting.pop(0)])
    room, taken = sum(grids[1][: columns.new]), sum(made)
    return [width * room // taken for width in made] if taken else []


def _grid(table: etree._Element) -> list[int]:
    found = (column.get(w("w"), "") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    return [int(width) for width in found if width.isdecimal() and len(width) < 7]


def with_grid(table: etree._Element, made: Sequence[int]) -> None:
    """Give a table columns of these widths; programs make all equally wide where the grid counts others."""
    grid = table.find(w("tblGrid"))
    if grid is None or not made:
        return
    for column in grid.findall(w("gridCol")):
        grid.remove(column)
    for at, width in enumerate(made):
        column = etree.Element(w("gridCol"))
        column.set(w("w"), str(width))
        grid.insert(at, column)


class _Table:
    """The columns of a table: titles, how often each text stands in them."""

    def __init__(self, table: etree._Element) -> None:
        rows = [placed(row) for row in table.findall(_TR)[:_ROWS]]
        # A grid may still count columns that no row has any more.
        self.count = max((cells[-1].last + 1 for cells in rows if cells), default=0)
        self.titles = [""] * self.count
        self.texts: list[Counter[str]] = [Counter() for _ in range(self.count)]
        for cells in rows:
            for one in cells:
                if one.first == one.last and (text := text_of(one.cell)):
                    self.titles[one.first] = self.titles[one.first] or text
                    self.texts[one.first][text] += 1

    def like(self, at: int, other: _Table, to: int) -> float:
        """How alike two columns are."""
        mine, theirs = self.texts[at], other.texts[to]
        least = min(mine.total(), theirs.total())
        share = (mine & theirs).total() / least if least else float(mine.total() == theirs.total())
        title = _TITLE if self.titles[at] and self.titles[at] == other.titles[to] else 0.0
        return share + title if share + title >= _SAME else 0.0


def _best(old: _Table, new: _Table) -> dict[int, int]:
    """The pairs of columns that are most alike in all, in one order; what is left between two of them in order too."""
    scores = [[old.like(i, new, j) for j in range(new.count)] for i in range(old.count)]
    total = [[0.0] * (new.count + 1) for _ in range(old.count + 1)]
    for i in reversed(range(old.count)):
        for j in reversed(range(new.count)):
            with_pair = total[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            total[i][j] = max(total[i + 1][j], total[i][j + 1], with_pair)
    found: dict[int, int] = {}
    i = j = 0
    while i < old.count and j < new.count:
        if scores[i][j] and total[i][j] == total[i + 1][j + 1] + scores[i][j]:
            found[j] = i
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1
    return _with_rewritten(found, old.count, new.count)


def _with_rewritten(found: Mapping[int, int], old: int, new: int) -> dict[int, int]:
    """As many old columns as new ones between two that stay are those, written anew."""
    made = dict(found)
    at = to = 0
    for j, i in [*sorted(found.items()), (new, old)]:
        if i - at == j - to:
            made |= dict(zip(range(to, j), range(at, i), strict=True))
        at, to = i + 1, j + 1
    return made


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = element.get(_VAL, "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise
