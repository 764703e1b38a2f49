"""What a number in a sentence is, and where it stands: never by an offset, which moves with each edit."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from msgspec import Struct

from generator.values.figures import Doubt as Doubt
from generator.values.figures import Kind as Kind

MASK = "…"


class Sort(Enum):
    """What a number in a text is. Only a `FIGURE` is data of the report; a `PERIOD` moves with it; the rest stays."""

    FIGURE = "số liệu"
    TARGET = "chỉ tiêu"
    PERIOD = "kỳ"
    START = "mốc đầu"
    DEADLINE = "hạn"
    DATE = "ngày"
    REFERENCE = "viện dẫn"
    NAME = "tên"
    LABEL = "số thứ tự"
    FIXED = "cố định"


class Period(Struct, frozen=True):
    """The month that a report is of."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.month}/{self.year}"

    def shifted(self, months: int) -> Period:
        """The period so many months later (earlier, where negative)."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Period(years, month + 1)


class Span(Struct, frozen=True):
    """A number in a paragraph: what it is, as written, from where to where."""

    sort: Sort
    text: str
    start: int
    end: int


class Where(Struct, frozen=True):
    """The place of a figure: headings above, its sentence with every number masked, its rank among them from 1."""

    headings: tuple[str, ...]
    sentence: str
    rank: int

    def __str__(self) -> str:
        return " / ".join((*self.headings, self.sentence))


class Figure(Struct, frozen=True):
    """A result: exact value, text as printed, place, kind and how it was known.

    `sure` says that words name the kind; otherwise two periods' values may (`between_periods`). `unit` is the unit of
    measure ("hồ sơ", "%"), `name` says what is counted, `stem` the same in the few words that a key is made of,
    `source` is the unit that the text names as its source. `words` say its time ("Tính đến ngày"), `per_year` that it
    restarts with the year. `doubt` says what speaks against its being a figure at all: it is asked.
    """

    text: str
    value: Decimal
    kind: Kind
    sure: bool
    name: str
    stem: str
    unit: str
    where: Where
    start: int
    end: int
    source: str = ""
    words: str = ""
    per_year: bool = False
    target: bool = False
    doubt: Doubt | None = None


class Paragraph(Struct, frozen=True, dict=True):
    """A paragraph of a report and the headings above it, from the highest down."""

    text: str
    headings: tuple[str, ...] = ()


class Read(Struct, frozen=True):
    """A paragraph with every number in it told; `figures` are those that are data, in order.

    `left` are those that would be figures by their form and stand where figures rarely do: no data, and to be said. So
    are those that are `likely` by the words around them and have the form of something else, or out of a plan are
    aimed at.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...]
    figures: tuple[Figure, ...]
    left: tuple[Figure, ...] = ()
    likely: tuple[Figure, ...] = ()

    def of(self, sort: Sort) -> tuple[Span, ...]:
        """The numbers of one sort."""
        return tuple(span for span in self.spans if span.sort is sort)
