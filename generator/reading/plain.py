"""Task tables as .csv, .yaml or .json: the same raw table that a sheet gives.

CSV: comma, semicolon or tab, in the encodings of `files`. YAML and JSON: a list of tasks by key; an item with the one
key `muc` is a section row (`- muc: I. XÂY DỰNG, HOÀN THIỆN THỂ CHẾ`). All within `bounds`.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from generator.reading.bounds import LONGEST_CELL, Counted, too_long
from generator.reading.files import read_table_text, read_text
from generator.reading.oddities import controls, oddities
from generator.reading.records import RawRow, RawTable
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding, Message, Place, msg
from generator.values.patterns import late
from generator.values.text import clean, quote

_LINE = late(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DELIMITERS = ",;\t"
# What Excel writes first where a file says its own delimiter.
_NAMED_DELIMITER = late(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLED_ROWS = 50
_MOST_NUMBERS = 400


def read_csv(path: Path, shown_as: str) -> tuple[RawTable, tuple[Finding, ...]]:
    """A CSV file as a raw table, numbered by its lines. Raises InputError V010, V013, V021."""
    text, findings = read_table_text(path, shown_as)
    found = list(findings)
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named else _delimiter(text)
    rows, counted, width = [], Counted(), 0
    table = RawTable(shown_as, "", (), 0)
    for line, values in _records(text, delimiter, shown_as):
        cells = {}
        for column, value in enumerate(values):
            kept = clean(value).strip()
            if not kept:
                continue
            if kept != value or not value.isprintable():
                found += oddities(value, table.place(line, column))
            if not counted.holds(kept, line, column):
                raise counted.refusal(kept, table.place(line, column), line, column)
            cells[column] = kept
        if cells and not (named and line == 1):
            rows.append(RawRow(line, cells))
            width = max(width, max(cells) + 1)
    return RawTable(shown_as, "", tuple(rows), width), tuple(found)


def _records(text: str, delimiter: str, shown_as: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text with the line that each ends in."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    last = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            raise _bad_quotes(shown_as, last + 1, str(failure)) from None
        last = reader.line_num
        yield last, values


def _bad_quotes(shown_as: str, line: int, reason: str) -> VanbanError:
    """A quotation mark out of place: what follows it cannot be told into cells."""
    place = Place(shown_as, line=line)
    if "field larger" in reason:
        return too_long(place, LONGEST_CELL + 1)
    return InputError.of(
        "V021",
        place,
        msg("Dấu ngoặc kép đặt sai từ dòng này: có dấu mở mà không đóng, hoặc có chữ sau dấu đóng."),
        msg("Ô có dấu ngoặc kép thì bọc cả ô trong ngoặc kép, mỗi dấu bên trong viết hai lần."),
    )


def _lines(text: str) -> Iterator[str]:
    return (match[0] for match in _LINE.finditer(text))


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the first rows into the same number of cells, quotation marks in their place."""

    def score(delimiter: str) -> tuple[bool, int]:
        widths: Counter[int] = Counter()
        right = True
        try:
            for values in islice(csv.reader(_lines(text), delimiter=delimiter, strict=True), _SAMPLED_ROWS):
                widths[len(values)] += 1
        except csv.Error:
            right = False
        parted = max(((width - 1) * rows for width, rows in widths.items()), default=0)
        return right and parted > 0, parted

    return max(_DELIMITERS, key=score)


def read_json(path: Path, shown_as: str) -> tuple[RawTable, tuple[Finding, ...]]:
    """A JSON list of tasks as a raw table, its numbers exact. Raises InputError V010, V013, V021, V024."""
    text = read_text(path, shown_as)
    try:
        items = json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_no_number, object_pairs_hook=_pairs
        )
    except RecursionError:
        raise InputError.of("V021", Place(shown_as), msg("Tệp JSON lồng nhau quá sâu.")) from None
    except ValueError as failure:
        line = getattr(failure, "lineno", 0)
        raise InputError.of(
            "V021", Place(shown_as, line=line), msg("Tệp JSON viết sai: {ly_do}", ly_do=_json_fault(failure))
        ) from None
    return from_items(items, shown_as)


# What Python says of a JSON text -> what a person is told.
_JSON_FAULTS: tuple[tuple[str, Message], ...] = (
    ("Expecting value", msg("thiếu một giá trị, hoặc thừa dấu phẩy")),
    ("Extra data", msg("sau danh sách còn chữ khác: tệp phải là một danh sách [ … ]")),
    ("Expecting ',' delimiter", msg("thiếu dấu phẩy hoặc dấu đóng ngoặc")),
    ("Expecting ':' delimiter", msg("thiếu dấu hai chấm sau khóa")),
    ("Expecting property name", msg("khóa phải đứng trong dấu nháy kép, sau khóa cuối không có dấu phẩy")),
    ("Illegal trailing comma", msg("sau giá trị cuối không có dấu phẩy")),
    ("Unterminated string", msg("thiếu dấu nháy đóng")),
    ("Invalid control character", msg("trong dấu nháy có dấu xuống dòng hoặc ký tự điều khiển")),
    ("Invalid", msg("sau dấu “\\” có chữ không dùng được")),
)


def _json_fault(failure: ValueError) -> Message | str:
    said = failure.args[0] if failure.args else ""
    if isinstance(said, Message):
        return said
    return next((message for start, message in _JSON_FAULTS if str(said).startswith(start)), str(failure))


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The keys and values of an object; a key that stands there twice is no key."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if (name := clean(key).strip()) in made:
            raise ValueError(msg("khóa {khoa} ghi hai lần", khoa=quote(name)))
        made[name] = value
    return made


class _Number(str):
    """A number as it is written in the file."""

    __slots__ = ()


def _number(text: str) -> _Number:
    if len(text) > _MOST_NUMBERS:
        raise ValueError(msg("số {chu} dài quá", chu=quote(text, 20)))
    return _Number(text)


def _no_number(text: str) -> _Number:
    raise ValueError(msg("{chu} không phải số", chu=quote(text)))


def from_items(items: Any, shown_as: str) -> tuple[RawTable, tuple[Finding, ...]]:
    """A list of tasks by key as a raw table: a header row of the keys, then a row an item."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InputError.of(
            "V024",
            Place(shown_as),
            msg("Tệp này phải là một danh sách nhiệm vụ, mỗi nhiệm vụ gồm các khóa như noi_dung, chu_tri, thoi_han."),
        )
    keys = list(dict.fromkeys(key for item in items for key in item if set(item) != {"muc"}))
    at = {key: index for index, key in enumerate(keys)}
    table, counted = RawTable(shown_as, "", (), len(keys)), Counted()
    rows = [RawRow(1, dict(enumerate(keys)))]
    found: list[Finding] = []
    for number, item in enumerate(items, start=2):
        section = set(item) == {"muc"}
        cells = {}
        for key, value in item.items():
            column = 0 if section else at[key]
            place = table.place(number, column)
            said = _text(value, place)
            if text := clean(said).strip():
                found += controls(said, place)
                if not counted.holds(text, number, column):
                    raise counted.refusal(text, place, number, column)
                cells[column] = text
        rows.append(RawRow(number, cells, frozenset({0}) if section else frozenset()))
    return RawTable(shown_as, "", tuple(rows), len(keys), listed=True), tuple(found)


def _text(value: Any, place: Place) -> str:
    """A value as the text of a cell: of a list, its items."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join(_text(item, place) for item in value)
    if isinstance(value, list | dict):
        raise InputError.of(
            "V024",
            place,
            msg("Một ô chỉ chứa chữ, số, hoặc một danh sách các chữ."),
            msg("Viết lại giá trị thành một dòng chữ."),
            quote(str(value)),
        )
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, _Number | float):
        return _vietnamese(str(value))
    return str(value)


def _vietnamese(text: str) -> str:
    """A number with a decimal comma: `1.5` -> `1,5`."""
    from generator.ooxml.number_formats import general, number

    found = number(text)
    return text if found is None else general(found)
