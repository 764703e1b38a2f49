"""From an edited file to edits of the source: the merge, conflicts settled or not, and each change at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator.findings import Finding, Place, Severity, msg
from generator.merging.base import Base
from generator.merging.edited_text import LISTS, Edited, NewItem, NewRow
from generator.merging.model import WHOLE, Change, Conflict, Merged, RecordId
from generator.merging.ours import Ours, our_side
from generator.merging.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.merging.three_way import merge
from generator.model import Dossier, Register, Section, Task
from generator.paths import Path_, blocks, documents, parsed, shown
from generator.text import fold, quote

Side = Literal["ours", "theirs"]
Decide = Callable[[Conflict], Side | None]
TREES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Pulled:
    """What one edited file comes to: its changes, conflicts that nobody settled, edits of the source, findings."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    edits: tuple[SourceEdit, ...]
    findings: tuple[Finding, ...]


def pulled(dossier: Dossier, source: Path, base: Base, edited: Edited, decide: Decide, *, delete: bool) -> Pulled:
    """Merge an edited file into a dossier read from `source` (van-ban.yaml or ho-so.xlsx); nothing is written."""
    ours = our_side(dossier, base, edited.state)
    edited = _known_already(edited, ours, base)
    merged = merge(base.state, ours.state, edited.state)
    settled, open_conflicts = _settled(merged, decide)
    changes = (*merged.changes, *settled)
    writer = _Writer(dossier, source, ours, delete=delete)
    back = [change.record for change in settled if change.kind == "them"]
    rows = (*edited.rows, *writer.rows_again(back, base, edited))
    items = (*edited.items, *writer.items_again(back, edited))
    edits = (*writer.changes(changes), *writer.rows(rows), *writer.items(items))
    return Pulled(changes, open_conflicts, edits, (*edited.findings, *writer.findings))


def _known_already(edited: Edited, ours: Ours, base: Base) -> Edited:
    """Without the new rows and items that our side has got meanwhile by another way."""
    known = {
        (record[1], fold(row.text("noi_dung")))
        for record, row in ours.rows.items()
        if isinstance(row, Task) and record not in base.state
    }
    rows = tuple(row for row in edited.rows if (row.source, fold(row.texts.get("noi_dung", ""))) not in known)
    gone = {row.record for row in edited.rows} - {row.record for row in rows}
    state = {record: texts for record, texts in edited.state.items() if record not in gone}
    return replace(edited, rows=rows, state=state)


def _settled(merged: Merged, decide: Decide) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    """Conflicts decided for the other side as changes, and those that nobody decided."""
    changes: list[Change] = []
    undecided: list[Conflict] = []
    for conflict in merged.conflicts:
        side = decide(conflict)
        if side is None:
            undecided.append(conflict)
        elif side == "theirs" and conflict.field != WHOLE:
            changes.append(Change(conflict.record, conflict.field, conflict.ours or "", conflict.theirs or ""))
        elif side == "theirs" and conflict.theirs is None:
            changes.append(Change(conflict.record, WHOLE, "", "", "xoa"))
        elif side == "theirs":
            changes.append(Change(conflict.record, WHOLE, "", conflict.theirs or "", "them"))
    return tuple(changes), tuple(undecided)


class _Writer:
    """Changes to edits of the files of one dossier."""

    def __init__(self, dossier: Dossier, source: Path, ours: Ours, *, delete: bool) -> None:
        self.dossier = dossier
        self.source = source
        self.ours = ours
        self.delete = delete
        self.findings: list[Finding] = []
        self._new_columns: dict[tuple[str, str], dict[str, str]] = {}

    def changes(self, changes: tuple[Change, ...]) -> Iterator[SourceEdit]:
        """Edits of values, and deletions where they are wanted."""
        gone = {change.record for change in changes if change.kind == "xoa"}
        for change in changes:
            if change.kind == "them":
                continue
            if change.record[0] == "chu":
                yield from self._text(change, gone)
            elif change.kind == "xoa":
                yield from self._gone_row(change)
            else:
                yield from self._field(change)

    # --- documents ---

    def _text(self, change: Change, gone: set[RecordId]) -> Iterator[SourceEdit]:
        path = self.ours.paths.get(change.record)
        if path is None:
            return
        item = _item(path)
        if change.kind == "sua" or item is None:
            yield SetValue(self.source, path, change.after)
            return
        together = {record for record, own in self.ours.paths.items() if own[: len(item)] == item} & set(
            self.ours.state
        )
        if not together <= gone:
            yield SetValue(self.source, path, "")
        elif self._may_delete(shown(item), self.ours.state[change.record].get("", "")):
            yield DeleteItem(self.source, item)

    def items(self, items: tuple[NewItem, ...]) -> Iterator[SourceEdit]:
        """New căn cứ, nơi nhận and blocks."""
        by_item = {shown(item): _item(path) for path in self.ours.paths.values() if (item := _item(path))}
        for new in items:
            after = self._own_item(new.after) or by_item.get(new.after)
            if after is not None:
                yield InsertItem(self.source, after, {new.kind: new.text} if new.kind else new.text)
            elif new.text:
                self.findings.append(
                    Finding(
                        "V080",
                        Severity.WARNING,
                        Place(str(self.source), part=new.after),
                        msg("Không còn chỗ trong dữ liệu để chép vào: {chu}.", chu=quote(new.text, 200)),
                        msg("Chép tay vào tệp dữ liệu nếu cần giữ."),
                    )
                )

    def items_again(self, records: Iterable[RecordId], edited: Edited) -> Iterator[NewItem]:
        """Căn cứ, nơi nhận, blocks that our side deleted and the other side's edit brings back, where they stood."""
        for record in records:
            path = parsed(record[1]) if record[0] == "chu" else ()
            if item := _item(path):
                earlier = (shown((*item[:-1], index)) for index in range(int(item[-1]) - 1, -1, -1))
                above = next((one for one in earlier if self._own_item(one)), shown(item))
                kind = str(path[-1]) if path != item else ""
                yield NewItem(record, above, kind, edited.state[record].get("", ""), "")

    def _own_item(self, base_item: str) -> Path_ | None:
        """Where the item of a base path is today."""
        for record, path in self.ours.paths.items():
            if record[1] == base_item or record[1].startswith(base_item + "."):
                return _item(path)
        return None

    # --- tasks ---

    def _field(self, change: Change) -> Iterator[SourceEdit]:
        row = self.ours.rows.get(change.record)
        if row is None:
            return
        register = self.ours.registers[change.record[1]]
        key = change.field
        if isinstance(row, Section):
            key = "stt" if key == "so_muc" and "stt" in row.origin.columns else "noi_dung"
        yield from self._cell(register, row.origin.row, key, change.after)

    def _cell(self, register: Register, row: int, key: str, value: str) -> Iterator[SourceEdit]:
        file, sheet = Path(register.origin.file), register.origin.sheet
        column = next((column for column in register.columns if column.key == key), None)
        if file.suffix.lower() in TREES:
            yield SetValue(file, (row - 2, column.title if column else key), value)
            return
        if column is not None:
            yield SetCell(file, sheet, column.letter, row, value)
            return
        added = self._new_columns.setdefault((str(file), sheet), {})
        if key not in added:
            last = max((len(c.letter), c.letter) for c in register.columns)[1]
            added[key] = _next_letter([*added.values(), last])
            yield SetCell(file, sheet, added[key], register.origin.row, key)
        yield SetCell(file, sheet, added[key], row, value)

    def _gone_row(self, change: Change) -> Iterator[SourceEdit]:
        row = self.ours.rows.get(change.record)
        if row is None or not self._may_delete(change.record[-1], quote(_shown(row)), row.origin.place()):
            return
        file = Path(row.origin.file)
        if file.suffix.lower() in TREES:
            yield DeleteItem(file, (row.origin.row - 2,))
        else:
            yield DeleteRow(file, row.origin.sheet, row.origin.row)

    def rows(self, rows: tuple[NewRow, ...]) -> Iterator[SourceEdit]:
        """New tasks, below the one they stand below, with an id where the register gives ids."""
        after: dict[RecordId, RecordId | None] = {}
        for new in rows:
            register = self.ours.registers.get(new.source)
            if register is None:
                continue
            above = new.after
            while above is not None and above in after:
                above = after[above]
            after[new.record] = above
            row = self.ours.rows.get(above) if above else None
            yield self._new_row(register, row.origin.row if row else _first_row(register), new)

    def rows_again(self, records: Iterable[RecordId], base: Base, edited: Edited) -> Iterator[NewRow]:
        """Tasks that our side deleted and the other side's edit brings back, below the row that they stood below."""
        rows = [record for record in base.state if record[0] == "viec"]
        for record in records:
            if record[0] == "viec":
                earlier = reversed(rows[: rows.index(record)])
                above = next((row for row in earlier if row[1] == record[1] and row in self.ours.rows), None)
                yield NewRow(record, above, record[1], edited.state[record], "", record[2])

    def _new_row(self, register: Register, after: int, new: NewRow) -> SourceEdit:
        titles = {column.key: column for column in register.columns}
        texts = {key: text for key, text in new.texts.items() if key in titles and key != "ma" and text}
        file = Path(register.origin.file)
        ma = titles.get("ma")
        if file.suffix.lower() in TREES:
            by_title = {titles[key].title: text for key, text in texts.items()}
            if ma and new.ma:
                by_title[ma.title] = new.ma
            return InsertItem(file, (after - 2,), by_title, ma.title if ma else "")
        values = {titles[key].letter: text for key, text in texts.items()}
        if ma and new.ma:
            values[ma.letter] = new.ma
        return InsertRow(file, register.origin.sheet, after, values, ma.letter if ma else "")

    def _may_delete(self, what: str, text: str, place: Place | None = None) -> bool:
        if not self.delete:
            self.findings.append(
                Finding(
                    "V089",
                    Severity.WARNING,
                    place or Place(str(self.source)),
                    msg("{cai} đã bị xóa trong tệp sửa nhưng vẫn được giữ trong dữ liệu.", cai=quote(what)),
                    msg("Thêm “--delete” nếu đúng là muốn xóa."),
                    text,
                )
            )
        return self.delete


def _first_row(register: Register) -> int:
    """The row that a new one goes below where none is above it: the first task's, else the header's."""
    return register.tasks[0].origin.row if register.tasks else register.origin.row


def new_ids(register: Register) -> Iterator[str]:
    """Ids that no task of a register has, going on as its own do: NV26 -> NV27, NV28 …"""
    used = {task.ma for task in register.tasks}
    best = ("NV", 0, 2)
    for task in register.tasks:
        match = re.fullmatch(r"(.*?)(\d+)", task.ma)
        if match and int(match[2]) > best[1]:
            best = (match[1], int(match[2]), len(match[2]))
    prefix, number, width = best
    while True:
        number += 1
        if (made := f"{prefix}{number:0{width}d}") not in used:
            yield made


def _item(path: Path_) -> Path_ | None:
    """The list item that a path is or is in, where it is of a list that people add to."""
    for end in range(len(path), 1, -1):
        if isinstance(path[end - 1], int):
            return path[:end] if path[end - 2] in LISTS else None
    return None


def _next_letter(letters: list[str]) -> str:
    """The column after the last of some."""
    last = max(letters, key=lambda letter: (len(letter), letter))
    if last[-1] != "Z":
        return last[:-1] + chr(ord(last[-1]) + 1)
    return "A" * (len(last) + 1) if set(last) == {"Z"} else _next_letter([last[:-1]]) + "A"


def _shown(row: Section | Task) -> str:
    return row.text("noi_dung") if isinstance(row, Task) else f"{row.number} {row.title}"


def numbered(edits: Iterable[SourceEdit], dossier: Dossier) -> tuple[SourceEdit, ...]:
    """The edits with an id in each new row that is to have one."""
    ids: dict[tuple[Path, str], Iterator[str]] = {}
    for path, document in documents(dossier):
        for _, block in blocks(document, path):
            if block.table:
                register = block.table.register
                ids.setdefault((Path(register.origin.file), register.origin.sheet), new_ids(register))
    made: list[SourceEdit] = []
    for edit in edits:
        if isinstance(edit, InsertRow) and edit.id_column:
            edit = replace(edit, values={edit.id_column: next(ids[edit.file, edit.sheet]), **edit.values})
        elif isinstance(edit, InsertItem) and edit.id_key and not isinstance(edit.value, str):
            edit = replace(edit, value={edit.id_key: next(ids[edit.file, ""]), **edit.value})
        made.append(edit)
    return tuple(made)


def combined(files: Mapping[str, Pulled]) -> tuple[tuple[SourceEdit, ...], tuple[Finding, ...]]:
    """The edits of several edited copies as one; where two write one place differently, neither is taken (V088)."""
    by_place: dict[object, tuple[str, SourceEdit]] = {}
    fought: set[object] = set()
    findings: list[Finding] = []
    for name, pulled_ in files.items():
        for edit in pulled_.edits:
            place = _place_of(edit)
            first, other = by_place.setdefault(place, (name, edit))
            if other != edit:
                fought.add(place)
                findings.append(
                    Finding(
                        "V088",
                        Severity.ERROR,
                        Place(name, part=_where(edit)),
                        msg(
                            "Hai bản sửa khác nhau cùng một chỗ: {a} ({tep_a}) và {b} ({tep_b}).",
                            a=quote(_what(other)),
                            tep_a=first,
                            b=quote(_what(edit)),
                            tep_b=name,
                        ),
                        msg("Chọn một bản, sửa bản kia cho giống rồi chạy lại."),
                    )
                )
    return tuple(edit for place, (_, edit) in by_place.items() if place not in fought), tuple(findings)


def _place_of(edit: SourceEdit) -> object:
    if isinstance(edit, SetValue | DeleteItem):
        return edit.file, edit.path
    if isinstance(edit, SetCell):
        return edit.file, edit.sheet, edit.column, edit.row
    if isinstance(edit, InsertRow):
        return edit.file, edit.sheet, edit.after, str(edit.values)
    return (edit.file, edit.sheet, edit.row) if isinstance(edit, DeleteRow) else (edit.file, edit.path, str(edit.value))


def _where(edit: SourceEdit) -> str:
    if isinstance(edit, SetCell):
        return f"{edit.sheet}!{edit.column}{edit.row}"
    return shown(edit.path) if isinstance(edit, SetValue | InsertItem | DeleteItem) else edit.sheet


def _what(edit: SourceEdit) -> str:
    return str(edit.value) if isinstance(edit, SetValue | SetCell | InsertItem) else ""
