"""What each row below the header of a table is: a section, a task, a total, a note, or nothing of the table.

By several signs: how the row is numbered and what comes next, how many of its cells say anything, which are joined,
and its first words. A row that is none of the table (its header again, the signatures below it) is told apart too.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from generator.reading.records import RawRow
from generator.values.layout import RowKind
from generator.values.patterns import late
from generator.values.text import fold
from generator.values.totals import is_figure, is_total_label

_ROMAN = late(r"[IVXLC]+")
_LETTER = late(r"[A-ZĐ]")
_DOTTED = late(r"\d{1,3}(?:\.\d{1,3})*")
_HEADING_NUMBER = late(r"(?:[IVXLC]{1,7}|[A-ZĐ])(?:\.\d{1,2})*[.)]?")
_NUMBERED_TITLE = late(r"((?:[IVXLC]{1,7}|[A-ZĐ])(?:\.\d{1,2})*)[.)/]\s+(?=\S)|([IVXLC]{1,7}(?:\.\d{1,2})+)\s+(?=\S)")
_NOTE = late(r"(?:ghi chu|chu thich|chu y|luu y|giai thich)\b.*")
_LONGEST_TITLE = 120
_NOTE_INSIDE = late(r"(?:ghi chú|chú thích|chú ý|lưu ý|giải thích)[^:]{0,20}:")
_STARRED = late(r"(?:\(?\*+\)?|\(\d\))\s+\S")
# A part of a task, not a signature, however it goes on; and what somebody who signs is not said to do.
_BULLET = late(r"[-–+•*·]")
_DOES = late(
    r"\b(?:chiu|bao cao|phoi hop|lap|trinh|ra soat|xay dung|thuc hien|kiem tra|tham muu|ban hanh|theo doi|don doc"
    r"|hoan thanh|phe duyet|chu tri)\b"
)
_SIGNING = late(
    r"(?:nguoi (?:lap|tong hop|kiem tra|bao cao|duyet)|thu truong|giam doc|pho giam doc|chu tich|pho chu tich"
    r"|truong phong|pho truong phong|chanh van phong|hieu truong|cuc truong|vu truong|chi cuc truong|ke toan"
    r"|tm|kt|tl|tuq|q|noi nhan|ky ten|ky ghi ro|da ky|dai dien)\b.{0,60}"
)
_SIGNER = late(r"nguoi (?:lap|tong hop|kiem tra|bao cao|duyet)\b.{0,30}$")
# Titles of columns in which people's offices stand.
_OFFICES = late(r"\b(?:chuc (?:vu|danh)|vi tri|thanh (?:vien|phan)|danh xung|vai tro)\b")
# Below the row of signers: "(Ký, ghi rõ họ tên)", blank rows, names.
_SIGNED_WITHIN, _LONGEST_NAME = 6, 60
_DATED = late(r".{0,40}\bngay\b.{0,14}\bthang\b.{0,14}\bnam\b.{0,6}")


class Outside(Enum):
    """Why a row below the header is none of the table's own."""

    HEADER_AGAIN = "tieu-de-lap-lai"
    SIGNING = "ky-ten"


class Heading(Struct, frozen=True):
    """What a section row says: number and title, and the columns of their cells (the same, where one cell has both)."""

    number: str
    title: str
    number_at: int
    title_at: int


class KnownRow(Struct, frozen=True, gc=False):
    """A row with what it is; a section row with its heading."""

    row: RawRow
    kind: RowKind | Outside
    heading: Heading | None = None


class Shape(Struct, frozen=True):
    """What rows are judged by: the columns shown, that of the running number (None: none), the header's texts.

    `heads` are the texts of the header's other rows by column, that of column numbers among them: each may come again.
    """

    columns: tuple[int, ...]
    number_at: int | None
    content_at: int | None
    titles: Mapping[int, str]
    heads: tuple[Mapping[int, str], ...] = ()


def known_rows(rows: Sequence[RawRow], shape: Shape) -> Iterator[KnownRow]:
    """Every row with what it is, in their order."""
    end = _end_of_table(rows, shape)
    tasks = _styles_of_tasks(rows[:end], shape)
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < end else None
        yield _known(row, shape, following, tasks) if index < end else _below(row)


def _styles_of_tasks(rows: Sequence[RawRow], shape: Shape) -> frozenset[str]:
    """The kinds of numbers (`roman`, `letter`) that tasks have in this table, since most rows with one are filled."""
    filled: dict[str, int] = {}
    for row in rows:
        number = row.cells.get(shape.number_at, "") if shape.number_at is not None else ""
        if _HEADING_NUMBER.fullmatch(number):
            style = number_style(number.rstrip(".)"))
            words = sum(not is_figure(text) for text in row.cells.values())
            filled[style] = filled.get(style, 0) + (1 if words > 2 else -1)
    return frozenset(style for style, more in filled.items() if more > 0)


def _known(row: RawRow, shape: Shape, following: RawRow | None, tasks: frozenset[str]) -> KnownRow:
    if _is_header(row, shape):
        return KnownRow(row, Outside.HEADER_AGAIN)
    if _is_total(row, shape):
        return KnownRow(row, RowKind.TOTAL)
    if len(row.cells) == 1 and _NOTE_INSIDE.match(next(iter(row.cells.values())).casefold()):
        return KnownRow(row, RowKind.NOTE)
    heading = _heading(row, shape, following, tasks)
    return KnownRow(row, RowKind.SECTION, heading) if heading else KnownRow(row, RowKind.TASK)


def _below(row: RawRow) -> KnownRow:
    return KnownRow(row, RowKind.NOTE if _is_note(_texts(row)) else Outside.SIGNING)


def _texts(row: RawRow) -> list[str]:
    return [row.cells[at] for at in sorted(row.cells)]


# --- where the table ends --------------------------------------------------------------------------------------------


def _end_of_table(rows: Sequence[RawRow], shape: Shape) -> int:
    """The index of the first row below the table: notes, dates and signatures that nothing numbered follows."""
    end = _signers(rows, shape)
    last = next((index for index in range(end - 1, -1, -1) if _belongs(rows[index], shape)), -1)
    for index in range(last + 1, end):
        if _closes(rows[index], rows[index - 1] if index else None, shape):
            return index
    return end


def _belongs(row: RawRow, shape: Shape) -> bool:
    """Whether a row is surely one of the table: numbered, or with texts in half of its columns."""
    return _is_numbered(row, shape) or _is_total(row, shape) or len(row.cells) * 2 > max(len(shape.columns), 3)


def _signers(rows: Sequence[RawRow], shape: Shape) -> int:
    """The row of those who sign beside one another, which may fill the columns as a task does: nothing numbered
    follows, and no more than places for their signatures and their names. Without such a row all of them.
    """
    found = len(rows)
    for index in range(len(rows) - 1, max(len(rows) - _SIGNED_WITHIN, 0) - 1, -1):
        texts = rows[index].cells.values()
        if _is_note(_texts(rows[index])):
            continue
        if _is_numbered(rows[index], shape) or _is_total(rows[index], shape) or max(map(len, texts)) > _LONGEST_NAME:
            break
        if len(texts) > 1 and all(map(_is_signing, texts)) and _differs(rows[index], rows[:index], shape):
            found = index
    return found


def _differs(row: RawRow, above: Sequence[RawRow], shape: Shape) -> bool:
    """Whether a row of offices is surely none of its table: in capitals as not all above it are, or without a number
    below rows with one, none of its columns being that of people's offices.
    """
    if all(map(str.isupper, row.cells.values())):
        return any(not text.isupper() for one in above for text in one.cells.values() if not is_figure(text))
    offices = any(_OFFICES.search(fold(shape.titles.get(at, ""))) for at in row.cells)
    return not offices and any(_is_numbered(one, shape) for one in above)


def _is_numbered(row: RawRow, shape: Shape) -> bool:
    number = row.cells.get(shape.number_at, "") if shape.number_at is not None else ""
    return bool(number and (_DOTTED.fullmatch(number.rstrip(".)")) or _HEADING_NUMBER.fullmatch(number)))


def _closes(row: RawRow, above: RawRow | None, shape: Shape) -> bool:
    texts = _texts(row)
    if all(_is_signing(text) for text in texts):
        return True
    # `(1) …` alone among the tasks' contents is a part of the last one.
    part = set(row.cells) == {shape.content_at} and shape.number_at is not None and not row.wide
    if _is_note(texts) and not (part and texts[0].startswith("(") and texts[0][1].isdigit()):
        return True
    # A text alone after blank rows, in a table whose tasks are numbered.
    apart = above is not None and row.number > above.number + 1
    return apart and shape.number_at is not None and shape.number_at not in row.cells and len(texts) <= 2


def _is_note(texts: Sequence[str]) -> bool:
    return bool(texts) and bool(_NOTE.fullmatch(fold(texts[0])) or _STARRED.match(texts[0]))


def _is_signing(text: str) -> bool:
    small = fold(text)
    if len(text) > 80 or _BULLET.match(text) or (not text.isupper() and _DOES.search(small)):
        return bool(_SIGNER.match(small)) and len(text) <= 80
    return bool(_SIGNING.fullmatch(small) or _DATED.fullmatch(small))


# --- kinds -----------------------------------------------------------------------------------------------------------


def _is_header(row: RawRow, shape: Shape) -> bool:
    """The header again, any of its rows: after a page break, or above each section."""
    if _same(row, shape.titles):
        return True
    if not shape.heads:
        return False
    at = shape.content_at
    content = row.cells.get(at) if at is not None else None
    others = (texts for texts in shape.heads if content is None or at is None or texts.get(at) == content)
    return any(_same(row, texts) for texts in others)


def _same(row: RawRow, texts: Mapping[int, str]) -> bool:
    """Whether two of three cells, two at least, say what stands above them; no more are looked at than it takes."""
    count = len(row.cells)
    others = min(count - 2, count // 3)
    for at, text in row.cells.items():
        title = texts.get(at)
        if not title or len(text) > _LONGEST_TITLE or (text != title and not _says(text, title)):
            others -= 1
            if others < 0:
                return False
    return others >= 0


def _says(text: str, title: str) -> bool:
    """Whether a cell no longer than a title says the same. First letters tell most texts apart at no cost."""
    return not _apart(text[:1], title[:1]) and fold(text) == fold(title) != ""


@lru_cache(maxsize=1024)
def _apart(one: str, other: str) -> bool:
    """Whether texts that begin with these letters are not the same."""
    first, second = fold(one), fold(other)
    return bool(first and second) and first[0] != second[0]


def _is_total(row: RawRow, shape: Shape) -> bool:
    """`Tổng cộng`, `Cộng mục I`: first words of a row without a number of its own.

    `Tổng kinh phí …` is one where all else of the row are figures; `Tổng cộng` alone whatever stands beside it.
    """
    texts = _texts(row)
    for first in texts:
        if not is_figure(first):
            break
    else:
        return False
    if not is_total_label(first):
        return False
    number = row.cells.get(shape.number_at, "") if shape.number_at is not None else ""
    if is_total_label(first, alone=True):
        return not _DOTTED.fullmatch(number.rstrip(".)")) or len(texts) == sum(map(is_figure, texts)) + 1
    return number in ("", first) and all(is_figure(text) for text in texts if text is not first)


def _heading(
    row: RawRow, shape: Shape, following: RawRow | None, tasks: frozenset[str] = frozenset()
) -> Heading | None:
    """What a section row says, None for any other row.

    A section row has nothing but a number (`I`, `A`, `II.1`, or `1` above `1.1`) and a title, or a title in a joined
    cell, its number inside it, or a title in capitals alone. What it adds up may stand beside a title with a number.
    """
    at = shape.number_at
    number = row.cells.get(at, "") if at is not None else ""
    if at is not None and (len(row.cells) - (at in row.cells) <= 1 or _adds_up(row, shape, following)):
        others = [column for column in sorted(row.cells) if column != at][:1]
        if _heads(number, others, following, at, tasks if not row.wide else ()):
            title_at = others[0] if others else (shape.content_at if shape.content_at is not None else at)
            return Heading(number.rstrip(".)"), row.cells[title_at] if others else "", at, title_at)
    alone = _alone(row)
    return _titled(row, alone, shape) if alone is not None else None


def _alone(row: RawRow) -> int | None:
    """The column of a row's only text; of one beside figures, where its cell is joined or begins with a number."""
    if len(row.cells) == 1:
        return next(iter(row.cells))
    first = min(row.cells)
    heading = first in row.wide or _NUMBERED_TITLE.match(row.cells[first])
    return first if heading and all(is_figure(text) for at, text in row.cells.items() if at != first) else None


def _adds_up(row: RawRow, shape: Shape, following: RawRow | None) -> bool:
    """Whether beside a Roman number and a title there are figures alone, and the next row is counted otherwise."""
    at = shape.number_at
    number = row.cells.get(at, "") if at is not None else ""
    if at is None or following is None or number[:1].isdigit() or not _HEADING_NUMBER.fullmatch(number):
        return False
    title, *others = [row.cells[column] for column in sorted(row.cells) if column != at] or [""]
    if not others or is_figure(title) or not all(map(is_figure, others)):
        return False
    below = following.cells.get(at, "").rstrip(".)")
    return bool(below) and number_style(below) != number_style(number.rstrip(".)"))


def _heads(number: str, others: Sequence[int], following: RawRow | None, at: int, tasks: Container[str] = ()) -> bool:
    """Whether a number is that of a section: Roman, a capital (`tasks` has none of these), or counted further below."""
    if _HEADING_NUMBER.fullmatch(number):
        return number_style(number.rstrip(".)")) not in tasks
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
