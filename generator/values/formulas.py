"""Formulas of figures: `{cap_moi} + {cap_doi}`, `ky_truoc + {thang}`, `{da_tra} / {tiep_nhan}`; exact, never code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from generator.values.figures import BEFORE
from generator.values.patterns import late

# More parts than any sum of a report has; what is deeper is refused, not computed.
_MOST, _DEEPEST = 400, 40
_TOKEN = late(
    r"\s*(?:(?P<key>\{\s*[^\W\d][\w.\-]*\s*\})|(?P<before>ky_truoc)\b|(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<sign>[-+*/()−×:]))"
)
_SIGNS = {"−": "-", "×": "*", ":": "/"}


class FormulaError(ValueError):
    """A formula that is none; its text says where."""


class Formula(Struct, frozen=True):
    """A formula in postfix order: signs, numbers, and names of figures (`ky_truoc` the own one of a period ago)."""

    steps: tuple[str | Fraction, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that it is computed from, `{x}` without braces; `x.ky_truoc` is x a period ago."""
        return tuple(dict.fromkeys(step[1:-1] for step in self.steps if isinstance(step, str) and step[0] == "{"))

    @property
    def of_before(self) -> bool:
        """Whether it counts on from the own value of a period ago."""
        return BEFORE in self.steps

    def value(self, known: Callable[[str], Fraction]) -> Fraction:
        """What it gives; `known` gives each figure by key, the own one of a period ago by `ky_truoc`.

        Raises ZeroDivisionError, and what `known` raises.
        """
        stack: list[Fraction] = []
        for step in self.steps:
            if isinstance(step, Fraction):
                stack.append(step)
            elif step in "+-*/":
                right, left = stack.pop(), stack.pop()
                stack.append(_applied(step, left, right))
            else:
                stack.append(known(step.strip("{}")))
        return stack[0]


def _applied(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "*" else left / right


def formula_of(text: str) -> Formula:
    """A formula read. Raises FormulaError, whose text is the part that is not understood."""
    tokens = list(_tokens(text.strip().removeprefix("=")))
    if len(tokens) > _MOST or tokens.count("(") > _DEEPEST:
        raise FormulaError(text[:40])
    made, rest = _sum(tokens, 0)
    if rest != len(tokens):
        raise FormulaError(_shown(tokens[rest]))
    return Formula(tuple(made))


def _tokens(text: str) -> Iterator[str | Fraction]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError(text[at:].strip()[:40])
        if match["number"]:
            yield Fraction(_plain(match["number"]))
        elif match["key"]:
            yield f"{{{match['key'][1:-1].strip()}}}"
        else:
            yield match["before"] or _SIGNS.get(match["sign"], match["sign"])
        at = match.end()


def _plain(number: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    return number.replace(",", ".")


def _sum(tokens: list[str | Fraction], at: int) -> tuple[list[str | Fraction], int]:
    made, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] in ("+", "-"):
        sign = tokens[at]
        more, at = _product(tokens, at + 1)
        made += [*more, sign]
    return made, at


def _product(tokens: list[str | Fraction], at: int) -> tuple[list[str | Fraction], int]:
    made, at = _part(tokens, at)
    while at < len(tokens) and tokens[at] in ("*", "/"):
        sign = tokens[at]
        more, at = _part(tokens, at + 1)
        made += [*more, sign]
    return made, at


def _part(
    tokens: list[str | Fraction],
    at: int,
) -> tuple[list[str | Fraction], int]:
    if at >= len(tokens):
        raise FormulaError("…")
    one = tokens[at]
    if one == "(":
        made, end = _sum(tokens, at + 1)
        if end >= len(tokens) or tokens[end] != ")":
            raise FormulaError("(")
        return made, end + 1
    if isinstance(one, str) and one in "+-*/)":
        raise FormulaError(one)
    return [one], at + 1


def _shown(token: str | Fraction) -> str:
    return str(token)


def rounded(value: Fraction, digits: int) -> Decimal:
    """Half up (away from zero) to a number of decimals: `95,1875` becomes `95,19`."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)
