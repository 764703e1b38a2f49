"""A number as Excel shows it under a format, in Vietnamese: `1.234.567`, `45,5%`, `15 ngày`, `0007`, `1/2`, `Thg9-24`.

Shows: all of ECMA-376 Part 1, 18.8.30 and 18.8.31: sections and conditions, digits, thousands, scaling, per cent,
exponents, fractions, text, General; dates and times by `date_formats`. Exact: a number is the decimal that the file
holds, rounded to the 15 digits that Excel has, never a binary float. Padding that only aligns (`_`, `?`, `*`) is one
space between words and nothing at the ends; colours are left out.

One difference, on purpose: General in a narrow column drops digits. Here a number that ends (1234567890,25) is whole;
only one without an end (1/3) is cut where Excel cuts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow
from functools import lru_cache

from msgspec import Struct

from generator.ooxml import date_formats
from generator.ooxml.format_codes import Kind, Piece, Section, sections
from generator.values.patterns import late

# What Excel keeps of a number, and what its General shows of one at most.
_PRECISION = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11
# A number of so many digits was typed; one of more has been calculated.
_TYPED_DIGITS = 13
_LARGEST_PLAIN, _SMALLEST_PLAIN = 20, -9
_LARGEST, _SMALLEST = 308, -308
LONGEST_NUMBER = 400
_DIGITS = frozenset("123456789")
_PAD = "\x00"
_PADS = late(f"[ {_PAD}]*{_PAD}[ {_PAD}]*")

# 18.8.30; what depends on the language as Excel has it under vi-VN. 27–36, 50–58 are dates of East Asian languages,
# 59–81 the Thai ones: elsewhere what stands here.
_MONEY = {
    5: '#,##0\\ "₫";\\-#,##0\\ "₫"',
    6: '#,##0\\ "₫";[Red]\\-#,##0\\ "₫"',
    7: '#,##0.00\\ "₫";\\-#,##0.00\\ "₫"',
    8: '#,##0.00\\ "₫";[Red]\\-#,##0.00\\ "₫"',
    37: "#,##0\\ _₫;\\-#,##0\\ _₫",
    38: "#,##0\\ _₫;[Red]\\-#,##0\\ _₫",
    39: "#,##0.00\\ _₫;\\-#,##0.00\\ _₫",
    40: "#,##0.00\\ _₫;[Red]\\-#,##0.00\\ _₫",
    41: '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"\\ _₫_-;_-@_-',
    42: '_-* #,##0\\ "₫"_-;\\-* #,##0\\ "₫"_-;_-* "-"\\ "₫"_-;_-@_-',
    43: '_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-',
    44: '_-* #,##0.00\\ "₫"_-;\\-* #,##0.00\\ "₫"_-;_-* "-"??\\ "₫"_-;_-@_-',
}
BUILT_IN = {
    **dict(enumerate(("General", "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??", "dd/mm/yyyy"), start=9)),
    **dict(enumerate(("d-mmm-yy", "d-mmm", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss"), start=15)),
    **_MONEY,
    22: "dd/mm/yyyy h:mm",
    **dict.fromkeys((*range(27, 32), *range(34, 37), *range(50, 59), 71, 72), "dd/mm/yyyy"),
    **dict.fromkeys((32, 33), "h:mm:ss"),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", "@"), start=45)),
    **dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), start=59)),
    **dict(enumerate(("0%", "0.00%", "# ?/?", "# ??/??"), start=67)),
    **dict(enumerate(("d-mmm-yy", "d-mmm", "mmm-yy", "h:mm", "h:mm:ss", "dd/mm/yyyy h:mm"), start=73)),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0"), start=79)),
}


def number(text: str) -> Decimal | None:
    """The number that a file holds (`0.45500000000000002`), to Excel's 15 digits; whole numbers as they are written.

    None for what is no number to a spreadsheet: NaN, infinity, words, more digits than any number has.
    """
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        found = Decimal(text)
    else:
        try:
            found = _PRECISION.create_decimal(text) if len(text) <= LONGEST_NUMBER else Decimal("NaN")
        except (InvalidOperation, Overflow):
            return None
    if not found.is_finite() or found.adjusted() > _LARGEST:
        return None
    return Decimal(0) if found.is_zero() or found.adjusted() < _SMALLEST else found


class NumberFormat(Struct, frozen=True):
    """A format: the sections of its code for numbers and, at the end, for texts."""

    parts: tuple[Section, ...]
    for_text: Section | None

    def shown(self, value: Decimal, *, date1904: bool = False) -> str | None:
        """A number as text. None where Excel shows a row of #: what is no date as a date."""
        section, signed = self._section(value)
        if section is None or section.has(Kind.GENERAL) or section.has(Kind.TEXT):
            return _with_general(section, value if signed else abs(value))
        if section.is_date:
            return date_formats.shown(section, value, date1904=date1904)
        pieces = list(_number_pieces(section, abs(value)))
        # A number that is rounded to nothing has no sign.
        sign = "-" if signed and value < 0 and _DIGITS.intersection("".join(pieces)) else ""
        return _without_pads(sign + "".join(pieces))

    def shown_text(self, text: str) -> str:
        """A text as the format shows it: most show it as it is."""
        if self.for_text is None:
            return text
        return _without_pads(
            "".join(
                text if piece.kind is Kind.TEXT else _PAD if piece.kind is Kind.PAD else piece.text
                for piece in self.for_text.pieces
            )
        )

    @property
    def keeps_text(self) -> bool:
        """Whether a text is shown as it is."""
        return self.for_text is None or [piece.kind for piece in self.for_text.pieces] == [Kind.TEXT]

    def _section(self, value: Decimal) -> tuple[Section | None, bool]:
        """The section for a number (None: none is, it stands without a format), and whether its sign is shown there.

        Sections without a condition are for numbers above zero (of two: from zero), below zero, and the rest; where a
        section is for numbers below zero alone, its own words say so and the sign is left out.
        """
        for at, section in enumerate(self.parts):
            condition = section.condition
            last = at == len(self.parts) - 1
            if condition:
                if condition.holds(value):
                    return section, not condition.only_negative
            elif last:
                return section, len(self.parts) != 2 or not self._first_is_from_zero
            elif (value < 0) if at else (value > 0 or (value == 0 and len(self.parts) == 2)):
                return section, at == 0
        return None, True

    @property
    def _first_is_from_zero(self) -> bool:
        condition = self.parts[0].condition
        return condition is None or (condition.operator in (">", ">=") and condition.limit == 0)


@lru_cache(maxsize=4_096)
def number_format(code: str) -> NumberFormat:
    """A format by its code."""
    every = sections(code)
    for_text = next((section for section in every[3:4]), None)
    if for_text is None and every[-1].has(Kind.TEXT):
        for_text = every[-1]
    numbers = tuple(every[:3] if len(every) > 3 or for_text is None else every[:-1])
    return NumberFormat(numbers or (Section((Piece(Kind.GENERAL),)),), for_text)


# --- General ---------------------------------------------------------------------------------------------------------


def general(value: Decimal) -> str:
    """A number without a format: as it was typed, decimal comma, no thousands."""
    if value == 0:
        return "0"
    digits = len(value.normalize(_WIDE).as_tuple().digits)
    exponent = value.adjusted()
    if digits > _TYPED_DIGITS and value != value.to_integral_value():
        value = _cut(value, exponent)
        digits, exponent = len(value.normalize(_WIDE).as_tuple().digits), value.adjusted()
    # Fifteen digits before an exponent beyond them: those that are missing are not zeros.
    lost = digits == _PRECISION.prec <= exponent
    if lost or not _SMALLEST_PLAIN <= exponent <= _LARGEST_PLAIN:
        return _exponential(value, exponent)
    plain = f"{value:f}"
    return _comma(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _cut(value: Decimal, exponent: int) -> Decimal:
    """A number without an end, rounded to what Excel's General has room for."""
    before = max(exponent, 0) + 1
    places = max(_GENERAL_WIDTH - 1 - before, 0)
    if exponent < -4:
        return Context(prec=6, rounding=ROUND_HALF_UP).plus(value)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _exponential(value: Decimal, exponent: int) -> str:
    mantissa = Context(prec=6, rounding=ROUND_HALF_UP).plus(value)
    exponent = mantissa.adjusted()
    plain = f"{mantissa.scaleb(-exponent):f}"
    return _comma(f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain}E{exponent:+03d}")


def _with_general(section: Section | None, value: Decimal) -> str:
    if section is None:
        return general(value)
    pieces = (
        general(abs(value))
        if piece.kind in (Kind.GENERAL, Kind.TEXT)
        else _PAD
        if piece.kind is Kind.PAD
        else piece.text
        for piece in section.pieces
    )
    return _without_pads(("-" if value < 0 else "") + "".join(pieces))


def _comma(text: str) -> str:
    return text.replace(".", ",")


def _without_pads(text: str) -> str:
    return _PADS.sub(" ", text).strip() if _PAD in text else text


# --- digits ----------------------------------------------------------------------------------------------------------


def _number_pieces(section: Section, value: Decimal) -> Iterator[str]:
    pieces = section.pieces
    scaled = value.scaleb(2 * section.percents, _WIDE)
    kinds = [piece.kind for piece in pieces]
    if Kind.DIGIT not in kinds:
        return _plain(pieces)
    if Kind.EXPONENT in kinds:
        return _scientific(pieces, kinds.index(Kind.EXPONENT), scaled)
    if Kind.SLASH in kinds and _is_fraction(pieces, kinds.index(Kind.SLASH)):
        from generator.ooxml.fraction_formats import fraction_pieces

        return fraction_pieces(pieces, scaled)
    last = max(at for at, kind in enumerate(kinds) if kind is Kind.DIGIT)
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    thousands = _scaling(kinds, min(point, last + 1), last)
    return fixed(pieces, scaled.scaleb(-3 * thousands, _WIDE))


def _plain(pieces: tuple[Piece, ...]) -> Iterator[str]:
    return (_PAD if piece.kind is Kind.PAD else piece.text for piece in pieces)


def _is_fraction(pieces: tuple[Piece, ...], slash: int) -> bool:
    """Whether digits stand before a `/`, and digits or a number after it."""
    after = next((piece for piece in pieces[slash + 1 :] if piece.kind is not Kind.PAD), None)
    before = any(piece.kind is Kind.DIGIT for piece in pieces[:slash])
    return before and after is not None and (after.kind is Kind.DIGIT or after.text.isdigit())


def _scaling(kinds: list[Kind], point: int, last: int) -> int:
    """How many commas stand behind the digits before the point, or at the end: each drops three digits."""
    count = 0
    for end in {point, last + 1}:
        at = end
        while at > 0 and kinds[at - 1] is Kind.COMMA:
            at -= 1
        at_end = at if at < end else end
        while at_end < len(kinds) and kinds[at_end] is Kind.COMMA:
            count += 1
            at_end += 1
    return count


def fixed(pieces: tuple[Piece, ...], value: Decimal) -> Iterator[str]:
    """A number laid into digits with or without decimals: what is left before the first digit stands before it."""
    kinds = [piece.kind for piece in pieces]
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    places = [at for at in range(point + 1, len(kinds)) if kinds[at] is Kind.DIGIT]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, _WIDE)
    whole, _, decimals = f"{rounded:f}".partition(".")
    yield from _whole(pieces[:point], "" if whole == "0" else whole)
    used = len(decimals.rstrip("0"))
    done = 0
    for piece in pieces[point:]:
        if piece.kind is Kind.DIGIT:
            yield decimals[done] if done < used or piece.text == "0" else _PAD if piece.text == "?" else ""
            done += 1
        elif piece.kind is Kind.POINT:
            yield ","
        elif piece.kind is not Kind.COMMA:
            yield _PAD if piece.kind is Kind.PAD else piece.text


def _whole(pieces: tuple[Piece, ...], digits: str) -> Iterator[str]:
    """Digits before the point, from the right; thousands where a `,` stands between two places."""
    places = [at for at, piece in enumerate(pieces) if piece.kind is Kind.DIGIT]
    grouped = any(
        piece.kind is Kind.COMMA and places and places[0] < at < places[-1] for at, piece in enumerate(pieces)
    )
    left = len(places)
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.DIGIT:
            if at == places[0]:
                more = digits[: max(len(digits) - left, 0)]
                yield from (_grouped(one, left + len(more) - n, grouped) for n, one in enumerate(more))
            own = digits[-left] if left <= len(digits) else {"0": "0", "?": _PAD}.get(piece.text, "")
            yield _grouped(own, left, grouped and own not in ("", _PAD))
            left -= 1
        elif piece.kind is not Kind.COMMA:
            yield _PAD if piece.kind is Kind.PAD else piece.text


def _grouped(digit: str, left: int, grouped: bool) -> str:
    """A digit with `left` digits from it to the end, and the point that follows it in thousands."""
    return f"{digit}." if grouped and left % 3 == 1 and left > 1 else digit


def _scientific(pieces: tuple[Piece, ...], at: int, value: Decimal) -> Iterator[str]:
    """`0.00E+00`; with more than one digit before the point the exponent goes by as many."""
    mantissa, power = pieces[:at], pieces[at + 1 :]
    kinds = [piece.kind for piece in mantissa]
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    step = max(sum(kind is Kind.DIGIT for kind in kinds[:point]), 1)
    places = sum(kind is Kind.DIGIT for kind in kinds[point:])
    exponent = 0
    if value:
        exponent = value.adjusted() // step * step
        rounded = value.scaleb(-exponent, _WIDE).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
        if rounded.adjusted() >= step:
            exponent += step
    yield from fixed(mantissa, value.scaleb(-exponent, _WIDE))
    sign = pieces[at].text[1:]
    yield f"E{'-' if exponent < 0 else '+' if sign == '+' else ''}"
    yield from fixed(power, Decimal(abs(exponent)))
