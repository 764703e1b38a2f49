"""Long Word tables, cut for LibreOffice: the copy that is converted holds short tables; its pages look as if uncut.

LibreOffice lays out one table over many pages in more than quadratic time: at every page it lays out all the rows that
are left. Short tables that follow one another cost no such time, but each would print its header rows where it
begins, in the middle of a page. So the header rows move: the first table keeps them as plain rows, and on the section's
other pages they stand in the page header, which ends exactly where the text begins. Rows then break over the pages as
they do in the whole table; nothing is measured or guessed (tests/converting/test_cutting.py compares page by page).

This holds for a section that begins on a new page and whose first page reaches the table. Where the table's last page
is followed by another of its section, that page would bear a header with no table: `Seam` lets the caller see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from generator.converting.page_numbers import without_height
from generator.converting.pdf_text import squeeze
from generator.converting.table_styles import TableStyles
from generator.converting.word_sections import Section, sections_of
from generator.ooxml import package
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import R, W, r, w
from generator.ooxml.order import properties as properties_of
from generator.ooxml.order import put
from generator.ooxml.relationships import DOCUMENT, Relations, rels_of
from generator.ooxml.styles import Styles, read_styles

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"

LONG = 300
"""Rows from which a table is cut: below, the whole table is as fast."""
_ROWS = 20
_MOST_LINES = 20
_LINE = 60
_TINY = 1  # twips: the height of the paragraph that keeps two tables apart
_HAIRLINE = 5  # twips: a border of sz 2, the thinnest
_LEAST_ROOM = 240  # twips between the page header's top and the text: less holds no line


class Seam(Struct, frozen=True):
    """What shows whether a page header outlived its table: cells' texts without spaces.

    The page after the one with `last_row` must not hold every cell of `heading`, unless it begins `following`.
    """

    last_row: tuple[str, ...]
    heading: tuple[str, ...]
    following: str

    def shows(self, backwards: Iterable[str]) -> bool:
        """Whether it can be seen in the texts, without spaces, of a PDF's pages from the last to the first."""
        after = ""
        for page in backwards:
            if all(cell in page for cell in self.last_row):
                begins = bool(self.following) and self.following in after
                return all(cell in after for cell in self.heading) and bool(after) and not begins
            after = page
        return True


def cut(parts: Mapping[str, bytes], *, shown_as: str) -> tuple[dict[str, bytes], tuple[Seam, ...]]:
    """The package with its long tables cut, and the seams to look at; no seams where nothing was cut."""
    unchanged = dict(parts), ()
    if parts[DOCUMENT].count(b"<w:tr") < LONG or b"evenAndOddHeaders" in parts.get("word/settings.xml", b""):
        return unchanged
    document = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    sections = tuple(sections_of(document))
    pairs = zip(sections, (*sections[1:], None), strict=True)
    long = [(number, table) for number, pair in enumerate(pairs) if (table := _long_table(*pair)) is not None]
    if not long:
        return unchanged
    pages, styles = _PageHeaders(dict(parts), sections, shown_as), TableStyles(parts, shown_as)
    seams = []
    for number, table in long:
        styles.spell_out(table)
        heading = _header_rows(table)
        if heading:
            following = _text(*sections[number + 1].blocks) if number + 1 < len(sections) else ""
            seams.append(Seam(_cells(table[-1]), _cells(*heading), following[:_LINE]))
            pages.put(number, table, heading)
        _cut_table(table, heading)
    return pages.saved(document), tuple(seams)


def _long_table(section: Section, following: Section | None) -> etree._Element | None:
    """The section's one long table, if it can be cut so that no page shows it."""
    tables = [block for block in section.blocks if block.tag == w("tbl")]
    long = [table for table in tables if len(table.findall(w("tr"))) >= LONG]
    if len(long) != 1:
        return None
    own_pages = _begins_page(section) and (following is None or _begins_page(following))
    before = section.blocks[: section.blocks.index(long[0])]
    if not _header_rows(long[0]) or (own_pages and _short(before) and _room(section) >= _LEAST_ROOM):
        return long[0]
    return None


def _begins_page(section: Section) -> bool:
    kind = section.properties.find(w("type"))
    return kind is None or kind.get(w("val")) == "nextPage"


def _short(blocks: tuple[etree._Element, ...]) -> bool:
    """Whether they surely fit on one page with a row below them, in landscape too."""
    lines = sum(1 + len(_text(paragraph)) // _LINE for block in blocks for paragraph in block.iter(w("p")))
    breaks = any(
        element.tag == w("pageBreakBefore") or element.get(w("type")) == "page"
        for block in blocks
        for element in block.iter(w("br"), w("pageBreakBefore"))
    )
    return lines <= _MOST_LINES and not breaks


def _room(section: Section) -> int:
    """Twips between the top of the page header and the text; 0 where it cannot be known or a footer would change."""
    margins = section.properties.find(w("pgMar"))
    footed = section.properties.find(w("titlePg")) is None and section.properties.find(w("footerReference")) is not None
    if margins is None or section.properties.find(w("pgSz")) is None or footed:
        return 0
    return int(margins.get(w("top"), "0")) - int(margins.get(w("header"), "0"))


def _header_rows(table: etree._Element) -> list[etree._Element]:
    """The rows at the top that are repeated on each page."""
    rows = []
    for row in table.iterchildren(w("tr")):
        mark = row.find(f"{w('trPr')}/{w('tblHeader')}")
        if mark is None or mark.get(w("val"), "1") in ("0", "false", "off"):
            break
        rows.append(row)
    return rows


def _cut_table(table: etree._Element, heading: list[etree._Element]) -> None:
    """Move all rows but the first piece into tables of their own, behind it; the header rows become plain rows."""
    for row in heading:
        properties = row.find(w("trPr"))
        properties.remove(properties.find(w("tblHeader")))
    frame = [deepcopy(child) for child in table if child.tag in (w("tblPr"), w("tblGrid"))]
    last = table
    for piece in list(_pieces(table.findall(w("tr"))[len(heading) :]))[1:]:
        follower = etree.Element(w("tbl"))
        follower.extend(deepcopy(frame))
        follower.extend(piece)
        _hide_top(follower)
        apart = without_height()
        last.addnext(apart)
        apart.addnext(follower)
        last = follower


def _hide_top(table: etree._Element) -> None:
    """Without an upper line and without the look of a first row: the line above is the last table's own."""
    properties = table.find(w("tblPr"))
    put(put(properties, "tblBorders"), "top", {"val": "nil"})
    for own in table.find(w("tr")).iterfind(f"{w('tc')}/{w('tcPr')}/{w('tcBorders')}"):
        put(own, "top", {"val": "nil"})
    look = properties.find(w("tblLook"))
    if look is not None:
        look.set(w("firstRow"), "0")
        if value := look.get(w("val")):
            look.set(w("val"), f"{int(value, 16) & ~0x20:04X}")


class _PageHeaders:
    """The page headers of a document: each section's made its own, some given a table's header rows."""

    def __init__(self, parts: dict[str, bytes], sections: tuple[Section, ...], shown_as: str) -> None:
        self._parts = parts
        self._sections = sections
        self._shown_as = shown_as
        self._relations = Relations(parts, DOCUMENT, shown_as=shown_as)
        self._types = ContentTypes(parts, shown_as=shown_as)
        self._styles = read_styles(parts, shown_as=shown_as)
        self._count = 0
        empty = etree.Element(w("hdr"), nsmap={"w": W})
        empty.append(without_height())
        self._end_inheritance(self._add(empty))

    def put(self, number: int, table: etree._Element, heading: list[etree._Element]) -> None:
        """Let the header rows stand at the foot of a section's page header on all its pages but the first."""
        section = self._sections[number]
        ordinary = _reference(section, "default")
        if section.properties.find(w("titlePg")) is None:
            _refer(section, "first", ordinary)
            put(section.properties, "titlePg")
        source = self._relations[ordinary].target
        header = package.parse_xml(self._parts[source], shown_as=self._shown_as, part=source)
        rows = etree.Element(w("tbl"))
        rows.extend(deepcopy(child) for child in table if child.tag in (w("tblPr"), w("tblGrid")) or child in heading)
        for mark in list(rows.iter(w("tblHeader"), w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        for cell in rows.iter(w("tc")):
            _space_by_margins(cell, self._styles)
        box = _box(header, section, 2 * _TINY + _thin_bottom(rows))
        header.extend((box, without_height(), rows, without_height()))
        rels = self._parts.get(rels_of(source))
        _refer(section, "default", self._add(header, rels))

    def saved(self, document: etree._Element) -> dict[str, bytes]:
        """All parts of the package, with the document as it stands now."""
        made = self._parts | {DOCUMENT: package.xml_bytes(document)}
        self._relations.save(made)
        self._types.save(made)
        return made

    def _end_inheritance(self, empty: str) -> None:
        """A section without a page header has that of the one before: say so in each, so that one can change."""
        known = {"default": empty, "first": empty}
        for section in self._sections:
            for kind in known:
                known[kind] = _reference(section, kind) or known[kind]
                _refer(section, kind, known[kind])

    def _add(self, header: etree._Element, rels: bytes | None = None) -> str:
        """A new header part; the id of the relation to it."""
        self._count += 1
        name = f"word/vanban-header{self._count}.xml"
        self._parts[name] = package.xml_bytes(header)
        if rels is not None:
            self._parts[rels_of(name)] = rels
        self._types.declare(name, _HEADER_TYPE)
        return self._relations.add("header", name, key=f"vanbanHeader{self._count}")


def _space_by_margins(cell: etree._Element, styles: Styles) -> None:
    """Make the space above a cell's first paragraph and below its last margins of the cell.

    In a page header LibreOffice counts the space below the last paragraph twice.
    """
    first, last = cell.find(w("p")), cell.findall(w("p"))[-1]
    space = {"top": styles.paragraph(first).before, "bottom": styles.paragraph(last).after}
    put(properties_of(first), "spacing", {"before": "0"})
    put(properties_of(last), "spacing", {"after": "0"})
    margins = put(properties_of(cell), "tcMar")
    for side, points in space.items():
        own = margins.find(w(side))
        twips = int(own.get(w("w"), "0")) if own is not None else 0
        put(margins, side, {"w": str(twips + round(points * 20)), "type": "dxa"})


def _thin_bottom(table: etree._Element) -> int:
    """Give the header rows a hairline below, and its height in twips.

    The rows on the page bring their own upper line, all but the first of a piece: without a hairline that one would
    have none, with a whole line the others would have two.
    """
    if next(table.iter(w("tblBorders"), w("tblStyle"), w("tcBorders")), None) is None:
        return 0
    hairline = {"val": "single", "sz": "2", "space": "0", "color": "000000"}
    for cell in table.findall(w("tr"))[-1].iterfind(w("tc")):
        put(put(properties_of(cell), "tcBorders"), "bottom", hairline)
    return _HAIRLINE


def _box(header: etree._Element, section: Section, taken: int) -> etree._Element:
    """What the page header holds, moved into a cell that reaches from its top to the text's, less `taken` twips."""
    size, margins = section.properties.find(w("pgSz")), section.properties.find(w("pgMar"))
    width = str(int(size.get(w("w"))) - int(margins.get(w("left"), "0")) - int(margins.get(w("right"), "0")))
    height = str(_room(section) - taken)
    box = etree.fromstring(
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc></w:tr></w:tbl>'
    )
    cell = next(box.iter(w("tc")))
    cell.extend(list(header))
    if cell[-1].tag != w("p"):
        cell.append(without_height())
    return box


def _reference(section: Section, kind: str) -> str:
    found = section.properties.xpath("w:headerReference[@w:type=$kind]/@r:id", namespaces={"w": W, "r": R}, kind=kind)
    return str(found[0]) if found else ""


def _refer(section: Section, kind: str, identifier: str) -> None:
    for reference in section.properties.findall(w("headerReference")):
        if reference.get(w("type")) == kind:
            section.properties.remove(reference)
    section.properties.insert(0, etree.Element(w("headerReference"), {w("type"): kind, r("id"): identifier}))


def _pieces(rows: list[etree._Element]) -> Iterator[list[etree._Element]]:
    piece: list[etree._Element] = []
    for row in rows:
        if len(piece) >= _ROWS and not _continues_merge(row):
            yield piece
            piece = []
        piece.append(row)
    yield piece


def _continues_merge(row: etree._Element) -> bool:
    return any(merge.get(w("val"), "continue") == "continue" for merge in row.iter(w("vMerge")))


def _cells(*rows: etree._Element) -> tuple[str, ...]:
    return tuple(filter(None, (_text(cell) for row in rows for cell in row.iter(w("tc")))))


def _text(*elements: etree._Element) -> str:
    return squeeze("".join(text.text or "" for element in elements for text in element.iter(w("t"))))
