"""The codes of number formats (ECMA-376 Part 1, 18.8.30 and 18.8.31) as pieces: read once for each code, in one pass.

Knows no values; `number_formats` shows a value by what is read here. Codes are as files hold them, in Excel's English
form whatever the language of the program: `.` before decimals, `,` between thousands, `d m y h s`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from generator.values.patterns import late

# Excel's own limit is 255 characters.
LONGEST = 1_024

_TOKEN = late(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|b+|g+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = late(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?(?:E[+-]?\d{1,3})?)", re.IGNORECASE)
_ELAPSED = late(r"h+|m+|s+", re.IGNORECASE)
_SYMBOL = late(r"\$([^-]*)(?:-(.*))?", re.DOTALL)


class Kind(Enum):
    """What a piece of a code stands for."""

    LITERAL = "literal"
    PAD = "pad"
    GENERAL = "general"
    TEXT = "text"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    EXPONENT = "exponent"
    SLASH = "slash"
    DATE = "date"
    MINUTE = "minute"
    ELAPSED = "elapsed"
    HALF = "half"
    SPLIT = "split"


class Piece(Struct, frozen=True):
    """A piece of a section: its kind, and the characters it is written with (of a literal, those it shows)."""

    kind: Kind
    text: str = ""


class Condition(Struct, frozen=True):
    """`[>=100]`: which numbers a section is for."""

    operator: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether a number is one of them."""
        order = {"<": value < self.limit, ">": value > self.limit, "=": value == self.limit}
        return any(order[sign] for sign in self.operator)

    @property
    def only_negative(self) -> bool:
        """Whether no number from zero on is among them: such a section shows its numbers without a sign."""
        return (self.operator == "<" and self.limit <= 0) or (self.operator in ("<=", "=") and self.limit < 0)


class Section(Struct, frozen=True):
    """One of the sections between `;`: its pieces, the numbers it is for, how often by 100, the locale `[$-42A]`."""

    pieces: tuple[Piece, ...] = ()
    condition: Condition | None = None
    percents: int = 0
    locale: str = ""

    def has(self, kind: Kind) -> bool:
        """Whether a piece of this kind is among them."""
        return any(piece.kind is kind for piece in self.pieces)

    @property
    def is_date(self) -> bool:
        """Whether it shows a date, a time of day or a time elapsed."""
        return any(piece.kind in (Kind.DATE, Kind.MINUTE, Kind.ELAPSED, Kind.HALF) for piece in self.pieces)


@lru_cache(maxsize=4_096)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a code; of one that is longer than any program writes, those of `General`."""
    return tuple(_section(tokens) for tokens in _divided(code if len(code) <= LONGEST else "General"))


def _divided(code: str) -> Iterator[list[re.Match[str]]]:
    tokens: list[re.Match[str]] = []
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "end":
            yield tokens
            tokens = []
        else:
            tokens.append(match)
    yield tokens


def _section(tokens: list[re.Match[str]]) -> Section:
    pieces: list[Piece] = []
    condition, locale = None, ""
    for token in tokens:
        if token.lastgroup != "bracket":
            pieces.append(_piece(token))
            continue
        bracket = token["bracket"]
        if symbol := _SYMBOL.fullmatch(bracket):
            pieces.append(Piece(Kind.LITERAL, symbol[1]))
            locale = symbol[2] or locale
        elif _ELAPSED.fullmatch(bracket):
            pieces.append(Piece(Kind.ELAPSED, bracket.lower()))
        else:
            condition = _condition(bracket) or condition
    percents = sum(token.lastgroup == "percent" for token in tokens)
    return Section(tuple(_with_roles(pieces)), condition, percents, locale)


_KINDS = {
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "other": Kind.LITERAL,
    "percent": Kind.LITERAL,
    "pad": Kind.PAD,
    "general": Kind.GENERAL,
    "half": Kind.HALF,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "digit": Kind.DIGIT,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "slash": Kind.SLASH,
    "text": Kind.TEXT,
}


def _piece(token: re.Match[str]) -> Piece:
    group = token.lastgroup or "other"
    if group == "fill":  # fills the cell's width: as text it is nothing
        return Piece(Kind.LITERAL)
    text = token[group]
    return Piece(_KINDS[group], text if _KINDS[group] in (Kind.LITERAL, Kind.EXPONENT) else text.lower())


def _condition(bracket: str) -> Condition | None:
    match = _CONDITION.fullmatch(bracket.strip())
    try:
        return Condition(match[1], Decimal(match[2])) if match else None
    except InvalidOperation:  # pragma: no cover - the expression lets numbers through only
        return None


def _with_roles(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces of a date told apart: `m` of minutes, the decimals of seconds, a `/` and `.` that only stand there."""
    dated = [piece.kind in (Kind.DATE, Kind.ELAPSED, Kind.HALF) for piece in pieces]
    if not any(dated):
        yield from pieces
        return
    following = _clock_after(pieces)
    before = ""
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.DATE and piece.text in ("m", "mm") and (before[:1] == "h" or following[at][:1] == "s"):
            piece = Piece(Kind.MINUTE, piece.text)
        if piece.kind in (Kind.DATE, Kind.MINUTE, Kind.ELAPSED):
            before = piece.text
        if piece.kind is Kind.POINT and before[:1] == "s" and pieces[at + 1 : at + 2] and pieces[at + 1].text == "0":
            piece = Piece(Kind.SPLIT, ".")
        elif (piece.kind is Kind.DIGIT and (piece.text != "0" or before[:1] != "s")) or piece.kind in (
            Kind.SLASH,
            Kind.COMMA,
            Kind.POINT,
        ):
            piece = Piece(Kind.LITERAL, piece.text)
        yield piece


def _clock_after(pieces: list[Piece]) -> list[str]:
    """For each piece the next date piece after it."""
    found, after = [], ""
    for piece in reversed(pieces):
        found.append(after)
        if piece.kind in (Kind.DATE, Kind.ELAPSED):
            after = piece.text
    return found[::-1]
