"""Rows of a sheet made high enough for the texts that they got."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from generator.rendering.excel.cells import Box, column_of, text_of
from generator.rendering.excel.heights import TextHeight


def fit_heights(data: etree._Element, merges: Iterable[Box], height_of: Callable[[str, int, int], TextHeight]) -> None:
    """The rows of a `sheetData`; `height_of` says how high texts of a style stand over some columns.

    A merged cell gives what is missing to its last row.
    """
    boxes = {(box[0], box[1]): box for box in merges}
    rows = {int(row.get("r")): row for row in data}
    heights = {number: float(row.get("ht") or 0) for number, row in rows.items()}
    needed: dict[int, float] = {}
    tall: list[tuple[int, int, float]] = []
    for number, row in rows.items():
        for cell in row:
            column = column_of(cell)
            left, top, right, bottom = boxes.get((column, number), (column, number, column, number))
            height = height_of(cell.get("s", "0"), left, right)[text_of(cell)] if text_of(cell) else 0.0
            if top == bottom:
                needed[number] = max(needed.get(number, 0.0), height)
            else:
                tall.append((top, bottom, height))
    for top, bottom, height in tall:
        above = sum(max(needed.get(number, 0.0), heights.get(number, 0.0)) for number in range(top, bottom))
        needed[bottom] = max(needed.get(bottom, 0.0), height - above)
    for number, height in needed.items():
        if height > heights[number]:
            rows[number].set("ht", f"{height:g}")
            rows[number].set("customHeight", "1")
