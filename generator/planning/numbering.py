"""Numbers as text: Word knows no a b c d đ e, and a number that Word makes is lost to everyone who reads the file.

Clauses of Phụ lục I, Phần I: phần, chương in Roman, mục, điều, khoản in Arabic numerals, điểm in Vietnamese letters
(II.6.đ); without điều, mục is Roman (V, 6.b).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.planning.plan import PlannedSection, PlannedTask
from generator.values.blocks import COUNTED, FACTS, BlockKind
from generator.values.model import Block, Section, TableSpec, Task

# What begins again under each kind.
_ENDS = {kind: tuple(lower for lower in COUNTED if kind in FACTS[lower].restarts_under) for kind in COUNTED}


class BlockNumbers:
    """Counts blocks in reading order; `articles` tells whether the document is laid out by điều."""

    def __init__(self, *, articles: bool) -> None:
        """Start before the first block."""
        self._articles = articles
        self._counts: dict[str, int] = {}

    def copy(self) -> BlockNumbers:
        """Numbers that go on from here by themselves: what would be printed, without printing it."""
        made = BlockNumbers(articles=self._articles)
        made._counts = dict(self._counts)
        return made

    def next(self, kind: BlockKind) -> str:
        """The printed number of the next block of a kind: `Điều 3.`, `2.`, `đ)`, `IV.`, `-`, or nothing.

        Raises ValueError where the letters of điểm run out.
        """
        if FACTS[kind].numeral is None:
            return FACTS[kind].number
        for lower in _ENDS[kind]:
            self._counts[lower] = 0
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._printed(kind, count)

    def _printed(self, kind: BlockKind, count: int) -> str:
        facts = FACTS[kind]
        alone = facts.alone_numeral if not self._articles else None
        pattern, numeral = (facts.alone, alone) if alone else (facts.number, facts.numeral or str)
        return pattern.format(numeral(count))


def has_articles(blocks: Iterable[Block]) -> bool:
    """Whether any block, at any depth, is a điều."""
    return any(block.kind == "dieu" or has_articles(block.children) for block in blocks)


def numbered_rows(spec: TableSpec, rows: Iterable[Section | Task]) -> Iterator[PlannedSection | PlannedTask]:
    """Table rows with their printed numbers: the register's own, running on, or restarting in each section.

    A sub-task without a number of its own has none.
    """
    count = 0
    for row in rows:
        if isinstance(row, Section):
            count = 0 if spec.numbering == "theo-muc" else count
            yield PlannedSection(row, row.number, row.title)
            continue
        if spec.numbering == "giu" or (row.parent and not row.text("stt")):
            yield PlannedTask(row, row.text("stt"))
            continue
        count += 1
        yield PlannedTask(row, f"{count}{spec.mark}")
