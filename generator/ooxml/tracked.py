"""Tracked changes written: a paragraph, row or table as inserted, deleted, or changed word by word (17.13.5).

A word that stays and looks otherwise is a change of its look (`w:rPrChange`), not one word deleted and one inserted.

Every function takes elements of the old and the new document and returns new elements; what comes of them when all
changes are accepted or rejected is `resolved`'s affair, which proves them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from lxml import etree

from generator.ooxml.names import XML, w

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
# Children of w:pPr that stand after w:rPr (CT_PPr).
_AFTER_RPR = (w("sectPr"), w("pPrChange"))
# What a section says of its page headers and footers.
REFERENCES = (w("headerReference"), w("footerReference"))
# Ids of changes stand clear of those of bookmarks.
_FIRST_ID = 100_000_000


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or one element of a run, or one element beside runs; `key` is what is compared, `form` its look."""

    key: str | bytes
    run: etree._Element | None
    element: etree._Element
    text: str = ""
    form: bytes = b""


@dataclass
class Tracker:
    """Marks changes as those of one author at one time (`2024-03-16T00:00:00Z`), numbering them."""

    author: str
    stamp: str
    _last: int = field(default=_FIRST_ID)

    def mark(self, name: str) -> etree._Element:
        """An element `w:ins`, `w:del`, `w:pPrChange` … with id, author and date."""
        self._last += 1
        made = etree.Element(w(name), nsmap={"w": w("")[1:-1]})
        made.set(w("id"), str(self._last))
        made.set(w("author"), self.author)
        made.set(w("date"), self.stamp)
        return made

    # --- whole pieces ---

    def whole(self, element: etree._Element, name: str) -> etree._Element:
        """A copy of a paragraph, row or table, all of it inserted (`ins`) or deleted (`del`)."""
        made = copy.deepcopy(element)
        if name == "del":
            for bookmark in list(made.iter(*_BOOKMARKS)):
                bookmark.getparent().remove(bookmark)
        for row in [made] if made.tag == w("tr") else list(made.iter(w("tr"))):
            self._row_mark(row, name)
        for paragraph in [made] if made.tag == w("p") else list(made.iter(w("p"))):
            self._paragraph_whole(paragraph, name)
        return made

    def _row_mark(self, row: etree._Element, name: str) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(1 if len(row) and row[0].tag == w("tblPrEx") else 0, properties)
        properties.append(self.mark(name))

    def _paragraph_whole(self, paragraph: etree._Element, name: str) -> None:
        runs = [child for child in paragraph if child.tag not in (w("pPr"), *_BOOKMARKS)]
        for run in runs:
            mark = self.mark(name)
            paragraph.replace(run, mark)
            mark.append(run)
            if name == "del":
                _as_deleted(run)
        self._paragraph_mark(paragraph, name)

    def _paragraph_mark(self, paragraph: etree._Element, name: str) -> None:
        properties = _properties(paragraph)
        run = properties.find(w("rPr"))
        if run is None:
            run = etree.Element(w("rPr"))
            after = next((child for child in properties if child.tag in _AFTER_RPR), None)
            if after is None:
                properties.append(run)
            else:
                after.addprevious(run)
        run.insert(0, self.mark(name))

    # --- changed pieces ---

    def paragraph(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """The new paragraph with what differs from the old one marked, word by word."""
        made = etree.Element(w("p"), attrib=dict(new.attrib), nsmap=new.nsmap)
        self._changed_properties(old, new, made)
        before, bookmarks, after = list(_tokens(old)), _bookmarks(new), list(_tokens(new))
        for name, i1, i2, j1, j2 in _differences(before, after):
            if name == "equal":
                self._put(made, after[j1:j2], "", bookmarks, j1, before[i1:i2])
            else:
                self._put(made, before[i1:i2], "del", {}, 0)
                self._put(made, after[j1:j2], "ins", bookmarks, j1)
        for at in sorted(bookmarks):
            made.extend(copy.deepcopy(bookmark) for bookmark in bookmarks[at])
        return made

    def _put(
        self,
        made: etree._Element,
        tokens: Sequence[_Token],
        name: str,
        bookmarks: dict[int, list[etree._Element]],
        first: int,
        former: Sequence[_Token] = (),
    ) -> None:
        """Tokens as runs, each run under a mark; `former` are the old ones of those that stay."""
        looks = [None if was.form == token.form else was for was, token in zip(former, tokens, strict=bool(former))]
        numbered = list(enumerate(zip(tokens, looks or [None] * len(tokens), strict=True), start=first))
        for _, group in groupby(
            numbered,
            key=lambda item: (
                id(item[1][0].run),
                item[1][1] and item[1][1].form,
                max((b for b in bookmarks if b <= item[0]), default=-1),
            ),
        ):
            part = list(group)
            for at in [at for at in bookmarks if at <= part[0][0]]:
                made.extend(copy.deepcopy(bookmark) for bookmark in bookmarks.pop(at))
            run = _run_of([token for _, (token, _) in part])
            if not name:
                if (was := part[0][1][1]) is not None:
                    self._look(run, was)
                made.append(run)
                continue
            mark = self.mark(name)
            mark.append(run)
            if name == "del":
                _as_deleted(run)
            made.append(mark)

    def _look(self, run: etree._Element, was: _Token) -> None:
        """Mark that a run looked otherwise."""
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        former = was.run.find(w("rPr")) if was.run is not None else None
        self._former(properties, former, "rPrChange")

    def _former(self, properties: etree._Element, former: etree._Element | None, name: str) -> None:
        """Mark properties as changed, with what they were."""
        change = self.mark(name)
        kept = etree.SubElement(change, properties.tag)
        kept.extend(copy.deepcopy(child) for child in (former if former is not None else ()))
        properties.append(change)

    def properties(self, old: etree._Element, new: etree._Element, made: etree._Element, name: str) -> None:
        """Mark the properties of a cell or row that differ: `tcPr`, `trPr`. `made` is a copy of the new one."""
        before, after = old.find(w(name)), new.find(w(name))
        if _plain(before) == _plain(after):
            return
        properties = made.find(w(name))
        if properties is None:
            properties = etree.Element(w(name))
            made.insert(1 if len(made) and made[0].tag == w("tblPrEx") else 0, properties)
        self._former(properties, before, f"{name}Change")

    def section(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """The new `w:sectPr` with what differs from the old one marked; page headers are not a change of it."""
        made = copy.deepcopy(new)
        former = [child for child in old if child.tag not in REFERENCES]
        if [*map(_bytes, former)] != [_bytes(child) for child in new if child.tag not in REFERENCES]:
            holder = etree.Element(w("sectPr"))
            holder.extend(copy.deepcopy(child) for child in former)
            self._former(made, holder, "sectPrChange")
        return made

    def _changed_properties(self, old: etree._Element, new: etree._Element, made: etree._Element) -> None:
        before, after = old.find(w("pPr")), new.find(w("pPr"))
        if after is not None:
            made.append(copy.deepcopy(after))
        sections = [side.find(w("sectPr")) if side is not None else None for side in (before, after)]
        if sections[0] is not None and sections[1] is not None:
            made[0].replace(made[0].find(w("sectPr")), self.section(sections[0], sections[1]))
        if _bytes(before, skipped=("rPr", "sectPr")) == _bytes(after, skipped=("rPr", "sectPr")):
            return
        change = self.mark("pPrChange")
        kept = etree.SubElement(change, w("pPr"))
        if before is not None:
            kept.extend(copy.deepcopy(child) for child in before if child.tag not in (w("rPr"), w("sectPr")))
        _properties(made).append(change)

    def table_frame(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """The new table without its rows, its properties and grid marked where they differ."""
        made = etree.Element(w("tbl"), nsmap=new.nsmap)
        for child in new:
            if child.tag != w("tr"):
                made.append(copy.deepcopy(child))
        properties, before = made.find(w("tblPr")), old.find(w("tblPr"))
        if properties is not None and before is not None and _bytes(properties) != _bytes(before):
            change = self.mark("tblPrChange")
            change.append(copy.deepcopy(before))
            properties.append(change)
        grid, before = made.find(w("tblGrid")), old.find(w("tblGrid"))
        if grid is not None and before is not None and _bytes(grid) != _bytes(before):
            self._last += 1
            change = etree.SubElement(grid, w("tblGridChange"))
            change.set(w("id"), str(self._last))
            change.append(copy.deepcopy(before))
        return made


def same(old: etree._Element, new: etree._Element) -> bool:
    """Whether two elements are alike but for bookmarks."""
    return _bytes(old) == _bytes(new)


def _bytes(element: etree._Element | None, skipped: tuple[str, ...] = ()) -> bytes:
    if element is None:
        return b""
    if skipped:
        element = copy.deepcopy(element)
        for name in skipped:
            for child in list(element.iter(w(name))):
                if child.getparent() is not None:
                    child.getparent().remove(child)
        if not len(element) and element.tag == w("pPr"):
            return b""
    data = bytes(etree.tostring(element, with_tail=False))
    return re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>| xmlns:\w+=\"[^\"]*\"", b"", data)


def _plain(properties: etree._Element | None) -> bytes:
    """Properties as they are compared: those that hold nothing say nothing."""
    return _bytes(properties) if properties is not None and len(properties) else b""


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(w("pPr"))
    if found is None:
        found = etree.Element(w("pPr"))
        paragraph.insert(0, found)
    return found


def _tokens(paragraph: etree._Element) -> Iterator[_Token]:
    for child in paragraph:
        if child.tag == w("pPr") or child.tag in _BOOKMARKS:
            continue
        if child.tag != w("r"):
            yield _Token(_bytes(child), None, child)
            continue
        form = _bytes(child.find(w("rPr")))
        for piece in child:
            if piece.tag == w("t"):
                for word in _WORD.findall(piece.text or ""):
                    yield _Token(word, child, piece, word, form)
            elif piece.tag != w("rPr"):
                yield _Token(_bytes(piece), child, piece, form=form)


def _bookmarks(paragraph: etree._Element) -> dict[int, list[etree._Element]]:
    """The bookmarks of a paragraph by the number of tokens before them."""
    found: dict[int, list[etree._Element]] = {}
    count = 0
    for child in paragraph:
        if child.tag in _BOOKMARKS:
            found.setdefault(count, []).append(child)
        elif child.tag == w("r"):
            for piece in child:
                if piece.tag == w("t"):
                    count += len(_WORD.findall(piece.text or ""))
                elif piece.tag != w("rPr"):
                    count += 1
        elif child.tag != w("pPr"):
            count += 1
    return found


def _differences(old: Sequence[_Token], new: Sequence[_Token]) -> list[tuple[str, int, int, int, int]]:
    """Stretches that are equal or not; a lone space between two changes is part of them."""
    matcher = SequenceMatcher(None, [t.key for t in old], [t.key for t in new], autojunk=False)
    made: list[tuple[str, int, int, int, int]] = []
    codes = matcher.get_opcodes()
    for index, (name, i1, i2, j1, j2) in enumerate(codes):
        blank = name == "equal" and not "".join(token.text or "x" for token in new[j1:j2]).strip()
        kind = "change" if name != "equal" or (blank and 0 < index < len(codes) - 1) else "equal"
        if made and made[-1][0] == kind == "change":
            made[-1] = (kind, made[-1][1], i2, made[-1][3], j2)
        else:
            made.append((kind, i1, i2, j1, j2))
    return made


def _run_of(tokens: Sequence[_Token]) -> etree._Element:
    """A run holding tokens of one run, or the one element that stood beside runs."""
    source = tokens[0].run
    if source is None:
        return copy.deepcopy(tokens[0].element)
    run = etree.Element(w("r"), nsmap={"w": w("")[1:-1]})
    form = source.find(w("rPr"))
    if form is not None:
        run.append(copy.deepcopy(form))
    for words, group in groupby(tokens, key=lambda token: bool(token.text)):
        if words:
            text = etree.SubElement(run, w("t"))
            text.text = "".join(token.text for token in group)
            text.set(f"{{{XML}}}space", "preserve")
        else:
            run.extend(copy.deepcopy(token.element) for token in group)
    return run


def _as_deleted(run: etree._Element) -> None:
    for code in run.iter(w("instrText")):
        code.tag = w("delInstrText")
    for text in run.iter(w("t")):
        text.tag = w("delText")
        text.set(f"{{{XML}}}space", "preserve")
