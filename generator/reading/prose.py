"""A body drafted in Markdown or in Word, given the official form.

Both readers give a flat sequence of pieces; a piece that begins as the decree writes it ("Điều 2.", "II.", "3.",
"đ)", "-", "+") becomes that kind of block, whatever the drafter's own numbering, and the program numbers it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from generator.reading.draft import Draft, Piece, mark_of
from generator.reading.signed_form import body_alone
from generator.reading.typed_numbers import TypedNumbers
from generator.values.blocks import DEPTH, TITLED, BlockKind
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, msg
from generator.values.marked import joined, part, spans_of, unweighted
from generator.values.model import Block

FORMATS = (".md", ".docx")
# What the levels of an automatic numbering are, from the highest.
_NUMBERED: tuple[BlockKind, ...] = ("khoan", "diem", "gach", "cong")


def read_prose(
    path: Path, shown_as: str, asked_at: Place, *, whole: bool = False, bases: bool = False
) -> tuple[tuple[Block, ...], tuple[Path, ...], tuple[Finding, ...]]:
    """The blocks of a file, and the files that it was made of. The head and end of a Word file that was issued are no
    body: they are left out and said, unless the `whole` file is asked for; with `bases` what it is based on too.

    Raises InputError V142 for another format, V010… for a file that cannot be read, V015 for one without a text.
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
    if not draft.pieces and not draft.findings:
        said = msg("Tệp nội dung trống: không có chữ nào, bảng nào.")
        raise InputError.of("V015", Place(shown_as), said, msg("Viết nội dung vào tệp, hoặc bỏ khóa “noi_dung”."))
    pieces, form = (
        (draft.pieces, ()) if whole or suffix == ".md" else body_alone(draft.pieces, Place(shown_as), bases=bases)
    )
    pairs = [(piece, block_of(piece)) for piece in numbered(with_titles(pieces))]
    kept = tuple(TypedNumbers(draft).kept(pairs))
    # A file that is only read keeps its headings, whatever their numbers.
    blocks = nested(block for _, block in pairs) if whole else nested(kept)
    return blocks, (path, *draft.files), (*draft.findings, *form)


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
        if result and _waits_for_title(result[-1]) and piece.text and not piece.kind and not mark_of(piece.text)[0]:
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
        elif block.kind in (*TITLED, "dieu") or (block.kind == "khoan" and not piece.level):
            titled = None
        yield piece


def _waits_for_title(piece: Piece) -> bool:
    kind, end = mark_of(piece.text)
    return kind in TITLED and not piece.text[end:].strip()


def block_of(piece: Piece) -> Block:
    """A piece as the block that its form or its first characters name; a plain paragraph otherwise."""
    if piece.cells:
        return Block("luoi", cells=piece.cells, merged=piece.merged, origin=piece.origin)
    if piece.picture:
        return Block("hinh", title=piece.text, picture=piece.picture, origin=piece.origin)
    marked, end = mark_of(piece.text)
    kind = marked or piece.kind or "doan"
    text = part(piece.text, end)
    whole = piece.heading or _is_bold(text)
    if kind in TITLED or (whole and kind in ("dieu", "khoan")):
        return Block(kind, title=unweighted(text), origin=piece.origin)
    return Block(kind, text, origin=piece.origin)


def _is_bold(text: str) -> bool:
    """Whether all of a text is bold, its footnotes and the spaces between its words apart."""
    covered = 0
    for span in spans_of(text):
        if span.bold and not text[covered : span.start].strip():
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
        depth = DEPTH.get(block.kind, len(DEPTH))
        while open_nodes[-1][0] >= depth:
            open_nodes.pop()
        node = _Node(block)
        open_nodes[-1][1].children.append(node)
        if block.kind in DEPTH:
            open_nodes.append((depth, node))
    return root.frozen().children
