"""The text of an element as a reader sees it, however Word split it into runs."""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import w


def text_of(element: etree._Element) -> str:
    """All text in an element, runs joined."""
    return "".join(text.text or "" for text in element.iter(w("t")))
