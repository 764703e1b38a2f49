"""The page of a task table: orientation, type size, widths of columns, which rows may break, space between rows.

They are chosen together, for the fewest and fullest pages; nothing is asked of LibreOffice, lines and heights come
from the table of advance widths (`facts.metrics`). What the dossier says (`huong`, `co_chu`, `tach_dong`) stands.

The decree leaves the size of a table's letters open (it names 13-14 for the text around it): the stock tables have 12,
and letters get smaller only where words would break at 12 on the wide page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from math import floor, inf
from operator import gt
from typing import Literal, TypeVar

from markupsafe import Markup
from msgspec import Struct

from generator.facts.metrics import (
    MM_PER_POINT,
    SPACE_UNITS,
    UNITS_PER_EM,
    broken_lines,
    line_height_mm,
    spaced_units,
    word_units,
)
from generator.ooxml.names import mm
from generator.planning.plan import PlannedDocument, PlannedTable
from generator.rendering.templates.jinja import Row
from generator.rendering.word import widths
from generator.values.model import Orientation

SIZE_PT = 12.0
# Tried in this order where words break at the size above; smaller is not read on paper.
SMALLER_PT = (11.0, 10.0, 9.0, 8.0)
# Space above and below a cell's text, as the stock styles have it, and a little less.
SPACE_PT, LESS_SPACE_PT = 2.0, 1.0
# A row higher than this share of a page may break: kept whole it can leave as much of a page blank. On a wide page,
# which holds a few rows, shorter ones do too where that saves pages.
TALL: Mapping[Orientation, tuple[float, ...]] = {"doc": (1 / 3,), "ngang": (2 / 5, 1 / 4, 1 / 5)}
# The wide page is taken where it saves so much of the pages, or words break on the other.
_SAVING = 0.1
# A last page less full than this is won back by less space between rows, where that is sure to do.
_POOR = 0.25
_MOST_PAGES = 30
# Of more pages, so many must be saved.
_WORTH = 0.03
_STEPS_MM = (8.0, 4.0, 2.0, 1.0)
_MOVES, _TRIED, _SEEN = 12, 2, 0.9995
# A header of more lines is not read at a glance: each further one counts as this share of all pages.
_HEADER_LINES, _HEADER_COST = 3, 0.05
# A heading of agency and Quốc hiệu; the room for a signature and its name; a title is broken well inside the text.
_HEADING_MM, _SIGNED_MM, _OF_A_TITLE = 28.0, 35.0, 0.75
# Fewer letters than stand on a line of any text: what might be tall is measured.
LETTERS_OF_AN_EM = 1.6
_BREAKING: Mapping[bool | None, Literal["all", "tall", "none"]] = {None: "tall", True: "all", False: "none"}
_WHOLE, _NOTHING = Markup("<w:cantSplit/>"), Markup()

_T = TypeVar("_T")
_Text = tuple[tuple[int, ...], ...]
"""A text's paragraphs: where each word ends on one line, with the space behind it, in units of the em."""


class Page(Struct, frozen=True):
    """A page to stand on: its orientation, width of the text in twips, height of the text in mm.

    `above` and `below` are what stands on the pages of a table besides it, in mm: a heading, a signature.
    """

    orientation: Orientation
    width: int
    height: float
    above: float = 0.0
    below: float = 0.0


class PageChoice(Struct, frozen=True):
    """How a table stands on its pages.

    `widths` are twips and add up to the text's width; `space_pt` stands above and below a cell's text. `breaking` is
    which rows may go over two pages: all, those higher than `tall_mm`, or none. `pages` is the estimate that decided.
    """

    orientation: Orientation
    size_pt: float
    widths: tuple[int, ...]
    space_pt: float
    breaking: Literal["all", "tall", "none"]
    tall_mm: float
    pages: float

    @property
    def look(self) -> str:
        """The form of texts by which the styles of the table go (`task_table.look_of`); nothing for the usual one."""
        usual = self.size_pt == SIZE_PT and self.space_pt == SPACE_PT
        return "" if usual else f"{self.size_pt * 2:.0f}-{self.space_pt * 20:.0f}"


def chosen(
    table: PlannedTable,
    keys: Sequence[tuple[str, ...]],
    pages: Sequence[Page],
    levels: int = 1,
    *,
    alone: bool = False,
) -> PageChoice:
    """The best choice for a table whose columns show `keys`, on one of the pages; `levels` of rows in its header.

    The first page is the usual one: another takes its place where words break on it, or, for a table that stands
    `alone` in its document, where that saves pages.
    """
    sizes = (table.spec.size_pt,) if table.spec.size_pt else (SIZE_PT, *SMALLER_PT)
    sample = Sample(table, keys, levels)
    for size in sizes:
        fitting = [page for page in pages if sum(sample.least(size)) <= mm(page.width)]
        if fitting:
            break
    else:
        fitting = [max(pages, key=lambda page: page.width)]
    made = [_on(page, size, sample) for page in (fitting if alone else fitting[:1])]
    best = made[0]
    for other in made[1:]:
        if other.pages <= best.pages * (1 - _SAVING):
            best = other
    return best


def around(planned: PlannedDocument, width: float) -> tuple[float, float]:
    """What stands above and below a table that is all of its document, in mm: a heading and a signature, roughly."""
    size = 14.0
    lines = sum(
        len(broken_lines(text, width * _OF_A_TITLE, size)) for text in (planned.subject, planned.attached_to) if text
    )
    above = 8 + (lines + 1) * line_height_mm(size) + (0 if planned.annex_label else _HEADING_MM)
    signed = [(len(one.authority) + 1) * line_height_mm(size) + _SIGNED_MM for one in planned.document.signatures]
    return above, max((*signed, len(planned.recipients) * line_height_mm(11)), default=0.0) + 6 * bool(signed)


def _on(page: Page, size: float, sample: Sample) -> PageChoice:
    """The widths of a page and a size, and what follows of them."""
    fitted = sample.fitted(page, size)
    rooms = [mm(width) for width in fitted]
    breaking = _BREAKING[sample.table.spec.breaking]
    usual = At(sample, size, SPACE_PT)

    def tried(space: float, share: float) -> _Tried:
        at = usual.spaced(space)
        room = page.height - at.header(rooms)
        may = {"all": 0.0, "tall": room * share}.get(breaking, room)
        count, last = _paged(at.heights(rooms), room, may, page, at.line)
        pages = max(count * sample.share, 1.0)
        return _Tried(PageChoice(page.orientation, size, tuple(fitted), space, breaking, room * share, pages), last)

    tall = TALL[page.orientation]
    best = tried(SPACE_PT, tall[0])
    if sample.whole and 1 < best.choice.pages <= _MOST_PAGES and best.last < _POOR:
        best = _fewer(best, tried(LESS_SPACE_PT, tall[0]))
    for share in tall[1:] if breaking == "tall" else ():
        best = _fewer(best, tried(best.choice.space_pt, share))
    return best.choice


class _Tried(Struct, frozen=True):
    """A choice, and how full its last page is."""

    choice: PageChoice
    last: float


def _fewer(usual: _Tried, other: _Tried) -> _Tried:
    """The other where it saves a page, or enough of many."""
    pages = usual.choice.pages
    return other if other.choice.pages <= min(pages - 1, pages * (1 - _WORTH)) else usual


def _paged(heights: Sequence[float], room: float, may: float, page: Page, line: float) -> tuple[int, float]:
    """Pages that rows take, and the share of the last that is full; rows higher than `may` break."""
    count, used = 1, min(page.above, room / 2)
    for height in heights:
        if used + height <= room:
            used += height
            continue
        count += 1
        # What is left of the page holds whole lines, two at least here and there.
        left = room - used - line / 2
        if height <= may or left < 2 * line:
            left = 0.0
        over = height - left
        more = int(over // room)
        count, used = count + more, over - more * room
    if used + page.below > room:
        count, used = count + 1, page.below
    return count, used / room


def kept_whole(
    table: PlannedTable, keys: Sequence[tuple[str, ...]], choice: PageChoice
) -> Callable[[Row], Markup] | None:
    """Gives the mark of a row that stays on one page (17.4.6), nothing for a taller one; None where no row is tall.

    Nearly no row is: only those that might be are measured.
    """
    if choice.breaking != "tall":
        return None
    most = (choice.tall_mm - 2 * choice.space_pt * MM_PER_POINT) / line_height_mm(choice.size_pt)
    ems = [(mm(width) - widths.PADDING_MM) / MM_PER_POINT / choice.size_pt for width in choice.widths]
    keys = widths.own_keys(table, keys)
    columns = widths.columns(table.tasks, keys)
    tall = [_taller(texts, most, em) for texts, em in zip(columns, ems, strict=True)]
    shown = [(own, high) for own, high in zip(keys, tall, strict=True) if high]
    if not shown:
        return None

    def giu(row: Row) -> Markup:
        fields = row.fields
        return _NOTHING if any(" ".join([fields[key] for key in own]) in high for own, high in shown) else _WHOLE

    return giu


def _taller(texts: Sequence[str], most: float, em: float) -> frozenset[str]:
    """Those of a column's texts that take more than so many lines, measured where their letters might be too many."""
    line = em * LETTERS_OF_AN_EM
    room, letters = em * UNITS_PER_EM, most * line
    long = {text for text in texts if len(text) > letters or "\n" in text}  # one that comes again once
    return frozenset(
        text for text in long if len(text) + text.count("\n") * line > letters and _lines(_measured(text), room) > most
    )


class Sample:
    """Rows that stand for a table: the widths of their words, measured once and good for every size."""

    def __init__(self, table: PlannedTable, keys: Sequence[tuple[str, ...]], levels: int) -> None:
        """Words of the sampled rows and of the titles, by column."""
        keys = widths.own_keys(table, keys)
        self.table, self.keys, self.levels = table, keys, levels
        every = table.tasks
        rows, tasks = widths.sample(every), len(every)
        self.whole = len(rows) >= tasks
        self.share = tasks / max(len(rows), 1)
        self.sections = (len(table.rows) - tasks) / max(tasks, 1)
        self.rows = rows
        self.columns = [_Column(texts) for texts in widths.columns(rows, keys)]
        self.titles = [_measured(title, bold=True) for title in widths.titles(table, keys)]
        self._least: dict[float, list[float]] = {}

    def least(self, size: float) -> list[float]:
        """For each column its narrowest width without a word broken, in mm."""
        if size not in self._least:
            self._least[size] = widths.least(self.table, self.keys, size)
        return self._least[size]

    def _lengths(self, size: float) -> list[tuple[float, ...]]:
        """How long the texts of each row are on one line, in mm: of what was measured, no letter is looked at again."""
        columns = (
            column.by_row([units / UNITS_PER_EM * size * MM_PER_POINT for units in column.lengths])
            for column in self.columns
        )
        return list(zip(*columns, strict=True))

    def fitted(self, page: Page, size: float) -> list[int]:
        """Widths in twips of the columns on a page, by the heights that their rows come to."""
        lengths = self._lengths(size)
        first, room = widths.shared(lengths, self.least(size), page.width), mm(page.width)
        if sum(self.least(size)) >= room or not self.rows:
            return first
        least = widths.readable(lengths, self.least(size), room)
        return widths.in_twips(
            _improved([mm(w) for w in first], least, page.height, At(self, size, SPACE_PT)), page.width
        )


class _Column:
    """What a column shows in the sampled rows: each text measured once, however often it comes again."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Texts by row."""
        at = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        self._rows = [at[text] for text in texts]
        self._texts = [_measured(text) for text in at]
        self._widest = [max(paragraph[-1] for paragraph in text) - SPACE_UNITS for text in self._texts]
        # What stands between two lines counts like a letter.
        end = word_units("\n", False) - SPACE_UNITS
        ends = [[paragraph[-1] for paragraph in text] for text in self._texts]
        self.lengths = [sum(own) - SPACE_UNITS + end * (len(own) - 1) for own in ends]

    def by_row(self, values: Sequence[_T]) -> list[_T]:
        """What is known of each text, row by row."""
        return [values[at] for at in self._rows]

    def lines(self, room: float) -> list[int]:
        """Lines of each row's text in a room, in units of the em."""
        texts = zip(self._texts, self._widest, strict=True)
        return self.by_row([len(text) if widest <= room else _lines(text, room) for text, widest in texts])


class At:
    """A sample at a size: how many lines its texts take in columns of a width, each width counted once."""

    def __init__(self, sample: Sample, size: float, space_pt: float) -> None:
        """`space_pt` stands above and below each text."""
        self.sample, self.size = sample, size
        self.line, self.space = line_height_mm(size), 2 * space_pt * MM_PER_POINT + 0.2
        self._counted: dict[tuple[int, float], tuple[list[int], int]] = {}

    def spaced(self, space_pt: float) -> At:
        """The same with another space: lines are counted once."""
        other = At(self.sample, self.size, space_pt)
        other._counted = self._counted
        return other

    def lines(self, column: int, width: float) -> tuple[list[int], int]:
        """Lines of each row's text in a column of a width in mm, and of its title."""
        key = column, round(width, 1)
        if key not in self._counted:
            self._counted[key] = self.sample.columns[column].lines(self._room(width)), self.title(column, width)
        return self._counted[key]

    def title(self, column: int, width: float) -> int:
        """Lines of the title alone."""
        return _lines(self.sample.titles[column], self._room(width))

    def _room(self, width: float) -> float:
        return (width - widths.PADDING_MM + 0.1) / MM_PER_POINT / self.size * UNITS_PER_EM

    def header(self, rooms: Sequence[float]) -> float:
        """Height of the header rows, in mm."""
        return self._header(max(self.lines(column, width)[1] for column, width in enumerate(rooms)))

    def _header(self, lines: int) -> float:
        above = self.sample.levels - 1
        return lines * self.line + self.space + above * (self.line + self.space)

    def heights(self, rooms: Sequence[float]) -> list[float]:
        """Height of each sampled row, in mm; what section rows take is spread over them."""
        counted = [self.lines(column, width)[0] for column, width in enumerate(rooms)]
        sections = self.sample.sections * (self.line + self.space)
        return [most * self.line + self.space + sections for most in map(max, *counted, counted[0])]

    def cost(self, rooms: Sequence[float], height: float) -> float:
        """Pages that the rows take, broken freely, with what a high header costs besides."""
        counted = [self.lines(column, width) for column, width in enumerate(rooms)]
        lines = sum(map(max, *(texts for texts, _ in counted), counted[0][0]))
        return self._pages(lines, max(title for _, title in counted), height)

    def _pages(self, lines: int, header: int, height: float) -> float:
        """The same of lines in all, and of those of the header."""
        total = lines * self.line
        total += len(self.sample.rows) * self.space * (1 + self.sample.sections)
        over = max(0, header - _HEADER_LINES)
        return total / max(height - self._header(header), self.line) * (1 + over * _HEADER_COST)

    def cost_of_each(self, rooms: Sequence[float], height: float) -> Callable[[int, float], float]:
        """Gives the cost with one column made wider by so much: what the others take is looked at once."""
        counted = [self.lines(column, width) for column, width in enumerate(rooms)]
        rest = _without_each([texts for texts, _ in counted])
        titles = _without_each([[title] for _, title in counted])
        alone = [any(map(gt, texts, others)) for (texts, _), others in zip(counted, rest, strict=True)]

        def cost(column: int, by: float) -> float:
            # A column that makes no row high makes none lower.
            if by > 0 and not alone[column]:
                lines, title = sum(rest[column]), self.title(column, rooms[column] + by)
            else:
                texts, title = self.lines(column, rooms[column] + by)
                lines = sum(map(max, texts, rest[column]))
            return self._pages(lines, max(title, *titles[column]), height)

        return cost


def _without_each(columns: Sequence[list[int]]) -> list[list[int]]:
    """For each column the highest of all others, row by row."""
    none = [0] * len(columns[0])
    before = accumulate(columns[:-1], _higher, initial=none)
    after = [*accumulate(columns[:0:-1], _higher, initial=none)]
    return list(map(_higher, before, reversed(after)))


def _higher(one: list[int], other: list[int]) -> list[int]:
    return list(map(max, one, other))


def _improved(rooms: list[float], least: list[float], height: float, at: At) -> list[float]:
    """Widths with less cost: room moves from the column that misses it least to the one that gains most."""
    best, of_each = at.cost(rooms, height), at.cost_of_each(rooms, height)
    for step in _STEPS_MM:
        for _ in range(_MOVES):
            cost, moved = _best_move(rooms, step, least, partial(at.cost, height=height), of_each, best * _SEEN)
            if cost >= best * _SEEN:
                break
            rooms, best, of_each = moved, cost, at.cost_of_each(moved, height)
    return rooms


def _best_move(
    rooms: list[float],
    step: float,
    least: list[float],
    cost: Callable[[list[float]], float],
    of_each: Callable[[int, float], float],
    most: float,
) -> tuple[float, list[float]]:
    """The best of a few promising moves of `step` mm and its cost; none where it cannot be below `most`.

    A move costs no less than its column made wider with no other made narrower: what can win nothing is not tried.
    """
    count = range(len(rooms))
    gains = {i: of_each(i, step) for i in count}
    gaining = [i for i in sorted(gains, key=gains.__getitem__)[:_TRIED] if gains[i] < most]
    losses = {j: of_each(j, -step) for j in count if rooms[j] - step >= least[j]} if gaining else {}
    best = inf, rooms
    for j in sorted(losses, key=losses.__getitem__)[:_TRIED]:
        for i in gaining:
            if i != j and gains[i] < best[0]:
                moved = _changed(_changed(rooms, i, step), j, -step)
                best = min(best, (cost(moved), moved), key=lambda one: one[0])
    return best


def _changed(rooms: list[float], at: int, by: float) -> list[float]:
    return [*rooms[:at], rooms[at] + by, *rooms[at + 1 :]]


def _measured(text: str, *, bold: bool = False) -> _Text:
    """The words of a text; one paragraph for each of its lines."""
    units = spaced_units(bold)
    return tuple([tuple(accumulate(map(units, line.split(" ")))) for line in text.split("\n")])


def _lines(text: _Text, room: float) -> int:
    """Lines of a text in a room, in units of the em."""
    # Widths are whole numbers. The last word of a line has no space behind it.
    most = floor(room) + SPACE_UNITS
    count = len(text)
    for ends in text:
        if ends[-1] <= most:
            continue
        words, at = len(ends), bisect_right(ends, most) or 1
        while at < words:
            count += 1
            at = bisect_right(ends, most + ends[at - 1], at + 1)
    return count
