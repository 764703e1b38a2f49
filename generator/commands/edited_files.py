"""Edited Word and Excel files read: the dossier that they were made of, their base, what was edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.commands.around import Around, outside
from generator.commands.edited_books import (
    base_sheet_of,
    shown_sheet,
    without_states,
    without_text_below,
)
from generator.commands.edited_file import EditedFile
from generator.commands.fresh import Fresh
from generator.merging.edited.base import Base
from generator.merging.edited.broken_lines import take_lines_apart
from generator.merging.edited.copy import read_edited
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.edited.workbook import read_workbook_edits
from generator.merging.model import Edited
from generator.ooxml.anchored_text import comments, hidden_texts, read_body, side_texts
from generator.ooxml.anchors import anchor_named
from generator.ooxml.names import M, w
from generator.ooxml.objects import objects
from generator.ooxml.revisions import View
from generator.ooxml.sheet_notes import margin_texts, notes
from generator.reading.records import RawTable
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Register, Section
from generator.values.text import one_line, quote

if TYPE_CHECKING:
    from lxml import etree

    from generator.reading.xlsx import Workbook


def dossier_of(files: Mapping[Path, EditedFile], data: Path) -> Path:
    """The dossier that the files name, among the data. Raises InputError V087."""
    named = {path: file.base.name if file.base else path.stem for path, file in files.items()}
    found = {file: folder for file, name in named.items() if (folder := folder_named(file, name, data))}
    if len({folder.resolve() for folder in found.values()}) > 1:
        raise InputError.of(
            "V087",
            Place(str([*files][-1])),
            msg("Các tệp sinh ra từ những hồ sơ khác nhau: {cac}.", cac=", ".join(dict.fromkeys(named.values()))),
            msg("Chạy riêng cho từng hồ sơ."),
        )
    if found:
        return next(iter(found.values()))
    raise InputError.of(
        "V087",
        Place(str(next(iter(files)))),
        msg("Không biết tệp này sinh ra từ hồ sơ nào."),
        msg("Nêu hồ sơ bằng “--dossier data/…”."),
    )


def folder_named(file: Path, name: str, data: Path) -> Path | None:
    """The dossier of a name, which is one and not a path: a file from elsewhere says only what it is called."""
    if Path(name).name != name:
        return None
    holders = (data, *(parent / "data" for parent in file.resolve().parents))
    return next((folder / name for folder in holders if name and (folder / name).is_dir()), None)


def read_file(file: EditedFile, fresh: Fresh, view: View) -> tuple[Base, Edited, tuple[Around, ...]]:
    """The base of an edited file, what was edited, what a workbook shows around its tasks. Raises InputError where it
    cannot be read."""
    if not file.word:
        return _read_excel(file, fresh)
    name, parts, own = file.name, file.parts, file.base
    base = own or fresh.base
    if own and view == "accept":
        take_lines_apart(file.body, own)
    found = objects(parts, view, shown_as=name, root=file.body.getparent())
    edited = read_edited(
        # What anchors stand for is said by the base that was lost with them, and not by that of today.
        read_body(parts, view, shown_as=name, anchored=own is not None, looks=True, body=file.body),
        base,
        fresh.form(base),
        name,
        comments=comments(parts, shown_as=name),
        side=side_texts(parts, view, shown_as=name, body=file.body),
        objects=fresh.foreign(found) if found else (),
    )
    edited = replace(edited, findings=(*edited.findings, *_hidden(file, base, view), *_flattened(file, base)))
    return base, edited if own else _without_base(edited, name), ()


def _hidden(file: EditedFile, base: Base, view: View) -> Iterator[Finding]:
    """Hidden text that the data do not have: nobody sees it, so it is not taken; words of ours that were hidden are
    gone like those that were deleted."""
    ours = one_line(" ".join(text for texts in base.state.values() for text in texts.values()))
    for paragraph in hidden_texts(file.parts, view, shown_as=file.name, body=file.body):
        if one_line(paragraph.text) not in ours:
            yield Finding(
                "V465",
                Severity.WARNING,
                Place(file.name, part=paragraph.place),
                msg("Chữ ẩn trong tệp sửa không lấy về: người đọc không thấy."),
                msg("Muốn in chữ này thì bỏ định dạng ẩn (Font, Hidden) trong Word rồi lấy về lại."),
                quote(paragraph.text, LONGEST_QUOTE),
            )


def _flattened(file: EditedFile, base: Base) -> Iterator[Finding]:
    """Equations of more than one line of signs, tables put into rows of tasks: their words are taken, not how they
    stand."""
    inner = (table for table in file.body.iter(w("tbl")) if table.getparent().tag == w("tc"))
    tables = (table for table in inner if _is_task(next(table.iterancestors(w("tr"))), base))
    equations = (one for one in file.body.iter(f"{{{M}}}oMath") if any(part.tag != f"{{{M}}}r" for part in one))
    for one in (*equations, *tables):
        texts = ("".join(one.itertext()) for one in (one.iter(w("tc")) if one.tag == w("tbl") else (one,)))
        if words := " | ".join(filter(None, map(one_line, texts))):
            yield Finding(
                "V516",
                Severity.WARNING,
                Place(file.name),
                msg("Công thức hoặc bảng trong ô chỉ lấy về được phần chữ: {chu}.", chu=quote(words, LONGEST_QUOTE)),
                msg("Xem lại chữ ấy trong dữ liệu; phân số, số mũ, các ô của bảng không còn như trong tệp sửa."),
                quote(words, LONGEST_QUOTE),
            )


def _is_task(row: etree._Element, base: Base) -> bool:
    """Whether a row has a mark of a row of a register."""
    anchors = (anchor_named(mark.get(w("name"), "")) for mark in row.iter(w("bookmarkStart")))
    return any(anchor.number in base.rows for anchor in anchors if anchor)


def _read_excel(edited_file: EditedFile, fresh: Fresh) -> tuple[Base, Edited, tuple[Around, ...]]:
    """An edited Excel file; without a base of its own, against the tables as they stand now."""
    from generator.reading.tables import read_register

    book, own, file = edited_file.book, edited_file.base, edited_file.name
    table, doubts = book.table(shown_sheet(book))
    if own and not own.tables:
        # Nothing of counted figures goes back to the data.
        return own, Edited({}), tuple(_counted(table, file))
    table, states = without_states(table, own) if own else (table, ())
    register, more = read_register(without_text_below(table))
    base = own or next(iter(fresh.workbooks), None)
    if base is None:
        raise InputError.of("V087", Place(file), msg("Hồ sơ không có bảng nhiệm vụ nào."))
    before = one_line(" ".join(text for row in base.rows.values() for text in row.texts.values()))
    around = [*_around(table, register, file), *_elsewhere(book, table.sheet, before, base)]
    around += [outside(file, "", text) for text in margin_texts(edited_file.parts, shown_as=file)]
    around += _notes(edited_file)
    unread = {doubt.place.cell for doubt in doubts if doubt.code in ("V031", "V515")}
    edited = read_workbook_edits(register, base, unread | book.covered(table.sheet), file)
    # A sheet without column titles of the register's kind was refused above; what is doubtful in cells that were
    # edited is passed on; what is hidden or stands around (V22x, V23x) is compared. An emptied row was deleted.
    kept = [
        # A heading that was emptied is one place of many; what the data may hold is proven before it is written.
        replace(doubt, severity=Severity.WARNING) if doubt.code == "V043" else doubt
        for doubt in (*doubts, *more)
        if doubt.code not in ("V031", "V044", "V046", "V048", "V548")
        and not (doubt.code[:3] in ("V22", "V23") and doubt.severity is Severity.NOTE)
        and (doubt.severity is Severity.ERROR or one_line(doubt.value) not in before)
    ]
    typed = (outside(file, cell, text).finding for cell, text in states)
    edited = replace(edited, findings=(*kept, *typed, *edited.findings))
    return base, edited if own else _without_base(edited, file), tuple(around)


def _around(table: RawTable, register: Register, file: str) -> Iterator[Around]:
    """Texts above, below and between the rows of a table and beside the words of its headings, with their cells."""
    tasks = {task.origin.row for task in register.tasks}
    headings = {section.origin.row: _own_cells(section) for section in register.sections}
    titles = {column.title for column in register.columns}
    for row in table.rows:
        for at, text in row.cells.items() if row.number not in tasks else ():
            beside = table.letter(at) not in headings.get(row.number, ())
            if beside and text not in titles:
                yield outside(file, f"{table.sheet}!{table.letter(at)}{row.number}", text)


def _own_cells(section: Section) -> set[str]:
    """The columns of a heading's number and title."""
    return {section.origin.columns.get(key, "") for key in ("so_muc", "ten_muc")}


def _elsewhere(book: Workbook, sheet: str, before: str, base: Base) -> Iterator[Around]:
    """Texts on other sheets; counts on a sheet of ours, and names that the table shows, are another day's."""
    for name in book.sheets:
        table = book.table(name)[0] if name not in (sheet, base_sheet_of(book)) else None
        for row in table.rows if table else ():
            for at, text in row.cells.items():
                line = one_line(text)
                if line not in before and line not in base.computed:
                    cell = f"{name}!{book.table(name)[0].letter(at)}{row.number}"
                    yield outside(book.shown_as, cell, text, name)


def _notes(file: EditedFile) -> Iterator[Around]:
    for note in notes(file.parts, shown_as=file.name):
        said = msg("Ý kiến của {ai}: {loi}", ai=note.author.strip() or "?", loi=quote(note.text, 300))
        place = Place(file.name, note.sheet, cell=note.cell)
        yield Around(note.text, Finding("V081", Severity.NOTE, place, said))


def _counted(table: RawTable, file: str) -> Iterator[Around]:
    """The texts of a workbook of counted figures."""
    for row in table.rows:
        for at, text in row.cells.items():
            one = outside(file, "", text)
            place = Place(file, table.sheet, cell=f"{table.letter(at)}{row.number}")
            yield replace(one, finding=replace(one.finding, place=place, value=text))


def _without_base(edited: Edited, name: str) -> Edited:
    finding = Finding(
        "V092",
        Severity.WARNING,
        Place(name),
        msg("Tệp không mang dấu của vanban; mọi chỗ được so khớp theo nội dung với dữ liệu hiện nay."),
        msg("Xem kỹ bằng “--dry-run” trước khi lấy về."),
    )
    return replace(edited, findings=(finding, *edited.findings))
