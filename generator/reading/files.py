"""A text file from outside: within a size, in an encoding that is certain."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

from generator.reading.encodings import old_encoding, unicode_encoding
from generator.values.errors import InputError, VanbanError, refusal
from generator.values.file_names import refuse_special
from generator.values.findings import Finding, Message, Place, Severity, msg

LARGEST_FILE = 16 << 20


def read_text(path: Path, shown_as: str) -> str:
    """The text of a UTF-8 or UTF-16 file, a byte order mark left out. Raises InputError V010, V021."""
    data = _data(path, shown_as)
    if encoding := unicode_encoding(data):
        return _decoded(data, encoding, shown_as)
    raise _unknown(shown_as)


def read_table_text(path: Path, shown_as: str) -> tuple[str, tuple[Finding, ...]]:
    """The same; Windows-1258 and TCVN3 too where they are certain, which a finding says (V038)."""
    data = _data(path, shown_as)
    if encoding := unicode_encoding(data):
        return _decoded(data, encoding, shown_as), ()
    name, text = old_encoding(data)
    if not name:
        raise _unknown(shown_as)
    found = Finding(
        "V038",
        Severity.NOTE,
        Place(shown_as),
        msg("Tệp ở bảng mã cũ {ma}; đã đọc theo bảng mã đó.", ma=name),
        msg("Xem lại vài dòng; nên lưu lại dạng “CSV UTF-8” hoặc .xlsx."),
    )
    return text, (found,)


def as_named(path: Path) -> Path:
    """The file of this name, whether its accents are composed (NFC) or apart (NFD, as macOS and some zips leave them).

    The path itself where there is none.
    """
    if path.exists() or path.parent == path:
        return path
    folder, wanted = as_named(path.parent), normalize("NFC", path.name)
    if not folder.is_dir():
        return path
    return next((found for found in folder.iterdir() if normalize("NFC", found.name) == wanted), path)


def _data(path: Path, shown_as: str) -> bytes:
    refuse_special(path, shown_as)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError.of("V021", Place(shown_as), msg("Tệp quá lớn (hơn 16 MB)."))
        data = path.read_bytes()
    except OSError as failure:
        raise InputError.of(
            "V010", Place(shown_as), msg("Không đọc được tệp: {ly_do}.", ly_do=refusal(failure))
        ) from None
    if message := _no_text(data):
        raise InputError.of(
            "V021", Place(shown_as), message, msg("Sửa đuôi tên tệp cho đúng loại, hoặc chọn tệp khác.")
        )
    return data


def _no_text(data: bytes) -> Message | None:
    """What a file is that is no text at all."""
    if data.startswith(b"PK\x03\x04"):
        word = b"word/document.xml" in data
        return msg("Đây là tệp Word (.docx).") if word else msg("Đây là tệp Excel (.xlsx) hoặc tệp nén.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return msg("Đây là tệp Word/Excel 97–2003 (.doc, .xls).")
    return msg("Đây là tệp PDF.") if data.startswith(b"%PDF") else None


def _decoded(data: bytes, encoding: str, shown_as: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown(shown_as) from None


def _unknown(shown_as: str) -> VanbanError:
    return InputError.of(
        "V021",
        Place(shown_as),
        msg("Tệp không ở bảng mã UTF-8."),
        msg("Lưu lại tệp với bảng mã UTF-8 (trong Excel: “CSV UTF-8”)."),
    )
