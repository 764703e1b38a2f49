"""Tables that pages cut joined again: the header that each page repeats once, a row broken by a page's end whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from generator.ooxml.plain_body import Cell, Table
from generator.reading.pdf.breaks import NO_BREAKS, Breaks
from generator.reading.pdf.layout import GridPart
from generator.reading.pdf.lines import Line
from generator.reading.pdf.paragraphs import Room, by_width, has_room, paragraphs_of, pitch_of, unsure_space
from generator.values.patterns import late
from generator.values.totals import is_total

# Points: edges of columns that are one on two pages; the most that a cell keeps free beside its text; how far beyond
# its side a text is that is cut there.
_SAME, _WIDEST_PAD = 3.0, 9.0
_CROSSES = 0.3
_LOOSE = 30.0  # the same of columns that no rule draws
# What numbers the rows of a table, and what a row of column numbers has none of.
_ITEM, _LETTERS = late(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)]?"), late(r"[^\W\d_]{2}")
# What no cell ends a page with to go on with another: numbers with their unit, days.
_WHOLE = late(
    r"[-–+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s*(?:%|đồng|đ|triệu(?: đồng)?|tỷ(?: đồng)?|tỉ(?: đồng)?)?"
    r"|\d{1,2}/\d{1,2}/\d{4}"
)
# In sizes of letters: words so far apart stand in two columns.
_APART = 1.2
# A row of more bold cells than this is one of titles, not of a section.
_TITLES = 2


@dataclass
class _Field:
    """A cell of the table as far as it is joined: its place, edges, lines."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Joined:
    """A table over pages; what was done to make it one: header rows left out, rows put together, by page."""

    xs: list[float]
    fields: list[_Field]
    rows: int
    pages: list[int]
    repeated: int = 0
    dropped: list[Line] = field(default_factory=list)
    broken: list[tuple[int, int]] = field(default_factory=list)  # (page, row from 1) of rows put together
    head: list[_Field] = field(default_factory=list)  # the cells of its first page
    last: list[_Field] = field(default_factory=list)  # those of its last page, and what reaches down to it
    all: Counter[int] = field(default_factory=Counter)  # cells that begin in a column, and those with text
    filled: Counter[int] = field(default_factory=Counter)
    drawn: bool = True
    unsure: list[str] = field(default_factory=list)  # lines broken where nobody can tell whether a space stood
    whole: list[str] = field(default_factory=list)  # what narrow cells broke and is one again
    apart: list[str] = field(default_factory=list)  # first rows of pages that may be the rest of the row before
    cut: list[str] = field(default_factory=list)  # cells whose text the page cuts off at their side
    parted: list[str] = field(default_factory=list)  # what they may have broken, nobody can tell

    @property
    def run_together(self) -> list[str]:
        """Cells over several columns whose words stand apart as those of several cells do: no rule parts them."""
        wide = (one for one in self.fields if one.columns > _TITLES and one.lines)
        return [one.text for one in wide if any(_gaps(line) >= _TITLES for line in one.lines)]

    @classmethod
    def of(cls, part: GridPart) -> Joined:
        """The table as its first page has it."""
        fields = _fields(part)
        made = cls(list(part.grid.xs), fields, part.rows, [part.page], head=list(fields), last=list(fields))
        made.drawn = part.drawn
        made.filled.update(one.column for one in fields if one.lines)
        made.all.update(one.column for one in fields)
        return made

    def takes(self, part: GridPart) -> bool:
        """Join what the next page has of the table; False where that is a table of its own."""
        if not self.drawn and not part.drawn and (moved := _moved(part, self.xs)) is not None:
            part = moved
        edges = _united(self.xs, part.grid.xs) if part.drawn == self.drawn else None
        if edges is None:
            return False
        more = _fields(part)
        if _is_header(more) and _is_header(self.head) and _titles(more) != _titles(self.head):
            return False
        if len(edges) != len(self.xs):
            _put(self.fields, self.xs, edges)
            self.all = Counter(one.column for one in self.fields)
            self.filled = Counter(one.column for one in self.fields if one.lines)
        _put(more, list(part.grid.xs), edges)
        self.xs = edges
        header = _same_rows(self.head, more)
        self.repeated = max(self.repeated, header)
        self.dropped += [line for one in more if one.row < header for line in one.lines]
        rest = [one for one in more if one.row >= header]
        for one in rest:
            one.row -= header
        self._add(rest, part.rows - header, part.page)
        return True

    def _add(self, more: list[_Field], rows: int, page: int) -> None:
        last = {one.column: one for one in self.last if one.row + one.rows == self.rows}
        goes_on = bool(rows) and self._goes_on(last, [one for one in more if one.row == 0])
        shift, known = self.rows - goes_on, len(self.fields)
        if goes_on:
            self.broken.append((page, self.rows))
        elif rows:
            self._look_at_top([one for one in more if one.row == 0], page)
        for one in more:
            above = last.get(one.column)
            same = above is not None and above.columns == one.columns
            if one.row == 0 and same and above is not None and (goes_on or self._is_rest(above, one)):
                above.lines += one.lines
                above.rows += one.rows - goes_on
                continue
            one.row += shift
            self.fields.append(one)
            self.all[one.column] += 1
            self.filled[one.column] += bool(one.lines)
        self.rows += rows - goes_on
        self.pages.append(page)
        self.last = [*(one for one in last.values() if one.row + one.rows == self.rows), *self.fields[known:]]

    def _goes_on(self, last: dict[int, _Field], first: Sequence[_Field]) -> bool:
        """Whether the first row of a page is the rest of the last row of the page before."""
        filled = [one for one in first if one.lines]
        if not filled or any(one.columns != last[one.column].columns if one.column in last else True for one in filled):
            return False
        begins = min(self.all)
        if any(one.column == begins for one in filled) and len(first) > 1:
            # A number of its own at the left: a row of its own, or its very first word was broken.
            return False
        if _is_own_row([(last[one.column].text, one.text) for one in filled]):
            return False
        if empty := [one.column for one in filled if not last[one.column].lines]:
            # Cells of which nothing stood on the page before, that all rows have: the row was not done there.
            return bool(last[begins].lines) and any(map(self._is_needed, empty))
        breaks = [not has_room(_room(last[one.column]), last[one.column].lines[-1], one.lines[0]) for one in filled]
        return any(breaks) or self._is_filled(begins)

    def _look_at_top(self, first: Sequence[_Field], page: int) -> None:
        """Note a first row of a page that has no number as nearly all rows have, and is none of totals."""
        begins, filled = min(self.all), [one for one in first if one.lines]
        numbered = any(one.column == begins for one in filled)
        if filled and not numbered and self._is_filled(begins) and not is_total(one.text for one in filled):
            self.apart.append(f"trang {page}: {' | '.join(one.text for one in filled)}")

    def _is_filled(self, column: int) -> bool:
        """Whether nearly every row has something in a column: its number."""
        return self.filled[column] > 0.8 * self.all[column] > 0

    def _is_needed(self, column: int) -> bool:
        """The same of a column in which the last row has nothing."""
        return self.filled[column] > max(0.8 * (self.all[column] - 1), 1)

    def _is_rest(self, above: _Field, one: _Field) -> bool:
        """Whether an empty cell at the top of a page is the rest of one that reaches over several rows."""
        return not one.lines and bool(above.lines) and above.rows > 1 and one.rows >= 1 and self._is_filled(one.column)

    def table(self, breaks: Breaks = NO_BREAKS) -> Table:
        """The table with its cells' lines as paragraphs."""
        pad = _pad(self.fields)
        rooms = [replace(_room(one, pad), breaks=breaks, ruled=self.drawn) for one in self.fields]
        self.unsure = [
            f"{last.text} | {line.text}"
            for room, one in zip(rooms, self.fields, strict=True)
            for last, line in pairwise(one.lines)
            if unsure_space(room, last, line)
        ]
        for room, one in zip(rooms, self.fields, strict=True):
            self._look_at(one, room)
        found = [pitch for room, one in zip(rooms, self.fields, strict=True) if (pitch := pitch_of(room, one.lines))]
        pitch = median(found) if found else 0.0
        cells = (
            Cell(
                one.row, one.column, tuple(paragraphs_of(one.lines, replace(room, pitch=pitch))), one.rows, one.columns
            )
            for one, room in zip(self.fields, rooms, strict=True)
        )
        widths = tuple(right - left for left, right in zip(self.xs, self.xs[1:], strict=False))
        return Table(tuple(cells), widths, self.repeated)

    def _look_at(self, one: _Field, room: Room) -> None:
        """Note what a narrow cell broke or cut off, by its place: no whole text crosses the side of its cell."""
        over = [line for line in one.lines if max(line.x1 - one.right, one.left - line.x0) > _CROSSES]
        if self.drawn and over:
            self.cut.append(f"trang {over[0].page}, hàng {one.row + 1}, cột {one.column + 1}: {one.text}")
        for last, line in pairwise(one.lines):
            cut = by_width(room, last, line)
            if cut is False:
                continue
            texts = last.words[-1].text, line.words[0].text
            place = f"trang {line.page}, hàng {one.row + 1}, cột {one.column + 1}: "
            if cut:
                self.whole.append(place + "".join(texts))
            else:
                self.parted.append(place + " | ".join(texts))


def _is_own_row(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether what stands at the top of a page below what ends the page before is surely a row of its own: a total, or
    one with a number, a day below another.
    """
    if any(_WHOLE.fullmatch(above) and _WHOLE.fullmatch(text) for above, text in pairs):
        return True
    return is_total(text for _, text in pairs)


def _fields(part: GridPart) -> list[_Field]:
    found = []
    for one in part.fields:
        left, _, right, _ = part.grid.box(one.field)
        at = one.field
        found.append(_Field(at.row, at.column, at.rows, at.columns, left, right, list(one.lines)))
    return found


def _moved(part: GridPart, xs: Sequence[float]) -> GridPart | None:
    """A part whose edges are told by its words alone, put on those of the page before; None where it has others."""
    own = part.grid.xs
    if len(own) != len(xs) or any(abs(one - other) > _LOOSE for one, other in zip(own, xs, strict=True)):
        return None
    return replace(part, grid=replace(part.grid, xs=tuple(xs)))


def _united(xs: Sequence[float], others: Sequence[float]) -> list[float] | None:
    """The edges of both, where they begin and end alike and one has all that the other has."""
    if abs(xs[0] - others[0]) > _SAME or abs(xs[-1] - others[-1]) > _SAME:
        return None
    more, less = (xs, others) if len(xs) >= len(others) else (others, xs)
    return list(more) if all(_near(more, edge) for edge in less) else None


def _near(edges: Sequence[float], edge: float) -> bool:
    return abs(edges[_nearest(edges, edge)] - edge) <= _SAME


def _nearest(edges: Sequence[float], edge: float) -> int:
    at = bisect_left(edges, edge)
    return min((one for one in (at - 1, at) if 0 <= one < len(edges)), key=lambda one: abs(edges[one] - edge))


def _put(fields: Sequence[_Field], xs: Sequence[float], edges: Sequence[float]) -> None:
    """Number columns by other edges."""
    if len(xs) == len(edges):
        return
    places = [_nearest(edges, x) for x in xs]
    for one in fields:
        end = places[one.column + one.columns]
        one.column = places[one.column]
        one.columns = end - one.column


def _same_rows(own: Sequence[_Field], more: Sequence[_Field]) -> int:
    """How many rows at the top of a page are those at the top of the table: the header that is repeated."""
    first, second = _by_row(own), _by_row(more)
    count = 0
    while first.get(count) and first.get(count) == second.get(count) and not _is_item(first[count]):
        count += 1
    # A cell that reaches below the header is none of it.
    while count and any(one.row < count < one.row + one.rows for one in more):
        count -= 1
    return count if any(text for row in range(count) for *_, text in first.get(row, ())) else 0


def _is_item(row: Sequence[tuple[int, int, int, str]]) -> bool:
    """Whether a row is one of the table, however often it is there: a number at its left, words beside it."""
    number, *rest = [text for *_, text in row] or [""]
    return _ITEM.fullmatch(number) is not None and any(_LETTERS.search(text) for text in rest)


def _gaps(line: Line) -> int:
    """How many of the words of a line stand as far from the one before as columns do."""
    return sum(word.before > _APART * line.size for word in line.words)


def _is_header(fields: Sequence[_Field]) -> bool:
    """Whether the first row looks like titles of columns: several, all bold, none a number."""
    lines = [one.lines for one in fields if one.row == 0 and one.lines]
    return len(lines) > _TITLES and all(line.bold and not line.text.isdecimal() for held in lines for line in held)


def _titles(fields: Sequence[_Field]) -> list[str]:
    return [one.text for one in fields if one.row == 0 and one.lines]


def _by_row(fields: Sequence[_Field]) -> dict[int, list[tuple[int, int, int, str]]]:
    found: dict[int, list[tuple[int, int, int, str]]] = {}
    for one in fields:
        found.setdefault(one.row, []).append((one.column, one.columns, one.rows, one.text))
    return found


def _pad(fields: Sequence[_Field]) -> float:
    """The room that cells keep free at their left."""
    free = [line.x0 - one.left for one in fields for line in one.lines]
    return min(max(min(free, default=0.0), 0.0), _WIDEST_PAD)


def _room(one: _Field, pad: float = 5.4) -> Room:
    right = max([one.right - pad, *(line.x1 for line in one.lines)])
    return Room(min([one.left + pad, *(line.x0 for line in one.lines)]), right, 0.0, "cell")
