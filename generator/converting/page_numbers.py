"""Page numbers in a PDF: the copy that is converted restarts them where the document says so, and the PDF proves it.

A section that begins with a table does not restart its numbers in LibreOffice 25.2, which asks the section's first
paragraph. An empty paragraph without height stands before such a table in the copy, so that every LibreOffice from
7.4 on restarts them.

The proof reads two pages a run: the number of the last page of a run says which page is its first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from generator.converting.word_sections import sections_of
from generator.ooxml import package
from generator.ooxml.names import W, r, w
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.words import child_of
from generator.values.patterns import late

_FIELD = late(r"\s*PAGE\b")
_NUMBER = late(r"\d{1,5}")
_NUMBER_ALONE = "number"


class Run(Struct, frozen=True):
    """Pages numbered one after another: the number of the first, and whether that page hides it."""

    start: int
    hides: bool


class WrongNumber(Struct, frozen=True):
    """A page, counted from 1, whose number does not fit the document; `shown` is 0 where it shows none."""

    page: int
    shown: int


def restarted(parts: Mapping[str, bytes], *, shown_as: str) -> Mapping[str, bytes]:
    """The package with a paragraph without height before each table that begins a section; the same if none does."""
    if b"<w:pgNumType" not in parts[DOCUMENT]:
        return parts
    document = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    tables = [blocks[0] for blocks, properties in sections_of(document) if blocks and _begins_table(blocks, properties)]
    for table in tables:
        table.addprevious(without_height())
    return {**parts, DOCUMENT: package.xml_bytes(document)} if tables else parts


def without_height() -> etree._Element:
    """An empty paragraph that takes no room: one twip."""
    return etree.fromstring(
        f'<w:p xmlns:w="{W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def runs(parts: Mapping[str, bytes], *, shown_as: str) -> tuple[Run, ...]:
    """The runs of a document whose page headers show nothing but the number; none where that cannot be told.

    It cannot where a section begins in the middle of a page, or on an odd or even one, has other numerals, or hides
    the number on a page in the middle of a run.
    """
    document = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    found: list[Run] = []
    header = ""
    for _, properties in sections_of(document):
        header = _header(properties, "default") or header
        start, hides = _start(properties), child_of(properties, w("titlePg")) is not None
        known = _provable(properties) and _fields(parts, header, shown_as) == _NUMBER_ALONE
        within = bool(found) and start is None and hides
        if not known or within or _fields(parts, _header(properties, "first"), shown_as):
            return ()
        if start is not None or not found:
            found.append(Run(1 if start is None else start, hides))
    return tuple(found)


def wrong_number(page: Callable[[int], str], count: int, expected: Sequence[Run]) -> WrongNumber | None:
    """A page that shows another number than it must; None where every run begins and ends as it must.

    `page` gives the text of one of the `count` pages, its first line first.
    """
    end = count
    for run in reversed(expected):
        last = end - 1
        if last < 0:
            return WrongNumber(count, _shown(page(count - 1)))
        number = _shown(page(last))
        begin = last - (number - run.start) if number else last
        if begin < 0 or begin > last or _shown(page(begin)) != (0 if run.hides else run.start):
            return WrongNumber(last + 1, number)
        end = begin
    return WrongNumber(end, _shown(page(end - 1))) if end and expected else None


def _shown(text: str) -> int:
    """The number that stands alone on the first line of a page; 0 where none does."""
    first = text.strip().partition("\n")[0].strip()
    return int(first) if _NUMBER.fullmatch(first) else 0


def _begins_table(blocks: Sequence[etree._Element], properties: etree._Element) -> bool:
    return bool(blocks) and blocks[0].tag == w("tbl") and _start(properties) is not None


def _start(properties: etree._Element) -> int | None:
    numbering = child_of(properties, w("pgNumType"))
    value = numbering.get(w("start"), "") if numbering is not None else ""
    return int(value) if value.isdigit() else None


def _provable(properties: etree._Element) -> bool:
    """Whether a section begins a page of its own, counts in figures, and hides its first number or shows it."""
    kind, numbering = child_of(properties, w("type")), child_of(properties, w("pgNumType"))
    figures = numbering is None or numbering.get(w("fmt"), "decimal") == "decimal"
    own_page = kind is None or kind.get(w("val")) == "nextPage"
    return figures and own_page and not _header(properties, "even")


def _header(properties: etree._Element, kind: str) -> str:
    """The relationship id of a section's own page header of a kind, or nothing."""
    references = properties.iterfind(w("headerReference"))
    return next((str(one.get(r("id"))) for one in references if one.get(w("type")) == kind), "")


def _fields(parts: Mapping[str, bytes], header: str, shown_as: str) -> str:
    """What a page header numbers pages with: nothing, the number alone, or whatever else stands around it."""
    relation = relationships(parts, DOCUMENT, shown_as=shown_as).get(header)
    if relation is None or relation.target not in parts:
        return ""
    part = relation.target
    root = package.parse_xml(parts[part], shown_as=shown_as, part=part)
    fields = [*(one.text or "" for one in root.iter(w("instrText")))]
    fields += [one.get(w("instr"), "") for one in root.iter(w("fldSimple"))]
    if not any(_FIELD.match(field) for field in fields):
        return ""
    shown = "".join(one.text or "" for one in root.iter(w("t"))).strip()
    drawn = next(root.iter(w("drawing"), w("pict")), None)
    alone = len(fields) == 1 and drawn is None and (not shown or shown.isdigit())
    return _NUMBER_ALONE if alone else "other"
