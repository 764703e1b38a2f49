"""What stands on pages beside their text: page numbers, headers and footers that every page has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.reading.pdf.layout import Block, GridPart, Laid
from generator.reading.pdf.lines import Line
from generator.values.patterns import late

# The share of a page's height in which its header or footer stands.
_EDGE = 0.14
# That of a foot, and how far it stands below the text, in sizes of its letters.
_FOOT, _FAR = 0.07, 4.0
_NUMBER = late(r"[-–—\s]*(?:trang\s*|page\s*)?(\d{1,4})(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DIGITS = late(r"\d+")
# Lines from the top and from the bottom of a page that may belong to its frame.
_DEEP = 4


@dataclass
class Frames:
    """The lines that were taken for page numbers, and for headers or footers, by what they say."""

    numbers: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> Iterable[Line]:
        """All of them."""
        return (*self.numbers, *self.repeated)


def without_frames(pages: Sequence[Laid]) -> tuple[list[tuple[Laid, tuple[Block, ...]]], Frames]:
    """The blocks of each page without its number, its header and its footer."""
    frames = Frames()
    often = _often(pages)
    kept = []
    for page in pages:
        gone = {id(line) for line in _numbers(page)}
        frames.numbers += [block for block in page.blocks if isinstance(block, Line) and id(block) in gone]
        for line in _edges(page):
            if id(line) not in gone and (_key(line) in often or _is_foot(line, page)):
                gone.add(id(line))
                frames.repeated.append(line)
        kept.append((page, tuple(block for block in page.blocks if id(block) not in gone)))
    return kept, frames


def _edges(page: Laid) -> list[Line]:
    """The lines at the top and at the bottom of a page, above and below everything else."""
    found: list[Line] = []
    for blocks in (page.blocks[:_DEEP], page.blocks[: -_DEEP - 1 : -1]):
        for block in blocks:
            if not isinstance(block, Line) or not _at_edge(block, page):
                break
            if block not in found:
                found.append(block)
    return found


def _at_edge(line: Line, page: Laid) -> bool:
    return line.y < _EDGE * page.height or line.y > (1 - _EDGE) * page.height


def _is_foot(line: Line, page: Laid) -> bool:
    """Whether a line is an address at the foot of a page: at its very end, far below everything else."""
    others = [block for block in page.blocks if block is not line]
    if line.y < (1 - _FOOT) * page.height or not others or page.blocks[-1] is not line:
        return False
    last = others[-1]
    ends = last.y if isinstance(last, Line) else last.grid.bottom if isinstance(last, GridPart) else last.bottom
    return line.y - ends > _FAR * line.size


def _numbers(page: Laid) -> list[Line]:
    """The line that is the number of a page: digits alone, the outermost line at the top or at the bottom."""
    for block in (page.blocks[:1], page.blocks[-1:]):
        for line in block:
            match = _NUMBER.fullmatch(line.text) if isinstance(line, Line) and _at_edge(line, page) else None
            if isinstance(line, Line) and match and int(match[1]) <= page.number + 2_000 and len(page.blocks) > 1:
                return [line]
    return []


def _key(line: Line) -> tuple[str, int]:
    """What a header says, its digits aside, and about where it stands."""
    return _DIGITS.sub("0", line.text), round(line.y / 8)


def _often(pages: Sequence[Laid]) -> frozenset[tuple[str, int]]:
    """What stands at the edges of at least three pages and of half of them."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _edges(page)})
    enough = max(3, len(pages) // 2)
    return frozenset(key for key, count in counts.items() if count >= enough) | _on_both(pages)


def _on_both(pages: Sequence[Laid]) -> frozenset[tuple[str, int]]:
    """Of two pages the outermost line that both have, to the letter, where the next line is another one."""
    if len(pages) != 2:
        return frozenset()
    found = set()
    for outer, inner in ((0, 1), (-1, -2)):
        first, second = ([page.blocks[at] if len(page.blocks) > 2 else None for page in pages] for at in (outer, inner))
        one, other = first
        if not isinstance(one, Line) or not isinstance(other, Line) or not _at_edge(one, pages[0]):
            continue
        if one.text == other.text and _key(one) == _key(other) and not _same(*second):
            found.add(_key(one))
    return frozenset(found)


def _same(one: Block | None, other: Block | None) -> bool:
    return isinstance(one, Line) and isinstance(other, Line) and one.text == other.text
