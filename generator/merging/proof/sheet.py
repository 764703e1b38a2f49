"""What a reader sees of a workbook: its task table by columns, other sheets cell by cell; no hidden column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct, field

from generator.merging.proof.seen import Grid, GridRow, Line, Seen
from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import s
from generator.ooxml.numbering import whole
from generator.ooxml.run_marks import Look, look_of, with_colours
from generator.ooxml.sheet_cells import SheetCell, SheetLayout
from generator.ooxml.sheet_colours import Colours
from generator.ooxml.sheet_objects import sheet_objects
from generator.ooxml.workbook import sheet_parts, sheets
from generator.values.text import fold, one_line, without_unseen

_STYLES, _SHARED = "xl/styles.xml", "xl/sharedStrings.xml"
_FONT_MARKS = (("b", "b"), ("i", "i"), ("u", "u"), ("strike", "s"))
_SCRIPTS = {"superscript": "^", "subscript": "_"}
# How the titles of hidden columns of ours begin.
_OURS = "vanban:"
# Cells have no anchors, and are not typed anew as paragraphs are.
_PRINTED = -1
_OFF = ("0", "false", "none")
# The header of a table stands among the first rows.
_HEADER_WITHIN = 60
Rows = Sequence[tuple[int, Mapping[int, str]]]
# The cells of a sheet; how it is laid out, known once they were gone through.
Written = tuple[Iterable[SheetCell], SheetLayout]


class _Sheet(Struct, frozen=True):
    """How a sheet looks: columns that are not shown (from 0), the marks of cells by row, then column.

    `sizes` say how large the letters of cells are; `rows` are those not shown, `rich` the cells whose letters do not
    look alike, stretch by stretch: their marks, their sizes.
    """

    hidden: frozenset[int]
    marks: Mapping[int, Mapping[int, str]]
    sizes: Mapping[tuple[int, int], str]
    rows: frozenset[int] = frozenset()
    rich: Mapping[tuple[int, int], tuple[Look, Look]] = field(default_factory=dict)


def seen_in_workbook(
    parts: Mapping[str, bytes],
    tables: Mapping[str, Rows],
    written: Mapping[str, Written],
    shown_sheet: str,
    titles: Iterable[str],
    records: Mapping[str, int],
    *,
    shown_as: str,
) -> Seen:
    """A workbook as a reader sees it.

    `tables` are the texts of its sheets, row by row by the column from 0, `written` their cells as stored, `titles`
    those of the table's columns, `records` the numbers of the base records by the id that a row has in a hidden column.
    """
    known = {fold(title) for title in titles} - {""}
    own = sheet_parts(parts, shown_as=shown_as)
    looks = _looks(parts, shown_as)
    unseen: list[Line] = []
    hidden = {sheet.name for sheet in sheets(parts, shown_as=shown_as) if sheet.hidden}
    blocks: list[Line | Grid] = []
    for name, rows in tables.items():
        if name not in own or name in hidden:
            continue
        look = _look_of_sheet(parts[own[name]], written[name], looks, shown_as, own[name])
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

    def _blank(self, row: tuple[int, Mapping[int, str]]) -> Iterator[tuple[int, Line]]:
        """The cells of a row that have a colour and no text."""
        number, cells = row
        for at, marks in self._look.marks.get(number, {}).items():
            if not cells.get(at) and at not in self._look.hidden and (behind := marks.rpartition(" @")[2]) != marks:
                yield at, Line("", ((0, f" @{behind}"),), f"{self._name}!{column_letter(at + 1)}{number}", _PRINTED)

    def _under(self, row: GridRow, places: Mapping[int, int], anchor: int) -> GridRow:
        cells = tuple((places[at], line) for at, line in row.cells if at in places)
        return GridRow(cells, row.place, anchor, row.lines)

    def _row(self, row: tuple[int, Mapping[int, str]]) -> GridRow:
        cells = tuple(self._cells(row))
        blank = tuple(self._blank(row))
        return GridRow((*cells, *blank), f"{self._name}!{row[0]}", lines=tuple(line for _, line in cells))

    def _lines(self, row: tuple[int, Mapping[int, str]]) -> Iterator[Line]:
        return (line for _, line in self._cells(row))

    def _cells(self, row: tuple[int, Mapping[int, str]]) -> Iterator[tuple[int, Line]]:
        number, cells = row
        own = self._look.marks.get(number, {})
        for at, text in sorted(cells.items()):
            if at not in self._look.hidden and (line := one_line(without_unseen(text))):
                marks = own.get(at, "")
                length = len("".join(line.split()))
                look, sizes = self._look.rich.get((number, at), ((), ()))
                if sum(stretch for stretch, _ in look) != length:
                    look, sizes = ((length, marks),), ((length, self._look.sizes.get((number, at), "")),)
                yield at, Line(line, look, f"{self._name}!{column_letter(at + 1)}{number}", _PRINTED, sizes=sizes)


def _header(rows: Rows, titles: set[str]) -> tuple[int, int]:
    """From which row to which the header goes: rows of titles of the table, one below the other; none: (n, n)."""
    first_rows = ({fold(text) for text in cells.values()} for _, cells in rows[:_HEADER_WITHIN])
    found = [at for at, texts in enumerate(first_rows) if len(texts & titles) > 1]
    if not found:
        return len(rows), len(rows)
    first = found[0]
    return first, next(at for at in (*range(first + 1, first + 4), first + 4) if at not in found)


def _title(header: Sequence[GridRow], column: int) -> str:
    texts = dict.fromkeys(line.text for row in header for at, line in row.cells if at == column and line.text)
    return " / ".join(texts)


# --- looks -----------------------------------------------------------------------------------------------------------


# A text, its marks, colour and size; None where it looks as its cell does.
_Runs = Sequence[tuple[str, tuple[str, str, str] | None]]


class _Format(Struct, frozen=True):
    """The marks of a cell format; the colour behind its letters; their size in points, '' where it is not said."""

    marks: str
    behind: str
    size: str = ""


class _Looks(Struct, frozen=True):
    """What the sheets of a workbook share: formats, texts whose letters do not all look alike, colours."""

    formats: Sequence[_Format]
    shared: Mapping[str, _Runs]
    colours: Colours

    def of_runs(self, runs: _Runs, form: _Format) -> tuple[Look, Look]:
        """The look of a text of several runs in a cell, and the sizes of its letters."""
        marks = (form.marks if look is None else with_colours(*look[:2], form.behind) for _, look in runs)
        sizes = [(text, form.size if look is None else look[2]) for text, look in runs]
        return look_of([(text, own) for (text, _), own in zip(runs, marks, strict=True)]), look_of(sizes)


def _looks(parts: Mapping[str, bytes], shown_as: str) -> _Looks:
    colours = Colours(parts, shown_as=shown_as)
    return _Looks(_formats(parts, shown_as, colours), dict(_rich_shared(parts, shown_as, colours)), colours)


def _look_of_sheet(data: bytes, written: Written, looks: _Looks, shown_as: str, part: str) -> _Sheet:
    own: dict[str, _Runs] = {}
    # Hardly any sheet has texts whose letters do not all look alike, and only these need its tree.
    if b"rPr" in data:
        own = dict(_rich_in_cells(package.parse_xml(data, shown_as=shown_as, part=part), looks.colours))
    marks: dict[int, dict[int, str]] = {}
    sizes: dict[tuple[int, int], str] = {}
    rich: dict[tuple[int, int], tuple[Look, Look]] = {}
    cells, layout = written
    for cell in cells:
        form = looks.formats[cell.style] if cell.style < len(looks.formats) else _PLAIN
        sizes[cell.row, cell.column - 1] = form.size
        if form.marks:
            marks.setdefault(cell.row, {})[cell.column - 1] = form.marks
        if runs := looks.shared.get(cell.value) if cell.kind == "s" else own.get(cell.ref) if own else None:
            rich[cell.row, cell.column - 1] = looks.of_runs(runs, form)
    hidden = frozenset(column - 1 for column in layout.hidden_columns)
    return _Sheet(hidden, marks, sizes, frozenset(layout.hidden_rows), rich)


_PLAIN = _Format("", "")


def _rich_shared(parts: Mapping[str, bytes], shown_as: str, colours: Colours) -> Iterator[tuple[str, _Runs]]:
    """The shared texts whose letters do not all look alike, by their index."""
    data = parts.get(_SHARED, b"")
    if b"rPr" in data:
        for at, item in enumerate(package.parse_xml(data, shown_as=shown_as, part=_SHARED).iter(s("si"))):
            if runs := _runs_in(item, colours):
                yield str(at), runs


def _rich_in_cells(root: etree._Element, colours: Colours) -> Iterator[tuple[str, _Runs]]:
    for item in root.iter(s("is")):
        cell = item.getparent()
        if cell is not None and (runs := _runs_in(item, colours)):
            yield cell.get("r", ""), runs


def _runs_in(item: etree._Element, colours: Colours) -> _Runs:
    """The runs of a text with their marks and their colour; None where one looks as its cell does."""
    found: list[tuple[str, tuple[str, str, str] | None]] = []
    for run in item.findall(s("r")):
        look = run.find(s("rPr"))
        own = None if look is None else (_marks(look), colours.of(look.find(s("color"))), _size(look))
        found.append((run.findtext(s("t"), ""), own))
    return found


def _formats(parts: Mapping[str, bytes], shown_as: str, colours: Colours) -> list[_Format]:
    """How each cell format looks."""
    if _STYLES not in parts:
        return []
    root = package.parse_xml(parts[_STYLES], shown_as=shown_as, part=_STYLES)
    listed = root.iterfind(f"{s('fonts')}/{s('font')}")
    fonts = [(_marks(font), colours.of(font.find(s("color"))), _size(font)) for font in listed]
    fills = [colours.fill(fill) for fill in root.iterfind(f"{s('fills')}/{s('fill')}")]
    made = []
    for form in root.iterfind(f"{s('cellXfs')}/{s('xf')}"):
        font, fill = (whole(form.get(name)) for name in ("fontId", "fillId"))
        letters, ink, size = fonts[font] if font < len(fonts) else ("", "", "")
        behind = fills[fill] if fill < len(fills) else ""
        made.append(_Format(with_colours(letters, ink, behind), behind, size))
    return made


def _size(font: etree._Element) -> str:
    """How large letters are, in points; '' where that is not said."""
    size = font.find(s("sz"))
    return "" if size is None else size.get("val", "").removesuffix(".0")


def _marks(font: etree._Element) -> str:
    found = ((font.find(s(name)), mark) for name, mark in _FONT_MARKS)
    marks = "".join(mark for element, mark in found if element is not None and element.get("val", "1") not in _OFF)
    raised = font.find(s("vertAlign"))
    return marks + _SCRIPTS.get(raised.get("val", "") if raised is not None else "", "")
