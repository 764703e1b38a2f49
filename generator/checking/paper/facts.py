"""A .docx turned into facts: the first half of `vanban check`.

Reads: text behind content controls, smart tags, fields and tracked changes (as asked), effective formatting,
automatic numbers, tables however deep, text boxes, sections with headers, notes. Reads in part: shapes (lengths of
horizontal lines only). Does not read: comments, pictures, embedded objects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from generator.checking.paper import signs
from generator.checking.paper.documents import first_lines, read_parts
from generator.checking.paper.model import Facts, Law, Paragraph, Part
from generator.checking.paper.notes import read_notes
from generator.checking.paper.reading import find_paragraphs, read_paragraphs
from generator.checking.paper.sections import read_sections
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml
from generator.ooxml.revisions import View
from generator.ooxml.styles import read_styles
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import fold

DOCUMENT = "word/document.xml"
_LEGACY = (".vn", "vni-", "vni ", ".tmc", "vntime", "abc-")


def read_facts(
    parts: Mapping[str, bytes], *, shown_as: str, revisions: View = "accept"
) -> tuple[Facts, tuple[Finding, ...]]:
    """Facts of a package read with `ooxml.package.read`, with tracked changes accepted, rejected or both shown.

    Raises InputError V014 (broken XML) and V015 (no document inside).
    """
    body = document_body(parts, shown_as=shown_as)
    styles = read_styles(parts, shown_as=shown_as)
    sections = read_sections(body, parts, styles, shown_as=shown_as)
    found = find_paragraphs(body, revisions)
    paragraphs = read_paragraphs(found, sections, styles, revisions)
    notes = read_notes(found, parts, sections, styles, revisions, shown_as=shown_as)
    documents = read_parts(paragraphs)
    law, sign = _law(paragraphs, documents)
    legacy = _legacy_fonts((*paragraphs, *notes))
    facts = Facts(shown_as, paragraphs, sections, documents, law, sign, legacy, revisions, notes)
    return facts, tuple(_reading_findings(body, facts))


def document_body(parts: Mapping[str, bytes], *, shown_as: str) -> etree._Element:
    """The `w:body` of a package. Raises InputError where there is none."""
    data = parts.get(DOCUMENT)
    root = parse_xml(data, shown_as=shown_as, part=DOCUMENT) if data is not None else None
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise InputError(
            Finding(
                "V015",
                Severity.ERROR,
                Place(shown_as),
                msg("Tệp không có nội dung văn bản Word."),
                msg("Cần tệp .docx do Word hoặc LibreOffice lưu."),
            )
        )
    return body


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
    """Fonts of the TCVN3 and VNI encodings with the first paragraph set in each: their text is not Unicode."""
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            font = run.format.font
            if font.casefold().startswith(_LEGACY) and any(map(str.isalpha, paragraph.text[run.start : run.end])):
                found.setdefault(font, paragraph.index)
    return tuple(found.items())


def _law(paragraphs: Sequence[Paragraph], parts: Sequence[Part]) -> tuple[Law, str]:
    """Under whose form the file stands, and the words that say so."""
    heads = [part for part in parts if part.heading.motto is not None]
    first = next(first_lines(paragraphs, 1), None)
    party = next((line for line in first_lines(paragraphs, 12) if fold(line.text) == signs.PARTY), None)
    if not heads and party is not None:
        return "dang", party.text
    if heads:
        heading = heads[0].heading
        title = heading.kind_line.text if heading.kind_line else ""
        number = heading.number.text if heading.number else ""
        if (heading.kind == "hop-dong" and not _official(heads[0])) or fold(title).startswith("phu luc hop dong"):
            return "hop-dong", title
        if signs.normative_kind(title) or signs.NORMATIVE_SYMBOL.search(number):
            return "qppl", title if signs.normative_kind(title) else number
        if not heading.agency and heading.number is None:
            return "khong-ro", heading.motto.text if heading.motto else ""
        return "nd30", ""
    if any(part.role == "phu-luc" and part.heading.attached_note for part in parts) or _is_annex(parts, first):
        return "nd30", ""
    return "khong-ro", ""


def _official(contract: Part) -> bool:
    """Whether a contract has the form of the decree: agency, symbol HĐ-…, Nơi nhận; else it is the parties' own."""
    symbol = contract.heading.symbol
    named = bool(contract.heading.agency) and symbol is not None and symbol.symbol.startswith("HĐ-")
    return named and contract.recipients_word is not None


def _is_annex(parts: Sequence[Part], first: object) -> bool:
    return bool(parts) and parts[0].heading.kind_line is first and first is not None
