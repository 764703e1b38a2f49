"""Cells and rows of a workbook changed in the XML of their sheet; every other part keeps its bytes.

Keeps: styles, formats, merged cells, formulas, validations, pictures, other sheets. A cell with a formula is not
overwritten. Rows that come in, go or change places move merged cells, references in formulas of all sheets, defined
names, tables and comments along.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.cell_refs import (
    column_letter,
    column_number,
    formula_without_rows,
    may_mean,
    reordered_formula,
    reordered_ref,
    shifted_formula,
    shifted_ref,
    shifted_row,
    without_rows,
)
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import XML, s
from generator.ooxml.relationships import WORKBOOK, Relations, relationships
from generator.ooxml.sheet_formulas import calculate_on_load, drop_single_merges, forget_values, formulas, say_each
from generator.ooxml.workbook import sheet_parts
from generator.values.patterns import late

_REF_ATTRIBUTES = ("ref", "sqref")
# Whose cells are one whole: joined cells; a formula that several cells share, or that fills several.
_JOINED = (s("mergeCell"), s("f"))
_CELL = late(r"([A-Z]+)(\d+)")


class FormulaError(Exception):
    """The cell holds a formula."""


class _Formula(Protocol):
    def __call__(self, text: str, *, own: bool) -> str: ...


class Pattern(Struct, frozen=True):
    """How a row looks: the row without its texts, the columns from and to which cells of it are joined."""

    row: etree._Element
    joined: tuple[tuple[str, str], ...]


class SheetEditor:
    """A workbook's parts, changed sheet by sheet; `finished` gives the parts back."""

    def __init__(self, parts: Mapping[str, bytes], *, shown_as: str) -> None:
        """`parts` as `package.read` gives them."""
        self._parts = dict(parts)
        self._shown_as = shown_as
        self._trees: dict[str, etree._Element] = {}
        self._rows: dict[str, dict[int, etree._Element]] = {}
        self._changed: set[str] = set()
        self._said: set[str] = set()
        # Cells that hold something else now, None where rows moved: what formulas came to may have been of them.
        self._other: dict[str, set[tuple[int, int]] | None] = {}
        self._sheets = sheet_parts(self._parts, shown_as=shown_as)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of cells by name, in the workbook's order."""
        return tuple(self._sheets)

    def width(self, sheet: str) -> int:
        """The last column that a cell stands in, from 1; 0 where there is none."""
        cells = (cell for row in self._numbered(sheet).values() for cell in row)
        return max((column_number(_column_of(cell)) for cell in cells if _column_of(cell)), default=0)

    def set(self, sheet: str, column: str, row: int, value: str, *, like: str = "") -> None:
        """Give a cell a text (a whole number where it held one); a new one looks like that in the column `like`.

        Raises FormulaError, KeyError for no such sheet.
        """
        cell = self._cell(sheet, column, row)
        if cell.find(s("f")) is not None:
            raise FormulaError
        if like and cell.get("s") is None and (style := self._cell(sheet, like, row).get("s")):
            cell.set("s", style)
        number = cell.get("t") in (None, "n") and cell.find(s("v")) is not None and value.isdigit()
        _fill(cell, value, number=number)
        self._holds_other(sheet, row, column)
        self._changed.add(self._sheets[sheet])

    def clear(self, sheet: str, column: str, row: int, *, formula: bool = False) -> None:
        """Empty a cell, where there is one. Raises FormulaError, unless a `formula` is to go as well."""
        found = self._numbered(sheet).get(row)
        for cell in () if found is None else found:
            if _column_of(cell) == column:
                if cell.find(s("f")) is not None and not formula:
                    raise FormulaError
                self._say_shared(sheet)
                _fill(cell, "", number=False)
                self._holds_other(sheet, row, column)
                self._changed.add(self._sheets[sheet])

    def pattern(self, sheet: str, row: int) -> Pattern:
        """How a row looks: its formats, and the cells of it that are joined."""
        made = copy.deepcopy(self._row(sheet, row))
        for cell in made:
            _fill(cell, "", number=False)
        ends = (ref.get("ref", "").partition(":") for ref in self._tree(self._sheets[sheet]).iter(s("mergeCell")))
        found = ((_CELL.fullmatch(first), _CELL.fullmatch(last)) for first, _, last in ends)
        joined = tuple((a[1], b[1]) for a, b in found if a and b and int(a[2]) == int(b[2]) == row)
        return Pattern(made, joined)

    def insert(self, sheet: str, after: int, pattern: Pattern, values: Mapping[str, str]) -> None:
        """A row below row `after`, with the formats of a pattern and these texts."""
        self.insert_rows(sheet, after, [(pattern, values)])

    def insert_rows(self, sheet: str, after: int, rows: Sequence[tuple[Pattern, Mapping[str, str]]]) -> None:
        """The same of several rows, one below the other, in one pass over the sheet."""
        part = self._sheets[sheet]
        above = self._row(sheet, after) if after else None
        self._say_shared(sheet)
        self._shift(sheet, after, len(rows))
        made = [copy.deepcopy(pattern.row) for pattern, _ in rows]
        for number, row in enumerate(made, start=after + 1):
            _number(row, number)
        data = self._tree(part).find(s("sheetData"))
        at = 0 if above is None else data.index(above) + 1
        data[at:at] = made
        self._rows.pop(part, None)
        for number, (pattern, values) in enumerate(rows, start=after + 1):
            for first, last in pattern.joined:
                self._join(part, f"{first}{number}:{last}{number}")
            for column, value in values.items():
                if value:
                    _fill(self._cell(sheet, column, number), value, number=False)

    def delete(self, sheet: str, row: int) -> None:
        """A row goes; what stands below moves up."""
        part = self._sheets[sheet]
        self._say_shared(sheet)
        element = self._numbered(sheet).get(row)
        if element is not None:
            element.getparent().remove(element)
        self._rows.pop(part, None)
        self._shift(sheet, row, -1)

    def delete_rows(self, sheet: str, rows: Collection[int]) -> None:
        """Rows go, all in one pass; what stands below moves up."""
        gone, part = sorted(set(rows)), self._sheets[sheet]
        self._say_shared(sheet)
        for number, element in list(self._numbered(sheet).items()):
            if gone[(at := bisect_left(gone, number)) : at + 1] == [number]:
                element.getparent().remove(element)
            else:
                _number(element, number - at)
        self._rows.pop(part, None)

        def without(text: str, *, own: bool) -> str:
            return formula_without_rows(text, gone, sheet=sheet, own=own)

        self._change_refs(sheet, lambda ref, _: without_rows(ref, gone), without)

    def forget_results(self) -> None:
        """What formulas came to last is taken out, so that no reader takes it for the result of today's cells."""
        found = [part for part in self._sheets.values() if forget_values(self._tree(part))]
        if found:
            calculate_on_load(self._tree(WORKBOOK))
            self._changed |= {*found, WORKBOOK}

    def reorder(self, sheet: str, places: Mapping[int, int]) -> None:
        """Rows change places, from where to where, each with its formats, joined cells and comments.

        Raises RowsJoinedError where joined cells or a formula hold rows together that would come apart.
        """
        part = self._sheets[sheet]
        self._say_shared(sheet)
        for row in places:
            self._row(sheet, row)
        data = self._tree(part).find(s("sheetData"))
        for number, element in self._numbered(sheet).items():
            _number(element, places.get(number, number))
        data[:] = sorted(data, key=lambda element: int(element.get("r")))
        self._rows.pop(part, None)

        def moved(text: str, *, own: bool) -> str:
            return reordered_formula(text, places, sheet=sheet, own=own)

        self._change_refs(sheet, lambda ref, joined: reordered_ref(ref, places, joined=joined), moved)

    def finished(self) -> dict[str, bytes]:
        """All parts, only those changed written anew."""
        if self._out_of_date() and calculate_on_load(self._tree(WORKBOOK)):
            self._changed.add(WORKBOOK)
        return {**self._parts, **{name: package.xml_bytes(self._trees[name]) for name in sorted(self._changed)}}

    def _holds_other(self, sheet: str, row: int, column: str) -> None:
        if (cells := self._other.setdefault(sheet, set())) is not None:
            cells.add((row, column_number(column)))

    def _out_of_date(self) -> bool:
        """Whether a formula may have come to something else, had it been calculated since."""
        for name, part in self._sheets.items():
            if self._other and (b"<f" in self._parts[part] or b":f" in self._parts[part]):
                for formula in formulas(self._tree(part)):
                    if any(
                        may_mean(formula, cells, sheet=sheet, own=name == sheet) for sheet, cells in self._other.items()
                    ):
                        return True
        return False

    # --- finding ---

    def _tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = package.parse_xml(self._parts[part], shown_as=self._shown_as, part=part)
            if part in self._sheets.values():
                _place(self._trees[part])
        return self._trees[part]

    def _numbered(self, sheet: str) -> dict[int, etree._Element]:
        part = self._sheets[sheet]
        if part not in self._rows:
            data = self._tree(part).find(s("sheetData"))
            self._rows[part] = {int(element.get("r")): element for element in data}
        return self._rows[part]

    def _row(self, sheet: str, number: int) -> etree._Element:
        rows = self._numbered(sheet)
        if number not in rows:
            data = self._tree(self._sheets[sheet]).find(s("sheetData"))
            made = etree.Element(s("row"))
            made.set("r", str(number))
            data.insert(sum(1 for other in rows if other < number), made)
            rows[number] = made
        return rows[number]

    def _cell(self, sheet: str, column: str, number: int) -> etree._Element:
        row = self._row(sheet, number)
        position = 0
        for at, cell in enumerate(row, start=1):
            own = _column_of(cell)
            if own == column:
                return cell
            if own and column_number(own) < column_number(column):
                position = at
        made = etree.Element(s("c"))
        made.set("r", f"{column}{number}")
        row.insert(position, made)
        return made

    # --- shifting ---

    def _say_shared(self, sheet: str) -> None:
        """Before rows move or formulas go, each cell of the sheet, or that names one, says its formula itself."""
        for name, part in () if sheet in self._said else self._sheets.items():
            if b"shared" in self._parts[part] and say_each(self._tree(part), own=name == sheet):
                self._changed.add(part)
        self._said.add(sheet)

    def _shift(self, sheet: str, at: int, by: int) -> None:
        part = self._sheets[sheet]
        for element in self._tree(part).find(s("sheetData")):
            number = int(element.get("r"))
            moved = shifted_row(number, at, by)
            if moved is not None and moved != number:
                _number(element, moved)

        def shifted(text: str, *, own: bool) -> str:
            return shifted_formula(text, at, by, sheet=sheet, own=own)

        self._change_refs(sheet, lambda ref, joined: shifted_ref(ref, at, by, joined=joined), shifted)
        self._rows.pop(part, None)

    def _change_refs(self, sheet: str, ref: Callable[[str, bool], str], formula: _Formula) -> None:
        """Everything that names cells of a sheet, said anew; `ref` is told whether the cells it gets are joined."""
        part = self._sheets[sheet]
        self._changed.add(part)
        self._other[sheet] = None
        self._forget_calculation_order()
        self._change_attributes(self._tree(part), ref)
        for related in relationships(self._parts, part, shown_as=self._shown_as).values():
            if related.kind in ("table", "comments") and related.target in self._parts:
                self._change_attributes(self._tree(related.target), ref)
                self._changed.add(related.target)
        for name, other in self._sheets.items():
            if b"<f" in self._parts[other] or b":f" in self._parts[other]:
                for element in self._tree(other).iter(s("f"), s("formula1"), s("formula2"), s("formula")):
                    self._change_text(element, other, formula(element.text or "", own=name == sheet))
        if b"definedName" in self._parts[WORKBOOK]:
            for defined in self._tree(WORKBOOK).iter(s("definedName")):
                self._change_text(defined, WORKBOOK, formula(defined.text or "", own=False))

    def _change_attributes(self, tree: etree._Element, ref: Callable[[str, bool], str]) -> None:
        for element in list(tree.iter(etree.Element)):
            if element.tag in (s("c"), s("row")):
                continue
            for name in _REF_ATTRIBUTES:
                if value := element.get(name):
                    if moved := ref(value, element.tag in _JOINED):
                        element.set(name, moved)
                    elif element.getparent() is not None:
                        element.getparent().remove(element)
        drop_single_merges(tree)

    def _change_text(self, element: etree._Element, part: str, changed: str) -> None:
        if changed != (element.text or ""):
            element.text = changed
            self._changed.add(part)

    def _join(self, part: str, ref: str) -> None:
        joined = self._tree(part).find(s("mergeCells"))
        if joined is not None:
            etree.SubElement(joined, s("mergeCell"), ref=ref)
            joined.set("count", str(len(joined)))

    def _forget_calculation_order(self) -> None:
        """calcChain.xml names cells that have moved; Excel makes it anew where it is missing, repairs where wrong."""
        relations = Relations(self._parts, WORKBOOK, shown_as=self._shown_as)
        for one in relationships(self._parts, WORKBOOK, shown_as=self._shown_as).values():
            if one.kind == "calcChain":
                types = ContentTypes(self._parts, shown_as=self._shown_as)
                types.forget(one.target)
                types.save(self._parts)
                relations.drop(one.id)
                relations.save(self._parts)
                self._parts.pop(one.target, None)


def _place(sheet: etree._Element) -> None:
    """Say where each row and cell stands: one that does not say it stands after the one before it (18.3.1.4, 73)."""
    number = 0
    for row in sheet.iterfind(f"{s('sheetData')}/{s('row')}"):
        given = row.get("r", "")
        number = int(given) if given.isascii() and given.isdigit() else number + 1
        row.set("r", str(number))
        column = 0
        for cell in row.iterchildren(s("c")):
            own = _column_of(cell)
            column = column_number(own) if own else column + 1
            cell.set("r", f"{column_letter(column)}{number}")


def _number(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", f"{_column_of(cell)}{number}")


def _column_of(cell: etree._Element) -> str:
    match = _CELL.fullmatch(cell.get("r", ""))
    return match[1] if match else ""


def _fill(cell: etree._Element, value: str, *, number: bool) -> None:
    """What a cell holds; its style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if number:
        etree.SubElement(cell, s("v")).text = value
    elif value:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, s("is")), s("t"))
        text.text = value
        if value != value.strip() or "\n" in value:
            text.set(f"{{{XML}}}space", "preserve")
