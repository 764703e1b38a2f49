"""Two Word files as one with tracked changes: in the new one's form, by the ids of rows and values that both carry.

Elements are paired by their anchors' records, else by their text; a paired paragraph is compared word by word, a row
without a pair is inserted or deleted whole. What Word writes into a file that it saves and no reader sees counts for
nothing (`ooxml.uncluttered`). The result is proven: all changes accepted, it has the text, look and structure of the
new file, all rejected, those of the old one. Page headers and footers, parts of their own, are the new file's.
"""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from lxml import etree

from generator.merging.edited.base import Base, base_of
from generator.merging.merge.align import aligned
from generator.merging.merge.ours import aligned_paths, path_texts
from generator.merging.model import RecordId, TextId
from generator.merging.redline.carried import (
    each_note_once,
    notes_shown,
    shows_what_stays_behind,
    with_margins,
    with_notes,
    with_pictures,
)
from generator.merging.redline.carried_styles import with_styles_and_lists
from generator.ooxml import base_part, package
from generator.ooxml.anchors import anchor_named
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.resolved import resolved, shape
from generator.ooxml.tracked import Tracker, same
from generator.ooxml.uncluttered import uncluttered
from generator.ooxml.word_file import body_of
from generator.values.errors import InputError
from generator.values.findings import Place, msg

Key = tuple[Hashable, ...]
Pair = tuple[etree._Element | None, etree._Element | None]


def redline(
    old: Mapping[str, bytes], new: Mapping[str, bytes], *, author: str, now: datetime, shown_as: tuple[str, str]
) -> dict[str, bytes]:
    """The parts of the new file with its text marked against the old one's.

    Styles, lists, pictures and footnotes of the old file come along. Raises InputError V093 where the old text holds
    objects of other parts (charts, embedded files), or where the proof fails.
    """
    before, after = (_document(parts, name) for parts, name in zip((old, new), shown_as, strict=True))
    body_old, body_new = before.find(w("body")), after.find(w("body"))
    if shows_what_stays_behind(body_old):
        raise InputError.of("V093", Place(shown_as[0]), msg("Bản cũ có biểu đồ hoặc đối tượng nhúng, chưa so được."))
    said = {"accept": notes_shown(new, body_new), "reject": notes_shown(old, body_old)}
    new = with_notes(old, body_old, with_pictures(old, body_old, new))
    new = with_styles_and_lists(old, body_old, new)
    with_margins(old, body_old, new)
    made = copy.deepcopy(body_new)
    tracker = Tracker(author, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    writer = _Redliner(tracker, *_keys(_base(old, shown_as[0]), _base(new, shown_as[1])))
    sections = [body.find(w("sectPr")) for body in (body_old, body_new)]
    made[:] = [*writer.blocks(list(body_old), list(body_new)), *_last_section(tracker, *sections)]
    new = each_note_once(new, made)
    for view, meant in (("accept", body_new), ("reject", body_old)):
        left = resolved(made, "accept" if view == "accept" else "reject")
        if shape(left) != shape(meant) or notes_shown(new, left) != said[view]:
            raise InputError.of(
                "V093",
                Place(shown_as[1]),
                msg("Không dựng được bản so sánh đúng tuyệt đối ({buoc}); không ghi gì.", buoc=view),
            )
    after.replace(body_new, made)
    return {**new, DOCUMENT: package.xml_bytes(after)}


def _last_section(tracker: Tracker, old: etree._Element | None, new: etree._Element | None) -> Iterator[etree._Element]:
    """The page of a body's end: the new one, marked where the old one differs."""
    if new is not None:
        yield tracker.section(old, new) if old is not None else copy.deepcopy(new)


def _document(parts: Mapping[str, bytes], name: str) -> etree._Element:
    body = body_of(parts, shown_as=name)
    root = body.getparent()
    # What is tracked already counts as accepted: the comparison is between two texts.
    root.replace(body, uncluttered(resolved(body, "accept"), parts, shown_as=name))
    return root


def _base(parts: Mapping[str, bytes], name: str) -> Base | None:
    part = base_part.find(parts, shown_as=name)
    return base_of(part) if part else None


def _keys(old: Base | None, new: Base | None) -> tuple[Mapping[int, RecordId], Mapping[int, RecordId]]:
    """The record of each anchor of either file; items of the new one's lists under the records they had in the old."""
    if old is None or new is None:
        return {}, {}
    renamed: dict[RecordId, RecordId] = {
        TextId(own): then for own, then in aligned_paths(path_texts(new.state), path_texts(old.state))
    }
    return _records(old, {}), _records(new, renamed)


def _records(base: Base, renamed: Mapping[RecordId, RecordId]) -> dict[int, RecordId]:
    rows: dict[int, RecordId] = {number: row.record for number, row in base.rows.items()}
    return rows | {number: renamed.get(value.record, value.record) for number, value in base.values.items()}


class _Redliner:
    def __init__(self, tracker: Tracker, old: Mapping[int, RecordId], new: Mapping[int, RecordId]) -> None:
        self.tracker = tracker
        self.old = old
        self.new = new

    def blocks(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[etree._Element]:
        """Paragraphs and tables of a body or cell."""
        before = [child for child in old if child.tag in (w("p"), w("tbl"))]
        after = [child for child in new if child.tag in (w("p"), w("tbl"))]
        for one, other in _with_last(self._pairs(before, after), before, after):
            if one is None or other is None:
                yield from self._single(one, other)
            elif same(one, other):
                yield copy.deepcopy(other)
            elif other.tag == w("p"):
                yield self.tracker.paragraph(one, other)
            else:
                yield from self._table(one, other)

    def _single(self, old: etree._Element | None, new: etree._Element | None) -> Iterator[etree._Element]:
        if old is not None:
            yield self.tracker.whole(old, "del")
        if new is not None:
            yield self.tracker.whole(new, "ins")

    def _pairs(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[Pair]:
        """Old and new elements side by side, in an order that both keep."""
        keys = [_key(element, self.old) for element in old], [_key(element, self.new) for element in new]
        pairs: list[Pair] = []
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            if tag == "equal":
                pairs += zip(old[i1:i2], new[j1:j2], strict=True)
            else:
                pairs += _alike(old[i1:i2], new[j1:j2])
        return pairs

    def _table(self, old: etree._Element, new: etree._Element) -> Iterator[etree._Element]:
        if len(old.find(w("tblGrid"))) != len(new.find(w("tblGrid"))):
            yield from self._single(old, new)
            return
        made = self.tracker.table_frame(old, new)
        for one, other in self._pairs(old.findall(w("tr")), new.findall(w("tr"))):
            made.extend(self._row(one, other))
        yield made

    def _row(self, old: etree._Element | None, new: etree._Element | None) -> Iterator[etree._Element]:
        if old is None or new is None:
            yield from self._single(old, new)
        elif same(old, new):
            yield copy.deepcopy(new)
        elif not _same_cells(old, new):
            yield from self._single(old, new)
        else:
            made = copy.deepcopy(new)
            self.tracker.properties(old, new, made, "trPr")
            for cell, one, other in zip(made.findall(w("tc")), old.findall(w("tc")), new.findall(w("tc")), strict=True):
                self.tracker.properties(one, other, cell, "tcPr")
                properties = cell.find(w("tcPr"))
                kept = [properties] if properties is not None else []
                cell[:] = [*kept, *self.blocks(list(one), list(other))]
            yield made


def _with_last(pairs: list[Pair], old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[Pair]:
    """The same with the last paragraphs paired: the last mark of a body or cell can be neither put in nor taken out."""
    if not (old and new) or old[-1].tag != w("p") or new[-1].tag != w("p") or (pairs and None not in pairs[-1]):
        return pairs
    kept: list[Pair] = []
    for one, other in pairs:
        if one is old[-1] and other is not None:
            kept.append((None, other))
        elif other is new[-1] and one is not None:
            kept.append((one, None))
        elif one is not old[-1] and other is not new[-1]:
            kept.append((one, other))
    return [*kept, (old[-1], new[-1])]


def _key(element: etree._Element, records: Mapping[int, RecordId]) -> Key:
    """What an element is: the record of its anchor, else its text; a table by its number of columns."""
    if element.tag == w("tbl"):
        return ("tbl", str(len(element.find(w("tblGrid")))))
    ends = _ends_section(element)
    for bookmark in element.iter(w("bookmarkStart")):
        anchor = anchor_named(bookmark.get(w("name"), ""))
        if anchor and anchor.number in records:
            return (records[anchor.number], *ends)
    return (element.tag, _text(element), *ends)


def _ends_section(element: etree._Element) -> Key:
    """A mark for a paragraph that ends a section: such a one is paired with its like."""
    return ("sectPr",) if element.find(f"{w('pPr')}/{w('sectPr')}") is not None else ()


def _alike(old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[Pair]:
    """Elements without common keys: paired where their texts are alike, in an order that both keep."""
    found = aligned([_text(element) for element in old], [_text(element) for element in new])
    at = 0
    for index, element in enumerate(new):
        match = found[index]
        if match is None or match < at or not _of_one_kind(old[match], element):
            yield None, element
            continue
        yield from ((one, None) for one in old[at:match])
        yield old[match], element
        at = match + 1
    yield from ((one, None) for one in old[at:])


def _of_one_kind(old: etree._Element, new: etree._Element) -> bool:
    return old.tag == new.tag and _ends_section(old) == _ends_section(new)


def _same_cells(old: etree._Element, new: etree._Element) -> bool:
    return [_span(cell) for cell in old.findall(w("tc"))] == [_span(cell) for cell in new.findall(w("tc"))]


def _span(cell: etree._Element) -> str:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return found.get(w("val"), "1") if found is not None else "1"


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))
