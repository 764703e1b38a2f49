"""What a Word draft keeps beside its text: levels of heading styles, notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import WP, A, r, w
from generator.ooxml.numbering import whole
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.styles import STYLES, inherited
from generator.values.errors import InputError
from generator.values.model import Picture

_NOTES = (("word/footnotes.xml", "footnoteReference"), ("word/endnotes.xml", "endnoteReference"))
_EMU_PER_MM = 36_000
# The outline level of what is no heading.
_BODY_TEXT = 9
_MM_PER_INCH, _SCREEN_DPI = 25.4, 96
# Kinds of pictures that are pixels; the others (WMF, EMF, SVG) would have to be drawn anew.
_PIXELS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_MOST_PIXELS = 60_000_000
_SIDES = ("l", "t", "r", "b")
_THOUSANDTHS = 100_000


@lru_cache(maxsize=8)
def heading_levels(styles: bytes) -> Mapping[str, int]:
    """1… by style id: of Word's heading styles, of styles made of one, of styles with an outline level.

    `styles` is a part that has been read as XML before.
    """
    based: dict[str, str] = {}
    own: dict[str, int] = {}
    for style in package.parse_xml(styles, shown_as="", part=STYLES).iter(w("style")):
        key, base = style.get(w("styleId"), ""), style.find(w("basedOn"))
        based[key] = base.get(w("val"), "") if base is not None else ""
        if (level := _level(style)) is not None:
            own[key] = level
    return {key: level for key, level in inherited(based, own, 0).items() if level}


def _level(style: etree._Element) -> int | None:
    """What a style says itself; 0 for body text, None for nothing."""
    name, outline = style.find(w("name")), style.find(f"{w('pPr')}/{w('outlineLvl')}")
    if match := re.fullmatch(r"heading (\d)", name.get(w("val"), "").lower() if name is not None else ""):
        return int(match[1])
    if outline is not None and outline.get(w("val"), "").isdigit():
        level = int(outline.get(w("val")))
        return level + 1 if level < _BODY_TEXT else 0
    return None


def text_of_chunk(parts: Mapping[str, bytes], chunk: etree._Element) -> str:
    """The words of the file that an altChunk puts in: a page of the web, a plain text, another Word file."""
    data = _related(parts, chunk.get(r("id"), ""))
    if data.startswith(b"PK"):
        try:
            inside = package.read_bytes(data, shown_as="altChunk")
        except InputError:
            return ""
        root = package.parse_xml(inside.get(DOCUMENT, b"<none/>"), shown_as="altChunk", part=DOCUMENT)
        return " ".join("".join(text.text or "" for text in one.iter(w("t"))) for one in root.iter(w("p"))).strip()
    from generator.reading.html_body import words_of_page

    return words_of_page(data, "altChunk") if data.strip() else ""


def note_roots(parts: Mapping[str, bytes], shown_as: str) -> dict[tuple[str, str], etree._Element]:
    """The footnotes and endnotes by the tag that refers to them and their id."""
    return {
        (w(tag), note.get(w("id"), "")): note
        for name, tag in _NOTES
        if name in parts
        for note in package.parse_xml(parts[name], shown_as=shown_as, part=name)
        if isinstance(note.tag, str)
    }


def picture_in(parts: Mapping[str, bytes], drawing: etree._Element) -> Picture | None:
    """The picture that a drawing shows, as PNG, cut and sized as there; None where it shows none of pixels."""
    blip = next(drawing.iter(f"{{{A}}}blip"), None)
    data = _related(parts, blip.get(r("embed"), "")) if blip is not None else b""
    crop = next(drawing.iter(f"{{{A}}}srcRect"), None)
    made = _as_png(data, [max(0, whole(crop.get(side))) / _THOUSANDTHS for side in _SIDES] if crop is not None else [])
    if made is None:
        return None
    png, (wide, high), dpi = made
    extent = next(drawing.iter(f"{{{WP}}}extent"), None)
    shown = whole(extent.get("cx")) / _EMU_PER_MM if extent is not None else 0.0
    width = shown if shown > 0 else wide / dpi * _MM_PER_INCH
    described = next(drawing.iter(f"{{{WP}}}docPr"), None)
    words = described.get("descr", "") if described is not None else ""
    return Picture("hinh.png", png, width, width * high / wide, words)


def _related(parts: Mapping[str, bytes], key: str) -> bytes:
    relation = relationships(parts, DOCUMENT, shown_as=DOCUMENT).get(key)
    return parts.get(relation.target, b"") if relation is not None and not relation.external else b""


def _as_png(data: bytes, crop: list[float]) -> tuple[bytes, tuple[int, int], float] | None:
    """A picture as PNG with its size in pixels and its density; `crop` are the shares cut off at each side."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=_PIXELS) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            dpi = float(image.info.get("dpi", (_SCREEN_DPI,))[0]) or _SCREEN_DPI
            if image.format == "PNG" and not any(crop):
                return data, image.size, dpi
            shown = image if image.mode in _MODES else image.convert("RGB")
            if any(crop):
                left, top, right, bottom = crop
                edges = (left * image.width, top * image.height, (1 - right) * image.width, (1 - bottom) * image.height)
                shown = shown.crop(edges)
            made = BytesIO()
            shown.save(made, "PNG")
            return made.getvalue(), shown.size, dpi
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
