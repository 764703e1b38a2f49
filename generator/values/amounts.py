"""Cells that hold an amount: a number that a sum of their column counts."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from generator.values.text import fold

_AMOUNT = re.compile(r"([-–]?)\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(?:đồng|đ|triệu|tỷ|tỉ|triệu đồng|tỷ đồng)?")
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
    return amount(text) is not None and not _YEAR.fullmatch(text.strip()) and not _NAMES.match(fold(title))
