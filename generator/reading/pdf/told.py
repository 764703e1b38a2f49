"""What is said of a PDF that was read: what of its pages is no text of the document, what was joined, is unsure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.ooxml.plain_body import Section, texts_of
from generator.reading.pdf.frame import Frames
from generator.reading.pdf.layout import Laid
from generator.reading.pdf.lines import BULLETS, Line
from generator.reading.pdf.tables import Joined
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.text import quote


@dataclass
class Seen:
    """What was met while reading that is no text of the document."""

    laid: list[Laid] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    turned: list[tuple[int, str]] = field(default_factory=list)
    put_on: list[tuple[int, str]] = field(default_factory=list)
    attached: tuple[str, ...] = ()
    signs: Counter[str] = field(default_factory=Counter)


def signs_of(texts: Iterable[str]) -> Counter[str]:
    """The signs of texts apart from spaces and the dots of lists, each as it is however it is composed."""
    signs = (sign for text in texts for sign in unicodedata.normalize("NFD", text))
    return Counter(sign for sign in signs if not sign.isspace() and sign not in BULLETS)


def note(
    name: str, message: Message, value: str = "", severity: Severity = Severity.NOTE, code: str = "V353"
) -> Finding:
    """A finding on a whole PDF."""
    return Finding(code, severity, Place(name), message, msg("Đối chiếu với tệp PDF."), value)


def said(seen: Seen, frames: Frames, tables: Sequence[Joined], columns: Sequence[int], name: str) -> Iterator[Finding]:
    """What of the pages is no text of the document, and what was joined; `columns` are pages on which two columns of
    text stand that are no heading and no end.
    """
    yield from _of_frames(frames, name)
    yield from _of_tables(seen, tables, columns, name)
    yield from _not_taken(seen, name)
    if unseen := [page.number for page in seen.laid if page.unseen * 2 > page.count > 0]:
        message = msg("Chữ ở trang {cac} do máy nhận dạng từ ảnh quét (OCR): soát lại từng chữ.", cac=_listed(unseen))
        yield note(name, message, severity=Severity.WARNING, code="V518")


def _of_frames(frames: Frames, name: str) -> Iterator[Finding]:
    if frames.numbers:
        yield note(name, msg("Bỏ số trang ở {so} trang.", so=len(frames.numbers)))
    if frames.repeated:
        texts = sorted({line.text for line in frames.repeated})
        message = msg("Bỏ dòng đầu trang, chân trang lặp lại: {chu}.", chu=quote(texts[0]))
        yield note(name, message, "\n".join(texts), Severity.WARNING)


def _of_tables(seen: Seen, tables: Sequence[Joined], columns: Sequence[int], name: str) -> Iterator[Finding]:
    yield from _of_ends_of_pages(tables, name)
    if unsure := [text for table in tables for text in table.unsure]:
        message = msg(
            "{so} chỗ xuống dòng sau dấu “-”, “/” không rõ có dấu cách: {chu}.", so=len(unsure), chu=quote(unsure[0])
        )
        yield note(name, message, "\n".join(unsure), code="V434")
    yield from _of_narrow_cells(tables, name)
    yield from _without_rules(seen, tables, columns, name)


def _of_ends_of_pages(tables: Sequence[Joined], name: str) -> Iterator[Finding]:
    for table in tables:
        if len(table.pages) < 2:
            continue
        yield note(
            name,
            msg(
                "Bảng ở trang {dau}–{cuoi} được nối thành một; bỏ {tieu_de} dòng tiêu đề lặp, nối {hang} hàng bị ngắt.",
                dau=table.pages[0],
                cuoi=table.pages[-1],
                tieu_de=table.repeated,
                hang=len(table.broken),
            ),
            "\n".join(f"trang {page}: hàng {row}" for page, row in table.broken),
        )
    if apart := [text for table in tables for text in table.apart]:
        message = msg(
            "{so} hàng ở đầu trang không có số thứ tự được giữ thành hàng riêng: {chu}.",
            so=len(apart),
            chu=quote(apart[0]),
        )
        hint = msg("Hàng nào là phần còn lại của hàng cuối trang trước thì nối vào hàng ấy.")
        yield Finding("V522", Severity.WARNING, Place(name), message, hint, "\n".join(apart))


def _without_rules(seen: Seen, tables: Sequence[Joined], columns: Sequence[int], name: str) -> Iterator[Finding]:
    """Where rows and columns were told by where text stands, or not at all."""
    if pages := sorted({page for table in tables if not table.drawn for page in table.pages}):
        message = msg("Bảng ở trang {cac} không kẻ khung: chia hàng, cột theo chỗ chữ đứng.", cac=_listed(pages))
        hint = msg("Soát từng hàng, từng ô với tệp PDF; xin tệp Word hoặc Excel nếu có.")
        yield Finding("V430", Severity.WARNING, Place(name), message, hint, ", ".join(map(str, pages)))
    if rows := [row for table in tables for row in table.run_together]:
        message = msg(
            "{so} hàng của bảng không kẻ cột, chữ các ô nằm chung một ô: {chu}.", so=len(rows), chu=quote(rows[0])
        )
        hint = msg("Chia lại những hàng ấy theo tệp PDF; xin tệp Word hoặc Excel nếu có.")
        yield Finding("V490", Severity.WARNING, Place(name), message, hint, "\n".join(rows))
    if pages := sorted({*columns, *(page.number for page in seen.laid if page.unread)}):
        message = msg(
            "Chữ ở trang {cac} xếp thành cột như bảng mà không kẻ khung, không rõ đâu là một hàng: giữ thành dòng.",
            cac=_listed(pages),
        )
        hint = msg("Soát những dòng ấy với tệp PDF, lập lại bảng nếu là bảng; xin tệp Word hoặc Excel nếu có.")
        yield Finding("V431", Severity.WARNING, Place(name), message, hint)


def _of_narrow_cells(tables: Sequence[Joined], name: str) -> Iterator[Finding]:
    if cut := [text for table in tables for text in table.cut]:
        message = msg(
            "{so} ô có chữ tràn qua cạnh ô, có thể bị cắt mất phần cuối: {chu}.", so=len(cut), chu=quote(cut[0])
        )
        hint = msg("Xem lại các ô của cột ấy; xin tệp Word hoặc Excel để có đủ chữ.")
        yield Finding("V525", Severity.WARNING, Place(name), message, hint, "\n".join(cut))
    if whole := [text for table in tables for text in table.whole]:
        message = msg("{so} chữ, số bị ô hẹp ngắt đôi đã nối liền: {chu}.", so=len(whole), chu=quote(whole[0]))
        yield note(name, message, "\n".join(whole), code="V434")
    if parted := [text for table in tables for text in table.parted]:
        message = msg(
            "{so} chỗ xuống dòng trong ô hẹp không rõ là một hay hai chữ, số: {chu}.",
            so=len(parted),
            chu=quote(parted[0]),
        )
        yield note(name, message, "\n".join(parted), Severity.WARNING, "V434")


def _not_taken(seen: Seen, name: str) -> Iterator[Finding]:
    if seen.scanned:
        message = msg("Trang {cac} là ảnh quét, không có chữ để lấy.", cac=_listed(seen.scanned))
        yield note(name, message, severity=Severity.WARNING, code="V432")
    for number, text in seen.turned:
        message = msg("Chữ xoay ở trang {trang} không được lấy: {chu}.", trang=number, chu=quote(text))
        yield note(name, message, text, Severity.WARNING, "V432")
    for number, text in seen.put_on:
        message = msg(
            "Chữ đặt thêm lên trang {trang} (ghi chú, ô điền, dấu, chữ ký số) không được lấy: {chu}.",
            trang=number,
            chu=quote(text),
        )
        yield note(name, message, text, Severity.WARNING, "V369")
    if seen.attached:
        message = msg("Tệp PDF có tệp khác đính kèm, không được lấy: {cac}.", cac=quote("; ".join(seen.attached)))
        yield note(name, message, "; ".join(seen.attached), Severity.WARNING, "V529")
    if seen.pictures:
        message = msg("Ảnh, con dấu ở trang {cac} không được lấy.", cac=_listed(seen.pictures))
        yield note(name, message, severity=Severity.WARNING)


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in short: 1–3, 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)


def lost(seen: Seen, sections: Iterable[Section], left: Iterable[Line], name: str) -> Iterator[Finding]:
    """The check of the reader itself: every sign of the pages stands in the body, or was left out and said."""
    made = signs_of(text for section in sections for text in texts_of(section.blocks))
    made += signs_of((*(line.text for line in left), *(text for _, text in seen.turned)))
    gone = seen.signs - made
    if gone:
        message = msg(
            "{so} chữ cái của tệp PDF không vào được hồ sơ: {chu}.", so=gone.total(), chu=quote("".join(gone))
        )
        yield Finding(
            "V354", Severity.ERROR, Place(name), message, msg("Đối chiếu với tệp PDF."), "".join(gone.elements())
        )
