"""Until when, in a sentence: `trước ngày 15/6/2026`, `trong quý II`, `chậm nhất …`, `định kỳ hằng tháng`.

A date without a word that makes it a term is that of a document or of a fact, and no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.meaning import citations
from generator.reading.meaning.plain import blanked
from generator.reading.orders.words import words
from generator.values.patterns import late

_YEAR = r"(?:\s*[/.-]\s*|,?\s+năm\s+)\d{4}(?!\d)"
_UNIT = r"(?:ngày|tuần|tháng|quý|năm)"
_AGAIN = r"(?:0?1|một)\s+lần"
_EACH = rf"(?:hằng|hàng|mỗi)\s+{_UNIT}(?:\s+(?:liền kề|sau|trước)(?!\s+(?:ngày|\d|hết|thứ|tháng|quý|khi)))?"
_MORE = r"\s*(?:,|và|đến|-|–)\s*"
# The month that a day is of: "tháng cuối quý", "tháng đầu tiên của quý sau", "các tháng 3, 6, 9".
_MONTH = (
    r"(?:của\s+)?(?:tháng\s+(?:đầu tiên|thứ (?:nhất|hai|ba)|đầu|giữa|cuối|sau|kế tiếp|tiếp theo)"
    r"(?:\s+(?:của\s+)?(?:(?:mỗi|hằng|hàng)\s+)?(?:quý|năm))?(?:\s+(?:sau|liền kề|kế tiếp|tiếp theo|báo cáo))?"
    rf"|các\s+tháng\s+\d{{1,2}}(?:{_MORE}(?:tháng\s+)?\d{{1,2}}){{1,11}}(?:\s+{_EACH})?)"
)
_DAYS_OF = rf"ngày\s+\d{{1,2}}(?:{_MORE}(?:ngày\s+)?\d{{1,2}}){{0,9}}\s+(?:{_EACH}|{_MONTH})"
_WEEKDAY = rf"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s+{_EACH}"
_DAY = (
    rf"(?:ngày\s+)?\d{{1,2}}\s*(?:[/.-]\s*\d{{1,2}}|\s+tháng\s+\d{{1,2}})(?:{_YEAR}|\s+{_EACH})?(?![/\d])"
    rf"|{_DAYS_OF}|{_WEEKDAY}"
)
_SPAN = (
    rf"(?:(?:đầu|giữa|cuối)\s+)?tháng\s+\d{{1,2}}(?:{_YEAR})?|(?:đầu\s+|cuối\s+)?quý\s+(?:[ivx]+|\d)\b(?:{_YEAR})?"
    rf"|(?:0?6|sáu|9|chín) tháng (?:đầu |cuối )?năm(?:\s+\d{{4}})?|(?:đầu\s+|"
    rf"cuối\s+)?năm\s+(?:học\s+)?\d{{4}}(?:\s*-\s*\d{{4}})?"
    rf"|tuần\s+(?:này|sau|tới|\d)|tháng\s+(?:này|sau)|quý\s+(?:này|sau)|năm\s+nay"
)
_HOUR = r"(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}\s*(?:phút)?)?,?\s+)?"
_TERM = (
    r"(?:\d{1,3}|một|hai|ba)\s+(?:giờ|ngày|tuần|tháng|năm)(?:\s+làm việc)?(?:,?\s+(?:kể từ|sau khi|từ khi|"
    r"tính từ)\s+[^,;.()]*)?"
)
_FIRM = r"(?:chậm nhất|muộn nhất)(?:\s+(?:là|vào|đến|trong|trước))*(?:\s+hết)?|trước(?:\s+hết)?"
_LEAD = rf"{_FIRM}|xong trước|đến(?:\s+hết)|ngay trong|trong|từ|vào"
_WHEN = rf"{_HOUR}(?:{_DAY}|{_SPAN})(?:(?:{_MORE}|\s+và\s+|\s+hoặc\s+)(?:{_DAY}|{_SPAN}))*"
# How often: "hằng quý", "6 tháng một lần", "02 lần/năm", "ngày 25 hằng tháng"; "6 tháng" where "hằng năm" follows.
_REGULAR = (
    rf"(?:{_DAYS_OF}|{_WEEKDAY}|{_EACH}(?:\s+(?:một|\d{{1,2}})\s+lần)?"
    rf"|(?:\d{{1,2}}|một|hai|ba|sáu)\s+(?:giờ|{_UNIT})\s*(?:/\s*(?:0?1\s+|một\s+)?lần|\s{_AGAIN})"
    rf"|(?:(?:ít nhất|tối thiểu)\s+)?(?:\d{{1,2}}|một|hai|ba)\s+lần\s*(?:/|trong|một|mỗi)\s*(?:0?1\s+|một\s+)?{_UNIT}"
    rf"|(?:0?[369]|ba|sáu|chín)\s+tháng(?:\s+đầu năm)?(?=\s*(?:,|và)\s*(?:(?:hằng|hàng|cả)\s+)?năm(?!\w)))"
)
_OFTEN = (
    rf"(?:định kỳ\s+)?(?:(?:vào|từ|đến)\s+)?{_REGULAR}(?:\s*(?:,|và|hoặc)\s*(?:{_REGULAR}|(?:cả\s+)?năm(?!\w)))*"
    rf"(?:\s*\((?:{_LEAD})\s+(?:{_WHEN}|ngày\s+\d{{1,2}})\)|,?\s+(?:{_FIRM})\s+(?:{_WHEN}|ngày\s+\d{{1,2}}))?"
)
TIME = late(
    rf"(?<!\w)(?:(?P<lead>(?:định kỳ\s+)?(?:{_LEAD}))\s+(?:vòng\s+|thời hạn\s+|thời gian\s+|khoảng thời gian\s+)?"
    rf"(?:(?P<when>{_WHEN})|(?P<term>{_TERM}))"
    rf"|(?P<event>(?:trong|vào)\s+dịp\s+(?:tết|lễ|nghỉ lễ|hè|khai giảng|cuối năm)(?:\s+nguyên đán)?|"
    rf"khi có yêu cầu|khi phát sinh)"
    rf"|(?P<each>{_OFTEN}|định kỳ(?:\s+\d{{1,2}}\s+(?:tháng|ngày|tuần|năm)(?:\s+một lần)?)"
    rf"|thường xuyên(?:,\s*(?:liên tục|định kỳ|{_EACH}))?))(?<=[\w)])(?!\w)"
)
_LISTS = late(r"\s*(?:,|,?\s*(?:và|hoặc))?\s*")
_HOW_OFTEN = late(rf"định kỳ|{_EACH}")
_DATED = late(r"(?<!\d)\d{4}(?!\d)")
_NEAR = 12  # words
# A bare date: only where a label says that it is the term.
_MARKS = " .;,)/"
_GOING_ON = late(r"\s+(?:cho|của|đối với)\s")
# What is of a kind by it: "chi thường xuyên".
_KINDS = (
    *("chi", "thu", "nhiệm vụ", "việc", "kinh phí", "ngân sách", "chế độ", "công tác", "hoạt động", "báo cáo", "sự"),
    *("giáo dục", "đào tạo", "học", "dịch vụ", "định mức", "lực lượng", "quỹ"),
)
_AGAIN_AND_AGAIN = late(_EACH)
# What cannot end a text: a term is not cut off behind it.
_OPEN = late(r"(?<!\w)(?:gửi|nộp|trình|đến|từ|vào|trước|sau|trong|của|và|hoặc|định kỳ|ít nhất|tối thiểu|các)\s*$")
# What leads a term in a clause of its own.
_OWN_CLAUSE = late(
    r"(?:[,;.(]\s*|^\s*)(?:(?:và\s+)?(?:(?:phải\s+)?(?:hoàn thành|xong|thực hiện)(?:\s+xong)?|"
    r"thời (?:hạn|gian)(?:\s+(?:hoàn thành|thực hiện))?"
    r"|tiến độ)(?:\s+(?:là|việc này|nhiệm vụ này|các nhiệm vụ này))?\s*:?)?\s*$"
)


class Time(Struct, frozen=True):
    """Where a term stands; `firm` where its words make it one (`trước`, `chậm nhất`). One that an event gives stays in
    the words of the task too: it does not `cut` them.
    """

    start: int
    end: int
    firm: bool
    recurring: bool = False
    cuts: bool = True


def times(text: str, low: str) -> Iterator[Time]:
    """The terms of a sentence from left to right; dates of documents cited are none."""
    for match in TIME.finditer(blanked(low, _cited(text, low))):
        lead = match["lead"] or ""
        if (match["term"] and lead == "từ") or _only_a_kind(low, match):
            continue
        firm = bool(lead) and lead not in ("trong", "từ", "vào")
        again = bool(match["each"]) or _AGAIN_AND_AGAIN.search(match[0]) is not None
        yield Time(match.start(), match.end(), firm, again, not match["event"])


def _only_a_kind(low: str, match: re.Match[str]) -> bool:
    """`nhiệm vụ thường xuyên`, `chi thường xuyên`: of what kind, not how often."""
    if not (match["each"] or "").startswith("thường xuyên"):
        return False
    before = low[: match.start()].rstrip()
    apart = before[-1:] in (*",;:(", "") or not low[match.end() :].strip(_MARKS)
    return before.endswith(_KINDS) or not (words().verb.match(low, match.end() + 1) or apart)


def _cited(text: str, low: str) -> list[tuple[int, int]]:
    """Documents cited, without a term that follows: `… Chỉ thị này trước ngày 15/6` cites nothing of that day."""
    spans = []
    for start, end in citations.spans(text):
        lead = re.search(rf"(?<!\w)(?:{_LEAD})\s", low[start:end])
        spans.append((start, start + lead.start() if lead else end))
    return spans


def chosen(text: str, low: str) -> Time | None:
    """The term of a task: the one its sentence ends with, a firm one, the first."""
    found = list(times(text, low))
    if not found:
        return None
    last = found[-1]
    if not text[last.end :].strip(_MARKS):
        return _with_how_often(text, found)
    firm = [one for one in found if one.firm]
    return firm[0] if firm else next((one for one in found if one.recurring or _clear(low, one)), None)


def _with_how_often(text: str, found: list[Time]) -> Time:
    """The term that a sentence ends with, with those before it that it goes on from: `hằng tháng, 6 tháng và hằng năm`;
    `định kỳ hằng quý, gửi trước ngày 15 của tháng cuối quý`, which stays in the words of the task.
    """
    last = found[-1]
    for one in reversed(found[:-1]):
        between = text[one.end : last.start]
        if not _LISTS.fullmatch(between):
            often = one.recurring and _HOW_OFTEN.match(text[one.start :].lower())
            if not often or _DATED.search(text[last.start : last.end]) or len(between.split()) > _NEAR:
                break
        elif not one.recurring:
            break
        last = replace(last, start=one.start, recurring=True, cuts=last.cuts and bool(_LISTS.fullmatch(between)))
    return last


def _clear(low: str, one: Time) -> bool:
    """Whether a term that is not firm speaks of the task: not of what the sentence tells about."""
    return not _GOING_ON.match(low, one.end) and low[one.start : one.end].startswith(("trong quý", "trong tháng"))


def cut(text: str, low: str, one: Time) -> str:
    """The text without a term that it ends with, and without the words that lead it in a clause of its own."""
    if text[one.end :].strip(_MARKS):
        return text
    before = text[: one.start]
    if _OPEN.search(low[: one.start]):
        return text
    led = _OWN_CLAUSE.search(low[: one.start])
    return before[: led.start()] if led else before
