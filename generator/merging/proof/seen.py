"""What a reader sees of a Word or Excel file: lines and tables in reading order, their emphasis, margins, pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.objects import Shown
from generator.ooxml.run_marks import Look
from generator.values.patterns import late

# How the places of what stands in tables of a Word file begin.
IN_TABLE = "bảng "
_COLUMN_NUMBER = late(r"\(?\d{1,2}\)?")


class Line(Struct, frozen=True, dict=True):
    """A text on one line, how it looks, where it stands in words of the user; `anchor` leads to a base record.

    `notes` are the footnotes and endnotes that it refers to: after how many letters, what each says; `pages` after how
    many letters a page begins by hand, `stands` where it stands between its margins (`left`, `center`, …), `sizes` how
    large its letters are, in points, stretch by stretch.
    """

    text: str
    look: Look = ()
    place: str = ""
    anchor: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    pages: tuple[int, ...] = ()
    stands: str = ""
    sizes: Look = ()


class GridRow(Struct, frozen=True):
    """A row: each cell as one line, by the first column that it covers, from 0; `lines` are their paragraphs."""

    cells: tuple[tuple[int, Line], ...]
    place: str = ""
    anchor: int = 0
    lines: tuple[Line, ...] = ()


class Grid(Struct, frozen=True):
    """A table: the title of each column ('' where none is seen), the rows of its header, the rows below."""

    titles: tuple[str, ...]
    header: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    place: str = ""


class Seen(Struct, frozen=True):
    """All of a file: body in reading order, what stands in its margins and notes, its pictures and shapes.

    `hidden` are the rows that are there and not shown, a line each table: their numbers, where they stand; `notes` what
    its notes say, those too that nothing refers to, `endnotes` those at the end of the text; `turns` how the paper of
    its sections stands, one after another; `numbered` whether its margins count the pages.
    """

    blocks: tuple[Line | Grid, ...]
    side: tuple[Line, ...] = ()
    objects: tuple[Shown, ...] = ()
    hidden: tuple[Line, ...] = ()
    notes: frozenset[str] = frozenset()
    endnotes: frozenset[str] = frozenset()
    turns: tuple[str, ...] = ()
    numbered: bool = False


def with_header(rows: Sequence[GridRow], count: int, place: str) -> Grid:
    """A table of which so many rows are its header, its cells under the columns of that."""
    header = rows[:count]
    starts = next((tuple(at for at, _ in row.cells) for row in reversed(header) if not _is_numbers(row)), ())
    body = tuple(_under(starts, row) for row in rows[count:])
    return Grid(tuple(_title(header, at) for at in starts), tuple(header), body, place)


def _is_numbers(row: GridRow) -> bool:
    """A row of `(1) (2) (3)`."""
    return all(_COLUMN_NUMBER.fullmatch(line.text) for line in row.lines)


def _title(header: Sequence[GridRow], column: int) -> str:
    """What stands over a column, from above."""
    titles: list[str] = []
    for row in header if len(header) == 1 else (row for row in header if not _is_numbers(row)):
        over = next((line.text for at, line in reversed(row.cells) if at <= column), "")
        if over and over not in titles:
            titles.append(over)
    return " / ".join(titles)


def _under(starts: tuple[int, ...], row: GridRow) -> GridRow:
    """A row with its cells under the columns: one under each, else by where they begin; borders may be dragged."""
    if not starts:
        return row
    if len(row.cells) == len(starts):
        cells = tuple((at, line) for at, (_, line) in enumerate(row.cells))
    else:
        cells = tuple((max(bisect_right(starts, at) - 1, 0), line) for at, line in row.cells)
    return row if cells == row.cells else replace(row, cells=cells)
