"""The entries of a table of contents, of the headings that the file then has: the field alone would be filled by Word,
and other readers, the PDF too, would show what stood in the template.

The file's text is held whole for this, where a template has such a field, and only there. Page numbers are known to
whoever lays out the pages: Word when it opens the file, LibreOffice when it makes the PDF (`converting/contents`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from lxml import etree
from msgspec import Struct

from generator.ooxml import order, package
from generator.ooxml.contents import Contents, around, contents_of, entries, is_contents
from generator.ooxml.names import XML, w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import inherited
from generator.ooxml.words import text_of
from generator.rendering.templates.docx_template import TemplateFile, text_width
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late

_HEADING, _ENTRY = late(r"heading ([1-9])"), "toc {}"
# What stands for a page number that is not known yet.
_UNKNOWN = "…"
_FIRST_NAME = 100_000_001
_PARAGRAPH, _BOOKMARK = w("p"), w("bookmarkStart")
_SPACED = (w("tab"), w("br"), w("cr"))


def has_contents(file: TemplateFile) -> bool:
    """Whether a template has a table of contents."""
    codes = (element.text or "" for element in file.document.iter(w("instrText")))
    simple = (element.get(w("instr"), "") for element in file.document.iter(w("fldSimple")))
    return any(map(is_contents, (*codes, *simple)))


def pages_left_open(file: TemplateFile) -> Iterator[Finding]:
    """What is said of the page numbers of a template's table of contents (T050)."""
    if has_contents(file):
        said = msg("Số trang trong mục lục do Word tính lúc mở tệp; bản PDF có sẵn số trang.")
        hint = msg("Trong Word: bấm Có nếu được hỏi, hoặc bấm vào mục lục rồi F9.")
        yield Finding("T050", Severity.NOTE, Place(str(file.path)), said, hint)


def filled(chunks: Iterable[bytes], styles: etree._Element) -> Iterator[bytes]:
    """The text of a file, its tables of contents filled."""
    root = package.parse_xml(b"".join(chunks), shown_as="", part=DOCUMENT)
    writer = _Writer(root, _read_styles(styles))
    for contents in list(contents_of(root)):
        writer.fill(contents)
    yield package.xml_bytes(root)


class _Styles(Struct, frozen=True):
    """Of the file's paragraph styles by id: the names, the levels that their paragraphs have; the ids by name."""

    names: Mapping[str, str]
    levels: Mapping[str, int]
    ids: Mapping[str, str]
    tabbed: frozenset[str]


def _read_styles(root: etree._Element) -> _Styles:
    names: dict[str, str] = {}
    based: dict[str, str] = {}
    levels: dict[str, int] = {}
    tabbed: set[str] = set()
    for style in root.iter(w("style")):
        key, name, base = style.get(w("styleId"), ""), style.find(w("name")), style.find(w("basedOn"))
        names[key] = name.get(w("val"), "").casefold() if name is not None else ""
        based[key] = base.get(w("val"), "") if base is not None else ""
        if (level := style.find(f"{w('pPr')}/{w('outlineLvl')}")) is not None:
            levels[key] = int(level.get(w("val"))) + 1
        if style.find(f"{w('pPr')}/{w('tabs')}") is not None:
            tabbed.add(key)
    return _Styles(names, inherited(based, levels, 0), {name: key for key, name in names.items()}, frozenset(tabbed))


class _Heading(Struct, frozen=True):
    level: int
    text: str
    bookmark: str


class _Writer:
    """Fills the tables of contents of one document; a heading that several list has one bookmark."""

    def __init__(self, root: etree._Element, styles: _Styles) -> None:
        self._root, self._styles = root, styles
        marks = list(root.iter(_BOOKMARK))
        names = {mark.get(w("name"), "") for mark in marks}
        numbers = [int(mark.get(w("id"))) for mark in marks if mark.get(w("id"), "").isdigit()]
        self._ids = count(max(numbers, default=0) + 1)
        self._names = (name for name in map("_Toc{}".format, count(_FIRST_NAME)) if name not in names)
        self._marked: dict[etree._Element, str] = {}
        self._within: set[etree._Element] = set()

    def fill(self, contents: Contents) -> None:
        """The entries in place of what stands in the field; a field over parts of cells stays as it is."""
        pair = contents.paragraphs
        if pair is None:
            return
        first, last = pair
        old = entries(first, last)
        self._within |= {each for one in old for each in one.iter(_PARAGRAPH)}
        headings = list(self._headings(contents))
        made = self._entries(contents, headings, old)
        _put(contents, first, last, old, made)

    def _headings(self, contents: Contents) -> Iterator[_Heading]:
        named = _named_levels(contents)
        for paragraph in self._root.iter(_PARAGRAPH):
            if paragraph in self._within or next(paragraph.iterancestors(w("txbxContent")), None) is not None:
                continue
            level = self._level(paragraph, contents, named)
            text = _said(paragraph) if level else ""
            if text:
                yield _Heading(level, text, self._mark(paragraph))

    def _level(self, paragraph: etree._Element, contents: Contents, named: Mapping[str, int]) -> int:
        """The level at which a paragraph is listed; 0 where it is not."""
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        key = style.get(w("val"), "") if style is not None else ""
        name, switches = self._styles.names.get(key, ""), contents.switches
        if name in named:
            return named[name]
        found = _HEADING.fullmatch(name)
        if found and ("o" in switches or "t" not in switches) and int(found[1]) in contents.levels:
            return int(found[1])
        own = properties.find(w("outlineLvl")) if properties is not None else None
        level = int(own.get(w("val"))) + 1 if own is not None else self._styles.levels.get(key, 0)
        return level if "u" in switches and level in contents.levels else 0

    def _mark(self, paragraph: etree._Element) -> str:
        if paragraph not in self._marked:
            name, number = next(self._names), str(next(self._ids))
            start = etree.Element(_BOOKMARK, {w("id"): number, w("name"): name})
            paragraph.insert(1 if paragraph.find(w("pPr")) is not None else 0, start)
            paragraph.append(etree.Element(w("bookmarkEnd"), {w("id"): number}))
            self._marked[paragraph] = name
        return self._marked[paragraph]

    # --- entries ---

    def _entries(self, contents: Contents, headings: list[_Heading], old: list[etree._Element]) -> list[etree._Element]:
        patterns = {_style_of(each): each.find(w("pPr")) for one in old for each in one.iter(_PARAGRAPH)}
        return [self._entry(contents, heading, patterns) for heading in headings]

    def _entry(
        self, contents: Contents, heading: _Heading, patterns: Mapping[str, etree._Element | None]
    ) -> etree._Element:
        """As the entry of its level that stands in the template, else in the style that Word gives it."""
        style = self._styles.ids.get(_ENTRY.format(heading.level), "")
        made = etree.Element(_PARAGRAPH)
        pattern = patterns.get(style)
        if pattern is not None:
            made.append(copy.deepcopy(pattern))
            for section in made.iter(w("sectPr")):
                section.getparent().remove(section)
        elif style:
            order.put(order.properties(made), "pStyle", {"val": style})
        if made.find(f"{w('pPr')}/{w('tabs')}") is None and style not in self._styles.tabbed:
            self._lead(order.properties(made), contents)
        holder = made
        if "h" in contents.switches:
            holder = etree.SubElement(made, w("hyperlink"), {w("anchor"): heading.bookmark, w("history"): "1"})
        holder.append(_run(heading.text))
        if "n" not in contents.switches:
            etree.SubElement(etree.SubElement(holder, w("r")), w("tab"))
            field = etree.SubElement(holder, w("fldSimple"), {w("instr"): f" PAGEREF {heading.bookmark} \\h "})
            field.append(_run(_UNKNOWN))
        return made

    def _lead(self, properties: etree._Element, contents: Contents) -> None:
        """Dots to the edge of the text, where the number stands."""
        after = contents.begin.xpath("following::*[local-name()='sectPr'][1]")
        width = text_width(after[0]) if after and after[0].find(w("pgSz")) is not None else 9355
        tabs = etree.Element(w("tabs"))
        etree.SubElement(tabs, w("tab"), {w("val"): "right", w("leader"): "dot", w("pos"): str(width)})
        order.place(properties, tabs)


def _put(
    contents: Contents,
    first: etree._Element,
    last: etree._Element,
    old: list[etree._Element],
    made: list[etree._Element],
) -> None:
    """The new paragraphs in place of the old: the field begins in the first of them and ends in one of its own, which
    keeps what followed it."""
    closing = etree.Element(_PARAGRAPH)
    if last is not first and last.find(w("pPr")) is not None:
        closing.append(copy.deepcopy(last.find(w("pPr"))))
    closing.append(_mark_of("end"))
    closing.extend(around(last, contents.end, before=False))
    opening = made[0] if made else closing
    at = 1 if opening.find(w("pPr")) is not None else 0
    code = etree.Element(w("r"))
    etree.SubElement(code, w("instrText"), {f"{{{XML}}}space": "preserve"}).text = contents.code
    begin = _mark_of("begin")
    begin[0].set(w("dirty"), "true")
    opening[at:at] = [*around(first, contents.begin, before=True), begin, code, _mark_of("separate")]
    for one in (*made, closing):
        first.addprevious(one)
    for one in old:
        one.getparent().remove(one)


def _named_levels(contents: Contents) -> dict[str, int]:
    """Styles that the code names with their levels: `\\t "Tên,1,Tên khác,2"`."""
    said = re.split(r"[,;]", contents.switches.get("t", ""))
    pairs = zip(said[::2], said[1::2], strict=False)
    return {name.strip().casefold(): int(level) for name, level in pairs if level.strip().isdigit()}


def _said(paragraph: etree._Element) -> str:
    """What a heading says, without the texts of boxes and the numbers of notes."""
    texts = (
        " " if element.tag in _SPACED else element.text or ""
        for element in paragraph.iter(w("t"), *_SPACED)
        if next(element.iterancestors(_PARAGRAPH)) is paragraph and next(element.iterancestors(w("tabs")), None) is None
    )
    return " ".join("".join(texts).split())


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None and text_of(paragraph).strip() else ""


def _run(text: str) -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"}).text = text
    return run


def _mark_of(kind: str) -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})
    return run
