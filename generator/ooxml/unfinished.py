"""What shows that a Word file or sheet is still worked at: comments, tracked changes, letters in red."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from lxml import etree

from generator.ooxml import package
from generator.ooxml.anchored_text import comments
from generator.ooxml.body import paragraphs, walk
from generator.ooxml.names import w
from generator.ooxml.sheet_notes import notes
from generator.ooxml.stored_texts import part_of, text_cells
from generator.ooxml.styles import Styles, read_styles
from generator.ooxml.word_file import body_of
from generator.ooxml.words import text_of
from generator.ooxml.workbook import sheets
from generator.values.findings import Place

Kind = Literal["comment", "tracked", "red"]
_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
# A colour is red where red is strong and the others are weak: FF0000, C00000, EE1111.
_LEAST_RED, _MOST_OTHER = 0xB0, 0x60
# Red in the palette of old workbooks (18.8.27).
_RED_OF_THE_PALETTE = ("2", "10")


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
    """Cells of a workbook with words in red, all of the cell or some. Raises InputError where it cannot be read."""
    for place, red in _in_letters(package.read(path, shown_as=shown_as), shown_as, _is_red_font):
        yield Unfinished("red", place, red)


def struck_out(parts: Mapping[str, bytes], shown_as: str) -> Iterator[tuple[Place, str]]:
    """The words of a workbook that are struck out, all of a cell or some, with their cells."""
    struck = any(b"strike" in data for data in parts.values())
    return _in_letters(parts, shown_as, _is_struck_font) if struck else iter(())


_Look = Callable[[etree._Element], bool]


def _in_letters(parts: Mapping[str, bytes], shown_as: str, like: _Look) -> Iterator[tuple[Place, str]]:
    """The words of cells whose letters are like that."""
    formats, words = _formats(parts, shown_as, like), _shared_words(parts, shown_as, like)
    typed = _words_in_cells(parts, shown_as, like)
    for place, cell, text in text_cells(parts, shown_as):
        some = words.get(cell.value, "") if cell.kind == "s" else typed.get((place.sheet, place.cell), "")
        if found := text if cell.style in formats else some.strip():
            yield place, found


def _formats(parts: Mapping[str, bytes], shown_as: str, like: _Look) -> frozenset[int]:
    """The formats of cells whose letters are like that, by their index."""
    if not (part := part_of(parts, "styles", shown_as)):
        return frozenset()
    root = package.parse_xml(parts[part], shown_as=shown_as, part=part)
    fonts = {str(at) for at, font in enumerate(root.iterfind("{*}fonts/{*}font")) if like(font)}
    return frozenset(at for at, xf in enumerate(root.iterfind("{*}cellXfs/{*}xf")) if xf.get("fontId", "0") in fonts)


def _shared_words(parts: Mapping[str, bytes], shown_as: str, like: _Look) -> Mapping[str, str]:
    """What is like that in the shared texts that have letters of several looks, by the index of each."""
    part = part_of(parts, "sharedStrings", shown_as)
    if not part or (b"<rPr" not in parts[part] and b":rPr" not in parts[part]):
        return {}
    root = package.parse_xml(parts[part], shown_as=shown_as, part=part)
    return {str(at): "".join(_runs(one, like)) for at, one in enumerate(root.iterfind("{*}si"))}


def _words_in_cells(parts: Mapping[str, bytes], shown_as: str, like: _Look) -> Mapping[tuple[str, str], str]:
    """What is like that in texts that stand in their cells with letters of several looks, by sheet and cell."""
    found: dict[tuple[str, str], str] = {}
    for sheet in sheets(parts, shown_as=shown_as):
        data = parts.get(sheet.part, b"")
        if b"inlineStr" in data and b"rPr" in data:
            root = package.parse_xml(data, shown_as=shown_as, part=sheet.part)
            cells = ((cell.get("r", ""), cell.find("{*}is")) for cell in root.iter("{*}c"))
            found |= {(sheet.name, ref): "".join(_runs(text, like)) for ref, text in cells if text is not None}
    return found


def _runs(shared: etree._Element, like: _Look) -> Iterator[str]:
    for run in shared.iterfind("{*}r"):
        look = run.find("{*}rPr")
        if look is not None and like(look):
            yield run.findtext("{*}t") or ""


def _is_red_font(font: etree._Element) -> bool:
    color = font.find("{*}color")
    return color is not None and (is_red(color.get("rgb", "")) or color.get("indexed") in _RED_OF_THE_PALETTE)


def _is_struck_font(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


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
