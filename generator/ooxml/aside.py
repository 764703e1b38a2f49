"""Words that a Word file shows beside its text: notes, boxes in cells, drawn letters, charts, choices, fields.

Read straight from the elements, not through `inlines`: what a reader of the text does not take, this still sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from generator.ooxml import package
from generator.ooxml.form_fields import FORM_FIELDS, shown_by_field
from generator.ooxml.names import CHART, MC, A, r, w
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.revisions import View
from generator.ooxml.symbols import UNKNOWN, symbol_name, symbol_text

_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_NOTES = {w("footnoteReference"): "word/footnotes.xml", w("endnoteReference"): "word/endnotes.xml"}
_BOX, _SYMBOL, _RUBY, _FIELD, _SIMPLE = map(w, ("txbxContent", "sym", "rt", "fldChar", "fldSimple"))
_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_NEW_CHART = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_DRAWN = {f"{{{CHART}}}chart": r("id"), f"{{{_NEW_CHART}}}chart": r("id"), f"{{{_DIAGRAM}}}relIds": r("dm")}
_DRAWN_WORDS = (f"{{{CHART}}}v", f"{{{_NEW_CHART}}}pt", f"{{{_NEW_CHART}}}v", f"{{{A}}}t")
_LETTERS = f"{{{A}}}p"
BOX, SIGN, ABOVE = "hộp văn bản", "ký hiệu", "chú âm"
_SIGNS = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("p"): " ", w("noBreakHyphen"): "-"}
_GONE = {"accept": (w("del"), w("moveFrom")), "reject": (w("ins"), w("moveTo")), "marks": ()}
# Fields whose words stand in their instruction, with how many words before them are none of theirs.
_SAID = {"EQ": 1, "MACROBUTTON": 2, "GOTOBUTTON": 2, "QUOTE": 1, "SYMBOL": 1}


DRAWN_LETTERS, FALLBACK = (_PATH, _LETTERS), f"{{{MC}}}Fallback"


def own_text(node: etree._Element) -> str:
    """What a paragraph says without the boxes in it, what drawn letters say."""
    if node.tag == _PATH:
        return str(node.get("string", ""))
    texts = node.iter(w("t"), f"{{{A}}}t")
    return "".join(text.text or "" for text in texts if next(text.iterancestors(w("p"), _LETTERS)) is node)


class Aside(NamedTuple):
    """Words, the paragraph that they stand by, what they stand in."""

    text: str
    paragraph: etree._Element | None
    kind: str


def asides(parts: Mapping[str, bytes], body: etree._Element, view: View, *, shown_as: str) -> Iterator[Aside]:
    """What stands beside the text of a body, in its order."""
    notes = {tag: _held(parts, name, shown_as) for tag, name in _NOTES.items()}
    targets = {key: one.target for key, one in relationships(parts, DOCUMENT, shown_as=shown_as).items()}
    for node in body.iter(*_NOTES, _BOX, _SYMBOL, _RUBY, *FORM_FIELDS, _PATH, _LETTERS, *_DRAWN):
        kind, text = _said(node, notes, view)
        if node.tag in _DRAWN:
            kind, text = "hình vẽ", _drawn(parts, targets.get(node.get(_DRAWN[node.tag], ""), ""), shown_as)
        if text.strip() and not _is_gone(node, view):
            yield Aside(text.strip(), next(node.iterancestors(w("p")), None), kind)
    yield from _fields(body, view)


def _said(node: etree._Element, notes: Mapping[str, Mapping[str, etree._Element]], view: View) -> tuple[str, str]:
    """What a node that has its words itself, or is a note, is and says."""
    if node.tag in notes:
        note = notes[node.tag].get(node.get(w("id"), ""))
        return "chú thích", "" if note is None else _words(note, view)
    if node.tag == _BOX:
        inside = next(node.iterancestors(w("tc")), None) is not None
        return BOX, _words(node, view) if inside else ""
    if node.tag == _SYMBOL:
        unknown = symbol_text(node) == UNKNOWN
        return SIGN, symbol_name(node).replace(" ", ":") if unknown else ""
    if node.tag == _RUBY:
        return ABOVE, _words(node, view)
    if node.tag == _LETTERS:
        return "hình vẽ", "".join(text.text or "" for text in node.iter(f"{{{A}}}t"))
    if node.tag in FORM_FIELDS:
        return "ô chọn", shown_by_field(node)
    return "chữ vẽ", node.get("string", "")


def _held(parts: Mapping[str, bytes], name: str, shown_as: str) -> dict[str, etree._Element]:
    root = package.parse_xml(parts[name], shown_as=shown_as, part=name) if name in parts else ()
    return {note.get(w("id"), ""): note for note in root if isinstance(note.tag, str)}


def _words(root: etree._Element, view: View) -> str:
    nodes = (node for node in root.iter(w("t"), _SYMBOL, *_SIGNS) if not _is_gone(node, view))
    letters = (symbol_text(node) if node.tag == _SYMBOL else _SIGNS.get(node.tag, node.text or "") for node in nodes)
    return " ".join("".join(letters).split())


def _drawn(parts: Mapping[str, bytes], name: str, shown_as: str) -> str:
    if name not in parts:
        return ""
    root = package.parse_xml(parts[name], shown_as=shown_as, part=name)
    return " ".join(node.text.strip() for node in root.iter(*_DRAWN_WORDS) if node.text and node.text.strip())


def _is_gone(node: etree._Element, view: View) -> bool:
    """Whether a view does not show it, or another element says the same for newer programs."""
    return any(above.tag in (*_GONE[view], FALLBACK) for above in node.iterancestors())


def _fields(body: etree._Element, view: View) -> Iterator[Aside]:
    """The fields that show what their instruction says, where no result of theirs is kept."""
    open_: list[list[str]] = []  # the instruction, the result
    for node in body.iter(_FIELD, w("instrText"), w("t"), _SIMPLE):
        kind = node.get(w("fldCharType"))
        if node.tag == _SIMPLE:
            shown = "".join(text.text or "" for text in node.iter(w("t")))
            yield from _of_field(node, node.get(w("instr"), ""), shown, view)
        elif kind == "begin":
            open_.append(["", ""])
        elif open_ and kind == "end":
            code, result = open_.pop()
            yield from _of_field(node, code, result, view)
        elif open_ and kind is None:
            open_[-1][node.tag == w("t")] += node.text or ""


def _of_field(node: etree._Element, code: str, shown: str, view: View) -> Iterator[Aside]:
    words = code.split()
    if words and words[0].upper() in _SAID and not shown.strip() and not _is_gone(node, view):
        text = " ".join(words[_SAID[words[0].upper()] :])
        if text:
            yield Aside(text, next(node.iterancestors(w("p")), None), "trường")
