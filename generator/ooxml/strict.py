"""Strict Open XML (ISO/IEC 29500-1), as Word and Excel save it on request, in the words of the transitional form.

The same elements under other namespaces and types of relationships; lengths may have units (`36pt`), shares a `%`
(22.9.2). All that reads a package knows the transitional form alone, so it is put into it where packages are read. Only
tags are changed, never the text between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.values.patterns import late

_MARK = b"http://purl.oclc.org/ooxml/"
_WORD = _MARK + b"wordprocessingml/main"
_TAG = late(rb"<[^<>!?/][^<>]*>")
_NAME = late(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/([A-Za-z0-9/_-]+)")
_CONFORMANCE = late(rb"\s(?:[\w.-]+:)?conformance\s*=\s*(?:\"strict\"|'strict')")
_MEASURE = late(rb"=(\s*[\"'])(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(pt|pc|pi|mm|cm|in|%)(?=[\"'])")
# Names whose words were joined by hyphens before, and are by capitals now.
_HYPHENS = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_POINTS = {b"pt": 1.0, b"pc": 12.0, b"pi": 12.0, b"mm": 72 / 25.4, b"cm": 72 / 2.54, b"in": 72.0}
# Elements that hold lengths, with what a point and a per cent of theirs were: twips or half points, fiftieths or ones.
_UNITS: Mapping[bytes, tuple[int, int]] = {
    **dict.fromkeys(
        b"ind spacing pgSz pgMar cols col tab tblW tcW tblInd tblCellSpacing top left bottom right start end gridCol "
        b"trHeight wBefore wAfter framePr defaultTabStop".split(),
        (20, 50),
    ),
    **dict.fromkeys(b"sz szCs kern position w zoom".split(), (2, 1)),
}
_ELEMENT = late(rb"<(?:[\w.-]+:)?(\w+)")


def transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, those in the strict form put into the transitional one; the others as they are."""
    return {name: _transitional(data) if _is_strict(name, data) else data for name, data in parts.items()}


def _is_strict(name: str, data: bytes) -> bool:
    return name.endswith((".xml", ".rels")) and _MARK in data


def _transitional(data: bytes) -> bytes:
    if _WORD in data:
        return _TAG.sub(lambda tag: _measured(_renamed(tag[0])), data)
    return _TAG.sub(lambda tag: _renamed(tag[0]), data)


def _renamed(tag: bytes) -> bytes:
    if b"conformance" in tag:
        tag = _CONFORMANCE.sub(b"", tag)
    return _NAME.sub(_former, tag) if _MARK in tag else tag


def _former(match: re.Match[bytes]) -> bytes:
    """`…/wordprocessingml/main` was `http://schemas.openxmlformats.org/wordprocessingml/2006/main`."""
    rest = b"/".join(_HYPHENS.get(word, word) for word in match[2].split(b"/"))
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + rest


def _measured(tag: bytes) -> bytes:
    element = _ELEMENT.match(tag)
    units = _UNITS.get(element[1]) if element is not None else None
    if units is None:
        return tag

    def plain(match: re.Match[bytes]) -> bytes:
        per_cent = match[3] == b"%"
        value = float(match[2]) * (units[1] if per_cent else _POINTS[match[3]] * units[0])
        return b"=" + match[1] + str(round(value)).encode()

    return _MEASURE.sub(plain, tag)
