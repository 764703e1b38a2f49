"""The base record of a workbook: a hidden sheet of texts, which Excel and LibreOffice both keep.

What the rows mean is not known here, but for the first cell, by which readers know the sheet under another name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence

from lxml import etree

from generator.ooxml import package
from generator.ooxml.escaping import escape
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, S, r, s

NAME = "vanban"
HEAD = "vanban:goc"
PART = "xl/worksheets/vanban.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELS = "xl/_rels/workbook.xml.rels"


def chunks(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The sheet as bytes, a row at a time; texts as inline strings, empty ones left out."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{S}"><sheetData>'.encode()
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{_letters(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for at, text in enumerate(row)
            if text
        )
        yield f'<row r="{number}">{cells}</row>'.encode()
    yield b"</sheetData></worksheet>"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def declare(parts: MutableMapping[str, bytes | Iterable[bytes]], sheet: Iterable[bytes]) -> None:
    """Add the sheet to a workbook, hidden so that only a program shows it."""
    parts[PART] = sheet
    book, rels, types = (_tree(parts, name) for name in ("xl/workbook.xml", _RELS, "[Content_Types].xml"))
    sheets = book.find(s("sheets"))
    number = max((int(other.get("sheetId", "0")) for other in sheets), default=0) + 1
    added = etree.SubElement(sheets, s("sheet"), name=NAME, sheetId=str(number), state="veryHidden")
    added.set(r("id"), "rIdVanbanGoc")
    etree.SubElement(
        rels,
        f"{{{PACKAGE_RELS}}}Relationship",
        Id="rIdVanbanGoc",
        Type=f"{_OFFICE}/worksheet",
        Target="worksheets/vanban.xml",
    )
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{PART}", ContentType=_TYPE)
    for name, tree in (("xl/workbook.xml", book), (_RELS, rels), ("[Content_Types].xml", types)):
        parts[name] = package.xml_bytes(tree)


def _tree(parts: MutableMapping[str, bytes | Iterable[bytes]], name: str) -> etree._Element:
    data = parts[name]
    assert isinstance(data, bytes)
    return package.parse_xml(data, shown_as=name, part=name)
