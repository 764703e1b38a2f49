"""Footnotes and endnotes: paragraphs of their own, named by the paragraph that their mark stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec.structs import replace

from generator.checking.paper.model import Paragraph, Section
from generator.checking.paper.reading import Found, find_paragraphs, read_paragraphs
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml
from generator.ooxml.revisions import View
from generator.ooxml.styles import Styles

_PARTS = (("word/footnotes.xml", "footnoteReference"), ("word/endnotes.xml", "endnoteReference"))


def read_notes(
    found: Sequence[Found],
    parts: Mapping[str, bytes],
    sections: tuple[Section, ...],
    styles: Styles,
    view: View,
    *,
    shown_as: str,
) -> tuple[Paragraph, ...]:
    """The paragraphs of every note that the text refers to. Raises InputError V014 for broken XML."""
    return tuple(
        replace(paragraph, index=index)
        for name, reference in _PARTS
        if name in parts
        for index, note in _referred(found, parse_xml(parts[name], shown_as=shown_as, part=name), reference)
        for paragraph in read_paragraphs(find_paragraphs(note, view), sections, styles, view)
    )


def _referred(found: Sequence[Found], root: etree._Element, reference: str) -> Iterator[tuple[int, etree._Element]]:
    """Each note once, in the order of the marks; separators (`w:type`) are no notes."""
    notes = {note.get(w("id")): note for note in root if isinstance(note.tag, str) and note.get(w("type")) is None}
    if not notes:
        return
    for index, item in enumerate(found, start=1):
        for mark in item.element.iter(w(reference)):
            note = notes.pop(mark.get(w("id")), None)
            if note is not None:
                yield index, note
