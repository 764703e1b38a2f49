"""Columns of an Excel table: the template's, or those a dossier chose, each made after a column of the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.planning.plan import PlannedTable, PlannedTask
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.template import COLUMNS_BESIDE, Table
from generator.rendering.looks import looks
from generator.rendering.word import widths as fitting

# A column of the user's own: width in characters, by its longest text, up to that of the task column.
_LEAST_OWN, _OWN_PADDING = 11.0, 2
# Columns may be made this much narrower to keep the table's width; beyond it the page is scaled down.
_NARROWEST = 0.7
_NUMBER = "stt"
_MODEL = "noi_dung"
DEFAULT_WIDTH = 9.0
# A digit of Times New Roman at 12 pt, and the size of the tables' texts.
_TWIPS_A_CHARACTER, _SIZE_PT = 120, 12.0


class Columns(Struct, frozen=True):
    """The columns `first`…`last` of the new sheet.

    `prototypes` gives the column of the template that each is made after, `own` the key of a column that the template
    does not have, `titles` and `widths` (characters) of each; `template` has the widths of the template's columns.
    """

    first: int
    last: int
    right: int
    changed: bool
    prototypes: Mapping[int, int]
    own: Mapping[int, str]
    titles: Mapping[int, str]
    widths: Mapping[int, float]
    template: Mapping[int, float]

    def source(self, column: int) -> int:
        """The column of the template that a column of the sheet is made after."""
        if column > self.last:
            return column - self.last + self.right
        return self.prototypes.get(column, column)

    def sources(self) -> Iterator[tuple[int, int]]:
        """All columns the template uses: (new, template's)."""
        for column in range(1, self.last + COLUMNS_BESIDE + 1):
            yield column, self.source(column)

    def keys(self, table: Table) -> dict[str, int]:
        """The columns of the sheet by key, those without one left out."""
        found = {
            self.foreign(column) or table.keys.get(self.source(column), ""): column
            for column in range(self.first, self.last + 1)
        }
        return {key: column for key, column in found.items() if key}

    def foreign(self, column: int) -> str:
        """The key of a column that the template does not have, else nothing."""
        return self.own.get(column, "")

    def width(self, column: int) -> float:
        """Width of a column of the sheet in characters."""
        return self.widths.get(column) or self.template.get(self.source(column), DEFAULT_WIDTH)

    def runs(self, left: int, right: int) -> Iterator[tuple[int, int]]:
        """The new columns made after the template's `left`…`right`: unbroken runs, singles where left = right."""
        first = previous = 0
        for column, source in self.sources():
            if not left <= source <= right:
                continue
            if first and (column != previous + 1 or left == right):
                yield first, previous
                first = 0
            first, previous = first or column, column
        if first:
            yield first, previous

    def nearest(self, source: int) -> int:
        """The new column that begins nearest to where a column of the template began across the table."""
        return self._edge(source - 1) + 1 if self._within(source) else source - self.right + self.last

    def nearest_end(self, left: int, right: int) -> int:
        """The new column that ends nearest to where `right` ended; never left of where `left` begins now."""
        end = self._edge(right) if self._within(right) else right - self.right + self.last
        return max(end, self.nearest(left))

    def _within(self, source: int) -> bool:
        return source <= self.right

    def _edge(self, source: int) -> int:
        """The last new column up to the right edge of a column of the template, by share of the table's width."""
        if source < self.first:
            return source
        old = [self.template.get(column, DEFAULT_WIDTH) for column in range(self.first, self.right + 1)]
        share = sum(old[: source - self.first + 1]) / sum(old)
        new = [self.widths[column] for column in range(self.first, self.last + 1)]
        edges = [sum(new[:count]) / sum(new) for count in range(len(new) + 1)]
        return self.first - 1 + min(range(len(edges)), key=lambda count: abs(edges[count] - share))

    def moves(self, table: Table, above: int, body: int) -> Moves:
        """How references move with these columns and a number of rows."""
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for column, source in self.prototypes.items():
            if not self.foreign(column):
                starts.setdefault(source, column)
                ends[source] = column
        by = self.last - self.right
        return Moves(table.first, table.last, above, max(body, 1), starts, ends, by, self.right, self.first)


def columns_of(table: Table, planned: PlannedTable, template: Mapping[int, float]) -> Columns:
    """The columns of a sheet. `template`: widths of the template's columns in characters."""
    by_key = {key: column for column, key in reversed([*table.keys.items()]) if key}
    if planned.as_made:
        return _as_made(table, planned, by_key, template)
    keys = [column.key for column in planned.columns] if planned.chosen else [*table.keys.values()]
    if keys == [*table.keys.values()]:
        kept = {column: column for column in table.keys}
        widths = {column: template.get(column, DEFAULT_WIDTH) for column in kept}
        return Columns(table.left, table.right, table.right, False, kept, {}, {}, widths, template)
    model = by_key.get(_MODEL, table.left)
    positions = dict(enumerate(keys, start=table.left))
    return Columns(
        table.left,
        table.left + len(keys) - 1,
        table.right,
        True,
        {column: by_key.get(key, model) for column, key in positions.items()},
        {column: key for column, key in positions.items() if key not in by_key},
        {column: planned.titles[key] for column, key in positions.items()},
        dict(zip(positions, _widths(keys, by_key, model, planned, template), strict=True)),
        template,
    )


def _as_made(table: Table, planned: PlannedTable, by_key: Mapping[str, int], template: Mapping[int, float]) -> Columns:
    """The columns of a table printed as the office made it: each looks like the template's column of its look, and is
    as wide as its texts ask for, together as wide as the template's table."""
    positions = dict(enumerate(planned.columns, start=table.left))
    like = dict(zip(positions, looks(planned), strict=True))
    model = by_key.get(_MODEL, table.left)
    whole = sum(template.get(column, DEFAULT_WIDTH) for column in table.keys)
    keys = [(column.key,) for column in planned.columns]
    lengths = fitting.lengths(fitting.sample(planned.tasks), keys, _SIZE_PT)
    shares = fitting.shared(lengths, fitting.least(planned, keys, _SIZE_PT), round(whole * _TWIPS_A_CHARACTER))
    return Columns(
        table.left,
        table.left + len(positions) - 1,
        table.right,
        True,
        {at: by_key.get(look, model) for at, look in like.items()},
        {at: column.key for at, column in positions.items() if column.key != like[at]},
        {at: column.title for at, column in positions.items()},
        {at: share / _TWIPS_A_CHARACTER for at, share in zip(positions, shares, strict=True)},
        template,
    )


def _widths(
    keys: list[str], by_key: Mapping[str, int], model: int, planned: PlannedTable, template: Mapping[int, float]
) -> list[float]:
    """Widths of the template's columns, of the user's own by their texts; together as wide as the template's table."""
    most = template.get(model, DEFAULT_WIDTH)
    widths = [
        template.get(by_key[key], DEFAULT_WIDTH) if key in by_key else min(_own_width(key, planned), most)
        for key in keys
    ]
    whole = sum(template.get(column, DEFAULT_WIDTH) for column in by_key.values())
    fixed = sum(width for key, width in zip(keys, widths, strict=True) if key == _NUMBER)
    factor = max((whole - fixed) / max(sum(widths) - fixed, 1.0), _NARROWEST)
    return [width if key == _NUMBER else width * factor for key, width in zip(keys, widths, strict=True)]


def _own_width(key: str, planned: PlannedTable) -> float:
    texts = (row.texts.get(key, "") for row in planned.rows if isinstance(row, PlannedTask))
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return max(_LEAST_OWN, float(longest + _OWN_PADDING))
