"""The numbers of a report with a sheet that were typed into its text: nothing says where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.commands.rolling.texts import no_name
from generator.commands.rolling.tree import blocks_in
from generator.planning.figures import figures
from generator.reading.figures.model import Figure, Paragraph
from generator.reading.figures.read import read_paragraph
from generator.values.model import Block, Document


def typed_in(document: Document, as_of: date) -> Iterator[tuple[Block, str, Figure]]:
    """The block, its text as it is printed and the figure; none in a report without a sheet."""
    if document.figures is None or document.figures.sheet is None:
        return
    known = figures(document.figures, as_of, document.period)
    for block, path in blocks_in(document.body):
        for one, title in ((block.title, True), (block.text, False)):
            text, held = known.placed(one)
            for figure in read_paragraph(Paragraph(text, path)).figures:
                if not ((title and not no_name(figure)) or any(start <= figure.start < end for start, end in held)):
                    yield block, text, figure
