"""A text file from outside: UTF-8, within a size."""

from __future__ import annotations

from pathlib import Path

from generator.values.errors import InputError
from generator.values.findings import Place, msg

LARGEST_FILE = 16 << 20


def read_text(path: Path, shown_as: str) -> str:
    """The text of a UTF-8 file, a byte order mark left out. Raises InputError V010, V021."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError.of("V021", Place(shown_as), msg("Tệp quá lớn (hơn 16 MB)."))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(
            "V021", Place(shown_as), msg("Tệp không ở bảng mã UTF-8."), msg("Lưu lại tệp với bảng mã UTF-8.")
        ) from None
    except OSError as failure:
        raise InputError.of(
            "V010", Place(shown_as), msg("Không đọc được tệp: {ly_do}.", ly_do=failure.strerror or failure)
        ) from None
