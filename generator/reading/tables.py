"""A raw table to a register: which row is the header, which rows are sections, what each cell means.

The one place that gives a cell its meaning, whatever format it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from generator.facts import danh_muc
from generator.facts.agencies import Agencies
from generator.reading.meaning import citations, deadlines, units
from generator.reading.meaning import status as status_meaning
from generator.reading.parts import with_meaning_of_their_task
from generator.reading.records import RawRow, RawTable
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import (
    Citation,
    Column,
    Deadline,
    Origin,
    Register,
    Role,
    Section,
    Status,
    Task,
    UnitMention,
)
from generator.values.text import fold, listed, quote

HEADER_SEARCHED_ROWS = 60
LONGEST_TEXT = 20_000
_REMEMBERED = 4_096

_ROMAN = re.compile(r"[IVXLC]+")
_LETTER = re.compile(r"[A-ZĐ]")
_HEADING_NUMBER = re.compile(r"^([IVXLC]{1,7}|[A-ZĐ])[.)]?$")
_NUMBERED_TITLE = re.compile(r"^([IVXLC]{1,7}|[A-ZĐ])[.)]\s+(?=\S)")
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands and which key each column has."""

    row: int
    depth: int
    columns: tuple[Column, ...]
    index: Mapping[int, Column]


def read_register(table: RawTable) -> tuple[Register, tuple[Finding, ...]]:
    """A task table as a register. Raises InputError where there is no header or no task; other errors are findings."""
    header = _find_header(table)
    reader = _RowReader(table, header)
    body = [row for row in table.rows if row.number > header.row + header.depth - 1]
    if body and _is_column_numbers(body[0]):
        body = body[1:]
    for row in body:
        reader.read(row)
    findings = (*_columns_twice(table, header), *reader.findings)
    register = Register(
        header.columns, tuple(with_meaning_of_their_task(reader.rows)), Origin(table.file, table.sheet, header.row)
    )
    if not register.tasks:
        raise InputError(
            (
                *(finding for finding in findings if finding.severity is Severity.ERROR),
                Finding(
                    "V041",
                    Severity.ERROR,
                    Place(table.file, table.sheet),
                    msg("Bảng nhiệm vụ không có nhiệm vụ nào dưới dòng tiêu đề."),
                    msg("Thêm ít nhất một dòng có nội dung nhiệm vụ."),
                ),
            )
        )
    return register, findings


def _find_header(table: RawTable) -> _Header:
    best: tuple[int, RawRow] | None = None
    for row in table.rows[:HEADER_SEARCHED_ROWS]:
        keys = {glossary.recognised(text) for text in row.cells.values()} - {None}
        if len(keys) >= 2 and (best is None or len(keys) > best[0]):
            best = (len(keys), row)
    if best is None:
        raise InputError.of(
            "V040",
            Place(table.file, table.sheet),
            msg("Không tìm thấy dòng tiêu đề của bảng nhiệm vụ."),
            msg(
                "Cần một dòng có các tiêu đề như “STT”, “Nội dung, nhiệm vụ”, “Đơn vị chủ trì”, “Thời gian hoàn thành”."
            ),
        )
    return _header_at(table, best[1])


def _header_at(table: RawTable, row: RawRow) -> _Header:
    """The header of one or two levels: a second row below it that names result columns, or one above it."""
    rows = {candidate.number: candidate for candidate in table.rows}
    below, above = rows.get(row.number + 1), rows.get(row.number - 1)
    if below and _completes(row, below):
        return _two_levels(table, row, below)
    if above and _completes(above, row):
        return _two_levels(table, above, row)
    index = {
        column: Column(glossary.key_of_header(text), text, letter=table.letter(column))
        for column, text in row.cells.items()
    }
    return _Header(row.number, 1, tuple(index[column] for column in sorted(index)), index)


def _completes(upper: RawRow, lower: RawRow) -> bool:
    """Whether the lower row is the second level of a header: all its texts stand under merged or empty cells."""
    recognised = [column for column, text in lower.cells.items() if glossary.recognised(text) in glossary.RESULT_KEYS]
    return len(recognised) >= 2 and bool(upper.wide) and min(lower.cells) >= min(upper.wide)


def _two_levels(table: RawTable, upper: RawRow, lower: RawRow) -> _Header:
    index: dict[int, Column] = {}
    group = ""
    for column in range(max((*upper.cells, *lower.cells)) + 1):
        if column in upper.wide:
            group = upper.cells.get(column, "")
        elif column in upper.cells:
            group = ""
        title = lower.cells.get(column) if group else upper.cells.get(column)
        if title:
            index[column] = Column(glossary.key_of_header(title), title, group, table.letter(column))
    return _Header(upper.number, 2, tuple(index.values()), index)


def _columns_twice(table: RawTable, header: _Header) -> Iterator[Finding]:
    first: dict[str, Column] = {}
    for position, column in header.index.items():
        if column.key in first:
            yield Finding(
                "V042",
                Severity.ERROR,
                table.place(header.row, position),
                msg(
                    "Hai cột cùng nghĩa: {sau} và {truoc} (cột {chu}).",
                    sau=quote(column.title),
                    truoc=quote(first[column.key].title),
                    chu=first[column.key].letter,
                ),
                msg("Đổi tên hoặc bỏ một trong hai cột."),
                column.title,
            )
        first.setdefault(column.key, column)


def _is_column_numbers(row: RawRow) -> bool:
    """A row `(1) (2) (3)` under the header."""
    texts = list(row.cells.values())
    numbers = [text.strip("()") for text in texts if _COLUMN_NUMBER.match(text)]
    return len(numbers) == len(texts) >= 3 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


@dataclass
class _RowReader:
    """Goes down the body rows, keeping the chain of open sections and the last task."""

    table: RawTable
    header: _Header
    rows: list[Section | Task] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    last_task: str = ""
    seen: dict[str, Origin] = field(default_factory=dict)
    letters: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """The letter of each column, shared by the origins of all rows."""
        self.letters = {column.key: column.letter for column in self.header.columns}

    def read(self, row: RawRow) -> None:
        """One body row: a section or a task."""
        texts = {column.key: row.cells[at] for at, column in self.header.index.items() if at in row.cells}
        outside = [at for at in row.cells if at not in self.header.index]
        self._report_outside(row, outside)
        if not texts:
            return
        origin = Origin(
            self.table.file,
            self.table.sheet,
            row.number,
            self.letters,
        )
        heading = _heading(texts, row, self._wide_keys(row))
        if heading is None:
            self._task(texts, origin)
        else:
            self._section(heading, origin)

    def _wide_keys(self, row: RawRow) -> bool:
        return any(at in row.cells for at in row.wide)

    def _section(self, heading: _Heading, origin: Origin) -> None:
        number, title = heading.number, heading.title
        own = {"so_muc": heading.number_key, "ten_muc": heading.title_key}
        cells = {name: self.letters[key] for name, key in own.items() if key in self.letters}
        origin = replace(origin, columns={**self.letters, **cells})
        if not title:
            self._error(
                "V043",
                origin.place("noi_dung"),
                msg("Dòng mục {so} không có tên mục.", so=quote(number)),
                number,
                msg("Ghi tên mục, hoặc xóa cả dòng."),
            )
        style = _style(number)
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        level = len(self.styles)
        self.path = (*self.path[: level - 1], number or title)
        self.rows.append(Section(number, title, level, self.path, origin))
        self.last_task = ""

    def _task(self, texts: dict[str, str], origin: Origin) -> None:
        stt = texts.get("stt", "")
        if "noi_dung" not in texts and stt:
            self._error(
                "V044",
                origin.place("noi_dung"),
                msg("Dòng có số thứ tự {so} nhưng không có nội dung.", so=quote(stt)),
                stt,
                msg("Ghi nội dung nhiệm vụ, hoặc xóa cả dòng."),
            )
        for key, text in texts.items():
            if len(text) > LONGEST_TEXT:
                self._warn("V045", origin.place(key), msg("Ô dài {so} ký tự.", so=len(text)), quote(text))
        parent = self.last_task if not stt and self._numbered else ""
        ma = self._ma(texts, origin)
        if not parent:
            self.last_task = ma
        self.rows.append(
            Task(
                ma,
                texts,
                self.path,
                status=self._status(texts, origin),
                parent=texts.get("cha", parent),
                source=texts.get("nguon", ""),
                origin=origin,
                **self._meanings(texts, origin),
            )
        )

    def _meanings(self, texts: Mapping[str, str], origin: Origin) -> dict[str, Any]:
        """What the deadline, citation and unit cells mean; what could not be understood is a finding."""
        deadline, doubts = _deadline(texts.get("thoi_han", ""))
        cited, more = _citations(texts.get("van_ban_chi_dao", ""))
        for key, found in (("thoi_han", doubts), ("van_ban_chi_dao", more)):
            self.findings += (replace(finding, place=origin.place(key)) for finding in found)
        agencies = danh_muc.agencies()
        named = tuple(
            unit
            for key, role in glossary.UNIT_ROLES.items()
            if texts.get(key)
            for unit in _units(texts[key], agencies, role)
        )
        return {"deadline": deadline, "citations": cited, "units": named}

    @property
    def _numbered(self) -> bool:
        return any(column.key == "stt" for column in self.header.columns)

    def _ma(self, texts: Mapping[str, str], origin: Origin) -> str:
        """The task's id: its own, or one made of section and number (good for this run only)."""
        ma = texts.get("ma", "")
        if ma in self.seen:
            earlier = self.seen[ma]
            self._error(
                "V046",
                origin.place("ma"),
                msg("Mã {ma} đã dùng ở ô {o}.", ma=quote(ma), o=earlier.place("ma").cell),
                ma,
                msg("Mỗi nhiệm vụ một mã riêng; cho dòng này một mã mới."),
            )
        if not ma:
            made = "-".join((*self.path, texts.get("stt", "").rstrip(".") or f"d{origin.row}"))
            ma = made if made not in self.seen else f"{made}-d{origin.row}"
        self.seen.setdefault(ma, origin)
        return ma

    def _status(self, texts: Mapping[str, str], origin: Origin) -> Status | None:
        """The `trang_thai` column where there is one; otherwise the one result column that holds text."""
        if text := texts.get("trang_thai"):
            for status in Status:
                if fold(status.value) == fold(text):
                    return status
            allowed = listed((quote(status.words) for status in Status), "hoặc")
            self._error(
                "V047",
                origin.place("trang_thai"),
                msg("Trạng thái {gia_tri} không có; cần {cho_phep}.", gia_tri=quote(text), cho_phep=allowed),
                text,
                msg("Ghi đúng một trong các giá trị đó, hoặc để trống."),
            )
        return status_meaning.of_columns(texts)

    def _report_outside(self, row: RawRow, columns: list[int]) -> None:
        for at in columns:
            self._warn(
                "V048",
                self.table.place(row.number, at),
                msg("Ô nằm ngoài các cột có tiêu đề nên không được đọc."),
                quote(row.cells[at]),
            )

    def _error(self, code: str, place: Place, message: Message, value: str, hint: Message | None = None) -> None:
        self.findings.append(Finding(code, Severity.ERROR, place, message, hint, value))

    def _warn(self, code: str, place: Place, message: Message, value: str) -> None:
        self.findings.append(Finding(code, Severity.WARNING, place, message, None, value))


# A register names the same few units, deadlines and documents again and again: each text is understood once.


@lru_cache(maxsize=_REMEMBERED)
def _deadline(text: str) -> tuple[Deadline, tuple[Finding, ...]]:
    return deadlines.parse(text)


@lru_cache(maxsize=_REMEMBERED)
def _citations(text: str) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    return citations.parse_cell(text)


@lru_cache(maxsize=_REMEMBERED)
def _units(text: str, agencies: Agencies, role: Role) -> tuple[UnitMention, ...]:
    return units.parse(text, agencies, default_role=role)


@dataclass(frozen=True, slots=True)
class _Heading:
    """Number and title of a section row, with the keys of the cells that hold them; no key for a number in the title's
    cell."""

    number: str
    title: str
    title_key: str
    number_key: str = ""


def _heading(texts: Mapping[str, str], row: RawRow, wide: bool) -> _Heading | None:
    """What a section row says, None for any other row.

    A section row has nothing but a number (`I`, `A`) and a title, or a title in a merged cell, its number inside it.
    """
    filled = {key for key in texts if key not in glossary.HIDDEN_KEYS}
    stt = texts.get("stt", "")
    others = filled - {"stt"}
    if _HEADING_NUMBER.match(stt) and len(others) <= 1:
        title_key = next(iter(others), "noi_dung")
        return _Heading(stt.rstrip(".)"), texts.get(title_key, ""), title_key, "stt")
    if stt and others:
        return None
    key = "stt" if stt else next(iter(others)) if len(others) == 1 else ""
    alone = texts.get(key, "")
    if alone and (wide or (stt == alone and len(alone) > 8)):
        number = _NUMBERED_TITLE.match(alone)
        return _Heading(number[1], alone[number.end() :], key) if number else _Heading("", alone, key)
    return None


def _style(number: str) -> str:
    """The kind of a section's number, by which its depth is known."""
    if not number:
        return "title"
    # C, D and L alone are letters: a list reaches C long before it reaches one hundred.
    return "roman" if _ROMAN.fullmatch(number) and not (_LETTER.fullmatch(number) and number in "CDL") else "letter"
