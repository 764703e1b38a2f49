"""What a reader sees of a Word or Excel file: lines and tables in reading order, their emphasis, margins, pictures."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ooxml.objects import Shown
from generator.ooxml.run_marks import Look


@dataclass(frozen=True, slots=True)
class Line:
    """A text on one line, how it looks, where it stands in words of the user; `anchor` leads to a base record.

    `notes` are the footnotes and endnotes that it refers to: after how many letters, what each says; `pages` after how
    many letters a page begins by hand, `stands` where it stands between its margins (`left`, `center`, …).
    """

    text: str
    look: Look = ()
    place: str = ""
    anchor: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    pages: tuple[int, ...] = ()
    stands: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: each cell as one line, by the first column that it covers, from 0; `lines` are their paragraphs."""

    cells: tuple[tuple[int, Line], ...]
    place: str = ""
    anchor: int = 0
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the title of each column ('' where none is seen), the rows of its header, the rows below."""

    titles: tuple[str, ...]
    header: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """All of a file: body in reading order, what stands in its margins and notes, its pictures and shapes.

    `hidden` are the rows that are there and not shown, a line each table: their numbers, where they stand; `notes` what
    its notes say, those too that nothing refers to; `turns` how the paper of its sections stands, one after another.
    """

    blocks: tuple[Line | Grid, ...]
    side: tuple[Line, ...] = ()
    objects: tuple[Shown, ...] = ()
    hidden: tuple[Line, ...] = ()
    notes: frozenset[str] = frozenset()
    turns: tuple[str, ...] = ()
