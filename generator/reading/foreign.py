"""Files of other formats whose text is read as that of a Word file: which they are, and their parts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.relationships import DOCUMENT
from generator.reading.bounds import MOST_CELLS_OF_A_DOCUMENT, too_many_cells
from generator.reading.from_outside import from_outside
from generator.reading.old_fonts import in_unicode
from generator.reading.one_table import with_whole_tables
from generator.reading.raised_signs import with_raised_signs
from generator.reading.web_archive import BEGIN, is_archive
from generator.values.findings import Finding
from generator.values.patterns import late

WORD, PDF, SHEETS = (".docx", ".docm"), (".pdf",), (".xlsx", ".xlsm", ".csv")
PAGES = (".html", ".htm", ".mht", ".mhtml")
# Workbooks of other programs, which programs also call texts.
TEXTS_CALLED = (".xls", ".ods")
FORMATS = (*WORD, *PDF, *PAGES, *SHEETS)
_PAGE = late(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
# What files of an office begin with that hold no zero: XML, RTF, SYLK.
_MARKED = (b"<", b"{\\rtf", b"ID;")
Step = Callable[[int, int], None]


def is_page(path: Path) -> bool:
    """Whether a file is a page of the web, whatever its name says: programs and sites write such as .doc and .xls."""
    begin = _begin(path)
    return _PAGE.match(begin[:1024].replace(b"\0", b"")) is not None or is_archive(begin)


def is_text(path: Path) -> bool:
    """Whether a file is plain text, of no format of workbooks: programs write tables so, and call them .xls."""
    begin = _begin(path)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    plain = begin.removeprefix(codecs.BOM_UTF8).lstrip()
    return bool(plain) and b"\0" not in plain and not plain.startswith(_MARKED)


def _begin(path: Path) -> bytes:
    """What a file begins with; nothing where it cannot be read."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(BEGIN)
    except OSError:
        return b""


def word_parts(
    path: Path, shown_as: str, step: Step | None = None, *, as_register: bool = True
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """A file of one of `FORMATS` as the parts of a Word file, and what is to be known of how it was read.

    `step` is told of each page that is read, of how many. `as_register`: its tables are registers; else they are those
    of a document.
    Raises InputError V010…V015, V350…V355.
    """
    suffix = path.suffix.lower()
    if suffix in SHEETS:
        from generator.reading.sheet_body import read_sheets

        book = read_sheets(path, shown_as)
        return book.parts, book.findings
    parts, said = _read(path, shown_as, step)
    if not as_register and parts.get(DOCUMENT, b"").count(b"</w:tc>") > MOST_CELLS_OF_A_DOCUMENT:
        raise too_many_cells(shown_as)
    parts, converted = in_unicode(parts, shown_as)
    parts, joined = with_whole_tables(parts, shown_as)
    return with_raised_signs(parts, shown_as), (*said, *converted, *joined)


def _read(path: Path, shown_as: str, step: Step | None) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    if path.suffix.lower() in PDF:
        from generator.reading.pdf.read import read_pdf

        read = read_pdf(path, shown_as, step)
        return read.parts, read.findings
    if path.suffix.lower() in PAGES:
        from generator.reading.html_body import read_html

        page = read_html(path, shown_as)
        return page.parts, page.findings
    parts = package.read(path, shown_as=shown_as)
    return parts, tuple(from_outside(parts, shown_as))
