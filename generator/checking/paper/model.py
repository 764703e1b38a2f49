"""The facts of a Word file as the rules see them: paragraphs, sections, the parts of each document in the file.

Frozen values; lengths in millimetres, sizes and spacing in points. A fact that was not recognised is None or empty,
and no rule judges it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.all_texts import AllTexts
from generator.ooxml.revisions import View
from generator.ooxml.word_formats import ParagraphFormat, RunFormat

Found = TypeVar("Found")


class Run(Struct, frozen=True):
    """Characters `start`…`end` of a paragraph's text that look alike."""

    start: int
    end: int
    format: RunFormat


class Cell(Struct, frozen=True):
    """Where in tables a paragraph stands: its own table, the outermost one, row, grid column, nesting from 1."""

    table: int
    outermost: int
    row: int
    column: int
    depth: int


class Paragraph(Struct, frozen=True, dict=True):
    """One paragraph, numbered from 1 through the file in reading order.

    `text` is what its runs hold, offsets of `runs` count in it; `label` is its automatic number; `room_mm` the width
    it has between margins or cell edges; `stops_mm` where its own tab stops stand; `drawn_mm` the lengths of the
    horizontal lines anchored in it.
    """

    index: int
    text: str
    label: str
    runs: tuple[Run, ...]
    format: ParagraphFormat
    section: int = 0
    cell: Cell | None = None
    box: int = 0
    room_mm: float = 0.0
    drawn_mm: tuple[float, ...] = ()
    shapes: bool = False
    bullet: str = ""  # the sign of an automatic bullet
    stops_mm: tuple[float, ...] = ()

    @cached_property
    def whole(self) -> Line:
        """The paragraph as one line."""
        return Line(self, 0, len(self.text))

    @cached_property
    def seen(self) -> str:
        """The text a reader sees, automatic number first."""
        if self.label or any(run.format.hidden or run.format.script for run in self.runs):
            return self.whole.text
        return _tidied(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines between manual line breaks."""
        return tuple(self._split("\n\f"))

    @cached_property
    def tab_stretches(self) -> tuple[Line, ...]:
        """The stretches between tabs and line breaks: a heading set with tabs has its two sides in one line."""
        return tuple(self._split("\n\f\t"))

    @cached_property
    def first_filled(self) -> Line | None:
        """Of several stretches with text the first."""
        filled = list(islice((line for line in self.tab_stretches if line.text), 2))
        return filled[0] if len(filled) > 1 else None

    def _split(self, marks: str) -> Iterator[Line]:
        if not any(mark in self.text for mark in marks):
            yield self.whole
            return
        start = stretch = 0
        for at, char in enumerate(f"{self.text}\n"):
            if char in marks:
                yield Line(self, start, at, stretch)
                stretch = stretch + 1 if char == "\t" else 0
                start = at + 1


class Line(Struct, frozen=True, dict=True):
    """A stretch of a paragraph that is read as one line; `stretch` counts the tabs before it in its line."""

    paragraph: Paragraph
    start: int
    end: int
    stretch: int = 0

    @cached_property
    def text(self) -> str:
        """What is seen: no hidden text, no note marks in superscript, single spaces, letters composed (NFC)."""
        shown = "".join(self.paragraph.text[run.start : run.end] for run in self.runs)
        label = f"{self.paragraph.label} " if self.start == 0 and self.paragraph.label else ""
        return _tidied(label + shown)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The visible runs inside of the line."""
        among = self.paragraph.runs
        if self.start == 0 and self.end == len(self.paragraph.text):
            if not any(run.format.hidden or run.format.script for run in among):
                return among
            return tuple(run for run in among if not (run.format.hidden or _is_note_mark(run, self.paragraph.text)))
        low = bisect_right(among, self.start, key=lambda run: run.end)
        high = bisect_left(among, self.end, key=lambda run: run.start)
        inside = (
            replace(run, start=max(run.start, self.start), end=min(run.end, self.end))
            for run in among[low:high]
            if not run.format.hidden
        )
        return tuple(run for run in inside if not _is_note_mark(run, self.paragraph.text))

    def share(self, trait: Literal["bold", "italic", "underline"]) -> float:
        """How much of the visible text (0…1, spaces aside) is bold, italic or underlined."""
        weights = [(len(self._letters(run)), bool(getattr(run.format, trait))) for run in self.runs]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, has in weights if has) / total if total else 0.0

    @cached_property
    def size(self) -> float | None:
        """The size most of the characters have; None where there are none."""
        sizes: Counter[float] = Counter()
        for run in self.runs:
            sizes[run.format.size] += len(self._letters(run))
        return max(sizes, key=lambda size: sizes[size]) if sizes.total() else None

    def _letters(self, run: Run) -> str:
        return "".join(self.paragraph.text[run.start : run.end].split())


@lru_cache(maxsize=8192)  # the cells of a table say the same again and again
def _tidied(text: str) -> str:
    """A text in composed letters (NFC) with single spaces."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.replace("\u00a0", " ").split())


def _is_note_mark(run: Run, text: str) -> bool:
    return run.format.superscript and all(char.isdigit() or char in "*() " for char in text[run.start : run.end])


class PageNumber(Struct, frozen=True):
    """A PAGE field: in header or footer, its alignment, its characters."""

    where: Literal["header", "footer"]
    alignment: str
    format: RunFormat


class Section(Struct, frozen=True):
    """A section's page, in mm. `number` is what its ordinary pages show, `first_number` its first page."""

    index: int
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number: PageNumber | None = None
    first_number: PageNumber | None = None
    header_taken: bool = False
    restarts: bool = False
    start: int = 1

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


class Table(Struct, frozen=True):
    """An outermost table: the index of its first paragraph, its width in mm, its section, its size."""

    first: int
    width: float
    section: int
    rows: int
    columns: int

    @property
    def holds_data(self) -> bool:
        """Whether it is no heading or signature that is laid out with a table."""
        return self.rows > 2 or self.columns > 2


class Rule(Struct, frozen=True):
    """A line drawn under something: as a border, a shape, underscores or underlining; its length where known."""

    kind: Literal["border", "shape", "underscores", "underline"]
    length_mm: float | None
    line: Line


class Symbol(Struct, frozen=True):
    """`Số: 142/QĐ-VPCP` taken apart; `number` is empty where the place is open."""

    word: str
    colon: bool
    number: str
    symbol: str
    open: bool = False


class DateLine(Struct, frozen=True):
    """`Hà Nội, ngày 05 tháng 01 năm 2020` taken apart; a piece is empty where its place is open."""

    place: str
    comma: bool
    day: str
    month: str
    year: str

    @property
    def earliest(self) -> date | None:
        """The first day it can be: the date, or where the day (or month too) is open the first of them."""
        try:
            return date(int(self.year), int(self.month or "1"), int(self.day or "1"))
        except ValueError:
            return None

    @property
    def date(self) -> date | None:
        """The calendar date, where it is complete and there is such a day."""
        try:
            return date(int(self.year), int(self.month), int(self.day))
        except ValueError:
            return None


class Heading(Struct, frozen=True):
    """The top of a document, ô 1 to 5b (and 9a) of the decree's plan."""

    motto: Line | None = None
    creed: Line | None = None
    creed_rule: Rule | None = None
    parents: tuple[Line, ...] = ()
    agency: tuple[Line, ...] = ()
    agency_rule: Rule | None = None
    number: Line | None = None
    symbol: Symbol | None = None
    dated: Line | None = None
    date_line: DateLine | None = None
    about: tuple[Line, ...] = ()
    kind_line: Line | None = None
    kind: str = ""
    subject: tuple[Line, ...] = ()
    subject_rule: Rule | None = None
    attached_note: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    loose_shapes: frozenset[tuple[object, ...]] = frozenset()
    """Sides (as of `lines.side_of`) that hold shapes which were not read as the rule of a line."""
    end: int = 0

    @property
    def stands(self) -> bool:
        """Whether it is a heading of its own: with Quốc hiệu, or where that is left out with an agency and a number."""
        return self.motto is not None or (bool(self.agency) and self.number is not None)

    @property
    def day(self) -> date | None:
        """Its day, where it is whole."""
        return self.date_line.date if self.date_line else None

    @property
    def earliest(self) -> date | None:
        """The first day it can be of."""
        return self.date_line.earliest if self.date_line else None


NO_HEADING = Heading()


class Signer(Struct, frozen=True):
    """One signature: lines in capitals (authority, position), other lines, the name."""

    titles: tuple[Line, ...] = ()
    name: Line | None = None


class Part(Struct, frozen=True):
    """One document of the file: the main one, one issued with it, or an annex. `number` is an annex's own.

    `signed_from` is the first paragraph after the body, `signed_at` the last of the signature (0 where there is none).
    A `specimen` stands under a caption of its own in a collection of forms, and belongs to no document before it.
    """

    role: Literal["chinh", "kem-theo", "phu-luc"]
    first: int
    last: int
    heading: Heading = NO_HEADING
    number: str = ""
    addressees: tuple[Line, ...] = ()
    bases: tuple[Line, ...] = ()
    resolution: Line | None = None
    body: tuple[Paragraph, ...] = ()
    recipients_word: Line | None = None
    recipients: tuple[Line, ...] = ()
    signers: tuple[Signer, ...] = ()
    name: str = ""
    ends_with_table: bool = False
    signed_from: int = 0
    signed_at: int = 0
    specimen: bool = False

    @property
    def is_issued(self) -> bool:
        """Whether it has its number or its day: no draft, no form."""
        symbol, written = self.heading.symbol, self.heading.date_line
        return bool((symbol and symbol.number) or (written and written.date))

    @property
    def kind(self) -> str:
        """Key of the kind in data/danh-muc/loai-van-ban.yaml; "" where it is none of them."""
        return self.heading.kind


Law = Literal[
    "nd30",
    "dang",
    "qppl",
    "hop-dong",
    "bieu-mau",
    "giay-phep",
    "phieu",
    "to-tung",
    "tieng-anh",
    "truoc-nd30",
    "khong-ro",
]


class Facts(Struct, frozen=True, dict=True):
    """Everything a rule may ask of one file."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    law: Law
    law_sign: str = ""
    legacy_fonts: tuple[tuple[str, int], ...] = ()
    revisions: View = "accept"
    tables: tuple[Table, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    """Footnotes and endnotes; `index` is that of the paragraph their mark stands in."""

    @property
    def main(self) -> Part | None:
        """The first document of the file that stands on its own."""
        return next((part for part in self.parts if part.role == "chinh"), None)

    def document_at(self, index: int) -> Part | None:
        """The document in which a paragraph stands: the last before it with a heading of its own, else the first."""
        before = (part for part in self.parts if part.first <= index and part.role == "chinh")
        headed = [part for part in before if part.heading.motto is not None or part.heading.symbol is not None]
        return headed[-1] if headed else self.main

    @cached_property
    def judged(self) -> tuple[tuple[Part, Paragraph], ...]:
        """Every paragraph of each part, down to its signature."""
        return tuple((part, paragraph) for part in self.parts for paragraph in self.between(part))

    @cached_property
    def running(self) -> tuple[tuple[Part, Paragraph], ...]:
        """The running text: bases, body and cells below the heading, recipients — not headings in capitals."""
        return tuple(one for one in self.judged if _is_running(*one))

    def holding(self, *words: str) -> Iterator[tuple[Part, Paragraph]]:
        """The paragraphs that are judged and hold one of some words (here in small letters, there in any)."""
        return (self.judged[number] for number in self._seen.holding(words))

    def running_on(self, *words: str) -> Iterator[tuple[Part, Paragraph]]:
        """The running text that holds one of some words (here in small letters, there in any)."""
        return (one for one in self.holding(*words) if _is_running(*one))

    @property
    def words(self) -> frozenset[str]:
        """The words of all that is judged, in small letters, with the marks that stand at them."""
        return self._seen.words

    @cached_property
    def _seen(self) -> AllTexts:
        return AllTexts(paragraph.seen.lower() for _, paragraph in self.judged)

    @cached_property
    def found(self) -> dict[object, object]:
        """What rules found in common, by the function that finds it (`rule.once`)."""
        return {}

    @property
    def signers(self) -> tuple[tuple[Part, Signer], ...]:
        """All who sign, each with the document that they sign."""
        return tuple((part, signer) for part in self.parts for signer in part.signers)

    def section_of(self, paragraph: Paragraph) -> Section:
        """The section a paragraph stands in."""
        return self.sections[min(paragraph.section, len(self.sections) - 1)]

    def between(self, part: Part) -> tuple[Paragraph, ...]:
        """Every paragraph of a part, tables included, down to its signature: what follows is not judged."""
        return self.paragraphs[part.first - 1 : part.signed_at or part.last]


def _is_running(part: Part, paragraph: Paragraph) -> bool:
    return paragraph.index > part.heading.end and bool(paragraph.seen) and not paragraph.seen.isupper()


def finds(
    texts: Iterable[tuple[Part, Paragraph]], find: Callable[[str], Iterable[Found]]
) -> Iterator[tuple[Part, Paragraph, Found]]:
    """All that is found in each of some texts; one that comes again, as in rows of a table, is gone through once."""
    known: dict[str, tuple[Found, ...]] = {}
    for part, paragraph in texts:
        if (text := paragraph.seen) not in known:
            known[text] = tuple(find(text))
        for found in known[text]:
            yield part, paragraph, found


def text_of(lines: Iterable[Line]) -> str:
    """Lines as one text."""
    return " ".join(line.text for line in lines)
