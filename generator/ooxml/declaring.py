"""A new part of a Word file made known to it: its content type, a relationship of the document (OPC, 9.3 and 10.1)."""

from __future__ import annotations

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, R

_RELS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"


def declare(parts: dict[str, bytes], target: str, kind: str, content_type: str, *, shown_as: str) -> str:
    """Declare the part `word/<target>` in place; the id of the document's relationship to it of a kind (`header` …)."""
    empty = f'<Relationships xmlns="{PACKAGE_RELS}"/>'.encode()
    relations = package.parse_xml(parts.get(_RELS, empty), shown_as=shown_as, part=_RELS)
    known = {relation.get("Id") for relation in relations}
    identifier = next(f"rIdVb{number}" for number in range(1, 100_000) if f"rIdVb{number}" not in known)
    relation = {"Id": identifier, "Type": f"{R}/{kind}", "Target": target}
    etree.SubElement(relations, f"{{{PACKAGE_RELS}}}Relationship", relation)
    types = package.parse_xml(parts[_TYPES], shown_as=shown_as, part=_TYPES)
    override = {"PartName": f"/word/{target}", "ContentType": content_type}
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", override)
    parts[_RELS], parts[_TYPES] = package.xml_bytes(relations), package.xml_bytes(types)
    return identifier
