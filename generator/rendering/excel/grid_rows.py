"""Rows of an Excel table that are printed as the office made them: their own joined cells, in the task row's styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.ooxml.cell_refs import column_letter
from generator.ooxml.escaping import escape
from generator.planning.plan import GridRow
from generator.rendering.excel.heights import TextHeight
from generator.rendering.excel.layout import Layout

# What Excel would read as a formula once someone edits the cell, or swallow (').
_WRITTEN_QUOTED = "=+-@'"


def merged(left: int, top: int, right: int, bottom: int) -> bytes:
    """A `mergeCell` element."""
    return f'<mergeCell ref="{column_letter(left)}{top}:{column_letter(right)}{bottom}"/>'.encode()


class GridWriter:
    """Writes rows of places; keeps in mind how high the cells must be that go on from the rows above."""

    def __init__(
        self,
        layout: Layout,
        hidden: tuple[int, ...],
        quoted: Mapping[str, str],
        bold: Mapping[str, str],
        height: Callable[[str, int, int], TextHeight],
    ) -> None:
        """`hidden` are the columns that nobody sees; `quoted`, `bold` styles by style; `height` as Sheet.height."""
        self._first = layout.columns.first
        self._styles = {cell.column: cell.style for cell in layout.task.cells}
        self._group = layout.task.group
        self._hidden, self._quoted, self._bold, self._text_height = hidden, quoted, bold, height
        self._below: dict[int, float] = {}

    def xml(self, number: int, grid: GridRow, hidden: tuple[str, ...], *, strong: bool) -> bytes:
        """One row; `strong` in bold."""
        cells, height = "", 0.0
        for column, place in enumerate(grid, start=self._first):
            style = self._styles.get(column, "0")
            style = self._bold.get(style, style) if strong else style
            text = place.text if place and not place.goes_on else ""
            cells += self._cell(column, number, style, text)
            if place is not None:
                height = max(height, self._height_of(column, place.columns, place.rows, style, text, place.goes_on))
        for column, text in zip(self._hidden, hidden, strict=True):
            cells += self._cell(column, number, "0", text)
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        return f'<row r="{number}"{size}{self._group}>{cells}</row>'.encode()

    def _height_of(self, column: int, columns: int, rows: int, style: str, text: str, goes_on: bool) -> float:
        """What a place asks of its row: a cell over several rows the same of each."""
        if not goes_on:
            whole = self._text_height(style, column, column + columns - 1)[text] if text else 0.0
            self._below[column] = whole / rows
        return self._below.get(column, 0.0)

    def _cell(self, column: int, number: int, style: str, text: str) -> str:
        place = f'<c r="{column_letter(column)}{number}" s="'
        if not text:
            return f'{place}{style}"/>'
        style = self._quoted.get(style, style) if text[0] in _WRITTEN_QUOTED else style
        written = escape(text.replace("_x", "_x005F_x") if "_x" in text else text)
        return f'{place}{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'

    def merges(self, number: int, grid: GridRow) -> Iterator[bytes]:
        """The joined cells that begin in a row."""
        for column, place in enumerate(grid, start=self._first):
            if place and not place.goes_on and (place.rows > 1 or place.columns > 1):
                yield merged(column, number, column + place.columns - 1, number + place.rows - 1)
