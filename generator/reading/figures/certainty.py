"""What speaks against a figure: what was left by the exclusion counts something by its place, and may still be a bound,
a size, an aim or a number that belongs to names. Where something does, the figure is asked and not taken for granted.

What speaks for it stands against that: digits that are grouped or padded, a result's verb in its clause.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from generator.reading.figures import standards
from generator.reading.figures.positions import NO_NOUN
from generator.values.figures import COUNTS_ALONE, Doubt, Kind
from generator.values.patterns import late


class Seen(Struct, frozen=True):
    """A number among its words: the text, the same in small bare letters (blank where something is taken), where it
    stands in them, its sentence, and what was read of it."""

    text: str
    bare: str
    start: int
    end: int
    value: Decimal
    sentence: tuple[int, int]
    kind: Kind
    unit: str
    name: str

    @property
    def number(self) -> str:
        """The number as it is printed."""
        return self.text[self.start : self.end]

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern that ends where the number begins stands before it, in bare letters."""
        return pattern.search(self.bare, max(self.sentence[0], self.start - 60), self.start) is not None

    def written_before(self, pattern: re.Pattern[str]) -> bool:
        """The same as it is written."""
        return pattern.search(self.text, max(self.sentence[0], self.start - 60), self.start) is not None


def doubt_of(seen: Seen) -> Doubt | None:
    """What speaks against a figure, if anything does."""
    if _labels(seen):
        return Doubt.LABEL
    if seen.kind not in (Kind.PART, Kind.WHOLE) and _ranges(seen):
        return Doubt.RANGE
    if _formal(seen):
        return Doubt.FORMAL
    if _bounds(seen):
        return Doubt.BOUND
    if _sizes(seen) or _rates(seen):
        return Doubt.SIZE
    if _named_behind(seen):
        return Doubt.NAMES
    return Doubt.AIM if _aims(seen) else None


# "Cảnh sát 113 tiếp nhận", "thuế cơ sở 2 quản lý": a verb where the noun would stand.
_NO_NOUN_BEHIND = late(rf"\s+(?:{'|'.join(NO_NOUN)}|quản lý|tiếp nhận|phối hợp|phục vụ|điều trị|bắt giữ)\b")
_OPENS_A_COUNT = late(
    r"(?:\b(?:và|là|còn|có|đạt|tăng|giảm|gồm|tổng|số|được|đủ|đã|thu|khác|xong|mới|thành|công|chưa|hạn|lại|trả|chậm)|"
    r"[^\w\s])\s*$",
    re.IGNORECASE,
)


def _labels(seen: Seen) -> bool:
    """A number before a verb."""
    if seen.kind not in COUNTS_ALONE:
        return False
    plain = seen.number.isdigit() and not seen.number.startswith("0")
    behind = plain and _NO_NOUN_BEHIND.match(seen.text, seen.end)
    return bool(behind) and not seen.written_before(_OPENS_A_COUNT)


_TO = late(r"\s?%?\s?[-–]\s?\d")
_AFTER_TO = late(r"\d\s?%?\s?[-–]\s?$")
_FROM = late(r"\b(?<!tang )(?<!giam )(?<!nang )tu\s+$")
_UP_TO = late(r"(?:\s?%|(?:\s[a-z][a-z0-9/]*){0,3})\s(?:den|toi)\s+\d")
_FROM_TO = late(r"\b(?<!tang )(?<!giam )(?<!nang )tu\s+\d[\d.,]*(?:\s?%|(?:\s[a-z][a-z0-9/]*){0,3})\s(?:den|toi)\s+$")


def _ranges(seen: Seen) -> bool:
    """ "200 - 300 con/m2", "từ 62% đến 88%": how far a state reaches, not "tăng từ 62% đến 88%"."""
    if _TO.match(seen.bare, seen.end) or seen.before(_AFTER_TO) or seen.before(_FROM_TO):
        return True
    return seen.before(_FROM) and _UP_TO.match(seen.bare, seen.end) is not None


_BOUND = late(r"\b(?:tren|duoi|toi thieu|toi da|it nhat|khong qua|khong duoi|vuot muc)\s+(?:la\s+)?$")


def _bounds(seen: Seen) -> bool:
    """ "trên 90%", "trên 30 thành viên"; digits that are grouped or padded count all the same: "đón trên 45.000"."""
    counts = "." in seen.number or seen.number.startswith("0")
    return not counts and seen.before(_BOUND)


_SIZE = late(
    r"\b(?:dài|rộng|dày|cao|sâu|cỡ|khổ|đường kính|công suất|dung tích|sức chứa|nồng độ|khẩu độ|tải trọng|cự ly|kỷ lục)"
    r"\s+(?:khoảng\s+|gần\s+|hơn\s+|từ\s+)?$",
    re.IGNORECASE,
)
# One of these is no sum of anything, whatever its clause says was done.
_THICK = late(r"\b(?:rộng|dày|cỡ|khổ|đường kính|nồng độ)\s+(?:khoảng\s+|từ\s+)?$", re.IGNORECASE)
_PHYSICAL = frozenset(("m", "cm", "mm", "kw", "mw", "mwp", "kva", "mva", "mbps", "gbps", "w", "inch", "ly", "mg", "ml"))
# "1.200 lít Iodine 10%", "Khu công nghiệp Mẫu Phú (214 ha)".
_SUBSTANCE = late(r"[^\W\d_A-Z][^\W\d_]* [A-Z][a-z]{3,}\s+$")
_OF_A_NAME = late(r"(?<=\w\s)[A-ZĐ][^\W\d_]*(?:\s\d{1,2})?\s\((?:[^()\d]{0,12}\d?,\s)?$")


def _sizes(seen: Seen) -> bool:
    """How large or strong one thing is, unless its clause says that so much of it was made, fell or was counted."""
    if not seen.unit or seen.number.startswith("0") or seen.kind in (Kind.PART, Kind.WHOLE):
        return False
    if seen.written_before(_OF_A_NAME) or seen.written_before(_THICK):
        return True
    if seen.unit == "%":
        return seen.written_before(_SUBSTANCE)
    measured = seen.written_before(_SIZE) or seen.unit.split(" ")[0].lower() in _PHYSICAL
    return measured and not standards.made(seen.bare, seen.start)


_RATE = late(r"(?!\s?[đĐ]/c\b)\s?(?:(?:triệu|nghìn|ngàn|tỷ)\s)?[^\W\d_]+\s?/\s?(?!ngày\b)[^\W\d_A-ZĐ]")
_MEASURED = late(
    r"\b(?:bình quân|trung bình|năng suất|giá(?! vé| dịch vụ)|mật độ|thu nhập|lương|đạt|tăng|giảm|doanh thu|lợi nhuận|"
    r"lãi suất|tỷ giá|ước|phổ biến|dao động|cao|còn|thu gom|phát sinh|phục vụ|tỷ lệ|chỉ số|giữ)\b[^.;]{0,45}$",
    re.IGNORECASE,
)


def _rates(seen: Seen) -> bool:
    """ "3.600 USD/người", "5 hộp/tuần": so much for each is set, unless it was measured."""
    if seen.kind in (Kind.PART, Kind.WHOLE, Kind.DELTA) or not _RATE.match(seen.text, seen.end):
        return False
    return not seen.written_before(_MEASURED)


_FORM_BEHIND = late(r"\s?% (?:thanh vien|dai bieu)\b|\s(?:ban|to)\s?\)")
_ENCLOSED = late(r"\b(?:kèm\b[^;.]{0,20}|lập thành\s+)$", re.IGNORECASE)


def _formal(seen: Seen) -> bool:
    """What each report says so: "kèm 04 phụ lục", "(03 bản)", "100% thành viên tham dự"."""
    return _FORM_BEHIND.match(seen.bare, seen.end) is not None or seen.written_before(_ENCLOSED)


_SMALL = r"[^\W\d_A-ZĐ][^\W\d_]*\s"
_NAME = rf"(?:{_SMALL}){{0,3}}?[A-ZĐ][^\W\d_]*(?:\s(?!và\s)[^\W\d_]+){{0,3}}(?:\s\d{{1,2}})?"
_LISTED = late(rf"\s(?:{_SMALL}){{1,4}}?(?:gồm\s|là\s|:\s)?(?P<names>{_NAME}(?:(?:,\s|\svà\s){_NAME})+)")
_WHO = late(r"\sđồng chí\s[A-ZĐ]")
_IN_BRACKETS = late(r"[^.;:()\d]{1,40}\((?P<names>[^()]*)\)")
_AND = late(r",\s|;\s|\svà\s")
_COUNTED = late(r"(?:^|[,;]\s|\svà\s|\()\d|\b0\d|\d{3}")


def _named_behind(seen: Seen) -> bool:
    """ "02 thôn (thôn 3, thôn 10)", "05 đồng chí Phó Tổ trưởng": as many names behind as it says, or who they are."""
    if seen.unit and _WHO.match(seen.text, seen.end):
        return True
    if not 1 < seen.value <= _MOST_NAMES:
        return False
    for pattern in (_LISTED, _IN_BRACKETS):
        listed = pattern.match(seen.text, seen.end, seen.sentence[1])
        if listed and len(_AND.split(listed["names"])) == seen.value and not _COUNTED.search(listed["names"]):
            return True
    return False


_MOST_NAMES = 20
# With their marks: "tháng sau" is none of "tháng Sáu".
_AIM = late(r"\bphấn đấu\b", re.IGNORECASE)
_SOON = late(r"\b(?:(?:tháng|thời gian|quý|kỳ) tới|tháng sau)\b", re.IGNORECASE)
_FOR = late(r"\b(?:chào mừng|dứt điểm)\b", re.IGNORECASE)
_GOES_ON = late(
    r"\W*(?:tiếp tục|tập trung|đẩy mạnh|tăng cường|chuẩn bị|(?:(?:sớm )?hoàn thành|khởi công|triển khai|tổ chức|đưa)\b"
    r"(?=.{0,400}\b(?:trước (?:ngày )?\d|trong tháng 1?\d|chào mừng)))\b",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_DAY = late(r"\btruoc\s+(?:ngay|thang)?\s*\x00")
_EXPECTED = late(
    r"(?<!\d )\b(?:dự kiến|sẽ|chuẩn bị|đề nghị\s[^;.]{0,25}(?:bổ sung|hỗ trợ|cấp))\s[^;.]{0,60}$", re.IGNORECASE
)
_CAME = late(
    r"\b(?:đã|đạt|được(?! giao)|có|là|chiếm|còn(?! lại)|giảm|hiện|đang|gồm|xảy ra|tiếp nhận|thu hút|kết quả|treo)\b",
    re.IGNORECASE,
)


def _aims(seen: Seen) -> bool:
    """ "khởi công 04 công trình chào mừng …": the sentence says what is to be done, and no result's verb is beside."""
    start, end = seen.sentence
    since = max(start, seen.bare.rfind(";", start, seen.start) + 1)
    until = seen.bare.find(";", seen.end, end)
    until = end if until < 0 else until
    if _CAME.search(seen.text, since, until):
        return False
    if seen.written_before(_EXPECTED) or _BEFORE_DAY.search(seen.bare, seen.end, until):
        return True
    if _FOR.search(seen.text, since, until) or _SOON.search(seen.text, start, until):
        return True
    if _AIM.search(seen.text, start, seen.start):
        return True
    return _GOES_ON.match(seen.text, start, end) is not None and not _CAME.search(seen.text, start, end)
