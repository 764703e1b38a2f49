"""Footnotes and endnotes: whether each is still referred to from where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from generator.merging.proof.difference import Difference
from generator.merging.proof.pairs import equal_pairs
from generator.merging.proof.seen import GridRow, Line, Seen


class _Mark(Struct, frozen=True):
    """A mark in the text: what its note says, the line and the row ('' outside of tables) that it stands in, after how
    many letters."""

    note: str
    line: str
    row: str
    letters: int
    place: str

    @property
    def key(self) -> tuple[str, str, int]:
        """Where it stands."""
        return self.line, self.row, self.letters


def of_notes(edited: Seen, made: Seen) -> Iterator[Difference]:
    """Marks that stand elsewhere, are gone while their note stays, are there once more.

    What a note says is compared with all that stands beside the text.
    """
    if not (shared := edited.notes & made.notes):
        return
    theirs, ours = _by_note(edited), _by_note(made)
    texts = _texts(edited), _texts(made)
    for note in dict.fromkeys((*theirs, *ours)):
        if note in shared:
            yield from _of_note(note, theirs[note], ours[note], texts)
            if (note in edited.endnotes) != (note in made.endnotes) and theirs[note]:
                one = theirs[note][0]
                yield Difference("note_turned", one.place, one.line, one.line, note=note)


def _of_note(
    note: str, theirs: Sequence[_Mark], ours: Sequence[_Mark], texts: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Difference]:
    """The marks of one note, or of several that say the same."""
    same = equal_pairs([one.key for one in theirs], [one.key for one in ours])
    met = {i for i, _ in same}, {j for _, j in same}
    left = [one for at, one in enumerate(theirs) if at not in met[0]]
    right = [one for at, one in enumerate(ours) if at not in met[1]]
    for one, other in zip_longest(left, right):
        if one is None:
            yield Difference("note_lost", other.place, made=other.line, note=note)
        elif other is None:
            yield Difference("note_added", one.place, edited=one.line, note=note)
        elif _elsewhere(one, other, texts):
            yield Difference("note_moved", one.place, one.line, other.line, note=note)


def _elsewhere(one: _Mark, other: _Mark, texts: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether a mark stands elsewhere; where both lines are only of their own file, the line itself was changed."""
    if one.line == other.line and one.letters != other.letters:
        return True
    return any(
        theirs != ours and (theirs in texts[1] or ours in texts[0])
        for theirs, ours in ((one.line, other.line), (one.row, other.row))
    )


def _by_note(seen: Seen) -> defaultdict[str, list[_Mark]]:
    found: defaultdict[str, list[_Mark]] = defaultdict(list)
    for line, row in _lines(seen):
        for letters, note in line.notes:
            found[note].append(_Mark(note, line.text, _text_of(row), letters, line.place))
    return found


def _texts(seen: Seen) -> frozenset[str]:
    """The lines and rows of a file, and '' for where there is no row."""
    return frozenset({"", *(text for line, row in _lines(seen) for text in (line.text, _text_of(row)))})


def _lines(seen: Seen) -> Iterator[tuple[Line, GridRow | None]]:
    for block in seen.blocks:
        if isinstance(block, Line):
            yield block, None
        else:
            yield from ((line, row) for row in (*block.header, *block.rows) for _, line in row.cells)


def _text_of(row: GridRow | None) -> str:
    return " | ".join(line.text for _, line in row.cells) if row else ""
