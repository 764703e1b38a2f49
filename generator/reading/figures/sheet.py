"""so-lieu.xlsx read back, or its rows in van-ban.yaml: each row a figure, every fault with its place, all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator.reading.records import RawRow, RawTable
from generator.values.errors import InputError
from generator.values.figures import (
    BEFORE,
    DASHES,
    GROUPED,
    NEVER_FALLS,
    OPEN,
    FigureSheet,
    FigureState,
    Form,
    Kind,
    SheetFigure,
    digits_of,
    is_measured,
)
from generator.values.findings import Finding, Message, Place, Severity, has_errors, msg
from generator.values.formulas import FormulaError, formula_of
from generator.values.patterns import late
from generator.values.text import fold, one_line, quote

# Titles of columns, folded; the first two make a row the header.
COLUMNS: Mapping[str, str] = {
    "khoa": "key",
    "ky nay": "now",
    "ten so lieu": "name",
    "cho trong van ban": "sentence",
    "so thu trong cau": "rank",
    "loai": "kind",
    "chac": "sure",
    "don vi tinh": "unit",
    "don vi cung cap": "source",
    "ky truoc": "last",
    "cong thuc": "formula",
    "lam tron": "digits",
    "cach in": "form",
    "trang thai": "state",
    "nguoi xac nhan": "confirmed_by",
    "ky truoc nua": "earlier",
}
# The same as keys of a row in van-ban.yaml.
KEYS: Mapping[str, str] = {title.replace(" ", "_"): key for title, key in COLUMNS.items()}
_TITLES = {key: title for title, key in KEYS.items()}
_NEEDED = ("key", "now")
_HEADER_WITHIN = 20
_KEY = late(r"[^\W\d]\w*")
_NUMBER = late(rf"(?P<minus>[{''.join(DASHES)}]?)\s?(?P<number>{GROUPED}|\d+(?:[.,]\d+)?)\s?%?")
_MOST_DIGITS = 6
_Word = TypeVar("_Word", bound=Enum)


def read_sheet(path: Path, shown_as: str) -> tuple[FigureSheet, tuple[Finding, ...]]:
    """The sheet of a file. Raises InputError V320 where it has no such table, V321…V325 with every fault found."""
    sheet, findings = read_rows(path, shown_as)
    if has_errors(findings):
        raise InputError(findings)
    return sheet, findings


def read_rows(path: Path, shown_as: str) -> tuple[FigureSheet, tuple[Finding, ...]]:
    """The same of a file that others filled in: what is wrong with a row is said and costs none of the others."""
    table, at, findings = _table_of(path, shown_as)
    reader = _Rows(_lines_of(table, at))
    rows = tuple(reader.rows())
    return FigureSheet(rows, Place(shown_as, table.sheet)), (*findings, *reader.findings)


def typed_rows(
    rows: Iterable[Mapping[str, str]], path: tuple[str | int, ...], place_of: Callable[[tuple[str | int, ...]], Place]
) -> tuple[FigureSheet, tuple[Finding, ...]]:
    """The same of rows that stand at a path of van-ban.yaml, by their keys (`KEYS`); what is wrong is said."""
    lines = [
        _Line({KEYS[key]: one_line(text) for key, text in row.items()}, partial(_typed_place, place_of, (*path, at)))
        for at, row in enumerate(rows)
    ]
    reader = _Rows(lines)
    return FigureSheet(tuple(reader.rows()), place_of(path), path), tuple(reader.findings)


def _typed_place(place_of: Callable[[tuple[str | int, ...]], Place], path: tuple[str | int, ...], column: str) -> Place:
    return place_of((*path, _TITLES.get(column, column)))


def columns_of(path: Path, shown_as: str) -> Mapping[str, str]:
    """The letter of each column of the sheet that is known, by what it holds."""
    table, at, _ = _table_of(path, shown_as)
    return {key: table.letter(column) for column, key in _columns(table.rows[at]).items()}


def own_of(path: Path, shown_as: str) -> tuple[RawTable, tuple[RawRow, ...], frozenset[int], RawRow]:
    """The sheet of a file, its rows, the columns of them that are read, the header: the others are of who filled it."""
    table, at, _ = _table_of(path, shown_as)
    header = table.rows[at]
    named = {column for column, title in header.cells.items() if fold(title) in COLUMNS}
    return table, table.rows[at + 1 :], frozenset(named), header


def _table_of(path: Path, shown_as: str) -> tuple[RawTable, int, tuple[Finding, ...]]:
    from generator.reading.xlsx import Workbook

    book = Workbook(path, shown_as)
    for name in book.sheets:
        table, found = book.table(name)
        if (at := _header_of(table)) is not None:
            return table, at, (*found, *_named_twice(table, table.rows[at]))
    raise InputError.of(
        "V320",
        Place(shown_as),
        msg("Không thấy bảng số liệu: cần dòng tiêu đề có cột “Khóa” và “Kỳ này”."),
        msg("“vanban so-lieu TỆP” lập bảng này từ báo cáo."),
    )


def is_figures(table: RawTable) -> bool:
    """Whether a table is one of figures."""
    return _header_of(table) is not None


def _header_of(table: RawTable) -> int | None:
    for at, row in enumerate(table.rows[:_HEADER_WITHIN]):
        if set(_NEEDED) <= set(_columns(row).values()):
            return at
    return None


def _named_twice(table: RawTable, row: RawRow) -> Iterator[Finding]:
    """The columns that have the title of one before them and cells below: they are not read."""
    read = _columns(row)
    for column, title in row.cells.items():
        if column in read or fold(title) not in COLUMNS:
            continue
        if not any(one.cells.get(column) for one in table.rows if one is not row):
            continue
        first = next(at for at, key in read.items() if key == COLUMNS[fold(title)])
        said = msg("Hai cột {ten}: chỉ đọc cột {dau}.", ten=quote(title), dau=table.letter(first))
        hint = msg("Xóa hoặc đổi tên cột {cot}.", cot=table.letter(column))
        place = Place(table.file, table.sheet, cell=f"{table.letter(column)}{row.number}")
        yield Finding("V320", Severity.WARNING, place, said, hint, title)


def _columns(row: RawRow) -> Mapping[int, str]:
    found: dict[str, int] = {}
    for column, title in row.cells.items():
        if key := COLUMNS.get(fold(title)):
            found.setdefault(key, column)
    return {column: key for key, column in found.items()}


class _Line(Struct, frozen=True):
    """A row: its texts by what they hold, and where each of them stands."""

    texts: Mapping[str, str]
    place: Callable[[str], Place]


def _lines_of(table: RawTable, header: int) -> Iterator[_Line]:
    """The rows below the header of a sheet; blank ones are none."""
    columns = _columns(table.rows[header])
    letters = {key: table.letter(column) for column, key in columns.items()}
    for row in table.rows[header + 1 :]:
        texts = {key: one_line(row.cells.get(column, "")) for column, key in columns.items()}
        if any(texts.values()):
            yield _Line(texts, partial(_cell, table, row.number, letters))


def _cell(table: RawTable, row: int, letters: Mapping[str, str], column: str) -> Place:
    letter = letters.get(column) or letters["key"]
    return Place(table.file, table.sheet, cell=f"{letter}{row}")


class _Rows:
    """Goes through the rows, collecting what is wrong."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._known: dict[str, Place] = {}

    def rows(self) -> Iterator[SheetFigure]:
        for line in self._lines:
            yield self._figure(line, line.texts)

    def _figure(self, row: _Line, texts: Mapping[str, str]) -> SheetFigure:
        kind = self._word(row, "kind", texts.get("kind", ""), Kind, Kind.MONTHLY)
        digits = self._digits(row, texts.get("digits", ""))
        measured = is_measured(kind, texts.get("unit", ""))
        last = self._number(row, "last", texts.get("last", ""), digits, measured)
        now = self._number(row, "now", texts.get("now", ""), digits, measured, last)
        state = self._state(row, texts, now, last)
        return SheetFigure(
            self._key(row, texts.get("key", "")),
            texts.get("name", ""),
            texts.get("sentence", ""),
            int(texts["rank"]) if texts.get("rank", "").isdecimal() else 1,
            kind,
            bool(texts.get("sure")),
            texts.get("unit", ""),
            texts.get("source", ""),
            texts.get("last", ""),
            texts.get("now", ""),
            last,
            now,
            self._formula(row, texts.get("formula", "")),
            digits if now is None or self._computed(texts) else _printed_digits(now, digits),
            self._word(row, "form", texts.get("form", ""), Form, Form.PADDED),
            state,
            texts.get("confirmed_by", ""),
            row.place("now"),
            texts.get("earlier", ""),
        )

    def _key(self, row: _Line, key: str) -> str:
        key = key.strip("{} ")
        place = row.place("key")
        if not _KEY.fullmatch(key) or key in (BEFORE, NEVER_FALLS):
            said = msg("Khóa {khoa} không dùng được.", khoa=quote(key)) if key else msg("Dòng này chưa có khóa.")
            self._error("V321", place, said, key, msg("Khóa gồm chữ, số và dấu gạch dưới, như ho_so_thang."))
        elif key in self._known:
            said = msg("Khóa {khoa} đã có ở {o}.", khoa=quote(key), o=str(self._known[key]))
            self._error("V321", place, said, key, msg("Mỗi số liệu một khóa."))
        self._known.setdefault(key, place)
        return key

    def _number(
        self, row: _Line, column: str, text: str, digits: int, measured: bool, last: Decimal | None = None
    ) -> Decimal | None:
        if not text or text in (OPEN, "…", "-"):
            return None
        value = _value(text)
        if value is None:
            hint = msg("Ghi như trong văn bản: 1.240; 86,91; 02.")
            self._error("V322", row.place(column), msg("{chu} không phải số.", chu=quote(text)), text, hint)
        elif (
            digits_of(value) > digits
            and value != round(value, digits)
            and ((digits > 0 or measured) and _finer(text, value, last))
        ):
            said = msg("{chu} có nhiều chữ số sau dấu phẩy hơn cột “Làm tròn” ({so}); in đúng như đã ghi.",
                       chu=quote(text), so=digits)  # fmt: skip
            hint = msg("Đúng thì sửa “Làm tròn”; không thì ghi số đã làm tròn.")
            self.findings.append(Finding("V497", Severity.WARNING, row.place(column), said, hint, text))
        elif digits_of(value) > digits and value != round(value, digits):
            said = msg("{chu} có phần thập phân, cột “Làm tròn” ghi {so}.", chu=quote(text), so=digits)
            hint = msg("Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân: 1.240; 86,91. Hoặc sửa “Làm tròn”.")
            self._error("V322", row.place(column), said, text, hint)
        return value

    def _digits(self, row: _Line, text: str) -> int:
        if not text:
            return 0
        if text.isdecimal() and int(text) <= _MOST_DIGITS:
            return int(text)
        said = msg("{chu} không phải số chữ số sau dấu phẩy.", chu=quote(text))
        self._error("V322", row.place("digits"), said, text, msg("Ghi 0, 1, 2 … đến {so}.", so=_MOST_DIGITS))
        return 0

    def _formula(self, row: _Line, text: str) -> str:
        if text and fold(text).replace(" ", "_") == NEVER_FALLS:
            return NEVER_FALLS
        try:
            if text:
                formula_of(text)
        except FormulaError as wrong:
            said = msg("Không hiểu công thức {chu}: {cho}.", chu=quote(text), cho=quote(str(wrong)))
            hint = msg("Viết như {{hs_moi}} + {{hs_doi}}, ky_truoc + {{hs_thang}}, {{da_tra}} / {{tiep_nhan}}.")
            self._error("V323", row.place("formula"), said, text, hint)
        return text

    def _state(self, row: _Line, texts: Mapping[str, str], now: Decimal | None, last: Decimal | None) -> FigureState:
        usual = FigureState.COMPUTED if self._computed(texts) else FigureState.MISSING
        state = self._word(row, "state", texts.get("state", ""), FigureState, usual)
        if state is FigureState.KEPT and not texts.get("confirmed_by"):
            said = msg("Giữ nguyên số kỳ trước mà chưa ghi ai xác nhận.")
            hint = msg("Ghi tên vào cột “Người xác nhận”, hoặc nhập số kỳ này.")
            self._error("V325", row.place("confirmed_by"), said, "", hint)
        elif state is FigureState.KEPT and None not in (now, last) and now != last:
            said = msg("Giữ nguyên số kỳ trước {truoc} mà “Kỳ này” ghi {nay}; in số kỳ này.",
                       truoc=texts.get("last", ""), nay=texts.get("now", ""))  # fmt: skip
            hint = msg("Bỏ “xác nhận giữ nguyên”, hoặc xóa ô “Kỳ này”.")
            self.findings.append(Finding("V325", Severity.WARNING, row.place("now"), said, hint, texts.get("now", "")))
            return FigureState.ENTERED
        if state is FigureState.MISSING and now is not None:
            return FigureState.ENTERED
        return FigureState.MISSING if state is FigureState.ENTERED and now is None else state

    def _computed(self, texts: Mapping[str, str]) -> bool:
        formula = texts.get("formula", "")
        return bool(formula) and fold(formula).replace(" ", "_") != NEVER_FALLS

    def _word(self, row: _Line, column: str, text: str, words: type[_Word], usual: _Word) -> _Word:
        if not text:
            return usual
        known = {fold(str(one.value)): one for one in words}
        if text == Form.PLAIN.value or fold(text) in known:
            return next((one for one in words if one.value == text), known[fold(text)])
        near = get_close_matches(fold(text), known, 1, 0.5)
        choices = ", ".join(str(one.value) for one in words)
        hint = (
            msg("Ý anh/chị là “{gan}”?", gan=known[near[0]].value)
            if near
            else msg("Chọn một trong: {cac}.", cac=choices)
        )
        self._error("V324", row.place(column), msg("Không có {chu} ở cột này.", chu=quote(text)), text, hint)
        return usual

    def _error(self, code: str, place: Place, message: Message, value: str, hint: Message) -> None:
        self.findings.append(Finding(code, Severity.ERROR, place, message, hint, value))


def value_in(text: str) -> Decimal | None:
    """What a cell of the sheet means; None where it is blank or no number."""
    return _value(text) if text else None


def _value(text: str) -> Decimal | None:
    """What a cell means, as a text with that number has it; None where it is no number."""
    from generator.reading.figures.read import value_of

    if number := _NUMBER.fullmatch(text):
        value = value_of(number["number"])
        return -value if number["minus"] else value
    try:
        return value_of(text) if not re.search(r"\d", text) else None
    except ArithmeticError:
        return None


def _printed_digits(now: Decimal, digits: int) -> int:
    """How many digits behind the comma a typed value prints: those that it has, where it is told more finely."""
    return max(digits, digits_of(now if digits else now.normalize()))


def _finer(text: str, value: Decimal, last: Decimal | None) -> bool:
    """Whether a measured value is only told more finely than last period: no "1,240" that means thousands."""
    near = last is not None and abs(last) / 20 <= abs(value) <= abs(last) * 20
    return "," in text and (digits_of(value) != 3 or near)
