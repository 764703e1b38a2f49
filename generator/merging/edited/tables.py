"""Task tables of an edited Word file: rows by anchors, fields by the titles of columns, wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace

from generator.merging.edited import printed
from generator.merging.edited.base import BaseRow
from generator.merging.edited.columns import Columns, header_length, is_numbers, recognised, titled_columns
from generator.merging.edited.pasted import left_out, pasted_again
from generator.merging.edited.reading import Reading
from generator.merging.edited.row_numbers import was_typed
from generator.merging.merge.align import best_pairs
from generator.merging.merge.headings import Heading, headings, same_headings
from generator.merging.merge.order import by_content
from generator.merging.model import HeadingId, NewRow, RowId, TaskId
from generator.ooxml.anchored_text import Row, Table
from generator.values.findings import Message, Severity, msg
from generator.values.patterns import late
from generator.values.text import clean, fold, one_line, quote
from generator.values.totals import is_total

_HEADING_NUMBER = late(r"([IVXLC]{1,7}|[A-ZĐ])[.)]?")
_NUMBERED_HEADING = late(r"([IVXLC]{1,7}|[A-ZĐ])[.)]\s+(\S.*)", re.DOTALL)


@dataclass
class _Read:
    """A row as read: its anchor (0 without one) and what that leads to, its texts by key, its number.

    `heading` are number and title of a heading row.
    """

    which: int
    row: Row
    anchor: int = 0
    base: BaseRow | None = None
    values: dict[str, str] = field(default_factory=dict)
    number: str = ""
    heading: tuple[str, str] | None = None

    @property
    def line(self) -> str:
        """What it says, its number apart: one without a mark has a number of nobody's."""
        return _line(self.heading, (text for key, text in self.values.items() if key != "stt"))


class TableReader:
    """Reads the task tables of one file, one after another."""

    def __init__(self, reading: Reading) -> None:
        """`reading` takes what is read."""
        self.reading = reading
        self.base = reading.base
        self._columns: dict[int, Columns] = {}
        self._rows: list[_Read] = []

    def read(self, table: Table) -> bool:
        """Read a table; False where it is no task table."""
        found = Counter(self.base.rows[number].table for row in table.rows if (number := self._anchor(row)))
        which = found.most_common(1)[0][0] if found else self._recognised(table)
        if which is None:
            return False
        first = next((at for at, row in enumerate(table.rows) if self._anchor(row)), len(table.rows))
        header = table.rows[: header_length(table.rows[:first], self._folded(which))]
        body = table.rows[len(header) :]
        columns = self._columns_by(which, header, body)
        for row in body:
            self._row(row, which, columns)
        self._report_titles(which, columns, header, body)
        return True

    def finish(self) -> None:
        """Decide what each row is, in their order: one of the base, by its anchor or its content, or a new one."""
        self._by_content()
        self._without_pasted()
        before = ""
        for read in self._rows:
            if was_typed(read.number, before, read.base.computed.get("stt") if read.base else None):
                self.reading.outside(read.row.place, read.number)
            before = read.number if read.heading is None else ""
            if record := self._decided(read):
                self.reading.order.append(record)

    # --- which table, which columns ---

    def _anchor(self, row: Row) -> int:
        return next((anchor.number for anchor in row.anchors if anchor.number in self.base.rows), 0)

    def _recognised(self, table: Table) -> int | None:
        """A table without anchors, by its titles."""
        titles = {fold(cell.text) for row in table.rows[:3] for cell in row.cells}
        best = max(range(len(self.base.tables)), key=lambda index: len(titles & self._folded(index)), default=None)
        return best if best is not None and len(titles & self._folded(best)) >= 3 else None

    def _folded(self, index: int) -> set[str]:
        return {fold(title) for title in self.base.tables[index].titles.values()} - {""}

    def _columns_by(self, which: int, header: Sequence[Row], body: Sequence[Row]) -> Columns:
        known = self.base.tables[which].titles
        if not header:
            return self._columns.get(which) or Columns(tuple(known), tuple(known.values()))
        columns = titled_columns(header, known)
        rows = [
            ([cell.text for cell in row.cells], self.base.rows[number].texts)
            for row in body
            if (number := self._anchor(row)) and len(row.cells) == len(columns.keys)
        ]
        self._columns[which] = recognised(columns, known, rows)
        return self._columns[which]

    def _report_titles(self, which: int, columns: Columns, header: Sequence[Row], body: Sequence[Row]) -> None:
        """Titles that were changed, or that stand over a new column in which nothing stands."""
        known = self.base.tables[which].titles
        for key, title in columns.renamed.items():
            self.reading.report(
                "V095",
                Severity.WARNING,
                header[-1].place,
                msg("Tên cột {cu} đã đổi thành {moi}; tên cột không lấy về.", cu=quote(known[key]), moi=quote(title)),
                title,
                msg("Đổi tên cột trong dữ liệu hoặc trong mẫu nếu cần giữ."),
            )
        for at, (key, title) in enumerate(zip(columns.keys, columns.titles, strict=True)):
            if title and header and key not in known and fold(title) not in self._folded(which):
                self.reading.titles[key] = title
                if not any(row.cells[at].text for row in body if len(row.cells) == len(columns.keys)):
                    self.reading.outside(header[-1].place, title)

    # --- rows ---

    def _row(self, row: Row, which: int, columns: Columns) -> None:
        number = self._anchor(row)
        base = self.base.rows.get(number)
        if base is None:
            if self._is_line(row):
                return
            if not is_numbers(row) and not self._is_header(row, which) and any(cell.text for cell in row.cells):
                self._loose(row, which, columns)
        elif base.section and _says_a_task(row, len(columns.keys), base):
            # Its mark stayed behind where rows were sorted: it is known by what it says.
            self._rows.append(_Read(which, row))
            self._read_cells(self._rows[-1], columns)
        elif base.section:
            self._rows.append(_Read(which, row, number, base, heading=_heading(row, base)))
        elif heading := self._heading_there(row):
            self._rows.append(_Read(which, row, heading=heading))
        else:
            self._rows.append(_Read(which, row, number, base))
            self._read_cells(self._rows[-1], columns)

    def _heading_there(self, row: Row) -> tuple[str, str] | None:
        """The heading of the base that a row says, all of it and nothing else."""
        filled = tuple(text for cell in row.cells if (text := one_line(cell.text)))
        return self._headings.get(filled) if 0 < len(filled) < 3 else None

    def _renumbered(self, filled: Sequence[str]) -> tuple[str, str] | None:
        """The heading that a row without a mark says behind another number, and nothing else."""
        number, title = filled if len(filled) == 2 else ("", "")
        known = one_line(title) in {one_line(own) for _, own in self._headings.values()}
        return (one_line(number), title) if known else None

    @cached_property
    def _headings(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        """Number and title of the headings, by the texts of their cells."""
        sections = (row.texts for row in self.base.rows.values() if row.section and not row.grouped)
        pairs = ((texts.get("so_muc", ""), texts.get("ten_muc", "")) for texts in sections)
        return {tuple(filter(None, map(one_line, pair))): pair for pair in pairs if pair[0] and pair[1]}

    def _is_line(self, row: Row) -> bool:
        """Whether a row is a total or a note that the form prints as the office made it: what was edited in it is seen
        beside what will be printed."""
        texts = [one_line(cell.text) for cell in row.cells if cell.text]
        known = any(anchor.number in self.base.lines for anchor in row.anchors)
        return bool(texts) and (known or self.base.computed.issuperset(texts))

    def _loose(self, row: Row, which: int, columns: Columns) -> None:
        filled = [cell.text for cell in row.cells if cell.text]
        heading = _new_heading(row, len(columns.keys), self._unnumbered_headings(which)) or self._renumbered(filled)
        read = _Read(which, row, heading=heading)
        if read.heading is None and len(row.cells) != len(columns.keys) and len(filled) <= 2:
            self.reading.outside(row.place, " ".join(filled))
            return
        if is_total(filled):
            self.reading.outside(row.place, " | ".join(filled))
            return
        if read.heading is not None or self._read_cells(read, columns):
            self._rows.append(read)

    def _unnumbered_headings(self, which: int) -> bool:
        return any(
            row.section and row.table == which and not row.texts.get("so_muc") for row in self.base.rows.values()
        )

    def _read_cells(self, read: _Read, columns: Columns) -> bool:
        """The texts of a row by key; False where its cells do not stand under the columns, which is reported."""
        row, base = read.row, read.base
        if len(row.cells) != len(columns.keys):
            self._shape(row)
            return False
        for cell, key in zip(row.cells, columns.keys, strict=True):
            text = clean(cell.text).strip()
            if cell.continues:
                if base and base.texts.get(key):
                    self._shape(row)
            elif " " in key:
                self._several(row, key, text, base)
            elif not key:
                if text:
                    self.reading.outside(row.place, text)
            elif key == "tinh_trang":
                self._computed(row, key, text, base)
            elif key == "stt" and not (base and "stt" in base.texts):
                read.number = text
            else:
                read.values[key] = text
        return True

    def _computed(self, row: Row, key: str, text: str, base: BaseRow | None) -> None:
        """What is computed at a date: no data hold it."""
        if base and text and not printed.same(base.computed.get(key, ""), text):
            self.reading.outside(row.place, text)

    def _several(self, row: Row, keys: str, text: str, base: BaseRow | None) -> None:
        """A column that shows several fields at once can be compared, but an edit in it cannot be told apart."""
        rest = one_line(text)
        for key in keys.split():
            rest = rest.replace(one_line(base.texts.get(key, "")) if base else "", "", 1)
        if re.search(r"\w", rest):
            self.reading.outside(row.place, text)

    def _shape(self, row: Row) -> None:
        self.reading.report(
            "V083",
            Severity.WARNING,
            row.place,
            msg("Dòng này đã gộp hoặc tách ô, không đọc được theo cột."),
            quote(" | ".join(cell.text for cell in row.cells), 200),
            msg("Trả các ô về đúng cột rồi chạy lại, hoặc sửa thẳng trong dữ liệu."),
        )

    def _is_header(self, row: Row, which: int) -> bool:
        own = {fold(cell.text) for cell in row.cells} - {""}
        return bool(own) and own <= self._folded(which)

    # --- what each row is ---

    def _by_content(self) -> None:
        """Give each task row the row of the base that it is: by its mark, where its text says so, else by likeness."""
        lines = {number: self._base_line(row) for number, row in self.base.rows.items()}
        told = by_content([(read.line, read.anchor or None) for read in self._rows], lines)
        for read, number in zip(self._rows, told, strict=True):
            read.base = self.base.rows[number] if number else None
        held = {*told}
        missing = [number for number, row in self.base.rows.items() if number not in held and not row.section]
        loose = [read for read in self._rows if read.base is None and read.heading is None]
        for i, j in best_pairs([lines[number] for number in missing], [read.line for read in loose]):
            loose[j].base = self.base.rows[missing[i]]
            self._report_match(loose[j], self.base.rows[missing[i]])
        for source in dict.fromkeys(table.source for table in self.base.tables):
            self._loose_headings(source)

    def _loose_headings(self, source: str) -> None:
        """Give heading rows that were typed anew the heading of the base in whose place they stand."""
        own = [read for read in self._rows if self.base.tables[read.which].source == source]
        if not any(read.base is None and read.heading is not None for read in own):
            return
        met = {read.base.record for read in own if read.base is not None}
        known = {record: one for record, one in self.base.headings(source).items() if record not in met}
        then = [replace(one, number=one.number.rpartition("/")[2]) for one in known.values()]
        rows = (Heading(*read.heading) if read.heading else read.base.record if read.base else None for read in own)
        now = zip((read for read in own if read.heading), headings(rows), strict=True)
        loose = [(read, one) for read, one in now if read.base is None]
        by_record = {row.record: row for row in self.base.rows.values() if row.section}
        for (read, _), at in zip(loose, same_headings(then, [one for _, one in loose]), strict=True):
            if at is not None:
                read.base = by_record[[*known][at]]

    def _without_pasted(self) -> None:
        """Leave out rows that were pasted once more; those among them that say something else are told one by one."""
        rows = [(read.line.strip(), read.base is not None) for read in self._rows]
        gone: set[int] = set()
        for run, other in pasted_again(rows):
            gone.update(run)
            place = self.reading.place(self._rows[run[0]].row.place)
            self.reading.findings.append(left_out(place, run, rows[run[0]][0]))
            for at in sorted(other):
                self.reading.outside(self._rows[at].row.place, rows[at][0])
        self._rows = [read for at, read in enumerate(self._rows) if at not in gone]

    def _base_line(self, row: BaseRow) -> str:
        if row.section:
            return _line((row.texts.get("so_muc", ""), row.texts.get("ten_muc", "")), ())
        keys = self._columns[row.table].keys if row.table in self._columns else tuple(row.texts)
        return _line(None, (row.texts[key] for key in keys if key in row.texts and key != "stt"))

    def _decided(self, read: _Read) -> RowId | None:
        """Put a row into the state, a new one among the new; its record."""
        base = read.base
        if base is None:
            return self._new(read)
        if base.section:
            return self._section(base, read)
        if not any(read.values.values()) and any(base.texts.values()):
            # An emptied row is a deleted one; a row whose cells could not be told is as it was.
            if len(read.values):
                return None
            self.reading.put(base.record, base.texts, read.row.place)
        else:
            self.reading.put(base.record, _kept(base, read.values), read.row.place)
        return base.record

    def _section(self, base: BaseRow, read: _Read) -> RowId | None:
        number, title = read.heading or ("", "")
        told = _kept(base, {"so_muc": number, "ten_muc": title})
        if not base.grouped:
            self.reading.put(base.record, told, read.row.place)
            return base.record
        if told["ten_muc"] != base.texts.get("ten_muc"):
            self.reading.outside(read.row.place, title)
        return None

    def _report_match(self, read: _Read, base: BaseRow) -> None:
        self.reading.report(
            "V082",
            Severity.WARNING,
            read.row.place,
            msg("Dòng này mất dấu của vanban; so khớp theo nội dung với nhiệm vụ {ma}.", ma=_called(base)),
            quote(" | ".join(value for value in read.values.values() if value)),
        )

    def _new(self, read: _Read) -> RowId | None:
        source = self.base.tables[read.which].source
        if read.heading is not None:
            texts = dict(zip(("so_muc", "ten_muc"), read.heading, strict=True))
            record: RowId = HeadingId(source, " ".join(filter(None, read.heading)), new=True)
        else:
            texts = read.values
            record = TaskId(source, one_line(" | ".join(texts.values())), new=True)
            if not any(texts.values()):
                return None
        if record not in self.reading.state:
            rows = (known for known in reversed(self.reading.order) if isinstance(known, RowId))
            after = next((known for known in rows if known.source == source), None)
            self.reading.new_rows.append(NewRow(record, after, texts, read.row.place, number=read.number))
        self.reading.state[record] = texts
        return record


def _says_a_task(row: Row, width: int, heading: BaseRow) -> bool:
    """Whether a row with the mark of a heading says more than a number, a title and amounts, and not its title."""
    texts = [one_line(cell.text) for cell in row.cells]
    words = [text for text in texts if any(map(str.isalpha, text))]
    return len(texts) == width and len(words) > 2 and one_line(heading.texts.get("ten_muc", "")) not in texts


def _called(base: BaseRow) -> Message | str:
    """A task as the file that it was printed in calls it: by its number, else by its first words."""
    number = base.computed.get("stt") or base.texts.get("stt") or ""
    return msg("số {so}", so=number) if number else quote(base.texts.get("noi_dung", base.record.name), 50)


def _line(heading: tuple[str, str] | None, values: Iterable[str]) -> str:
    """What a row says, for comparing; a heading says nothing that a task could say."""
    return one_line(" ".join(values)) if heading is None else f"\n{one_line(' '.join(heading))}"


def _heading(row: Row, base: BaseRow) -> tuple[str, str]:
    """Number and title of a heading row of the base, in one cell or in several."""
    number, title = base.texts.get("so_muc", ""), base.texts.get("ten_muc", "")
    cells = [clean(cell.text).strip() for cell in row.cells]
    if len(cells) > 1:
        in_one = (text for text in cells if text != title and text.startswith(number) and text.endswith(title))
        if title and (cells[0] == title or (number and any(in_one))):
            return number, title
        # What a heading adds up stands beside its title.
        words = [text for text in cells[1:] if any(map(str.isalpha, text))]
        return cells[0], title if title in words else " ".join(words or filter(None, cells[1:]))
    if cells and not printed.same(cells[0], f"{number} {title}"):
        title = cells[0].removeprefix(number).lstrip(".) ") if number else cells[0]
    return number, title


def _new_heading(row: Row, width: int, unnumbered: bool) -> tuple[str, str] | None:
    """Number and title of a row that has nothing else: `III` beside a title, or both in one cell; else None."""
    cells = [clean(cell.text).strip() for cell in row.cells]
    filled = [text for text in cells if text]
    if len(filled) == 2 and cells[0] == filled[0] and (number := _HEADING_NUMBER.fullmatch(cells[0])):
        return number[1], filled[1]
    if len(filled) != 1 or len(cells) >= width:
        return None
    if numbered := _NUMBERED_HEADING.fullmatch(filled[0]):
        return numbered[1], numbered[2]
    return ("", filled[0]) if unnumbered else None


def _kept(base: BaseRow, values: Mapping[str, str]) -> dict[str, str]:
    """The texts read, in the base's own spacing where only that differs."""
    return {
        key: base.texts[key] if key in base.texts and printed.same(base.texts[key], text) else text
        for key, text in values.items()
    }
