"""Pictures of signatures, seals and in the text: PNG, proven to be one before anything is made of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from generator.values.errors import InputError
from generator.values.file_names import refuse_special
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Picture
from generator.values.text import quote

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST = 16 << 20
_SCREEN_DPI = 96
_MM_PER_INCH = 25.4
_WITH_ALPHA = (4, 6)


def read_picture(
    path: Path, place: Place, *, width: float | None, transparent: bool
) -> tuple[Picture, tuple[Finding, ...]]:
    """A PNG and its size: `width` in mm, else what the file says of its density, else 96 dpi and a finding.

    `transparent`: a picture laid over others (II.7.d, II.8.a), reported where its ground is not transparent.
    Raises InputError V140 for a file that is not there or is no PNG.
    """
    data = _bytes_of(path, place)
    try:
        chunks = list(_chunks(data))
        pixels_wide, pixels_high, colour = struct.unpack(">2IxB", dict(chunks)[b"IHDR"][:10])
    except (ValueError, KeyError, struct.error):
        raise _refused(place, path, msg("Tệp {tep} không phải ảnh PNG hoặc đã hỏng.", tep=quote(path.name))) from None
    if not pixels_wide or not pixels_high:
        raise _refused(place, path, msg("Ảnh {tep} không có điểm ảnh nào.", tep=quote(path.name)))
    found = dict(chunks)
    per_mm = _density(found)
    clear = colour in _WITH_ALPHA or b"tRNS" in found
    doubts = (
        *(() if clear or not transparent else (_opaque(path, place),)),
        *(() if width or per_mm else (_unmeasured(path, place),)),
    )
    shown = width or pixels_wide / (per_mm or _SCREEN_DPI / _MM_PER_INCH)
    return Picture(path.name, data, shown, shown * pixels_high / pixels_wide), doubts


def _opaque(path: Path, place: Place) -> Finding:
    return Finding(
        "V141",
        Severity.WARNING,
        place,
        msg("Ảnh {tep} không có nền trong suốt.", tep=quote(path.name)),
        msg("Lưu lại ảnh dạng PNG nền trong suốt."),
        path.name,
        "NĐ 30/2020, Phụ lục I, Phần I, II.7.d, II.8.a",
    )


def _unmeasured(path: Path, place: Place) -> Finding:
    return Finding(
        "V141",
        Severity.WARNING,
        place,
        msg("Ảnh {tep} không ghi kích thước thật; tạm lấy 96 điểm ảnh mỗi inch.", tep=quote(path.name)),
        msg("Ghi chiều rộng thật bằng mi-li-mét: “{{tep: {tep}, rong: 36}}”.", tep=path.name),
        path.name,
    )


def _bytes_of(path: Path, place: Place) -> bytes:
    refuse_special(path, str(path))
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(place, path, msg("Ảnh {tep} lớn hơn 16 MB.", tep=quote(path.name)))
        return path.read_bytes()
    except OSError:
        raise _refused(place, path, msg("Không đọc được ảnh {tep}.", tep=quote(str(path)))) from None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each chunk to IEND, checksums proven. Raises ValueError."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG signature")
    at = len(_SIGNATURE)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(kind + content) != checksum:
            raise ValueError("bad checksum")
        yield kind, content
        if kind == b"IEND":
            return
        at += 12 + length


def _density(chunks: dict[bytes, bytes]) -> float | None:
    """Pixels per millimetre, where the file says so (pHYs in metres)."""
    if b"pHYs" not in chunks:
        return None
    per_metre, _, unit = struct.unpack(">2IB", chunks[b"pHYs"])
    return per_metre / 1000 if unit == 1 and per_metre else None


def _refused(place: Place, path: Path, message: Message) -> InputError:
    return InputError.of("V140", place, message, msg("Cần một tệp .png trong thư mục hồ sơ."), path.name)
