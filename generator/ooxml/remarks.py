"""The comments of a Word file: who says what, and on which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.ooxml import package
from generator.ooxml.body import BodyBlock, paragraphs
from generator.ooxml.names import w

_PART = "word/comments.xml"
_BEGIN, _END, _AT = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")


@dataclass(slots=True)
class Remark:
    """A comment: its author, its words, where it stands ("" where nothing refers to it), the words that it is on."""

    author: str
    text: str
    place: str = ""
    on: str = ""


def remarks(
    parts: Mapping[str, bytes], body: etree._Element, walked: Iterable[BodyBlock], *, shown_as: str
) -> tuple[Remark, ...]:
    """The comments of a file in the order of their part; of what is walked each paragraph has its place."""
    if _PART not in parts:
        return ()
    root = package.parse_xml(parts[_PART], shown_as=shown_as, part=_PART)
    found = {one.get(w("id"), ""): Remark(one.get(w("author"), ""), _words(one)) for one in root.iter(w("comment"))}
    places = {one.element: str(one.place) for one in paragraphs(walked)}
    place, open_ = "", dict[str, Remark]()
    for node in body.iter(w("p"), w("t"), _BEGIN, _END, _AT):
        one = found.get(node.get(w("id"), ""))
        if node.tag == w("p"):
            place = places.get(node, place)
        elif node.tag == w("t"):
            for held in open_.values():
                held.on += node.text or ""
        elif one is not None and node.tag == _END:
            open_.pop(node.get(w("id"), ""), None)
        elif one is not None:
            one.place = one.place or place
            if node.tag == _BEGIN:
                open_[node.get(w("id"), "")] = one
    return tuple(found.values())


def _words(comment: etree._Element) -> str:
    lines = ("".join(node.text or "" for node in line.iter(w("t"))) for line in comment.iter(w("p")))
    return "\n".join(line for line in lines if line.strip())
