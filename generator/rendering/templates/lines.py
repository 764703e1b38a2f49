"""Paragraphs of a Word template with their places in words, and the tags that stand in them.

A person looks for a mistake by table, row and cell, or by the words of the paragraph: a `Line` keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.rendering.templates.docx_template import TemplateFile
from generator.values.findings import Place

BODY = DOCUMENT
# Parts that hold text, by the beginning of their names, in the words of Word's Vietnamese menus.
PARTS = {
    "document": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "comments": "bình luận",
}

_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_INSIDE = re.compile(r"[-+]?\s*(?P<code>.*?)\s*[-+]?", re.DOTALL)
# In statements also with the space before it that docxtpl does not allow, so that what follows is still understood.
_PREFIX = {"{{": re.compile(r"(tr|tc|p|r) "), "{%": re.compile(r"\s*(tr|tc|p|r) ")}
# docxtpl turns the quotation marks that Word makes of straight ones back, inside of tags.
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its part, its number in the part from 1, its text, where it stands, its element."""

    part: str
    number: int
    text: str
    place: Place
    element: etree._Element = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A Jinja tag of a paragraph: `kind` is `{{` or `{%`, `prefix` docxtpl's p, tr, tc, r or none, `code` the rest."""

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


def tags_of(line: Line) -> Iterator[Tag]:
    """The tags that begin and end in a paragraph; comments are left out."""
    for found in _TAG.finditer(line.text):
        kind, inside = found[0][:2], found[0][2:-2]
        if kind == "{#":
            continue
        prefix = _PREFIX[kind].match(inside)
        code = _INSIDE.fullmatch(inside[prefix.end() :] if prefix else inside)
        assert code is not None
        yield Tag(line, kind, prefix[1] if prefix else "", code["code"].translate(_QUOTES), found[0])


def own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of text boxes anchored in it; tabs and line ends as spaces."""
    pieces = []
    for element in paragraph.iter(w("t"), w("tab"), w("br")):
        if next(element.iterancestors(w("p")), None) is paragraph:
            pieces.append((element.text or "") if element.tag == w("t") else " ")
    return "".join(pieces)


def _lines_of_part(file: TemplateFile, name: str) -> Iterator[Line]:
    root = file.document if name == BODY else package.parse_xml(file.parts[name], shown_as=str(file.path), part=name)
    counted = _Counter(part_words(name))
    for number, (paragraph, words) in enumerate(counted.walk(root, ()), start=1):
        yield Line(name, number, own_text(paragraph), Place(str(file.path), part=words), paragraph)


@dataclass
class _Counter:
    """Counts tables and the paragraphs outside of them, as a reader of the page would."""

    part: str
    tables: int = 0
    paragraphs: int = 0

    def walk(self, element: etree._Element, cell: tuple[str, ...]) -> Iterator[tuple[etree._Element, str]]:
        for child in element.iterchildren(etree.Element):
            if child.tag == w("tbl"):
                yield from self._table(child, cell)
                continue
            if child.tag == w("p"):
                if not cell:
                    self.paragraphs += 1
                words = ", ".join(cell) or f"đoạn {self.paragraphs}"
                yield child, f"{self.part}, {words}" if self.part else words
            yield from self.walk(child, cell)

    def _table(self, table: etree._Element, cell: tuple[str, ...]) -> Iterator[tuple[etree._Element, str]]:
        self.tables += 1
        named = (*cell, f"bảng {self.tables}")
        for row_number, row in enumerate(_within(table, "tr"), start=1):
            for number, column in enumerate(_within(row, "tc"), start=1):
                yield from self.walk(column, (*named, f"hàng {row_number}", f"cột {number}"))


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those in content controls too, not those of tables inside."""
    for child in element.iterchildren(etree.Element):
        if child.tag == w(name):
            yield child
        elif child.tag not in (w("tbl"), w("p"), w("tr"), w("tc")):
            yield from _within(child, name)
