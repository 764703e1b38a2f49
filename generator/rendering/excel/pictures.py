"""Pictures and charts of a template's sheets: as they were drawn, at the cells that theirs have become, in their size.

openpyxl keeps the files of pictures and forgets what is said about them: crop, name, description, and a size that does
not follow the widths of columns. Charts it writes anew, in looks of its own: theirs are put in the place of those.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from generator.ooxml.cell_refs import GONE, in_formula
from generator.ooxml.names import CHART, A, r
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import relationships
from generator.ooxml.workbook import sheet_parts
from generator.rendering.excel.pointing import gone_fault
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.template import Saved, Table
from generator.values.errors import TemplateError
from generator.values.findings import Place, msg

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ANCHORS = ("absoluteAnchor", "oneCellAnchor", "twoCellAnchor")
_CHART = f"{{{XDR}}}graphicFrame/{{{A}}}graphic/{{{A}}}graphicData/{{{CHART}}}chart"
_EXTENT = f".//{{{A}}}xfrm/{{{A}}}ext"


def placed_pictures(
    template: Mapping[str, bytes], saved: Saved, table: Table, moves: Moves
) -> Iterator[tuple[str, bytes]]:
    """The drawings of the file, and their charts, made of the template's. Raises TemplateError V108 where openpyxl
    could not read a chart."""
    made = sheet_parts(saved.parts, shown_as=saved.title)
    for title, part in sheet_parts(template, shown_as=saved.title).items():
        ours = title == table.sheet
        theirs = _drawing(template, part, saved.title)
        target = _drawing(saved.parts, made[saved.title if ours else title], saved.title)
        if theirs and target:
            keys = _keys(template, theirs, saved, target)
            root = parse_xml(template[theirs], shown_as=saved.title, part=theirs)
            charts = _charts(root, template, theirs, saved, target)
            names = frozenset({table.sheet, saved.title})
            for _, source, made_as in charts.values():
                chart = parse_xml(template[source], shown_as=saved.title, part=source)
                yield made_as, xml_bytes(_counting(chart, names, saved.title, moves))
            keys |= {own: one[0] for own, one in charts.items()}
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


def _charts(
    drawing: etree._Element, template: Mapping[str, bytes], theirs: str, saved: Saved, target: str
) -> dict[str, tuple[str, str, str]]:
    """For the id of each chart in a template's drawing: its id in the file, its part in the template, in the file.

    openpyxl takes them anchor by anchor, those of one kind together, and numbers them in that order.
    """
    anchors = [one for kind in _ANCHORS for one in drawing.iterfind(f"{{{XDR}}}{kind}")]
    own = [chart.get(r("id")) for one in anchors for chart in one.iterfind(_CHART)]
    related = relationships(saved.parts, target, shown_as=saved.title).values()
    made = sorted((one for one in related if one.kind == "chart"), key=lambda one: int(one.id.removeprefix("rId")))
    if len(own) != len(made):
        said = msg("Mẫu có {vat}, sẽ mất khi sinh tệp Excel.", vat=msg("biểu đồ"))
        raise TemplateError.of("V108", Place(saved.title), said, msg("Vẽ lại biểu đồ bằng Excel, rồi lưu mẫu."))
    parts = relationships(template, theirs, shown_as=saved.title)
    return {key: (one.id, parts[key].target, one.target) for key, one in zip(own, made, strict=True)}


def _counting(chart: etree._Element, names: frozenset[str], title: str, moves: Moves) -> etree._Element:
    """A chart over the cells that its have become; what it showed of the template is not kept."""
    area = partial(moves.area, whole=True)
    for formula in chart.iter(f"{{{CHART}}}f"):
        old = formula.text or ""
        formula.text = in_formula(old, area, sheets=names, own=False, renamed=title)
        if GONE in formula.text and GONE not in old:
            raise TemplateError((gone_fault(Place(title), old, old),))
    for cache in list(chart.iter(*(f"{{{CHART}}}{name}" for name in ("numCache", "strCache", "multiLvlStrCache")))):
        cache.getparent().remove(cache)
    return chart


def _placed(drawing: etree._Element, keys: Mapping[str, str], moves: Moves | None) -> etree._Element:
    for anchor in list(drawing):
        picture = anchor.find(f"{{{XDR}}}pic")
        extent = picture.find(_EXTENT) if picture is not None else None
        for chart in anchor.iterfind(_CHART):
            chart.set(r("id"), keys[chart.get(r("id"))])
            if moves:
                _move_whole(anchor, moves)
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


def _move_whole(anchor: etree._Element, moves: Moves) -> None:
    """Move a chart with the cell of its upper left corner, as many rows and columns large as it was."""
    corners = [*anchor.iter(f"{{{XDR}}}from", f"{{{XDR}}}to")]
    for name, moved in (("row", moves.row), ("col", moves.column)):
        places = [corner.find(f"{{{XDR}}}{name}") for corner in corners]
        by = moved(int(places[0].text) + 1) - 1 - int(places[0].text) if places else 0
        for place in places:
            place.text = str(int(place.text) + by)


def _of_own_size(anchor: etree._Element, extent: etree._Element) -> etree._Element:
    """A picture between two cells as one that stands at the first of them."""
    made = etree.Element(f"{{{XDR}}}oneCellAnchor", nsmap=anchor.nsmap)
    made.append(copy.deepcopy(anchor.find(f"{{{XDR}}}from")))
    etree.SubElement(made, f"{{{XDR}}}ext", cx=extent.get("cx"), cy=extent.get("cy"))
    for child in anchor:
        if etree.QName(child).localname not in ("from", "to"):
            made.append(child)
    return made
