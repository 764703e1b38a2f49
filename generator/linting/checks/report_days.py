"""What a monthly report names of another month: events, footnotes that list the documents of the month (L0xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from generator.linting.check import WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.reports import Told
from generator.reading.figures.days import days_in
from generator.reading.figures.model import Figure, Kind, Sort
from generator.reading.figures.read import in_plan
from generator.reading.meaning import citations
from generator.values.findings import msg
from generator.values.marked import spans_of
from generator.values.model import Citation
from generator.values.patterns import late
from generator.values.text import fold, quote

# Units of measure that count documents; the first ones name a kind.
_KINDS = (
    "quyet dinh", "nghi quyet", "ke hoach", "cong van", "cong dien", "chi thi", "thong bao", "to trinh", "bao cao",
    "huong dan", "ket luan", "giay moi",
)  # fmt: skip
_ANY_KIND = ("van ban",)
_COMPARING = late(
    r"(?:so với|cùng kỳ|từ|kể từ|sau|trước|theo|tại|đợt|dịp|thực hiện|căn cứ)\s+(?:ngày\s+)?$", re.IGNORECASE
)
# An event of so long before the period is history, not a sentence left over.
_LEFT_OVER = timedelta(days=45)


class _List(Struct, frozen=True):
    """A footnote that lists documents, and the counts of documents before it in its sentence."""

    told: Told
    documents: tuple[Citation, ...]
    counts: tuple[Figure, ...]


def _lists(checked: Checked) -> Iterator[_List]:
    for told in checked.report.told:
        begin = 0
        for span in spans_of(told.text):
            if not span.note:
                continue
            documents = tuple(one for one in citations.parse(" ".join(span.note))[0] if one.number or one.symbol)
            sentence = max((told.text.rfind(mark, begin, span.start) for mark in (". ", "\n", ";")), default=-1) + 1
            begins = max(begin, sentence)
            counts = tuple(
                one for one in told.read.figures
                if begins <= one.start < span.start and one.kind is not Kind.RATIO and _kind(one)
            )  # fmt: skip
            if documents:
                yield _List(told, documents, counts)
            begin = span.start


def _kind(figure: Figure) -> str:
    """The kind of documents that a figure counts, "van ban" for any; "" where it counts something else."""
    unit = fold(figure.unit)
    return next((kind for kind in (*_KINDS, *_ANY_KIND) if unit.startswith(kind)), "")


@check("L012", WARNING, "Còn việc của kỳ trước",
       why="Ngày của một việc ở kỳ trước trong báo cáo kỳ này thường là câu cũ chưa viết lại.",
       wrong="Báo cáo tháng 6/2030: “Ngày 12/5/2030, tổ chức hội nghị”", right="việc của tháng 6/2030")  # fmt: skip
def old_event(checked: Checked) -> Iterator[Doubt]:
    days = _days(checked)
    for told in checked.report.told if days else ():
        for span in told.read.of(Sort.DATE):
            before = told.text[max(0, span.start - 20) : span.start]
            old = next((day for day in days_in(span.text) if days and _left_over(day, days)), None)
            if old and not _COMPARING.search(before) and not in_plan(told.read.paragraph):
                yield Doubt(told.passage.place,
                            msg("{ngay}: báo cáo là của kỳ từ {tu} đến {den}.", ngay=quote(span.text), **_shown(days)),
                            told.text, "", msg("Viết lại theo việc của kỳ này, hoặc bỏ đoạn."))  # fmt: skip


def _days(checked: Checked) -> tuple[date, date] | None:
    """The first and last day of the period; where nobody says them, the earliest and latest that they can be."""
    period = checked.report.period
    if checked.report.days or period is None:
        return checked.report.days
    before = period.shifted(-1)
    return date(before.year, before.month, 1), date(period.year, period.month, monthrange(period.year, period.month)[1])


def _left_over(day: date, days: tuple[date, date]) -> bool:
    return days[0] - _LEFT_OVER <= day < days[0]


def _shown(days: tuple[date, date] | None) -> dict[str, str]:
    first, last = days or (date.min, date.min)
    return {"tu": f"{first.day}/{first.month}/{first.year}", "den": f"{last.day}/{last.month}/{last.year}"}


@check("L013", WARNING, "Chú thích liệt kê không đủ số văn bản",
       why="Số văn bản nêu trong câu phải bằng số văn bản mà chú thích liệt kê.",
       wrong="02 Quyết định, 03 văn bản, chú thích liệt kê 4", right="chú thích liệt kê 5")  # fmt: skip
def listed_count(checked: Checked) -> Iterator[Doubt]:
    for one in _lists(checked):
        said = sum(int(figure.value) for figure in one.counts)
        if one.counts and said != len(one.documents):
            counted = " + ".join(figure.text for figure in one.counts)
            yield Doubt(one.told.passage.place,
                        msg("Câu nêu {so} văn bản ({phep}), chú thích liệt kê {co}, lệch {lech}.", so=said,
                            phep=counted, co=len(one.documents), lech=abs(said - len(one.documents))),
                        one.told.text, "; ".join(document.verbatim for document in one.documents[:20]),
                        msg("Đếm lại, thêm hoặc bớt trong chú thích."))  # fmt: skip
        else:
            yield from _kinds(one)


def _kinds(one: _List) -> Iterator[Doubt]:
    """A count of one kind against the documents of that kind."""
    for figure in one.counts:
        kind = _kind(figure)
        listed = sum(fold(document.kind).startswith(kind) for document in one.documents)
        if kind in _KINDS and listed != figure.value:
            yield Doubt(one.told.passage.place,
                        msg("{chu}: chú thích liệt kê {co}.", chu=quote(f"{figure.text} {figure.unit}"), co=listed),
                        one.told.text, "", msg("Đếm lại, thêm hoặc bớt trong chú thích."))  # fmt: skip


@check("L014", WARNING, "Chú thích liệt kê văn bản ngoài kỳ",
       why="Chú thích liệt kê văn bản ban hành trong kỳ; văn bản có ngày ngoài kỳ thường là của báo cáo trước.",
       wrong="kỳ đến 15/5/2030: Quyết định số 77/QĐ-UBND ngày 09/3/2030", right="văn bản của kỳ này")  # fmt: skip
def listed_days(checked: Checked) -> Iterator[Doubt]:
    days = _days(checked)
    for one in _lists(checked) if days else ():
        for document in one.documents:
            day = document.dated.whole if document.dated else None
            if day and days and one.counts and not days[0] <= day <= days[1]:
                yield Doubt(one.told.passage.place,
                            msg("{van_ban}: ngoài kỳ từ {tu} đến {den}.", van_ban=quote(document.verbatim),
                                **_shown(days)),
                            one.told.text, "", msg("Bỏ khỏi chú thích, hoặc sửa ngày."))  # fmt: skip


CHECKS = checks_in(globals())
