"""Sections of one template: which headers and footers each shows, said where a template leaves it to the one before.

In a file that joins templates the section before may be another template's.
"""

from __future__ import annotations

import copy

from lxml import etree

from generator.ooxml.names import R, r, w

_MARGINS = ("headerReference", "footerReference")
_TYPES = ("default", "first", "even")
# The relationship id of an empty header or footer (`Assembly.add_margin`).
EMPTY = {name: f"rId-{name.removesuffix('Reference')}-trong" for name in _MARGINS}


def with_margins_said(document: etree._Element) -> etree._Element:
    """Each section after the first refers to the headers and footers that it goes on with; in place."""
    sections = list(document.iter(w("sectPr")))
    shown: dict[str, etree._Element] = {}
    for section in sections if len(sections) > 1 else ():
        own = {slot_of(one): one for one in references_of(section)}
        for slot in shown.keys() - own.keys():
            section.insert(0, copy.deepcopy(shown[slot]))
        shown |= own
    return document


def begin_blank(body: etree._Element) -> bool:
    """The first of several sections shows no header or footer where it names none, whatever stands before it in the
    file; in place. Tells whether it needs the empty ones."""
    first = next(body.iter(w("sectPr")), None)
    if first is None:
        return False
    present = {slot_of(one) for one in references_of(first)}
    for name in _MARGINS:
        for kind in _TYPES:
            if f"{name} {kind}" not in present:
                first.insert(0, etree.Element(w(name), {w("type"): kind, f"{{{R}}}id": EMPTY[name]}))
    return True


def references_of(section: etree._Element) -> list[etree._Element]:
    """The references of a section to headers and footers."""
    return [one for one in section.iter(*(w(name) for name in _MARGINS)) if one.get(r("id"))]


def slot_of(reference: etree._Element) -> str:
    """What a reference is for: `headerReference first`."""
    return f"{etree.QName(reference).localname} {reference.get(w('type'), 'default')}"
