"""Formulas and joined cells of a sheet's XML when its rows change: shared ones handed on, results forgotten."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from generator.ooxml.names import s

# What stands before the calculation settings in a workbook (CT_Workbook).
_BEFORE = ("sheets", "functionGroups", "externalReferences", "definedNames")


def hand_on_shared(tree: etree._Element, gone: Collection[int]) -> None:
    """A formula that cells share stands in the first of them: where its row goes, the next one gets it, said anew."""
    holders: dict[str, list[etree._Element]] = {}
    for formula in tree.iter(s("f")):
        if formula.get("t") == "shared":
            holders.setdefault(formula.get("si", ""), []).append(formula)
    for formulas in holders.values():
        first = next((one for one in formulas if one.text), None)
        if first is None or _row(first) not in gone:
            continue
        heir = next((one for one in formulas if _row(one) not in gone), None)
        if heir is not None:
            from openpyxl.formula.translate import Translator

            places = [formula.getparent().get("r") for formula in (first, heir)]
            heir.text = Translator(f"={first.text}", origin=places[0]).translate_formula(places[1])[1:]
            heir.set("ref", first.get("ref", ""))


def _row(formula: etree._Element) -> int:
    return int(formula.getparent().getparent().get("r", "0"))


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


def calculate_on_load(workbook: etree._Element) -> None:
    """Let the program that opens a workbook calculate all of it."""
    settings = workbook.find(s("calcPr"))
    if settings is None:
        settings = etree.Element(s("calcPr"))
        last = [child for child in workbook if child.tag in {s(name) for name in _BEFORE}][-1]
        last.addnext(settings)
    settings.set("fullCalcOnLoad", "1")


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
