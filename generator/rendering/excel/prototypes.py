"""Prototype rows of an Excel template: what each cell of a row that is made after them holds."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from generator.ooxml.escaping import escape
from generator.ooxml.names import s
from generator.rendering.excel.cells import column_of, text_of
from generator.rendering.excel.refs import same_row

# Stands for a row's own number in the formulas of a prototype row.
OWN_ROW = b"\0"
# The same inside of a formula while it is taken apart: a row no sheet has.
_MARK = "9999999"


class ProtoCell(Struct, frozen=True):
    """A cell of a prototype row at its new column, `source` in the template: style id, and what it holds.

    That is a template text, or the XML of another value, or a field's key where the column is the user's own.
    """

    column: int
    source: int
    style: str
    text: str = ""
    raw: str = ""
    key: str = ""


class Proto(Struct, frozen=True):
    """A prototype row: its cells in order, the row's own height (0: none), its merges as columns (first, last).

    `group` is how the row is grouped, as attributes of a row.
    """

    cells: tuple[ProtoCell, ...]
    height: float
    merges: tuple[tuple[int, int], ...]
    group: str = ""


def proto_cell(cell: etree._Element, column: int, key: str) -> ProtoCell:
    """A cell as a prototype at a column. `key`: the column of the user's own that this cell stands in for."""
    source, style, text = column_of(cell), cell.get("s", "0"), text_of(cell)
    if key:
        return ProtoCell(column, source, style, key=key)
    if text or not len(cell):
        return ProtoCell(column, source, style, text)
    kind = f' t="{cell.get("t")}"' if cell.get("t", "n") != "n" else ""
    formula = cell.find(s("f"))
    if formula is not None:
        number = int(cell.get("r").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        text = same_row("=" + (formula.text or ""), number, _MARK)[1:]
        return ProtoCell(column, source, style, raw=f"><f>{escape(text)}</f>".replace(_MARK, OWN_ROW.decode()))
    value = cell.findtext(s("v"))
    return ProtoCell(column, source, style, raw=f"{kind}><v>{escape(value or '')}</v>")
