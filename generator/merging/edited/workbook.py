"""An edited Excel file back to a state: rows by the hidden column of ids, fields by the titles of columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.merging.edited import printed
from generator.merging.edited.base import Base, BaseRow, BaseTable, source_name
from generator.merging.edited.columns import Columns, recognised
from generator.merging.edited.pasted import left_out, pasted_again
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.edited.row_numbers import was_typed
from generator.merging.merge.align import best_pairs
from generator.merging.merge.headings import Heading, headings, same_headings
from generator.merging.merge.order import by_content
from generator.merging.model import Edited, HeadingId, NewRow, RecordId, RowId, TaskId, Texts
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Register, Section, Task
from generator.values.paths import row_ids
from generator.values.text import fold, one_line, quote

# Hidden columns: the ids, and the states that the summary sheet counts.
ID_KEY, STATE_KEY = "vanban_ma", "vanban_tinh_trang"
_NUMBER_KEY = "=stt"


def workbook_base(rows: Sequence[Sequence[str]]) -> Base:
    """The base record in the hidden sheet: head, keys, titles, computed texts, rows (`rendering.excel.base`).

    No tables where the workbook shows counted figures, which no data hold.
    """
    head = rows[0]
    if len(rows) < 3:
        return Base(head[2], (), {}, (), {})
    keys, titles = [key for key in rows[1][2:] if key and key != _NUMBER_KEY], rows[2][2:]
    source = source_name(head[3], head[4] if len(head) > 4 else "")
    shown = dict(zip(keys, [*titles, *[""] * len(keys)], strict=False))
    found: dict[int, BaseRow] = {}
    computed: frozenset[str] = frozenset()
    for number, row in enumerate(rows[3:], start=1):
        kind, ma, texts = row[0], row[1], [*row[2:], *[""] * len(keys)]
        if kind == "tinh":
            shown["tinh_trang"] = ma
            computed = frozenset(one_line(text) for text in texts if text)
        elif kind == "muc":
            found[number] = BaseRow(0, HeadingId(source, ma), {"so_muc": texts[0], "ten_muc": texts[1]})
        else:
            values = dict(zip(keys, texts, strict=False))
            # What follows the keys is the number that was printed.
            printed_number = {"stt": texts[len(keys)]} if _NUMBER_KEY in rows[1] else {}
            found[number] = BaseRow(0, TaskId(source, ma), values, kind == "viec-tam", printed_number)
    return Base(head[2], (head[3],), {}, (BaseTable(source, shown),), found, computed)


def read_workbook_edits(register: Register, base: Base, unread: Collection[str], shown_as: str) -> Edited:
    """An edited table against its base.

    `unread` are cells of which nobody can say what stands in them: their fields are as they were.
    """
    reader = _Reader(register, base, unread, shown_as)
    reader.titles()
    reader.rows()
    own = {key: title for key, title in zip(reader.columns.keys, reader.columns.titles, strict=True) if key}
    return Edited(reader.state, tuple(reader.new), (), tuple(reader.findings), tuple(reader.order), own)


class _Reader:
    def __init__(self, register: Register, base: Base, unread: Collection[str], shown_as: str) -> None:
        self.register = register
        self.unread = unread
        self.base = base
        self.shown_as = shown_as
        self.sheet = register.origin.sheet
        self.source = base.tables[0].source
        self.state: dict[RecordId, Texts] = {}
        self.new: list[NewRow] = []
        self.order: list[RecordId] = []
        self.findings: list[Finding] = []
        self._printed = {row.record: row.computed.get("stt") for row in base.rows.values()}
        self.columns = self._columns()
        self._keys = dict(zip((column.key for column in register.columns), self.columns.keys, strict=True))

    def _columns(self) -> Columns:
        """The key that each column has in the data: by the title that was printed, else by what stands in it."""
        known = self.base.tables[0].titles
        by_title = {fold(title): key for key, title in known.items()}
        columns = self.register.columns
        # A text beside the table, under no title, is of no column.
        keys = tuple(by_title.get(fold(column.title), column.key) if column.title else "" for column in columns)
        rows = (
            ([task.text(column.key) for column in columns], self.base.state[record])
            for task in self.register.tasks
            if (record := self._marked(task)) in self.base.state
        )
        return recognised(Columns(keys, tuple(column.title for column in columns)), known, rows)

    def _marked(self, task: Task) -> TaskId:
        return TaskId(self.source, task.text(ID_KEY))

    def outside(self, cell: str, text: str) -> None:
        """Text that no field holds (V080)."""
        self._report("V080", cell, msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được."), text)

    def titles(self) -> None:
        """Titles that were changed, and those of new columns in which nothing stands."""
        known = self.base.tables[0].titles
        for key, title in self.columns.renamed.items():
            said = msg("Tên cột {cu} đã đổi thành {moi}; tên cột không lấy về.", cu=quote(known[key]), moi=quote(title))
            at = self.columns.keys.index(key)
            self._report(
                "V095", f"{self.sheet}!{self.register.columns[at].letter}{self.register.origin.row}", said, title
            )
        for column, key in zip(self.register.columns, self.columns.keys, strict=True):
            if key not in (*known, ID_KEY, STATE_KEY, "ma", "stt", "") and not any(
                task.text(column.key) for task in self.register.tasks
            ):
                self.outside(f"{self.sheet}!{column.letter}{self.register.origin.row}", column.title)

    def rows(self) -> None:
        """Tasks by their ids, where their texts say so, else by content; headings by their number; the rest is new."""
        known = self.base.tables[0].titles
        # Of a task the file shows some columns; the others say nothing about which row is which.
        shown = {*self._keys.values()}
        tasks = {
            record: _line({key: text for key, text in row.items() if key in shown})
            for record, row in self.base.state.items()
            if isinstance(record, TaskId)
        }
        known_headings = self._headings()
        own = [
            task
            for task in self.register.tasks
            if task.origin.row not in known_headings and any(self._texts(task, {}).values())
        ]
        told = self._told(own, tasks)
        pasted = self._pasted(own, told)
        records = {
            task.origin.row: record for task, record in zip(own, told, strict=True) if task.origin.row not in pasted
        }
        sections = self._sections(known_headings, records)
        before = ""
        for row in self.register.rows:
            if isinstance(row, Task) and row.origin.row in known_headings:
                before = ""
                self._heading(known_headings[row.origin.row], row)
                continue
            if isinstance(row, Task) and "stt" not in known:
                self._number(records.get(row.origin.row), row, before)
                before = row.text("stt")
            if isinstance(row, Section):
                before = ""
                self._section(sections[row.origin.row], row)
            elif row.origin.row in records:
                self._task(records[row.origin.row], row)

    def _told(self, own: Sequence[Task], tasks: Mapping[TaskId, str]) -> list[TaskId | None]:
        """Which task each row is: by its id where the texts say so, else by content, which is reported."""
        marks = [record if (record := self._marked(task)) in tasks else None for task in own]
        told = by_content([(_line(self._texts(task, {})), mark) for task, mark in zip(own, marks, strict=True)], tasks)
        found = {*told}
        missing = [record for record in tasks if record not in found]
        loose = [at for at, record in enumerate(told) if record is None]
        texts = [_line(self._texts(own[at], {})) for at in loose]
        for i, j in best_pairs([tasks[record] for record in missing], texts):
            told[loose[j]] = missing[i]
            self._report(
                "V082",
                f"{self.sheet}!{own[loose[j]].origin.row}",
                msg("Dòng này mất mã của vanban; so khớp theo nội dung với nhiệm vụ {ma}.", ma=missing[i].name),
                texts[j],
            )
        return told

    def _pasted(self, own: Sequence[Task], told: Sequence[TaskId | None]) -> set[int]:
        """The rows that were pasted once more, which are left out; what others among them say is told."""
        lines = [_line(self._texts(task, {})) for task in own]
        gone: set[int] = set()
        for run, other in pasted_again([(line, record is not None) for line, record in zip(lines, told, strict=True)]):
            gone.update(own[at].origin.row for at in run)
            place = Place(self.shown_as, part=f"{self.sheet}!{own[run[0]].origin.row}")
            self.findings.append(left_out(place, run, lines[run[0]]))
            for at in sorted(other):
                self.outside(f"{self.sheet}!{own[at].origin.row}", lines[at])
        return gone

    def _headings(self) -> dict[int, HeadingId]:
        """The rows that are a heading of the base in which somebody typed something beside it, by their number.

        With a text in another column they read like tasks; the form gives headings no id.
        """
        known: dict[tuple[str, str], list[HeadingId]] = defaultdict(list)
        for record, texts in self.base.state.items():
            if isinstance(record, HeadingId):
                known[(one_line(texts["so_muc"]), one_line(texts["ten_muc"]))].append(record)
        for row in self.register.sections:
            if found := known.get((one_line(row.number), one_line(row.title))):
                found.pop(0)
        made = {}
        for task in self.register.tasks:
            found = known.get((one_line(task.text("stt")), one_line(task.text("noi_dung"))), [])
            if found and not task.text(ID_KEY):
                made[task.origin.row] = found.pop(0)
        return made

    def _sections(
        self, known: Mapping[int, HeadingId], records: Mapping[int, TaskId | None]
    ) -> dict[int, HeadingId | None]:
        """The heading of the base that each heading row is, None for a new one; `known` are told already."""
        then = {one: own for one, own in self.base.headings(self.source).items() if one not in known.values()}
        rows = [
            Heading(key, row.title) if isinstance(row, Section) else records.get(row.origin.row)
            for key, row in row_ids(self.register)
        ]
        found = same_headings(list(then.values()), headings(rows))
        own = [*then]
        at = (row.origin.row for row in self.register.sections)
        return {row: own[one] if one is not None else None for row, one in zip(at, found, strict=True)}

    def _heading(self, record: HeadingId, row: Task) -> None:
        """A heading as it was, and what was typed beside it, which no heading can hold."""
        self.state[record] = self.base.state[record]
        self.order.append(record)
        for own in self._keys:
            if own not in ("stt", "noi_dung") and row.text(own):
                self.outside(f"{self.sheet}!{row.origin.columns.get(own, '')}{row.origin.row}", row.text(own))

    def _number(self, record: TaskId | None, task: Task, before: str) -> None:
        if was_typed(task.text("stt"), before, self._printed.get(record) if record else None):
            self.outside(f"{self.sheet}!{task.origin.columns.get('stt', '')}{task.origin.row}", task.text("stt"))

    def _section(self, record: HeadingId | None, row: Section) -> None:
        """A heading row, a new one where it is none of the base."""
        if one_line(row.title) in self.base.computed:
            return
        if record is not None:
            self.state[record] = {"so_muc": row.number, "ten_muc": row.title}
            self.order.append(record)
        else:
            texts = {"so_muc": row.number, "ten_muc": row.title}
            self._new(HeadingId(self.source, f"{row.number} {row.title}", new=True), texts, row.origin.row)

    def _task(self, record: TaskId | None, task: Task) -> None:
        for own in (own for own, key in self._keys.items() if not key and task.text(own)):
            self.outside(f"{self.sheet}!{task.origin.columns.get(own, '')}{task.origin.row}", task.text(own))
        if record is None:
            texts = self._texts(task, {})
            name = " | ".join(filter(None, texts.values()))
            self._new(TaskId(self.source, name, new=True), texts, task.origin.row, task.text("stt"))
            return
        base = self.base.state[record]
        self.state[record] = {**base, **self._texts(task, base)}
        self.order.append(record)

    def _texts(self, task: Task, base: Texts) -> dict[str, str]:
        made: dict[str, str] = {}
        for own, key in self._keys.items():
            if (
                not key
                or own in (ID_KEY, STATE_KEY, "ma")
                or (key == "stt" and "stt" not in self.base.tables[0].titles)
            ):
                continue
            if f"{task.origin.columns.get(own)}{task.origin.row}" in self.unread:
                if base.get(key):
                    self._joined(task, own, base)
                continue
            text = task.text(own)
            made[key] = base[key] if key in base and printed.same(base[key], text) else text
        return made

    def _joined(self, task: Task, key: str, base: Texts) -> None:
        self._report(
            "V083",
            f"{self.sheet}!{task.origin.columns[key]}{task.origin.row}",
            msg("Ô này đã gộp, chưa được tính hoặc bị định dạng che, không đọc được; dữ liệu giữ nguyên."),
            task.text("noi_dung") or base.get("noi_dung", ""),
        )

    def _new(self, record: RowId, texts: Texts, row: int, number: str = "") -> None:
        if record not in self.state:
            above = self.order[-1] if self.order else None
            self.new.append(NewRow(record, above, texts, f"{self.sheet}!{row}", number=number))
            self.order.append(record)
        self.state[record] = texts

    def _report(self, code: str, cell: str, message: Message, value: str) -> None:
        place = Place(self.shown_as, part=cell)
        self.findings.append(Finding(code, Severity.WARNING, place, message, value=quote(value, LONGEST_QUOTE)))


def _line(texts: Mapping[str, str]) -> str:
    """What a row says, for comparing, whatever order its columns stand in."""
    return one_line(" | ".join(text for _, text in sorted(texts.items()) if text))
