"""What is written on the sheets of a workbook and is no cell: notes and comments, headers and footers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.ooxml import package
from generator.ooxml.names import s
from generator.ooxml.relationships import relationships
from generator.ooxml.sheet_margins import texts_of
from generator.ooxml.workbook import sheets
from generator.values.patterns import late

_CODES = late(r"&(?:[LCRPNDTFAZGBIUSXYEOH&]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")


class SheetNote(NamedTuple):
    """A note or comment on a cell: where it is, who wrote it, what."""

    sheet: str
    cell: str
    author: str
    text: str


def notes(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[SheetNote]:
    """The notes on cells, sheet by sheet; of a thread of comments its words, not the notice for old programs."""
    for sheet in sheets(parts, shown_as=shown_as):
        related = relationships(parts, sheet.part, shown_as=shown_as).values()
        here = [one for one in related if one.target in parts]
        threads: defaultdict[str, list[str]] = defaultdict(list)
        for one in here:
            if one.kind == "threadedComment":
                root = package.parse_xml(parts[one.target], shown_as=shown_as, part=one.target)
                for said in root.iter("{*}threadedComment"):
                    threads[said.get("ref", "")].append("".join(said.itertext()).strip())
        for one in here:
            if one.kind == "comments":
                for cell, author, text in _notes(parts[one.target], one.target, shown_as):
                    yield SheetNote(sheet.name, cell, author, "\n".join(threads.get(cell) or [text]))


def drawn_texts(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts of what is drawn on sheets, text boxes above all: a sheet at a time, where there are any."""
    for sheet in sheets(parts, shown_as=shown_as):
        related = relationships(parts, sheet.part, shown_as=shown_as).values()
        drawn = [one.target for one in related if one.kind == "drawing" and one.target in parts]
        texts = tuple(text for name in drawn for text in texts_of(parts[name], shown_as=shown_as, part=name))
        if texts:
            yield sheet.name, texts


def _notes(data: bytes, part: str, shown_as: str) -> Iterator[tuple[str, str, str]]:
    root = package.parse_xml(data, shown_as=shown_as, part=part)
    authors = [author.text or "" for author in root.iter(s("author"))]
    for note in root.iter(s("comment")):
        number = note.get("authorId", "0")
        author = int(number) if number.isascii() and number.isdigit() else len(authors)
        text = "".join(piece.text or "" for piece in note.iter(s("t")))
        yield note.get("ref", ""), authors[author] if author < len(authors) else "", text


def margin_texts(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[str]:
    """The texts of headers and footers, without the codes of page numbers and looks."""
    for sheet in sheets(parts, shown_as=shown_as):
        if b"headerFooter" in parts[sheet.part]:
            root = package.parse_xml(parts[sheet.part], shown_as=shown_as, part=sheet.part)
            for holder in root.iter(s("headerFooter")):
                yield from (text for line in holder if (text := _CODES.sub(" ", line.text or "").strip()))
