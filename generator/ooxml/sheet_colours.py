"""The colours that a workbook names: by hexadecimal, by its palette, by its theme with a tint (18.8.19)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import A, s
from generator.values.patterns import late

_THEME, _STYLES = "xl/theme/theme1.xml", "xl/styles.xml"
_HEX = late(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# The palette of Excel 97 without its first eight, which are there twice (18.8.27).
_PALETTE = re.findall(
    r"\w+",
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333",
)
# In a theme the dark ones come first, by their numbers the light ones do.
_BY_NUMBER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)


class Colours:
    """The colours of one workbook."""

    def __init__(self, parts: Mapping[str, bytes], *, shown_as: str) -> None:
        """Reads its theme and palette."""
        self._theme = _theme(parts, shown_as)
        self._palette = _own_palette(parts, shown_as) or [*_PALETTE[:8], *_PALETTE]

    def of(self, element: etree._Element | None) -> str:
        """`FF0000` of a `color`, `fgColor` …; '' where it is automatic or nobody knows it."""
        if element is None:
            return ""
        tint = element.get("tint", "0")
        return _tinted(self._named(element), float(tint) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", tint, re.I) else 0.0)

    def _named(self, element: etree._Element) -> str:
        if found := _HEX.fullmatch(element.get("rgb", "")):
            return found[1].upper()
        for name, known in (("indexed", self._palette), ("theme", self._theme)):
            number = element.get(name, "")
            if number.isdigit() and int(number) < len(known):
                return known[int(number)]
        return ""

    def fill(self, element: etree._Element) -> str:
        """What is seen of a `fill` behind the letters."""
        pattern = element.find(s("patternFill"))
        if pattern is None:
            return self.of(element.find(f"{s('gradientFill')}/{s('stop')}/{s('color')}"))
        if pattern.get("patternType", "none") == "none":
            return ""
        return self.of(pattern.find(s("fgColor"))) or ("" if pattern.get("patternType") == "solid" else "C0C0C0")


def _theme(parts: Mapping[str, bytes], shown_as: str) -> list[str]:
    if _THEME not in parts:
        return []
    scheme = package.parse_xml(parts[_THEME], shown_as=shown_as, part=_THEME).find(f".//{{{A}}}clrScheme")
    written = [each[0] for each in scheme if len(each)] if scheme is not None else []
    named = [(each.get("lastClr") or each.get("val", "")).upper() for each in written]
    return [named[at] for at in _BY_NUMBER if at < len(named)]


def _own_palette(parts: Mapping[str, bytes], shown_as: str) -> list[str]:
    if b"indexedColors" not in parts.get(_STYLES, b""):
        return []
    root = package.parse_xml(parts[_STYLES], shown_as=shown_as, part=_STYLES)
    return [each.get("rgb", "")[-6:].upper() for each in root.iterfind(f"{s('colors')}/{s('indexedColors')}/*")]


def _tinted(colour: str, tint: float) -> str:
    """A colour made lighter (up to 1) or darker (down to -1)."""
    if not tint or not re.fullmatch("[0-9A-F]{6}", colour):
        return colour
    hue, light, saturation = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in hls_to_rgb(hue, min(max(light, 0), 1), saturation))
