"""The base record of a workbook: a hidden sheet of texts, which Excel and LibreOffice both keep.

What the rows mean is not known here, but for the first cell, by which readers know the sheet under another name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from typing import cast

from lxml import etree

from generator.ooxml import package
from generator.ooxml.cell_refs import column_letter
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.escaping import escape
from generator.ooxml.names import S, r, s
from generator.ooxml.relationships import WORKBOOK, Relations

NAME = "vanban"
HEAD = "vanban:goc"
PART = "xl/worksheets/vanban.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def chunks(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The sheet as bytes, a row at a time; texts as inline strings, empty ones left out."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{S}"><sheetData>'.encode()
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{column_letter(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for at, text in enumerate(row, start=1)
            if text
        )
        yield f'<row r="{number}">{cells}</row>'.encode()
    yield b"</sheetData></worksheet>"


def declare(parts: MutableMapping[str, bytes | Iterable[bytes]], sheet: Iterable[bytes]) -> None:
    """Add the sheet to a workbook, hidden so that only a program shows it."""
    parts[PART] = sheet
    data = cast("bytes", parts[WORKBOOK])
    book = package.parse_xml(data, shown_as=NAME, part=WORKBOOK)
    sheets = book.find(s("sheets"))
    number = max((int(other.get("sheetId", "0")) for other in sheets), default=0) + 1
    relations, types = Relations(parts, WORKBOOK, shown_as=NAME), ContentTypes(parts, shown_as=NAME)
    added = etree.SubElement(sheets, s("sheet"), name=NAME, sheetId=str(number), state="veryHidden")
    added.set(r("id"), relations.add("worksheet", PART, key="rIdVanbanGoc"))
    types.declare(PART, _TYPE)
    parts[WORKBOOK] = package.xml_bytes(book)
    relations.save(parts)
    types.save(parts)
