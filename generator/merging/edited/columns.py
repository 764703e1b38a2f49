"""The columns of an edited table: where its header ends, and which field each column shows.

A column is known by its title, else by what stands in it: a title that somebody changed is still the same column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct, field

from generator.merging.edited import printed
from generator.merging.model import Texts
from generator.ooxml.anchored_text import Row
from generator.values import glossary
from generator.values.patterns import late
from generator.values.text import fold, one_line

_COLUMN_NUMBER = late(r"\(?\d{1,2}\)?")
_HEADER_ROWS = 4


class Columns(Struct, frozen=True):
    """The key of each column, '' where it has none, with the titles; `renamed` are titles that were changed, by key."""

    keys: tuple[str, ...]
    titles: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def header_length(rows: Sequence[Row], titles: set[str]) -> int:
    """How many of the first rows are the header: down to the last one of titles, and `(1) (2) (3)` below it.

    Where no title is known any more, the rows that Word repeats on every page.
    """
    count = 0
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        own = {fold(cell.text) for cell in row.cells} - {""}
        if len(own & titles) >= 2 or (own and own <= titles) or (index == count > 0 and is_numbers(row)):
            count = index + 1
    return count or next((index for index, row in enumerate(rows) if not row.repeated), len(rows))


def titled_columns(header: Sequence[Row], known: Mapping[str, str]) -> Columns:
    """The columns below a header: a cell of its last row is one, its title what stands over it lowest.

    `known` are titles by the keys that the form prints under them.
    """
    rows = [row for row in header if not is_numbers(row)]
    by_title = {fold(title): key for key, title in reversed(list(known.items()))}
    titles: list[str] = []
    keys: list[str] = []
    at = 0
    for cell in rows[-1].cells if rows else ():
        title = next((text for row in reversed(rows) if (text := _text_over(row, at))), "")
        at += cell.span
        key = by_title.get(fold(title)) or (glossary.key_of_header(title) if title else "")
        keys.append(key if key not in keys else "")
        titles.append(title)
    return Columns(tuple(keys), tuple(titles))


def recognised(columns: Columns, known: Mapping[str, str], rows: Iterable[tuple[Sequence[str], Texts]]) -> Columns:
    """The same, a column under a title of its own taken for the field whose texts stand in it.

    `rows` are the texts of rows column by column, each with what its base has.
    """
    lines = list(rows)
    keys = _under_one_title(columns, lines)
    renamed: dict[str, str] = {}
    for key in (key for key in known if key not in keys and " " not in key):
        told = [(texts, base[key]) for texts, base in lines if base.get(key)]
        for at, own in enumerate(keys):
            same = sum(printed.same(texts[at], text) for texts, text in told)
            if own not in known and same * 2 > len(told):
                keys[at], renamed[key] = key, columns.titles[at]
                break
    renamed |= {
        key: title
        for key, title in zip(keys, columns.titles, strict=True)
        if known.get(key) and fold(title) != fold(known[key])
    }
    return Columns(tuple(keys), columns.titles, renamed)


def _under_one_title(columns: Columns, lines: Sequence[tuple[Sequence[str], Texts]]) -> list[str]:
    """The keys of the columns; of several under one title the field is that in which its texts stand."""
    keys = list(columns.keys)
    titles = [fold(title) for title in columns.titles]
    for at, key in enumerate(columns.keys):
        rivals = [other for other, own in enumerate(keys) if not own and titles[at] and titles[other] == titles[at]]
        if key and rivals:
            told = [(texts, base[key]) for texts, base in lines if base.get(key)]
            best = max((at, *rivals), key=partial(_common, told))
            keys[at], keys[best] = keys[best], keys[at]
    return keys


def _common(told: Sequence[tuple[Sequence[str], str]], column: int) -> int:
    """In how many rows a column says what its field said."""
    return sum(printed.same(texts[column], text) for texts, text in told)


def is_numbers(row: Row) -> bool:
    """A row `(1) (2) (3)` under the header."""
    texts = [cell.text for cell in row.cells if cell.text]
    numbers = [text.strip("()") for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    return len(numbers) == len(texts) >= 3 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _text_over(row: Row, column: int) -> str:
    """The text of the cell over a grid column; '' where it goes on from above."""
    at = 0
    for cell in row.cells:
        if at <= column < at + cell.span:
            return "" if cell.continues else one_line(cell.text)
        at += cell.span
    return ""
