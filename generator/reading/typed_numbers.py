"""Numbers that a drafter typed before headings, điều, khoản and điểm: what the program would number otherwise stays as
it is numbered.

A reference ("theo điểm d", "Điều 4") is to the number that stands there; numbered again in silence it would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.reading.draft import Draft, Piece, mark_of
from generator.values.blocks import COUNTED, FACTS, BlockKind
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Block
from generator.values.patterns import late
from generator.values.text import POINT_LETTERS, quote, roman

_LABEL = late(r"\s*(?:\w+\s+){0,2}?\(?([\wđ]{1,7})(?:[.:)]|\s*$)", re.IGNORECASE)
_ROMAN = {roman(number).casefold(): number for number in range(1, 100)}
# "C." heads the third of A, B, C and is no hundred.
_LETTERS = ("c", "l")


class TypedNumbers:
    """Goes through the pieces of a draft in order; what would be printed with another number than it has stays a
    paragraph with its number."""

    def __init__(self, draft: Draft) -> None:
        """`draft` takes what is found."""
        self._draft = draft
        self._printed: dict[BlockKind, int] = {}
        self._typed: dict[BlockKind, int] = {}

    def kept(self, pairs: Iterable[tuple[Piece, Block]]) -> Iterator[Block]:
        """Each piece as its block, or as it stands."""
        for piece, block in pairs:
            kind = block.kind
            typed = mark_of(piece.text)[0] == kind
            number = _number(kind, piece.text) if kind in COUNTED and typed else None
            if number is not None and not self._in_turn(kind, number, piece):
                yield Block("doan", piece.text, origin=piece.origin)
                continue
            if kind in COUNTED:
                self._count(kind, number)
            yield block

    def _count(self, kind: BlockKind, number: int | None) -> None:
        """A block is printed with the next number of its kind; what stands under it begins anew."""
        self._printed[kind] = self._printed.get(kind, 0) + 1
        self._typed[kind] = number or self._printed[kind]
        for lower in _under(kind):
            self._printed.pop(lower, None)

    def _in_turn(self, kind: BlockKind, number: int, piece: Piece) -> bool:
        """Whether a typed number is the one that will be printed; "1." before each: those the program is to make."""
        last = self._typed.get(kind, 0)
        self._typed[kind] = number
        for lower in _under(kind):
            self._typed.pop(lower, None)
        if number == self._printed.get(kind, 0) + 1 or number == last == 1:
            return True
        if number not in (1, last + 1):
            self._say(kind, piece, last, number)
        return False

    def _say(self, kind: BlockKind, piece: Piece, last: int, number: int) -> None:
        words = {"so": quote(_label(piece.text, kind, number)),
                 "truoc": quote(_label(piece.text, kind, last)) if last else "…"}  # fmt: skip
        said = (
            msg("Số thứ tự {so} đứng sau {truoc}; giữ nguyên số đã ghi.", **words)
            if number <= last
            else msg("Số thứ tự {so} đứng sau {truoc}: thiếu {thieu}; giữ nguyên số đã ghi.", **words,
                     thieu=quote(_label(piece.text, kind, last + 1)))
        )  # fmt: skip
        hint = msg("Thêm phần thiếu, hoặc đánh số lại cùng những chỗ viện dẫn tới nó.")
        place = piece.origin.place() if piece.origin.file else Place()
        self._draft.findings.append(Finding("V399", Severity.WARNING, place, said, hint, quote(str(piece.text))))


def _under(kind: BlockKind) -> Iterator[BlockKind]:
    return (lower for lower in COUNTED if kind in FACTS[lower].restarts_under)


def _number(kind: BlockKind, text: str) -> int | None:
    """The number that a text begins with; None where it is in words, or a letter that is no number of its kind."""
    match = _LABEL.match(text)
    label = match[1].casefold() if match else ""
    if kind == "diem":
        return POINT_LETTERS.index(label) + 1 if len(label) == 1 and label in POINT_LETTERS else None
    if label in _LETTERS and kind == "muc":
        return None
    return int(label) if label.isdecimal() else _ROMAN.get(label)


def _label(text: str, kind: BlockKind, number: int) -> str:
    """A number as the text writes its own: "d)", "Điều 4.", "IV."."""
    match = _LABEL.match(text)
    assert match is not None
    said = str(number)
    if kind == "diem":
        said = POINT_LETTERS[number - 1] if number <= len(POINT_LETTERS) else said
    elif not match[1].isdecimal():
        said = roman(number)
    return f"{match[0][: match.start(1) - match.start()]}{said}{match[0][match.end(1) - match.start() :]}".strip()
