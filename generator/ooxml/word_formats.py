"""What single elements of WordprocessingML say of a look: a `w:rPr`, a `w:pPr`, the theme's fonts, each by itself.

`styles` lays what they say over one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from lxml import etree
from msgspec import Struct

from generator.ooxml.names import A, w
from generator.ooxml.numbering import whole
from generator.ooxml.package import parse_xml

Properties = dict[str, Any]

OFF = frozenset({"0", "false", "off"})
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}
_AUTO_SPACING = 14.0  # points Word puts where w:beforeAutospacing / w:afterAutospacing is on


class RunFormat(Struct, frozen=True):
    """How characters look: font name, size in points, weight and slope, colour ("" is automatic), what is behind them.

    `highlight` and `shade` are the two ways to say the latter: a name of Word's, hexadecimal; "" for nothing.
    """

    font: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    struck: bool = False
    double_struck: bool = False
    underline: bool = False
    script: Literal["", "superscript", "subscript"] = ""
    color: str = ""
    highlight: str = ""
    shade: str = ""

    @property
    def superscript(self) -> bool:
        """Whether they stand above or below the line."""
        return bool(self.script)


class ParagraphFormat(Struct, frozen=True):
    """How a paragraph stands: indents in twips, spacing in points.

    `line` is a multiple of single spacing under `line_rule` "auto", else points ("exact", "atLeast").
    `num_id` is 0 where the paragraph is in no list.
    """

    style: str = ""
    alignment: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: float = 0.0
    after: float = 0.0
    contextual: bool = False
    line: float = 1.0
    line_rule: str = "auto"
    num_id: int = 0
    level: int = 0
    top_border: bool = False
    bottom_border: bool = False
    framed: str = ""
    new_page: bool = False


def run_properties(properties: etree._Element, fonts: Mapping[str, str]) -> Properties:
    """What one `w:rPr` says, by the field names of `RunFormat`; `style` is the character style it names."""
    found: Properties = {}
    for child in properties:
        if child.tag == w("rFonts"):
            if font := _font(child, fonts):
                found["font"] = font
        elif reader := _RUN_READERS.get(child.tag):
            found.update(reader(child))
    return found


def _script(element: etree._Element) -> Properties:
    value = element.get(w("val"))
    return {"script": value if value in ("superscript", "subscript") else ""}


def _highlight(element: etree._Element) -> Properties:
    value = element.get(w("val"), "none")
    return {"highlight": "" if value == "none" else value}


def _colour(value: str) -> str:
    return "" if value == "auto" else value.upper()


def _font(element: etree._Element, fonts: Mapping[str, str]) -> str:
    for name in ("hAnsi", "ascii"):
        theme = element.get(w(f"{name}Theme"))
        if theme:
            return fonts.get(theme[:5], "")
        value = element.get(w(name))
        if value:
            return str(value)
    return ""


def theme_fonts(parts: Mapping[str, bytes], shown_as: str) -> dict[str, str]:
    """Latin fonts of the theme by the first letters of the reference: `minor` and `major`."""
    name = next((part for part in sorted(parts) if part.startswith("word/theme/") and part.endswith(".xml")), "")
    if not name:
        return {}
    root = parse_xml(parts[name], shown_as=shown_as, part=name)
    found = {}
    for kind in ("minor", "major"):
        latin = root.find(f".//{{{A}}}{kind}Font/{{{A}}}latin")
        if latin is not None:
            found[kind] = latin.get("typeface", "")
    return found


def paragraph_properties(properties: etree._Element) -> Properties:
    """What one `w:pPr` says, by the field names of `ParagraphFormat`."""
    found: Properties = {}
    for child in properties:
        reader = _PARAGRAPH_READERS.get(child.tag)
        if reader is not None:
            found.update(reader(child))
    return found


def _style(element: etree._Element) -> Properties:
    return {"style": element.get(w("val"), "")}


def _alignment(element: etree._Element) -> Properties:
    value = element.get(w("val"), "left")
    return {"alignment": _ALIGNMENTS.get(value, value)}


def _indents(element: etree._Element) -> Properties:
    found: Properties = {}
    for name, names in (("left", ("start", "left")), ("right", ("end", "right"))):
        value = next((element.get(w(item)) for item in names if element.get(w(item)) is not None), None)
        if value is not None:
            found[name] = whole(value)
    hanging, first = element.get(w("hanging")), element.get(w("firstLine"))
    if hanging is not None:
        found["first"] = -whole(hanging)
    elif first is not None:
        found["first"] = whole(first)
    return found


def _spacing(element: etree._Element) -> Properties:
    found: Properties = {}
    for name in ("before", "after"):
        if element.get(w(f"{name}Autospacing"), "0") not in OFF:
            found[name] = _AUTO_SPACING
        elif element.get(w(name)) is not None:
            found[name] = whole(element.get(w(name))) / 20
    if element.get(w("line")) is not None:
        rule = element.get(w("lineRule"), "auto")
        value = whole(element.get(w("line")), 240)
        found["line_rule"] = rule
        found["line"] = value / 240 if rule == "auto" else value / 20
    return found


def _numbers(element: etree._Element) -> Properties:
    num_id, level = element.find(w("numId")), element.find(w("ilvl"))
    found = {"num_id": whole(num_id.get(w("val")))} if num_id is not None else {}
    if level is not None:
        found["level"] = whole(level.get(w("val")))
    return found


def _borders(element: etree._Element) -> Properties:
    found: Properties = {}
    for name in ("top", "bottom"):
        border = element.find(w(name))
        if border is not None:
            found[f"{name}_border"] = border.get(w("val"), "nil") not in ("nil", "none")
    return found


def _on(name: str) -> Any:
    return lambda element: {name: element.get(w("val"), "1") not in OFF}


_RUN_READERS = {
    w("b"): _on("bold"),
    w("i"): _on("italic"),
    w("caps"): _on("caps"),
    w("smallCaps"): _on("small_caps"),
    w("vanish"): _on("hidden"),
    w("strike"): _on("struck"),
    w("dstrike"): _on("double_struck"),
    w("sz"): lambda element: {"size": whole(element.get(w("val")), 20) / 2},
    w("u"): lambda element: {"underline": element.get(w("val"), "single") != "none"},
    w("vertAlign"): _script,
    w("color"): lambda element: {"color": _colour(element.get(w("val"), "auto"))},
    w("highlight"): _highlight,
    w("shd"): lambda element: {"shade": _colour(element.get(w("fill"), "auto"))},
    w("rStyle"): _style,
}
_PARAGRAPH_READERS = {
    w("pStyle"): _style,
    w("jc"): _alignment,
    w("ind"): _indents,
    w("spacing"): _spacing,
    w("numPr"): _numbers,
    w("pBdr"): _borders,
    w("pageBreakBefore"): _on("new_page"),
    w("contextualSpacing"): _on("contextual"),
    w("framePr"): lambda element: {"framed": element.get(w("xAlign"), "frame")},
}
