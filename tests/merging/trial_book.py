"""Kinds of edits of a workbook, through openpyxl: a function of its sheet and of chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from trial_word import WORDS, NoPlaceError

Kind = Callable[[Any, random.Random], None]


def header_row(sheet: Any) -> int:
    """The last row of the table's header: below the first row of three titles, while a cell of it is joined down."""
    for cells in sheet.iter_rows(max_row=40):
        said = [c for c in cells if isinstance(c.value, str) and c.value.strip() and not _hidden(sheet, c)]
        if len(said) > 2 and not str(said[0].value).isdigit():
            last = max(
                (area.max_row for area in sheet.merged_cells.ranges if area.min_row == said[0].row), default=said[0].row
            )
            return int(last)
    raise NoPlaceError


def _hidden(sheet: Any, cell: Any) -> bool:
    return bool(sheet.column_dimensions[get_column_letter(cell.column)].hidden)


def columns(sheet: Any) -> list[int]:
    """The columns shown that have a title, without the first one, which holds numbers."""
    rows = range(1, header_row(sheet) + 1)
    cells = [[sheet.cell(row, at) for row in rows] for at in range(1, sheet.max_column + 1)]
    shown = [own[0].column for own in cells if any(c.value for c in own) and not _hidden(sheet, own[0])]
    return shown[1:]


def table_rows(sheet: Any) -> list[int]:
    """The rows below the header that have more than one text."""
    own = columns(sheet)
    first = header_row(sheet) + 1
    rows = [row for row in range(first, sheet.max_row + 1) if sum(bool(sheet.cell(row, at).value) for at in own) > 1]
    if len(rows) < 2:
        raise NoPlaceError
    return rows


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    """A value where a cell is, in joined ones in their first."""
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
    sheet.cell(row, column).value = value


def _cell(sheet: Any, pick: random.Random) -> tuple[int, int]:
    return pick.choice(table_rows(sheet)), pick.choice(columns(sheet))


def cells_typed(sheet: Any, pick: random.Random) -> None:
    for _ in range(3):
        _put(sheet, *_cell(sheet, pick), pick.choice(WORDS))


def cell_emptied(sheet: Any, pick: random.Random) -> None:
    _put(sheet, *_cell(sheet, pick), None)


def date_typed(sheet: Any, pick: random.Random) -> None:
    row, column = _cell(sheet, pick)
    _put(sheet, row, column, datetime(2024, 9, 15))


def number_typed(sheet: Any, pick: random.Random) -> None:
    _put(sheet, *_cell(sheet, pick), pick.choice((12345, 0.5, -3, 1e6)))


def formula_typed(sheet: Any, pick: random.Random) -> None:
    _put(sheet, *_cell(sheet, pick), "=1+2")


def spaces_typed(sheet: Any, pick: random.Random) -> None:
    row, column = _cell(sheet, pick)
    if isinstance(old := sheet.cell(row, column).value, str):
        _put(sheet, row, column, f"  {old.replace(' ', '  ')} ")


def lines_typed(sheet: Any, pick: random.Random) -> None:
    row, column = _cell(sheet, pick)
    _put(sheet, row, column, f"{sheet.cell(row, column).value or ''}\n- {pick.choice(WORDS[:5])}")


def font(**how: bool) -> Kind:
    def edit(sheet: Any, pick: random.Random) -> None:
        row, column = _cell(sheet, pick)
        sheet.cell(row, column).font = Font(name="Times New Roman", **how)

    return edit


def coloured(sheet: Any, pick: random.Random) -> None:
    sheet.cell(*_cell(sheet, pick)).fill = PatternFill("solid", fgColor="FFFF00")


def row_cut(sheet: Any, pick: random.Random) -> None:
    sheet.delete_rows(pick.choice(table_rows(sheet)))


def row_emptied(sheet: Any, pick: random.Random) -> None:
    row = pick.choice(table_rows(sheet))
    for column in range(1, sheet.max_column + 1):
        if not _hidden(sheet, sheet.cell(row, column)):
            _put(sheet, row, column, None)


def row_hidden(sheet: Any, pick: random.Random) -> None:
    sheet.row_dimensions[pick.choice(table_rows(sheet))].hidden = True


def row_new(sheet: Any, pick: random.Random) -> None:
    at = pick.choice(table_rows(sheet))
    sheet.insert_rows(at + 1)
    for number, column in enumerate(columns(sheet)[:4]):
        _put(sheet, at + 1, column, f"{pick.choice(WORDS[:5])} mới {number}")


def row_copied(sheet: Any, pick: random.Random) -> None:
    """A copy with all, the hidden id too."""
    at = pick.choice(table_rows(sheet))
    texts = [sheet.cell(at, column).value for column in range(1, sheet.max_column + 1)]
    sheet.insert_rows(at + 1)
    for column, words in enumerate(texts, start=1):
        _put(sheet, at + 1, column, words)
    first = columns(sheet)[0]
    _put(sheet, at + 1, first, f"{sheet.cell(at + 1, first).value} bản hai")


def row_at_end(sheet: Any, pick: random.Random) -> None:
    at = sheet.max_row + 1
    for number, column in enumerate(columns(sheet)[:4]):
        sheet.cell(at, column).value = f"{pick.choice(WORDS[:5])} cuối {number}"


def _texts(sheet: Any, row: int, places: list[int]) -> list[Any]:
    return [sheet.cell(row, at).value for at in places]


def _refuse_joined(sheet: Any) -> None:
    """Excel sorts no rows that are joined with others."""
    first = header_row(sheet)
    if any(area.max_row > area.min_row and area.max_row > first for area in sheet.merged_cells.ranges):
        raise NoPlaceError


def rows_sorted(sheet: Any, pick: random.Random) -> None:
    """The visible columns sorted, the hidden one left where it was."""
    numbers, own = table_rows(sheet), columns(sheet)
    _refuse_joined(sheet)
    texts = [_texts(sheet, row, own) for row in numbers]
    pick.shuffle(texts)
    for row, words in zip(numbers, texts, strict=True):
        for at, word in zip(own, words, strict=True):
            _put(sheet, row, at, word)


def rows_sorted_whole(sheet: Any, pick: random.Random) -> None:
    """The same with the hidden id."""
    numbers = table_rows(sheet)
    _refuse_joined(sheet)
    own = list(range(1, sheet.max_column + 1))
    texts = [_texts(sheet, row, own) for row in numbers]
    pick.shuffle(texts)
    for row, words in zip(numbers, texts, strict=True):
        for at, word in zip(own, words, strict=True):
            _put(sheet, row, at, word)


def column_new(sheet: Any, pick: random.Random) -> None:
    at = sheet.max_column + 1
    sheet.cell(header_row(sheet), at).value = "Cán bộ theo dõi"
    sheet.cell(pick.choice(table_rows(sheet)), at).value = "Bà Vũ Thị Dậu"


def column_inserted(sheet: Any, pick: random.Random) -> None:
    """Between two others; what was joined is put where it belongs, as Excel does."""
    rows, at = table_rows(sheet), pick.choice(columns(sheet)) + 1
    head = header_row(sheet)
    areas = [(area.coord, area.bounds) for area in sheet.merged_cells.ranges]
    for coord, _ in areas:
        sheet.unmerge_cells(coord)
    hidden = [own.column for own in sheet[1] if _hidden(sheet, own)]
    sheet.insert_cols(at)
    for _, (left, top, right, bottom) in areas:
        sheet.merge_cells(
            start_row=top,
            end_row=bottom,
            start_column=left + (left >= at),
            end_column=right + (right >= at),
        )
    for column in sorted(hidden, reverse=True):
        if column >= at:
            sheet.column_dimensions[get_column_letter(column)].hidden = False
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    _put(sheet, head, at, "Cán bộ theo dõi")
    _put(sheet, pick.choice(rows), at, "Bà Vũ Thị Dậu")


def column_emptied(sheet: Any, pick: random.Random) -> None:
    at = pick.choice(columns(sheet))
    for row in range(header_row(sheet), sheet.max_row + 1):
        _put(sheet, row, at, None)


def column_hidden(sheet: Any, pick: random.Random) -> None:
    at = pick.choice(columns(sheet))
    sheet.column_dimensions[get_column_letter(at)].hidden = True


def columns_swapped(sheet: Any, pick: random.Random) -> None:
    one, other = pick.sample(columns(sheet), 2)
    for row in (header_row(sheet), *table_rows(sheet)):
        words = _texts(sheet, row, [one, other])
        _put(sheet, row, one, words[1])
        _put(sheet, row, other, words[0])


def title_changed(sheet: Any, pick: random.Random) -> None:
    _put(sheet, header_row(sheet), pick.choice(columns(sheet)), f"Cột {pick.choice(WORDS[:2])}")


def typed_beside(sheet: Any, pick: random.Random) -> None:
    sheet.cell(pick.choice(table_rows(sheet)), sheet.max_column + 3).value = pick.choice((*WORDS, 12345))


def typed_below(sheet: Any, pick: random.Random) -> None:
    sheet.cell(sheet.max_row + pick.randrange(1, 4), 2).value = f"Đề nghị {pick.choice(WORDS)}"


def title_above_changed(sheet: Any, pick: random.Random) -> None:
    above = [c for cells in sheet.iter_rows(max_row=header_row(sheet) - 1) for c in cells if c.value]
    if not above:
        raise NoPlaceError
    cell = pick.choice(above)
    _put(sheet, cell.row, cell.column, f"{cell.value} {pick.choice(WORDS[:5])}")


def cells_joined(sheet: Any, pick: random.Random) -> None:
    rows, column = table_rows(sheet), pick.choice(columns(sheet))
    row = pick.choice(rows[:-1])
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row + 1 and area.max_row >= row and area.min_col <= column <= area.max_col:
            raise NoPlaceError
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def sheet_before(sheet: Any, pick: random.Random) -> None:
    made = sheet.parent.create_sheet("Ghi nhớ", 0)
    made["A1"] = pick.choice(WORDS[:5])


def sheet_renamed(sheet: Any, _: random.Random) -> None:
    sheet.title = "Bảng đã sửa"


def number_over(sheet: Any, pick: random.Random) -> None:
    _put(sheet, pick.choice(table_rows(sheet)), columns(sheet)[0] - 1, pick.randrange(40, 90))


def heading_changed(sheet: Any, pick: random.Random) -> None:
    """A row of one text: a section, a note."""
    whole = table_rows(sheet)
    found = [
        c
        for cells in sheet.iter_rows(min_row=header_row(sheet) + 1)
        for c in cells
        if c.row not in whole and isinstance(c.value, str) and len(c.value) > 4 and not _hidden(sheet, c)
    ]
    if not found:
        raise NoPlaceError
    cell = pick.choice(found)
    cell.value = f"{cell.value} {pick.choice(WORDS[:5])}"


KINDS: dict[str, Kind] = {
    "cells typed": cells_typed,
    "cell emptied": cell_emptied,
    "date typed": date_typed,
    "number typed": number_typed,
    "formula typed": formula_typed,
    "spaces typed": spaces_typed,
    "lines typed": lines_typed,
    "struck": font(strike=True),
    "bold": font(bold=True),
    "coloured": coloured,
    "row cut": row_cut,
    "row emptied": row_emptied,
    "row hidden": row_hidden,
    "row new": row_new,
    "row copied": row_copied,
    "row at the end": row_at_end,
    "rows sorted": rows_sorted,
    "rows sorted whole": rows_sorted_whole,
    "column new": column_new,
    "column inserted": column_inserted,
    "column emptied": column_emptied,
    "column hidden": column_hidden,
    "columns swapped": columns_swapped,
    "title changed": title_changed,
    "typed beside": typed_beside,
    "typed below": typed_below,
    "title above": title_above_changed,
    "cells joined": cells_joined,
    "sheet before": sheet_before,
    "sheet renamed": sheet_renamed,
    "STT typed over": number_over,
    "heading": heading_changed,
}
