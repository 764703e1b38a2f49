"""Numbers in signs that are no digits, or glued to what they count: "½ số hộ", "⑫ hộ", "12hồ sơ". Nobody reads them as
figures, and each is told."""

from __future__ import annotations

from collections.abc import Iterator

from generator.reading.figures.said import COUNTED
from generator.values.patterns import late

# Fractions, numerals of Rome as one sign, digits in circles and brackets.
_SIGNS = "\u00bc-\u00be\u2150-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
# "1,240.50" of other countries, powers of ten: no number of the decree's form.
_FOREIGN = (
    r"(?<![\w.,])\d{1,3},\d{3}\.\d+(?![\d.,]*\d)|\d[\d.,]*\s?[x×.*]\s?10(?:\^\s?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|"
    r"(?<![\w.,])\d[\d.,]*[Ee][+-]\d+"
)
SIGNED = rf"(?:\d[\d.,]*\s?)?[{_SIGNS}]+|\d+\u2044\d+|{_FOREIGN}"
# What numbers an item or a heading is none: "① Tiếp nhận", "Ⅲ. KẾT QUẢ".
_UNREAD = late(rf"(?P<signs>{SIGNED})|(?<![\w.,/-])\d{{1,3}}(?:\.?\d{{3}})*(?:,\d+)?(?=(?:{COUNTED})\b)")
_LABELS = late(r"(?:^|[.;:]\s|\n)\s*$")


def unread_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has numbers that no rule reads."""
    for match in _UNREAD.finditer(text):
        if not match["signs"] or match["signs"][0].isdigit() or not _LABELS.search(text, 0, match.start()):
            yield match.span()
