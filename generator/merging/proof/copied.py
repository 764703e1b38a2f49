"""Tables and sheets of an edited file that say again what others of it say: told once, not line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.merging.proof.pairs import equal_pairs, like_pairs
from generator.merging.proof.seen import Grid, Line, Seen

# What is shorter is told line by line.
_FEWEST_COPIED = 4


def copied_tables(
    edited: Seen, made: Seen, held: Mapping[str, str], told: Mapping[str, str]
) -> list[tuple[Grid, list[Line]]]:
    """The tables that only the edited file has, and that say again what its others say; their lines that do not."""
    theirs = [block for block in edited.blocks if isinstance(block, Grid) and block.place not in held]
    ours = [block for block in made.blocks if isinstance(block, Grid) and block.place not in told]
    if len(theirs) <= len(ours):
        return []
    left = _unpaired(theirs, ours)
    places = {grid.place for grid in left}
    others = (block for block in edited.blocks if isinstance(block, Grid) and block.place not in places)
    there = {text for grid in others for text in _texts_in(grid)}
    printed = {text for block in made.blocks if isinstance(block, Grid) for text in _texts_in(block)}
    found = []
    for grid in left:
        own = [line for line in lines_in(grid) if line.text not in there]
        if len(own) * 2 < len(_texts_in(grid)) >= _FEWEST_COPIED:
            found.append((grid, [line for line in own if line.text not in printed]))
    return found


def copied_sheets(edited: Seen, theirs: Sequence[Line], ours: Sequence[Line]) -> list[str]:
    """The sheets of a workbook that only the edited one has, and that say again what its other sheets say."""
    known = {sheet_of(line) for line in ours}
    known |= {block.place for block in edited.blocks if isinstance(block, Grid)} | {""}
    texts: dict[str, list[str]] = defaultdict(list)
    for line in theirs:
        if sheet_of(line) not in known:
            texts[sheet_of(line)].append(line.text)
    if not texts:
        return []
    rows = (row for block in edited.blocks if isinstance(block, Grid) for row in (*block.header, *block.rows))
    there = {line.text for row in rows for line in row.lines}
    there |= {line.text for line in theirs if sheet_of(line) not in texts}
    return [sheet for sheet, own in texts.items() if sum(text in there for text in own) * 2 > len(own)]


def sheet_of(line: Line) -> str:
    """The sheet of a cell; '' of a paragraph."""
    return line.place.rpartition("!")[0]


def _unpaired(theirs: Sequence[Grid], ours: Sequence[Grid]) -> list[Grid]:
    """The tables of one file that are none of another's, as they are or edited."""
    texts = [[_texts_in(grid) for grid in side] for side in (theirs, ours)]
    same = equal_pairs(*texts)
    met = {i for i, _ in same}, {j for _, j in same}
    left, right = ([at for at in range(len(own)) if at not in done] for own, done in zip(texts, met, strict=True))
    words = [" | ".join(texts[0][at]) for at in left], [" | ".join(texts[1][at]) for at in right]
    alike = {left[i] for i, _ in like_pairs(*words)}
    return [theirs[at] for at in left if at not in alike]


def lines_in(grid: Grid) -> Iterator[Line]:
    """The lines of a table, its header first."""
    return (line for row in (*grid.header, *grid.rows) for line in row.lines)


def _texts_in(grid: Grid) -> tuple[str, ...]:
    return tuple(line.text for line in lines_in(grid))
