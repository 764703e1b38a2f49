"""Styles by the ids that the stock templates give them, whatever a program that saved a template made of these.

LibreOffice makes ids anew of the names (“VB Kẻ dưới cơ quan” becomes VBKdicquan), WPS numbers them; the name stays.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.ooxml.names import w

_STYLES = "word/styles.xml"
_LARGEST = (1 << 31) - 1
_REFERENCES = tuple(map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")))
_HOLDERS = tuple(f"word/{name}" for name in ("document", "header", "footer", "footnotes", "endnotes", "styles", "numb"))


def with_known_ids(parts: dict[str, bytes], *, shown_as: str) -> dict[str, bytes]:
    """A template's parts, its styles named as the stock ones are; the same where they are already."""
    data = parts.get(_STYLES)
    if data is None or data == _stock_styles():
        return parts
    ids = _renames(package.parse_xml(data, shown_as=shown_as, part=_STYLES))
    if not ids:
        return parts
    made = dict(parts)
    for name in parts:
        if name.startswith(_HOLDERS) and name.endswith(".xml"):
            root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
            for element in root.iter(*_REFERENCES):
                element.set(w("val"), ids.get(element.get(w("val"), ""), element.get(w("val"), "")))
            for style in root.iter(w("style")):
                style.set(w("styleId"), ids.get(style.get(w("styleId"), ""), style.get(w("styleId"), "")))
            made[name] = package.xml_bytes(root)
    return made


def _renames(styles: etree._Element) -> dict[str, str]:
    """Ids that the styles of a template have, with those of the stock styles of the same name and kind."""
    known, own = _stock_ids(), _ids(styles)
    taken = set(own.values())
    found = {key: known[said] for said, key in own.items() if said in known and key != known[said]}
    # An id that another style has here stays with it.
    return {key: wanted for key, wanted in found.items() if wanted not in taken or wanted in found}


def _ids(styles: etree._Element) -> dict[tuple[str, str], str]:
    """The ids of styles by kind and name; Word tells no case in the names of its own."""
    named = ((style, style.find(w("name"))) for style in styles.iter(w("style")))
    return {
        (style.get(w("type"), ""), name.get(w("val"), "").casefold()): style.get(w("styleId"), "")
        for style, name in named
        if name is not None
    }


@cache
def _stock_styles() -> bytes:
    return package.Archive.of(templates_dir() / "docx" / "van-ban.docx", shown_as="van-ban.docx")[_STYLES]


@cache
def _stock_ids() -> dict[tuple[str, str], str]:
    return _ids(package.parse_xml(_stock_styles(), shown_as="van-ban.docx", part=_STYLES))


def settled(body: etree._Element) -> etree._Element:
    """A body with the values that LibreOffice writes as Word does: numbers below zero, marks that are on; in place."""
    for grid in body.iter(w("docGrid")):
        said = grid.get(w("charSpace"), "")
        if said.isdigit() and int(said) > _LARGEST:
            grid.set(w("charSpace"), str(int(said) - 2 * (_LARGEST + 1)))
    for mark in body.iter(w("cantSplit"), w("tblHeader")):
        said = mark.get(w("val"), "on")
        if said in ("true", "1"):
            del mark.attrib[w("val")]
        elif said in ("false", "0"):
            mark.set(w("val"), "off")
    return body
