"""The cells of a sheet as its part holds them, one by one: what a fast reader of values does not tell.

Whether a cell has a formula, which error it holds, how it is written. Streaming: the part is never a tree, so a sheet
of any height takes the memory of one cell. Namespace prefixes, quotes and the order of attributes do not matter; a
row or cell without `r` stands where the one before it says (18.3.1.4, 18.3.1.73).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.ooxml.cell_refs import LAST_COLUMN, LAST_ROW, column_letter, position
from generator.ooxml.parsing import has_dtd, no_xml
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Place, msg

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as written: row and column from 1, `t` ("n" where left out), index of its format, what stands in it.

    `value` is the text of `<v>`: a number, the index of a shared text (`kind` "s"), an error (`kind` "e"), what a
    formula gave; `inline` the text of `<is>`, phonetics apart.
    """

    row: int
    column: int
    kind: str
    style: int
    has_formula: bool
    value: str
    inline: str

    @property
    def ref(self) -> str:
        """`B7`."""
        return f"{column_letter(self.column)}{self.row}"


def sheet_cells(data: bytes, *, shown_as: str, part: str) -> Iterator[SheetCell]:
    """The cells of a sheet part in its order, in time linear in its length.

    Raises InputError V014 where it is broken XML, has a DTD, or names a cell that no sheet has.
    """
    walk = _Walk(shown_as, part)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.characters
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK])
            yield from walk.cells
            walk.cells.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as failure:
        raise no_xml(str(failure), shown_as=shown_as, part=part) from None
    yield from walk.cells


@dataclass(slots=True)
class _Walk:
    """What the parser calls; knows the cell it is in."""

    shown_as: str
    part: str
    cells: list[SheetCell] = field(default_factory=list)
    row: int = 0
    column: int = 0
    cell: dict[str, str] | None = None
    formula: bool = False
    value: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    within: str = ""  # v or t: where text is the cell's
    spoken: bool = False  # in rPh, where it is not

    def doctype(self, *_: object) -> None:
        raise has_dtd(shown_as=self.shown_as, part=self.part)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2]
        if name == "row":
            self._row(attributes.get("r"))
        elif name == "c":
            self._place(attributes.get("r"))
            self.cell, self.formula, self.value, self.inline = attributes, False, [], []
        elif self.cell is None:
            return
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.spoken = True
        elif name == "v" or (name == "t" and not self.spoken):
            self.within = name

    def end(self, name: str) -> None:
        if self.cell is None:
            return
        name = name.rpartition("}")[2]
        if name == "c":
            style, kind = self.cell.get("s", "0"), self.cell.get("t", "n")
            number = int(style) if style.isascii() and style.isdigit() else 0
            value, inline = "".join(self.value), "".join(self.inline)
            self.cells.append(SheetCell(self.row, self.column, kind, number, self.formula, value, inline))
            self.cell = None
        elif name == "rPh":
            self.spoken = False
        elif name == self.within:
            self.within = ""

    def characters(self, text: str) -> None:
        if self.within == "v":
            self.value.append(text)
        elif self.within == "t":
            self.inline.append(text)

    def _row(self, given: str | None) -> None:
        number = self.row + 1 if given is None else int(given) if given.isascii() and given.isdigit() else 0
        if not 0 < number <= LAST_ROW:
            raise self._no_place(given or str(number))
        self.row, self.column = number, 0

    def _place(self, given: str | None) -> None:
        place = position(given) if given is not None else (max(self.row, 1), self.column + 1)
        if place is None or place[1] > LAST_COLUMN:
            raise self._no_place(given or f"{column_letter(self.column + 1)}{self.row}")
        self.row, self.column = place

    def _no_place(self, ref: str) -> VanbanError:
        return InputError.of(
            "V014",
            Place(f"{self.shown_as} : {self.part}"),
            msg("Không trang tính nào có ô “{o}”.", o=ref[:40]),
            msg("Mở tệp bằng Excel rồi lưu lại."),
        )
