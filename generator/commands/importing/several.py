"""A file with several documents in it: each with its name, taken one at a time or each into a dossier of its own.

A document is what stands on its own with what was issued with it; in a collection of forms each form, under the line
that names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.model import Facts
from generator.commands.importing.source import Source
from generator.reading.word import WordBlock
from generator.values.errors import InputError
from generator.values.findings import Place, msg
from generator.values.text import key_of, one_line, quote

# How a call asks for each of them.
ALL = -1
_LONGEST_NAME = 60
_OPEN = "._… \t"


class OneOf(Struct, frozen=True):
    """A document of a file: its number from 1, its name, its part of the file."""

    number: int
    name: str
    source: Source

    @property
    def folder(self) -> str:
        """The name of a folder for it: number and name."""
        return f"{self.number:02d}-{key_of(self.name).replace('_', '-')[:_LONGEST_NAME].strip('-')}"


def documents(source: Source) -> tuple[OneOf, ...]:
    """The documents of a file in their order; what stands before the first is the first one's. None where nothing in it
    looks like an official document.
    """
    regions = source.regions
    if not regions:
        return ()
    starts = [at for at, one in enumerate(regions) if at == 0 or one.part.role == "chinh" or one.part.specimen]
    found = []
    for number, (begin, end) in enumerate(zip(starts, [*starts[1:], len(regions)], strict=True), start=1):
        before = source.before if begin == 0 else ()
        first = 0 if begin == 0 else regions[begin].part.first
        last = regions[end].part.first if end < len(regions) else len(source.facts.paragraphs) + 1
        beside = tuple(one for one in source.beside if first <= one.paragraph < last)
        own = replace(source, before=before, regions=regions[begin:end], beside=beside)
        found.append(OneOf(number, _name(own), own))
    return tuple(found)


def chosen(source: Source, which: int) -> Source:
    """The one document that was asked for, with what is issued with it; all of a file that has no more than one.

    Raises InputError V244, which lists them, where it has several and none was asked for, or one that there is not.
    """
    found = documents(source)
    if which == ALL or (len(found) < 2 and which <= 1):
        return source
    if not 0 < which <= len(found):
        listed = "; ".join(f"{one.number}. {quote(one.name)}" for one in found)
        raise InputError.of(
            "V244",
            Place(source.facts.file),
            msg("Tệp có {so} văn bản, mỗi hồ sơ một văn bản.", so=len(found)),
            msg("Chọn một bằng “--chon SỐ”, hoặc “--chon tat-ca” để lập mỗi văn bản một hồ sơ: {cac}.", cac=listed),
        )
    return found[which - 1].source


def _name(source: Source) -> str:
    """The line that names a form; else the title; else the kind; of a sheet, which has none, its first line."""
    first = source.regions[0]
    caption = " ".join(_texts(source.facts, first.caption))
    heading = first.part.heading
    lines = (heading.kind_line, *heading.subject, *heading.about)
    title = " ".join(line.text for line in lines if line is not None and line.text.strip(_OPEN))
    texts = _texts(source.facts, [block for block in first.body if block.table is None])
    below = "" if first.part.kind else next((text for text in texts if text.strip(_OPEN)), "")
    return one_line(caption or title or below or first.part.name)


def _texts(facts: Facts, blocks: Sequence[WordBlock]) -> Iterator[str]:
    for block in blocks:
        for paragraph in facts.paragraphs[block.first - 1 : block.last]:
            if paragraph.seen:
                yield paragraph.seen
