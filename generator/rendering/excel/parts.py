"""Parts of a workbook beside the table's sheet: who made it and when, names and formulas that mean the moved cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from generator.ooxml.escaping import escape
from generator.ooxml.names import s
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import WORKBOOK
from generator.ooxml.workbook import sheet_parts
from generator.planning.plan import PlannedDocument
from generator.rendering.excel.refs import Moves, moved_formula
from generator.rendering.excel.template import Saved, Table

CORE, STYLES = "docProps/core.xml", "xl/styles.xml"
# The sequence of CT_Font; openpyxl writes another, which validators refuse.
_FONT = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
_FILTER_NAME = "_xlnm._FilterDatabase"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def core_properties(document: PlannedDocument, modified: date) -> bytes:
    """`docProps/core.xml` from the data: kind and subject, agency, a day; no clock, nobody's account name."""
    title = " ".join(part for part in (document.kind_name or document.annex_label, document.subject) if part)
    return _CORE.format(
        title=escape(title), creator=escape(document.document.agency.name), day=modified.isoformat()
    ).encode()


def dossier_name(document: PlannedDocument) -> str:
    """The dossier a document was read from: the name of its folder, of the file itself where it has none."""
    source = PurePath(document.document.origin.file)
    return source.parent.name or source.stem


def moved_parts(saved: Saved, table: Table, moves: Moves) -> Iterator[tuple[str, bytes]]:
    """Defined names, and formulas of other sheets, after the table's rows and columns have moved."""
    names = frozenset({table.sheet, saved.title})
    others = [part for part in sheet_parts(saved.parts, shown_as=table.sheet).values() if part != saved.part]
    for part in (WORKBOOK, *others):
        root = parse_xml(saved.parts[part], shown_as=table.sheet, part=part)
        for element in root.iter(*map(s, ("f", "formula", "formula1", "formula2", "definedName"))):
            if not element.text:
                continue
            formula = moved_formula("=" + element.text, moves, names=names, renamed=saved.title, here=False)[1:]
            if element.get("name") == _FILTER_NAME and formula != element.text:
                sheet, _, area = element.text.rpartition("!")
                formula = f"{sheet}!{moves.filter(area)}"
            element.text = formula
        yield part, xml_bytes(root)


def ordered_styles(styles: bytes) -> bytes:
    """The styles part with the children of each font in the schema's order."""
    root = parse_xml(styles, shown_as=STYLES, part=STYLES)
    order = {s(name): position for position, name in enumerate(_FONT.split())}
    for font in root.iter(s("font")):
        font[:] = sorted(font, key=lambda child: order.get(child.tag, len(order)))
    return xml_bytes(root)
