"""Notes on the cells of a template: they stay on what they are said of, wherever its cell has gone.

openpyxl writes them with the sheet, before its rows move: a part of their words, and a drawing of their boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import XML, s
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import relationships
from generator.rendering.excel.cells import box_of
from generator.rendering.excel.refs import Moves
from generator.rendering.excel.template import Saved

_BOX = "{urn:schemas-microsoft-com:office:excel}"


# A row and a column of the template, from 1 -> those of the file.
_Place = Callable[[int, int], tuple[int, int]]


def placed_notes(
    saved: Saved, moves: Moves, first_rows: Callable[[], Mapping[int, int]]
) -> Iterator[tuple[str, bytes]]:
    """Both parts of the table's sheet, at the cells that theirs have become.

    `first_rows` tells for a prototype row the first made after it: a note stands once.
    """
    related = relationships(saved.parts, saved.part, shown_as=saved.title).values()
    parts = [(one.target, _PLACED[one.kind]) for one in related if one.kind in _PLACED]
    made = first_rows() if parts else {}

    def place(row: int, column: int) -> tuple[int, int]:
        return made.get(row, moves.row(row)), moves.column(column)

    for part, put in parts:
        root = parse_xml(saved.parts[part], shown_as=saved.title, part=part)
        put(root, place)
        yield part, xml_bytes(root)


def _place_words(root: etree._Element, place: _Place) -> None:
    """Notes that come upon one cell, as those of prototypes without a row, become one: a cell has no two."""
    at: dict[str, etree._Element] = {}
    for note in list(root.iter(s("comment"))):
        left, top, _, _ = box_of(note.get("ref"))
        row, column = place(top, left)
        ref = f"{column_letter(column)}{row}"
        note.set("ref", ref)
        if ref in at:
            _append(at[ref], note)
            note.getparent().remove(note)
        at.setdefault(ref, note)


def _append(note: etree._Element, other: etree._Element) -> None:
    words = note.find(s("text"))
    for one in (note, other):
        for plain in one.findall(f"{s('text')}/{s('t')}"):
            run = etree.Element(s("r"))
            plain.addprevious(run)
            run.append(plain)
    line = etree.SubElement(etree.SubElement(words, s("r")), s("t"))
    line.text = "\n"
    line.set(f"{{{XML}}}space", "preserve")
    words.extend(other.findall(f"{s('text')}/{s('r')}"))


def _place_boxes(root: etree._Element, place: _Place) -> None:
    taken: set[tuple[str, str]] = set()
    for data in list(root.iter(f"{_BOX}ClientData")):
        row, column = data.find(f"{_BOX}Row"), data.find(f"{_BOX}Column")
        if row is None or column is None:
            continue
        row.text, column.text = (str(at - 1) for at in place(int(row.text) + 1, int(column.text) + 1))
        shape = data.getparent()
        if (row.text, column.text) in taken:
            shape.getparent().remove(shape)
        taken.add((row.text, column.text))


_PLACED = {"comments": _place_words, "vmlDrawing": _place_boxes}
