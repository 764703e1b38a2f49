"""Files to save: never shown as a page of ours, whatever they hold."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import IO

from django.http import FileResponse

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}


def attached(file: IO[bytes], name: str) -> FileResponse:
    """A file under a name; it is closed with the response."""
    suffix = Path(name).suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = kind if suffix in (*_TYPES, ".zip") else "application/octet-stream"
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
