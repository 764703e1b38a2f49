"""What a plan says of a task as `Đơn vị chủ trì: …; thời gian: …`, in a line of its own, in brackets, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.reading.orders.words import sentence_ends, small
from generator.values.patterns import late

_BODY = r"(?:(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|phòng|ban|người|cá nhân)(?:,\s*(?:đơn vị|cá nhân|bộ phận))?\s+)"
_LABELS = (
    rf"(?P<chu_tri>{_BODY}?(?:chủ trì(?:\s+(?:thực hiện|tham mưu|triển khai))?|đầu mối)|"
    rf"{_BODY}(?:thực hiện|chịu trách nhiệm(?:\s+chính)?|phụ trách|tham mưu)|"
    rf"phân công(?:\s+thực hiện)?|người phụ trách)"
    rf"|(?P<phoi_hop>{_BODY}?(?:phối hợp(?:\s+thực hiện)?)|{_BODY}(?:tham gia|liên quan))"
    r"|(?P<thoi_han>(?:thời gian|thời hạn|tiến độ|hạn)(?:\s+(?:hoàn thành|thực hiện|triển khai|"
    r"báo cáo|trình))?|hoàn thành)"
    r"|(?P<san_pham>(?:kết quả,?\s*)?sản phẩm(?:\s+(?:đầu ra|dự kiến|hoàn thành))?|kết quả (?:đầu ra|dự kiến))"
)
_LABEL = late(rf"(?<!\w)(?:{_LABELS})\s*:\s*")
_LEADS = late(r"(?:\s*(?:[(;,.]|[-–+*•]|$)\s*|^\s*)$")


class Labelled(Struct, frozen=True):
    """A value with what it is said to be, and where label and value stand."""

    key: str
    text: str
    start: int
    end: int


def labelled(text: str) -> Iterator[Labelled]:
    """The values that labels give, from left to right."""
    matches = [match for match in _LABEL.finditer(small(text)) if _LEADS.search(text[: match.start()])]
    for number, match in enumerate(matches):
        until = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        value = text[match.end() : until]
        if number + 1 == len(matches):
            value = _to_the_end(value, bracketed="(" in text[: match.start()])
        kept = value.rstrip(" \t\n,;.(–-")
        if match.lastgroup and kept:
            yield Labelled(match.lastgroup, kept, match.start(), match.end() + len(kept))


def _to_the_end(value: str, *, bracketed: bool) -> str:
    """The value of the last label: down to the bracket that closes, or to the end of its sentence."""
    if bracketed and ")" in value and "(" not in value:
        return value[: value.index(")")]
    return value[: next(sentence_ends(value), (len(value), 0))[0]]


def before(text: str) -> str:
    """What stands before the first label, its bracket aside; all of a text without labels."""
    first = next(labelled(text), None)
    return text if first is None else text[: first.start].rstrip(" \t\n,;.(–-+")
