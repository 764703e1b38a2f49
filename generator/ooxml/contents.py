"""Tables of contents in a Word file: the fields TOC, what their codes ask for, the paragraphs that their result takes.

Lists of pictures and tables (`\\c`), and those of a part of a file alone (`\\b`, `\\f`), are other fields of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.values.patterns import late

_TOC = late(r"\s*TOC\b", re.IGNORECASE)
_SWITCH = late(r"\\([a-z])(?:\s+(?:\"([^\"]*)\"|([^\\\s]+)))?", re.IGNORECASE)
# What stands for a table of contents where its entries do not count.
_LINE = "[Mục lục]"
_OTHERS = frozenset("abcfls")
_FIELD, _CODE, _SIMPLE, _PARAGRAPH = w("fldChar"), w("instrText"), w("fldSimple"), w("p")
_KIND = w("fldCharType")


class Contents(Struct, frozen=True):
    """A table of contents: its code, and the marks that its field begins and ends with (one `fldSimple` is both)."""

    code: str
    begin: etree._Element
    end: etree._Element

    @property
    def paragraphs(self) -> tuple[etree._Element, etree._Element] | None:
        """The first and the last paragraph of it; None where they do not stand side by side."""
        first, last = (next(one.iterancestors(_PARAGRAPH), None) for one in (self.begin, self.end))
        apart = first is None or last is None or first.getparent() is not last.getparent()
        return None if apart else (first, last)

    @property
    def switches(self) -> Mapping[str, str]:
        """The switches of the code with what they say."""
        return {key.lower(): quoted or plain for key, quoted, plain in _SWITCH.findall(self.code)}

    @property
    def levels(self) -> range:
        """The levels of headings that are listed."""
        found = re.fullmatch(r"\s*([1-9])\s*-\s*([1-9])\s*", self.switches.get("o", ""))
        return range(int(found[1]), int(found[2]) + 1) if found else range(1, 10)


def entries(first: etree._Element, last: etree._Element) -> list[etree._Element]:
    """What stands from the first paragraph of a table of contents to its last."""
    found = [first]
    while found[-1] is not last and found[-1].getnext() is not None:
        found.append(found[-1].getnext())
    return found


def around(paragraph: etree._Element, mark: etree._Element, *, before: bool) -> list[etree._Element]:
    """The children of a paragraph that stand before, or after, the one that holds a mark of the field."""
    children = [child for child in paragraph if child.tag != w("pPr")]
    at = next((index for index, child in enumerate(children) if child is mark or mark in child.iter()), 0)
    return children[:at] if before else children[at + 1 :]


def without_entries(parts: Mapping[str, bytes], *, shown_as: str) -> dict[str, bytes]:
    """A package whose tables of contents are a line each: what stands in them programs work out anew."""
    if DOCUMENT not in parts or b"TOC" not in parts[DOCUMENT]:
        return dict(parts)
    root = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    for contents in list(contents_of(root)):
        if pair := contents.paragraphs:
            _shorten(contents, *pair)
    return {**parts, DOCUMENT: package.xml_bytes(root)}


def _shorten(contents: Contents, first: etree._Element, last: etree._Element) -> None:
    line = etree.Element(_PARAGRAPH)
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t")).text = _LINE
    line.extend([*around(first, contents.begin, before=True), run, *around(last, contents.end, before=False)])
    old = entries(first, last)
    first.addprevious(line)
    for one in old:
        one.getparent().remove(one)


def is_contents(code: str) -> bool:
    """Whether the code of a field asks for the headings of its file."""
    return bool(_TOC.match(code)) and not any(key.lower() in _OTHERS for key, *_ in _SWITCH.findall(code))


def contents_of(root: etree._Element) -> Iterator[Contents]:
    """The tables of contents of a document, each once."""
    open_: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(_FIELD, _CODE, _SIMPLE):
        kind = element.get(_KIND)
        if element.tag == _SIMPLE:
            if is_contents(element.get(w("instr"), "")):
                yield Contents(element.get(w("instr"), ""), element, element)
        elif element.tag == _CODE:
            if open_:
                open_[-1][1].append(element.text or "")
        elif kind == "begin":
            open_.append((element, []))
        elif kind == "end" and open_:
            begin, code = open_.pop()
            if is_contents("".join(code)):
                yield Contents("".join(code), begin, element)
