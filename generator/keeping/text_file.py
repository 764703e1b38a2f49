"""A person's text file, to be written again in the encoding that it has: UTF-8 or UTF-16, with its byte order mark.

Files in the encodings of old programs are read (`reading/files`), but not written: their letters are not all of ours.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.reading.encodings import unicode_form
from generator.values.errors import InputError
from generator.values.findings import Place, msg


class TextFile(Struct, frozen=True):
    """The text of a file without its mark, line ends as they are; `mark` and `encoding` are those of its bytes."""

    text: str
    mark: bytes = b""
    encoding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Another text as the bytes of this file."""
        return self.mark + text.encode(self.encoding)


def text_file(path: Path) -> TextFile:
    """A file as text. Raises InputError V091 where its bytes are neither UTF-8 nor UTF-16."""
    data = path.read_bytes()
    mark, encoding = unicode_form(data)
    try:
        return TextFile(data[len(mark) :].decode(encoding or "ascii"), mark, encoding)
    except UnicodeDecodeError:
        said = msg("Tệp ở bảng mã cũ: chương trình đọc được mà không ghi vào.")
        hint = msg("Lưu lại tệp ở bảng mã UTF-8 (trong Excel: “CSV UTF-8”), hoặc dạng .xlsx, rồi chạy lại.")
        raise InputError.of("V091", Place(str(path)), said, hint) from None
