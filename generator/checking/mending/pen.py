"""Changes to a document's XML, plain or as tracked changes: formats of runs and paragraphs, and single stretches of
text. The pen never writes more than it was asked to; what it cannot do cleanly it refuses, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from generator.ooxml.inlines import Piece, pieces
from generator.ooxml.names import XML, w
from generator.ooxml.order import place, properties, put
from generator.ooxml.revisions import View

Settings = Mapping[str, Mapping[str, str] | None]
# Attributes that would overrule what was set.
_OVERRULING = {
    "rFonts": ("asciiTheme", "hAnsiTheme", "cstheme"),
    "ind": ("hanging", "start", "firstLineChars", "hangingChars", "startChars", "leftChars"),
}
_KEPT_APART = ("rPr", "sectPr", "pPrChange")


@dataclass(slots=True)
class Pen:
    """Writes for one author at one time; `tracked` as tracked changes. `next_id` counts revision marks."""

    tracked: bool
    author: str
    when: datetime
    view: View
    next_id: int

    def run(self, run: etree._Element, settings: Settings) -> None:
        """Set properties of a run: `{"sz": {"val": "28"}}`; None takes one away."""
        own = properties(run)
        old = deepcopy(own)
        _apply(own, settings)
        self._remember(own, old, "rPrChange")

    def paragraph(self, paragraph: etree._Element, settings: Settings) -> None:
        """The same for a paragraph."""
        own = properties(paragraph)
        old = etree.Element(w("pPr"))
        old.extend(deepcopy(child) for child in own if child.tag not in map(w, _KEPT_APART))
        _apply(own, settings)
        self._remember(own, old, "pPrChange")

    def section(self, section: etree._Element, settings: Settings) -> None:
        """The same for a section."""
        old = etree.Element(w("sectPr"))
        references = (w("headerReference"), w("footerReference"), w("sectPrChange"))
        old.extend(deepcopy(child) for child in section if child.tag not in references)
        _apply(section, settings)
        self._remember(section, old, "sectPrChange")

    def _remember(self, own: etree._Element, old: etree._Element, name: str) -> None:
        if self.tracked and own.find(w(name)) is None:
            mark = self._mark(name)
            mark.append(old)
            place(own, mark)

    def _mark(self, name: str) -> etree._Element:
        self.next_id += 1
        return etree.Element(
            w(name),
            {
                w("id"): str(self.next_id),
                w("author"): self.author,
                w("date"): f"{self.when:%Y-%m-%dT%H:%M:%SZ}",
            },
        )

    def text(self, paragraph: etree._Element, start: int, end: int, new: str) -> bool:
        """Put `new` for the characters `start`…`end` of a paragraph's text; False where that cannot be done cleanly.

        The stretch must lie in one `w:t`; an insertion (`start` == `end`) follows the text before it.
        """
        at = 0
        for piece in pieces(paragraph, self.view):
            stop = at + len(piece.text)
            inside = at <= start and end <= stop and (start < stop or start == end == stop)
            if inside and piece.node.tag == w("t") and piece.text:
                return self._write(piece, start - at, end - at, new)
            at = stop
        return False

    def _write(self, piece: Piece, start: int, end: int, new: str) -> bool:
        before, old, after = piece.text[:start], piece.text[start:end], piece.text[end:]
        if not self.tracked:
            _set(piece.node, before + new + after)
            return True
        contents = [child for child in piece.run if child.tag != w("rPr")]
        if len(contents) != 1 or piece.run.getparent().tag in (w("ins"), w("del")):
            return False
        parts = [self._run_like(piece.run, before)] if before else []
        for name, tag, text in (("del", "delText", old), ("ins", "t", new)):
            if text:
                mark = self._mark(name)
                mark.append(self._run_like(piece.run, text, tag))
                parts.append(mark)
        if after:
            parts.append(self._run_like(piece.run, after))
        parent = piece.run.getparent()
        position = parent.index(piece.run)
        tail = piece.run.tail
        parent.remove(piece.run)
        for offset, part in enumerate(parts):
            parent.insert(position + offset, part)
        parts[-1].tail = tail
        return True

    def _run_like(self, run: etree._Element, text: str, tag: str = "t") -> etree._Element:
        copy = etree.Element(w("r"))
        own = run.find(w("rPr"))
        if own is not None:
            copy.append(deepcopy(own))
            for mark in copy.iter(w("rPrChange")):
                self.next_id += 1
                mark.set(w("id"), str(self.next_id))
        _set(etree.SubElement(copy, w(tag)), text)
        return copy


def _apply(own: etree._Element, settings: Settings) -> None:
    for name, attributes in settings.items():
        if attributes is None:
            for child in own.findall(w(name)):
                own.remove(child)
            continue
        child = put(own, name, attributes)
        for other in _OVERRULING.get(name, ()):
            child.attrib.pop(w(other), None)


def _set(node: etree._Element, text: str) -> None:
    node.text = text
    if text != text.strip():
        node.set(f"{{{XML}}}space", "preserve")


def highest_id(root: etree._Element) -> int:
    """The highest number any mark of a document carries."""
    numbers = (item.get(w("id"), "") for item in root.iter() if isinstance(item.tag, str))
    return max((int(number) for number in numbers if number.isdigit()), default=0)
