"""The pages of a PDF, read by PDFium."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def page_texts(path: Path) -> list[str]:
    """The text of each page in the order in which it was drawn; a hyphen at the end of a line is a hyphen."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-") for page in document]
