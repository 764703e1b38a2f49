"""Sections of one template: which headers and footers each shows, said where a template leaves it to the one before.

In a file that joins templates the section before may be another template's.
"""

from __future__ import annotations

import copy
from itertools import product

from lxml import etree

from generator.ooxml.names import r, w

_MARGINS = ("headerReference", "footerReference")
_TYPES = ("default", "first", "even")
MARGIN = "le_trang"
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


def begin_blank(body: etree._Element, *, even: bool) -> None:
    """The first of several sections shows no header or footer where it names none, whatever stands before it in the
    file; without those of `even` pages each shows the same on all. In place."""
    for number, section in enumerate(body.iter(w("sectPr"))):
        if not even:
            _same_on_all(section)
        present = {slot_of(one) for one in references_of(section)}
        for name, kind in product(_MARGINS, _TYPES) if number == 0 else ():
            if f"{name} {kind}" not in present:
                section.insert(0, etree.Element(w(name), {w("type"): kind, r("id"): EMPTY[name]}))


def _same_on_all(section: etree._Element) -> None:
    for one in references_of(section):
        if one.get(w("type")) == "even":
            section.remove(one)
    for one in references_of(section):
        if one.get(w("type"), "default") == "default":
            again = copy.deepcopy(one)
            again.set(w("type"), "even")
            one.addnext(again)


def call_margins(body: etree._Element) -> None:
    """Calls in place of the ids of headers and footers: which part it is, each document says; in place."""
    for section in body.iter(w("sectPr")):
        for one in references_of(section):
            one.set(r("id"), f"{{{{ {MARGIN}('{one.get(r('id'))}') }}}}")


def references_of(section: etree._Element) -> list[etree._Element]:
    """The references of a section to headers and footers."""
    return [one for one in section.iter(*(w(name) for name in _MARGINS)) if one.get(r("id"))]


def slot_of(reference: etree._Element) -> str:
    """What a reference is for: `headerReference first`."""
    return f"{etree.QName(reference).localname} {reference.get(w('type'), 'default')}"
