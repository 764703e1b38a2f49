"""Tables that no rule draws: columns are where white strips run down between words over several lines, rows where
lines stand apart or a number stands at the left. What can be read in two ways is no table; it stays lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from generator.reading.pdf.grids import Field, Grid
from generator.reading.pdf.lines import Line
from generator.values.patterns import late

# In sizes of letters: the least strip between columns, more than any space between words that are not spread; how far
# apart lines of one table may be; a line above it that is still its header.
_STRIP, _APART, _ABOVE = 0.42, 4.0, 1.45
# A table has so many columns, and so many lines that stand in as many of them.
_COLUMNS, _LINES = 3, 3
_RAISED = 0.8  # in sizes: what is nearer than that is a raised figure, no line
_WIDER = 1.4  # than the room between words is that between columns
# So much more than the usual distance parts two rows.
_MORE = 1.18
_ITEM = late(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđA-ZĐ])[.)]?|[-–+*]")
_EVERYWHERE = (float("-inf"), float("inf"))

Strips = tuple[tuple[float, float], ...]


class Aligned(Struct, frozen=True):
    """Lines of a page, from one to before another, that stand in columns; `cells` their lines by row and column, a row
    that runs over all columns in the first alone. None where the rows cannot be told.
    """

    begin: int
    end: int
    grid: Grid | None = None
    cells: tuple[tuple[Line, ...], ...] = ()  # of each field of the grid


def aligned(lines: Sequence[Line], barriers: Sequence[float] = ()) -> Iterator[Aligned]:
    """The tables without rules among the lines of a page, each on one baseline; none reaches over a barrier."""
    at = 0
    while at < len(lines):
        end, strips = _run(lines, at, next((y for y in barriers if y > lines[at].y), _EVERYWHERE[1]))
        if not _is_table(lines[at:end], strips):
            at += 1
            continue
        begin = _header_above(lines, at, strips)
        yield _table(lines, begin, end, strips)
        at = end


def _run(lines: Sequence[Line], at: int, until: float) -> tuple[int, Strips]:
    """From a line on, how far lines leave at least two strips white, and those strips."""
    strips = _whites(lines[at])
    if len(strips) < _COLUMNS + 1:
        return at + 1, strips
    end, full = at + 1, 1
    while end < len(lines) and lines[end].y < until:
        line, above = lines[end], lines[end - 1]
        if line.y - above.y > _APART * line.size:
            break
        left = _both(strips, _whites(line), _STRIP * line.size)
        # Lines that the columns were told by keep them: what runs over one of these parts rows, or is no more of it.
        known = full >= _LINES and len(left) < len(strips)
        if len(left) < _COLUMNS + 1 or known:
            if not _is_section(lines, end, strips):
                break
            left = strips
        strips, end = left, end + 1
        full += len(_filled(line, strips)) >= _COLUMNS
    while end > at and len(_filled(lines[end - 1], strips)) == 0:
        end -= 1
    return end, strips


def _is_section(lines: Sequence[Line], at: int, strips: Strips) -> bool:
    """Whether a line that runs over the strips parts rows of one table: the next two lines stand in its columns."""
    below = lines[at + 1 : at + 3]
    if len(below) < 2 or lines[at].x1 > strips[-1][0] or below[0].y - lines[at].y > _APART * lines[at].size:
        return False
    for line in below:
        left = _both(strips, _whites(line), _STRIP * line.size)
        if len(left) < len(strips):
            return False
        strips = left
    return max(len(_filled(line, strips)) for line in below) >= _COLUMNS


def _whites(line: Line) -> Strips:
    """Where a line is white, wide enough to part columns; what is left and right of it too."""
    least = _STRIP * line.size
    inner = ((one.x1, other.x0) for one, other in pairwise(line.words) if other.x0 - one.x1 >= least)
    return ((_EVERYWHERE[0], line.x0), *inner, (line.x1, _EVERYWHERE[1]))


def _both(first: Strips, second: Strips, least: float) -> Strips:
    """Where both are white."""
    met = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return tuple(sorted((a, b) for a, b in met if b - a >= least))


def _filled(line: Line, strips: Strips) -> dict[int, list[int]]:
    """The words of a line by the column that they stand in; none where it runs over a strip."""
    found: dict[int, list[int]] = {}
    for number, word in enumerate(line.words):
        for column, (left, right) in enumerate(pairwise(strips)):
            if left[1] - 0.1 <= word.x0 and word.x1 <= right[0] + 0.1:
                found.setdefault(column, []).append(number)
                break
        else:
            return {}
    return found


def _is_table(lines: Sequence[Line], strips: Strips) -> bool:
    """Whether enough lines stand in enough of the columns."""
    filled = [_filled(line, strips) for line in lines]
    together = sum(len(one) >= _COLUMNS for one in filled)
    each = min(sum(column in one for one in filled) for column in range(len(strips) - 1))
    return (together >= _LINES or each >= _LINES) and _stand_apart(lines, strips)


def _stand_apart(lines: Sequence[Line], strips: Strips) -> bool:
    """Whether the room between columns is wider than that between words, which stand in columns by chance."""
    inside: list[float] = []
    between: list[float] = []
    for line in lines:
        columns = {word: column for column, words in _filled(line, strips).items() for word in words}
        for at in range(1, len(line.words)):
            if at in columns and at - 1 in columns:
                gap = line.words[at].x0 - line.words[at - 1].x1
                (inside if columns[at] == columns[at - 1] else between).append(gap)
    return not inside or (bool(between) and median(between) > _WIDER * median(inside))


def _header_above(lines: Sequence[Line], at: int, strips: Strips) -> int:
    """Where the header begins: lines right above whose words stand in the columns."""
    while at and lines[at].y - lines[at - 1].y <= _ABOVE * lines[at].size and _filled(lines[at - 1], strips):
        at -= 1
    return at


# --- rows ---


def _table(lines: Sequence[Line], begin: int, end: int, strips: Strips) -> Aligned:
    own = lines[begin:end]
    filled = [_filled(line, strips) for line in own]
    starts = _starts(own, filled)
    if starts is None:
        return Aligned(begin, end)
    columns = len(strips) - 1
    bounds = [*starts, len(own)]
    xs = (strips[0][1] - 1, *(left + 1 for left, _ in strips[1:-1]), strips[-1][0] + 1)
    tops = [own[start].y - own[start].size for start in starts]
    ys = (*tops, own[-1].y + 0.4 * own[-1].size)
    fields: list[Field] = []
    cells: list[tuple[Line, ...]] = []
    of: list[tuple[int, ...]] = []
    for row, (first, last) in enumerate(pairwise(bounds)):
        if any(not one for one in filled[first:last]):
            of.append((len(fields),) * columns)
            fields.append(Field(row, 0, 1, columns))
            cells.append(tuple(own[first:last]))
            continue
        of.append(tuple(range(len(fields), len(fields) + columns)))
        for column in range(columns):
            fields.append(Field(row, column, 1, 1))
            parts = ((own[at], filled[at].get(column)) for at in range(first, last))
            cells.append(tuple(_part(line, words) for line, words in parts if words))
    return Aligned(begin, end, Grid(xs, ys, tuple(fields), tuple(of)), tuple(cells))


def _part(line: Line, words: Sequence[int]) -> Line:
    return Line(tuple(line.words[at] for at in words), line.y, line.page)


def _starts(lines: Sequence[Line], filled: Sequence[dict[int, list[int]]]) -> list[int] | None:
    """The lines that begin rows; None where that cannot be told."""
    spans = [at for at, one in enumerate(filled) if not one]
    apart = sorted({0, *spans, *(at + 1 for at in spans if at + 1 < len(lines)), *_by_distance(lines, filled)})
    numbered = [at for at, one in enumerate(filled) if 0 in one and _is_item(lines[at], one[0])]
    rows = list(pairwise([*apart, len(lines)]))
    if len(rows) > _COLUMNS - 1 and all(sum(first <= at < last for at in numbered) < 2 for first, last in rows):
        return apart
    if all(not one or (0 in one and len(one) > 1) for one in filled):
        return list(range(len(lines)))
    if len(numbered) > 1 and _begin_alike(lines, filled, numbered):
        return sorted({0, *spans, *(at + 1 for at in spans if at + 1 < len(lines)), *numbered})
    return None


def _begin_alike(lines: Sequence[Line], filled: Sequence[dict[int, list[int]]], starts: Sequence[int]) -> bool:
    """Whether every cell of rows that begin at certain lines begins there, and as a text does."""
    for first, last in pairwise([*starts, len(lines)]):
        columns = {column for one in filled[first:last] for column in one}
        if len(columns) < _COLUMNS - 1 or columns != set(filled[first]):
            return False
        if any(lines[first].words[words[0]].text[:1].islower() for words in filled[first].values()):
            return False
    return True


def _is_item(line: Line, words: Sequence[int]) -> bool:
    return _ITEM.fullmatch(_part(line, words).text) is not None


def _by_distance(lines: Sequence[Line], filled: Sequence[dict[int, list[int]]]) -> list[int]:
    """The lines that stand farther below the one above than lines of one cell do."""
    columns = sorted({column for one in filled for column in one})
    gaps: list[float] = []
    for column in columns:
        ys = [line.y for line, one in zip(lines, filled, strict=True) if column in one]
        gaps += [below - above for above, below in pairwise(ys) if below - above > _RAISED * lines[0].size]
    usual = min(gaps, default=0.0)
    return [at for at in range(1, len(lines)) if lines[at].y - lines[at - 1].y > _MORE * usual]
