"""Cells and rows of a workbook changed in the XML of their sheet; every other part keeps its bytes.

Keeps: styles, formats, merged cells, formulas, validations, pictures, other sheets. A cell with a formula is not
overwritten. Rows that come in or go move merged cells, references in formulas of all sheets, defined names, tables
and comments along.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from generator.ooxml import package
from generator.ooxml.cell_refs import column_number, shifted_formula, shifted_ref, shifted_row
from generator.ooxml.names import PACKAGE_RELS, XML, r, s

_REF_ATTRIBUTES = ("ref", "sqref")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class FormulaError(Exception):
    """The cell holds a formula."""


class SheetEditor:
    """A workbook's parts, changed sheet by sheet; `finished` gives the parts back."""

    def __init__(self, parts: Mapping[str, bytes], *, shown_as: str) -> None:
        """`parts` as `package.read` gives them."""
        self._parts = dict(parts)
        self._shown_as = shown_as
        self._trees: dict[str, etree._Element] = {}
        self._rows: dict[str, dict[int, etree._Element]] = {}
        self._changed: set[str] = set()
        self._sheets = self._sheet_parts()

    def set(self, sheet: str, column: str, row: int, value: str) -> None:
        """Give a cell a text (a whole number where it held one). Raises FormulaError, KeyError for no such sheet."""
        cell = self._cell(sheet, column, row)
        if cell.find(s("f")) is not None:
            raise FormulaError
        number = cell.get("t") in (None, "n") and cell.find(s("v")) is not None and value.isdigit()
        _fill(cell, value, number=number)
        self._changed.add(self._sheets[sheet])

    def insert(self, sheet: str, after: int, values: Mapping[str, str]) -> None:
        """A row below row `after`, with the formats of that row and these texts."""
        part = self._sheets[sheet]
        pattern = self._row(sheet, after)
        self._shift(sheet, after, 1)
        made = copy.deepcopy(pattern)
        made.set("r", str(after + 1))
        for cell in list(made):
            column = _column_of(cell)
            cell.set("r", f"{column}{after + 1}")
            _fill(cell, "", number=False)
        pattern.addnext(made)
        self._rows.pop(part, None)
        for column, value in values.items():
            if value:
                _fill(self._cell(sheet, column, after + 1), value, number=False)

    def delete(self, sheet: str, row: int) -> None:
        """A row goes; what stands below moves up."""
        part = self._sheets[sheet]
        element = self._numbered(sheet).get(row)
        if element is not None:
            element.getparent().remove(element)
        self._rows.pop(part, None)
        self._shift(sheet, row, -1)

    def finished(self) -> dict[str, bytes]:
        """All parts, only those changed written anew."""
        return {**self._parts, **{name: package.xml_bytes(self._trees[name]) for name in sorted(self._changed)}}

    # --- finding ---

    def _sheet_parts(self) -> dict[str, str]:
        book = package.parse_xml(self._parts["xl/workbook.xml"], shown_as=self._shown_as, part="xl/workbook.xml")
        targets = self._targets("xl/workbook.xml")
        return {sheet.get("name"): targets[sheet.get(r("id"))] for sheet in book.iter(s("sheet"))}

    def _targets(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self._parts:
            return {}
        root = package.parse_xml(self._parts[rels], shown_as=self._shown_as, part=rels)
        return {
            element.get("Id"): posixpath.normpath(posixpath.join("/" + folder, element.get("Target"))).lstrip("/")
            for element in root.iter(f"{{{PACKAGE_RELS}}}Relationship")
            if element.get("TargetMode") != "External"
        }

    def _tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = package.parse_xml(self._parts[part], shown_as=self._shown_as, part=part)
        return self._trees[part]

    def _numbered(self, sheet: str) -> dict[int, etree._Element]:
        part = self._sheets[sheet]
        if part not in self._rows:
            rows: dict[int, etree._Element] = {}
            for element in self._tree(part).find(s("sheetData")):
                number = int(element.get("r") or max(rows, default=0) + 1)
                element.set("r", str(number))
                rows[number] = element
            self._rows[part] = rows
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
        for cell in row:
            own = _column_of(cell)
            if own == column:
                return cell
            if own and column_number(own) < column_number(column):
                position = row.index(cell) + 1
        made = etree.Element(s("c"))
        made.set("r", f"{column}{number}")
        row.insert(position, made)
        return made

    # --- shifting ---

    def _shift(self, sheet: str, at: int, by: int) -> None:
        part = self._sheets[sheet]
        tree = self._tree(part)
        for element in tree.find(s("sheetData")):
            number = int(element.get("r"))
            moved = shifted_row(number, at, by)
            if moved is not None and moved != number:
                element.set("r", str(moved))
                for cell in element:
                    cell.set("r", f"{_column_of(cell)}{moved}")
        self._changed.add(part)
        self._shift_refs(tree, at, by)
        self._forget_calculation_order()
        for target in self._targets(part).values():
            if target.startswith(("xl/tables/", "xl/comments")) and target in self._parts:
                self._shift_refs(self._tree(target), at, by)
                self._changed.add(target)
        self._shift_formulas(sheet, at, by)
        self._rows.pop(part, None)

    def _shift_refs(self, tree: etree._Element, at: int, by: int) -> None:
        for element in list(tree.iter(etree.Element)):
            if element.tag in (s("c"), s("row")):
                continue
            for name in _REF_ATTRIBUTES:
                if value := element.get(name):
                    if moved := shifted_ref(value, at, by):
                        element.set(name, moved)
                    elif element.getparent() is not None:
                        element.getparent().remove(element)

    def _shift_formulas(self, sheet: str, at: int, by: int) -> None:
        for name, part in self._sheets.items():
            if b"<f" in self._parts[part] or b":f" in self._parts[part]:
                for formula in self._tree(part).iter(s("f"), s("formula1"), s("formula2"), s("formula")):
                    self._shift_text(
                        formula, part, shifted_formula(formula.text or "", at, by, sheet=sheet, own=name == sheet)
                    )
        if b"definedName" in self._parts["xl/workbook.xml"]:
            for defined in self._tree("xl/workbook.xml").iter(s("definedName")):
                moved = shifted_formula(defined.text or "", at, by, sheet=sheet, own=False)
                self._shift_text(defined, "xl/workbook.xml", moved)

    def _shift_text(self, element: etree._Element, part: str, moved: str) -> None:
        if moved != (element.text or ""):
            element.text = moved
            self._changed.add(part)

    def _forget_calculation_order(self) -> None:
        """calcChain.xml names cells that have moved; Excel makes it anew where it is missing, repairs where wrong."""
        if self._parts.pop("xl/calcChain.xml", None) is None:
            return
        for part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            for element in list(self._tree(part)):
                if "calcChain.xml" in (element.get("PartName") or element.get("Target") or ""):
                    element.getparent().remove(element)
            self._changed.add(part)


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
