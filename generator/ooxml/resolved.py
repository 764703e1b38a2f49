"""Tracked changes carried out: a body with all of them accepted or rejected."""

from __future__ import annotations

import copy
from typing import Literal

from lxml import etree

from generator.ooxml.names import w

_CHANGES = tuple(
    map(w, ("pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "tblGridChange"))
)
# What a change of properties does not speak of.
_STAY = {w("pPr"): (w("rPr"), w("sectPr")), w("sectPr"): (w("headerReference"), w("footerReference"))}
# What was put in and what was taken out; a text that was moved is both.
_CAME, _WENT = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_RANGES = tuple(
    w(f"{name}Range{end}")
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel")
    for end in ("Start", "End")
)
_MARKED = (w("rPr"), w("trPr"))
_P, _R, _T, _TR, _TC, _TBL, _PPR = (w(name) for name in ("p", "r", "t", "tr", "tc", "tbl", "pPr"))
View = Literal["accept", "reject"]


def resolved(body: etree._Element, view: View) -> etree._Element:
    """A body as Word leaves it after all changes were accepted or rejected."""
    made = copy.deepcopy(body)
    resolve(made, view)
    return made


def resolve(made: etree._Element, view: View) -> None:
    """Accept or reject all changes of a body, in place."""
    gone, kept = (_WENT, _CAME) if view == "accept" else (_CAME, _WENT)
    _rows_and_cells(made, gone, w("cellDel" if view == "accept" else "cellIns"))
    for mark in list(made.iter(*gone)):
        if mark.getparent().tag not in _MARKED:
            mark.getparent().remove(mark)
    for mark in list(made.iter(*kept, *_RANGES, w("cellIns"), w("cellDel"))):
        if mark.getparent().tag not in _MARKED:
            for child in list(mark):
                mark.addprevious(child)
        mark.getparent().remove(mark)
    for text in made.iter(w("delText")):
        text.tag = _T
    for code in made.iter(w("delInstrText")):
        code.tag = w("instrText")
    _join_paragraphs(made, gone)
    _properties(made, view)


def _rows_and_cells(made: etree._Element, gone: tuple[str, ...], gone_cell: str) -> None:
    """Take out rows and cells that are gone, and tables that have no row left."""
    emptied = set()
    for mark in [mark for mark in made.iter(*gone, gone_cell) if mark.getparent().tag in (w("trPr"), w("tcPr"))]:
        out = mark.getparent().getparent()
        if (holder := out.getparent()) is not None:
            holder.remove(out)
            emptied.add(holder)
    for holder in emptied:
        row = holder if holder.tag == _TR and holder.find(_TC) is None else None
        table = holder.getparent() if row is not None else holder
        if row is not None and table is not None:
            table.remove(row)
        if table is not None and table.tag == _TBL and table.find(_TR) is None and table.getparent() is not None:
            table.getparent().remove(table)


def _join_paragraphs(body: etree._Element, gone: tuple[str, ...]) -> None:
    """A paragraph whose mark went runs on into the next one."""
    for mark in list(body.iter(*gone)):
        if mark.getparent().getparent().tag != _PPR:
            continue
        paragraph = mark.getparent().getparent().getparent()
        following = paragraph.getnext()
        content = [child for child in paragraph if child.tag != _PPR]
        if following is not None and following.tag == _P:
            at = 1 if len(following) and following[0].tag == _PPR else 0
            following[at:at] = content
            paragraph.getparent().remove(paragraph)
        elif not [child for child in content if child.tag == _R]:
            paragraph.getparent().remove(paragraph)
        else:
            mark.getparent().remove(mark)


def _properties(body: etree._Element, view: str) -> None:
    for change in list(body.iter(*_CHANGES)):
        holder = change.getparent()
        holder.remove(change)
        if view == "reject" and len(change):
            former = change[0]
            stay = [child for child in holder if child.tag in _STAY.get(holder.tag, ())]
            holder[:] = [*stay, *former] if holder.tag == w("sectPr") else [*former, *stay]
