"""Table styles, for LibreOffice: a table that is converted says itself what its style says of it.

LibreOffice copies what a table style holds into every cell that it reads: a third of the time that a long table takes.
A style of lines and margins alone can as well stand in the table (ECMA-376, 17.4.60 and 17.7.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.order import place
from generator.ooxml.words import child_of

_PART = "word/styles.xml"
# What of a style a table cannot say itself.
_OF_CELLS = (w("pPr"), w("rPr"), w("trPr"), w("tcPr"), w("tblStylePr"))
# Properties with a part for each side.
_SIDED = (w("tblBorders"), w("tblCellMar"))
# Of bands of rows and columns, which such a style does not have.
_BANDS = (w("tblStyleRowBandSize"), w("tblStyleColBandSize"))


class TableStyles:
    """The table styles of a package, by their ids."""

    def __init__(self, parts: Mapping[str, bytes], shown_as: str) -> None:
        data = parts.get(_PART)
        styles = package.parse_xml(data, shown_as=shown_as, part=_PART) if data is not None else ()
        self._by_id = {style.get(w("styleId"), ""): style for style in styles}

    def spell_out(self, table: etree._Element) -> None:
        """Let a table say itself what its style says, where that is of the table and not of its cells."""
        properties = child_of(table, w("tblPr"))
        named = child_of(properties, w("tblStyle"))
        styles = list(self._styles(named.get(w("val"), ""))) if named is not None else []
        if (
            properties is None
            or not styles
            or any(child_of(style, tag) is not None for style in styles for tag in _OF_CELLS)
        ):
            return
        properties.remove(named)
        for said in (said for style in styles for said in style.iterfind(f"{w('tblPr')}/*")):
            if said.tag not in _BANDS:
                _say(properties, said)

    def _styles(self, identifier: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, each once."""
        met: set[str] = set()
        while identifier in self._by_id and identifier not in met:
            met.add(identifier)
            style = self._by_id[identifier]
            yield style
            base = child_of(style, w("basedOn"))
            identifier = base.get(w("val"), "") if base is not None else ""


def _say(properties: etree._Element, said: etree._Element) -> None:
    """Add a property, or the sides of it, that is not said yet."""
    own = child_of(properties, said.tag)
    if own is None:
        place(properties, deepcopy(said))
    elif said.tag in _SIDED:
        for side in said:
            if child_of(own, side.tag) is None:
                place(own, deepcopy(side))
