"""The numbers of a report that stand beside its prose: no row of a sheet is made of them, so they are named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.anchored_text import comments, margins_of
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import read_paragraph
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.marked import notes_of
from generator.values.model import Block, Dossier, flat
from generator.values.patterns import late
from generator.values.text import one_line, quote

_AMOUNT = late(r"\W*\d[\d.,]*\s?%?\W*")
_LONGEST = 160


def beside_prose(dossier: Dossier, source: Path) -> Iterator[Finding]:
    """The numbers in plain tables and footnotes, in the margins and comments of a Word file: once, a line a place
    (V544)."""
    lines = [line for block in flat(dossier.document.body) for line in _of_block(block)]
    if source.suffix.lower() == ".docx":
        lines += _of_word(source)
    if lines:
        said = msg("{so} chỗ ngoài lời văn có số không lấy vào bảng số liệu.", so=len(lines))
        hint = msg(
            "Số nào là số liệu thì ghi nó vào một câu, hoặc tự thêm dòng cho nó; số của bảng thường sửa ở bảng ấy."
        )
        yield Finding("V544", Severity.NOTE, Place(str(source)), said, hint, "\n".join(lines))


def _of_block(block: Block) -> Iterator[str]:
    """Each row of a plain table and each note that has numbers."""
    for row in block.cells:
        if any(_AMOUNT.fullmatch(cell) or _has_figures(cell) for cell in row):
            yield quote(" | ".join(filter(None, map(one_line, row))), _LONGEST)
    for text in (block.title, block.text):
        for note in notes_of(text):
            if _has_figures(said := " ".join(note)):
                yield quote(said, _LONGEST)


def _of_word(source: Path) -> Iterator[str]:
    """The lines of headers and footers, and the comments, that have numbers; boxes and notes are in the text."""
    parts, name = package.read(source), str(source)
    texts = [one.text for one in margins_of(parts, name)]
    texts += [f"{one.author}: {one.text}" for one in comments(parts, shown_as=name)]
    yield from (quote(text, _LONGEST) for text in texts if _has_figures(text))


def _has_figures(text: str) -> bool:
    read = read_paragraph(Paragraph(one_line(text)))
    return bool(read.figures or read.likely)
