"""Edited Word and Excel files with what they are compared with: their base, and the form's own texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.keeping.aside import in_temporary
from generator.merging.edited.base import Base, base_of
from generator.merging.edited.copy import printed_texts, read_edited, value_order
from generator.merging.edited.emphasis import grounds
from generator.merging.edited.names import block_names
from generator.merging.edited.reading import Form
from generator.merging.edited.workbook import ID_KEY, read_workbook_edits, workbook_base
from generator.merging.model import Edited
from generator.merging.proof.seen import Seen
from generator.merging.proof.sheet import seen_in_workbook
from generator.merging.proof.word import seen_in_word
from generator.ooxml import base_part, base_sheet, package
from generator.ooxml.anchored_text import Block, Paragraph, comments, read_body, side_texts
from generator.ooxml.objects import Shown, objects
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.revisions import View
from generator.ooxml.sheet_notes import margin_texts, notes
from generator.reading.records import RawTable
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier, Register, Section
from generator.values.paths import Path_
from generator.values.text import key_of, one_line, quote

if TYPE_CHECKING:
    from generator.reading.xlsx import Workbook


class Fresh:
    """The Word file of the dossier as it stands now, made once, where it is needed.

    `home` is the folder that a copy of a dossier was made of.
    """

    def __init__(self, dossier: Dossier, as_of: date, home: Path | None = None) -> None:
        self.dossier = dossier
        self.as_of = as_of
        self.home = home or dossier.folder

    @property
    def base(self) -> Base:
        """Its base record: what a file without one is compared with."""
        return self._base

    @cached_property
    def _excel(self) -> tuple[tuple[tuple[Base, Seen], ...], frozenset[str], frozenset[str]]:
        from generator.commands.rendered import excel_of
        from generator.reading.xlsx import Workbook

        made: list[tuple[Base, Seen]] = []
        texts: set[str] = set()
        sheets: set[str] = set()
        with in_temporary() as folder:
            for path in excel_of(self.dossier, self.as_of, folder, self.home):
                book = Workbook(path, self.dossier.name)
                sheets.update(book.sheets)
                for name in book.sheets:
                    for row in book.table(name)[0].rows if name != base_sheet.NAME else ():
                        texts.update(one_line(text) for text in row.cells.values())
                parts = package.read(path, shown_as=self.dossier.name)
                if base := _sheet_base(book):
                    made.append((base, seen_in_book(book, parts, base)))
                texts.update(one_line(note.text) for note in notes(parts, shown_as=self.dossier.name))
                texts.update(margin_texts(parts, shown_as=self.dossier.name))
        return tuple(made), frozenset(texts), frozenset(sheets)

    def form(self, base: Base) -> Form:
        """What its Word file prints beside the values, for an edited one of this base."""
        return Form(self._word[0], self._sequence, self._grounds, self._names(base))

    def _sequence(self) -> tuple[Path_, ...]:
        """The values of its Word file in reading order."""
        return value_order(self._body[0], self.base)

    @cached_property
    def _grounds(self) -> Mapping[Path_, str]:
        """How the texts of its body look where they are not marked."""
        return grounds(self._body[0], self.base)

    def _names(self, base: Base) -> Mapping[Path_, str]:
        """What readers call the blocks of its body; nothing where a file was made of other blocks."""
        alike = {value.path for value in base.values.values()} == {value.path for value in self.base.values.values()}
        return block_names(self._body[0], self.base) if alike else {}

    @cached_property
    def _body(self) -> tuple[tuple[Block, ...], tuple[Paragraph, ...]]:
        """What its Word file says, and what stands beside the text."""
        name = self.dossier.name
        side = side_texts(self._parts, "accept", shown_as=name)
        return read_body(self._parts, "accept", shown_as=name, looks=True), side

    @property
    def workbooks(self) -> tuple[Base, ...]:
        """The bases of its Excel files."""
        return tuple(base for base, _ in self._excel[0])

    def book_of(self, base: Base) -> tuple[Base, Seen] | None:
        """Its workbook of the register that an edited one shows: the base, what a reader sees of it.

        Of several tables of one register that whose rows are the most like its own.
        """
        tables, rows = list(base.tables), {row.record for row in base.rows.values()}

        def alike(one: tuple[Base, Seen]) -> tuple[bool, float]:
            own = {row.record for row in one[0].rows.values()}
            return list(one[0].tables) == tables, len(own & rows) / (len(own | rows) or 1)

        sources = [table.source for table in tables]
        same = (one for one in self._excel[0] if [table.source for table in one[0].tables] == sources)
        return max(same, key=alike, default=None)

    @property
    def known_cells(self) -> frozenset[str]:
        """The texts of all cells, notes and margins of its Excel files."""
        return self._excel[1]

    @property
    def sheets(self) -> frozenset[str]:
        """The names of the sheets of its Excel files."""
        return self._excel[2]

    def foreign(self, shown: Sequence[Shown]) -> tuple[Shown, ...]:
        """The objects that it does not show, by their names or pictures."""
        known = {mark for one in self._word[1] for mark in one.marks}
        return tuple(one for one in shown if not one.marks & known)

    @cached_property
    def seen(self) -> Seen:
        """What a reader sees of the Word file."""
        return seen_in_word(self._parts, "accept", shown_as=self.dossier.name)

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        from generator.commands.rendered import word_of

        return package.read_bytes(word_of(self.dossier, self.as_of, self.home), shown_as=self.dossier.name)

    @cached_property
    def _base(self) -> Base:
        part = base_part.find(self._parts, shown_as=self.dossier.name)
        if part is None:
            raise ValueError("a Word file just made carries its base record")
        return base_of(part)

    @cached_property
    def _word(self) -> tuple[Counter[str], tuple[Shown, ...]]:
        parts = self._parts
        known = printed_texts(*self._body, self.base)
        return known, objects(parts, "accept", shown_as=self.dossier.name)


def dossier_of(files: Sequence[Path], packages: dict[Path, dict[str, bytes]], data: Path) -> Path:
    """The dossier that the files name, among the data. Raises InputError V087."""
    named = {file: base.name if (base := base_of_file(file, packages[file])) else file.stem for file in files}
    found = {file: folder for file, name in named.items() if (folder := folder_named(file, name, data))}
    if len({folder.resolve() for folder in found.values()}) > 1:
        raise InputError.of(
            "V087",
            Place(str(files[-1])),
            msg("Các tệp sinh ra từ những hồ sơ khác nhau: {cac}.", cac=", ".join(dict.fromkeys(named.values()))),
            msg("Chạy riêng cho từng hồ sơ."),
        )
    if found:
        return next(iter(found.values()))
    raise InputError.of(
        "V087",
        Place(str(files[0])),
        msg("Không biết tệp này sinh ra từ hồ sơ nào."),
        msg("Nêu hồ sơ bằng “--dossier data/…”."),
    )


def folder_named(file: Path, name: str, data: Path) -> Path | None:
    """The dossier of a name, which is one and not a path: a file from elsewhere says only what it is called."""
    if Path(name).name != name:
        return None
    holders = (data, *(parent / "data" for parent in file.resolve().parents))
    return next((folder / name for folder in holders if name and (folder / name).is_dir()), None)


def base_of_file(file: Path, parts: Mapping[str, bytes]) -> Base | None:
    """The base that a Word or Excel file carries."""
    if DOCUMENT in parts:
        part = base_part.find(parts, shown_as=str(file))
        return base_of(part) if part else None
    return _sheet_base(opened_book(file))


def opened_book(file: Path) -> Workbook:
    """A workbook named as its user names it; its sheets are read once each."""
    from generator.reading.xlsx import Workbook

    return Workbook(file, str(file))


def read_file(file: Path, parts: dict[str, bytes], fresh: Fresh, view: View) -> tuple[Base, Edited]:
    """The base of an edited file and what was edited. Raises InputError where it cannot be read."""
    name = str(file)
    if DOCUMENT not in parts:
        return _read_excel(opened_book(file), parts, fresh)
    own = base_of_file(file, parts)
    base = own or fresh.base
    edited = read_edited(
        # What anchors stand for is said by the base that was lost with them, and not by that of today.
        read_body(parts, view, shown_as=name, anchored=own is not None, looks=True),
        base,
        fresh.form(base),
        name,
        comments=comments(parts, shown_as=name),
        side=side_texts(parts, view, shown_as=name),
        objects=fresh.foreign(found) if (found := objects(parts, view, shown_as=name)) else (),
    )
    return base, edited if own else _without_base(edited, name)


def _base_sheet(book: Workbook) -> str:
    """The hidden sheet of the base record, by its name, else by what it begins with; ''."""
    heads = ((name, book.table(name)[0].rows[:1]) for name in book.sheets if base_sheet.NAME not in book.sheets)
    renamed = (name for name, rows in heads if rows and rows[0].cells.get(0) == base_sheet.HEAD)
    return base_sheet.NAME if base_sheet.NAME in book.sheets else next(renamed, "")


def _sheet_base(book: Workbook) -> Base | None:
    if not (name := _base_sheet(book)):
        return None
    table, _ = book.table(name)
    return workbook_base([[row.cells.get(at, "") for at in range(table.width)] for row in table.rows])


def _read_excel(book: Workbook, parts: dict[str, bytes], fresh: Fresh) -> tuple[Base, Edited]:
    """An edited Excel file; without a base of its own, against the tables as they stand now."""
    from generator.reading.tables import read_register

    own, file = _sheet_base(book), book.shown_as
    table, doubts = book.table(_shown_sheet(book))
    if own and not own.tables:
        return own, _counted(table, fresh, file)
    table, states = _without_states(table, own) if own else (table, ())
    register, more = read_register(_without_text_below(table))
    bases = fresh.workbooks
    base = own or next(iter(bases), None)
    if base is None:
        raise InputError.of("V087", Place(file), msg("Hồ sơ không có bảng nhiệm vụ nào."))
    before = one_line(" ".join(text for row in base.rows.values() for text in row.texts.values()))
    around = [*_around(table, register, fresh), *_elsewhere(book, table.sheet, before, base, fresh), *states]
    around += [("", text) for text in margin_texts(parts, shown_as=file) if text not in fresh.known_cells]
    uncounted = {doubt.place.cell for doubt in doubts if doubt.code == "V031"}
    edited = read_workbook_edits(register, base, around, uncounted | book.covered(table.sheet), file)
    # A sheet without column titles of the register's kind was refused above; what is doubtful in cells that were
    # edited is passed on; what is hidden or stands around (V22x, V23x) is compared. An emptied row was deleted.
    kept = [
        doubt
        for doubt in (*doubts, *more)
        if doubt.code not in ("V031", "V044", "V046", "V048")
        and not (doubt.code[:3] in ("V22", "V23") and doubt.severity is Severity.NOTE)
        and (doubt.severity is Severity.ERROR or one_line(doubt.value) not in before)
    ]
    edited = replace(edited, findings=(*kept, *_notes(file, parts, fresh), *edited.findings))
    return base, edited if own else _without_base(edited, file)


def seen_in_book(book: Workbook, parts: Mapping[str, bytes], base: Base) -> Seen:
    """What a reader sees of a workbook made of a base, or edited since."""
    own = _base_sheet(book)
    tables = {
        sheet: [(row.number, row.cells) for row in book.table(sheet)[0].rows] for sheet in book.sheets if sheet != own
    }
    titles = [title for table in base.tables for title in table.titles.values()]
    records = {row.record.name: number for number, row in base.rows.items() if not row.section}
    return seen_in_workbook(parts, tables, _shown_sheet(book), titles, records, shown_as=book.shown_as)


def _shown_sheet(book: Workbook) -> str:
    """The sheet of the table: that with the hidden ids, whatever sheets were put before it; else the first one."""
    own = _base_sheet(book)
    names = [name for name in book.sheets if name != own]
    marked = (
        name
        for name in names
        if any(ID_KEY in map(key_of, row.cells.values()) for row in book.table(name)[0].rows[:60])
    )
    return next(marked, names[0])


def _without_text_below(table: RawTable) -> RawTable:
    """The table without single texts that were typed below its last row, where no border goes on: they are no tasks.

    Its rows are known by the hidden ids.
    """
    ids = next((at for row in table.rows[:60] for at, text in row.cells.items() if key_of(text) == ID_KEY), None)
    last = max((row.number for row in table.rows if ids is not None and ids in row.cells), default=None)
    if last is None:
        return table
    kept = (row for row in table.rows if row.number <= last or len(row.cells) > 1 or table.boxed.get(row.number))
    return replace(table, rows=tuple(kept))


def _around(table: RawTable, register: Register, fresh: Fresh) -> Iterator[tuple[str, str]]:
    """New texts above, below and between the rows of a table and beside the words of its headings, with their cells."""
    tasks = {task.origin.row for task in register.tasks}
    headings = {section.origin.row: _own_cells(section) for section in register.sections}
    titles = {column.title for column in register.columns}
    for row in table.rows:
        for at, text in row.cells.items() if row.number not in tasks else ():
            beside = table.letter(at) not in headings.get(row.number, ())
            if beside and text not in titles and one_line(text) not in fresh.known_cells:
                yield f"{table.sheet}!{table.letter(at)}{row.number}", text


def _own_cells(section: Section) -> set[str]:
    """The columns of a heading's number and title."""
    return {section.origin.columns.get(key, "") for key in ("so_muc", "ten_muc")}


def _elsewhere(book: Workbook, sheet: str, before: str, base: Base, fresh: Fresh) -> Iterator[tuple[str, str]]:
    """New texts on other sheets; counts on a sheet of ours, and names that the table shows, are another day's."""
    for name in book.sheets:
        table = book.table(name)[0] if name not in (sheet, _base_sheet(book)) else None
        for row in table.rows if table else ():
            for at, text in row.cells.items():
                line = one_line(text)
                counted = line.isdigit() and name in fresh.sheets
                if not (counted or line in before or line in base.computed or line in fresh.known_cells):
                    yield f"{name}!{book.table(name)[0].letter(at)}{row.number}", text


def _notes(file: str, parts: dict[str, bytes], fresh: Fresh) -> Iterator[Finding]:
    for note in notes(parts, shown_as=file):
        if one_line(note.text) not in fresh.known_cells:
            said = msg("Ý kiến của {ai}: {loi}", ai=note.author.strip() or "?", loi=quote(note.text, 300))
            yield Finding("V081", Severity.NOTE, Place(file, note.sheet, cell=note.cell), said)


def _counted(table: RawTable, fresh: Fresh, name: str) -> Edited:
    """A workbook of counted figures: nothing goes back to the data, what was typed into it is reported (V080)."""
    typed = [
        Finding(
            "V080",
            Severity.WARNING,
            Place(name, table.sheet, cell=f"{table.letter(at)}{row.number}"),
            msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được."),
            value=text,
        )
        for row in table.rows
        for at, text in row.cells.items()
        if one_line(text) not in fresh.known_cells
    ]
    return Edited({}, findings=tuple(typed))


def _without_states(table: RawTable, base: Base) -> tuple[RawTable, tuple[tuple[str, str], ...]]:
    """The table without the column of computed states, and what was typed into that column, with its cells."""
    title = one_line(base.tables[0].titles.get("tinh_trang", ""))
    at = next((at for row in table.rows for at, text in row.cells.items() if one_line(text) == title), None)
    if at is None or not base.computed:
        return table, ()
    typed = tuple(
        (f"{table.sheet}!{table.letter(at)}{row.number}", row.cells[at])
        for row in table.rows
        if at in row.cells and one_line(row.cells[at]) not in {title, *base.computed}
    )
    rows = tuple(replace(row, cells={k: text for k, text in row.cells.items() if k != at}) for row in table.rows)
    return replace(table, rows=rows), typed


def _without_base(edited: Edited, name: str) -> Edited:
    finding = Finding(
        "V092",
        Severity.WARNING,
        Place(name),
        msg("Tệp không mang dấu của vanban; mọi chỗ được so khớp theo nội dung với dữ liệu hiện nay."),
        msg("Xem kỹ bằng “--dry-run” trước khi lấy về."),
    )
    return replace(edited, findings=(finding, *edited.findings))
