"""Cells of a workbook marked for a reader: a ground of a colour, notes beside what notes are there already.

What a note looks like on the sheet stands in a part of VML (Part 4, 19.1), as Excel writes it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from itertools import count

from lxml import etree

from generator.ooxml.cell_refs import column_letter, position
from generator.ooxml.declaring import belonging
from generator.ooxml.names import XML, r, s
from generator.ooxml.parsing import parse_xml
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.ooxml.sheet_edit import SheetEditor
from generator.values.errors import InputError

_NO_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    b'</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1">'
    b"<xf/></cellXfs></styleSheet>"
)
_NO_NOTES = (
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
)
_NO_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b'</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t"'
    b' o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;'
    'margin-left:59.25pt;margin-top:1.5pt;width:315pt;height:{height}pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_LINE, _TALLEST = 14, 375  # points
_LETTERS = 55  # of a line


# What stands behind the drawing of notes in a sheet (CT_Worksheet).
_BEHIND = frozenset(
    s(name)
    for name in ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
                 "extLst")
)  # fmt: skip
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class MarkedBook(SheetEditor):
    """A workbook whose cells are marked; all that nobody marks stays as it is."""

    def __init__(self, parts: Mapping[str, bytes], *, shown_as: str) -> None:
        """`parts` as `package.read` gives them."""
        super().__init__(parts, shown_as=shown_as)
        self._shades: dict[tuple[int, str], int] = {}
        self._corners: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = {}

    def first_of(self, sheet: str, cell: str) -> str:
        """The first of the joined cells that a cell (or the first of several, `C7:D9`) lies in, or the cell itself."""
        cell = cell.partition(":")[0]
        row, column = position(cell) or (0, 0)
        for (top, left), (bottom, right) in self._joined(sheet):
            if top <= row <= bottom and left <= column <= right:
                return f"{column_letter(left)}{top}"
        return cell

    def _joined(self, sheet: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        if sheet not in self._corners:
            refs = (one.get("ref", "").partition(":") for one in self._tree(self._sheets[sheet]).iter(s("mergeCell")))
            found = ((position(first), position(last)) for first, _, last in refs)
            self._corners[sheet] = [(first, last) for first, last in found if first and last]
        return self._corners[sheet]

    def shade(self, sheet: str, cell: str, colour: str) -> None:
        """Put a cell on a ground of a colour (`FFEB9C`); all else of its look stays."""
        row, column = position(cell) or (1, 1)
        found = self._cell(sheet, column_letter(column), row)
        index = found.get("s", "")
        look = int(index) if index.isdecimal() else 0, colour
        if look not in self._shades:
            self._shades[look] = _shaded(self._part(WORKBOOK, "styles", _NO_STYLES), *look)
        found.set("s", str(self._shades[look]))
        self._changed.add(self._sheets[sheet])

    def note(self, sheet: str, texts: Mapping[str, str], author: str) -> frozenset[str]:
        """Notes on cells of a sheet, each below what a note there says already; those cells that can have none: a
        thread of comments hides it, or how the notes of the sheet are drawn cannot be read.
        """
        part = self._sheets[sheet]
        own = relationships(self._parts, part, shown_as=self._shown_as).values()
        threads = [one.target for one in own if one.kind == "threadedComment" and one.target in self._parts]
        hidden = {said.get("ref", "") for name in threads for said in self._tree(name).iter("{*}threadedComment")}
        free = {cell: text for cell, text in texts.items() if cell not in hidden}
        if not free:
            return frozenset(texts)
        try:
            shapes = self._shapes(part)
        except InputError:
            return frozenset(texts)
        new = _put_notes(self._part(part, "comments", _NO_NOTES), free, author)
        _put_shapes(shapes, {at: free[cell] for cell in new if (at := position(cell))})
        return frozenset(texts) - free.keys()

    def _shapes(self, part: str) -> etree._Element:
        """How the notes of a sheet are drawn: the part that it names for them, not that of its header's pictures."""
        sheet = self._tree(part)
        drawn = sheet.find(s("legacyDrawing"))
        if drawn is None:
            drawn = etree.Element(s("legacyDrawing"))
            behind = next((child for child in sheet if child.tag in _BEHIND), None)
            sheet.append(drawn) if behind is None else behind.addprevious(drawn)
        own = relationships(self._parts, part, shown_as=self._shown_as)
        named = own.get(drawn.get(r("id"), ""))
        if named is None or named.target not in self._parts:
            drawn.set(r("id"), self._added(part, "vmlDrawing", _NO_SHAPES))
            own = relationships(self._parts, part, shown_as=self._shown_as)
        name = own[drawn.get(r("id"))].target
        tree = self._tree(name)
        self._changed |= {part, name}
        return tree

    def _part(self, owner: str, kind: str, empty: bytes) -> etree._Element:
        """The part of a kind that belongs to another one, to be changed; a new one where there is none."""

        def found() -> str:
            own = relationships(self._parts, owner, shown_as=self._shown_as).values()
            return next((one.target for one in own if one.kind == kind and one.target in self._parts), "")

        if not found():
            self._added(owner, kind, empty)
        self._changed.add(found())
        return _with_lists(self._tree(found()), empty)

    def _added(self, owner: str, kind: str, data: bytes) -> str:
        """A new part of a kind that belongs to another one; the id by which that one names it."""
        ending = "vml" if kind == "vmlDrawing" else "xml"
        names = (f"xl/{kind}{number or ''}.{ending}" for number in count())
        name = next(name for name in names if name not in self._parts)
        self._parts[name] = data
        content_type = _VML if kind == "vmlDrawing" else f"{_SHEETS}.{kind}+xml"
        return belonging(self._parts, owner, name, kind, content_type, shown_as=self._shown_as)


def _shaded(styles: etree._Element, index: int, colour: str) -> int:
    """The format of cells that is the one of an index on a ground of a colour (`FFEB9C`), added where it is new."""
    fill = etree.Element(s("fill"))
    pattern = etree.SubElement(fill, s("patternFill"), patternType="solid")
    etree.SubElement(pattern, s("fgColor"), rgb=f"FF{colour}")
    formats = styles.find(s("cellXfs"))
    made = copy.deepcopy(formats[index if index < len(formats) else 0])
    made.set("fillId", str(_listed(styles.find(s("fills")), fill)))
    made.set("applyFill", "1")
    return _listed(formats, made)


def _with_lists(root: etree._Element, empty: bytes) -> etree._Element:
    """A part with the lists of an empty one and what they begin with, where the program that wrote it left them out."""
    before = root.find(s("numFmts"))
    for least in parse_xml(empty, shown_as="", part=""):
        own = root.find(least.tag)
        if own is None:
            own = etree.Element(least.tag)
            root.insert(0, own) if before is None else before.addnext(own)
        if len(own) < len(least):
            own.extend(least[len(own) :])
            own.set("count", str(len(own)))
        before = own
    return root


def _listed(every: etree._Element, one: etree._Element) -> int:
    """The place of an element in a list of a workbook's styles, put at its end where there is none like it."""
    said = etree.tostring(one, method="c14n", with_tail=False)
    for at, other in enumerate(every):
        if etree.tostring(other, method="c14n", with_tail=False) == said:
            return at
    every.append(one)
    every.set("count", str(len(every)))
    return len(every) - 1


def _put_notes(notes: etree._Element, texts: Mapping[str, str], author: str) -> tuple[str, ...]:
    """A text a cell, below what its note says already; the cells that had none."""
    held = {one.get("ref", ""): one for one in notes.iter(s("comment"))}
    for cell in (new := tuple(cell for cell in texts if cell not in held)):
        listed = notes.find(s("commentList"))
        held[cell] = etree.SubElement(listed, s("comment"), ref=cell, authorId=_author(notes, author))
        etree.SubElement(held[cell], s("text"))
    for cell, text in texts.items():
        said = held[cell].find(s("text"))
        if (bare := said.find(s("t"))) is not None:
            etree.SubElement(said, s("r")).append(bare)
        piece = etree.Element(s("r"))
        etree.SubElement(piece, s("t"), {f"{{{XML}}}space": "preserve"}).text = f"\n{text}" if len(said) else text
        said.insert(len(said.findall(s("r"))), piece)
    return new


def _author(notes: etree._Element, name: str) -> str:
    authors = notes.find(s("authors"))
    names = [one.text for one in authors]
    if name not in names:
        etree.SubElement(authors, s("author")).text = name
        names.append(name)
    return str(names.index(name))


def _put_shapes(shapes: etree._Element, texts: Mapping[tuple[int, int], str]) -> None:
    """How new notes are drawn, by row and column: hidden until they are pointed at, as high as their text."""
    taken = {shape.get("id") for shape in shapes}
    free = (number for number in count(1025) if f"_x0000_s{number}" not in taken)
    for (row, column), text in texts.items():
        lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
        height = min(_LINE * (lines + 1), _TALLEST)
        shape = _SHAPE.format(id=next(free), height=height, row=row - 1, column=column - 1)
        shapes.append(parse_xml(shape.encode(), shown_as="", part=""))
