"""A Word file as `import` sees it: the facts that `check` reads and the blocks of its body, one beside the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.facts import read_facts
from generator.checking.paper.model import Facts, Line, Part
from generator.commands.importing.copied import before, begins_copy
from generator.commands.importing.signed_tables import parted_from_signatures
from generator.ooxml.aside import BOX, asides
from generator.ooxml.body import BodyParagraph, walk
from generator.ooxml.body import paragraphs as walked_paragraphs
from generator.ooxml.revisions import View
from generator.ooxml.word_file import body_of
from generator.reading.draft import Piece
from generator.reading.word import WordBlock, read_blocks
from generator.values.findings import Finding
from generator.values.marked import joined
from generator.values.patterns import late

# Paragraphs of so many columns, so many below one another, are a table that somebody typed with tabs.
_TYPED_COLUMNS, _TYPED_ROWS = 3, 3
_PARAGRAPH = late(r"đoạn (\d+)(, \D+)?")
_PLACED = "V433"  # comments say where they stand themselves


class Region(Struct, frozen=True):
    """One document of a file cut into its blocks: heading, body, end, and what follows its signature.

    `caption` stands above it and belongs to no document: the line that names a form in a collection of them.
    """

    part: Part
    head: tuple[WordBlock, ...]
    body: tuple[WordBlock, ...]
    closing: tuple[WordBlock, ...]
    after: tuple[WordBlock, ...]
    caption: tuple[WordBlock, ...] = ()


class Beside(Struct, frozen=True):
    """Words beside the text of a paragraph (0: of none that is read): what they are."""

    paragraph: int
    kind: str
    text: str


class Source(Struct, frozen=True, dict=True):
    """A file's facts, its blocks before its first document (all of them where it has none) and its documents."""

    facts: Facts
    before: tuple[WordBlock, ...]
    regions: tuple[Region, ...]
    findings: tuple[Finding, ...] = ()
    margins: tuple[str, ...] = ()  # the lines of its headers and footers
    copied: tuple[WordBlock, ...] = ()  # heading and end of the copy made of its document
    beside: tuple[Beside, ...] = ()
    pages: tuple[int, ...] = ()  # of a PDF: on which page each paragraph begins
    places: tuple[str, ...] = ()  # of each paragraph, as a user finds it

    def found_at(self, finding: Finding) -> Finding:
        """A finding at the page or the cell of its paragraph, where nobody can count that."""
        named = _PARAGRAPH.fullmatch(finding.place.part)
        if not named or finding.place.file != self.facts.file or finding.code == _PLACED:
            return finding
        part = f"{self.place_of(int(named[1]))}{named[2] or ''}"
        return replace(finding, place=replace(finding.place, part=part))

    def place_of(self, index: int) -> str:
        """A paragraph, by its number from 1 through the file: its page where that has pages, else where it stands."""
        page = self.pages[index - 1] if 0 < index <= len(self.pages) else 0
        if page:
            return f"trang {page}"
        return self.places[index - 1] if 0 < index <= len(self.places) else f"đoạn {index}"

    def lines(self, block: WordBlock) -> Iterator[Line]:
        """The filled lines of a block, cells and text boxes too, in reading order."""
        for paragraph in self.facts.paragraphs[block.first - 1 : block.last]:
            yield from (line for line in paragraph.tab_stretches if line.text)

    def grouped(
        self, blocks: Iterable[WordBlock], taken: Collection[tuple[int, int]] = frozenset()
    ) -> Iterator[tuple[WordBlock, ...]]:
        """Blocks one by one; paragraphs below one another with the same number of tabs, a table typed so, together."""
        for columns, held in groupby(blocks, key=lambda block: self._columns(block, taken)):
            group = tuple(held)
            if columns and len(group) >= _TYPED_ROWS:
                yield group
            else:
                yield from ((block,) for block in group)

    def _columns(self, block: WordBlock, taken: Collection[tuple[int, int]]) -> int:
        """How many columns a paragraph has that tabs part; 0 for one that is no row of a table."""
        if block.table is not None or block.first != block.last:
            return 0
        lines = list(self.lines(block))
        if len({line.stretch for line in lines}) < len(lines):
            return 0
        free = all((line.paragraph.index, line.start) not in taken for line in lines)
        return len(lines) if free and len(lines) >= _TYPED_COLUMNS else 0

    def pieces(self, block: WordBlock) -> Iterator[Piece]:
        """What a draft has of a block, with its automatic number typed in and no meaning given by its form alone."""
        label = self.facts.paragraphs[block.last - 1].label
        for at, piece in enumerate(block.pieces):
            if piece.cells or piece.picture:
                yield piece
                continue
            typed = not label or at > 0 or piece.text.startswith(label)
            text = piece.text if typed else joined((f"{label} ", piece.text))
            yield replace(piece, text=text, kind=None, heading=False, level=0, list_id="")


def as_text(source: Source) -> Source:
    """The same with no document in it: all of its blocks as text."""
    inside = (b for r in source.regions for b in (*r.caption, *r.head, *r.body, *r.closing, *r.after))
    return replace(source, before=(*source.before, *inside, *source.copied), regions=(), copied=())


def read_source(parts: Mapping[str, bytes], shown_as: str, view: View = "accept") -> Source:
    """A package read with `ooxml.package.read`, tracked changes as in a view. Raises InputError V014, V015."""
    # Parsed and walked once for both.
    body = body_of(parts, shown_as=shown_as, may_be_empty=True)
    walked = walk(body, view)
    facts, findings = read_facts(parts, shown_as=shown_as, revisions=view, body=body, walked=walked)
    if parted_from_signatures(facts.parts, walked):
        walked = walk(body, view)
        facts, findings = read_facts(parts, shown_as=shown_as, revisions=view, body=body, walked=walked)
    if (at := begins_copy(body, walked)) is not None:
        own, _ = read_facts(parts, shown_as=shown_as, revisions=view, body=before(body, walked[at]))
        facts = replace(facts, parts=own.parts)
    blocks, more = read_blocks(parts, shown_as, view, body, walked)
    starts = [part.first for part in facts.parts] or [len(facts.paragraphs) + 1]
    # Lines that are blank are the form's; a picture is no blank line.
    paragraphs = facts.paragraphs
    filled = [b for b in blocks if b.pieces or any(p.seen for p in paragraphs[b.first - 1 : b.last])]
    above = tuple(block for block in filled if block.first < starts[0])
    ends = [starts[0] - 1, *(part.last for part in facts.parts)]
    regions = tuple(
        _region(
            part,
            [block for block in filled if part.first <= block.first <= part.last],
            tuple(block for block in filled if end < block.first < part.first),
        )
        for part, end in zip(facts.parts, ends, strict=False)
    )
    copied = tuple(block for block in filled if block.first > ends[-1]) if at is not None and regions else ()
    walked_through = list(walked_paragraphs(walked))
    numbers = {one.element: at for at, one in enumerate(walked_through, 1)}
    places = tuple(_places(walked_through))
    beside = tuple(
        Beside(numbers.get(one.paragraph, 0), one.kind, one.text)
        for one in asides(parts, body, view, shown_as=shown_as)
    )
    return Source(facts, above, regions, (*findings, *more), copied=copied, beside=beside, places=places)


def _places(paragraphs: Iterable[BodyParagraph]) -> Iterator[str]:
    """Where each paragraph stands; one in a box, where the box is held."""
    boxed: dict[etree._Element, str] = {}
    for one in paragraphs:
        place = boxed.get(one.element) or str(one.place)
        boxed |= {inner.element: f"{place}, {BOX}" for box in one.boxes for inner in walked_paragraphs(box)}
        yield place


def _region(part: Part, blocks: list[WordBlock], caption: tuple[WordBlock, ...]) -> Region:
    signed_at = part.signed_at or part.last
    head, body, closing, after = [], [], [], []
    for block in blocks:
        if block.first <= part.heading.end:
            head.append(block)
        elif block.first < part.signed_from:
            body.append(block)
        elif block.first <= signed_at:
            closing.append(block)
        else:
            after.append(block)
    return Region(part, tuple(head), tuple(body), tuple(closing), tuple(after), caption)
