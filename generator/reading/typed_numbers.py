"""Numbers that a drafter typed before khoản and điểm: where one is skipped what follows stays as it is numbered.

A reference ("theo điểm d") is to the number that stands there; numbered again in silence it would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.reading.draft import Draft, Piece, mark_of
from generator.values.blocks import DEPTH, BlockKind
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Block
from generator.values.patterns import late
from generator.values.text import POINT_LETTERS, quote

_LABEL = late(r"\s*\(?([\wđ]{1,3})[.)]", re.IGNORECASE)
_COUNTED: tuple[BlockKind, ...] = ("khoan", "diem")


class TypedNumbers:
    """Goes through the pieces of a draft in order; what is numbered out of turn stays a paragraph with its number."""

    def __init__(self, draft: Draft) -> None:
        """`draft` takes what is found."""
        self._draft = draft
        self._last: dict[BlockKind, int] = {}
        self._off: set[BlockKind] = set()

    def kept(self, pairs: Iterable[tuple[Piece, Block]]) -> Iterator[Block]:
        """Each piece as its block, or as it stands."""
        for piece, block in pairs:
            kind = block.kind
            typed = mark_of(piece.text)[0] == kind
            if kind in DEPTH:
                self._begin_below(DEPTH[kind])
            if kind in _COUNTED and typed and not self._in_turn(kind, piece):
                yield Block("doan", piece.text, origin=piece.origin)
            else:
                yield block

    def _begin_below(self, depth: int) -> None:
        for kind in _COUNTED:
            if DEPTH[kind] > depth:
                self._last.pop(kind, None)
                self._off.discard(kind)

    def _in_turn(self, kind: BlockKind, piece: Piece) -> bool:
        number = _number(kind, piece.text)
        last = self._last.get(kind, 0)
        if number is None:
            return True
        self._last[kind] = number
        if number == 1:
            self._off.discard(kind)
        # "1." before each: numbers that the program is to make.
        if number == 1 or (kind not in self._off and number in (last, last + 1)):
            return True
        if kind not in self._off:
            self._off.add(kind)
            self._say(kind, piece, last, number)
        return False

    def _say(self, kind: BlockKind, piece: Piece, last: int, number: int) -> None:
        missing = _label(kind, last + 1)
        said = msg("Số thứ tự {so} đứng sau {truoc}: thiếu {thieu}; giữ nguyên số đã ghi.",
                   so=quote(_label(kind, number)), truoc=quote(_label(kind, last)) if last else "…",
                   thieu=quote(missing))  # fmt: skip
        hint = msg("Thêm phần thiếu, hoặc đánh số lại cùng những chỗ viện dẫn tới nó.")
        place = piece.origin.place() if piece.origin.file else Place()
        self._draft.findings.append(Finding("V399", Severity.WARNING, place, said, hint, quote(str(piece.text))))


def _number(kind: BlockKind, text: str) -> int | None:
    match = _LABEL.match(text)
    if match is None:
        return None
    label = match[1].lower()
    if kind == "diem":
        return POINT_LETTERS.index(label) + 1 if label in POINT_LETTERS else None
    return int(label) if label.isdecimal() else None


def _label(kind: BlockKind, number: int) -> str:
    return f"{POINT_LETTERS[number - 1]})" if kind == "diem" and number <= len(POINT_LETTERS) else f"{number}."
