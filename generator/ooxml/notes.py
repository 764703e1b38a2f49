"""Footnotes (17.11): the part word/footnotes.xml, what has to declare it, and how the text refers to it.

Word numbers them by their order in the text; an id only ties a reference to its note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from generator.ooxml import package
from generator.ooxml.declaring import declare
from generator.ooxml.names import W, w

PART = "word/footnotes.xml"
# Styles of the text and of the number, by Word's own ids.
TEXT, NUMBER = "FootnoteText", "FootnoteReference"
_SETTINGS = "word/settings.xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# What Word draws between the text and its notes, by the ids that settings.xml names.
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
# CT_Settings is a sequence: w:footnotePr stands before these.
_AFTER = tuple(map(w, ("endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping")))


def reference(number: int) -> str:
    """The run that stands in the text for a note."""
    return f'<w:r><w:rPr><w:rStyle w:val="{NUMBER}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def note(number: int, paragraphs: Iterable[str]) -> str:
    """A note; its paragraphs are the insides of a `w:t`."""
    mark = f'<w:r><w:rPr><w:rStyle w:val="{NUMBER}"/></w:rPr><w:footnoteRef/></w:r>'
    made = ""
    for text in paragraphs:
        made += f'<w:p><w:pPr><w:pStyle w:val="{TEXT}"/></w:pPr>{mark}'
        made += f'<w:r><w:t xml:space="preserve">{" " if mark else ""}{text}</w:t></w:r></w:p>'
        mark = ""
    return f'<w:footnote w:id="{number}">{made}</w:footnote>'


def by_id(parts: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """The notes of a document by id, its separators apart."""
    return {element.get(w("id"), ""): element for element in _root(parts) if element.get(w("type")) is None}


def next_id(parts: Mapping[str, bytes]) -> int:
    """The first id above those of a document's notes."""
    return max((int(key) for key in by_id(parts) if key.isdigit()), default=0) + 1


def added(parts: Mapping[str, bytes], notes: Iterable[str | etree._Element]) -> dict[str, bytes]:
    """The parts with notes put in; all that a document without any lacks is made."""
    root = _root(parts)
    count = len(root)
    for one in notes:
        root.append(etree.fromstring(f'<w:x xmlns:w="{W}">{one}</w:x>')[0] if isinstance(one, str) else one)
    if len(root) == count:
        return dict(parts)
    made = {**parts, PART: package.xml_bytes(root)}
    return made if PART in parts else _declared(made)


def _root(parts: Mapping[str, bytes]) -> etree._Element:
    if PART in parts:
        return package.parse_xml(parts[PART], shown_as=PART, part=PART)
    root = etree.Element(w("footnotes"), nsmap={"w": W})
    for key, kind in _SEPARATORS.items():
        separator = etree.SubElement(root, w("footnote"), {w("type"): kind, w("id"): key})
        run = etree.SubElement(etree.SubElement(separator, w("p")), w("r"))
        etree.SubElement(run, w(kind))
    return root


def _declared(parts: dict[str, bytes]) -> dict[str, bytes]:
    made = dict(parts)
    declare(made, "footnotes.xml", "footnotes", _KIND, shown_as=PART)
    if _SETTINGS in parts:
        settings = package.parse_xml(parts[_SETTINGS], shown_as=_SETTINGS, part=_SETTINGS)
        properties = etree.Element(w("footnotePr"))
        for key in _SEPARATORS:
            etree.SubElement(properties, w("footnote"), {w("id"): key})
        at = next((index for index, child in enumerate(settings) if child.tag in _AFTER), len(settings))
        settings.insert(at, properties)
        made[_SETTINGS] = package.xml_bytes(settings)
    return made
