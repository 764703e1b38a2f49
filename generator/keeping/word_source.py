"""Edits into a body drafted in Word: the letters concerned in their runs, paragraphs that come, like their neighbours,
and go; every other element, and every other part of the file, stays as it is."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from generator.keeping.draft_edits import (
    DeleteParagraphs,
    DraftEdit,
    InsertParagraph,
    NotInDraftError,
    SetParagraph,
)
from generator.keeping.draft_numbers import all_bold, begun, kinds_of, moved_on, shifts
from generator.keeping.word_letters import (
    Letter,
    Marks,
    NotLettersError,
    letters_of,
    marked_letters,
    new_run,
    typed_between,
    typed_over,
)
from generator.ooxml import package
from generator.ooxml.anchored_text import NOTE_PARTS
from generator.ooxml.body import walk
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import read_styles
from generator.reading.draft import Piece, mark_of
from generator.reading.word import ended, read_blocks
from generator.values.emphasis import marked
from generator.values.marked import between_notes, notes_of
from generator.values.text import clean

_BODY = w("body")


def edited_word(file: Path, edits: Sequence[DraftEdit]) -> bytes:
    """The bytes of a draft with its edits made. Raises NotInDraftError where one cannot be."""
    parts = package.read(file)
    root = package.parse_xml(parts[DOCUMENT], shown_as=str(file), part=DOCUMENT)
    paper = _Paper(parts, root, str(file))
    values = {edit.line: edit for edit in edits if isinstance(edit, SetParagraph)}
    gone = {line for edit in edits if isinstance(edit, DeleteParagraphs) for line in paper.held(edit.line, edit.end)}
    new = [edit for edit in edits if isinstance(edit, InsertParagraph)]
    moved = shifts(paper.lines, paper.kinds, gone, new)
    made = [(edit, paper.new(edit, moved.get(id(edit), 0))) for edit in new]
    for line in paper.lines:
        if line not in gone and (line in values or (line in moved and paper.typed_mark(line))):
            paper.rewrite(line, values.get(line), moved.get(line, 0))
    # The last one first where several are put below one paragraph.
    for edit, paragraph in reversed(made):
        paper.put(paragraph, edit)
    for line in gone:
        paper.remove(line)
    target = io.BytesIO()
    changed = {name: package.xml_bytes(part) for name, part in {DOCUMENT: root, **paper.notes}.items()}
    package.write(target, {**parts, **changed})
    return target.getvalue()


class _Paper:
    """A draft as it is written: its paragraphs and tables by their number in the body."""

    def __init__(self, parts: dict[str, bytes], root: etree._Element, shown_as: str) -> None:
        body = root.find(_BODY)
        if body is None:
            raise NotInDraftError(0)
        walked = tuple(walk(body, "accept"))
        blocks, _ = read_blocks(parts, shown_as, body=body, walked=walked)
        self._parts, self._shown_as = parts, shown_as
        # The parts of notes that were written into.
        self.notes: dict[str, etree._Element] = {}
        self._styles = read_styles(parts, shown_as=shown_as)
        self._elements = {
            number: [block.element] if not isinstance(block, list) else [one.element for one in block]
            for number, block in enumerate(ended(walked), start=1)
        }
        pieces = [piece for block in blocks for piece in block.pieces if piece.origin.row]
        self._shown = sorted({piece.origin.row for piece in pieces})
        self._pieces = {piece.origin.row: piece for piece in pieces if not piece.cells}
        self.kinds = kinds_of(pieces)
        self.lines = sorted(self._pieces)

    def held(self, line: int, end: int) -> list[int]:
        """The paragraphs from one to before another (0: the end)."""
        return [own for own in self._elements if own >= line and (not end or own < end)]

    def _element(self, line: int) -> etree._Element:
        found = self._elements.get(line, [])
        if len(found) != 1 or found[0].tag != w("p"):
            raise NotInDraftError(line)
        return found[0]

    def typed_mark(self, line: int) -> bool:
        """Whether a number was typed before a paragraph."""
        return mark_of(self._pieces[line].text)[0] is not None

    def _letters(self, line: int) -> tuple[list[Letter], list[Letter]]:
        """The letters of the typed number of a paragraph, and those of its text."""
        piece: Piece = self._pieces[line]
        try:
            letters = letters_of(self._element(line), self._styles)
        except NotLettersError:
            raise NotInDraftError(line) from None
        signs = [at for at, one in enumerate(letters) if one.sign]
        text = "".join(letters[at].sign for at in signs)
        shown = set(signs[len(text) - len(text.lstrip()) : len(text.rstrip())])
        letters = [one for at, one in enumerate(letters) if at in shown or not one.sign]
        _, end = mark_of(piece.text)
        at, missing = len(letters), len(piece.text) - end
        while at and (missing or not letters[at - 1].sign):
            at -= 1
            missing -= bool(letters[at].sign)
        if missing or "".join(one.sign for one in letters[at:]) != str(piece.text)[end:]:
            raise NotInDraftError(line)
        return letters[:at], letters[at:]

    def rewrite(self, line: int, edit: SetParagraph | None, shift: int) -> None:
        """Another text for a paragraph, its typed number moved on by `shift`."""
        mark, text = self._letters(line)
        try:
            if mark and shift:
                number = str(moved_on("".join(one.sign for one in mark), shift))
                typed_over(mark, [(sign, None) for sign in number])
            if edit is not None:
                value = marked(clean(edit.value))
                if not value:
                    raise NotInDraftError(line)
                wanted = [_letters_of(between, titled=edit.titled) for between in between_notes(value)]
                typed_between(text, wanted, mark[-1] if mark else None)
                self._rewrite_notes(line, [one for one in text if not one.sign], value)
        except NotLettersError:
            raise NotInDraftError(line) from None

    def _rewrite_notes(self, line: int, marks: Sequence[Letter], value: str) -> None:
        """What the notes of a paragraph say, where that is something else now."""
        before, after = ([" ".join(note) for note in notes_of(text)] for text in (self._pieces[line].text, value))
        for mark, old, new in zip(marks, before, after, strict=True):
            if old != new:
                letters = letters_of(self._note(mark.node), self._styles)
                text = "".join(one.sign for one in letters)
                own = letters[len(text) - len(text.lstrip()) : len(text.rstrip())]
                if not own or not all(one.sign for one in letters):
                    raise NotLettersError
                typed_over(own, [(sign, None) for sign in new])

    def _note(self, mark: etree._Element) -> etree._Element:
        """The one paragraph of the note that a mark refers to."""
        part = NOTE_PARTS[str(mark.tag)]
        if part not in self.notes:
            self.notes[part] = package.parse_xml(self._parts[part], shown_as=self._shown_as, part=part)
        found = (note for note in self.notes[part] if note.get(w("id")) == mark.get(w("id")))
        paragraphs = [one for note in found for one in note.iter(w("p")) if "".join(one.itertext()).strip()]
        if len(paragraphs) != 1:
            raise NotLettersError
        return paragraphs[0]

    def new(self, edit: InsertParagraph, shift: int) -> etree._Element:
        """A new paragraph like the one beside it, or like the nearest of its kind."""
        same = self.kinds.get(edit.line) == edit.kind
        of_kind = [line for line in self.lines if self.kinds.get(line) == edit.kind]
        like = edit.line if same else min(of_kind, key=lambda line: abs(line - edit.line), default=edit.line)
        mark, text = self._letters(like)
        if not text:
            raise NotInDraftError(like)
        known = self.kinds.get(like) == edit.kind
        if same:
            number = str(moved_on("".join(one.sign for one in mark), shift))
        else:
            # A list of Word's numbers it.
            number = "" if known and not mark else "".join(begun(edit.kind, shift))
        made = etree.Element(w("p"))
        look = self._element(like).find(w("pPr"))
        if look is not None:
            made.append(copy.deepcopy(look))
            for child in made[0].findall(w("sectPr")) + made[0].findall(w("rPr")):
                made[0].remove(child)
        if number:
            made.append(new_run((mark or text)[0].run, number, None))
        whole = known and all_bold(self._pieces[like].text)
        for sign, marks in _grouped(marked_letters(marked(clean(edit.value)))):
            made.append(new_run(text[0].run, sign, None if whole or marks == text[0].marks else marks))
        return made

    def put(self, paragraph: etree._Element, edit: InsertParagraph) -> None:
        """Put a new paragraph where it belongs: above a block, or below it and all that stands under it."""
        if edit.first:
            self._top(self._elements[edit.line][0]).addprevious(paragraph)
            return
        under = [line for line in self._shown if line >= edit.line and (not edit.end or line < edit.end)]
        self._top(self._elements[under[-1] if under else edit.line][-1]).addnext(paragraph)

    def _top(self, element: etree._Element) -> etree._Element:
        """An element that stands in the body itself, not in a content control."""
        parent = element.getparent()
        if parent is None or parent.tag != _BODY:
            raise NotInDraftError(0)
        return element

    def remove(self, line: int) -> None:
        """Take out a paragraph; not one that ends a section."""
        for element in self._elements[line]:
            if next(element.iter(w("sectPr")), None) is not None or element.tag != w("p"):
                raise NotInDraftError(line)
            body = self._top(element).getparent()
            if body is not None:
                body.remove(element)


def _letters_of(text: str, *, titled: bool) -> list[tuple[str, Marks | None]]:
    return [(sign, None if titled else look) for sign, look in marked_letters(text)]


def _grouped(letters: Sequence[tuple[str, Marks]]) -> list[tuple[str, Marks]]:
    made: list[tuple[str, Marks]] = []
    for sign, marks in letters:
        if made and made[-1][1] == marks:
            made[-1] = (made[-1][0] + sign, marks)
        else:
            made.append((sign, marks))
    return made
