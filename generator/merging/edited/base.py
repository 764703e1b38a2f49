"""The base record of a file with its meaning: the state it was made from, and what each anchor stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from generator.merging.edited.printed import place_and_date
from generator.merging.merge.headings import Heading, headings
from generator.merging.model import HeadingId, RecordId, RowId, State, TaskId, TextId, Texts
from generator.ooxml.base_part import BasePart, Record
from generator.values.paths import Path_, parsed
from generator.values.patterns import late
from generator.values.text import one_line

_NOTE = late(r"n\d{1,4}\.\d{1,9}")


class Value(Struct, frozen=True):
    """A text of a document: its path, the text in the data, the text as printed; its notes, behind how many letters of
    print each stands and what it says."""

    path: Path_
    text: str
    printed: str
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def record(self) -> TextId:
        """Its id in states."""
        return TextId(self.path)


class BaseTable(Struct, frozen=True):
    """A printed table: which register, and the title of each column by its keys (several joined by a space)."""

    source: str
    titles: Mapping[str, str]


class BaseRow(Struct, frozen=True):
    """A printed row: its table, its id, its texts; `provisional` where the id was made for a run.

    `computed` are the texts of fields that no data hold (a standing at a date), as printed; `grouped` is a section
    that groups tasks by what they say (`nhom: don_vi`) and stands in no data either.
    """

    table: int
    record: RowId
    texts: Texts
    provisional: bool = False
    computed: Texts = field(default_factory=dict)
    grouped: bool = False

    @property
    def section(self) -> bool:
        """Whether it is a heading."""
        return isinstance(self.record, HeadingId)


class Base(Struct, frozen=True, dict=True):
    """What a file was made from."""

    name: str
    sources: tuple[str, ...]
    values: Mapping[int, Value]
    tables: tuple[BaseTable, ...]
    rows: Mapping[int, BaseRow]
    computed: frozenset[str] = frozenset()
    """Texts outside of tables that were computed from the data of the day: figures, references, counted tables."""
    lines: frozenset[int] = frozenset()
    """The anchors of rows that are neither tasks nor headings: totals, notes."""

    @cached_property
    def state(self) -> State:
        """The base side of the merge."""
        texts: dict[RecordId, Texts] = {value.record: {"": value.text} for value in self.values.values()}
        for value in self.values.values():
            # The line of place and date shows two values.
            if value.path[-1] == "ngay" and (split := place_and_date(value.printed)):
                texts[place_record(value)] = {"": split[0]}
        for row in self.rows.values():
            if row.grouped:
                continue
            texts[row.record] = {**texts.get(row.record, {}), **row.texts}
        return texts

    def headings(self, source: str) -> dict[HeadingId, Heading]:
        """The headings of a register as they were printed, each with the rows below it."""
        rows = [row for row in self.rows.values() if row.record.source == source and not row.grouped]
        found = {row.record: Heading(row.record.name, row.texts.get("ten_muc", "")) for row in rows if row.section}
        headings(found.get(row.record, row.record) for row in rows)
        return {record: one for record, one in found.items() if isinstance(record, HeadingId)}


def place_record(value: Value) -> TextId:
    """The record of the place name that stands on the line of a date."""
    return TextId((*value.path[:-1], "dia_danh"))


def source_name(file: str, sheet: str) -> str:
    """A register's name in record ids: `nhiem-vu.xlsx!NhiemVu`."""
    return f"{file}!{sheet}" if sheet else file


def base_of(part: BasePart) -> Base:
    """The meaning of a base record."""
    values: dict[int, Value] = {}
    tables: list[BaseTable] = []
    rows: dict[int, BaseRow] = {}
    computed: frozenset[str] = frozenset()
    lines: set[int] = set()
    for record in part.records:
        kind = record.attributes.get("l")
        if kind == "chu":
            text = record.texts.get("", "")
            printed = record.texts.get("in", text)
            values[record.number] = Value(parsed(record.attributes.get("p", "")), text, printed, _notes(record))
        elif kind == "in":
            computed = frozenset(map(one_line, record.texts.values()))
        elif kind == "bang":
            source = source_name(record.attributes.get("nguon", ""), record.attributes.get("trang", ""))
            tables.append(BaseTable(source, record.texts))
        elif kind in ("viec", "muc") and tables:
            rows[record.number] = _row(record, kind, len(tables) - 1, tables[-1].source)
        elif kind == "dong":
            lines.add(record.number)
    attributes = part.attributes
    sources = tuple(name for name in attributes.get("nguon", "").split("|") if name)
    return Base(attributes.get("ho-so", ""), sources, values, tuple(tables), rows, computed, frozenset(lines))


def _notes(record: Record) -> tuple[tuple[int, str], ...]:
    """The notes of a text, which the record has under `n0.12`: the first one, behind twelve letters."""
    found = ((key.partition("."), text) for key, text in record.texts.items() if _NOTE.fullmatch(key))
    return tuple((int(start), text) for (_, _, start), text in found)


def _row(record: Record, kind: str, table: int, source: str) -> BaseRow:
    of_kind = HeadingId if kind == "muc" else TaskId
    computed = {name[1:]: text for name, text in record.texts.items() if name.startswith("=")}
    texts = {name: text for name, text in record.texts.items() if not name.startswith("=")}
    marks = record.attributes
    return BaseRow(table, of_kind(source, marks.get("ma", "")), texts, "tam" in marks, computed, "tinh" in marks)
