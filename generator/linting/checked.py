"""The data as checks see it: every text with its place, every citation, counted once and shared by all checks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from generator.facts import danh_muc
from generator.facts.documents import Documents, documents
from generator.facts.kinds import ANNEX
from generator.linting.duplicates import Pair, pairs
from generator.linting.passages import Passage
from generator.linting.reports import Report, Told, report_of, told_of
from generator.linting.slips import Slip, slips
from generator.linting.sources import Source
from generator.linting.symbols import heads_of, kind_of
from generator.linting.words import Wording, Words, terms, words_in
from generator.reading.figures.model import Paragraph, Read
from generator.reading.figures.read import read_paragraph
from generator.reading.meaning import citations, units
from generator.values import glossary
from generator.values.findings import Place
from generator.values.glossary import RESULT_KEYS
from generator.values.model import Citation, Document, Dossier, PartialDate, Register, Task, UnitMention, flat
from generator.values.patterns import late
from generator.values.registers import PRINTED, registers
from generator.values.text import fold, one_line

# What tells results as of its own day.
_REPORTS = ("bao-cao", ANNEX)
# A number of so many words is none.
_FEW = 50
_WORDS, _MANY_WORDS = late(r"[^\W\d_]{2,}"), 3
# Columns that hold no sentences.
_NOT_TEXT = frozenset({"ma", "stt", "cha", "nguon", "trang_thai", "bo_qua"})
# A number that is parted, or a share of another: "1.240 hồ sơ, gồm …", "trong đó …", "đạt … %".
_PARTED = late(r"\D*\d.*\b(?:trong\s+(?:đó|số)|gồm)\b.*\d", re.IGNORECASE | re.DOTALL)
_TWO = late(r"\D*\d+\D+\d")
_SHARE = late(r"\d\s*%")
_OF = late(r"(?<![\d./])(\d[\d.]*)/(\d[\d.]*)(?=\s+(?!h[ằà]ng|mỗi|năm)[^\W\d_])")
Found = TypeVar("Found")


class Cited(Struct, frozen=True):
    """A citation and the passage it stands in; the abbreviation of its kind, and `heads`: those with which a symbol of
    the kind that it names begins (`symbols`)."""

    citation: Citation
    passage: Passage
    kind: str
    heads: tuple[str, ...] | None

    @property
    def day(self) -> date | None:
        """The whole date of the document cited."""
        return self.citation.dated.whole if self.citation.dated else None


class Named(Struct, frozen=True):
    """A unit named in a cell of a task; `key` is the column."""

    task: Task
    key: str
    unit: UnitMention


class Checked(Struct, frozen=True, eq=False, dict=True):
    """A dossier at a date, beside what it may be compared with (`against`: last year's, last month's, or its register;
    `older`: the report before last month's; `known`: the documents that are listed; `apart`: what it is compared with
    is a report of another month than the last, whose figures say nothing of these)."""

    dossier: Dossier
    as_of: date
    sources: tuple[Source, ...] = ()
    against: Dossier | None = None
    older: Dossier | None = None
    known: Documents = field(default_factory=documents)
    apart: bool = False

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """The task tables, each once."""
        return registers_of(self.dossier)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all tables."""
        return tuple(task for register in self.registers for task in register.tasks)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The main document and what is issued with it; none where a table was read alone."""
        main = self.dossier.document
        return (main, *main.attached) if main.kind else ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text, documents first."""
        return (*self._document_passages(), *self._cells())

    @cached_property
    def cells(self) -> tuple[Passage, ...]:
        """The texts of tasks alone."""
        return tuple(passage for passage in self.passages if passage.task)

    def told(self, find: Callable[[str], Found]) -> Iterator[tuple[Passage, Found]]:
        """What is found in each text; of those that are alike it is found once."""
        found: dict[str, Found] = {}
        for passage in self.passages:
            if passage.text not in found:
                found[passage.text] = find(passage.text)
            yield passage, found[passage.text]

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every citation in every text, in order."""
        return tuple(
            Cited(cited, passage, kind, heads)
            for passage, found in self.told(_citations)
            for cited, kind, heads in found
        )

    @cached_property
    def cited_in(self) -> Mapping[Place, tuple[Cited, ...]]:
        """The citations of each place."""
        found: dict[Place, list[Cited]] = {}
        for cited in self.cited:
            found.setdefault(cited.passage.place, []).append(cited)
        return {place: tuple(items) for place, items in found.items()}

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every unit in the columns of units."""
        agencies = danh_muc.agencies()
        return tuple(
            Named(task, key, unit)
            for task in self.tasks
            for key, role in glossary.UNIT_ROLES.items()
            if task.text(key)
            for unit in units.parse(task.text(key), agencies, default_role=role)
        )

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Tasks that say nearly the same."""
        return pairs(self.tasks)

    @cached_property
    def worded(self) -> tuple[tuple[Passage, Wording], ...]:
        """Every text with its words."""
        return tuple(self.told(words_in))

    @cached_property
    def words(self) -> Words:
        """How often words, and words side by side, stand in the data."""
        return Words.of(words for _, words in self.worded)

    @cached_property
    def slips(self) -> tuple[tuple[Slip, ...], ...]:
        """The words of each text that were probably meant to be others."""
        found = slips({words.text: words for _, words in self.worded}.values(), self.words)
        return tuple(found[passage.text] for passage in self.passages)

    @cached_property
    def terms(self) -> tuple[Counter[str], Mapping[str, str]]:
        """Names in mixed case: how often each form stands, the usual form of those that look the same."""
        return terms(passage.text for passage in self.passages)

    @cached_property
    def has_results(self) -> bool:
        """Whether the tables report results: in columns of their states, or one of results beside the state."""
        columns = ({column.key for column in register.columns} for register in self.registers)
        return any(keys & {*RESULT_KEYS} or {"ket_qua", "trang_thai"} <= keys for keys in columns)

    @cached_property
    def report(self) -> Report:
        """The main document as a report in prose, with every number told."""
        return report_of(self.dossier)

    @cached_property
    def prose(self) -> tuple[Told, ...]:
        """The texts whose numbers may be worked out: those of the report and of its plain tables' cells, else those
        that say a part or a share."""
        if self.report.told:
            return (*self.report.told, *_in_cells(self.dossier.document))
        return tuple(told_of(one, read) for one, read in self.told(_worked) if read)

    @cached_property
    def last(self) -> Report:
        """The report of the last period; an empty one where none was given to compare with."""
        return report_of(self.against) if self.against and not self.apart else Report(None)

    @cached_property
    def earlier(self) -> Report:
        """The report of the period before the last; an empty one where none is known."""
        return report_of(self.older) if self.older else Report(None)

    @cached_property
    def day(self) -> date | None:
        """The date of the main document."""
        return self.dossier.document.dated.whole

    @cached_property
    def written(self) -> date:
        """The day for which the main document speaks: its own, the last of its month or year where only these are said,
        or said of the document that it goes with; of one without any the year of the latest document that it cites, if
        that is past. Never after the day of judging."""
        main = self.dossier.document
        if main.dated.whole:
            return main.dated.whole
        said = main.dated if main.dated.year or main.issued_with is None else main.issued_with.dated
        return min(self.as_of, _last_of(said) or (self._latest_cited if self.documents else None) or self.as_of)

    @cached_property
    def _latest_cited(self) -> date | None:
        """The last day of the latest year from which documents are cited, one in fifty and more; None where none is."""
        years = Counter(cited.day.year for cited in self.cited if cited.day and cited.day <= self.as_of)
        often = [year for year, count in years.items() if _FEW * count >= years.total()]
        return date(max(often), 12, 31) if often else None

    @cached_property
    def closed(self) -> date:
        """The day at which results are judged: in a report that of the report, else the day of judging."""
        return min(self.as_of, self.written) if self.dossier.document.kind in _REPORTS else self.as_of

    @cached_property
    def shifted(self) -> frozenset[int]:
        """The rows (by `id` of their task) that probably stand a column aside: words where the number stands."""
        return frozenset(id(task) for task in self.tasks if len(_WORDS.findall(task.text("stt"))) >= _MANY_WORDS)

    def directed(self, task: Task) -> tuple[date, ...]:
        """The dates of the documents that set a task."""
        days = (citation.dated.whole for citation in task.citations if citation.dated)
        return tuple(day for day in days if day)

    def beside(self, task: Task, reach: int) -> tuple[Task, ...]:
        """The tasks at most `reach` rows above and below that the same documents set."""
        at = self._rows[id(task)]
        near = (*self.tasks[max(0, at - reach) : at], *self.tasks[at + 1 : at + 1 + reach])
        directive = fold(task.text("van_ban_chi_dao"))
        return tuple(one for one in near if fold(one.text("van_ban_chi_dao")) == directive)

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {id(task): at for at, task in enumerate(self.tasks)}

    def _cells(self) -> Iterator[Passage]:
        for task in self.tasks:
            for key, text in task.texts.items():
                if key not in _NOT_TEXT and text.strip():
                    yield Passage(text, key, task.origin.place(key), task)

    def _document_passages(self) -> Iterator[Passage]:
        sources = {source.file: source for source in self.sources}
        for document in self.documents:
            for key, text, origin in texts_of(document):
                source = sources.get(origin.file)
                known = source.index.get(fold(one_line(text))[:40]) if source else None
                yield Passage(text, key, known or origin, document=document)


def _last_of(dated: PartialDate) -> date | None:
    """The last day that a date which is not whole may mean; None where it says nothing."""
    if dated.year is None or dated.whole:
        return dated.whole
    month = dated.month or 12
    return date(dated.year, month, monthrange(dated.year, month)[1])


def _citations(text: str) -> tuple[tuple[Citation, str, tuple[str, ...] | None], ...]:
    return tuple((cited, kind_of(cited), heads_of(cited.kind)) for cited in citations.parse(text)[0])


def _in_cells(document: Document) -> Iterator[Told]:
    """The cells of plain tables that say a part or a share."""
    for block in flat(document.body):
        for cell in (cell for row in block.cells for cell in row):
            if read := _worked(cell):
                yield told_of(Passage(cell, "noi_dung", block.origin.place(), document=document), read)


def _worked(text: str) -> Read | None:
    """The numbers of a text that says a part or a share, told; None of any other, and of one with one number."""
    if _TWO.match(text) is None:
        return None
    small = text.lower()
    parted = ("trong" in small or "gồm" in small) and any(map(_PARTED.match, text.split(".")))
    shared = ("%" in text and _SHARE.search(text)) or ("/" in text and _more_than_all(text))
    return read_paragraph(Paragraph(text, ())) if parted or shared else None


def _more_than_all(text: str) -> bool:
    """Whether a text may say more of something than there is: "14/12 xã"."""
    return any(float(part.replace(".", "")) > float(of.replace(".", "")) for part, of in _OF.findall(text))


def registers_of(dossier: Dossier) -> tuple[Register, ...]:
    """The registers of which the documents print rows, counts or figures, each once."""
    return registers(dossier, *PRINTED)


def texts_of(document: Document) -> Iterator[tuple[str, str, Place]]:
    """Key, text and place of every paragraph of one document."""
    place = document.origin.place()
    yield "trich_yeu", document.subject, place
    yield from (("can_cu", text, Place(place.file, part=f"can_cu[{n}]")) for n, text in enumerate(document.bases, 1))
    for block in flat(document.body):
        for text in filter(None, (block.title, block.text)):
            yield "noi_dung", text, block.origin.place()
    yield from (("noi_nhan", text, Place(place.file, part="noi_nhan")) for text in document.recipients)
