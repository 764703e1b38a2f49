"""PDFs put one after another into one file, as a printer takes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfWriter
from pypdf.errors import PyPdfError

from generator.converting.pdf_text import Pdf, UnreadablePdfError


def join(sources: Sequence[tuple[str, Path]], target: Path, *, right_page: bool = False) -> int:
    """PDFs with the names of their bookmarks to one file, in this order; how many pages it has.

    `right_page`: each begins on a right-hand page, after an empty one where the last ended on one. Raises
    UnreadablePdfError where one cannot be read, or where the file does not have the pages of all of them.
    """
    writer = PdfWriter()
    due = 0
    try:
        for name, source in sources:
            if right_page and due % 2:
                writer.add_blank_page()
                due += 1
            own = Pdf(source).pages
            writer.append(source, outline_item=name, import_outline=False)
            due += own
        with target.open("wb") as file:
            writer.write(file)
    except (PyPdfError, ValueError, KeyError, RecursionError) as failure:
        raise UnreadablePdfError(str(failure)) from failure
    if Pdf(target).pages != due:
        raise UnreadablePdfError(target.name)
    return due
