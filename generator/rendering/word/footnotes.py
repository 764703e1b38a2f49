"""Footnotes of one output file: each gets an id as its text is put into the context, and its paragraphs.

They are written as a part of their own, never through Jinja: docxtpl would render notes once for each section, and
what people wrote would become template code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.ooxml.notes import note
from generator.rendering.templates.jinja import Emphasised, WordEnvironment
from generator.values.marked import notes_of, spans_of


@dataclass
class Footnotes:
    """The footnotes so far, by id from `first` on."""

    first: int = 1
    made: list[tuple[str, ...]] = field(default_factory=list)

    def placed(self, text: str) -> str:
        """A text as it is printed, its footnotes numbered."""
        spans, own = spans_of(text), notes_of(text)
        if not spans:
            return text
        ids = range(self.first + len(self.made), self.first + len(self.made) + len(own))
        self.made += own
        return Emphasised(text, spans, tuple(ids))

    def elements(self) -> Iterator[str]:
        """The notes as XML, in the order of their ids."""
        for number, paragraphs in enumerate(self.made, start=self.first):
            yield note(number, [WordEnvironment.printed(_in_note(text)) for text in paragraphs])


def _in_note(text: str) -> str:
    return Emphasised(text, spans_of(text)) if spans_of(text) else text
