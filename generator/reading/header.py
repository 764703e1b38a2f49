"""The header of a raw table: its rows, and what each column is called, means and how sure that is.

Which rows are the header and what the columns mean is judged by `meaning.header_rows` and `meaning.columns`; what a
dossier says of its columns (`la:`) goes before both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from generator.reading.meaning import columns as meaning
from generator.reading.meaning.header_rows import SEARCHED, HeaderRows, Merge, header_paths, header_rows
from generator.reading.records import RawRow, RawTable
from generator.values import glossary
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding, Message, Place, Severity, msg, one_of
from generator.values.model import Column
from generator.values.text import fold, key_of, one_line, quote

# From here on a guess is taken without a word; below it is said with what else the column might be.
SURE = 0.75
# A header less likely than this is none; one that is told is certain.
LIKELY = 0.6
# `la: {F: khong}`: a column of the office's own, whatever it looks like.
NO_FIELD = "khong"
_LONGEST_KEY = 60
_SAMPLED = 200
_HEADER_AND_SAMPLE = SEARCHED + _SAMPLED


class TableReading(Struct, frozen=True):
    """How a dossier wants a table read. `meanings`: column letter or title -> key, `khong` for none (`la:`).

    `table` is which one of the sheet's, from 1 (`bang_thu:`, 0 where it is not said).
    `header` are the first and the last row of the header where it was not recognised (`dong_tieu_de:`), 0 for none;
    `hidden_rows` and `hidden_columns` whether those are read that the program hides (`an:`).
    """

    meanings: tuple[tuple[str, str], ...] = ()
    header: tuple[int, int] = (0, 0)
    hidden_rows: bool = True
    hidden_columns: bool = False
    table: int = 0

    @property
    def nth(self) -> int:
        """Which table of the sheet, from 1."""
        return self.table or 1

    @property
    def nth_asked(self) -> bool:
        """Whether the dossier says which."""
        return bool(self.table)


class Header(Struct, frozen=True, dict=True):
    """Rows `first`…`last` (source numbers), `numbers` the row `(1) (2) …` below them (0: none); columns by index."""

    first: int
    last: int
    numbers: int
    index: Mapping[int, Column]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return tuple(self.index[at] for at in sorted(self.index))

    def at(self, key: str) -> int | None:
        """The index of the column that has a key."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, int]:
        return {column.key: at for at, column in reversed(tuple(self.index.items()))}

    def body(self, table: RawTable) -> tuple[RawRow, ...]:
        """The rows below the header and its column numbers."""
        last = max(self.last, self.numbers)
        return tuple(row for row in table.rows if row.number > last)


def find_header(table: RawTable, reading: TableReading) -> Header:
    """The header of a table. Raises InputError V040 where there is none, V220 for `la:` that names no column."""
    sample, dense, merges, found = _header_rows(table, reading)
    paths = header_paths(dense, merges, found)
    texts = _columns(dense[found.body :], paths)
    known = _told(reading, texts, table)
    results = _result_columns(texts)
    sure = {order: results[at] for order, (at, _) in enumerate(texts) if known.get(at) == results.get(at, "")}
    guesses = meaning.meanings([column for _, column in texts], sure)
    keys = _Keys(known)
    index = {}
    for (at, column), guess in zip(texts, guesses, strict=True):
        key = keys.of(at, column, guess)
        certainty = 1.0 if at in known else guess.certainty
        index[at] = Column(key, column.title, _group(column), table.letter(at), certainty)
    first, last = (sample[at].number for at in (found.first, found.first + found.count - 1))
    numbers = sample[found.numbers].number if found.numbers >= 0 else 0
    header = Header(first, last, numbers, index)
    said = (*_doubts(table, header, texts, guesses, known), *_blank_columns(table, header))
    return Header(first, last, numbers, index, said)


def _header_rows(
    table: RawTable, reading: TableReading
) -> tuple[Sequence[RawRow], Sequence[Sequence[str]], Sequence[Merge], HeaderRows]:
    """The rows looked at, as they are and dense, their joined cells, and which of them are the header."""
    sample = table.rows[:_HEADER_AND_SAMPLE]
    dense = [[row.cells.get(at, "") for at in range(table.width)] for row in sample]
    merges = tuple(_merges(table, sample))
    found = _asked(reading, sample, table) or header_rows(dense, merges)
    if found is None or found.certainty < LIKELY:
        raise _no_header(table)
    return sample, dense, merges, found


def header_texts(table: RawTable, reading: TableReading) -> tuple[int, frozenset[str]]:
    """The last row of the header, by its number, and the folded texts in it. Raises as `find_header`."""
    sample, _, _, found = _header_rows(table, reading)
    rows = sample[found.first : found.first + found.count]
    return rows[-1].number, frozenset(fold(text) for row in rows for text in row.cells.values())


def has_header(table: RawTable) -> bool:
    """Whether a sheet holds a table that is read without being told where."""
    sample = table.rows[:SEARCHED]
    dense = [[row.cells.get(at, "") for at in range(table.width)] for row in sample]
    found = header_rows(dense, tuple(_merges(table, sample)))
    return found is not None and found.certainty >= LIKELY


def _merges(table: RawTable, sample: Sequence[RawRow]) -> Iterator[Merge]:
    """The joined cells of the rows looked at, their rows counted among these."""
    order = {row.number: at for at, row in enumerate(sample)}
    last = sample[-1].number if sample else 0
    for area in table.merges:
        if area.row > last:
            continue
        below = min(area.row + area.rows - 1, last)
        rows = [order[number] for number in range(area.row, below + 1) if number in order]
        if rows:
            right = min(area.column + area.columns, table.width) - 1
            yield Merge(rows[0], area.column, rows[-1], right)


def _asked(reading: TableReading, sample: Sequence[RawRow], table: RawTable) -> HeaderRows | None:
    """The header where the dossier says it stands (`dong_tieu_de:`)."""
    first, last = reading.header
    if not first:
        return None
    rows = [at for at, row in enumerate(sample) if first <= row.number <= last]
    if not rows:
        raise InputError.of(
            "V221",
            Place(table.file, table.sheet, line=first),
            msg("“dong_tieu_de” chỉ dòng {dong}, dòng ấy không có chữ.", dong=first),
            msg("Ghi số dòng của tiêu đề bảng như Excel đánh số, ví dụ “dong_tieu_de: 5” hoặc “dong_tieu_de: 5-6”."),
        )
    below = sample[rows[-1] + 1 : rows[-1] + 2]
    from generator.reading.meaning.header_rows import is_column_numbers

    numbers = rows[-1] + 1 if below and is_column_numbers(list(below[0].cells.values())) else -1
    return HeaderRows(rows[0], len(rows), 1.0, numbers)


def _columns(body: Sequence[Sequence[str]], paths: Sequence[tuple[str, ...]]) -> list[tuple[int, meaning.ColumnTexts]]:
    """Columns with a header text or any text below: index, texts."""
    width = max([len(paths), *(len(row) for row in body)], default=0)
    found = []
    for at in range(width):
        path = paths[at] if at < len(paths) else ()
        cells = tuple(row[at] for row in body if at < len(row) and row[at])
        if path or cells:
            found.append((at, meaning.ColumnTexts(path, cells[:_SAMPLED])))
    return found


def _group(column: meaning.ColumnTexts) -> str:
    return " / ".join(column.path[:-1])


def _told(reading: TableReading, texts: Sequence[tuple[int, meaning.ColumnTexts]], table: RawTable) -> dict[int, str]:
    """What the dossier says of columns, by index; a name that is no column's is an error (V220)."""
    names: dict[str, int] = {}
    for at, column in texts:
        for name in (table.letter(at), fold(column.title), fold(" ".join(column.path))):
            names.setdefault(name, at)
    fields = glossary.titles()
    # A list of tasks by key says itself what each column is.
    told = {at: column.title for at, column in texts if column.title in fields}
    told |= _result_columns(texts)
    wrong: list[Finding] = []
    for name, key in reading.meanings:
        found = names.get(name.upper(), names.get(fold(name)))
        if found is None:
            wrong.append(_no_column(name, texts, table))
        else:
            told[found] = key
    if wrong:
        raise InputError(wrong)
    return told


def _result_columns(texts: Sequence[tuple[int, meaning.ColumnTexts]]) -> dict[int, str]:
    """The columns of a report's results: “Hoàn thành” beside “Chưa hoàn thành” is one of them, whatever it holds."""
    known = {at: key for at, column in texts if (key := glossary.recognised(column.title)) in glossary.RESULT_KEYS}
    return known if len(set(known.values())) == len(known) > 1 else {}


def _no_column(name: str, texts: Sequence[tuple[int, meaning.ColumnTexts]], table: RawTable) -> Finding:
    have = ", ".join(f"{table.letter(at)} {quote(column.title, 30)}" for at, column in texts)
    return Finding(
        "V220",
        Severity.ERROR,
        Place(table.file, table.sheet),
        msg("“la” nhắc tới cột {cot}, bảng không có cột ấy.", cot=quote(name)),
        msg("Các cột của bảng: {cac}.", cac=have),
        name,
    )


class _Keys:
    """Gives each column its key: told, guessed, or made of its title; no key twice."""

    def __init__(self, told: Mapping[int, str]) -> None:
        self._told = told
        self._taken = {key for key in told.values() if key != NO_FIELD}

    def of(self, at: int, column: meaning.ColumnTexts, guess: meaning.Guess) -> str:
        if (key := self._told.get(at, "")) and key != NO_FIELD:
            return key
        if key != NO_FIELD and guess.key and guess.key not in self._taken:
            self._taken.add(guess.key)
            return guess.key
        return self._own(at, column)

    def _own(self, at: int, column: meaning.ColumnTexts) -> str:
        """A key of the office's own: `lo_trinh_2026` under a common header, `cot_5` where there is no title."""
        fields = glossary.titles()
        made = key_of(column.title)[:_LONGEST_KEY]
        if not made or not made[0].isalpha() or made in fields:
            made = key_of(f"{' '.join(column.path[:-1]) or 'Cột'} {column.title or at + 1}")[:_LONGEST_KEY]
        key, count = made, 1
        while key in self._taken or key in fields or not key[:1].isalpha():
            count += 1
            key = f"{made or 'cot'}_{count}" if made[:1].isalpha() else f"cot_{made}_{count}"
        self._taken.add(key)
        return key


# --- what is said of it ----------------------------------------------------------------------------------------------


def _doubts(
    table: RawTable,
    header: Header,
    texts: Sequence[tuple[int, meaning.ColumnTexts]],
    guesses: Sequence[meaning.Guess],
    told: Mapping[int, str],
) -> Iterator[Finding]:
    """Guesses that are not sure, and columns that claim a meaning which another has."""
    own = {column.key: column for column in header.columns}
    ours = "ma" in own
    for (at, column), guess in zip(texts, guesses, strict=True):
        if at in told:
            continue
        key = header.index[at].key
        place = table.place(header.last, at)
        hint = msg("Đúng hay sai thì ghi một lần: “la: {{{cot}: {khoa}}}”.", cot=table.letter(at), khoa=key)
        if guess.key == key and guess.certainty < SURE:
            yield Finding("V222", Severity.NOTE, place, _unsure(column, guess), hint, column.title, asked=True)
        claimed = next((other for other, sure in guess.others if sure >= SURE and other in own), "")
        if claimed and not guess.key:
            other = own[claimed]
            yield Finding(
                "V042",
                Severity.ERROR if ours and glossary.recognised(column.title) == claimed else Severity.WARNING,
                place,
                msg(
                    "Hai cột cùng nghĩa: {sau} và {truoc} (cột {chu}).",
                    sau=quote(column.title),
                    truoc=quote(other.title),
                    chu=other.letter,
                ),
                msg("Ghi rõ cột nào là gì: “la: {{{cot}: khong}}”.", cot=table.letter(at)),
                column.title,
            )


def _blank_columns(table: RawTable, header: Header) -> Iterator[Finding]:
    """Columns drawn as such, in the header and below it, that hold nothing: they are not printed (V239)."""
    heads = range(header.first, header.last + 1)
    drawn = Counter(at for row in header.body(table) for at in table.boxed.get(row.number, ()))
    for at in sorted(drawn):
        if at in header.index or at in table.hidden_columns or not any(at in table.boxed.get(row, ()) for row in heads):
            continue
        yield Finding(
            "V239",
            Severity.WARNING,
            table.place(header.last, at),
            msg("Cột {cot} có khung nhưng không có tiêu đề, không có chữ nào, nên không in.", cot=table.letter(at)),
            msg("Cần cột ấy để điền tay thì ghi tiêu đề cho nó trong Excel."),
        )


def _unsure(column: meaning.ColumnTexts, guess: meaning.Guess) -> Message:
    titles = glossary.titles()
    others = [quote(titles[key]) for key, sure in guess.others if key in titles and sure >= meaning.WORTH_NAMING]
    if others:
        return msg(
            "Cột {cot} hiểu là {nghia}, chưa chắc; cũng có thể là {khac}.",
            cot=quote(column.title),
            nghia=quote(titles[guess.key]),
            khac=one_of(others),
        )
    return msg("Cột {cot} hiểu là {nghia}, chưa chắc.", cot=quote(column.title), nghia=quote(titles[guess.key]))


def without_content(table: RawTable, header: Header) -> VanbanError:
    """The one question where no column is the tasks' content."""
    have = "; ".join(f"{column.letter} {quote(one_line(column.title), 40)}" for column in header.columns)
    return InputError.of(
        "V223",
        Place(table.file, table.sheet, line=header.last),
        msg("Không rõ cột nào là nội dung nhiệm vụ. Các cột của bảng: {cac}.", cac=have),
        msg("Ghi cột ấy vào hồ sơ, ví dụ “la: {{B: noi_dung}}”."),
    )


def _no_header(table: RawTable) -> VanbanError:
    return InputError.of(
        "V040",
        Place(table.file, table.sheet),
        msg("Không tìm thấy dòng tiêu đề của bảng nhiệm vụ."),
        msg(
            "Cần một dòng có các tiêu đề như “STT”, “Nội dung, nhiệm vụ”, “Đơn vị chủ trì”, “Thời gian hoàn thành”; có "
            "dòng ấy mà không nhận ra thì ghi số dòng dưới “bang”, ví dụ “dong_tieu_de: 5”."
        ),
    )
