"""The numbers of a report with a sheet that were typed into its text: nothing says where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.commands.rolling.texts import no_name, not_in_braces
from generator.commands.rolling.tree import blocks_in, title_and_text
from generator.planning.figures import figures
from generator.reading.figures.model import Figure, Paragraph, Read
from generator.reading.figures.read import read_paragraph
from generator.reading.figures.unread import unread_in
from generator.values.marked import spans_of
from generator.values.model import Block, Document

Held = Mapping[tuple[int, int], str]


def typed_in(document: Document, as_of: date) -> Iterator[tuple[Block, str, Figure]]:
    """The block, its text as it is printed and the figure; none in a report without a sheet."""
    for block, text, title, held, read in _reads(document, as_of):
        for figure in not_in_braces(read.figures, held):
            if not title or no_name(figure):
                yield block, text, figure


def likely_in(document: Document, as_of: date) -> Iterator[tuple[Block, str, list[Figure]]]:
    """The blocks that have numbers which are no figures by their form and are by the words around them, or which nobody
    reads, their texts as they are printed, and the former."""
    for block, text, title, held, read in _reads(document, as_of):
        likely = [] if title else not_in_braces(read.likely, held)
        if likely or any(unread_in(text)):
            yield block, text, likely


def typed_in_notes(document: Document) -> Iterator[tuple[Block, Figure]]:
    """The figures typed into the footnotes of a report with a sheet; what stands there by name is in braces."""
    if document.figures is None or document.figures.sheet is None:
        return
    for block, path in blocks_in(document.body):
        for span in spans_of(block.text):
            for figure in read_paragraph(Paragraph(" ".join(span.note), path)).figures:
                yield block, figure


def _reads(document: Document, as_of: date) -> Iterator[tuple[Block, str, bool, Held, Read]]:
    """Every text of a report with a sheet: its block, as it is printed, whether a title, what stands in it by name."""
    if document.figures is None or document.figures.sheet is None:
        return
    known = figures(document.figures, as_of, document.period)
    for block, path in blocks_in(document.body):
        for one, title in title_and_text(block):
            text, held = known.placed(one)
            yield block, text, title, held, read_paragraph(Paragraph(text, path))
