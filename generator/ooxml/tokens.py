"""What stands in a paragraph, piece by piece, however it is cut into runs: words and numbers, tabs, pictures, fields.

A piece may have parts in several runs. What is compared is its `key`, which is what a reader sees of it: of a picture
the picture and its words, not the numbers that programs give to shapes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from msgspec import Struct

from generator.ooxml.looks import look
from generator.ooxml.names import A, r, w
from generator.values.patterns import late
from generator.values.pieces import pieces

BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
_P, _R, _T, _TBL, _TR, _TC = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
_PPR, _RPR, _VANISH, _NUMBERED = w("pPr"), w("rPr"), w("vanish"), w("numPr")
_FIELD, _CODE, _VAL = w("fldChar"), w("instrText"), w("val")
_OFF = frozenset({"0", "false", "off"})
# Names that Word gives anew to the places that contents and references point at.
_PLACES = late(r"_(?:Toc|Ref)\d+")
_EMBEDDED = (f"{{{A}}}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_SHOWN = frozenset(map(w, ("drawing", "pict", "object"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}


class Run(Struct, frozen=True, eq=False):
    """A run: its look, whether its text is hidden."""

    element: etree._Element
    look: tuple[str, ...]
    hidden: bool


class Part(Struct, frozen=True, eq=False):
    """A text of one run, or another element of a run or beside runs."""

    run: Run | None
    element: etree._Element
    text: str = ""


class Token(Struct, frozen=True, eq=False):
    """A piece, with its parts; `text` is empty where it is no text."""

    key: Hashable
    parts: tuple[Part, ...]
    text: str = ""

    @property
    def blank(self) -> bool:
        """Whether it is white space."""
        return bool(self.text) and self.text.isspace()


@dataclass
class Tokens:
    """The tokens of a paragraph, and its bookmarks by the number of tokens before them."""

    tokens: list[Token] = field(default_factory=list)
    bookmarks: dict[int, list[etree._Element]] = field(default_factory=dict)


def tokens_of(paragraph: etree._Element) -> Tokens:
    """What stands in a paragraph."""
    return _Reader().read(paragraph)


class _Reader:
    def __init__(self) -> None:
        self._found = Tokens()
        self._open: list[Part] = []
        self._length = 0
        self._marks: list[tuple[int, etree._Element]] = []

    def read(self, paragraph: etree._Element) -> Tokens:
        for child in paragraph:
            if child.tag in BOOKMARKS:
                self._marks.append((self._length, child))
            elif child.tag == _R:
                self._run(child)
            elif child.tag != _PPR and isinstance(child.tag, str):
                self._other(Part(None, child))
        self._close()
        return self._found

    def _run(self, element: etree._Element) -> None:
        properties = element.find(_RPR)
        run = Run(element, look(properties), hidden(properties))
        if self._open and self._open[-1].run is not None and self._open[-1].run.hidden != run.hidden:
            self._close()
        for piece in element:
            if piece.tag == _T:
                if piece.text:
                    self._open.append(Part(run, piece, piece.text))
                    self._length += len(piece.text)
            elif piece.tag != _RPR and isinstance(piece.tag, str):
                self._other(Part(run, piece))

    def _other(self, part: Part) -> None:
        self._close()
        self._found.tokens.append(Token(seen(part.element), (part,)))

    def _close(self) -> None:
        """Cut the text read so far into pieces, each with its parts of runs; place the bookmarks between them."""
        starts = []
        at = 0
        cutter = _Cutter(self._open)
        hides = bool(self._open) and self._open[0].run is not None and self._open[0].run.hidden
        first = len(self._found.tokens)
        for text in pieces("".join(part.text for part in self._open)):
            starts.append(at)
            self._found.tokens.append(Token(("hidden", text) if hides else text, cutter.next(len(text)), text))
            at += len(text)
        self._place(first, starts)
        self._open, self._length, self._marks = [], 0, []

    def _place(self, first: int, starts: list[int]) -> None:
        number = 0
        for offset, mark in self._marks:
            while number < len(starts) and starts[number] < offset:
                number += 1
            self._found.bookmarks.setdefault(first + number, []).append(mark)


class _Cutter:
    """Takes texts off the front of parts."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts
        self._number = 0
        self._used = 0

    def next(self, length: int) -> tuple[Part, ...]:
        taken: list[Part] = []
        while length:
            part = self._parts[self._number]
            text = part.text[self._used : self._used + length]
            taken.append(Part(part.run, part.element, text))
            length -= len(text)
            self._used += len(text)
            if self._used == len(part.text):
                self._number, self._used = self._number + 1, 0
        return tuple(taken)


def hidden(properties: etree._Element | None) -> bool:
    """Whether a run's own properties hide its text."""
    found = properties.find(_VANISH) if properties is not None else None
    return found is not None and found.get(_VAL) not in _OFF


def seen(element: etree._Element) -> Hashable:
    """What a reader sees of an element that is no text."""
    tag = str(element.tag)
    if tag == _FIELD:
        return tag, element.get(w("fldCharType"), "")
    if tag == _CODE:
        return tag, _PLACES.sub("_", element.text or "").strip()
    if tag in _SHOWN:
        embedded = tuple(found.get(r("embed")) or found.get(r("id")) for found in element.iter(*_EMBEDDED))
        return tag.rpartition("}")[2] if not embedded else "", embedded, "".join(t.text or "" for t in element.iter(_T))
    return tag, tuple(sorted(element.attrib.items())), tuple(seen(child) for child in element), element.text or ""


def number_of(properties: etree._Element | None) -> tuple[str, ...]:
    """The automatic number of a paragraph: it is read, though it is no text."""
    return look(properties.find(_NUMBERED)) if properties is not None else ()


def words_of(blocks: etree._Element | list[etree._Element]) -> tuple[Hashable, ...]:
    """What paragraphs and tables of a body or cell show, without regard to looks: what two texts are compared by."""
    made: list[Hashable] = []
    for child in blocks:
        if child.tag == _P:
            made.append(("p", number_of(child.find(_PPR)), *_shown_in(child)))
        elif child.tag == _TBL:
            rows = (tuple(words_of(cell) for cell in row.iterfind(_TC)) for row in child.iterfind(_TR))
            made.append(("tbl", *rows))
    return tuple(made)


def _shown_in(paragraph: etree._Element) -> Iterator[Hashable]:
    text: list[str] = []
    hides = False
    for element, is_hidden in _pieces_in(paragraph):
        if text and (element.tag != _T or is_hidden != hides):
            yield "".join(text), hides
            text = []
        if element.tag == _T:
            hides = is_hidden
            if element.text:
                text.append(element.text)
        else:
            yield seen(element)
    if text:
        yield "".join(text), hides


def _pieces_in(paragraph: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    for child in paragraph:
        if child.tag == _R:
            is_hidden = child.find(f"{_RPR}/{_VANISH}") is not None and hidden(child.find(_RPR))
            yield from ((piece, is_hidden) for piece in child if piece.tag != _RPR and isinstance(piece.tag, str))
        elif child.tag != _PPR and child.tag not in BOOKMARKS and isinstance(child.tag, str):
            yield child, False
