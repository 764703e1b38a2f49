"""Formulas and joined cells of a sheet's XML when its rows change: shared ones said, results forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.ooxml.cell_refs import copied_formula, position
from generator.ooxml.names import s

# What stands before the calculation settings in a workbook (CT_Workbook).
_BEFORE = ("sheets", "functionGroups", "externalReferences", "definedNames")


def formulas(tree: etree._Element) -> Iterator[str]:
    """What the formulas of a sheet say, those that share one as each of them means it."""
    shared: dict[str | None, etree._Element] = {}
    for formula in tree.iter(s("f")):
        if formula.text and formula.get("t") == "shared":
            shared.setdefault(formula.get("si"), formula)
        if formula.text:
            yield formula.text
        elif (begun := shared.get(formula.get("si"))) is not None:
            yield _copy(begun, formula)


def say_each(tree: etree._Element, *, own: bool = True) -> bool:
    """A formula that cells share is said in each of them, as the sheet has it before rows move: what another cell of
    it means is counted from the first one. Not `own`: only those that name a sheet. Whether there were any.
    """
    found = [formula for formula in tree.iter(s("f")) if formula.get("t") == "shared"]
    first = {one.get("si"): one for one in reversed(found) if one.text and (own or "!" in one.text)}
    said = [(formula, first[formula.get("si")]) for formula in found if formula.get("si") in first]
    for formula, begun in said:
        formula.text = formula.text or _copy(begun, formula)
    for formula, _ in said:
        for name in ("t", "ref", "si"):
            formula.attrib.pop(name, None)
    return bool(said)


def _copy(begun: etree._Element, formula: etree._Element) -> str:
    (row, column), (own_row, own_column) = (
        position(one.getparent().get("r", "")) or (1, 1) for one in (begun, formula)
    )
    return copied_formula(begun.text or "", own_row - row, own_column - column)


def forget_values(tree: etree._Element) -> bool:
    """Take out what the formulas of a sheet came to; whether it has any."""
    found = False
    for formula in tree.iter(s("f")):
        found = True
        cell = formula.getparent()
        if (value := cell.find(s("v"))) is not None:
            cell.remove(value)
        cell.attrib.pop("t", None)
    return found


def calculate_on_load(workbook: etree._Element) -> bool:
    """Let the program that opens a workbook calculate all of it; whether that is new."""
    settings = workbook.find(s("calcPr"))
    if settings is None:
        settings = etree.Element(s("calcPr"))
        last = [child for child in workbook if child.tag in {s(name) for name in _BEFORE}][-1]
        last.addnext(settings)
    new = settings.get("fullCalcOnLoad") not in ("1", "true")
    settings.set("fullCalcOnLoad", "1")
    return new


def drop_single_merges(tree: etree._Element) -> None:
    """Joined cells of which one is left are none; a list of them without any may not stand in the file."""
    for merges in tree.findall(s("mergeCells")):
        for merge in list(merges):
            first, _, last = merge.get("ref", "").partition(":")
            if not last or first == last:
                merges.remove(merge)
        merges.set("count", str(len(merges)))
        if not len(merges):
            tree.remove(merges)
