"""What a result says in English holds no word of ours in Vietnamese: each value that a message takes in is a message
itself, a number, or data in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from generator.face.words import catalogue
from generator.facts.kinds import kinds
from generator.values.findings import Message

# What English has no word of its own for: parts of a document, kinds of documents.
_TERMS = re.compile(
    "|".join(
        (r"\b(?:Điều|điểm|khoản|mục|Chương|Phụ lục|Quy chế|Căn cứ)\b", *(re.escape(k.name) for k in kinds().values()))
    )
)
_QUOTED = re.compile(r"“[^”]*(?:”|$)")
_VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")


def messages(value: object) -> Iterator[Message]:
    """Every message in a result, those among the values of others too."""
    if isinstance(value, Message):
        yield value
        for _, inner in value.values:
            yield from messages(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from messages(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from messages(inner)
    elif not isinstance(value, type):
        for name in getattr(type(value), "__match_args__", ()):
            yield from messages(getattr(value, name))


def bare(message: Message) -> dict[str, object]:
    """The values with Vietnamese words of the message that stand outside quotation marks in its English."""
    english = catalogue("en")[message.template]
    outside = {name for _, name, _, _ in Formatter().parse(_QUOTED.sub("", english)) if name}
    return {
        name: value
        for name, value in message.values
        if name in outside and isinstance(value, str) and _VIETNAMESE.search(_TERMS.sub("", _QUOTED.sub("", value)))
    }


def unquoted(results: Iterable[object]) -> Iterator[tuple[str, dict[str, object]]]:
    for result in results:
        for message in messages(result):
            if found := bare(message):
                yield message.template, found
