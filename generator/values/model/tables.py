"""Task tables as read, row by row with their origin, and how a document shows one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.values.findings import Place
from generator.values.layout import Layout
from generator.values.model.meaning import Citation, Deadline, Role, Status, UnitMention
from generator.values.text import fold, key_of


class Origin(Struct, frozen=True, gc=False):
    """Where a record was read: file, sheet and row (1-based), and the column letter of each key."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    def place(self, key: str = "") -> Place:
        """The cell of one key; the row where the source has no cells."""
        column = self.columns.get(key) or self.columns.get("")
        if column and self.row:
            return Place(self.file, self.sheet, cell=f"{column}{self.row}")
        return Place(self.file, self.sheet, line=self.row, part=key)


class Task(Struct, frozen=True, gc=False):
    """One row of a register.

    `texts` holds the verbatim text of every column by key (glossary keys, and the user's own columns by
    `text.key_of` their header); the other fields are what those texts mean. `reaching` are the texts of cells joined
    over several rows or columns that begin elsewhere and count for this row too; `amounts` says of those that are
    amounts of the whole group, and of no row alone, where the cell begins.
    """

    ma: str
    texts: Mapping[str, str]
    section: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    citations: tuple[Citation, ...] = ()
    units: tuple[UnitMention, ...] = ()
    status: Status | None = None
    parent: str = ""
    source: str = ""
    origin: Origin = Origin()
    reaching: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The verbatim text of a column, empty where the row has none."""
        return self.texts.get(key, "")

    @property
    def whole(self) -> Mapping[str, str]:
        """All that counts for the row, as it must stand where it is written without the rows around it."""
        if not self.reaching:
            return self.texts
        return {**self.texts, **{key: text for key, text in self.reaching.items() if key not in self.amounts}}

    @property
    def alone(self) -> Task:
        """The row as it is without the rows around it."""
        return replace(self, texts=self.whole, reaching={}, amounts={}) if self.reaching else self

    @property
    def proposed(self) -> bool:
        """Whether it was only read out of a text and no person has taken it on: no task yet."""
        return fold(self.text("cho_nhan")) not in ("", "nhan", "da nhan", "dong y", "x")


class Section(Struct, frozen=True):
    """A heading row of a table: its printed number ("I", "A", may be empty), title, and depth from 1.

    `path` is the chain of section keys down to itself; tasks name it in `Task.section`.
    """

    number: str
    title: str
    level: int = 1
    path: tuple[str, ...] = ()
    origin: Origin = Origin()


class Column(Struct, frozen=True):
    """A column of a task table: key, header text, and the header texts above it where there are several levels.

    `certainty` (0 … 1) is how sure it is that the column is what its key says.
    """

    key: str
    title: str
    group: str = ""
    letter: str = ""
    certainty: float = 1.0

    @property
    def alias(self) -> str:
        """The key that its title alone makes: what a template or dossier may call it too."""
        return key_of(self.title)


class Register(Struct, frozen=True):
    """A task table as read: columns in the source's order, then section and task rows in the source's order.

    `layout` is the table as it was made, None where it was not made as a table (a list of tasks by key).
    """

    columns: tuple[Column, ...]
    rows: tuple[Section | Task, ...]
    origin: Origin = Origin()
    layout: Layout | None = None

    @property
    def aliases(self) -> Mapping[str, str]:
        """Other names of the columns: the key that a title alone makes -> the column's key."""
        own = {column.key for column in self.columns}
        named = {column.alias: column.key for column in reversed(self.columns)}
        return {alias: key for alias, key in named.items() if alias and alias not in own}

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The task rows alone."""
        return tuple(row for row in self.rows if isinstance(row, Task))

    @property
    def sections(self) -> tuple[Section, ...]:
        """The section rows alone."""
        return tuple(row for row in self.rows if isinstance(row, Section))


Orientation = Literal["doc", "ngang"]


class ColumnChoice(Struct, frozen=True):
    """A column the dossier asks for: a key of the register, a title of its own where it is not the template's."""

    key: str
    title: str = ""


class Selection(Struct, frozen=True):
    """Which tasks a table shows (`loc:`). An empty field does not choose; the others must all hold.

    `units` are keys of agencies or of collectives; `roles` empty: every role but MENTIONED. `states` are values of
    `Status` or of `planning.status.State`. `due_from`/`due_to` are the first and the last day of the deadline.
    `citations` are symbols, or symbols with a date. `explained`: what is left out is reported with the reason.
    """

    units: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    sections: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    citations: tuple[Citation, ...] = ()
    ids: tuple[str, ...] = ()
    explained: bool = False


Grouping = Literal["muc", "don_vi", "trang_thai", "khong"]
Summary = Literal["", "muc", "don_vi", "trang_thai"]


class SharedBase(Struct, frozen=True):
    """The rows of a shared register as a plan last took them over (`so_goc:`), and the unit whose plan it is.

    `unit` is the key of an agency. Tasks of the plan name their row of the register in `Task.source`.
    """

    register: Register
    unit: str


class TableSpec(Struct, frozen=True):
    """How a document shows a register (`bang:` in van-ban.yaml).

    `template` names a table of templates/docx/bang and templates/xlsx, '' prints the table as the office made it;
    `left_out` are columns that are not printed on purpose, `left_blank` those printed though nothing fills them;
    `numbering` is `giu` (the register's own
    numbers), `lien-tuc` (1… through the table) or `theo-muc` (restarts in each section), `mark` what follows the
    number ("." or ""); `widths` is `noi-dung` (fitted) or `mau` (the template's). `order` are keys to sort by within
    each group, "-" before a key turns it round. `empty_text` stands for a table without tasks. `summary` shows counts
    by section, lead unit or state instead of the tasks. `summary_sheet`: the .xlsx has counts beside the tasks.
    `shared`: the table's tasks were taken from a register that others share. `orientation`, `size_pt` and `breaking`
    (whether rows may go over two pages) are as the dossier asks; None leaves them to `rendering/word/pages`.
    """

    register: Register
    template: str
    columns: tuple[ColumnChoice, ...] = ()
    numbering: Literal["giu", "lien-tuc", "theo-muc"] = "lien-tuc"
    mark: str = ""
    grouped_by: Grouping = "muc"
    widths: Literal["noi-dung", "mau"] = "noi-dung"
    column_numbers: bool = False
    selection: Selection = Selection()
    order: tuple[str, ...] = ()
    empty_text: str = ""
    summary: Summary = ""
    origin: Origin = Origin()
    summary_sheet: bool = False
    shared: SharedBase | None = None
    orientation: Orientation | None = None
    size_pt: float | None = None
    breaking: bool | None = None
    left_out: tuple[str, ...] = ()
    left_blank: tuple[str, ...] = ()

    @property
    def as_made(self) -> bool:
        """Whether the table is printed as the office made it."""
        return not self.template and not self.summary and self.register.layout is not None
