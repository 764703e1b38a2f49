"""A letterhead that stands in the header of a Word file's page, put where a heading stands: at the top of the text."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import islice

from lxml import etree

from generator.checking.paper import signs
from generator.commands.importing.proving import MARGIN, lines_of
from generator.ooxml import package
from generator.ooxml.names import R, w
from generator.ooxml.relationships import DOCUMENT
from generator.values.findings import Finding, Place, Severity, msg

_LOOKED_AT = 60  # paragraphs of the text in which a Quốc hiệu of its own is looked for
_BLOCKS = (w("p"), w("tbl"), w("sdt"))
_DRAWN = (w("drawing"), w("pict"), w("object"))


def with_letterhead(parts: Mapping[str, bytes], shown_as: str) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """The parts with the letterhead of a page's header in the text, which has none itself; V486 says so."""
    headers = ((name, _parsed(parts, name, shown_as)) for name in sorted(parts) if MARGIN.fullmatch(name))
    found = next(((name, root) for name, root in headers if any(map(signs.is_motto, lines_of(root)))), None)
    if found is None or DOCUMENT not in parts:
        return parts, ()
    name, header = found
    document = _parsed(parts, DOCUMENT, shown_as)
    body = document.find(w("body"))
    if body is None or any(map(signs.is_motto, islice(lines_of(body), _LOOKED_AT))):
        return parts, ()
    for at, block in enumerate([block for block in header if block.tag in _BLOCKS]):
        body.insert(at, _without_pictures(deepcopy(block)))
        header.remove(block)
    etree.SubElement(header, w("p"))
    message = msg("Phần đầu văn bản đặt ở đầu trang (header) của tệp; được lấy như phần đầu văn bản.")
    said = Finding("V486", Severity.NOTE, Place(shown_as), message, None, name)
    return {**parts, DOCUMENT: etree.tostring(document), name: etree.tostring(header)}, (said,)


def _parsed(parts: Mapping[str, bytes], name: str, shown_as: str) -> etree._Element:
    return package.parse_xml(parts[name], shown_as=shown_as, part=name)


def _without_pictures(block: etree._Element) -> etree._Element:
    """A block without what refers to other parts of the header's own: pictures; boxes of letters stay."""
    for drawn in [*block.iter(*_DRAWN)]:
        refers = any(name.startswith(f"{{{R}}}") for one in drawn.iter() for name in one.attrib)
        if refers and (above := drawn.getparent()) is not None:
            above.remove(drawn)
    return block
