"""Hours and days that a document tells of: the end of a meeting, a deadline, against its beginning and its own day."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checking.paper.model import Facts, Part, finds, text_of
from generator.checking.rules.cited import DAY, day_of
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import Says, traits
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import quote

_TIME = "Thời gian"
_HOUR = late(r"(?P<hour>\d{1,2})\s*(?:giờ|h|g)(?:\s*(?P<minute>\d{1,2}))?(?:\s*(?:phút|'))?", re.IGNORECASE)
_LATE = late(r"\b(chiều|tối)\b", re.IGNORECASE)
_ENDS = late(r"(kết thúc|bế mạc|lập xong)\b", re.IGNORECASE)
_BEGINS = late(r"(thời gian|bắt đầu|khai mạc|hôm nay|vào (lúc|hồi)|hồi|lúc)\b", re.IGNORECASE)
_FROM_TO = late(
    r"\btừ\s+(?P<begin>\d.{0,25}?)\s*(?:đến|-|–)\s*(?P<end>\d{1,2}\s*(?:giờ|h|g)[^.;,]{0,20})", re.IGNORECASE
)
_DAY = late(rf"\bngày\s+{DAY}", re.IGNORECASE)
_ONE_DAY = r"ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4}"
_DAYS = late(rf"\b[Tt]ừ (?P<begin>{_ONE_DAY}) đến (?:hết )?(?P<end>{_ONE_DAY})")
_IN_FORCE = late(rf"này (?:có hiệu lực (?:thi hành )?(?:kể )?từ|có giá trị (?:sử dụng )?đến(?: hết)?) ngày {DAY}")
# An hour and its minutes: a point of time, where "48 giờ" alone is how long something takes.
_CLOCK = late(
    r"(?<![\d.,])(?P<hour>\d{1,2})(?:\s*[Gg]iờ\s*|\s?h\s?|g)(?P<minute>\d{2})(?!\d)(?!\s*(?:giờ|ngày|tháng|ha|gói))"
)
_HOURS = tuple(f"{digit}{sign}" for digit in range(10) for sign in "hg")
# Before and behind a point of time; "48 giờ 30 phút" elsewhere is how long something takes.
_UPON = late(r"(?:\b(?:lúc|vào|hồi|từ|đến|trước|sau|khai mạc|bắt đầu|kết thúc)|:)\s*$", re.IGNORECASE)
_OF_A_DAY = late(r"(?:\s*phút)?,?\s*\(?(?:(?:thứ \w+,?\s*)?ngày|sáng|chiều|tối|thứ)\b", re.IGNORECASE)
# What is told as done on a day, up to a day or a month.
_DONE_ON = late(rf"(?:Trong )?[Nn]gày {DAY}.*?\bđã\b")
_DONE_UP_TO = late(rf"\b[Đđ]ến (?:hết )?(?:ngày {DAY}|tháng (?P<of>\d{{1,2}})(?: năm |/)(?P<in>\d{{4}})),[^.;]*\bđã\b")
# The period that a subject ends with, and what is done of one that is past.
_PERIOD = late(r"\b(?:quý [IVX\d]+|tháng \d{1,2}|6 tháng (?:đầu|cuối) năm)(?: năm |[/-]| )(?P<year>20\d\d)$")
_OF_THE_PAST = late(r"kết quả|khắc phục|tổng kết|sơ kết|đánh giá|kiểm điểm|quyết toán|khen|xếp loại|kiểm tra|"
                          r"rà soát|công khai|công bố|kết luận|kiểm toán", re.IGNORECASE)  # fmt: skip
_MEANT = late(r"\b(sẽ|phấn đấu|dự kiến|kế hoạch|mục tiêu|ước|cam kết|đăng ký|lộ trình|phải|giao)\b", re.IGNORECASE)
_ASKED = late(r"\b(giao|yêu cầu|đề nghị|gửi|hoàn thành|nộp|trình|báo cáo|tổng hợp)\b", re.IGNORECASE)
_DEADLINE = late(
    rf"\b(?:trước|chậm nhất(?: là)?(?: đến)?|muộn nhất(?: là)?|hạn cuối(?: là)?:?)\s+ngày\s+{DAY}", re.IGNORECASE
)
# What is told of the past, or of papers of another day, is no deadline.
_TOLD = late(r"\b(đã|được (cấp|ban hành)|ban hành|có hiệu lực|phát sinh|tiếp nhận|sinh|tuyển dụng|hồ sơ)\b",
                   re.IGNORECASE)  # fmt: skip
_MEETING = late(r"[-+–\s\d.)a-zđ]{0,4}(thời gian|vào (lúc|hồi))\b", re.IGNORECASE)
_AROUND = 40  # characters before a deadline in which it is told as past
_LONGEST = 400  # days before the own day: what is earlier is another time, not a slip


def _minutes(text: str) -> int | None:
    """The first hour in a text, in minutes of the day."""
    match = _HOUR.search(text)
    if match is None or int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
        return None
    hour = int(match["hour"])
    late = hour < 12 and _LATE.search(text[match.end() : match.end() + 15]) is not None
    return (hour + 12 * late) * 60 + int(match["minute"] or 0)


def _day(text: str) -> date | None:
    match = _DAY.search(text)
    return day_of(match) if match is not None else None


@rule("ND-849", ERROR, "Phụ lục III, Mẫu 1.7, 1.9", "Lúc kết thúc trước lúc bắt đầu",
      why="Cuộc họp kết thúc sau khi bắt đầu: giờ, ngày ghi ở đầu và ở cuối phải thuận.",
      wrong="Thời gian bắt đầu: 08 giờ 00 … kết thúc vào 07 giờ 15 cùng ngày",
      right="Thời gian bắt đầu: 08 giờ 00 … kết thúc vào 11 giờ 15 cùng ngày")  # fmt: skip
def ends_before_it_begins(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if traits(part.kind).several_sign and not traits(part.kind).dated:
            yield from _minutes_of_meeting(part)
        for item in part.body:
            if days := _days_turned(item.seen):
                yield at(part, item, msg("{chu}: ngày cuối trước ngày đầu.", chu=quote(days)),
                         msg("Kiểm tra lại ngày."), _TIME)  # fmt: skip
            if hours := _hours_turned(item.seen):
                yield at(part, item, msg("{chu}: lúc kết thúc trước lúc bắt đầu.", chu=quote(hours)),
                         msg("Kiểm tra lại giờ."), _TIME)  # fmt: skip


def _days_turned(text: str) -> str:
    """Words of two days of which the last comes first; "" where there are none."""
    for match in _DAYS.finditer(text) if "đến" in text else ():
        begin, end = _day(match["begin"]), _day(match["end"])
        if begin and end and end < begin:
            return match[0]
    return ""


def _hours_turned(text: str) -> str:
    """Words of two hours of one day of which the last comes first; "" where there are none."""
    match = _FROM_TO.search(text) if "từ" in text.casefold() else None
    # A day between them makes them those of two.
    if match is None or re.search(r"(?<!cùng )ngày|thứ|hôm sau", match[0], re.IGNORECASE):
        return ""
    begin, end = _minutes(match["begin"]), _minutes(match["end"])
    return match[0] if begin is not None and end is not None and end < begin else ""


def _minutes_of_meeting(part: Part) -> Iterator[Hit]:
    begun = next((item for item in part.body if _BEGINS.search(item.seen) and _minutes(item.seen) is not None), None)
    ended = [(item, item.seen[match.start() :]) for item in part.body if (match := _ENDS.search(item.seen))]
    if begun is None or not ended or ended[-1][0] is begun:
        return
    item, text = ended[-1]
    first, last = _minutes(begun.seen), _minutes(text)
    begins, ends = _day(begun.seen), _day(text)
    same = begins is None or ends is None or begins == ends
    if (begins and ends and ends < begins) or (same and first is not None and last is not None and last < first):
        yield at(part, item, msg("{chu}: lúc kết thúc trước lúc bắt đầu ở đoạn {doan}.",
                                 chu=quote(item.seen), doan=begun.index),
                 msg("Kiểm tra lại giờ, ngày bắt đầu và kết thúc."), _TIME)  # fmt: skip


@rule("ND-850", WARNING, "Điều 12; Phụ lục III, Mẫu 1.7", "Thời hạn, thời gian họp, hiệu lực trước ngày của văn bản",
      why="Việc được giao, được mời, hiệu lực không ở trước ngày ban hành: ngày trước đó là ngày gõ nhầm.",
      wrong="ngày 27 tháng 7 năm 2026 … báo cáo trước ngày 05 tháng 6 năm 2026",
      right="ngày 27 tháng 7 năm 2026 … báo cáo trước ngày 05 tháng 8 năm 2026", sure=LIKELY)  # fmt: skip
def before_its_own_day(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        own = part.heading.day
        if part.role != "chinh" or own is None:
            continue
        inviting = "kính mời" in traits(part.kind).calling
        asking = traits(part.kind).says is not Says.RESULTS
        for item in part.body:
            match = _DAY.search(item.seen) if inviting and _MEETING.match(item.seen) else None
            match = match or _IN_FORCE.search(item.seen) or (_deadline(item.seen) if asking else None)
            day = day_of(match) if match is not None else None
            if match is not None and day is not None and 0 < (own - day).days < _LONGEST:
                yield at(part, item, msg("{chu}: văn bản này ngày {ngay:%d/%m/%Y}.", chu=quote(match[0]), ngay=own),
                         msg("Kiểm tra lại thời hạn, thời gian."), _TIME)  # fmt: skip


@rule("ND-862", ERROR, "Điều 12", "Giờ, phút không có",
      why="Ngày có 24 giờ, giờ có 60 phút: người được mời, được giao việc tính theo giờ ghi trong văn bản.",
      wrong="25 giờ 00 phút; 19 giờ 75", right="20 giờ 00 phút; 19 giờ 45")  # fmt: skip
def no_such_hour(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, item, match in finds(facts.running_on("giờ", *_HOURS), _CLOCK.finditer):
        hour, minute = int(match["hour"]), int(match["minute"])
        pointed = _UPON.search(item.seen[: match.start()]) or _OF_A_DAY.match(item.seen, match.end())
        beyond = (hour > 24 or (hour == 24 and minute > 0)) and pointed is not None
        if beyond or minute > 59:
            yield at(part, item, msg("{chu}: không có giờ này.", chu=quote(match[0])),
                     msg("Kiểm tra lại giờ, phút."), _TIME)  # fmt: skip


@rule("ND-869", WARNING, "Điều 12", "Việc kể là đã qua mà ngày ở sau ngày của văn bản",
      why="Việc đã làm có ngày trước ngày ban hành: ngày sau đó là ngày gõ nhầm, hoặc ngày của văn bản chưa sửa.",
      wrong="ngày 04 tháng 5 năm 2026 … Ngày 28 tháng 5 năm 2026, Giám đốc đã chủ trì cuộc họp",
      right="ngày 04 tháng 5 năm 2026 … Ngày 28 tháng 4 năm 2026, Giám đốc đã chủ trì cuộc họp",
      sure=LIKELY)  # fmt: skip
def done_on_a_day_to_come(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        own = part.heading.day
        told = part.role == "chinh" and traits(part.kind).says is not Says.WORK
        for item in part.body if own is not None and told else ():
            match = (_DONE_ON.match(item.seen) or _DONE_UP_TO.search(item.seen)) if " đã " in item.seen else None
            day = _told(match) if match is not None else None
            if match is not None and own is not None and day is not None and day > own and not _is_meant(match):
                yield at(part, item, msg("{chu}: văn bản này ngày {ngay:%d/%m/%Y}.", chu=quote(match[0]), ngay=own),
                         msg("Kiểm tra lại ngày, tháng."), _TIME)  # fmt: skip


def _is_meant(match: re.Match[str]) -> bool:
    """Whether its sentence tells what is to be, not what was."""
    begin = match.string.rfind(". ", 0, match.start()) + 1
    return _MEANT.search(match.string[begin : match.end()]) is not None


@rule("ND-865", NOTE, "Phụ lục I, Phần I, II.5; Điều 8", "Kế hoạch của kỳ đã qua",
      why="Kế hoạch, chương trình là của kỳ chưa tới: kỳ đã qua ở trích yếu là năm chưa sửa của bản cũ.",
      wrong="KẾ HOẠCH / Tuyên truyền pháp luật quý II năm 2025 (ngày 12 tháng 3 năm 2026)",
      right="KẾ HOẠCH / Tuyên truyền pháp luật quý II năm 2026", sure=LIKELY)  # fmt: skip
def plan_of_the_past(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        own = part.heading.day
        if own is None or part.role != "chinh" or traits(part.kind).says is not Says.WORK:
            continue
        subject = text_of(part.heading.subject)
        match = _PERIOD.search(subject)
        if match is not None and int(match["year"]) < own.year and not _OF_THE_PAST.search(subject):
            yield at(part, part.heading.subject[0], msg("{chu}: văn bản này ngày {ngay:%d/%m/%Y}.",
                                                        chu=quote(match[0]), ngay=own),
                     msg("Kiểm tra lại kỳ ở trích yếu."), _TIME)  # fmt: skip


def _told(match: re.Match[str]) -> date | None:
    """The day of what is told; of a month alone its first day."""
    named = match.groupdict()
    if named.get("of") is None:
        return day_of(match)
    return date(int(named["in"]), int(named["of"]), 1) if 1 <= int(named["of"]) <= 12 else None


def _deadline(text: str) -> re.Match[str] | None:
    """A deadline in a sentence that asks for something."""
    for sentence in re.split(r"(?<=[.;])\s", text) if "ngày" in text else ():
        match = _DEADLINE.search(sentence)
        if (
            match is not None
            and _ASKED.search(sentence[: match.start()])
            and not _TOLD.search(sentence[max(match.start() - _AROUND, 0) :])
        ):
            return match
    return None


RULES = rules_in(globals())
