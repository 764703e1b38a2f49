"""An edited Excel file back to a state: rows by the hidden column of ids, fields by the titles of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.findings import Finding, Message, Place, Severity, msg
from generator.merging import printed
from generator.merging.align import best_pairs, moved_apart
from generator.merging.base import Base, BaseRow, BaseTable, source_name
from generator.merging.edited_tables import rows_moved
from generator.merging.edited_text import Edited, NewRow
from generator.merging.model import RecordId, Texts
from generator.model import Register, Section, Task
from generator.paths import row_ids
from generator.text import fold, one_line, quote

# Hidden columns: the ids, and the states that the summary sheet counts.
ID_KEY, STATE_KEY = "vanban_ma", "vanban_tinh_trang"


def workbook_base(rows: Sequence[Sequence[str]]) -> Base:
    """The base record in the hidden sheet: head, keys, titles, computed texts, rows (`rendering.xlsx_base`).

    No tables where the workbook shows counted figures, which no data hold.
    """
    head = rows[0]
    if len(rows) < 3:
        return Base(head[2], (), {}, (), {})
    keys, titles = rows[1][2:], rows[2][2:]
    source = source_name(head[3], head[4] if len(head) > 4 else "")
    shown = dict(zip(keys, [*titles, *[""] * (len(keys) - len(titles))], strict=True))
    found: dict[int, BaseRow] = {}
    computed: frozenset[str] = frozenset()
    for number, row in enumerate(rows[3:], start=1):
        kind, ma, texts = row[0], row[1], [*row[2:], *[""] * len(keys)]
        if kind == "tinh":
            shown["tinh_trang"] = ma
            computed = frozenset(one_line(text) for text in texts if text)
        elif kind == "muc":
            found[number] = BaseRow(0, True, ("muc", source, ma), {"so_muc": texts[0], "ten_muc": texts[1]})
        else:
            values = dict(zip(keys, texts, strict=False))
            found[number] = BaseRow(0, False, ("viec", source, ma), values, kind == "viec-tam")
    return Base(head[2], (head[3],), {}, (BaseTable(source, shown),), found, computed)


def read_workbook_edits(register: Register, base: Base, around: Sequence[tuple[str, str]], shown_as: str) -> Edited:
    """An edited table against its base; `around` are texts outside of the table that are new, with their cells."""
    reader = _Reader(register, base, shown_as)
    for cell, text in around:
        reader.outside(cell, text)
    last: RecordId | None = None
    for key, row in row_ids(register):
        last = reader.section(key, row) if isinstance(row, Section) else reader.task(row, last)
    reader.finish()
    return Edited(reader.state, tuple(reader.new), (), tuple(reader.findings))


class _Reader:
    def __init__(self, register: Register, base: Base, shown_as: str) -> None:
        self.base = base
        self.shown_as = shown_as
        self.sheet = register.origin.sheet
        self.source = base.tables[0].source
        self.state: dict[RecordId, Texts] = {}
        self.new: list[NewRow] = []
        self.findings: list[Finding] = []
        self._loose: list[tuple[Task, RecordId | None]] = []
        self._last_section: RecordId | None = None
        titles = {fold(title): key for key, title in base.tables[0].titles.items()}
        # The key a column has in the data: by the title that was printed, else the one that its text gives.
        self._keys = {column.key: titles.get(fold(column.title), column.key) for column in register.columns}

    def outside(self, cell: str, text: str) -> None:
        """Text that no field holds (V080)."""
        self._report("V080", cell, msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được."), text)

    def section(self, key: str, row: Section) -> RecordId | None:
        """A section row: told by its number, which the form prints."""
        record: RecordId = ("muc", self.source, key)
        if one_line(row.title) in self.base.computed:
            return None
        if record in self.base.state:
            self.state[record] = {"so_muc": row.number, "ten_muc": row.title}
        else:
            self.outside(f"{self.sheet}!{row.origin.row}", f"{row.number} {row.title}")
        return None

    def task(self, task: Task, last: RecordId | None) -> RecordId | None:
        """A task row: told by its id; a second row of one id is a copy, and new."""
        record: RecordId = ("viec", self.source, task.text(ID_KEY))
        if record not in self.base.state or record in self.state:
            self._loose.append((task, last))
            return last
        base = self.base.state[record]
        self.state[record] = {**base, **self._texts(task, base)}
        return record

    def _texts(self, task: Task, base: Texts) -> dict[str, str]:
        made: dict[str, str] = {}
        for own, key in self._keys.items():
            if own in (ID_KEY, STATE_KEY, "ma") or (key == "stt" and "stt" not in base):
                continue
            text = task.text(own)
            made[key] = base[key] if key in base and printed.same(base[key], text) else text
        return made

    def finish(self) -> None:
        """Rows without an id of ours: matched by content with rows that are missing, or new."""
        numbers = {row.record: number for number, row in self.base.rows.items() if not row.section}
        if moved := moved_apart([numbers[record] for record in self.state if record in numbers]):
            self.findings.append(Finding("V085", Severity.NOTE, Place(self.shown_as, self.sheet), rows_moved(moved)))
        missing = [row for row in self.base.rows.values() if not row.section and row.record not in self.state]
        old = [_line(row.texts) for row in missing]
        new = [_line(self._texts(task, {})) for task, _ in self._loose]
        matched = {j: missing[i] for i, j in best_pairs(old, new)}
        for index, (task, after) in enumerate(self._loose):
            if base := matched.get(index):
                self.state[base.record] = {**base.texts, **self._texts(task, base.texts)}
                self._report(
                    "V082",
                    str(task.origin.row),
                    msg("Dòng này mất mã của vanban; so khớp theo nội dung với nhiệm vụ {ma}.", ma=base.record[-1]),
                    new[index],
                )
            else:
                self._new(task, after)

    def _new(self, task: Task, after: RecordId | None) -> None:
        texts = self._texts(task, {})
        record: RecordId = ("viec", self.source, f"+{_line(texts)}")
        if record not in self.state:
            self.new.append(NewRow(record, after, self.source, texts, f"{self.sheet}!{task.origin.row}"))
        self.state[record] = texts

    def _report(self, code: str, cell: str, message: Message, value: str) -> None:
        place = Place(self.shown_as, part=cell)
        self.findings.append(Finding(code, Severity.WARNING, place, message, value=quote(value, 200)))


def _line(texts: Mapping[str, str]) -> str:
    return one_line(" | ".join(text for text in texts.values() if text))
