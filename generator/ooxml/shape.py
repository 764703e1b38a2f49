"""The plain form of a body, to compare two by: its words, its looks, its tables and sections, however they are written.

Page headers and footers are not in it: they are parts of their own, with changes of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from generator.ooxml.looks import look
from generator.ooxml.names import w
from generator.ooxml.tokens import BOOKMARKS, hidden, seen, words_of
from generator.values.patterns import late

Shape = tuple[object, ...]
_P, _R, _T, _TBL, _TR, _TC, _PPR, _RPR, _SECTION = (
    w(name) for name in ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "sectPr")
)
# Which names of namespaces an element is written with says where it stands.
_SPACES = late(rb" xmlns:\w+=\"[^\"]*\"")
_REFERENCES = (w("headerReference"), w("footerReference"))


def shape(container: Iterable[etree._Element]) -> Shape:
    """Paragraphs with style and runs of one look each, tables with grid, rows, cells, sections."""
    made: list[object] = []
    for child in container:
        if child.tag == _P:
            made.append(_paragraph(child))
        elif child.tag == _TBL:
            made.append((*_frame(child), tuple(_row(row) for row in child.iterfind(_TR))))
        elif child.tag == _SECTION:
            made.append(_section(child))
    return tuple(made)


def same(one: etree._Element, other: etree._Element, *, looks: bool) -> bool:
    """Whether two bodies, paragraphs, tables or rows have one shape; the same words, where looks do not count.

    What is written alike is not looked into.
    """
    if _alike(one, other):
        return True
    if one.tag != other.tag:
        return False
    if one.tag == _TR:
        return _row(one) == _row(other) if looks else _row_words(one) == _row_words(other)
    if one.tag in (_P, _SECTION):
        return shape([one]) == shape([other]) if looks else words_of([one]) == words_of([other])
    if one.tag == _TBL and looks and _frame(one) != _frame(other):
        return False
    within = (_TR,) if one.tag == _TBL else (_P, _TBL, _SECTION) if looks else (_P, _TBL)
    below = [[child for child in side if child.tag in within] for side in (one, other)]
    return len(below[0]) == len(below[1]) and all(same(a, b, looks=looks) for a, b in zip(*below, strict=True))


def _alike(one: etree._Element, other: etree._Element) -> bool:
    return _written(one) == _written(other)


def _written(element: etree._Element) -> bytes:
    return _SPACES.sub(b"", etree.tostring(element, with_tail=False))


def _frame(table: etree._Element) -> Shape:
    grid = tuple(column.get(w("w")) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    return "tbl", look(table.find(w("tblPr"))), grid


def _row(row: etree._Element) -> Shape:
    return look(row.find(w("trPr"))), tuple((look(cell.find(w("tcPr"))), shape(cell)) for cell in row.iterfind(_TC))


def _row_words(row: etree._Element) -> Shape:
    return tuple(words_of(cell) for cell in row.iterfind(_TC))


def _section(properties: etree._Element | None) -> Shape:
    found = properties if properties is not None else ()
    said = etree.Element(_SECTION)
    said.extend(etree.fromstring(etree.tostring(child)) for child in found if child.tag not in _REFERENCES)
    return "sectPr", look(said)


def _paragraph(paragraph: etree._Element) -> Shape:
    properties = paragraph.find(_PPR)
    section = properties.find(_SECTION) if properties is not None else None
    runs: list[list[object]] = []
    for child in paragraph:
        if child.tag != _R:
            if child.tag != _PPR and child.tag not in BOOKMARKS and isinstance(child.tag, str):
                runs.append([seen(child)])
            continue
        own = child.find(_RPR)
        looks = look(own), hidden(own)
        for piece in child:
            if piece.tag == _RPR or not isinstance(piece.tag, str):
                continue
            said = (piece.text or "") if piece.tag == _T else seen(piece)
            if isinstance(said, str) and runs and runs[-1][0] == looks and isinstance(runs[-1][-1], str):
                runs[-1][-1] = f"{runs[-1][-1]}{said}"
            elif said != "":
                runs.append([looks, said])
    return "p", look(properties), _section(section), tuple(map(tuple, runs))
