"""The tables of a document's body: where they begin and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from generator.checking.paper.model import Table
from generator.checking.paper.reading import Found
from generator.ooxml.names import mm, w
from generator.ooxml.numbering import whole
from generator.ooxml.revisions import View, visible_children


def read_tables(body: etree._Element, found: Sequence[Found], view: View) -> tuple[Table, ...]:
    """The outermost tables with a width of their own; those given in per cent of the page fit it."""
    first: dict[int, tuple[int, int]] = {}
    for index, item in enumerate(found, start=1):
        if item.cell is not None:
            first.setdefault(item.cell.outermost, (index, item.section))
    tables = (child for child in visible_children(body, view) if child.tag == w("tbl"))
    places = (first[number] for number in sorted(first))
    return tuple(_measured(zip(tables, places, strict=False)))


def _measured(pairs: Iterator[tuple[etree._Element, tuple[int, int]]]) -> Iterator[Table]:
    for element, (index, section) in pairs:
        width = element.find(f"{w('tblPr')}/{w('tblW')}")
        if width is not None and width.get(w("type")) == "pct":
            continue
        columns = [whole(column.get(w("w"))) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        total = sum(columns)
        if total > 0:
            yield Table(index, mm(total), section, len(element.findall(w("tr"))), len(columns))
