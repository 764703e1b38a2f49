"""Rows higher than a page, for LibreOffice: the copy that is converted lets them break over pages.

A row marked to stay whole (`w:cantSplit`, 17.4.6) that no page can hold breaks in Word; LibreOffice cuts off what goes
below the page, and its text is lost in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from generator.facts.metrics import broken_lines, line_height_mm
from generator.ooxml import package
from generator.ooxml.names import mm, w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import Styles, read_styles
from generator.ooxml.words import child_of

_KEEPS_WHOLE = b"<w:cantSplit"
_MM_PER_POINT = 25.4 / 72
# A row that would leave less of a page free is let break: widths of letters are those of another font of the same kind.
_SURE = 0.95
_CELL_MARGINS_MM = 3.8
_LEAST_MM = 5.0
# Most of what a letter, a line and a paragraph take, up to 20 pt, words that do not fill their line included.
_LETTER_MM, _LINE_MM, _PARAGRAPH_MM = 7.0, 8.5, 20.0


def let_split(parts: Mapping[str, bytes], *, shown_as: str) -> Mapping[str, bytes]:
    """The package with the rows that no page holds allowed to break; the same where there is none."""
    if _KEEPS_WHOLE not in parts[DOCUMENT]:
        return parts
    document = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    room = min(_rooms(document), default=0.0) * _SURE
    styles = read_styles(parts, shown_as=shown_as)
    marks = [mark for table in document.iter(w("tbl")) for mark in _too_high(table, room, styles)]
    for mark in marks:
        mark.getparent().remove(mark)
    return {**parts, DOCUMENT: package.xml_bytes(document)} if marks else parts


def _rooms(document: etree._Element) -> Iterator[float]:
    """Heights of the sections' text areas, in mm."""
    for section in document.iter(w("sectPr")):
        size, margins = child_of(section, w("pgSz")), child_of(section, w("pgMar"))
        if size is not None and margins is not None:
            edges = abs(_whole(margins, "top")) + abs(_whole(margins, "bottom"))
            yield mm(_whole(size, "h") - edges)


def _too_high(table: etree._Element, room: float, styles: Styles) -> Iterator[etree._Element]:
    """The marks of the rows that have no room under the header rows of the table."""
    grid = [_whole(column, "w") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    for row in table.iterchildren(w("tr")):
        properties = child_of(row, w("trPr"))
        mark, repeated = child_of(properties, w("cantSplit")), child_of(properties, w("tblHeader"))
        if repeated is not None:
            room -= max((_cell_height(cell, width, styles) for cell, width in _cells(row, grid)), default=0.0)
        elif mark is not None and any(_is_higher(cell, width, room, styles) for cell, width in _cells(row, grid)):
            yield mark


def _is_higher(cell: etree._Element, width: float, room: float, styles: Styles) -> bool:
    """Whether a cell needs more than a height. Nearly none does: only those that might are measured."""
    lines = len("".join(cell.itertext())) * _LETTER_MM / _room_in(width) + sum(1 for _ in cell.iter(w("br")))
    most = lines * _LINE_MM + sum(1 for _ in cell.iter(w("p"))) * _PARAGRAPH_MM
    return most > room and _cell_height(cell, width, styles) > room


def _cells(row: etree._Element, grid: list[int]) -> Iterator[tuple[etree._Element, float]]:
    """Cells with the widths of their columns, in mm."""
    at = 0
    for cell in row.iterchildren(w("tc")):
        span = child_of(child_of(cell, w("tcPr")), w("gridSpan"))
        count = _whole(span, "val") if span is not None else 1
        yield cell, mm(sum(grid[at : at + count]))
        at += count


def _room_in(width: float) -> float:
    return max(width - _CELL_MARGINS_MM, _LEAST_MM)


def _cell_height(cell: etree._Element, width: float, styles: Styles) -> float:
    """What a cell needs, in mm."""
    room = _room_in(width)
    return sum(_paragraph_height(paragraph, room, styles) for paragraph in cell.iter(w("p")))


def _paragraph_height(paragraph: etree._Element, room: float, styles: Styles) -> float:
    text = "".join("\n" if part.tag == w("br") else part.text or "" for part in paragraph.iter(w("t"), w("br")))
    look, format_ = styles.run(None, styles.style_of(paragraph)), styles.paragraph(paragraph)
    lines = len(broken_lines(text, room, look.size, bold=look.bold))
    return lines * line_height_mm(look.size) + (format_.before + format_.after) * _MM_PER_POINT


def _whole(element: etree._Element, name: str) -> int:
    value = element.get(w(name), "0")
    return int(value) if value.lstrip("-").isdigit() else 0
