"""The story of reading a PDF: pages one by one, their frames aside, lines and tables joined over pages, as a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.plain_body import Cell, Paragraph, Section, Table, parts_of
from generator.reading.pdf.breaks import NO_BREAKS, Breaks, breaks_of
from generator.reading.pdf.frame import without_frames
from generator.reading.pdf.layout import Beside, Block, GridPart, Laid, column_of, laid_out
from generator.reading.pdf.lines import Line
from generator.reading.pdf.pages import DEFAULT_LIMITS, Limits, Page, Pdf
from generator.reading.pdf.paragraphs import Room, grouped, paragraph_of, paragraphs_of, pitch_of
from generator.reading.pdf.tables import Joined
from generator.reading.pdf.told import Seen, lost, note, said, signs_of
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, msg
from generator.values.patterns import late
from generator.values.text import fold

# A page with fewer signs than this has no text; a picture that covers more than this share of it is a scan.
_LEAST, _SCANNED = 4, 0.5
# Points: lines that end at one margin, the right margin of the decree; how many long lines tell a ragged one.
_FLUSH, _MARGIN, _ENOUGH, _FAR = 1.5, 56.7, 8, 40.0
# An indent, in points; how many lines that begin there tell it.
_INDENT, _FIRST_LINES = 8.0, 2
_FRAME = late(r"cong hoa xa hoi|doc lap tu do|dang cong san|noi nhan|kinh gui")
_ITEMS = ("- ", "– ")  # what the items of a list begin with
# A distance of lines, in sizes of their letters, that an empty line makes.
_EMPTY = 2.4


class PdfBody(Struct, frozen=True):
    """What a PDF says, as the parts of a Word file, with what is to be known of it."""

    parts: dict[str, bytes]
    findings: tuple[Finding, ...]
    pages: int


def read_pdf(
    path: Path, shown_as: str, step: Callable[[int, int], None] | None = None, limits: Limits = DEFAULT_LIMITS
) -> PdfBody:
    """A PDF with text as a body; `step` is told how many pages are read, of how many.

    Raises InputError as `Pdf`, V352 for a scan and for text that says no characters.
    """
    pdf = Pdf(path, shown_as, limits)
    seen = Seen()
    try:
        for page in pdf.each():
            _see(page, seen)
            if step is not None:
                step(page.number, pdf.pages)
        signatures, seen.attached = pdf.signatures, pdf.attached
        _refuse_scans(seen, pdf.pages, shown_as)
    finally:
        pdf.close()
    kept, frames = without_frames(seen.laid)
    parts = (block for _, blocks in kept for block in blocks if isinstance(block, GridPart))
    others = (block for _, blocks in kept for block in blocks if isinstance(block, Line))
    breaks = breaks_of((tuple(one.lines) for part in parts for one in part.fields), others)
    flow = _Flow(_rooms([replace(page, blocks=blocks) for page, blocks in kept]), breaks)
    sections = list(flow.sections(kept))
    findings = [
        *said(seen, frames, flow.tables, flow.columns, shown_as),
        *lost(seen, sections, (*frames.lines, *flow.dropped), shown_as),
    ]
    if signatures:
        findings.append(note(shown_as, msg("Tệp có {so} chữ ký số; hồ sơ không giữ chữ ký số.", so=signatures)))
    return PdfBody(parts_of(sections), tuple(findings), pdf.pages)


def _see(page: Page, seen: Seen) -> None:
    laid = laid_out(page)
    seen.laid.append(laid)
    seen.signs.update(signs_of(glyph.text for glyph in (*page.glyphs, *(one.glyph for one in page.turned))))
    if laid.count < _LEAST and page.pictured > _SCANNED:
        seen.scanned.append(page.number)
    elif page.pictures:
        seen.pictures.append(page.number)
    if page.put_on:
        seen.put_on.append((page.number, page.put_on))
    if laid.turned.strip():
        seen.turned.append((page.number, laid.turned))


def _refuse_scans(seen: Seen, pages: int, name: str) -> None:
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
        begins = (line for page in own for line in _lines_of(page) if not _is_title(line, left, right))
        indents = Counter(round(line.x0, 1) for line in begins if line.x0 > left + _INDENT)
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
    if not edges:
        return left, right
    outer, end = min(xs[0] for xs in edges), max(xs[-1] for xs in edges)
    # Titles in the middle, on each page the same, say nothing of where text begins: the tables do, they of the middle.
    titles = _middle([line for line in lines if line.x0 > outer + _FAR], width)
    if titles and not beside and all(_is_title(line, outer, 2 * titles - outer) for line in lines):
        return outer, max(end, 2 * titles - outer)
    if len(lines) < 3 * len(pages):
        left, right = min(left, outer), max(right, end)
    return left, right


def _is_title(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle, far from both sides."""
    return line.x0 - left > _FAR and abs((line.x0 - left) - (right - line.x1)) <= 2 * _FLUSH


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
    breaks: Breaks = NO_BREAKS
    lines: list[Line] = field(default_factory=list)
    table: Joined | None = None
    side: Beside | None = None
    dropped: list[Line] = field(default_factory=list)
    tables: list[Joined] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)  # pages with two columns that are no heading and no end
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
        if isinstance(block, Beside) and first and self.side is not None and _goes_on(self.side, block):
            self.side = replace(self.side, left=self.side.left + block.left, right=self.side.right + block.right)
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
            if not _is_frame(self.side):
                self.columns.append(self.side.page)
            self.blocks.append(_side_by_side(_one_list(self.side), room))
            self.side = None

    def _close_table(self) -> None:
        if self.table is not None:
            self.blocks.append(self.table.table(self.breaks))
            self.dropped += self.table.dropped
            self.tables.append(self.table)
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
        return line.text.startswith(_ITEMS)
    return line.y - last.y < 2 * line.size


def _is_frame(side: Beside) -> bool:
    """Whether what stands side by side is the heading or the end of a document, by its words."""
    if any(_FRAME.match(fold(line.text)) or line.text.startswith("Số:") for line in (*side.left, *side.right)):
        return True
    capitals = any(line.text.isupper() for line in side.right)
    return capitals and not any(sign.isdigit() for line in side.right for sign in line.text)


def _one_list(side: Beside) -> Beside:
    """A list that goes on below what stands at its right, as one list at the left."""
    at = next((n for n, line in enumerate(side.right) if n and line.text.startswith(_ITEMS)), 0)
    if not at or not side.left[-1].text.startswith(_ITEMS):
        return side
    return replace(side, left=side.left + side.right[at:], right=side.right[:at])


def _goes_on(side: Beside, more: Beside) -> bool:
    """Whether what stands side by side at the top of a page goes on with what the page before ends with: the columns
    stand where those do.
    """
    own, other = column_of(side.right), column_of(more.right)
    is_left = abs(side.left[-1].x0 - more.left[0].x0) <= _FLUSH
    return is_left and own.left < other.right and other.left < own.right and column_of(more.left).right < own.left


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
