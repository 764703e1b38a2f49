"""How the parts of a package refer to each other (OPC, 9.3): read as what they are, added in one place.

The relationships of `word/document.xml` stand in `word/_rels/document.xml.rels`; a target is read against the folder
of the part that refers, unless it begins with a slash or leads outside of the package.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, MutableMapping
from functools import lru_cache
from typing import cast

from lxml import etree
from msgspec import Struct

from generator.ooxml.names import PACKAGE_RELS, R
from generator.ooxml.parsing import parse_xml, xml_bytes

DOCUMENT, WORKBOOK = "word/document.xml", "xl/workbook.xml"
_TAG = f"{{{PACKAGE_RELS}}}Relationship"
_EMPTY = f'<Relationships xmlns="{PACKAGE_RELS}"/>'.encode()
# Parts of templates are asked for with each document; what a stranger made larger than this is read anew.
KEPT_BYTES = 1 << 16
Parts = Mapping[str, bytes] | Mapping[str, bytes | Iterable[bytes]]


class Relationship(Struct, frozen=True):
    """One reference: its id in the part that refers, its type (a URI), the name of the part that it leads to.

    Where it is `external`, `target` is the address as written.
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: `image`, `header`, `worksheet`."""
        return self.type.rpartition("/")[2]


def rels_of(part: str) -> str:
    """The name of the part that holds the relationships of a part; "" is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(parts: Parts, part: str, *, shown_as: str) -> Mapping[str, Relationship]:
    """The relationships of a part by id; none where it has no part of them. Raises InputError V014."""
    data = parts.get(rels_of(part))
    if not isinstance(data, bytes):
        return {}
    return _kept(data, part, shown_as) if len(data) <= KEPT_BYTES else _read(data, part, shown_as)


@lru_cache(maxsize=64)
def _kept(data: bytes, part: str, shown_as: str) -> Mapping[str, Relationship]:
    return _read(data, part, shown_as)


def _read(data: bytes, part: str, shown_as: str) -> Mapping[str, Relationship]:
    root = parse_xml(data, shown_as=shown_as, part=rels_of(part))
    return {element.get("Id", ""): _relationship(element, part) for element in root.iter(_TAG)}


def _relationship(element: etree._Element, part: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)


class Relations:
    """The relationships of one part while they are added to and taken from; `save` puts them into the package."""

    def __init__(self, parts: Parts, part: str, *, shown_as: str) -> None:
        """Those that the part has now. Raises InputError V014."""
        self._part = part
        data = cast("bytes", parts.get(rels_of(part), _EMPTY))
        self._root = parse_xml(data, shown_as=shown_as, part=rels_of(part))
        self._elements = {element.get("Id", ""): element for element in self._root.iter(_TAG)}

    def __contains__(self, key: object) -> bool:
        """Whether there is a relationship of this id."""
        return key in self._elements

    def __getitem__(self, key: str) -> Relationship:
        """The relationship of an id. Raises KeyError."""
        return _relationship(self._elements[key], self._part)

    def add(self, kind: str, target: str, *, key: str = "", external: bool = False) -> str:
        """A relationship of an office kind (`header`; or a whole type) to a part or address; its id, a free one."""
        key = key or next(f"rIdVb{number}" for number in range(1, 100_000) if f"rIdVb{number}" not in self._elements)
        made = etree.SubElement(self._root, _TAG)
        made.set("Id", key)
        made.set("Type", kind if "/" in kind else f"{R}/{kind}")
        made.set("Target", target if external else posixpath.relpath(target, posixpath.dirname(self._part) or "."))
        if external:
            made.set("TargetMode", "External")
        self._elements[key] = made
        return key

    def drop(self, key: str) -> None:
        """A relationship goes."""
        self._root.remove(self._elements.pop(key))

    def save(self, parts: MutableMapping[str, bytes] | MutableMapping[str, bytes | Iterable[bytes]]) -> None:
        """Write them into a package."""
        parts[rels_of(self._part)] = xml_bytes(self._root)
