"""Changes to edits of the files of one dossier: each at the place that it has in the data of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from generator.merging.edited.base import Base
from generator.merging.edited.names import named
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.merge.item_order import item_moves, item_of
from generator.merging.merge.new_columns import NewColumns
from generator.merging.merge.order import Move, in_sequence, moved
from generator.merging.merge.ours import Ours
from generator.merging.model import (
    Change,
    Edited,
    HeadingId,
    NewItem,
    NewRow,
    RecordId,
    RowId,
    TaskId,
    TextId,
    Texts,
)
from generator.merging.writing.new_numbers import NewNumbers
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    MoveItem,
    MoveRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.values.blocks import TITLE_KEYS
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Register, Section, Task
from generator.values.paths import Path_
from generator.values.text import fold, quote, upper_first

TREES = (".yaml", ".yml", ".json")
# The share of a text's words that says that it is still there.
_STILL_THERE = 0.6


class Writer:
    """Edits of the sources of one dossier; what cannot be written becomes a finding."""

    def __init__(
        self, source: Path, ours: Ours, base: Base, edited: Edited, columns: NewColumns, *, delete: bool
    ) -> None:
        """`source` is van-ban.yaml or ho-so.xlsx, `delete` whether what is gone may go from the data."""
        self.source = source
        self.ours = ours
        self.base = base
        self.edited = edited
        self.delete = delete
        self.findings: list[Finding] = []
        self.moves: list[Move] = []
        # What the edited file has no longer, and stays.
        self.kept: set[RecordId] = set()
        self._new_columns = columns
        self._numbers = {source: NewNumbers(register) for source, register in ours.registers.items()}
        self._items = {then: own for record, path in ours.paths.items() for then, own in _items_with(record.path, path)}

    @cached_property
    def _printing_numbers(self) -> frozenset[str]:
        """The registers whose own numbers the form prints."""
        states = self.base.state.items()
        return frozenset(record.source for record, own in states if isinstance(record, TaskId) and "stt" in own)

    def changes(self, changes: tuple[Change, ...]) -> Iterator[SourceEdit]:
        """Edits of values, and deletions where they are wanted."""
        gone = {change.record for change in changes if change.kind == "xoa"}
        headings: dict[HeadingId, dict[str, str]] = {}
        for change in changes:
            if change.kind == "them":
                continue
            if change.kind == "xoa":
                yield from self._deletion(change, gone)
            elif isinstance(change.record, TextId):
                yield from self._text(change.record, change, gone)
            elif not isinstance(change.record, RowId):
                continue
            elif isinstance(change.record, HeadingId):
                headings.setdefault(change.record, {})[change.field] = change.after
            elif (row := self.ours.rows.get(change.record)) is not None:
                register = self.ours.registers[change.record.source]
                yield from self._cell(register, row.origin.row, change.field, change.after)
        for record, texts in headings.items():
            yield from self._heading(record, texts)

    def _deletion(self, change: Change, gone: set[RecordId]) -> Iterator[SourceEdit]:
        """What is gone from the edited file, where it is to go; else it is noted as kept."""
        edits: tuple[SourceEdit, ...] = ()
        if isinstance(change.record, TextId):
            edits = tuple(self._text(change.record, change, gone))
        elif isinstance(change.record, RowId):
            edits = tuple(self._gone_row(change.record))
        if not edits:
            self.kept.add(change.record)
        yield from edits

    # --- documents ---

    def _text(self, record: TextId, change: Change, gone: set[RecordId]) -> Iterator[SourceEdit]:
        path = self.ours.paths.get(record)
        if path is None:
            return
        item = item_of(path)
        if change.kind == "sua" or item is None:
            yield SetValue(self.source, path, change.after)
            return
        together = {other for other, own in self.ours.paths.items() if own[: len(item)] == item} & set(self.ours.state)
        holds = any(own[: len(item)] == item for own in self.ours.held)
        text = quote(self.ours.state[record].get("", ""), LONGEST_QUOTE)
        if holds or not together <= gone:
            # Its line is gone, what stands below it is not. A part must have its title.
            if path[-1] in TITLE_KEYS:
                self._stays(named(path, self.edited.names), text)
            elif self._may_delete(named(path, self.edited.names), text):
                yield SetValue(self.source, path, "")
        elif self._may_delete(named(item, self.edited.names), text):
            yield DeleteItem(self.source, item)

    def items(self, again: Iterable[RecordId]) -> Iterator[SourceEdit]:
        """New căn cứ, nơi nhận and blocks, those that come back (`again`), and those that stand in another order."""
        moves, possible = item_moves(self.base, self.edited.order, self._items)
        if not possible:
            self._stay(msg("Các đoạn đã được chuyển chỗ; thứ tự trong dữ liệu giữ nguyên."))
        # A draft keeps its order, which the proof of the pull says.
        moves = tuple(move for move in moves if self._items.get(_path(move)) not in self.ours.drafted)
        self.moves += moves
        known = {TextId(path) for path in self._items}
        for placed, above in in_sequence((*self.edited.items, *self._items_again(again), *moves), known):
            own = self._items.get(above.path) if isinstance(above, TextId) else None
            if isinstance(placed, Move) and isinstance(placed.record, TextId):
                path = self._items[placed.record.path]
                yield MoveItem(self.source, path, int(own[-1]) if own else -1)
            elif isinstance(placed, NewItem):
                yield from self._new_item(placed, own)

    def _new_item(self, new: NewItem, above: Path_ | None) -> Iterator[SourceEdit]:
        if above is None and (below := self._items.get(new.before)):
            above = (*below[:-1], int(below[-1]) - 1)
        if above is not None:
            yield InsertItem(self.source, above, {new.kind: new.text} if new.kind else new.text)
        elif new.text:
            self.findings.append(
                Finding(
                    "V080",
                    Severity.WARNING,
                    Place(str(self.source), part=new.record.name),
                    msg("Không còn chỗ trong dữ liệu để chép vào: {chu}.", chu=quote(new.text, 200)),
                    msg("Chép tay vào tệp dữ liệu nếu cần giữ."),
                )
            )

    def _items_again(self, records: Iterable[RecordId]) -> Iterator[NewItem]:
        """Căn cứ, nơi nhận, blocks that our side deleted and the other side's edit brings back, where they stood."""
        for record in records:
            path = record.path if isinstance(record, TextId) else ()
            if item := item_of(path):
                beside = [
                    (*item[:-1], index) for index in (*range(int(item[-1]) - 1, -1, -1), *range(int(item[-1]) + 1, 999))
                ]
                near = next((one for one in beside if one in self._items), item)
                above = near < item
                kind = str(path[-1]) if path != item else ""
                yield NewItem(
                    record,
                    TextId(near) if above else None,
                    kind,
                    self.edited.state[record].get("", ""),
                    "",
                    () if above else near,
                )

    # --- tasks ---

    def _cell(self, register: Register, row: int, key: str, value: str) -> Iterator[SourceEdit]:
        file, sheet = Path(register.origin.file), register.origin.sheet
        column = next((column for column in register.columns if column.key == key), None)
        if file.suffix.lower() in TREES:
            yield SetValue(file, (row - 2, column.title if column else key), value)
            return
        if column is not None:
            yield SetCell(file, sheet, column.letter, row, value)
            return
        letter, untitled = self._new_columns.of(register, key)
        if untitled:
            yield SetCell(file, sheet, letter, register.origin.row, self.edited.titles.get(key, key))
        yield SetCell(file, sheet, letter, row, value)

    def _heading(self, record: HeadingId, texts: Texts) -> Iterator[SourceEdit]:
        """The number and title of a heading row, in the cells that hold them."""
        row = self.ours.rows.get(record)
        if not isinstance(row, Section):
            return
        file, at = Path(row.origin.file), row.origin.row
        number, title = texts.get("so_muc", row.number), texts.get("ten_muc", row.title)
        for place, text in _heading_cells(row, number, title, tree=file.suffix.lower() in TREES).items():
            if file.suffix.lower() in TREES:
                yield SetValue(file, (at - 2, place), text)
            else:
                yield SetCell(file, row.origin.sheet, place, at, text)

    def _gone_row(self, record: RowId) -> Iterator[SourceEdit]:
        row = self.ours.rows.get(record)
        if row is None or not self._may_delete(_named(row), quote(_shown(row), LONGEST_QUOTE), row.origin.place()):
            return
        file = Path(row.origin.file)
        if file.suffix.lower() in TREES:
            yield DeleteItem(file, (row.origin.row - 2,))
        else:
            yield DeleteRow(file, row.origin.sheet, row.origin.row)

    def rows(self, again: Iterable[RecordId]) -> Iterator[SourceEdit]:
        """New tasks and headings, those that come back (`again`), and rows that stand in another order."""
        moves = [move for source in self.ours.registers for move in self._row_moves(source)]
        self.moves += moves
        new = (*self.edited.rows, *self._rows_again(again))
        for placed, above in in_sequence((*new, *moves), self.ours.rows):
            if not isinstance(placed.record, RowId) or placed.record.source not in self.ours.registers:
                continue
            register = self.ours.registers[placed.record.source]
            row = self.ours.rows.get(above) if isinstance(above, RowId) else None
            after = row.origin.row if row else register.rows[0].origin.row - 1
            if isinstance(placed, NewRow):
                yield from self._new_row(register, after, placed)
            else:
                yield _moved(register, self.ours.rows[placed.record].origin.row, after)

    def _row_moves(self, source: str) -> tuple[Move, ...]:
        rows = [row for row in self.base.rows.values() if not row.grouped and row.record.source == source]
        own = [record for record in self.ours.rows if record.source == source]
        own.sort(key=lambda record: self.ours.rows[record].origin.row)
        theirs = [record for record in self.edited.order if isinstance(record, RowId) and record.source == source]
        moves, possible = moved([row.record for row in rows], own, theirs)
        if possible:
            return moves
        first = [_named(self.ours.rows[move.record]) for move in moves[:5] if isinstance(move.record, RowId)]
        ids = ", ".join((*first, *("…" for _ in moves[5:6])))
        self._stay(msg("Các dòng đã được chuyển chỗ ({cac}); thứ tự trong dữ liệu giữ nguyên.", cac=ids), source)
        return ()

    def _rows_again(self, records: Iterable[RecordId]) -> Iterator[NewRow]:
        """Tasks that our side deleted and the other side's edit brings back, below the row that they stood below."""
        rows = [record for record in self.base.state if isinstance(record, TaskId)]
        for record in records:
            if isinstance(record, TaskId):
                earlier = reversed(rows[: rows.index(record)])
                above = next((row for row in earlier if row.source == record.source and row in self.ours.rows), None)
                yield NewRow(record, above, self.edited.state[record], "", record.name)

    def _new_row(self, register: Register, after: int, new: NewRow) -> Iterator[SourceEdit]:
        if isinstance(new.record, HeadingId):
            yield from self._new_heading(register, after, new)
            return
        titles = {column.key: column for column in register.columns}
        texts = {key: text for key, text in new.texts.items() if key not in ("ma", "tinh_trang") and text}
        shown, printed = texts.get("stt") or new.number, "stt" in texts or new.source in self._printing_numbers
        if number := self._numbers[new.source].of(after, shown, printed=printed):
            texts["stt"] = number
        file = Path(register.origin.file)
        ma = titles.get("ma")
        if file.suffix.lower() in TREES:
            by_title = {titles[key].title if key in titles else key: text for key, text in texts.items()}
            if ma and new.ma:
                by_title[ma.title] = new.ma
            yield InsertItem(file, (after - 2,), by_title, ma.title if ma else "")
            return
        values = {titles[key].letter: text for key, text in texts.items() if key in titles}
        for key in (key for key in texts if key not in titles and key in self.edited.titles):
            letter, untitled = self._new_columns.of(register, key)
            if untitled:
                yield SetCell(file, register.origin.sheet, letter, register.origin.row, self.edited.titles[key])
            values[letter] = texts[key]
        if ma and new.ma:
            values[ma.letter] = new.ma
        like = min((abs(task.origin.row - after), task.origin.row) for task in register.tasks)[1]
        yield InsertRow(file, register.origin.sheet, after, values, ma.letter if ma else "", like)

    def _new_heading(self, register: Register, after: int, new: NewRow) -> Iterator[SourceEdit]:
        """A heading row like the nearest one of the register; like none, in the columns of numbers and tasks."""
        number, title = new.texts["so_muc"], new.texts["ten_muc"]
        file = Path(register.origin.file)
        tree = file.suffix.lower() in TREES
        known = sorted(register.sections, key=lambda section: abs(section.origin.row - after))
        letters = {column.key: column.letter for column in register.columns}
        if known:
            cells = _heading_cells(known[0], number, title, tree=tree)
        elif tree:
            cells = {"muc": _in_one(number, title)}
        elif number and "stt" in letters and "noi_dung" in letters:
            cells = {letters["stt"]: number, letters["noi_dung"]: title}
        else:
            text = quote(_in_one(number, title), 200)
            place = Place(str(file), register.origin.sheet, part=new.place)
            said = msg("Không còn chỗ trong dữ liệu để chép vào: {chu}.", chu=text)
            self.findings.append(
                Finding("V080", Severity.WARNING, place, said, msg("Chép tay vào tệp dữ liệu nếu cần giữ."))
            )
            return
        if tree:
            yield InsertItem(file, (after - 2,), cells)
        else:
            yield InsertRow(file, register.origin.sheet, after, cells, like=known[0].origin.row if known else 0)

    # --- what is not done ---

    def _stay(self, said: Message, part: str = "") -> None:
        hint = msg("Đổi thứ tự trong dữ liệu nếu cần: ở đây mẫu tự xếp, hoặc dữ liệu cũng đã đổi thứ tự.")
        self.findings.append(Finding("V085", Severity.WARNING, Place(str(self.source), part=part), said, hint))

    def _stays(self, what: str, text: str) -> None:
        said = msg("{cai} đã bị xóa trong tệp sửa nhưng vẫn được giữ: dưới đó còn nội dung.", cai=upper_first(what))
        hint = msg("Bỏ khối ấy trong dữ liệu, chuyển nội dung dưới nó lên khối trước.")
        self.findings.append(Finding("V089", Severity.WARNING, Place(str(self.source)), said, hint, text))

    def _may_delete(self, what: str, text: str, place: Place | None = None) -> bool:
        seen = self._seen_elsewhere(text) if self.delete else ""
        if self.delete and not seen:
            return True
        said = msg("{cai} đã bị xóa trong tệp sửa nhưng vẫn được giữ trong dữ liệu.", cai=upper_first(what))
        hint = msg("Thêm “--delete” nếu đúng là muốn xóa.")
        if seen:
            said = msg("{cai} không bị xóa: chữ ấy còn trong tệp sửa, ở {cho}.", cai=upper_first(what), cho=seen)
            hint = msg("Đúng là muốn xóa thì xóa cả ở chỗ ấy, hoặc xóa trong dữ liệu.")
        self.findings.append(Finding("V089", Severity.WARNING, place or Place(str(self.source)), said, hint, text))
        return False

    def _seen_elsewhere(self, text: str) -> str:
        """Where the edited file still says most words of a text, in a place that no field holds; or nothing.

        Such a text was moved, or turned into something else (a list that Word counts), perhaps reworded: to delete it
        would take it from both.
        """
        words = set(fold(text.strip("“”")).split())
        for place, other in self.edited.outside:
            if words and len(words & set(fold(other).split())) >= _STILL_THERE * len(words):
                return place
        return ""


def _path(move: Move) -> Path_:
    return move.record.path if isinstance(move.record, TextId) else ()


def _items_with(then: Path_, own: Path_) -> Iterator[tuple[Path_, Path_]]:
    """The items that a path is in, as they were then and are today."""
    if len(then) == len(own):
        for end in range(2, len(then) + 1):
            if isinstance(then[end - 1], int) and item_of(then[:end]) == then[:end]:
                yield then[:end], own[:end]


def _moved(register: Register, row: int, after: int) -> SourceEdit:
    file = Path(register.origin.file)
    if file.suffix.lower() in TREES:
        return MoveItem(file, (row - 2,), after - 2)
    return MoveRow(file, register.origin.sheet, row, after)


def _heading_cells(section: Section, number: str, title: str, *, tree: bool) -> Mapping[str, str]:
    """The texts of a heading row by column, or by key in a tree, the number apart where the section has it so."""
    columns = section.origin.columns
    if "so_muc" in columns:
        names = {letter: key for key, letter in columns.items() if key not in ("so_muc", "ten_muc")}
        own = [names.get(columns[key], "") if tree else columns[key] for key in ("so_muc", "ten_muc")]
        return dict(zip(own, (number, title), strict=True))
    return {"muc" if tree else columns["ten_muc"]: _in_one(number, title)}


def _in_one(number: str, title: str) -> str:
    return f"{number}. {title}" if number else title


def _named(row: Section | Task) -> str:
    """A row as people call it: by its number where it has one, and its first words."""
    number = row.text("stt") if isinstance(row, Task) else row.number
    kind = "nhiệm vụ" if isinstance(row, Task) else "mục"
    return f"{kind} {number} {quote(_shown(row) if isinstance(row, Task) else row.title, 50)}".replace("  ", " ")


def _shown(row: Section | Task) -> str:
    return row.text("noi_dung") if isinstance(row, Task) else f"{row.number} {row.title}"
