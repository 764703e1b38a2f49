"""Tracked changes written: a paragraph, row, cell or table as inserted, deleted, or changed word by word (17.13.5).

With `looks`, a word that stays and looks otherwise is a change of its look (`w:rPrChange`), not one word deleted and
one inserted; without, only what is read counts, and what stays looks as in the new document.

What comes of the marks when all changes are accepted or rejected is `resolved`'s affair, which proves them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree
from msgspec import Struct

from generator.ooxml.looks import look
from generator.ooxml.names import XML, w
from generator.ooxml.tokens import BOOKMARKS, Part, Token, number_of, tokens_of
from generator.values.stretches import Stretch, stretches

# Children of w:pPr that stand after w:rPr (CT_PPr).
_AFTER_RPR = (w("sectPr"), w("pPrChange"))
# What a section says of its page headers and footers.
REFERENCES = (w("headerReference"), w("footerReference"))
# Ids of changes stand clear of those of bookmarks.
_FIRST_ID = 100_000_000
_NSMAP = {"w": w("")[1:-1]}
_SPACE = f"{{{XML}}}space"
_R, _T, _RPR, _PPR = w("r"), w("t"), w("rPr"), w("pPr")


class _Shown(Struct, frozen=True, eq=False):
    """A part as it is written: the run properties it had before where those are a change."""

    part: Part
    former: Part | None = None


@dataclass
class Tracker:
    """Marks changes as those of one author at one time (`2024-03-16T00:00:00Z`), numbering them."""

    author: str
    stamp: str
    looks: bool = True
    _last: int = field(default=_FIRST_ID)

    def mark(self, name: str) -> etree._Element:
        """An element `w:ins`, `w:del`, `w:pPrChange` … with id, author and date."""
        self._last += 1
        made = etree.Element(w(name), nsmap=_NSMAP)
        made.set(w("id"), str(self._last))
        made.set(w("author"), self.author)
        made.set(w("date"), self.stamp)
        return made

    # --- whole pieces, marked where they stand ---

    def whole(self, element: etree._Element, name: str) -> etree._Element:
        """The paragraph, row or table, all of it marked as inserted (`ins`) or deleted (`del`)."""
        if name == "del":
            for bookmark in list(element.iter(*BOOKMARKS)):
                bookmark.getparent().remove(bookmark)
        for row in [element] if element.tag == w("tr") else list(element.iter(w("tr"))):
            self._row_mark(row, name)
        self._paragraphs(element, name)
        return element

    def cell(self, cell: etree._Element, name: str) -> etree._Element:
        """A cell marked as inserted or deleted, where the others of its row stay."""
        if name == "del":
            for bookmark in list(cell.iter(*BOOKMARKS)):
                bookmark.getparent().remove(bookmark)
        self._paragraphs(cell, name)
        _own(cell, "tcPr").append(self.mark("cellIns" if name == "ins" else "cellDel"))
        return cell

    def _paragraphs(self, element: etree._Element, name: str) -> None:
        for paragraph in [element] if element.tag == w("p") else list(element.iter(w("p"))):
            self._paragraph_whole(paragraph, name)

    def _row_mark(self, row: etree._Element, name: str) -> None:
        _own(row, "trPr").append(self.mark(name))

    def _paragraph_whole(self, paragraph: etree._Element, name: str) -> None:
        for run in [child for child in paragraph if child.tag not in (_PPR, *BOOKMARKS)]:
            mark = self.mark(name)
            paragraph.replace(run, mark)
            mark.append(run)
            if name == "del":
                _as_deleted(run)
        self._paragraph_mark(paragraph, name)

    def _paragraph_mark(self, paragraph: etree._Element, name: str) -> None:
        properties = _own(paragraph, "pPr")
        run = properties.find(_RPR)
        if run is None:
            run = etree.Element(_RPR)
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
        before, after = tokens_of(old).tokens, tokens_of(new)
        written = _Written(self, made, dict(after.bookmarks))
        for equal, i1, i2, j1, j2 in differences(before, after.tokens):
            if equal:
                written.same(before[i1:i2], after.tokens[j1:j2], j1)
            else:
                written.changed(before[i1:i2], "del")
                written.changed(after.tokens[j1:j2], "ins", j1)
        written.end()
        return made

    def properties(self, old: etree._Element, new: etree._Element, name: str) -> None:
        """Mark the properties of a cell or row, of the new element in place, that look otherwise: `tcPr`, `trPr`."""
        before, after = old.find(w(name)), new.find(w(name))
        if self.looks and look(before) != look(after):
            self._former(_own(new, name), before, f"{name}Change")

    def section(self, old: etree._Element | None, new: etree._Element) -> None:
        """Mark what a `w:sectPr`, in place, says otherwise than the old one; page headers are not a change of it."""
        if old is None or not self.looks:
            return
        former = [child for child in old if child.tag not in REFERENCES]
        if _looks(former) != _looks(child for child in new if child.tag not in REFERENCES):
            holder = etree.Element(w("sectPr"))
            holder.extend(copy.deepcopy(child) for child in former)
            self._former(new, holder, "sectPrChange")

    def frame(self, old: etree._Element, new: etree._Element) -> None:
        """Mark what the properties and grid of a table, in place, say otherwise."""
        if not self.looks:
            return
        properties, before = new.find(w("tblPr")), old.find(w("tblPr"))
        if properties is not None and before is not None and look(properties) != look(before):
            self._former(properties, before, "tblPrChange")
        grid, before = new.find(w("tblGrid")), old.find(w("tblGrid"))
        if grid is not None and before is not None and _looks(grid) != _looks(before):
            self._last += 1
            change = etree.SubElement(grid, w("tblGridChange"))
            change.set(w("id"), str(self._last))
            change.append(copy.deepcopy(before))

    def _former(self, properties: etree._Element, former: etree._Element | None, name: str) -> None:
        """Mark properties as changed, with what they were."""
        change = self.mark(name)
        kept = etree.SubElement(change, properties.tag)
        kept.extend(copy.deepcopy(child) for child in (former if former is not None else ()))
        properties.append(change)

    def former_look(self, run: etree._Element, was: etree._Element | None) -> None:
        """Mark that a run looked otherwise."""
        properties = run.find(_RPR)
        if properties is None:
            properties = etree.Element(_RPR)
            run.insert(0, properties)
        self._former(properties, was, "rPrChange")

    def _changed_properties(self, old: etree._Element, new: etree._Element, made: etree._Element) -> None:
        before, after = old.find(_PPR), new.find(_PPR)
        if after is not None:
            made.append(copy.deepcopy(after))
            section = made[0].find(w("sectPr"))
            if section is not None:
                self.section(before.find(w("sectPr")) if before is not None else None, section)
        seen = look if self.looks else number_of
        if seen(before) == seen(after):
            return
        former = etree.Element(_PPR)
        if before is not None:
            former.extend(copy.deepcopy(child) for child in before if child.tag not in (_RPR, w("sectPr")))
        self._former(_own(made, "pPr"), former, "pPrChange")


def differences(old: Sequence[Token], new: Sequence[Token]) -> list[Stretch]:
    """Stretches that are equal or not, by their words; the spaces go with them."""
    before, after = ([at for at, token in enumerate(side) if not token.blank] for side in (old, new))
    made: list[Stretch] = []
    at = to = 0
    for equal, i1, _, j1, j2 in stretches([old[i].key for i in before], [new[j].key for j in after]):
        for step in range(j2 - j1 if equal else 0):
            i, j = before[i1 + step], after[j1 + step]
            _add(made, _gap(old, new, (at, i, to, j)))
            _add(made, [(True, i, i + 1, j, j + 1)])
            at, to = i + 1, j + 1
    _add(made, _gap(old, new, (at, len(old), to, len(new))))
    return made


def _gap(old: Sequence[Token], new: Sequence[Token], gap: tuple[int, int, int, int]) -> Iterator[Stretch]:
    """What stands between two words that stay: what is the same at its ends, and what is not."""
    i1, i2, j1, j2 = gap
    first, last = (i1, j1), (i2, j2)
    while i1 < i2 and j1 < j2 and old[i1].key == new[j1].key:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1].key == new[j2 - 1].key:
        i2, j2 = i2 - 1, j2 - 1
    yield True, first[0], i1, first[1], j1
    yield False, i1, i2, j1, j2
    yield True, i2, last[0], j2, last[1]


def _add(made: list[Stretch], parts: Iterable[Stretch]) -> None:
    """Stretches put behind others; those of one kind are one."""
    for equal, i1, i2, j1, j2 in parts:
        if i1 == i2 and j1 == j2:
            continue
        if made and made[-1][0] == equal:
            made[-1] = (equal, made[-1][1], i2, made[-1][3], j2)
        else:
            made.append((equal, i1, i2, j1, j2))


class _Written:
    """A paragraph that is filled: runs, under marks where they are changes, with the bookmarks of the new one."""

    def __init__(self, tracker: Tracker, made: etree._Element, bookmarks: dict[int, list[etree._Element]]) -> None:
        self._tracker = tracker
        self._made = made
        self._bookmarks = bookmarks

    def same(self, old: Sequence[Token], new: Sequence[Token], first: int) -> None:
        """Tokens that stay."""
        self._put(new, "", first, [list(self._compared(was, token)) for was, token in zip(old, new, strict=True)])

    def changed(self, tokens: Sequence[Token], name: str, first: int | None = None) -> None:
        """Tokens that go, or come before the new one of a number."""
        self._put(tokens, name, first, [[_Shown(part) for part in token.parts] for token in tokens])

    def end(self) -> None:
        """The bookmarks that stand behind everything."""
        for at in sorted(self._bookmarks):
            self._made.extend(copy.deepcopy(mark) for mark in self._bookmarks[at])

    def _put(self, tokens: Sequence[Token], name: str, first: int | None, shown: list[list[_Shown]]) -> None:
        waiting: list[_Shown] = []
        for number, parts in enumerate(shown[: len(tokens)]):
            if first is not None and (marks := self._bookmarks.pop(first + number, None)):
                self._runs(waiting, name)
                waiting = []
                self._made.extend(copy.deepcopy(mark) for mark in marks)
            waiting += parts
        self._runs(waiting, name)

    def _runs(self, shown: Sequence[_Shown], name: str) -> None:
        for _, group in groupby(shown, key=_of_one_run):
            part = list(group)
            run = _run_of([one.part for one in part])
            former = part[0].former
            if former is not None and former.run is not None:
                self._tracker.former_look(run, former.run.element.find(_RPR))
            if not name:
                self._made.append(run)
                continue
            mark = self._tracker.mark(name)
            mark.append(run)
            if name == "del":
                _as_deleted(run)
            self._made.append(mark)

    def _compared(self, was: Token, token: Token) -> Iterator[_Shown]:
        """The parts of a token that stays, cut where its look begins to be another change."""
        if not self._tracker.looks or not token.text:
            former = was.parts[0] if self._tracker.looks and _looks_other(was.parts[0], token.parts[0]) else None
            yield from (_Shown(part, former) for part in token.parts)
            return
        before = list(was.parts)
        for part in token.parts:
            left = part.text
            while left:
                size = min(len(left), len(before[0].text))
                mine, left = left[:size], left[size:]
                former = before[0] if _looks_other(before[0], part) else None
                yield _Shown(Part(part.run, part.element, mine), former)
                if size == len(before[0].text):
                    before.pop(0)
                else:
                    before[0] = Part(before[0].run, before[0].element, before[0].text[size:])


def _looks_other(was: Part, part: Part) -> bool:
    return was.run is not None and part.run is not None and was.run.look != part.run.look


def _of_one_run(shown: _Shown) -> tuple[object, object]:
    former = shown.former.run.look if shown.former and shown.former.run else None
    # An element beside runs stands alone.
    return (id(shown.part.run) if shown.part.run else id(shown.part.element)), former


def _run_of(parts: Sequence[Part]) -> etree._Element:
    """A run holding parts of one run, or the one element that stood beside runs."""
    source = parts[0].run
    if source is None:
        return copy.deepcopy(parts[0].element)
    run = etree.Element(_R, nsmap=_NSMAP)
    form = source.element.find(_RPR)
    if form is not None:
        run.append(copy.deepcopy(form))
    for words, group in groupby(parts, key=lambda part: bool(part.text)):
        if words:
            text = etree.SubElement(run, _T)
            text.text = "".join(part.text for part in group)
            text.set(_SPACE, "preserve")
        else:
            run.extend(copy.deepcopy(part.element) for part in group)
    return run


def _as_deleted(run: etree._Element) -> None:
    for code in run.iter(w("instrText")):
        code.tag = w("delInstrText")
    for text in run.iter(_T):
        text.tag = w("delText")
        text.set(_SPACE, "preserve")


def _own(holder: etree._Element, name: str) -> etree._Element:
    """The properties of a paragraph, row or cell, made where there are none."""
    found = holder.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        holder.insert(1 if len(holder) and holder[0].tag == w("tblPrEx") else 0, found)
    return found


def _looks(elements: Iterable[etree._Element]) -> list[tuple[str, ...]]:
    holder = etree.Element(w("x"))
    holder.extend(copy.deepcopy(one) for one in elements)
    return [look(holder)]
