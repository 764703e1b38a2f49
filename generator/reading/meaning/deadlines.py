"""What a deadline cell means.

Reads: days (`15/12/2023`, `ngày 15 tháng 12 năm 2023`, `2023-12-15 00:00:00`), months (`Tháng 3/2024`, `3/2024`),
quarters (`Quý II.2024`, `Quý IV năm 2024`), half-years, years, ranges (`2025 - 2030`, `tháng 3 đến tháng 6/2024`),
`trước …`, `từ …`, `sau …`, several dates, postponements, recurring work, roadmaps, terms (`05 ngày làm việc kể từ`),
events (`Sau khi có …`, `Sau 03 tháng kể từ khi …`, `Kỳ họp giữa năm`).
A month, quarter or day without its year takes the year of the date it is joined to (`tháng 3 - tháng 6/2024`), or that
of its column's title (`Thời gian (Năm 2026)`), no other. Dates of documents cited in the cell are the documents'. Does
not read: lunar dates, two dates run together.

The words that stand first decide the kind: dates after `Thường xuyên` or `Theo lộ trình` are kept, with that kind.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.meaning import citations
from generator.reading.meaning.plain import blanked, plain
from generator.values.findings import Finding, Message, Place, Severity, all_of, msg
from generator.values.model import Column, Deadline, DeadlineKind, Milestone
from generator.values.patterns import late
from generator.values.text import quote

_NOWHERE = Place()
# Years that a date can have; those that no plan means are for `linting` to doubt.
_YEARS = range(1900, 9999)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}

# How a date is led: before it ends, after it begins, or neither; what may stand between the word and the date.
_LEAD = (
    r"(?:\b(?P<before>truoc)|\b(?P<after>sau)|\b(?P<since>ke tu|bat dau tu|tu))\s+"
    r"(?:(?:het|cuoi|ngay|thang|thoi diem|giai doan)\s+)?"
)
# Shapes of a date, the longer first; `y`, `m`, `d`, `q` with a number for each shape.
_SHAPES = (
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?!\d)"
    r"|\bthang\s*(?P<m16>\d{1,2})(?=\s?(?:-|den|toi)\s?\d{1,2}\s?(?:/|nam )\s?\d{4}(?!\d))"
    r"|(?P<d16>\d{1,2})/(?P<m17>\d{1,2})(?=\s?(?:-|den|toi)\s?(?:ngay\s)?\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    r"|(?:ngay\s+)?(?<!tuan )(?<!tuan thu )(?P<d2>\d{1,2})\s+thang\s+"
    r"(?P<m2>\d{1,2})\s*(?:,?\s*nam\s+|/)(?P<y2>\d{4})(?!\d)"
    r"|(?:(?:ngay|thang)\s+)?(?P<d3>\d{1,2})\s?[/.-]{1,2}\s?(?P<m3>\d{1,2})(?!\s-\s)\s?[/.-]{1,2}\s?"
    r"(?P<y3>\d{4}|\d{2}(?!/\d))(?!\d)"
    r"|(?:cuoi |dau |giua )?thang\s*(?P<m4>\d{1,2})\s*(?:[/.,-]|,?\s*nam\b)?\s*(?P<y4>\d{4})(?!\d)"
    r"|(?:(?<=quy \d, )|(?<=quy \d,)|(?<=quy \d - )|(?<=quy \d-)|(?<=quy \d va ))"
    r"(?P<q18>[1-4])\s?(?:/|nam )\s?(?P<y18>\d{4})"
    r"|(?P<m5>\d{1,2})\s?/\s?(?P<y5>\d{4})(?!\d)|(?P<m6>\d{1,2})[.-](?P<y6>\d{4})(?!\d)"
    r"|(?:cuoi |dau |giua )?qu[iy]\s*(?P<q7>[ivx]{1,4}|\d{1,2})\b\s*(?:[/.,-]|,?\s*nam\b)?\s*(?P<y7>\d{4})(?!\d)"
    r"|(?:(?:0?6|sau) thang|nua) (?:(?P<half>dau|cuoi) nam\s+(?P<y8>\d{4})(?!\d)|(?P<halves>dau|cuoi) nam\b(?!\s*hoc))"
    r"|(?P<y10>\d{4})-(?P<m10>0[1-9]|1[0-2])(?![\d-])|\b(?P<q14>i{1,3}|iv)\s?(?:[/.]|nam)\s?(?P<y14>\d{4})(?!\d)"
    r"|(?:(?<=,)|(?<=, ))(?P<q15>i{1,3}|iv)(?=\s?(?:,|va|-)\s?(?:i{1,3}|iv)\b)"
    r"|(?:\b(?P<school>nam hoc)\s+|(?:cuoi |dau |giua )?\b(?:nam|giai doan)\s+)?"
    r"(?<![\d/.,])(?P<y9>\d{4})(?![\d%]|[/.]\d)"
    r"|(?:(?<=,)|(?<=, ))(?P<m15>\d{1,2})(?=(?:\s?(?:,|va)\s?\d{1,2}){1,11}\s?/\s?\d{4}(?!\d))"
    r"|(?:ngay\s+)(?P<d11>\d{1,2})\s?(?:/|\s+thang\s+)\s?(?P<m11>\d{1,2})(?![/\d])"
    r"|\bthang\s*(?P<m12>\d{1,2})(?![/\d]|\s+lan\b)|\bqu[iy]\s*(?P<q13>[ivx]{1,4}|[1-4])\b(?!\s*[/.]\s*\d)"
    r"|(?P<d19>[0-3]?\d)/(?P<m19>1[0-2]|0?[1-9])(?![/\d])|(?P<broken>\d{1,2}/\d{1,4}(?:/\d+)?)"
)
_DATE = late(rf"(?:{_LEAD})?(?<!\d)(?P<date>{_SHAPES})")
_JOINT = late(r"\s*(?:-|den(?: het)?|toi)\s*(?:(?:het|ngay|thang|nam|cuoi)\s+)?$")
_LIST = late(r"\s*(?:,|va|hoac|-|den|toi|&)\s*$")
_LONG_TERM = late(r"(?<![\d/])\d{1,3}\s+(?:thang|tuan|nam)(?=\s+(?:ke tu|tu|sau)\b|\s*$)")
_TERM = late(r"(?<![\d/])(?P<days>\d{1,3})\s+ngay(?:\s+lam viec\b|(?=\s+(?:ke tu|tu|sau)\b|\s*$))")
_RECURRING = late(
    r"thuong xuyen|\b(?:hang|moi)\s+(?:nam|quy|thang|tuan|ngay)\b|lien tuc|dinh ky"
    r"|khi (?:co )?(?:phat sinh|yeu cau|de nghi)"
    r"|dot xuat|(?:thang|quy|nam)(?: truoc| sau)? lien ke|thang (?:sau|tiep theo) lien ke|thang cuoi (?:cua )?quy"
    r"|\b\d{1,2} lan\s?/|/\s?lan\b|\blan (?:moi )?(?:thang|quy|nam|tuan)\b|\b(?:ca|quanh|suot) nam\b(?!\s*(?:hoc|\d))"
    r"|\bbao cao (?:tuan|thang|quy|nam)\b(?!\s*\d)|\b(?:nhung|cac) nam (?:tiep theo|sau)\b"
)
_ROADMAP = late(
    r"\b(?:theo|thuc hien)\s+(?:dung\s+)?"
    r"(?:lo trinh|tien do|lich|ke hoach|thoi han|thoi gian|quy dinh|yeu cau|chi dao)\b"
    r"|^\W*lo trinh\b|\btrong qua trinh\b|^\W*(?:thuc hien )?theo\b"
)
# A day that only an event gives: what must have happened, or what comes round.
_EVENT = late(
    r"^\W*(?:ngay |sau |truoc |trong |cham nhat |muon nhat |nhan |hoan thanh "
    r"|\d{1,3} (?:ngay|thang|nam|tuan) (?:lam viec )?)*"
    r"(?:sau|truoc|khi(?! nao| xong| ranh)|ke tu|dip|tai|trong thoi gian)\b"
    r"(?!\s*(?:\d|ngay \d|thang \d|qu[iy] [ivx\d]|nam\b))|\bky hop\b"
)
_EXTENDED = late(
    r"\bxin lui\b|\blui (?:den|sang|toi|thoi|han)\b|\bgia han\b|\blo trinh moi\b|"
    r"\bdieu chinh (?:thoi|han|sang|den|thanh|lai thoi)|\bkeo dai\b"
)
_THEN_ON = late(r"\s*-\s*(?:thuc hien )?thuong xuyen")
_TITLE_YEAR = late(r"(?<![\d/])20\d\d(?![\d/])")
_EVERY = late(
    r"\s*(?:(?:hang|moi)\s+(?:nam|quy|thang)\b|(?:cua\s+)?nam (?:truoc |sau )?lien ke\b"
    r"|va (?:ngay )?\d{1,2}/\d{1,2} hang nam)"
)


class _Read(Struct, frozen=True):
    """A date as found: where, how it is led, its span or what is open or wrong in it."""

    begin: int
    end: int
    lead: str
    shape: str
    span: tuple[date, date] | None
    kind: DeadlineKind
    fields: tuple[int | None, int | None, int | None] = (None, None, None)
    century: bool = False
    half: str = ""


def year_of_column(path: Iterable[str]) -> int | None:
    """The year that a column's titles give its cells: `Thời gian (Năm 2026)`; None where they name none or several."""
    years = {int(year) for title in path for year in _TITLE_YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


def year_of_columns(columns: Iterable[Column]) -> int | None:
    """The year that the titles above the deadlines of a table give them."""
    column = next((column for column in columns if column.key == "thoi_han"), None)
    return year_of_column((column.group, column.title)) if column else None


def parse(text: str, place: Place = _NOWHERE, *, year: int | None = None) -> tuple[Deadline, tuple[Finding, ...]]:
    """The meaning of a deadline cell (V201…V204); one without letters and digits is kind NONE.

    The text is NFC and kept as `verbatim`. `year` is what a date without one takes (`year_of_column`).
    """
    if not any(map(str.isalnum, text)):
        return Deadline(text), ()
    small = _without_citations(text, plain(text).lower())
    reads = _with_years(tuple(_reads(small)), small, year)
    findings = tuple(_finding(*trouble, text, place) for trouble in dict.fromkeys(_troubles(reads, text, small)))
    milestones, ranged = _milestones(reads, text, small)
    wrong = any(read.span is None and read.shape == "impossible" for read in reads)
    deadline = _deadline(text, small, milestones, reads, ranged)
    if wrong:
        deadline = replace(deadline, kind=DeadlineKind.UNKNOWN)
    elif deadline.kind is DeadlineKind.UNKNOWN and not any(_lacks_year(read, small, "open") for read in reads):
        findings = (*findings, _finding("V201", *_not_understood(text), text, place))
    return deadline, findings


def _without_citations(text: str, small: str) -> str:
    """Blanked, letter for letter: the dates of documents cited are not deadlines."""
    return blanked(small, citations.spans(text))


def _reads(small: str) -> Iterator[_Read]:
    for match in _DATE.finditer(small):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        lead = next((name for name in ("before", "after", "since") if name in groups), "")
        numbers = {name[0]: value for name, value in groups.items() if name[-1].isdigit()}
        yield _read(*match.span("date"), lead, numbers, groups)


def _read(begin: int, end: int, lead: str, numbers: dict[str, str], groups: dict[str, str]) -> _Read:
    short_year = len(numbers.get("y", "")) == 2
    year = int(("20" if short_year else "") + numbers["y"]) if "y" in numbers else None
    month = int(numbers["m"]) if "m" in numbers else None
    day = int(numbers["d"]) if "d" in numbers else None
    quarter = _QUARTERS.get(numbers["q"], 0) if "q" in numbers else None
    if "broken" in groups:
        return _Read(begin, end, lead, "broken", None, DeadlineKind.UNKNOWN)
    half = groups.get("half", groups.get("halves", ""))
    kind = DeadlineKind.RANGE if half else _kind(day, month if quarter is None else quarter, quarter is not None)
    read = _Read(begin, end, lead, "open", None, kind, (year, quarter or month, day), short_year, half)
    if year is None:
        return read
    dated = _dated(read, year)
    return replace(dated, shape="school") if dated.span and "school" in groups else dated


def _dated(read: _Read, year: int) -> _Read:
    """A date with a year: its span, or that the calendar has none."""
    fields = (year, *read.fields[1:])
    span = _half(year, read.half) if read.half else _span(read.kind, *fields)
    return replace(read, shape="" if span else "impossible", span=span, fields=fields)


def _kind(day: int | None, part: int | None, quarter: bool) -> DeadlineKind:
    if day is not None:
        return DeadlineKind.DAY
    if part is None:
        return DeadlineKind.YEAR
    return DeadlineKind.QUARTER if quarter else DeadlineKind.MONTH


def _half(year: int, half: str) -> tuple[date, date] | None:
    if year not in _YEARS:
        return None
    return (date(year, 1, 1), date(year, 6, 30)) if half == "dau" else (date(year, 7, 1), date(year, 12, 31))


def _span(kind: DeadlineKind, year: int | None, part: int | None, day: int | None) -> tuple[date, date] | None:
    """First and last day of a day, month, quarter or year; None where the calendar has none."""
    if year is None or year not in _YEARS:
        return None
    first, last = part or 1, part or 12
    if kind is DeadlineKind.QUARTER:
        first, last = (part or 0) * 3 - 2, (part or 0) * 3
    if not (1 <= first <= last <= 12 and (part is None or part > 0)):
        return None
    days = calendar.monthrange(year, last)[1]
    if day is None:
        return date(year, first, 1), date(year, last, days)
    return (date(year, first, day), date(year, first, day)) if 1 <= day <= days else None


def _with_years(reads: tuple[_Read, ...], small: str, column_year: int | None) -> tuple[_Read, ...]:
    """Dates without a year, given that of the date they are joined to (`tháng 3 - tháng 6/2024`), or of the column."""
    done: list[_Read] = []
    for read in reversed(reads):
        after = done[-1] if done else None
        joined = after is not None and bool(_LIST.match(_between(small, read.end, after)))
        year = (after.fields[0] if after and joined else None) or column_year
        if read.shape == "open" and year and not _EVERY.match(small, read.end):
            read = _dated(read, year)
        done.append(read)
    return tuple(reversed(done))


def _between(small: str, end: int, after: _Read) -> str:
    """What stands between two dates, without the words that lead the second."""
    return small[end : after.begin]


def _milestones(reads: tuple[_Read, ...], text: str, small: str) -> tuple[tuple[Milestone, ...], frozenset[int]]:
    """Milestones in the order of the text, and which of them are ranges (by their index)."""
    found: list[Milestone] = []
    ranged: set[int] = set()
    skip = False
    for read, after in zip_longest(reads, reads[1:]):
        if skip or read.span is None:
            skip = False
            continue
        joined = after if after and after.span and _JOINT.match(_between(small, read.end, after)) else None
        if joined and joined.span and joined.span[1] >= read.span[0] and not joined.lead:
            ranged.add(len(found))
            skip = True
            found.append(_range(read, joined, text))
        else:
            found.append(_milestone(read, text, small))
    return tuple(found), frozenset(ranged)


def _range(first: _Read, last: _Read, text: str) -> Milestone:
    start, end = (first.span or last.span or (date.min, date.min))[0], (last.span or (date.min, date.min))[1]
    if first.shape == "school" and first.lead:
        return Milestone(text[first.begin : last.end], start, start, onward=True)
    return Milestone(text[first.begin : last.end], start, end)


def _milestone(read: _Read, text: str, small: str) -> Milestone:
    start, end = read.span or (date.min, date.min)
    verbatim = text[read.begin : read.end]
    if read.lead == "before":
        return Milestone(verbatim, start - timedelta(1), start - timedelta(1), before=True)
    if read.lead == "after":
        return Milestone(verbatim, end + timedelta(1), end + timedelta(1), onward=True)
    if read.lead == "since" or _THEN_ON.match(small, read.end):
        return Milestone(verbatim, start, start, onward=True)
    return Milestone(verbatim, start, end)


def _deadline(
    text: str, small: str, milestones: tuple[Milestone, ...], reads: tuple[_Read, ...], ranged: frozenset[int]
) -> Deadline:
    recurring, roadmap, term = _RECURRING.search(small), _ROADMAP.search(small), _TERM.search(small)
    first = min((read.begin for read in reads if read.span), default=len(small))
    due = any(not milestone.onward for milestone in milestones)
    if recurring and (not due or recurring.start() < first):
        kind = DeadlineKind.RECURRING
    elif (roadmap and roadmap.start() < first) or (term and not milestones):
        kind = DeadlineKind.ROADMAP
    elif not reads and (_EVENT.search(small) or _LONG_TERM.search(small)):
        kind = DeadlineKind.EVENT
    elif len(milestones) > 1:
        kind = DeadlineKind.MILESTONES
    elif milestones:
        only = next(read.kind for read in reads if read.span)
        kind = DeadlineKind.RANGE if ranged or milestones[0].onward else only
    else:
        kind = DeadlineKind.UNKNOWN
    return Deadline(
        verbatim=text,
        kind=kind,
        milestones=milestones,
        recurring=bool(recurring),
        extended=bool(milestones and _EXTENDED.search(small)),
        working_days="ngay lam viec" in small,
        days=int(term["days"]) if term else 0,
    )


_Trouble = tuple[str, Severity, Message, Message]


def _troubles(reads: tuple[_Read, ...], text: str, small: str) -> Iterator[_Trouble]:
    for read in reads:
        written = text[read.begin : read.end]
        if read.shape == "impossible":
            message = msg("{ngay}: không có ngày này trong lịch; cần ngày, tháng, quý có thật", ngay=quote(written))
            yield "V202", Severity.WARNING, message, msg("Đối chiếu với văn bản giao nhiệm vụ rồi sửa thời hạn.")
        elif read.century:
            message = msg("{ngay}: năm viết hai chữ số, hiểu là 20…; cần năm bốn chữ số", ngay=quote(written))
            yield "V204", Severity.NOTE, message, msg("Ghi năm đủ bốn chữ số.")
    # All that lack their year are one finding of the cell.
    open_ones = [quote(text[read.begin : read.end]) for read in reads if _lacks_year(read, small)]
    if open_ones:
        said = all_of(dict.fromkeys(open_ones))
        message = msg("{ngay}: thiếu năm nên chưa tính vào thời hạn; cần dạng “tháng 4/2024”", ngay=said)
        yield "V203", Severity.NOTE, message, msg("Ghi thêm năm nếu đây là một thời hạn.")


def _lacks_year(read: _Read, small: str, *shapes: str) -> bool:
    return read.shape in (shapes or ("open", "broken")) and not _EVERY.match(small, read.end)


def _not_understood(text: str) -> tuple[Severity, Message, Message]:
    message = msg(
        "{thoi_han}: chưa hiểu là thời hạn nào; cần dạng “30/6/2024”, “Tháng 6/2024”, “Quý II/2024”, “Thường xuyên”",
        thoi_han=quote(text),
    )
    return Severity.NOTE, message, msg("Văn bản vẫn in nguyên văn; sửa nếu muốn tính được hạn.")


def _finding(code: str, severity: Severity, message: Message, hint: Message, text: str, place: Place) -> Finding:
    return Finding(code, severity, place, message, hint, text)
