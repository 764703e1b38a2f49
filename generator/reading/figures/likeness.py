"""How like a figure a number is, by the signs around it: the words beside it, its digits, how its sentence begins.

The weights of the signs are learned from paragraphs in which people marked the figures (`facts.figure_signs`), and say
what no list of forms does: "giá vé 40.000 đồng" is set, "thu 40.000 đồng" came in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from functools import lru_cache

from msgspec import Struct

from generator.facts.figure_signs import weights
from generator.values.patterns import late

# What the signs weigh, in tenths of log odds: below the one a number is no figure, below the other it is asked.
NO_FIGURE, ASKED = -5, 5
# What it weighs that a rule speaks against a figure (`certainty`).
AGAINST = 10
# A raised figure behind a word is part of it (m²), behind a number the mark of a note.
_TOKEN = late(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?|(?![⁰¹²³⁴⁵⁶⁷⁸⁹])[^\W\d_]+|[%/().,;:!?“”\"&-]")
_ENDS_A_SENTENCE, _ENDS_A_CLAUSE = frozenset(".!?"), frozenset(".;:")
_BEFORE, _BEHIND = 3, 5
# How far back a bracket is looked for, and how far on the words that a sentence begins with.
_NEAR, _OPENING = 30, 8
_NUMBER, _EDGE = "#", "$"


class Words(Struct, frozen=True):
    """A text in its words, marks and numbers: as they are compared (a number as `#`), as written, where each begins.

    `clauses` and `sentences` say at which of them that of each began.
    """

    compared: tuple[str, ...]
    written: tuple[str, ...]
    starts: tuple[int, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


def likeness(text: str, start: int) -> int:
    """How like a figure the number is that begins there: tenths of log odds, above zero where it is one rather than
    not."""
    weight = weights()
    return sum(weight.get(sign, 0) for sign in signs(text, start))


def signs(text: str, start: int) -> Iterator[str]:
    """The signs of the number that begins there: each a kind and the words that it is made of."""
    words = _words(text)
    at = bisect_left(words.starts, start)
    digits = _shape(words.written[at])
    before = (*(_EDGE,) * _BEFORE, *words.compared[max(0, at - _BEFORE) : at])[-_BEFORE:]
    behind = (*words.compared[at + 1 : at + 1 + _BEHIND], *(_EDGE,) * _BEHIND)[:_BEHIND]
    yield digits
    for length in range(1, _BEFORE + 1):
        yield " ".join(("<", *before[-length:]))
        yield " ".join((">", *behind[:length]))
    yield f"<> {before[-1]} {behind[0]}"
    yield f"{digits} > {behind[0]}"
    yield f"{digits} < {before[-1]}"
    yield from (f"… {word}" for word in words.compared[max(words.clauses[at], at - _BEFORE) : at])
    yield from (f"{word} …" for word in behind if word != _EDGE)
    capitals = "".join("A" if word[0].isupper() else "a" for word in words.written[max(0, at - 2) : at])
    yield f"Aa {capitals} {digits}"
    opening = words.sentences[at]
    first = [word for word in words.compared[opening : min(at, opening + _OPENING)] if word.isalpha()]
    yield " ".join(("^", *first[:1]))
    yield " ".join(("^", *first[:2]))
    if "(" in (opened := _open_brackets(words, at)):
        yield f"( {before[-1]}"
        yield f"( > {behind[0]}"
    yield opened


@lru_cache(maxsize=64)  # the numbers of a paragraph are asked for one after another
def _words(text: str) -> Words:
    found = list(_TOKEN.finditer(text))
    written = tuple(match[0] for match in found)
    compared = tuple(_NUMBER if one[0].isdigit() else one.lower() for one in written)
    starts = tuple(match.start() for match in found)
    return Words(compared, written, starts, _began(compared, _ENDS_A_CLAUSE), _began(compared, _ENDS_A_SENTENCE))


def _began(compared: tuple[str, ...], ends: Container[str]) -> tuple[int, ...]:
    """Where the stretch began that each word stands in; a mark that ends one still belongs to it."""
    began, start = [], 0
    for at, word in enumerate(compared):
        began.append(start)
        if word in ends:
            start = at + 1
    return tuple(began)


def _shape(number: str) -> str:
    """The digits of a number: each as 9 where they are few; else how many, whether grouped, whether a fraction."""
    if len(number) < 5:
        return "".join("0" if one == "0" and not at else "9" if one.isdigit() else one for at, one in enumerate(number))
    return f"9{'.' in number:d}{',' in number:d}{min(len(number), 8)}"


def _open_brackets(words: Words, at: int) -> str:
    """What is open there: a bracket, a quotation, both or neither."""
    near = words.compared[max(0, at - _NEAR) : at]
    quoted = near.count("“") > near.count("”")
    return ("(" if near.count("(") > near.count(")") else "") + ("“" if quoted else "") or "-"
