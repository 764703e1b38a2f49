"""A .docx turned into facts: the first half of `vanban check`.

Reads: text behind content controls, smart tags, fields and tracked changes (as asked), effective formatting,
automatic numbers, tables however deep, text boxes, sections with headers, notes. Reads in part: shapes (lengths of
horizontal lines only). Does not read: comments, pictures, embedded objects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from generator.checking.paper.documents import read_parts
from generator.checking.paper.encodings import is_old_encoding
from generator.checking.paper.law import law_of
from generator.checking.paper.model import Facts, Paragraph
from generator.checking.paper.notes import read_notes
from generator.checking.paper.party import read_party
from generator.checking.paper.reading import find_paragraphs, read_paragraphs
from generator.checking.paper.sections import read_sections
from generator.checking.paper.tables import read_tables
from generator.ooxml.body import BodyBlock
from generator.ooxml.names import w
from generator.ooxml.revisions import View
from generator.ooxml.styles import read_styles
from generator.ooxml.word_file import body_of
from generator.values.findings import Finding, Place, Severity, msg

_LEGACY = (".vn", "vni-", "vni ", ".tmc", "vntime", "abc-")


def read_facts(
    parts: Mapping[str, bytes],
    *,
    shown_as: str,
    revisions: View = "accept",
    body: etree._Element | None = None,
    walked: Sequence[BodyBlock] | None = None,
) -> tuple[Facts, tuple[Finding, ...]]:
    """Facts of a package read with `ooxml.package.read`, with tracked changes accepted, rejected or both shown.

    `body` and `walked` are what the caller has parsed and walked already. Raises InputError V014 (broken XML) and V015
    (no document inside).
    """
    body = body_of(parts, shown_as=shown_as, may_be_empty=True) if body is None else body
    styles = read_styles(parts, shown_as=shown_as)
    sections = read_sections(body, parts, styles, shown_as=shown_as)
    found = find_paragraphs(body, revisions, walked)
    paragraphs = read_paragraphs(found, sections, styles, revisions)
    notes = read_notes(found, parts, sections, styles, revisions, shown_as=shown_as)
    documents = read_parts(paragraphs)
    law, sign = law_of(paragraphs, documents)
    if law == "dang":
        documents = read_party(paragraphs)
    legacy = _legacy_fonts((*paragraphs, *notes))
    tables = read_tables(body, found, revisions)
    facts = Facts(shown_as, paragraphs, sections, documents, law, sign, legacy, revisions, tables, notes)
    return facts, tuple(_reading_findings(body, facts))


def _reading_findings(body: etree._Element, facts: Facts) -> list[Finding]:
    tracked = sum(1 for _ in body.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")))
    if not tracked:
        return []
    return [
        Finding(
            "ND-001",
            Severity.NOTE,
            Place(facts.file),
            msg("Văn bản còn {so} chỗ sửa đang theo dõi (Track Changes).", so=tracked),
            msg("Chấp nhận hoặc từ chối hết các chỗ sửa trước khi trình ký."),
        )
    ]


def _legacy_fonts(paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, int], ...]:
    """Fonts in which text of the TCVN3 and VNI encodings stands, with the first paragraph of each.

    The letters decide: Unicode text in a font left over from then is in a wrong font only (converting would spoil it),
    and text of an old encoding stays one in whatever font it is shown.
    """
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        if paragraph.text.isascii():
            continue
        for run in paragraph.runs:
            old_font = run.format.font.casefold().startswith(_LEGACY)
            if is_old_encoding(paragraph.text[run.start : run.end], in_its_font=old_font):
                found.setdefault(run.format.font, paragraph.index)
    return tuple(found.items())
