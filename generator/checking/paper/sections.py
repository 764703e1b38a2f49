"""Sections of a Word file: page, margins, and the page number its headers and footers show."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.checking.paper.model import PageNumber, Section
from generator.ooxml.inlines import inlines
from generator.ooxml.names import mm, r, w
from generator.ooxml.numbering import whole
from generator.ooxml.package import parse_xml
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.styles import Styles

_OFF = ("0", "false", "off")
_TEXT = f".//{w('t')}"


class _Shown(Struct, frozen=True):
    number: PageNumber | None
    taken: bool


_NOTHING = _Shown(None, False)


def section_elements(body: etree._Element) -> list[etree._Element]:
    """The `w:sectPr` of a body in order, without those that record an older state."""
    return [item for item in body.iter(w("sectPr")) if item.getparent().tag != w("sectPrChange")]


def read_sections(
    body: etree._Element, parts: Mapping[str, bytes], styles: Styles, *, shown_as: str
) -> tuple[Section, ...]:
    """Every section; a file without any has one A4 page of Word's defaults (which no rule takes for wrong)."""
    related = relationships(parts, DOCUMENT, shown_as=shown_as)
    targets = {key: relation.target for key, relation in related.items()}
    cache: dict[str, _Shown] = {}

    def shown(name: str, where: str) -> _Shown:
        key = f"{where}:{name}"
        if key not in cache:
            cache[key] = _shown(parts, name, where, styles, shown_as) if name in parts else _NOTHING
        return cache[key]

    sections: list[Section] = []
    inherited: dict[tuple[str, str], str] = {}
    for index, element in enumerate(section_elements(body)):
        for where in ("header", "footer"):
            for reference in element.iterfind(w(f"{where}Reference")):
                kind = reference.get(w("type"), "default")
                inherited[where, kind] = targets.get(reference.get(r("id"), ""), "")
        default, first = (
            [shown(inherited.get((where, kind), ""), where) for where in ("header", "footer")]
            for kind in ("default", "first")
        )
        title_page = _on(element.find(w("titlePg")))
        ordinary = next((item.number for item in default if item.number), None)
        sections.append(
            _section(
                element,
                index,
                ordinary,
                next((item.number for item in first if item.number), None) if title_page else ordinary,
                default[0].taken,
            )
        )
    return tuple(sections) or (Section(0, 210, 297, 20, 20, 30, 20),)


def _section(
    element: etree._Element, index: int, number: PageNumber | None, first: PageNumber | None, taken: bool
) -> Section:
    size, margins, numbers = element.find(w("pgSz")), element.find(w("pgMar")), element.find(w("pgNumType"))

    def read(parent: etree._Element | None, name: str, default: float) -> float:
        value = parent.get(w(name)) if parent is not None else None
        return mm(abs(whole(value))) if value is not None else default

    start = numbers.get(w("start")) if numbers is not None else None
    return Section(
        index,
        width=read(size, "w", 210.0),
        height=read(size, "h", 297.0),
        top=read(margins, "top", 25.4),
        bottom=read(margins, "bottom", 25.4),
        left=read(margins, "left", 25.4),
        right=read(margins, "right", 25.4),
        number=number,
        first_number=first,
        header_taken=taken,
        restarts=start is not None,
        start=whole(start, 1),
    )


def _shown(parts: Mapping[str, bytes], name: str, where: str, styles: Styles, shown_as: str) -> _Shown:
    root = parse_xml(parts[name], shown_as=shown_as, part=name)
    taken = (
        any((item.text or "").strip() for item in root.iterfind(_TEXT)) or root.find(f".//{w('drawing')}") is not None
    )
    for paragraph in root.iter(w("p")):
        run = _page_field(paragraph)
        if run is not None:
            format_ = styles.paragraph(paragraph)
            alignment = format_.framed if format_.framed not in ("", "frame") else format_.alignment
            if format_.framed == "frame" or _tabbed(paragraph):
                alignment = "unknown"
            look = styles.run(run.find(w("rPr")), styles.style_of(paragraph))
            return _Shown(PageNumber("header" if where == "header" else "footer", alignment, look), True)
    return _Shown(None, taken)


def _page_field(paragraph: etree._Element) -> etree._Element | None:
    """The run that shows the page number: the field's result, else the one with its code."""
    for piece in inlines(paragraph, "accept"):
        if piece.kind == "text" and piece.field.split()[:1] == ["PAGE"]:
            return piece.run
    for code in paragraph.iter(w("instrText"), w("fldSimple")):
        if (code.get(w("instr")) or code.text or "").split()[:1] == ["PAGE"]:
            return next(code.iterancestors(w("r")), next(code.iter(w("r")), paragraph))
    return None


def _tabbed(paragraph: etree._Element) -> bool:
    """Whether tabs push the number about: where it lands is then not judged."""
    return any(True for _ in paragraph.iter(w("ptab"))) or any(
        item.getparent().tag == w("r") for item in paragraph.iter(w("tab"))
    )


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in _OFF
