"""What `styles.xml` says of a cell by the index of its format: its number format, alignment, a box around it."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.number_formats import BUILT_IN, NumberFormat, number_format

# Excel's own limit is 65,490.
_MOST_FORMATS = 65_536
_GENERAL = number_format("General")
# Short date, short date and time.
_BY_LANGUAGE = (14, 22)
_SIDES = ("left", "right", "top", "bottom")


class CellStyle(Struct, frozen=True):
    """A cell's look: its number format and the code of it, `left` `center` `right` (`justify` …) where it is set.

    `boxed`: it has a border or a fill, so that it is seen though it is blank; `as_typed`: a text in it is shown as it
    is.
    """

    format: NumberFormat = _GENERAL
    code: str = "General"
    align: str = ""
    boxed: bool = False
    as_typed: bool = True


DEFAULT = CellStyle()


def cell_styles(data: bytes, *, shown_as: str, part: str) -> tuple[CellStyle, ...]:
    """The formats of cells by their index. Raises InputError V013, V014."""
    root = package.parse_xml(data, shown_as=shown_as, part=part)
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "General")
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    borders = [_has_border(border) for border in root.iterfind("{*}borders/{*}border")]
    fills = [_is_filled(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    found: list[CellStyle] = []
    for xf in root.iterfind("{*}cellXfs/{*}xf"):
        if len(found) == _MOST_FORMATS:
            break
        code = _code(xf.get("numFmtId", "0"), codes)
        format_ = number_format(code)
        align = xf.find("{*}alignment")
        horizontal = align.get("horizontal", "") if align is not None else ""
        boxed = _listed(borders, xf.get("borderId", "0")) or _listed(fills, xf.get("fillId", "0"))
        found.append(CellStyle(format_, code, "" if horizontal == "general" else horizontal, boxed, format_.keeps_text))
    return tuple(found)


def _code(number: str, codes: dict[str, str]) -> str:
    """The code of a format by its number: what the file says (a `$` stays one), but for dates that the language
    decides."""
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
    built_in = BUILT_IN.get(key, "General")
    return built_in if key in _BY_LANGUAGE else codes.get(number, built_in)


def _has_border(border: etree._Element) -> bool:
    sides = (border.find(f"{{*}}{side}") for side in _SIDES)
    return any(side is not None and side.get("style", "none") != "none" for side in sides)


def _is_filled(fill: etree._Element) -> bool:
    pattern = fill.find("{*}patternFill")
    return (pattern is not None and pattern.get("patternType", "none") not in ("none", "gray125")) or (
        fill.find("{*}gradientFill") is not None
    )


def _listed(marks: list[bool], number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 9 and int(number) < len(marks) and marks[int(number)]
