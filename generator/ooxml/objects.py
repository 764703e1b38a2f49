"""What stands in a text and is none: pictures, shapes, embedded objects and files, symbols of picture fonts, and what
fields of a form show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.form_fields import FORM_FIELDS, shown_by_field
from generator.ooxml.names import MC, WP, A, r, w
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.revisions import View

_TAGS = (w("drawing"), w("pict"), w("object"), w("sym"), w("altChunk"), *FORM_FIELDS)
_GONE = {"accept": (w("del"), w("moveFrom")), "reject": (w("ins"), w("moveTo")), "marks": ()}


class Shown(Struct, frozen=True):
    """An object: what it is called, what it is known by (its name, its picture), the words that it stands among."""

    name: str
    marks: frozenset[str]
    beside: str


def objects(
    parts: Mapping[str, bytes], view: View, *, shown_as: str, root: etree._Element | None = None
) -> tuple[Shown, ...]:
    """The objects of a document in reading order, then those of its headers and footers (a watermark, a logo); text
    boxes, whose text is read, are not among them.

    `root` is its tree where the caller has parsed it.
    """
    if root is None:
        root = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    related = relationships(parts, DOCUMENT, shown_as=shown_as).values()
    sides = sorted({one.target for one in related if one.kind in ("header", "footer") and one.target in parts})
    drawn = (side for side in sides if any(tag in parts[side] for tag in (b"drawing", b"pict", b"object")))
    trees = ((side, package.parse_xml(parts[side], shown_as=shown_as, part=side)) for side in drawn)
    found = (_objects_in(tree, name, parts, view, shown_as) for name, tree in ((DOCUMENT, root), *trees))
    return tuple(chain.from_iterable(found))


def _objects_in(
    root: etree._Element, part: str, parts: Mapping[str, bytes], view: View, shown_as: str
) -> Iterator[Shown]:
    targets = {key: one.target for key, one in relationships(parts, part, shown_as=shown_as).items()}
    return (
        _shown(element, parts, targets)
        for element in root.iter(*_TAGS)
        if element.find(f".//{w('txbxContent')}") is None
        and not any(above.tag in (*_GONE[view], *_TAGS, f"{{{MC}}}Fallback") for above in element.iterancestors())
    )


def _shown(element: etree._Element, parts: Mapping[str, bytes], targets: Mapping[str, str]) -> Shown:
    properties = next(element.iter(f"{{{WP}}}docPr"), None)
    said = [properties.get(key, "") for key in ("descr", "name")] if properties is not None else []
    if element.tag == w("sym"):
        said = [f"{element.get(w('font'), '')} {element.get(w('char'), '')}"]
    elif element.tag in FORM_FIELDS:
        said = [shown_by_field(element)]
    # What a watermark says.
    said += [str(words) for words in element.xpath(".//@string") if words]
    blips = (targets.get(blip.get(r("embed"), ""), "") for blip in element.iter(f"{{{A}}}blip"))
    pictures = [sha256(parts[name]).hexdigest() for name in blips if name in parts]
    paragraph = next(element.iterancestors(w("p")), None)
    words = "" if paragraph is None else "".join(text.text or "" for text in paragraph.iter(w("t")))
    name = next(filter(None, said), etree.QName(element).localname)
    return Shown(name, frozenset(filter(None, (*said, *pictures))), words)
