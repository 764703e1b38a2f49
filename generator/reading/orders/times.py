"""Until when, in a sentence: `trước ngày 15/6/2026`, `trong quý II`, `chậm nhất …`, `định kỳ hằng tháng`.

A date without a word that makes it a term is that of a document or of a fact, and no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.reading.meaning import citations
from generator.reading.meaning.plain import blanked
from generator.reading.orders.words import words

_YEAR = r"(?:\s*[/.-]\s*|,?\s+năm\s+)\d{4}(?!\d)"
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)(?:\s+(?:liền kề|sau|trước))?"
_DAY = (
    rf"(?:ngày\s+)?\d{{1,2}}\s*(?:[/.-]\s*\d{{1,2}}|\s+tháng\s+\d{{1,2}})(?:{_YEAR}|\s+{_EACH})?(?![/\d])"
    rf"|ngày\s+\d{{1,2}}\s+(?:{_EACH}|(?:của\s+)?tháng\s+(?:sau|kế tiếp|cuối quý|đầu quý)(?:\s+liền kề)?)"
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
_LEAD = (
    r"(?:chậm nhất|muộn nhất)(?:\s+(?:là|vào|đến|trong|trước))*(?:\s+hết)?|trước(?:\s+hết)?|xong trước|"
    r"đến(?:\s+hết)|ngay trong|trong|từ|vào"
)
TIME = re.compile(
    rf"(?<!\w)(?:(?P<lead>{_LEAD})\s+(?:vòng\s+|thời hạn\s+|thời gian\s+|khoảng thời gian\s+)?"
    rf"(?P<when>{_HOUR}(?:{_DAY}|{_SPAN})(?:\s*(?:-|đến)\s*(?:{_DAY}|{_SPAN}))?|(?P<term>{_TERM}))"
    rf"|(?P<event>(?:trong|vào)\s+dịp\s+(?:tết|lễ|nghỉ lễ|hè|khai giảng|cuối năm)(?:\s+nguyên đán)?|"
    rf"khi có yêu cầu|khi phát sinh)"
    rf"|(?P<each>(?:định kỳ\s+)?{_EACH}|định kỳ(?:\s+\d{{1,2}}\s+(?:tháng|ngày|tuần|"
    rf"năm)(?:\s+một lần)?)|thường xuyên(?:,\s*liên tục|,\s*định kỳ)?))(?!\w)"
)
# A bare date: only where a label says that it is the term.
_MARKS = " .;,)/"
_GOING_ON = re.compile(r"\s+(?:cho|của|đối với)\s")
# What is of a kind by it: "chi thường xuyên".
_KINDS = ("chi", "nhiệm vụ", "việc", "kinh phí", "ngân sách", "chế độ", "công tác", "hoạt động")
# What leads a term in a clause of its own.
_OWN_CLAUSE = re.compile(
    r"(?:[,;.(]\s*|^\s*)(?:(?:và\s+)?(?:(?:phải\s+)?(?:hoàn thành|xong|thực hiện)(?:\s+xong)?|"
    r"thời (?:hạn|gian)(?:\s+(?:hoàn thành|thực hiện))?"
    r"|tiến độ)(?:\s+(?:là|việc này|nhiệm vụ này|các nhiệm vụ này))?\s*:?)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Time:
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
        yield Time(match.start(), match.end(), firm, bool(match["each"]) and not lead, not match["event"])


def _only_a_kind(low: str, match: re.Match[str]) -> bool:
    """`nhiệm vụ thường xuyên`, `chi thường xuyên`: of what kind, not how often."""
    if not (match["each"] or "").startswith("thường xuyên"):
        return False
    before = low[: match.start()].rstrip()
    return before.endswith(_KINDS) or not (words().verb.match(low, match.end() + 1) or before[-1:] in ",;:(")


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
        return last
    firm = [one for one in found if one.firm]
    return firm[0] if firm else next((one for one in found if one.recurring or _clear(low, one)), None)


def _clear(low: str, one: Time) -> bool:
    """Whether a term that is not firm speaks of the task: not of what the sentence tells about."""
    return not _GOING_ON.match(low, one.end) and low[one.start : one.end].startswith(("trong quý", "trong tháng"))


def cut(text: str, low: str, one: Time) -> str:
    """The text without a term that it ends with, and without the words that lead it in a clause of its own."""
    if text[one.end :].strip(_MARKS):
        return text
    before = text[: one.start]
    led = _OWN_CLAUSE.search(low[: one.start])
    return before[: led.start()] if led else before
