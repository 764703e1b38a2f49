"""The head and the end of a document that was issued, where its file is taken for a body: known, left out and said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.facts.kinds import kinds
from generator.reading.draft import Piece, mark_of
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold, one_line, quote

_NATION, _RECIPIENTS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"), "noi nhan"
# The first line above a signature: by whose authority, or as what, somebody signs.
_SIGNS = late(
    r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|Q)\b"
    r"|(?:\w+ )*(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|CHÁNH|BÍ THƯ|THỦ TƯỚNG|CHỦ NHIỆM|CHỈ HUY)\b"
)
_MOST_SIGNING, _LONGEST_LINE = 8, 80
# How far from the beginning the words of the nation stand, from there the name of the kind; how long an end is.
_TOP, _HEAD, _END = 6, 10, 16
_LONGEST_SUBJECT, _MOST_LINES = 300, 3
_BASES = ("can cu ", "theo de nghi ", "xet de nghi ", "xet to trinh ")
_SENTENCE = late(r"[.;:]\s*$")


def body_alone(
    pieces: Sequence[Piece], place: Place, *, bases: bool = False
) -> tuple[Sequence[Piece], tuple[Finding, ...]]:
    """The pieces between head and end, and one finding that tells what was left out, whole, and what to do (V398).

    With `bases` the dossier has those of its own: the file's are of its head.
    """
    head, end = _head(pieces), _end(pieces)
    head = _after_bases(pieces, head) if head and bases else head
    if not head and end == len(pieces):
        return pieces, ()
    left = [text for piece in (*pieces[:head], *pieces[end:]) if (text := _text(piece))]
    said = msg(
        "Tệp nội dung là văn bản đã có phần đầu, phần ký; không in hai lần: {chu}.", chu=quote("; ".join(left), 200)
    )
    hint = msg("“vanban import {tep} --into HỒ_SƠ” ghi số, ngày, nơi nhận, người ký còn thiếu thành khóa của hồ sơ.",
               tep=place.file)  # fmt: skip
    return pieces[head:end], (Finding("V398", Severity.WARNING, place, said, hint, "\n".join(left)),)


def _text(piece: Piece) -> str:
    return one_line(" ".join((str(piece.text), *(cell for row in piece.cells for cell in row))))


def _head(pieces: Sequence[Piece]) -> int:
    """How many pieces the head has: to the name of the kind and what it is about; 0 where there is none."""
    nation = next(
        (at for at, piece in enumerate(pieces[:_TOP]) if any(words in fold(_text(piece)) for words in _NATION)), None
    )
    if nation is None:
        return 0
    names = {fold(kind.name) for kind in kinds().values()}
    for at in range(nation + 1, min(nation + _HEAD, len(pieces))):
        if fold(_text(pieces[at])) in names and _text(pieces[at]).isupper():
            return _after_subject(pieces, at + 1)
    # A letter has no name of its kind: its head are the tables, or lines, down to its number and date.
    end = nation + 1
    while end < len(pieces) and (pieces[end].cells or re.match(r"so ", fold(_text(pieces[end])))):
        end += 1
    return end


def _after_subject(pieces: Sequence[Piece], at: int) -> int:
    """Behind the lines that say what it is about: short, no sentence, not numbered, before the first text."""
    for line in range(at, min(at + _MOST_LINES, len(pieces))):
        text = _text(pieces[line])
        about = text and len(text) <= _LONGEST_SUBJECT and not _SENTENCE.search(text) and not mark_of(text)[0]
        bold = pieces[line].heading or any(span.bold for span in getattr(pieces[line].text, "spans", ()))
        if not about or pieces[line].cells or not (bold or line == at):
            return line
    return min(at + _MOST_LINES, len(pieces))


def _after_bases(pieces: Sequence[Piece], at: int) -> int:
    """Behind what a document is based on, and the line that decides it: "QUYẾT ĐỊNH:"."""
    end = at
    while end < len(pieces) and fold(_text(pieces[end])).startswith(_BASES) and _SENTENCE.search(_text(pieces[end])):
        end += 1
    names = {fold(kind.name) for kind in kinds().values()}
    decides = end < len(pieces) and _text(pieces[end]).isupper() and fold(_text(pieces[end])) in names
    return end + 1 if end > at and decides else end


def _end(pieces: Sequence[Piece]) -> int:
    """Where the end begins: the table or line of recipients, or the signature above it, if little stands behind it."""
    for at in range(max(0, len(pieces) - _END), len(pieces)):
        if _receives(pieces[at]):
            behind = [one for one in pieces[at + 1 :] if len(_text(one)) > _LONGEST_SUBJECT]
            return _signature(pieces, at) if not behind else len(pieces)
    return len(pieces)


def _receives(piece: Piece) -> bool:
    """Whether recipients begin in a table, or in a line that has at most the office of who signs beside them."""
    if piece.cells:
        first = piece.cells[0][0] if piece.cells[0] else ""
        # A column of a table may have this title.
        others = (cell for row in piece.cells for cell in row if ":" in cell.partition("\n")[0])
        return any(fold(cell).startswith(_RECIPIENTS) for cell in (first, *others))
    before, _, beside = str(piece.text).partition(":")
    return fold(before) == _RECIPIENTS and (not beside.strip() or _SIGNS.match(beside.strip()) is not None)


def _signature(pieces: Sequence[Piece], end: int) -> int:
    """Where the lines of a signature that stands above the recipients begin; there, where none does."""
    for at in range(max(0, end - _MOST_SIGNING), end):
        between = pieces[at:end]
        if _SIGNS.match(_text(between[0])) and _text(between[0]).isupper() and all(map(_is_signing, between)):
            return at
    return end


def _is_signing(piece: Piece) -> bool:
    """Whether a line may be one of a signature: short, no sentence, not numbered."""
    text = _text(piece)
    return not piece.cells and len(text) <= _LONGEST_LINE and not _SENTENCE.search(text) and not mark_of(text)[0]
