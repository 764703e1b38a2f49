"""What a person marks in a template beside its text, so that it comes out whole however often a loop repeats it:
bookmarks and permissions, drawings, content controls, links with tags in their address; fields that refer to others.

Word wants ids of its own for each of these; a bookmark's name stands once in a document, at its first place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from lxml import etree
from markupsafe import Markup, escape

from generator.ooxml.names import WP, R, w
from generator.ooxml.words import text_of
from generator.rendering.templates.cell_tags import put_before
from generator.rendering.templates.typed import TAG, takes_all
from generator.values.patterns import late

MARK, DRAWING, ADDRESS = "moc", "so_hinh", "_address"
# Relationship kinds of what is said about a text, and of who said it: no part of what is issued.
REMARKS = frozenset({"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"})
_RANGES = tuple(map(w, ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd")))
_REMARKS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")))
_ID, _NAME = w("id"), w("name")
_KEPT_ATTRIBUTES = ("name", "colFirst", "colLast", "edGrp", "ed", "displacedByCustomXml")
_PLAIN = late(r"[\w.:@\\ -]{1,200}")
# Word's own place of the last edit; ours, in a template that was made of an issued file.
_PASSING = late(r"_GoBack|_vb\d+[tx]?")
_REFERS = late(r"\s*(?:TOC|REF|PAGEREF|NOTEREF|INDEX|TOA)\b", re.IGNORECASE)
_FIELD, _CODE, _SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
_FIRST = 1 << 30
_SAFE = ":/?#[]@!$&()*+,;=~-._%"


def keep_marks(body: etree._Element, slug: str) -> None:
    """Calls in place of ranges, numbers in place of ids; in place. `slug` tells a template's marks from others'."""
    for element in list(body.iter(*_REMARKS)):
        run = element.getparent()
        run.remove(element)
        if run.tag == w("r") and all(child.tag == w("rPr") for child in run):
            run.getparent().remove(run)
    for element in list(body.iter(*_RANGES)):
        if code := _call(element, slug):
            put_before(_stays(element), code)
        element.getparent().remove(element)
    for drawn in body.iter(f"{{{WP}}}docPr"):
        drawn.set("id", f"{{{{ {DRAWING}() }}}}")
    for properties in body.iter(w("sdtPr")):
        for child in list(properties):
            if etree.QName(child).localname in ("id", "dataBinding", *_placeholder(properties)):
                properties.remove(child)


def _placeholder(properties: etree._Element) -> tuple[str, ...]:
    """The mark of a control that Word empties at a click, where a tag fills it."""
    return ("showingPlcHdr",) if TAG.search(text_of(properties.getparent())) else ()


def _call(element: etree._Element, slug: str) -> str:
    name = element.get(_NAME, "")
    said = [(key, element.get(w(key), "")) for key in _KEPT_ATTRIBUTES if element.get(w(key))]
    if _PASSING.fullmatch(name) or not all(_PLAIN.fullmatch(value) for _, value in said):
        return ""
    tag = etree.QName(element).localname
    arguments = ", ".join(f"'{key}', '{value}'" for key, value in said)
    key = f"{slug}:{tag[:4]}:{element.get(_ID, '')}"
    return f"{{{{ {MARK}('{tag}', '{key}'{arguments and ', ' + arguments}) }}}}"


def _stays(element: etree._Element) -> etree._Element:
    """The element itself, or the paragraph, row or cell around it that a tag takes away."""
    for name, prefix in (("tr", "tr"), ("tc", "tc"), ("p", "p")):
        holder = next(element.iterancestors(w(name)), None)
        if holder is not None and takes_all(text_of(holder), prefix):
            return holder
    return element


@dataclass
class Marks:
    """The marks of one output file: each an id of its own, each name once."""

    drawing: Callable[[], int]
    _next: int = _FIRST
    _open: dict[str, int] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """What prepared templates call: plain functions, for the sandbox calls no methods."""
        return {
            MARK: lambda tag, key, *said: self._mark(tag, key, *said),
            DRAWING: lambda: self.drawing(),
        }

    def _mark(self, tag: str, key: str, *said: str) -> Markup:
        attributes = dict(zip(said[::2], said[1::2], strict=True))
        if tag.endswith("End"):
            number = self._open.pop(key, None)
            return Markup() if number is None else _element(tag, number, {})
        name = attributes.get("name", "")
        if name and name in self._names:
            return Markup()
        self._names.add(name)
        self._next += 1
        self._open[key] = self._next
        return _element(tag, self._next, attributes)


def _element(tag: str, number: int, attributes: Mapping[str, str]) -> Markup:
    said = "".join(f' w:{key}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f'<w:{tag} w:id="{number}"{said}/>')  # noqa: S704 - names of ours, values escaped


# --- fields and links ------------------------------------------------------------------------------------------------


def refresh_references(body: etree._Element) -> None:
    """Contents and references are worked out anew when the file is opened: their places are known to Word alone."""
    begun: list[etree._Element] = []
    for element in body.iter(_FIELD, _CODE, _SIMPLE):
        kind = element.get(w("fldCharType"))
        if element.tag == _SIMPLE and _REFERS.match(element.get(w("instr"), "")):
            element.set(w("dirty"), "true")
        elif kind == "begin":
            begun.append(element)
        elif kind == "end" and begun:
            begun.pop()
        elif element.tag == _CODE and begun and _REFERS.match(element.text or ""):
            begun[-1].set(w("dirty"), "true")


def fill_addresses(body: etree._Element, addresses: Mapping[str, str]) -> None:
    """Links whose address has tags become fields, which are written with the text; data never ends the address."""
    for link in list(body.iter(w("hyperlink"))):
        address = addresses.get(link.get(f"{{{R}}}id", ""))
        if address is not None:
            _as_field(link, address)


def _as_field(link: etree._Element, address: str) -> None:
    code = TAG.sub(lambda found: _quoted(found[0]), address.replace('"', "%22"))
    begin, instruction, separate = _run("begin"), etree.Element(w("r")), _run("separate")
    etree.SubElement(instruction, _CODE).text = f' HYPERLINK "{code}" '
    parent = link.getparent()
    at = parent.index(link)
    tail = link.tail
    parent[at : at + 1] = [begin, instruction, separate, *link, last := _run("end")]
    last.tail = tail


def _quoted(tag: str) -> str:
    return f"{{{{ ({tag[2:-2].strip()})|{ADDRESS} }}}}" if tag.startswith("{{") else tag


def _run(kind: str) -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, _FIELD).set(w("fldCharType"), kind)
    return run


def in_address(value: Any) -> str:
    """A value as part of a link's address."""
    return quote(str(value), safe=_SAFE)
