"""The letters of a Word paragraph, each with its place and look: typed over where they stand, every other run stays."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from lxml import etree
from msgspec import Struct

from generator.ooxml.inlines import inlines
from generator.ooxml.names import XML, w
from generator.ooxml.order import place, properties
from generator.ooxml.styles import Styles
from generator.values.marked import spans_of
from generator.values.text import clean

# Bold, italic.
Marks = tuple[bool, bool]
_PLAIN: Marks = (False, False)
_AS_LETTER = {"tab": " ", "line": "\n", "hyphen": "-"}
# What a text may be typed beside: nothing else of it moves.
_WITHOUT_TEXT = ("bookmark", "drawing")
_NOTES = ("footnote", "endnote")


class NotLettersError(Exception):
    """A paragraph that holds what nobody types over: changes that are tracked, fields, equations, hidden text."""


class Letter(Struct, frozen=True):
    """A letter as a draft is read: what holds it, where in it (-1: it is the element itself), how it looks, whether it
    stands above or below the line.

    The mark of a note is one without a sign.
    """

    sign: str
    run: etree._Element
    node: etree._Element
    at: int
    marks: Marks
    raised: bool = False


@dataclass
class Node:
    """What becomes of a `w:t`: the letters that stay, and what is typed between them."""

    signs: list[str | None]
    typed: dict[int, list[tuple[str, Marks | None]]] = field(default_factory=dict)


def letters_of(paragraph: etree._Element, styles: Styles) -> list[Letter]:
    """The letters of a paragraph. Raises NotLettersError."""
    if next(paragraph.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("txbxContent")), None) is not None:
        raise NotLettersError
    style = styles.style_in(paragraph.find(w("pPr")))
    found: list[Letter] = []
    for piece in inlines(paragraph, "accept"):
        if piece.kind in _WITHOUT_TEXT:
            continue
        if piece.kind in _NOTES:
            found.append(Letter("", piece.run, piece.node, -1, _PLAIN))
            continue
        if piece.kind not in ("text", *_AS_LETTER) or piece.field not in ("", "HYPERLINK"):
            raise NotLettersError
        form = styles.run(piece.run.find(w("rPr")), style)
        if form.hidden or form.caps:
            raise NotLettersError
        marks, raised = (form.bold, form.italic), bool(form.script)
        if piece.kind != "text":
            found.append(Letter(_AS_LETTER[piece.kind], piece.run, piece.node, -1, marks, raised))
            continue
        text = clean(piece.text)
        if text != piece.text:
            piece.node.text = text
        found += [Letter(sign, piece.run, piece.node, at, marks, raised) for at, sign in enumerate(text)]
    return found


def marked_letters(text: str) -> list[tuple[str, Marks]]:
    """A text letter by letter with its emphasis."""
    marks = [_PLAIN] * len(text)
    for span in spans_of(text):
        marks[span.start : span.end] = [(span.bold, span.italic)] * (span.end - span.start)
    return list(zip(str(text), marks, strict=True))


def _from_notes(letters: Sequence[Letter]) -> list[list[Letter]]:
    """The letters of a text from one note to the next, each with the note that it stands behind."""
    made: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.sign:
            made[-1].append(letter)
        else:
            made.append([letter])
    return made


def typed_between(
    old: Sequence[Letter], new: Sequence[Sequence[tuple[str, Marks | None]]], behind: Letter | None = None
) -> None:
    """The same for a text with notes: what is to stand before, between and behind them. They stay in their places."""
    parts = _from_notes(old)
    if len(parts) != len(new):
        raise NotLettersError
    for own, wanted in zip(parts, new, strict=True):
        note = own[0] if own and not own[0].sign else None
        typed_over(own[1:] if note else own, wanted, note or behind)


def typed_over(old: Sequence[Letter], new: Sequence[tuple[str, Marks | None]], behind: Letter | None = None) -> None:
    """Make the letters of a paragraph say something else, word by word; a look of None is that of its neighbours.

    `behind` is the letter that they stand behind, if any.
    """
    nodes: dict[int, tuple[etree._Element, Node]] = {}
    same_look = all(marks is None for _, marks in new)
    known = [(one.sign, None if same_look else one.marks) for one in old]
    for i, j, k, m in _unequal(known, list(new)):
        if any(one.raised for one in old[i:j]):
            i, j, k, m = _narrowed(known, new, (i, j, k, m))
        for letter in old[i:j]:
            _gone(letter, nodes)
        if k < m:
            _typed(old, i, j, new[k:m], behind, nodes)
    for node, changes in nodes.values():
        _rewritten(node, changes)


def _unequal(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int, int, int]]:
    words = [_words(side) for side in (old, new)]
    starts: list[list[int]] = []
    for own in words:
        ends = [0]
        for word in own:
            ends.append(ends[-1] + len(word))
        starts.append(ends)
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind != "equal":
            yield starts[0][i], starts[0][j], starts[1][k], starts[1][m]


def _narrowed(
    old: Sequence[object], new: Sequence[object], stretch: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """What differs, by letters at its ends: in "m2" that becomes "km2" the raised letter stays."""
    i, j, k, m = stretch
    while i < j and k < m and old[j - 1] == new[m - 1]:
        j, m = j - 1, m - 1
    while i < j and k < m and old[i] == new[k]:
        i, k = i + 1, k + 1
    return i, j, k, m


def _words(letters: Sequence[object]) -> list[tuple[object, ...]]:
    """Letters and digits together, every other sign by itself."""
    runs = groupby(enumerate(letters), key=lambda item: -1 if _sign(item[1]).isalnum() else item[0])
    return [tuple(letter for _, letter in run) for _, run in runs]


def _sign(letter: object) -> str:
    assert isinstance(letter, tuple)
    return str(letter[0])


def _node(letter: Letter, nodes: dict[int, tuple[etree._Element, Node]]) -> Node:
    if id(letter.node) not in nodes:
        nodes[id(letter.node)] = letter.node, Node(list(letter.node.text or ""))
    return nodes[id(letter.node)][1]


def _gone(letter: Letter, nodes: dict[int, tuple[etree._Element, Node]]) -> None:
    if letter.at >= 0:
        _node(letter, nodes).signs[letter.at] = None
    elif (parent := letter.node.getparent()) is not None:
        parent.remove(letter.node)


def _typed(
    old: Sequence[Letter],
    i: int,
    j: int,
    new: Sequence[tuple[str, Marks | None]],
    behind: Letter | None,
    nodes: dict[int, tuple[etree._Element, Node]],
) -> None:
    """Type letters where old[i:j] stood: into the text that they replace, else at the end of what stands before."""
    texts = [one for one in old[i:j] if one.at >= 0 and not one.raised]
    before = next((one for one in reversed(old[:i]) if one.at >= 0), behind)
    after = next((one for one in old[j:] if one.at >= 0), None)
    where = texts[0] if texts else before or after
    aside = where is before and before is not None and (not before.sign or before.raised)
    if aside and after is not None and not after.raised:
        where, aside = after, False
    if where is not None and aside and (after is None or after.run is not where.run):
        if "\n" in "".join(sign for sign, _ in new):
            raise NotLettersError
        _behind_mark(where, new)
        return
    if where is None or where.at < 0 or "\n" in "".join(sign for sign, _ in new):
        raise NotLettersError
    at = where.at + (where is before and not texts)
    for marks, run in groupby(new, key=lambda item: item[1]):
        same = marks is None or marks == where.marks
        text = "".join(sign for sign, _ in run)
        _node(where, nodes).typed.setdefault(at, []).append((text, None if same else marks))


def _behind_mark(mark: Letter, new: Sequence[tuple[str, Marks | None]]) -> None:
    """Letters behind the mark of a note, or the raised letter, with which a text ended, in runs that look like what
    stands before it."""
    before = mark.run.getprevious()
    like = before if before is not None and before.tag == w("r") else etree.Element(w("r"))
    last = mark.run
    for marks, run in groupby(new, key=lambda item: item[1]):
        last.addnext(made := new_run(like, "".join(sign for sign, _ in run), marks))
        for raised in made.findall(f"{w('rPr')}/{w('vertAlign')}"):
            raised.getparent().remove(raised)
        last = made


# --- written ---------------------------------------------------------------------------------------------------------


def _rewritten(node: etree._Element, changes: Node) -> None:
    pieces: list[tuple[str, Marks | None]] = []
    for at in range(len(changes.signs) + 1):
        pieces += changes.typed.get(at, ())
        if at < len(changes.signs) and (sign := changes.signs[at]) is not None:
            pieces.append((sign, None))
    runs = [(marks, "".join(text for text, _ in own)) for marks, own in groupby(pieces, key=lambda piece: piece[1])]
    if all(marks is None for marks, _ in runs):
        set_text(node, "".join(text for _, text in runs))
        return
    run = node.getparent()
    if run is None or run.tag != w("r"):
        raise NotLettersError
    _in_runs(run, node, runs)


def _in_runs(run: etree._Element, node: etree._Element, runs: Sequence[tuple[Marks | None, str]]) -> None:
    """What stood in one text of a run, in runs of their own look behind it; what followed in it comes after them."""
    behind = list(node.itersiblings())
    (first, text), *others = runs
    set_text(node, text if first is None else "")
    last = run
    for marks, words in others if first is None else runs:
        last.addnext(made := new_run(run, words, marks))
        last = made
    if behind:
        last.addnext(made := new_run(run, "", None))
        for child in behind:
            made.append(child)
    if not node.text and [child.tag for child in run if child.tag != w("rPr")] == [w("t")]:
        run.getparent().remove(run)


def new_run(like: etree._Element, text: str, marks: Marks | None) -> etree._Element:
    """A run that looks like another, in other emphasis where it is given."""
    made = etree.Element(w("r"))
    look = like.find(w("rPr"))
    if look is not None:
        made.append(copy.deepcopy(look))
    if marks is not None:
        _emphasise(made, marks)
    if text:
        made.append(node := etree.Element(w("t")))
        set_text(node, text)
    return made


def _emphasise(run: etree._Element, marks: Marks) -> None:
    look = properties(run)
    for names, on in zip((("b", "bCs"), ("i", "iCs")), marks, strict=True):
        for name in names:
            for old in look.findall(w(name)):
                look.remove(old)
        own = etree.Element(w(names[0]))
        if not on:
            own.set(w("val"), "0")
        place(look, own)


def set_text(node: etree._Element, text: str) -> None:
    """The words of a `w:t`, spaces at its ends too."""
    node.text = text
    node.set(f"{{{XML}}}space", "preserve")
