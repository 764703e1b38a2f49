"""`vanban check --annotate`: a copy with a Word comment at each finding. Comments already there are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from lxml import etree

from generator.checking.mending.words import range_of
from generator.checking.paper.model import Facts
from generator.checking.paper.reading import find_paragraphs
from generator.ooxml.declaring import declare
from generator.ooxml.names import W, w
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.revisions import View
from generator.ooxml.word_file import body_of
from generator.values.findings import Finding, Place, msg

_COMMENTS = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MOST = 500  # comments: more than this no one reads, and Word crawls


def annotate(
    parts: Mapping[str, bytes], facts: Facts, findings: Iterable[Finding], when: datetime, *, author: str = "vanban"
) -> dict[str, bytes]:
    """The package with a comment at the words of each finding; those of the whole file stand at the first paragraph.

    The first 500 findings are written; how many more there are says the last comment.
    """
    body = body_of(parts, shown_as=facts.file)
    elements = [item.element for item in find_paragraphs(body, facts.revisions)]
    annotated = dict(parts)
    comments = _comments(annotated, facts.file)
    number = max((int(item.get(w("id"), "0")) for item in comments if item.get(w("id"), "").isdigit()), default=-1)
    for finding in _not_too_many(findings):
        if not elements:
            break
        number += 1
        at = finding.place.line if 0 < finding.place.line <= len(elements) else 1
        _mark(elements[at - 1], number, finding.value if finding.place.line else "", facts.revisions)
        comments.append(_comment(finding, number, author, when))
    annotated[_COMMENTS] = xml_bytes(comments)
    annotated[DOCUMENT] = xml_bytes(body.getroottree().getroot())
    return annotated


def _not_too_many(findings: Iterable[Finding]) -> list[Finding]:
    """Those that become comments; one for all of the rest."""
    first, rest = (listed := list(findings))[:_MOST], listed[_MOST:]
    if rest:
        said = msg("Còn {so} chỗ khác không có ghi chú trong bản này.", so=len(rest))
        hint = msg("Sửa các chỗ đã ghi chú rồi kiểm tra lại, hoặc xem danh sách đủ của lệnh.")
        first.append(Finding("", rest[0].severity, Place(rest[0].place.file), said, hint))
    return first


def _comments(parts: dict[str, bytes], shown_as: str) -> etree._Element:
    """The comments of a package; the part is declared where it was not there."""
    if _COMMENTS in parts:
        return parse_xml(parts[_COMMENTS], shown_as=shown_as, part=_COMMENTS)
    declare(parts, "comments.xml", "comments", _TYPE, shown_as=shown_as)
    return etree.Element(w("comments"), nsmap={"w": W})


def _mark(paragraph: etree._Element, number: int, words: str, view: View) -> None:
    """Put the range of a comment around the words, else around all of the paragraph; its reference behind."""
    start, end = (etree.Element(w(name), {w("id"): str(number)}) for name in ("commentRangeStart", "commentRangeEnd"))
    reference = etree.Element(w("r"))
    etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
    within = range_of(paragraph, words, view)
    if within is not None:
        within[0].addprevious(start)
        within[1].addnext(reference)
        within[1].addnext(end)
        return
    first = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph.insert(first, start)
    paragraph.extend((end, reference))


def _comment(finding: Finding, number: int, author: str, when: datetime) -> etree._Element:
    comment = etree.Element(
        w("comment"),
        {
            w("id"): str(number),
            w("author"): author,
            w("date"): f"{when:%Y-%m-%dT%H:%M:%SZ}",
            w("initials"): "VB",
        },
    )
    texts = (
        f"{finding.code} ({finding.severity.value}): {finding.message}".lstrip(),
        str(finding.hint or ""),
        str(finding.basis),
    )
    for text in texts:
        if text:
            paragraph = etree.SubElement(comment, w("p"))
            etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = text
    return comment
