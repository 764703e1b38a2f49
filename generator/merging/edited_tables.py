"""Task tables of an edited Word file: rows by anchors, fields by the titles of columns, wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator import glossary
from generator.findings import Message, Severity, msg
from generator.merging import printed
from generator.merging.align import best_pairs, moved_apart
from generator.merging.base import BaseRow
from generator.merging.edited_text import NewRow, Reading
from generator.merging.model import RecordId
from generator.ooxml.anchored_text import Row, Table
from generator.text import clean, fold, one_line, quote

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_NUMBER = re.compile(r"[\dIVXLCa-zđ.,)( ]{0,8}")
_HEADER_ROWS = 3


class TableReader:
    """Reads the task tables of one file, one after another."""

    def __init__(self, reading: Reading) -> None:
        """`reading` takes what is read."""
        self.reading = reading
        self.base = reading.base
        self._columns: dict[int, list[str]] = {}
        self._loose: list[tuple[int, Row, dict[str, str], RecordId | None]] = []

    def read(self, table: Table) -> bool:
        """Read a table; False where it is no task table."""
        anchored = [index for index, row in enumerate(table.rows) if self._row_of(row)]
        if anchored:
            found = Counter(base.table for item in table.rows if (base := self._row_of(item)))
            which, header = found.most_common(1)[0][0], list(table.rows[: anchored[0]])
        else:
            known = self._recognised(table)
            if known is None:
                return False
            which, header = known
        columns = self._columns_by(which, header, table)
        last: RecordId | None = None
        for row in table.rows[len(header) :]:
            last = self._row(row, which, columns, last)
        return True

    def finish(self) -> None:
        """Rows without an anchor: matched by content with rows that are missing, or new."""
        missing = [row for number, row in self.base.rows.items() if number not in self.reading.seen and not row.section]
        texts = [one_line(" ".join(row.texts.values())) for row in missing]
        loose = [
            one_line(" ".join(values.get(key, "") for key in self._row_keys(which)))
            for which, _, values, _ in self._loose
        ]
        matched = {j: missing[i] for i, j in best_pairs(texts, loose)}
        for index, (which, row, values, after) in enumerate(self._loose):
            if base := matched.get(index):
                self._matched(base, row, values, exact=loose[index] in texts)
            else:
                self._new(which, row, values, after)
        self._report_moves()

    def _row_keys(self, which: int) -> list[str]:
        return next((list(row.texts) for row in self.base.rows.values() if row.table == which and not row.section), [])

    # --- which table, which columns ---

    def _row_of(self, row: Row) -> BaseRow | None:
        for anchor in row.anchors:
            if found := self.base.rows.get(anchor.number):
                return found
        return None

    def _recognised(self, table: Table) -> tuple[int, list[Row]] | None:
        """Table and header rows of a table without anchors, by its titles."""
        titles = {fold(_grid_text(row, index)) for row in table.rows[:_HEADER_ROWS] for index in range(_width(row))}
        best = max(range(len(self.base.tables)), key=lambda index: len(titles & self._folded(index)), default=None)
        if best is None or len(titles & self._folded(best)) < 3:
            return None
        header: list[Row] = []
        for row in table.rows[:_HEADER_ROWS]:
            own = {fold(cell.text) for cell in row.cells}
            if header and not own & self._folded(best):
                break
            header.append(row)
        return best, header

    def _folded(self, index: int) -> set[str]:
        return {fold(title) for title in self.base.tables[index].titles.values()} - {""}

    def _columns_by(self, which: int, header: Sequence[Row], table: Table) -> list[str]:
        """The keys of each column, '' where a column has none."""
        titles = self.base.tables[which].titles
        header = [row for row in header if not _is_numbers(row)]
        width = max((_width(row) for row in table.rows), default=0)
        if not header:
            known = self._columns.get(which) or list(titles)
            return known if len(known) == width else list(titles) + [""] * max(0, width - len(titles))
        by_title = {fold(title): keys for keys, title in reversed(list(titles.items()))}
        columns: list[str] = []
        for index in range(width):
            title = next((text for row in reversed(header) if (text := _grid_text(row, index))), "")
            key = by_title.get(fold(title)) or (glossary.key_of_header(title) if title else "")
            columns.append(key if key not in columns else "")
        self._columns[which] = columns
        return columns

    # --- rows ---

    def _row(self, row: Row, which: int, columns: list[str], last: RecordId | None) -> RecordId | None:
        number = next((a.number for a in row.anchors if a.number in self.base.rows), 0)
        base = self.base.rows.get(number)
        if base is None or number in self.reading.seen:
            values = self._values(row, columns, None)
            if values and any(values.values()) and not _is_numbers(row) and not self._is_header(row, which):
                self._loose.append((which, row, values, last))
            return last
        self.reading.seen.add(number)
        self.reading.order.append(number)
        if base.section:
            self._section(base, row)
            return last
        values = self._values(row, columns, base)
        if values is not None:
            self.reading.put(base.record, _kept(base, values), row.place)
        return base.record

    def _values(self, row: Row, columns: list[str], base: BaseRow | None) -> dict[str, str] | None:
        """Texts of a row by key; None where its cells do not stand under the columns."""
        if _width(row) != len(columns):
            if base is not None or len([cell for cell in row.cells if cell.text]) > 2:
                self._shape(row, base)
            elif text := " ".join(cell.text for cell in row.cells if cell.text):
                self.reading.outside(row.place, text)
            return None
        values: dict[str, str] = {}
        at = 0
        for cell in row.cells:
            text = clean(cell.text).strip()
            key = columns[at]
            at += cell.span
            if cell.continues:
                continue
            if " " in key:
                self._several(row, key, text, base)
            elif not key:
                if text:
                    self.reading.outside(row.place, text)
            elif key == "tinh_trang":
                # Computed at a date: no data hold it.
                if base and text and not printed.same(base.computed.get(key, ""), text):
                    self.reading.outside(row.place, text)
            elif key == "stt" and not (base and "stt" in base.texts):
                if text and not _NUMBER.fullmatch(text):
                    self.reading.outside(row.place, text)
            else:
                values[key] = text
        return values

    def _several(self, row: Row, keys: str, text: str, base: BaseRow | None) -> None:
        """A column that shows several fields at once can be compared, but an edit in it cannot be told apart."""
        rest = one_line(text)
        for key in keys.split():
            rest = rest.replace(one_line(base.texts.get(key, "")) if base else "", "", 1)
        if re.search(r"\w", rest):
            self.reading.outside(row.place, text)

    def _shape(self, row: Row, base: BaseRow | None) -> None:
        self.reading.report(
            "V083",
            Severity.WARNING,
            row.place,
            msg("Dòng này đã gộp hoặc tách ô, không đọc được theo cột."),
            quote(" | ".join(cell.text for cell in row.cells), 200),
            msg("Trả các ô về đúng cột rồi chạy lại, hoặc sửa thẳng trong dữ liệu."),
        )
        if base is not None:
            self.reading.put(base.record, base.texts, row.place)

    def _section(self, base: BaseRow, row: Row) -> None:
        number, title = base.texts.get("so_muc", ""), base.texts.get("ten_muc", "")
        cells = [clean(cell.text).strip() for cell in row.cells]
        if len(cells) > 1:
            number, title = cells[0], " ".join(text for text in cells[1:] if text)
        elif cells and not printed.same(cells[0], f"{number} {title}"):
            title = cells[0].removeprefix(number).strip() if number else cells[0]
        told = _kept(base, {"so_muc": number, "ten_muc": title})
        if not base.grouped:
            self.reading.put(base.record, told, row.place)
        elif told["ten_muc"] != base.texts.get("ten_muc"):
            self.reading.outside(row.place, title)

    def _is_header(self, row: Row, which: int) -> bool:
        own = {fold(cell.text) for cell in row.cells} - {""}
        return bool(own) and own <= self._folded(which)

    # --- rows without an anchor ---

    def _matched(self, base: BaseRow, row: Row, values: Mapping[str, str], *, exact: bool) -> None:
        if not exact:
            self.reading.report(
                "V082",
                Severity.WARNING,
                row.place,
                msg("Dòng này mất dấu của vanban; so khớp theo nội dung với nhiệm vụ {ma}.", ma=base.record[-1]),
                quote(" | ".join(value for value in values.values() if value)),
            )
        self.reading.put(base.record, _kept(base, values), row.place)

    def _new(self, which: int, row: Row, values: Mapping[str, str], after: RecordId | None) -> None:
        filled = [key for key, text in values.items() if text]
        if (filled == ["noi_dung"] and len(row.cells) < len(values)) or "noi_dung" not in values:
            self.reading.outside(row.place, " | ".join(values[key] for key in filled))
            return
        source = self.base.tables[which].source
        record: RecordId = ("viec", source, f"+{one_line(' | '.join(values.values()))}")
        if record not in self.reading.state:
            self.reading.new_rows.append(NewRow(record, after, source, dict(values), row.place))
        self.reading.state[record] = dict(values)

    def _report_moves(self) -> None:
        """Rows that stand in another order than before: seen, and left as they are in the data."""
        if moved := moved_apart(self.reading.order):
            self.reading.report("V085", Severity.NOTE, "", rows_moved(moved))


def rows_moved(count: int) -> Message:
    """What is said of rows that stand in another order."""
    return msg("{so} dòng đã được chuyển chỗ; thứ tự trong dữ liệu giữ nguyên.", so=count)


def _kept(base: BaseRow, values: Mapping[str, str]) -> dict[str, str]:
    """The texts read, in the base's own spacing where only that differs."""
    return {
        key: base.texts[key] if key in base.texts and printed.same(base.texts[key], text) else text
        for key, text in values.items()
    }


def _width(row: Row) -> int:
    return sum(cell.span for cell in row.cells)


def _grid_text(row: Row, column: int) -> str:
    """The text of the cell over a grid column; '' where it goes on from above."""
    at = 0
    for cell in row.cells:
        if at <= column < at + cell.span:
            return "" if cell.continues else one_line(cell.text)
        at += cell.span
    return ""


def _is_numbers(row: Row) -> bool:
    """A row `(1) (2) (3)` under the header."""
    texts = [cell.text for cell in row.cells if cell.text]
    numbers = [text.strip("()") for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    return len(numbers) == len(texts) >= 3 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
