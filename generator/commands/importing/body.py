"""The body of a file as blocks of a dossier: each is printed with the number that it has in the file, or stays a
paragraph with its number typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.planning.numbering import BlockNumbers, has_articles
from generator.reading.draft import Draft, Piece, mark_of
from generator.reading.prose import block_of, nested, with_titles
from generator.reading.typed_numbers import TypedNumbers
from generator.values.blocks import DEPTH, TITLED
from generator.values.findings import Finding, Place
from generator.values.marked import part, stripped
from generator.values.model import Block
from generator.values.patterns import late

_LONGEST_TITLE = 300
_END = late(r"[\s.:]+$")


class _Typed(Struct, frozen=True):
    """A block with the number that it has in the file."""

    block: Block
    label: str
    text: str
    joined: bool = False  # whether its title stood on the line below


def blocks_of(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Pieces with their numbers typed as nested blocks; a number that the program would print otherwise stays text."""
    flat = [_typed(piece) for piece in with_titles(pieces)]
    articles = has_articles(one.block for one in flat)
    kept = list(_as_numbered(flat, articles=articles))
    if articles and not has_articles(kept):
        kept = list(_as_numbered(flat, articles=False, without=("dieu",)))
    return nested(kept)


def out_of_turn(pieces: Iterable[Piece], place: Place) -> Iterator[Finding]:
    """Numbers of the file that do not follow one another: what they head stays text."""
    draft = Draft()
    tuple(TypedNumbers(draft).kept((piece, block_of(piece)) for piece in with_titles(pieces)))
    yield from (replace(one, place=place) for one in draft.findings)


def _typed(piece: Piece) -> _Typed:
    block = block_of(piece)
    _, end = mark_of(piece.text)
    joined = piece.heading and block.kind in TITLED
    return _Typed(block, str(piece.text[:end]).strip(), piece.text, joined)


def _as_numbered(flat: Sequence[_Typed], *, articles: bool, without: Sequence[str] = ()) -> Iterator[Block]:
    """Each block where its number is the one that will be printed, else as a paragraph."""
    numbers = _Numbers(articles)
    for one in flat:
        kind = one.block.kind
        long = kind in TITLED and len(one.block.title) > _LONGEST_TITLE
        if kind not in DEPTH or (kind not in without and not long and numbers.is_next(one)):
            yield one.block
        else:
            yield from (replace(one.block, kind="doan", title="", text=text) for text in _lines(one))


def _lines(one: _Typed) -> Iterator[str]:
    """The text of a block that stays text: what stood on two lines ("Phần thứ nhất", its title) on two."""
    _, end = mark_of(one.text)
    if one.joined:
        yield stripped(part(one.text, 0, len(_END.sub("", str(one.text[:end])))))
        yield part(one.text, end)
    else:
        yield one.text


class _Numbers:
    """The numbers that will be printed, counted on only where they are the file's."""

    def __init__(self, articles: bool) -> None:
        self._numbers = BlockNumbers(articles=articles)

    def is_next(self, one: _Typed) -> bool:
        """Whether the block gets the number that it has; one that does not leaves the count as it is."""
        ahead = self._numbers.copy()
        try:
            number = ahead.next(one.block.kind)
        except ValueError:
            return False
        if _END.sub("", number).casefold() != _END.sub("", one.label).replace("–", "-").casefold():
            return False
        self._numbers = ahead
        return True
