"""Which paragraph, table or row of an old document is which of a new one, in an order that both keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from lxml import etree

from generator.ooxml.names import w
from generator.values.pieces import pieces
from generator.values.stretches import rising, stretches

_P, _T, _TBL, _TC = w("p"), w("t"), w("tbl"), w("tc")
# Two texts are one, edited, from this share of common words on, or of common letters.
_WORDS, _LETTERS = 0.5, 80.0
# Two tables from this share of common cells on.
_CELLS = 0.3
# So much of a text is compared; so many pairs are, in a stretch without anything the same.
_LONGEST, _MOST_PAIRS = 400, 3_600
# In a longer stretch each is compared with so many of those that come next.
_AHEAD = 4

Pair = tuple[etree._Element | None, etree._Element | None]


def pairs(
    old: Sequence[etree._Element],
    new: Sequence[etree._Element],
    keys: tuple[Sequence[Hashable], Sequence[Hashable]],
) -> list[Pair]:
    """Old and new elements side by side: those of one key, then those that are alike."""
    made: list[Pair] = []
    for equal, i1, i2, j1, j2 in stretches(*keys):
        if equal:
            made += zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            made += _in_order(old[i1:i2], new[j1:j2])
    return made


def with_last(found: list[Pair], old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[Pair]:
    """The same with the last paragraphs paired: the last mark of a body or cell can be neither put in nor taken out."""
    if not (old and new) or old[-1].tag != _P or new[-1].tag != _P or (found and None not in found[-1]):
        return found
    kept: list[Pair] = []
    for one, other in found:
        if one is old[-1] and other is not None:
            kept.append((None, other))
        elif other is new[-1] and one is not None:
            kept.append((one, None))
        elif one is not old[-1] and other is not new[-1]:
            kept.append((one, other))
    return [*kept, (old[-1], new[-1])]


def text_of(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(text.text or "" for text in element.iter(_T))


def _in_order(old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[Pair]:
    """Elements without common keys: paired where they are alike, in an order that both keep.

    Between two pairs what went stands before what came.
    """
    at = to = 0
    for index, match in [*_alike(old, new), (len(new), len(old))]:
        yield from ((one, None) for one in old[at:match])
        yield from ((None, other) for other in new[to:index])
        if index < len(new):
            yield old[match], new[index]
        at, to = match + 1, index + 1


def _alike(old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[tuple[int, int]]:
    """Places in the new and the old list of what is alike."""
    before, after = [_Looked(one) for one in old], [_Looked(one) for one in new]
    if len(old) * len(new) > _MOST_PAIRS:
        return list(_next_alike(before, after))
    scored = [
        (score, i, j) for i, one in enumerate(before) for j, other in enumerate(after) if (score := one.like(other))
    ]
    best: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, key=lambda found: (-found[0], abs(found[1] - found[2]), found[1])):
        if j not in best and i not in taken:
            best[j] = i
            taken.add(i)
    order = sorted(best.items())
    return [order[at] for at in rising([i for _, i in order])]


def _next_alike(old: Sequence[_Looked], new: Sequence[_Looked]) -> Iterator[tuple[int, int]]:
    at = 0
    for j, other in enumerate(new):
        near = range(at, min(at + _AHEAD, len(old)))
        match = next((i for i in near if old[i].like(other)), None)
        if match is not None:
            yield j, match
            at = match + 1
        elif len(new) - j <= len(old) - at:
            # As many are left, or more: the old list goes on too.
            at += 1


class _Looked:
    """What an element is compared by."""

    def __init__(self, element: etree._Element) -> None:
        self.tag = element.tag
        self.text = text_of(element) if element.tag != _TBL else ""
        self.words = [word for word in pieces(self.text[:_LONGEST]) if not word.isspace()]
        self.cells = Counter(text for cell in element.iter(_TC) if (text := text_of(cell))) if not self.text else None

    def like(self, other: _Looked) -> float:
        """How alike two are; nothing where too little."""
        if self.tag != other.tag:
            return 0.0
        if self.cells is not None and other.cells is not None and self.tag == _TBL:
            shared = (self.cells & other.cells).total()
            share = shared / max(1, min(self.cells.total(), other.cells.total()))
            return share if share >= _CELLS else 0.0
        return _like(self, other)


def _like(one: _Looked, other: _Looked) -> float:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    share = Indel.normalized_similarity(one.words, other.words, score_cutoff=_WORDS)
    if not share:
        share = fuzz.ratio(one.text[:_LONGEST], other.text[:_LONGEST], score_cutoff=_LETTERS) / 100
    return share
