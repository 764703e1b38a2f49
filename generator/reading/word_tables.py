"""The tables of a Word file as raw tables, so that they are read as any other table of tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.ooxml.body import BodyTable, walk
from generator.ooxml.names import w
from generator.ooxml.numbering import whole
from generator.ooxml.package import xml_bytes
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.word_file import body_of
from generator.reading.draft import NO_PICTURE, Piece, is_left_out
from generator.reading.foreign import word_parts
from generator.reading.records import Area, RawRow, RawTable
from generator.reading.word import CHANGED, WordBlock, read_blocks
from generator.values.findings import Finding

# Twips that a character of 12 pt takes, for the widths of columns.
_TWIPS_OF_A_CHARACTER = 120


def raw_table(piece: Piece, file: str, sheet: str = "", grid: BodyTable | None = None) -> RawTable:
    """A table as drafted, row by row; `grid` is what it was read from: for the widths of its columns.

    A row without a word is no row, as in a sheet: the numbers of the others tell that it stood there.
    """
    width = max((len(row) for row in piece.cells), default=0)
    wide = {(one.row, one.column) for one in piece.merged if one.columns > 1}
    rows = tuple(
        RawRow(
            number,
            {at: str(text) for at, text in enumerate(row) if text.strip()},
            frozenset(at for at in range(len(row)) if (number - 1, at) in wide),
        )
        for number, row in enumerate(piece.cells, start=1)
        if any(text.strip() for text in row)
    )
    merges = tuple(Area(one.row + 1, one.column, one.rows, one.columns) for one in piece.merged)
    return RawTable(file, sheet, rows, width, merges, widths=_widths(grid) if grid is not None else {})


def _widths(grid: BodyTable) -> dict[int, float]:
    columns = grid.element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")
    found = {at: whole(column.get(w("w"))) / _TWIPS_OF_A_CHARACTER for at, column in enumerate(columns)}
    return {at: width for at, width in found.items() if width > 0}


def word_tables(path: Path, shown_as: str) -> Sequence[RawTable]:
    """Every table of a Word file, or of one that is read as such, in order; `bảng N` names each."""
    return read_tables(path, shown_as)[0]


def read_tables(path: Path, shown_as: str) -> tuple[Sequence[RawTable], tuple[Finding, ...]]:
    """The same, with what is to be known of how a file of another format was read."""
    parts, findings = word_parts(path, shown_as)
    tables, said = tables_in(parts, shown_as)
    return tables, (*findings, *said)


def tables_in(parts: Mapping[str, bytes], shown_as: str) -> tuple[Sequence[RawTable], tuple[Finding, ...]]:
    """The same of the parts of a Word file, with what of its tables is not read as it stands: changes that wait for a
    yes or a no, hidden words, pictures; comments.
    """
    blocks, findings = read_blocks(parts, shown_as)
    changed = any(block.table and next(block.table.element.iter(*CHANGED), None) is not None for block in blocks)
    said = (one for one in findings if (_is_of_a_table(one) if one.place.part else changed or is_left_out(one)))
    return _tables(blocks, shown_as), tuple(said)


def _is_of_a_table(one: Finding) -> bool:
    """Whether a finding on a Word file says what of a table is no word of its register; looks never are."""
    return one.place.part.startswith("bảng") and (one.code == "V433" or is_left_out(one) or one.hint == NO_PICTURE)


def first_paragraphs(parts: Mapping[str, bytes], shown_as: str) -> Mapping[str, int]:
    """The first paragraph of each of these tables, by its name."""
    blocks = read_blocks(parts, shown_as)[0]
    begin = (block.first for block in blocks if block.table for piece in block.pieces if piece.cells)
    return {f"bảng {at}": first for at, first in enumerate(begin, 1)}


def with_tables_of_cells(
    parts: Mapping[str, bytes], shown_as: str, is_own: Callable[[RawTable], bool]
) -> Mapping[str, bytes]:
    """The parts with the tables in the cells of tables that are none of their own (tables set beside one another) below
    these, so that each is read as one.
    """
    body = body_of(parts, shown_as=shown_as, may_be_empty=True)
    if body.find(f".//{w('tc')}//{w('tbl')}") is None:
        return parts
    lifted = False
    for block in read_blocks(parts, shown_as, "accept", body, walk(body, "accept"))[0]:
        outer = block.table
        cells = [piece for piece in block.pieces if piece.cells]
        if outer is None or any(is_own(raw_table(piece, shown_as)) for piece in cells):
            continue
        for inner in reversed([one for one in outer.element.iter(w("tbl")) if one is not outer.element]):
            outer.element.addnext(inner)
            lifted = True
    return {**parts, DOCUMENT: xml_bytes(body.getroottree().getroot())} if lifted else parts


def tables_and_lines(path: Path, shown_as: str) -> tuple[Sequence[RawTable], Sequence[str], tuple[Finding, ...]]:
    """The tables of a Word file, and the paragraphs outside them; what is to be known of how it was read."""
    parts, findings = word_parts(path, shown_as)
    blocks, _ = read_blocks(parts, shown_as)
    lines = [piece.text for block in blocks for piece in block.pieces if not piece.cells and piece.text.strip()]
    return _tables(blocks, shown_as), lines, findings


def _tables(blocks: Sequence[WordBlock], shown_as: str) -> Sequence[RawTable]:
    pieces = [(piece, block.table) for block in blocks if block.table for piece in block.pieces if piece.cells]
    return [raw_table(piece, shown_as, f"bảng {at}", grid) for at, (piece, grid) in enumerate(pieces, 1)]
