"""What of a Word file lets Word fetch or run something when it is opened: whoever reads a foreign file says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.outside import elsewhere, fetching
from generator.ooxml.relationships import DOCUMENT
from generator.reading.word_parts import text_of_chunk
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


def not_read(parts: Mapping[str, bytes], shown_as: str) -> Iterator[Finding]:
    """The same, and V528 for each whole file that is put into the body: Word shows its text, no other reader has it.

    A draft says that itself, with the paragraph.
    """
    yield from from_outside(parts, shown_as)
    if b"altChunk" not in parts.get(DOCUMENT, b""):
        return
    for chunk in package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT).iter(w("altChunk")):
        text = text_of_chunk(parts, chunk)
        said = msg("Tệp chèn cả một tệp khác vào thân (altChunk), chữ ấy không được đọc: {chu}.", chu=quote(text))
        hint = msg("Mở tệp bằng Word rồi lưu lại: Word đưa chữ ấy vào thân văn bản; rồi chạy lại.")
        yield Finding("V528", Severity.WARNING, Place(shown_as), said, hint, text)


def unread_of(path: Path) -> tuple[Finding, ...]:
    """The same of a file. Raises InputError where it cannot be read."""
    return tuple(not_read(package.read(path), str(path)))
