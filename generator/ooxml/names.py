"""Namespaces, relationship and content types of OOXML (ECMA-376), and short qualified names: `w("p")`."""

from __future__ import annotations

from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = "http://www.w3.org/XML/1998/namespace"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"

NS = {"w": W, "r": R, "s": S, "mc": MC, "a": A, "wp": WP}

TWIPS_PER_MM = 1440 / 25.4


@cache
def w(name: str) -> str:
    """A WordprocessingML name as lxml writes it: `{…main}p`."""
    return f"{{{W}}}{name}"


def s(name: str) -> str:
    """A SpreadsheetML name as lxml writes it."""
    return f"{{{S}}}{name}"


def r(name: str) -> str:
    """A relationship attribute as lxml writes it: `{…relationships}id`."""
    return f"{{{R}}}{name}"


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def mm(twips_: float) -> float:
    """Twentieths of a point as millimetres."""
    return twips_ / TWIPS_PER_MM
