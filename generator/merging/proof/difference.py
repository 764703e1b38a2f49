"""One visible difference between an edited file and the file that the merged data would give."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

# added: only the edited file shows it; again: the same of a row that says what another one says; lost: only the other;
# other: both, each its own text; moved; look: emphasis and colours; size: of letters; stands: where between margins;
# page: where pages begin by hand; column_*: a whole column; table_lost: a whole table; sheet_again,
# table_again: a sheet or table that says what others say, `edited` of a table is its first row, `made` how many it has;
# table_split: `made` is into how many; tabled: `made` is how many lines stand in a table and did not, or otherwise;
# object_*: a picture or shape; turned: how the paper stands; rows_hidden: `edited` are their numbers;
# note_*: the mark of a note, `edited` and `made` are the lines that it stands in; note_turned: a footnote that is an
# endnote.
Kind = Literal[
    "added",
    "again",
    "lost",
    "other",
    "moved",
    "look",
    "size",
    "stands",
    "page",
    "column_added",
    "column_lost",
    "column_moved",
    "table_lost",
    "sheet_again",
    "table_again",
    "table_split",
    "tabled",
    "object_lost",
    "object_added",
    "rows_hidden",
    "turned",
    "note_moved",
    "note_lost",
    "note_added",
    "note_turned",
]

OF_LOOKS: Final[tuple[Kind, ...]] = ("look", "size", "stands", "page")
OF_NOTES: Final[tuple[Kind, ...]] = ("note_moved", "note_lost", "note_added", "note_turned")


class Difference(Struct, frozen=True):
    """One visible difference: `edited` and `made` are the texts of either side, '' where it has none.

    `column` is the title of the column of a cell; `anchors` lead to the base records of the edited and the made file;
    `looks` are the marks of either side (`run_marks`), or where it stands, `note` is what a note says.
    """

    kind: Kind
    place: str
    edited: str = ""
    made: str = ""
    column: str = ""
    anchors: tuple[int, int] = (0, 0)
    looks: tuple[str, str] = ("", "")
    note: str = ""
