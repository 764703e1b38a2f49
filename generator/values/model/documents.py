"""Documents, their blocks, their dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.values.blocks import BlockKind
from generator.values.figures import FigureSheet
from generator.values.findings import Place
from generator.values.model.meaning import PartialDate
from generator.values.model.tables import Orientation, Origin, Register, Selection, TableSpec
from generator.values.periods import Period


class Agency(Struct, frozen=True):
    """Who issues: full name, symbol for numbers (VPCP), the agency directly above where it is printed."""

    name: str
    symbol: str = ""
    parent: str = ""


class Picture(Struct, frozen=True):
    """A PNG: its file name, its bytes, the size at which it is shown, in mm."""

    name: str
    data: bytes
    width: float
    height: float
    described: str = ""
    """What it shows in words, for those who do not see it; left out: its name."""


class Signature(Struct, frozen=True):
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


class Merge(Struct, frozen=True):
    """Cells of a plain table that are one: from which row and column (from 0), over how many."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Block(Struct, frozen=True):
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


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all that they hold, in reading order."""
    for block in blocks:
        yield block
        yield from flat(block.children)


class IssuedWith(Struct, frozen=True):
    """The decision outside of the dossier with which a main document is issued.

    `line` is the text of the line in brackets where it is not the form's own ("Ban hành kèm theo …").
    """

    kind: str
    number: int | None = None
    symbol: str = ""
    dated: PartialDate = PartialDate()
    author: str = ""
    line: str = ""


class Marks(Struct, frozen=True):
    """Stamps and small texts around a document: keys of urgency, secrecy and circulation (III.2); ô 12 and 13; the
    time of the agency's digital signature as written; the text where another body confirms (Mẫu 1.10)."""

    urgency: str = ""
    secrecy: str = ""
    circulation: str = ""
    drafter: str = ""
    address: str = ""
    signed_at: str = ""
    confirmation: str = ""


class FigureSource(Struct, frozen=True):
    """Where the figures that a document's text quotes come from (`so_lieu:`): counted in a register (`previous`, its
    state a period ago), reported in a sheet, or both."""

    register: Register | None = None
    previous: Register | None = None
    selection: Selection = Selection()
    sheet: FigureSheet | None = None


class Document(Struct, frozen=True):
    """One document of a dossier: a main one, or one issued with it (`attached`), or an annex (`loai: phu-luc`).

    `partners` issue it together with `agency`; `drafted_by` is the unit or field in the symbol of a công văn;
    `addressed` stand after "Kính gửi:" (or are those called or invited); `copy` is the copy made of it (Phần II).
    `label` is an annex's own ("Phụ lục 03") where it is not numbered among those of the dossier; `quoted_as` is
    the name by which texts of the dossier refer to the document (`{#…}`). `period` is what a report is of; `version` is
    `trinh` (with the column of explanations), `phat-hanh` (without) or nothing. `margins` are the lines of headers and
    footers, each with its place, of a Word file that is only looked at.
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
    carry_list: str = ""
    version: str = ""
    margins: tuple[tuple[Place, str], ...] = ()

    @property
    def quotes(self) -> bool:
        """Whether braces in its texts stand for figures or days of its period."""
        return self.figures is not None or self.period is not None

    @property
    def figure_sheet(self) -> FigureSheet | None:
        """The sheet of figures of a report in prose; None of any other document."""
        return self.figures.sheet if self.figures else None


class Dossier(Struct, frozen=True):
    """One set of outputs: the folder's name, the main document, and every file it was read from."""

    name: str
    document: Document
    sources: tuple[Path, ...] = ()
    folder: Path = field(default_factory=Path)

    def judged_on(self, today: date) -> date:
        """The day tasks are judged at where nobody names one: figures are closed on the last day of a period."""
        period = self.document.period
        return min(today, period.end) if period else today
