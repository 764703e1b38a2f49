"""A Word file as text with its anchors: paragraphs, tables of rows of cells, in one of the views of `revisions`.

Bookmarks that Word moved out of a paragraph, to between paragraphs, cells or rows, belong to the next paragraph.
A paragraph whose mark was deleted runs on into the next one. Beside the text: comments, headers, notes, text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.ooxml import package
from generator.ooxml.anchors import Anchor, anchor_named
from generator.ooxml.names import M, w
from generator.ooxml.revisions import View, paragraph_mark_gone, text_boxes, visible_children
from generator.ooxml.word_file import body_of

# An equation is read as the text in it.
_EQUATIONS = (f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_EQUATION_TEXT = f"{{{M}}}t"
_RUN_TEXT = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: text, anchors in order, style id, where it stands in words of the user."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    style: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what stands in it, how many columns it spans, whether it continues the one above."""

    blocks: tuple[Paragraph | Table, ...]
    span: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """The paragraphs of the cell, a line each."""
        return "\n".join(paragraph.text for paragraph in paragraphs(self.blocks)).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, where it stands, whether Word repeats it at the head of every page."""

    cells: tuple[Cell, ...]
    place: str = ""
    repeated: bool = False

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every anchor in the row."""
        return tuple(a for cell in self.cells for paragraph in paragraphs(cell.blocks) for a in paragraph.anchors)


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Comment:
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


def read_body(parts: Mapping[str, bytes], view: View, *, shown_as: str, anchored: bool = True) -> tuple[Block, ...]:
    """The text of a document, with its anchors where they mean something.

    Raises InputError as `word_file.body_of`.
    """
    return _Reader(view, anchored=anchored).blocks(body_of(parts, shown_as=shown_as), "")


def comments(parts: Mapping[str, bytes], *, shown_as: str) -> tuple[Comment, ...]:
    """The comments of a document, in the order of their part."""
    if "word/comments.xml" not in parts:
        return ()
    root = package.parse_xml(parts["word/comments.xml"], shown_as=shown_as, part="word/comments.xml")
    return tuple(Comment(element.get(w("author"), ""), _plain(element)) for element in root.iter(w("comment")))


def side_texts(parts: Mapping[str, bytes], view: View, *, shown_as: str) -> tuple[Paragraph, ...]:
    """Paragraphs outside the body: headers, footers, notes, and the text boxes of the body."""
    found: list[Paragraph] = []
    for name in sorted(parts):
        side = name.removeprefix("word/").rstrip("0123456789.xml")
        if name.startswith("word/") and name.endswith(".xml") and _SIDES.get(side.rpartition("_")[2]):
            root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
            for paragraph in root.iter(w("p")):
                found.append(Paragraph(_plain(paragraph), place=_SIDES[side.rpartition("_")[2]]))
    for holder in body_of(parts, shown_as=shown_as).iter(w("drawing"), w("pict")):
        paragraph = next(holder.iterancestors(w("p")), None)
        if paragraph is not None:
            for box in text_boxes(paragraph):
                found += [Paragraph(_plain(inner), place="hộp văn bản") for inner in box.iter(w("p"))]
    return tuple(paragraph for paragraph in found if paragraph.text.strip())


MARGINS = ("đầu trang", "chân trang")
_SIDES = {"header": MARGINS[0], "footer": MARGINS[1], "footnotes": "chú thích", "endnotes": "chú thích cuối"}


def _plain(element: etree._Element) -> str:
    lines = ["".join(text.text or "" for text in p.iter(w("t"))) for p in element.iter(w("p"))]
    return "\n".join(line for line in lines if line).strip()


class _Reader:
    """Walks down the tree, carrying what a paragraph takes over from before it: bookmarks, an unended text."""

    def __init__(self, view: View, *, anchored: bool) -> None:
        self.view: View = view
        self.anchored = anchored
        self.waiting: list[Anchor] = []
        self.running: Paragraph | None = None
        self.tables = 0

    def blocks(self, parent: etree._Element, place: str) -> tuple[Block, ...]:
        made: list[Block] = []
        number = 0
        for child in visible_children(parent, self.view):
            if child.tag == w("p"):
                number += 1
                self._paragraph(child, f"{place}, đoạn {number}" if place else f"đoạn {number}", made)
            elif child.tag == w("tbl"):
                self._flush(made)
                self.tables += 1
                made.append(self._table(child, f"bảng {self.tables}"))
            elif child.tag == w("bookmarkStart"):
                self._wait(child)
        self._flush(made)
        return tuple(made)

    def _paragraph(self, element: etree._Element, place: str, made: list[Block]) -> None:
        before = self.running or Paragraph("")
        text, anchors = (
            before.text,
            [*before.anchors, *(Anchor(a.number, a.kind, len(before.text)) for a in self.waiting)],
        )
        self.waiting.clear()
        for child in visible_children(element, self.view):
            if child.tag == w("r"):
                text += self._run_text(child)
            elif child.tag in _EQUATIONS:
                text += "".join(piece.text or "" for piece in child.iter(_EQUATION_TEXT))
            elif child.tag == w("bookmarkStart") and (found := self._anchor(child, len(text))):
                anchors.append(found)
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        paragraph = Paragraph(text, tuple(anchors), style.get(w("val"), "") if style is not None else "", place)
        if paragraph_mark_gone(element, self.view):
            self.running = paragraph
        else:
            self.running = None
            made.append(paragraph)

    def _run_text(self, run: etree._Element) -> str:
        text = ""
        for node in visible_children(run, self.view):
            if node.tag == w("t") or node.tag == w("delText"):
                # A soft hyphen says where a word may break, and nothing more.
                text += (node.text or "").replace("\u00ad", "")
            elif node.tag == w("ruby"):
                text += "".join(piece.text or "" for piece in node.iterfind(f"{w('rubyBase')}//{w('t')}"))
            elif node.tag == w("bookmarkStart"):
                self._wait(node)
            else:
                text += _RUN_TEXT.get(node.tag, "")
        return text

    def _table(self, element: etree._Element, place: str) -> Table:
        rows: list[Row] = []
        for child in visible_children(element, self.view):
            if child.tag == w("tr"):
                rows.append(self._row(child, f"{place}, hàng {len(rows) + 1}"))
            elif child.tag == w("bookmarkStart"):
                self._wait(child)
        return Table(tuple(rows))

    def _row(self, element: etree._Element, place: str) -> Row:
        cells: list[Cell] = []
        for child in visible_children(element, self.view):
            if child.tag == w("tc"):
                cells.append(self._cell(child, f"{place}, cột {len(cells) + 1}"))
            elif child.tag == w("bookmarkStart"):
                self._wait(child)
        repeated = element.find(f"{w('trPr')}/{w('tblHeader')}")
        return Row(tuple(cells), place, repeated is not None and repeated.get(w("val"), "1") not in ("0", "false"))

    def _cell(self, element: etree._Element, place: str) -> Cell:
        properties = element.find(w("tcPr"))
        span = merged = None
        if properties is not None:
            span, merged = properties.find(w("gridSpan")), properties.find(w("vMerge"))
        width = span.get(w("val"), "1") if span is not None else "1"
        continues = merged is not None and merged.get(w("val"), "continue") == "continue"
        return Cell(self.blocks(element, place), int(width) if width.isdigit() else 1, continues)

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
