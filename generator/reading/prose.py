"""A body drafted in Markdown or in Word, given the official form.

Both readers give a flat sequence of pieces; a piece that begins as the decree writes it ("Điều 2.", "II.", "3.",
"đ)", "-", "+") becomes that kind of block, whatever the drafter's own numbering, and the program numbers it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import InputError
from generator.findings import Finding, Message, Place, Severity, msg
from generator.marked import joined, part, spans_of, unweighted
from generator.model import Block, BlockKind, Merge, Origin, Picture

FORMATS = (".md", ".docx")
_DEPTH: dict[BlockKind, int] = {
    "phan": 0,
    "chuong": 1,
    "muc": 2,
    "tieu-muc": 3,
    "dieu": 4,
    "khoan": 5,
    "diem": 6,
    "gach": 7,
    "cong": 8,
}
_HEADINGS = ("phan", "chuong", "muc", "tieu-muc")
_MARKS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("phan", re.compile(r"Phần (?:thứ )?(?:[IVXLC]+|\w+)(?:[.:]\s*|\s*$)", re.IGNORECASE)),
    ("chuong", re.compile(r"Chương [IVXLC]+(?:[.:]\s*|\s*$)", re.IGNORECASE)),
    ("tieu-muc", re.compile(r"Tiểu mục \d+(?:[.:]\s*|\s*$)", re.IGNORECASE)),
    ("muc", re.compile(r"Mục \d+(?:[.:]\s*|\s*$)", re.IGNORECASE)),
    ("dieu", re.compile(r"Điều \d+[.:]\s*")),
    ("muc", re.compile(r"[IVXLC]+\.\s+")),
    ("khoan", re.compile(r"\d{1,2}\.\s+")),
    ("diem", re.compile(r"[a-eghiklmnopqrstuvxyđ]\)\s*")),
    ("gach", re.compile(r"[-–]\s+")),
    ("cong", re.compile(r"\+\s+")),
)


# What the levels of an automatic numbering are, from the highest.
_NUMBERED: tuple[BlockKind, ...] = ("khoan", "diem", "gach", "cong")


@dataclass(frozen=True, slots=True)
class Piece:
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


@dataclass
class Draft:
    """What a reader gathers: pieces in reading order, what has no official form, the pictures' files."""

    pieces: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def once(self, place: Place, message: Message, value: str = "", hint: Message | None = None) -> None:
        """The same where nothing like it was noted at this place."""
        if not any(one.place == place and one.message == message for one in self.findings):
            self.unofficial(place, message, value, hint)

    def unofficial(self, place: Place, message: Message, value: str = "", hint: Message | None = None) -> None:
        """Note a construct that the decree has no form for; its text stays, unless the hint says otherwise."""
        hint = hint or msg("Phần chữ được giữ lại như lời văn; xem lại chỗ này.")
        basis = "NĐ 30/2020, Phụ lục I, Phần I, II.6"
        self.findings.append(Finding("V146", Severity.WARNING, place, message, hint, value, basis))


def read_prose(
    path: Path, shown_as: str, asked_at: Place
) -> tuple[tuple[Block, ...], tuple[Path, ...], tuple[Finding, ...]]:
    """The blocks of a file, and the files that it was made of.

    Raises InputError V142 for another format, V010… for a file that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError.of(
            "V142",
            asked_at,
            msg("Không đọc được nội dung dạng “{duoi}”.", duoi=path.suffix),
            msg("Các dạng đọc được: {dang}.", dang=", ".join(FORMATS)),
            path.name,
        )
    if not path.is_file():
        raise InputError.of(
            "V029",
            asked_at,
            msg("Không có tệp nội dung “{tep}”.", tep=path.name),
            msg("Đặt tệp vào thư mục hồ sơ, hoặc sửa khóa “noi_dung”."),
            path.name,
        )
    draft = _drafted(path, shown_as)
    blocks = nested(block_of(piece) for piece in numbered(with_titles(draft.pieces)))
    return blocks, (path, *draft.files), tuple(draft.findings)


def _drafted(path: Path, shown_as: str) -> Draft:
    if path.suffix.lower() == ".md":
        from generator.reading.markdown import read_markdown

        return read_markdown(path, shown_as)
    from generator.reading.word import read_word

    return read_word(path, shown_as)


def with_titles(pieces: Iterable[Piece]) -> list[Piece]:
    """ "Chương I" on a line of its own and its title on the next one as one piece."""
    result: list[Piece] = []
    for piece in pieces:
        if result and _waits_for_title(result[-1]) and piece.text and not piece.kind and not _mark(piece.text)[0]:
            last = result.pop()
            number = part(last.text, 0, len(last.text.rstrip()))
            piece = Piece(joined((number, ". ", piece.text)), heading=True, origin=last.origin)
        result.append(piece)
    return result


def numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Automatic numbers as the kinds that their levels are: one further down under a khoản that has a title."""
    titled: str | None = None
    for piece in pieces:
        if piece.level:
            heads = piece.level == 1 and _is_bold(piece.text)
            deeper = titled not in (None, piece.list_id) and not heads
            piece = replace(piece, kind=_NUMBERED[min(piece.level - 1 + deeper, len(_NUMBERED) - 1)])
        block = block_of(piece)
        if block.kind == "khoan" and block.title:
            titled = piece.list_id
        elif block.kind in (*_HEADINGS, "dieu") or (block.kind == "khoan" and not piece.level):
            titled = None
        yield piece


def _waits_for_title(piece: Piece) -> bool:
    kind, end = _mark(piece.text)
    return kind in _HEADINGS and not piece.text[end:].strip()


def _mark(text: str) -> tuple[BlockKind | None, int]:
    """The kind that a text's first characters name, and where the text itself begins."""
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            return kind, match.end()
    return None, 0


def block_of(piece: Piece) -> Block:
    """A piece as the block that its form or its first characters name; a plain paragraph otherwise."""
    if piece.cells:
        return Block("luoi", cells=piece.cells, merged=piece.merged, origin=piece.origin)
    if piece.picture:
        return Block("hinh", title=piece.text, picture=piece.picture, origin=piece.origin)
    marked, end = _mark(piece.text)
    kind = marked or piece.kind or "doan"
    text = part(piece.text, end)
    whole = piece.heading or _is_bold(text)
    if kind in _HEADINGS or (whole and kind in ("dieu", "khoan")):
        return Block(kind, title=unweighted(text), origin=piece.origin)
    return Block(kind, text, origin=piece.origin)


def begins_block(text: str) -> bool:
    """Whether a text begins as the decree begins a block: "đ)", "Điều 3."."""
    return _mark(text)[0] is not None


def _is_bold(text: str) -> bool:
    """Whether all of a text is bold, its footnotes apart."""
    covered = 0
    for span in spans_of(text):
        if span.bold and span.start <= covered:
            covered = span.end
    return bool(text.strip()) and covered >= len(text.rstrip())


@dataclass(slots=True)
class _Node:
    """A block with what is put under it so far."""

    block: Block
    children: list[_Node] = field(default_factory=list)

    def frozen(self) -> Block:
        return replace(self.block, children=tuple(child.frozen() for child in self.children))


def nested(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Flat blocks in reading order, each under the last one that can hold it."""
    root = _Node(Block("doan"))
    open_nodes = [(-1, root)]
    for block in blocks:
        depth = _DEPTH.get(block.kind, len(_DEPTH))
        while open_nodes[-1][0] >= depth:
            open_nodes.pop()
        node = _Node(block)
        open_nodes[-1][1].children.append(node)
        if block.kind in _DEPTH:
            open_nodes.append((depth, node))
    return root.frozen().children
