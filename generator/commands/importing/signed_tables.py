"""A table whose last rows are Nơi nhận and the signature, as people type it to keep both on one page: the rows of its
tasks are one table, those of the signature another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from generator.checking.paper.model import Line, Part
from generator.ooxml.body import BodyBlock, paragraphs
from generator.ooxml.names import w

_TABLE, _ROW, _CELL, _TEXT, _PARAGRAPH = w("tbl"), w("tr"), w("tc"), w("t"), w("p")
_LOOKS = (w("tblPr"), w("tblGrid"))
# A header has so many titles; a heading or a signature stands in two columns.
_TITLES = 3


def parted_from_signatures(parts: Iterable[Part], walked: Iterable[BodyBlock]) -> bool:
    """Cut each table of a body in which its document's signature begins; whether one was cut."""
    elements = [one.element for one in paragraphs(walked)]
    found = [row for part in parts if (row := _signing_row(part, elements)) is not None]
    for row in found:
        _cut(row)
    return bool(found)


def _signing_row(part: Part, elements: Sequence[etree._Element]) -> etree._Element | None:
    """The row with which the signature of a document begins, in a table of its body with a header and a row above."""
    first = min((line.paragraph.index for line in _signing(part)), default=0)
    row = next(elements[first - 1].iterancestors(_ROW), None) if first else None
    table = row.getparent() if row is not None else None
    if row is None or table is None or table.tag != _TABLE or _goes_on(row):
        return None
    rows = table.findall(_ROW)
    titles = sum(any(text.text for text in cell.iter(_TEXT)) for cell in rows[0].findall(_CELL))
    below_heading = next(rows[0].iter(_PARAGRAPH), None) in elements[part.heading.end : first]
    return row if rows.index(row) > 1 and titles >= _TITLES and below_heading else None


def _signing(part: Part) -> Iterator[Line]:
    """The lines that surely are of the end of a document."""
    yield from filter(None, (part.recipients_word,))
    for signer in part.signers:
        yield from signer.titles


def _goes_on(row: etree._Element) -> bool:
    """Whether a cell of a row is joined with the one above it."""
    return any(one.get(w("val"), "continue") != "restart" for one in row.iterfind(f"{_CELL}/{w('tcPr')}/{w('vMerge')}"))


def _cut(row: etree._Element) -> None:
    """A row and those below it as a table of their own, with the looks of theirs."""
    table = row.getparent()
    assert table is not None
    below = etree.Element(_TABLE)
    below.extend(deepcopy(one) for one in table if one.tag in _LOOKS)
    rows = table.findall(_ROW)
    below.extend(rows[rows.index(row) :])
    table.addnext(below)
