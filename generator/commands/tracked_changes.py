"""The tracked changes of a Word file as texts: what each paragraph said, and what it says with all of them accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.word_file import body_of
from generator.values.text import one_line

_NEW, _OLD = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_PARAGRAPH, _ROW = w("p"), w("tr")
_TEXTS = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "-"}


class TrackedChange(Struct, frozen=True):
    """A paragraph that changed: its words before and after; "" where there was, or is, none."""

    before: str
    after: str


def tracked_changes(file: Path) -> tuple[TrackedChange, ...]:
    """The paragraphs of a Word file whose words its tracked changes touch, in order. Raises InputError."""
    body = body_of(package.read(file), shown_as=str(file))
    return tuple(_changes(body))


def _changes(body: etree._Element) -> Iterator[TrackedChange]:
    for paragraph in body.iter(_PARAGRAPH):
        before, after = (one_line("".join(_said(paragraph, hidden))) for hidden in (_NEW, _OLD))
        if before != after:
            yield TrackedChange(before, after)


def _said(paragraph: etree._Element, hidden: tuple[str, str]) -> Iterator[str]:
    """The texts of a paragraph but those that stand in an element of these names, or in a row so marked."""
    if any(_marked(row, hidden) for row in paragraph.iterancestors(_ROW)):
        return
    for piece in paragraph.iter(w("t"), w("delText"), *_TEXTS):
        above = list(piece.iterancestors())
        inner = above[: above.index(paragraph)]
        if all(one.tag != _PARAGRAPH and one.tag not in hidden for one in inner):
            yield _TEXTS.get(str(piece.tag), piece.text or "")


def _marked(row: etree._Element, hidden: tuple[str, str]) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and any(child.tag in hidden for child in properties)
