"""Cells that hold an amount: a number that a sum of their column counts."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from generator.values.patterns import late
from generator.values.text import fold

_AMOUNT = late(r"([-–]?)\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(?:đồng|đ|triệu|tỷ|tỉ|triệu đồng|tỷ đồng)?")
# The same in the other ways that people and number formats write it: `khoảng 1,5 tỷ đồng`, `₫1 500 000`, `(1,500) VNĐ`.
_MONEY = r"(?:(?:ngh[iì]n|ngàn|triệu|tr\.?|tỷ|tỉ)\s*)?(?:đồng|đ|₫|vnđ|vnd)|triệu|tr|tỷ|tỉ"
_UNIT = r"[^\W\d_]+[23²³]?(?:[ -][^\W\d_]+){0,3}"
_AS_WRITTEN = late(
    r"(?!\(\d+\)$)(?:(?:khoảng|dự kiến|ước(?: tính)?|tạm tính|tối đa|tối thiểu|trên|gần)\s*:?\s+)?[-–]?\s*(?:₫\s*)?\(?"
    rf"(?:\d{{1,3}}(?:[., \u00a0\u202f]\d{{3}})+|\d+)(?:[.,]\d+)?\)?\s*(?:\(?(?:{_MONEY})\)?\.?|(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
# What so many are of: `120 hồ sơ`, `1.200 m²`; not how long or how often, nor a place of that number in a street.
_SPANS = late(r"(?:giây|phút|giờ|ngày|tuần|tháng|quý|năm|kỳ|lần|đợt|điểm|phần trăm)(?!\w)", re.IGNORECASE)
_SHORT = 3  # letters of a unit in capitals: `15 MW`
_YEAR = late(r"(?:19|20)\d\d")
# Columns whose numbers name something, or are of each row: nobody adds months, or the places where all is done.
_NAMES = late(
    r"(?:nam|thang|quy(?! (?:mo|dat|luong)\b)|tuan|ngay|ky|dot|thoi|han|ma|nhom|cap|so hieu"
    r"|dia ban|dia diem|noi|pham vi|doi tuong)\b(?!.*\d)"
)
# Columns of who does what: `63 tỉnh` is what they are called, and each row's.
_DOERS = late(
    r"(?:(?:cac|nhung) )?(?:don vi(?! tinh)|co quan|dia phuong|chu tri|phoi hop|phan cong|ubnd|to chuc|nguoi phu trach"
    r"|so (?:ban )?nganh|bo nganh|xa phuong)\b"
)


def amount(text: str) -> Decimal | None:
    """`1.234.567,5 đồng` as a number; None for any other text, percentages among them."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        return None
    try:
        value = Decimal(f"{match[2].replace('.', '')}.{match[3] or 0}")
    except InvalidOperation:
        return None
    return -value if match[1] else value


def of_the_group(text: str, title: str) -> bool:
    """Whether a text joined over several places of a column is an amount of all of them together, and of none alone."""
    own = unicodedata.normalize("NFC", text.strip())
    number = _AS_WRITTEN.fullmatch(own)
    if number is None or _YEAR.fullmatch(own) or _NAMES.match(fold(title)):
        return False
    unit = number["unit"] or ""
    counted = unit[:1].islower() or len(unit) <= _SHORT
    return not unit or (counted and not _SPANS.match(unit) and not _DOERS.match(fold(title)))
