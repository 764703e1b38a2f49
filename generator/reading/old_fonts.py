"""Text in the old Vietnamese fonts as Unicode, run by run, by the font that each stands in; what was converted is said.

A font decides only where its letters bear it out: text that has more letters of Unicode alone than of the old fonts
was typed in Unicode and stands in a wrong font, which costs it nothing. So do single runs among text that is old.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from generator.facts.old_letters import OLD_ONLY, UNICODE_ONLY, from_tcvn3, from_vni
from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import STYLES, Styles, read_styles
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import quote

# How the names of their fonts begin, in small letters.
_OLD = (b".vn", b"vni-", b"vni_", b"vni ")
_TCVN3, _VNI = late(r"\.Vn", re.IGNORECASE), late(r"VNI[-_ ]", re.IGNORECASE)
_RUN, _PARAGRAPH, _TEXT, _FONTS = w("r"), w("p"), w("t"), w("rFonts")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
Parts = Mapping[str, bytes]


def in_unicode(parts: Parts, shown_as: str) -> tuple[Parts, tuple[Finding, ...]]:
    """The parts of a Word file with its text in Unicode, and a word on what was converted."""
    named = [name for name in (DOCUMENT, STYLES, *_NOTES) if name in parts]
    if not any(begin in small for small in (parts[name].lower() for name in named) for begin in _OLD):
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
    kept = [_text(run) for held in changed.values() for run in held if _is_unicode(_text(run))]
    for font, held in changed.items():
        for run in held:
            _convert(run, str if _is_unicode(_text(run)) else _reader(font))
    made = {**parts, **{name: package.xml_bytes(root) for name, root in roots.items()}}
    message = msg("Chữ gõ bằng phông cũ ({phong}) đã chuyển sang Unicode.", phong=", ".join(sorted(changed)))
    hint = msg("Soát lại chữ hoa, dấu ở những chỗ ấy.")
    said = Finding("V357", Severity.WARNING, Place(shown_as), message, hint, "\n".join(sorted(changed)))
    return made, (said, *_left_as_typed(kept, shown_as))


def _left_as_typed(texts: Sequence[str], shown_as: str) -> Iterator[Finding]:
    """The texts in an old font that were typed in Unicode."""
    if texts:
        message = msg(
            "{so} chỗ trong phông cũ đã gõ bằng Unicode, giữ nguyên chữ: {chu}.", so=len(texts), chu=quote(texts[0])
        )
        hint = msg("Soát lại từng chữ ở những chỗ ấy.")
        yield Finding("V357", Severity.WARNING, Place(shown_as), message, hint, "\n".join(texts))


def _font(run: etree._Element, styles: Styles) -> str:
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    style = styles.style_of(paragraph) if paragraph is not None else ""
    return styles.run(run.find(w("rPr")), style).font


def _is_old(runs: list[etree._Element]) -> bool:
    """Whether the text of all runs in a font has letters beyond ASCII and was not typed in Unicode."""
    text = "".join(map(_text, runs))
    return not text.isascii() and not _is_unicode(text)


def _is_unicode(text: str) -> bool:
    """Whether letters of Unicode alone are in a text, and those of the old fonts are no more than they."""
    count = len(UNICODE_ONLY.findall(text))
    return count > 0 and len(OLD_ONLY.findall(text)) <= count


def _text(run: etree._Element) -> str:
    return "".join(node.text or "" for node in run.iter(_TEXT))


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
