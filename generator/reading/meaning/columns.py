"""Which field of a task each column of any office's table is, and how sure that is.

Signs (`column_signs`): the words of the title and where they stand in it, the titles of the groups above it, the kind
of what the cells hold, what the other columns are. No sign decides alone, but for a title of the glossary, which is
certain, unless it is one that means two things (`Tiến độ`: deadlines or statuses) and the cells say the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.reading.meaning import column_signs as signs
from generator.reading.meaning.column_signs import Cells
from generator.values import glossary
from generator.values.findings import Message, msg
from generator.values.text import fold, one_line, quote

# From here on a column is taken for a field; from there on a field is worth naming as what it might be.
CLAIMED, WORTH_NAMING = 0.5, 0.15
CELLS_READ = 200

_CERTAIN = 1.0
# The log-odds of a field of which the title says nothing, and where there is no title.
_UNSAID, _UNTITLED = -3.2, -2.6
# How much of what a group's title says goes for a column of it.
_FROM_GROUP = 0.3
# No guess is wholly sure.
_SUREST = 0.999


class ColumnTexts(Struct, frozen=True):
    """A column as the office has it: header texts from the top level down, and the texts of its cells in order."""

    path: tuple[str, ...]
    cells: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The text that stands right above the cells."""
        return self.path[-1] if self.path else ""


class Guess(Struct, frozen=True):
    """What a column means: a key of `glossary.TASK_FIELDS`, "" where it is the office's own; how sure (0 … 1), why.

    `others` are the keys that it might be instead, the likeliest first: also one that another column has more surely.
    """

    key: str
    certainty: float
    why: Message
    others: tuple[tuple[str, float], ...] = ()


def meanings(columns: Sequence[ColumnTexts], known: Mapping[int, str] | None = None) -> tuple[Guess, ...]:
    """A guess for each column, in order; no key is given twice. Of a column's cells the first CELLS_READ are read.

    `known` are the keys of columns, by their place in the order, of which there is no doubt.
    """
    held = _Held(columns)
    sure = {at: {key: _CERTAIN} for at, key in (known or {}).items()}
    scores = [sure.get(at) or _scores(column, held, at) for at, column in enumerate(columns)]
    keys = _assigned(scores)
    instead = -1 if "noi_dung" in keys else _instead_of_content(columns, held, keys)
    if instead >= 0:
        scores[instead] = {**scores[instead], "noi_dung": max(0.7, scores[instead].get("noi_dung", 0.0))}
        keys[instead] = "noi_dung"
    return tuple(_guess(at, columns, held, scores, keys, instead=at == instead) for at in range(len(columns)))


class _Held:
    """What the cells of each column hold; looked at where it is asked for, as a title that is known needs no cells."""

    def __init__(self, columns: Sequence[ColumnTexts]) -> None:
        self._columns = columns
        self._seen: dict[int, Cells] = {}

    def __getitem__(self, at: int) -> Cells:
        if at not in self._seen:
            self._seen[at] = signs.cells_of(self._columns[at].cells, CELLS_READ)
        return self._seen[at]


def _scores(column: ColumnTexts, held: _Held, at: int) -> dict[str, float]:
    """How likely each key is, by the column alone."""
    known = glossary.recognised(column.title)
    if signs.SERIES.match(fold(column.title)) and len(column.path) > 1:
        return {}
    if known and fold(column.title) not in signs.TWO_MEANINGS:
        return {known: _CERTAIN}
    said = _said(column)
    unsaid = chance(_UNSAID if any(map(fold, column.path)) else _UNTITLED)
    found = {
        key: _likelihood(said.get(key, 0.0) or unsaid, weights, held[at]) for key, weights in signs.CELL_WEIGHTS.items()
    }
    if known and not _means_other(known, found):
        return {known: _CERTAIN}
    return found


def _means_other(known: str, found: Mapping[str, float]) -> bool:
    """Whether a title of the glossary that means two things is, by its cells and its group, the other one."""
    return any(value > max(found.get(known, 0.0), CLAIMED) for key, value in found.items() if key != known)


def said_by_words(title: str) -> float:
    """How strongly a text is the title of some field, by its words alone: 0 … 1."""
    if glossary.recognised(title):
        return _CERTAIN
    return max(_said(ColumnTexts((title,))).values(), default=0.0)


def _said(column: ColumnTexts) -> dict[str, float]:
    """What the header says: per key the strongest sign, less what speaks against it (log-odds below 0)."""
    levels = [fold(text) for text in column.path]
    if not levels or signs.SERIES.match(levels[-1]):
        return {}
    said = _words(levels[-1], signs.LEVEL.join(levels) if len(levels) > 1 else "")
    if not any(weight >= CLAIMED for weight in said.values()):
        for level in reversed(levels[:-1]):
            for key, weight in _words(level, "").items():
                said[key] = max(said.get(key, 0.0), weight * _FROM_GROUP)
    return said


def _words(title: str, whole: str) -> dict[str, float]:
    """Signs in a title; those that speak of levels are looked for in the whole path."""
    best: dict[str, float] = {}
    against: dict[str, float] = {}
    for key, pattern, weight in signs.words():
        text = whole if signs.LEVEL in pattern.pattern else title
        if not text or not pattern.search(text):
            continue
        if weight < 0:
            against[key] = against.get(key, 0.0) + weight
        else:
            best[key] = max(best.get(key, 0.0), weight)
    return {key: chance(_odds(weight) + against.get(key, 0.0)) for key, weight in best.items()}


def _likelihood(said: float, weights: Mapping[str, float], cells: Cells) -> float:
    """Title and cells together; without cells the title alone."""
    odds = _odds(said) + sum(weight * cells.share(kind) for kind, weight in weights.items())
    return min(_SUREST, chance(odds))


def _odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def chance(odds: float) -> float:
    """Log-odds as a certainty 0 … 1."""
    return 1 / (1 + math.exp(-odds))


def _assigned(scores: Sequence[Mapping[str, float]]) -> list[str]:
    """The keys, each to one column at most, so that the sum of certainties is greatest; "" for the rest.

    The Hungarian method over the keys that are claimed: as many rows as keys, so work grows with the columns only.
    """
    keys = sorted({key for column in scores for key, value in column.items() if value >= CLAIMED})
    width = len(scores) + len(keys)  # a place of its own for each key that no column gets
    cost = [[-_worth(column.get(key, 0.0)) for column in scores] + [0.0] * len(keys) for key in keys]
    given = [""] * len(scores)
    for key, at in zip(keys, _cheapest(cost, width), strict=True):
        if at < len(scores) and scores[at].get(key, 0.0) >= CLAIMED:
            given[at] = key
    return given


def _worth(certainty: float) -> float:
    """What is certain outweighs any number of guesses."""
    return 0.0 if certainty < CLAIMED else 100.0 if certainty == _CERTAIN else certainty


def _cheapest(cost: Sequence[Sequence[float]], width: int) -> list[int]:
    """The column of each row so that the sum is least (Hungarian method, shortest augmenting paths)."""
    row_price, column_price = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    taken = [0] * (width + 1)  # the row (from 1) that has a column; column 0 is where a path begins
    for row in range(1, len(cost) + 1):
        taken[0], at = row, 0
        least, before, done = [math.inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while taken[at]:
            done[at] = True
            here, step, nearest = taken[at], math.inf, 0
            for column in range(1, width + 1):
                if done[column]:
                    continue
                reduced = cost[here - 1][column - 1] - row_price[here] - column_price[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, at
                if least[column] < step:
                    step, nearest = least[column], column
            for column in range(width + 1):
                if done[column]:
                    row_price[taken[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            taken[at], at = taken[before[at]], before[at]
    places = {row: column - 1 for column, row in enumerate(taken) if row and column}
    return [places[row] for row in range(1, len(cost) + 1)]


def _instead_of_content(columns: Sequence[ColumnTexts], held: _Held, keys: Sequence[str]) -> int:
    """The column that stands for the content where none is one: titled as a target, or what must be done; -1: none."""
    for at, column in enumerate(columns):
        free = keys[at] in ("", "chi_tieu", "nhom_nhiem_vu", "san_pham")
        if free and signs.INSTEAD.match(fold(column.title)) and held[at].filled and _in_words(held[at]):
            return at
    likely = [at for at, key in enumerate(keys) if not key and held[at].share("action") > CLAIMED]
    return likely[0] if likely else -1


def _in_words(cells: Cells) -> bool:
    figures = ("number", "percent", "money", "mark", "deadline")
    return all(cells.share(kind) < CLAIMED for kind in figures)


def _guess(
    at: int,
    columns: Sequence[ColumnTexts],
    held: _Held,
    scores: Sequence[Mapping[str, float]],
    keys: Sequence[str],
    *,
    instead: bool,
) -> Guess:
    key, mine = keys[at], scores[at]
    others = sorted(
        ((other, _shown(value)) for other, value in mine.items() if other != key and value >= WORTH_NAMING),
        key=lambda pair: -pair[1],
    )
    certainty = _shown(mine[key]) if key else round(1 - max(mine.values(), default=0.0), 2)
    if instead:
        why = msg("bảng không có cột nội dung nào khác")
    elif key:
        why = _certain(columns[at]) if mine[key] == _CERTAIN else _why(columns[at], held[at], key)
    else:
        why = _why_not(at, columns, scores, keys)
    return Guess(key, max(certainty, 0.0), why, tuple(others[:3]))


def _shown(certainty: float) -> float:
    """Two digits; 1.0 is only for what is certain."""
    return certainty if certainty == _CERTAIN else min(round(certainty, 2), 0.99)


def _certain(column: ColumnTexts) -> Message:
    return msg("tiêu đề {tieu_de} là tên đã biết", tieu_de=quote(column.title))


def _why(column: ColumnTexts, cells: Cells, key: str) -> Message:
    weights = signs.CELL_WEIGHTS[key]
    kinds = [kind for kind in signs.KINDS if weights.get(kind, 0.0) > 0 and cells.share(kind) > 0]
    telling = max(kinds, key=lambda kind: weights[kind] * cells.share(kind), default="")
    titled = _said(column).get(key, 0.0) >= WORTH_NAMING
    title = quote(one_line(" / ".join(column.path)))
    if not telling:
        return msg("chữ trong tiêu đề {tieu_de}", tieu_de=title)
    share, kind = round(100 * cells.share(telling)), signs.KINDS[telling].name
    if titled:
        return msg("chữ trong tiêu đề {tieu_de}; {phan}% số ô có chữ là {loai}", tieu_de=title, phan=share, loai=kind)
    return msg("{phan}% số ô có chữ là {loai}", phan=share, loai=kind)


def _why_not(
    at: int, columns: Sequence[ColumnTexts], scores: Sequence[Mapping[str, float]], keys: Sequence[str]
) -> Message:
    """Another column has the likeliest key, or none is likely."""
    key, value = max(scores[at].items(), key=lambda pair: pair[1], default=("", 0.0))
    if value >= CLAIMED and key in keys:
        return msg("cột {cot} mang nghĩa này chắc hơn", cot=quote(" / ".join(columns[keys.index(key)].path)))
    return msg("chữ trong tiêu đề và các ô không cho biết nghĩa nào")
