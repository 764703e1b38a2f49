"""What was put onto a page of a PDF beside its text: notes, text boxes, stamps, fields filled in, signatures."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw as pdfium

_MOST = 2_000  # annotations of a page that are looked at
_LINKS = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_SAID = (b"Contents", b"V")
_LONGEST = 1 << 16  # bytes of what one says


def put_on(file: pypdfium2.PdfDocument, number: int, page: pypdfium2.PdfPage, text: str) -> str:
    """The words that a page, from 1, shows beside its text or keeps in its notes; the page is of no more use then."""
    said = list(_contents(page))
    if not said:
        return ""
    drawn = []
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        with closing(file[number - 1]) as again, closing(again.get_textpage()) as texts:
            drawn = _more(texts.get_text_range(), text)
    hidden = [one for one in said if not set(one.split()) <= set(drawn)]
    return " ".join(filter(None, (" ".join(drawn), *hidden)))


def _more(text: str, known: str) -> list[str]:
    """The words of a text beyond those that are known, in their order."""
    left = Counter(known.split())
    found = []
    for word in text.split():
        if left[word]:
            left[word] -= 1
        else:
            found.append(word)
    return found


def _contents(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What each annotation that is no link says of itself, as one line; "" where only its looks say something."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) not in _LINKS:
                yield " ".join(" ".join(_string(annotation, key) for key in _SAID).split())
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: object, key: bytes) -> str:
    size = min(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0), _LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
