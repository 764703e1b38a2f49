"""The proof that the right PDF came out: LibreOffice ends with status 0 whatever it did (traps 13, 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from msgspec import Struct

from generator.converting.fonts import METRIC_EQUAL
from generator.converting.page_numbers import Run, wrong_number
from generator.converting.pdf_text import Pdf, PdfFont, UnreadablePdfError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import quote

# Bullets and boxes: LibreOffice draws Symbol and Wingdings with its own font.
_ALWAYS = ("OpenSymbol",)
_NAMED = late(
    rb'\bw:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"|\btypeface="([^"]+)"'  # Word
    rb'|<(?:name|rFont) val="([^"]+)"|&amp;&quot;([^,&]+),'  # Excel: cells, headers and footers
)


class Expected(Struct, frozen=True):
    """What must be true of a PDF: texts that it holds (number, title), fewest and most pages (0: any).

    `numbering` are the runs of page numbers of the Word file; none where they cannot be told from it.
    """

    texts: tuple[str, ...] = ()
    min_pages: int = 1
    max_pages: int = 0
    numbering: tuple[Run, ...] = ()


ANYTHING = Expected()


class Proven(Struct, frozen=True):
    """What a PDF was found to be: pages, names of its fonts."""

    pages: int
    fonts: tuple[str, ...]


def named_fonts(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The fonts that a .docx or .xlsx names, anywhere in it."""
    return frozenset(
        unescape(next(filter(None, found)).decode())
        for name, data in parts.items()
        if name.endswith(".xml")
        for found in _NAMED.findall(data)
    )


def opened(product: Path, shown_as: str) -> tuple[Pdf | None, tuple[Finding, ...]]:
    """The PDF that came out, or that it cannot be read (V062)."""
    try:
        return Pdf(product), ()
    except UnreadablePdfError as failure:
        message = msg("PDF vừa tạo không đọc được: {ly_do}", ly_do=failure)
        return None, (_wrong("V062", Place(shown_as), message),)


def prove(pdf: Pdf, expected: Expected, named: frozenset[str], shown_as: str) -> tuple[Proven, tuple[Finding, ...]]:
    """What the PDF is, and whatever is wrong with it (V064…V066, V068). `named`: the fonts the source names."""
    place = Place(shown_as)
    fonts = pdf.fonts()
    findings = (
        *_wrong_pages(pdf.pages, expected, place),
        *_wrong_texts(pdf, expected, place),
        *_wrong_numbers(pdf, expected, place),
        *_wrong_fonts(fonts, named, place),
    )
    return Proven(pdf.pages, tuple(font.name for font in fonts)), findings


def _wrong_pages(pages: int, expected: Expected, place: Place) -> Iterator[Finding]:
    if pages < expected.min_pages or (expected.max_pages and pages > expected.max_pages):
        yield _wrong(
            "V065",
            place,
            msg(
                "PDF có {so_trang} trang; phải có từ {it_nhat} đến {nhieu_nhat} trang.",
                so_trang=pages,
                it_nhat=expected.min_pages,
                nhieu_nhat=expected.max_pages or "…",
            ),
            msg("Mở tệp Word hoặc Excel xem bảng, ngắt trang; nếu đúng thì báo lỗi cho chúng tôi."),
        )


def _wrong_texts(pdf: Pdf, expected: Expected, place: Place) -> Iterator[Finding]:
    for text in pdf.missing(expected.texts):
        yield _wrong(
            "V064",
            place,
            msg("Không thấy {van_ban} trong PDF vừa tạo.", van_ban=quote(text)),
            msg("Mở tệp Word hoặc Excel xem chữ này có bị che, bị cắt không."),
            text,
        )


def _wrong_numbers(pdf: Pdf, expected: Expected, place: Place) -> Iterator[Finding]:
    if expected.numbering and (wrong := wrong_number(pdf.lines, pdf.pages, expected.numbering)):
        yield _wrong(
            "V068",
            place,
            msg(
                "Số trang trong PDF sai: trang thứ {thu} in số {so}, tệp Word đánh số khác.",
                thu=wrong.page,
                so=wrong.shown or "…",
            ),
            msg("Tạo PDF bằng Word từ tệp .docx, hoặc dùng LibreOffice bản khác; và báo lỗi cho chúng tôi."),
            str(wrong.shown or ""),
        )


def _wrong_fonts(fonts: tuple[PdfFont, ...], named: frozenset[str], place: Place) -> Iterator[Finding]:
    allowed = {*_ALWAYS, *named, *(equal for name in named for equal in METRIC_EQUAL.get(name, ()))}
    starts = tuple(name.replace(" ", "").casefold() for name in allowed)
    for font in fonts:
        if not font.embedded:
            yield _wrong(
                "V066", place, msg("Phông {phong} không được nhúng trong PDF.", phong=font.name), value=font.name
            )
        if not font.family.casefold().startswith(starts):
            yield _wrong(
                "V066",
                place,
                msg("PDF dùng phông {phong} thay cho phông của tệp: dòng sẽ ngắt khác.", phong=font.name),
                msg("Cài phông mà tệp dùng, hoặc đổi mẫu sang Times New Roman: {co}", co=", ".join(sorted(named))),
                font.name,
            )


def _wrong(code: str, place: Place, message: Message, hint: Message | None = None, value: str = "") -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint, value)
