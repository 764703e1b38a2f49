"""How large a table may be: counted while it is read, before memory is spent.

What is beyond was not meant as a table: a stray cell in the last row, a quotation mark that never closes, a file made
to stop us. Each bound is some times the largest that an office is known to have, and no more: what is below it is read
in seconds, not in a quarter of a minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.values.errors import InputError, VanbanError
from generator.values.findings import Place, msg
from generator.values.text import quote, thousands

MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
# Twenty times those of the longest register that is known, of 690 tasks in 13 columns.
MOST_CELLS = 200_000
# That joined cells take up, with text or without.
MOST_JOINED = 2 * MOST_CELLS
MOST_CHARACTERS = 20_000_000
# Of all tables of a document that is to become a dossier. The longest annex that is known, of 258 pages, has 6,200;
# each takes a dozen times the memory of a register's.
MOST_CELLS_OF_A_DOCUMENT = 20_000
# Of a draft: more than three times those of the longest law.
MOST_PARAGRAPHS = 20_000
MOST_CHARACTERS_OF_A_DRAFT = 4_000_000
# What a cell of Excel holds is 32,767.
LONGEST_CELL = 100_000


@dataclass(slots=True)
class Counted:
    """What was read of a table so far."""

    cells: int = 0
    characters: int = 0

    def holds(self, text: str, row: int, column: int) -> bool:
        """Count a cell with text: its row from 1, its column from 0. Whether the table still is one."""
        self.cells += 1
        self.characters += len(text)
        return (
            row <= MOST_ROWS
            and column < MOST_COLUMNS
            and len(text) <= LONGEST_CELL
            and self.cells <= MOST_CELLS
            and self.characters <= MOST_CHARACTERS
        )

    def refusal(self, text: str, place: Place, row: int, column: int) -> VanbanError:
        """V013 for the cell that went beyond: where it stands, which bound, what to do."""
        if row > MOST_ROWS or column >= MOST_COLUMNS:
            return InputError.of(
                "V013",
                place,
                msg("Bảng quá lớn: có chữ ở hàng {hang}, cột {cot}.", hang=thousands(row), cot=thousands(column + 1)),
                msg(
                    "Một bảng có nhiều nhất {hang} hàng và {cot} cột; xóa ô lạc ở xa bảng, hoặc chia thành nhiều tệp.",
                    hang=thousands(MOST_ROWS),
                    cot=thousands(MOST_COLUMNS),
                ),
                quote(text),
            )
        if len(text) > LONGEST_CELL:
            return too_long(place, len(text))
        return InputError.of(
            "V013",
            place,
            msg(
                "Bảng quá lớn: tới ô này đã có {o} ô, {so} ký tự.",
                o=thousands(self.cells),
                so=thousands(self.characters),
            ),
            msg(
                "Một bảng có nhiều nhất {o} ô có chữ, tất cả {so} ký tự; chia thành nhiều tệp.",
                o=thousands(MOST_CELLS),
                so=thousands(MOST_CHARACTERS),
            ),
        )


def refuse_long_draft(paragraphs: int, characters: int, shown_as: str) -> None:
    """Raise InputError V013 for a draft that is longer than any document."""
    if paragraphs > MOST_PARAGRAPHS or characters > MOST_CHARACTERS_OF_A_DRAFT:
        raise InputError.of(
            "V013",
            Place(shown_as),
            msg("Bản nháp quá dài: {so} đoạn, {chu} ký tự.", so=thousands(paragraphs), chu=thousands(characters)),
            msg(
                "Một bản nháp có nhiều nhất {so} đoạn, {chu} ký tự; chia thành nhiều văn bản.",
                so=thousands(MOST_PARAGRAPHS),
                chu=thousands(MOST_CHARACTERS_OF_A_DRAFT),
            ),
        )


def joined_too_wide(place: Place) -> VanbanError:
    """V013 for cells that are joined over more than any table has."""
    return InputError.of("V013", place, msg("Các ô gộp phủ quá nhiều ô."), msg("Bỏ gộp những ô không thuộc bảng."))


def too_many_cells(shown_as: str) -> VanbanError:
    """V013 for a document whose tables are none of a document."""
    return InputError.of(
        "V013",
        Place(shown_as),
        msg("Bảng trong tệp có hơn {o} ô.", o=thousands(MOST_CELLS_OF_A_DOCUMENT)),
        msg(
            "Văn bản nhập được có nhiều nhất chừng ấy ô; chia tệp, hoặc ghi tên tệp bảng (.xlsx, .csv) vào “nguon” của "
            "hồ sơ: bảng nhiệm vụ được tới {o} ô.",
            o=thousands(MOST_CELLS),
        ),
    )


def too_long(place: Place, length: int) -> VanbanError:
    """V013 for a cell that no table has."""
    return InputError.of(
        "V013",
        place,
        msg("Ô dài {so} ký tự.", so=thousands(length)),
        msg("Một ô chứa nhiều nhất {so} ký tự; xem có dấu ngoặc kép nào mở mà không đóng.", so=thousands(LONGEST_CELL)),
    )
