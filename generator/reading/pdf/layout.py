"""A page as what stands on it from the top down: lines, tables, and blocks whose lines stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.pdf.aligned import aligned
from generator.reading.pdf.grids import Field, Grid, grids_of, shared_out
from generator.reading.pdf.lines import BULLETS, Line, lines_of, parted
from generator.reading.pdf.pages import Page, Turned
from generator.reading.pdf.paragraphs import Room
from generator.values.patterns import late
from generator.values.text import fold

# Points: the strip between two columns, how far from its column a line may stand, how far apart lines of one may be.
_GUTTER, _OFF, _APART = 5.0, 6.0, 130.0
_EDGE = 1.2
# In sizes of letters: what stands so far below the list of recipients is no more of it.
_BELOW = 4.0
_DASHES = ("-", "–")
_HEADING = late(r"cong hoa xa hoi chu nghia|dang cong san viet nam|(?:sao y|trich sao|sao luc)$")
# The share of a page that is margin, and how far what stands in it is from the text, in sizes of letters.
_MARGIN, _ALONE = 0.07, 2.2


class FieldLines(Struct, frozen=True):
    """A cell with its lines."""

    field: Field
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return " ".join(line.text for line in self.lines)


class GridPart(Struct, frozen=True):
    """A table as far as it stands on one page; one that is not drawn is told by how its words are aligned."""

    page: int
    grid: Grid
    fields: tuple[FieldLines, ...]
    drawn: bool = True

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.grid.top

    @property
    def rows(self) -> int:
        """How many it has."""
        return len(self.grid.ys) - 1


class Beside(Struct, frozen=True):
    """Lines that stand left and right of a strip of white: a heading, an end."""

    page: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(self.left[0].y, self.right[0].y)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(self.left[-1].y, self.right[-1].y)


Block = Line | GridPart | Beside


class Laid(Struct, frozen=True):
    """A page laid out; `count` is how many signs other than spaces it has, whatever became of them."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    count: int
    unseen: int = 0
    turned: str = ""  # what lies on its side outside of tables
    unread: bool = False  # whether lines stand in columns that no rule draws and whose rows cannot be told


def laid_out(page: Page) -> Laid:
    """What stands on a page from the top down."""
    grids = grids_of(page.rules)
    held, free = shared_out(grids, page.glyphs)
    standing, turned = _turned_in_cells(grids, page)
    parts: list[Block] = []
    for number, (grid, cells) in enumerate(zip(grids, held, strict=True)):
        fields = (
            FieldLines(field, (*lines_of(cells.get(at, ()), page.number), *standing.get((number, at), ())))
            for at, field in enumerate(grid.fields)
        )
        part = GridPart(page.number, grid, tuple(fields))
        if any(one.lines for one in part.fields):
            parts.append(part)
    tops = sorted(one.top for one in parts if isinstance(one, GridPart))
    rest, tables, unread = _without_aligned(lines_of(free, page.number), tops)
    margins = (_MARGIN * page.height, (1 - _MARGIN) * page.height)
    blocks: list[Block] = [*parts, *tables, *_beside(rest, [*tops, *(one.top for one in tables)], margins)]
    blocks.sort(key=_top)
    count = sum(len(glyph.text.strip()) for glyph in page.glyphs)
    unseen = sum(glyph.look.unseen for glyph in page.glyphs if glyph.text.strip())
    return Laid(page.number, page.width, page.height, tuple(blocks), count, unseen, turned, unread)


def _without_aligned(lines: Sequence[Line], tops: Sequence[float]) -> tuple[list[Line], list[GridPart], bool]:
    """Lines apart from those of tables without rules, cut at their gaps; those tables; whether one was not read."""
    rest: list[Line] = []
    tables: list[GridPart] = []
    at, unread = 0, False
    for one in aligned(lines, tops):
        if one.grid is None:
            unread = True
            continue
        rest += lines[at : one.begin]
        fields = (FieldLines(field, cell) for field, cell in zip(one.grid.fields, one.cells, strict=True))
        tables.append(GridPart(lines[0].page, one.grid, tuple(fields), drawn=False))
        at = one.end
    rest += lines[at:]
    return [part for line in rest for part in parted(line)], tables, unread


def _turned_in_cells(grids: Sequence[Grid], page: Page) -> tuple[dict[tuple[int, int], list[Line]], str]:
    """Text that stands on its side in a narrow cell, as a line of that cell by the numbers of table and cell; and what
    lies so elsewhere.
    """
    cells: dict[tuple[int, int], list[Turned]] = {}
    free: list[str] = []
    for one in page.turned:
        at = next((n for n, grid in enumerate(grids) if (grid.holds(one.x, one.y))), None)
        if at is None:
            free.append(f" {one.glyph.text}" if one.glyph.spaced else one.glyph.text)
        else:
            cells.setdefault((at, grids[at].at(one.x, one.y)), []).append(one)
    found: dict[tuple[int, int], list[Line]] = {}
    for (table, cell), held in cells.items():
        grid = grids[table]
        left, top, _, _ = grid.box(grid.fields[cell])
        words = [word for line in lines_of([one.glyph for one in held], page.number) for word in line.words]
        if words:
            off = left - words[0].x0
            moved = tuple(replace(word, x0=word.x0 + off, x1=word.x1 + off) for word in words)
            found[table, cell] = [Line(moved, top + words[0].runs[0][1].size, page.number)]
    return found, " ".join("".join(free).split())


def _top(block: Block) -> float:
    return block.y if isinstance(block, Line) else block.top


# --- side by side ---


def _beside(lines: Sequence[Line], tables: Sequence[float], margins: tuple[float, float]) -> Iterator[Block]:
    """Lines in order; those that stand side by side over several lines as blocks of two columns."""
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at)
        if end - at < 2:
            yield lines[at]
            at += 1
            continue
        if _is_bullet(lines[at]):
            yield _item(lines[at:end])
            at = end
            continue
        band = _band(lines, at, end, tables, margins)
        if band is None:
            yield _tabbed(lines[at:end])
            at = end
            continue
        # Lines of one side that stand above: what was taken for single lines is yielded already.
        left, right, at = band
        yield Beside(lines[0].page, tuple(_whole(left)), tuple(_whole(right)))


def _end_of_row(lines: Sequence[Line], at: int) -> int:
    """Where the lines of one baseline end."""
    end = at + 1
    while end < len(lines) and lines[end].y - lines[at].y <= 0.25 * lines[at].size:
        end += 1
    return end


def _is_bullet(line: Line) -> bool:
    """Whether all that a line says is the dot or the sign that an item of a list begins with."""
    return len(line.words) == 1 and line.text in BULLETS


def _item(row: Sequence[Line]) -> Line:
    """An item of a list as one line, its dot as the dash that documents have."""
    (_, look, _), *_ = row[0].words[0].runs
    mark = replace(row[0].words[0], runs=(("-", look, 0),))
    text = _tabbed(row[1:])
    return Line((mark, replace(text.words[0], before=0.0), *text.words[1:]), row[0].y, row[0].page)


def _tabbed(row: Sequence[Line]) -> Line:
    """Lines of one baseline as one whose parts a wide gap parts."""
    words = tuple(word for line in row for word in line.words)
    return Line(words, row[0].y, row[0].page)


def _band(
    lines: Sequence[Line], at: int, end: int, tables: Sequence[float], margins: tuple[float, float]
) -> tuple[list[Line], list[Line], int] | None:
    """From a row whose lines stand apart: the lines left and right of the strip, and where the block ends. What stands
    alone in the margins of a page is its header or footer, no part of it.
    """
    row = lines[at:end]
    head, foot = margins
    if len(row) != 2 or (row[0].y < head and end < len(lines) and _is_apart(row[0], lines[end])):
        return None
    sides = _Sides(row[0], row[1], (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2)
    until = next((top for top in tables if top > row[0].y), float("inf"))
    place = end
    while place < len(lines) and lines[place].y < until:
        stop = _end_of_row(lines, place)
        if lines[place].y > foot and _is_apart(lines[place - 1], lines[place]):
            break
        if not sides.takes(lines[place:stop]):
            break
        place = stop
    return (sides.left, sides.right, place) if max(len(sides.left), len(sides.right)) > 1 else None


def _begins_heading(line: Line) -> bool:
    """Whether a line is one that another heading, or an end, begins with, however near it stands below the last."""
    text = fold(line.text)
    return (_HEADING.match(text) is not None and line.text.isupper()) or text.rstrip(": ") == "noi nhan"


def _is_apart(line: Line, below: Line) -> bool:
    return below.y - line.y > _ALONE * line.size


class _Sides:
    """Two columns as they grow, line by line, with the strip between them."""

    def __init__(self, left: Line, right: Line, middle: float) -> None:
        self.left, self.right, self.middle = [left], [right], middle
        self.begin, self.end = left.x1, right.x0

    def takes(self, row: Sequence[Line]) -> bool:
        """Put the lines of one baseline on the sides that they stand on; False where one stands on none of them."""
        if row[0].y - max(self.left[-1].y, self.right[-1].y) > _APART or any(map(_begins_heading, row)):
            return False
        if len(row) == 1 and row[0].x0 < self.begin and row[0].x1 > self.end:
            return self._takes_both(row[0])
        left = [line for line in row if line.x1 < self.end - _GUTTER]
        right = [line for line in row if line.x0 > self.begin + _GUTTER and line not in left]
        if len(left) + len(right) < len(row):
            return False
        if not (left and right) and not self._belongs(_tabbed(row), is_left=bool(left)):
            return False
        if left:
            self.left.append(_tabbed(left))
            self.begin = max(self.begin, left[-1].x1)
        if right:
            self.right.append(_tabbed(right))
            self.end = min(self.end, right[0].x0)
        return True

    def _takes_both(self, line: Line) -> bool:
        """Put the words of a line that runs over the strip on both sides, where each part stands in its column."""
        for at in range(1, len(line.words)):
            left = Line(line.words[:at], line.y, line.page)
            right = Line(line.words[at:], line.y, line.page)
            # A sentence of the text below, which runs on in small letters, is cut in no two.
            begins = not right.text[:1].islower()
            if begins and _in_middle_of(left, self.left) and _in_middle_of(right, self.right):
                self.left.append(left)
                self.right.append(right)
                self.begin, self.end = min(self.begin, right.x0 - _GUTTER), max(self.end, left.x1 + _GUTTER)
                return True
        return False

    def _belongs(self, line: Line, *, is_left: bool) -> bool:
        """Whether a line stands in a column: on the edge or the middle of one of its lines, or beside the other."""
        own, other = (self.left, self.right) if is_left else (self.right, self.left)
        on_edge = any(abs(line.x0 - one.x0) <= _EDGE for one in own[-4:])
        if is_left and on_edge and self._is_recipient(line):
            return True
        if is_left and on_edge and _is_apart(max(own[-1], other[-1], key=lambda one: one.y), line):
            return False  # the text below begins at the margin, as this column does
        if any(abs(line.y - one.y) < 0.6 * line.size for one in other[-3:]):
            return True
        if is_left and own[-1].text.startswith(_DASHES) and line.y - own[-1].y > _BELOW * line.size:
            return False
        if _in_middle_of(line, own[-4:]):
            return True
        # A title in the middle of the page may begin where a column does.
        return on_edge and abs((line.x0 + line.x1) / 2 - self.middle) > _OFF

    def _is_recipient(self, line: Line) -> bool:
        """Whether a line is the next of the list of recipients, however far apart its lines are set."""
        if not (fold(self.left[0].text).startswith("noi nhan") and line.text.startswith(_DASHES)):
            return False
        return line.y - self.left[-1].y <= _BELOW * line.size


def _in_middle_of(line: Line, own: Sequence[Line]) -> bool:
    """Whether a line has the middle of one of others."""
    return any(abs(line.x0 + line.x1 - one.x0 - one.x1) <= 2 * _OFF for one in own)


def column_of(lines: Sequence[Line]) -> Room:
    """The room that lines of one side take."""
    return Room(min(line.x0 for line in lines), max(line.x1 for line in lines), kind="side")


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of one side with those on one baseline, which a gap parts, as one."""
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at)
        yield _tabbed(sorted(lines[at:end], key=lambda one: one.x0))
        at = end
