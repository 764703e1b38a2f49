"""chuyen-ky.xlsx: what became of each paragraph of last month's report, what its plan has to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from openpyxl import Workbook

from generator.books.plain import choose, header, packed, put, quoted
from generator.values.findings import Place
from generator.values.text import clean, fold, one_line

CARRIED, ANSWERED = "Đoạn", "Phải trả lời"
# The list as it was written, for nobody to edit: what is not on the others any more went from them.
_WRITTEN = "BanDau"
OLD_TABLE = "bảng còn số của kỳ trước"
DONE, ANSWERS = "đã xong", ("đã xong", "chưa xong", "chuyển kỳ sau")
_PARAGRAPHS = (
    ("Mục", 34, ""),
    ("Đoạn của kỳ trước", 80, "Như đã ban hành."),
    ("Xử lý", 10, "giữ | số: chỉ đổi số, kỳ | viết lại: nêu việc, văn bản của kỳ trước | bỏ"),
    ("Vì sao", 34, ""),
    ("Đoạn của kỳ này", 80, "Số liệu ghi theo khóa trong so-lieu.xlsx."),
)
_PLAN = (
    ("Mục", 34, ""),
    ("Nhiệm vụ kỳ trước nêu", 80, ""),
    ("Hạn", 18, ""),
    ("Số đã nêu", 14, ""),
    ("Kết quả", 16, "đã xong | chưa xong | chuyển kỳ sau"),
    ("Câu kết quả (gợi ý)", 70, "Sửa lại theo thực tế, ghi số, ngày của văn bản là sản phẩm."),
)


def carry_book(paragraphs: Iterable[Sequence[str]], plan: Sequence[Sequence[str]]) -> bytes:
    """The lists as .xlsx; the same lists give the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = CARRIED
    lines = [*paragraphs]
    _filled(sheet, _PARAGRAPHS, lines)
    answers = book.create_sheet(ANSWERED)
    _filled(answers, _PLAN, plan)
    choose(answers, f"E2:E{max(len(plan), 1) + 1}", quoted(ANSWERS))
    written = book.create_sheet(_WRITTEN)
    written.sheet_state = "veryHidden"
    _filled(written, (("Trang", 14, ""), *_PARAGRAPHS[1:]), [
        *((CARRIED, before, verdict, why, now if why else "") for _, before, verdict, why, now in lines),
        *((ANSWERED, line[1], "", "", "") for line in plan),
    ])  # fmt: skip
    return packed(book, "Chuyển kỳ")


def whole(path: Path, shown_as: str) -> bool:
    """Whether a workbook has both sheets of the list. Raises InputError."""
    from generator.reading.xlsx import Workbook as Read

    return {CARRIED, ANSWERED} <= set(Read(path, shown_as).sheets)


class Answer(Struct, frozen=True):
    """What last period's plan named, and what is answered: one of `ANSWERS`, "" where nothing that is one of them."""

    headings: str
    text: str
    deadline: str
    numbers: str
    said: str
    answer: str
    sentence: str
    place: Place


def read_answers(path: Path, shown_as: str) -> Iterator[Answer]:
    """The answers that a person gave, row by row; nothing of a workbook without that sheet. Raises InputError."""
    from generator.reading.xlsx import Workbook as Read

    book = Read(path, shown_as)
    if ANSWERED not in book.sheets:
        return
    table, _ = book.table(ANSWERED)
    titles = {fold(title): at for at, title in (table.rows[0].cells if table.rows else {}).items()}
    at = [titles.get(fold(title), -1) for title, _, _ in _PLAN]
    known = {fold(answer): answer for answer in ANSWERS}
    for row in table.rows[1:]:
        headings, text, deadline, numbers, said, sentence = (one_line(row.cells.get(column, "")) for column in at)
        if text:
            place = table.place(row.number, at[4] if at[4] >= 0 else 0)
            yield Answer(headings, text, deadline, numbers, said, known.get(fold(said), ""), sentence, place)


class Carried(Struct, frozen=True):
    """A paragraph or a plain table of last period's report: as it was, what was to become of it and why (`OLD_TABLE` of
    a table), as it was carried over."""

    before: str
    verdict: str
    why: str
    now: str
    place: Place


def read_carried(path: Path, shown_as: str) -> Iterator[Carried]:
    """The paragraphs, the tables that were carried over as they were, with what a person has made of the list since.

    Raises InputError.
    """
    from generator.reading.xlsx import Workbook as Read

    book = Read(path, shown_as)
    table, _ = book.table(book.sheets[0])
    for row in table.rows[1:]:
        _, before, verdict, why, now = (one_line(row.cells.get(column, "")) for column in range(5))
        yield Carried(before, verdict.lower(), why, now, table.place(row.number, 2))


def read_written(path: Path, shown_as: str) -> Mapping[str, tuple[Carried, ...]]:
    """The rows of each sheet as they were written first; none of a list that does not keep them. Raises InputError."""
    from generator.reading.xlsx import Workbook as Read

    book = Read(path, shown_as)
    found: dict[str, list[Carried]] = {}
    if _WRITTEN in book.sheets:
        table, _ = book.table(_WRITTEN)
        for row in table.rows[1:]:
            sheet, before, verdict, why, now = (one_line(row.cells.get(column, "")) for column in range(5))
            found.setdefault(sheet, []).append(Carried(before, verdict, why, now, Place(shown_as, sheet)))
    return {sheet: tuple(rows) for sheet, rows in found.items()}


def _filled(sheet: Any, columns: Sequence[tuple[str, float, str]], lines: Iterable[Sequence[str]]) -> None:
    header(sheet, columns)
    for row, line in enumerate(lines, start=2):
        for at, text in enumerate(line, start=1):
            put(sheet, row, at, clean(text))
