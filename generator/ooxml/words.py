"""What stands in an element: its text as a reader sees it, however Word split it into runs; a child by name."""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import w


def text_of(element: etree._Element) -> str:
    """All text in an element, runs joined."""
    return "".join(text.text or "" for text in element.iter(w("t")))


def child_of(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child of a name, None where there is none: lxml's `find` takes twice as long, a path more."""
    return next(parent.iterchildren(tag), None) if parent is not None else None


def head_of(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The child of a name that stands first in its parent, as properties do, wherever a file has put it."""
    # Three times as fast as `child_of`, which looks where it is not the first.
    if parent is not None and len(parent) and (first := parent[0]).tag == tag:
        return first
    return child_of(parent, tag)


def children_of(parent: etree._Element | None, *tags: str) -> dict[str, etree._Element]:
    """The first child of each of these names, by name, in one pass."""
    found: dict[str, etree._Element] = {}
    if parent is not None:
        for child in parent.iterchildren(*tags):
            found.setdefault(child.tag, child)
    return found
