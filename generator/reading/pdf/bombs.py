"""What a page of a PDF would unpack and draw: counted before PDFium, which takes all of it at once, is given the page.

A drawing within a drawing (a form) may be drawn any number of times, and so may those within it.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections import Counter
from io import BytesIO
from math import inf
from typing import Any

from generator.values.patterns import late

# Bytes that the texts of one page unpack to, drawings that it draws within one another.
MOST_BYTES = 64 << 20
MOST_DRAWN = 100_000
_DRAWN = late(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_CODED = late(rb"#([0-9A-Fa-f]{2})")


class BeyondError(Exception):
    """A page holds more than any page does."""


class Counting:
    """Pages of a file, counted. What of it cannot be understood is left to PDFium."""

    def __init__(self, data: bytes) -> None:
        from pypdf import PdfReader

        # What it thinks of a file is nothing to say.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        self._forms: dict[int, float] = {}
        self._bytes = 0
        try:
            self._pages: Any = PdfReader(BytesIO(data)).pages
            self._count = len(self._pages)
        except Exception:
            # Whatever is wrong with it PDFium says.
            self._pages, self._count = (), 0

    def count(self, number: int) -> None:
        """Raise BeyondError for a page, from 1, that unpacks or draws more than the bounds."""
        if number > self._count:
            return
        self._bytes = 0
        try:
            page = self._pages[number - 1]
            content = page.get("/Contents")
            streams = content.get_object() if content is not None else None
            text = b"\n".join(map(self._unpacked, streams if isinstance(streams, list) else [streams]))
            drawn = self._drawn(text, page.get("/Resources"), ())
        except BeyondError:
            raise
        except Exception:
            return
        if drawn > MOST_DRAWN:
            raise BeyondError

    def _drawn(self, text: bytes, resources: Any, within: tuple[int, ...]) -> float:
        """How many drawings a text draws, those that they draw too; no end where one draws itself."""
        called = Counter(_CODED.sub(_letter, name[1]).decode("latin-1") for name in _DRAWN.finditer(text))
        objects = _inner(_inner(resources, ""), "/XObject") if called else {}
        return sum(times * self._form(objects.get(f"/{name}"), within) for name, times in called.items())

    def _form(self, form: Any, within: tuple[int, ...]) -> float:
        stream = form.get_object() if form is not None else None
        if not isinstance(stream, dict) or stream.get("/Subtype") != "/Form":
            return 1
        key = id(stream)
        if key in within or len(within) > 40:
            return inf
        if key not in self._forms:
            self._forms[key] = 1 + self._drawn(self._unpacked(stream), stream.get("/Resources"), (*within, key))
        return self._forms[key]

    def _unpacked(self, stream: Any) -> bytes:
        """The text of a stream as far as the bound goes; only what is packed in the usual way is unpacked."""
        stream = stream.get_object() if stream is not None else None
        if stream is None:
            return b""
        data, filters = stream._data, stream.get("/Filter", [])
        for name in filters if isinstance(filters, list) else [filters]:
            if name not in ("/FlateDecode", "/Fl"):
                return b""
            data = self._inflated(data)
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise BeyondError
        return bytes(data)

    def _inflated(self, data: bytes) -> bytes:
        packed = zlib.decompressobj()
        made = packed.decompress(data, MOST_BYTES + 1)
        if len(made) > MOST_BYTES:
            raise BeyondError
        return made


def _letter(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _inner(holder: Any, key: str) -> Any:
    """What stands under a key, itself or where it refers to; nothing where there is none."""
    found = holder.get(key) if key and holder is not None else holder
    return found.get_object() if found is not None else {}
