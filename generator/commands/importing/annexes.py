"""Annexes below a signature that no line calls so: a title in the middle, then "(Kèm theo …)"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from generator.checking.paper import signs
from generator.checking.paper.model import Line
from generator.reading.word import WordBlock

_LONGEST_TITLE = 5  # lines
_LONGEST_NOTE = 3


def untitled_annexes(
    blocks: Sequence[WordBlock], lines: Callable[[Iterable[WordBlock]], list[Line]]
) -> list[list[WordBlock]]:
    """The blocks of each annex, one after the other; all of them as one where none has a title."""
    found: list[list[WordBlock]] = []
    for at, block in enumerate(blocks):
        near = takewhile(lambda one: one.table is None, blocks[at : at + _LONGEST_TITLE + _LONGEST_NOTE])
        begins = bool(annex_title(lines(near))[1])
        if not found or (begins and not _is_title(lines(found[-1]))):
            found.append([])
        found[-1].append(block)
    return found


def annex_title(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the title that stands first, and of the note below it; none where there is no such note."""
    at = next((at for at, line in enumerate(lines) if signs.ATTACHED_NOTE.match(line.text)), None)
    if at is None or not 0 < at <= _LONGEST_TITLE or not _is_title(lines[:at]):
        return [], []
    end = next((end for end, line in enumerate(lines[at:], at + 1) if line.text.rstrip().endswith(")")), 0)
    if not 0 < end - at <= _LONGEST_NOTE:
        return [], []
    return list(lines[:at]), list(lines[at:end])


def _is_title(lines: Sequence[Line]) -> bool:
    """Whether lines stand in the middle, in capitals or bold, as titles do."""
    return all(
        line.paragraph.cell is None
        and line.paragraph.format.alignment == "center"
        and (signs.is_upper(line.text) or line.share("bold") > 0.9)
        for line in lines
    )
