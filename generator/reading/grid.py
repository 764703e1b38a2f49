"""The layout of a raw table: which cells begin in which row, and how they are joined.

Rows without any text and columns that hold none are no part of it; neither is what the program hides, unless asked
for. A joined cell shrinks with the rows and columns that are left out; nothing else of it changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.reading.bounds import MOST_JOINED, joined_too_wide
from generator.reading.header import Header
from generator.reading.records import Area, RawRow, RawTable
from generator.values.findings import Finding, Severity, msg
from generator.values.layout import Layout, LayoutCell, LayoutRow, RowKind
from generator.values.text import quote


class Joined(Struct, frozen=True):
    """The joined cells of a table by the places that they cover: (row number, column) -> the area."""

    areas: Mapping[tuple[int, int], Area]

    def over(self, row: int, column: int) -> Area | None:
        """The area that covers a place; None for a cell that stands for itself."""
        return self.areas.get((row, column))

    def start(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell at a place begins: itself, or the first cell of its area."""
        area = self.areas.get((row, column))
        return (area.row, area.column) if area else (row, column)

    def below(self, row: int) -> Joined:
        """Those that reach into rows below one."""
        return Joined({place: area for place, area in self.areas.items() if place[0] > row})

    @property
    def down(self) -> bool:
        """Whether any cell is joined over several rows."""
        return any(area.rows > 1 for area in self.areas.values())


def joined_cells(table: RawTable, first: int = 0) -> Joined:
    """The joined cells over rows that hold text, from row number `first` on. Of areas that overlap the first counts.

    Raises InputError V013 beyond `MOST_JOINED`.
    """
    numbers = [row.number for row in table.rows]
    areas: dict[tuple[int, int], Area] = {}
    count = 0
    for area in table.merges:
        if area.rows == area.columns == 1:
            continue
        below = numbers[bisect_left(numbers, max(area.row, first)) : bisect_right(numbers, area.row + area.rows - 1)]
        right = min(area.column + area.columns, table.width)
        if (count := count + len(below) * max(right - area.column, 0)) > MOST_JOINED:
            raise joined_too_wide(table.place(area.row, area.column))
        for row in below:
            for column in range(area.column, right):
                areas.setdefault((row, column), area)
    return Joined(areas)


def layout(
    table: RawTable, header: Header, columns: Sequence[int], body: Sequence[tuple[RawRow, RowKind]], joined: Joined
) -> Layout:
    """The layout of the rows that are kept: `columns` are the indexes shown, `body` the rows with their kinds."""
    rows = {row.number: row for row in table.rows}
    heads = [(row, RowKind.HEAD) for number, row in rows.items() if header.first <= number <= header.last]
    if header.numbers:
        heads.append((rows[header.numbers], RowKind.NUMBERS))
    weave = _Weave(rows, columns, joined)
    return Layout(
        tuple(header.index[at].key for at in columns),
        tuple(weave.rows(heads)),
        tuple(weave.rows(body)),
    )


class _Weave(Struct, frozen=True):
    """Cuts rows into the cells that begin in them."""

    by_number: Mapping[int, RawRow]
    columns: Sequence[int]
    joined: Joined

    def rows(self, kinds: Sequence[tuple[RawRow, RowKind]]) -> Iterator[LayoutRow]:
        numbers = [row.number for row, _ in kinds]
        joined = {number for number, _ in self.joined.areas}
        blank = [LayoutCell("", index) for index in range(len(self.columns))]
        for row, kind in kinds:
            cells = self._cells(row, numbers) if row.number in joined else self._plain(row, blank)
            yield LayoutRow(kind, tuple(cells), row.number)

    def _plain(self, row: RawRow, blank: Sequence[LayoutCell]) -> list[LayoutCell]:
        """The cells of a row in which each stands for itself: blank ones are the same in all rows."""
        texts = map(row.cells.get, self.columns)
        return [LayoutCell(text, none.column) if text else none for text, none in zip(texts, blank, strict=True)]

    def _cells(self, row: RawRow, numbers: Sequence[int]) -> Iterator[LayoutCell]:
        """The cells of a row; `numbers` are the rows shown together with it, over which its cells may go."""
        for index, column in enumerate(self.columns):
            area = self.joined.over(row.number, column)
            if area is None:
                yield LayoutCell(row.cells.get(column, ""), index)
                continue
            top = bisect_left(numbers, area.row)
            bottom = bisect_right(numbers, area.row + area.rows - 1)
            across = bisect_left(self.columns, area.column), bisect_left(self.columns, area.column + area.columns)
            if (numbers[top], index) == (row.number, across[0]):
                yield LayoutCell(self._text(area), index, bottom - top, across[1] - across[0])

    def _text(self, area: Area) -> str:
        """The text of an area: that of the row where it begins."""
        first = self.by_number.get(area.row)
        return first.cells.get(area.column, "") if first is not None else ""


def crossings(table: RawTable, header: Header, joined: Joined) -> Iterator[Finding]:
    """Cells joined over the header and the rows below it (V224)."""
    edge = max(header.last, header.numbers)
    seen: set[Area] = set()
    for (row, _), area in joined.areas.items():
        if area in seen or not (header.first <= area.row <= edge < row):
            continue
        seen.add(area)
        last = table.place(area.row + area.rows - 1, area.column + area.columns - 1).cell
        yield Finding(
            "V224",
            Severity.WARNING,
            table.place(area.row, area.column),
            msg("Ô gộp tới {cuoi} vừa ở tiêu đề vừa ở các dòng nhiệm vụ; được cắt ở cuối tiêu đề.", cuoi=last),
            msg("Tách ô gộp ấy trong Excel."),
            quote(header.index[area.column].title) if area.column in header.index else "",
        )


def covered_texts(table: RawTable, joined: Joined) -> Iterator[Finding]:
    """Texts that stand in a place which a joined cell hides (V225): no program shows them."""
    for row in table.rows if joined.areas else ():
        for column, text in row.cells.items():
            area = joined.over(row.number, column)
            if area and (area.row, area.column) != (row.number, column):
                yield Finding(
                    "V225",
                    Severity.WARNING,
                    table.place(row.number, column),
                    msg(
                        "Ô có chữ {chu} nhưng bị ô gộp {o} che, nên không hiện và không được in.",
                        chu=quote(text),
                        o=table.place(area.row, area.column).cell,
                    ),
                    msg("Bỏ gộp ô trong Excel nếu chữ ấy phải có."),
                    text,
                )
