"""Pictures of a template's sheets: as they were drawn, at the cells that theirs have become, in their own size.

openpyxl keeps the files and forgets what is said about them: crop, name, description, and a size that does not follow
the widths of columns.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.ooxml.names import A, r
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import relationships
from generator.ooxml.workbook import sheet_parts
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.template import Saved, Table

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_EXTENT = f".//{{{A}}}xfrm/{{{A}}}ext"


def placed_pictures(
    template: Mapping[str, bytes], saved: Saved, table: Table, moves: Moves
) -> Iterator[tuple[str, bytes]]:
    """The drawings of the file, made of the template's."""
    made = sheet_parts(saved.parts, shown_as=saved.title)
    for title, part in sheet_parts(template, shown_as=saved.title).items():
        ours = title == table.sheet
        theirs = _drawing(template, part, saved.title)
        target = _drawing(saved.parts, made[saved.title if ours else title], saved.title)
        if theirs and target:
            keys = _keys(template, theirs, saved, target)
            root = parse_xml(template[theirs], shown_as=saved.title, part=theirs)
            yield target, xml_bytes(_placed(root, keys, moves if ours else None))


def _drawing(parts: Mapping[str, bytes], sheet: str, shown_as: str) -> str:
    """The drawing of a sheet; "" where it has none."""
    related = relationships(parts, sheet, shown_as=shown_as).values()
    return next((one.target for one in related if one.kind == "drawing" and one.target in parts), "")


def _keys(template: Mapping[str, bytes], theirs: str, saved: Saved, target: str) -> dict[str, str]:
    """Ids of a template's pictures, with those of the same pictures in the file."""
    kept = {
        saved.parts[one.target]: one.id
        for one in relationships(saved.parts, target, shown_as=saved.title).values()
        if one.target in saved.parts
    }
    return {
        one.id: kept[template[one.target]]
        for one in relationships(template, theirs, shown_as=saved.title).values()
        if template.get(one.target) in kept
    }


def _placed(drawing: etree._Element, keys: Mapping[str, str], moves: Moves | None) -> etree._Element:
    for anchor in list(drawing):
        picture = anchor.find(f"{{{XDR}}}pic")
        extent = picture.find(_EXTENT) if picture is not None else None
        if picture is None:
            continue
        for blip in picture.iter(f"{{{A}}}blip"):
            blip.set(r("embed"), keys[blip.get(r("embed"))])
        if moves:
            for corner in anchor.iter(f"{{{XDR}}}from", f"{{{XDR}}}to"):
                _move(corner, moves)
        if anchor.tag == f"{{{XDR}}}twoCellAnchor" and extent is not None:
            drawing.replace(anchor, _of_own_size(anchor, extent))
    return drawing


def _move(corner: etree._Element, moves: Moves) -> None:
    row, column = corner.find(f"{{{XDR}}}row"), corner.find(f"{{{XDR}}}col")
    row.text = str(moves.row(int(row.text) + 1) - 1)
    column.text = str(moves.column(int(column.text) + 1) - 1)


def _of_own_size(anchor: etree._Element, extent: etree._Element) -> etree._Element:
    """A picture between two cells as one that stands at the first of them."""
    made = etree.Element(f"{{{XDR}}}oneCellAnchor", nsmap=anchor.nsmap)
    made.append(copy.deepcopy(anchor.find(f"{{{XDR}}}from")))
    etree.SubElement(made, f"{{{XDR}}}ext", cx=extent.get("cx"), cy=extent.get("cy"))
    for child in anchor:
        if etree.QName(child).localname not in ("from", "to"):
            made.append(child)
    return made
