"""Cells that hold an amount: a number that a sum of their column counts."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from generator.values.text import fold

_AMOUNT = re.compile(r"([-–]?)\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(?:đồng|đ|triệu|tỷ|tỉ|triệu đồng|tỷ đồng)?")
# The same in the other ways that people and number formats write it: `khoảng 1,5 tỷ đồng`, `₫1 500 000`, `(1,500) VNĐ`.
_MONEY = r"(?:(?:ngh[iì]n|ngàn|triệu|tr\.?|tỷ|tỉ)\s*)?(?:đồng|đ|₫|vnđ|vnd)|triệu|tr|tỷ|tỉ"
_AS_WRITTEN = re.compile(
    r"(?!\(\d+\)$)(?:(?:khoảng|dự kiến|ước(?: tính)?|tạm tính|tối đa|tối thiểu|trên|gần)\s*:?\s+)?[-–]?\s*(?:₫\s*)?\(?"
    rf"(?:\d{{1,3}}(?:[., \u00a0\u202f]\d{{3}})+|\d+)(?:[.,]\d+)?\)?\s*(?:\(?(?:{_MONEY})\)?\.?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Columns whose numbers name something: nobody adds months.
_NAMES = re.compile(r"(?:nam|thang|quy|tuan|ngay|ky|dot|thoi|han|ma|nhom|cap|so hieu)\b(?!.*\d)")


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
    number = _AS_WRITTEN.fullmatch(own) and not _YEAR.fullmatch(own)
    return bool(number) and not _NAMES.match(fold(title))
