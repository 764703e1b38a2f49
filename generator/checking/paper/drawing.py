"""Horizontal lines drawn as shapes (DrawingML, VML): how long they are. Knows elements only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.ooxml.inlines import inlines
from generator.ooxml.names import WP, A, w

_DRAWN = (w("drawing"), w("pict"))
_EMU_PER_MM = 36_000
_VML = "urn:schemas-microsoft-com:vml"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
# What a drawing is made of: shapes, connectors, lines, pictures.
_PIECES = (
    f"{{{_WPS}}}wsp", f"{{{_WPS}}}cNvCnPr", f"{{{A}}}blip",
    *(f"{{{_VML}}}{name}" for name in ("line", "shape", "rect", "roundrect", "polyline", "imagedata")),
)  # fmt: skip
_THIN_MM = 1.5  # higher than this a shape is a box, not a line
_POINTS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 72}


def shapes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The drawings anchored in a paragraph (`w:drawing`, `w:pict`), text boxes and pictures included."""
    if next(paragraph.iter(*_DRAWN), None) is None:
        return
    yield from (piece.node for piece in inlines(paragraph, "accept") if piece.node.tag in _DRAWN)


def may_be_rule(shape: etree._Element) -> bool:
    """Whether a drawing may be or hold a horizontal line: anything but a text box by itself."""
    if next(shape.iter(w("txbxContent")), None) is None:
        return True
    outside = (node for node in shape.iter(*_PIECES) if next(node.iter(w("txbxContent")), None) is None)
    inside = {node for box in shape.iter(w("txbxContent")) for node in box.iter(*_PIECES)}
    return any(node not in inside for node in outside)


def line_lengths(paragraph: etree._Element) -> tuple[float, ...]:
    """Lengths in mm of the horizontal lines anchored in a paragraph."""
    found = (_length(shape) for shape in shapes(paragraph))
    return tuple(length for length in found if length is not None)


def _length(shape: etree._Element) -> float | None:
    if next(shape.iter(w("txbxContent")), None) is not None or next(shape.iter(f"{{{A}}}blip"), None) is not None:
        return None
    extent = next(shape.iter(f"{{{WP}}}extent"), None)
    if extent is not None:
        wide, high = (_number(extent.get(name)) / _EMU_PER_MM for name in ("cx", "cy"))
        return wide if high < _THIN_MM < wide else None
    line = next(shape.iter(f"{{{_VML}}}line"), None)
    if line is not None:
        return _between(line.get("from", ""), line.get("to", ""))
    for name in ("shape", "rect"):
        drawn = next(shape.iter(f"{{{_VML}}}{name}"), None)
        if drawn is not None:
            style = dict(re.findall(r"(width|height)\s*:\s*([\d.]+\s*[a-z]*)", drawn.get("style", "")))
            across, down = _mm(style.get("width", "")), _mm(style.get("height", "0"))
            return across if across and down is not None and down < _THIN_MM < across else None
    return None


def _between(start: str, end: str) -> float | None:
    x1, y1, *_ = [*map(_mm, start.split(",")), None, None]
    x2, y2, *_ = [*map(_mm, end.split(",")), None, None]
    if x1 is None or x2 is None or y1 is None or y2 is None or abs(y2 - y1) > _THIN_MM:
        return None
    return abs(x2 - x1)


def _mm(text: str) -> float | None:
    match = re.fullmatch(r"\s*(-?[\d.]+)\s*([a-z]*)\s*", text)
    if not match or match[2] not in _POINTS:
        return None
    return _number(match[1]) * _POINTS[match[2]]


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
