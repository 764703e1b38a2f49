"""The base record: what a file was made from, carried in it as a custom XML part (ECMA-376 Part 1, 15.2.5).

A record has the number of its anchor, attributes, and texts by key. What they mean is not known here. The part is
found again by its namespace, not by its name: LibreOffice renames it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.escaping import escape, quoteattr
from generator.ooxml.relationships import Relations

NAMESPACE = "urn:vanban:goc:1"
ITEM = "customXml/item1.xml"
# Any GUID serves (15.2.6); a constant one keeps the bytes the same.
_STORE = "{7F1C52D0-64A4-4F0B-9E0C-5A3D0E6B7A11}"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class Record(Struct, frozen=True):
    """What one anchor stands for; numbers from 1, 0 where no anchor leads here."""

    number: int
    attributes: Mapping[str, str]
    texts: Mapping[str, str]


class BasePart(Struct, frozen=True):
    """The base record of a file: attributes of the whole, then records in the order of writing."""

    attributes: Mapping[str, str]
    records: tuple[Record, ...]


def chunks(attributes: Mapping[str, str], records: Iterable[Record]) -> Iterator[bytes]:
    """The part as bytes, a record at a time."""
    yield (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<goc xmlns="{NAMESPACE}"{_attributes(attributes)}>'
    ).encode()
    for record in records:
        texts = "".join(f"<t k={quoteattr(key)}>{escape(text)}</t>" for key, text in record.texts.items())
        yield f'<r i="{record.number}"{_attributes(record.attributes)}>{texts}</r>'.encode()
    yield b"</goc>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())


def declare(parts: dict[str, bytes | Iterable[bytes]], owner: str, item: Iterable[bytes]) -> None:
    """Add the part, its properties, its relationship from the part `owner`, its content type."""
    parts[ITEM] = item
    parts["customXml/itemProps1.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    properties, related = Relations(parts, ITEM, shown_as=ITEM), Relations(parts, owner, shown_as=owner)
    properties.add("customXmlProps", "customXml/itemProps1.xml", key="rId1")
    related.add("customXml", ITEM, key="rIdVanbanGoc")
    types = ContentTypes(parts, shown_as=ITEM)
    types.declare("customXml/itemProps1.xml", _PROPERTIES)
    for changed in (properties, related, types):
        changed.save(parts)


def find(parts: Mapping[str, bytes], *, shown_as: str) -> BasePart | None:
    """The base record of a package, wherever a program has put it; None where it carries none.

    Raises InputError V014 where it is broken XML.
    """
    for name in _named(parts):
        root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
        if etree.QName(root).namespace == NAMESPACE:
            return BasePart(dict(root.attrib), tuple(_record(element) for element in root))
    return None


def emptied(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package with a record that holds nothing, for a copy of which only the pages are wanted."""
    records = (name for name in _named(parts) if b"<goc" in parts[name][:4096])
    return {**parts, **dict.fromkeys(records, f'<goc xmlns="{NAMESPACE}"/>'.encode())}


def _named(parts: Mapping[str, bytes]) -> list[str]:
    """The parts that may be the record, by name."""
    return [
        name
        for name in sorted(parts)
        if name.endswith(".xml") and not name.startswith("word/") and NAMESPACE.encode() in parts[name][:4096]
    ]


def _record(element: etree._Element) -> Record:
    attributes = dict(element.attrib)
    number = attributes.pop("i", "0")
    return Record(
        int(number) if number.isdigit() else 0, attributes, {text.get("k"): text.text or "" for text in element}
    )
