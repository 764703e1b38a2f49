"""A page that a browser or Word saved whole, as one file (.mht, .mhtml): its page, whatever carries it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError

from generator.values.patterns import late

# How such a file begins: fields of a letter, one of which says that parts belong together.
_FIELDS = late(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_RELATED = late(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
BEGIN = 4096  # bytes in which that is looked for


def is_archive(begin: bytes) -> bool:
    """Whether a file that begins so is a page saved with its parts."""
    fields = _FIELDS.match(begin)
    return fields is not None and _RELATED.search(fields[0]) is not None


def page_of(data: bytes) -> bytes:
    """The page of such a file, as UTF-8 where the file says its encoding; empty where it has none."""
    try:
        parts = message_from_bytes(data).walk()
        part = next((one for one in parts if one.get_content_type() == "text/html"), None)
    except (MessageError, RecursionError, ValueError, LookupError):
        return b""
    page = part.get_payload(decode=True) if part is not None else b""
    if part is None or not isinstance(page, bytes):
        return b""
    try:
        return (
            b"\xef\xbb\xbf" + page.decode(part.get_content_charset("")).encode() if part.get_content_charset() else page
        )
    except (LookupError, UnicodeDecodeError):
        return page
