"""What stands under a table that grows, moved down in its sheet part, and whatever names a cell with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from generator.ooxml.cell_refs import GONE, column_letter
from generator.ooxml.names import s
from generator.rendering.excel.cells import column_of
from generator.rendering.excel.refs import Moves, moved_formula
from generator.rendering.excel.template import Table


def move_down(root: etree._Element, rows: Mapping[int, etree._Element], table: Table, moves: Moves, title: str) -> None:
    """Rows under the table go down; all that names cells follows: formulas, areas, panes, breaks.

    `rows` are those that stay, by the number they had; `title` is the sheet's new name.
    """
    names = frozenset({table.sheet, title})

    def formula_of(formula: str) -> str:
        return moved_formula("=" + formula, moves, names=names, renamed=title, here=True)[1:]

    _rows(rows, table, moves, formula_of)
    _areas(root, moves, formula_of)
    for pane in root.iter(s("pane")):
        if pane.get("ySplit") == str(table.first - 1):
            pane.set("ySplit", str(table.first - 1 + moves.above))
    for pages in root.iter(s("brk")):
        if pages.getparent().tag == s("rowBreaks"):
            pages.set("id", str(moves.row(int(pages.get("id")))))


def _rows(rows: Mapping[int, etree._Element], table: Table, moves: Moves, formula_of: Callable[[str], str]) -> None:
    for number, row in rows.items():
        for formula in row.iter(s("f")):
            formula.text = formula_of(formula.text or "")
            if formula.get("ref") and (area := moves.area(formula.get("ref"))) != GONE:
                formula.set("ref", area)
        if number <= table.last:
            continue
        new = str(moves.row(number))
        row.set("r", new)
        for cell in row:
            cell.set("r", column_letter(column_of(cell)) + new)


def _areas(root: etree._Element, moves: Moves, formula_of: Callable[[str], str]) -> None:
    """Everything beside the rows that names cells."""
    for element in [*root.iter(etree.Element)]:
        if element.getparent() is None or s("sheetData") in {e.tag for e in (element, *element.iterancestors())}:
            continue
        _area(element, moves, formula_of)


def _area(element: etree._Element, moves: Moves, formula_of: Callable[[str], str]) -> None:
    for name in ("ref", "topLeftCell"):
        if element.get(name) and element.tag != s("mergeCell"):
            moved = moves.filter if element.tag == s("autoFilter") else moves.area
            if (area := moved(element.get(name))) != GONE:
                element.set(name, area)
            elif name == "ref":
                _without(element)
    if element.get("sqref"):
        if areas := moves.areas(element.get("sqref")):
            element.set("sqref", areas)
        elif element.tag != s("selection"):
            _without(element)
    if element.tag in (s("formula"), s("formula1"), s("formula2")) and element.text:
        element.text = formula_of(element.text)


def _without(element: etree._Element) -> None:
    """Take out what is said of columns that are gone, and the list that has nothing else."""
    above = element.getparent()
    above.remove(element)
    if above.get("count"):
        above.set("count", str(len(above)))
    if not len(above) and above.getparent() is not None:
        above.getparent().remove(above)
