"""Which of the first rows of a sheet are the header of its table, and the header texts above each column.

Signs: texts that are titles by their words, several of them side by side, no dates and no long sentences among them;
cells joined down over the levels of the header, or across over the columns of a group; a row `(1) (2) (3)` or the first
number of a list below it. A title above the table (`PHỤ LỤC`, `(Kèm theo …)`) stands alone in its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.reading.meaning import columns
from generator.values import glossary
from generator.values.patterns import late

SEARCHED = 60
DEEPEST = 5

# Words of the longest header text; cells with more are sentences.
_LONGEST_TITLE = 18
_NUMBERED = late(r"^[(\[]?\s*(\d{1,2}|[A-Z])\s*[)\]]?\s*(?:=.*)?$")
_FIRST_NUMBERS = late(r"^(?:0?1|I|A|a|1\.1|I\.1|A\.1)[.)]?$")
# The running number of a task, in one of its first two cells.
_BARE_NUMBER = late(r"^\d{1,3}[.)]?$")
# So many titles that are known are as telling as any number.
_TELLING = 4
# So many texts stand in a row of a title block at most: agency, Quốc hiệu, place and date.
_BESIDE = 3
_DATE = late(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|^\d{5,}$")
# The day until which a column tells: "Kết quả thực hiện đến 30/9/2026", "(tính đến ngày 15/6/2026)".
_UNTIL = late(r"\S\s*\(?(?:cập nhật |tính )?(?:đến|tới)(?: hết)?(?: ngày)? \d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?$")


class Merge(Struct, frozen=True):
    """Joined cells: first and last row and column, from 0, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


class HeaderRows(Struct, frozen=True):
    """The rows of a header: the first (from 0) and how many; how sure (0 … 1); the row `(1) (2) (3)`, -1: none."""

    first: int
    count: int
    certainty: float
    numbers: int = -1

    @property
    def body(self) -> int:
        """The first row below the header and its row of column numbers."""
        return max(self.first + self.count, self.numbers + 1)


def header_rows(rows: Sequence[Sequence[str]], merges: Iterable[Merge] = ()) -> HeaderRows | None:
    """The header among the first SEARCHED rows; None where no row has a text beside another and none is a known title.

    A merged text stands in its first cell; the others of it are "". Of two that look alike the first is taken.
    """
    top = [list(row) for row in rows[: SEARCHED + DEEPEST + 1]]
    joined = _by_row(merges, top)
    surest: HeaderRows | None = None
    for first in range(min(SEARCHED, len(top))):
        found = _header_from(top, joined, first, surest.certainty if surest else -1.0)
        surest = found or surest
    return surest


def header_paths(
    rows: Sequence[Sequence[str]], merges: Iterable[Merge], header: HeaderRows
) -> tuple[tuple[str, ...], ...]:
    """The header texts above each column from the top level down; () for a column without one."""
    width = max((len(row) for row in rows[header.first : header.body]), default=0)
    above: list[list[str]] = [[] for _ in range(width)]
    joined = _by_row(merges, rows[: header.first + header.count])
    for at in range(header.first, header.first + header.count):
        row = [*rows[at], *[""] * (width - len(rows[at]))]
        for column, text in enumerate(_spread(row, joined.get(at, ()))):
            if text and at > header.first and above[column] and _continues(rows[at - 1], rows[at]):
                above[column][-1] += f" {text}"
            elif text and (not above[column] or above[column][-1] != text):
                above[column].append(text)
    return tuple(tuple(texts) for texts in above)


def _spread(row: Sequence[str], merges: Iterable[Merge]) -> list[str]:
    """A row's texts with those of cells joined across over all of their columns."""
    spread = [" ".join(text.split()) for text in row]
    for merge in merges:
        text = spread[merge.left] if merge.left < len(spread) else ""
        for column in range(merge.left + 1, min(merge.right + 1, len(spread))):
            spread[column] = spread[column] or text
    return spread


def _by_row(merges: Iterable[Merge], rows: Sequence[Sequence[str]]) -> Mapping[int, list[Merge]]:
    """The merges that begin in each of the first rows, and the groups of those where none is."""
    joined: dict[int, list[Merge]] = {}
    for merge in merges:
        if merge.top < len(rows):
            joined.setdefault(merge.top, []).append(merge)
    for at, (row, below) in enumerate(pairwise(rows)):
        if at not in joined and (groups := list(_unjoined_groups(at, row, below))):
            joined[at] = groups
    return joined


def _unjoined_groups(at: int, row: Sequence[str], below: Sequence[str]) -> Iterator[Merge]:
    """Titles with blank cells to their right that all texts of the row below stand under, as in every CSV file.

    A column is under its group only where the row below has a text in each of the group's places, and none before it.
    """
    filled = [column for column, text in enumerate(row) if text.strip()]
    lower = set(_shown(below))
    if len(filled) < 2 or len(lower) < 2 or filled[0] in lower or any(_not_a_title(below[column]) for column in lower):
        return
    ends = [*filled[1:], max(lower) + 1]
    groups = [
        Merge(at, left, at, end - 1)
        for left, end in zip(filled, ends, strict=True)
        if end - left > 1 and lower >= set(range(left, end))
    ]
    under = {column for group in groups for column in range(group.left, group.right + 1)}
    if groups and lower <= under and sum(_speaks(row[column]) for column in filled) >= 2:
        yield from groups


def _header_from(
    rows: Sequence[Sequence[str]], joined: Mapping[int, list[Merge]], first: int, least: float
) -> HeaderRows | None:
    """The header that begins at a row, None where none can that is surer than `least`."""
    filled = [text for text in rows[first] if text.strip()]
    if any(_BARE_NUMBER.match(text.strip()) for text in filled[:2]):
        return None
    if any(_not_a_title(text) for text in filled) or _covers_all(rows[first], joined.get(first, ())):
        return None
    last = _last_level(rows, joined, first)
    titles = _leaves(rows, first, last)
    if len(titles) < 2 and not (titles and glossary.recognised(titles[0]) and _width(rows) == 1):
        return None
    numbers = last + 1 if last + 1 < len(rows) and is_column_numbers(rows[last + 1]) else -1
    body = rows[last + (2 if numbers > 0 else 1) :]
    share = len(titles) / max(_width(rows), 1)
    odds = -3.0 + 2.0 * share + 1.5 * (numbers > 0) + 1.0 * (last > first) + _begun(body)
    # A title block has a text or two in a row; a row of more that stands above is a task's, and its header is missing.
    odds -= 3.0 * any(sum(map(bool, map(str.strip, row))) > _BESIDE for row in rows[:first])
    if _sure(odds, _TELLING) <= least:
        return None  # the words of rows that can be no header are not asked for
    certainty = _sure(odds, sum(_speaks(text) for text in titles))
    return HeaderRows(first, last - first + 1, certainty, numbers) if certainty > least else None


def _sure(odds: float, known: int) -> float:
    """How sure a header is with so many titles that are known."""
    return round(columns.chance(odds + 1.3 * min(known, _TELLING)), 2)


def _not_a_title(text: str) -> bool:
    """Sentences, dates, bare numbers."""
    said = text.strip()
    if len(said.split()) > _LONGEST_TITLE or said.startswith("(Kèm theo"):
        return True
    return bool(_DATE.search(said)) and not (_UNTIL.search(said) and _speaks(" ".join(said.split())))


def _covers_all(row: Sequence[str], merges: Iterable[Merge]) -> bool:
    """A title above the table: one text joined across, nothing beside it."""
    return sum(bool(text.strip()) for text in row) == 1 and any(merge.right > merge.left for merge in merges)


def _last_level(rows: Sequence[Sequence[str]], joined: Mapping[int, list[Merge]], first: int) -> int:
    """Down to where the cells joined down end, and the columns of the groups have their own titles."""
    last = at = first
    while at <= last and last - first < DEEPEST - 1:
        for merge in joined.get(at, ()):
            last = max(last, min(merge.bottom, len(rows) - 1, first + DEEPEST - 1))
        groups = [merge for merge in joined.get(at, ()) if merge.right > merge.left and merge.bottom >= last]
        if last + 1 < len(rows) and (
            (groups and _are_under(rows[last + 1], groups)) or _continues(rows[last], rows[last + 1])
        ):
            last += 1
        at += 1
    return next((at - 1 for at in range(first + 1, last + 1) if not _goes_on(rows, joined, first, at)), last)


def _goes_on(rows: Sequence[Sequence[str]], joined: Mapping[int, list[Merge]], first: int, at: int) -> bool:
    """Whether a row can be a lower level: its texts stand under groups, or under nothing.

    A text right below a title that stands for itself is a task's, even where a cell beside it is joined over both rows.
    """
    under = {
        column
        for level in range(first, at)
        for merge in joined.get(level, ())
        if merge.right > merge.left
        for column in range(merge.left, merge.right + 1)
    }
    if _continues(rows[at - 1], rows[at]):
        return True
    titled = {column for level in range(first, at) for column, text in enumerate(rows[level]) if text.strip()}
    return not any(text.strip() and column in titled - under for column, text in enumerate(rows[at]))


def _continues(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether titles are written over two rows without joining them: `Số` above `TT`, `Nội dung` above `nhiệm vụ`."""
    columns = [column for column, text in enumerate(below) if text.strip()]
    if len(columns) < 2 or any(column >= len(row) or not row[column].strip() for column in columns):
        return False
    return glossary.recognised(f"{row[columns[0]]} {below[columns[0]]}") == "stt"


def _shown(row: Sequence[str]) -> list[int]:
    """The columns of a row that hold text, but for those of our own ids, which nobody sees."""
    return [column for column, text in enumerate(row) if text.strip() and not text.startswith("vanban:")]


def _are_under(row: Sequence[str], groups: Sequence[Merge]) -> bool:
    """Whether all texts of a row stand under groups, are titles, and more than one stands under a group."""
    under = {column for group in groups for column in range(group.left, group.right + 1)}
    filled = _shown(row)
    return len(filled) >= 2 and set(filled) <= under and not any(_not_a_title(row[column]) for column in filled)


def _leaves(rows: Sequence[Sequence[str]], first: int, last: int) -> list[str]:
    """The lowest header text of each column that has one."""
    lowest: dict[int, str] = {}
    for at in range(first, last + 1):
        lowest |= {column: text for column, text in enumerate(rows[at]) if text.strip()}
    return list(lowest.values())


def _speaks(title: str) -> bool:
    """Whether a text is a title of a field by its words alone."""
    return columns.said_by_words(title) >= columns.CLAIMED


def is_column_numbers(row: Sequence[str]) -> bool:
    """A row `(1) (2) (3)`, `A B 1 2 3` or `1 2 3 (4=2+3)`: running column numbers, three at least."""
    texts = [text.strip() for text in row if text.strip()]
    found = [match[1] for text in texts if (match := _NUMBERED.match(text))]
    if len(found) != len(texts) or len(found) < 3:
        return False
    letters = [text for text in found if text.isalpha()]
    numbers = [int(text) for text in found if not text.isalpha()]
    runs = numbers == list(range(1, len(numbers) + 1)) and letters == [chr(65 + n) for n in range(len(letters))]
    return runs and len(numbers) >= 2


def _begun(body: Sequence[Sequence[str]]) -> float:
    """What the first rows below say: a list begins (1, I, A); log-odds."""
    firsts = [next((text.strip() for text in row if text.strip()), "") for row in body[:2]]
    if any(_FIRST_NUMBERS.match(text) for text in firsts):
        return 1.0
    return 0.0 if any(firsts) else -0.5


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns of the first rows hold text."""
    return len({column for row in rows for column, text in enumerate(row) if text.strip()})
