"""Workbooks of a merge: the fields that both sides changed, to decide in; the choices read back; a list of changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from generator.books.plain import choose, header, packed, put, quoted
from generator.merging.merge.pull import Side
from generator.merging.model import WHOLE, Change, Conflict, HeadingId, NewItemId, OutsideId, RecordId, TextId
from generator.reading import xlsx
from generator.reading.records import RawTable
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.places import STEPS
from generator.values.text import clean, fold

CHOICES: Mapping[str, Side] = {"dữ liệu": "ours", "tệp sửa": "theirs"}
_CONFLICTS, _CHANGES = "Hai bên cùng sửa", "Thay đổi"
_CHOICE, _MARK = "Chọn", "Dấu"
_DELETED = "(đã xóa)"
_KINDS = {"sua": "sửa", "them": "thêm", "xoa": "xóa", "chuyen": "chuyển"}
_CONFLICT_COLUMNS = (
    ("Tệp", 24, ""),
    ("Chỗ", 34, ""),
    ("Gốc", 40, "Chữ lúc tệp được sinh ra."),
    ("Dữ liệu", 40, "Chữ trong dữ liệu bây giờ."),
    ("Tệp sửa", 40, "Chữ trong tệp đã sửa."),
    (_CHOICE, 12, "Chọn “dữ liệu” để giữ chữ của dữ liệu, “tệp sửa” để lấy chữ trong tệp; để trống là chưa quyết."),
    (_MARK, 4, ""),
)
_CHANGE_COLUMNS = (("Chỗ", 34, ""), ("Thay đổi", 10, ""), ("Trước", 60, ""), ("Sau", 60, ""))
_FIELDS = {"so_muc": "Số mục", "ten_muc": "Tên mục"}


@dataclass(frozen=True, slots=True)
class Decisions:
    """The choices of a person: the side by the mark of its conflict, of a workbook also its cell; what could not be
    understood. `left` are the marks of changed texts that are not to be taken.
    """

    sides: Mapping[str, Side]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...] = ()
    left: frozenset[str] = frozenset()

    def unused(self, met: Iterable[str]) -> tuple[Finding, ...]:
        """A note (V173) for each choice whose conflict is not among those met: a text of it is another by now."""
        known = set(met)
        return tuple(
            Finding(
                "V173",
                Severity.NOTE,
                self.places[mark],
                msg("Chỗ này không còn như lúc ghi sổ; lựa chọn không được dùng."),
                msg("Ghi sổ mới bằng “--conflicts” nếu vẫn còn chỗ hai bên cùng sửa."),
            )
            for mark in self.places
            if mark not in known
        )


NO_DECISIONS = Decisions({}, {})


def mark_of(file: str, one: Conflict | Change) -> str:
    """What a conflict or change is known by: its file's name, place and texts, so that no stale choice counts."""
    said = (one.base, one.ours, one.theirs) if isinstance(one, Conflict) else (one.kind, one.before, one.after)
    texts = (Path(file).name, str(one.record), one.field, *said)
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:24]


def in_words(record: RecordId, field: str) -> str:
    """Where a text stands, for people: `Nhiệm vụ NV01, Sản phẩm`; `Văn bản kèm theo 1, nội dung 2, điều`."""
    if isinstance(record, OutsideId):
        return f"Ngoài các trường, {record.place}" if record.place else "Ngoài các trường"
    if isinstance(record, TextId | NewItemId):
        words: list[str] = []
        for step in record.path if isinstance(record, TextId) else record.beside:
            if isinstance(step, int) or step.startswith("+"):
                words[-1] += f" {int(step) + 1}"
            else:
                words.append(str(STEPS.get(step, step)))
        said = ", ".join(words)
        # A new item is known by the one that it stands beside.
        said = said if isinstance(record, TextId) else f"{said.rpartition(' ')[0]} mới"
        return said[:1].upper() + said[1:]
    row = f"{'Mục' if isinstance(record, HeadingId) else 'Nhiệm vụ'} {'mới' if record.new else record.name}"
    if field == WHOLE:
        return f"{row}, cả dòng"
    return f"{row}, {_FIELDS.get(field) or glossary.titles().get(field, field)}"


def conflicts_book(conflicts: Iterable[tuple[str, Conflict]]) -> bytes:
    """The conflicts of each file as .xlsx, one a row, with a list to choose a side from."""
    rows = [
        (Path(file).name, in_words(c.record, c.field), *map(_shown, (c.base, c.ours, c.theirs)), "", mark_of(file, c))
        for file, c in conflicts
    ]
    book, sheet = _listed(_CONFLICTS, _CONFLICT_COLUMNS, rows)
    choose(sheet, f"F2:F{len(rows) + 1}", quoted(CHOICES))
    sheet.column_dimensions["G"].hidden = True
    return packed(book, _CONFLICTS)


def differences_book(changes: Iterable[Change]) -> bytes:
    """What changed between two states as .xlsx, one change a row, with a filter."""
    rows = [
        (in_words(change.record, change.field), _KINDS[change.kind], change.before, change.after) for change in changes
    ]
    book, sheet = _listed(_CHANGES, _CHANGE_COLUMNS, rows)
    sheet.auto_filter.ref = f"A1:D{len(rows) + 1}"
    return packed(book, _CHANGES)


def read_decisions(path: Path) -> Decisions:
    """The choices made in a workbook of `conflicts_book`; rows may be sorted, columns moved.

    Raises InputError V171 where it is another workbook, V010…V014 where it is none. A choice that is not on the list
    is an error finding V172 and decides nothing; two rows of one conflict that disagree likewise.
    """
    book = xlsx.Workbook(path, str(path))
    if _CONFLICTS not in book.sheets:
        raise _misfit(path)
    table, _ = book.table(_CONFLICTS)
    choice_at, mark_at = _column(table, _CHOICE), _column(table, _MARK)
    if choice_at is None or mark_at is None:
        raise _misfit(path)
    known = {fold(choice): side for choice, side in CHOICES.items()}
    sides: dict[str, Side] = {}
    places: dict[str, Place] = {}
    wrong: list[Finding] = []
    for row in table.rows[1:]:
        mark, chosen = row.cells.get(mark_at, ""), row.cells.get(choice_at, "")
        if not chosen:
            continue
        side, place = known.get(fold(chosen)), table.place(row.number, choice_at)
        if side is None or not mark or sides.get(mark, side) != side:
            wrong.append(_not_a_choice(place, chosen))
        else:
            sides[mark], places[mark] = side, place
    return Decisions(sides, places, tuple(wrong))


def _listed(title: str, columns: tuple[tuple[str, int, str], ...], rows: Iterable[tuple[str, ...]]) -> tuple[Any, Any]:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    header(sheet, columns)
    for number, row in enumerate(rows, start=2):
        for at, text in enumerate(row, start=1):
            put(sheet, number, at, clean(text))
    return book, sheet


def _shown(text: str | None) -> str:
    return _DELETED if text is None else text


def _column(table: RawTable, title: str) -> int | None:
    """Where a column of ours stands in the first row."""
    heads = table.rows[0].cells if table.rows else {}
    return next((at for at, text in heads.items() if fold(text) == fold(title)), None)


def _misfit(path: Path) -> InputError:
    return InputError(
        Finding(
            "V171",
            Severity.ERROR,
            Place(str(path)),
            msg("Đây không phải sổ do “vanban pull --conflicts” ghi: thiếu trang tính hoặc cột của sổ."),
            msg("Ghi sổ bằng “--conflicts”, điền cột “Chọn”, rồi dùng chính tệp đó."),
        )
    )


def _not_a_choice(place: Place, chosen: str) -> Finding:
    return Finding(
        "V172",
        Severity.ERROR,
        place,
        msg("“{chon}” không quyết được chỗ này; cần một lựa chọn “dữ liệu” hoặc “tệp sửa”.", chon=chosen),
        msg("Chọn trong danh sách của ô."),
        chosen,
    )
