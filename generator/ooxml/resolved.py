"""Tracked changes carried out: a body with all of them accepted or rejected, and its plain form to compare."""

from __future__ import annotations

import copy
from typing import Literal

from lxml import etree

from generator.ooxml.names import A, r, w

_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "tblGridChange")
# What a change of properties does not speak of.
_ASIDE = (w("pPr"), w("bookmarkStart"), w("bookmarkEnd"))
_REFERENCES = (w("headerReference"), w("footerReference"))
_STAY = {w("pPr"): (w("rPr"), w("sectPr")), w("sectPr"): _REFERENCES}
Shape = tuple[object, ...]


def resolved(body: etree._Element, view: Literal["accept", "reject"]) -> etree._Element:
    """The body as Word leaves it after all changes were accepted or rejected."""
    made = copy.deepcopy(body)
    gone, kept = ("del", "ins") if view == "accept" else ("ins", "del")
    for row in list(made.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w(gone)}") is not None:
            row.getparent().remove(row)
    for table in list(made.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    for mark in list(made.iter(w(gone))):
        if mark.getparent().tag not in (w("rPr"), w("trPr")):
            mark.getparent().remove(mark)
    for mark in list(made.iter(w(kept))):
        parent = mark.getparent()
        at = parent.index(mark)
        parent[at : at + 1] = list(mark) if parent.tag not in (w("rPr"), w("trPr")) else []
    for text in made.iter(w("delText")):
        text.tag = w("t")
    for code in made.iter(w("delInstrText")):
        code.tag = w("instrText")
    _join_paragraphs(made, gone)
    _properties(made, view)
    return made


def _join_paragraphs(body: etree._Element, gone: str) -> None:
    """A paragraph whose mark went runs on into the next one."""
    for paragraph in list(body.iter(w("p"))):
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(gone)}")
        if mark is None:
            continue
        following = paragraph.getnext()
        content = [child for child in paragraph if child.tag != w("pPr")]
        if following is not None and following.tag == w("p"):
            at = 1 if len(following) and following[0].tag == w("pPr") else 0
            following[at:at] = content
            paragraph.getparent().remove(paragraph)
        elif not [child for child in content if child.tag == w("r")]:
            paragraph.getparent().remove(paragraph)
        else:
            mark.getparent().remove(mark)


def _properties(body: etree._Element, view: str) -> None:
    for name in _CHANGES:
        for change in list(body.iter(w(name))):
            holder = change.getparent()
            holder.remove(change)
            if view == "reject" and len(change):
                former = change[0]
                stay = [child for child in holder if child.tag in _STAY.get(holder.tag, ())]
                holder[:] = [*stay, *former] if holder.tag == w("sectPr") else [*former, *stay]


def shape(container: etree._Element) -> Shape:
    """What can be compared: paragraphs with style and runs of one form each, tables with grid, rows, cells, sections.

    Page headers and footers are not: they are parts of their own, with changes of their own.
    """
    made: list[object] = []
    for child in container:
        if child.tag == w("p"):
            made.append(_paragraph(child))
        elif child.tag == w("tbl"):
            grid = tuple(column.get(w("w")) for column in child.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
            rows = tuple(
                (_said(row, "trPr"), tuple((_said(cell, "tcPr"), shape(cell)) for cell in row.iterfind(w("tc"))))
                for row in child.iterfind(w("tr"))
            )
            made.append(("tbl", _said(child, "tblPr"), grid, rows))
        elif child.tag == w("sectPr"):
            made.append(_section(child))
    return tuple(made)


def _said(holder: etree._Element, name: str) -> tuple[bytes, ...]:
    """Properties one by one: an empty element says what none says."""
    return tuple(_plain(child) for child in holder.iterfind(f"{w(name)}/*"))


def _section(properties: etree._Element | None) -> Shape:
    found = properties if properties is not None else ()
    return ("sectPr", tuple(_plain(child) for child in found if child.tag not in _REFERENCES))


def _paragraph(paragraph: etree._Element) -> Shape:
    properties = paragraph.find(w("pPr"))
    form: tuple[bytes, ...] = ()
    if properties is not None:
        form = tuple(_plain(child) for child in properties if child.tag not in (w("rPr"), w("sectPr")))
    runs: list[list[bytes | str]] = []
    for run in paragraph:
        if run.tag != w("r"):
            if run.tag not in _ASIDE:
                runs.append([b"", _plain(run)])
            continue
        own = run.find(w("rPr"))
        look = _plain(own) if own is not None and len(own) else b""
        text = "".join(
            (piece.text or "") if piece.tag == w("t") else f"<{etree.QName(piece).localname}{_shown(piece)}>"
            for piece in run
            if piece.tag != w("rPr")
        )
        if runs and runs[-1][0] == look:
            runs[-1][1] = f"{runs[-1][1]!s}{text}"
        elif text:
            runs.append([look, text])
    section = _section(properties.find(w("sectPr"))) if properties is not None else _section(None)
    return ("p", form, section, tuple((look, text) for look, text in runs))


def _shown(piece: etree._Element) -> str:
    """The pictures that a drawing shows, by relationship id; what a field does and which part of it this is."""
    if piece.tag in (w("fldChar"), w("instrText")):
        return f" {piece.get(w('fldCharType'), '')}{piece.text or ''}"
    return "".join(f" {blip.get(r('embed'))}" for blip in piece.iter(f"{{{A}}}blip"))


def _plain(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))
