"""Pages of a PDF as pictures, and where words stand on them."""

from __future__ import annotations

import io
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.values.pdfium import LOCK

_DPI = 110
# Shorter words stand anywhere; of longer ones so much is looked for.
_SHORTEST, _LONGEST = 3, 60


class Spot(Struct, frozen=True):
    """Where words stand: the page, from 1, and boxes in points from its upper left corner (x, y, width, height)."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Width and height of each page in points."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [(round(width), round(height)) for width, height in map(_size, document)]
        finally:
            document.close()


def _size(page: Any) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)


def drawn(pdf: Path, number: int) -> bytes | None:
    """A page as WebP, from 1; None where there is no such page."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 < number <= len(document):
                return None
            image = document[number - 1].render(scale=_DPI / 72).to_pil()
        finally:
            document.close()
    target = io.BytesIO()
    image.save(target, "WEBP", quality=82, method=2)
    return target.getvalue()


def kept(pdf: Path, number: int) -> bytes | None:
    """The same, drawn once and kept beside the PDF."""
    file = pdf.with_name(f"{pdf.stem}-{number}.webp")
    if file.is_file():
        return file.read_bytes()
    data = drawn(pdf, number)
    if data is not None:
        # Whoever asks for it meanwhile finds all of it or nothing.
        beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        beside.write_bytes(data)
        with suppress(OSError):
            beside.replace(file)
    return data


def found(pdf: Path, wanted: Iterable[Sequence[str]]) -> list[Spot | None]:
    """Where each of some texts stands: the first of its candidates that is found, after the one found before it.

    The texts are in the order of the document; one that is not found ahead is looked for from the beginning.
    """
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = [_Page(document[at], at + 1) for at in range(len(document))]
            return list(_found(pages, wanted))
        finally:
            document.close()


def _found(pages: Sequence[_Page], wanted: Iterable[Sequence[str]]) -> Iterator[Spot | None]:
    last, at = 0, 0
    for candidates in wanted:
        hit = None
        for text in map(_squeezed, candidates):
            if len(text) >= _SHORTEST and hit is None:
                hit = _ahead(pages, text[:_LONGEST], last, at) or _ahead(pages, text[:_LONGEST], 0, 0)
        if hit is None:
            yield None
            continue
        last, at, length = hit
        yield Spot(last + 1, pages[last].boxes(at, length))


def _ahead(pages: Sequence[_Page], text: str, page: int, start: int) -> tuple[int, int, int] | None:
    for number in range(page, len(pages)):
        where = pages[number].text.find(text, start if number == page else 0)
        if where >= 0:
            return number, where, len(text)
    return None


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


class _Page:
    """The letters of a page without spaces, each with where it stands in the text of pdfium."""

    def __init__(self, page: Any, number: int) -> None:
        self.number = number
        self._text = page.get_textpage()
        self._height = _size(page)[1]
        letters, self._at = [], []
        for at, letter in enumerate(self._text.get_text_range()):
            folded = _squeezed(letter)
            letters.append(folded)
            self._at += [at] * len(folded)
        self.text = "".join(letters)

    def boxes(self, start: int, length: int) -> tuple[tuple[float, float, float, float], ...]:
        """A box a line for so many letters."""
        first, last = self._at[start], self._at[start + length - 1]
        count = self._text.count_rects(first, last - first + 1)
        made = []
        for index in range(count):
            left, bottom, right, top = self._text.get_rect(index)
            made.append((round(left, 1), round(self._height - top, 1), round(right - left, 1), round(top - bottom, 1)))
        return tuple(made)
