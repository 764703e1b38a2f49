"""Whether sources that were written anew say what was meant, all of it: cells, values, rows with their ids, texts.

What is meant is made of what the readers found before and the edits, without the writers; what was written is read
back by the readers. Anything that differs, wherever it stands, is a finding (V091).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from generator.keeping.arrangement import Arrangement, arranged
from generator.keeping.draft_edits import DeleteParagraphs, FileEdit, InsertParagraph, SetParagraph
from generator.keeping.text_file import text_file
from generator.keeping.yaml_data import as_data, plain_data, with_edits, with_value
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteKey,
    DeleteRow,
    EmptyValue,
    GridEdit,
    InsertItem,
    InsertRow,
    MoveItem,
    MoveRow,
    SetCell,
    SetValue,
)
from generator.ooxml.cell_refs import column_letter, column_number
from generator.values.blocks import BY_KEY
from generator.values.emphasis import marked, typed
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.marked import notes_of, on_the_line
from generator.values.model import Block, Dossier, Register, Section, Task, flat
from generator.values.paths import DRAFTS, Path_, every_text, is_cell, is_marked
from generator.values.places import in_words
from generator.values.registers import Use, registers
from generator.values.text import clean, one_line, quote

if TYPE_CHECKING:
    from generator.reading.xlsx import Workbook

Cells = Mapping[int, str]
_New = InsertRow | InsertItem
# Texts that are read as something else than what is written, or that others take over: proven by their files alone.
_NOT_AS_WRITTEN = ("so", "ngay", "co_quan", "ban", "so_lieu")


def unlike(
    before: Dossier,
    after: Dossier,
    meant: Sequence[FileEdit],
    edits: Sequence[FileEdit],
    copies: Mapping[Path, Path],
) -> Iterator[Finding]:
    """What differs from what was meant.

    `meant` are edits of the dossier's values, `edits` the same as they were written, with ids; `copies` where the
    new form of each source stands, that `after` was read from.
    """
    by_file: dict[Path, list[FileEdit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    for file, own in by_file.items():
        yield from _of_file(file, copies[file], own)
    yield from _of_rows(before, after, by_file, copies)
    yield from _of_texts(before, after, [edit for edit in meant if edit.file == before.sources[0]])


def _unlike(place: Place, meant: str, found: str) -> Finding:
    said = msg("Ghi thử rồi đọc lại: phải là {dung}, đọc ra {sai}; dữ liệu giữ nguyên.", dung=meant, sai=found)
    return Finding("V091", Severity.ERROR, place, said, msg("Sửa thẳng chỗ này trong tệp dữ liệu."))


# --- what goes where -------------------------------------------------------------------------------------------------


def _sequence(numbers: Sequence[int], edits: Sequence[FileEdit]) -> list[int | _New]:
    """Rows or items by their number, and new ones, in the order that the edits give them; without those that go."""
    changes = [_change(edit) for edit in edits if isinstance(edit, MoveRow | MoveItem | _New)]
    arrangement: Arrangement[_New] = arranged(changes)
    gone = {_number(edit) for edit in edits if isinstance(edit, DeleteRow | DeleteItem)}
    placed: list[tuple[int, int, int | _New]] = []
    placed += [(arrangement.at(one), 0, one) for one in numbers if one not in gone]
    placed += [(after, at, new) for at, (after, new) in enumerate(arrangement.new, start=1)]
    return [what for _, _, what in sorted(placed, key=lambda item: item[:2])]


def _change(edit: MoveRow | MoveItem | _New) -> tuple[int, int | _New]:
    """Below which row or item what comes to stand."""
    if isinstance(edit, InsertRow | InsertItem):
        return (edit.after if isinstance(edit, InsertRow) else _number(edit)), edit
    return edit.after, _number(edit)


def _number(edit: MoveRow | MoveItem | DeleteRow | DeleteItem | InsertItem) -> int:
    return edit.row if isinstance(edit, MoveRow | DeleteRow) else int(edit.path[-1])


# --- files -----------------------------------------------------------------------------------------------------------


def _of_file(file: Path, copy: Path, edits: Sequence[FileEdit]) -> Iterator[Finding]:
    suffix = file.suffix.lower()
    if suffix == ".xlsx":
        from generator.reading.xlsx import Workbook

        old, new = Workbook(file, str(file)), Workbook(copy, str(file))
        if old.sheets != new.sheets:
            yield _unlike(Place(str(file)), ", ".join(old.sheets), ", ".join(new.sheets))
            return
        for sheet in old.sheets:
            own = [edit for edit in edits if isinstance(edit, GridEdit) and edit.sheet == sheet]
            tables = (book.table(sheet)[0].rows for book in (old, new))
            before, after = ({row.number: row.cells for row in rows} for rows in tables)
            yield from _of_cells(file, sheet, dict(enumerate(_meant_rows(before, own), start=1)), after)
            yield from _covered(file, sheet, old, new)
    elif suffix == ".csv":
        from generator.reading.plain import read_csv

        old_rows, new_rows = (read_csv(path, str(file))[0].rows for path in (file, copy))
        meant = [row for row in _meant_rows({row.number: row.cells for row in old_rows}, edits) if row]
        numbered = {row.number: cells for row, cells in zip(new_rows, meant, strict=False)}
        extra = {-at: cells for at, cells in enumerate(meant[len(new_rows) :], start=1)}
        yield from _of_cells(file, "", {**numbered, **extra}, {row.number: row.cells for row in new_rows})
    elif suffix in DRAFTS:
        yield from _of_draft(file, copy, edits)
    else:
        yield from _of_data(file, _meant_data(_data(file), edits), _data(copy), ())


class _Drafted(Struct, frozen=True):
    """A block of a draft: its line (of one that has none the line before it), whether it is its own, kind, words."""

    line: int
    own: bool
    kind: str
    text: str


def _of_draft(file: Path, copy: Path, edits: Sequence[FileEdit]) -> Iterator[Finding]:
    """The blocks of a draft are those of before with the edits made, one after the other, of the kinds meant."""
    meant = _meant_draft(_drafted(file, file), edits)
    found = [(one.kind, one.text) for one in _drafted(copy, file)]
    for one, other in zip_longest(meant, found, fillvalue=("", "")):
        if one != other:
            yield _unlike(Place(str(file)), " ".join(map(quote, one)), " ".join(map(quote, other)))
            return


def _drafted(file: Path, shown_as: Path) -> list[_Drafted]:
    from generator.reading.prose import read_prose

    made: list[_Drafted] = []
    for block in flat(read_prose(file, str(shown_as), Place())[0]):
        line = block.origin.row or (made[-1].line if made else 0)
        made.append(_Drafted(line, bool(block.origin.row), block.kind, _words_of(block)))
    return made


def _words_of(block: Block) -> str:
    cells = " | ".join(typed(cell)[0] for row in block.cells for cell in row)
    title, text = (typed(on_the_line(one))[0] for one in (block.title, block.text))
    return _read(" ".join(filter(None, (title, text, cells))))


def _meant_draft(before: Sequence[_Drafted], edits: Sequence[FileEdit]) -> list[tuple[str, str]]:
    values = {edit.line: edit.value for edit in edits if isinstance(edit, SetParagraph)}
    gone = [(edit.line, edit.end or math.inf) for edit in edits if isinstance(edit, DeleteParagraphs)]
    new = [edit for edit in edits if isinstance(edit, InsertParagraph)]
    made: list[tuple[str, str]] = []
    for at, one in enumerate(before):
        following = before[at + 1].line if at + 1 < len(before) else 0
        made += [_new_block(edit) for edit in new if one.own and edit.first and edit.line == one.line]
        if not any(first <= one.line < end for first, end in gone):
            text = _read(values[one.line]) if one.own and one.line in values else one.text
            made.append((one.kind, text))
        last = following != one.line
        made += [
            _new_block(edit)
            for edit in new
            if last and not edit.first and edit.end == following and edit.line <= one.line
        ]
    return made


def _new_block(edit: InsertParagraph) -> tuple[str, str]:
    return BY_KEY[edit.kind].kind, _read(edit.value)


def _meant_rows(before: Mapping[int, Cells], edits: Sequence[FileEdit]) -> list[Cells]:
    """The rows of a sheet from the first on, blank ones too, as they are meant to be."""
    rows = {number: dict(cells) for number, cells in before.items()}
    for edit in edits:
        if isinstance(edit, SetCell):
            rows.setdefault(edit.row, {})[column_number(edit.column) - 1] = edit.value
    last = max((*rows, *(edit.after for edit in edits if isinstance(edit, InsertRow | MoveRow))), default=0)
    made: list[Cells] = []
    for what in _sequence(range(1, last + 1), edits):
        cells = rows.get(what, {}) if isinstance(what, int) else _new_cells(what)
        made.append({column: text for column, text in cells.items() if _read(text)})
    return made


def _new_cells(new: _New) -> Cells:
    assert isinstance(new, InsertRow)
    return {column_number(letter) - 1: text for letter, text in new.values.items()}


def _of_cells(file: Path, sheet: str, meant: Mapping[int, Cells], found: Mapping[int, Cells]) -> Iterator[Finding]:
    for number in sorted({*meant, *found}):
        own, read = meant.get(number, {}), found.get(number, {})
        for column in sorted({*own, *read}):
            texts = own.get(column, ""), read.get(column, "")
            if _read(texts[0]) != _read(texts[1]):
                place = Place(str(file), sheet, cell=f"{column_letter(column + 1)}{max(number, 1)}")
                yield _unlike(place, *map(quote, texts))


def _covered(file: Path, sheet: str, old: Workbook, new: Workbook) -> Iterator[Finding]:
    """Texts that came to stand where a joined cell hides them: they are in the file, and no reader sees them."""
    known = Counter(text for _, text in _hidden(old, sheet))
    for cell, text in _hidden(new, sheet):
        known[text] -= 1
        if known[text] < 0:
            found = _unlike(Place(str(file), sheet, cell=cell), quote(text), quote(""))
            yield replace(found, value=text)


def _hidden(book: Workbook, sheet: str) -> Iterator[tuple[str, str]]:
    """The texts that joined cells of a sheet hide and do not show, with their cells."""
    from generator.reading.grid import joined_cells

    table = book.table(sheet)[0]
    if not (joined := joined_cells(table)).areas:
        return
    cells = {row.number: row.cells for row in table.rows}
    for number, at, text in ((row.number, at, text) for row in table.rows for at, text in row.cells.items()):
        row, column = joined.start(number, at)
        if (row, column) != (number, at) and text != cells.get(row, {}).get(column):
            yield f"{column_letter(at + 1)}{number}", text


def _read(text: str) -> str:
    """A text as a reader has it."""
    return one_line(clean(text))


def _data(file: Path) -> Any:
    return plain_data(text_file(file).text)


def _meant_data(data: Any, edits: Sequence[FileEdit]) -> Any:
    data = with_edits(data, [edit for edit in edits if isinstance(edit, SetValue | EmptyValue | DeleteKey)])
    lists: dict[Path_, list[FileEdit]] = {}
    for edit in edits:
        if isinstance(edit, InsertItem | MoveItem | DeleteItem):
            lists.setdefault(edit.path[:-1], []).append(edit)
    # Lists in lists first: paths are those of the data before all edits.
    for path in sorted(lists, key=len, reverse=True):
        items = data
        for step in path:
            items = items[step] if isinstance(items, list) or isinstance(step, str) else items
        order = _sequence(range(len(items)), lists[path])
        data = with_value(
            data, path, [as_data(one.value) if isinstance(one, InsertItem) else items[one] for one in order]
        )
    return data


def _of_data(file: Path, meant: Any, found: Any, path: Path_) -> Iterator[Finding]:
    if isinstance(meant, dict) and isinstance(found, dict) and list(meant) == list(found):
        for key, item in meant.items():
            yield from _of_data(file, item, found[key], (*path, key))
    elif isinstance(meant, list) and isinstance(found, list) and len(meant) == len(found):
        for at, (item, other) in enumerate(zip(meant, found, strict=True)):
            yield from _of_data(file, item, other, (*path, at))
    elif _as_text(meant) != _as_text(found):
        yield _unlike(Place(str(file), part=in_words(path)), quote(str(meant)), quote(str(found)))


def _as_text(value: Any) -> Any:
    return _read(value) if isinstance(value, str) else "" if value is None else value


# --- what they mean --------------------------------------------------------------------------------------------------


def _of_rows(
    before: Dossier, after: Dossier, by_file: Mapping[Path, Sequence[FileEdit]], copies: Mapping[Path, Path]
) -> Iterator[Finding]:
    """Tasks stay tasks with their ids, headings headings, in the order meant; no column is lost."""
    again = {(Path(one.origin.file).resolve(), one.origin.sheet): one for one in registers(after, Use.TABLE)}
    for register in registers(before, Use.TABLE):
        file, sheet = Path(register.origin.file), register.origin.sheet
        edits = [e for e in by_file.get(file, ()) if not isinstance(e, GridEdit) or e.sheet == sheet]
        place = Place(str(file), sheet)
        found = again.get((copies[file].resolve(), sheet))
        if found is None:
            yield _unlike(place, sheet or file.name, quote(""))
            continue
        meant = _meant_register(register, edits)
        rows = [_said(row) for row in found.rows]
        for at, (one, other) in enumerate(zip_longest(meant, rows, fillvalue=("",))):
            if one is not None and one != other[: len(one)]:
                origin = found.rows[at].origin.place() if at < len(rows) else place
                where = Place(str(file), sheet, cell=origin.cell, line=origin.line)
                yield _another_row(where, one, other)
                break
        lost = {
            column.key: column.title for column in register.columns if column.letter not in _titled(register, edits)
        }
        for key in lost.keys() - {column.key for column in found.columns}:
            yield _unlike(place, quote(lost[key]), quote(""))


def _another_row(place: Place, meant: tuple[str, ...], found: tuple[str, ...]) -> Finding:
    """A row that is read as something else than it was."""
    if meant[0] == found[0]:
        return _unlike(place, quote(" ".join(meant[1:])), quote(" ".join(found[1:])))
    kinds = {"nhiệm vụ": msg("nhiệm vụ"), "mục": msg("mục")}
    said = msg(
        "Ghi chữ này vào thì dòng không còn được đọc là {loai} (thành mục, dòng tổng hoặc dòng trống); dữ liệu giữ "
        "nguyên.",
        loai=kinds.get(meant[0], meant[0]),
    )
    return Finding("V091", Severity.ERROR, place, said, msg("Sửa thẳng chỗ này trong tệp dữ liệu."))


def _titled(register: Register, edits: Sequence[FileEdit]) -> set[str]:
    """The columns (letters) whose titles the edits change."""
    return {e.column for e in edits if isinstance(e, SetCell) and e.row == register.origin.row}


def _said(row: Section | Task) -> tuple[str, ...]:
    if isinstance(row, Section):
        return ("mục", row.number, row.title)
    return ("nhiệm vụ", _read(row.text("ma")))


def _meant_register(register: Register, edits: Sequence[FileEdit]) -> list[tuple[str, ...] | None]:
    """What each row is to be read as, as much as is known of it; None for a new one."""
    keys = {column.letter or column.title: column.key for column in register.columns}
    changed: dict[int, dict[str, str]] = {}
    for edit in edits:
        if isinstance(edit, SetCell):
            changed.setdefault(edit.row, {})[keys.get(edit.column, "")] = edit.value
        elif isinstance(edit, SetValue) and len(edit.path) == 2 and isinstance(edit.path[0], int):
            changed.setdefault(edit.path[0] + 2, {})[keys.get(str(edit.path[1]), "")] = edit.value
    tree = [edit for edit in edits if isinstance(edit, InsertItem | MoveItem | DeleteItem) and len(edit.path) == 1]
    offset = 2 if tree else 0
    rows = {row.origin.row: row for row in register.rows}
    made: list[tuple[str, ...] | None] = []
    for what in _sequence([number - offset for number in rows], tree or [e for e in edits if isinstance(e, GridEdit)]):
        if not isinstance(what, int):
            made.append(None)
        elif (row := rows[what + offset]).origin.row not in changed:
            made.append(_said(row))
        elif isinstance(row, Section):
            made.append(("mục",))
        elif any({**row.texts, **changed[row.origin.row]}.values()):
            made.append(("nhiệm vụ", _read(changed[row.origin.row].get("ma", row.text("ma")))))
    return made


def _of_texts(before: Dossier, after: Dossier, meant: Sequence[FileEdit]) -> Iterator[Finding]:
    """The texts of the documents are those of before with the edits made: none lost, none twice."""
    texts = {path: text for path, text in every_text(before) if not _otherwise(path)}
    gone = {edit.path for edit in meant if isinstance(edit, DeleteItem)}
    changed = {edit.path: _plain(edit.path, edit.value) for edit in meant if isinstance(edit, SetValue)}
    kept = {path: changed.get(path, text) for path, text in texts.items() if not _below(path, gone)}
    kept |= {path: text for path, text in changed.items() if not _otherwise(path)}
    added = (edit for edit in meant if isinstance(edit, InsertItem) and not _otherwise(edit.path))
    new = [text for edit in added for text in _texts(edit)]
    wanted = Counter(filter(None, map(_read, (*kept.values(), *new, *_new_notes(meant)))))
    wanted -= Counter(_read(" ".join(note)) for path in changed for note in notes_of(texts.get(path, "")))
    found = Counter(_read(text) for path, text in every_text(after) if not _otherwise(path) and _read(text))
    place = Place(str(before.sources[0]))
    yield from (_unlike(place, quote(text), quote("")) for text in wanted - found)
    yield from (_unlike(place, quote(""), quote(text)) for text in found - wanted)


def _new_notes(meant: Sequence[FileEdit]) -> Iterator[str]:
    """The notes of the texts of bodies that were set or put in."""
    for edit in meant:
        if isinstance(edit, SetValue | InsertItem) and not _otherwise(edit.path):
            values = (edit.value,) if isinstance(edit.value, str) else edit.value.values()
            yield from (" ".join(note) for value in values for note in notes_of(marked(value)))


def _otherwise(path: Path_) -> bool:
    return any(step in _NOT_AS_WRITTEN for step in path)


def _below(path: Path_, items: set[Path_]) -> bool:
    return any(path[:end] in items for end in range(1, len(path) + 1))


def _texts(edit: InsertItem) -> tuple[str, ...]:
    texts = (edit.value,) if isinstance(edit.value, str) else tuple(edit.value.values())
    return tuple(_plain((*edit.path, ""), text) for text in texts)


def _plain(path: Path_, text: str) -> str:
    """A text as it is read: without the marks of words."""
    return str(marked(text)) if is_marked(path) or is_cell(path) else text
