"""What is left when the forms are taken, by where it stands: a count stands before the noun that it counts, what
numbers a thing behind it; no part is larger than its whole; what lasts is no count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.figures import standards
from generator.reading.figures.model import Sort, Span
from generator.reading.figures.said import COUNTED
from generator.values.patterns import late

_CAPITALS = "A-Z" + "".join(char for char in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if char.isupper())
_NAME = rf"[{_CAPITALS}][^\W\d_]*"
NUMBER = late(r"(?<![\w.,])(?<![^\W\d]-)(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?(?!\d)(?!,\d{3}(?!\d)))")
_COUNTED = late(rf"\s+(?:{COUNTED})\b", re.IGNORECASE)
# "Chi 2 tỷ 300 triệu đồng": no second Chi.
_AMOUNT = late(r"\s+(?:tỷ|tỉ|triệu|nghìn|ngàn)\s+(?:đồng|\d|usd|tỷ|lượt)", re.IGNORECASE)
_WORD = late(r"[ \u00a0]+([^\W\d_]+)")
# With their marks: words behind which no noun has begun, whoever asks; and those that this module sees alone.
NO_NOUN = (
    "và", "hoặc", "có", "còn", "là", "đã", "được", "đang", "chưa", "đạt", "tại", "trong", "cho", "để", "do", "vì",
    "khi", "từ", "đến", "theo", "của", "về", "sau", "trước", "gồm", "thì", "phải", "sẽ", "vẫn", "cần", "tăng", "giảm",
    "thuộc", "không",
)  # fmt: skip
_NO_NOUN = frozenset(
    (*NO_NOUN, "bị", "ở", "trên", "dưới", "với", "qua", "mà", "năm", "chuyển", "dừng", "hỏng", "vướng", "thiếu", "xảy",
     "phát", "tiếp", "thực", "hoàn", "tổ", "nằm", "bàn", "phục", "hoạt", "nhằm", "như", "nhưng", "cùng", "làm")
)  # fmt: skip
# One who has a number of his own though reports count such, too: "phường 3", "khoa Ngoại 2", "module 9".
_NUMBERED = late(
    r"\b(?:phường|xã|khoa|phòng|dây chuyền|mô[ -]?đun|module|trạm|bến|cụm|chốt|cổng|kênh|nhánh|tầng|khối|lò|giàn|"
    r"đội|tổ|nhà|kỳ|học kỳ|mùa|quyển|thủy điện|nhiệt điện|nhà máy|mỏ|hầm|"
    r"lô|chi nhánh|cơ sở|level|version|tập|hồi|chặng|đợt|vòng|bảng|ca|"
    r"lứa|trà)\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
_CAPITAL = late(rf"(?:^|[^.:;!?(\s]\s+){_NAME}\s+$")
_PAIR = late(r"(?<![\w.,/-])(\d{1,2})([/-])(\d{1,2})(?![\w/-]|[.,]\d|\s?%)")
# "hoàn thành 12/10, vượt kế hoạch": more than was set.
_REACHED = late(
    r"\b(?:đạt|thành|được|hiện|có|là|vượt|xong|cấp|nhận|khai|còn)\s+(?:khoảng\s+|gần\s+|hơn\s+)?$", re.IGNORECASE
)
_FEASTS = frozenset(
    ("3/2", "27/2", "8/3", "26/3", "30/4", "1/5", "7/5", "15/5", "19/5", "1/6", "5/6", "21/6", "28/6", "27/7", "19/8",
     "2/9", "10/10", "13/10", "20/10", "20/11", "22/12")
)  # fmt: skip
# Behind one of these stands which, not how many: "các ngày 2, 5, 8 âm lịch", "tuần 2 tháng 12".
_WHICH = late(r"\b(?:ngày|tuần|tháng|quý)\s+(?:\d{1,2}(?:,|\s+và)\s+)*$", re.IGNORECASE)
_TIMES, _PLACES = ("ngày", "tuần", "tháng", "quý", "và"), ("tại", "ở", "số", "chỉ", "chỉ:")
_EVERY = late(r"\s+(?:âm lịch|dương lịch|hằng|hàng|mỗi)\b", re.IGNORECASE)
# A thing of such a size that something is done to: "xưởng thực hành 600 m2 đưa vào sử dụng".
_SIZED = late(
    r"\s?(?:k?m|m[23²³]|ha|tấn|chỗ|giường|phòng)\s+(?:được|đang|đưa|quá tải|xuống cấp|bảo trì|bảo dưỡng|vừa|chưa|và)\b",
    re.IGNORECASE,
)
# "tại 36 Quang Trung"
_AT = late(r"\b(?:tại|ở|địa chỉ:?)\s+(?:số\s+)?$", re.IGNORECASE)
_STREET = late(rf"\s{_NAME}\s{_NAME}")
_LASTS = late(r"[ \u00a0]+(?:ngày|tuần|tháng|năm|giờ|phút|giây)(?!\s+(?:công|học|tuổi))\b", re.IGNORECASE)
# What came of it all the same: hours sent, days stood still.
_CAME = late(
    r"\b(?:ngừng|dừng|gián đoạn|mất điện|phát|thời lượng|thời gian|vận hành|saidi|tổng|bay|vượt|số (?:ngày|giờ))\b"
    r"[^.;:()\d]{0,30}$",
    re.IGNORECASE,
)
_NEW_TERM = late(r"\b(?:xuong|xuong con)\s+$|\btu\s+$")
_TO_NEW_TERM = late(r"\s+(?:[a-z]+\s){1,3}xuong\b")
_ON_AVERAGE = late(r"\b(?:binh quan|trung binh|thuc te)\b[^.;()]*$")
_TO_EACH = late(r"(?<!bình quân )(?<!trung bình )\bmỗi\s+(?!tháng|năm|ngày|tuần|quý|kỳ)[^.;:()]*$", re.IGNORECASE)
# What one pays to go in: "vé tháng 180.000 đồng".
_TICKET = late(r"\bvé\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
_BY_NOW = late(r"\b(?:đã|nay|hiện|trong đó|tổng|cộng|đến)\b", re.IGNORECASE)
_MONEY = late(r"\s?(?:(?:(?:trieu|nghin|ngan)\s+)?d(?:ong)?\b(?!/)|(?:kg|lit|quyen|cuon|bo|bua|buoi)\b)")
_MEASURES = late(r"\((?:(?:tổng )?chiều )?(?:dài|rộng|cao|quy mô|tổng mức đầu tư)\s", re.IGNORECASE)
_NAMED = late(rf"(?<=\w\s){_NAME}(?:\s[^\W\d_]+){{0,2}}(?:\s\d{{1,2}})?\s+$")
_COUNTS_THEM = late(r".*\b(?:0\d|\d{2,})\s")


def placed(text: str, bare: str) -> Iterator[Span]:
    """The numbers left in a text that by their place count nothing, in order; `bare` is blank where they are taken."""
    small = bare.lower()
    days = {span.start: span for span in _pairs(text, bare)}
    end = 0
    for match in NUMBER.finditer(bare):
        if match.start() < end:
            continue
        span = days.get(match.start())
        sort = span.sort if span else _sort(text, small, match)
        if sort is not None:
            end = span.end if span else match.end()
            yield Span(sort, text[match.start() : end], match.start(), end)


def has_number(before: str) -> bool:
    """Whether words end with a thing that has a number of its own: the 3 of "phường 3 250 hộ" is its."""
    return _NUMBERED.search(before) is not None


def _pairs(text: str, bare: str) -> Iterator[Span]:
    """ "tặng quà 27/7", "Trường THPT 19-5", "thắng 3-1": no part is larger than its whole, no range goes down."""
    for match in _PAIR.finditer(bare):
        first, last = int(match[1]), int(match[3])
        day = 0 < first <= 31 and 0 < last <= 12
        if match[2] == "-" and first >= last:
            yield Span(Sort.DATE if day else Sort.NAME, match[0], match.start(), match.end())
        elif (
            match[2] == "/"
            and day
            and (first > last or f"{first}/{last}" in _FEASTS)
            and _ends(text, match.end())
            and not _REACHED.search(text, max(0, match.start() - 20), match.start())
        ):
            yield Span(Sort.DATE, match[0], match.start(), match.end())


def _sort(text: str, small: str, match: re.Match[str]) -> Sort | None:
    if _LASTS.match(text, match.end()) and small[match.end() + 1] != "\x00":
        return None if _came(text, small, match) else Sort.FIXED
    before = text[max(0, match.start() - 40) : match.start()]
    last = before.split()[-1].lower() if before[-1:].isspace() and before.strip() else ""
    if (last in _TIMES or last[-1:] == ",") and _WHICH.search(before) and match[0].isdecimal() and int(match[0]) <= 31:
        return Sort.DATE if _ends(text, match.end()) or _EVERY.match(text, match.end()) else None
    if _SIZED.match(text, match.end()) and not standards.made(small, match.start()):
        return Sort.FIXED
    if last in _PLACES and _AT.search(before) and _STREET.match(text, match.end()):
        return Sort.NAME
    # "giảm cả 3 tiêu chí": all of them, whose number stands.
    if _of_name(text, match.start()) or last == "cả":
        return Sort.FIXED
    if _each(text, small, match):
        return Sort.FIXED
    return Sort.NAME if _numbers(text, before, match) else None


def _came(text: str, small: str, match: re.Match[str]) -> bool:
    """Whether what lasts so long is a result: "bình quân 6,4 ngày", "chậm 45 ngày"; what a term was and is, is none."""
    before = small[max(0, match.start() - 60) : match.start()]
    if ("." in match[0] and not small[match.end() :].startswith(" nam")) or _ON_AVERAGE.search(before):
        return True
    if _NEW_TERM.search(before) and ("xuong" in before[-12:] or _TO_NEW_TERM.match(small, match.end())):
        return False
    if standards.measured(small, match.start()):
        return True
    return _CAME.search(text, max(0, match.start() - 60), match.start()) is not None


def _each(text: str, small: str, match: re.Match[str]) -> bool:
    """Whether it goes on with what each one gets: "mỗi hộ xây mới 60 triệu đồng, sửa chữa 30 triệu đồng"; what a
    ticket costs."""
    if not _MONEY.match(small, match.end()):
        return False
    if _TICKET.search(text, max(0, match.start() - 30), match.start()):
        return True
    said = _TO_EACH.search(text, max(0, match.start() - 100), match.start())
    return said is not None and _BY_NOW.search(said[0]) is None


def _of_name(text: str, at: int) -> bool:
    """Whether it measures a thing that is named: "Cầu Mẫu Hà 3 (dài 612 m, 4 làn xe)", not "12 dự án (tổng vốn …)"."""
    opened = text.rfind("(", max(0, at - 80), at)
    if opened < 0 or ")" in text[opened:at] or not _MEASURES.match(text, opened):
        return False
    named = re.split(r"[.,:;()](?!\d)", text[max(0, opened - 60) : opened])[-1]
    return _NAMED.search(named) is not None and not _COUNTS_THEM.match(named)


def _numbers(text: str, before: str, match: re.Match[str]) -> bool:
    """Whether it is the number of what stands before it: one digit without its zero, or an account's, and no noun
    behind it."""
    if re.fullmatch(r"[1-9]\d{3,}", match[0]):
        return _ends(text, match.end()) and before[-1:].isspace() and before.rstrip()[-1:].isalpha()
    if not re.fullmatch(r"[1-9]", match[0]):
        return False
    if _NUMBERED.search(before) and _ends(text, match.end()):
        return True
    counted = _COUNTED.match(text, match.end()) or _AMOUNT.match(text, match.end())
    return _CAPITAL.search(before) is not None and not counted


def _ends(text: str, at: int) -> bool:
    """Whether no noun stands there: a mark, a verb, what joins."""
    word = _WORD.match(text, at)
    return word[1].lower() in _NO_NOUN if word else not re.match(r"[ \u00a0]*[%/\d]", text[at : at + 3])
