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
_FINAL = " \n.:;"


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
    """ "Chương I" on a line of its own and its title on the next one, or in the next paragraph, as one piece."""
    result: list[Piece] = []
    for piece in _parted(pieces):
        if result and _waits_for_title(result[-1]) and piece.text and not piece.kind and not mark_of(piece.text)[0]:
            last = result.pop()
            number = part(last.text, 0, len(last.text.rstrip()))
            piece = Piece(joined((number, ". ", piece.text)), heading=True, origin=last.origin)
        result.append(piece)
    return result


def _parted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """ "Chương I" and its title, a line each of one paragraph, as two pieces."""
    for piece in pieces:
        at = piece.text.find("\n")
        first = part(piece.text, 0, max(at, 0))
        kind, end = mark_of(first)
        if kind in TITLED and not first[end:].strip():
            yield replace(piece, text=first)
            piece = replace(piece, text=part(piece.text, at + 1))
        yield piece


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
    """Whether all of a text is bold, its footnotes, the spaces between its words and the mark at its end apart."""
    covered = 0
    for span in spans_of(text):
        if span.bold and not text[covered : span.start].strip():
            covered = span.end
    return bool(text.strip(_FINAL)) and not text[covered:].strip(_FINAL)


@dataclass(slots=True)
class _Node:
    """A block with what is put under it so far."""

    block: Block
    children: list[_Node] = field(default_factory=list)

    def frozen(self) -> Block:
        return replace(self.block, children=tuple(child.frozen() for child in self.children))


def nested(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Flat blocks in reading order, each under the last one that can hold it; a paragraph that keeps its typed number
    stands, and holds, as its kind would."""
    root = _Node(Block("doan"))
    open_nodes = [(-1, root)]
    for block in blocks:
        kind = _typed_kind(block) or block.kind
        depth = DEPTH.get(kind, len(DEPTH))
        while open_nodes[-1][0] >= depth:
            open_nodes.pop()
        node = _Node(block)
        open_nodes[-1][1].children.append(node)
        if kind in DEPTH:
            open_nodes.append((depth, node))
    return root.frozen().children


def _typed_kind(block: Block) -> BlockKind | None:
    """The kind that the number of a paragraph names. A điều is left where it stands: its khoản look as those of one."""
    kind = mark_of(block.text)[0] if block.kind == "doan" else None
    return kind if kind != "dieu" else None


def is_heading(text: str) -> bool:
    """Whether a paragraph begins and looks as a heading: one that kept its typed number."""
    return bool(block_of(Piece(text)).title)
