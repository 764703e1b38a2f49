"""The zip under a .docx or .xlsx: read within limits, written canonically.

Knows parts and bytes, no documents. A file from outside is hostile until it was read here: a package that is not
one, is encrypted, is truncated, holds a part twice or unpacks to more than `Limits` allow is an `InputError` that says
which. What comes out is in one form, whoever wrote it: transitional namespaces (`strict`), usual names (`usual_names`).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib
from msgspec import Struct

from generator.ooxml.parsing import parse_xml as parse_xml
from generator.ooxml.parsing import xml_bytes as xml_bytes
from generator.ooxml.strict import transitional
from generator.ooxml.usual_names import usually_named
from generator.values.errors import InputError, refusal
from generator.values.file_names import refuse_special
from generator.values.findings import Message, Place, msg

# Every entry carries this time: the same content gives the same bytes. 1980-01-01 is the zip format's zero.
_DOS_DATE = 0x21
_CHUNK = 1 << 16
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# isal has levels 0–3; 2 gives files within a few percent of zlib's 6 at a fraction of the time (benchmarks/).
_LEVEL = 2
# No header of zlib's own around what is packed.
_RAW = -15


class Limits(Struct, frozen=True):
    """What a package from outside may hold: bytes as it lies there, parts, bytes of one part, bytes in all; unpacked :
    packed where it is large."""

    file_bytes: int = 96 << 20
    parts: int = 5_000
    part_bytes: int = 128 << 20
    total_bytes: int = 192 << 20
    ratio: int = 300


DEFAULT_LIMITS = Limits()


def read(path: Path, *, shown_as: str = "", limits: Limits = DEFAULT_LIMITS) -> dict[str, bytes]:
    """Every part of a package by name. Raises InputError (V010…V015)."""
    name = shown_as or str(path)
    return read_bytes(_file(path, name, limits), shown_as=name, limits=limits)


def read_bytes(data: bytes, *, shown_as: str, limits: Limits = DEFAULT_LIMITS) -> dict[str, bytes]:
    """The same for a package in memory."""
    archive = Archive(data, shown_as=shown_as, limits=limits)
    return usually_named(transitional({name: archive[name] for name in archive}), shown_as=shown_as)


def _file(path: Path, name: str, limits: Limits) -> bytes:
    refuse_special(path, name)
    try:
        if path.stat().st_size > limits.file_bytes:
            most = limits.file_bytes >> 20
            raise _refused("V013", name, msg("Tệp quá lớn (hơn {mb} MB).", mb=most), msg("Bỏ bớt ảnh, hoặc chia tệp."))
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused("V010", name, msg("Không có tệp này."), msg("Kiểm tra tên và thư mục.")) from None
    except OSError as failure:
        raise _refused("V010", name, msg("Không đọc được tệp: {ly_do}.", ly_do=refusal(failure))) from None


class Archive(Mapping[str, bytes]):
    """The parts of a package as they lie there, each unpacked when it is asked for, or in chunks; within limits."""

    def __init__(self, data: bytes, *, shown_as: str, limits: Limits = DEFAULT_LIMITS) -> None:
        """Read its directory. Raises InputError (V011…V015)."""
        self._shown_as = shown_as
        self.data = data
        _refuse_other_formats(data, shown_as)
        with self._readable():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            _refuse_bombs(self._zip, shown_as, limits)
            _refuse_twice(self._zip, shown_as)
            if any(info.compress_type not in _PACKED for info in self._zip.infolist()):
                # Office packs in no other way; some of those take memory as their entry says.
                raise NotImplementedError
        self._entries = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        if "[Content_Types].xml" not in self._entries:
            raise _refused(
                "V011",
                shown_as,
                msg("Đây là tệp nén nhưng không phải tệp Word hay Excel."),
                msg("Cần tệp .docx hoặc .xlsx do Word, Excel hoặc LibreOffice lưu."),
            )

    @classmethod
    def of(cls, path: Path, *, shown_as: str, limits: Limits = DEFAULT_LIMITS) -> Archive:
        """The package that lies there. Raises InputError (V010…V013)."""
        return cls(_file(path, shown_as, limits), shown_as=shown_as, limits=limits)

    def __getitem__(self, name: str) -> bytes:
        """A part. Raises KeyError; InputError V012 where it is damaged."""
        with self._readable():
            return self._zip.read(self._entries[name])

    def __iter__(self) -> Iterator[str]:
        """The names of the parts."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        """Whether there is a part of this name: nothing is unpacked."""
        return name in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece. Raises as for a part."""
        with self._readable(), self._zip.open(self._entries[name]) as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError):
            raise _refused(
                "V012",
                self._shown_as,
                msg("Tệp hỏng hoặc bị cắt cụt: không giải nén được."),
                msg("Mở tệp bằng Word hoặc Excel rồi lưu lại, hoặc lấy lại bản gốc."),
            ) from None


def write(target: BinaryIO, parts: Mapping[str, bytes | Iterable[bytes]], *, last: str = "") -> None:
    """Write a canonical package: `[Content_Types].xml` first, other names sorted, one fixed time.

    A part given as an iterable of chunks is streamed: it is never held whole. The part named `last` stands at the end
    (its chunks tell what was written before them). `target` must be seekable.
    """
    directory: list[bytes] = []
    for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part == last, part)):
        content = parts[name]
        directory.append(_write_entry(target, name, (content,) if isinstance(content, bytes) else content))
    start = target.tell()
    target.write(b"".join(directory))
    size = target.tell() - start
    if start >= 1 << 32 or len(directory) >= 1 << 16:
        raise ValueError("package too large for a zip without zip64")
    target.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(directory), len(directory), size, start, 0))


def _write_entry(target: BinaryIO, name: str, chunks: Iterable[bytes]) -> bytes:
    """One local entry, its sizes filled in afterwards; returns its record for the central directory."""
    encoded = name.encode()
    flags = 0 if name.isascii() else 0x800
    offset = target.tell()
    target.write(struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, 8, 0, _DOS_DATE, 0, 0, 0, len(encoded), 0) + encoded)
    crc = size = 0

    def counted() -> Iterator[bytes]:
        nonlocal crc, size
        for chunk in _gathered(chunks):
            crc = isal_zlib.crc32(chunk, crc)
            size += len(chunk)
            yield chunk

    packed = sum(map(target.write, _deflated(counted())))
    end = target.tell()
    sizes = struct.pack("<3L", crc, packed, size)
    target.seek(offset + 14)
    target.write(sizes)
    target.seek(end)
    head = struct.pack("<4s6H", b"PK\1\2", 20, 20, flags, 8, 0, _DOS_DATE)
    return head + sizes + struct.pack("<5H2L", len(encoded), 0, 0, 0, 0, 0, offset) + encoded


def _deflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks packed, the same on every run: a part of one chunk is packed in one step.

    What isal's `flush` makes of bytes none of which was packed before depends on what lay in a register (ISA-L sizes
    its table by the highest bit of the length that is given, and none is).
    """
    first, second = next(chunks, b""), next(chunks, None)
    if second is None:
        yield isal_zlib.compress(first, _LEVEL, _RAW)
        return
    packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _RAW)
    yield from map(packer.compress, chain((first, second), chunks))
    yield packer.flush()


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of one size, so that how they were produced does not show in the output."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= _CHUNK:
            yield bytes(buffer[:_CHUNK])
            del buffer[:_CHUNK]
    if buffer:
        yield bytes(buffer)


def _refuse_other_formats(data: bytes, name: str) -> None:
    if data[:4] == b"PK\3\4":
        return
    if data[:8] == _OLE:
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise _refused(
            "V011",
            name,
            msg("Tệp đặt mật khẩu, không đọc được.")
            if encrypted
            else msg("Đây là tệp Word/Excel 97–2003 (.doc, .xls)."),
            msg("Mở tệp, bỏ mật khẩu rồi lưu lại.") if encrypted else msg("Mở tệp rồi lưu lại dạng .docx hoặc .xlsx."),
        )
    if data[:5] == b"%PDF-":
        raise _refused(
            "V011",
            name,
            msg("Đây là tệp PDF, không phải tệp .docx hay .xlsx."),
            msg("Tệp đã bị đổi đuôi tên: đổi lại thành .pdf rồi chạy lại."),
        )
    raise _refused(
        "V011",
        name,
        msg("Đây không phải tệp .docx hay .xlsx (tệp trống).")
        if not data
        else msg("Đây không phải tệp .docx hay .xlsx."),
        msg("Có thể tệp chỉ được đổi đuôi tên; cần tệp do Word, Excel hoặc LibreOffice lưu."),
    )


def _refuse_twice(archive: zipfile.ZipFile, name: str) -> None:
    """Of two parts of one name each program reads another one (OPC, 7.3: names are the same in any case)."""
    seen: set[str] = set()
    for part in archive.namelist():
        if part.casefold() in seen:
            raise _refused(
                "V015",
                name,
                msg("Tệp chứa hai phần cùng tên “{phan}”: không rõ phần nào là thật.", phan=part),
                msg("Mở tệp bằng Word hoặc Excel, xem lại nội dung rồi lưu thành tệp mới."),
            )
        seen.add(part.casefold())


def _refuse_bombs(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused("V011", name, msg("Tệp nén đặt mật khẩu, không đọc được."), msg("Bỏ mật khẩu rồi lưu lại."))
    too_big = any(entry.file_size > limits.part_bytes for entry in entries) or total > limits.total_bytes
    if too_big or len(entries) > limits.parts or (total > 16 << 20 and total / packed > limits.ratio):
        raise _refused(
            "V013",
            name,
            msg(
                "Tệp giải nén ra quá lớn ({so_phan} phần, {dung_luong} MB).",
                so_phan=len(entries),
                dung_luong=total >> 20,
            ),
            msg("Tệp văn phòng bình thường không như vậy; kiểm tra nguồn gốc của tệp."),
        )


def _refused(code: str, file: str, message: Message, hint: Message | None = None) -> InputError:
    return InputError.of(code, Place(file), message, hint)
