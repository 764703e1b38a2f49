"""Raised and lowered signs as the letters that Unicode has for them: 10⁶, m², H₂O, 512¹, so that text alone keeps them.

Without them a raised figure is one more digit of the number that it stands at. What Unicode has no letter for ("th"),
and marks of notes in a heading, where a field has no room for them, stay raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.raised import as_letters
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import Styles, read_styles
from generator.values.patterns import late

_MARKED = b"vertAlign"
_STYLES = "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_RUN, _PARAGRAPH, _TEXT, _PROPERTIES, _SCRIPT = w("r"), w("p"), w("t"), w("rPr"), w("vertAlign")
_REFERENCES = tuple(map(w, ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")))
# What a form leaves to be filled in, a label: the raised figure after it is explained below the form.
_BLANK = late(r"(?:\.\.|…|_|:)\s*$")
_UNIT = late(r"(?<!\w)(?:[kcdmh]|da)?m$", re.IGNORECASE)
Parts = Mapping[str, bytes]


def with_raised_signs(parts: Parts, shown_as: str) -> Parts:
    """The parts of a Word file with raised and lowered figures, signs as letters of their own."""
    named = [name for name in (DOCUMENT, *_NOTES) if name in parts]
    if not any(_MARKED in parts.get(name, b"") for name in (*named, _STYLES)):
        return parts
    styles = read_styles(parts, shown_as=shown_as)
    made = dict(parts)
    for name in named:
        root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
        written = [_convert(paragraph, styles) for paragraph in root.iter(_PARAGRAPH)]
        if any(written):
            made[name] = package.xml_bytes(root)
    return made


def _convert(paragraph: etree._Element, styles: Styles) -> bool:
    """Write the runs of a paragraph so and say whether any was: none where all of it is raised, beside nothing."""
    style = styles.style_of(paragraph)
    runs = [(run, _script(run, style, styles)) for run in _runs(paragraph)]
    if not any(script for _, script in runs) or all(script or not _text(run).strip() for run, script in runs):
        return False
    capitals = "".join(_text(run) for run, script in runs if not script).isupper()
    before, changed = "", False
    for run, script in runs:
        if script and (letters := as_letters(_text(run), script)) and not _is_mark(before, script, capitals=capitals):
            _write(run, letters)
            changed = True
            before += letters
        else:
            before += _text(run)
    return changed


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, not those of the boxes in it."""
    for run in paragraph.iter(_RUN):
        if next(run.iterancestors(_PARAGRAPH), None) is paragraph:
            yield run


def _script(run: etree._Element, style: str, styles: Styles) -> str:
    if any(child.tag in _REFERENCES for child in run):
        return ""
    return styles.run(run.find(_PROPERTIES), style).script


def _is_mark(before: str, script: str, *, capitals: bool) -> bool:
    """Whether a raised sign after these words is the mark of a note in a form or at a line of its heading."""
    if script != "superscript":
        return False
    return bool(_BLANK.search(before)) or (capitals and before[-1:].isalpha() and not _UNIT.search(before))


def _text(run: etree._Element) -> str:
    return "".join(node.text or "" for node in run.iterchildren(_TEXT))


def _write(run: etree._Element, letters: str) -> None:
    at = 0
    for node in run.iterchildren(_TEXT):
        length = len(node.text or "")
        node.text = letters[at : at + length]
        at += length
    properties = run.find(_PROPERTIES)
    if properties is None:
        properties = etree.Element(_PROPERTIES)
        run.insert(0, properties)
    for own in properties.findall(_SCRIPT):
        properties.remove(own)
    # Its style may raise it.
    etree.SubElement(properties, _SCRIPT).set(w("val"), "baseline")
