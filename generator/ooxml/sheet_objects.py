"""What lies on the sheets of a workbook and is no cell: pictures, shapes with their texts, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from lxml import etree

from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import A, r
from generator.ooxml.objects import Shown
from generator.ooxml.relationships import relationships
from generator.ooxml.workbook import sheets

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ANCHORS = tuple(f"{{{_XDR}}}{name}" for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))


def sheet_objects(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[Shown]:
    """The objects of each sheet, each beside its cell (`KeHoach!B20`). Raises InputError V014."""
    for sheet in sheets(parts, shown_as=shown_as):
        for related in relationships(parts, sheet.part, shown_as=shown_as).values():
            if related.kind == "drawing" and related.target in parts:
                yield from _of_drawing(parts, related.target, sheet.name, shown_as)


def _of_drawing(parts: Mapping[str, bytes], part: str, sheet: str, shown_as: str) -> Iterator[Shown]:
    targets = {key: one.target for key, one in relationships(parts, part, shown_as=shown_as).items()}
    root = package.parse_xml(parts[part], shown_as=shown_as, part=part)
    for anchor in root.iter(*_ANCHORS):
        named = next(anchor.iter(f"{{{_XDR}}}cNvPr"), None)
        said = [named.get(key, "") for key in ("descr", "name")] if named is not None else []
        words = " ".join(text.text or "" for text in anchor.iter(f"{{{A}}}t")).strip()
        blips = (targets.get(blip.get(r("embed"), ""), "") for blip in anchor.iter(f"{{{A}}}blip"))
        pictures = [sha256(parts[name]).hexdigest() for name in blips if name in parts]
        name = next(filter(None, (words, *said)), etree.QName(anchor).localname)
        # Programs name objects by their kind and number: what one shows tells it better.
        marks = frozenset(filter(None, (words, *pictures))) or frozenset(filter(None, said))
        yield Shown(name, marks, f"{sheet}!{_cell(anchor)}")


def _cell(anchor: etree._Element) -> str:
    start = anchor.find(f"{{{_XDR}}}from")
    numbers = [start.findtext(f"{{{_XDR}}}{name}", "") for name in ("col", "row")] if start is not None else ["", ""]
    if not all(number.isascii() and number.isdigit() and len(number) < 8 for number in numbers):
        return "A1"
    return f"{column_letter(int(numbers[0]) + 1)}{int(numbers[1]) + 1}"
