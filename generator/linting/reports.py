"""A report in prose as its checks see it: every number told, its month, and its figures of the last period beside."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Generator, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from generator.linting.passages import Passage
from generator.reading.figures.days import main_cut_off
from generator.reading.figures.model import Figure, Paragraph, Period, Read, Where
from generator.reading.figures.read import masked, read_paragraph
from generator.reading.figures.relations import amounts, in_two_units
from generator.values.marked import spans_of
from generator.values.model import Block, Document, Dossier
from generator.values.patterns import late

# "tháng 5/2030", "tháng 5 năm 2030", and what shares its year with the month that is planned or with the months so far:
# "tháng 10; nhiệm vụ tháng 11 năm 2038", "tháng 6 và 6 tháng đầu năm 2038", "tháng 9, nhiệm vụ 3 tháng cuối năm 2038";
# no month of a date.
_TITLE = late(
    r"(?P<day>\bngày\s+\d{1,2}\s+)?\btháng\s+(?P<month>\d{1,2})(?:"
    r"(?!\d|\s*/|\s*-\s*\d)(?:[^.\d]|\.\s|\d{1,2}\s+tháng\b){1,90}?(?:\btháng\s+(?P<next>\d{1,2})|\b(?P<so_far>\d{1,2})\s+tháng(?:\s+(?:đầu|cuối))?))?"
    r"(?:[,\s]+(?:và\s+)?quý\s+[IV]+)?"
    r"\s*(?:/|[,\s(]+năm)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_REPORT = late(r"\bbáo cáo\b", re.IGNORECASE)
# "tuần 20", "quý II", "6 tháng đầu năm": a report that does not follow that of the month before.
_OF_OTHER_SPANS = late(r"\btuần\b|\bquý\s+(?:\d|[IV]+\b)|\b\d{1,2}\s+tháng\b(?!\s+\d)", re.IGNORECASE)
_MONTH = 45  # days that its figures are of at most
# How far from the top the title of a report that someone else made is looked for, in paragraphs.
_TOP = 30
_LONGEST_HEADING = 160
# What belongs to no item any more stands behind its last one in a Word file.
_ITEMS, _SECTIONS = ("diem", "gach", "cong"), ("phan", "chuong", "muc", "tieu-muc", "dieu", "khoan")
_BEGINNING = late(r"[:;.](?:\s|$)")


class Told(Struct, frozen=True, dict=True):
    """A passage of a report with its numbers told; `masked` is its text with them masked."""

    passage: Passage
    read: Read
    masked: str

    @property
    def text(self) -> str:
        """The paragraph."""
        return self.read.paragraph.text

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures as amounts: what two units tell is one of them."""
        return tuple(amounts(self.text, self.read.figures))

    def sentences(self) -> Iterator[tuple[Figure, ...]]:
        """The figures of each sentence that has any, in order."""
        found: list[Figure] = []
        for figure in self.figures:
            if found and (
                figure.where.sentence != found[0].where.sentence or figure.where.rank <= found[-1].where.rank
            ):
                yield tuple(found)
                found = []
            found.append(figure)
        if found:
            yield tuple(found)


class Report(Struct, frozen=True, eq=False, dict=True):
    """The prose of a monthly report; `period` is None where it is none, and then nothing is told."""

    period: Period | None
    told: tuple[Told, ...] = ()
    days: tuple[date, date] | None = None
    """The first and last day of the period where it is known: named in the dossier, or by the cut-off of the text."""
    sender: str = ""

    def before(self, told: Told, figure: Figure) -> Figure | None:
        """What stood at a figure's place in this report: in the same paragraph, or in the only sentence like it."""
        place = _place(figure)
        return self._in_paragraph.get((told.masked, *place)) or self._anywhere.get(place)

    @cached_property
    def _in_paragraph(self) -> Mapping[Hashable, Figure]:
        return _alone(((told.masked, *_place(figure)), figure) for told in self.told for figure in _either(told))

    @cached_property
    def _anywhere(self) -> Mapping[Hashable, Figure]:
        return _alone((_place(figure), figure) for told in self.told for figure in _either(told))


def _either(told: Told) -> Iterator[Figure]:
    """A paragraph's figures, each number of an amount and the amount itself."""
    yield from told.read.figures
    yield from filter(in_two_units, told.figures)


def _place(figure: Figure) -> tuple[Where, bool]:
    """Where a figure stands: an amount in two units begins where its first number does."""
    return figure.where, in_two_units(figure)


def _alone(pairs: Iterable[tuple[Hashable, Figure]]) -> Mapping[Hashable, Figure]:
    """The figures of places that are one only: a place that stands twice pairs with none."""
    found: dict[Hashable, Figure] = {}
    twice: set[Hashable] = set()
    for key, figure in pairs:
        if key in found:
            twice.add(key)
        found[key] = figure
    return {key: figure for key, figure in found.items() if key not in twice}


def report_of(dossier: Dossier, *, by_title: bool = False) -> Report:
    """The report that a dossier's main document is, by its kind or title (`by_title`: that alone), and its month."""
    document = dossier.document
    own = document.period
    passages = list(_paragraphs(document))
    top = [document.subject, *(text for _, text, _ in passages[:_TOP])]
    if own is not None and document.kind == "bao-cao":
        return _report(Period(own.end.year, own.end.month), document, passages, (own.start, own.end))
    named = next(filter(None, map(_month_named, top)), None)
    if named is None or not ((document.kind == "bao-cao" and not by_title) or any(map(_REPORT.search, top))):
        return Report(None)
    return _report(named, document, passages, None)


def other_months(now: Dossier, last: Dossier) -> tuple[Period, Period] | None:
    """The month that a monthly report follows, and that of another which is given as the last one and is not; None
    where it is, and where one of them is of weeks, quarters, months together or of no month."""
    before, given = report_of(now), report_of(last)
    if before.period is None or given.period is None or given.period == before.period.shifted(-1):
        return None
    for one in (now.document, last.document):
        longer = one.period is not None and (one.period.end - one.period.start).days > _MONTH
        if longer or any(map(_OF_OTHER_SPANS.search, _top(one))):
            return None
    return before.period.shifted(-1), given.period


def _top(document: Document) -> Iterator[str]:
    """What may be the title: the subject, and the first paragraphs that are no sentences."""
    yield document.subject
    yield from (text for _, text, _ in list(_paragraphs(document))[:_TOP] if _TITLE.search(text))


def _month_named(text: str) -> Period | None:
    """The month of a title: that with a year, or the one before it where it is the next month or counts up to it."""
    at = 0
    while match := _TITLE.search(text, at):
        month, year = int(match["month"]), int(match["year"])
        planned, so_far = match["next"], match["so_far"]
        if 1 <= month <= 12 and match["day"] is None:
            if planned is None and (so_far is None or int(so_far) in (month, 12 - month)):
                return Period(year, month)
            if planned is not None and Period(year, month).shifted(1).month == int(planned):
                return Period(year - (month == 12), month)
        at = match.end("month")
    return None


def _report(
    period: Period,
    document: Document,
    passages: Iterable[tuple[Block, str, tuple[str, ...]]],
    days: tuple[date, date] | None,
) -> Report:
    told = tuple(
        Told(
            Passage(text, "noi_dung", block.origin.place(), document=document),
            read_paragraph(Paragraph(text, path)),
            masked(text),
        )
        for block, text, path in passages
    )
    return Report(period, told, days or _days(told, period), document.agency.name)


def told_of(passage: Passage, read: Read) -> Told:
    """A text that stands alone, with its numbers as they were read."""
    return Told(passage, read, "")


def _days(told: Iterable[Told], period: Period) -> tuple[date, date] | None:
    """From the day after last month's cut-off to this month's; None where the text names none."""
    end = main_cut_off((one.read for one in told), period)
    if end is None:
        return None
    if end.day == monthrange(end.year, end.month)[1]:
        return end.replace(day=1), end
    before = period.shifted(-1)
    last = monthrange(before.year, before.month)[1]
    return date(before.year, before.month, min(end.day, last)) + timedelta(days=1), end


def _paragraphs(document: Document) -> Iterator[tuple[Block, str, tuple[str, ...]]]:
    """Block, text and headings above it of every paragraph."""
    yield from _below(document.body, ())


def _below(
    blocks: tuple[Block, ...], path: tuple[str, ...], headed: str = "", item: str = ""
) -> Generator[tuple[Block, str, tuple[str, ...]], None, str]:
    """The paragraphs of a section; `headed` is the bold line of it that stands above them, `item` the item of a list
    that the first of them belong to. Given back is the bold line that stands above what follows."""
    for block in blocks:
        if block.kind in _SECTIONS:
            headed = item = ""
        above = (*path, *filter(None, (headed, item)))
        for text in filter(None, (block.title, block.text)):
            yield block, text, above
        if path and _is_bold_line(block):
            # A title above all sections heads none.
            headed, item = str(block.text), ""
        elif block.kind not in _ITEMS or block.title:
            own = str(block.title) or (_heading(block.text) if block.children else "")
            yield from _below(block.children, (*above, own[:_LONGEST_HEADING]) if own else above)
        else:
            headed = yield from _below(block.children, path, headed, _heading(block.text))
    return headed


def _is_bold_line(block: Block) -> bool:
    """Whether a paragraph is set as a heading: "**1.2. Thu, chi ngân sách**"."""
    text, spans = block.text, spans_of(block.text)
    whole = len(spans) == 1 and spans[0].bold and (spans[0].start, spans[0].end) == (0, len(text))
    return block.kind == "doan" and whole and len(text) < _LONGEST_HEADING and not text.rstrip().endswith((".", ";"))


def _heading(text: str) -> str:
    """What an item says that other paragraphs stand below: no more than its beginning, which stays from month to
    month."""
    return _BEGINNING.split(str(text), 1)[0][:_LONGEST_HEADING].strip()
