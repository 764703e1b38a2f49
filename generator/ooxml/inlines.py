"""What stands in a paragraph, piece by piece in reading order: text, tabs, breaks, notes, symbols, equations, drawings.

Each piece knows its run, the element that holds it, and the field (17.16) whose result it is: the instruction as typed,
`HYPERLINK` for a link. Text boxes are no part of a paragraph (`body`). What a reader makes of a kind is its own
affair: the checker reads a tab as a tab, a draft as a space.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from generator.ooxml.names import M, w
from generator.ooxml.revisions import DRAWN, View, visible_children
from generator.ooxml.symbols import UNKNOWN, symbol_text

Kind = Literal[
    "text",
    "tab",
    "line",
    "page",
    "hyphen",
    "symbol",
    "ruby",
    "footnote",
    "endnote",
    "equation",
    "drawing",
    "bookmark",
]
_RUN, _BREAK, _PARAGRAPH, _BOOKMARK = w("r"), w("br"), w("p"), w("bookmarkStart")
_FIELD, _CODE, _OLD_CODE = w("fldChar"), w("instrText"), w("delInstrText")
_EQUATIONS = (f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_EQUATION_TEXT = (f"{{{M}}}t", w("t"))
_KINDS: dict[str, tuple[Kind, str]] = {
    w("t"): ("text", ""),
    w("delText"): ("text", ""),
    w("tab"): ("tab", "\t"),
    w("ptab"): ("tab", "\t"),
    w("br"): ("line", "\n"),
    w("cr"): ("line", "\n"),
    w("noBreakHyphen"): ("hyphen", "-"),
    w("sym"): ("symbol", UNKNOWN),
    w("ruby"): ("ruby", ""),
    w("footnoteReference"): ("footnote", ""),
    w("endnoteReference"): ("endnote", ""),
    w("bookmarkStart"): ("bookmark", ""),
    **dict.fromkeys(DRAWN, ("drawing", "")),
}
_TYPED: frozenset[Kind] = frozenset({"text", "tab", "line", "page", "hyphen", "symbol"})
_SHOWN = _TYPED | {"equation", "ruby"}


class Piece(NamedTuple):
    """A stretch of a paragraph: its run (itself where it is in none), the element that holds it, its kind, its text.

    The text of a tab is a tab, of a line break a line's end, of a page or column break a form feed, of a symbol its
    letter (U+FFFC where it is not known); notes, drawings and bookmarks have none. `field` is the instruction of the
    innermost field it is the result of.
    """

    run: etree._Element
    node: etree._Element
    text: str
    kind: Kind = "text"
    field: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open where the reading stands: a field may end in another paragraph than it began in."""

    codes: list[str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)

    def take(self, node: etree._Element) -> None:
        """A `w:fldChar` or an instruction."""
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self.codes.append("")
            self.shown.append(False)
        elif not self.codes:
            return
        elif kind == "separate":
            self.shown[-1] = True
        elif kind == "end":
            self.codes.pop()
            self.shown.pop()
        elif kind is None and not self.shown[-1]:
            self.codes[-1] += node.text or ""

    @property
    def code(self) -> str:
        """The instruction of the innermost field whose result is being read; "" outside of fields."""
        return next((code.strip() for code, shown in zip(self.codes[::-1], self.shown[::-1], strict=True) if shown), "")


def inlines(paragraph: etree._Element, view: View, fields: Fields | None = None) -> Iterator[Piece]:
    """Everything in a paragraph that has a kind. `fields` are those open before it, and are kept up to date."""
    open_ = fields if fields is not None else Fields()
    for child in visible_children(paragraph, view):
        tag = child.tag
        if tag == _RUN:
            own = _wrapping(child, paragraph) if child.getparent() is not paragraph else ""
            yield from _of_run(child, view, open_, own)
        elif tag == _BOOKMARK:
            yield Piece(child, child, "", "bookmark")
        elif tag in _EQUATIONS:
            yield Piece(child, child, "".join(text.text or "" for text in child.iter(*_EQUATION_TEXT)), "equation")


def _of_run(run: etree._Element, view: View, fields: Fields, own: str) -> Iterator[Piece]:
    for node in visible_children(run, view):
        tag = node.tag
        if tag in (_FIELD, _CODE, _OLD_CODE):
            fields.take(node)
            continue
        known = _KINDS.get(tag)
        if known is None:
            continue
        kind, text = known
        if kind == "text":
            text = node.text or ""
        elif kind == "symbol":
            text = symbol_text(node)
        elif kind == "ruby":
            text = "".join(piece.text or "" for piece in node.iterfind(f"{w('rubyBase')}//{w('t')}"))
        elif tag == _BREAK and node.get(w("type")) in ("page", "column"):
            kind, text = "page", "\f"
        yield Piece(run, node, text, kind, own or (fields.code if fields.codes else ""))


def _wrapping(run: etree._Element, paragraph: etree._Element) -> str:
    """The field that an element around a run is: `w:fldSimple`, `w:hyperlink`."""
    for above in run.iterancestors():
        if above is paragraph:
            break
        if above.tag == w("fldSimple"):
            return str(above.get(w("instr"), "")).strip()
        if above.tag == w("hyperlink"):
            return "HYPERLINK"
    return ""


def pieces(paragraph: etree._Element, view: View) -> Iterator[Piece]:
    """The visible text of a paragraph alone, as it is edited: with what stands for a letter in it, nothing else."""
    return (piece for piece in inlines(paragraph, view) if piece.kind in _TYPED)


def shown(paragraph: etree._Element, view: View) -> Iterator[Piece]:
    """The same with equations and words that have others above them: text that is seen and that nothing edits."""
    return (piece for piece in inlines(paragraph, view) if piece.kind in _SHOWN)
