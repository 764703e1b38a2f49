"""What a drafted body is read into: a flat sequence of pieces, whatever the format; and how a piece may begin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.values.blocks import BlockKind, marks
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Merge, Origin, Picture

_MARKS = marks()
LOOKED = msg("Phần chữ được giữ lại như lời văn; xem lại chỗ này.")
LEFT_OUT = msg("Phần này không được lấy vào văn bản; xem lại bản nháp.")
NO_PICTURE = msg("Hình này không được lấy vào văn bản; cần thì chèn lại vào hồ sơ.")


def is_left_out(one: Finding) -> bool:
    """Whether a reader says with a finding that something was not taken, whatever its code: its hint says so."""
    return one.hint == LEFT_OUT


def words_left_out(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What quotes words that were not taken: hidden ones, signs that nobody knows."""
    return tuple(one for one in found if one.value and is_left_out(one))


class Piece(Struct, frozen=True):
    """A paragraph, a table or a picture as drafted. `kind` where its form says it (a list, a heading level).

    `level` from 1 where a program numbers it, with all others of `list_id`.
    """

    text: str = ""
    kind: BlockKind | None = None
    heading: bool = False
    level: int = 0
    list_id: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    merged: tuple[Merge, ...] = ()
    picture: Picture | None = None
    origin: Origin = field(default_factory=Origin)


class Draft(Struct):
    """What a reader gathers: pieces in reading order, what has no official form, the pictures' files."""

    pieces: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    written: dict[int, str] = field(default_factory=dict)
    """Of a Markdown file the paragraphs as they are written, without what lists and headings put before them: by the
    line that each begins in."""
    notes: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of a Markdown file the notes of one paragraph that are written apart: by their names the line that each begins
    in, and what is written there."""
    _said: set[tuple[Place, Message]] = field(default_factory=set)
    _left: dict[int, list[str]] = field(default_factory=dict)
    _left_at: dict[tuple[Place, Message], int] = field(default_factory=dict)

    def once(self, place: Place, message: Message, value: str = "", hint: Message | None = None) -> None:
        """The same where nothing like it was noted at this place."""
        if (place, message) not in self._said:
            self._said.add((place, message))
            self.unofficial(place, message, value, hint)

    def left_out(self, place: Place, message: Message, value: str = "", hint: Message = LEFT_OUT) -> None:
        """What is not taken; all that is of a kind at one place in one finding, each with its words."""
        at = self._left_at.setdefault((place, message), len(self.findings))
        if at == len(self.findings):
            self.unofficial(place, message, "", hint)
        if value:
            self._left.setdefault(at, []).append(value)

    def end(self) -> None:
        """All is read: what was left out is quoted."""
        for at, texts in self._left.items():
            self.findings[at] = replace(self.findings[at], value="\n".join(texts))

    def unofficial(self, place: Place, message: Message, value: str = "", hint: Message | None = None) -> None:
        """Note a construct that the decree has no form for; its text stays, unless the hint says otherwise."""
        hint = hint or LOOKED
        basis = "NĐ 30/2020, Phụ lục I, Phần I, II.6"
        self.findings.append(Finding("V146", Severity.WARNING, place, message, hint, value, basis))


def mark_of(text: str) -> tuple[BlockKind | None, int]:
    """The kind that a text's first characters name, and where the text itself begins."""
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            return kind, match.end()
    return None, 0


def begins_block(text: str) -> bool:
    """Whether a text begins as the decree begins a block: "đ)", "Điều 3."."""
    return mark_of(text)[0] is not None
