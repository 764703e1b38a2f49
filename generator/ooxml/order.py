"""Put a property where the schema wants it: the children of w:rPr, w:pPr, w:sectPr, w:tblPr, w:tcPr have an order."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generator.ooxml.names import w

_RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
_PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
_SECTION = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]
_TABLE = ["tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc"]
_TABLE += ["tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]
_CELL = ["cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection"]
_CELL += ["tcFitText", "vAlign", "hideMark"]
_SIDES = ["top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl"]
_ORDERS = {
    w("rPr"): {w(name): at for at, name in enumerate(_RUN)},
    w("pPr"): {w(name): at for at, name in enumerate(_PARAGRAPH)},
    w("sectPr"): {w(name): at for at, name in enumerate(_SECTION)},
    w("tblPr"): {w(name): at for at, name in enumerate(_TABLE)},
    w("tcPr"): {w(name): at for at, name in enumerate(_CELL)},
    **{
        w(name): {w(side): at for at, side in enumerate(_SIDES)}
        for name in ("tblBorders", "tblCellMar", "tcBorders", "tcMar")
    },
}

_PROPERTIES = {w("r"): w("rPr"), w("p"): w("pPr"), w("tc"): w("tcPr")}


def put(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    """The child `w:name` of a property element, made in its place where there is none, with these attributes set."""
    child = parent.find(w(name))
    if child is None:
        child = etree.Element(w(name))
        place(parent, child)
    for key, value in (attributes or {}).items():
        child.set(w(key), value)
    return child


def place(parent: etree._Element, child: etree._Element) -> None:
    """Insert a child into a property element after every sibling that must come before it."""
    order = _ORDERS[parent.tag]
    own = order.get(child.tag, len(order))
    at = len(parent)
    while at and order.get(parent[at - 1].tag, -1) > own:
        at -= 1
    parent.insert(at, child)


def properties(element: etree._Element) -> etree._Element:
    """The `w:rPr` of a run, `w:pPr` of a paragraph or `w:tcPr` of a cell, made where there is none."""
    name = _PROPERTIES[element.tag]
    found = element.find(name)
    if found is None:
        found = etree.Element(name)
        element.insert(0, found)
    return found
