"""What a reader sees of a workbook: its task table by columns, other sheets cell by cell; no hidden column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.merging.proof.seen import Grid, GridRow, Line, Seen
from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import s
from generator.ooxml.run_marks import Look, look_of
from generator.ooxml.sheet_cells import SheetLayout, sheet_cells
from generator.ooxml.sheet_objects import sheet_objects
from generator.ooxml.workbook import sheet_parts, sheets
from generator.values.text import fold, one_line

_STYLES, _SHARED = "xl/styles.xml", "xl/sharedStrings.xml"
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
    """How a sheet looks: columns that are not shown (from 0), the marks of cells by row and column.

    `rows` are those not shown, `rich` the cells whose letters do not look alike, stretch by stretch.
    """

    hidden: frozenset[int]
    marks: Mapping[tuple[int, int], str]
    rows: frozenset[int] = frozenset()
    rich: Mapping[tuple[int, int], Look] = field(default_factory=dict)


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
    shared = dict(_rich_shared(parts, shown_as))
    unseen: list[Line] = []
    hidden = {sheet.name for sheet in sheets(parts, shown_as=shown_as) if sheet.hidden}
    blocks: list[Line | Grid] = []
    for name, rows in tables.items():
        if name not in own or name in hidden:
            continue
        look = _look_of_sheet(parts[own[name]], fonts, shared, shown_as, own[name])
        if rows_ := [number for number, cells in rows if number in look.rows and cells]:
            unseen.append(Line(_ranges(rows_), place=f"{name}!{rows_[0]}"))
        reader = _Reader(name, look, records if name == shown_sheet else {})
        blocks += reader.blocks(rows, known if name == shown_sheet else set())
    return Seen(tuple(blocks), objects=tuple(sheet_objects(parts, shown_as=shown_as)), hidden=tuple(unseen))


def _ranges(numbers: Sequence[int]) -> str:
    """`9, 12–20`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


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
                length = len("".join(line.split()))
                rich = self._look.rich.get((number, at), ())
                look = rich if sum(stretch for stretch, _ in rich) == length else ((length, marks),)
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


_Runs = Sequence[tuple[str, str | None]]


def _look_of_sheet(data: bytes, fonts: Sequence[str], shared: Mapping[str, _Runs], shown_as: str, part: str) -> _Sheet:
    # Hardly any sheet has texts whose letters do not all look alike, and only these need its tree.
    written = dict(_rich_in_cells(package.parse_xml(data, shown_as=shown_as, part=part))) if b"rPr" in data else {}
    marks: dict[tuple[int, int], str] = {}
    rich: dict[tuple[int, int], Look] = {}
    layout = SheetLayout()
    for cell in sheet_cells(data, shown_as=shown_as, part=part, layout=layout):
        at, own = (cell.row, cell.column - 1), fonts[cell.style] if cell.style < len(fonts) else ""
        if own:
            marks[at] = own
        if runs := shared.get(cell.value) if cell.kind == "s" else written.get(cell.ref) if written else None:
            rich[at] = look_of([(text, own if look is None else look) for text, look in runs])
    hidden = frozenset(column - 1 for column in layout.hidden_columns)
    return _Sheet(hidden, marks, frozenset(layout.hidden_rows), rich)


def _rich_shared(parts: Mapping[str, bytes], shown_as: str) -> Iterator[tuple[str, _Runs]]:
    """The shared texts whose letters do not all look alike, by their index."""
    data = parts.get(_SHARED, b"")
    if b"rPr" in data:
        for at, item in enumerate(package.parse_xml(data, shown_as=shown_as, part=_SHARED).iter(s("si"))):
            if runs := _runs_in(item):
                yield str(at), runs


def _rich_in_cells(root: etree._Element) -> Iterator[tuple[str, _Runs]]:
    for item in root.iter(s("is")):
        cell = item.getparent()
        if cell is not None and (runs := _runs_in(item)):
            yield cell.get("r", ""), runs


def _runs_in(item: etree._Element) -> _Runs:
    """The runs of a text with their marks; None where one looks as its cell does."""
    found = []
    for run in item.findall(s("r")):
        look = run.find(s("rPr"))
        found.append((run.findtext(s("t"), ""), _marks(look) if look is not None else None))
    return found


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
