"""Task tables as .csv, .yaml or .json: the same raw table that a sheet gives.

CSV: comma, semicolon or tab, UTF-8. YAML and JSON: a list of tasks by key; an item with the one key `muc` is a
section row (`- muc: I. XÂY DỰNG, HOÀN THIỆN THỂ CHẾ`).
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from generator.reading.files import read_text
from generator.reading.records import RawRow, RawTable
from generator.values.errors import InputError
from generator.values.findings import Place, msg
from generator.values.text import clean


def read_csv(path: Path, shown_as: str) -> RawTable:
    """A CSV file as a raw table, numbered by its lines. Raises InputError V021."""
    text = read_text(path, shown_as)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for values in reader:
        cells = {at: cell for at, value in enumerate(values) if (cell := clean(value).strip())}
        if cells:
            rows.append(RawRow(reader.line_num, cells))
    return RawTable(shown_as, "", tuple(rows), max((max(row.cells) + 1 for row in rows), default=0))


def read_json(path: Path, shown_as: str) -> RawTable:
    """A JSON list of tasks as a raw table. Raises InputError V021, V024."""
    try:
        items = json.loads(read_text(path, shown_as))
    except (json.JSONDecodeError, RecursionError) as failure:
        line = getattr(failure, "lineno", 0)
        raise InputError.of(
            "V021", Place(shown_as, line=line), msg("Tệp JSON viết sai: {ly_do}", ly_do=failure)
        ) from None
    return from_items(items, shown_as)


def from_items(items: Any, shown_as: str) -> RawTable:
    """A list of tasks by key as a raw table: a header row of the keys, then a row an item."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InputError.of(
            "V024",
            Place(shown_as),
            msg("Tệp này phải là một danh sách nhiệm vụ, mỗi nhiệm vụ gồm các khóa như noi_dung, chu_tri, thoi_han."),
        )
    keys = list(dict.fromkeys(key for item in items for key in item if set(item) != {"muc"}))
    at = {key: index for index, key in enumerate(keys)}
    rows = [RawRow(1, dict(enumerate(keys)))]
    for number, item in enumerate(items, start=2):
        if set(item) == {"muc"}:
            rows.append(RawRow(number, {0: clean(str(item["muc"])).strip()}, frozenset({0})))
        else:
            cells = {at[key]: clean(str(value)).strip() for key, value in item.items() if value not in (None, "")}
            rows.append(RawRow(number, {column: text for column, text in cells.items() if text}))
    return RawTable(shown_as, "", tuple(rows), len(keys))
