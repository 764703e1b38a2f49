"""What of two Word files a redline does not show: said, so that nobody takes it for unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.merging.edited.copy import is_page_number
from generator.ooxml.anchored_text import MARGINS, comments, side_texts
from generator.ooxml.relationships import DOCUMENT
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import one_line, quote

_TRACKED = (b"<w:ins ", b"<w:del ", b"<w:moveTo ", b"<w:moveFrom ")


def left_out(
    old: Mapping[str, bytes], new: Mapping[str, bytes], *, shown_as: tuple[str, str], looks_differ: bool = False
) -> Iterator[Finding]:
    """Comments (V111), changes tracked before (V112), page headers and footers that differ (V113), looks (V114)."""
    if looks_differ:
        said = msg("Có chỗ chỉ khác định dạng; bản so sánh chỉ đánh dấu chữ.")
        yield Finding("V114", Severity.NOTE, Place(shown_as[1]), said, msg("Thêm “--dinh-dang” để xem cả định dạng."))
    for parts, name in zip((old, new), shown_as, strict=True):
        for comment in comments(parts, shown_as=name):
            said = msg(
                "Ý kiến của {ai} không vào bản so sánh: {loi}", ai=comment.author or "?", loi=quote(comment.text, 300)
            )
            yield Finding("V111", Severity.NOTE, Place(name), said)
        if any(mark in parts[DOCUMENT] for mark in _TRACKED):
            said = msg("Tệp có thay đổi (Track Changes) chưa chấp nhận; bản so sánh coi như đã chấp nhận.")
            yield Finding("V112", Severity.WARNING, Place(name), said)
    before, after = (_margins(parts, name) for parts, name in zip((old, new), shown_as, strict=True))
    for name, texts in ((shown_as[0], before - after), (shown_as[1], after - before)):
        for text in texts:
            said = msg("Đầu trang, chân trang hai bản khác nhau; bản so sánh lấy của bản mới: {chu}", chu=quote(text))
            yield Finding("V113", Severity.NOTE, Place(name), said, value=text)


def _margins(parts: Mapping[str, bytes], name: str) -> Counter[str]:
    """The texts of page headers and footers, page numbers apart."""
    found = side_texts(parts, "accept", shown_as=name)
    lines = (one_line(side.text) for side in found if side.place in MARGINS and not is_page_number(side))
    return Counter(line for line in lines if line)
