"""The sheets of a workbook and the parts that hold them: by what the workbook says, never by the parts' names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.ooxml import package
from generator.ooxml.names import r, s
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.values.errors import InputError
from generator.values.findings import Place, msg


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its part, `worksheet` or another kind (`chartsheet` …), whether Excel shows it."""

    name: str
    part: str
    kind: str = "worksheet"
    hidden: bool = False


def sheets(parts: Mapping[str, bytes], *, shown_as: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook in its order.

    Raises InputError V014 (broken XML), V012 where a sheet is named that the package does not hold.
    """
    book = package.parse_xml(parts[WORKBOOK], shown_as=shown_as, part=WORKBOOK)
    related = relationships(parts, WORKBOOK, shown_as=shown_as)
    found = []
    for element in book.iter(s("sheet")):
        name, relation = element.get("name", ""), related.get(element.get(r("id"), ""))
        if relation is None or relation.target not in parts:
            raise InputError.of(
                "V012",
                Place(shown_as, name),
                msg("Tệp hỏng: không có trang tính mà nó kê tên."),
                msg("Mở tệp bằng Excel rồi lưu lại."),
            )
        found.append(Sheet(name, relation.target, relation.kind, element.get("state", "visible") != "visible"))
    return tuple(found)


def sheet_parts(parts: Mapping[str, bytes], *, shown_as: str) -> dict[str, str]:
    """The part of each sheet of cells by its name. Raises as `sheets`."""
    return {sheet.name: sheet.part for sheet in sheets(parts, shown_as=shown_as) if sheet.kind == "worksheet"}
