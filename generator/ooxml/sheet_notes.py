"""What is written on the sheets of a workbook and is no cell: notes and comments, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.ooxml import package
from generator.ooxml.names import s

_CODES = re.compile(r"&(?:[LCRPNDTFAZGBIUSXYEOH&]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")


def notes(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[tuple[str, str, str]]:
    """The notes on cells: the cell, who wrote it, what."""
    for name in sorted(parts):
        if name.startswith("xl/comments") and name.endswith(".xml"):
            root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
            authors = [author.text or "" for author in root.iter(s("author"))]
            for note in root.iter(s("comment")):
                author = int(note.get("authorId", "0"))
                text = "".join(piece.text or "" for piece in note.iter(s("t")))
                yield note.get("ref", ""), authors[author] if author < len(authors) else "", text


def margin_texts(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[str]:
    """The texts of headers and footers, without the codes of page numbers and looks."""
    for name in sorted(parts):
        if name.startswith("xl/worksheets/") and name.endswith(".xml") and b"headerFooter" in parts[name]:
            root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
            for holder in root.iter(s("headerFooter")):
                yield from (text for line in holder if (text := _CODES.sub(" ", line.text or "").strip()))
