"""What of a Word file lets Word fetch or run something when it is opened: whoever reads a foreign file says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.outside import elsewhere, fetching
from generator.ooxml.relationships import DOCUMENT
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import quote


def from_outside(parts: Mapping[str, bytes], shown_as: str) -> Iterator[Finding]:
    """V381 for each: of a field its last result is read, no more of it; what lies elsewhere is not read.

    Of a workbook nothing is said here.
    """
    if DOCUMENT not in parts:
        return
    for part, code in fetching(parts, shown_as=shown_as):
        said = msg(
            "Trường {ma} lấy chữ từ tệp, chương trình khác hoặc chạy lệnh; chỉ chữ đang hiện được lấy.", ma=quote(code)
        )
        hint = msg("Đối chiếu chữ ấy với nơi nó được lấy từ đó.")
        yield Finding("V381", Severity.WARNING, Place(shown_as, part=part), said, hint, code.strip())
    for part, one in elsewhere(parts, shown_as=shown_as):
        said = msg("Tệp trỏ tới {dich} ở ngoài ({loai}); không lấy, không mở.", dich=quote(one.target), loai=one.kind)
        hint = msg("Tệp không rõ nguồn gốc thì hỏi lại nơi gửi trước khi mở bằng Word.")
        yield Finding("V381", Severity.WARNING, Place(shown_as, part=part), said, hint, one.target)


def fetched_by(path: Path) -> tuple[Finding, ...]:
    """The same of a file. Raises InputError where it cannot be read."""
    return tuple(from_outside(package.read(path), str(path)))
