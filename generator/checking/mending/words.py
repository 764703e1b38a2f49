"""The words of a paragraph that a finding is about, as a range of its XML: runs are cut where they begin and end."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from generator.ooxml.inlines import pieces
from generator.ooxml.names import XML, w
from generator.ooxml.revisions import View

_LONGEST = 2_000  # characters of words that are looked for


def range_of(paragraph: etree._Element, words: str, view: View) -> tuple[etree._Element, etree._Element] | None:
    """The first and the last child of a paragraph that hold the words; None where they are all of it or not in it."""
    text = "".join(piece.text for piece in pieces(paragraph, view))
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text) if pattern and len(words) < _LONGEST else None
    if found is None or found[0].strip() == text.strip():
        return None
    for offset in (found.end(), found.start()):
        _cut(paragraph, offset, view)
    inside = []
    at = 0
    for piece in pieces(paragraph, view):
        if piece.text and at < found.end() and at + len(piece.text) > found.start():
            inside.append(piece.run)
        at += len(piece.text)
    return (_child(paragraph, inside[0]), _child(paragraph, inside[-1])) if inside else None


def _child(paragraph: etree._Element, node: etree._Element) -> etree._Element:
    """The child of the paragraph a node stands in: itself, or the link or tracked change around it."""
    while node.getparent() is not paragraph:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node


def _cut(paragraph: etree._Element, offset: int, view: View) -> None:
    """Make a run end at an offset of the text, where that run has nothing but one text."""
    at = 0
    for piece in list(pieces(paragraph, view)):
        stop = at + len(piece.text)
        contents = [child for child in piece.run if child.tag != w("rPr")]
        if at < offset < stop and piece.node.tag == w("t") and contents == [piece.node]:
            rest = deepcopy(piece.run)
            _set(piece.node, piece.text[: offset - at])
            _set(next(child for child in rest if child.tag == w("t")), piece.text[offset - at :])
            rest.tail = piece.run.tail
            piece.run.tail = None
            piece.run.addnext(rest)
        at = stop


def _set(node: etree._Element, text: str) -> None:
    node.text = text
    if text != text.strip():
        node.set(f"{{{XML}}}space", "preserve")
