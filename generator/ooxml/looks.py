"""How a run or paragraph looks, as far as a reader sees it: what two ways of writing the same look have in common.

Programs write black as `auto` or `000000`, fonts and sizes for scripts that the text has none of, typography of East
Asian lines: none of it is seen in a Vietnamese document.
"""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import w

# Properties of runs and of paragraphs that change nothing of a text in Latin letters.
_UNSEEN = frozenset(
    map(
        w,
        (
            *("lang", "noProof", "webHidden", "szCs", "bCs", "iCs", "kern", "eastAsianLayout", "specVanish", "fitText"),
            *("kinsoku", "topLinePunct", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "wordWrap"),
            *("adjustRightInd", "suppressAutoHyphens", "divId", "cnfStyle", "rPr", "sectPr", "textAlignment"),
            *("rPrChange", "pPrChange", "ins", "del"),
        ),
    )
)
_FONTS = w("rFonts")
_LATIN = frozenset(map(w, ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")))
_VALUE = w("val")
# Values that say what nothing says, by property.
_NOTHING = {
    w("color"): frozenset({"auto", "000000"}),
    w("spacing"): frozenset({"0"}),
    w("position"): frozenset({"0"}),
    w("w"): frozenset({"100"}),
    w("highlight"): frozenset({"none"}),
    w("u"): frozenset({"none"}),
    w("effect"): frozenset({"none"}),
    w("vertAlign"): frozenset({"baseline"}),
}
_TRUE = frozenset({"1", "true", "on"})


def look(properties: etree._Element | None) -> tuple[str, ...]:
    """The seen properties of a `w:rPr` or `w:pPr`, each as one text; nothing where there are none."""
    if properties is None or not len(properties):
        return ()
    return tuple(sorted(said for child in properties if (said := _said(child))))


def _said(child: etree._Element) -> str:
    if not isinstance(child.tag, str) or child.tag in _UNSEEN:
        return ""
    attributes = dict(child.attrib)
    value = attributes.get(_VALUE)
    if value is not None and value in _NOTHING.get(child.tag, ()) and not _themed(attributes):
        return ""
    if child.tag == _FONTS:
        attributes = {name: text for name, text in attributes.items() if name in _LATIN}
        if not attributes:
            return ""
    if value in _TRUE and len(attributes) == 1:
        attributes = {}
    inner = "".join(f"({_said(below)})" for below in child)
    return f"{child.tag}{sorted(attributes.items())}{inner}"


def _themed(attributes: dict[str, str]) -> bool:
    return any(name.endswith("themeColor") for name in attributes)
