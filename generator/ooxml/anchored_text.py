"""A Word file as text with its anchors: paragraphs, tables of rows of cells, in one of the views of `revisions`.

Bookmarks that Word moved out of a paragraph, to between paragraphs, cells or rows, belong to the next paragraph.
A paragraph whose mark was deleted runs on into the next one. Beside the text: comments, headers, notes, text boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.anchors import Anchor, anchor_named
from generator.ooxml.body import BodyBlock, BodyMark, BodyParagraph, BodyRow, BodyTable, walk
from generator.ooxml.body import paragraphs as walked
from generator.ooxml.inlines import Piece, inlines
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.revisions import View
from generator.ooxml.run_marks import Look, RunMarks, look_of
from generator.ooxml.styles import read_styles
from generator.ooxml.word_file import body_of
from generator.ooxml.words import head_of
from generator.values.marked import joined, with_note
from generator.values.text import without_unseen

_PROPERTIES, _STYLE, _VALUE = w("pPr"), w("pStyle"), w("val")


class Paragraph(Struct, frozen=True, dict=True):
    """A paragraph: text, anchors in order, style id, where it stands in words of the user.

    `look` is how its letters look, where that was asked for and it stands outside of tables; there the text knows its
    notes, what each says on one line (`Marked`).
    """

    text: str
    anchors: tuple[Anchor, ...] = ()
    style: str = ""
    place: str = ""
    look: Look = ()


class Cell(Struct, frozen=True):
    """A cell: what stands in it, how many columns it spans, whether it continues the one above."""

    blocks: tuple[Paragraph | Table, ...]
    span: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """The paragraphs of the cell, a line each."""
        return "\n".join(paragraph.text for paragraph in paragraphs(self.blocks)).strip()


class Row(Struct, frozen=True):
    """A row: its cells, where it stands, whether Word repeats it at the head of every page."""

    cells: tuple[Cell, ...]
    place: str = ""
    repeated: bool = False

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every anchor in the row."""
        return tuple(a for cell in self.cells for paragraph in paragraphs(cell.blocks) for a in paragraph.anchors)


class Table(Struct, frozen=True):
    """A table."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


class Comment(Struct, frozen=True):
    """A comment: who, what."""

    author: str
    text: str


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those in tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def read_body(
    parts: Mapping[str, bytes],
    view: View,
    *,
    shown_as: str,
    anchored: bool = True,
    looks: bool = False,
    body: etree._Element | None = None,
) -> tuple[Block, ...]:
    """The text of a document, with its anchors where they mean something; where `looks` is set with how it looks, and
    without what is hidden.

    `body` is its `w:body` where the caller has parsed it. Raises InputError as `word_file.body_of`.
    """
    marks = RunMarks(read_styles(parts, shown_as=shown_as)) if looks else None
    body = body_of(parts, shown_as=shown_as) if body is None else body
    hides = marks is not None and _may_hide(parts)
    notes = note_texts(parts, shown_as=shown_as) if looks else {}
    return _Reader(view, marks, notes, anchored=anchored, hides=hides).blocks(walk(body, view))


def comments(parts: Mapping[str, bytes], *, shown_as: str) -> tuple[Comment, ...]:
    """The comments of a document, in the order of their part."""
    if "word/comments.xml" not in parts:
        return ()
    root = package.parse_xml(parts["word/comments.xml"], shown_as=shown_as, part="word/comments.xml")
    return tuple(Comment(element.get(w("author"), ""), _plain(element)) for element in root.iter(w("comment")))


def hidden_texts(
    parts: Mapping[str, bytes], view: View, *, shown_as: str, body: etree._Element | None = None
) -> Iterator[Paragraph]:
    """What the body holds as hidden text, by its runs or by their styles, a paragraph each; `body` as `read_body`."""
    if not _may_hide(parts):
        return
    marks = RunMarks(read_styles(parts, shown_as=shown_as))
    for block in _walked(parts, view, shown_as, body):
        style = marks.styles.style_in(block.properties)
        own = (_text(piece) for piece in inlines(block.element, view) if _is_hidden(piece, marks, style))
        if text := "".join(own).strip():
            yield Paragraph(text, place=str(block.place))


def _walked(
    parts: Mapping[str, bytes], view: View, shown_as: str, body: etree._Element | None
) -> Iterator[BodyParagraph]:
    """All paragraphs of a body."""
    return walked(walk(body_of(parts, shown_as=shown_as) if body is None else body, view))


def _may_hide(parts: Mapping[str, bytes]) -> bool:
    """Whether any letter of a file can be hidden, whatever prefix the names of the file have."""
    return any(b"vanish" in parts.get(name, b"") for name in (DOCUMENT, "word/styles.xml"))


def _is_hidden(piece: Piece, marks: RunMarks, style: str) -> bool:
    """Whether nobody sees a piece of a paragraph of a style."""
    return piece.kind != "bookmark" and "v" in marks.of(piece.run, style)


def side_texts(
    parts: Mapping[str, bytes], view: View, *, shown_as: str, body: etree._Element | None = None
) -> tuple[Paragraph, ...]:
    """Paragraphs outside the body: headers, footers, notes, and the text boxes of the body, each once; `body` as
    `read_body`."""
    found: list[Paragraph] = []
    related = relationships(parts, DOCUMENT, shown_as=shown_as).values()
    sides = {one.target: _SIDES[one.kind] for one in related if one.kind in _SIDES and one.target in parts}
    for name, place in sorted(sides.items()):
        root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
        found += [Paragraph(_plain(paragraph), place=place) for paragraph in root.iter(w("p"))]
    # Few texts have a box: the others need not be gone through again.
    boxed = _walked(parts, view, shown_as, body) if b"txbxContent" in parts[DOCUMENT] else ()
    for holder in boxed:
        for box in holder.boxes:
            found += [Paragraph(_plain(one.element), place="hộp văn bản") for one in walked(box, boxes=False)]
    return tuple(paragraph for paragraph in found if paragraph.text.strip())


def margins_of(parts: Mapping[str, bytes], shown_as: str) -> Iterator[Paragraph]:
    """The paragraphs of headers and footers."""
    return (one for one in side_texts(parts, "accept", shown_as=shown_as) if one.place in MARGINS)


def note_texts(parts: Mapping[str, bytes], *, shown_as: str) -> dict[tuple[str, str], str]:
    """What each footnote and endnote says, by the tag that refers to it and its id; separators apart."""
    return {
        (reference, note.get(w("id"), "")): " ".join(_plain(note).split())
        for reference, part in NOTE_PARTS.items()
        if part in parts
        for note in package.parse_xml(parts[part], shown_as=shown_as, part=part)
        if isinstance(note.tag, str) and note.get(w("type")) is None
    }


NOTE_PARTS = {w("footnoteReference"): "word/footnotes.xml", w("endnoteReference"): "word/endnotes.xml"}
MARGINS = ("đầu trang", "chân trang")
NOTES = ("chú thích", "chú thích cuối")
_SIDES = {"header": MARGINS[0], "footer": MARGINS[1], "footnotes": NOTES[0], "endnotes": NOTES[1]}


def _plain(element: etree._Element) -> str:
    lines = ["".join(text.text or "" for text in p.iter(w("t"))) for p in element.iter(w("p"))]
    return "\n".join(line for line in lines if line).strip()


class _Reader:
    """Reads what the walk finds, carrying what a paragraph takes over from before it: bookmarks, an unended text."""

    def __init__(
        self, view: View, marks: RunMarks | None, notes: Mapping[tuple[str, str], str], *, anchored: bool, hides: bool
    ) -> None:
        self.view: View = view
        self.marks = marks
        self.notes = notes
        self.hides = hides
        self.tables = 0
        self.anchored = anchored
        self.waiting: list[Anchor] = []
        self.running: Paragraph | None = None

    def blocks(self, blocks: Iterable[BodyBlock]) -> tuple[Block, ...]:
        made: list[Block] = []
        for block in blocks:
            if isinstance(block, BodyParagraph):
                self._paragraph(block, made)
            elif isinstance(block, BodyTable):
                self._flush(made)
                made.append(self._table(block))
            else:
                self._wait(block.element)
        self._flush(made)
        return tuple(made)

    def _paragraph(self, block: BodyParagraph, made: list[Block]) -> None:
        before = self.running or Paragraph("")
        text = before.text
        anchors = [*before.anchors, *(Anchor(a.number, a.kind, len(text)) for a in self.waiting)]
        self.waiting.clear()
        name = _style_in(block.properties)
        marks = self.marks if not self.tables else None
        style = self.marks.styles.style_in(block.properties) if self.marks and (marks or self.hides) else ""
        runs: list[tuple[str, str]] = []
        for piece in inlines(block.element, self.view):
            if marks and piece.kind in ("footnote", "endnote"):
                note = self.notes.get((str(piece.node.tag), piece.node.get(w("id"), "")), "")
                text = joined((text, with_note((note,))))
            elif piece.kind != "bookmark":
                hidden = self.hides and self.marks is not None and _is_hidden(piece, self.marks, style)
                text = joined((text, own := "" if hidden else _text(piece)))
                if marks:
                    runs.append((own, marks.of(piece.run, style)))
            elif piece.run is not piece.node:
                self._wait(piece.node)
            elif found := self._anchor(piece.node, len(text)):
                anchors.append(found)
        look = () if block.gone or before.text else look_of(runs)
        paragraph = Paragraph(text, tuple(anchors), name, str(block.place), look)
        if block.gone:
            self.running = paragraph
        else:
            self.running = None
            made.append(paragraph)

    def _table(self, table: BodyTable) -> Table:
        rows: list[Row] = []
        self.tables += 1
        for item in table.items:
            if isinstance(item, BodyMark):
                self._wait(item.element)
            else:
                rows.append(self._row(item))
        self.tables -= 1
        return Table(tuple(rows))

    def _row(self, row: BodyRow) -> Row:
        cells: list[Cell] = []
        for item in row.items:
            if isinstance(item, BodyMark):
                self._wait(item.element)
            else:
                cells.append(Cell(self.blocks(item.blocks), item.span, item.merge == "continue"))
        return Row(tuple(cells), str(row.place), row.repeated)

    def _wait(self, element: etree._Element) -> None:
        if found := self._anchor(element):
            self.waiting.append(found)

    def _anchor(self, element: etree._Element, offset: int = 0) -> Anchor | None:
        return anchor_named(element.get(w("name"), ""), offset) if self.anchored else None

    def _flush(self, made: list[Block]) -> None:
        """A last paragraph whose mark was deleted still stands: there is nothing to run on into."""
        if self.running is not None:
            made.append(self.running)
            self.running = None


def _style_in(properties: etree._Element | None) -> str:
    """The id of the style that a paragraph says it has."""
    style = head_of(properties, _STYLE)
    return style.get(_VALUE, "") if style is not None else ""


def _text(piece: Piece) -> str:
    """What is compared: signs without width are not seen, a page break ends a line, symbols are objects."""
    return "\n" if piece.kind == "page" else "" if piece.kind == "symbol" else without_unseen(piece.text)
