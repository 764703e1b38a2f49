"""An office's decision and plan as data that errors are put into, and what `lint` reads of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.linting.lint import lint
from generator.linting.sources import Source
from generator.reading.records import RawRow, RawTable
from generator.reading.tables import read_register
from generator.values.findings import Finding, Place
from generator.values.model import Agency, Block, Document, Dossier, Origin, PartialDate, TableSpec
from tests.linting.seeded.offices import HEADERS, Office

FILE, SHEET, PAPER = "nhiem-vu.xlsx", "Nhiệm vụ", "van-ban.yaml"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an error was put: a cell of a row, or a text of the documents (`part`)."""

    row: str = ""
    key: str = ""
    part: str = ""


@dataclass(slots=True)
class Paper:
    """A copy of an office's data, to be spoilt. `turn` says which of its rows are taken."""

    office: Office
    rows: list[Row]
    bases: list[str]
    texts: list[str]
    columns: list[str]
    subject: str
    title: str
    turn: int = 0
    led: str = ""

    @property
    def tasks(self) -> list[Row]:
        """The rows that are tasks."""
        return [row for row in self.rows if row["stt"].rstrip(".").isdigit()]

    @property
    def lead(self) -> str:
        """The column of units."""
        return "chu_tri" if "chu_tri" in self.columns else "don_vi_thuc_hien"

    def task(self, at: int = 0) -> Row:
        """A task: the `at`-th from where this paper begins, none of the first two or the last."""
        inner = self.tasks[2:-1]
        return inner[(self.turn + at) % len(inner)]

    def column(self, key: str, filled: str | Callable[[Row], str] = "") -> None:
        """Add a column, where the table lacks it."""
        if key in self.columns:
            return
        self.columns.append(key)
        for row in self.tasks:
            row[key] = filled if isinstance(filled, str) else filled(row)

    def append(self, text: str, at: int = 0, key: str = "noi_dung") -> Spot:
        """Words at the end of a cell."""
        row = self.task(at)
        row[key] = f"{row[key]} {text}"
        return Spot(row["_"], key)

    def set(self, key: str, text: str, at: int = 0) -> Spot:
        """The text of a cell."""
        row = self.task(at)
        row[key] = text
        return Spot(row["_"], key)

    def row_after(self, row: Row, **cells: str) -> Spot:
        """A new row below one, numbered on."""
        new = {**row, **cells, "_": f"{row['_']}b"}
        self.rows.insert(self.rows.index(row) + 1, new)
        self.texts = [text for text in self.texts if "nhiệm vụ" not in text]
        self.renumber()
        return Spot(new["_"], "noi_dung")

    def renumber(self) -> None:
        """Number the tasks anew, in the way that the table does."""
        anew = sum(row["stt"] == "1" for row in self.tasks) > 1
        number = 0
        for row in self.rows:
            if row in self.tasks:
                number += 1
                row["stt"] = str(number)
            elif anew:
                number = 0


def paper_of(office: Office, turn: int = 0) -> Paper:
    """The office's data, whole."""
    programme = office.programme
    return Paper(
        office, office.rows, list(office.bases), list(office.text), list(office.columns),
        f"Ban hành Kế hoạch {programme}", programme[0].upper() + programme[1:], turn,
    )  # fmt: skip


def dossier_of(paper: Paper) -> tuple[Dossier, dict[str, int]]:
    """The dossier, and the line of each row."""
    cells = [RawRow(1, {at: HEADERS[key] for at, key in enumerate(paper.columns)})]
    lines = {}
    for line, row in enumerate(paper.rows, 2):
        lines[row["_"]] = line
        cells.append(RawRow(line, {at: row[key] for at, key in enumerate(paper.columns) if row.get(key)}))
    register = read_register(RawTable(FILE, SHEET, tuple(cells), len(paper.columns)))[0]
    agency, dated = Agency(paper.office.name, paper.office.symbol), _dated(paper.office.day)
    texts = tuple(Block("doan", text, origin=Origin(PAPER, row=20 + at)) for at, text in enumerate(paper.texts))
    led = (Block("doan", paper.led, origin=Origin(PAPER, row=19)),) if paper.led else ()
    plan = Document("ke-hoach", agency, paper.title, dated=dated, origin=Origin(PAPER, row=10),
                    body=(*led, *texts, Block("bang", table=TableSpec(register, ""))))  # fmt: skip
    main = Document("quyet-dinh", agency, paper.subject, number=paper.office.number, dated=dated,
                    bases=tuple(paper.bases), attached=(plan,), origin=Origin(PAPER, row=1))  # fmt: skip
    return Dossier("thu", main), lines


def _dated(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def found_in(paper: Paper, *, raw: bool = False) -> tuple[tuple[Finding, ...], dict[str, int]]:
    """What lint finds on the day of the document, and the line of each row; `raw`: with the cells as stored."""
    dossier, lines = dossier_of(paper)
    sources = (Source(FILE, lambda: _stored(paper, lines)),) if raw else ()
    if raw:
        dossier, _ = dossier_of(replace(paper, rows=[_composed(row) for row in paper.rows]))
    return lint(dossier, paper.office.day, sources=sources), lines


def _stored(paper: Paper, lines: dict[str, int]) -> Iterator[tuple[Place, str]]:
    for row in paper.rows:
        for at, key in enumerate(paper.columns):
            yield Place(FILE, SHEET, cell=f"{chr(65 + at)}{lines[row['_']]}"), row.get(key, "")


def _composed(row: Row) -> Row:
    return {key: unicodedata.normalize("NFC", text) for key, text in row.items()}


def stands(finding: Finding, spot: Spot, paper: Paper, lines: dict[str, int]) -> bool:
    """Whether a finding is of that spot."""
    place = finding.place
    if spot.part:
        return place.part == spot.part or str(place.line) == spot.part
    return place.cell == f"{chr(65 + paper.columns.index(spot.key))}{lines[spot.row]}"
