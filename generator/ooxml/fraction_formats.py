"""A number as a fraction (`# ??/??`, `?/8`): the part of a number format that is not decimal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from generator.ooxml.format_codes import Kind, Piece

_PAD = "\x00"
# Excel has no more digits in a denominator.
_MOST_DIGITS = 7


def fraction_pieces(pieces: tuple[Piece, ...], value: Decimal) -> Iterator[str]:
    """The texts of a section with a fraction in it, of a number from zero on."""
    kinds = [piece.kind for piece in pieces]
    slash = kinds.index(Kind.SLASH)
    over = _digits_before(pieces, slash)
    under, fixed = _below(pieces, slash)
    mixed = any(piece.kind is Kind.DIGIT for piece in pieces[: over[0]])
    whole, top, bottom = _parted(Fraction(value), fixed, len(under), mixed=mixed)
    blank = mixed and top == 0 and all(pieces[at].text != "0" for at in (*over, *under))
    first = next((at for at, kind in enumerate(kinds) if kind is Kind.DIGIT), 0)
    for at, piece in enumerate(pieces):
        if mixed and at < over[0] and piece.kind is Kind.DIGIT:
            zero = "0" if piece.text == "0" or blank else ""
            yield (str(whole) if whole else zero) if at == first else ""
        elif at in over:
            yield ("" if blank else _padded(str(top), pieces, over)) if at == over[0] else ""
        elif at in under:
            shown = str(bottom) if fixed else _padded(str(bottom), pieces, under, left=False)
            yield ("" if blank else shown) if at == under[0] else ""
        elif piece.kind is Kind.SLASH:
            yield "" if blank else "/"
        elif piece.kind is not Kind.COMMA:
            yield _PAD if piece.kind is Kind.PAD or (piece.text == " " and (blank or not whole)) else piece.text


def _digits_before(pieces: tuple[Piece, ...], slash: int) -> list[int]:
    """The places of the numerator: the digits just before the `/`."""
    at = slash
    while at and pieces[at - 1].kind is not Kind.DIGIT:
        at -= 1
    end = at
    while at and pieces[at - 1].kind is Kind.DIGIT:
        at -= 1
    return list(range(at, end))


def _below(pieces: tuple[Piece, ...], slash: int) -> tuple[list[int], int]:
    """The places of the denominator, and what it is where the format says it (0: it does not)."""
    at = slash + 1
    while pieces[at].kind is Kind.PAD:
        at += 1
    start = at
    while at < len(pieces) and (pieces[at].kind is Kind.DIGIT or pieces[at].text.isdigit()):
        at += 1
    text = "".join(piece.text for piece in pieces[start:at])
    fixed = int(text) if text.isascii() and text.isdigit() else 0
    return list(range(start, at)), fixed


def _parted(value: Fraction, fixed: int, digits: int, *, mixed: bool) -> tuple[int, int, int]:
    """A number as whole, numerator, denominator; the whole is 0 where it is not `mixed`."""
    whole = int(value) if mixed else 0
    rest = value - whole
    if fixed:
        top, bottom = int(rest * fixed + Fraction(1, 2)), fixed
    else:
        top, bottom = rest.limit_denominator(10 ** min(digits, _MOST_DIGITS) - 1).as_integer_ratio()
    return (whole + 1, 0, bottom) if mixed and top == bottom else (whole, top, bottom)


def _padded(digits: str, pieces: tuple[Piece, ...], places: list[int], *, left: bool = True) -> str:
    """Digits in their places: a numerator from the right, a denominator from the left."""
    missing = len(places) - len(digits)
    if missing <= 0:
        return digits
    if not left:
        return digits + "".join(_PAD if pieces[at].text == "?" else "" for at in places[len(digits) :])
    return "".join({"0": "0", "?": _PAD}.get(pieces[at].text, "") for at in places[:missing]) + digits
