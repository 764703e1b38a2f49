"""What the parts of a package are (OPC, 10.1): their content types; a new part made known to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, MutableMapping
from typing import cast

from lxml import etree

from generator.ooxml.names import CONTENT_TYPES
from generator.ooxml.parsing import parse_xml, xml_bytes
from generator.ooxml.relationships import DOCUMENT, Parts, Relations

_PART = "[Content_Types].xml"
_OVERRIDE, _DEFAULT = f"{{{CONTENT_TYPES}}}Override", f"{{{CONTENT_TYPES}}}Default"


class ContentTypes:
    """The content types of a package while parts come in and go; `save` puts them into it."""

    def __init__(self, parts: Parts, *, shown_as: str) -> None:
        """Those that the package has now. Raises InputError V014."""
        data = cast("bytes", parts[_PART])
        self._root = parse_xml(data, shown_as=shown_as, part=_PART)
        self._overrides = {element.get("PartName", ""): element for element in self._root.iter(_OVERRIDE)}
        self._defaults = {element.get("Extension", "").lower(): element for element in self._root.iter(_DEFAULT)}

    def of(self, part: str) -> str:
        """The type of a part, by its name or its extension; "" where nothing says it."""
        return self.own(part) or self.of_extension(posixpath.splitext(part)[1][1:])

    def own(self, part: str) -> str:
        """The type that is said of this part alone; "" where there is none."""
        element = self._overrides.get(f"/{part}")
        return element.get("ContentType", "") if element is not None else ""

    def of_extension(self, extension: str) -> str:
        """The type of all parts with an extension; "" where there is none."""
        element = self._defaults.get(extension.lower())
        return element.get("ContentType", "") if element is not None else ""

    def declare(self, part: str, content_type: str) -> None:
        """Say what one part is."""
        if f"/{part}" in self._overrides:
            self._overrides[f"/{part}"].set("ContentType", content_type)
            return
        declared = {"PartName": f"/{part}", "ContentType": content_type}
        self._overrides[f"/{part}"] = etree.SubElement(self._root, _OVERRIDE, declared)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what the parts with an extension are, where nothing says it yet."""
        if extension.lower() not in self._defaults:
            declared = etree.Element(_DEFAULT, Extension=extension, ContentType=content_type)
            self._root.insert(0, declared)
            self._defaults[extension.lower()] = declared

    def forget(self, part: str) -> None:
        """The part has gone."""
        element = self._overrides.pop(f"/{part}", None)
        if element is not None:
            self._root.remove(element)

    def save(self, parts: MutableMapping[str, bytes] | MutableMapping[str, bytes | Iterable[bytes]]) -> None:
        """Write them into a package."""
        parts[_PART] = xml_bytes(self._root)


def declare(parts: dict[str, bytes], target: str, kind: str, content_type: str, *, shown_as: str) -> str:
    """Declare the part `word/<target>` in place; the id of the document's relationship to it of a kind (`header` …)."""
    return belonging(parts, DOCUMENT, f"word/{target}", kind, content_type, shown_as=shown_as)


def belonging(parts: dict[str, bytes], owner: str, name: str, kind: str, content_type: str, *, shown_as: str) -> str:
    """Declare a part as one that belongs to another one; the id of that one's relationship to it."""
    relations, types = Relations(parts, owner, shown_as=shown_as), ContentTypes(parts, shown_as=shown_as)
    key = relations.add(kind, name)
    types.declare(name, content_type)
    relations.save(parts)
    types.save(parts)
    return key
