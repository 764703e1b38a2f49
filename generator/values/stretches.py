"""Two lists side by side: which stretches of them are the same. The steps grow with the lists, whatever they hold.

Short stretches go to `difflib`, which finds what people find alike. Long ones are first cut at what stands once in both
(patience), and where nothing does, read on from the nearest place where both go on alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

# Up to so many pairs of items difflib may weigh.
_FEW_PAIRS = 6_400
# So often a stretch is cut at what stands once in it.
_DEEPEST = 12
# So far ahead both lists are searched for where they go on alike.
_AHEAD = 48

Stretch = tuple[bool, int, int, int, int]


def stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Whether they are equal, and `old[i1:i2]`, `new[j1:j2]`, in order; together they are both lists."""
    made: list[Stretch] = []
    at, to = 0, 0
    for i, j, size in [*_joined(sorted(_Matching(old, new).blocks())), (len(old), len(new), 0)]:
        if at < i or to < j:
            made.append((False, at, i, to, j))
        if size:
            made.append((True, i, i + size, j, j + size))
        at, to = i + size, j + size
    return made


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of the longest rising run among different numbers."""
    ends: list[int] = []
    last: list[int] = []
    earlier: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        earlier.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [at]
    run: list[int] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(at)
        at = earlier[at]
    return run[::-1]


_Block = tuple[int, int, int]
_Part = tuple[int, int, int, int, int]


def _joined(blocks: list[_Block]) -> Iterator[_Block]:
    """Blocks that go on where the one before ends are one."""
    held: _Block | None = None
    for i, j, size in blocks:
        if held and held[0] + held[2] == i and held[1] + held[2] == j:
            held = (held[0], held[1], held[2] + size)
            continue
        if held:
            yield held
        held = (i, j, size)
    if held:
        yield held


class _Matching:
    """What is the same in two lists; items are numbered, so that they are compared quickly."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        numbers: dict[Hashable, int] = {}
        self.old = [numbers.setdefault(item, len(numbers)) for item in old]
        self.new = [numbers.setdefault(item, len(numbers)) for item in new]

    def blocks(self) -> Iterator[_Block]:
        """Where the lists are the same: place in either, length. In no order."""
        waiting: list[_Part] = [(0, len(self.old), 0, len(self.new), 0)]
        while waiting:
            part, ends = self._trimmed(waiting.pop())
            yield from ends
            i1, i2, j1, j2, depth = part
            if i1 == i2 or j1 == j2:
                continue
            if (i2 - i1) * (j2 - j1) <= _FEW_PAIRS:
                yield from self._weighed(part)
            elif depth < _DEEPEST and (cuts := self._once_in_both(part)):
                yield from ((i, j, 1) for i, j in cuts)
                waiting += _between(part, cuts)
            else:
                yield from self._read_on(part)

    def _trimmed(self, part: _Part) -> tuple[_Part, list[_Block]]:
        """A part without what is the same at its beginning and end."""
        i1, i2, j1, j2, depth = part
        old, new = self.old, self.new
        start, most = 0, min(i2 - i1, j2 - j1)
        while start < most and old[i1 + start] == new[j1 + start]:
            start += 1
        end, most = 0, most - start
        while end < most and old[i2 - end - 1] == new[j2 - end - 1]:
            end += 1
        ends = [(i, j, size) for i, j, size in ((i1, j1, start), (i2 - end, j2 - end, end)) if size]
        return (i1 + start, i2 - end, j1 + start, j2 - end, depth), ends

    def _weighed(self, part: _Part) -> Iterator[_Block]:
        i1, i2, j1, j2, _ = part
        matcher = SequenceMatcher(None, self.old[i1:i2], self.new[j1:j2], autojunk=False)
        yield from ((i1 + i, j1 + j, size) for i, j, size in matcher.get_matching_blocks() if size)

    def _once_in_both(self, part: _Part) -> list[tuple[int, int]]:
        """Places of what stands once in either, as many as stand in the same order."""
        i1, i2, j1, j2, _ = part
        before, after = Counter(self.old[i1:i2]), Counter(self.new[j1:j2])
        place = {item: at for at, item in enumerate(self.old[i1:i2], start=i1) if before[item] == 1}
        shared = [
            (place[item], at) for at, item in enumerate(self.new[j1:j2], start=j1) if item in place and after[item] == 1
        ]
        return [shared[at] for at in rising([i for i, _ in shared])]

    def _read_on(self, part: _Part) -> Iterator[_Block]:
        i, i2, j, j2, _ = part
        while i < i2 and j < j2:
            size = 0
            while i + size < i2 and j + size < j2 and self.old[i + size] == self.new[j + size]:
                size += 1
            if size:
                yield i, j, size
                i, j = i + size, j + size
                continue
            over, past = self._nearest(i, i2, j, j2)
            i, j = i + over, j + past

    def _nearest(self, i: int, i2: int, j: int, j2: int) -> tuple[int, int]:
        """How far to go on in either list to where they are alike again."""
        first: dict[int, int] = {}
        for at, item in enumerate(self.new[j : min(j + _AHEAD, j2)]):
            first.setdefault(item, at)
        best = (_AHEAD, _AHEAD)
        for at, item in enumerate(self.old[i : min(i + _AHEAD, i2)]):
            if at >= sum(best):
                break
            if item in first and at + first[item] < sum(best):
                best = (at, first[item])
        return best


def _between(part: _Part, cuts: Sequence[tuple[int, int]]) -> Iterator[_Part]:
    i1, i2, j1, j2, depth = part
    for i, j in [*cuts, (i2, j2)]:
        if i1 < i and j1 < j:
            yield i1, i, j1, j, depth + 1
        i1, j1 = i + 1, j + 1
