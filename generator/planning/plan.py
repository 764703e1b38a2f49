"""A plan: the dossier with everything computed that a document shows. Texts are final; layout is rendering's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from generator.planning.elements import NOBODY, Addressing, Stamp
from generator.planning.status import Standing
from generator.values.blocks import BlockKind
from generator.values.layout import RowKind
from generator.values.model import Column, Document, Dossier, Merge, Picture, Section, TableSpec, Task


class GridCell(Struct, frozen=True):
    """A place of a printed row: its text, how many rows and columns it covers; `goes_on`: one with the row above."""

    text: str
    rows: int = 1
    columns: int = 1
    goes_on: bool = False


# One place for each printed column; None where the cell to the left reaches over it.
GridRow = tuple[GridCell | None, ...]


class PlannedTask(Struct, frozen=True, gc=False):
    """A task row as printed: its number ("1.", "12"), its texts by key (the same strings as in the Task).

    `standing` is where it stands at the plan's date; None for rows that are counts. `starts` are the keys whose cell
    goes on over the rows below, `goes_on` those whose cell belongs to the row above. In a table printed as the office
    made it `grid` says all of that, None where every cell of the row stands for itself. `shared` are the texts that
    joined cells give the row as it is printed, where they are others than its own.
    """

    task: Task
    number: str
    standing: Standing | None = None
    starts: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    grid: GridRow | None = None
    shared: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts by key, verbatim."""
        return {**self.task.texts, **self.shared} if self.shared else self.task.texts


class PlannedSection(Struct, frozen=True):
    """A section row as printed; `grid` where it is one of a table printed as the office made it."""

    section: Section
    number: str
    title: str
    grid: GridRow | None = None

    @property
    def level(self) -> int:
        """Depth from 1."""
        return self.section.level


class PlannedLine(Struct, frozen=True):
    """A row that is neither a task nor a section, printed as the office made it: a total, a note below the table."""

    kind: RowKind
    grid: GridRow


PlannedRow = PlannedTask | PlannedSection | PlannedLine


class PlannedTable(Struct, frozen=True):
    """A table as printed. `columns` are those chosen by the dossier, else all the register has, `stt` among them.

    `as_of` is the date at which its tasks stand as they do. `heads` are the header rows of a table that is printed as
    the office made it; where there are none a template gives the table its form.
    """

    spec: TableSpec
    columns: tuple[Column, ...]
    chosen: bool
    rows: tuple[PlannedRow, ...]
    as_of: date
    heads: tuple[GridRow, ...] = ()

    @property
    def as_made(self) -> bool:
        """Whether the table is printed as the office made it."""
        return bool(self.heads)

    @property
    def titles(self) -> Mapping[str, str]:
        """Header text by key."""
        return {column.key: column.title for column in self.columns}

    @property
    def tasks(self) -> tuple[PlannedTask, ...]:
        """The task rows alone."""
        return tuple(row for row in self.rows if isinstance(row, PlannedTask))

    def without_rows(self) -> PlannedTable:
        """The same without the tasks and headings of its register; all of it where it was counted of one."""
        lines = tuple(row for row in self.rows if isinstance(row, PlannedLine))
        return replace(self, rows=lines) if self.spec.register.origin.file else self

    @property
    def joins(self) -> bool:
        """Whether any cell spans rows."""
        return any(row.goes_on for row in self.tasks)


class PlannedBlock(Struct, frozen=True):
    """A paragraph of the body in reading order, flat: its kind, printed number ("Điều 1."), title, text, or a table.

    `articled` where it stands in a điều; `cells` are the rows of a `luoi`, some of them `merged`; `bars` the names
    and counts of a `bieu-do`.
    """

    kind: BlockKind
    number: str = ""
    title: str = ""
    text: str = ""
    table: PlannedTable | None = None
    cells: tuple[tuple[str, ...], ...] = ()
    merged: tuple[Merge, ...] = ()
    picture: Picture | None = None
    articled: bool = False
    bars: tuple[tuple[str, int], ...] = ()

    @property
    def heads(self) -> int:
        """How many rows are the header of a `luoi`: the first one, and those that its cells reach into."""
        return max((merge.rows for merge in self.merged if merge.row == 0), default=1)

    @property
    def texts_of_columns(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a `luoi` but for those over several columns, which make none of them wide."""
        wide = {(merge.row, merge.column) for merge in self.merged if merge.columns > 1}
        return tuple(
            tuple("" if (row, column) in wide else text for column, text in enumerate(cells))
            for row, cells in enumerate(self.cells)
        )


class PlannedDocument(Struct, frozen=True):
    """One document as printed. `symbol` is without number ("QĐ-VPCP"); `attached_to` the line in brackets.

    `recipients` carry their dash and mark; `signatures` are the model's, upper-cased where the form does so.
    `reference` is the "V/v …" of a công văn, which shows neither kind nor subject elsewhere; `signing_line` is for a
    document that stands in a file of its own; `copy` is the copy on paper made of this document,
    `copy_line` the line of an electronic one (Phần II).
    """

    document: Document
    kind_name: str
    symbol: str
    number_line: str
    date_line: str
    subject: str
    authority: str
    bases: tuple[str, ...]
    command: str
    blocks: tuple[PlannedBlock, ...]
    recipients: tuple[str, ...]
    attached_to: str = ""
    annex_label: str = ""
    reference: str = ""
    addressing: Addressing = NOBODY
    stamps: tuple[Stamp, ...] = ()
    circulation: str = ""
    signing_line: str = ""
    copy: PlannedDocument | None = None
    copy_line: str = ""

    @property
    def shown_kind(self) -> str:
        """The name of the kind where the document shows it."""
        return "" if self.reference else self.kind_name

    @property
    def tables(self) -> tuple[PlannedTable, ...]:
        """The tables of the body."""
        return tuple(block.table for block in self.blocks if block.table)

    def without_rows(self) -> PlannedDocument:
        """The same without the tasks and headings that registers give its tables."""
        blocks = (replace(block, table=block.table.without_rows()) if block.table else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))


class Plan(Struct, frozen=True):
    """All documents of a dossier in the order they stand in the file: the main one first."""

    dossier: Dossier
    documents: tuple[PlannedDocument, ...]
    as_of: date
