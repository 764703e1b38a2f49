"""Tables of contents, for LibreOffice: it prints the field's result as it stands, so in the copy that is converted the
entries are plain paragraphs, each with a reference to the page of its heading, which LibreOffice works out.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import dropwhile

from lxml import etree

from generator.ooxml import package
from generator.ooxml.contents import contents_of
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT

_FIELD = w("fldChar")


def with_plain_contents(parts: Mapping[str, bytes], *, shown_as: str) -> Mapping[str, bytes]:
    """The package with its tables of contents as paragraphs; the same if there are none."""
    if b"TOC" not in parts[DOCUMENT]:
        return parts
    document = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    found = [one for one in contents_of(document) if one.begin.tag == _FIELD]
    for one in found:
        for mark in (*_to_separator(one.begin), one.end):
            run = mark.getparent()
            run.remove(mark)
    return {**parts, DOCUMENT: package.xml_bytes(document)} if found else parts


def _to_separator(begin: etree._Element) -> list[etree._Element]:
    """The marks and the code of a field, up to its result."""
    found: list[etree._Element] = []
    for element in dropwhile(lambda one: one is not begin, begin.getroottree().getroot().iter(_FIELD, w("instrText"))):
        found.append(element)
        if element.get(w("fldCharType")) == "separate":
            break
    return found
