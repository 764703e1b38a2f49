"""The end of a document: Nơi nhận on the left, who signs on the right — in a table, between tabs, or one below
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checking.paper import signs
from generator.checking.paper.lines import Side, side_of
from generator.checking.paper.model import Cell, Line, Paragraph, Signer
from generator.values.text import fold

_LONGEST = 2_000  # characters: a longer paragraph is no line of a signature
_LAST = 40  # paragraphs from the end in which a signature without "Nơi nhận" is looked for
_ABOVE = 24  # paragraphs above the table of "Nơi nhận" in which a signature of two stands
_TITLE = re.compile(
    r"(tm|kt|tl|tuq|q|t m|k t|t l|t u q) |(pho )?(chu tich|giam doc|tong giam doc|"
    r"truong|bo truong|thu truong|thong doc|chanh|chu nhiem|"
    r"cuc truong|vu truong|hieu truong|vien truong|tong cuc truong|chi cuc truong|tong thanh tra|bi thu|thu ky|chu toa|"
    r"to truong|truong ban|truong phong|quyen han)\b"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """Index of the first and last paragraph of the end (0: not found), and what stands there."""

    first: int = 0
    last: int = 0
    word: Line | None = None
    recipients: tuple[Line, ...] = ()
    signers: tuple[Signer, ...] = ()


# Of thousands of cells those that may be the words above the recipients.
_RECIPIENTS = re.compile(r"nơi\s+nhận", re.IGNORECASE)


def read_closing(paragraphs: Sequence[Paragraph], after: int) -> Closing:
    """The end of a document whose heading ends with paragraph `after`."""
    tail = [item for item in paragraphs if item.index > after]
    named = (item for item in tail if _RECIPIENTS.search(item.text))
    words = [line for item in named for line in item.tab_stretches if signs.RECIPIENTS.match(line.text)]
    word = words[-1] if words else None
    start = _first_of_block(tail, word.paragraph) if word else _signature_start(tail)
    if not start:
        return Closing()
    block = [item for item in tail if item.index >= start and len(item.text) < _LONGEST]
    if word is None:
        signers = _signers(block, None, ())
        return Closing(start, _last_of_block(block, signers, ()), None, (), signers)
    # A signature above its "Nơi nhận" (Biên bản, or all in one column) belongs to the end as well.
    recipients = tuple(_recipients(block, word))
    signers = _signers(block, word, recipients)
    return Closing(start, _last_of_block(block, signers, recipients), word, recipients, signers)


def _last_of_block(block: Sequence[Paragraph], signers: Sequence[Signer], recipients: Sequence[Line]) -> int:
    """The last paragraph of the signature: of its table, else of its last line. What follows is not judged."""
    lines = [line for signer in signers for line in (*signer.titles, signer.name) if line is not None]
    last = max((line.paragraph.index for line in (*lines, *recipients)), default=block[0].index)
    tables = {line.paragraph.cell.outermost for line in (*lines, *recipients) if line.paragraph.cell is not None}
    return max((item.index for item in block if item.cell and item.cell.outermost in tables), default=last)


def _first_of_block(tail: Sequence[Paragraph], paragraph: Paragraph) -> int:
    if paragraph.cell is None:
        earlier = _signature_start([item for item in tail if item.index < paragraph.index][-12:])
        return earlier or paragraph.index
    outermost = paragraph.cell.outermost
    own = [item for item in tail if item.cell is not None and item.cell.outermost == outermost]
    first = own[0].index
    if any(_is_title(line) for item in own for line in item.tab_stretches):
        return first
    # Two sign side by side (Mẫu 1.9, joint documents): their table stands above the one of Nơi nhận.
    return _signature_start([item for item in tail if item.index < first][-_ABOVE:]) or first


def _signature_start(tail: Sequence[Paragraph]) -> int:
    """Where a signature without "Nơi nhận" begins: the first bold title in capitals near the end."""
    for item in tail[-_LAST:]:
        for line in item.tab_stretches:
            text = line.text
            if len(text) < 80 and signs.is_upper(text) and _TITLE.match(fold(text)) and line.share("bold") > 0.5:
                if item.cell is None:
                    return item.index
                return next(p.index for p in tail if p.cell is not None and p.cell.outermost == item.cell.outermost)
    return 0


def _recipients(block: Sequence[Paragraph], word: Line) -> Iterator[Line]:
    side = side_of(word)
    in_text = side[0] in ("tab", "text")
    beside = _cells_that_go_on(block, word)
    for item in block:
        if item.index < word.paragraph.index:
            continue
        for line in item.tab_stretches:
            if not line.text or (item.index == word.paragraph.index and line.start <= word.start):
                continue
            same = side_of(line) == side or (in_text and side_of(line)[0] in ("tab", "text") and line.stretch == 0)
            if not same and item.cell not in beside:
                continue
            if in_text and not line.text.startswith(("-", "–", "+")):
                continue
            yield line
            if is_archive(line):
                return


def _cells_that_go_on(block: Sequence[Paragraph], word: Line) -> frozenset[Cell | None]:
    """Cells below the row of Nơi nhận that hold more of the list: they begin with a dash."""
    own = word.paragraph.cell
    begins: dict[Cell, str] = {}
    for item in block:
        if own is not None and item.cell is not None and item.cell.table == own.table and item.cell.row > own.row:
            begins[item.cell] = begins.get(item.cell) or item.seen
    return frozenset(cell for cell, text in begins.items() if text.startswith(("-", "–")))


def is_archive(line: Line) -> bool:
    """Whether this is the line "- Lưu: VT, …"."""
    return fold(line.text).startswith("luu")


def _signers(block: Sequence[Paragraph], word: Line | None, recipients: Sequence[Line]) -> tuple[Signer, ...]:
    left = side_of(word) if word is not None else ()
    taken = {_key(line) for line in (*recipients, *([word] if word is not None else []))}
    groups: dict[Side, list[Line]] = {}
    for item in block:
        for line in item.tab_stretches:
            if _key(line) in taken:
                continue
            side = side_of(line) if item.cell is not None or item.box else ("text",)
            if item.cell is not None and side == left and not _above(item, word):
                continue
            groups.setdefault(side, []).append(line)
    found = (_signer(lines) for lines in groups.values())
    return tuple(signer for signer in found if signer is not None)


def _key(line: Line) -> tuple[int, int]:
    return line.paragraph.index, line.start


def _above(item: Paragraph, word: Line | None) -> bool:
    """Whether a line in the column of Nơi nhận stands in a row above it: the other signer of a Biên bản."""
    cell = word.paragraph.cell if word is not None else None
    return cell is not None and item.cell is not None and item.cell.table == cell.table and item.cell.row < cell.row


def _is_title(line: Line) -> bool:
    return _TITLE.match(fold(line.text)) is not None and (signs.is_upper(line.text) or line.share("bold") > 0.5)


def _signer(lines: Sequence[Line]) -> Signer | None:
    titles: list[Line] = []
    rest: list[Line] = []
    gap = aside = False
    for line in lines:
        text = line.text
        if not text or text.startswith("(") or aside:
            gap = gap or bool(titles)
            aside = (aside or text.startswith("(")) and not text.endswith(")")
        elif not titles and not _is_title(line):
            continue
        elif not gap and (signs.is_upper(text) or _is_title(line)):
            titles.append(line)
        else:
            rest.append(line)
    if not titles:
        return None
    names = [line for line in rest if len(line.text) < 60]
    return Signer(tuple(titles), names[-1] if names else None)
