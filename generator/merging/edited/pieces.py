"""What a paragraph of an edited Word file holds: values by their anchors, other texts; what kind its number shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from generator.merging.edited.base import Base
from generator.merging.edited.emphasis import piece_look
from generator.ooxml.anchored_text import Block, Paragraph
from generator.ooxml.run_marks import Look
from generator.values.blocks import FACTS, TITLED, BlockKind, marks
from generator.values.marked import part, stripped
from generator.values.patterns import late
from generator.values.text import clean, one_line

# What people type besides: an article put between two others, a letter that the decree leaves out.
_TYPED: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("dieu", late(r"Điều\s+\d+[a-zđ]\.\s*")),
    ("diem", late(r"[fjwz]\)\s+")),
)
MARKS = (*marks(below="dieu"), *_TYPED)
_TITLE_MARKS = tuple(pattern for kind, pattern in marks() if kind in TITLED)


def statics(blocks: Iterable[Block], base: Base) -> Counter[str]:
    """The texts of a file that are nobody's value, with how often each stands there: a template's own, numbers,
    computed lines. Rows of task tables are not among them."""
    found: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            _, rest = pieces(block, base)
            found.update(one_line(text) for text in rest)
            continue
        for row in block.rows:
            if not any(anchor.number in base.rows for anchor in row.anchors):
                for cell in row.cells:
                    found += statics(cell.blocks, base)
    return found


def pieces(paragraph: Paragraph, base: Base) -> tuple[list[tuple[int, str, Look]], list[str]]:
    """A paragraph's values by anchor number, with their looks, and its other texts."""
    cuts = [anchor for anchor in paragraph.anchors if anchor.number in base.values]
    if not cuts:
        return [], [paragraph.text] if paragraph.text.strip() else []
    values: list[tuple[int, str, Look]] = []
    rest: list[str] = []
    # Text before the point of a value that fills its paragraph was typed there: it belongs to the value.
    starts = [0 if index == 0 and anchor.kind == "" else anchor.offset for index, anchor in enumerate(cuts)]
    if before := paragraph.text[: starts[0]].strip():
        rest.append(before)
    for anchor, start, end in zip(cuts, starts, [*starts[1:], len(paragraph.text)], strict=True):
        text = stripped(part(paragraph.text, start, end))
        if anchor.kind != "x":
            values.append((anchor.number, text, piece_look(paragraph, start, end) if paragraph.look else ()))
        elif text:
            rest.append(text)
    return values, rest


def look_at(paragraph: Paragraph, text: str) -> Look:
    """How the end of a paragraph typed anew looks, a text without the number before it; () where it is all alike: then
    it looks as what it was typed over."""
    at = paragraph.text.rfind(text)
    look = piece_look(paragraph, at, at + len(text)) if at >= 0 and paragraph.look else ()
    return look if len(look) > 1 else ()


def with_notes_of(paragraph: Paragraph, text: str) -> str:
    """A text that ends a paragraph, with the notes that stand in it there."""
    at = str(paragraph.text).rfind(text)
    return part(paragraph.text, at, at + len(text)) if at >= 0 else text


def unnumbered(text: str) -> str:
    """A paragraph without the number that is printed before it; the dash of a nơi nhận is part of its line."""
    kind, rest = kind_and_text(text)
    return text.strip() if kind in ("gach", "cong") else rest


def without_title_number(text: str) -> str:
    """The title of a phần, chương, mục without the number printed before it."""
    text = clean(text).strip()
    match = next(filter(None, (pattern.match(text) for pattern in _TITLE_MARKS)), None)
    return text[match.end() :] if match else text


def kind_and_text(text: str) -> tuple[str, str]:
    """The kind of block that a paragraph begins like, by its number, and its text without that; `doan` where none."""
    text = clean(text).strip()
    for kind, pattern in MARKS:
        if match := pattern.match(text):
            return FACTS[kind].key, text[match.end() :]
    return "doan", text
