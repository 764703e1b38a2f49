"""Body rows of an Excel table as XML, one at a time: the prototypes' styles, texts in place, height computed.

A row is a list of constant pieces with its number and its texts put between them; memory does not grow with rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import getitem
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.cell_refs import column_letter
from generator.planning.plan import PlannedLine, PlannedRow, PlannedSection, PlannedTable, PlannedTask
from generator.rendering.excel.grid_rows import GridWriter, merged
from generator.rendering.excel.heights import TextHeight
from generator.rendering.excel.layout import Layout
from generator.rendering.excel.prototypes import OWN_ROW, Proto, ProtoCell
from generator.rendering.excel.summary import state_of
from generator.rendering.excel.template import Book, Table, Tagged, failed
from generator.rendering.templates.expressions import has_tags
from generator.rendering.templates.jinja import Row
from generator.rendering.words import Rows
from generator.values.errors import TemplateError
from generator.values.layout import RowKind
from generator.values.patterns import late
from generator.values.text import clean

_SIMPLE = late(r"\{\{-?\s*d\.([a-z_][a-z0-9_]*)\s*-?\}\}")
_OPEN, _CLOSE = '" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
# Pieces before those of the cells: start of the row, its number, its height.
_START = 3
_BLANK, _PLAIN, _QUOTED = 0, 1, 2
# What Excel would read as a formula once someone edits the cell, or swallow (').
_WRITTEN_QUOTED = "=+-@'"
_MOST_PATTERNS = 1_024
# Fields that are no texts and so pass through a template.
_NOT_TEXTS = frozenset({"la_muc", "cap_muc", "la_con", "qua_han", "so_ngay", "gop"})
# ST_Xstring: `_x0041_` in a text would read as "A".
_ESCAPED = late(rb"_(?=x[0-9A-Fa-f]{4}_)")


class Filling(Struct, frozen=True):
    """What rows are filled with: the template they come from, its names' values, the styles with quotePrefix.

    `bold` are the styles of the task row in bold; `height` gives the height of texts of a style over some columns
    (Sheet.height).
    """

    book: Book
    table: Table
    context: Mapping[str, Any]
    quoted: Mapping[str, str]
    bold: Mapping[str, str]
    height: Callable[[str, int, int], TextHeight]


class Body:
    """The rows of a planned table after the prototypes of a layout."""

    def __init__(self, planned: PlannedTable, layout: Layout, filling: Filling) -> None:
        """Make ready to write; nothing is computed of a row before its turn."""
        self._planned = planned
        self._states = layout.states
        hidden = (layout.identity, layout.identity + 1) if layout.states else (layout.identity,)
        self._sections = [
            _RowWriter(proto, row, hidden, filling)
            for proto, row in zip(layout.sections, filling.table.sections, strict=True)
        ]
        self._task = _RowWriter(layout.task, filling.table.task, hidden, filling)
        self._columns = {key: cell.column for cell in layout.task.cells if (key := _key(cell))}
        self._grid = (
            GridWriter(layout, hidden, filling.quoted, filling.bold, filling.height) if planned.as_made else None
        )

    def _writer(self, row: object) -> _RowWriter:
        if not isinstance(row, PlannedSection) or not self._sections:
            return self._task
        return self._sections[min(row.level, len(self._sections)) - 1]

    def xml(self, first: int) -> Iterator[bytes]:
        """The rows from a row number on."""
        task = self._task.xml
        rows = zip(self._planned.rows, Rows(self._planned).fields(), strict=True)
        for number, (row, fields) in enumerate(rows, start=first):
            if self._grid and row.grid:
                yield self._grid.xml(number, row.grid, _hidden(row, states=self._states), strong=_stands_out(row))
            elif isinstance(row, PlannedSection):
                yield self._writer(row).xml(number, fields, _hidden(row, states=self._states))
            else:
                yield task(number, fields, _hidden(row, states=self._states))

    def merges(self, first: int) -> Iterator[bytes]:
        """`mergeCell` elements of the rows from a row number on."""
        for number, row in enumerate(self._planned.rows, start=first):
            if self._grid and row.grid:
                yield from self._grid.merges(number, row.grid)
                continue
            for left, right in self._writer(row).merges:
                yield merged(left, number, right, number)
        if self._planned.joins:
            yield from self._joined(first)

    def _joined(self, first: int) -> Iterator[bytes]:
        """Cells that span rows: a task's over those of its parts."""
        began: dict[str, int] = {}
        last = first + len(self._planned.rows)
        for number, row in enumerate(self._planned.rows, start=first):
            goes_on = row.goes_on if isinstance(row, PlannedTask) else frozenset()
            yield from self._ended({key: at for key, at in began.items() if key not in goes_on}, number)
            began = {key: at for key, at in began.items() if key in goes_on}
            if isinstance(row, PlannedTask):
                began |= dict.fromkeys(row.starts, number)
        yield from self._ended(began, last)

    def _ended(self, began: Mapping[str, int], number: int) -> Iterator[bytes]:
        for key, at in began.items():
            if key in self._columns and at < number - 1:
                yield merged(self._columns[key], at, self._columns[key], number - 1)


def _hidden(row: PlannedRow, *, states: bool) -> tuple[str, ...]:
    """The texts of a row's columns that nobody sees: the id of a task, its state."""
    if not isinstance(row, PlannedTask):
        return ("", "") if states else ("",)
    return (row.task.ma, state_of(row)) if states else (row.task.ma,)


def _stands_out(row: PlannedRow) -> bool:
    return isinstance(row, PlannedSection) or (isinstance(row, PlannedLine) and row.kind is RowKind.TOTAL)


class _FirstLetters(dict[str, int]):
    """How a cell is written, by the first letter of its text: _BLANK, _PLAIN or _QUOTED."""

    def __missing__(self, letter: str) -> int:
        self[letter] = _PLAIN
        return _PLAIN


_WRITTEN = _FirstLetters({"": _BLANK, **dict.fromkeys(_WRITTEN_QUOTED, _QUOTED)})


class _RowWriter:
    """One prototype row: what fills its cells, and the constant pieces between for each pattern of blank cells."""

    def __init__(self, proto: Proto, row: int, hidden: tuple[int, ...], filling: Filling) -> None:
        self.merges = proto.merges
        cells = [cell for cell in proto.cells if cell.key or has_tags(cell.text)]
        self._fillers = [_filler(cell, row, filling) for cell in cells]
        self._keys = [filler for filler in self._fillers if isinstance(filler, str)]
        self._simple = len(self._keys) == len(self._fillers)
        ends = dict(proto.merges)
        self._heights = [filling.height(c.style, c.column, ends.get(c.column, c.column)) for c in cells]
        constants = [c for c in proto.cells if c.text and c not in cells]
        least = [filling.height(c.style, c.column, ends.get(c.column, c.column))[c.text] for c in constants]
        self._least = max([proto.height, *least])
        # A row of merged cells Excel cannot fit by itself; any other it fits again when someone edits it.
        self._custom = ' customHeight="1"' if proto.merges or proto.height else ""
        self._group = proto.group
        self._cells = (
            *((cell, cell in cells) for cell in proto.cells),
            *((ProtoCell(column, 0, "0"), True) for column in hidden),
        )
        self._styles = filling.quoted
        self._patterns: dict[tuple[int, ...], list[bytes]] = {}
        self._attributes: dict[float, bytes] = {}

    def xml(self, number: int, fields: Mapping[str, Any], hidden: tuple[str, ...]) -> bytes:
        """One row; `hidden` are the texts of the columns that nobody sees."""
        if self._simple:
            texts = list(map(fields.__getitem__, self._keys))
        else:
            shown = Row(fields)
            texts = [fields[f] if isinstance(f, str) else f(shown) for f in self._fillers]
        height = max(map(getitem, self._heights, texts), default=0.0)
        texts += hidden
        pattern = tuple(map(_WRITTEN.__getitem__, [text[:1] for text in texts]))
        pieces = (self._patterns.get(pattern) or self._pieces(pattern))[:]
        own = str(number).encode()
        pieces[1] = own
        pieces[2] = self._attributes.get(height) or self._height(height)
        if any(pattern):
            joined = "\0".join(filter(None, texts)).encode()
            if len(joined.translate(None, b"&<>_")) != len(joined):
                joined = _escaped(joined)
            values = joined.split(b"\0")
            pieces[_START + 1 :: 4] = [own] * len(values)
            pieces[_START + 3 :: 4] = values
        row = b"".join(pieces)
        return row.replace(OWN_ROW, own) if OWN_ROW in row else row

    def _height(self, height: float) -> bytes:
        """The attributes of a row of a height, and the end of its tag."""
        points = max(height, self._least)
        found = f'" ht="{points:g}"{self._custom}{self._group}>' if points else f'"{self._group}>'
        self._attributes[height] = found.encode()
        return self._attributes[height]

    def _pieces(self, pattern: tuple[int, ...]) -> list[bytes]:
        """Pieces of a row: its start, (number), (height), then of each cell that gets
        a text what stands before its row number, (number), its style, (text).

        Cells that are blank or constant go before the next one that gets a text; their row number is OWN_ROW.
        """
        pieces = ['<row r="', "", ""]
        before = ""
        written = iter(pattern)
        for cell, filled in self._cells:
            letter = column_letter(cell.column)
            how = next(written) if filled else _BLANK
            if how == _BLANK:
                before += _constant(cell if not filled else replace(cell, text="", key=""), letter)
                continue
            style = self._styles.get(cell.style, cell.style) if how == _QUOTED else cell.style
            pieces += [f'{before}<c r="{letter}', "", f'" s="{style}{_OPEN}', ""]
            before = _CLOSE
        pieces.append(f"{before}</row>")
        if len(self._patterns) >= _MOST_PATTERNS:
            self._patterns.clear()
        self._patterns[pattern] = [piece.encode() for piece in pieces]
        return self._patterns[pattern]


def _constant(cell: ProtoCell, letter: str) -> str:
    """A cell that is the same in each row, but for the row's own number in its formula."""
    start = f'<c r="{letter}{OWN_ROW.decode()}" s="{cell.style}'
    if cell.raw:
        return f'{start}"{cell.raw}</c>'
    return f"{start}{_OPEN}{_escaped(cell.text.encode()).decode()}{_CLOSE}" if cell.text else f'{start}"/>'


Filler = str | Callable[[Row], str]


def _key(cell: ProtoCell) -> str:
    """The field that alone fills a cell, or nothing."""
    simple = _SIMPLE.fullmatch(cell.text)
    return cell.key or (simple[1] if simple and simple[1] not in _NOT_TEXTS else "")


def _filler(cell: ProtoCell, row: int, filling: Filling) -> Filler:
    """What gives a cell its text: a field's name, or a piece of template."""
    if key := _key(cell):
        return key
    template = filling.book.environment.from_string(cell.text)
    place = filling.book.place(Tagged(filling.table.sheet, row, cell.source, cell.text))

    def render(shown: Row) -> str:
        try:
            return clean(template.render({**filling.context, "d": shown}))
        except Exception as failure:  # template code: whatever an expression raises
            raise TemplateError(failed(place, cell.text, failure)) from None

    return render


def _escaped(texts: bytes) -> bytes:
    texts = texts.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return _ESCAPED.sub(b"_x005F_", texts)
