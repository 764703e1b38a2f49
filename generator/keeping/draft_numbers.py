"""The numbers that a drafter typed before paragraphs: moved on where one comes or goes, and how a new one begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.keeping.draft_edits import InsertParagraph
from generator.reading.draft import Piece
from generator.reading.prose import block_of, numbered, with_titles
from generator.values.blocks import BY_KEY, DEPTH, FACTS
from generator.values.marked import emphasised, spans_of
from generator.values.patterns import late
from generator.values.text import POINT_LETTERS, roman

_NUMBER = late(r"\d+")
_ROMAN = late(r"\b[IVXLC]+(?=[.:])")
_LETTER = late(r"[a-zđ](?=\))")
_MOST_ROMAN = 200


def kinds_of(pieces: Iterable[Piece]) -> dict[int, str]:
    """The kind (a key of van-ban.yaml) of each paragraph of a draft, by its line."""
    blocks = map(block_of, numbered(with_titles(pieces)))
    return {block.origin.row: FACTS[block.kind].key for block in blocks}


def all_bold(text: str) -> bool:
    """Whether all of a text is bold."""
    bold = sum(span.end - span.start for span in spans_of(text) if span.bold)
    return bool(text.strip()) and bold >= len(text.strip())


def moved_on(mark: str, by: int) -> str:
    """The number that a paragraph begins with, counted on: "a) " as "b) ", "Điều 2. " as "Điều 3. "."""
    if not by:
        return mark
    plain = str(mark)
    if match := _NUMBER.search(plain):
        number = str(int(match[0]) + by)
    elif match := _ROMAN.search(plain):
        number = _roman_after(match[0], by)
    elif match := _LETTER.search(plain):
        at = POINT_LETTERS.find(match[0]) + by
        number = POINT_LETTERS[at] if 0 <= at < len(POINT_LETTERS) else match[0]
    else:
        return mark
    made = plain[: match.start()] + number + plain[match.end() :]
    whole = all_bold(mark)
    return emphasised(made, bold=True) if whole else made


def _roman_after(number: str, by: int) -> str:
    at = next((n for n in range(1, _MOST_ROMAN) if roman(n) == number), 0)
    return roman(at + by) if at and at + by > 0 else number


def shifts(
    lines: Sequence[int], kinds: Mapping[int, str], gone: set[int], new: Sequence[InsertParagraph]
) -> dict[int, int]:
    """By how much the typed number of each khoản and điểm moves on, by its line; of each new one (by its id) how far
    it stands behind the one that it is typed like."""
    made: dict[int, int] = {}
    counts: dict[str, int] = {}
    coming: dict[int, list[InsertParagraph]] = {}
    for edit in new:
        at = edit.line if edit.first else max((line for line in lines if not edit.end or line < edit.end), default=0)
        coming.setdefault(-at if edit.first else at, []).append(edit)
    for line in lines:
        kind = kinds.get(line, "doan")
        for edit in coming.get(-line, ()):
            made[id(edit)] = counts.get(edit.kind, 0)
            counts[edit.kind] = counts.get(edit.kind, 0) + 1
        counts = {own: count for own, count in counts.items() if _depth(own) <= _depth(kind)}
        if line in gone:
            counts[kind] = counts.get(kind, 0) - 1
        elif kind in ("khoan", "diem"):
            made[line] = counts.get(kind, 0)
        for edit in coming.get(line, ()):
            counts[edit.kind] = counts.get(edit.kind, 0) + 1
            made[id(edit)] = counts[edit.kind]
    return {key: shift for key, shift in made.items() if shift}


def _depth(key: str) -> int:
    return DEPTH.get(BY_KEY[key].kind, len(DEPTH)) if key in BY_KEY else len(DEPTH)


def begun(key: str, shift: int) -> tuple[str, str]:
    """How a paragraph of a kind begins that has none of its kind beside it: a mark of a list, and a typed number."""
    number = max(shift, 1)
    if key == "dieu":
        return "", f"Điều {number}. "
    if key == "diem":
        return "", f"{POINT_LETTERS[min(number, len(POINT_LETTERS)) - 1]}) "
    return {"khoan": f"{number}. ", "gach": "- ", "cong": "+ "}.get(key, ""), ""
