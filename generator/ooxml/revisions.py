"""What a reader sees of a WordprocessingML tree: tracked changes accepted, rejected, or both shown as marked.

Also looks through what hides text from a plain walk: content controls (`w:sdt`), `w:smartTag`, `w:customXml`,
hyperlinks, simple fields and `mc:AlternateContent` (its first `mc:Choice`; the fallback says the same again).
Knows elements only, no formatting and no documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from generator.ooxml.names import MC, w
from generator.ooxml.words import children_of

View = Literal["accept", "reject", "marks"]

_CHOICE = f"{{{MC}}}Choice"
_ALTERNATE = f"{{{MC}}}AlternateContent"
_INSERTED = frozenset({w("ins"), w("moveTo")})
_DELETED = frozenset({w("del"), w("moveFrom")})
_THROUGH = frozenset(
    {w("smartTag"), w("customXml"), w("hyperlink"), w("fldSimple"), w("sdtContent"), w("bdo"), w("dir"), _CHOICE}
)
_ROW, _CONTROL = w("tr"), w("sdt")
_OPENED = _INSERTED | _DELETED | _THROUGH | {_ROW, _CONTROL, _ALTERNATE}
DRAWN = (w("drawing"), w("pict"), w("object"))
_PARAGRAPH, _RUN_PROPERTIES, _FRAME, _STYLE = w("p"), w("rPr"), w("framePr"), w("pStyle")


def visible_children(parent: etree._Element, view: View) -> Iterator[etree._Element]:
    """The children a reader sees, wrappers opened: of a body or cell, a table, a row or a paragraph."""
    for child in parent:
        tag = child.tag
        if tag not in _OPENED:
            if isinstance(tag, str):
                yield child
        elif tag == _ROW:
            if not _row_gone(child, view):
                yield child
        elif (inside := _inside(child, view)) is not None:
            yield from visible_children(inside, view)


def _inside(wrapper: etree._Element, view: View) -> etree._Element | None:
    """What holds the content of a wrapper; None where the view does not show it."""
    if (wrapper.tag in _INSERTED and view == "reject") or (wrapper.tag in _DELETED and view == "accept"):
        return None
    if wrapper.tag == _CONTROL:
        return wrapper.find(w("sdtContent"))
    return _chosen(wrapper) if wrapper.tag == _ALTERNATE else wrapper


def runs_on(properties: etree._Element | None, view: View) -> bool:
    """Whether a paragraph with these `w:pPr` runs on into the next one: its mark is deleted (accept) or not yet there,
    or it is that one's first letter set large, which Word keeps in a frame of its own.
    """
    if properties is None or (len(properties) == 1 and properties[0].tag == _STYLE):
        return False  # as most of thousands of cells
    held = children_of(properties, _FRAME, _RUN_PROPERTIES)
    frame = held.get(_FRAME)
    if frame is not None and frame.get(w("dropCap"), "none") != "none":
        below = next(properties.getparent().itersiblings(_PARAGRAPH, w("tbl")), None)
        return below is not None and below.tag == _PARAGRAPH
    return _mark_gone(held.get(_RUN_PROPERTIES), view)


def _mark_gone(mark: etree._Element | None, view: View) -> bool:
    if mark is None or view == "marks":
        return False
    return next(mark.iterchildren(*(_DELETED if view == "accept" else _INSERTED)), None) is not None


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents (`w:txbxContent`) of the text boxes anchored in a paragraph, each once, not boxes in boxes."""
    if next(paragraph.iter(*DRAWN), None) is None:
        return
    for run in visible_children(paragraph, "marks"):
        if run.tag == w("r"):
            for node in visible_children(run, "marks"):
                if node.tag in DRAWN:
                    yield from _outermost(node, w("txbxContent"))


def _outermost(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in root:
        if child.tag == tag:
            yield child
        elif child.tag == _ALTERNATE:
            yield from _outermost(_chosen(child), tag)
        else:
            yield from _outermost(child, tag)


def _chosen(alternate: etree._Element) -> etree._Element:
    choice = alternate.find(_CHOICE)
    fallback = alternate.find(f"{{{MC}}}Fallback")
    return choice if choice is not None else fallback if fallback is not None else etree.Element("none")


def _row_gone(row: etree._Element, view: View) -> bool:
    mark = {"accept": "del", "reject": "ins"}.get(view)
    return mark is not None and row.find(f"{w('trPr')}/{w(mark)}") is not None
