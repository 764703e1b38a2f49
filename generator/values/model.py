"""The values that travel: dossier, documents, blocks, tables, tasks. Frozen, no format, no computation.

A value read from a file keeps its `Origin`; a value that has a meaning keeps the text it was read from
(`verbatim`), and the verbatim text is what is printed. Computed things (numbers, days late, totals) live in
`planning`. Vietnamese keys and identifiers are tied together in `glossary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Literal

from generator.values.blocks import BlockKind
from generator.values.figures import FigureSheet
from generator.values.findings import Place
from generator.values.layout import Layout
from generator.values.periods import Period
from generator.values.text import fold, key_of


@dataclass(frozen=True, slots=True)
class Origin:
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


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or day and month, may be open: `2024-03-16`, `2024-03`, `2024`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The calendar date where nothing is open."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


# --- what a cell means -------------------------------------------------------------------------------------------


class DeadlineKind(Enum):
    """The shapes of a deadline."""

    DAY = "ngay"
    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"
    RANGE = "khoang"
    RECURRING = "thuong-xuyen"
    ROADMAP = "lo-trinh"
    EVENT = "su-kien"
    MILESTONES = "nhieu-moc"
    NONE = "khong"
    UNKNOWN = "chua-hieu"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date in a deadline cell: the span it names, the text that names it.

    `Tháng 3/2024` is 2024-03-01…2024-03-31. Where one side is open the one day known is both start and end:
    `Trước ngày 20/9/2022` is 2022-09-19 (`before`), `Từ tháng 5/2023` is 2023-05-01 (`onward`: nothing to be late for).
    """

    verbatim: str
    start: date
    end: date
    before: bool = False
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline cell. `milestones` in the order of the text; where one was extended the last one counts.

    `days` is the term where the text gives one (`05 ngày làm việc kể từ …`; 0: none), counted from the milestone,
    in working days where `working_days`.
    """

    verbatim: str = ""
    kind: DeadlineKind = DeadlineKind.NONE
    milestones: tuple[Milestone, ...] = ()
    recurring: bool = False
    extended: bool = False
    working_days: bool = False
    days: int = 0

    @property
    def due(self) -> date | None:
        """The last day in time: the latest end of those that have one. None where the cell was not understood.

        A term (`days`) still has to be counted from the milestone.
        """
        if self.kind is DeadlineKind.UNKNOWN:
            return None
        return max((milestone.end for milestone in self.milestones if not milestone.onward), default=None)


class Status(Enum):
    """State of a task, as its column in the table says (trang_thai)."""

    DONE = "hoan-thanh"
    OPEN = "chua-hoan-thanh"
    RUNNING = "dang-trien-khai"
    RECURRING = "thuong-xuyen"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return {"hoan-thanh": "Hoàn thành", "chua-hoan-thanh": "Chưa hoàn thành",
                "dang-trien-khai": "Đang triển khai", "thuong-xuyen": "Thường xuyên"}[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited: `Nghị quyết số 50/NQ-CP ngày 08/4/2022 của Chính phủ`. Identity is (symbol, date).

    `kind` is the name as written, `number` without zero padding, `symbol` with its number ("50/NQ-CP");
    empty or None where the text does not say. `start`/`end` are offsets in the text it was found in.
    """

    verbatim: str
    kind: str = ""
    number: str = ""
    symbol: str = ""
    dated: PartialDate | None = None
    issuer: str = ""
    start: int = 0
    end: int = 0


class Role(Enum):
    """What a unit has to do with a task.

    Words for many units are COLLECTIVE where they lead, and SUPPORT or MENTIONED like any other where they do not.
    """

    LEAD = "chu-tri"
    CO_LEAD = "dong-chu-tri"
    SUPPORT = "phoi-hop"
    COLLECTIVE = "chung"
    MENTIONED = "nhac-den"


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in a cell: as written, its agency key in data/danh-muc (empty: not in the list), its role.

    `kind` is the kind of body that a name not in the list begins like (`loai-co-quan.yaml`; empty: none).
    """

    verbatim: str
    agency: str = ""
    role: Role = Role.LEAD
    start: int = 0
    end: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a register.

    `texts` holds the verbatim text of every column by key (glossary keys, and the user's own columns by
    `text.key_of` their header); the other fields are what those texts mean.
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

    def text(self, key: str) -> str:
        """The verbatim text of a column, empty where the row has none."""
        return self.texts.get(key, "")

    @property
    def proposed(self) -> bool:
        """Whether it was only read out of a text and no person has taken it on: no task yet."""
        return fold(self.text("cho_nhan")) not in ("", "nhan", "da nhan", "dong y", "x")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading row of a table: its printed number ("I", "A", may be empty), title, and depth from 1.

    `path` is the chain of section keys down to itself; tasks name it in `Task.section`.
    """

    number: str
    title: str
    level: int = 1
    path: tuple[str, ...] = ()
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Column:
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


@dataclass(frozen=True, slots=True)
class Register:
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


# --- documents ---------------------------------------------------------------------------------------------------

Orientation = Literal["doc", "ngang"]


@dataclass(frozen=True, slots=True)
class Agency:
    """Who issues: full name, symbol for numbers (VPCP), the agency directly above where it is printed."""

    name: str
    symbol: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG: its file name, its bytes, the size at which it is shown, in mm."""

    name: str
    data: bytes = field(repr=False)
    width: float
    height: float
    described: str = ""
    """What it shows in words, for those who do not see it; left out: its name."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` lines ("TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG"), position, second title, name.

    `rank` stands before the name where a branch's rules allow it (II.7.c); pictures are those of II.7.d and II.8.a.
    """

    authority: tuple[str, ...] = ()
    position: str = ""
    second_title: str = ""
    name: str = ""
    rank: str = ""
    autograph: Picture | None = None
    seal: Picture | None = None


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column the dossier asks for: a key of the register, a title of its own where it is not the template's."""

    key: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
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


@dataclass(frozen=True, slots=True)
class SharedBase:
    """The rows of a shared register as a plan last took them over (`so_goc:`), and the unit whose plan it is.

    `unit` is the key of an agency. Tasks of the plan name their row of the register in `Task.source`.
    """

    register: Register
    unit: str


@dataclass(frozen=True, slots=True)
class TableSpec:
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


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of a plain table that are one: from which row and column (from 0), over how many."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's body, in reading order, nested: điều holds khoản, khoản holds điểm.

    `title` is the heading where the piece has one, `text` its first paragraph; a `bang` block has a `table`, a `luoi`
    block the texts of its `cells` by row (of `merged` ones in the first), a `hinh` its `picture`, a `bieu-do` what its
    `chart` counts (`summary`).
    Title, text and cells may be `Marked`: with emphasis and footnotes.
    `label` is the name by which texts of the dossier refer to it (`{#…}`).
    """

    kind: BlockKind
    text: str = ""
    title: str = ""
    children: tuple[Block, ...] = ()
    table: TableSpec | None = None
    origin: Origin = Origin()
    cells: tuple[tuple[str, ...], ...] = ()
    merged: tuple[Merge, ...] = ()
    picture: Picture | None = None
    label: str = ""
    chart: TableSpec | None = None


@dataclass(frozen=True, slots=True)
class IssuedWith:
    """The decision outside of the dossier with which a main document is issued.

    `line` is the text of the line in brackets where it is not the form's own ("Ban hành kèm theo …").
    """

    kind: str
    number: int | None = None
    symbol: str = ""
    dated: PartialDate = PartialDate()
    author: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Stamps and small texts around a document: keys of urgency, secrecy and circulation (III.2); ô 12 and 13; the
    time of the agency's digital signature as written; the text where another body confirms (Mẫu 1.10)."""

    urgency: str = ""
    secrecy: str = ""
    circulation: str = ""
    drafter: str = ""
    address: str = ""
    signed_at: str = ""
    confirmation: str = ""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Where the figures that a document's text quotes come from (`so_lieu:`): counted in a register (`previous`, its
    state a period ago), reported in a sheet, or both."""

    register: Register | None = None
    previous: Register | None = None
    selection: Selection = Selection()
    sheet: FigureSheet | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a dossier: a main one, or one issued with it (`attached`), or an annex (`loai: phu-luc`).

    `partners` issue it together with `agency`; `drafted_by` is the unit or field in the symbol of a công văn;
    `addressed` stand after "Kính gửi:" (or are those called or invited); `copy` is the copy made of it (Phần II).
    `label` is an annex's own ("Phụ lục 03") where it is not numbered among those of the dossier; `quoted_as` is
    the name by which texts of the dossier refer to the document (`{#…}`). `period` is what a report is of; `version` is
    `trinh` (with the column of explanations), `phat-hanh` (without) or nothing.
    """

    kind: str
    agency: Agency
    subject: str
    number: int | None = None
    symbol: str = ""
    dated: PartialDate = PartialDate()
    place_name: str = ""
    authority: str = ""
    bases: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    attached: tuple[Document, ...] = ()
    orientation: Orientation | None = None
    template: str = ""
    origin: Origin = Origin()
    partners: tuple[Agency, ...] = ()
    drafted_by: str = ""
    addressed: tuple[str, ...] = ()
    issued_with: IssuedWith | None = None
    copy: Document | None = None
    marks: Marks = Marks()
    label: str = ""
    figures: FigureSource | None = None
    quoted_as: str = ""
    period: Period | None = None
    version: str = ""

    @property
    def quotes(self) -> bool:
        """Whether braces in its texts stand for figures or days of its period."""
        return self.figures is not None or self.period is not None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One set of outputs: the folder's name, the main document, and every file it was read from."""

    name: str
    document: Document
    sources: tuple[Path, ...] = ()
    folder: Path = field(default_factory=Path)

    def judged_on(self, today: date) -> date:
        """The day tasks are judged at where nobody names one: figures are closed on the last day of a period."""
        period = self.document.period
        return min(today, period.end) if period else today
