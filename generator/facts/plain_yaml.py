"""YAML as our own tables are written: lists and mappings of texts, whole numbers, days, yes and no.

The general reader asks of each scalar what any of YAML's versions could take it for, and takes four times as long.
`tests/facts/test_plain_yaml.py` lays what both read of each table side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.values.patterns import late

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = late(r"[-+]?(?:0|[1-9][0-9]*)")
_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What might be a number or a time of another form, the key of a merge, another way to write a word.
_OTHER = late(
    r"[-+]?(?:[.0-9][.:_0-9]*(?:e[-+]?[0-9]*)?|0[xob][0-9a-f_]+|\.inf)|\.nan|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?"
    r"|<<|=|null|true|false",
    re.IGNORECASE,
)
_LONGEST_WORD = len("false")


def plain_yaml(text: bytes) -> Any:
    """The content of a file; of one that has more than such a table what the general reader makes of it."""
    from ruamel.yaml import YAML

    try:
        return _Table(YAML(typ="safe").parse(text)).content()
    except ValueError:
        return YAML(typ="safe").load(text)


class _Table:
    """A table by the events of its parser. Raises ValueError for references, tags, keys given twice, other scalars."""

    def __init__(self, events: Iterator[Any]) -> None:
        from ruamel.yaml import events as kinds

        self._next, self._kinds = events.__next__, kinds

    def content(self) -> Any:
        """What its one document holds."""
        kinds = self._kinds
        begun = [type(self._next()), type(self._next())]
        if begun != [kinds.StreamStartEvent, kinds.DocumentStartEvent]:
            raise ValueError("no document")
        content = self._value(self._next())
        if [type(self._next()), type(self._next())] != [kinds.DocumentEndEvent, kinds.StreamEndEvent]:
            raise ValueError("another document")
        return content

    def _value(self, event: Any) -> Any:
        """What begins with an event."""
        kind, kinds = type(event), self._kinds
        if kind is kinds.AliasEvent or event.tag is not None or event.anchor is not None:
            raise ValueError("a reference or a tag")
        if kind is kinds.ScalarEvent:
            return event.value if event.style else _plain(event.value)
        if kind is kinds.SequenceStartEvent:
            return [self._value(item) for item in self._until(kinds.SequenceEndEvent)]
        pairs = [(self._value(key), self._value(self._next())) for key in self._until(kinds.MappingEndEvent)]
        if len(mapping := dict(pairs)) < len(pairs):
            raise ValueError("a key given twice")
        return mapping

    def _until(self, end: type[Any]) -> Iterator[Any]:
        while type(event := self._next()) is not end:
            yield event


def _plain(text: str) -> Any:
    """What a scalar without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0].isalpha() and len(text) > _LONGEST_WORD:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if _OTHER.fullmatch(text):
        raise ValueError("a scalar of another form")
    return text
