"""Two Word files as one with tracked changes: in the new one's form, by the ids of rows and values that both carry.

What Word writes into a file that it saves and no reader sees counts for nothing (`ooxml.uncluttered`, `ooxml.looks`).
The result is proven: all changes accepted, it has the text, look and structure of the new file, all rejected, the words
of the old one, and its looks where those are compared too. Page headers and footers, parts of their own, are the new
file's.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime

from lxml import etree
from msgspec import Struct

from generator.merging.edited.base import Base, base_of
from generator.merging.merge.ours import aligned_paths, path_texts
from generator.merging.model import RecordId, TextId
from generator.merging.redline.carried import (
    each_note_once,
    each_shape_once,
    notes_shown,
    shows_what_stays_behind,
    with_margins,
    with_notes,
    with_pictures,
)
from generator.merging.redline.carried_styles import with_styles_and_lists
from generator.merging.redline.columns import with_grid
from generator.merging.redline.marking import Marking
from generator.ooxml import base_part, package
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.resolved import View, resolve, resolved
from generator.ooxml.shape import same
from generator.ooxml.tracked import Tracker
from generator.ooxml.uncluttered import unclutter
from generator.ooxml.word_file import body_of
from generator.values.errors import InputError
from generator.values.findings import Place, msg

_READ_TOO = frozenset(
    (
        "word/styles.xml",
        "word/numbering.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "word/settings.xml",
    )
)


class Redlined(Struct, frozen=True):
    """The parts of a redline; whether what is read alike looks otherwise somewhere, which it does not mark."""

    parts: dict[str, bytes]
    looks_differ: bool


def redline(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    *,
    author: str,
    now: datetime,
    shown_as: tuple[str, str],
    looks: bool = False,
) -> Redlined:
    """The new file with its text marked against the old one's; with `looks` its formatting too.

    Styles, lists, pictures and footnotes of the old file come along. Raises InputError V093 where the old text holds
    objects of other parts (charts, embedded files), or where the proof fails.
    """
    before, after = (_document(parts, name) for parts, name in zip((old, new), shown_as, strict=True))
    if shows_what_stays_behind(before):
        raise InputError.of("V093", Place(shown_as[0]), msg("Bản cũ có biểu đồ hoặc đối tượng nhúng, chưa so được."))
    said = {"accept": notes_shown(new, after), "reject": notes_shown(old, before)}
    new = with_notes(old, before, with_pictures(old, before, new))
    new = with_styles_and_lists(old, before, new)
    with_margins(old, before, new)
    meant = copy.deepcopy(after)
    tracker = Tracker(author, now.strftime("%Y-%m-%dT%H:%M:%SZ"), looks)
    marking = Marking(tracker, *_keys(_base(old, shown_as[0]), _base(new, shown_as[1])))
    marking.body(before, after)
    new = each_note_once(new, after)
    _prove(after, {"accept": meant, "reject": before}, new, said, shown_as[1], looks=looks)
    each_shape_once(after)
    for table, columns in marking.grids:
        with_grid(table, columns)
    return Redlined({**new, DOCUMENT: package.xml_bytes(after.getparent())}, marking.looks_differ)


def _prove(
    made: etree._Element,
    meant: Mapping[View, etree._Element],
    parts: Mapping[str, bytes],
    notes: Mapping[str, list[bytes]],
    name: str,
    *,
    looks: bool,
) -> None:
    """All changes accepted it is the new document, all rejected the old one, or its words where looks do not count."""
    for view, body in meant.items():
        left = resolved(made, view)
        if not same(left, body, looks=looks or view == "accept") or notes_shown(parts, left) != notes[view]:
            raise InputError.of(
                "V093",
                Place(name),
                msg("Không dựng được bản so sánh đúng tuyệt đối ({buoc}); không ghi gì.", buoc=view),
            )


def _document(parts: Mapping[str, bytes], name: str) -> etree._Element:
    """The body of a file as it is compared: what is tracked already counts as accepted.

    Whatever else of it is read later is told to be XML here, where the file has a name.
    """
    body = body_of(parts, shown_as=name)
    for part in _READ_TOO & parts.keys():
        package.parse_xml(parts[part], shown_as=name, part=part)
    resolve(body, "accept")
    unclutter(body, parts, shown_as=name)
    return body


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
