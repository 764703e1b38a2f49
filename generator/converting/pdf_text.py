"""What a PDF says: its text page by page (PDFium, a twentieth of pypdf's time), its pages and fonts (pypdf)."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from generator.values.patterns import late
from generator.values.pdfium import LOCK

# pypdf warns through logging about what it repaired; the proof here looks for itself.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_SUBSET = late(r"^[A-Z]{6}\+")
# How PDFium tells a hyphen that ends a line.
_HYPHEN = late("[\ufffe\x02]")


class PdfFont(Struct, frozen=True):
    """A font of a PDF: its name without the mark of a subset, and whether the file carries it."""

    name: str
    embedded: bool

    @property
    def family(self) -> str:
        """The name without style and spaces: `LiberationSerif-Bold` -> `LiberationSerif`."""
        return re.split(r"[-,]", self.name)[0].replace(" ", "")


class UnreadablePdfError(Exception):
    """The file is not a PDF that can be read."""


class Pdf:
    """A PDF, opened. Raises UnreadablePdfError where it is not one."""

    def __init__(self, path: Path) -> None:
        """Open it and count the pages, which reads the whole page tree."""
        try:
            self._data = path.read_bytes()
            self._pages = list(PdfReader(BytesIO(self._data)).pages)
            self._texts: dict[int, str] = {}
        except (PyPdfError, OSError, ValueError, KeyError, RecursionError) as failure:
            raise UnreadablePdfError(str(failure)) from failure

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pages)

    def backwards(self) -> Iterator[str]:
        """The text of each page without spaces, from the last to the first, lazily."""
        return map(self._text, reversed(range(self.pages)))

    def lines(self, number: int) -> str:
        """The text of a page, counted from 0, line by line; '' where PDFium cannot read it."""
        # Opened for each page, which costs next to nothing: nothing of PDFium's is left to be closed by another thread.
        try:
            with (
                LOCK,
                closing(pypdfium2.PdfDocument(self._data)) as file,
                closing(file[number]) as page,
                closing(page.get_textpage()) as texts,
            ):
                return _HYPHEN.sub("-", str(texts.get_text_range()))
        except pypdfium2.PdfiumError:
            return ""

    def fonts(self) -> tuple[PdfFont, ...]:
        """The fonts of all pages, forms within pages included, sorted by name."""
        found: dict[str, bool] = {}
        seen: set[int] = set()
        for page in self._pages:
            resources = page.get("/Resources")
            if resources is not None:
                _collect(resources.get_object(), found, seen)
        return tuple(PdfFont(name, embedded) for name, embedded in sorted(found.items()))

    def missing(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the texts that stand nowhere; spaces and line breaks do not count.

        Reads from both ends and no further than it must: numbers and titles stand on first pages, the end mark on the
        last. A text may run over a page break.
        """
        wanted = {text: squeeze(text) for text in texts}
        pages: dict[int, str] = {}
        for number in _from_both_ends(self.pages):
            if not wanted:
                return ()
            pages[number] = self._text(number)
            wanted = {text: squeezed for text, squeezed in wanted.items() if squeezed not in pages[number]}
        whole = "".join(pages[number] for number in sorted(pages))
        return tuple(text for text, squeezed in wanted.items() if squeezed not in whole)

    def _text(self, number: int) -> str:
        if number not in self._texts:
            self._texts[number] = squeeze(self.lines(number))
        return self._texts[number]


def _from_both_ends(count: int) -> Iterator[int]:
    """0, last, 1, last but one …"""
    for number in range((count + 1) // 2):
        yield number
        if number != count - 1 - number:
            yield count - 1 - number


def squeeze(text: str) -> str:
    """A text without any space: a PDF holds glyphs at places, and its spaces are guesses."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _collect(resources: DictionaryObject, found: dict[str, bool], seen: set[int]) -> None:
    if id(resources) in seen:
        return
    seen.add(id(resources))
    for reference in resources.get("/Font", DictionaryObject()).get_object().values():
        font = reference.get_object()
        inner = font["/DescendantFonts"].get_object()[0].get_object() if "/DescendantFonts" in font else font
        name = _SUBSET.sub("", str(font.get("/BaseFont", "/?"))[1:])
        descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        found[name] = found.get(name, True) and embedded
    for reference in resources.get("/XObject", DictionaryObject()).get_object().values():
        form = reference.get_object()
        if form.get("/Subtype") == "/Form" and "/Resources" in form:
            _collect(form["/Resources"].get_object(), found, seen)
