"""The words by which a row of a table says that it adds up others: `Tổng cộng`, `Cộng mục I`, `Tổng số nhiệm vụ`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.values.patterns import late

# What is added up, or which part of the table: words by which a total differs from a task that begins with the same
# syllable (`Tổng kết …`, `Công khai …`); compared with their marks, for without them `Công` is `Cộng`.
_ALONE = late(
    r"(?:tổng cộng|tổng số|tổng|cộng|tổng toàn bộ)"
    r"(?:(?: (?:chung|mục|phần|nhóm|chương|bảng|trang|dồn|lại|toàn (?:tỉnh|ngành|huyện|xã|bộ|đơn vị)|cả năm))*"
    r"(?: (?:[ivxlc]+|[a-dđ]|\d+))*)"
)
_LABEL = late(
    rf"{_ALONE.pattern}(?: (?:kinh phí|vốn|tiền|số tiền|giá trị|chi|thu|nhiệm vụ|công việc|việc|đầu việc|\d+).*)?"
)
_WORD = late(r"[^\W_]+")
# The first letter of every such word: nearly no text needs more than a look at it.
_BEGINS = late(r"[\W_]*[tc]", re.IGNORECASE)
_FIGURE = late(r"[-–(]?[.,\s]*\d[\d.,\s]*(?:\)\s*)?(?:%|đồng|đ|triệu|tỷ|tỉ)?|[-–]")
_LONGEST = 60


def is_total_label(text: str, *, alone: bool = False) -> bool:
    """Whether a text begins a row of totals; `alone`: it says nothing else."""
    if len(text) > _LONGEST or not _BEGINS.match(text):
        return False
    words = " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    return bool((_ALONE if alone else _LABEL).fullmatch(words))


def is_figure(text: str) -> bool:
    """Whether a text is a number, with its unit, or the dash for none."""
    return not text[:1].isalpha() and bool(_FIGURE.fullmatch(text))  # none begins with a letter


def is_total(texts: Iterable[str]) -> bool:
    """Whether the filled cells of a row are words of a total and figures."""
    words = [text for text in texts if text and not is_figure(text)]
    return len(words) == 1 and is_total_label(words[0])
