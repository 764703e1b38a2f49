"""Which conditional parts of its table style a cell has: first row, bands, corners (ECMA-376, 17.4.55 and 17.7.6)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from generator.ooxml.names import w
from generator.ooxml.styles import NO_STYLE, Style, Styles

_OFF = ("0", "false", "off")
# Attribute of w:tblLook -> its bit in the older w:val.
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_CORNERS = {
    ("firstRow", "lastCol"): "neCell",
    ("firstRow", "firstCol"): "nwCell",
    ("lastRow", "lastCol"): "seCell",
    ("lastRow", "firstCol"): "swCell",
}


class TableLook(Struct, frozen=True):
    """The style of a table and what of it the table takes."""

    style: str = ""
    taken: frozenset[str] = frozenset()
    rows: int = 0


class PlaceInTable(Struct, frozen=True):
    """A cell's place: row and column from 0, whether it is the last of its row."""

    look: TableLook
    row: int = 0
    column: int = 0
    last: bool = False

    def style(self, styles: Styles) -> Style:
        """What the table style says there."""
        bands = styles.by_id.get(self.look.style, NO_STYLE).bands
        return styles.in_table(self.look.style, self._parts(bands))

    def _parts(self, bands: tuple[int, int]) -> Iterator[str]:
        """Types of `w:tblStylePr` that apply, lowest first (17.7.6)."""
        taken = self.look.taken
        top = self.row == 0 and "firstRow" in taken
        left = self.column == 0 and "firstColumn" in taken
        bottom = self.row == self.look.rows - 1 and "lastRow" in taken
        edge_row = "firstRow" if top else "lastRow" if bottom else ""
        edge_column = "firstCol" if left else "lastCol" if self.last and "lastColumn" in taken else ""
        if "noVBand" not in taken and not left:
            yield f"band{_band(self.column - ('firstColumn' in taken), bands[1])}Vert"
        if "noHBand" not in taken and not top:
            yield f"band{_band(self.row - ('firstRow' in taken), bands[0])}Horz"
        yield from (edge_row, edge_column)
        yield _CORNERS.get((edge_row, edge_column), "")


IN_NO_TABLE = PlaceInTable(TableLook())


def look_of_table(table: etree._Element, rows: int) -> TableLook:
    """The look of a `w:tbl` of so many rows. Without `w:tblLook` nothing but the style as a whole is taken."""
    style, look = table.find(f"{w('tblPr')}/{w('tblStyle')}"), table.find(f"{w('tblPr')}/{w('tblLook')}")
    taken = frozenset(_taken(look)) if look is not None else frozenset({"noHBand", "noVBand"})
    return TableLook(style.get(w("val"), "") if style is not None else "", taken, rows)


def _taken(look: etree._Element) -> Iterator[str]:
    bits = int(value, 16) if _is_hex(value := look.get(w("val"), "")) else 0
    for name, bit in _BITS.items():
        given = look.get(w(name))
        if (bits & bit) if given is None else given not in _OFF:
            yield name


def _is_hex(value: str) -> bool:
    return 0 < len(value) <= 8 and all(char in "0123456789abcdefABCDEF" for char in value)


def _band(place: int, size: int) -> int:
    return place // size % 2 + 1
