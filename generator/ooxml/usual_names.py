"""The parts of a package under the names that Word and Excel give them, which is where readers look for them.

A package says by its relationships which part is the document (OPC, 9.3); Word on the web saves `word/document2.xml`
beside `word/styles2.xml`, other programs put it anywhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from generator.ooxml.declaring import ContentTypes
from generator.ooxml.relationships import DOCUMENT, WORKBOOK, Relations, Relationship, relationships, rels_of

_WORD = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")
_EXCEL = ("styles", "sharedStrings")
_USUAL: Mapping[str, Mapping[str, str]] = {
    DOCUMENT: {kind: f"word/{kind}.xml" for kind in _WORD},
    WORKBOOK: {kind: f"xl/{kind}.xml" for kind in _EXCEL},
}


def usually_named(parts: dict[str, bytes], *, shown_as: str) -> dict[str, bytes]:
    """The package with its document and the parts that it has one of under their usual names.

    Raises InputError V014 where what names them is broken XML.
    """
    main = next((one for one in _related(parts, "", shown_as) if one.kind == "officeDocument"), None)
    if main is None or main.target not in parts:
        return parts
    wanted = _wanted(parts, main.target, shown_as)
    if wanted and main.target != wanted and wanted not in parts:
        parts = _moved(parts, "", main, wanted, shown_as)
    for one in _related(parts, wanted, shown_as) if wanted in parts else ():
        name = _USUAL[wanted].get(one.kind, "")
        if name and name != one.target and name not in parts and one.target in parts:
            parts = _moved(parts, wanted, one, name, shown_as)
    return parts


def _related(parts: Mapping[str, bytes], part: str, shown_as: str) -> tuple[Relationship, ...]:
    return tuple(relationships(parts, part, shown_as=shown_as).values())


def _wanted(parts: Mapping[str, bytes], main: str, shown_as: str) -> str:
    if main in (DOCUMENT, WORKBOOK):
        return main
    kind = ContentTypes(parts, shown_as=shown_as).of(main)
    return DOCUMENT if "wordprocessingml" in kind else WORKBOOK if "spreadsheetml" in kind else ""


def _moved(
    parts: Mapping[str, bytes], owner: str, relation: Relationship, name: str, shown_as: str
) -> dict[str, bytes]:
    """The part that a relationship leads to, under another name; its own relationships and its type go along."""
    before = relation.target
    made = {name if part == before else part: data for part, data in parts.items() if part != rels_of(before)}
    own = Relations({}, name, shown_as=shown_as)
    for one in _related(parts, before, shown_as):
        own.add(one.type, one.target, key=one.id, external=one.external)
    if rels_of(before) in parts:
        own.save(made)
    related, types = Relations(made, owner, shown_as=shown_as), ContentTypes(made, shown_as=shown_as)
    related.drop(relation.id)
    related.add(relation.type, name, key=relation.id)
    related.save(made)
    kind = types.of(before)
    types.forget(before)
    types.declare(name, kind or _type_of(name))
    types.save(made)
    return made


def _type_of(name: str) -> str:
    return f"application/{posixpath.splitext(name)[1][1:]}"
