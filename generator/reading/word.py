"""A body drafted in Word as pieces: text with its emphasis, lists, headings, tables, pictures, footnotes; tracked
changes as accepted.

Read: runs in content controls, smart tags, hyperlinks; automatic numbers by their format, in cells as text; emphasis
and lists of styles; merged cells. Left out and said: hidden text, tables of contents, comments, drawings. Text boxes,
equations, underlined or coloured text, numbers that the decree does not know have no official form: kept as text, and
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml import package
from generator.ooxml.body import BodyBlock, BodyCell, BodyMark, BodyParagraph, BodyPlace, BodyTable, paragraphs, walk
from generator.ooxml.inlines import Kind, inlines
from generator.ooxml.inlines import Piece as Inline
from generator.ooxml.names import r, w
from generator.ooxml.numbering import Counter, Level
from generator.ooxml.remarks import Remark, remarks
from generator.ooxml.revisions import View
from generator.ooxml.styles import STYLES, Styles, read_styles
from generator.ooxml.symbols import UNKNOWN, symbol_name
from generator.ooxml.unfinished import is_red
from generator.ooxml.word_file import body_of
from generator.ooxml.word_formats import RunFormat
from generator.reading.bounds import refuse_long_draft
from generator.reading.draft import LEFT_OUT, LOOKED, NO_PICTURE, Draft, Piece
from generator.reading.from_outside import from_outside
from generator.reading.oddities import controls
from generator.reading.word_parts import heading_levels, note_roots, picture_in, text_of_chunk
from generator.values.blocks import BlockKind
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.marked import emphasised, joined, stripped, with_note
from generator.values.model import Merge, Origin
from generator.values.patterns import late
from generator.values.text import clean, quote

_LEGACY_FONTS = late(r"^(?:\.Vn|VNI[-_ ])", re.IGNORECASE)
# Word's own limit: levels of a list from 0.
_DEEPEST = 8
_NUMERALS = ("decimal", "decimalZero")
_NUMBER_KINDS: dict[str, BlockKind] = {"upperRoman": "muc", "lowerLetter": "diem"}
_WORDS = late(r"[^\W\d_]{2,}")
_CONTENTS = late(r"(?:toc \d|toc heading)", re.IGNORECASE)
_ODD_PROPERTIES = {
    "highlight": "chữ tô nền",
    "strike": "chữ gạch ngang",
    "dstrike": "chữ gạch ngang",
    "color": "chữ màu",
}
_LIST_STYLE = late(r"list (?:bullet|number) (\d)", re.IGNORECASE)
_PLAIN: Mapping[Kind, str] = {"tab": " ", "line": "\n", "hyphen": "-"}
_LINK = w("hyperlink")
CHANGED = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_COMMENTS = 30  # that are said one by one


def read_word(path: Path, shown_as: str) -> Draft:
    """The pieces of a Word file. Raises InputError V010…V015 where it is none."""
    reader = _Reader(package.read(path, shown_as=shown_as), shown_as)
    for _ in reader.blocks():
        pass
    reader.draft.findings += from_outside(reader.parts, shown_as)
    return reader.draft


class WordBlock(Struct, frozen=True):
    """What stands in a body between two others: `first`…`last` are the numbers of its paragraphs in reading order, from
    1 through the file, those of its cells and text boxes too; `pieces` what a draft has of it; `table` its grid.
    """

    first: int
    last: int
    pieces: tuple[Piece, ...]
    table: BodyTable | None = None


def read_blocks(
    parts: Mapping[str, bytes],
    shown_as: str,
    view: View = "accept",
    body: etree._Element | None = None,
    walked: Iterable[BodyBlock] | None = None,
) -> tuple[tuple[WordBlock, ...], tuple[Finding, ...]]:
    """The body of a package read with `ooxml.package.read`, block by block, and what of it has no official form.

    `body` and `walked` are what the caller has parsed and walked already. A finding names the first paragraph of its
    block, by the number that the block has.
    """
    reader = _Reader(parts, shown_as, view)
    reader.as_typed = True
    blocks = tuple(reader.blocks(body, walked))
    return blocks, tuple(reader.draft.findings)


# What stands in a body and has no text of its own, or one that is not read.
_NOT_READ = {
    w("altChunk"): msg("Bản nháp chèn cả một tệp khác (altChunk)."),
    w("subDoc"): msg("Bản nháp dẫn tới một tệp con (subDoc)."),
    w("rt"): msg("Bản nháp có chữ chú âm ở trên chữ khác."),
}


class _Reader:
    """Goes through the body, counting paragraphs and tables for the places of findings."""

    def __init__(self, parts: Mapping[str, bytes], shown_as: str, view: View = "accept") -> None:
        self.parts = parts
        self.file = shown_as
        self.view: View = view
        self.draft = Draft()
        self.count = self.first = 0
        self.table: BodyPlace | None = None  # of the text that is read
        self.as_typed = False  # blocks are what is typed: a style gives them no meaning
        self.legacy = self.in_note = False
        self.styles: Styles = read_styles(parts, shown_as=shown_as)
        self.counter = Counter(self.styles.numbering)

    def blocks(
        self, body: etree._Element | None = None, walked: Iterable[BodyBlock] | None = None
    ) -> Iterator[WordBlock]:
        """Block by block, each put into the draft as it is read."""
        body = body_of(self.parts, shown_as=self.file) if body is None else body
        if not self.as_typed:
            refuse_long_draft(len(body), sum(len(text.text or "") for text in body.iter(w("t"))), self.file)
        self._reviewed(body)
        first, pieces = 1, self.draft.pieces
        for block in ended(walk(body, self.view) if walked is None else walked):
            self.count += 1
            self.first = first
            known = len(pieces)
            table = block if isinstance(block, BodyTable) else None
            self.table = None if table is None else table.place
            if isinstance(block, BodyTable):
                pieces += [*self._table(block)]
            else:
                self._paragraph(block)
            last = first - 1 + sum(1 for _ in paragraphs([block] if isinstance(block, BodyTable) else block))
            yield WordBlock(first, last, tuple(pieces[known:]), table)
            first = last + 1
        self.draft.end()

    @property
    def place(self) -> Place:
        if self.as_typed:
            return Place(self.file, part=str(self.table) if self.table is not None else f"đoạn {self.first}")
        return Place(self.file, part=f"đoạn {self.count}")

    def _unofficial(self, what: str, value: str = "") -> None:
        self.draft.once(self.place, msg("Không có thể thức cho {cai_gi}.", cai_gi=what), value)

    def _looks(self, what: str, text: str) -> None:
        """Words that look as the decree has no form for: kept as words, quoted with all others of the paragraph."""
        self.draft.left_out(self.place, msg("Không có thể thức cho {cai_gi}.", cai_gi=what), text, LOOKED)

    def _left_out(self, what: str, value: str = "", hint: Message = LEFT_OUT) -> None:
        self.draft.left_out(self.place, msg("Không lấy được {cai_gi} từ tệp Word.", cai_gi=what), value, hint)

    def _reviewed(self, body: etree._Element) -> None:
        """What reviewers left in the draft."""
        if next(body.iter(*CHANGED), None) is not None:
            taken = msg("Bản nháp còn chỗ sửa có theo dõi (Track Changes); được lấy như đã chấp nhận.")
            left = msg("Tệp còn chỗ sửa có theo dõi (Track Changes); được lấy như đã từ chối.")
            hint = msg("Chấp nhận hoặc từ chối từng chỗ sửa trong Word nếu không muốn vậy.")
            self._of_draft(left if self.view == "reject" else taken, hint)
        for node in body.iter(*_NOT_READ):
            text = "".join(piece.text or "" for piece in node.iter(w("t"))) or text_of_chunk(self.parts, node)
            self.draft.left_out(Place(self.file), _NOT_READ[node.tag], text)
        if "word/comments.xml" in self.parts:
            self._commented(remarks(self.parts, body, walk(body, self.view), shown_as=self.file))

    def _commented(self, found: Sequence[Remark]) -> None:
        """Each comment with its author, its place, the words that it is on; the rest of very many in one."""
        if found:
            hint = msg("Nhận xét không phải chữ của văn bản: xử lý từng nhận xét rồi xóa trong Word.")
            self._of_draft(msg("Bản nháp còn {so} nhận xét.", so=len(found)), hint)
        for one in found[:_COMMENTS]:
            who, text = one.author or "?", quote(one.text, 160)
            message = msg("Nhận xét của {ai}: {loi}.", ai=who, loi=text)
            if one.on.strip():
                message = msg("Nhận xét của {ai} ở chữ {chu}: {loi}.", ai=who, chu=quote(one.on, 60), loi=text)
            place = Place(self.file, part=one.place)
            self.draft.findings.append(Finding("V433", Severity.NOTE, place, message, None, one.text))
        if rest := found[_COMMENTS:]:
            message = msg("Còn {so} nhận xét khác.", so=len(rest))
            value = "\n".join(f"{one.place}: {one.author}: {one.text}" for one in rest)
            self.draft.findings.append(Finding("V433", Severity.NOTE, Place(self.file), message, None, value))

    def _of_draft(self, message: Message, hint: Message) -> None:
        self.draft.unofficial(Place(self.file), message, "", hint)

    # --- paragraphs ---

    def _paragraph(self, blocks: Sequence[BodyParagraph]) -> None:
        paragraph = blocks[-1].element
        form = self.styles.paragraph(paragraph)
        if _CONTENTS.fullmatch(form.style):
            self.draft.left_out(Place(self.file), msg("Bản nháp có mục lục."))
            return
        text = self._text([block.element for block in blocks])
        self.draft.findings += controls(text, self.place)
        label, level = self._label(form.num_id, form.level)
        pieces = self.draft.pieces
        if text and form.style.lower() == "caption" and pieces and pieces[-1].picture and not pieces[-1].text:
            pieces[-1] = replace(pieces[-1], text=text)
        elif text.strip():
            pieces.append(self._piece(paragraph, text, label, level))
        elif any(char.isalnum() for char in label):
            self._left_out("số thứ tự của đoạn trống", label)
        for block in blocks:
            self._drawings(block)

    def _piece(self, paragraph: etree._Element, text: str, label: str, level: Level | None) -> Piece:
        origin = Origin(self.file, row=self.count)
        if label and _WORDS.search(label):
            # "Điều 5." as a number of Word's: as if it were typed.
            return Piece(joined((f"{label} ", text)), origin=origin)
        if heading := self._heading_level(paragraph):
            if heading <= 2:
                return Piece(text, ("muc", "khoan")[heading - 1], heading=True, origin=origin)
            if not self.as_typed:
                message = msg("Không có thể thức cho tiêu đề cấp {cap}.", cap=heading)
                self.draft.unofficial(self.place, message, text[:80])
        if level is None:
            return Piece(text, origin=origin)
        depth = self._depth(paragraph, level.format == "bullet")
        if level.format == "bullet":
            return Piece(text, "gach" if depth == 1 else "cong", origin=origin)
        if kind := _NUMBER_KINDS.get(level.format):
            return Piece(text, kind, heading=kind == "muc", origin=origin)
        if level.format in _NUMERALS:
            return Piece(text, level=depth, list_id=str(self.styles.paragraph(paragraph).num_id), origin=origin)
        if label:
            self._unofficial("số thứ tự " + quote(label), text[:80])
        return Piece(joined((f"{label} ", text)) if label else text, origin=origin)

    def _label(self, num_id: int, ilvl: int) -> tuple[str, Level | None]:
        """The automatic number of the next paragraph as printed, and its level."""
        if not num_id:
            return "", None
        return self.counter.label(num_id, ilvl).strip(), self.styles.numbering.level(num_id, ilvl)

    def _depth(self, paragraph: etree._Element, bullets: bool) -> int:
        """How many levels of bullets, or of numerals, the list of a paragraph has down to its own."""
        form = self.styles.paragraph(paragraph)
        levels = (self.styles.numbering.level(form.num_id, at) for at in range(min(form.level, _DEEPEST) + 1))
        wanted = ("bullet",) if bullets else _NUMERALS
        # "Điều %1." counts articles, not what stands in them.
        own = sum(one is not None and one.format in wanted and not _WORDS.search(one.text) for one in levels)
        named = _LIST_STYLE.fullmatch(form.style)
        return own + (int(named[1]) - 1 if named else 0)

    def _heading_level(self, paragraph: etree._Element) -> int:
        """1… for paragraphs in Word's heading styles or styles made of them, 0 for others."""
        own = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if own is not None and own.get(w("val"), "9").isdigit() and int(own.get(w("val"))) < 9:
            return int(own.get(w("val"))) + 1
        return self._levels.get(self.styles.style_of(paragraph), 0)

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return heading_levels(self.parts[STYLES]) if STYLES in self.parts else {}

    # --- tables ---

    def _table(self, table: BodyTable) -> Iterator[Piece]:
        """Texts by row and column, and which cells are one; nothing of a table that has no cell."""
        rows: list[tuple[str, ...]] = []
        for row in table.rows:
            cells = [""] * row.before
            for cell in row.cells:
                cells += [self._cell(cell), *[""] * (cell.span - 1)]
            rows.append(tuple(cells))
        joins = (area for area in table.areas if area.rows > 1 or area.columns > 1)
        merged = tuple(Merge(area.row, area.column, area.rows, area.columns) for area in joins)
        if any(rows):
            yield Piece(cells=tuple(rows), merged=merged, origin=Origin(self.file, row=self.count))

    def _cell(self, cell: BodyCell) -> str:
        return joined((line for line in self._lines(cell) if line.strip()), "\n")

    def _lines(self, cell: BodyCell) -> Iterator[str]:
        for block in ended(cell.blocks):
            if isinstance(block, BodyTable):
                self._unofficial("bảng nằm trong ô của bảng")
                for piece in self._table(block):
                    yield from (joined(filter(None, row), " ") for row in piece.cells)
                continue
            properties = block[-1].properties
            form = self.styles.paragraph_with(properties)
            label, _ = self._label(form.num_id, form.level)
            text = self._text([one.element for one in block], self.styles.style_in(properties))
            yield joined((f"{label} " if text.strip() else label, text)) if label else text
            yield from self._boxes(block)
            if any(one.drawn and not one.boxes for one in block):
                self._left_out("hình vẽ, ảnh trong ô của bảng", hint=NO_PICTURE)

    def _boxes(self, block: Sequence[BodyParagraph]) -> Iterator[str]:
        """The text of the boxes in a paragraph of a cell, as lines of the cell."""
        for inner in paragraphs(box for one in block for held in one.boxes for box in held):
            self._unofficial("hộp văn bản")
            yield self._text([inner.element])

    # --- runs ---

    def _text(self, elements: Sequence[etree._Element], style: str | None = None) -> str:
        """The text of a paragraph, with those that run on into it, without the space around it; emphasis and notes.

        `style` is that of the last where the caller knows it.
        """
        style = self.styles.style_of(elements[-1]) if style is None else style
        pieces: list[str] = []
        for paragraph in elements:
            if any(link.get(r("id")) for link in paragraph.iterdescendants(_LINK)):
                self._unofficial("liên kết")
            for run, held in groupby(inlines(paragraph, self.view), key=lambda piece: piece.run):
                pieces.append(self._run(run, list(held), style))
        return stripped(joined(pieces))

    def _run(self, run: etree._Element, held: Sequence[Inline], style: str) -> str:
        if held[0].kind == "equation":
            found = clean(held[0].text)
            self._unofficial("công thức toán", found)
            return found
        properties = run.find(w("rPr"))
        form = self.styles.run(properties, style)
        text = joined([self._said(piece) for piece in held])
        if not text.strip():
            return text
        if form.hidden:
            self._left_out("chữ ẩn", text)
            return ""
        self._judge(properties, form, text)
        text = text.upper() if form.caps else text
        return emphasised(text, bold=form.bold, italic=form.italic, script=form.script)

    def _said(self, piece: Inline) -> str:
        if piece.kind in ("footnote", "endnote"):
            return with_note(self._note(piece.node))
        if piece.kind == "symbol" and piece.text == UNKNOWN:
            self._left_out(f"ký hiệu {symbol_name(piece.node)}", symbol_name(piece.node))
            return ""
        return clean(piece.text) if piece.kind in ("text", "ruby", "symbol") else _PLAIN.get(piece.kind, "")

    def _note(self, reference: etree._Element) -> tuple[str, ...]:
        if reference.tag == w("endnoteReference"):
            message = msg("Không có thể thức cho chú thích cuối văn bản; đặt ở cuối trang.")
            hint = msg("Chú thích ở chỗ không giữ được (ô của bảng, phần đầu, phần ký) thì nêu riêng từng cái.")
            self.draft.once(self.place, message, "", hint)
        note = self._notes.get((reference.tag, reference.get(w("id"), "")))
        if note is None or self.in_note:
            return ()
        self.in_note = True
        texts = [self._text([paragraph]) for paragraph in note.iter(w("p"))]
        self.in_note = False
        return tuple(text for text in texts if text)

    @cached_property
    def _notes(self) -> Mapping[tuple[str, str], etree._Element]:
        return note_roots(self.parts, self.file)

    def _judge(self, properties: etree._Element | None, form: RunFormat, text: str) -> None:
        if form.underline:
            self._looks("chữ gạch chân", text)
        for name, what in _ODD_PROPERTIES.items():
            found = properties.find(w(name)) if properties is not None else None
            value = found.get(w("val")) if found is not None else None
            if found is not None and value not in ("none", "0", "false", "auto", "000000"):
                # Red is what waits: it hinders issuing.
                self._looks("chữ đỏ" if name == "color" and is_red(value or "") else what, text)
        if not self.legacy and _LEGACY_FONTS.match(form.font):
            self.legacy = True
            self.draft.findings.append(
                Finding(
                    "V147",
                    Severity.ERROR,
                    self.place,
                    msg("Chữ ở đây gõ bằng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode."),
                    msg("Chuyển mã cả tệp sang Unicode rồi lưu lại."),
                    form.font,
                    "NĐ 30/2020, Phụ lục I, Phần I, I.4",
                )
            )

    # --- drawings ---

    def _drawings(self, block: BodyParagraph) -> None:
        """The pictures of a paragraph, and the text of its text boxes, after it."""
        for box in block.boxes:
            self._unofficial("hộp văn bản")
            for inner in paragraphs(box):
                if text := self._text([inner.element]):
                    self.draft.pieces.append(Piece(text, origin=Origin(self.file)))
        for drawing in _drawn(block.element, self.view) if block.drawn else ():
            picture = picture_in(self.parts, drawing)
            if picture is not None:
                self.draft.pieces.append(Piece(picture=picture, origin=Origin(self.file)))
            elif next(drawing.iter(w("txbxContent")), None) is None:
                self._left_out("hình vẽ, ảnh", hint=NO_PICTURE)


def ended(blocks: Iterable[BodyBlock]) -> Iterator[list[BodyParagraph] | BodyTable]:
    """Tables, and paragraphs with those before them that run on into them; what runs on into nothing stands alone."""
    running: list[BodyParagraph] = []
    for block in blocks:
        if isinstance(block, BodyMark):
            continue
        if isinstance(block, BodyParagraph):
            running.append(block)
        if running and (isinstance(block, BodyTable) or not block.gone):
            yield running
            running = []
        if isinstance(block, BodyTable) and block.rows:
            yield block
    if running:
        yield running


def _drawn(paragraph: etree._Element, view: View) -> Iterator[etree._Element]:
    return (piece.node for piece in inlines(paragraph, view) if piece.kind == "drawing")
