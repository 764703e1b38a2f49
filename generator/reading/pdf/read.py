"""The story of reading a PDF: pages one by one, their frames aside, lines and tables joined over pages, as a body."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from generator.ooxml.plain_body import Cell, Paragraph, Section, Table, parts_of, texts_of
from generator.reading.pdf.frame import Frames, without_frames
from generator.reading.pdf.layout import Beside, Block, GridPart, Laid, column_of, laid_out
from generator.reading.pdf.lines import Line
from generator.reading.pdf.pages import DEFAULT_LIMITS, Limits, Page, Pdf
from generator.reading.pdf.paragraphs import Room, grouped, paragraph_of, paragraphs_of, pitch_of
from generator.reading.pdf.tables import Joined
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.text import quote

# A page with fewer signs than this has no text; a picture that covers more than this share of it is a scan.
_LEAST, _SCANNED = 4, 0.5
# Points: lines that end at one margin, the right margin of the decree; how many long lines tell a ragged one.
_FLUSH, _MARGIN, _ENOUGH, _FAR = 1.5, 56.7, 8, 40.0
# An indent, in points; how many lines that begin there tell it.
_INDENT, _FIRST_LINES = 8.0, 2
# A distance of lines, in sizes of their letters, that an empty line makes.
_EMPTY = 2.4


@dataclass(frozen=True, slots=True)
class PdfBody:
    """What a PDF says, as the parts of a Word file, with what is to be known of it."""

    parts: dict[str, bytes]
    findings: tuple[Finding, ...]
    pages: int


@dataclass
class _Seen:
    """What was met while reading that is no text of the document."""

    laid: list[Laid] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    turned: list[tuple[int, str]] = field(default_factory=list)
    signs: Counter[str] = field(default_factory=Counter)


def read_pdf(
    path: Path, shown_as: str, step: Callable[[int, int], None] | None = None, limits: Limits = DEFAULT_LIMITS
) -> PdfBody:
    """A PDF with text as a body; `step` is told how many pages are read, of how many.

    Raises InputError as `Pdf`, V352 for a scan and for text that says no characters.
    """
    pdf = Pdf(path, shown_as, limits)
    seen = _Seen()
    try:
        for page in pdf.each():
            _see(page, seen)
            if step is not None:
                step(page.number, pdf.pages)
        signatures = pdf.signatures
        _refuse_scans(seen, pdf.pages, shown_as)
    finally:
        pdf.close()
    kept, frames = without_frames(seen.laid)
    flow = _Flow(_rooms(seen.laid))
    sections = list(flow.sections(kept))
    findings = [*_said(seen, frames, flow, shown_as), *_lost(seen, sections, (*frames.lines, *flow.dropped), shown_as)]
    if signatures:
        findings.append(_note(shown_as, msg("Tệp có {so} chữ ký số; hồ sơ không giữ chữ ký số.", so=signatures)))
    return PdfBody(parts_of(sections), tuple(findings), pdf.pages)


def _see(page: Page, seen: _Seen) -> None:
    laid = laid_out(page)
    seen.laid.append(laid)
    seen.signs.update(_signs(glyph.text for glyph in page.glyphs))
    if laid.count < _LEAST and page.pictured > _SCANNED:
        seen.scanned.append(page.number)
    elif page.pictures:
        seen.pictures.append(page.number)
    if page.turned.strip():
        seen.turned.append((page.number, page.turned))


def _signs(texts: Iterable[str]) -> Counter[str]:
    """The signs of texts apart from spaces, each as it is however it is composed."""
    return Counter(sign for text in texts for sign in unicodedata.normalize("NFD", text) if not sign.isspace())


def _refuse_scans(seen: _Seen, pages: int, name: str) -> None:
    total = seen.signs.total()
    if total >= _LEAST * pages / 2 and total and seen.signs["\ufffd"] * 5 < total:
        return
    if total and seen.signs["\ufffd"] * 5 >= total:
        message = msg("Chữ trong tệp PDF không có bảng mã để đọc ra chữ Việt.")
    elif seen.scanned:
        message = msg("Tệp PDF là bản quét (ảnh chụp trang giấy), không có chữ để đọc.")
    else:
        message = msg("Tệp PDF không có chữ nào.")
    hint = msg(
        "Xin tệp Word, hoặc PDF lưu từ Word; chỉ có bản quét thì nhận dạng chữ (OCR), soát lại từng chữ rồi lưu .docx."
    )
    raise InputError.of("V352", Place(name), message, hint)


# --- rooms ---


def _rooms(pages: Sequence[Laid]) -> dict[tuple[int, int], Room]:
    """Where text stands on pages of each size: from the left margin to the right one."""
    rooms: dict[tuple[int, int], Room] = {}
    for size in {_size(page) for page in pages}:
        own = [page for page in pages if _size(page) == size]
        left, right = _margins(own, size[0])
        pitches = [pitch_of(Room(left, right), _lines_of(page)) for page in own]
        found = sorted(pitch for pitch in pitches if pitch)
        pitch = found[len(found) // 2] if found else 0.0
        indents = Counter(round(line.x0, 1) for page in own for line in _lines_of(page) if line.x0 > left + _INDENT)
        indent, count = indents.most_common(1)[0] if indents else (0.0, 0)
        rooms[size] = Room(left, right, pitch, indent=indent if count >= _FIRST_LINES else 0.0)
    return rooms


def _margins(pages: Sequence[Laid], width: float) -> tuple[float, float]:
    """The left and the right end of what stands on pages of one size."""
    lines = [line for page in pages for line in _lines_of(page)]
    beside = [block for page in pages for block in page.blocks if isinstance(block, Beside)]
    edges = [block.grid.xs for page in pages for block in page.blocks if isinstance(block, GridPart)]
    begins = [line.x0 for line in (*lines, *(line for block in beside for line in block.left))]
    left = _often(begins, min) or min((xs[0] for xs in edges), default=0.0)
    right = _right_of(lines, left, width) or max((xs[-1] for xs in edges), default=width)
    if edges and len(lines) < 3 * len(pages):
        left, right = min(left, *(xs[0] for xs in edges)), max(right, *(xs[-1] for xs in edges))
    return left, right


def _size(page: Laid) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _lines_of(page: Laid) -> list[Line]:
    return [block for block in page.blocks if isinstance(block, Line)]


def _often(values: Sequence[float], which: Callable[[Iterable[float]], float]) -> float:
    """The outermost place at which at least two lines begin or end; 0 without one."""
    counts = Counter(round(value / 2) for value in values)
    often = [value for value in values if counts[round(value / 2)] > 1]
    return which(often or values) if values else 0.0


def _right_of(lines: Sequence[Line], left: float, width: float) -> float:
    """The right margin: where two lines end, far to the right; else that at which titles stand in the middle, else that
    of the decree, or of the longest of many lines.
    """
    ends = [line.x1 for line in lines]
    full = sorted((end for end in ends if end > left + 0.7 * (width - left)), reverse=True)
    for first, second in pairwise(full):
        if first - second < _FLUSH:
            return first
    if not ends or len(full) > _ENOUGH:
        return max(ends, default=0.0)
    middle = _middle([line for line in lines if line.x0 > left + _FAR], width)
    return max(*ends, 2 * middle - left if middle else width - _MARGIN)


def _middle(lines: Sequence[Line], width: float) -> float:
    """Where at least two lines of different lengths have their middle, near that of the page; 0 where none do."""
    middles = sorted((line.x0 + line.x1) / 2 for line in lines)
    for first, second in pairwise(middles):
        if second - first < _FLUSH and abs(first - width / 2) < 0.1 * width:
            return (first + second) / 2
    return 0.0


# --- the flow ---


@dataclass
class _Flow:
    """Goes through the pages, holding the paragraph and the table that the next page may go on with."""

    rooms: dict[tuple[int, int], Room]
    lines: list[Line] = field(default_factory=list)
    table: Joined | None = None
    side: Beside | None = None
    dropped: list[Line] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    blocks: list[Paragraph | Table] = field(default_factory=list)

    def sections(self, pages: Sequence[tuple[Laid, tuple[Block, ...]]]) -> Iterator[Section]:
        """The pages of one size after another, each run of them a section."""
        last: Laid | None = None
        for page, blocks in pages:
            if last is not None and _size(last) != _size(page):
                yield self._ended(last)
            last = page
            room = self.rooms[_size(page)]
            for at, block in enumerate(blocks):
                self._take(block, room, first=at == 0)
        if last is not None:
            yield self._ended(last)

    def _ended(self, page: Laid) -> Section:
        room = self.rooms[_size(page)]
        self._close(room)
        made = Section(
            tuple(self.blocks), page.width, page.height, (56.7, 56.7, room.left, max(page.width - room.right, 0.0))
        )
        self.blocks = []
        return made

    def _take(self, block: Block, room: Room, *, first: bool) -> None:
        if isinstance(block, Line):
            if self.side is not None and _is_more(self.side, block):
                self.side = replace(self.side, left=(*self.side.left, block))
                return
            self._close_side(room)
            self._close_table()
            self.lines.append(block)
            return
        if isinstance(block, GridPart) and first and self.table is not None and self.table.takes(block):
            return
        self._close(room)
        if isinstance(block, Beside):
            self.side = block
        else:
            self.table = Joined.of(block)

    def _close(self, room: Room) -> None:
        self._close_side(room)
        self._close_table()
        self._close_lines(room)

    def _close_side(self, room: Room) -> None:
        if self.side is not None:
            self.blocks.append(_side_by_side(self.side, room))
            self.side = None

    def _close_table(self) -> None:
        if self.table is not None:
            self.blocks.append(self.table.table())
            self.dropped += self.table.dropped
            if len(self.table.pages) > 1:
                self.joined.append(self.table)
            self.table = None

    def _close_lines(self, room: Room) -> None:
        if self.lines:
            last: Line | None = None
            for group in grouped(self.lines, room):
                if last is not None and _is_far(last, group[0]):
                    self.blocks.append(Paragraph(()))
                self.blocks.append(paragraph_of(group, room))
                last = group[-1]
            self.lines = []


def _is_more(side: Beside, line: Line) -> bool:
    """Whether a line at the top of a page goes on with the list at the left that the page before ends with."""
    last = side.left[-1]
    if line.page == side.page or abs(line.x0 - side.left[0].x0) > _FLUSH:
        return False
    if line.page != last.page:
        return line.text.startswith(("- ", "– "))
    return line.y - last.y < 2 * line.size


def _is_far(line: Line, below: Line) -> bool:
    return line.page == below.page and below.y - line.y > _EMPTY * max(line.size, below.size)


def _side_by_side(block: Beside, room: Room) -> Table:
    """A table without rules, of one row: an empty line where lines of a side stand far apart."""
    cells = []
    for column, lines in enumerate((block.left, block.right)):
        own = column_of(lines)
        made: list[Paragraph] = []
        part: list[Line] = []
        for line in lines:
            if part and _is_far(part[-1], line):
                made += [*paragraphs_of(part, own), Paragraph(())]
                part = []
            part.append(line)
        cells.append(Cell(0, column, (*made, *paragraphs_of(part, own))))
    middle = min(line.x0 for line in block.right)
    return Table(tuple(cells), (max(middle - room.left, 1.0), max(room.right - middle, 1.0)), ruled=False)


# --- what is said ---


def _note(name: str, message: Message, value: str = "", severity: Severity = Severity.NOTE) -> Finding:
    hint = msg("Đối chiếu với tệp PDF.")
    return Finding("V353", severity, Place(name), message, hint, value)


def _said(seen: _Seen, frames: Frames, flow: _Flow, name: str) -> Iterator[Finding]:
    """What of the pages is no text of the document, and what was joined."""
    if frames.numbers:
        yield _note(name, msg("Bỏ số trang ở {so} trang.", so=len(frames.numbers)))
    if frames.repeated:
        texts = sorted({line.text for line in frames.repeated})
        message = msg("Bỏ dòng đầu trang, chân trang lặp lại: {chu}.", chu=quote(texts[0]))
        yield _note(name, message, "\n".join(texts), Severity.WARNING)
    for table in flow.joined:
        yield _note(
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
    if seen.scanned:
        message = msg("Trang {cac} là ảnh quét, không có chữ để lấy.", cac=_listed(seen.scanned))
        yield _note(name, message, severity=Severity.WARNING)
    if seen.pictures:
        message = msg("Ảnh, con dấu ở trang {cac} không được lấy.", cac=_listed(seen.pictures))
        yield _note(name, message, severity=Severity.WARNING)
    for number, text in seen.turned:
        message = msg("Chữ xoay ở trang {trang} không được lấy: {chu}.", trang=number, chu=quote(text))
        yield _note(name, message, text, Severity.WARNING)
    if unseen := [page.number for page in seen.laid if page.unseen * 2 > page.count > 0]:
        message = msg("Chữ ở trang {cac} do máy nhận dạng từ ảnh quét (OCR): soát lại từng chữ.", cac=_listed(unseen))
        yield _note(name, message, severity=Severity.WARNING)


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in short: 1–3, 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)


def _lost(seen: _Seen, sections: Iterable[Section], left: Iterable[Line], name: str) -> Iterator[Finding]:
    """The check of the reader itself: every sign of the pages stands in the body, or was left out and said."""
    made = _signs(text for section in sections for text in texts_of(section.blocks))
    made += _signs(line.text for line in left)
    gone = seen.signs - made
    if gone:
        message = msg(
            "{so} chữ cái của tệp PDF không vào được hồ sơ: {chu}.", so=gone.total(), chu=quote("".join(gone))
        )
        yield Finding(
            "V354", Severity.ERROR, Place(name), message, msg("Đối chiếu với tệp PDF."), "".join(gone.elements())
        )
