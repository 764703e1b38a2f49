"""What differs between two bodies, marked in the new one where it stands: paragraphs, tables, rows, cells.

What stays is left alone; what the old body alone has is put in as a copy.
"""

from __future__ import annotations

import copy
from collections.abc import Hashable, Mapping, Sequence

from lxml import etree

from generator.merging.model import RecordId
from generator.merging.redline.columns import Columns, columns_of, kept_text, paired_cells, widths
from generator.merging.redline.side_by_side import pairs, text_of, with_last
from generator.ooxml.anchors import anchor_named
from generator.ooxml.names import w
from generator.ooxml.shape import same
from generator.ooxml.tracked import Tracker

_P, _TBL, _TR, _SECTION = (w(name) for name in ("p", "tbl", "tr", "sectPr"))
Records = Mapping[int, RecordId]


class Marking:
    """Marks by one tracker; `old` and `new` are the records of the anchors of either file."""

    def __init__(self, tracker: Tracker, old: Records, new: Records) -> None:
        self._tracker = tracker
        self._old = old
        self._new = new
        # Whether something that is read alike looks otherwise and is not marked.
        self.looks_differ = False
        # Tables that show columns which went, and how wide all of theirs are.
        self.grids: list[tuple[etree._Element, list[int]]] = []

    def body(self, old: etree._Element, new: etree._Element) -> None:
        """Mark the new body, and the page of its end."""
        self._blocks(old, new)
        section = new.find(_SECTION)
        if section is not None:
            self._tracker.section(old.find(_SECTION), section)

    def _blocks(self, old: etree._Element, new: etree._Element) -> None:
        """Mark the paragraphs and tables of a body or cell."""
        before, after = ([child for child in side if child.tag in (_P, _TBL)] for side in (old, new))
        keys = [self._key(one, self._old) for one in before], [self._key(one, self._new) for one in after]
        place = _Place(new, after)
        for one, other in with_last(pairs(before, after, keys), before, after):
            if one is None:
                place.at(self._tracker.whole(other, "ins"))
            elif other is None:
                place.put(self._tracker.whole(copy.deepcopy(one), "del"))
            elif self._same(one, other):
                place.at(other)
            elif other.tag == _TBL:
                self._table(one, other)
                place.at(other)
            else:
                made = self._tracker.paragraph(one, other)
                new.replace(other, made)
                place.at(made)

    def _table(self, old: etree._Element, new: etree._Element) -> None:
        self._tracker.frame(old, new)
        columns = columns_of(old, new)
        self.grids.append((new, widths(old, new, columns)))
        before, after = old.findall(_TR), new.findall(_TR)
        keys = (
            [self._row_key(row, self._old, columns.kept(of_new=False), columns) for row in before],
            [self._row_key(row, self._new, columns.kept(of_new=True), columns) for row in after],
        )
        place = _Place(new, after)
        for one, other in pairs(before, after, keys):
            cells = paired_cells(one, other, columns) if one is not None and other is not None else None
            if one is not None and other is not None and cells is not None:
                self._row(one, other, cells)
                place.at(other)
                continue
            if one is not None:
                place.put(self._tracker.whole(copy.deepcopy(one), "del"))
            if other is not None:
                place.at(self._tracker.whole(other, "ins"))

    def _row(
        self,
        old: etree._Element,
        new: etree._Element,
        cells: Sequence[tuple[etree._Element | None, etree._Element | None]],
    ) -> None:
        if self._same(old, new):
            return
        self._tracker.properties(old, new, "trPr")
        place = _Place(new, [cell for _, cell in cells if cell is not None])
        for one, other in cells:
            if one is None:
                place.at(self._tracker.cell(other, "ins"))
            elif other is None:
                place.put(self._tracker.cell(copy.deepcopy(one), "del"))
            else:
                self._tracker.properties(one, other, "tcPr")
                self._blocks(one, other)
                place.at(other)

    def _same(self, old: etree._Element, new: etree._Element) -> bool:
        if not same(old, new, looks=self._tracker.looks):
            return False
        self.looks_differ = self.looks_differ or not (self._tracker.looks or same(old, new, looks=True))
        return True

    def _key(self, element: etree._Element, records: Records) -> Hashable:
        """What an element is: the record of its anchor, else its text; a table its first row."""
        ends = self._ends_section(element)
        if element.tag == _TBL:
            row = element.find(_TR)
            return ("tbl", text_of(row) if row is not None else "")
        return ("record", record, ends) if (record := _record(element, records)) else (_P, text_of(element), ends)

    def _row_key(self, row: etree._Element, records: Records, kept: frozenset[int], columns: Columns) -> Hashable:
        if record := _record(row, records):
            return ("record", record)
        return kept_text(row, kept) if columns.changed else text_of(row)

    def _ends_section(self, element: etree._Element) -> bool:
        """Whether a paragraph ends a section: such a one is paired with its like, where pages are compared."""
        return self._tracker.looks and element.find(f"{w('pPr')}/{w('sectPr')}") is not None


def _record(element: etree._Element, records: Records) -> RecordId | None:
    for bookmark in element.iter(w("bookmarkStart")) if records else ():
        anchor = anchor_named(bookmark.get(w("name"), ""))
        if anchor and anchor.number in records:
            return records[anchor.number]
    return None


class _Place:
    """Where in a body, table or row the next element belongs."""

    def __init__(self, holder: etree._Element, children: Sequence[etree._Element]) -> None:
        self._holder = holder
        self._first = children[0] if children else None
        self._last: etree._Element | None = None

    def at(self, element: etree._Element) -> None:
        """Go on behind an element that stands there."""
        self._last = element

    def put(self, element: etree._Element) -> None:
        """Put an element in, and go on behind it."""
        if self._last is not None:
            self._last.addnext(element)
        elif self._first is not None:
            self._first.addprevious(element)
        else:
            self._holder.insert(0, element)
        self._last = element
