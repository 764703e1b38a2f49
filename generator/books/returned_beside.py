"""What a file that came back says outside of its results: nothing of it is taken, all of it is told (V294).

What our own form says there is left out: it is known by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.books import forms
from generator.reading.figures.sheet import is_figures
from generator.reading.records import RawRow, RawTable
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_COPY = msg("Cần thì chép tay vào bảng.")
# A line of our guide is numbered.
_NUMBER = late(r"^\d+\.\s*")
# The row of the guide that has the title of the report, in its first column.
_TITLE_ROW = 3
# The columns of the sheet of what others report on.
_APART_WIDTH = 7


def in_columns(table: RawTable, rows: Iterable[RawRow], known: Iterable[int], titles: RawRow) -> Iterator[Finding]:
    """Texts in columns of the unit's own: a finding a column."""
    own: dict[int, list[RawRow]] = {}
    passed_over = frozenset(known)
    for row in rows:
        for column, text in row.cells.items():
            if column not in passed_over and text.strip():
                own.setdefault(column, []).append(row)
    for column, held in sorted(own.items()):
        title = titles.cells.get(column)
        said = msg(
            "Cột {cot} không phải cột của biểu: {so} ô có chữ không được lấy.",
            cot=quote(title) if title else table.letter(column),
            so=len(held),
        )
        yield _told(table.place(held[0].number, column), said, (row.cells[column] for row in held))


def outside(table: RawTable, rows: Iterable[RawRow]) -> Iterator[Finding]:
    """Texts above a table of results, or on a sheet that has none: one finding, at the first."""
    if is_figures(table):
        return
    held = [(row.number, column, text) for row in rows for column, text in sorted(row.cells.items())
            if text.strip() and not _ours(table.sheet, row.number, column, text)]  # fmt: skip
    if held:
        said = msg("{so} ô ngoài bảng kết quả có chữ của đơn vị; không lấy.", so=len(held))
        yield _told(table.place(*held[0][:2]), said, (text for _, _, text in held))


def on_sheets(path: Path, shown_as: str) -> Iterator[Finding]:
    """What lies on the sheets of a workbook and is in no cell: comments, text boxes, pictures; and words struck out."""
    from generator.ooxml import package, unfinished
    from generator.ooxml.sheet_notes import drawn_texts, notes

    parts = package.read(path, shown_as=shown_as)
    for note in notes(parts, shown_as=shown_as):
        yield _told(Place(shown_as, note.sheet, cell=note.cell), msg("Bình luận của ô không được lấy."), [note.text])
    for sheet, texts in drawn_texts(parts, shown_as=shown_as):
        yield _told(Place(shown_as, sheet), msg("Chữ trong hộp chữ không được lấy."), texts)
    if pictures := sum(name.startswith("xl/media/") for name in parts):
        yield _told(Place(shown_as), msg("Tệp có {so} ảnh; chữ trong ảnh không đọc được.", so=pictures), ())
    for place, text in unfinished.struck_out(parts, shown_as):
        yield _told(place, msg("Chữ gạch ngang vẫn được đọc như chữ thường."), [text], msg("Hỏi lại đơn vị."))


def in_prose(lines: Iterable[str], shown_as: str) -> Iterator[Finding]:
    """The paragraphs of a Word file outside its tables."""
    texts = [text for text in lines if not _known(text)]
    if texts:
        yield _told(Place(shown_as), msg("{so} đoạn ngoài bảng kết quả không được lấy.", so=len(texts)), texts)


def _told(place: Place, said: Message, texts: Iterable[str], hint: Message = _COPY) -> Finding:
    return Finding("V294", Severity.NOTE, place, said, hint, "; ".join(texts), asked=True)


# --- what our form says ----------------------------------------------------------------------------------------------


def _ours(sheet: str, row: int, column: int, text: str) -> bool:
    named = fold(sheet)
    if named == fold(forms.APART) and row >= forms.HEAD_ROW:
        return column < _APART_WIDTH
    if named == fold(forms.GUIDE) and (row, column) == (_TITLE_ROW, 0):
        return True
    return _known(text)


def _known(text: str) -> bool:
    """Whether a line is one of those that our forms have above their tables and in their guide."""
    line = fold(_NUMBER.sub("", text.strip()))
    return line in _lines() or line.startswith(_beginnings())


@cache
def _lines() -> frozenset[str]:
    return frozenset(map(fold, (*forms.TASK_LINES, *forms.FIGURE_LINES)))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(map(fold, (*forms.HEADINGS, forms.SENDER, forms.SEND_BACK)))
