"""What would let a template fetch, run or ask for something: no template may, so no delivered file does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ooxml.outside import elsewhere, fetching
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import quote


def outside(parts: Mapping[str, bytes], path: Path) -> tuple[Finding, ...]:
    """What of a template reaches outside (T040)."""
    return (*_fields(parts, path), *_links(parts, path))


def _fields(parts: Mapping[str, bytes], path: Path) -> Iterator[Finding]:
    for name, code in fetching(parts, shown_as=str(path)):
        said = msg("Mẫu có trường {ma} lấy dữ liệu từ ngoài, chạy lệnh, hoặc do dữ liệu quyết.", ma=quote(code))
        hint = msg("Bỏ trường ấy: trong Word bấm Alt+F9 để thấy, rồi xóa.")
        yield Finding("T040", Severity.ERROR, Place(str(path), part=name), said, hint, code.strip())


def _links(parts: Mapping[str, bytes], path: Path) -> Iterator[Finding]:
    for name, one in elsewhere(parts, shown_as=str(path)):
        said = msg("Mẫu trỏ tới {dich} ở ngoài tệp ({loai}).", dich=quote(one.target), loai=one.kind)
        hint = msg("Đưa hẳn vào mẫu (ảnh: Chèn, không liên kết), hoặc bỏ đi.")
        yield Finding("T040", Severity.ERROR, Place(str(path), part=name), said, hint, one.target)
