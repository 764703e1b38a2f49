"""The end of a document: Nơi nhận on the left, who signs on the right — in a table, between tabs, or one below
the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.checking.paper import signs
from generator.checking.paper.lines import Side, side_of
from generator.checking.paper.model import Cell, Line, Paragraph, Signer
from generator.values.patterns import late
from generator.values.text import fold

_LONGEST = 2_000  # characters: a longer paragraph is no line of a signature
_LAST = 40  # paragraphs from the end in which a signature without "Nơi nhận" is looked for
_ABOVE = 24  # paragraphs above the table of "Nơi nhận" in which a signature of two stands
# With their marks: a Trường is no Trưởng.
_TITLE = late(
    r"(tm|kt|tl|tuq|q|t[./]m|k[./]t|t[./]l|t[./]u[./]q)[\s./:,-]|"
    r"(phó )?(chủ tịch|giám đốc|tổng giám đốc|trưởng|bộ trưởng|"
    r"thứ trưởng|thủ trưởng|thủ tướng|thống đốc|chánh|chủ nhiệm|cục trưởng|vụ trưởng|hiệu trưởng|viện trưởng|"
    r"tổng cục trưởng|chi cục trưởng|tổng thanh tra|tổng kiểm toán|tổng biên tập|bí thư|thư ký|người ghi biên bản|"
    r"chủ tọa|chủ toạ|chủ trì|tổ trưởng|đội trưởng|hạt trưởng|chỉ huy trưởng|tư lệnh|chính ủy|chính uỷ|đại diện|"
    r"quyền hạn)(?!\w)"
)
# Signs that a line "Nơi nhận" stands above those who get the document; two of them are asked for.
_ENOUGH = 2
_NAME = late(r"[^\W\d_][\w.]*( [^\W\d_][\w.]*){1,6}")
_NO_NAMES = frozenset({"da ky", "ky ten", "ky ten dong dau", "da ky so", "ky ghi ro ho ten"})


class Closing(Struct, frozen=True):
    """Index of the first and last paragraph of the end (0: not found), and what stands there."""

    first: int = 0
    last: int = 0
    word: Line | None = None
    recipients: tuple[Line, ...] = ()
    signers: tuple[Signer, ...] = ()


_ARCHIVE = late(r"[-–+]?\s*lưu\b(?!\s*(trữ|hành))", re.IGNORECASE)
_NOTE = late(r"\*?\s*ghi chú\b|\*\s", re.IGNORECASE)
# Of thousands of cells those that may be the words above the recipients.
_RECIPIENTS = late(r"nơi\s+nhận", re.IGNORECASE)


def read_closing(paragraphs: Sequence[Paragraph], after: int) -> Closing:
    """The end of a document whose heading ends with paragraph `after`."""
    tail = [item for item in paragraphs if item.index > after]
    named = (item for item in tail if _RECIPIENTS.search(unicodedata.normalize("NFC", item.text)))
    words = [line for item in named for line in item.tab_stretches if signs.RECIPIENTS.match(line.text)]
    word = next((line for line in reversed(words) if _is_above_recipients(line, tail)), None)
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


def _is_above_recipients(word: Line, tail: Sequence[Paragraph]) -> bool:
    """Whether "Nơi nhận" is the word of the form, no column of a table: by its look, what follows, what is beside."""
    base = tail[0].index
    below = tail[word.paragraph.index - base + 1 : word.paragraph.index - base + 1 + _ABOVE]
    cell = word.paragraph.cell
    own = [line for item in below for line in item.tab_stretches if line.text and side_of(line) == side_of(word)]
    here = word.paragraph.index - base
    near = tail[max(0, here - _LAST) : here + _LAST]
    row = [item for item in near if cell and item.cell and (item.cell.table, item.cell.row) == (cell.table, cell.row)]
    beside = row if cell else tail[max(0, word.paragraph.index - base - _ABOVE) :]
    found = (
        word.text.endswith(":"),
        word.share("italic") > 0.5,
        bool(own) and own[0].text.startswith(("-", "–", "+")),
        any(is_archive(line) for line in own),
        any(_is_title(line) for item in beside for line in item.tab_stretches),
    )
    return sum(found) >= _ENOUGH


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
            if len(text) < 80 and signs.is_upper(text) and _TITLE.match(text.casefold()) and line.share("bold") > 0.5:
                if item.cell is None:
                    return item.index
                return next(p.index for p in tail if p.cell is not None and p.cell.outermost == item.cell.outermost)
    return 0


def _recipients(block: Sequence[Paragraph], word: Line) -> Iterator[Line]:
    side = side_of(word)
    in_text = side[0] in ("tab", "text")
    beside = _cells_that_go_on(block, word)
    archived = False
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
            # Behind the archive only what is plainly one more of the list goes on with it.
            if _NOTE.match(line.text) or (archived and not line.text.startswith(("-", "–"))):
                return
            archived = archived or is_archive(line)
            yield line


def _cells_that_go_on(block: Sequence[Paragraph], word: Line) -> frozenset[Cell | None]:
    """Cells below the row of Nơi nhận that hold more of the list: they begin with a dash."""
    own = word.paragraph.cell
    begins: dict[Cell, str] = {}
    for item in block:
        if own is not None and item.cell is not None and item.cell.table == own.table and item.cell.row > own.row:
            begins[item.cell] = begins.get(item.cell) or item.seen
    return frozenset(cell for cell, text in begins.items() if text.startswith(("-", "–")))


def is_archive(line: Line) -> bool:
    """Whether this is the line "- Lưu: VT, …", not an addressee whose name begins so (Lưu trữ quốc gia)."""
    return _ARCHIVE.match(line.text) is not None


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
    return _TITLE.match(line.text.casefold()) is not None and (signs.is_upper(line.text) or line.share("bold") > 0.5)


def _is_body_of_many(line: Line) -> bool:
    """Whether a line names those who are signed for, without the "TM." that belongs before it."""
    return signs.is_upper(line.text) and fold(line.text).startswith(("uy ban nhan dan", "hoi dong nhan dan"))


def _signer(lines: Sequence[Line]) -> Signer | None:
    titles: list[Line] = []
    rest: list[Line] = []
    gap = aside = False
    for line in lines:
        text = line.text
        if not text or text.startswith("(") or aside:
            gap = gap or bool(titles)
            aside = (aside or text.startswith("(")) and not text.endswith(")")
        elif not titles and not (_is_title(line) or _is_body_of_many(line)):
            continue
        elif not gap and (signs.is_upper(text) or _is_title(line)):
            titles.append(line)
        else:
            rest.append(line)
    if all(_is_body_of_many(line) for line in titles):
        return None
    return Signer(tuple(titles), _name(rest))


def _name(rest: Sequence[Line]) -> Line | None:
    """The name under a signature: the first line that looks like one (notes stand below it), else the last."""
    short = [line for line in rest if len(line.text) < 60]
    named = [line for line in short if _NAME.fullmatch(line.text) and fold(line.text) not in _NO_NAMES]
    # A position in small letters stands above the name, which is bold.
    named = [line for line in named if not _TITLE.match(line.text.casefold())] or named
    last = short[-1] if short and not _NOTE.match(short[-1].text) else None
    return next((line for line in named if line.share("bold") > 0.5), named[0] if named else last)
