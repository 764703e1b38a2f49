"""Text in the old Vietnamese fonts as Unicode, run by run, by the font that each stands in; what was converted is said.

A font decides only where its letters bear it out: text that has letters of Unicode alone was typed in Unicode and
stands in a wrong font, which costs it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from generator.facts.old_letters import UNICODE_ONLY, from_tcvn3, from_vni
from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import Styles, read_styles
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late

_OLD = late(rb"\.Vn|VNI[-_ ]", re.IGNORECASE)
_TCVN3, _VNI = late(r"\.Vn", re.IGNORECASE), late(r"VNI[-_ ]", re.IGNORECASE)
_RUN, _PARAGRAPH, _TEXT, _FONTS = w("r"), w("p"), w("t"), w("rFonts")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
Parts = Mapping[str, bytes]


def in_unicode(parts: Parts, shown_as: str) -> tuple[Parts, tuple[Finding, ...]]:
    """The parts of a Word file with its text in Unicode, and a word on what was converted."""
    named = [name for name in (DOCUMENT, "word/styles.xml", *_NOTES) if name in parts]
    if not any(_OLD.search(parts[name]) for name in named):
        return parts, ()
    styles = read_styles(parts, shown_as=shown_as)
    roots = {
        name: package.parse_xml(parts[name], shown_as=shown_as, part=name)
        for name in (DOCUMENT, *_NOTES)
        if name in parts
    }
    runs: dict[str, list[etree._Element]] = {}
    for root in roots.values():
        for run in root.iter(_RUN):
            font = _font(run, styles)
            if _TCVN3.match(font) or _VNI.match(font):
                runs.setdefault(font, []).append(run)
    changed = {font: held for font, held in runs.items() if _is_old(held)}
    if not changed:
        return parts, ()
    for font, held in changed.items():
        for run in held:
            _convert(run, _reader(font))
    made = {**parts, **{name: package.xml_bytes(root) for name, root in roots.items()}}
    message = msg("Chữ gõ bằng phông cũ ({phong}) đã chuyển sang Unicode.", phong=", ".join(sorted(changed)))
    hint = msg("Soát lại chữ hoa, dấu ở những chỗ ấy.")
    return made, (Finding("V357", Severity.WARNING, Place(shown_as), message, hint, "\n".join(sorted(changed))),)


def _font(run: etree._Element, styles: Styles) -> str:
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    style = styles.style_of(paragraph) if paragraph is not None else ""
    return styles.run(run.find(w("rPr")), style).font


def _is_old(runs: list[etree._Element]) -> bool:
    """Whether the text of all runs in a font has letters beyond ASCII, and none of Unicode alone."""
    text = "".join(node.text or "" for run in runs for node in run.iter(_TEXT))
    return not text.isascii() and UNICODE_ONLY.search(text) is None


def _reader(font: str) -> Callable[[str], str]:
    if _VNI.match(font):
        return from_vni
    capitals = font.upper().endswith("H")
    return lambda text: from_tcvn3(text, capitals=capitals)


def _convert(run: etree._Element, read: Callable[[str], str]) -> None:
    for node in run.iter(_TEXT):
        node.text = read(node.text or "")
    for fonts in run.iter(_FONTS):
        fonts.getparent().remove(fonts)
    # The run says a font of Unicode: what its style says is no more.
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    own = etree.Element(_FONTS)
    own.set(w("ascii"), "Times New Roman")
    own.set(w("hAnsi"), "Times New Roman")
    properties.insert(0, own)
