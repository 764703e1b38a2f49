"""The lines that a paragraph has by Shift+Enter, and a paragraph cut in two at the end of one."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from generator.ooxml.inlines import pieces
from generator.ooxml.names import w
from generator.ooxml.words import child_of

_FIELD, _PROPERTIES = w("fldChar"), w("pPr")
# What only the last, and only the first of the parts of a paragraph says.
_LAST, _FIRST = (w("sectPr"),), (w("numPr"), w("pageBreakBefore"))


def broken_lines(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The lines of a paragraph but the first, its tracked changes accepted: the break before each, and its text."""
    broken: etree._Element | None = None
    text = ""
    for piece in pieces(paragraph, "accept"):
        if piece.kind == "line":
            if broken is not None:
                yield broken, text
            broken, text = piece.node, ""
        else:
            text += piece.text
    if broken is not None:
        yield broken, text


def cut_at(paragraph: etree._Element, line_end: etree._Element) -> etree._Element | None:
    """Cut a paragraph in two at a break in it; the second one, which stands below it.

    None, and nothing is done, where a field may reach over the break.
    """
    if next(paragraph.iter(_FIELD), None) is not None:
        return None
    path = [line_end, *(above for above in line_end.iterancestors() if paragraph in above.iterancestors())][::-1]
    places = [one.getparent().index(one) for one in path]
    below = copy.deepcopy(paragraph)
    at = paragraph
    for place in places:
        del at[place + 1 :]
        at = at[place]
    line_end.getparent().remove(line_end)
    at = below
    for place in places:
        kept = at[place]
        for child in at[:place]:
            if not child.tag.endswith("Pr"):
                at.remove(child)
        at = kept
    at.getparent().remove(at)
    _share(paragraph, below)
    paragraph.addnext(below)
    return below


def _share(first: etree._Element, last: etree._Element) -> None:
    """Of the properties that both have now, leave to each what is its own."""
    for paragraph, tags in ((first, _LAST), (last, _FIRST)):
        if (properties := child_of(paragraph, _PROPERTIES)) is not None:
            for one in [child for child in properties if child.tag in tags]:
                properties.remove(one)
