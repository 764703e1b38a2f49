"""The cells of a sheet part as openpyxl saved it: one dialect, texts as `inlineStr`, every cell with its `r`."""

from __future__ import annotations

from lxml import etree
from openpyxl.utils import range_boundaries

from generator.ooxml.cell_refs import column_number
from generator.ooxml.names import XML, s

# Left, top, right, bottom, from 1.
Box = tuple[int, int, int, int]


def column_of(cell: etree._Element) -> int:
    """The number of its column."""
    return column_number(cell.get("r").rstrip("0123456789"))


def text_of(cell: etree._Element) -> str:
    """Its text; a number or a formula is none."""
    inline = cell.find(s("is"))
    return "" if inline is None else "".join(t.text or "" for t in inline.iter(s("t")))


def set_text(cell: etree._Element, text: str) -> None:
    """Make a text of what it holds."""
    cell[:] = ()
    cell.set("t", "inlineStr")
    element = etree.SubElement(etree.SubElement(cell, s("is")), s("t"))
    element.text = text
    element.set(f"{{{XML}}}space", "preserve")


def box_of(ref: str) -> Box:
    """An area by its reference."""
    left, top, right, bottom = range_boundaries(ref)
    return left, top, right, bottom
