"""Paragraphs of a Word template with their places in words, and the tags that stand in them.

A person looks for a mistake by table, row and cell, or by the words of the paragraph: a `Line` keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.body import BodyBlock, BodyParagraph, BodyTable, walk
from generator.ooxml.inlines import inlines
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.rendering.templates.docx_template import TemplateFile
from generator.rendering.templates.typed import TAG, settle_tags
from generator.values.findings import Finding, Message, Place, Severity
from generator.values.patterns import late
from generator.values.text import one_line

BODY = DOCUMENT
_DELETED, _PARAGRAPH = w("delText"), w("p")
# Parts that hold text, by the beginning of their names, in the words of Word's Vietnamese menus.
PARTS = {
    "document": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "comments": "bình luận",
}

_PART = late(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_INSIDE = late(r"[-+]?\s*(?P<code>.*?)\s*[-+]?", re.DOTALL)
# In statements also with the space before it that docxtpl does not allow, so that what follows is still understood.
_PREFIX = {
    "{{": late(r"(tr|tc|p|r) "),
    "{%": late(r"\s*(tr|tc|p|r) "),
    "{#": late(r"(tr|tc|p) "),
}
# docxtpl turns the quotation marks that Word makes of straight ones back, inside of tags.
_QUOTES = str.maketrans("‘’“”", "''\"\"")


class Line(Struct, frozen=True):
    """A paragraph: its part, its number in the part from 1, its text, where it stands, its element."""

    part: str
    number: int
    text: str
    place: Place
    element: etree._Element


class Tag(Struct, frozen=True):
    """A Jinja tag of a paragraph: `kind` is `{{`, `{%` or `{#`, `prefix` docxtpl's p, tr, tc, r or none."""

    line: Line
    kind: str
    prefix: str
    code: str
    raw: str

    @property
    def keyword(self) -> str:
        """The first word of a statement: if, for, endif …"""
        return self.code.partition(" ")[0] if self.kind == "{%" else ""


def lines_of(file: TemplateFile) -> tuple[Line, ...]:
    """Every paragraph of the parts that hold text, the body first."""
    names = sorted((name for name in file.parts if _PART.fullmatch(name)), key=lambda name: (name != BODY, name))
    return tuple(line for name in names for line in _lines_of_part(file, name))


def part_words(part: str) -> str:
    """What a part is called: "đầu trang"; nothing for the body."""
    found = _PART.fullmatch(part)
    return PARTS[found[1]] if found else PurePosixPath(part).name


def tags_in(line: Line, text: str) -> Iterator[Tag]:
    """The tags in a text of a paragraph (its own, the address of a link); comments without a prefix are left out."""
    for found in TAG.finditer(text):
        tag = tag_of(line, found[0])
        if tag is not None and tag.kind != "{#":
            yield tag


def tag_of(line: Line, raw: str) -> Tag | None:
    """A tag as it is typed; None for a comment that takes nothing with it."""
    kind, inside = raw[:2], raw[2:-2]
    prefix = _PREFIX[kind].match(inside)
    if kind == "{#" and not prefix:
        return None
    code = _INSIDE.fullmatch(inside[prefix.end() :] if prefix else inside)
    return Tag(line, kind, prefix[1] if prefix else "", code["code"].translate(_QUOTES), raw) if code else None


def is_text(part: str) -> bool:
    """Whether a part holds the paragraphs of a document, its margins, notes or comments."""
    return bool(_PART.fullmatch(part))


def own_paragraph(paragraph: etree._Element) -> Iterator[etree._Element]:
    """All elements of a paragraph but for those of the paragraphs in its text boxes."""
    yield paragraph
    for child in paragraph:
        if child.tag != _PARAGRAPH:
            yield from own_paragraph(child)


def own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of text boxes anchored in it; tabs and line ends as spaces."""
    return "".join(
        piece.text if piece.kind == "text" else " "
        for piece in inlines(paragraph, "marks")
        if piece.kind in ("text", "tab", "line", "page") and piece.node.tag != _DELETED
    )


def _lines_of_part(file: TemplateFile, name: str) -> Iterator[Line]:
    if name == BODY:
        root = file.document.find(w("body"))
    else:
        root = settle_tags(package.parse_xml(file.parts[name], shown_as=str(file.path), part=name))
    named = _Named(part_words(name)).blocks(walk(root, "marks"), ())
    for number, (paragraph, words) in enumerate(named, start=1):
        yield Line(name, number, own_text(paragraph), Place(str(file.path), part=words), paragraph)


@dataclass
class _Named:
    """Names places as a reader of the page would: tables by their number, paragraphs outside of them counted through
    text boxes, those of a cell by the cell alone.
    """

    part: str
    paragraphs: int = 0

    def blocks(self, blocks: Iterable[BodyBlock], cell: tuple[str, ...]) -> Iterator[tuple[etree._Element, str]]:
        for block in blocks:
            if isinstance(block, BodyTable):
                for row in block.rows:
                    for one in row.cells:
                        place = one.place
                        own = (f"bảng {place.table}", f"hàng {place.row}", f"cột {place.column}")
                        yield from self.blocks(one.blocks, (*cell, *own))
            elif isinstance(block, BodyParagraph):
                if not cell:
                    self.paragraphs += 1
                words = ", ".join(cell) or f"đoạn {self.paragraphs}"
                yield block.element, f"{self.part}, {words}" if self.part else words
                for box in block.boxes:
                    yield from self.blocks(box, cell)


def error_at(code: str, line: Line, message: Message, hint: Message | None = None) -> Finding:
    """An error that stands in a paragraph, with its words."""
    return Finding(code, Severity.ERROR, line.place, message, hint, one_line(line.text))
