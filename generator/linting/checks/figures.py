"""The figures of a report in prose: sums, ratios, totals, differences, periods, each with its sum shown (L0xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain, pairwise

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.passages import Passage
from generator.linting.reports import Report, Told, told_of
from generator.reading.figures.days import window_start, year_of
from generator.reading.figures.model import Figure, Kind, Paragraph, Period, Sort, Span
from generator.reading.figures.read import in_plan, read_paragraph
from generator.reading.figures.relations import (
    agrees,
    alike,
    apart,
    changes,
    closing,
    falls,
    grown,
    inside,
    left_open,
    of_total,
    overlap,
    running,
    share,
    shares_of_base,
    sums,
)
from generator.reading.meaning import citations
from generator.values.figures import COUNTS, Form, digits_of, printed
from generator.values.findings import Message, Place, msg
from generator.values.marked import spans_of
from generator.values.model import flat
from generator.values.patterns import late
from generator.values.text import fold, quote

_MONTH = late(
    r"(?P<named>tháng\s+|t\.?\s?)?(\d{1,2})(?:(?:\s?[/.-]\s?|\s+năm\s+)?(\d{4}|(?(named)(?<=\D)[2-9]\d|(?!))))?$",
    re.IGNORECASE,
)
# The month in which something is to be done, and the one that a heading names.
_AT_ONCE = late(r"(?:^\W*|[.;]\s+|\b(?:trong|vào)\s+)$", re.IGNORECASE)
_HEADED = late(r"\btháng\s+(\d{1,2})(?:\s?[/-]\s?|\s+năm\s+)?((?<!\d)\d{4})?(?!\d)", re.IGNORECASE)
_LONGEST_HEADING = 120
_LONGEST_MONTH = 45
# A cell that may name a month; a cut-off from this day on is not of a report that is late.
_MONTHLY, _MID = late(r"\btháng\b|\d/\d{4}", re.IGNORECASE), 10
_ROUND = 100
_DAY = late(
    r"(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[/.-]{1,2}\s?|\s+năm\s+)(\d{4}|(?<=[/.-])[2-9]\d)$",
    re.IGNORECASE,
)
# "đến hết ngày 15/10": the report's own year.
_SHORT_DAY = late(
    r"\b(?:đến|tới|hết)\s+(?:hết\s+)?(?:ngày\s+)?(?!31\s?[/.-]\s?12$)\d{1,2}\s?[/.-]\s?(\d{1,2})$", re.IGNORECASE
)
# "Trong 10/2030", "T10/2030".
_BEFORE_MONTH = late(r"\b(?:(?:trong|đến|hết|tới|kỳ)\s+|t\.?)$", re.IGNORECASE)
# "Từ đầu năm 2030": what is counted anew each year.
_YEAR = late(r"năm\s+(\d{4})$", re.IGNORECASE)
_YEAR_BEGAN = late(r"\btừ\s+đầu\s+$", re.IGNORECASE)
# "Trong tháng mười,", "tháng mười một năm 2029"; no "mỗi tháng hai lần", no "Cách mạng tháng Tám".
_SAID_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_SAID_MONTH = late(
    r"(?<!cách mạng )(?<!ngày )(?<!ngày, )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )"
    rf"\btháng\s+(?P<month>{'|'.join(sorted(_SAID_MONTHS, reverse=True))})"
    r"(?:(?:\s+năm\s+|\s?/\s?)(?P<year>\d{4})|(?=\s*[,.;:)]|$))",
    re.IGNORECASE,
)
# An item of a list within a paragraph.
_LABEL = late(r"(\(?)(\d{1,2})\)$")
# After these words a month before the report's is meant.
_COMPARING = late(
    r"(?:so với|cùng kỳ|từ|kể từ|sau|của|(?<!kỳ )báo cáo|kế hoạch|trước|[^\W\d_]\s+kết quả|hơn|"
    r"(?:phiên|kỳ|cuộc) họp|họp(?: [^\W\d_]+)? giao ban|hội nghị|giao ban|thường kỳ|định kỳ)\s+(?:kỳ\s+)?(?:t\.?)?$",
    re.IGNORECASE,
)
# A header or footer, and how it begins where it names its report.
_MARGIN = "le_trang"
_REPORT = late(r"\W*báo cáo\s+(?:kết quả\s+|công tác\s+)?", re.IGNORECASE)
_CARRIED = late(r"\s+(?:chuyển\s+(?:sang|qua|tiếp|kỳ)|mang\s+sang|còn\s+(?:lại|tồn))\b", re.IGNORECASE)
# What a difference is one to: the month before, by its name or its number.
_LAST_MONTH = (
    r"\bso với\s+(?:số liệu\s+)?(?:(?:tháng|kỳ)(?: báo cáo)? trước(?!\s+năm)|"
    r"tháng\s+(?P<month>\d{1,2})(?:\s?/\s?|\s+năm\s+)?(?P<year>(?<![\d\s])\d{4}|(?<=năm )\d{4})?(?![\d/]))"
)
_TO_LAST = late(rf"(?:(?!\bso với\b)[^.;,()\d]){{0,40}}{_LAST_MONTH}", re.IGNORECASE)
# "so với tháng trước tăng 12 thẻ"
_LAST_THEN = late(rf"{_LAST_MONTH},?\s+(?:đã\s+)?(?:tăng|giảm)\s+(?:thêm\s+)?$", re.IGNORECASE)
# A share of fewer digits is by chance that of others.
_TELLING_SHARE = 10
_CLAUSE = late(r"[.;]\s")
_REACHES = late(r"(?:đạt|chiếm|tỷ lệ|bằng)\s*(?:tỷ lệ)?\s*:?\s*$", re.IGNORECASE)
_BLANK = late(
    r"\b(?:đạt|chiếm)\s+(?:(?:tỷ\s+lệ\s*:?\s*)?(?:[….]{1,20}\s*|_{2,20}\s*)?%(?!\s*\d)|"
    r"tỷ\s+lệ\s*:?\s*(?:[….]{1,20}|_{2,20})?\s*(?=[;,)]|$|\.\s|\s(?:trong|so|và)\b))",
    re.IGNORECASE,
)
# "III. NHIỆM VỤ TRỌNG TÂM THÁNG 6": a heading of what is to be done, and in which month.
_TO_DO = late(
    r"\W*(?:[IVX]+|\d+|[A-D])?\W*(?:phương hướng|nhiệm vụ|kế hoạch công tác)\b"
    r"(?:(?!\b(?:giao|đã|kết quả|thực hiện)\b)[^.;:\d]){0,60}$",
    re.IGNORECASE,
)


def _told(checked: Checked) -> Iterator[Told]:
    yield from checked.report.told


# Behind a day of every year: "31/12 hằng năm".
_YEARLY = late(r"\s*(?:h[ằà]ng|mỗi|năm)\b")
# Words that count one thing whatever follows: "42 ca sởi, trong đó 5 ca nặng".
_ONES = frozenset((
    "ca", "vụ", "hộ", "người", "trẻ", "cháu", "con", "cuộc", "lượt", "đơn", "lớp", "thẻ", "xã", "phường", "thôn", "tin",
))  # fmt: skip
# Who is counted in whatever words people are: "45 cán bộ, trong đó nữ 50 người".
_OF_PEOPLE = late(r"\b(?:nữ|đảng viên|dân tộc thiểu số)\s*(?:là\s+|có\s+|:\s*)?$", re.IGNORECASE)
_PEOPLE = late(
    r"(?:người|cán bộ|công chức|viên chức|giáo viên|lao động|học sinh|học viên|sinh viên|thành viên|hội viên|đoàn viên|"
    r"đảng viên|đại biểu|bác sĩ|chiến sĩ)\b",
    re.IGNORECASE,
)
# "25/20 nhiệm vụ, vượt kế hoạch": of what was planned there may be more.
_PLANNED = late(r"\b(?:vượt|chỉ tiêu|kế hoạch|dự toán|giao|định mức)\b|\b1\d\d(?:,\d+)?\s?%", re.IGNORECASE)
_BEHIND = 60
_MONEY = {"ty": 9, "trieu": 6, "nghin": 3, "ngan": 3, "dong": 0}


def _one_by_one(one: Figure, other: Figure) -> bool:
    first, second = one.unit.lower().split()[:1], other.unit.lower().split()[:1]
    return first == second and bool(_ONES.intersection(first))


def number_text(value: Decimal, digits: int | None = None) -> str:
    """A computed number as the decree prints it."""
    return printed(value, digits_of(value.normalize()) if digits is None else digits, Form.PLAIN)


@check("L001", WARNING, "Còn tháng, ngày chốt của kỳ trước",
       why="Báo cáo kỳ này soạn từ báo cáo kỳ trước; tháng cũ để sót thì số liệu không rõ là của kỳ nào.",
       wrong="Báo cáo tháng 10/2030: “Trong tháng 9/2030, …”", right="Trong tháng 10/2030, …")  # fmt: skip
def old_month(checked: Checked) -> Iterator[Doubt]:
    period = checked.report.period
    if period is None:
        return
    margins = (_alone(text, place, _MARGIN) for place, text in checked.dossier.document.margins)
    for told in chain(_with_notes(checked), margins):
        for span, month in _months_in(told, period):
            if doubt := _old(told, span, month, period, _first(checked.report, period)):
                yield doubt
    yield from _in_tables(checked, period)
    yield from _in_title(checked, period)


def _first(report: Report, period: Period) -> Period:
    """The first month that a report is of: its own, or that in which a longer period begins."""
    if report.days and (report.days[1] - report.days[0]).days > _LONGEST_MONTH:
        return Period(report.days[0].year, report.days[0].month)
    return period


def _old(told: Told, span: Span, month: Period, period: Period, first: Period) -> Doubt | None:
    before = told.text[max(0, span.start - 20) : span.start]
    said = quote(_around(told, span))
    if month == period and _TO_DO.fullmatch(told.text, 0, span.start) and len(told.text) < _LONGEST_HEADING:
        message = msg("{chu}: nhiệm vụ của kỳ tới mà ghi tháng của kỳ này.", chu=quote(told.text))
        hint = msg("Sửa thành kỳ tới, nếu mục này không nêu việc của kỳ này.")
    elif month == period and _AT_ONCE.search(before) and _plans_after(told, period):
        message = msg("{chu}: việc của kỳ tới mà ghi tháng của kỳ này.", chu=said)
        hint = msg("Sửa thành kỳ tới, nếu việc không làm ngay trong kỳ này.")
    elif _is_before(month, first) and not _compared(told, span, before) and not _CARRIED.match(told.text, span.end):
        message = msg("{chu}: báo cáo là của tháng {ky}.", chu=said, ky=period)
        hint = msg("Sửa thành kỳ này, nếu không cố ý nêu kỳ trước.")
    else:
        return None
    return Doubt(told.passage.place, message, told.text, msg("tháng {so}", so=period), hint)


def _compared(told: Told, span: Span, before: str) -> bool:
    """Whether a month is one that is looked back to; the report that a header names is the one that it stands in."""
    if told.passage.key == _MARGIN and _REPORT.fullmatch(told.text, 0, span.start):
        return False
    return _COMPARING.search(before) is not None


def _with_notes(checked: Checked) -> Iterator[Told]:
    """The texts of a report, and their footnotes but for those that list documents: these are known by their days."""
    for told in _told(checked):
        yield told
        for span in spans_of(told.text):
            note = " ".join(span.note)
            if note and not citations.parse(note)[0]:
                yield told_of(told.passage, read_paragraph(Paragraph(note, told.read.paragraph.headings)))


def _in_tables(checked: Checked, period: Period) -> Iterator[Doubt]:
    """Plain tables whose head names a month before the report's, and not the report's beside it."""
    for block in flat(checked.dossier.document.body):
        cells = [cell for row in block.cells[:1] for cell in row if _MONTHLY.search(cell)]
        months = [named for cell in cells for named in _months_in(_alone(cell, block.origin.place()), period)]
        old = [span.text for span, month in months if _is_before(month, _first(checked.report, period))]
        if old and all(month != period for _, month in months):
            yield Doubt(block.origin.place(),
                        msg("{chu}: báo cáo là của tháng {ky}.", chu=quote("; ".join(dict.fromkeys(old))), ky=period),
                        "; ".join(cells), msg("tháng {so}", so=period),
                        msg("Sửa thành kỳ này, nếu không cố ý nêu kỳ trước."))  # fmt: skip


def _in_title(checked: Checked, period: Period) -> Iterator[Doubt]:
    document = checked.dossier.document
    if now := _later_than_title(checked, period):
        yield Doubt(document.origin.place("trich_yeu"),
                    msg("{chu}: báo cáo là của tháng {ky}.", chu=quote(document.subject), ky=now),
                    document.subject, msg("tháng {so}", so=now), msg("Sửa tháng trong trích yếu."))  # fmt: skip


def _alone(text: str, place: Place, key: str = "noi_dung") -> Told:
    return told_of(Passage(text, key, place), read_paragraph(Paragraph(text)))


def _later_than_title(checked: Checked, period: Period) -> Period | None:
    """The month of a report whose title names one before it: that of its own period, or of its cut-off where its text
    never names the title's."""
    document = checked.dossier.document
    if document.period is not None:
        title = list(_months_in(_alone(document.subject, Place()), period))
        first = _first(checked.report, period)
        return period if title and all(_is_before(month, first) for _, month in title) else None
    named = [pair for told in _told(checked) if not in_plan(told.read.paragraph) for pair in _months_in(told, period)]
    days = [int(day[1]) for span, _ in named if (day := _DAY.search(span.text))]
    after = {month for span, month in named if _DAY.search(span.text)}
    if after == {period.shifted(1)} and min(days) >= _MID and all(month != period for _, month in named):
        return period.shifted(1)
    return None


def _months_in(told: Told, period: Period) -> Iterator[tuple[Span, Period]]:
    """The months that a text names, in digits or in words, each where it stands."""
    for span in told.read.of(Sort.PERIOD):
        began = _YEAR.match(span.text) if _YEAR_BEGAN.search(told.text, max(0, span.start - 12), span.start) else None
        month = Period(int(began[1]), period.month) if began else _month_of(told, span, period)
        if month is not None:
            yield span, month
    for match in _SAID_MONTH.finditer(told.text):
        number = _SAID_MONTHS.index(match["month"].lower()) + 1
        yield Span(Sort.PERIOD, match[0], match.start(), match.end()), _named(told, number, match["year"], period)


def _named(told: Told, month: int, year: str | None, period: Period) -> Period:
    """A month; one without its year is of the report's, or in January the December before it; in what is planned at
    the end of a year the first months are those of the next."""
    before, planned = period.shifted(-1), in_plan(told.read.paragraph)
    if year is None and month == before.month and not planned:
        return before
    if year is None and planned and month < period.month and month in _planned_next(period):
        return Period(period.year + 1, month)
    return Period(year_of(year) if year else period.year, month)


def _planned_next(period: Period) -> tuple[int, ...]:
    """The months that a report plans for: the next quarter of a year."""
    return tuple(period.shifted(ahead).month for ahead in (1, 2, 3))


def _month_of(told: Told, span: Span, period: Period) -> Period | None:
    if day := _DAY.search(span.text):
        # The last day of a year closes that year's count.
        return None if (day[1], day[2]) == ("31", "12") else Period(year_of(day[3]), int(day[2]))
    if day := _SHORT_DAY.search(told.text, max(0, span.start - 16), span.end):
        return period.shifted(-1) if int(day[1]) == period.shifted(-1).month else None
    match = _MONTH.match(span.text)
    named = (match and match["named"]) or _BEFORE_MONTH.search(told.text, max(0, span.start - 8), span.start)
    if not match or not 1 <= int(match[2]) <= 12 or not named:
        return None
    return _named(told, int(match[2]), match[3], period)


def _plans_after(told: Told, period: Period | None) -> bool:
    """Whether a text stands below a heading of what is to be done in a month after the report's."""
    if period is None or not in_plan(told.read.paragraph):
        return False
    named = (match for heading in told.read.paragraph.headings for match in _HEADED.finditer(heading))
    return any(_is_before(period, Period(int(match[2] or period.year), int(match[1]))) for match in named)


def _is_before(month: Period, period: Period | None) -> bool:
    return period is not None and (month.year, month.month) < (period.year, period.month)


def _around(told: Told, span: Span) -> str:
    start = max(0, span.start - 20)
    # From a whole word on.
    start = min(told.text.find(" ", start) + 1 or start, span.start) if start else 0
    return told.text[start : span.end]


@check("L002", ERROR, "Lũy kế không bằng kỳ trước cộng trong tháng",
       why="Số lũy kế là số lũy kế của báo cáo trước cộng số trong tháng; lệch thì một trong ba số sai.",
       wrong="kỳ trước 17.400, trong tháng 1.240, lũy kế 19.640", right="lũy kế 18.640")  # fmt: skip
def running_total(checked: Checked) -> Iterator[Doubt]:
    for told in _told(checked):
        for month, total in carried_on(told, checked.last):
            before = checked.last.before(told, total)
            sure = before.value + month.value if before else total.value
            if before and abs(sure - total.value) > left_open(before, month, total) and total.value >= before.value:
                yield Doubt(told.passage.place,
                            msg("{chu} ≠ {truoc} + {thang} = {dung}, lệch {lech}.",
                                chu=quote(f"{total.text} {total.unit}"), truoc=before.text, thang=month.text,
                                dung=number_text(sure), lech=number_text(abs(total.value - sure))),
                            told.text, msg("kỳ trước: {so}", so=before.text),
                            msg("Tính lại số lũy kế, hoặc sửa số trong tháng."))  # fmt: skip


def carried_on(told: Told, last: Report) -> Iterator[tuple[Figure, Figure]]:
    """Months and the totals that go on with them: one by one; else the only month of a total's unit, where the total is
    off by a round number, as one wrong digit makes it."""
    figures = told.figures
    paired = tuple(running(told.text, figures))
    yield from paired
    for total in figures:
        before = last.before(told, total)
        if (
            total.kind is not Kind.CUMULATIVE
            or not total.sure
            or before is None
            or any(total is one for _, one in paired)
        ):
            continue
        months = [one for one in figures if one.kind is Kind.MONTHLY and alike(one, total)]
        if len(months) == 1 and _round(total.value - before.value - months[0].value):
            yield months[0], total


def _round(difference: Decimal) -> bool:
    """Whether a number is one digit and noughts, from a hundred on."""
    return abs(difference) >= _ROUND and len(difference.normalize().as_tuple().digits) == 1


def total_of(parts: Sequence[Figure]) -> Decimal:
    """What parts add up to."""
    return sum((part.value for part in parts), Decimal(0))


def not_the_sum(told: Told, whole: Figure, parts: Sequence[Figure], hint: Message) -> Iterator[Doubt]:
    """A figure that is another than its parts add up to."""
    total = total_of(parts)
    if total != whole.value:
        yield Doubt(told.passage.place,
                    msg("{chu}: {phan} = {tong}, lệch {lech}.", chu=quote(f"{whole.text} {whole.unit}"),
                        phan=" + ".join(part.text for part in parts), tong=number_text(total),
                        lech=number_text(abs(total - whole.value))),
                    told.text, "", hint)  # fmt: skip


def only_some(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts may be but some of all, said as a note (L018): less than half, or less and without a unit."""
    total = total_of(parts)
    return total * 2 < whole.value or (total < whole.value and not any(one.unit for one in parts))


@check("L003", WARNING, "Tổng không bằng các phần",
       why="Các phần liệt kê ngay sau một số phải cộng lại bằng số đó.",
       wrong="1.240 hồ sơ (870 hồ sơ cấp mới và 380 hồ sơ cấp đổi)", right="(870 … và 370 …)")  # fmt: skip
def sum_of_parts(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            more = ((whole, parts) for whole, parts in apart(told.text, sentence) if total_of(parts) > whole.value)
            for whole, parts in (*sums(told.text, sentence), *more):
                if not only_some(whole, parts) and not overlap(told.text, whole, parts):
                    yield from not_the_sum(told, whole, parts, msg("Cộng lại; nêu một số phần thì ghi “trong đó”."))


@check("L004", WARNING, "Tỷ lệ phần trăm tính sai hoặc cắt số",
       why="Tỷ lệ là phần chia cho tổng, làm tròn đến số chữ số đã in; bỏ bớt chữ số không phải là làm tròn.",
       wrong="152.300/160.000 …, đạt 95,18%", right="đạt 95,19%")  # fmt: skip
def percentage(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            for at, ratio in enumerate(sentence):
                before = [one for one in sentence[max(0, at - 12) : at] if one.kind in COUNTS]
                if ratio.kind is Kind.RATIO and before:
                    said = _REACHES.search(told.text[: ratio.start][-24:]) and share(told.text, ratio, before)
                    yield from _judged(told, ratio, said or _as_in_the_last(checked.last, told, ratio, before))
            for levels, ratio, base in shares_of_base(told.text, sentence):
                if not any(_may_be(level, base, ratio) for level in levels):
                    yield from _judged(told, ratio, (levels[-1], base))


def _as_in_the_last(last: Report, told: Told, ratio: Figure, before: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The part and the whole whose share a percentage was in the last report, to three digits and more: it is theirs in
    this one too."""
    part, then = before[-1], last.before(told, ratio)
    of = last.before(told, part)
    if then is None or of is None or digits_of(then.value) < 1 or then.value < _TELLING_SHARE:
        return None
    known = [(whole, last.before(told, whole)) for whole in before[:-1] if alike(whole, part)]
    borne = [
        whole for whole, ago in known if ago and ago.value and _percent(of, ago, then, ROUND_HALF_UP) == then.value
    ]
    return (part, borne[0]) if len(borne) == 1 else None


def _judged(told: Told, ratio: Figure, pair: tuple[Figure, Figure] | None) -> Iterator[Doubt]:
    if pair is None or not pair[1].value:
        return
    part, whole = pair
    if _may_be(part, whole, ratio):
        return
    rounded, cut = _percent(part, whole, ratio, ROUND_HALF_UP), _percent(part, whole, ratio, ROUND_DOWN)
    digits = digits_of(ratio.value)
    sum_ = f"{part.text} / {whole.text} = {number_text(part.value * 100 / whole.value, max(4, digits))}%"
    said = (
        msg("{chu}: {phep} bị cắt số, làm tròn là {dung}%.", chu=quote(f"{ratio.text}%"), phep=sum_,
            dung=number_text(rounded, digits))
        if cut == ratio.value
        else msg("{chu}: {phep}, làm tròn là {dung}%.", chu=quote(f"{ratio.text}%"), phep=sum_,
                 dung=number_text(rounded, digits))
    )  # fmt: skip
    yield Doubt(told.passage.place, said, told.text, "", msg("Tính lại tỷ lệ, hoặc sửa hai số."))


def _may_be(part: Figure, whole: Figure, ratio: Figure) -> bool:
    """Whether a percentage is that of two figures, or of such as were rounded to them: "12,4/15,1 tỷ đồng, đạt 82,3%"
    may be 12,44/15,11."""
    rounded = left_open(part), left_open(whole)
    if not whole.value or _percent(part, whole, ratio, ROUND_HALF_UP) == ratio.value:
        return True
    if not any(rounded) or part.value <= 0 or whole.value <= rounded[1]:
        return False
    least = (part.value - rounded[0]) * 100 / (whole.value + rounded[1])
    most = (part.value + rounded[0]) * 100 / (whole.value - rounded[1])
    half = Decimal(1).scaleb(-digits_of(ratio.value)) / 2
    return least - half <= ratio.value <= most + half


def _percent(part: Figure, whole: Figure, ratio: Figure, rounding: str) -> Decimal:
    return (part.value * 100 / whole.value).quantize(Decimal(1).scaleb(-digits_of(ratio.value)), rounding)


@check("L005", ERROR, "Phần lớn hơn toàn thể",
       why="Số sau “trong đó” là một phần của số trước nó nên không thể lớn hơn; a/b cũng vậy.",
       wrong="2.065 hồ sơ (trong đó Phòng A 17.523 hồ sơ)", right="hai số cùng là lũy kế")  # fmt: skip
def part_above_whole(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            if found := next(_larger(told.text, sentence), None):
                part, whole = found
                yield Doubt(told.passage.place,
                            msg("{phan} > {toan}, lệch {lech}: phần lớn hơn toàn thể.",
                                phan=quote(f"{part.text} {part.unit}"), toan=quote(f"{whole.text} {whole.unit}"),
                                lech=number_text(part.value - _amount(whole).scaleb(-(_scale(part) or 0)))),
                            told.text, "", msg("Kiểm tra hai số có cùng kỳ, cùng đơn vị tính không."))  # fmt: skip


def _larger(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    counts = [one for one in sentence if one.kind in COUNTS]
    for one, other in pairwise(counts):
        pair = one.kind is Kind.PART and other.kind is Kind.WHOLE and not _YEARLY.match(text, other.end)
        if pair and one.value > other.value and not _of_a_plan(text, one, other):
            yield one, other
    for part, whole in of_total(text, counts):
        if part.value > whole.value and not _of_a_plan(text, part, whole):
            yield part, whole
    wholes, parts = inside(text, counts)
    for part in parts:
        same = [one for one in wholes if alike(one, part) or _one_by_one(one, part) or _counted_alike(text, one, part)]
        if same and all(_amount(part) > _amount(one) for one in same):
            yield part, same[0]


def _of_a_plan(text: str, one: Figure, other: Figure) -> bool:
    """Whether the clause says of two figures that what was planned is meant."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    clause = _CLAUSE.split(text[:start])[-1] + _CLAUSE.split(text[start : end + _BEHIND])[0]
    return _PLANNED.search(clause) is not None


def _counted_alike(text: str, whole: Figure, part: Figure) -> bool:
    """Whether a part is told in other words than its whole: people, money, or the whole's own without a unit."""
    before = text[whole.end : part.start]
    if _PEOPLE.match(whole.unit) and (_OF_PEOPLE.search(before) or part.unit.lower().startswith(("nữ", "đảng viên"))):
        return True
    if _scale(whole) is not None and _scale(part) is not None:
        return True
    return bool(whole.unit) and not part.unit and f"số {whole.unit.lower()}" in before.lower()


def _scale(figure: Figure) -> int | None:
    """The noughts of a sum of money; None for anything else."""
    words = fold(figure.unit).split()
    return _MONEY.get(words[0]) if words and "dong" in words[:2] else None


def _amount(figure: Figure) -> Decimal:
    return figure.value.scaleb(_scale(figure) or 0)


@check("L006", WARNING, "Số lũy kế giảm",
       why="Số lũy kế không giảm; số nhỏ hơn kỳ trước trong câu “Tính đến …” thường là số trong tháng.",
       wrong="Tính đến ngày 15/5/2030, đã có 2.065 hồ sơ (kỳ trước 14.092)", right="16.157 hồ sơ")  # fmt: skip
def total_fell(checked: Checked) -> Iterator[Doubt]:
    for told in _told(checked):
        for sentence in told.sentences():
            if found := next(_fallen(told, sentence, checked), None):
                now, before = found
                proof = _difference(told, now, checked.last)
                yield Doubt(told.passage.place,
                            msg("{chu}: kỳ trước {truoc}, số lũy kế giảm {lech}; có phải số trong tháng?",
                                chu=quote(f"{now.words} … {now.text} {now.unit}"), truoc=before.text,
                                lech=number_text(before.value - now.value)),
                            told.text, proof or msg("kỳ trước: {so}", so=before.text),
                            msg("Ghi số lũy kế, hoặc ghi “Trong tháng”."))  # fmt: skip


def _fallen(told: Told, sentence: Sequence[Figure], checked: Checked) -> Iterator[tuple[Figure, Figure]]:
    for now in sentence:
        before = checked.last.before(told, now)
        anew = now.per_year and _year_turned(checked)
        if before and now.kind is Kind.CUMULATIVE and now.sure and not anew and now.value < before.value:
            yield now, before


def _year_turned(checked: Checked) -> bool:
    """Whether what is counted from the beginning of the year began anew since the last report."""
    now, last = checked.report.period, checked.last.period
    return now is None or now.month == 1 or (last is not None and last.year != now.year)


def _difference(told: Told, figure: Figure, last: Report) -> str:
    """The sum that proves a month's number: another total that grew by just it."""
    for other in told.figures:
        before = last.before(told, other)
        if before and other is not figure and other.value - before.value == figure.value:
            return f"{other.text} − {before.text} = {figure.text}"
    return ""


@check("L007", ERROR, "Chênh so với kỳ trước không đúng",
       why="“tăng … so với tháng trước” là hiệu của hai kỳ; số không đổi mà vẫn ghi tăng là câu của kỳ trước để sót.",
       wrong="7.450 cơ sở (tăng 250 so với tháng trước), kỳ trước 7.450", right="7.450 cơ sở (không tăng)")  # fmt: skip
def difference(checked: Checked) -> Iterator[Doubt]:
    yield from _changed(checked)
    period = checked.report.period
    for told in _told(checked) if period else ():
        for sentence in told.sentences():
            known = {delta.start for _, delta, _ in changes(told.text, sentence)}
            for at, delta in enumerate(sentence):
                if delta.start in known or not _to_last(told.text, delta, period):
                    continue
                if at and (found := _disagreeing(checked, told, sentence[:at], delta)):
                    level, before = found
                    yield _not_grown(told, level, before, delta, msg("kỳ trước: {so}", so=before.text))


def _disagreeing(checked: Checked, told: Told, levels: Sequence[Figure], delta: Figure) -> tuple[Figure, Figure] | None:
    """The figure just before a difference and what it was, where neither it nor another before it grew by that; what
    brackets break it down into stands between."""
    known = [(level, before) for level in levels if (before := checked.last.before(told, level))]
    # "đạt 92% kế hoạch, tăng 5%": of what is counted before, it may be.
    if levels[-1].unit == delta.unit == "%" and any(one.unit != "%" for one in levels):
        return None
    fell = falls(told.text, delta)
    ends = [(level, before) for level, before in known
            if level.kind in (*COUNTS, Kind.RATIO) and grown(level, before, delta) is not None]  # fmt: skip
    beside = [one for one in levels if closing(told.text, one.end) >= delta.start] or levels
    at = [pair for pair in ends if pair[0] is beside[-1]]
    return None if not at or any(agrees(*pair, delta, fell) for pair in ends) else at[0]


def _to_last(text: str, delta: Figure, period: Period | None) -> bool:
    """Whether a difference is said to be that to the month before."""
    if delta.kind is not Kind.DELTA:
        return False
    match = _TO_LAST.match(text, delta.end) if delta.sure else None
    match = match or _LAST_THEN.search(text, max(0, delta.start - 60), delta.start)
    if not match or not match["month"] or not period:
        return bool(match)
    before = period.shifted(-1)
    return int(match["month"]) == before.month and match["year"] in (None, str(before.year))


def _changed(checked: Checked) -> Iterator[Doubt]:
    """What a sentence says both ends of: "412 lượt, tăng 10 lượt so với tháng trước (300 lượt)"."""
    for told in checked.prose:
        for sentence in told.sentences():
            for levels, delta, base in changes(told.text, sentence):
                fell = falls(told.text, delta)
                if not any(agrees(level, base, delta, fell) for level in levels):
                    yield _not_grown(told, levels[-1], base, delta, "")


def _not_grown(told: Told, level: Figure, base: Figure, delta: Figure, basis: str | Message) -> Doubt:
    real = grown(level, base, delta) or Decimal(0)
    percent = delta.unit == "%" != level.unit
    sum_ = f"({level.text} − {base.text}) / {base.text}" if percent else f"{level.text} − {base.text}"
    shown = f"{number_text(real, max(1, digits_of(delta.value)))}%" if percent else number_text(real)
    return Doubt(told.passage.place,
                 msg("{chu}: {nay} = {dung}.", nay=sum_, dung=shown,
                     chu=quote(f"{'giảm' if falls(told.text, delta) else 'tăng'} {_measure(delta)}")),
                 told.text, basis, msg("Sửa số chênh, hoặc ghi “không tăng”."))  # fmt: skip


def _measure(figure: Figure) -> str:
    return f"{figure.text}%" if figure.unit == "%" else f"{figure.text} {figure.unit}"


@check("L008", NOTE, "Số trong tháng giống hệt kỳ trước",
       why="Số trong tháng hiếm khi lặp lại đúng như tháng trước; thường là số cũ chưa thay.",
       wrong="Trong tháng 5/2030 … 1.116 hồ sơ; tháng 4 cũng 1.116", right="số của tháng 5")  # fmt: skip
def unchanged(checked: Checked) -> Iterator[Doubt]:
    for told in _told(checked):
        for figure in told.figures:
            before = checked.last.before(told, figure)
            if before and figure.kind is Kind.MONTHLY and _stands(figure, before) and not _three(checked, told, figure):
                yield Doubt(told.passage.place,
                            msg("{chu}: đúng bằng số kỳ trước.", chu=quote(f"{figure.text} {figure.unit}")),
                            told.text, msg("kỳ trước: {so}", so=before.text),
                            msg("Hỏi lại đơn vị số của tháng này."))  # fmt: skip


# Counts below this often happen to be equal.
_OFTEN = 20


def _stands(figure: Figure, *before: Figure | None) -> bool:
    """Whether a figure is what it was before, and too large for that to be by chance."""
    return figure.value >= _OFTEN and all(one is not None and one.value == figure.value for one in before)


def _three(checked: Checked, told: Told, figure: Figure) -> bool:
    return _stands(figure, checked.last.before(told, figure), checked.earlier.before(told, figure))


@check("L015", WARNING, "Số trong tháng ba kỳ liền không đổi",
       why="Số trong tháng đếm lại mỗi kỳ; ba kỳ liền đúng một số là số cũ được chép đi chép lại.",
       wrong="Tháng 3, tháng 4 và tháng 5 đều “trong tháng, 1.116 hồ sơ”", right="số của từng tháng")  # fmt: skip
def unchanged_for_three(checked: Checked) -> Iterator[Doubt]:
    yield from _unchanged(checked, (Kind.MONTHLY,), msg("Hỏi lại đơn vị số của tháng này."))


@check("L016", NOTE, "Số lũy kế, mức ba kỳ liền không đổi",
       why="Việc còn đang làm thì số lũy kế phải tăng; ba kỳ đứng yên thì hoặc đã xong, hoặc không ai cập nhật.",
       wrong="“đã cấp 39.500 thẻ” trong ba báo cáo liền", right="số mới, hoặc nói rõ đã hoàn thành")  # fmt: skip
def standing_for_three(checked: Checked) -> Iterator[Doubt]:
    kinds = (Kind.CUMULATIVE, Kind.LEVEL, Kind.PART)
    yield from _unchanged(checked, kinds, msg("Hỏi lại đơn vị; đã xong thì nói rõ trong câu."))


def _unchanged(checked: Checked, kinds: tuple[Kind, ...], hint: Message) -> Iterator[Doubt]:
    for told in _told(checked):
        for figure in told.figures:
            if figure.kind in kinds and _three(checked, told, figure):
                yield Doubt(told.passage.place,
                            msg("{chu}: ba kỳ liền một số.", chu=quote(f"{figure.text} {figure.unit}")),
                            told.text, msg("hai kỳ trước: {so}; {so}", so=figure.text), hint)  # fmt: skip


@check("L009", ERROR, "Để trống sau “đạt tỷ lệ”",
       sure=CERTAIN,
       why="Chỗ để trống trong văn bản đã ký là một kết quả bị thiếu.",
       wrong="đạt tỷ lệ %", right="đạt tỷ lệ 86,91%")  # fmt: skip
def blank_ratio(checked: Checked) -> Iterator[Doubt]:
    for told in _told(checked):
        for match in _BLANK.finditer(told.text):
            yield Doubt(told.passage.place,
                        msg("{chu}: chưa có số.", chu=quote(told.text[max(0, match.start() - 30) :])),
                        told.text, "", msg("Điền tỷ lệ, hoặc bỏ cụm này."))  # fmt: skip


@check("L010", ERROR, "Mốc đầu kỳ đếm bị đổi năm",
       why="“từ ngày … đến nay” là mốc cố định; thay năm hàng loạt đổi luôn cả mốc thì số lũy kế thành vô lý.",
       wrong="Từ ngày 01/3/2030 đến nay (kỳ trước: 01/3/2029)", right="Từ ngày 01/3/2029 đến nay")  # fmt: skip
def start_rolled(checked: Checked) -> Iterator[Doubt]:
    known: dict[tuple[str, int], str] = {}
    for told in checked.last.told:
        known |= {(told.masked, at): span.text for at, span in enumerate(told.read.of(Sort.START))}
    for told in _told(checked):
        for at, span in enumerate(told.read.of(Sort.START)):
            before = known.get((told.masked, at))
            # The window of the period moves with it.
            if (
                before
                and before != span.text
                and not in_plan(told.read.paragraph)
                and not window_start(told.read, span)
            ):
                yield Doubt(told.passage.place,
                            msg("{chu}: kỳ trước ghi {truoc}.", chu=quote(_around(told, span)), truoc=before),
                            told.text, before, msg("Trả lại mốc cũ, nếu cách đếm không đổi."))  # fmt: skip


@check("L011", WARNING, "Số thứ tự trong đoạn bị nhảy",
       why="Thiếu một số trong các ý liệt kê là thiếu một ý, hoặc đánh số sai.",
       wrong="(1) …; (2) …; (4) …", right="(1) …; (2) …; (3) …")  # fmt: skip
def label_skipped(checked: Checked) -> Iterator[Doubt]:
    for told in _told(checked):
        labels = [match for span in told.read.of(Sort.LABEL) if (match := _LABEL.match(span.text.strip()))]
        # "2) …: (1) …; (2) …" has two lists.
        for opened in ("(", ""):
            for before, label in pairwise(match for match in labels if match[1] == opened):
                if int(label[2]) not in (1, int(before[2]) + 1):
                    yield Doubt(told.passage.place,
                                msg("Số {so}: ngay trước là {truoc}.", so=quote(label[0]), truoc=before[0]),
                                told.text, "", msg("Kiểm tra ý bị thiếu, hoặc đánh số lại."))  # fmt: skip


CHECKS = checks_in(globals())
