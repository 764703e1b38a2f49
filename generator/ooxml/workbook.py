"""The sheets of a workbook and the parts that hold them: by what the workbook says, never by the parts' names."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.values.errors import InputError
from generator.values.findings import Place, msg


class Sheet(Struct, frozen=True):
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
    for element in book.iterfind("{*}sheets/{*}sheet"):
        name, relation = element.get("name", ""), related.get(_relation(element))
        if relation is None or relation.target not in parts:
            raise InputError.of(
                "V012",
                Place(shown_as, name),
                msg("Tệp hỏng: không có trang tính mà nó kê tên."),
                msg("Mở tệp bằng Excel rồi lưu lại."),
            )
        found.append(Sheet(name, relation.target, relation.kind, element.get("state", "visible") != "visible"))
    return tuple(found)


def _relation(sheet: etree._Element) -> str:
    """The id of its relationship, in whichever namespace of relationships the file is written."""
    return next((value for name, value in sheet.items() if name.endswith("relationships}id")), "")


def sheet_parts(parts: Mapping[str, bytes], *, shown_as: str) -> dict[str, str]:
    """The part of each sheet of cells by its name. Raises as `sheets`."""
    return {sheet.name: sheet.part for sheet in sheets(parts, shown_as=shown_as) if sheet.kind == "worksheet"}


def counts_from_1904(parts: Mapping[str, bytes], *, shown_as: str) -> bool:
    """Whether its dates are counted from 1904 (18.2.28). Raises InputError V014."""
    book = package.parse_xml(parts[WORKBOOK], shown_as=shown_as, part=WORKBOOK)
    properties = book.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")
