"""What shows that a Word file or sheet is still worked at: comments, tracked changes, letters in red."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple
from zipfile import BadZipFile

from lxml import etree

from generator.ooxml import package
from generator.ooxml.anchored_text import comments
from generator.ooxml.body import paragraphs, walk
from generator.ooxml.names import w
from generator.ooxml.sheet_notes import notes
from generator.ooxml.styles import Styles, read_styles
from generator.ooxml.word_file import body_of
from generator.ooxml.words import text_of
from generator.values.findings import Place

Kind = Literal["comment", "tracked", "red"]
_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
# What openpyxl raises on workbooks that Excel and our reader still open.
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, BadZipFile)
# A colour is red where red is strong and the others are weak: FF0000, C00000, EE1111.
_LEAST_RED, _MOST_OTHER = 0xB0, 0x60


class Unfinished(NamedTuple):
    """One such place, what it is, the words there."""

    kind: Kind
    place: Place
    text: str


def in_word(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[Unfinished]:
    """Those of a Word file: a paragraph each, comments by their words."""
    for comment in comments(parts, shown_as=shown_as):
        yield Unfinished("comment", Place(shown_as), comment.text)
    styles = read_styles(parts, shown_as=shown_as)
    for paragraph in paragraphs(walk(body_of(parts, shown_as=shown_as), "marks")):
        place = Place(shown_as, part=str(paragraph.place))
        if next(paragraph.element.iter(*_TRACKED), None) is not None:
            yield Unfinished("tracked", place, text_of(paragraph.element))
        if red := "".join(_red_in(paragraph.element, styles)).strip():
            yield Unfinished("red", place, red)


def _red_in(paragraph: etree._Element, styles: Styles) -> Iterator[str]:
    style = styles.style_of(paragraph)
    for run in paragraph.iter(w("r")):
        if is_red(styles.run(run.find(w("rPr")), style).color):
            yield text_of(run)


def in_workbook(path: Path, shown_as: str) -> Iterator[Unfinished]:
    """Cells of a workbook with words in red."""
    for sheet, cell in _text_cells(path):
        color = getattr(getattr(cell, "font", None), "color", None)
        if color is not None and color.type == "rgb" and is_red(color.rgb):
            yield Unfinished("red", Place(shown_as, sheet, cell=cell.coordinate), cell.value)


def _text_cells(path: Path) -> Iterator[tuple[str, Any]]:
    """The cells with text of a workbook, with the names of their sheets, as openpyxl has them; none where it cannot."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _UNREADABLE:
        return
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        yield sheet.title, cell
    finally:
        book.close()


# Who explains the columns of the books that we make; a program that saves them anew leaves the name away.
_OUR_NOTES = ("vanban", "")


def comments_of_sheet(path: Path, shown_as: str, sheet: str, first_row: int) -> Iterator[Unfinished]:
    """Comments on the cells of a sheet. Above its first row what explains a column is no comment of a person."""
    for note in notes(package.read(path, shown_as=shown_as), shown_as=shown_as):
        row = int("".join(filter(str.isdecimal, note.cell)) or 0)
        if note.sheet == sheet and (row >= first_row or note.author.strip() not in _OUR_NOTES):
            yield Unfinished("comment", Place(shown_as, sheet, cell=note.cell), note.text)


def is_red(color: str) -> bool:
    """Whether a colour, `FF0000` or with its opacity before it, is read as red."""
    try:
        red, green, blue = bytes.fromhex(color[-6:])
    except ValueError:
        return False
    return red >= _LEAST_RED and green <= _MOST_OTHER and blue <= _MOST_OTHER
