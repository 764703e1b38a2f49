"""Plain workbooks of openpyxl, cell by cell: headers, texts, comments, drop-down lists; the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from generator.ooxml import package
from generator.ooxml.names import s
from generator.ooxml.openpyxl_inside import look_of, put_look, saved
from generator.ooxml.properties import core_properties

FONT = "Times New Roman"
PROPERTIES = "docProps/core.xml"
# The look of a cell of text in each workbook that is being written.
_TEXT_CELLS: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
_STYLES = "xl/styles.xml"
_FONT_ORDER = [
    s(name)
    for name in (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )
]


def header(sheet: Any, columns: Sequence[tuple[str, float, str]]) -> None:
    """The first row: title, width in characters and explanation of each column."""
    line = Side(style="thin", color="808080")
    for at, (title, width, said) in enumerate(columns, start=1):
        cell = sheet.cell(1, at, title)
        cell.font = Font(name=FONT, bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        sheet.column_dimensions[cell.column_letter].width = width
        explain(cell, said)
    sheet.freeze_panes = "A2"


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """A cell of text: what looks like a number or a formula stays as it is written."""
    cell = sheet.cell(row, column)
    look = _TEXT_CELLS.get(sheet.parent)
    if look is None:
        cell.font = Font(name=FONT)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = "@"
        _TEXT_CELLS[sheet.parent] = look_of(cell)
    else:
        # Found once a workbook: openpyxl looks each style up again.
        put_look(cell, look)
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell


def explain(cell: Any, said: str) -> None:
    """A comment on a cell, where there is anything to say."""
    if said:
        cell.comment = Comment(said, "vanban", width=360, height=30 + 18 * (1 + len(said) // 50))


def choose(sheet: Any, cells: str, formula: str) -> None:
    """A drop-down list that also lets other values pass: the reader says what is wrong, with the nearest one."""
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.add(cells)
    sheet.add_data_validation(validation)


def quoted(choices: Iterable[str]) -> str:
    """The formula of a list written out: at most 255 characters in all."""
    return f'"{",".join(choices)}"'


def packed(book: Any, title: str, properties: bytes | None = None) -> bytes:
    """The workbook as a canonical package, without the time openpyxl writes into it; with properties of its own."""
    made = io.BytesIO()
    parts = package.read_bytes(saved(book), shown_as=title)
    parts[_STYLES] = _ordered_fonts(parts[_STYLES])
    parts[PROPERTIES] = properties or core_properties(title=title, creator="", dated=None)
    package.write(made, parts)
    return made.getvalue()


def _ordered_fonts(styles: bytes) -> bytes:
    """The styles with the children of each font in the schema's order (CT_Font), which openpyxl does not keep."""
    root = package.parse_xml(styles, shown_as="", part=_STYLES)
    for font in root.iter(s("font")):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(child.tag))
    return package.xml_bytes(root)
