"""A new van-ban.yaml as people read it: keys in their order, quotes only where they are needed, comments above."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.values.patterns import late

# Words that YAML takes for something else than text, and numbers.
_NO_TEXT = late(r"(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)
_PLAIN = late(r"[^\W\d_][^\n\t#]*[^\s:#]|[^\W\d_]")
_DAY = late(r"\d{4}-\d\d(?:-\d\d)?")
_STEP = "  "


class Row(Struct, frozen=True):
    """A list that stands on one line: the cells of a table's row."""

    cells: tuple[str, ...]


class Field(Struct, frozen=True):
    """A key with its value; `said` are comments above it, a line each."""

    key: str
    value: object
    said: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """An item of a list with comments above it."""

    value: object
    said: tuple[str, ...] = ()


def yaml_text(fields: Sequence[Field], head: Sequence[str] = ()) -> str:
    """The text of a YAML file: `fields` are the keys of a mapping; a value is a text, a number, a Row, a list of
    texts, Items or Rows, a tuple of Fields, or None for a key that waits to be filled in.
    """
    return "\n".join((*_comments(head, ""), *_mapping(fields, ""))) + "\n"


def _comments(said: Sequence[str], indent: str) -> Iterator[str]:
    for one in said:
        yield f"{indent}# {' '.join(one.split())}"


def _mapping(fields: Sequence[Field], indent: str) -> Iterator[str]:
    for field in fields:
        yield from _comments(field.said, indent)
        yield from _keyed(field.key, field.value, indent)


def _keyed(key: str, value: object, indent: str) -> Iterator[str]:
    if value is None:
        yield f"{indent}{key}:"
    elif isinstance(value, str | int | float | Row):
        yield f"{indent}{key}: {_scalar(value)}"
    elif isinstance(value, tuple) and value and isinstance(value[0], Field):
        yield f"{indent}{key}:"
        yield from _mapping(value, indent + _STEP)
    elif isinstance(value, Sequence):
        yield f"{indent}{key}:"
        for item in value:
            yield from _listed(item, indent + _STEP)


def _listed(item: object, indent: str) -> Iterator[str]:
    if isinstance(item, Item):
        yield from _comments(item.said, indent)
        item = item.value
    if isinstance(item, str | int | float | Row):
        yield f"{indent}- {_scalar(item)}"
        return
    assert isinstance(item, tuple)
    for at, line in enumerate(_mapping(item, "")):
        yield f"{indent}{_STEP if at else '- '}{line}"


def _scalar(value: str | float | Row) -> str:
    if isinstance(value, Row):
        return f"[{', '.join(_quoted(cell) for cell in value.cells)}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and ": " not in text and not _NO_TEXT.fullmatch(text)
    return text if plain or _DAY.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """In double quotes, as JSON has it: YAML reads it the same."""
    return json.dumps(text, ensure_ascii=False)
