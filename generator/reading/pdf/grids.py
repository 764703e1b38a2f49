"""Rules as tables: where lines cross a grid is found, and where none stands between two of its fields they are one."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from generator.reading.pdf.pages import Glyph, Rule

# Points: rules this near are one, and meet.
_NEAR = 2.0
# A field narrower or lower than this is the room between the two lines of a double rule.
_LEAST = 3.0
# Rules that reach so far beyond the last of the others hold a row, or a column, of which one side is not drawn.
_ROW = 8.0
# The most room between cells of which each is drawn as a box of its own.
_SPACED = 6.0
_ROW_ALONE = 300.0  # so wide are three boxes in one row that are a row of a table
_PAIR = 2  # edges: one row, one column


class Field(Struct, frozen=True):
    """A cell: its place in the grid from 0, how many rows and columns it takes."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(Struct, frozen=True):
    """A table by its edges across and down, with its cells; `of` tells the cell, by its number, at a row and column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]
    of: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.top - _NEAR <= y <= self.bottom + _NEAR

    def at(self, x: float, y: float) -> int:
        """The number of the cell in which a point of it lies."""
        return self.of[bisect_right(self.ys[1:-1], y)][bisect_right(self.xs[1:-1], x)]

    def box(self, field: Field) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        right, bottom = self.xs[field.column + field.columns], self.ys[field.row + field.rows]
        return self.xs[field.column], self.ys[field.row], right, bottom


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that rules draw, from the top down; what draws no grid of at least two cells is none."""
    drawn = list(_drawn(rules))
    found = [one for one in drawn if len(one.fields) > 1]
    found += _of_boxes([one for one in drawn if len(one.fields) == 1])
    return sorted(_outermost(found), key=lambda one: (one.top, one.xs[0]))


def _drawn(rules: Iterable[Rule]) -> Iterator[Grid]:
    """What rules that meet draw; a box is a grid of one cell."""
    across, down = _merged(rules)
    for group in _groups(across, down):
        grid = _grid([across[at] for at in group[0]], [down[at] for at in group[1]])
        if grid is not None:
            yield grid


def _of_boxes(boxes: Sequence[Grid]) -> Iterator[Grid]:
    """The tables of which each cell is a box of its own (a page of the web whose borders are not joined): wider by half
    of the room between them, they meet. Boxes in one column alone are none; in one row only those that are as wide as
    the last row of a table that a page parts from the others, not places to fill in.
    """
    boxes = _without_frames(boxes)
    across = _room_between([(one.top, one.xs[0], one.xs[-1]) for one in boxes])
    if not across:
        return
    down = _room_between([(one.xs[0], one.top, one.bottom) for one in boxes])
    wider: list[Rule] = []
    for one in boxes:
        left, right = one.xs[0] - across / 2, one.xs[-1] + across / 2
        top, bottom = one.top - down / 2, one.bottom + down / 2
        wider += (Rule(left, y, right, y) for y in (top, bottom))
        wider += (Rule(x, top, x, bottom) for x in (left, right))
    for one in _drawn(wider):
        long = one.xs[-1] - one.xs[0] > _ROW_ALONE and len(one.xs) > _PAIR + 1
        if len(one.xs) > _PAIR and (len(one.ys) > _PAIR or long):
            yield one


def _without_frames(boxes: Sequence[Grid]) -> list[Grid]:
    """The boxes but those around others: the frames of whole tables."""
    return [one for one in boxes if not any(other is not one and _is_in(other, one) for other in boxes)]


def _is_in(one: Grid, other: Grid) -> bool:
    return (
        other.xs[0] - _NEAR <= one.xs[0]
        and one.xs[-1] <= other.xs[-1] + _NEAR
        and other.top - _NEAR <= one.top
        and one.bottom <= other.bottom + _NEAR
    )


def _room_between(spans: Iterable[tuple[float, float, float]]) -> float:
    """The usual room between boxes (their place, begin, end) that begin at one place, one after the other; else 0."""
    rooms: list[float] = []
    for (place, _, end), (other, begin, _) in pairwise(sorted((round(at), start, end) for at, start, end in spans)):
        if place == other and 0 < begin - end <= _SPACED:
            rooms.append(begin - end)
    return median(rooms) if rooms else 0.0


def shared_out(grids: Sequence[Grid], glyphs: Iterable[Glyph]) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """The glyphs of each table by the number of their cell, and those that stand in none."""
    held: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    free: list[Glyph] = []
    bounds = [
        (grid.xs[0] - _NEAR, grid.xs[-1] + _NEAR, grid.top - _NEAR, grid.bottom + _NEAR, grid.xs[1:-1], grid.ys[1:-1])
        for grid in grids
    ]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.25 * glyph.look.size
        for at, (left, right, top, bottom, xs, ys) in enumerate(bounds):
            if left <= x <= right and top <= y <= bottom:
                field = grids[at].of[bisect_right(ys, y)][bisect_right(xs, x)]
                held[at].setdefault(field, []).append(glyph)
                break
        else:
            free.append(glyph)
    return held, free


# --- rules ---


def _merged(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Rules across and down, each drawn in pieces made whole again."""
    across: list[Rule] = []
    down: list[Rule] = []
    for rule in rules:
        (across if rule.y0 == rule.y1 else down).append(rule)
    flat = ((one.y0, one.x0, one.x1) for one in across)
    high = ((one.x0, one.y0, one.y1) for one in down)
    return (
        [Rule(start, at, end, at) for at, start, end in _whole(flat)],
        [Rule(at, start, at, end) for at, start, end in _whole(high)],
    )


def _whole(pieces: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pieces on one line (their place, begin, end) that touch, as one; places that are near are one."""
    levels: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(pieces):
        if levels and at - levels[-1][0] <= _NEAR:
            levels[-1][1].append((start, end))
        else:
            levels.append((at, [(start, end)]))
    made: list[tuple[float, float, float]] = []
    for at, spans in levels:
        spans.sort()
        first, last = spans[0]
        for start, end in spans[1:]:
            if start <= last + _NEAR:
                last = max(last, end)
            else:
                made.append((at, first, last))
                first, last = start, end
        made.append((at, first, last))
    return made


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[int], list[int]]]:
    """Rules that meet, directly or through others: the numbers of those across and of those down."""
    meets: list[list[int]] = [[] for _ in across]
    met: list[list[int]] = [[] for _ in down]
    ordered = sorted(range(len(across)), key=lambda at: across[at].y0)
    levels = [across[at].y0 for at in ordered]
    for number, rule in enumerate(down):
        for at in ordered[bisect_right(levels, rule.y0 - _NEAR) : bisect_right(levels, rule.y1 + _NEAR)]:
            if across[at].x0 - _NEAR <= rule.x0 <= across[at].x1 + _NEAR:
                meets[at].append(number)
                met[number].append(at)
    seen = [False] * len(across)
    for start in ordered:
        if seen[start] or not meets[start]:
            continue
        yield _reached(start, meets, met, seen)


def _reached(
    start: int, meets: Sequence[Sequence[int]], met: Sequence[Sequence[int]], seen: list[bool]
) -> tuple[list[int], list[int]]:
    flat, high = [start], set[int]()
    seen[start] = True
    for at in flat:
        for number in meets[at]:
            if number in high:
                continue
            high.add(number)
            for other in met[number]:
                if not seen[other]:
                    seen[other] = True
                    flat.append(other)
    return flat, sorted(high)


# --- grids ---


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = _open([(rule.x0, rule.x1) for rule in across], _levels(rule.x0 for rule in down))
    ys = _open([(rule.y0, rule.y1) for rule in down], _levels(rule.y0 for rule in across))
    if len(xs) < 2 or len(ys) < 2:
        return None
    # By edge: the spans in which a rule stands there.
    flat = _spans(ys, ((rule.y0, rule.x0, rule.x1) for rule in across))
    high = _spans(xs, ((rule.x0, rule.y0, rule.y1) for rule in down))
    groups = _joined(xs, ys, flat, high)
    fields, of = _fields(groups, len(ys) - 1, len(xs) - 1)
    return Grid(tuple(xs), tuple(ys), fields, of)


def _open(spans: Sequence[tuple[float, float]], edges: list[float]) -> list[float]:
    """Edges, and those of a side that is not drawn: where at least two rules end alike beyond the outermost one, as
    where a page cuts a row, or a table has no rule at its left and right.
    """
    before = _agreed([start for start, _ in spans if start < edges[0] - _ROW]) if edges else None
    after = _agreed([end for _, end in spans if end > edges[-1] + _ROW]) if edges else None
    return [*([before] if before is not None else ()), *edges, *([after] if after is not None else ())]


def _agreed(ends: Sequence[float]) -> float | None:
    """Where most rules end that end beyond a table; None unless they are several."""
    found = Counter(round(end / _LEAST) for end in ends)
    if not found:
        return None
    place, count = found.most_common(1)[0]
    own = [end for end in ends if round(end / _LEAST) == place]
    return sum(own) / len(own) if count > 1 and 2 * count > len(ends) else None


def _levels(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _LEAST:
            found.append(value)
    return found


def _spans(edges: Sequence[float], rules: Iterable[tuple[float, float, float]]) -> list[list[tuple[float, float]]]:
    spans: list[list[tuple[float, float]]] = [[] for _ in edges]
    for at, start, end in rules:
        place = min(max(bisect_right(edges, at + _NEAR) - 1, 0), len(edges) - 1)
        spans[place].append((start, end))
    return spans


def _stands(spans: Sequence[tuple[float, float]], begin: float, end: float) -> bool:
    middle = (begin + end) / 2
    return any(start - _NEAR <= middle <= last + _NEAR for start, last in spans)


def _joined(
    xs: Sequence[float],
    ys: Sequence[float],
    flat: Sequence[Sequence[tuple[float, float]]],
    high: Sequence[Sequence[tuple[float, float]]],
) -> list[list[int]]:
    """For each field of the grid the number of the group that it is joined with."""
    rows, columns = len(ys) - 1, len(xs) - 1
    leader = list(range(rows * columns))

    def first(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _stands(high[column + 1], ys[row], ys[row + 1]):
                leader[first(here + 1)] = first(here)
            if row + 1 < rows and not _stands(flat[row + 1], xs[column], xs[column + 1]):
                leader[first(here + columns)] = first(here)
    return [[first(row * columns + column) for column in range(columns)] for row in range(rows)]


def _fields(groups: list[list[int]], rows: int, columns: int) -> tuple[tuple[Field, ...], tuple[tuple[int, ...], ...]]:
    """The cells: each group that is a rectangle, and of any other each field alone."""
    held: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            held.setdefault(groups[row][column], []).append((row, column))
    made: list[tuple[Field, list[tuple[int, int]]]] = []
    for places in held.values():
        top, left = places[0][0], min(column for _, column in places)
        high, wide = places[-1][0] - top + 1, max(column for _, column in places) - left + 1
        if high * wide == len(places):
            made.append((Field(top, left, high, wide), places))
        else:
            made += [(Field(row, column, 1, 1), [(row, column)]) for row, column in places]
    made.sort(key=lambda one: (one[0].row, one[0].column))
    of = [[0] * columns for _ in range(rows)]
    for number, (_, places) in enumerate(made):
        for row, column in places:
            of[row][column] = number
    return tuple(field for field, _ in made), tuple(map(tuple, of))


def _outermost(grids: Sequence[Grid]) -> Iterator[Grid]:
    """Without the tables that stand in a cell of another: their text is that of the cell."""
    for one in grids:
        if not any(other is not one and _is_in(one, other) for other in grids):
            yield one
