"""What a person decided where both sides changed a text: known by its mark, read from the workbook it was chosen in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.merging.merge.pull import Side
from generator.merging.model import WHOLE, Change, Conflict, HeadingId, NewItemId, OutsideId, RecordId, TextId
from generator.reading import xlsx
from generator.reading.records import RawTable
from generator.values import glossary
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.places import STEPS
from generator.values.text import fold

CHOICES: Mapping[str, Side] = {"dữ liệu": "ours", "tệp sửa": "theirs"}
# The sheet of the workbook, its columns of choices and of marks.
CONFLICTS, CHOICE, MARK = "Hai bên cùng sửa", "Chọn", "Dấu"
_FIELDS = {"so_muc": "Số mục", "ten_muc": "Tên mục"}


class Decisions(Struct, frozen=True):
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
        for step in record.beside:
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


def place_of(one: Conflict | Change) -> str:
    """Where a conflict or change stands, for people, as exactly as is known."""
    return one.where or in_words(one.record, one.field)


def read_decisions(path: Path) -> Decisions:
    """The choices made in a workbook of `conflicts.conflicts_book`; rows may be sorted, columns moved.

    Raises InputError V171 where it is another workbook, V010…V014 where it is none. A choice that is not on the list
    is an error finding V172 and decides nothing; two rows of one conflict that disagree likewise.
    """
    book = xlsx.Workbook(path, str(path))
    if CONFLICTS not in book.sheets:
        raise _misfit(path)
    table, _ = book.table(CONFLICTS)
    choice_at, mark_at = _column(table, CHOICE), _column(table, MARK)
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
