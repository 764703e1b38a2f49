"""What each row below the header of a table is: a section, a task, a total, a note, or nothing of the table.

By several signs: how the row is numbered and what comes next, how many of its cells say anything, which are joined,
and its first words. A row that is none of the table (its header again, the signatures below it) is told apart too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from generator.reading.records import RawRow
from generator.values.layout import RowKind
from generator.values.text import fold

_ROMAN = re.compile(r"[IVXLC]+")
_LETTER = re.compile(r"[A-ZĐ]")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_HEADING_NUMBER = re.compile(r"(?:[IVXLC]{1,7}|[A-ZĐ])(?:\.\d{1,2})*[.)]?")
_NUMBERED_TITLE = re.compile(
    r"((?:[IVXLC]{1,7}|[A-ZĐ])(?:\.\d{1,2})*)[.)/]\s+(?=\S)|([IVXLC]{1,7}(?:\.\d{1,2})+)\s+(?=\S)"
)
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=.*)?")
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)(?: .*)?")
_TOTAL_ALONE = re.compile(r"(?:tong cong|tong so|tong|cong)(?: (?:chung|muc|phan|nhom)?(?: ?[ivxlc\d]+| ?[a-d])*)?")
_FIGURE = re.compile(r"[-–(]?[\d.,\s]*\d[\d.,\s]*\)?\s*(?:%|đồng|đ|triệu|tỷ|tỉ)?|[-–]")
_NOTE = re.compile(r"(?:ghi chu|chu thich|chu y|luu y|giai thich)\b.*")
_LONGEST_TITLE = 120
_STARRED = re.compile(r"(?:\(?\*+\)?|\(\d\))\s+\S")
_SIGNING = re.compile(
    r"(?:nguoi (?:lap|tong hop|kiem tra|bao cao|duyet)|thu truong|giam doc|pho giam doc|chu tich|pho chu tich"
    r"|truong phong|pho truong phong|chanh van phong|hieu truong|cuc truong|vu truong|chi cuc truong|ke toan"
    r"|tm|kt|tl|tuq|q|noi nhan|ky ten|ky ghi ro|da ky|dai dien)\b.{0,60}"
)
_DATED = re.compile(r".{0,40}\bngay\b.{0,14}\bthang\b.{0,14}\bnam\b.{0,6}")


class Outside(Enum):
    """Why a row below the header is none of the table's own."""

    HEADER_AGAIN = "tieu-de-lap-lai"
    SIGNING = "ky-ten"
    OTHER_TABLE = "bang-khac"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a section row says: number and title, and the columns of their cells (the same, where one cell has both)."""

    number: str
    title: str
    number_at: int
    title_at: int


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row with what it is; a section row with its heading."""

    row: RawRow
    kind: RowKind | Outside
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows are judged by: the columns shown, that of the running number (None: none), the header's texts."""

    columns: tuple[int, ...]
    number_at: int | None
    content_at: int | None
    titles: Mapping[int, str]


def is_column_numbers(row: RawRow) -> bool:
    """A row `(1) (2) (3)`, `1 2 3` or `A B 1 2` under the header."""
    texts = [row.cells[at] for at in sorted(row.cells)]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    firsts = [re.sub(r"[^\w].*", "", text.lstrip("(")) for text in texts]
    numbers = [int(first) for first in firsts if first.isdigit()]
    letters = [first for first in firsts if not first.isdigit()]
    return (
        numbers == list(range(1, len(numbers) + 1)) and letters == list("ABCDEGH"[: len(letters)]) and len(numbers) > 1
    )


def known_rows(rows: Sequence[RawRow], shape: Shape) -> Iterator[KnownRow]:
    """Every row with what it is, in their order."""
    end = _end_of_table(rows, shape)
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < end else None
        yield _known(row, shape, following) if index < end else _below(row)


def _known(row: RawRow, shape: Shape, following: RawRow | None) -> KnownRow:
    if _is_header(row, shape):
        return KnownRow(row, Outside.HEADER_AGAIN)
    if _is_total(row, shape):
        return KnownRow(row, RowKind.TOTAL)
    heading = _heading(row, shape, following)
    return KnownRow(row, RowKind.SECTION, heading) if heading else KnownRow(row, RowKind.TASK)


def _below(row: RawRow) -> KnownRow:
    return KnownRow(row, RowKind.NOTE if _is_note(_texts(row)) else Outside.SIGNING)


def _texts(row: RawRow) -> list[str]:
    return [row.cells[at] for at in sorted(row.cells)]


# --- where the table ends --------------------------------------------------------------------------------------------


def _end_of_table(rows: Sequence[RawRow], shape: Shape) -> int:
    """The index of the first row below the table: notes, dates and signatures that nothing numbered follows."""
    last = max((index for index, row in enumerate(rows) if _belongs(row, shape)), default=-1)
    for index in range(last + 1, len(rows)):
        if _closes(rows[index], rows[index - 1] if index else None, shape):
            return index
    return len(rows)


def _belongs(row: RawRow, shape: Shape) -> bool:
    """Whether a row is surely one of the table: numbered, or with texts in half of its columns."""
    number = row.cells.get(shape.number_at, "") if shape.number_at is not None else ""
    if number and (_DOTTED.fullmatch(number.rstrip(".)")) or _HEADING_NUMBER.fullmatch(number)):
        return True
    return _is_total(row, shape) or len(row.cells) * 2 > max(len(shape.columns), 3)


def _closes(row: RawRow, above: RawRow | None, shape: Shape) -> bool:
    texts = _texts(row)
    if _is_note(texts) or all(_is_signing(text) for text in texts):
        return True
    # A text alone after blank rows, in a table whose tasks are numbered.
    apart = above is not None and row.number > above.number + 1
    return apart and shape.number_at is not None and shape.number_at not in row.cells and len(texts) <= 2


def _is_note(texts: Sequence[str]) -> bool:
    return bool(texts) and bool(_NOTE.fullmatch(fold(texts[0])) or _STARRED.match(texts[0]))


def _is_signing(text: str) -> bool:
    small = fold(text)
    return len(text) <= 80 and bool(_SIGNING.fullmatch(small) or _DATED.fullmatch(small))


# --- kinds -----------------------------------------------------------------------------------------------------------


def _is_header(row: RawRow, shape: Shape) -> bool:
    """The header again: after a page break, or above each section."""
    same = sum(text == shape.titles.get(at) or fold(text) == fold(shape.titles.get(at, "")) for at, text in _short(row))
    return same >= 2 and same * 3 >= len(row.cells) * 2


def _short(row: RawRow) -> Iterator[tuple[int, str]]:
    """The cells of a row that may be titles."""
    return ((at, text) for at, text in row.cells.items() if len(text) <= _LONGEST_TITLE)


def _is_total(row: RawRow, shape: Shape) -> bool:
    """`Tổng cộng`, `Cộng mục I`: first words of a row whose other texts are figures, or that says nothing else."""
    texts = _texts(row)
    first = next((text for text in texts if not _FIGURE.fullmatch(text)), "")
    small = fold(first)
    if not _TOTAL.fullmatch(small) or len(first) > 60:
        return False
    others = [text for text in texts if text is not first]
    figures = all(_FIGURE.fullmatch(text) for text in others)
    return figures and (bool(others) or bool(_TOTAL_ALONE.fullmatch(small)))


def _heading(row: RawRow, shape: Shape, following: RawRow | None) -> Heading | None:
    """What a section row says, None for any other row.

    A section row has nothing but a number (`I`, `A`, `II.1`, or `1` above `1.1`) and a title, or a title in a joined
    cell, its number inside it, or a title in capitals alone.
    """
    at = shape.number_at
    number = row.cells.get(at, "") if at is not None else ""
    others = [column for column in sorted(row.cells) if column != at]
    if at is not None and len(others) <= 1 and _heads(number, others, following, at):
        title_at = others[0] if others else (shape.content_at if shape.content_at is not None else at)
        return Heading(number.rstrip(".)"), row.cells[title_at] if others else "", at, title_at)
    if number and others:
        return None
    alone = others[0] if len(others) == 1 else at if number and at is not None else None
    return _titled(row, alone, shape) if alone is not None else None


def _heads(number: str, others: Sequence[int], following: RawRow | None, at: int) -> bool:
    """Whether a number is that of a section: Roman, a capital, or counted further below."""
    if _HEADING_NUMBER.fullmatch(number):
        return True
    bare = number.rstrip(".)")
    if not (others and _DOTTED.fullmatch(bare)) or following is None:
        return False
    return following.cells.get(at, "").startswith(f"{bare}.") and following.cells[at].rstrip(".)") != bare


def _titled(row: RawRow, at: int, shape: Shape) -> Heading | None:
    """A row with one text: a title where its cell is joined, or it begins with a Roman number, or shouts."""
    text = row.cells[at]
    number = _NUMBERED_TITLE.match(text)
    wide = at in row.wide
    in_number_column = at == shape.number_at and len(text) > 8
    shouts = len(text) > 5 and text.isupper() and at == shape.content_at
    if not (wide or in_number_column or shouts or (number and at == shape.content_at)):
        return None
    if number:
        return Heading(number[1] or number[2], text[number.end() :], at, at)
    return Heading("", text, at, at)


def number_style(number: str) -> str:
    """The kind of a section's number, by which its depth is known."""
    if not number:
        return "title"
    parts = number.split(".")
    first = parts[0]
    if first.isdigit():
        kind = "arabic"
    # C, D and L alone are letters: a list reaches C long before it reaches one hundred.
    elif _ROMAN.fullmatch(first) and not (_LETTER.fullmatch(first) and first in "CDL"):
        kind = "roman"
    else:
        kind = "letter"
    return kind if len(parts) == 1 else f"{kind}.{len(parts)}"


def any_numbered(rows: Iterable[RawRow], at: int | None) -> bool:
    """Whether any row has a running number."""
    return at is not None and any(at in row.cells for row in rows)
