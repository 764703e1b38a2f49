"""The texts of a workbook as they are stored, not normalised: decomposed letters can be seen in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.names import s
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.ooxml.shared_strings import shared_strings
from generator.ooxml.sheet_cells import SheetCell, sheet_cells, unescaped
from generator.ooxml.workbook import sheets
from generator.values.errors import InputError
from generator.values.findings import Place
from generator.values.patterns import late

# Characters that are stored in one way: no letter goes together with them, and none of them is a letter and its mark.
_ONE_WAY = late("[\t\n\r -\u02ff\u1e00-\u1eff\u2010-\u2122\u2190-\u2300\u2460-\u27ff\ue000-\uf8ff]*")
_BY_NUMBER = late("&#[0-9A-Fa-fx]+;?")


def composed(path: Path, shown_as: str) -> bool:
    """Whether it is sure without reading its cells that no letter of a workbook is stored apart from its marks."""
    try:
        parts = package.Archive(path.read_bytes(), shown_as=shown_as)
        texts = (parts[name].decode() for name in parts if name.endswith(".xml") and "/theme/" not in name)
        return all(_ONE_WAY.fullmatch(text + unescape("".join({*_BY_NUMBER.findall(text)}))) for text in texts)
    except (InputError, OSError, UnicodeDecodeError):
        return False


def raw_cells(path: Path, shown_as: str) -> Iterator[tuple[Place, str]]:
    """Every text cell of a workbook as it is stored, not normalised; none from where it cannot be read on."""
    try:
        for place, _, text in text_cells(package.read(path, shown_as=shown_as), shown_as):
            yield place, text
    except (InputError, KeyError):  # KeyError: a package that is no workbook
        return


def text_cells(parts: Mapping[str, bytes], shown_as: str) -> Iterator[tuple[Place, SheetCell, str]]:
    """Every cell of a workbook that holds a text, with its place and its text as stored. Raises InputError."""
    shared = _shared(parts, shown_as)
    for sheet in sheets(parts, shown_as=shown_as):
        if sheet.kind == "worksheet":
            for cell in sheet_cells(parts[sheet.part], shown_as=shown_as, part=sheet.part):
                if text := _text(cell, shared):
                    yield Place(shown_as, sheet.name, cell=cell.ref), cell, text


def rich_cells(parts: Mapping[str, bytes], shown_as: str) -> frozenset[tuple[str, str]]:
    """The cells (sheet, address) whose text is in stretches of several looks: bold, coloured. Raises InputError."""
    part = part_of(parts, "sharedStrings", shown_as)
    tree = package.parse_xml(parts[part], shown_as=shown_as, part=part) if part else ()
    shared = {at for at, one in enumerate(tree) if one.find(s("r")) is not None}
    found = set()
    for sheet in sheets(parts, shown_as=shown_as):
        if sheet.kind != "worksheet":
            continue
        for cell in sheet_cells(parts[sheet.part], shown_as=shown_as, part=sheet.part):
            if cell.kind == "s" and cell.value.isdecimal() and int(cell.value) in shared:
                found.add((sheet.name, cell.ref))
        if b"inlineStr" in parts[sheet.part]:
            own = package.parse_xml(parts[sheet.part], shown_as=shown_as, part=sheet.part)
            rich = (one.getparent().get("r", "") for one in own.iter(s("is")) if one.find(s("r")) is not None)
            found |= {(sheet.name, ref) for ref in rich}
    return frozenset(found)


def _shared(parts: Mapping[str, bytes], shown_as: str) -> Sequence[str]:
    part = part_of(parts, "sharedStrings", shown_as)
    return shared_strings((parts[part],), shown_as=shown_as, part=part) if part else ()


def part_of(parts: Mapping[str, bytes], kind: str, shown_as: str) -> str:
    """The part of a workbook of a kind, `styles` or `sharedStrings`; "" where it has none."""
    related = relationships(parts, WORKBOOK, shown_as=shown_as).values()
    return next((one.target for one in related if one.kind == kind and one.target in parts), "")


def _text(cell: SheetCell, shared: Sequence[str]) -> str:
    """The text of a cell that holds one: shared, in the cell, or what a formula gave."""
    if cell.kind == "s":
        return shared[int(cell.value)] if cell.value.isdecimal() and int(cell.value) < len(shared) else ""
    if cell.kind == "inlineStr":
        return unescaped(cell.inline)
    return unescaped(cell.value) if cell.kind == "str" else ""
