"""Widths of table columns by what stands in them: no column narrower than its longest word, and the text of a row
about as high in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from itertools import chain, islice, takewhile

from generator.facts.metrics import (
    MM_PER_POINT,
    SPACE_UNITS,
    UNITS_PER_EM,
    WIDEST_LETTER_EM,
    longest_word_mm,
    spaced_units,
    text_width_mm,
)
from generator.ooxml.names import mm, twips
from generator.planning.plan import PlannedTable, PlannedTask
from generator.planning.status import said
from generator.values import glossary
from generator.values.patterns import late

# Rows looked at: enough for a typical table, few enough that ten thousand cost nothing.
SAMPLED_ROWS = 90
PADDING_MM = 3.2
# The longest words of the language and the symbols of documents (1186/TB-TCTTKĐA) are shorter at 12 pt.
LONGEST_WORD_MM = 45.0
# Share of the rows of a column up to which a long symbol is rare.
RARE = 0.02
# Some two or three words on a line, as long as the columns together leave a part of the room to the long texts.
READABLE_MM = 17.0
READABLE_SHARE = 0.8
_ROUNDS = 5
_SEEN_MM = 0.5
# Letters of a text on the average, from which it is long; texts that tell the widest word of so many long ones.
_LONG_TEXT, _ENOUGH = 60, 1_000
_AT_ONCE = 500
_PIECE = late(r"[^-]+-?|-")
_LOOSE_PIECE = late(r"(?:/(?=[^\W\d])|[^-/]|/)+?(?:-|(?<=/)(?=[^\W\d])|$)|-")


def plain(rows: Sequence[Sequence[str]], width: int, size_pt: float) -> list[int]:
    """Widths in twips, adding up to `width`, of a table of texts whose first row is its header: no word broken."""
    count = max(len(row) for row in rows)
    full = [[*row, *[""] * (count - len(row))] for row in rows]
    least = [max(longest_word_mm(row[at], size_pt, bold=True) for row in full) + PADDING_MM for at in range(count)]
    return shared([[text_width_mm(text, size_pt) for text in row] for row in full], least, width)


def shared(lengths: Sequence[Sequence[float]], least: list[float], width: int) -> list[int]:
    """`width` in twips shared out; where it is too small for the longest words, by these alone."""
    room = mm(width)
    cramped = sum(least) >= room
    shares = (
        [value * room / sum(least) for value in least]
        if cramped
        else _balanced(lengths, readable(lengths, least, room), room)
    )
    return in_twips(shares, width)


def in_twips(shares: Sequence[float], width: int) -> list[int]:
    """Widths in mm as twips that add up to `width`: the widest column takes what rounding leaves."""
    widths = [twips(share) for share in shares]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def sample(rows: Sequence[PlannedTask]) -> Sequence[PlannedTask]:
    """Rows that stand for all, in their order."""
    return rows[:: max(1, len(rows) // SAMPLED_ROWS)]


def titles(table: PlannedTable, keys: Sequence[tuple[str, ...]]) -> list[str]:
    """The title of each column; one that the register lacks has ours."""
    known = {**glossary.titles(), **table.titles}
    return [" ".join(known.get(key, "") for key in shown) for shown in keys]


def own_keys(table: PlannedTable, keys: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Keys as the register has them: a template may call a column by the key that its title makes."""
    named = {alias: key for alias, key in table.spec.register.aliases.items() if alias not in glossary.titles()}
    return [tuple([named.get(key, key) for key in shown]) for shown in keys]


def least(table: PlannedTable, keys: Sequence[tuple[str, ...]], size_pt: float) -> list[float]:
    """For each column the width of its widest word, title included, with padding; in mm."""
    column = _columns_of(table.tasks)
    found = []
    for shown, title in zip(keys, titles(table, keys), strict=True):
        longest = _widest(_telling(list(chain.from_iterable(map(column, shown)))), size_pt)
        found.append(max(longest_word_mm(title, size_pt, bold=True), longest) + PADDING_MM)
    return found


def _telling(texts: list[str]) -> list[str]:
    """The texts that words are looked for in: all, but of very many long ones every so manieth.

    A column of these gets more room than the longest words need, which are looked for in all narrow columns.
    """
    step = len(texts) // _ENOUGH
    return texts[::step] if step > 1 and sum(map(len, texts)) > _LONG_TEXT * len(texts) else texts


def _widest(texts: Sequence[str], size_pt: float) -> float:
    """The widest word of all texts, in mm; only words that may be it are measured.

    Lines break after a hyphen. The symbol of a document (8545/TCTTKĐA) stays whole where it is common in the column;
    one that is rare may break after its number, which never breaks itself. A word too long for any column (an
    address) is broken by whoever lays the page out.
    """
    words = sorted(_words(texts), key=len, reverse=True)
    cut = [word for word in words if "-" in word or "/" in word]
    letter = WIDEST_LETTER_EM * size_pt * MM_PER_POINT
    broken = _widest_whole(words, size_pt)
    for word in cut:
        if len(word) * letter <= broken:
            break
        broken = max(broken, _pieces_mm(_LOOSE_PIECE, word, size_pt))
    # Both ways of breaking differ behind a stroke alone.
    may_be = (word for word in takewhile(lambda word: len(word) * letter > broken, cut) if "/" in word)
    longer = {word: width for word in may_be if (width := _pieces_mm(_PIECE, word, size_pt)) > broken}
    return max(longer.values()) if longer and _common(longer.keys(), texts) else broken


def _common(symbols: Set[str], texts: Sequence[str]) -> bool:
    """Whether more than a few of the texts hold one of these symbols, in which there is a stroke."""
    holding = (text for text in texts if "/" in text and not symbols.isdisjoint(text.split()))
    return next(islice(holding, int(len(texts) * RARE), None), None) is not None


def _widest_whole(words: Sequence[str], size_pt: float) -> float:
    """The widest of the words that break nowhere, the longest first, in mm."""
    most, widest = LONGEST_WORD_MM / MM_PER_POINT / size_pt * UNITS_PER_EM + SPACE_UNITS, SPACE_UNITS
    spaced = spaced_units(False)
    letter = max(map(spaced, set("".join(words))), default=SPACE_UNITS) - SPACE_UNITS
    for word in words:
        if len(word) * letter <= widest - SPACE_UNITS:
            break
        if "-" not in word and "/" not in word and widest < (units := spaced(word)) <= most:
            widest = units
    return (widest - SPACE_UNITS) / UNITS_PER_EM * size_pt * MM_PER_POINT


def _words(texts: Sequence[str]) -> set[str]:
    """Every word once. Texts are split many at a time, one that comes again among them only once."""
    words: set[str] = set()
    for start in range(0, len(texts), _AT_ONCE):
        words.update(" ".join(set(texts[start : start + _AT_ONCE])).split())
    # Digits are of one width: of ten thousand numbers one of each length is enough.
    return {"0" * len(word) if word.isdecimal() else word for word in words}


def columns(rows: Sequence[PlannedTask], keys: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """What each column shows in each row: the texts of its keys, one or several."""
    column, made = _columns_of(rows), []
    for shown in keys:
        texts = [*map(column, shown)] or [[""] * len(rows)]
        made.append(texts[0] if len(texts) == 1 else [" ".join(row) for row in zip(*texts, strict=True)])
    return made


def lengths(rows: Sequence[PlannedTask], keys: Sequence[tuple[str, ...]], size_pt: float) -> list[list[float]]:
    """How long the texts of each row are on one line, in mm."""
    by_column = [[text_width_mm(text, size_pt) for text in texts] for texts in columns(rows, keys)]
    return [list(row) for row in zip(*by_column, strict=True)]


def _columns_of(rows: Sequence[PlannedTask]) -> Callable[[str], list[str]]:
    """Gives the texts that a column shows of a key."""
    known = [row.texts if row.shared else row.task.texts for row in rows]

    def column(key: str) -> list[str]:
        if key == "stt":
            return [row.number for row in rows]
        if key == "tinh_trang":
            return [said(row.standing) if row.standing else "" for row in rows]
        return [texts.get(key, "") for texts in known]

    return column


def _pieces_mm(pieces: re.Pattern[str], word: str, size_pt: float) -> float:
    cut = pieces.findall(word) if "-" in word or "/" in word else (word,)
    width = max((text_width_mm(piece, size_pt) for piece in cut), default=0.0)
    return width if width <= LONGEST_WORD_MM else 0.0


def readable(lengths: Sequence[Sequence[float]], least: list[float], room: float) -> list[float]:
    """`least` raised so that short entries are not read one word below the other, where the room allows it."""
    wished = [
        max(floor, min(max((row[column] for row in lengths), default=0.0), READABLE_MM) + PADDING_MM)
        for column, floor in enumerate(least)
    ]
    return wished if sum(wished) <= READABLE_SHARE * room else least


def _balanced(lengths: Sequence[Sequence[float]], least: list[float], room: float) -> list[float]:
    """Widths that keep the sum of row heights low; `lengths` of each row's texts on one line, all in mm.

    The height of a row is that of its highest cell. Widths move towards the columns that make rows high, each row
    counting by its height, until none moves further than can be seen. The fourth power stands for the maximum, so a
    share of the load answers a width by its fourth power, and its fourth root is the step that does not overshoot.
    """
    widths = [value * room / sum(least) for value in least]
    for _ in range(_ROUNDS):
        loads = [0.0] * len(widths)
        for row in lengths:
            lines = [length / (width - PADDING_MM + 0.1) for length, width in zip(row, widths, strict=True)]
            powers = [(line * line) * (line * line) for line in lines]
            share = max(lines) / (sum(powers) or 1.0)
            for column, power in enumerate(powers):
                loads[column] += share * power
        whole = sum(loads) or 1.0
        wanted = [
            width * (0.02 + load / whole * room / width) ** 0.25 for width, load in zip(widths, loads, strict=True)
        ]
        before, widths = widths, _floored(wanted, least, room)
        if max(abs(now - then) for now, then in zip(widths, before, strict=True)) < _SEEN_MM:
            break
    return widths


def _floored(wanted: list[float], least: list[float], room: float) -> list[float]:
    """`wanted` scaled to fill the room, none below its least."""
    fixed: set[int] = set()
    while True:
        free = room - sum(least[i] for i in fixed)
        scale = free / (sum(want for i, want in enumerate(wanted) if i not in fixed) or 1.0)
        low = {i for i, want in enumerate(wanted) if i not in fixed and want * scale < least[i]}
        if not low:
            return [least[i] if i in fixed else want * scale for i, want in enumerate(wanted)]
        fixed |= low
