"""What a reader sees of a workbook: its task table by columns, other sheets cell by cell; no hidden column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.merging.proof.seen import Grid, GridRow, Line, Look, Seen
from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import s
from generator.ooxml.sheet_cells import sheet_cells
from generator.ooxml.workbook import sheet_parts, sheets
from generator.values.text import fold, one_line

_STYLES = "xl/styles.xml"
_FONT_MARKS = (("b", "b"), ("i", "i"), ("u", "u"), ("strike", "s"))
# How the titles of hidden columns of ours begin.
_OURS = "vanban:"
# Cells have no anchors, and are not typed anew as paragraphs are.
_PRINTED = -1
_OFF = ("0", "false", "none")
# The header of a table stands among the first rows.
_HEADER_WITHIN = 60
Rows = Sequence[tuple[int, Mapping[int, str]]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How a sheet looks: columns that are not shown (from 0), the marks of cells by row and column."""

    hidden: frozenset[int]
    marks: Mapping[tuple[int, int], str]


def seen_in_workbook(
    parts: Mapping[str, bytes],
    tables: Mapping[str, Rows],
    shown_sheet: str,
    titles: Iterable[str],
    records: Mapping[str, int],
    *,
    shown_as: str,
) -> Seen:
    """A workbook as a reader sees it.

    `tables` are the texts of its sheets, row by row by the column from 0, `titles` those of the table's columns,
    `records` the numbers of the base records by the id that a row has in a hidden column.
    """
    known = {fold(title) for title in titles} - {""}
    own = sheet_parts(parts, shown_as=shown_as)
    fonts = _fonts(parts, shown_as)
    hidden = {sheet.name for sheet in sheets(parts, shown_as=shown_as) if sheet.hidden}
    blocks: list[Line | Grid] = []
    for name, rows in tables.items():
        if name not in own or name in hidden:
            continue
        look = _look_of_sheet(parts[own[name]], fonts, shown_as, own[name])
        reader = _Reader(name, look, records if name == shown_sheet else {})
        blocks += reader.blocks(rows, known if name == shown_sheet else set())
    return Seen(tuple(blocks))


class _Reader:
    def __init__(self, name: str, look: _Sheet, records: Mapping[str, int]) -> None:
        self._name = name
        self._records = records
        self._look = look

    def blocks(self, rows: Rows, titles: set[str]) -> Iterator[Line | Grid]:
        start, end = _header(rows, titles)
        for row in rows[:start]:
            yield from self._lines(row)
        if start == end:
            return
        header = [self._row(row) for row in rows[start:end]]
        shown = self._shown(rows)
        places = {at: index for index, at in enumerate(shown)}
        yield Grid(
            tuple(_title(header, at) for at in shown),
            tuple(header),
            tuple(self._under(self._row(row), places, self._record(row[1])) for row in rows[end:]),
            self._name,
        )

    def _shown(self, rows: Rows) -> list[int]:
        """The columns that are shown and hold anything but marks of ours."""
        width = max((at + 1 for _, cells in rows for at in cells), default=0)
        marks = {at for _, cells in rows[:_HEADER_WITHIN] for at, text in cells.items() if text.startswith(_OURS)}
        return [at for at in range(width) if at not in self._look.hidden | marks]

    def _record(self, cells: Mapping[int, str]) -> int:
        hidden = (self._records.get(text, 0) for at, text in cells.items() if at in self._look.hidden)
        return next(filter(None, hidden), _PRINTED)

    def _under(self, row: GridRow, places: Mapping[int, int], anchor: int) -> GridRow:
        cells = tuple((places[at], line) for at, line in row.cells if at in places)
        return GridRow(cells, row.place, anchor, row.lines)

    def _row(self, row: tuple[int, Mapping[int, str]]) -> GridRow:
        cells = tuple(self._cells(row))
        return GridRow(cells, f"{self._name}!{row[0]}", lines=tuple(line for _, line in cells))

    def _lines(self, row: tuple[int, Mapping[int, str]]) -> Iterator[Line]:
        return (line for _, line in self._cells(row))

    def _cells(self, row: tuple[int, Mapping[int, str]]) -> Iterator[tuple[int, Line]]:
        number, cells = row
        for at, text in sorted(cells.items()):
            if at not in self._look.hidden and (line := one_line(text)):
                marks = self._look.marks.get((number, at), "")
                look: Look = ((len("".join(line.split())), marks),)
                yield at, Line(line, look, f"{self._name}!{column_letter(at + 1)}{number}", _PRINTED)


def _header(rows: Rows, titles: set[str]) -> tuple[int, int]:
    """From which row to which the header goes: rows of titles of the table, one below the other; none: (n, n)."""
    first_rows = ({fold(text) for text in cells.values()} for _, cells in rows[:_HEADER_WITHIN])
    found = [at for at, texts in enumerate(first_rows) if len(texts & titles) > 1]
    if not found:
        return len(rows), len(rows)
    first = found[0]
    return first, next(at for at in (*range(first + 1, first + 4), first + 4) if at not in found)


def _title(header: Sequence[GridRow], column: int) -> str:
    texts = dict.fromkeys(line.text for row in header for at, line in row.cells if at == column)
    return " / ".join(texts)


# --- looks -----------------------------------------------------------------------------------------------------------


def _look_of_sheet(data: bytes, fonts: Sequence[str], shown_as: str, part: str) -> _Sheet:
    root = package.parse_xml(data, shown_as=shown_as, part=part)
    hidden = frozenset(
        at
        for column in root.iter(s("col"))
        if column.get("hidden", "0") not in _OFF
        for at in range(int(column.get("min", "1")) - 1, min(int(column.get("max", "1")), 1 << 10))
    )
    marks = {
        (cell.row, cell.column - 1): fonts[cell.style]
        for cell in sheet_cells(data, shown_as=shown_as, part=part)
        if cell.style < len(fonts) and fonts[cell.style]
    }
    return _Sheet(hidden, marks)


def _fonts(parts: Mapping[str, bytes], shown_as: str) -> list[str]:
    """The marks of each cell format."""
    if _STYLES not in parts:
        return []
    root = package.parse_xml(parts[_STYLES], shown_as=shown_as, part=_STYLES)
    fonts = [_marks(font) for font in root.iterfind(f"{s('fonts')}/{s('font')}")]
    formats = [int(form.get("fontId", "0")) for form in root.iterfind(f"{s('cellXfs')}/{s('xf')}")]
    return [fonts[font] if font < len(fonts) else "" for font in formats]


def _marks(font: etree._Element) -> str:
    found = ((font.find(s(name)), mark) for name, mark in _FONT_MARKS)
    return "".join(mark for element, mark in found if element is not None and element.get("val", "1") not in _OFF)
