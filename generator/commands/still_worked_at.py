"""What is said of a Word file or a sheet that is still worked at (`ooxml/unfinished`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.ooxml.unfinished import Kind, Unfinished
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.text import quote

# A code, what there is, what to do.
Still = tuple[str, Message, Message]
_STILL: Mapping[Kind, Still] = {
    "comment": ("V306", msg("Còn bình luận"), msg("Xử lý rồi xóa bình luận.")),
    "tracked": ("V307", msg("Còn chỗ sửa có theo dõi (Track Changes)"), msg("Chấp nhận hoặc từ chối rồi lưu tệp.")),
}
CODES = tuple(code for code, _, _ in _STILL.values())


def still_worked_at(found: Iterable[Unfinished], severity: Severity, *, red: Still) -> Iterator[Finding]:
    """Comments (V306), tracked changes (V307), letters in red, which are not the same to all who ask."""
    for one in found:
        code, what, hint = {**_STILL, "red": red}[one.kind]
        yield Finding(code, severity, one.place, msg("{gi}: {chu}.", gi=what, chu=quote(one.text)), hint, one.text)
