"""Pictures and footnotes of an old Word file that go along into the new one, where both are shown in one document."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count
from posixpath import splitext

from lxml import etree

from generator.ooxml import notes
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import WP, A, r, w
from generator.ooxml.relationships import DOCUMENT, Relations, relationships
from generator.ooxml.tracked import REFERENCES

_VML = "urn:schemas-microsoft-com:vml"
# Pictures whose type (image/…) is called otherwise than their files end.
_SUBTYPES = {"jpg": "jpeg", "tif": "tiff"}
# What is numbered through a document: drawings; shapes of the older kind by name.
_NUMBERED = (f"{{{WP}}}docPr",)
_NAMED = tuple(f"{{{_VML}}}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group"))
_SPID = "{urn:schemas-microsoft-com:office:office}spid"
_DRAWN = (f"{{{WP}}}inline", f"{{{WP}}}anchor")
_EDITED = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}}{name}" for name in ("anchorId", "editId")
)
# Ids of drawings that come along stand clear of those of the new file.
_FIRST_ID = 100_000


def with_pictures(old: Mapping[str, bytes], body: etree._Element, new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The new file's parts with the pictures that the old body shows and the new file lacks.

    The old body, in place, then refers to pictures by the new file's relationships: the same picture by the same id.
    """
    before, after = _pictures(old), _pictures(new)
    by_content = {content: name for name, (_, content) in after.items()}
    added: dict[str, tuple[str, bytes]] = {}
    for number, blip in enumerate(body.iter(f"{{{A}}}blip"), start=_FIRST_ID):
        target, content = before.get(blip.get(r("embed"), ""), ("", b""))
        if not target:
            continue
        if content not in by_content:
            digest = sha256(content).hexdigest()[:16]
            by_content[content] = f"rIdCu{digest}"
            added[f"rIdCu{digest}"] = (f"word/media/cu-{digest}{splitext(target)[1]}", content)
        blip.set(r("embed"), by_content[content])
        if by_content[content] in added:
            _renumber(blip, number)
    return _added(new, added) if added else dict(new)


def with_notes(old: Mapping[str, bytes], body: etree._Element, new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The new file's parts with the footnotes of the old body that it lacks.

    The old body, in place, then refers to notes by the new file's ids: a note that both have by the same id.
    """
    before = notes.by_id(old)
    same: dict[bytes, list[str]] = {}
    for key, note in notes.by_id(new).items():
        same.setdefault(_content(note), []).append(key)
    added: list[etree._Element] = []
    for reference in body.iter(w("footnoteReference")):
        note = before.get(reference.get(w("id"), ""))
        if note is None:
            continue
        if not (keys := same.get(_content(note))):
            keys = [str(notes.next_id(new) + len(added))]
            added.append(_renamed(note, keys[0]))
        reference.set(w("id"), keys.pop(0))
    return notes.added(new, added)


def each_note_once(parts: Mapping[str, bytes], body: etree._Element) -> dict[str, bytes]:
    """The parts where no two references of the body, set in place, share a note."""
    known, seen = notes.by_id(parts), set()
    added: list[etree._Element] = []
    for reference in body.iter(w("footnoteReference")):
        key = reference.get(w("id"), "")
        if key in seen and key in known:
            fresh = str(notes.next_id(parts) + len(added))
            added.append(_renamed(known[key], fresh))
            reference.set(w("id"), fresh)
        seen.add(key)
    return notes.added(parts, added)


def each_shape_once(body: etree._Element) -> None:
    """No two shapes of a body, set in place, under one number: what was taken out often stands beside what came."""
    used: set[str] = set()
    number = count(_FIRST_ID)
    for shape in body.iter(*_NUMBERED):
        if (key := shape.get("id", "")) in used:
            key = next(one for at in number if (one := str(at)) not in used)
            shape.set("id", key)
        used.add(key)
    used = set()
    for shape in body.iter(*_NAMED):
        key = shape.get("id", "")
        if key in used and not _of_object(shape):
            key = next(one for at in number if (one := f"_x0000_s{at}") not in used)
            shape.set("id", key)
            shape.attrib.pop(_SPID, None)
        used.add(key)
    for drawing in body.iter(*_DRAWN):
        for name in _EDITED:
            drawing.attrib.pop(name, None)


def _of_object(shape: etree._Element) -> bool:
    """Whether an embedded object names the shape that shows it."""
    return any(above.tag == w("object") for above in shape.iterancestors(w("object")))


def notes_shown(parts: Mapping[str, bytes], body: etree._Element) -> list[bytes]:
    """What the footnotes say that a body refers to, in its order."""
    known = notes.by_id(parts)
    found = (known.get(reference.get(w("id"), "")) for reference in body.iter(w("footnoteReference")))
    return [_content(note) for note in found if note is not None]


def _renamed(note: etree._Element, key: str) -> etree._Element:
    made = copy.deepcopy(note)
    made.set(w("id"), key)
    return made


def _content(note: etree._Element) -> bytes:
    return bytes(etree.tostring(_renamed(note, ""), method="c14n", exclusive=True, with_tail=False))


def with_margins(old: Mapping[str, bytes], body: etree._Element, new: Mapping[str, bytes]) -> None:
    """Let the sections of the old body, in place, refer to page headers and footers of the new file that are the same.

    A section that has none of those goes on with the ones of the section before it.
    """
    before = {key: data for key, _, _, data in _related(old)}
    after = {data: key for key, _, _, data in _related(new)}
    for reference in list(body.iter(*REFERENCES)):
        same = after.get(before.get(reference.get(r("id"), ""), b""))
        if same is None:
            reference.getparent().remove(reference)
        else:
            reference.set(r("id"), same)


def shows_what_stays_behind(element: etree._Element) -> bool:
    """Whether an element points at other parts of its package than pictures: charts, embedded objects."""
    names = (r("id"), r("link"), r("pict"), r("dm"))
    return any(child.get(name) and not _is_section(child) for child in element.iter(etree.Element) for name in names)


def _is_section(element: etree._Element) -> bool:
    return any(above.tag == w("sectPr") for above in element.iterancestors()) or element.tag == w("sectPr")


def _pictures(parts: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Name and content of the pictures of a document by relationship id."""
    return {key: (target, data) for key, kind, target, data in _related(parts) if kind == "image"}


def _related(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str, bytes]]:
    """The parts that a document refers to: id and kind of the relationship, name of the part, what is there."""
    for one in relationships(parts, DOCUMENT, shown_as=DOCUMENT).values():
        if one.target in parts and not one.external:
            yield one.id, one.kind, one.target, parts[one.target]


def _renumber(blip: etree._Element, number: int) -> None:
    for drawing in blip.iterancestors(w("drawing")):
        for properties in drawing.iter(f"{{{WP}}}docPr"):
            properties.set("id", str(number))


def _added(parts: Mapping[str, bytes], added: Mapping[str, tuple[str, bytes]]) -> dict[str, bytes]:
    made = dict(parts)
    relations, types = Relations(made, DOCUMENT, shown_as=DOCUMENT), ContentTypes(made, shown_as=DOCUMENT)
    for key, (name, content) in added.items():
        made[name] = content
        relations.add("image", name, key=key)
        extension = splitext(name)[1][1:].lower()
        types.declare_extension(extension, f"image/{_SUBTYPES.get(extension, extension)}")
    relations.save(made)
    types.save(made)
    return made
